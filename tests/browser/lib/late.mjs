// A slow machine on demand: what a page is told later than it happens is told later still. A test that does not wait for what it
// asks fails then every time, not once in a hundred runs.

/** Milliseconds that `TENKEN_LATE` asks for; 0 without it. */
const LATE = Number(process.env.TENKEN_LATE || 0);

/** Runs in the page before its scripts: frames, changes of media, sizes and sights, and answers of the server come late. */
const beLate = (late) => {
  const frame = requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (next) => frame(() => setTimeout(() => frame(next), late));
  const listen = MediaQueryList.prototype.addEventListener;
  MediaQueryList.prototype.addEventListener = function (type, told, options) {
    return listen.call(this, type, (event) => setTimeout(() => told(event), late), options);
  };
  for (const name of ["ResizeObserver", "IntersectionObserver"]) {
    const Observer = window[name];
    window[name] = class extends Observer {
      constructor(told, options) {
        super((...seen) => setTimeout(() => told(...seen), late), options);
      }
    };
  }
  const ask = fetch.bind(window);
  window.fetch = async (...asked) => {
    await new Promise((done) => setTimeout(done, late));
    return ask(...asked);
  };
};

/** Makes a page late where `TENKEN_LATE` says so. */
export const makeLate = async (page) => {
  if (LATE > 0) await page.addInitScript(beLate, LATE);
};

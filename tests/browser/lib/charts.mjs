// A figure as a reader meets it: found, opened, read and closed again.

import assert from "node:assert/strict";

/** Notes what moves on a page, in `window.shifts`. */
export const WATCH_SHIFTS = () => {
  window.shifts = [];
  new PerformanceObserver((entries) => {
    // Presses excuse a page from this measure, but not a figure: all shifts count.
    for (const entry of entries.getEntries())
      for (const { node } of entry.sources) window.shifts.push((node?.parentElement ?? node)?.innerHTML?.slice(0, 200) ?? "?");
  }).observe({ type: "layout-shift", buffered: true });
};

/** Figures of a page that can become interactive. */
export const figuresOf = (page) =>
  page.locator("figure.chart[data-chart]").evaluateAll((all) => all.map(({ id, dataset }) => ({ id, kind: dataset.kind })));

/** A figure on a page, with the parts that tests look at. */
export const figureOn = (page, id) => {
  const figure = page.locator(`figure.chart[id="${id}"]`);
  const stage = figure.locator(".chart-stage");
  const live = stage.locator(".chart-live");
  return {
    figure,
    stage,
    live,
    operate: figure.locator("[data-do=operate]"),
    rest: figure.locator("[data-do=rest]"),
    save: figure.locator("[data-do=save]"),
    reset: figure.locator("[data-do=reset]"),
    status: figure.locator(".chart-status"),
    voice: live.locator("[aria-live]"),
    values: live.locator(".chart-tip-value:visible"),
    drawing: live.locator("svg"),
    /** The drawing has marks, not only an empty frame. */
    isDrawn: async () => {
      await live.locator("svg path").nth(1).waitFor({ state: "attached" });
      assert.equal(await stage.locator("> svg:visible").count(), 0, "the static drawing has made room");
    },
    isStatic: async () => {
      await live.waitFor({ state: "detached" });
      assert.equal(await stage.locator("> svg:visible").count(), 1, "the static drawing is back");
    },
    /** Texts of the cells of the figure's table, by row. */
    rows: () =>
      figure.locator("table tr").evaluateAll((rows) =>
        rows.map((row) => [...row.cells].map((cell) => (cell.querySelector(".v") ?? cell).textContent.replace(/\s+/g, ""))),
      ),
    /** What the figure says of the whole: caption, heads of the table, sentences; sums and denominators stand there. */
    whole: async () => (await figure.locator("figcaption, caption, thead, .chart-words").allTextContents()).join(" "),
    boxes: () =>
      figure.evaluate((element) =>
        [element, ...element.querySelectorAll(":scope > :not(.chart-stage), .chart-stage")].map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.classList[0] ?? part.localName, x + scrollX, y + scrollY, width, height].join(" ");
        }),
      ),
  };
};

/** Middles of the filled marks of a drawing, in the window. */
const marksOf = (drawing) =>
  drawing.first().evaluate((svg) =>
    [...svg.querySelectorAll("path")]
      .filter((path) => !/^(none|transparent)$/.test(path.getAttribute("fill") ?? "none"))
      .map((path) => path.getBoundingClientRect())
      .filter(({ width, height }) => width >= 2 && height >= 2)
      .map(({ x, y, width, height }) => [x + width / 2, y + height / 2]),
  );

/** ECharts draws, and answers a move of the pointer, with one of the next frames. */
const nextFrames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Moves the pointer to the marks of a figure until a tooltip with values shows; answers them, or none where no mark shows any. */
export const hoverValues = async (page, { drawing, values }) => {
  // On a busy machine marks may not be there yet, and the pointer may be further when the answer comes: then it goes round again.
  for (const until = Date.now() + 10_000; Date.now() < until; await nextFrames(page)) {
    for (const [x, y] of await marksOf(drawing)) {
      await page.mouse.move(x, y);
      await nextFrames(page);
      const found = await values.allInnerTexts();
      if (found.length > 0) return found;
    }
  }
  return [];
};

/** Walks a figure with the arrow keys from its first point; answers what the tooltip showed and the voice said, by step. */
export const walkValues = async (page, { values, voice }, limit = 200) => {
  const said = [];
  const seen = new Set();
  const step = async (key) => {
    await page.keyboard.press(key);
    const sentence = await voice.textContent();
    const fresh = !seen.has(sentence);
    seen.add(sentence);
    if (fresh) said.push({ sentence, values: await values.allInnerTexts() });
    return fresh;
  };
  await step("Home");
  // As one mows a lawn: to the right, one down, to the left, one down.
  let along = "ArrowRight";
  for (let turn = 0; turn < limit; turn += 1) {
    if (await step(along)) continue;
    if (!(await step("ArrowDown"))) break;
    along = along === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  }
  return said;
};

/** Without spaces, as cells are compared. */
export const bare = (text) => text.replace(/\s+/g, "");

const numbers = (text) => text.match(/[▲−+±-]?\d(?:[\d,.]*\d)?/g) ?? [];

/**
 * Does a figure hold what a tooltip says? Either a cell says the same, or all numbers of a longer text (`37 → 52（+15）`) stand in
 * cells of one row or column of its table, or in what it says of the `whole`. Each number counts for itself.
 */
export const holds = (rows, whole, said) => {
  if (rows.some((row) => row.includes(bare(said)))) return true;
  const general = new Set(numbers(bare(whole)));
  const wanted = numbers(bare(said)).filter((number) => !general.has(number));
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, n) => rows.map((row) => row[n] ?? ""));
  return [...rows, ...columns].some((line) => {
    const there = new Set(line.flatMap(numbers));
    return wanted.every((number) => there.has(number));
  });
};

// Reloads the page after a good edit; lays the errors of a bad one over it.
(() => {
  "use strict";
  const generation = document.currentScript.dataset.generation;
  let events = null;
  let box = null;

  // Text is only ever set as text, and styles through the style object: no markup, and no conflict with the page's CSP.
  function element(name, css, text) {
    const made = document.createElement(name);
    made.style.cssText = css;
    if (text) made.textContent = text;
    return made;
  }

  function hide() {
    if (box) box.remove();
    box = null;
  }

  function show(problem) {
    const own = document.getElementById("tenken-problem");
    if (own) {
      own.textContent = problem;
      return;
    }
    hide();
    box = element("div", "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;padding:1rem;" +
      "background:#1d1d1f;color:#fff;border-top:4px solid #ff6b5e;font:14px/1.5 monospace;text-align:left");
    box.setAttribute("role", "alert");
    const close = element("button", "float:right;font:inherit;color:inherit;background:none;border:1px solid;padding:.2em .8em",
      "閉じる / close");
    close.type = "button";
    close.addEventListener("click", hide);
    box.append(close, element("pre", "margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;color:inherit;" +
      "background:none", problem));
    document.body.append(box);
  }

  function follow() {
    events = new EventSource("/_tenken/events");
    events.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.generation !== generation) location.reload();
      else if (state.problem) show(state.problem);
      else hide();
    });
  }

  // A browser opens few connections to one host: tabs in the background give theirs back.
  function attend() {
    if (document.visibilityState === "hidden") {
      if (events) events.close();
      events = null;
    } else if (!events) {
      follow();
    }
  }
  document.addEventListener("visibilitychange", attend);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  attend();
})();

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
    /** Texts of all cells of the table of the figure, or of the table that stands for it. */
    cells: () =>
      figure.evaluate((element) => {
        const beside = element.classList.contains("has-table-beside");
        const tables = (beside ? element.parentElement : element).querySelectorAll("table");
        const texts = [...tables].flatMap((table) => [...table.querySelectorAll("td, th")]);
        return texts.map((cell) => (cell.querySelector(".v") ?? cell).textContent.replace(/\s+/g, ""));
      }),
    boxes: () =>
      figure.evaluate((element) =>
        [element, ...element.querySelectorAll(":scope > :not(.chart-stage), .chart-stage")].map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.classList[0] ?? part.localName, x + scrollX, y + scrollY, width, height].join(" ");
        }),
      ),
  };
};

/** Moves the pointer over a figure until a tooltip with values shows; answers them. */
export const hoverValues = async (page, { stage, values }) => {
  const { x, y, width, height } = await stage.boundingBox();
  for (const down of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (let across = 0.12; across < 0.95; across += 0.06) {
      await page.mouse.move(x + across * width, y + down * height);
      // ECharts answers a move with the next frames.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
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

/** Figures as tables show them: without spaces and without what is only for the eye. */
export const bare = (text) => text.replace(/\s+/g, "");

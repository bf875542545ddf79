// Every figure of the site can be made interactive, and says point by point what its table says.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { figureOn, figuresOf, holds, hoverValues, walkValues } from "./lib/charts.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();
/** Pages of commentary and of projects have figures whatever else changes. */
const WITH_FIGURES = ["project", "review"];

describe(`figures of the site at ${here.base}`, () => {
  const met = new Set();
  for (const [kind, path] of Object.entries(KINDS)) {
    test(kind, async (t) => {
      const { page, troubles, close } = await here.open(path, { reducedMotion: "reduce" });
      t.after(close);
      const all = await figuresOf(page);
      if (WITH_FIGURES.includes(kind)) assert.ok(all.length > 0, "the page has figures");
      // The base path changes addresses only: elsewhere one figure of every form shows that.
      const figures = here.base === "/" ? all : all.filter(({ kind: form }) => !met.has(form));
      const problems = [];
      for (const { id, kind: form } of figures) {
        const figure = figureOn(page, id);
        if (!met.has(form)) {
          met.add(form);
          await figure.stage.scrollIntoViewIfNeeded();
          await figure.stage.hover();
          await figure.isDrawn();
          const hovered = await hoverValues(page, figure);
          if (hovered.length === 0) problems.push(`${id}: a hover shows nothing`);
        }
        const before = await figure.boxes();
        await figure.stage.click();
        await figure.isDrawn();
        await figure.live.focus();
        const said = await walkValues(page, figure);
        if (said.length === 0) problems.push(`${id}: nothing is read`);
        const [rows, whole] = [await figure.rows(), await figure.whole()];
        for (const { sentence, values } of said)
          for (const value of values) if (!holds(rows, whole, value)) problems.push(`${id}: ${sentence} (${value}) is not in the table`);
        assert.deepEqual(await figure.boxes(), before, `${id}: nothing moves`);
        await page.keyboard.press("Escape");
        await figure.isStatic();
      }
      none(problems, "figures say what their tables say");
      none(troubles, "the page is quiet and asks nobody else");
    });
  }
});

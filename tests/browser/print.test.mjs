// Printed pages hold what the screen shows, less what can only be pressed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sidewaysScroll } from "./lib/browser.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

/** Width of A4 within margins of 10 mm, in CSS pixels. */
const A4 = 718;

/** Texts of the content that the media in force shows or hides. */
const texts = (page, wanted) =>
  page.evaluate((wanted) => {
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      // Ways to other pages, controls, marks for the eye, explanations that open, and what scripts and texts for them hold;
      // and the data of a figure whose table stands beside it, which would be printed twice. A term is a word of the text.
      const skip = parent.closest(
        "nav, form, button:not(.term), [popover], noscript, script, style, template, [aria-hidden=true], svg, .search-box, .audit-filter, .chart-tools, .table-files, .has-table-beside > .chart-data",
      );
      if (skip || !node.data.trim()) continue;
      // Terms have no box of their own on paper: they are words of what they stand in.
      const box = getComputedStyle(parent).display === "contents" ? parent.parentElement : parent;
      if (box.checkVisibility({ visibilityProperty: true }) === wanted) found.push(`${parent.localName}: ${node.data.trim().slice(0, 60)}`);
    }
    return found;
  }, wanted);

const here = site();

describe(`print at ${here.base}`, () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(kind, async (t) => {
      const { page, troubles, close } = await here.open(path, { width: A4, height: 1000 });
      t.after(close);
      await page.emulateMedia({ media: "print" });

      const controls = await page.evaluate(() =>
        [...document.querySelectorAll("nav, form, button, input, select, .skip-link, .table-files")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.offsetHeight > 0)
          .filter((element) => !element.closest("th"))
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      none(controls, "navigation and controls are not printed");
      none(await texts(page, false), "all texts of the content are printed");
      none(await sidewaysScroll(page), "nothing is cut at the edge of the paper");

      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      assert.ok(pdf.length > 10_000, `the PDF has ${pdf.length} bytes`);
      none(troubles, "the page prints quietly");
    });
  }

  test("paper is white in dark mode too", async (t) => {
    const { page, close } = await here.open(KINDS.project, { colorScheme: "dark" });
    t.after(close);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return { backgroundColor, color };
    });
    assert.deepEqual(colours, { backgroundColor: "rgb(255, 255, 255)", color: "rgb(0, 0, 0)" });
  });
});

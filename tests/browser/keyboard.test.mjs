// Everything can be done from the keyboard, and the focus is always seen.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { focused } from "./lib/browser.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();
const still = { reducedMotion: "reduce" };

const rows = (table) => table.locator("tbody tr").allInnerTexts();

/** What is wrong with the element that has the focus: out of sight, covered, or not marked. */
const badFocus = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return [];
    const boxes = [...element.getClientRects()];
    const inView = boxes.some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = boxes[0];
    const x = Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2));
    const y = Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2));
    const top = document.elementFromPoint(x, y);
    const covered = inView && top && top !== element && !element.contains(top) && !top.contains(element);
    const name = element.outerHTML.slice(0, 100);
    return [
      !inView && `out of sight: ${name}`,
      covered && `covered by ${top.outerHTML.slice(0, 60)}: ${name}`,
      (outlineStyle === "none" || parseFloat(outlineWidth) < 2) && `no ring: ${name}`,
    ].filter(Boolean);
  });

describe(`keyboard at ${here.base}`, () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(`${kind}: the first stop leads to the content`, async (t) => {
      const { page, close } = await here.open(path, still);
      t.after(close);
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "a.skip-link");
      none(await badFocus(page), "the skip link is seen when it has the focus");
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "main#main");
      await page.keyboard.press("Tab");
      const beyond = await page.evaluate(() => {
        const main = document.querySelector("main");
        return main.contains(document.activeElement) || !main.querySelector("a[href], button, input, summary, [tabindex='0']");
      });
      assert.ok(beyond, `the next stop is in the content, not ${await focused(page)}`);
    });
  }

  for (const kind of ["home", "project", "review", "search"]) {
    test(`${kind}: the focus is seen at every stop and caught at none`, async (t) => {
      const { page, close } = await here.open(KINDS[kind], still);
      t.after(close);
      const problems = [];
      let stops = 0;
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press("Tab");
        // A mark on the element itself: scripts that come with the focus add elements, which moves all that follow.
        const place = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === document.body) return "out";
          const known = "wasFocused" in element;
          element.wasFocused = true;
          return known ? "again" : "new";
        });
        if (place === "out") break;
        if (place === "again") {
          problems.push(`caught at ${await focused(page)}`);
          break;
        }
        stops += 1;
        problems.push(...(await badFocus(page)));
      }
      assert.ok(stops >= 5, `only ${stops} stops`);
      none(problems, "the focus is seen and moves on");
    });
  }

  for (const kind of ["recipients", "program"]) {
    test(`${kind}: a header sorts up, down, and back to the official order`, async (t) => {
      const { page, close } = await here.open(KINDS[kind], still);
      t.after(close);
      const table = page.locator("table:has(th button)").first();
      const official = await rows(table);
      assert.ok(official.length > 2, "the table has rows to sort");
      const column = await table.evaluate((element) =>
        [...element.tHead.rows[0].cells].findIndex(
          (head, i) => head.querySelector("button") && [...element.tBodies[0].rows].some((row) => row.cells[i].dataset.value),
        ),
      );
      assert.notEqual(column, -1, "a column of figures can be sorted");
      const button = table.locator("thead th").nth(column).locator("button");
      await button.evaluate((element) => {
        element.dataset.pressed = "";
        element.focus();
      });
      const values = () =>
        table
          .locator("tbody tr")
          .evaluateAll((all, column) => all.map((row) => row.cells[column].dataset.value).filter(Boolean).map(Number), column);
      const stays = () => page.evaluate(() => document.activeElement.hasAttribute("data-pressed"));
      const state = () => table.locator("th:has([data-pressed])").getAttribute("aria-sort");
      assert.ok([null, "none"].includes(await state()));

      await page.keyboard.press("Enter");
      assert.equal(await state(), "ascending");
      const up = await values();
      assert.ok(up.length > 1, "the column holds numbers");
      assert.deepEqual(up, up.toSorted((a, b) => a - b));
      assert.ok(await stays(), "the focus stays on the header");

      await page.keyboard.press("Space");
      assert.equal(await state(), "descending");
      assert.deepEqual(await values(), up.toReversed());
      assert.ok(await stays(), "the focus stays on the header");

      await page.keyboard.press("Enter");
      assert.ok([null, "none"].includes(await state()));
      assert.deepEqual(await rows(table), official);
      assert.ok(await stays(), "the focus stays on the header");
    });
  }

  test("only one header of a table is sorted", async (t) => {
    const { page, close } = await here.open(KINDS.recipients, still);
    t.after(close);
    const table = page.locator("table:has(th button)").first();
    const buttons = table.locator("th button");
    await buttons.nth(0).press("Enter");
    await buttons.nth(1).press("Enter");
    assert.equal(await table.locator("th[aria-sort=ascending], th[aria-sort=descending]").count(), 1);
  });

  for (const kind of ["review", "objective", "budget", "project", "checks"]) {
    test(`${kind}: what scrolls sideways has a name and is reached and moved by keys`, async (t) => {
      const { page, close } = await here.open(KINDS[kind], { ...still, width: 360 });
      t.after(close);
      const bad = await page.evaluate(() => {
        const scrolls = (element) =>
          // In a closed details it can be neither seen nor reached.
          element.checkVisibility() && ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
        const regions = [...document.querySelectorAll("main *")].filter(scrolls);
        regions[0]?.setAttribute("data-scrolls", "");
        const named = (element) => element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
        return regions
          .filter((element) => element.tabIndex !== 0 || element.getAttribute("role") !== "region" || !named(element))
          .map((element) => element.outerHTML.slice(0, 100));
      });
      none(bad, "scrolled regions are focusable and named");
      const region = page.locator("[data-scrolls]");
      if ((await region.count()) === 0) return;
      await region.focus();
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(() => document.querySelector("[data-scrolls]").scrollLeft > 0);
    });
  }

  test("Escape closes the list of editions and gives the focus back", async (t) => {
    const { page, close } = await here.open(KINDS.edition, still);
    t.after(close);
    const summary = page.locator(".switcher summary");
    await summary.press("Enter");
    assert.ok(await page.locator(".switcher a").first().isVisible());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator(".switcher a").first().isVisible()));
    assert.ok(await summary.evaluate((element) => element === document.activeElement));
  });
});

// Terms are explained at their first use: by keyboard, without a script, and as plain words in print.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KINDS, site } from "./lib/site.mjs";

const here = site();

describe(`explained terms at ${here.base}`, () => {
  for (const scripts of [true, false]) {
    test(`a key opens and closes an explanation ${scripts ? "with" : "without"} scripts`, async (t) => {
      const { page, close, troubles } = await here.open(KINDS.review, { javaScriptEnabled: scripts, width: 360 });
      t.after(close);
      const term = page.locator("button.term").first();
      const word = (await term.textContent()).trim();
      const tip = page.locator(`#${await term.getAttribute("popovertarget")}`);
      assert.equal(await tip.isVisible(), false);
      await term.focus();
      await page.keyboard.press("Enter");
      assert.equal(await tip.isVisible(), true);
      assert.match(await tip.textContent(), new RegExp(word));
      const box = await tip.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 360, `inside the screen: ${JSON.stringify(box)}`);
      if (scripts) {
        const at = await term.boundingBox();
        const gap = Math.max(box.y - (at.y + at.height), at.y - (box.y + box.height));
        assert.ok(gap >= 0 && gap < 12, `beside its word: ${gap} px`);
      }
      // The link inside is the next stop of the keyboard.
      await page.keyboard.press("Tab");
      assert.match(await page.evaluate(() => document.activeElement.href), /\/glossary\/#/);
      await page.keyboard.press("Escape");
      assert.equal(await tip.isVisible(), false);
      assert.equal(await page.evaluate(() => document.activeElement.className), "term", "focus returns");
      assert.deepEqual(troubles, []);
    });
  }

  test("each term is explained once a page, and its explanation exists", async (t) => {
    const { page, close } = await here.open(KINDS.review);
    t.after(close);
    const targets = await page.locator("button.term").evaluateAll((all) => all.map((term) => term.getAttribute("popovertarget")));
    assert.ok(targets.length > 5, `${targets.length} terms`);
    assert.equal(new Set(targets).size, targets.length);
    for (const target of targets) assert.equal(await page.locator(`[id="${target}"][popover]`).count(), 1);
  });

  test("print has the words and no explanations", async (t) => {
    const { page, close } = await here.open(KINDS.review);
    t.after(close);
    await page.emulateMedia({ media: "print" });
    // The button itself has no box in print (its word flows with the text): what must be on the paper is the word.
    const words = await page.locator("button.term").evaluateAll((all) =>
      all.map((term) => {
        const text = document.createRange();
        text.selectNodeContents(term);
        const { width, height } = text.getBoundingClientRect();
        return { word: term.textContent, printed: width > 0 && height > 0 && getComputedStyle(term).visibility === "visible" };
      }),
    );
    assert.ok(words.length > 5, `${words.length} terms`);
    assert.deepEqual(words.filter(({ printed }) => !printed), []);
    assert.equal(await page.locator(".term-tip:visible").count(), 0);
  });
});

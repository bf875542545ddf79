// A figure can be cited: by pointer and by key, with its value, its source and an address that leads back to it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { sidewaysScroll } from "./lib/browser.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const openWindow = (page) => page.locator("dialog.cite-window[open]");
const part = (page, name) => openWindow(page).locator(`[data-part=${name}]`).innerText();

describe(`citing at ${here.base}`, () => {
  for (const [width, scheme] of [
    [1280, "light"],
    [360, "dark"],
  ]) {
    test(`a figure that is pressed opens its window at ${width} px`, async (t) => {
      const { page, troubles, close } = await here.open(KINDS.project, { width, colorScheme: scheme });
      t.after(close);
      const cell = page.locator("td[id][data-value]:not(.derived)").first();
      const { id, shown, source } = await cell.evaluate((cell) => ({
        id: cell.id,
        shown: cell.querySelector(".v").textContent,
        source: cell.closest("tr").querySelector(".src .cite").title,
      }));
      await cell.locator(".v").click();
      await openWindow(page).waitFor();
      const value = await part(page, "value");
      assert.ok(value.startsWith(shown) && value.length > shown.length, `${value} has the value ${shown} and a unit`);
      assert.equal(await part(page, "source"), source);
      const url = new URL(await part(page, "url"));
      assert.equal(decodeURIComponent(url.hash.slice(1)), id);
      const words = await openWindow(page).locator("textarea").inputValue();
      for (const name of ["value", "what", "edition", "source", "url"])
        assert.ok(words.includes(await part(page, name)), `the citation holds the ${name}: ${words}`);
      assert.doesNotMatch(words, /%[a-z]|undefined/);

      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate(() => window.axe.run("dialog.cite-window"));
      none(violations.map((found) => `${found.id}: ${found.nodes[0].html}`), "the window is accessible");
      none(await sidewaysScroll(page), "nothing scrolls sideways");
      const box = await openWindow(page).boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 0.5 && box.y + box.height <= 900.5, JSON.stringify(box));

      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.closest("td")?.id), id, "the focus is back at the figure");
      none(troubles, "citing is quiet");
    });
  }

  test("everything can be done by key, and the focus comes back", async (t) => {
    const { page, close } = await here.open(KINDS.review);
    t.after(close);
    const block = page.locator(".table-block.citable").first();
    const button = block.locator(".cite-tools > button");
    await button.focus();
    await page.keyboard.press("Enter");
    await block.locator(".v[role=button]").first().waitFor();
    const at = () => page.evaluate(() => document.activeElement.closest("td")?.id);
    const first = await at();
    await page.keyboard.press("ArrowRight");
    const right = await at();
    await page.keyboard.press("ArrowDown");
    const down = await at();
    assert.equal(new Set([first, right, down]).size, 3, `${first}, ${right}, ${down}`);
    await page.keyboard.press("Enter");
    await openWindow(page).waitFor();
    assert.equal(new URL(await part(page, "url")).hash.slice(1), down);
    const stops = [];
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest("dialog"))));
    }
    assert.ok(stops.every(Boolean), "the focus stays in the window while it is open");
    await page.keyboard.press("Escape");
    assert.equal(await at(), down);
    await page.keyboard.press("Escape");
    assert.equal(await block.locator("[role=button]").count(), 0, "the table is a table again");
    assert.ok(await button.evaluate((button) => button === document.activeElement && button.getAttribute("aria-pressed") === "false"));
  });

  test("a focus that has gone on when the window is told that it is closed stays where it is", async (t) => {
    const { page, close } = await here.open(KINDS.project);
    t.after(close);
    await page.locator("td[id][data-value]:not(.derived) > .v").first().click();
    await openWindow(page).waitFor();
    // The event of closing is a task of its own: a key that is pressed at once can come before it.
    await page.evaluate(() => {
      document.querySelector("dialog.cite-window").close();
      document.querySelector(".cite-tools > button").focus();
    });
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement.matches(".cite-tools > button")));
  });

  test("the citation and its form for reference managers are copied", async (t) => {
    const { page, context, close } = await here.open(KINDS.project);
    t.after(close);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("td[id][data-value]:not(.derived) > .v").first().click();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const status = openWindow(page).locator(".cite-status");
    const words = await openWindow(page).locator("textarea").inputValue();
    await openWindow(page).locator("[data-do=copy]").click();
    await status.filter({ hasText: /./ }).waitFor();
    assert.equal(await clipboard(), words);
    await openWindow(page).locator("[data-do=csl]").click();
    await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.startsWith("[")));
    const [item] = JSON.parse(await clipboard());
    assert.equal(item.type, "dataset");
    assert.equal(item.URL, await part(page, "url"));
    assert.equal(item.issued["date-parts"][0][0], 2022);
    await openWindow(page).locator("[data-do=close]").click();
    await page.locator("dialog").waitFor({ state: "detached" });
  });

  test("a row of several sources gives each figure its own", async (t) => {
    const { page, close } = await here.open(KINDS.review);
    t.after(close);
    const edition = JSON.parse(readFileSync(join(here.folder, "2022/data/edition.json"), "utf8"));
    const rows = Object.values(edition.tables).flat();
    const lines = new Map(rows.map((row) => [row.figure_url?.split("#")[1], row.source_lines]));
    const numbered = page.locator("td[data-cite][id]:not(.text) > .v").first();
    const several = page.locator("tr:has(.src .cite + .cite) td[id]:not(.text, [data-cite]) > .v").last();
    const single = page.locator("tr:not(:has(.src .cite + .cite)) td[id]:not(.text) > .v").last();
    for (const value of [numbered, several, single]) {
      const id = await value.evaluate((value) => value.parentElement.id);
      await value.click();
      const source = await part(page, "source");
      assert.match(source, new RegExp(`\\D${lines.get(id)}行）$`), `${id}: ${source}`);
      await page.keyboard.press("Escape");
    }
  });

  test("a failure is told, and the next attempt asks again", async (t) => {
    const { page, close } = await here.open(KINDS.project);
    t.after(close);
    await page.route("**/cite.*.js", (route) => route.abort());
    const value = page.locator("td[id][data-value]:not(.derived) > .v").first();
    await value.click();
    const hint = value.locator("xpath=ancestor::div[contains(@class,'table-block')]").locator(".cite-hint");
    await hint.filter({ hasText: /./ }).waitFor();
    await page.unroute("**/cite.*.js");
    await value.click();
    await openWindow(page).waitFor();
  });
});

// The search page: the written queries, what a reader does with the keyboard, and what a query costs.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { open } from "./lib/browser.mjs";
import { none } from "./lib/none.mjs";
import { openSearch } from "./lib/search-engine.mjs";
import { called, queries } from "./lib/search-queries.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Types a query and waits for its answer. */
const ask = async (page, query) => {
  await page.getByRole("searchbox").fill(query);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForFunction((query) => {
    const shown = document.querySelector("#search-results").dataset.query;
    return shown === query;
  }, query);
};

const status = (page) => page.locator("#search-status").innerText();

/** The finds on the page: kind, name, address below the base path, marked words. */
const finds = (page) =>
  page.locator("#search-results section").evaluateAll(
    (sections, base) =>
      sections.flatMap((section) =>
        [...section.querySelectorAll("li")].map((item) => {
          const link = item.querySelector("a.find");
          const address = new URL(link.href);
          return {
            kind: section.querySelector("h2").id.replace("search-", ""),
            name: link.textContent,
            path: decodeURIComponent(address.pathname.slice(base.length) + address.hash),
            marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
          };
        }),
      ),
    here.base,
  );

describe(`search at ${here.base}`, () => {
  test("the written queries find what they should and nothing else, in the script", async () => {
    const { search } = await openSearch(here.folder);
    const all = queries();
    assert.ok(all.length >= 100, `${all.length} queries`);
    const wrong = [];
    let right = 0;
    let expected = 0;
    let found = 0;
    for (const { query, expected: lists } of all) {
      const got = await search(query);
      for (const [kind, names] of Object.entries(lists)) {
        const mine = [...new Set(got.filter(({ record }) => record.kind === kind).map(({ record }) => called({ kind, name: record.name, path: record.places[0][1] })))];
        right += mine.filter((name) => names.includes(name)).length;
        expected += names.length;
        found += mine.length;
        wrong.push(...names.filter((name) => !mine.includes(name)).map((name) => `${query}: ${kind} lacks ${name}`));
        wrong.push(...mine.filter((name) => !names.includes(name)).map((name) => `${query}: ${kind} has ${name}`));
      }
    }
    console.log(`${all.length} queries: recall ${right}/${expected}, precision ${right}/${found}`);
    none(wrong, "every query is answered as written");
  });

  test("the page shows the finds of a query, marked, and says how many there are", async (t) => {
    const { page, troubles, close } = await here.open(KINDS.search);
    t.after(close);
    // Every fourth, and those of which nothing is to be found.
    const some = queries().filter(({ expected }, index) => index % 4 === 0 || Object.keys(expected).length > 8);
    for (const { query, expected } of some) {
      await ask(page, query);
      while ((await page.locator("button.find-more").count()) > 0) await page.locator("button.find-more").first().click();
      const shown = await finds(page);
      for (const [kind, names] of Object.entries(expected)) {
        const mine = new Set(shown.filter((find) => find.kind === kind).map(called));
        // A find may lead to a passage: the page of an entity is its name all the same.
        assert.deepEqual([...mine].sort(), [...names].sort(), `${query}: ${kind}`);
      }
      none(shown.filter(({ marks }) => marks.length === 0).map(({ name }) => name), `${query} is marked in every find`);
      if (shown.length === 0) assert.match(await status(page), /見つかりませんでした/);
      else assert.ok((await status(page)).startsWith(`${shown.length}件`), `${query}: ${await status(page)} for ${shown.length}`);
    }
    none(troubles, "the page is quiet");
  });

  test("every find leads to a page, and to the place on it", async (t) => {
    const { page, troubles, close } = await here.open(`${KINDS.search}?q=${encodeURIComponent("濡木")}`);
    t.after(close);
    await page.getByRole("link", { name: "塩基編集ツール" }).click();
    await page.waitForURL((url) => url.pathname.endsWith("/2022/projects/bio-drug-discovery/"));
    const row = page.locator(":target");
    assert.match(await row.innerText(), /濡木/);
    assert.ok(await row.evaluate((row) => row.matches("tr")));
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    none(troubles, "the pages are quiet");
  });

  test("the address keeps the query, and typing waits for the end of a conversion", async (t) => {
    const { page, troubles, close } = await here.open(KINDS.project);
    t.after(close);
    await page.getByRole("searchbox").fill("再生");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === `${here.base}search/` && url.searchParams.get("q") === "再生");
    await page.locator("a.find").first().waitFor();
    const first = await finds(page);
    await page.reload();
    await page.locator("a.find").first().waitFor();
    assert.deepEqual(await finds(page), first);
    const field = page.getByRole("searchbox");
    await field.evaluate((input) => {
      input.value = "のうとこ";
      input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    });
    await page.waitForTimeout(400);
    assert.deepEqual(await finds(page), first, "kana under conversion are not searched");
    await field.evaluate((input) => {
      input.value = "脳とこころ";
      input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await page.waitForURL((url) => url.searchParams.get("q") === "脳とこころ");
    await page.locator("a.find", { hasText: "脳とこころの研究推進プログラム" }).first().waitFor();
    await field.fill("");
    await page.waitForURL((url) => !url.searchParams.has("q"));
    assert.ok(await page.locator("#search-index").isVisible(), "without a query the index is there");
    none(troubles, "the pages are quiet");
  });

  test("arrows, Home, End, Escape and Enter are enough", async (t) => {
    const { page, troubles, close } = await here.open(KINDS.search);
    t.after(close);
    await ask(page, "バイオ");
    const stops = await page.locator("a.find, button.find-more").count();
    const at = () => page.evaluate(() => [...document.querySelectorAll("a.find, button.find-more")].indexOf(document.activeElement));
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), 0);
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), 1);
    await page.keyboard.press("End");
    assert.equal(await at(), stops - 1);
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), stops - 1, "the end is the end");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    assert.ok(await page.getByRole("searchbox").evaluate((input) => input === document.activeElement));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.ok(await page.getByRole("searchbox").evaluate((input) => input === document.activeElement));
    const more = page.locator("button.find-more").first();
    const before = await page.locator("a.find").count();
    await more.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelectorAll("a.find").length > before, before);
    assert.ok(await page.evaluate(() => document.activeElement.matches("a.find")), "the first new find has the focus");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== `${here.base}search/`);
    none(troubles, "the page is quiet");
  });

  test("a query that is answered is not answered again: the focus and the finds that were added stay", async (t) => {
    const { page, close } = await here.open(KINDS.search);
    t.after(close);
    await ask(page, "バイオ");
    const before = await page.locator("a.find").count();
    await page.locator("button.find-more").first().click();
    await page.waitForFunction((before) => document.querySelectorAll("a.find").length > before, before);
    const after = await page.locator("a.find").count();
    await page.getByRole("searchbox").press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(400);
    assert.equal(await page.locator("a.find").count(), after);
    assert.ok(await page.evaluate(() => document.activeElement.matches("a.find")), "the focus is where the arrow led");
    await ask(page, "再生");
    await ask(page, "バイオ");
    assert.equal(await page.locator("a.find").count(), before, "another query is answered, and this one anew");
  });

  for (const colorScheme of ["light", "dark"])
    test(`finds are accessible (${colorScheme}, 360 px)`, async (t) => {
      const { page, close } = await here.open(`${KINDS.search}?q=${encodeURIComponent("再生医療")}`, { colorScheme, width: 360 });
      t.after(close);
      await page.locator("a.find").first().waitFor();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      none(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), "axe finds nothing");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    });

  test("a query costs a visitor less than 300 KB, and other pages load nothing of it", async (t) => {
    const { page, close } = await here.open(KINDS.project);
    t.after(close);
    const asked = [];
    await page.goto("about:blank");
    page.on("response", (response) => {
      if (/\/search\/data\/|lazy\/search/.test(response.url())) asked.push(response.body());
    });
    await page.goto(here.url(`${KINDS.search}?q=${encodeURIComponent("研究開発")}`));
    await page.locator("a.find").first().waitFor();
    const ofSearch = await Promise.all(asked);
    const bytes = ofSearch.reduce((sum, { length }) => sum + length, 0);
    assert.ok(ofSearch.length > 5, "the files of the index were counted");
    assert.ok(bytes < 300_000, `${bytes} bytes`);
    const { page: other, close: closeOther } = await here.open(KINDS.project);
    t.after(closeOther);
    const loaded = await other.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    none(loaded.filter((name) => /search/.test(name)), "a project page loads no part of the search");
  });

  test("an index that was renewed meanwhile is read anew, one that is missing is said to be", async (t) => {
    const data = join(here.folder, "search", "data");
    const fresh = readFileSync(join(data, "index.js"), "utf8");
    const { page, context, close } = await here.open(KINDS.search);
    t.after(close);
    let served = 0;
    await context.route(/\/search\/data\/index\.js/, (route) => {
      served += 1;
      const body = served === 1 ? fresh.replace(/"version":"[0-9a-f]+"/, '"version":"00000000"') : fresh;
      return route.fulfill({ body, contentType: "text/javascript" });
    });
    await ask(page, "再生");
    assert.equal(served, 2);
    assert.ok((await finds(page)).length > 0);
    await context.route(/\/search\/data\//, (route) => route.abort());
    await page.reload();
    await page.locator("#search-status").getByText("読み込めませんでした").waitFor();
    assert.ok(await page.locator("#search-index").isVisible(), "the plain index is there instead");
  });

  test("a copy on a disk is searched as well", async (t) => {
    if (here.base !== "/") return;
    // The addresses of a copy begin with its folder; nothing else is different.
    const folder = mkdtempSync(join(tmpdir(), "tenken-copy-"));
    t.after(() => rmSync(folder, { recursive: true }));
    cpSync(here.folder, folder, { recursive: true });
    const page = join(folder, "search", "index.html");
    writeFileSync(page, readFileSync(page, "utf8").replaceAll(/(href|src|data-\w+)=("?)\//g, `$1=$2${folder}/`));
    const { page: tab, close } = await open(here.browser, `file://${page}?q=${encodeURIComponent("濡木")}`);
    t.after(close);
    const link = tab.getByRole("link", { name: "塩基編集ツール" });
    await link.waitFor();
    assert.match(await link.getAttribute("href"), /\/2022\/projects\/bio-drug-discovery\/index\.html#tasks-/);
    await link.click();
    await tab.waitForURL(/bio-drug-discovery\/index\.html/);
  });

  test("without a script the index leads to everything, page by page", async (t) => {
    const { page, close } = await here.open(KINDS.search, { javaScriptEnabled: false });
    t.after(close);
    assert.ok(!(await page.locator("#search-form").isVisible()));
    await page.locator("#search-index").getByRole("link", { name: "採択課題" }).first().click();
    assert.ok(await page.getByRole("link", { name: "拡張結晶スポンジ法" }).isVisible());
    const pages = readdirSync(join(here.folder, "search", "2022"));
    assert.ok(pages.includes("tasks") && pages.includes("indicators") && pages.includes("recipients"), pages.join());
  });
});

// Pages open quietly, say what they are, and fit the screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { sidewaysScroll } from "./lib/browser.mjs";
import { allPages } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();
const pages = allPages(here.folder);

describe(`pages at ${here.base}`, () => {
  test("every kind of page is there", () => {
    const missing = Object.entries(KINDS).filter(([kind, path]) => kind !== "not found" && !pages.includes(path));
    none(missing, "every kind of page is there");
  });

  const titles = new Map();
  // The base path changes addresses only: elsewhere one page of every kind shows that.
  const opened = new Set([...Object.values(KINDS), ...(here.base === "/" ? pages : [])]);
  for (const path of opened) {
    test(`/${path}`, async (t) => {
      const { page, response, troubles, close } = await here.open(path);
      t.after(close);
      assert.equal(response.status(), path === KINDS["not found"] ? 404 : 200);

      const said = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title,
        description: document.querySelector("meta[name=description]")?.content,
        headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => [
          Number(heading.tagName[1]),
          heading.textContent.trim(),
        ]),
        mains: document.querySelectorAll("main").length,
        debris: document.body.innerText.match(/.{0,20}(\{\{|\}\}|NaN|undefined|\ufffd|\[object ).{0,20}/g),
      }));
      const lang = path.startsWith("en/") ? "en" : "ja";
      assert.equal(said.lang, lang);
      assert.notEqual(said.title, "");
      assert.ok(said.description, "the page has no description");
      assert.equal(said.mains, 1);
      assert.equal(said.debris, null);
      assert.equal(said.headings.filter(([level]) => level === 1).length, 1, "the page has one h1");
      const skipped = said.headings.filter(([level, text], i) => text === "" || level > (said.headings[i - 1]?.[0] ?? 0) + 1);
      none(skipped, "headings are not empty and skip no level");
      // 404.html is what the address that does not exist shows: one page, opened twice.
      // A thing without an English name has one title in both languages.
      const title = `${lang}: ${said.title}`;
      if (path !== "404.html") titles.set(title, [...(titles.get(title) ?? []), `/${path}`]);

      const wide = [];
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        for (const problem of await sidewaysScroll(page)) wide.push(`at ${width}px: ${problem}`);
      }
      none(wide, "nothing scrolls sideways");
      none(troubles, "the page opens quietly");
    });
  }

  test("no two pages have the same title", () => {
    const shared = [...titles].filter(([, paths]) => paths.length > 1);
    none(shared.map(([title, paths]) => `${title}: ${paths.join(", ")}`), "titles tell pages apart");
  });

  test("no page and what it loads weighs more than 100 KiB on the way", async (t) => {
    const { page, close } = await here.open("");
    t.after(close);
    const parts = await page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname),
    );
    const bytes = (path) => gzipSync(readFileSync(join(here.folder, path))).length;
    const shared = parts.reduce((sum, path) => sum + bytes(path.slice(here.base.length)), 0);
    const heavy = pages
      .map((path) => [path, shared + bytes(path.endsWith("/") || path === "" ? `${path}index.html` : path)])
      .filter(([, sum]) => sum > 100 * 1024);
    none(heavy, "pages are light");
  });
});

// Every address in every page stays under the base path and leads to something; figures lead to the line they are from.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { allPages, filesUnder } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();

/** Ids and addresses of a page as a browser reads them, without opening it. */
const anatomy = (page, html) =>
  page.evaluate((html) => {
    const dom = new DOMParser().parseFromString(html, "text/html");
    const attributes = ["href", "src", "action", "poster", "data"];
    const addresses = [...dom.querySelectorAll(attributes.map((name) => `[${name}]`).join())]
      .filter((element) => !element.matches("link[rel=canonical], link[rel=alternate]"))
      .flatMap((element) => attributes.filter((name) => element.hasAttribute(name)).map((name) => element.getAttribute(name)));
    const sets = [...dom.querySelectorAll("[srcset]")].flatMap((element) =>
      element.getAttribute("srcset").split(",").map((part) => part.trim().split(/\s/)[0]),
    );
    const ids = [...dom.querySelectorAll("[id]")].map((element) => element.id);
    return {
      addresses: [...new Set([...addresses, ...sets])],
      ids,
      twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      canonical: dom.querySelector("link[rel=canonical]")?.getAttribute("href"),
    };
  }, html);

describe(`links at ${here.base}`, () => {
  test("every address leads to a file of the site, every fragment to an element", async (t) => {
    const { page, close } = await here.open("");
    t.after(close);
    const files = new Set(filesUnder(here.folder));
    const pages = new Map();
    for (const path of allPages(here.folder)) {
      const file = path.endsWith("/") || path === "" ? `${path}index.html` : path;
      pages.set(file, { path, ...(await anatomy(page, readFileSync(join(here.folder, file), "utf8"))) });
    }
    const problems = [];
    for (const { path, addresses, twice, canonical } of pages.values()) {
      for (const id of twice) problems.push(`/${path}: two elements have the id ${id}`);
      const own = new URL(here.url(path));
      if (canonical && new URL(canonical).pathname !== own.pathname) problems.push(`/${path}: canonical is ${canonical}`);
      for (const address of addresses) {
        const url = new URL(address, own);
        if (url.origin !== own.origin) {
          if (!["https:", "http:", "mailto:", "tel:", "data:"].includes(url.protocol)) problems.push(`/${path}: ${address}`);
          continue;
        }
        // 404.html is shown at any address: what is relative there leads anywhere.
        if (path === "404.html" && !/^[/#]/.test(address)) problems.push(`/404.html: ${address} is relative`);
        if (!url.pathname.startsWith(here.base)) {
          problems.push(`/${path}: ${address} leaves ${here.base}`);
          continue;
        }
        const target = decodeURIComponent(url.pathname.slice(here.base.length)).replace(/(^|\/)$/, "$1index.html");
        const fragment = decodeURIComponent(url.hash.slice(1));
        if (!files.has(target)) problems.push(`/${path}: ${address} leads to nothing`);
        else if (fragment && !pages.get(target)?.ids.includes(fragment)) problems.push(`/${path}: ${address} has no such anchor`);
      }
    }
    none(problems, "no link is broken");
  });

  test("styles load nothing from elsewhere", () => {
    const found = filesUnder(here.folder)
      .filter((path) => path.endsWith(".css"))
      .flatMap((path) => {
        const css = readFileSync(join(here.folder, path), "utf8");
        return [...css.matchAll(/@import[^;]*|url\(\s*["']?(?!data:|#)[^)]*/g)].map(([use]) => `${path}: ${use}`);
      })
      .filter((use) => !existsSync(join(here.folder, "assets", use.replace(/^.*url\(\s*["']?([^"']*).*$/, "$1"))));
    none(found, "styles use files of the site");
  });

  test("every page can be reached from the home page by following links", async (t) => {
    const { page, close } = await here.open("");
    t.after(close);
    const reached = new Set();
    const waiting = [""];
    while (waiting.length > 0) {
      const path = waiting.pop();
      if (reached.has(path)) continue;
      reached.add(path);
      const { addresses } = await anatomy(page, readFileSync(join(here.folder, path, "index.html"), "utf8"));
      for (const address of addresses) {
        const url = new URL(address, here.url(path));
        const next = decodeURIComponent(url.pathname.slice(here.base.length));
        if (url.origin === here.origin && existsSync(join(here.folder, next, "index.html"))) waiting.push(next);
      }
    }
    none(allPages(here.folder).filter((path) => path !== "404.html" && !reached.has(path)), "no page is left alone");
  });

  test("the amount executed in 2021 has an address, and its source is the line that says 123,151", async (t) => {
    const { page, troubles, close } = await here.open("2022/reviews/0271/#budget-2021-executed");
    t.after(close);
    const cell = page.locator("#budget-2021-executed");
    assert.match(await cell.innerText(), /(?<!\d)123,151(?!\d)/);
    assert.equal(await cell.getAttribute("data-value"), "123151000000");
    assert.ok(await cell.evaluate((element) => element.matches(":target")));
    await page.waitForFunction(() => {
      const box = document.getElementById("budget-2021-executed").getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });

    const source = page.locator("tr", { has: cell }).locator(".src a").first();
    const address = await source.getAttribute("href");
    await source.click();
    await page.waitForURL((url) => url.pathname + url.hash === address);
    const line = page.locator(":target");
    assert.match(await line.innerText(), /(?<!\d)123,151(?!\d)/);
    none(troubles, "the pages are quiet");
  });

  test("what is not there is answered with 404 and ways back", async (t) => {
    const { page, response, close } = await here.open("2022/reviews/none/");
    t.after(close);
    assert.equal(response.status(), 404);
    await page.locator("main a").first().click();
    await page.waitForLoadState();
    assert.ok(new URL(page.url()).pathname.startsWith(here.base));
    assert.equal(await page.locator(".kind-home, .kind-edition, main h1").count() > 0, true);
  });
});

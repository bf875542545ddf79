// A frozen edition opens from the file system, wherever it lies, with its figures; served by the living site it is the same
// bytes, and says what is newer.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { violations } from "./lib/axe.mjs";
import { launch, open } from "./lib/browser.mjs";
import { figureOn, figuresOf } from "./lib/charts.mjs";
import { allPages, filesUnder, program } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { KINDS } from "./lib/site.mjs";
import { serveFolder } from "./lib/static-server.mjs";

const given = program();

describe("frozen editions", { skip: !given && "TENKEN_BIN is not set" }, () => {
  let folder;
  let alone;
  let published;
  let browser;
  let server;

  const tenken = (...args) => execFileSync(given.binary, [...args, "--root", folder, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tenken-archive-"));
    cpSync(join(given.root, "content"), join(folder, "content"), { recursive: true, filter: (path) => !path.endsWith("/archive") });
    tenken("archive", "2021", "--date", "2022-03-31");
    tenken("archive", "2022");
    appendFileSync(join(folder, "content/2022/projects/binds.md"), "\n");
    tenken("archive", "2022", "--amend", "--reason", "末尾に空行を加えた", "--date", "2023-04-10");
    published = join(folder, "site");
    tenken("build", "--out", published, "--base-url", "/repo/");
    alone = join(folder, "別の 場所/a#b", "2022");
    mkdirSync(join(alone, ".."), { recursive: true });
    cpSync(join(folder, "content/archive/2022/data/site"), alone, { recursive: true });
    server = await serveFolder(published, "/repo/");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  const visit = async (t, url, options) => {
    const opened = await open(browser, url, options);
    t.after(async () => {
      await opened.close();
      none(opened.troubles, "the page is quiet and asks nobody else");
    });
    return opened.page;
  };
  const file = (path) => pathToFileURL(join(alone, path)).href;
  const fileOf = (path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path);

  test("one page of every kind opens quietly from the file system", async (t) => {
    const problems = [];
    for (const [kind, path] of Object.entries(KINDS)) {
      if (kind === "not found") continue;
      const { page, troubles, close } = await open(browser, file(fileOf(path)));
      const { title, heading, robots, styled } = await page.evaluate(() => ({
        title: document.title,
        heading: document.querySelector("h1")?.textContent,
        robots: document.querySelector("meta[name=robots]")?.content,
        styled: getComputedStyle(document.querySelector(".skip-link")).position === "absolute",
      }));
      if (!title || !heading || robots !== "noindex" || !styled) problems.push(`${kind}: ${JSON.stringify({ title, heading, robots, styled })}`);
      problems.push(...troubles.map((trouble) => `${kind}: ${trouble}`));
      await close();
    }
    none(problems, "frozen pages open");
  });

  test("its links lead from page to page, to the line of a figure, and through the search", async (t) => {
    const page = await visit(t, file("index.html"));
    await page.locator('main a[href*="2022/index.html"]').first().click();
    await page.locator(".site-nav a", { hasText: "研究開発課題" }).click();
    await page.locator("main a", { hasText: "生命科学・創薬研究支援基盤事業" }).first().click();
    assert.match(page.url(), /2022\/projects\/binds\/index\.html$/);
    await page.locator("main a.cite").first().click();
    assert.match(page.url(), /sources\/.*\/index\.html#L\d+$/);
    assert.ok(await page.locator(`#${new URL(page.url()).hash.slice(1)}`).count(), "the line is there");
    await page.goto(file("2022/index.html"));
    await page.locator(".site-search input").fill("創薬");
    await page.locator(".site-search button").click();
    await page.waitForURL(/search\/index\.html\?q=/);
    assert.ok((await page.locator("main").textContent()).includes("創薬"));
  });

  test("a folder named by a script opens its page", async (t) => {
    const page = await visit(t, file("about/index.html"));
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "../2022/";
      link.textContent = "made by a script";
      document.querySelector("main").prepend(link);
    });
    await page.getByText("made by a script").click();
    await page.waitForURL(/2022\/index\.html$/);
  });

  test("its figures are drawn, and become interactive", async (t) => {
    const page = await visit(t, file("2022/projects/binds/index.html"), { reducedMotion: "reduce" });
    const figures = await figuresOf(page);
    assert.ok(figures.length > 0, "the page has figures");
    for (const { id } of figures) {
      const figure = figureOn(page, id);
      assert.ok((await figure.stage.locator("> svg path, > svg rect, > svg line").count()) > 0, `${id} is drawn`);
      await figure.operate.click();
      await figure.isDrawn();
    }
  });

  test("its data are saved from the file system as they were frozen", async (t) => {
    for (const folder of ["2022/data/", "en/2022/reviews/0271/"]) {
      const { page, troubles, close } = await open(browser, file(`${folder}index.html`), { acceptDownloads: true });
      t.after(close);
      const selector = 'main a[href$=".csv"], main a[href$=".xlsx"], main a[href$=".json"]';
      const hrefs = await page.locator(selector).evaluateAll((links) => [...new Set(links.map(({ href }) => href))]);
      assert.ok(hrefs.length > 5, `${folder} has data`);
      for (const href of hrefs) assert.ok(existsSync(fileURLToPath(href)), href);
      const link = page.locator('main a[href$=".csv"]').first();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        link.evaluate((element) => {
          element.download = "";
          element.click();
        }),
      ]);
      const frozen = fileURLToPath(await link.evaluate(({ href }) => href));
      assert.deepEqual(readFileSync(await download.path()), readFileSync(frozen));
      // The browser reports a page that turns into a download as a request that was broken off.
      none(
        troubles.filter((trouble) => !/\.csv net::ERR_ABORTED$/.test(trouble)),
        "the page is quiet",
      );
    }
  });

  test("served, every byte is as it was frozen", () => {
    const problems = [];
    for (const name of ["2021", "2022", "2022-2"]) {
      const frozen = join(folder, "content/archive", name, "data/site");
      const served = join(published, "archive", name);
      assert.deepEqual(filesUnder(served), filesUnder(frozen));
      for (const path of filesUnder(frozen))
        if (!readFileSync(join(frozen, path)).equals(readFileSync(join(served, path)))) problems.push(`${name}/${path}`);
    }
    none(problems, "the bytes served are the bytes frozen");
    assert.ok(allPages(join(published, "archive/2022")).length > 50);
  });

  test("served, it says that there is a newer edition, and leads there", async (t) => {
    const page = await visit(t, server.url("archive/2021/2021/projects/binds/"));
    const notice = page.locator("#snapshot");
    assert.match(await notice.textContent(), /2022\(令和4\)年3月31日に凍結/);
    await notice.locator("a").click();
    assert.equal(page.url(), server.url("2022/"));
  });

  test("served, an amended edition leads to the corrected one, which says nothing of the kind", async (t) => {
    const page = await visit(t, server.url("archive/2022/"));
    await page.locator("#snapshot a").click();
    assert.equal(page.url(), server.url("archive/2022-2/"));
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator("#snapshot a").count(), 0);
  });

  test("served, it leads to the newer edition in the language of the page", async (t) => {
    for (const [from, text, to] of [
      ["archive/2021/en/2021/projects/binds/", /There is a newer edition/, "en/2022/"],
      ["archive/2022/en/", /has been corrected/, "archive/2022-2/en/"],
    ]) {
      const page = await visit(t, server.url(from));
      const link = page.locator("#snapshot a");
      assert.match(await link.textContent(), text);
      await link.click();
      assert.equal(page.url(), server.url(to));
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    }
  });

  test("without scripts it says what it is", async (t) => {
    const page = await visit(t, server.url("archive/2021/2021/"), { javaScriptEnabled: false });
    assert.match(await page.locator("#snapshot").textContent(), /凍結した版/);
  });

  test("the list and the corrections are quiet, and their links work", async (t) => {
    for (const path of ["archive/", "corrections/"]) {
      const page = await visit(t, server.url(path));
      const links = await page.locator("main a[href]").evaluateAll((all) => all.map(({ href }) => href));
      assert.ok(links.length > 1);
      for (const link of links) assert.equal((await fetch(link)).status, 200, link);
    }
  });

  test("axe finds nothing on the list, the corrections and frozen pages", async (t) => {
    const problems = [];
    const paths = ["archive/", "corrections/", "en/archive/", "en/corrections/", "archive/2022/", "archive/2021/en/2021/projects/binds/"];
    for (const path of paths)
      for (const screen of [{ width: 1280 }, { width: 360, isMobile: true, hasTouch: true }, { width: 1280, colorScheme: "dark" }]) {
        const { page, close } = await open(browser, server.url(path), screen);
        await page.waitForLoadState("networkidle");
        problems.push(...(await violations(page)).map((found) => `${path} ${JSON.stringify(screen)}: ${found}`));
        await close();
      }
    none(problems, "axe finds nothing");
  });
});

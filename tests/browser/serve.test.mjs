// `tenken serve` as a writer sees it: a good edit reloads the page, a bad one lies over it until it is mended.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { launch } from "./lib/browser.mjs";
import { program } from "./lib/environment.mjs";

const given = program();
const FILE = "content/2022/projects/binds.yaml";
const PAGE = "2022/projects/binds/";
/** Limit for what follows an edit; a debug build on a busy machine needs seconds. */
const SOON = { timeout: 60_000, polling: 100 };

/** Starts the preview of a copy of the site; ready when it says where it listens. */
const start = async (root) => {
  const child = spawn(given.binary, ["--root", root, "--color", "never", "serve", "--port", "0"], {
    env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  let said = "";
  const url = await new Promise((resolve, reject) => {
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text) => {
      said += text;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) resolve(found[0]);
    });
    ended.then(({ code, signal }) => reject(new Error(`tenken serve ended (${code ?? signal}): ${said}`)));
    setTimeout(() => reject(new Error(`tenken serve did not say where it listens: ${said}`)), SOON.timeout).unref();
  });
  const stop = (signal) => {
    child.kill(signal);
    return ended;
  };
  return { url, stop, said: () => said };
};

describe("tenken serve", { skip: given ? false : "TENKEN_BIN is not set" }, () => {
  let root;
  let server;
  let browser;
  let page;
  let good;

  /** Puts the file there whole: read while it is written, it would be bad for a moment, and the page would load again. */
  const save = (text) => {
    const aside = join(root, "saved.yaml");
    writeFileSync(aside, text);
    renameSync(aside, join(root, FILE));
  };
  const edit = (from, to) => {
    assert.ok(good.includes(from), `${FILE} holds ${from}`);
    save(good.replace(from, to));
    return good.slice(0, good.indexOf(from)).split("\n").length;
  };
  const mend = () => save(good);
  const shows = (text) => page.waitForFunction((text) => document.querySelector("main")?.innerText.includes(text), text, SOON);
  const overlay = () => page.locator("body > [role=alert]");
  /** Waits until what is shown after a mended edit is known to be good: only then would a bad edit leave it as it is. */
  const settled = async () => {
    await overlay().waitFor({ state: "detached", timeout: SOON.timeout });
    for (const until = Date.now() + SOON.timeout; Date.now() < until; await delay(SOON.polling)) {
      if (!(await page.request.get(server.url + PAGE)).headers()["tenken-checking"]) return;
    }
    assert.fail("the site is still being checked");
  };
  const mendAndSettle = async () => {
    mend();
    await settled();
  };
  /** Waits for a place in the overlay. */
  const names = (place) =>
    overlay()
      .filter({ hasText: `${place}:` })
      .waitFor({ timeout: SOON.timeout })
      .catch(async () => assert.fail(`the overlay names ${place}:\n${await page.locator("body").innerText()}`));

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "tenken-serve-"));
    for (const part of ["content", "themes"]) {
      if (existsSync(join(given.root, part))) cpSync(join(given.root, part), join(root, part), { recursive: true });
    }
    good = readFileSync(join(root, FILE), "utf8");
    [server, browser] = await Promise.all([start(root), launch()]);
    page = await (await browser.newContext()).newPage();
    await page.goto(server.url + PAGE);
  });
  after(async () => {
    await browser?.close();
    await server?.stop("SIGKILL");
    if (root) rmSync(root, { recursive: true });
  });

  test("a page loads without an overlay", async () => {
    await shows("BINDS");
    assert.equal(await overlay().count(), 0);
  });

  test("an edit of a YAML file reloads the page with the new value", async (t) => {
    t.after(mendAndSettle);
    const cell = (text) =>
      page.waitForFunction((text) => document.querySelector("#budget-2018-amount .v")?.innerText === text, text, SOON);
    await cell("29");
    edit("[  29,   29,   37,", "[  31,   29,   37,");
    await cell("31");
    mend();
    await cell("29");
  });

  for (const [fault, from, to, other] of [
    ["a key that is not known", "short_name: BINDS\n", "shortname: BINDS\n"],
    ["a year that is none", "first: 2022\n", "first: 平成\n"],
    ["YAML that cannot be read", "short_name: BINDS\n", 'short_name: "BINDS\n'],
    ["a figure that is not what the commentary says", "37,   38,   37,", "37,   38,   39,", "content/2022/projects/binds.md:5"],
  ]) {
    test(`${fault}: the overlay names file and line, the last good page stays, mending removes it`, async (t) => {
      t.after(mendAndSettle);
      await page.evaluate(() => (window.loadedBefore = true));
      const edited = `${FILE}:${edit(from, to)}`;
      await names(other ?? edited);
      assert.equal(await page.evaluate(() => window.loadedBefore), true, "the page was not loaded again");
      assert.match(await page.locator("main").innerText(), /BINDS/);

      await page.goto(`${server.url}2022/`);
      assert.equal(await page.locator("h1").count(), 1, "other pages are served too");
      await overlay().waitFor({ timeout: SOON.timeout });
      await page.goto(server.url + PAGE);
      await overlay().waitFor({ timeout: SOON.timeout });

      mend();
      await overlay().waitFor({ state: "detached", timeout: SOON.timeout });
      await shows("BINDS");
    });
  }

  test("Ctrl-C ends it", async () => {
    const { code, signal } = await server.stop("SIGINT");
    assert.deepEqual({ code, signal }, { code: 0, signal: null });
    server = undefined;
  });
});

// `tenken publish`: the branch, checked out and served below its base path as GitHub Pages does, is the site that a reader walks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { allPages, program } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { serveFolder } from "./lib/static-server.mjs";

const given = program();
const BASE = "/review/";

describe("a published branch", { skip: given ? false : "TENKEN_BIN is not set" }, () => {
  let folder;
  let browser;
  const at = (...path) => join(folder, ...path);

  const run = (command, ...args) =>
    execFileSync(command, args, {
      cwd: at("site"),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        LC_ALL: "C",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "test",
        GIT_AUTHOR_EMAIL: "test@example.org",
        GIT_COMMITTER_NAME: "test",
        GIT_COMMITTER_EMAIL: "test@example.org",
      },
    });
  const commit = () => {
    run("git", "add", "-A");
    run("git", "commit", "-qm", "change");
  };
  const publish = () => run(given.binary, "publish", "--remote", at("remote.git"), "--base-url", `https://example.org${BASE}`);

  /** Checks the branch out and serves it. */
  const served = async (t, name) => {
    run("git", "clone", "-q", "-b", "gh-pages", at("remote.git"), at(name));
    rmSync(at(name, ".git"), { recursive: true });
    const server = await serveFolder(at(name), BASE);
    t.after(server.close);
    return { server, folder: at(name) };
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tenken-publish-"));
    execFileSync(given.binary, ["init", at("site"), "--quiet"]);
    execFileSync("git", ["init", "-q", "--bare", at("remote.git")]);
    run("git", "init", "-q", "-b", "main");
    commit();
    publish();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("every page can be reached by following links, and is quiet", async (t) => {
    const { server, folder } = await served(t, "first");
    const waiting = [server.url("")];
    const reached = new Set(waiting);
    const problems = [];
    while (waiting.length > 0) {
      const url = waiting.pop();
      const { page, response, troubles, close } = await open(browser, url);
      problems.push(...troubles.map((trouble) => `${url}: ${trouble}`));
      if (response.status() !== 200) problems.push(`${url}: ${response.status()}`);
      const links = await page.locator("a[href]").evaluateAll((all) => all.map(({ href }) => href.replace(/#.*/, "")));
      await close();
      for (const link of links.filter((link) => link.startsWith(server.origin))) {
        if (!link.startsWith(server.url(""))) problems.push(`${url}: ${link} leaves ${BASE}`);
        else if (link.endsWith("/") && !reached.has(link)) {
          reached.add(link);
          waiting.push(link);
        }
      }
    }
    none(problems, "every page is there and quiet");
    none(allPages(folder).filter((path) => path !== "404.html" && !reached.has(server.url(path))), "no page is left alone");
    const missing = await open(browser, server.url("no/such/page/"));
    assert.equal(missing.response.status(), 404);
    await missing.close();
  });

  test("what is published next is what is read next, and readers can verify it", async (t) => {
    writeFileSync(at("site/content/2024/projects/hotaru.md"), "二度目に公開した解説。\n");
    commit();
    publish();
    const { server, folder } = await served(t, "second");
    const { page, troubles, close } = await open(browser, server.url("2024/projects/hotaru/"));
    t.after(close);
    assert.match(await page.locator("main").innerText(), /二度目に公開した解説。/);
    none(troubles, "the page is quiet");
    execFileSync("sha256sum", ["--check", "--quiet", "--strict", ".tenken-manifest"], { cwd: folder });
    assert.match(readFileSync(join(folder, "sitemap.xml"), "utf8"), new RegExp(`https://example.org${BASE}2024/`));
  });
});

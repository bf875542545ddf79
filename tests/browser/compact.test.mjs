// `data_files: compact`: figures read the compressed data of their page, and the link to it gives what it says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { figureOn } from "./lib/charts.mjs";
import { launch, open } from "./lib/browser.mjs";
import { filesUnder, program } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { serveFolder } from "./lib/static-server.mjs";

const given = program();
const BASE = "/review/";

describe("a site with compact data", { skip: given ? false : "TENKEN_BIN is not set" }, () => {
  let folder;
  let server;
  let browser;
  let path;
  const at = (...parts) => join(folder, ...parts);
  const tenken = (...args) => execFileSync(given.binary, args, { cwd: at("site"), stdio: ["ignore", "ignore", "inherit"] });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tenken-compact-"));
    execFileSync(given.binary, ["init", at("site"), "--quiet"]);
    appendFileSync(at("site/content/site.yaml"), "\ndata_files: compact\n");
    tenken("build", "--quiet", "--out", at("out"), "--base-url", `https://example.org${BASE}`);
    const pages = filesUnder(at("out")).filter((file) => /^2024\/projects\/.*index\.html$/.test(file));
    const page = pages.find((file) => readFileSync(at("out", file), "utf8").includes("chart-stage"));
    assert.ok(page, "the example has a page with a figure");
    path = page.replace(/index\.html$/, "");
    server = await serveFolder(at("out"), BASE);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page with the figure; the test ends with what must not have happened. */
  const visit = async (t) => {
    const opened = await open(browser, server.url(path), { reducedMotion: "reduce", acceptDownloads: true });
    t.after(async () => {
      await opened.close();
      none(opened.troubles, "the page is quiet and asks nobody else");
    });
    return opened;
  };

  test("no figure has files of its own, and none is drawn from anything but the data of its page", async (t) => {
    none(filesUnder(at("out")).filter((file) => /\/charts\//.test(file)), "data of figures stand in those of their pages");
    const { page } = await visit(t);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const id = await page.locator("figure.chart").first().getAttribute("id");
    const chart = figureOn(page, id);
    await chart.stage.scrollIntoViewIfNeeded();
    await chart.stage.hover();
    await chart.isDrawn();
    assert.deepEqual(asked.filter((address) => address.includes("data.json")), [`${BASE}${path}data.json.gz`]);
    await page.keyboard.press("Escape");
    await chart.isStatic();
  });

  test("the link to the data gives the compressed file, with the figures of the page in it", async (t) => {
    const { page } = await visit(t);
    const figure = page.locator("figure.chart").first();
    const id = await figure.getAttribute("id");
    const link = figure.locator(".chart-links a[download]");
    assert.equal(await link.count(), 1);
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.equal(download.suggestedFilename(), "data.json.gz");
    const data = JSON.parse(gunzipSync(readFileSync(await download.path())));
    assert.equal(data.format, "tenken-page/1");
    const { rows } = data.charts[id.replace(/^chart-/, "")];
    const values = rows.flatMap((row) => Object.values(row)).filter((cell) => typeof cell?.value === "number");
    const shown = await figure.locator("[data-value]").evaluateAll((all) => all.map((cell) => cell.dataset.value).filter(Boolean));
    assert.ok(shown.length > 0, "the figure has a table");
    none(shown.filter((value) => !values.some((cell) => cell.value === Number(value))), "the data have what the table shows");
  });
});

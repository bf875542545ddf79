// What queries load: `node benches/support/search-queries.mjs <folder>` over the files that `TENKEN_BENCH_KEEP` kept.
//
// Each query is a first one: nothing is in the browser's cache. The scripts are counted, of each kind the first five finds.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openSearch } from "../../tests/browser/lib/search-engine.mjs";
import { queries } from "../../tests/browser/lib/search-queries.mjs";

const theme = new URL("../../themes/default/assets/lazy/", import.meta.url).pathname;
const folder = process.argv[2];
const scripts = ["search-engine.js", "search-finds.js", "search.js"].map((name) => readFileSync(join(theme, name)));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const zipped = (bytes) => gzipSync(bytes).length;

const costs = [];
for (const { query } of [...queries(), { query: "研究" }, { query: "研究開発" }, { query: "令和4年度" }]) {
  const { search, loaded } = await openSearch(folder, theme);
  const start = performance.now();
  const finds = await search(query, 5);
  const milliseconds = performance.now() - start;
  const files = [...loaded.keys()].map((name) => readFileSync(join(folder, "search", "data", `${name}.js`)));
  costs.push({
    query,
    finds: finds.length,
    files: files.length,
    bytes: sum([...files, ...scripts].map((file) => file.length)),
    zipped: sum([...files, ...scripts].map(zipped)),
    milliseconds,
  });
}
const kb = (bytes) => `${(bytes / 1e3).toFixed(1)} KB`;
const of = (key) => costs.map((cost) => cost[key]).sort((a, b) => a - b);
const say = (name, sorted, unit) => console.log(`${name}: median ${unit(sorted[sorted.length >> 1])}, largest ${unit(sorted.at(-1))}`);
console.log(`${costs.length} queries; the scripts have ${kb(sum(scripts.map((file) => file.length)))}, ${kb(sum(scripts.map(zipped)))} compressed`);
say("bytes", of("bytes"), kb);
say("compressed", of("zipped"), kb);
say("files", of("files"), String);
say("milliseconds in node, files from the disk included", of("milliseconds"), (time) => time.toFixed(0));
for (const cost of costs.sort((a, b) => b.bytes - a.bytes).slice(0, 5)) console.log(`  ${cost.query}: ${kb(cost.bytes)}, ${kb(cost.zipped)} compressed, ${cost.files} files, ${cost.finds} finds`);

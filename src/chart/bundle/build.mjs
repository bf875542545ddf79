// Writes the bundle and its licences to the folder given, by default to where the default theme keeps them.
// The same packages (package-lock.json) give the same bytes; tests/browser/bundle.test.mjs holds that.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? join(HERE, "../../../themes/default/assets/lazy"));
const packaged = (path) => readFileSync(join(HERE, "node_modules", path), "utf8").trim();
const version = (name) => JSON.parse(packaged(`${name}/package.json`)).version;

const made = `Apache ECharts ${version("echarts")} (Apache-2.0), with zrender ${version("zrender")} (BSD-3-Clause)`;

const { outputFiles } = await build({
  absWorkingDir: HERE,
  entryPoints: ["entry.mjs"],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  globalName: "tenkenCharts",
  target: ["es2020"],
  charset: "utf8",
  // Licences stand in a file of their own, in full.
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: `/*! ${made} and parts of d3 (BSD-3-Clause); licences: charts-licences.*.txt in this folder. */` },
});

const licences = [
  ["charts.js holds", `${made}, tslib ${version("tslib")} (0BSD) and the interactive layer of tenken (MIT OR Apache-2.0).`],
  ["Apache ECharts: NOTICE", packaged("echarts/NOTICE")],
  ["Apache ECharts: LICENSE", packaged("echarts/LICENSE")],
  ["d3, parts of which are embedded in Apache ECharts", packaged("echarts/licenses/LICENSE-d3")],
  ["zrender: LICENSE", packaged("zrender/LICENSE")],
  ["tslib: LICENSE", packaged("tslib/LICENSE.txt")],
];

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "charts.js"), outputFiles[0].contents);
writeFileSync(
  join(folder, "charts-licences.txt"),
  licences.map(([heading, text]) => `==== ${heading}\n\n${text.replaceAll("\r\n", "\n")}\n`).join("\n"),
);

// What the tests are given: a built site, the base path it was built for, a browser, and (for the preview) the program.

import { existsSync, readdirSync } from "node:fs";
import { delimiter, join, relative, resolve, sep } from "node:path";

const required = (name, what) => {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name} to ${what}; see tests/browser/README.md`);
  return value;
};

/** Folder of the built site. */
export const siteFolder = () => {
  const folder = resolve(required("TENKEN_SITE", "the folder of a built site"));
  if (!existsSync(join(folder, "index.html"))) throw new Error(`TENKEN_SITE: no index.html in ${folder}`);
  return folder;
};

/** Path the site was built for: `/`, or `/repo/` with both slashes. */
export const basePath = () => {
  const base = process.env.TENKEN_BASE || "/";
  if (!/^\/([^/]+\/)*$/.test(base)) throw new Error(`TENKEN_BASE: ${base} does not start and end with a slash`);
  return base;
};

/** The `tenken` binary and the folder that holds `content/` and `themes/`; undefined where none is given. */
export const program = () => {
  const binary = process.env.TENKEN_BIN;
  if (!binary) return undefined;
  return { binary: resolve(binary), root: resolve(required("TENKEN_ROOT", "the folder with content/ and themes/")) };
};

/** Debian's Chromium, or what stands in for it elsewhere. */
export const browserPath = () => {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH || "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error("no browser found: install Debian's package chromium, or set CHROMIUM to its path");
  return found;
};

/** Paths of all files in a folder, with forward slashes, sorted. */
export const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();

/** Paths of all pages, as a reader asks for them: `2022/index.html` is `2022/`. */
export const allPages = (folder) =>
  filesUnder(folder)
    .filter((path) => path.endsWith(".html"))
    .map((path) => path.replace(/(^|\/)index\.html$/, "$1"));

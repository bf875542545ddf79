// The search scripts of a built site outside of a browser: they touch no page, and the index is read from the disk.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/** The functions of the search scripts in a folder of lazy assets. */
const searchScripts = (lazy) => {
  const context = vm.createContext({});
  for (const name of ["search-engine", "search-finds"]) {
    const file = readdirSync(lazy).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js"));
    vm.runInContext(readFileSync(join(lazy, file), "utf8"), context, { filename: file });
  }
  return context.tenkenSearch;
};

/** An engine over the index of the site in `folder`, and the bytes of each file that it asked for. */
export const openSearch = async (folder, lazy = join(folder, "assets", "lazy")) => {
  const scripts = searchScripts(lazy);
  const loaded = new Map();
  const load = async (name) => {
    const text = readFileSync(join(folder, "search", "data", `${name}.js`), "utf8");
    loaded.set(name, Buffer.byteLength(text));
    let brought;
    vm.runInNewContext(text, { tenkenSearchData: (_, value) => (brought = value) });
    return brought;
  };
  const engine = await scripts.open(load);
  /** All finds of a query, kind by kind: `first` of each, or all. */
  const search = async (query, first = Infinity) => {
    const { words, groups } = await engine.search(query);
    const finds = [];
    for (const group of groups) {
      const pages = scripts.findsOf(engine, group, words);
      do finds.push(...(await pages.next(Math.min(first, 20))));
      while (!pages.isDone && first === Infinity);
    }
    return finds;
  };
  return { engine, scripts, loaded, search };
};

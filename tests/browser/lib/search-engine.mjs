// The search scripts of a built site outside of a browser: they touch no page, and the index is read from the disk.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/** The functions of the search scripts of the site in `folder`. */
export const searchScripts = (folder) => {
  const context = vm.createContext({});
  const lazy = join(folder, "assets", "lazy");
  for (const name of ["search-engine", "search-finds"]) {
    const file = readdirSync(lazy).find((file) => file.startsWith(`${name}.`));
    vm.runInContext(readFileSync(join(lazy, file), "utf8"), context, { filename: file });
  }
  return context.tenkenSearch;
};

/** An engine over the index of the site in `folder`, and the bytes of each file that it asked for. */
export const openSearch = async (folder) => {
  const scripts = searchScripts(folder);
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
      while (!pages.isDone && (first === Infinity || finds.filter(({ record }) => record.kind === group.kind).length < first))
        finds.push(...(await pages.next(first === Infinity ? 20 : first)));
    }
    return finds;
  };
  return { engine, scripts, loaded, search };
};

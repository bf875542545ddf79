// The queries of tests/search/queries.txt, which the Rust tests read as well.

import { readFileSync } from "node:fs";

const KINDS = ["projects", "programs", "reviews", "objectives", "portfolios", "indicators", "tasks", "recipients", "members", "glossary", "pages"];

/** Queries with the finds of each kind of which the list is complete. */
export const queries = () =>
  readFileSync(new URL("../../search/queries.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("# ") && line !== "#")
    .map((line) => {
      const [query, ...lists] = line.split(" | ");
      if (lists[0] === "nothing") return { query, expected: Object.fromEntries(KINDS.map((kind) => [kind, []])) };
      const expected = lists.map((list) => {
        const [, kind, names] = /^(\w+):\s*(.*)$/.exec(list);
        return [kind, names ? names.split(", ") : []];
      });
      return { query, expected: Object.fromEntries(expected) };
    });

/** What a find is called in the list. */
export const called = ({ kind, name, path }) => {
  if (kind === "tasks" || kind === "members") return name;
  if (kind === "pages") return path;
  const [page, anchor] = path.split("#");
  if (kind === "glossary") return anchor;
  const last = page.split("/").filter(Boolean).at(-1);
  return kind === "indicators" ? `${last}#${anchor}` : last;
};

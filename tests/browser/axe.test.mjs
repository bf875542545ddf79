// Every kind of page passes axe: WCAG 2.2 A and AA and its best practices; wide, narrow and dark.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = {
  "1280 px, light": { width: 1280, colorScheme: "light" },
  "360 px, light": { width: 360, colorScheme: "light", isMobile: true, hasTouch: true },
  "1280 px, dark": { width: 1280, colorScheme: "dark" },
};

/** Violations, one line an element: rule, selector, what axe says. */
const violations = async (page) => {
  // Evaluated, not added as an element: a policy of the page against foreign scripts does not stop it.
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const found = await window.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
    );
  }, TAGS);
};

const here = site();
// The base path changes addresses only: elsewhere one screen shows that the page and its styles are those judged at `/`.
const screens = Object.entries(SCREENS).slice(0, here.base === "/" ? undefined : 1);

describe(`axe at ${here.base}`, () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    for (const [screen, options] of screens) {
      test(`${kind}, ${screen}`, async (t) => {
        const { page, close } = await here.open(path, options);
        t.after(close);
        none(await violations(page), "axe finds nothing");
      });
    }
  }
});

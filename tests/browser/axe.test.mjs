// Every kind of page passes axe: WCAG 2.2 A and AA and its best practices; wide, narrow and dark.

import { describe, test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const SCREENS = {
  "1280 px, light": { width: 1280, colorScheme: "light" },
  "360 px, light": { width: 360, colorScheme: "light", isMobile: true, hasTouch: true },
  "1280 px, dark": { width: 1280, colorScheme: "dark" },
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

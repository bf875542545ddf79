// Every page is valid HTML, judged by html-validate.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { basePath, filesUnder, siteFolder } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";

// The recommended rules, less those about the spelling of the source, which is the minifier's.
const RULES = {
  extends: ["html-validate:recommended"],
  elements: ["html5"],
  rules: {
    // The minifier writes `<!doctype html>`, leaves out quotes that HTML does not need, and attributes that say what holds
    // without them (`type=submit`).
    "doctype-style": "off",
    "attr-quotes": "off",
    "no-implicit-button-type": "off",
    "no-trailing-whitespace": "off",
    // It also writes `&` where it begins no reference (`R&D`), which HTML allows.
    "no-raw-characters": ["error", { relaxed: true }],
    // Ids follow the HTML standard (anything without spaces), not the narrower custom of CSS: they are public addresses and
    // carry the ministry's own numbers and headings.
    "valid-id": ["error", { relaxed: true }],
    // A box that scrolls a table is a named region but not a section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
};

const folder = siteFolder();

describe(`HTML at ${basePath()}`, () => {
  const validator = new HtmlValidate(new StaticConfigLoader(RULES));
  for (const path of filesUnder(folder).filter((path) => path.endsWith(".html"))) {
    test(path, async () => {
      const report = await validator.validateString(readFileSync(join(folder, path), "utf8"), path);
      const messages = report.results.flatMap((result) => result.messages);
      none(messages.map(({ ruleId, selector, message }) => `${ruleId}: ${selector}: ${message}`), "the page is valid");
    });
  }
});

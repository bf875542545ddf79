// The data file of every page is what the published JSON Schema says, judged by ajv.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { basePath, filesUnder, siteFolder } from "./lib/environment.mjs";
import { none } from "./lib/none.mjs";

const folder = siteFolder();
const json = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));

describe(`data files at ${basePath()}`, () => {
  // Sizes of whole numbers are formats of the schema's own, which ajv does not know.
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, formats: { uint: true, uint8: true, uint32: true, int16: true } });
  const validate = ajv.compile(json("schema/tenken-page-1.json"));
  const files = filesUnder(folder).filter((path) => path.endsWith("/data.json"));

  test("there are some", () => assert.ok(files.length >= 30, `only ${files.length}`));

  for (const path of files) {
    test(path, () => {
      const data = json(path);
      validate(data);
      none((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`), "the file is valid");
      assert.equal(data.$schema, `${basePath()}schema/tenken-page-1.json`);
    });
  }

  test("what the schema does not allow is refused", () => {
    const good = json(files[0]);
    const changed = (change) => {
      const data = structuredClone(good);
      change(data);
      return data;
    };
    const bad = {
      "another version": changed((data) => { data.format = "tenken-page/2"; }),
      "no tables": changed((data) => { delete data.tables; }),
      "a number as text with a separator": changed((data) => { data.tables[0].rows[0].cells[0] = { text: "1,234", value: "1,234" }; }),
      "a status that there is not": changed((data) => { data.tables[0].rows[0].cells[0] = { text: "1", value: 1, status: "sure" }; }),
      "a source that is no position": changed((data) => { data.tables[0].rows[0].cells[0] = { text: "1", source: "review" }; }),
      "a record that there is not": changed((data) => { data.tables[0].csv.record = "page"; }),
    };
    none(Object.keys(bad).filter((name) => validate(bad[name])), "every mistake is found");
  });
});

// The search page: a few letters in any width or kind of kana leave the pages that are meant.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

const here = site();

/** Entries of the page: their text, the key they are found by, and whether they are shown. */
const entries = (page) =>
  page.locator("main li[data-key]").evaluateAll((all) =>
    all.map((entry) => ({
      text: entry.textContent.normalize("NFKC"),
      key: entry.dataset.key,
      path: new URL(entry.querySelector("a").href).pathname,
      shown: entry.checkVisibility(),
    })),
  );

const search = async (t, query) => {
  const { page, troubles, close } = await here.open(KINDS.search);
  t.after(close);
  const before = await entries(page);
  await page.getByRole("searchbox").pressSequentially(query);
  const after = await entries(page);
  none(troubles, "the page is quiet");
  return { page, before, shown: after.filter((entry) => entry.shown), hidden: after.filter((entry) => !entry.shown) };
};

describe(`search at ${here.base}`, () => {
  test("two kanji leave only what holds them, and the project that is meant", async (t) => {
    const { page, before, shown, hidden } = await search(t, "再生");
    assert.ok(before.every((entry) => entry.shown), "before the first letter everything is listed");
    assert.ok(hidden.length > shown.length);
    none(shown.filter(({ text, key }) => !text.includes("再生") && !key.includes("再生")), "what is left holds 再生");
    none(hidden.filter(({ text }) => text.includes("再生")), "nothing that holds 再生 is hidden");
    assert.ok(shown.some(({ path, text }) => path.endsWith("/projects/regenerative-medicine/") && text.includes("再生医療")));
    assert.match(await page.getByRole("status").innerText(), new RegExp(`^${shown.length}(?!\\d)`));
    const empty = await page.locator(".search-group:visible").evaluateAll((groups) =>
      groups.filter((group) => ![...group.querySelectorAll("li")].some((entry) => entry.checkVisibility())).map((group) => group.innerText),
    );
    none(empty, "a heading without entries is hidden");
  });

  for (const [typed, meant] of [
    ["ﾊﾞｲｵ", "バイオ"],
    ["ばいお", "バイオ"],
    ["ｂｉｎｄｓ", "BINDS"],
    ["０２７１", "0271"],
  ]) {
    test(`${typed} finds what ${meant} finds`, async (t) => {
      const paths = async (query) => (await search(t, query)).shown.map(({ path }) => path);
      const found = await paths(typed);
      assert.deepEqual(found, await paths(meant));
      assert.ok(found.length > 0);
    });
  }

  test("all words must be found", async (t) => {
    const both = await search(t, "再生 医療");
    const one = await search(t, "再生");
    assert.ok(both.shown.length > 0 && both.shown.length <= one.shown.length);
  });

  test("what is not there is said so, and clearing brings all back", async (t) => {
    const { page, shown } = await search(t, "無いはずの語");
    assert.deepEqual(shown, []);
    assert.notEqual(await page.getByRole("status").innerText(), "");
    await page.getByRole("searchbox").fill("");
    assert.ok((await entries(page)).every((entry) => entry.shown));
  });

  test("the field of other pages leads to the results, and their address can be kept", async (t) => {
    const { page, troubles, close } = await here.open(KINDS.project);
    t.after(close);
    await page.getByRole("searchbox").fill("再生");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === `${here.base}search/` && url.searchParams.get("q") === "再生");
    const first = (await entries(page)).filter((entry) => entry.shown);
    assert.ok(first.length > 0 && first.every(({ key }) => key.includes("再生")));
    await page.reload();
    assert.deepEqual((await entries(page)).filter((entry) => entry.shown), first);
    none(troubles, "the pages are quiet");
  });
});

// Without JavaScript nothing is missing: the same text, the same ways on, and no control that does nothing.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { none } from "./lib/none.mjs";
import { KINDS, site } from "./lib/site.mjs";

/**
 * Text of the page as shown, without its whitespace. What scripts add for themselves does not count, nor the link to the
 * search page, in whose place they put a field.
 */
const text = (page) =>
  page.evaluate(() => {
    for (const own of document.querySelectorAll("noscript, form, button:not(.term), .audit-filter, .site-search, [aria-hidden=true]")) own.remove();
    return document.body.innerText.replace(/\s+/g, "");
  });

/** First place where two texts part. */
const parting = (one, other) => {
  if (one === other) return [];
  const at = [...one].findIndex((_, i) => one[i] !== other[i]);
  const from = Math.max(0, (at < 0 ? one.length : at) - 15);
  return [`with scripts: …${one.slice(from, from + 60)}… without: …${other.slice(from, from + 60)}…`];
};

const deadControls = (page) =>
  page.evaluate(() => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const dead = [...document.querySelectorAll("button, input, select, textarea, [role=button], [onclick], a")]
      .filter(shown)
      .filter((element) =>
        element.localName === "a"
          ? !element.hasAttribute("href") || /^(#|javascript:.*)$/.test(element.getAttribute("href"))
          : !element.closest("form[action]") && !document.getElementById(element.getAttribute("popovertarget")),
      );
    return dead.map((element) => element.outerHTML.slice(0, 120));
  });

const here = site();

describe(`without JavaScript at ${here.base}`, () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(kind, async (t) => {
      const scripted = await here.open(path);
      t.after(scripted.close);
      const plain = await here.open(path, { javaScriptEnabled: false });
      t.after(plain.close);
      none(await deadControls(plain.page), "every control does something");
      none(parting(await text(scripted.page), await text(plain.page)), "the text is the same");
      none(plain.troubles, "the page opens quietly");
    });
  }

  test("a narrow screen reaches every page of the navigation", async (t) => {
    const { page, close } = await here.open(KINDS.project, { javaScriptEnabled: false, width: 360, isMobile: true });
    t.after(close);
    const links = page.locator("nav.site-nav a");
    const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
    assert.ok(addresses.length > 3);
    for (const [index, address] of addresses.entries()) {
      if (!(await links.nth(index).isVisible())) await page.locator("nav.site-nav summary").click();
      await links.nth(index).click();
      await page.waitForURL(address);
      assert.equal(await page.locator("h1").count(), 1, address);
      await page.goto(here.url(KINDS.project));
    }
  });

  test("other editions are one press away", async (t) => {
    const { page, close } = await here.open(KINDS.edition, { javaScriptEnabled: false });
    t.after(close);
    await page.locator(".switcher summary").click();
    await page.locator(".switcher li:not(.compare) a").last().click();
    await page.waitForURL(here.url(KINDS["earlier edition"]));
  });
});

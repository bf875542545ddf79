// A figure becomes interactive when its reader turns to it, says what its table says, moves nothing, and goes back.
// Every kind is tried on a page of examples; figures.test.mjs tries those of the site.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { FIGURES, chartSite } from "./lib/chart-fixtures.mjs";
import { WATCH_SHIFTS, bare, figureOn, hoverValues, walkValues } from "./lib/charts.mjs";
import { open } from "./lib/browser.mjs";
import { none } from "./lib/none.mjs";
import { site } from "./lib/site.mjs";
import { serveFolder } from "./lib/static-server.mjs";

const here = site();
const kinds = Object.keys(FIGURES);
const BUNDLE = /\/assets\/lazy\/charts\.[0-9a-f]+\.js$/;

describe(`interactive figures at ${here.base}`, () => {
  let examples;
  let server;
  before(async () => {
    examples = chartSite(here.folder, here.base);
    server = await serveFolder(examples.folder, here.base);
  });
  after(async () => {
    await server?.close();
    examples?.remove();
  });

  /** Opens the page of examples; the test ends with what must not have happened. */
  const visit = async (t, { path = "", expected = () => false, ...options } = {}) => {
    const opened = await open(here.browser, server.url(path), options);
    t.after(async () => {
      await opened.close();
      none(opened.troubles.filter((trouble) => !expected(trouble)), "the page is quiet and asks nobody else");
    });
    const requests = [];
    opened.page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    const on = (kind) => figureOn(opened.page, `fixture-${kind}`);
    return { ...opened, requests, on };
  };

  const inTable = async (chart, shown) => {
    const rows = await chart.rows();
    none(shown.filter((value) => !rows.flat().includes(bare(value))), "the tooltip shows what the table shows");
  };

  for (const kind of kinds) {
    test(`${kind}: a hover opens it, and the tooltip shows what the table shows`, async (t) => {
      const { page, on } = await visit(t, { reducedMotion: "reduce" });
      const chart = on(kind);
      await chart.stage.scrollIntoViewIfNeeded();
      await chart.stage.hover();
      await chart.isDrawn();
      const shown = await hoverValues(page, chart);
      assert.ok(shown.length > 0, "a tooltip shows a value");
      await inTable(chart, shown);
    });

    test(`${kind}: keys open it and read every point; Escape gives the static drawing and the focus back`, async (t) => {
      const { page, on } = await visit(t, { reducedMotion: "reduce" });
      const chart = on(kind);
      await chart.operate.press("Enter");
      await chart.isDrawn();
      await page.waitForFunction(() => document.activeElement.matches(".chart-live"));
      const said = await walkValues(page, chart);
      await inTable(chart, said.flatMap(({ values }) => values));
      none(said.filter(({ values }) => values.length !== 1).map(({ sentence }) => sentence), "every step shows one value");
      none(said.filter(({ sentence, values }) => !sentence.endsWith(values[0])).map(({ sentence }) => sentence), "the voice says what the tooltip shows");
      const cells = (await chart.rows()).flat().slice(1);
      const read = said.map(({ values }) => bare(values[0]));
      none(cells.filter((cell) => !read.includes(cell)), "every value of the table is reached");

      await page.keyboard.press("Escape");
      await chart.isStatic();
      assert.ok(await chart.operate.evaluate((button) => button === document.activeElement), "the focus is on the button");
    });

    test(`${kind}: a tap opens it on a phone, and it fits`, async (t) => {
      const { page, on } = await visit(t, { width: 360, isMobile: true, hasTouch: true });
      const chart = on(kind);
      await chart.stage.tap();
      await chart.isDrawn();
      const over = await chart.live.evaluate((live) => {
        const room = live.getBoundingClientRect();
        // What is clipped belongs to the next page of a legend.
        const texts = [...live.querySelectorAll("svg text")].filter((text) => text.textContent.trim() && !text.closest("[clip-path]"));
        const outside = texts.filter((text) => {
          const { left, right, top, bottom, width } = text.getBoundingClientRect();
          return width > 0 && (left < room.left - 1 || right > room.right + 1 || top < room.top - 1 || bottom > room.bottom + 1);
        });
        const small = texts.filter((text) => parseFloat(getComputedStyle(text).fontSize) < 10);
        return [...outside.map((text) => `outside: ${text.textContent}`), ...small.map((text) => `small: ${text.textContent}`)];
      });
      none(over, "texts are inside and can be read");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    });

    for (const [screen, options] of [["wide", {}], ["narrow", { width: 360, isMobile: true, hasTouch: true }]]) {
      test(`${kind}: nothing moves when it opens and closes, ${screen}`, async (t) => {
        const { page, on } = await visit(t, options);
        const chart = on(kind);
        await chart.stage.scrollIntoViewIfNeeded();
        const before = await chart.boxes();
        await page.evaluate(WATCH_SHIFTS);
        const earlier = await page.evaluate(() => window.shifts.length);
        await chart.operate.click();
        await chart.isDrawn();
        assert.deepEqual(await chart.boxes(), before);
        await page.keyboard.press("Home");
        assert.deepEqual(await chart.boxes(), before);
        await chart.rest.click();
        await chart.isStatic();
        assert.deepEqual(await chart.boxes(), before);
        none(await page.evaluate((earlier) => window.shifts.slice(earlier), earlier), "nothing moves");
      });
    }
  }

  for (const width of [1280, 360]) {
    test(`the tools that the script adds move nothing at ${width} px`, async (t) => {
      const places = (page) =>
        page.locator("figcaption, .chart-stage > svg:visible, .chart-words, .chart-data, .chart-links").evaluateAll((all) =>
          all.map((part) => {
            // The field of the search page, in the header, is not meant here: from the first figure on.
            const { x, y, width, height } = part.getBoundingClientRect();
            return [part.classList[0] ?? part.localName, x, y - all[0].getBoundingClientRect().y, width, height].join(" ");
          }),
        );
      const scripted = await visit(t, { width });
      assert.equal(await scripted.page.locator(".chart-tools").count(), kinds.length);
      // Before the script has run: the same page, whose script does not come.
      const early = await visit(t, { width, expected: (said) => /ERR_FAILED/.test(said) });
      await early.page.waitForLoadState("networkidle");
      await early.page.route("**/assets/*.js", (route) => route.abort());
      await early.page.reload();
      assert.equal(await early.page.locator(".chart-tools").count(), 0);
      assert.deepEqual(await places(early.page), await places(scripted.page));
    });
  }

  test("the library is loaded by the first figure only, from the site, and by no page as such", async (t) => {
    const { page, requests, on } = await visit(t);
    await page.waitForLoadState("networkidle");
    await page.reload({ waitUntil: "networkidle" });
    const data = (path) => path.startsWith(`${here.base}data/`);
    none(requests.filter((path) => BUNDLE.test(path) || data(path)), "a page loads no figure by itself");
    for (const kind of ["budget", "flow"]) {
      await on(kind).operate.press("Enter");
      await on(kind).isDrawn();
    }
    assert.equal(requests.filter((path) => BUNDLE.test(path)).length, 1);
    assert.deepEqual(requests.filter(data), ["budget", "flow"].map((kind) => `${here.base}data/fixture-${kind}.json`));
  });

  test("the focus alone opens a figure, and the button keeps its name and the focus", async (t) => {
    const { page, on } = await visit(t);
    const chart = on("budget");
    const name = await chart.operate.innerText();
    await chart.operate.evaluate((button) => {
      const before = document.createElement("button");
      button.closest("figure").before(before);
      before.focus();
    });
    await page.keyboard.press("Tab");
    assert.ok(await chart.operate.evaluate((button) => button === document.activeElement), "no stop before the button");
    await chart.isDrawn();
    assert.equal(await chart.operate.innerText(), name);
    assert.ok(await chart.operate.evaluate((button) => button === document.activeElement));
    await page.keyboard.press("Enter");
    assert.ok(await chart.live.evaluate((live) => live === document.activeElement));
    await chart.operate.waitFor({ state: "hidden" });
    await page.keyboard.press("Tab");
    assert.ok(await chart.rest.evaluate((button) => button === document.activeElement));
    await page.keyboard.press("Enter");
    await chart.isStatic();
    assert.ok(await chart.operate.evaluate((button) => button === document.activeElement));
  });

  test("Escape closes a figure under the pointer, and a later hover leaves it in peace", async (t) => {
    const { page, on } = await visit(t);
    const chart = on("budget");
    await chart.stage.hover();
    await chart.isDrawn();
    await page.keyboard.press("Escape");
    await chart.isStatic();
    await on("waterfall").stage.hover();
    await on("waterfall").isDrawn();
    await chart.stage.hover();
    // The other figure opened by a hover just as long.
    await on("indicator").stage.hover();
    await on("indicator").isDrawn();
    await chart.isStatic();
    await chart.operate.click();
    await chart.isDrawn();
  });

  test("series are switched by their numbers, and the view is set back", async (t) => {
    const { page, on } = await visit(t, { reducedMotion: "reduce" });
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    const colour = await chart.stage.evaluate((stage) => getComputedStyle(stage).getPropertyValue("--series-2").trim());
    const marks = () => chart.drawing.evaluate((svg) => svg.querySelectorAll("path").length);
    assert.match(colour, /^#/);
    const all = await marks();
    await page.keyboard.press("2");
    assert.match(await chart.voice.textContent(), /補正予算/);
    await page.waitForFunction(([id, all]) => document.querySelectorAll(`#${id} .chart-live svg path`).length < all, ["fixture-budget", all]);
    await page.keyboard.press("+");
    await chart.reset.click();
    await page.waitForFunction(([id, all]) => document.querySelectorAll(`#${id} .chart-live svg path`).length === all, ["fixture-budget", all]);
  });

  test("a picture is saved under the name of the figure", async (t) => {
    const { page, on } = await visit(t);
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    const [download] = await Promise.all([page.waitForEvent("download"), chart.save.click()]);
    assert.equal(download.suggestedFilename(), "fixture-budget.png");
    const png = readFileSync(await download.path());
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.equal(png.readUInt32BE(16), 1920, "twice the 960 px of the picture");
    assert.ok(png.length > 20_000, `${png.length} bytes are no drawing`);
    assert.equal(await chart.status.innerText(), "");
  });

  const token = (page, name) =>
    page.evaluate((name) => {
      const probe = document.createElement("i");
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    }, name);

  test("colours follow the scheme while a figure is open", async (t) => {
    const { page, on } = await visit(t, { colorScheme: "light", reducedMotion: "reduce" });
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    /** Waits until the marks have one colour and not the other: a change is told with a frame, and drawn with the one after. */
    const isDrawnIn = (wanted, other) =>
      page.waitForFunction(
        ([id, wanted, other]) => {
          const fills = [...document.querySelectorAll(`#${id} .chart-live svg path`)].map((path) => getComputedStyle(path).fill);
          return fills.includes(wanted) && !fills.includes(other);
        },
        ["fixture-budget", wanted, other],
      );
    const light = await token(page, "--series-1");
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await token(page, "--series-1");
    assert.notEqual(dark, light);
    await isDrawnIn(dark, light);
    await page.emulateMedia({ colorScheme: "light" });
    await isDrawnIn(light, dark);
  });

  test("rules for static drawings leave the interactive one alone", async (t) => {
    const { on } = await visit(t, { reducedMotion: "reduce" });
    for (const kind of ["budget", "treemap"]) {
      const chart = on(kind);
      await chart.operate.press("Enter");
      await chart.isDrawn();
      const overruled = await chart.drawing.evaluate((svg) => {
        const probe = document.createElement("i");
        document.body.append(probe);
        const colour = (name) => {
          probe.style.color = name;
          return getComputedStyle(probe).color;
        };
        return [...svg.querySelectorAll("text[fill]")]
          .filter((text) => getComputedStyle(text).fill !== colour(text.getAttribute("fill")))
          .map((text) => `${text.textContent}: ${getComputedStyle(text).fill}, not ${text.getAttribute("fill")}`);
      });
      none(overruled, "texts have the colour that was chosen for them");
    }
  });

  test("the reader's own colours are those of texts", async (t) => {
    const { page, on } = await visit(t, { forcedColors: "active", reducedMotion: "reduce" });
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    const own = await page.evaluate(() => {
      const probe = document.createElement("i");
      probe.style.color = "CanvasText";
      document.body.append(probe);
      return getComputedStyle(probe).color;
    });
    const texts = await chart.drawing.evaluate((svg) => [...svg.querySelectorAll("text")].map((text) => getComputedStyle(text).fill));
    assert.ok(texts.length > 5);
    none(texts.filter((fill) => fill !== own), `texts are ${own}`);
  });

  test("with reduced motion a figure stands still", async (t) => {
    const { on } = await visit(t, { reducedMotion: "reduce" });
    const chart = on("waterfall");
    await chart.stage.evaluate((stage) => {
      window.changes = 0;
      new MutationObserver((records) => {
        for (const { attributeName, target } of records) if (attributeName === "d" && target.closest(".chart-live svg")) window.changes += 1;
      }).observe(stage, { subtree: true, attributes: true });
    });
    await chart.operate.press("Enter");
    await chart.isDrawn();
    const changes = await chart.stage.evaluate(() => new Promise((done) => {
      let frames = 30;
      const next = () => (--frames > 0 ? requestAnimationFrame(next) : done(window.changes));
      next();
    }));
    assert.equal(changes, 0, "no mark changes its form");
  });

  test("the drawing follows the room it has", async (t) => {
    const { page, on } = await visit(t, { reducedMotion: "reduce" });
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    for (const width of [360, 800]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction((id) => {
        const stage = document.querySelector(`#${id} .chart-stage`);
        return stage.querySelector(".chart-live svg").clientWidth === stage.clientWidth;
      }, "fixture-budget");
      assert.deepEqual(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });

  test("print shows the static drawing, without tools", async (t) => {
    const { page, on } = await visit(t);
    const chart = on("budget");
    await chart.operate.press("Enter");
    await chart.isDrawn();
    await page.emulateMedia({ media: "print" });
    assert.ok(await chart.stage.locator("> .chart-wide").isVisible());
    for (const hidden of [chart.stage.locator("> .chart-narrow"), chart.live, chart.rest, chart.save]) assert.ok(!(await hidden.isVisible()));
  });

  test("on paper the table that stands beside a figure is not printed twice", async (t) => {
    const { page, on } = await visit(t);
    await on("budget").figure.evaluate((figure) => figure.classList.add("has-table-beside"));
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const open = (kind) => on(kind).figure.locator(".chart-data").evaluate((details) => [details.open, details.checkVisibility()]);
    assert.deepEqual(await open("budget"), [false, false]);
    assert.deepEqual(await open("flow"), [true, true]);
  });

  for (const [trouble, path, refuse] of [
    ["data that cannot be read", "broken/", []],
    ["data that does not come", "", ["**/data/*.json"]],
    ["a library that does not come", "", ["**/assets/lazy/*.js"]],
  ]) {
    test(`${trouble}: a hover changes nothing, a press is answered, and the page goes on`, async (t) => {
      const { page, on } = await visit(t, { path, expected: (said) => /ERR_FAILED/.test(said) });
      for (const pattern of refuse) await page.route(pattern, (route) => route.abort());
      const chart = on(path ? "broken" : "budget");
      const asked = page.waitForRequest(/\/data\//);
      await chart.stage.hover();
      await asked;
      await page.waitForLoadState("networkidle");
      await chart.isStatic();
      assert.equal(await chart.status.innerText(), "");
      await chart.operate.click();
      await page.waitForFunction(() => /読み込めません/.test(document.querySelector(".chart-status").textContent));
      await chart.isStatic();
      if (!path) {
        await page.unrouteAll();
        await chart.operate.click();
        await chart.isDrawn();
        assert.equal(await chart.status.innerText(), "");
      }
    });
  }

  test("without JavaScript a figure is complete and has no control but its table", async (t) => {
    const { page, on } = await visit(t, { javaScriptEnabled: false });
    for (const kind of kinds) {
      const chart = on(kind);
      await chart.isStatic();
      assert.equal(await chart.figure.locator("button, [tabindex]").count(), 0);
      await chart.figure.locator("summary").click();
      assert.ok(await chart.figure.locator("table").isVisible());
    }
    const room = await page.locator(".chart-stage").first().evaluate((stage) => getComputedStyle(stage, "::after").content);
    assert.equal(room, "none", "no room is kept for tools that do not come");
  });

  test("buttons are large enough", async (t) => {
    const { on } = await visit(t, { width: 360, isMobile: true, hasTouch: true });
    const chart = on("budget");
    const small = () =>
      chart.figure.locator("button:visible").evaluateAll((all) =>
        all.map((button) => [button.textContent, button.offsetWidth, button.offsetHeight]).filter(([, width, height]) => width < 24 || height < 24),
      );
    none(await small(), "buttons have 24 px");
    await chart.operate.click();
    await chart.isDrawn();
    await chart.operate.waitFor({ state: "hidden" });
    assert.equal(await chart.figure.locator("button:visible").count(), 3);
    none(await small(), "buttons have 24 px");
  });
});

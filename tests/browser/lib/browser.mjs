// The browser, and pages whose console and network are watched.

import { chromium } from "playwright-core";
import { browserPath } from "./environment.mjs";
import { makeLate } from "./late.mjs";

// Nothing but this machine is reachable: a page that needs another host fails here as it would in an archive.
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--force-color-profile=srgb",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts the browser, without its sandbox, which root and containers cannot have: it sees pages of this machine only. */
export const launch = () => chromium.launch({ executablePath: browserPath(), args: ARGUMENTS, chromiumSandbox: false });

/**
 * Opens `url` in a fresh context of the given width, colour scheme, … and notes what should not happen:
 * messages of the console, errors of scripts, requests that fail and requests to other hosts.
 */
export const open = async (browser, url, { width = 1280, height = 900, ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, locale: "ja-JP", ...options });
  const page = await context.newPage();
  await makeLate(page);
  const { origin } = new URL(url);
  const troubles = [];
  page.on("console", (message) => {
    // The browser itself reports that the page asked for is a 404: the status is tested where it matters.
    const ofThePage = message.location().url === url && /status of 404/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !ofThePage) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    const error = request.failure()?.errorText;
    // The icon is fetched last, and given up where the page is left before it has come.
    const isLeft = error === "net::ERR_ABORTED" && /\/favicon\.[^/]*svg$/.test(request.url());
    if (!isLeft) troubles.push(`failed: ${request.url()} ${error}`);
  });
  page.on("request", (request) => {
    const address = new URL(request.url());
    if (address.protocol !== "data:" && address.origin !== origin) troubles.push(`other host: ${address}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== url) troubles.push(`${response.status()}: ${response.url()}`);
  });
  const response = await page.goto(url, { waitUntil: "load" });
  return { context, page, response, troubles, close: () => context.close() };
};

/** Elements that stick out of the page to the right, where the page can be scrolled sideways. */
export const sidewaysScroll = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return [];
    const name = (element) =>
      [element.tagName.toLowerCase(), element.id && `#${element.id}`, ...[...element.classList].map((c) => `.${c}`)].join("");
    const clipped = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== "visible") return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !clipped(element),
    );
    return [`${over}px too wide: ${wide.slice(0, 4).map(name).join(", ")}`];
  });

/** A selector that a person can follow to the element that has the focus. */
export const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return element.tagName.toLowerCase() + (element.id && `#${element.id}`) + classes;
  });

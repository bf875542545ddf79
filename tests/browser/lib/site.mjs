// The site under test: its kinds of page, and one server and one browser for the tests of a file.

import { after, before } from "node:test";
import { launch, open } from "./browser.mjs";
import { basePath, siteFolder } from "./environment.mjs";
import { serveFolder } from "./static-server.mjs";

/** One page of every kind. */
export const KINDS = {
  home: "",
  edition: "2022/",
  "earlier edition": "2021/",
  program: "2022/programs/healthcare/",
  projects: "2022/projects/",
  project: "2022/projects/binds/",
  reviews: "2022/reviews/",
  review: "2022/reviews/0271/",
  objectives: "2022/objectives/",
  objective: "2022/objectives/9-3/",
  portfolios: "2022/portfolios/",
  portfolio: "2022/portfolios/pj1/",
  budget: "2022/budget/",
  indicators: "2022/indicators/",
  recipients: "2022/recipients/",
  recipient: "2022/recipients/2010801028286/",
  committee: "2022/committee/",
  checks: "2022/checks/",
  data: "2022/data/",
  sources: "2022/sources/",
  source: "2022/sources/review/4/",
  glossary: "glossary/",
  about: "about/",
  accessibility: "accessibility/",
  search: "search/",
  "pairs of editions": "compare/",
  "two editions": "compare/2021-2022/",
  "a project in two editions": "compare/2021-2022/projects/binds/",
  "an edition in two editions": "compare/2021-2022/edition/",
  "two editions in English": "en/compare/2021-2022/",
  "a project in two editions in English": "en/compare/2021-2022/projects/binds/",
  "not found": "no/such/page/",
  "home in English": "en/",
  "project in English": "en/2022/projects/binds/",
  "review in English": "en/2022/reviews/0271/",
  "checks in English": "en/2022/checks/",
};

/** Starts a server and a browser before the tests of a file and stops them afterwards. */
export const site = () => {
  const folder = siteFolder();
  const base = basePath();
  let server;
  let browser;
  before(async () => {
    server = await serveFolder(folder, base);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    folder,
    base,
    get origin() {
      return server.origin;
    },
    get browser() {
      return browser;
    },
    url: (path) => server.url(path),
    open: (path, options) => open(browser, server.url(path), options),
  };
};

// The search page: what is typed is looked up in the index and shown by kind. Without this script the page is a plain index.
(() => {
  "use strict";

  const { open, findsOf, pieces } = globalThis.tenkenSearch;
  const form = document.getElementById("search-form");
  const input = document.getElementById("search-input");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const plain = document.getElementById("search-index");
  const words = document.getElementById("search-words").dataset;
  const kinds = new Map([...document.getElementById("search-words").content.children].map((kind) => [kind.dataset.kind, kind.textContent]));
  const lang = document.documentElement.lang;
  /** Finds shown of a kind at first, and with each press of the button. */
  const FIRST = 5;
  const MORE = 20;
  /** Typing that goes on is not answered letter by letter. */
  const PAUSE = 150;

  // ---- Files of the index are scripts: a page opened from a disk can load no other.
  const waiting = new Map();
  globalThis.tenkenSearchData = (name, value) => waiting.get(name)?.(value);

  const load = (name, fresh) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const address = words.data.replace(/index\.js$/, `${name}.js`);
      script.src = fresh ? `${address}?${Date.now()}` : address;
      waiting.set(name.replace(/^[0-9a-f]{8}\//, ""), resolve);
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        script.remove();
        reject(new Error(`${name} was not loaded`));
      });
      document.head.append(script);
    });

  let engine;
  const opened = (fresh) => {
    engine ||= open((name) => load(name, fresh && name === "index")).catch((error) => {
      engine = undefined;
      throw error;
    });
    return engine;
  };

  // ---- Elements.
  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== undefined && child !== ""));
    return made;
  };
  const withMarks = (text, short) => pieces(text, short).map(([part, mark]) => (mark ? element("mark", {}, part) : part));
  const isEnglish = lang.startsWith("en");

  const JAPANESE = /[\u3040-\u9fff]/;
  /** Says that a text is Japanese where the page is not. */
  const language = (text) => (!lang.startsWith("ja") && JAPANESE.test(text) ? { lang: "ja" } : {});

  /** A name in the language of the page where there is one, else as printed, with its language. */
  const named = (ja, en, short) => {
    if (isEnglish && en.text) return element("span", {}, ...withMarks(en, short));
    return element("span", language(ja.text), ...withMarks(ja, short));
  };

  const address = (path) => {
    const [page, anchor] = path.split("#");
    const file = location.protocol === "file:" && (page === "" || page.endsWith("/")) ? `${page}index.html` : page;
    return words.root + file + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  };
  const edition = (year) => words.edition.replace("%n", year);

  const item = (find) => {
    const { record, best } = find;
    const link = element("a", { class: "find", href: address(find.path) }, named(find.name, find.nameEn));
    const head = element("p", { class: "find-name" }, link);
    const about = [find.edition && edition(find.edition), record.within && named(find.within, { text: record.withinEn, marks: [] })];
    for (const part of about.filter(Boolean)) head.append(" ", element("span", { class: "link-note" }, part));
    const made = element("li", {}, head);
    const other = isEnglish && find.nameEn.text ? find.name : find.nameEn;
    const also = [...(other.marks.length > 0 ? [other] : []), ...find.also];
    if (also.length > 0)
      made.append(element("p", { class: "find-also" }, ...also.flatMap((name, index) => [index ? words.separator : "", element("span", {}, ...withMarks(name))])));
    if (best) {
      const heading = best.heading.text && element("b", {}, ...withMarks(best.heading));
      made.append(element("p", { class: "find-text", ...language(best.text.text) }, heading, heading && best.text.text ? "　" : "", ...withMarks(best.text, true)));
    }
    if (find.others.length > 0) {
      const links = find.others.map(([year, path]) => element("a", { href: address(path) }, edition(year)));
      made.append(element("p", { class: "find-editions" }, words.others, ...links.flatMap((other) => [" ", other])));
    }
    return made;
  };

  const countText = ({ count, known }) => {
    if (count === 0) return words.unsure;
    return (known ? words.count : words.about).replace("%n", count.toLocaleString(lang));
  };

  const section = async (finds) => {
    const id = `search-${finds.kind}`;
    const first = await finds.next(FIRST);
    if (first.length === 0 && finds.isDone) return undefined;
    const count = element("span", { class: "find-count" }, countText(finds.total));
    const list = element("ul", { class: "finds" }, ...first.map(item));
    const made = element("section", { "aria-labelledby": id }, element("h2", { id }, kinds.get(finds.kind), " ", count), list);
    const button = element("button", { type: "button", class: "find-more" }, words.more.replace("%kind", kinds.get(finds.kind)));
    button.addEventListener("click", async () => {
      const more = (await finds.next(MORE)).map(item);
      list.append(...more);
      count.textContent = countText(finds.total);
      more[0]?.querySelector("a").focus();
      if (finds.isDone) button.remove();
    });
    if (!finds.isDone) made.append(button);
    return { made, finds };
  };

  const summary = (sections) => {
    const totals = sections.map(({ finds }) => finds.total);
    const total = { count: totals.reduce((sum, { count }) => sum + count, 0), known: totals.every(({ known }) => known) };
    const each = sections.map(({ finds }) => `${kinds.get(finds.kind)} ${countText(finds.total)}`).join(words.separator);
    return words.found.replace("%n", countText(total)).replace("%each", each);
  };

  // ---- A query: the last one typed is the one that is answered.
  let asked = 0;
  const empty = () => {
    results.replaceChildren();
    delete results.dataset.query;
  };
  const show = async () => {
    const mine = (asked += 1);
    const query = input.value;
    remember(query);
    // The answer is there: whoever presses Enter after a pause keeps the place and the finds that were added.
    if (query === results.dataset.query) return;
    if (query.trim() === "") {
      empty();
      status.textContent = "";
      plain.hidden = false;
      return;
    }
    let sections;
    try {
      sections = await answer(query, false).catch(() => {
        // The site may have been renewed since the page was loaded: its index then has another version.
        engine = undefined;
        return answer(query, true);
      });
    } catch {
      if (mine !== asked) return;
      empty();
      plain.hidden = false;
      status.textContent = words.failed;
      return;
    }
    if (mine !== asked) return;
    results.replaceChildren(...sections.map(({ made }) => made));
    results.dataset.query = query;
    plain.hidden = true;
    const certain = sections.filter(({ finds }) => finds.total.count > 0);
    status.textContent = certain.length === 0 ? words.none : summary(certain);
  };

  const answer = async (query, fresh) => {
    const ready = await opened(fresh);
    const { words: asWords, groups } = await ready.search(query);
    const sections = await Promise.all(groups.map((group) => section(findsOf(ready, group, asWords))));
    return sections.filter(Boolean);
  };

  const remember = (query) => {
    const here = new URL(location.href);
    if (query) here.searchParams.set("q", query);
    else here.searchParams.delete("q");
    if (here.href !== location.href) history.replaceState(null, "", here);
  };

  let timer;
  const soon = (event) => {
    clearTimeout(timer);
    // While kana are being converted the text is not yet what is meant.
    if (!event.isComposing) timer = setTimeout(show, PAUSE);
  };
  input.addEventListener("input", soon);
  input.addEventListener("compositionend", soon);
  input.addEventListener("focus", () => opened(false).catch(() => undefined), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show();
  });

  // ---- Arrows go from the field to the finds and between them, Escape goes back; Tab works as everywhere.
  const stops = () => [...results.querySelectorAll("a.find, button.find-more")];
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.isComposing) return;
    const [first] = stops();
    if (!first) return;
    event.preventDefault();
    first.focus();
  });
  results.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") {
      input.focus();
      input.select();
      return;
    }
    const all = stops();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : event.key in STEPS ? at + STEPS[event.key] : undefined;
    if (to === undefined) return;
    event.preventDefault();
    (to < 0 ? input : all[Math.min(to, all.length - 1)]).focus();
  });

  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) show();
})();

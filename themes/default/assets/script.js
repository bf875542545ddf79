// Improvements for readers with JavaScript: sorting of tables, filter of the search page, search field in the header,
// opened details in print. Every page is complete without them.
(() => {
  "use strict";

  // ---- Text compared without regard to width, case and kind of kana.
  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

  // ---- Sorting: up, down, official order.
  const ARROWS = { none: "↕", ascending: "↑", descending: "↓" };
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const order = new Intl.Collator("ja", { numeric: true });

  const cellValue = (row, index) => {
    const cell = row.cells[index];
    const exact = cell.dataset.value;
    if (exact !== undefined && exact !== "" && !Number.isNaN(Number(exact))) return Number(exact);
    if (cell.classList.contains("missing")) return null;
    const text = (cell.querySelector(".v") || cell).textContent.trim();
    if (text === "" || /^[-‐－―…]$/.test(text)) return null;
    const number = text.replace(/[,，%％]/g, "").replace(/^[▲△]\s*/, "-");
    return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
  };

  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : order.compare(String(a), String(b));

  const sortBy = (table, official, index, direction) => {
    const rows = official.slice();
    if (direction !== "none") {
      const sign = direction === "ascending" ? 1 : -1;
      const keys = new Map(rows.map((row) => [row, cellValue(row, index)]));
      rows.sort((a, b) => {
        const x = keys.get(a);
        const y = keys.get(b);
        // Rows without a value stay at the end in both directions.
        if (x === null || y === null) return (x === null) - (y === null);
        return sign * compare(x, y);
      });
    }
    table.tBodies[0].append(...rows);
  };

  const setDirection = (head, direction) => {
    if (direction === "none") head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", direction);
    head.querySelector("button").textContent = ARROWS[direction];
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const official = [...table.tBodies[0].rows];
    if (official.length < 2) continue;
    const heads = [...table.tHead.rows[0].cells].filter((head) => !head.classList.contains("src"));
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", table.dataset.sort.replace("%n", head.textContent.trim()));
      head.append(button);
      setDirection(head, "none");
      button.addEventListener("click", () => {
        const direction = NEXT[head.getAttribute("aria-sort") || "none"];
        for (const other of heads) setDirection(other, other === head ? direction : "none");
        sortBy(table, official, head.cellIndex, direction);
      });
    }
  }

  // ---- Search page: every word of the query stands in the key of an entry.
  const form = document.getElementById("search-form");
  if (form) {
    const input = document.getElementById("search-input");
    const status = document.getElementById("search-status");
    const groups = [...document.querySelectorAll(".search-group")].map((group) => ({
      group,
      entries: [...group.querySelectorAll("[data-key]")].map((entry) => ({ entry, key: fold(entry.dataset.key) })),
    }));
    const filter = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { group, entries } of groups) {
        let shown = 0;
        for (const { entry, key } of entries) {
          entry.hidden = !words.every((word) => key.includes(word));
          if (!entry.hidden) shown += 1;
        }
        group.hidden = shown === 0;
        found += shown;
      }
      const { found: some, none } = status.dataset;
      status.textContent = words.length === 0 ? "" : found === 0 ? none : some.replace("%n", found);
    };
    form.hidden = false;
    input.value = new URLSearchParams(location.search).get("q") || "";
    input.addEventListener("input", filter);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      filter();
      const address = new URL(location.href);
      if (input.value) address.searchParams.set("q", input.value);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    });
    filter();
  }

  // ---- Search field in the header, where the page has no field of its own.
  const place = document.querySelector(".site-search");
  if (place && !form) {
    const { search, label, button } = place.dataset;
    const small = document.createElement("form");
    small.action = search;
    small.setAttribute("role", "search");
    const input = document.createElement("input");
    input.type = "search";
    input.name = "q";
    input.setAttribute("aria-label", label);
    input.placeholder = label;
    const send = document.createElement("button");
    send.type = "submit";
    send.textContent = button;
    small.append(input, send);
    place.append(small);
    place.classList.add("ready");
  }

  // ---- Escape and clicks elsewhere close the list of editions.
  const switcher = document.querySelector(".switcher");
  if (switcher) {
    document.addEventListener("click", (event) => {
      if (!switcher.contains(event.target)) switcher.open = false;
    });
    switcher.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !switcher.open) return;
      switcher.open = false;
      switcher.querySelector("summary").focus();
    });
  }

  // ---- Print shows what is folded.
  const opened = [];
  const unfold = () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.open = true;
      opened.push(details);
    }
  };
  const refold = () => {
    for (const details of opened.splice(0)) details.open = false;
  };
  const print = matchMedia("print");
  print.addEventListener("change", () => (print.matches ? unfold() : refold()));
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", refold);
})();

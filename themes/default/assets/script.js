// Every page is complete without this.
(() => {
  "use strict";

  // Sorting: up, down, official order.
  const ARROWS = { none: "↕", ascending: "↑", descending: "↓" };
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const cellValue = (row, index) => {
    const cell = row.cells[index];
    const exact = cell.dataset.value;
    if (exact !== undefined && exact !== "" && !Number.isNaN(Number(exact))) return Number(exact);
    if (cell.classList.contains("missing")) return null;
    const text = (cell.querySelector(".v") || cell).textContent.trim();
    if (text === "" || /^[-‐－―…]$/.test(text)) return null;
    const number = text.replace(/[,，%％]/g, "").replace(/^[▲△−]\s*/, "-");
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
        // Rows without a value stay last.
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

  // Search field in the header, unless the page has its own.
  const place = document.querySelector(".site-search");
  if (place && !document.getElementById("search-form")) {
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

  // Escape and clicks elsewhere close the list of editions.
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

  // Charts: loaded at the first hover, focus, tap or key.
  const chartTools = document.getElementById("chart-tools");
  /** Passing over a figure with pointer or Tab key is not yet an interest in it. */
  const INTEREST = 250;

  /** Loads a script on demand and gives what it left in `window[name]`. */
  const scripts = new Map();
  const loadScript = (address, name) => {
    const loading =
      scripts.get(address) ||
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", () => (window[name] ? resolve(window[name]) : reject(new Error("no library"))));
        script.addEventListener("error", () => reject(new Error("not loaded")));
        document.head.append(script);
      }).catch((error) => {
        // The next attempt asks again.
        scripts.delete(address);
        throw error;
      });
    scripts.set(address, loading);
    return loading;
  };
  const loadChartLibrary = () => loadScript(chartTools.dataset.script, "tenkenCharts");

  /** In a frozen edition the data stands beside its JSON as a script, which a page of the file system may load. */
  const loadDataScript = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${address}.js`;
      script.addEventListener("load", () => (script.tenkenData ? resolve(script.tenkenData) : reject(new Error("no data"))));
      script.addEventListener("error", () => reject(new Error("not loaded")));
      document.head.append(script);
    });

  /** JSON that may be compressed, unless the server said so and the browser undid it. */
  const readJson = async (response) => {
    const bytes = await response.arrayBuffer();
    const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
    if (first !== 0x1f || second !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  };

  /** The data of a chart: a file of its own, or a part of the data of its page, named behind `#`. */
  const loadChartData = async (address) => {
    const [file, name] = address.split("#");
    const load = async () => {
      if (location.protocol === "file:") return loadDataScript(file);
      const response = await fetch(file);
      if (!response.ok) throw new Error(String(response.status));
      return readJson(response);
    };
    const data = await load();
    return name ? data.charts[name] : data;
  };

  /** Puts the tools below a figure, and opens it when a reader turns to it. */
  const makeOperable = (figure) => {
    const stage = figure.querySelector(".chart-stage");
    stage.after(chartTools.content.cloneNode(true));
    figure.classList.add("has-tools");
    const tools = figure.querySelector(".chart-tools");
    const status = tools.querySelector(".chart-status");
    const operate = tools.querySelector('[data-do="operate"]');
    const words = chartTools.dataset;

    /** The figure while it is interactive, and the attempt to make it so. */
    let live;
    let attempt;
    /** A reader who went back to the static drawing, or met a failure, is not surprised by a hover again. */
    let quiet = false;
    let pointer;
    let timer;

    const closed = () => {
      live = undefined;
      quiet = true;
    };
    const prepare = async () => {
      const mine = attempt;
      const [library, data] = await Promise.all([loadChartLibrary(), loadChartData(figure.dataset.chart)]);
      if (attempt === mine) live = library.open({ figure, stage, tools, data, words, closed });
    };
    const open = async (pressed) => {
      clearTimeout(timer);
      if (live) return;
      if (pressed) status.textContent = words.loading;
      attempt ||= {};
      attempt.ready ||= prepare();
      const mine = attempt;
      try {
        await mine.ready;
        if (live && pointer) live.point(pointer.clientX, pointer.clientY);
        status.textContent = "";
      } catch {
        quiet = true;
        if (pressed) status.textContent = words.failed;
      }
      if (attempt === mine) attempt = undefined;
    };
    const giveUp = () => {
      clearTimeout(timer);
      attempt = undefined;
      status.textContent = "";
    };
    const soon = () => {
      clearTimeout(timer);
      if (!live && !quiet) timer = setTimeout(open, INTEREST, false);
    };

    stage.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && soon());
    stage.addEventListener("pointermove", (event) => (pointer = event));
    stage.addEventListener("pointerleave", () => {
      pointer = undefined;
      if (document.activeElement !== operate) clearTimeout(timer);
    });
    stage.addEventListener("click", (event) => {
      pointer = event;
      open(false);
    });
    operate.addEventListener("focus", () => operate.matches(":focus-visible") && soon());
    operate.addEventListener("blur", () => clearTimeout(timer));
    operate.addEventListener("click", async () => {
      await open(true);
      live?.focus();
    });
    operate.addEventListener("keydown", (event) => event.key === "Escape" && giveUp());
  };

  if (chartTools) for (const figure of document.querySelectorAll("figure.chart[data-chart]")) makeOperable(figure);

  // Citing: a figure pressed, or chosen by key after the button below its table.
  const citeTools = document.getElementById("cite-tools");
  if (citeTools) {
    const CITABLE = "td[id]:not(.text, .derived) > .v";
    const cite = async (action, block) => {
      try {
        action(await loadScript(citeTools.dataset.script, "tenkenCite"));
      } catch {
        block.querySelector(".cite-hint").textContent = citeTools.dataset.failed;
      }
    };
    for (const block of document.querySelectorAll(".table-block")) {
      if (!block.querySelector(CITABLE)) continue;
      block.querySelector(".table-scroll").after(citeTools.content.querySelector(".cite-tools").cloneNode(true));
      block.classList.add("citable");
      block.querySelector(".cite-tools > button").addEventListener("click", () => cite((library) => library.choose(block, CITABLE), block));
    }
    document.addEventListener("click", (event) => {
      const value = event.target.closest(`.citable ${CITABLE}`);
      if (!value || event.target.closest("a") || !getSelection().isCollapsed) return;
      cite((library) => library.open(value), value.closest(".table-block"));
    });
  }

  // Terms open beside their word, else in the middle. Not in the stylesheet: validators do not know it.
  for (const { style } of document.querySelectorAll(".term-tip")) {
    if (!("positionArea" in style)) break;
    style.cssText = "inset:auto;margin:4px 0;position-area:block-end span-inline-end;position-try:flip-block,flip-inline,flip-block flip-inline";
  }

  // Print shows what is folded, except the data of a figure with its table beside it.
  const opened = [];
  const unfold = () => {
    for (const details of document.querySelectorAll("main details:not([open], .has-table-beside > .chart-data)")) {
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

// Citing a figure of a table: the window with value, source and address, and the choice of a figure by key. Loaded when a
// reader asks for it.
(() => {
  "use strict";

  const tools = document.getElementById("cite-tools");
  const words = tools.dataset;

  const text = (element) => {
    const copy = element.cloneNode(true);
    for (const control of copy.querySelectorAll("button, .marks, .check-badge, .mark")) control.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  /** What a cell says, and where it comes from. */
  const read = (value) => {
    const cell = value.parentElement;
    const row = cell.parentElement;
    const table = row.closest("table");
    const column = table.tHead.rows[0].cells[cell.cellIndex];
    const title = [...table.caption.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const unit = cell.classList.contains("missing") ? "" : column.dataset.unit || row.dataset.unit || table.dataset.unit || "";
    const marks = [...cell.querySelectorAll(".mark")].map((mark) => mark.textContent.trim());
    // Sources stand in the row, or below the column where all its figures have the same.
    const holder = table.tFoot?.querySelector(".sources") ? table.tFoot.rows[0].cells[cell.cellIndex] : row;
    const sources = [...holder.querySelectorAll(holder === row ? ".src .cite" : ".cite")].map((cite) => cite.title);
    // A row cites one place for all its cells, or one a cell; what is neither is numbered.
    const own = Number(cell.dataset.cite) || [...row.querySelectorAll("td[id]")].indexOf(cell) + 1;
    const place = new URL(document.querySelector("link[rel=canonical]")?.href || location.href);
    place.hash = cell.id;
    return {
      value: value.textContent.trim() + unit + (marks.length ? `（${marks.join("・")}）` : ""),
      what: [
        text(document.querySelector("h1")),
        title.map((node) => node.data).join("").trim(),
        row.cells[0] && text(row.cells[0]),
        [...column.childNodes].map((node) => (node.localName === "button" ? "" : node.textContent)).join(" ").trim(),
      ]
        .filter(Boolean)
        .join("　"),
      edition: words.edition,
      source: sources[own - 1] || sources.join("、"),
      url: place.href,
      id: cell.id,
    };
  };

  const plain = (figure) => {
    const parts = { ...figure, site: words.site, publisher: words.publisher };
    return words.text.replace(/%([a-z]+)/g, (whole, name) => parts[name] ?? whole);
  };

  /** The format of reference managers (CSL-JSON). */
  const csl = (figure) => {
    const item = {
      id: figure.url,
      type: "dataset",
      title: `${figure.what}：${figure.value}`,
      "container-title": `${words.site}　${figure.edition}`,
      author: [{ literal: words.publisher }],
      source: figure.source,
      URL: figure.url,
    };
    if (words.year) item.issued = { "date-parts": [[Number(words.year)]] };
    return JSON.stringify([item], null, 1);
  };

  const copy = async (dialog, written) => {
    const box = dialog.querySelector("textarea");
    const status = dialog.querySelector(".cite-status");
    box.value = written;
    let done = true;
    try {
      await navigator.clipboard.writeText(written);
    } catch {
      // Pages that are not served safely have no clipboard; the old way still works there.
      box.select();
      done = document.execCommand("copy");
    }
    status.textContent = done ? words.copied : words.uncopied;
  };

  /** At the figure where there is room; small screens show it below, by the style sheet. */
  const place = (dialog, value) => {
    const gap = 8;
    const cell = value.getBoundingClientRect();
    const own = dialog.getBoundingClientRect();
    const left = Math.max(gap, Math.min(cell.left, innerWidth - own.width - gap));
    const below = cell.bottom + gap;
    const above = cell.top - gap - own.height;
    const top = below + own.height <= innerHeight ? below : above >= gap ? above : Math.max(gap, (innerHeight - own.height) / 2);
    dialog.style.setProperty("--cite-left", `${left}px`);
    dialog.style.setProperty("--cite-top", `${top}px`);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** The window about a figure. Its labels stand in the page, because they belong to the catalogue. */
  const makeWindow = (figure) => {
    const [heading, value, what, edition, source, url, citation, copy, csl, close] = words.labels.split("|");
    const parts = Object.entries({ value, what, edition, source, url }).map(([part, label]) => {
      const shown = part === "url" ? element("a", { href: figure.url }) : element("dd");
      shown.textContent = figure[part];
      shown.dataset.part = part;
      return element("div", {}, element("dt", {}, label), part === "url" ? element("dd", {}, shown) : shown);
    });
    const buttons = Object.entries({ copy, csl, close }).map(([action, label]) => {
      const button = element("button", { type: "button" }, label);
      button.dataset.do = action;
      return button;
    });
    const dialog = element(
      "dialog",
      { className: "cite-window" },
      element("p", { className: "cite-heading", id: "cite-heading" }, heading),
      element("dl", {}, ...parts),
      element("textarea", { rows: 4, readOnly: true, ariaLabel: citation, value: plain(figure) }),
      element("p", { className: "cite-buttons" }, ...buttons),
      element("p", { className: "cite-status", role: "status" }),
    );
    dialog.setAttribute("aria-labelledby", "cite-heading");
    return dialog;
  };

  let style;
  const loadStyle = () =>
    (style ||= new Promise((resolve) => {
      const link = element("link", { rel: "stylesheet", href: words.style });
      // Without its style the window is plain and works all the same.
      for (const event of ["load", "error"]) link.addEventListener(event, resolve);
      document.head.append(link);
    }));

  const open = async (value) => {
    const figure = read(value);
    await loadStyle();
    const dialog = makeWindow(figure);
    const actions = { copy: () => copy(dialog, plain(figure)), csl: () => copy(dialog, csl(figure)), close: () => dialog.close() };
    dialog.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) actions[button.dataset.do]();
      // The backdrop belongs to the dialog; what lies inside is one of its children.
      else if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      // This event is a task of its own: the reader may have gone on before it.
      if (![before, document.body].includes(document.activeElement)) return;
      if (!value.hasAttribute("tabindex")) value.tabIndex = -1;
      value.focus({ preventScroll: true });
    });
    const before = document.activeElement;
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-do=copy]").focus();
    place(dialog, value);
  };

  /** Makes the figures of a table operable: arrows move, Enter opens, Escape ends. */
  const choose = (block, citable) => {
    const button = block.querySelector(".cite-tools > button");
    const hint = block.querySelector(".cite-hint");
    const values = [...block.querySelectorAll(citable)];
    const before = values.map((value) => value.getAttribute("tabindex"));
    if (button.getAttribute("aria-pressed") === "true") return;

    const grid = [...block.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(citable)]).filter((row) => row.length);
    const focus = (value) => {
      for (const other of values) other.tabIndex = other === value ? 0 : -1;
      value.focus();
    };
    const move = (value, down, right) => {
      const at = grid.findIndex((row) => row.includes(value));
      const row = grid[at + down];
      if (!row) return;
      const column = (element) => element.parentElement.cellIndex;
      const next = right
        ? row[row.indexOf(value) + right]
        : row.reduce((best, other) => (Math.abs(column(other) - column(value)) < Math.abs(column(best) - column(value)) ? other : best));
      if (next) focus(next);
    };
    const KEYS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    const end = (focusButton) => {
      block.removeEventListener("keydown", keys);
      block.removeEventListener("focusout", left);
      values.forEach((value, index) => {
        value.removeAttribute("role");
        value.removeAttribute("aria-label");
        if (before[index] === null) value.removeAttribute("tabindex");
        else value.setAttribute("tabindex", before[index]);
      });
      button.setAttribute("aria-pressed", "false");
      block.classList.remove("choosing");
      hint.textContent = "";
      if (focusButton) button.focus();
    };
    const keys = (event) => {
      const value = event.target.closest(citable);
      if (!value) return event.key === "Escape" ? end(true) : undefined;
      if (KEYS[event.key]) move(value, ...KEYS[event.key]);
      else if (event.key === "Enter" || event.key === " ") open(value);
      else if (event.key === "Escape") end(true);
      else return;
      event.preventDefault();
    };
    const left = (event) => {
      // A window over the page takes the focus for a while; the choice goes on after it.
      const dialog = document.querySelector("dialog[open]");
      if (!dialog && event.relatedTarget && !block.contains(event.relatedTarget)) end(false);
    };

    for (const value of values) {
      const figure = read(value);
      value.setAttribute("role", "button");
      value.setAttribute("aria-label", `${figure.what}　${figure.value}`);
    }
    block.addEventListener("keydown", keys);
    block.addEventListener("focusout", left);
    button.setAttribute("aria-pressed", "true");
    block.classList.add("choosing");
    hint.textContent = words.hint;
    focus(values[0]);
  };

  window.tenkenCite = { open, choose };
})();

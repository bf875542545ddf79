// The checks page: relations filtered by verdict. Without this script every relation is shown.
(() => {
  "use strict";

  const cells = [...document.querySelectorAll('table td[class*="verdict-"]')];
  const head = document.getElementById("audit");
  if (!head || cells.length === 0) return;

  const verdictOf = (cell) => [...cell.classList].find((name) => name.startsWith("verdict-"));
  const words = new Map();
  for (const cell of cells) {
    const text = (cell.querySelector(".v") || cell).textContent.trim().replace(/（.*$/, "");
    const known = words.get(verdictOf(cell));
    words.set(verdictOf(cell), { text, count: (known ? known.count : 0) + 1 });
  }

  const group = document.createElement("fieldset");
  group.className = "audit-filter";
  const legend = document.createElement("legend");
  legend.textContent = cells[0].dataset.label || "";
  group.append(legend);
  const shown = new Set(words.keys());
  for (const [verdict, { text, count }] of words) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) shown.add(verdict);
      else shown.delete(verdict);
      for (const cell of cells) cell.closest("tr").hidden = !shown.has(verdictOf(cell));
    });
    label.append(box, ` ${text} (${count}) `);
    group.append(label);
  }
  head.append(group);
})();

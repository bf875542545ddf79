// Pages of a frozen edition: what is newer, as the living site tells it, and folders opened from the file system.
// Nothing here changes a frozen byte; without this script, or alone on a disk, the pages are complete.
(() => {
  "use strict";
  const notice = document.getElementById("snapshot");
  if (!notice) return;
  const root = new URL(notice.dataset.root, location.href);

  if (location.protocol === "file:") {
    // A file system shows a list of files for a folder; an address made by a script may still name one.
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || event.defaultPrevented || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
      link.pathname += "index.html";
    });
    return;
  }

  // Who reads the page in a language reads on in it, where the other edition has it.
  const translated = (other) => (other && { ...other, ...(other.languages || {})[document.documentElement.lang] });
  const add = (text, address, index) => {
    const link = document.createElement("a");
    link.href = new URL(address, index);
    link.textContent = text;
    notice.append(" ", link);
  };
  // Beside the snapshots of a living site; a bag that is served alone has none.
  const index = new URL("../editions.json", root);
  fetch(index)
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then((known) => {
      if (!known || known.format !== 1) return;
      const year = Number(notice.dataset.year);
      const revision = Number(notice.dataset.revision);
      const amended = translated(known.snapshots.filter((other) => other.year === year && other.revision > revision).pop());
      const newer = translated(known.editions.filter((other) => other.year > year).pop());
      if (amended) add(notice.dataset.amended, amended.url, index);
      if (newer) add(notice.dataset.newer.replace("%t", () => newer.title), newer.url, index);
      if (amended || newer) notice.classList.add("superseded");
    })
    .catch(() => {});
})();

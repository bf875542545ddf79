// The buttons below an interactive figure, and the Escape key.

/** Offers what `can` do until `release` (returned) is called. Button 「図を操作する」 itself belongs to the page's script. */
export const controls = ({ figure, stage, tools, words }, can) => {
  const [operate, rest, save, reset] = ["operate", "rest", "save", "reset"].map((name) => tools.querySelector(`[data-do="${name}"]`));
  const status = tools.querySelector(".chart-status");
  const over = new AbortController();
  const on = (target, event, listener) => target.addEventListener(event, listener, { signal: over.signal });

  const update = () => {
    const open = !over.signal.aborted;
    // The button that has the focus stays, or the focus would be lost.
    operate.hidden = open && document.activeElement !== operate;
    // In its place, so that nothing moves.
    rest.hidden = !operate.hidden;
    save.hidden = rest.hidden;
    reset.hidden = rest.hidden || !can.changeable;
  };
  const close = () => {
    const held = stage.contains(document.activeElement) || tools.contains(document.activeElement);
    // First in sight, then focused, and only then the buttons that had the focus go.
    operate.hidden = false;
    if (held) operate.focus({ preventScroll: true });
    can.close();
  };

  on(rest, "click", close);
  on(reset, "click", can.reset);
  on(save, "click", async () => {
    status.textContent = "";
    await can.save().catch(() => (status.textContent = words.unsaved));
  });
  // While the focus leaves, it is nowhere; it has arrived in the next task.
  on(operate, "blur", () => setTimeout(update));
  on(document, "keydown", (event) => {
    if (event.key === "Escape" && (figure.contains(document.activeElement) || stage.matches(":hover"))) close();
  });
  update();
  return () => {
    over.abort();
    update();
  };
};

// How the page looks around a figure: its colours, font and room, and what its reader asked the system for.

const DARK = "(prefers-color-scheme: dark)";
const STILL = "(prefers-reduced-motion: reduce)";
const QUERIES = [DARK, STILL, "(prefers-contrast: more)", "(forced-colors: active)"];

/** Chart libraries read `rgb()` only, browsers also answer `color(srgb 0 0.5 1 / 1)`. */
const plainColour = (computed) => {
  const found = computed.match(/^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/);
  if (!found) return computed;
  const [red, green, blue] = found.slice(1, 4).map((part) => Math.round(Number(part) * 255));
  return `rgba(${red}, ${green}, ${blue}, ${found[4] ?? 1})`;
};

/** Answers what a CSS colour with custom properties means inside `element` now. */
const resolver = (element) => {
  const known = new Map();
  const ask = (colour) => {
    const probe = document.createElement("span");
    probe.style.cssText = "display: none; forced-color-adjust: none";
    probe.style.color = colour;
    element.append(probe);
    const computed = plainColour(getComputedStyle(probe).color);
    probe.remove();
    return computed;
  };
  return (colour) => {
    if (!known.has(colour)) known.set(colour, ask(colour));
    return known.get(colour);
  };
};

/** The look of the page inside `element` at this moment. */
export const lookOf = (element) => {
  const colour = resolver(element);
  const { fontFamily, fontSize } = getComputedStyle(element);
  const { clientWidth: width, clientHeight: height } = element;
  return {
    colour,
    ink: colour("var(--ink)"),
    quiet: colour("var(--ink-2)"),
    line: colour("var(--line)"),
    strong: colour("var(--line-strong)"),
    paper: colour("var(--paper)"),
    band: colour("var(--paper-2)"),
    accent: colour("var(--accent)"),
    // As text of a picture it stands in an attribute, which ECharts quotes with the other quotes.
    font: fontFamily.replaceAll('"', "'"),
    size: Math.max(11, Math.round(parseFloat(fontSize) * 0.75)),
    still: matchMedia(STILL).matches,
    width,
    height,
  };
};

/** Calls `changed` when the colours or the motion that the reader wants change; returns how to stop. */
export const watchLook = (changed) => {
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
};

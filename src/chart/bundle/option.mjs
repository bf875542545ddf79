// From the option of a figure (plain JSON, the same for every reader) to the one that is drawn: colours of the page,
// Japanese numbers, labels that fit, and no wheel or finger that is caught by a figure instead of scrolling the page.

const NUMBER = new Intl.NumberFormat("ja-JP", { maximumFractionDigits: 4 });

/** A number as people read it; what is no number stays as it is. */
export const spoken = (value) => (typeof value === "number" ? NUMBER.format(value) : String(value ?? ""));

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** A copy in which custom properties are colours. */
const coloured = (value, colour) => {
  if (typeof value === "string") return value.replace(/var\(\s*--[\w-]+\s*(?:,[^()]*)?\)/g, colour);
  if (Array.isArray(value)) return value.map((part) => coloured(part, colour));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, colour)]));
};

/** `given` with what it leaves open taken from `usual`. */
const filled = (given, usual) => {
  if (given === undefined) return usual;
  if (!isObject(given) || !isObject(usual)) return given;
  const both = { ...usual, ...given };
  for (const key of Object.keys(usual)) if (key in given) both[key] = filled(given[key], usual[key]);
  return both;
};

/** The same for a part that may be one object or a list of them. */
const each = (given, usual) => given && list(given).map((part, index) => filled(part, typeof usual === "function" ? usual(part, index) : usual));

/** In a figure lower than this, in pixels, a tooltip would hide everything, and names and legends leave no room to draw. */
const LOW = 160;
/** And in one lower than this numbers along an axis do. */
const TINY = 100;

const text = (look, color = look.ink) => ({ color, fontFamily: look.font, fontSize: look.size });

/** An axis of years: its labels say so, or it begins and ends with years and has no unit. */
const isOfYears = ({ name, min, max, axisLabel }) =>
  String(axisLabel.formatter ?? "").includes("{value}年") || (!name && [min, max].every((end) => end >= 1900 && end <= 2200));

/** A formatter in place of a template: ECharts would print `{value}` without separators. A year has none. */
const numbers = (part) => {
  const print = isOfYears(part) ? String : spoken;
  const template = part.axisLabel.formatter;
  return typeof template === "string" ? (value) => template.replaceAll("{value}", print(value)) : print;
};

/** Width of `text` in full-width characters: what is Latin takes about half. */
const ems = (text) => [...text].reduce((sum, character) => sum + (character < "\u2000" ? 0.55 : 1), 0);

/**
 * A name in as few lines of `room` full-width characters as its brackets allow: `2023(令和5)年度（要求額）` breaks before the
 * last, then around both, and wide brackets become narrow ones.
 */
const broken = (name, room) => {
  const around = name.replace(/(?!^)(?=[(（])|(?<=[)）])(?!$)/g, "\n");
  const ways = [name, name.replace(/(?!^)(?=（)/g, "\n"), around];
  const fits = (way) => way.split("\n").every((line) => ems(line) <= room);
  return ways.find(fits) ?? around.replaceAll("（", "(").replaceAll("）", ")");
};

/**
 * Names of categories: beside the axis wrapped where there is room for two lines, else cut; below it wrapped, and in a low
 * figure without what is in brackets, which the tooltip has.
 */
const names = (look, direction, count) => {
  if (direction === "y") {
    const lines = Math.floor((look.height * 0.8) / count / (look.size * 1.2));
    const all = lines > 0 ? { interval: 0 } : {};
    return { width: Math.round(look.width * 0.34), overflow: lines < 2 ? "truncate" : "break", ...all };
  }
  const width = Math.max(look.size * 2.5, (look.width * 0.85) / count - 4);
  const short = (name) => name.replace(/(?!^)[(（][^)）]*[)）]/g, "");
  const formatter = look.height < LOW ? short : (name) => broken(name, width / look.size);
  // ECharts would leave out names by their width before they are wrapped.
  return { width: Math.round(width), overflow: "break", formatter, ...(width >= look.size * 4 ? { interval: 0 } : {}) };
};

const axis = (look, direction, option) => (part) => {
  const words = part.type === "category";
  const count = Math.max(1, list(part.data).length);
  return {
    nameTextStyle: text(look, look.quiet),
    // Beyond the end of a horizontal axis a name would take the room of the drawing.
    ...(direction === "x" ? { nameLocation: "middle", nameGap: look.size * 2 } : {}),
    axisLabel: {
      ...text(look, look.quiet),
      hideOverlap: true,
      ...(words ? names(look, direction, count) : {}),
    },
    axisLine: { show: words, lineStyle: { color: look.strong } },
    axisTick: { show: false, lineStyle: { color: look.strong } },
    splitLine: { show: !words && !list(option.series).some(({ type }) => type === "heatmap"), lineStyle: { color: look.line } },
    splitArea: { show: false },
    ...(words ? {} : { splitNumber: look.width < 480 ? 3 : 5 }),
  };
};

const axes = (given, usual, look) =>
  each(given, usual)?.map((part) => {
    if (part.type === "category") return part;
    const room = look.height < LOW ? { name: undefined, splitNumber: 2 } : {};
    const show = part.axisLabel.show !== false && look.height >= TINY;
    return { ...part, ...room, axisLabel: { ...part.axisLabel, show, formatter: numbers(part) } };
  });

const itemText = ({ data, value }) => data?.text ?? spoken(Array.isArray(value) ? value.at(-1) : value);

const SERIES = {
  sankey: (look) => ({
    left: 2,
    right: Math.round(look.width * 0.3),
    top: 8,
    bottom: 8,
    draggable: false,
    label: { ...text(look), width: Math.round(look.width * 0.28), overflow: "truncate" },
    lineStyle: { color: look.strong, opacity: 0.35 },
    emphasis: { focus: "adjacency" },
    blur: { itemStyle: { opacity: 0.4 }, lineStyle: { opacity: 0.15 }, label: { opacity: 0.6 } },
  }),
  treemap: (look) => ({
    left: 0,
    right: 0,
    top: 0,
    bottom: look.size * 2 + 8,
    roam: false,
    itemStyle: { borderColor: look.paper, gapWidth: 1 },
    label: { fontFamily: look.font, fontSize: look.size, overflow: "break" },
    upperLabel: text(look),
    breadcrumb: {
      bottom: 0,
      height: look.size * 2,
      itemStyle: { color: look.band, borderColor: look.strong, borderWidth: 1, shadowBlur: 0, textStyle: text(look) },
      emphasis: { itemStyle: { color: look.line, textStyle: text(look) } },
    },
  }),
};

/** Relative luminance (WCAG 2.2) of `rgb(…)`; undefined for what is no such colour. */
const luminance = (colour) => {
  const parts = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/)?.slice(1);
  const linear = parts?.map((part) => Number(part) / 255).map((s) => (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4));
  return linear && 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};

/** Black or white, whichever is easier to read on `colour`: at a luminance of 0.179 both have the same contrast. */
const readableOn = (colour) => ((luminance(colour) ?? 1) > 0.179 ? "#000" : "#fff");

/** Branches whose labels can be read on their colour, as their own branch says or by contrast; ECharts would write white on any. */
const legible = (nodes, inherited) =>
  nodes.map((node) => {
    const own = node.itemStyle?.color;
    const color = node.label?.color ?? (own ? readableOn(own) : inherited);
    const label = color ? { label: { ...node.label, color } } : {};
    return { ...node, ...label, ...(node.children ? { children: legible(node.children, color) } : {}) };
  });

const OUTSIDE = ["top", "right", "bottom", "left"];

const series = (look) => (part) => {
  const named = part.type === "sankey" || part.type === "treemap";
  const usual = SERIES[part.type]?.(look) ?? {};
  // Inside of what is filled, ECharts itself chooses between dark and light letters.
  const filled = (part.type === "bar" || part.type === "heatmap") && !OUTSIDE.includes(part.label?.position);
  const { color, ...font } = text(look);
  const label = named ? {} : { label: { ...font, ...(filled ? {} : { color }), formatter: itemText } };
  const mark = part.markLine ? { markLine: { symbol: "none", label: { ...text(look), position: "insideEndTop" }, lineStyle: { color: look.strong } } } : {};
  return { ...label, ...usual, ...mark, labelLayout: named ? undefined : { hideOverlap: true } };
};

const zoom = (look) => (part) =>
  part.type === "inside"
    ? { zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: false, preventDefaultMouseMove: false }
    : {
        ...(part.orient === "vertical" ? { width: 18, right: 4 } : { height: 24, bottom: 4 }),
        borderColor: look.line,
        fillerColor: look.colour("color-mix(in srgb, var(--accent) 20%, transparent)"),
        handleStyle: { color: look.paper, borderColor: look.accent },
        moveHandleStyle: { color: look.strong },
        textStyle: text(look, look.quiet),
        dataBackground: { lineStyle: { color: look.strong }, areaStyle: { color: look.line } },
      };

const legend = (look) => ({
  type: "scroll",
  left: 0,
  right: 0,
  top: 0,
  itemGap: 14,
  textStyle: text(look),
  inactiveColor: look.line,
  inactiveBorderColor: look.line,
  pageTextStyle: text(look, look.quiet),
  pageIconColor: look.ink,
  pageIconInactiveColor: look.line,
});

const pieces = (look) => ({
  orient: "horizontal",
  left: 0,
  bottom: 0,
  itemGap: 12,
  textStyle: text(look),
});

const grid = (given, look) => {
  const sliders = list(given.dataZoom).filter(({ type }) => type !== "inside");
  const beside = sliders.filter(({ orient }) => orient === "vertical").length > 0;
  const below = list(given.visualMap).length > 0 || sliders.length > Number(beside);
  return {
    left: 4,
    right: beside ? 36 : 16,
    top: given.legend ? look.size * 2 + 12 : 16,
    bottom: below ? 44 : 4,
    outerBoundsMode: "same",
  };
};

/** Margins that the option gives are meant for a figure of usual height. */
const grids = (given, look) => {
  const all = list(filled(given.grid, grid(given, look)));
  const margins = look.height < LOW ? { top: given.legend ? look.size * 2 : 6, bottom: 2 } : {};
  return all.map((part) => ({ ...filled(part, grid(given, look)), ...margins }));
};

/** The option without what a low figure has no room for: the legend of a single series, any legend in a tiny one. */
const fitting = (option, look) => {
  const spare = look.height < TINY || (look.height < LOW && list(option.series).length < 2);
  return spare ? { ...option, legend: undefined } : option;
};

/** A place on the axis says what is there: bars and lines by category, or lines alone. Else each point speaks for itself. */
const onAxis = ({ xAxis, yAxis, series }) => {
  const words = [...list(xAxis), ...list(yAxis)].some(({ type }) => type === "category");
  return list(series).every(({ type, silent }) => !silent && (type === "line" || (type === "bar" && words)));
};

const above = ([x], _params, _element, _rect, { contentSize: [width, height], viewSize: [room] }) => [
  Math.max(0, Math.min(x - width / 2, room - width)),
  -height - 4,
];

const tooltip = (given, look) => ({
  trigger: onAxis(given) ? "axis" : "item",
  axisPointer: { type: list(given.series).some(({ type }) => type === "bar") ? "shadow" : "line", label: { show: false } },
  ...(look.height < LOW ? { position: above } : { confine: true }),
  enterable: true,
  transitionDuration: look.still ? 0 : 0.2,
  backgroundColor: look.paper,
  borderColor: look.strong,
  borderWidth: 1,
  padding: [6, 10],
  textStyle: text(look),
  extraCssText: "white-space: normal; width: max-content; box-shadow: 0 2px 8px var(--shade);" + ` max-width: ${Math.min(352, look.width)}px`,
});

/** The option to draw: `given` in the `look` of the page, with `formatter` for the tooltips. */
export const prepare = (given, look, formatter) => {
  const option = fitting(coloured(given, look.colour), look);
  const cartesian = option.xAxis || option.yAxis;
  return {
    ...option,
    ...(cartesian ? { grid: grids(option, look) } : {}),
    animation: !look.still && option.animation !== false,
    animationDuration: 300,
    animationDurationUpdate: 300,
    backgroundColor: "transparent",
    textStyle: filled(option.textStyle, text(look)),
    legend: each(option.legend, legend(look)),
    xAxis: axes(option.xAxis, axis(look, "x", option), look),
    yAxis: axes(option.yAxis, axis(look, "y", option), look),
    visualMap: each(option.visualMap, pieces(look)),
    dataZoom: each(option.dataZoom, zoom(look)),
    series: each(option.series ?? [], series(look)).map((part) => (part.type === "treemap" ? { ...part, data: legible(list(part.data)) } : part)),
    tooltip: { ...filled(option.tooltip, tooltip(option, look)), formatter },
    // The table and the sentences of the figure say more than a generated description.
    aria: { ...option.aria, enabled: Boolean(option.aria?.decal?.show), label: { enabled: false } },
  };
};

// What a point of a figure says: to the eye as a tooltip, to the ear as a sentence. Both show what the table shows.

import { list, spoken } from "./option.mjs";

/**
 * Text of a point: that of its cell; where it has none, its last number with the unit of the figure. Sums that ECharts makes
 * for itself (a branch of its leaves, a node of its flows) are no figures of the site: they are not said.
 */
const textOf = ({ data, treePathInfo, dataType }, unit) => {
  if (typeof data?.text === "string") return data.text;
  if (treePathInfo || dataType === "node") return undefined;
  const value = typeof data === "object" && !Array.isArray(data) ? data?.value : data;
  const number = Array.isArray(value) ? value.at(-1) : value;
  if (typeof number !== "number") return undefined;
  return unit ? `${spoken(number)}${unit}` : spoken(number);
};

/** ECharts calls a series without a name `series` and a character that no name holds. */
const seriesName = ({ seriesName: name, treePathInfo }) => (name && !name.includes("\0") && !treePathInfo ? name : undefined);

const categories = (option, { value, name }) => {
  if (!Array.isArray(value)) return [name];
  const along = (axis, index) => list(axis).find(({ type }) => type === "category")?.data?.[value[index]];
  const label = (category) => (typeof category === "object" ? category?.value : category);
  return [label(along(option.yAxis, 1)), label(along(option.xAxis, 0)), name];
};

const heading = (option, params) => {
  if (params.axisType?.endsWith("category")) return params.axisValueLabel;
  if (params.dataType === "edge") return `${params.data.source} → ${params.data.target}`;
  // The root of a tree is the series itself.
  if (params.treePathInfo) return params.treePathInfo.slice(1).map(({ name }) => name).join(" ＞ ");
  return [...new Set(categories(option, params).filter((part) => part !== undefined && part !== ""))].join(" ／ ");
};

/**
 * Heading and rows of what ECharts passes to a tooltip: one point, or all points of one place on an axis.
 * Points without a text are left out; undefined where none has one.
 */
export const describe = (option, unit, given) => {
  const points = list(given).filter((params) => textOf(params, unit) !== undefined);
  if (points.length === 0) return undefined;
  return {
    heading: heading(option, points[0]),
    rows: points.map((params) => ({
      colour: typeof params.color === "string" ? params.color : undefined,
      name: seriesName(params),
      text: textOf(params, unit),
    })),
  };
};

const element = (name, className, content) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
};

/** The tooltip, as elements: nothing that a figure says is read as HTML. */
export const tip = ({ heading, rows }) => {
  const row = ({ colour, name, text }) => {
    const mark = element("span", "chart-tip-mark", []);
    if (colour) mark.style.background = colour;
    const words = name ? [mark, element("span", "chart-tip-name", [name])] : [];
    return element("div", "chart-tip-row", [...words, element("b", "chart-tip-value", [text])]);
  };
  const head = heading ? [element("div", "chart-tip-head", [heading])] : [];
  return element("div", "chart-tip", [...head, ...rows.map(row)]);
};

/** The same as a sentence, with the signs of the page's language. */
export const sentence = ({ heading, rows }) => {
  const [comma, colon] = document.documentElement.lang.startsWith("ja") ? ["、", "："] : [", ", ": "];
  const said = rows.map(({ name, text }) => (name ? `${name} ${text}` : text)).join(comma);
  return heading ? `${heading}${colon}${said}` : said;
};

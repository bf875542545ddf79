// The points of a figure in an order that arrow keys can walk.

import { list } from "./option.mjs";

/** Points of a series on axes: a category is a step along its axis; series lie across it. */
const onAxes = (model, option, order) => {
  const data = model.getData();
  const vertical = list(option.yAxis)[model.get("yAxisIndex") ?? 0];
  const listed = vertical?.type === "category";
  // Rows count downwards, a vertical axis upwards unless it is inverse.
  const down = vertical?.inverse ? 1 : -1;
  const points = [];
  for (let index = 0; index < data.count(); index += 1) {
    const raw = data.getRawIndex(index);
    const x = data.get(data.mapDimension("x"), index);
    const y = data.get(data.mapDimension("y"), index);
    const item = data.getRawDataItem(index);
    const blank = item === null || item === undefined || item === "-" || (typeof item === "object" && item.value === null && !item.text);
    if (blank) continue;
    const column = listed && model.subType !== "heatmap" ? order : x;
    points.push({ model, index: raw, column, row: listed ? y * down : order });
  }
  return points;
};

const children = (node) => node.children.flatMap((child) => [child, ...children(child)]);

/** Points without axes, one after the other: nodes, then what flows between them; a tree from its root down. */
const inLine = (model) => {
  if (model.subType === "treemap") {
    return children(model.getData().tree.root).map((node) => ({ model, index: node.dataIndex }));
  }
  const all = (data, dataType) => Array.from({ length: data.count() }, (_, index) => ({ model, index, dataType }));
  return [...all(model.getData(), "node"), ...all(model.getData("edge"), "edge")];
};

/** All points that can be reached, each with its place: `column` counts to the right, `row` downwards or by series. */
export const pointsOf = (chart, option) => {
  const shown = [];
  chart.getModel().eachSeries((model) => {
    if (!model.get("silent") && model.get(["tooltip", "show"]) !== false) shown.push(model);
  });
  const linear = shown.some(({ subType }) => subType === "sankey" || subType === "treemap");
  if (!linear) return shown.flatMap((model, order) => onAxes(model, option, order));
  return shown.flatMap(inLine).map((point, order) => ({ ...point, row: 0, column: order, linear }));
};

/** The nearest point of `points` from `here` in a direction; `here` at the edge. */
export const next = (points, here, key) => {
  const [across, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  const step = here.linear ? [across || down, 0] : [across, down];
  const ahead = (point) => (point.column - here.column) * step[0] + (point.row - here.row) * step[1];
  const aside = (point) => Math.abs((point.column - here.column) * step[1]) + Math.abs((point.row - here.row) * step[0]);
  let best = here;
  for (const point of points) {
    if (ahead(point) <= 0) continue;
    const nearer = best === here || aside(point) < aside(best) || (aside(point) === aside(best) && ahead(point) < ahead(best));
    if (nearer) best = point;
  }
  return best;
};

/** Where a point is drawn, in pixels of the figure. */
export const placeOf = (chart, { model, index, dataType }) => {
  const data = model.getData(dataType);
  const inside = data.indexOfRawIndex(index);
  const drawn = data.getItemGraphicEl(inside);
  if (drawn) {
    const rect = drawn.getBoundingRect().clone();
    rect.applyTransform(drawn.getComputedTransform());
    return [rect.x + rect.width / 2, rect.y + rect.height / 2];
  }
  // A line without symbols, or a missing value: its place on the axes, as far as it has one.
  const system = model.coordinateSystem;
  const values = system.dimensions.map((dimension) => data.get(data.mapDimension(dimension), inside));
  const place = system.dataToPoint(values);
  const { x, y, width, height } = system.getArea();
  return place.map((coordinate, i) => (Number.isFinite(coordinate) ? coordinate : [x + width / 2, y + height / 2][i]));
};

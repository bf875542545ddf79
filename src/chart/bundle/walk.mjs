// Keys inside an interactive figure: arrows read it point by point, digits switch series, + and - enlarge.

import { list } from "./option.mjs";
import { next, placeOf, pointsOf } from "./points.mjs";
import { describe, sentence, tip } from "./words.mjs";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Answers keys: `press` says whether it knew one, `leave` takes the marks away. `option` is what is drawn; `say` speaks to the ear. */
export const walker = (chart, option, unit, say, words) => {
  let at;
  const same = (point) => at && point.model.seriesIndex === at.series && point.index === at.index && point.dataType === at.dataType;
  const leave = () => {
    chart.dispatchAction({ type: "downplay" });
    chart.dispatchAction({ type: "hideTip" });
  };
  const target = ({ model, index, dataType }) => ({ seriesIndex: model.seriesIndex, dataIndex: index, dataType });
  const paramsOf = ({ model, index, dataType }) => {
    const data = model.getData(dataType);
    return model.getDataParams(data.indexOfRawIndex(index), dataType);
  };
  const arrive = (point) => {
    const said = describe(option(), unit, paramsOf(point));
    leave();
    at = { series: point.model.seriesIndex, index: point.index, dataType: point.dataType };
    chart.dispatchAction({ type: "highlight", ...target(point) });
    const [x, y] = placeOf(chart, point);
    chart.dispatchAction({ type: "showTip", x, y, tooltip: { content: () => tip(said) } });
    say(sentence(said));
  };
  const walk = (key) => {
    const points = pointsOf(chart, option()).filter((point) => describe(option(), unit, paramsOf(point)));
    if (points.length === 0) return;
    const here = points.find(same);
    if (key === "Home" || (!here && key !== "End")) arrive(points[0]);
    else if (key === "End") arrive(points.at(-1));
    else arrive(next(points, here, key));
  };
  const toggle = (number) => {
    const names = list(option().legend).flatMap(({ data }) => list(data));
    const named = names.length > 0 ? names : list(option().series);
    const name = typeof named[number] === "string" ? named[number] : named[number]?.name;
    if (name === undefined || list(option().legend).length === 0) return false;
    chart.dispatchAction({ type: "legendToggleSelect", name });
    const off = chart.getOption().legend[0].selected[name] === false;
    say((off ? words.off : words.on).replace("%s", name));
    return true;
  };
  const zoom = (key) => {
    const now = chart.getOption().dataZoom?.[0];
    if (!now) return false;
    const middle = (now.start + now.end) / 2;
    const half = { "+": (now.end - now.start) / 4, "-": now.end - now.start, 0: 50 }[key];
    const start = Math.max(0, Math.min(middle - half, 100 - 2 * half));
    chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start, end: Math.min(100, start + 2 * half) });
    return true;
  };
  const press = (key) => {
    if (ARROWS.includes(key) || key === "Home" || key === "End") {
      walk(key);
      return true;
    }
    if (/^[1-9]$/.test(key)) return toggle(Number(key) - 1);
    return /^[+\-0]$/.test(key) && zoom(key);
  };
  return { press, leave };
};

// A figure while it is interactive: the drawing of ECharts over the static one, which keeps the room of both.

import { init } from "echarts/core";
import { controls } from "./controls.mjs";
import { lookOf, watchLook } from "./look.mjs";
import { list, prepare } from "./option.mjs";
import { picture, save } from "./picture.mjs";
import { describe, tip } from "./words.mjs";
import { walker } from "./walk.mjs";

const layer = (figure, words, hint) => {
  const live = document.createElement("div");
  live.className = "chart-live";
  live.tabIndex = 0;
  live.setAttribute("role", "application");
  live.setAttribute("aria-roledescription", words.role);
  live.setAttribute("aria-label", captionOf(figure));
  hint.id = `${figure.id}-hint`;
  live.setAttribute("aria-describedby", hint.id);
  const canvas = document.createElement("div");
  canvas.className = "chart-canvas";
  // What the drawing says is said by the voice, the sentences and the table.
  canvas.setAttribute("aria-hidden", "true");
  const voice = document.createElement("p");
  voice.className = "visually-hidden";
  voice.setAttribute("aria-live", "polite");
  live.append(canvas, voice);
  return { live, canvas, voice };
};

const captionOf = (figure) => figure.querySelector("figcaption")?.textContent.trim() ?? "";

/** Sources named in full in a picture; the page it stands on has them all. */
const NAMED_SOURCES = 2;

/** Where the figures are from, and the page they stand on. */
const sourceOf = (figure, { rows }, words) => {
  const all = [...new Set(list(rows).flatMap(({ source }) => list(source)))];
  const named = all.slice(0, NAMED_SOURCES).join("、");
  const more = all.length > NAMED_SOURCES ? words.more.replace("%n", all.length - NAMED_SOURCES) : "";
  const said = all.length > 0 ? words.source.replace("%s", named + more) : "";
  return `${said}　${location.origin}${location.pathname}#${figure.id}`.trim();
};

/** What a redraw must not set back: the part in sight and the series that are off. */
const withoutState = (option) => ({
  ...option,
  dataZoom: option.dataZoom?.map(({ start, end, startValue, endValue, ...rest }) => rest),
  legend: option.legend?.map(({ selected, ...rest }) => rest),
});

/** Draws the figure into `canvas` and keeps it in step with the page: its room, its colours, the motion it may show. */
const drawing = (canvas, stage, data) => {
  const size = () => ({ width: stage.clientWidth, height: stage.clientHeight });
  let drawn;
  const optionFor = (look) =>
    prepare(data.option, look, (params) => {
      const said = describe(drawn, data.unit, params);
      return said && tip(said);
    });
  const chart = init(canvas, null, { renderer: "svg", locale: "JA", ...size() });
  const draw = (change, how) => {
    drawn = optionFor(lookOf(stage));
    chart.setOption(change(drawn), how);
  };
  try {
    draw((option) => option);
  } catch (error) {
    chart.dispose();
    throw error;
  }

  let room = JSON.stringify(size());
  const observer = new ResizeObserver(() => {
    const now = size();
    // Hidden (a closed details, paper): there is nothing to draw for.
    if (JSON.stringify(now) === room || now.width === 0 || now.height === 0) return;
    room = JSON.stringify(now);
    chart.resize(now);
    draw(withoutState);
  });
  observer.observe(stage);
  const unwatch = watchLook(() => draw(withoutState));
  return {
    chart,
    option: () => drawn,
    optionFor,
    reset: () => draw((option) => option, { notMerge: true }),
    dispose: () => {
      observer.disconnect();
      unwatch();
      chart.dispose();
    },
  };
};

/** Series that can be switched off, a part that can be enlarged, a branch that can be entered. */
const isChangeable = ({ legend, dataZoom, series }) =>
  Boolean(legend || dataZoom || list(series).some(({ type }) => type === "treemap"));

/**
 * Makes a figure interactive until its reader returns to the static drawing; then `closed` is called. `data` is its JSON,
 * `tools` the line of its buttons, `words` the texts of the interface. Throws where the option cannot be drawn; then the
 * figure is as before.
 */
export const open = ({ figure, stage, tools, data, words, closed }) => {
  if (data?.version !== 1 || typeof data.option !== "object" || data.option === null) throw new Error("not a figure of version 1");
  const { live, canvas, voice } = layer(figure, words, tools.querySelector(".chart-hint"));
  stage.append(live);
  let drawn;
  try {
    drawn = drawing(canvas, stage, data);
  } catch (error) {
    live.remove();
    throw error;
  }
  stage.classList.add("is-live");

  const keys = walker(drawn.chart, drawn.option, data.unit, (text) => (voice.textContent = text), words);
  live.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !keys.press(event.key)) return;
    event.preventDefault();
  });
  live.addEventListener("blur", keys.leave);

  const release = controls({ figure, stage, tools, words }, {
    changeable: isChangeable(data.option),
    reset: drawn.reset,
    save: () => save(picture(drawn.optionFor, lookOf(stage), captionOf(figure), sourceOf(figure, data, words)), data.id),
    close: () => {
      drawn.dispose();
      live.remove();
      stage.classList.remove("is-live");
      release();
      closed();
    },
  });
  return {
    focus: () => live.focus({ preventScroll: true }),
    /** Shows what is at a place of the screen, as if the pointer had just come there. */
    point: (clientX, clientY) => {
      const { left, top } = stage.getBoundingClientRect();
      drawn.chart.dispatchAction({ type: "showTip", x: clientX - left, y: clientY - top });
    },
  };
};

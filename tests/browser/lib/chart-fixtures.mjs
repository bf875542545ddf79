// Figures of every kind as the program writes them, on one page of a small site that uses the assets of the real one.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const item = (value, unit = "") => ({ value, text: value === null ? "集計中" : `${value.toLocaleString("ja-JP")}${unit}` });
const colour = (n) => ({ color: `var(--series-${n})` });
const years = [2016, 2017, 2018, 2019, 2020, 2021, 2022].map((year) => `${year}年度`);
const category = (data, more = {}) => ({ type: "category", data, ...more });
const number = (more = {}) => ({ type: "value", ...more });

const bars = (name, n, values, more = {}) => ({ type: "bar", name, stack: "予算", itemStyle: colour(n), data: values.map((value) => item(value)), ...more });

const budget = {
  legend: {},
  xAxis: category(years),
  yAxis: number({ name: "百万円" }),
  dataZoom: [{ type: "inside" }, { type: "slider" }],
  series: [
    bars("当初予算", 1, [3820, 3700, 3655, 3480, 3600, 3610, 3550]),
    bars("補正予算", 2, [0, 1200, 0, 2210, 800, null, 0]),
    bars("翌年度へ繰越し等", 3, [0, -800, -20, -1930, -420, -60, 0]),
    {
      type: "line",
      name: "執行額",
      itemStyle: colour(4),
      lineStyle: colour(4),
      data: [3700, 3900, 3590, 3610, 3890, 3410, null].map((value) => item(value)),
      markLine: { data: [{ yAxis: 3820, name: "要求額" }], label: { formatter: "要求額" } },
    },
  ],
};
budget.series[0].data[6] = { value: 3550, text: "3,550（要求額）" };

const waterfall = {
  xAxis: category(["2021年度", "新規", "増額", "終了", "2022年度"]),
  yAxis: number({ name: "百万円" }),
  series: [
    { type: "bar", stack: "階段", silent: true, tooltip: { show: false }, itemStyle: { color: "transparent" }, data: [0, 3610, 3890, 3550, 0] },
    { type: "bar", stack: "階段", itemStyle: colour(1), data: [item(3610), item(280), item(120), { value: 460, text: "-460" }, item(3550)] },
  ],
};

const indicator = {
  legend: {},
  xAxis: category(years),
  yAxis: number({ name: "件", axisLabel: { formatter: "{value}件" } }),
  series: [
    { type: "line", name: "目標", symbol: "diamond", lineStyle: { ...colour(2), type: "dashed" }, itemStyle: colour(2), data: [100, 110, 120, 130, 140, 150, 160].map((v) => item(v, "件")) },
    { type: "line", name: "実績", itemStyle: colour(1), lineStyle: colour(1), data: [96, 121, 133, null, 1390, 171, null].map((v) => item(v, "件")) },
  ],
};

const heatmap = {
  xAxis: category(years),
  yAxis: category(["論文数", "特許出願件数", "臨床試験に移行した数"], { inverse: true }),
  visualMap: {
    type: "piecewise",
    pieces: [
      { value: 0, label: "… 未公表", color: "var(--paper-3)" },
      { value: 1, label: "× 未達", color: "var(--series-2)" },
      { value: 2, label: "○ 達成", color: "var(--series-1)" },
    ],
  },
  series: [
    {
      type: "heatmap",
      data: [0, 1, 2].flatMap((row) =>
        years.map((_, column) => {
          const state = (row + column) % 3;
          return { value: [column, row, state], text: `${["…", "×", "○"][state]} ${80 + row * 10 + column}％` };
        }),
      ),
    },
  ],
};

const recipients = Array.from({ length: 12 }, (_, n) => `国立研究開発法人日本例示研究開発機構第${n + 1}研究所`);
const ranked = {
  xAxis: number({ name: "百万円" }),
  yAxis: category([...recipients, "その他（48者）"], { inverse: true }),
  dataZoom: [{ type: "slider", orient: "vertical", right: 0, width: 16, yAxisIndex: 0 }],
  series: [{ type: "bar", itemStyle: colour(1), label: { show: true, position: "right" }, data: [...recipients.map((_, n) => item(900 - n * 60)), item(1234)] }],
};

const flow = {
  series: [
    {
      type: "sankey",
      data: ["文部科学省", "日本医療研究開発機構", "大学", "企業"].map((name, n) => ({ name, itemStyle: colour(n + 1), value: [3500, 3400, 2600, 900][n], text: `${name} ${[3500, 3400, 2600, 900][n].toLocaleString("ja-JP")}百万円` })),
      links: [
        { source: "文部科学省", target: "日本医療研究開発機構", value: 3400, text: "3,400" },
        { source: "日本医療研究開発機構", target: "大学", value: 2500, text: "2,500（補助）" },
        { source: "日本医療研究開発機構", target: "企業", value: 900, text: "900" },
        { source: "文部科学省", target: "大学", value: 100, text: "100" },
      ],
    },
  ],
};

const treemap = {
  series: [
    {
      type: "treemap",
      name: "府省",
      data: [
        { name: "文部科学省", itemStyle: colour(1), value: 700, text: "700", children: [{ name: "再生医療", value: 400, text: "400" }, { name: "がん研究", value: 300, text: "300" }] },
        { name: "厚生労働省", itemStyle: colour(3), value: 450, text: "450", children: [{ name: "創薬基盤", value: 450, text: "450（内数）" }] },
      ],
    },
  ],
};

const timeline = {
  legend: { data: ["実施期間", "評価"] },
  xAxis: number({ min: 2014, max: 2024, minInterval: 1, axisLabel: { formatter: "{value}年度" } }),
  yAxis: category(["再生医療実現拠点", "BINDS", "脳とこころの研究"], { inverse: true }),
  series: [
    { type: "bar", stack: "期間", silent: true, tooltip: { show: false }, itemStyle: { color: "transparent" }, data: [2014, 2017, 2021] },
    { type: "bar", name: "実施期間", stack: "期間", itemStyle: colour(1), data: [{ value: 8, text: "2014～2022年度" }, { value: 5, text: "2017～2022年度" }, { value: 3, text: "2021～2024年度" }] },
    { type: "scatter", name: "評価", symbolSize: 14, itemStyle: colour(2), data: [{ value: [2016, 0], text: "中間評価（2016年度）" }, { value: [2022, 1], text: "事後評価（2022年度）" }, { value: [2021, 2], text: "事前評価（2021年度）" }] },
  ],
};

const sparkline = {
  grid: { left: 2, right: 2, top: 48, bottom: 4 },
  xAxis: category(years, { show: false }),
  yAxis: number({ show: false }),
  series: [{ type: "line", name: "当初予算", showSymbol: false, lineStyle: colour(1), itemStyle: colour(1), data: [120, 130, 150, 110, 90, 95, 99].map((v) => item(v)) }],
};

const concentration = {
  xAxis: number({ name: "支出先（上位から）" }),
  yAxis: number({ name: "累積割合", max: 100, axisLabel: { formatter: "{value}%" } }),
  series: [{ type: "line", name: "累積割合", itemStyle: colour(1), lineStyle: colour(1), data: [[1, 21.5], [2, 34.25], [5, 61], [10, 83.2], [60, 100]].map(([x, y]) => ({ value: [x, y], text: `上位${x}者で${y}％` })) }],
};

const TITLES = { budget: "予算", waterfall: "予算の増減", indicator: "論文数", heatmap: "達成状況", ranked: "支出先", flow: "資金の流れ", treemap: "府省別の予算", timeline: "評価の時期", sparkline: "当初予算の推移", concentration: "支出先の集中" };
const OPTIONS = { budget, waterfall, indicator, heatmap, ranked, flow, treemap, timeline, sparkline, concentration };

/** Kind of figure → its JSON. */
export const FIGURES = Object.fromEntries(
  Object.entries(OPTIONS).map(([kind, option]) => [kind, { version: 1, id: `fixture-${kind}`, kind, title: TITLES[kind], unit: "百万円", option }]),
);

const textsIn = (value) =>
  typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, part]) => (key === "text" ? [part] : textsIn(part))) : [];

const drawing = (className, width, height, id) =>
  `<svg class="${className}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-${width}-t"><title id="${id}-${width}-t">静止図（最初と最後の値を含む題名）</title><rect x="1" y="1" width="${width - 2}" height="${height - 2}" fill="var(--paper-2)" stroke="var(--line-strong)"/></svg>`;

const figure = ({ id, kind, title, option }, address) => {
  const small = kind === "sparkline";
  const cells = textsIn(option).map((text) => `<tr><td>${text}</td></tr>`);
  return `<figure class="chart" id="${id}" data-kind="${kind}" data-chart="${address}">
<figcaption>${title}（単位：百万円）</figcaption>
<div class="chart-stage">${drawing("chart-wide", 720, small ? 60 : 320, id)}${drawing("chart-narrow", 328, small ? 60 : 280, id)}</div>
<p class="chart-words">${title}の説明。</p>
<details class="chart-data"><summary>図のデータ</summary><table><thead><tr><th scope="col">値</th></tr></thead><tbody>${cells.join("")}</tbody></table></details>
<p class="chart-links">出典：例示資料（10行）</p>
</figure>`;
};

/**
 * Writes the page of all kinds, and `broken/`, whose figure has no data that could be read. `folder` is a built site, from
 * which assets and frame are taken; answers the folder and how to remove it.
 */
export const chartSite = (folder, base) => {
  const made = mkdtempSync(join(tmpdir(), "tenken-charts-"));
  cpSync(join(folder, "assets"), join(made, "assets"), { recursive: true });
  const frame = readFileSync(join(folder, "index.html"), "utf8");
  const page = (body) => {
    const text = frame.replace(/(<main\b[^>]*>)[\s\S]*<\/main>/, (_, start) => `${start}<h1>図</h1>${body}</main>`);
    if (text === frame) throw new Error("the home page has no main");
    return text;
  };
  mkdirSync(join(made, "data"));
  mkdirSync(join(made, "broken"));
  const figures = Object.values(FIGURES).map((data) => {
    writeFileSync(join(made, "data", `${data.id}.json`), JSON.stringify(data));
    return figure(data, `${base}data/${data.id}.json`);
  });
  // A figure among others: passing over the way from one to the next must not shift anything.
  writeFileSync(join(made, "index.html"), page(figures.join("<p>本文</p>")));
  writeFileSync(join(made, "404.html"), page(""));
  writeFileSync(join(made, "data/broken.json"), "{");
  writeFileSync(join(made, "broken/index.html"), page(figure({ ...FIGURES.budget, id: "fixture-broken" }, `${base}data/broken.json`)));
  return { folder: made, remove: () => rmSync(made, { recursive: true }) };
};

// A figure as a picture to keep: with title and source, because a figure is never shown without them.

import { init } from "echarts/core";

const WIDTH = 960;
const HEIGHT = 540;
const EDGE = 24;

/** Lines of `text` that fit into `room` pixels. */
const lines = (text, room, font) => {
  const context = document.createElement("canvas").getContext("2d");
  context.font = font;
  const found = [""];
  for (const character of text) {
    const longer = found.at(-1) + character;
    if (context.measureText(longer).width > room) found.push(character);
    else found[found.length - 1] = longer;
  }
  return found;
};

const words = (text, look, { top, size, weight, colour }) => {
  const font = `${weight} ${size}px ${look.font}`;
  const found = lines(text, WIDTH - 2 * EDGE, font);
  const height = found.length * size * 1.5;
  const title = {
    text: found.join("\n"),
    left: EDGE,
    top,
    padding: 0,
    textStyle: { color: colour, fontFamily: look.font, fontSize: size, fontWeight: weight, lineHeight: size * 1.5 },
  };
  return { title, height };
};

/** Draws the figure on paper of its own; returns SVG. `option` makes the option for that size of paper. */
export const picture = (option, look, title, source) => {
  const head = words(title, look, { top: EDGE, size: 18, weight: "bold", colour: look.ink });
  const foot = words(source, look, { top: 0, size: 12, weight: "normal", colour: look.quiet });
  const above = EDGE + head.height + 12;
  const height = above + HEIGHT + 12 + foot.height + EDGE;
  foot.title.top = height - EDGE - foot.height;

  const drawing = svgOf(option({ ...look, width: WIDTH - 2 * EDGE, height: HEIGHT, still: true }), WIDTH - 2 * EDGE, HEIGHT);
  const frame = svgOf({ backgroundColor: look.paper, title: [head.title, foot.title], animation: false }, WIDTH, height);
  const placed = drawing.replace("<svg ", `<svg x="${EDGE}" y="${above}" `);
  return { svg: frame.replace(/<\/svg>\s*$/, `${placed}</svg>`), width: WIDTH, height };
};

const svgOf = (option, width, height) => {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height, locale: "JA" });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};

const load = (address) =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });

/** The picture as PNG, twice the size for paper and slides. */
const pngOf = async ({ svg, width, height }) => {
  const image = await load(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
};

/** Hands the picture to the reader as a file `name.png`, or as SVG where the browser gives no PNG. */
export const save = async (made, name) => {
  const blob = await pngOf(made).catch(() => new Blob([made.svg], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${blob.type === "image/png" ? "png" : "svg"}`;
  link.click();
  // A browser that asks where to keep the file reads it only then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

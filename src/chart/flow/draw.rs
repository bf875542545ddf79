//! The static drawings: layers from left to right on wide paper, an indented list of bars on narrow paper.

use super::graph::Graph;
use super::place::{Part, Places, Sizes, Slot};
use super::{Block, Flow, Link};
use crate::chart::datum::number;
use crate::chart::measure;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Path, Rect, Svg, WIDE};
use crate::i18n::Messages;
use crate::model::decimal::Decimal;

/// Layers that have room for labels; a longer chain becomes a list on wide paper too.
const LAYERS: usize = 5;
/// Width of a bar.
const BAR: f64 = 12.0;
/// Room between layers in which links bend.
const BEND: f64 = 48.0;
/// Thickness of the place of a link whose amount is not known.
const UNKNOWN: f64 = 9.0;
/// Blocks from which on names are shorter.
const MANY: usize = 12;

impl Flow {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        let graph = self.graph();
        let layers = graph.layer.iter().max().map_or(1, |last| last + 1);
        let wide = if layers <= LAYERS {
            Layers::new(self, words, &graph, layers).draw(names)
        } else {
            self.list(words, &graph, WIDE, names)
        };
        vec![wide, self.list(words, &graph, NARROW, names)]
    }

    /// Lines about a block below its name and amount: by which method it receives, and what leads back.
    pub(super) fn remarks(&self, words: &Messages, graph: &Graph, block: usize) -> Vec<String> {
        let into = self.links.iter().zip(&graph.back);
        let into = into.filter(|(link, back)| link.to == block && !**back);
        let mut methods: Vec<&str> = Vec::new();
        for (link, _) in into.filter(|(link, _)| !link.method.is_empty()) {
            if !methods.contains(&link.method.as_str()) {
                methods.push(&link.method);
            }
        }
        let method = (!methods.is_empty()).then(|| {
            let list = words.list(methods);
            words.say("chart-flow-method", &[("method", &list)])
        });
        let back = self.links.iter().zip(&graph.back);
        let back = back.filter(|(link, back)| link.from == block && **back);
        let back = back.map(|(link, _)| {
            let to = self.blocks[link.to].short();
            words.say("chart-flow-returns", &[("to", to)])
        });
        method.into_iter().chain(back).collect()
    }
}

/// The layered drawing.
struct Layers<'a> {
    flow: &'a Flow,
    /// Pixels for one unit.
    unit: f64,
    /// Width of a layer.
    step: f64,
    labels: Vec<Label>,
    places: Places,
    thick: Vec<f64>,
    has_unknown: bool,
    unknown: &'a str,
}

/// The label of a block, line by line with their classes.
struct Label(Vec<(&'static str, String)>);

impl Label {
    fn height(&self, font: f64) -> f64 {
        font * 1.35 * self.0.len() as f64
    }
}

/// Length of a positive amount; at least a line.
fn length(amount: Decimal, unit: f64) -> f64 {
    (number(amount) * unit).max(1.5)
}

/// True for a block of the last layer of its group: nothing stands on its right.
fn is_last(graph: &Graph, block: usize) -> bool {
    let mut group = graph.group.iter().zip(&graph.layer);
    group.all(|(group, layer)| *group != graph.group[block] || *layer <= graph.layer[block])
}

/// Height of the bar of a block.
fn bar(block: &Block, unit: f64) -> f64 {
    match block.amount.value {
        Some(amount) if amount > Decimal::ZERO => length(amount, unit),
        _ => UNKNOWN,
    }
}

/// A bar of 120 at most, and no layer above 300.
fn unit(flow: &Flow, graph: &Graph, layers: usize) -> f64 {
    let mut sums = vec![0.0; layers];
    let mut most: f64 = 0.0;
    for (block, layer) in flow.blocks.iter().zip(&graph.layer) {
        let amount = block.amount.number().unwrap_or(0.0).max(0.0);
        sums[*layer] += amount;
        most = most.max(amount);
    }
    let sum = sums.into_iter().fold(most, f64::max);
    (120.0 / most).min(300.0 / sum)
}

impl<'a> Layers<'a> {
    fn new(flow: &'a Flow, words: &'a Messages, graph: &Graph, layers: usize) -> Layers<'a> {
        let unit = unit(flow, graph, layers);
        let thick = |link: &Link| {
            flow.passed(link)
                .map_or(UNKNOWN, |amount| length(amount, unit))
        };
        let bars: Vec<f64> = flow.blocks.iter().map(|block| bar(block, unit)).collect();
        let thick: Vec<f64> = flow.links.iter().map(thick).collect();
        let links: Vec<(usize, usize)> =
            flow.links.iter().map(|link| (link.from, link.to)).collect();
        let forward = |block: usize| {
            let mut out = links.iter().zip(&graph.back);
            out.any(|((from, _), back)| *from == block && !back)
        };
        let step = WIDE.width / layers as f64;
        let ends: Vec<bool> = (0..flow.blocks.len())
            .map(|block| !forward(block))
            .collect();
        let labels: Vec<Label> = (0..flow.blocks.len())
            .map(|block| {
                let left = graph.layer[block] as f64 * step + BAR + 8.0;
                let room = match (ends[block], is_last(graph, block)) {
                    (true, true) => (WIDE.width - left).min(300.0),
                    (true, false) => step - BAR - 8.0 - BEND,
                    _ => step - BEND,
                };
                label(flow, words, graph, block, room)
            })
            .collect();
        let heights: Vec<f64> = labels
            .iter()
            .zip(&ends)
            .map(|(label, end)| label.height(WIDE.font) + if *end { 0.0 } else { 5.0 })
            .collect();
        let sizes = Sizes {
            label: &heights,
            bar: &bars,
            link: &thick,
            links: &links,
        };
        let forward = flow
            .links
            .iter()
            .zip(&graph.back)
            .filter(|(_, back)| !**back);
        Layers {
            places: Places::new(graph, &sizes),
            has_unknown: forward
                .into_iter()
                .any(|(link, _)| flow.passed(link).is_none()),
            unknown: words.get("chart-flow-unknown"),
            flow,
            unit,
            step,
            labels,
            thick,
        }
    }

    fn draw(&self, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(WIDE, f64::MAX);
        let top = if self.has_unknown {
            legend(&mut svg, self.unknown)
        } else {
            2.0
        };
        for link in 0..self.flow.links.len() {
            self.link(&mut svg, link, top);
        }
        for (index, slot) in self.places.slots.iter().enumerate() {
            if let Some(block) = slot.block {
                self.block(&mut svg, index, block, top);
            }
        }
        svg.height = top + self.places.height + 3.0;
        svg.finish(names)
    }

    fn left(&self, slot: &Slot) -> f64 {
        // The bars of the last layer stand at the same place in their layer as the others.
        1.0 + slot.layer as f64 * self.step
    }

    fn block(&self, svg: &mut Svg, slot: usize, block: usize, top: f64) {
        let (is_end, font) = (self.places.is_end(slot), svg.font());
        let slot = &self.places.slots[slot];
        let (x, y) = (self.left(slot), top + slot.top);
        let amount = &self.flow.blocks[block].amount;
        let (core, bar) = (y + slot.core, bar(&self.flow.blocks[block], self.unit));
        if slot.side > bar + 1.0 {
            // A bar that is smaller than what the links need has a side for them.
            let side = x + if is_end { 0.0 } else { BAR };
            svg.line("ax", side, core, side, core + slot.side);
        }
        let middle = core + (slot.side - bar) / 2.0;
        match amount.value {
            Some(value) if value > Decimal::ZERO => {
                svg.rect("s1", Rect::new(x, middle, BAR, bar), Some(value));
            }
            value => svg.rect("void", Rect::new(x + 0.5, middle, BAR - 1.0, bar), value),
        }
        let label = &self.labels[block];
        let (x, mut y) = if is_end {
            let y = y + (slot.height - label.height(font)) / 2.0;
            (x + BAR + 6.0, y)
        } else {
            (x, y)
        };
        for (class, text) in &label.0 {
            svg.text(class, x, y + font, Anchor::Start, text);
            y += font * 1.35;
        }
    }

    /// A link: an outlined band as wide as its amount, or a dashed line where that is not known.
    fn link(&self, svg: &mut Svg, link: usize, top: f64) {
        let parts: Vec<&Part> = self
            .places
            .parts
            .iter()
            .filter(|part| part.link == link)
            .collect();
        if parts.is_empty() {
            return;
        }
        let thick = self.thick[link];
        let middle = self.edge(&parts, thick / 2.0, top);
        if self.flow.passed(&self.flow.links[link]).is_none() {
            svg.path("thin", trace(&middle).data(), None);
        } else if thick < 2.5 {
            svg.path("s1 edge", trace(&middle).data(), None);
        } else if thick < 5.0 {
            let mut path = trace(&self.edge(&parts, 0.0, top));
            path = back(path, &self.edge(&parts, thick, top));
            svg.path("s1", path.data(), None);
        } else {
            for offset in [1.0, thick - 1.0] {
                svg.path(
                    "s1 edge",
                    trace(&self.edge(&parts, offset, top)).data(),
                    None,
                );
            }
        }
    }

    /// The points that a line inside a link runs through: straight where labels stand, bent between the layers.
    fn edge(&self, parts: &[&Part], offset: f64, top: f64) -> Vec<(f64, f64)> {
        let mut points = Vec::with_capacity(parts.len() * 3);
        for part in parts {
            let (from, to) = (&self.places.slots[part.from], &self.places.slots[part.to]);
            let leaves = top + from.top + from.core + part.leaves + offset;
            let arrives = top + to.top + to.core + part.arrives + offset;
            let start = self.left(from) + if from.block.is_some() { BAR } else { 0.0 };
            points.push((start, leaves));
            points.push((self.left(from) + self.step - BEND, leaves));
            points.push((self.left(to), arrives));
        }
        points
    }
}

/// A line through the points of an edge: every second piece is a bend.
fn trace(points: &[(f64, f64)]) -> Path {
    let mut path = points
        .first()
        .map_or(Path::from(0.0, 0.0), |(x, y)| Path::from(*x, *y));
    for (index, (x, y)) in points.iter().enumerate().skip(1) {
        path = piece(path, points[index - 1], (*x, *y), index % 3 == 2);
    }
    path
}

/// The way back along the other edge.
fn back(mut path: Path, points: &[(f64, f64)]) -> Path {
    let Some((x, y)) = points.last() else {
        return path;
    };
    path = path.to(*x, *y);
    for index in (0..points.len() - 1).rev() {
        path = piece(path, points[index + 1], points[index], index % 3 == 1);
    }
    path.close()
}

fn piece(path: Path, from: (f64, f64), to: (f64, f64), bends: bool) -> Path {
    if bends && (from.1 - to.1).abs() > 0.05 {
        let middle = f64::midpoint(from.0, to.0);
        path.curve([(middle, from.1), (middle, to.1)], to.0, to.1)
    } else {
        path.to(to.0, to.1)
    }
}

fn label(flow: &Flow, words: &Messages, graph: &Graph, block: usize, room: f64) -> Label {
    let lines = if flow.blocks.len() > MANY { 2 } else { 3 };
    let about = &flow.blocks[block];
    let font = WIDE.font;
    let mut label: Vec<(&str, String)> = measure::wrap(&about.title(), room, font, lines)
        .into_iter()
        .map(|line| ("", line))
        .collect();
    let class = if about.amount.value.is_some() {
        "b"
    } else {
        "q"
    };
    label.push((class, measure::fit(&about.amount.text, room, font)));
    for remark in flow.remarks(words, graph, block) {
        label.push(("q", measure::fit(&remark, room, font)));
    }
    Label(label)
}

/// What a dashed line means; gives the height used.
pub(super) fn legend(svg: &mut Svg, text: &str) -> f64 {
    let font = svg.font();
    svg.line("thin", 1.0, font * 0.75, 25.0, font * 0.75);
    let room = svg.paper.width - 32.0;
    let lines = measure::wrap(text, room, font, 2);
    let mut y = font * 1.1;
    for line in &lines {
        svg.text("q", 31.0, y, Anchor::Start, line);
        y += font * 1.35;
    }
    y + font * 0.2
}

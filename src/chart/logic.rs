//! Logic model (効果発現経路): from activities over outputs to outcomes, in columns, as a drawing.
//!
//! It holds words, not figures, so it has no data file and no interactive form: the same model stands beside it as a list, which
//! narrow screens show alone. Lines run in the room between columns; where one passes a column, the column leaves it a lane, so
//! that no line crosses a box.

mod place;

use super::measure;
use super::svg::{Anchor, Drawing, Names, Paper, Path, Rect, Svg};
use place::{Layout, Slot};

/// The paper: as wide as the text beside it and print allow.
const PAPER: Paper = Paper {
    width: 900.0,
    font: 12.0,
    class: "chart-wide",
    suffix: "l",
};
/// Room between columns, in which lines bend.
const GAP: f64 = 44.0;
/// Room on the right of the last column, for lines between two of its boxes.
const MARGIN: f64 = 18.0;
/// Widest box.
const WIDEST: f64 = 260.0;
/// Lines of text in a box; the list has the whole.
const LINES: usize = 6;
/// Room around the text of a box.
const PAD: f64 = 7.0;
/// Boxes and lines from which on a drawing is a tangle.
const MOST: (usize, usize) = (60, 120);

/// A logic model as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logic {
    /// Headings of the columns, from left to right.
    pub columns: Vec<String>,
    pub nodes: Vec<Node>,
    /// What leads to what, by places in the list of nodes.
    pub edges: Vec<(usize, usize)>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Place of its column.
    pub column: usize,
    /// Number as printed.
    pub number: String,
    pub text: String,
}

/// The drawing, and how many connections it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    pub drawing: Drawing,
    /// Connections that lead back to an earlier column.
    pub left_out: usize,
}

impl Logic {
    /// The drawing; nothing where there is no connection to draw, or too much for one drawing.
    pub fn draw(&self, names: Names<'_>) -> Option<Drawn> {
        let is_known = |node: &usize| *node < self.nodes.len();
        let is_sound = self.edges.iter().all(|(a, b)| is_known(a) && is_known(b))
            && self
                .nodes
                .iter()
                .all(|node| node.column < self.columns.len());
        let (boxes, lines) = MOST;
        if !is_sound || self.nodes.len() > boxes || self.edges.len() > lines {
            return None;
        }
        let column = |node: usize| self.nodes[node].column;
        let back = |edge: &&(usize, usize)| column(edge.0) > column(edge.1);
        let left_out = self.edges.iter().filter(back).count();
        if left_out == self.edges.len() {
            return None;
        }
        let width = self.width();
        let texts: Vec<Vec<String>> = self
            .nodes
            .iter()
            .map(|node| lines_of(node, width))
            .collect();
        let heights: Vec<f64> = texts
            .iter()
            .map(|lines| lines.len() as f64 * line_height() + 2.0 * PAD - 2.0)
            .collect();
        let layout = Layout::new(self, &heights);
        let top = line_height() * 2.0;
        let mut svg = Svg::new(PAPER, top + layout.height + 2.0);
        self.headings(&mut svg, width);
        for line in self.lines(&layout, width, top) {
            svg.path("ref", line.path.data(), None);
            let (x, y) = line.end;
            let back = if line.is_left { 6.0 } else { -6.0 };
            let head = Path::from(x + back, y - 3.5)
                .to(x, y)
                .to(x + back, y + 3.5)
                .close();
            svg.path("q", head.data(), None);
        }
        for slot in &layout.slots {
            if let Some(node) = slot.node {
                boxed(&mut svg, rect(slot, width, top), &texts[node]);
            }
        }
        Some(Drawn {
            drawing: svg.finish(names),
            left_out,
        })
    }

    fn width(&self) -> f64 {
        let columns = self.columns.len().max(1) as f64;
        ((PAPER.width - MARGIN - GAP * (columns - 1.0)) / columns).min(WIDEST)
    }

    fn headings(&self, svg: &mut Svg, width: f64) {
        for (column, heading) in self.columns.iter().enumerate() {
            let heading = measure::fit(heading, width, PAPER.font);
            svg.text(
                "b",
                left(column, width),
                PAPER.font,
                Anchor::Start,
                &heading,
            );
        }
    }

    /// The lines with their arrow heads, each in the room between two columns or in a lane through one.
    fn lines(&self, layout: &Layout, width: f64, top: f64) -> Vec<Line> {
        let mut lines = Vec::new();
        for way in &layout.ways {
            let mut at = (left(way.from.0, width) + width, top + way.from.1);
            let mut path = Path::from(at.0, at.1);
            let mut parts = Vec::new();
            for (index, (column, y)) in way.through.iter().enumerate() {
                let is_last = index + 1 == way.through.len();
                let to = (left(*column, width), top + y);
                let middle = f64::midpoint(at.0, to.0);
                path = path.curve([(middle, at.1), (middle, to.1)], to.0, to.1);
                parts.push(Rect::between(at.0, at.1, to.0, to.1));
                at = to;
                if !is_last {
                    at.0 += width;
                    path = path.to(at.0, at.1);
                    parts.push(Rect::between(to.0, to.1, at.0, at.1));
                }
            }
            let is_left = way.through.is_empty();
            if let Some(y) = way.beside {
                let (x, to) = (at.0, (at.0, top + y));
                path = path.curve([(x + MARGIN, at.1), (x + MARGIN, to.1)], to.0, to.1);
                parts.push(Rect::between(x, at.1, x + MARGIN, to.1));
                at = to;
            }
            lines.push(Line {
                path,
                end: at,
                is_left,
                parts,
            });
        }
        lines
    }
}

/// A line from box to box.
struct Line {
    path: Path,
    end: (f64, f64),
    /// It reaches its box from the right.
    is_left: bool,
    /// The room that its parts take.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "tests look whether it crosses a box")
    )]
    parts: Vec<Rect>,
}

fn line_height() -> f64 {
    PAPER.font * 1.35
}

fn left(column: usize, width: f64) -> f64 {
    1.0 + column as f64 * (width + GAP)
}

fn rect(slot: &Slot, width: f64, top: f64) -> Rect {
    Rect::new(left(slot.column, width), top + slot.top, width, slot.height)
}

/// The text of a box, line by line.
fn lines_of(node: &Node, width: f64) -> Vec<String> {
    let text = match node.number.as_str() {
        "" => node.text.clone(),
        number => format!("{number}　{}", node.text),
    };
    measure::wrap(&text, width - 2.0 * PAD - 4.0, PAPER.font, LINES)
}

fn boxed(svg: &mut Svg, rect: Rect, lines: &[String]) {
    svg.rect("ax", rect, None);
    svg.rect("s1", Rect { w: 4.0, ..rect }, None);
    for (index, line) in lines.iter().enumerate() {
        let y = rect.y + PAD + PAPER.font * 0.9 + index as f64 * line_height();
        svg.text("", rect.x + PAD + 4.0, y, Anchor::Start, line);
    }
}

#[cfg(test)]
mod tests;

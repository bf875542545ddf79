//! The static drawings: names left, one cell a year right; each cell has a symbol, and the rate where there is room.

use super::{Cell, Heatmap, Row, State};
use crate::chart::datum::Status;
use crate::chart::measure;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Paper, Rect, Svg, WIDE};
use crate::format;
use crate::i18n::Messages;
use crate::model::decimal::Decimal;
use crate::model::table::Missing;

/// Years in a drawing, the newest; the table has all.
const YEARS: usize = 10;
/// Between cells.
const GAP: f64 = 3.0;

/// Where things stand on the paper.
struct Layout {
    /// Width of the names.
    names: f64,
    /// Width and height of a cell.
    cell: f64,
    height: f64,
    /// Lines of a name.
    lines: usize,
    /// The years that are drawn.
    years: std::ops::Range<usize>,
}

impl Heatmap {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        vec![
            self.sheet(words, WIDE, names),
            self.sheet(words, NARROW, names),
        ]
    }

    fn layout(&self, svg: &Svg) -> Layout {
        let (font, width) = (svg.font(), svg.paper.width);
        let count = self.years.len();
        let years = count.saturating_sub(YEARS)..count;
        let is_wide = svg.paper == WIDE;
        let (share, largest) = if is_wide { (0.55, 72.0) } else { (0.42, 60.0) };
        let longest = self.rows().map(|row| svg.measure(&row.name));
        let longest = longest.fold(font * 6.0, f64::max) + font * 0.7;
        let names = longest.min(width * share);
        let cell = (width - names) / years.len().max(1) as f64;
        // Few years need no wide cells: names take what is left.
        let cell = cell.min(largest);
        let names = longest.min(width - cell * years.len() as f64);
        let lines = if is_wide { 1 } else { 2 };
        Layout {
            names,
            cell: cell - GAP,
            height: font * if is_wide { 1.8 } else { 2.6 },
            lines,
            years,
        }
    }

    fn sheet(&self, words: &Messages, paper: Paper, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let font = svg.font();
        let layout = self.layout(&svg);
        let mut y = self.draw_legend(words, &mut svg) + font * 0.6;
        self.heading(words, &mut svg, &layout, y + font);
        y += font * 1.5;
        for group in &self.groups {
            if !group.name.is_empty() {
                let name = measure::fit(&group.name, paper.width, font);
                svg.text("b", 0.0, y + font * 1.4, Anchor::Start, &name);
                y += font * 1.9;
            }
            for row in &group.rows {
                draw_row(words, &mut svg, &layout, row, y);
                y += layout.height + GAP;
            }
            y += GAP;
        }
        svg.height = y;
        svg.finish(names)
    }

    /// The years above their cells, as long as they fit.
    fn heading(&self, words: &Messages, svg: &mut Svg, layout: &Layout, y: f64) {
        let years = &self.years[layout.years.clone()];
        let long = years
            .iter()
            .all(|year| svg.measure(&year.short(words.lang())) <= layout.cell);
        for (index, year) in years.iter().enumerate() {
            let text = if long {
                year.short(words.lang())
            } else {
                year.0.to_string()
            };
            svg.text_if_free("q", layout.middle(index), y, Anchor::Middle, &text);
        }
    }

    /// The states that occur, each as a small cell with its name.
    fn draw_legend(&self, words: &Messages, svg: &mut Svg) -> f64 {
        let font = svg.font();
        let (mut x, mut y) = (0.0, 0.0);
        for state in self.states() {
            let is_blank = state == State::NoValue;
            let label = match is_blank {
                true => words.get("chart-state-blank"),
                false => state.label(words),
            };
            let mark = if is_blank { 0.0 } else { font * 2.2 };
            let wide = mark + svg.measure(label);
            if x > 0.0 && x + wide > svg.paper.width {
                (x, y) = (0.0, y + font * 1.8);
            }
            let rect = Rect::new(x + 1.0, y + 1.0, font * 1.8, font * 1.4);
            let (middle, base) = (rect.x + rect.w / 2.0, y + font * 1.08);
            draw_box(svg, state, rect, None);
            svg.text(ink(state), middle, base, Anchor::Middle, state.symbol());
            svg.text("", x + mark, base, Anchor::Start, label);
            x += wide + font;
        }
        y + font * 1.6
    }
}

impl Layout {
    fn left(&self, index: usize) -> f64 {
        self.names + index as f64 * (self.cell + GAP)
    }
    fn middle(&self, index: usize) -> f64 {
        self.left(index) + self.cell / 2.0
    }
}

fn draw_row(words: &Messages, svg: &mut Svg, layout: &Layout, row: &Row, top: f64) {
    let font = svg.font();
    let lines = measure::wrap(&row.name, layout.names - font * 0.6, font, layout.lines);
    let middle = top + layout.height / 2.0 + font * 0.36;
    let first = middle - (lines.len() - 1) as f64 * font * 0.6;
    for (index, line) in lines.iter().enumerate() {
        let y = first + index as f64 * font * 1.2;
        svg.text("", 0.0, y, Anchor::Start, line);
    }
    for (index, cell) in row.cells[layout.years.clone()].iter().enumerate() {
        let rect = Rect::new(layout.left(index), top, layout.cell, layout.height);
        draw_cell(words, svg, layout, cell, rect);
    }
}

fn draw_cell(words: &Messages, svg: &mut Svg, layout: &Layout, cell: &Cell, rect: Rect) {
    let font = svg.font();
    draw_box(svg, cell.state, rect, cell.figure());
    let (ink, symbol) = (ink(cell.state), cell.state.symbol());
    // Beside the symbol: the rate, or why it is not known.
    let more = match cell.state {
        // The description says that the numbers are per cent; narrow cells have no room for the sign.
        State::Achieved | State::Short if layout.lines > 1 => {
            cell.rate.value.map(|_| cell.rate.text.clone())
        }
        State::Achieved | State::Short => cell
            .rate
            .value
            .map(|rate| format::percent(words.lang(), &rate)),
        State::Unknown if is_open(cell.actual.status) => Some(cell.actual.text.clone()),
        _ => None,
    };
    let (x, y) = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0 + font * 0.36);
    let more = more.filter(|more| svg.measure(more) + 2.0 <= rect.w);
    match more {
        Some(more) if layout.lines > 1 => {
            svg.text(ink, x, y - font * 0.58, Anchor::Middle, symbol);
            svg.text(ink, x, y + font * 0.58, Anchor::Middle, &more);
        }
        Some(more) if svg.measure(&format!("{symbol} {more}")) + 6.0 <= rect.w => {
            let text = format!("{symbol} {more}");
            svg.text(ink, x, y, Anchor::Middle, &text);
        }
        _ => svg.text(ink, x, y, Anchor::Middle, symbol),
    }
}

/// Printed as 調査中 or 集計中.
fn is_open(status: Status) -> bool {
    let open = [Missing::UnderInvestigation, Missing::BeingCounted];
    open.into_iter()
        .any(|missing| status == Status::Missing(missing))
}

/// The shape of a state: filled, outlined, dashed, a hairline, or nothing.
fn draw_box(svg: &mut Svg, state: State, rect: Rect, value: Option<Decimal>) {
    let inside = Rect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0);
    match state {
        State::Achieved => svg.rect("s1", rect, value),
        State::Short => svg.rect("s2 prov", inside, value),
        State::Unknown => svg.rect("open", inside, value),
        State::NoTarget => svg.rect("none", inside, value),
        State::NoValue => {}
    }
}

fn ink(state: State) -> &'static str {
    match state {
        State::Achieved => "on1",
        State::Short => "",
        State::Unknown | State::NoTarget | State::NoValue => "q",
    }
}

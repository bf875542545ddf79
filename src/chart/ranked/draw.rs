//! The static drawings: names beside bars on wide paper, above them on narrow paper.

use super::{Bar, Ranked, marked};
use crate::chart::datum::{Datum, Status};
use crate::chart::measure;
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Rect, Svg, WIDE};
use crate::i18n::Messages;

/// Left end of the names on wide paper, and of the bars.
const NAMES: f64 = 30.0;
const BARS: f64 = 286.0;
/// Thickness of a bar on wide and on narrow paper.
const WIDE_BAR: f64 = 16.0;
const NARROW_BAR: f64 = 9.0;

impl Ranked {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        let bars = self.bars(words);
        vec![wide(words, &bars, names), narrow(words, &bars, names)]
    }
}

fn values(bars: &[Bar<'_>]) -> Vec<f64> {
    bars.iter().filter_map(|bar| bar.amount.number()).collect()
}

fn name(words: &Messages, bar: &Bar<'_>) -> String {
    bar.entry
        .map_or_else(|| bar.name.clone(), |entry| marked(words, entry))
}

fn rank(bar: &Bar<'_>) -> String {
    let rank = bar.entry.and_then(|entry| entry.rank);
    rank.map(|rank| rank.to_string()).unwrap_or_default()
}

fn percent(bar: &Bar<'_>) -> String {
    bar.share
        .as_ref()
        .map(|share| format!("{}%", share.text))
        .unwrap_or_default()
}

/// Largest width of a text of every bar.
fn widest(svg: &Svg, bars: &[Bar<'_>], text: impl Fn(&Bar<'_>) -> String) -> f64 {
    let widths = bars.iter().map(|bar| svg.measure(&text(bar)));
    widths.fold(0.0, f64::max)
}

fn wide(words: &Messages, bars: &[Bar<'_>], names: Names<'_>) -> Drawing {
    let mut svg = Svg::new(WIDE, f64::MAX);
    let font = svg.font();
    let shares = widest(&svg, bars, percent);
    let amounts =
        widest(&svg, bars, |bar| bar.amount.text.clone()).min(WIDE.width - BARS - shares - 120.0);
    let shares = if shares > 0.0 { shares + 10.0 } else { 0.0 };
    let end = WIDE.width - shares - 2.0;
    let scale = Scale::tight(values(bars), BARS, end - amounts - 10.0);
    let mut y = 2.0;
    let top = y;
    for bar in bars {
        let lines = measure::wrap(&name(words, bar), BARS - NAMES - 14.0, font, 2);
        let height = (lines.len() as f64 * font * 1.3).max(WIDE_BAR) + 7.0;
        let middle = y + height / 2.0;
        let text = |line: f64| middle + font * 0.36 + line * font * 1.3;
        svg.text("q", NAMES - 8.0, text(0.0), Anchor::End, &rank(bar));
        let first = (lines.len() - 1) as f64 / -2.0;
        for (index, line) in lines.iter().enumerate() {
            svg.text("", NAMES, text(first + index as f64), Anchor::Start, line);
        }
        mark(&mut svg, &scale, bar, middle - WIDE_BAR / 2.0, WIDE_BAR);
        let amount = measure::fit(&bar.amount.text, amounts, font);
        svg.text("b", end, text(0.0), Anchor::End, &amount);
        svg.text("q", WIDE.width - 2.0, text(0.0), Anchor::End, &percent(bar));
        y += height;
    }
    svg.line("ax", scale.zero(), top, scale.zero(), y);
    svg.height = y + 2.0;
    svg.finish(names)
}

fn narrow(words: &Messages, bars: &[Bar<'_>], names: Names<'_>) -> Drawing {
    let mut svg = Svg::new(NARROW, f64::MAX);
    let font = svg.font();
    let scale = Scale::tight(values(bars), 1.0, NARROW.width - 1.0);
    // Shares and ranks have columns of their own, where there are any.
    let column = |wide: f64, gap: f64| if wide > 0.0 { wide + gap } else { 0.0 };
    let shares = column(widest(&svg, bars, percent), 8.0);
    let left = 1.0 + column(widest(&svg, bars, rank), 7.0);
    let mut y = 0.0;
    for bar in bars {
        let (top, right) = (y + font * 1.2, NARROW.width - 2.0);
        svg.text("q", right, top, Anchor::End, &percent(bar));
        svg.text("b", right - shares, top, Anchor::End, &bar.amount.text);
        svg.text("q", left - 7.0, top, Anchor::End, &rank(bar));
        let room = right - shares - svg.measure(&bar.amount.text) - left - 10.0;
        let lines = measure::wrap(&name(words, bar), room.max(font * 4.0), font, 3);
        for (index, line) in lines.iter().enumerate() {
            svg.text(
                "",
                left,
                top + index as f64 * font * 1.3,
                Anchor::Start,
                line,
            );
        }
        y = top + (lines.len() - 1) as f64 * font * 1.3 + font * 0.5;
        mark(&mut svg, &scale, bar, y, NARROW_BAR);
        svg.line(
            "ax",
            scale.zero(),
            y - 2.0,
            scale.zero(),
            y + NARROW_BAR + 2.0,
        );
        y += NARROW_BAR + font * 0.55;
    }
    svg.height = y;
    svg.finish(names)
}

/// The bar of an amount: an outline for what is not settled or stands for several, hatched where it is not added.
fn mark(svg: &mut Svg, scale: &Scale, bar: &Bar<'_>, y: f64, height: f64) {
    let Datum { value, status, .. } = &bar.amount;
    let Some(number) = bar.amount.number() else {
        return;
    };
    let mut rect = Rect::between(scale.zero(), y, scale.at(number), y + height);
    if number != 0.0 && rect.w < 1.5 {
        // What is not zero can be seen.
        rect.x = if number < 0.0 {
            scale.zero() - 1.5
        } else {
            rect.x
        };
        rect = Rect::new(rect.x.max(0.0), rect.y, 1.5, rect.h);
    }
    let is_marked = bar.entry.is_some_and(|entry| entry.mark.is_some());
    let class = match (bar.entry, status) {
        (None, _) => "exec",
        (_, Status::Planned) => "s1 plan",
        (_, Status::Provisional) => "s1 prov",
        _ if is_marked => "s1 hatched",
        _ => "s1",
    };
    let outlined = matches!(class, "exec" | "s1 plan" | "s1 prov");
    if outlined && rect.w > 3.0 {
        // An outline is drawn on its edge: half of it would stand outside.
        rect = Rect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0);
    }
    svg.rect(class, rect, *value);
    if is_marked && !outlined {
        svg.hatch("hatch", rect);
    }
}

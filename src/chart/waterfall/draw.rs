//! The static drawings: a row a change, each where the one before it ends.

use super::Waterfall;
use crate::chart::datum::{Datum, Period};
use crate::chart::measure;
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Paper, Rect, Svg, WIDE};
use crate::i18n::Messages;

impl Waterfall {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        vec![
            self.rows(words, WIDE, names),
            self.rows(words, NARROW, names),
        ]
    }

    fn rows(&self, words: &Messages, paper: Paper, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let font = svg.font();
        let rest = self.rest(words);
        let drawn = self.drawn(words, rest.as_ref());
        let beside = paper == WIDE;
        let left = if beside { 240.0 } else { 0.0 };
        // Room for the largest change beside its bar, on either side.
        let room = drawn
            .iter()
            .map(|(_, change, _)| svg.measure(&change.text))
            .fold(0.0, f64::max)
            + 6.0;
        let mut running = 0.0;
        let mut places = vec![0.0];
        for (_, change, _) in &drawn {
            running += change.number().unwrap_or(0.0);
            places.push(running);
        }
        let scale = Scale::tight(places.iter().copied(), left + room, paper.width - room);
        let mut y = self.totals(&mut svg, &scale, running);
        let lines = |label: &str| {
            let room = if beside { left - 10.0 } else { paper.width };
            measure::wrap(label, room, font, 2)
        };
        let height = |label: &str| row_height(font, beside, lines(label).len());
        let bottom = y + drawn.iter().map(|(label, ..)| height(label)).sum::<f64>();
        let ends = self.ends(running);
        let rule = |svg: &mut Svg, from: f64, to: f64| {
            for (place, _) in &ends {
                svg.line("ref", scale.at(*place), from, scale.at(*place), to);
            }
        };
        if beside {
            rule(&mut svg, y - 2.0, bottom);
        }
        let mut running = 0.0;
        for (label, change, is_rest) in &drawn {
            let lines = lines(label);
            for (index, line) in lines.iter().enumerate() {
                let baseline = y + font * (1.05 + 1.25 * index as f64);
                svg.text("", 0.0, baseline, Anchor::Start, line);
            }
            let next = y + height(label);
            let bar = font * 1.25;
            let bar_top = if beside {
                (y + next - bar) / 2.0
            } else {
                next - bar - font * 0.4
            };
            if !beside {
                // Only beside the bars: above them stand the labels.
                rule(&mut svg, bar_top - 2.0, bar_top + bar + 2.0);
            }
            let size = change.number().unwrap_or(0.0);
            let ends = (running, running + size);
            bar_of(&mut svg, &scale, change, *is_rest, ends, bar_top);
            running += size;
            y = next;
        }
        svg.height = y + 2.0;
        svg.finish(names)
    }

    /// Where the steps begin and end, with the totals there.
    fn ends(&self, last: f64) -> Vec<(f64, Option<(&Period, &Datum)>)> {
        match &self.total {
            Some(total) => vec![
                (0.0, Some((&self.from, &total.before))),
                (last, Some((&self.to, &total.after))),
            ],
            None => vec![(0.0, None)],
        }
    }

    /// The totals above the lines where they stand: one at the left, one at the right; gives the height used.
    fn totals(&self, svg: &mut Svg, scale: &Scale, last: f64) -> f64 {
        let font = svg.font();
        let mut y = 0.0;
        for (place, total) in self.ends(last) {
            let Some((period, datum)) = total else {
                continue;
            };
            y += font * 1.3;
            let text = format!("{} {}", period.short_full(), datum.text);
            let wide = svg.measure(&text);
            let x = (scale.at(place) - wide / 2.0).clamp(0.0, (svg.paper.width - wide).max(0.0));
            svg.text("b", x, y, Anchor::Start, &text);
            let value = datum.value;
            let mark = crate::chart::svg::Path::from(scale.at(place), y + 2.0)
                .to(scale.at(place), y + 5.0);
            svg.path("ref", mark.data(), value);
        }
        y + font * 0.5
    }
}

/// Height of a row with its label beside or above its bar.
fn row_height(font: f64, beside: bool, lines: usize) -> f64 {
    let text = font * 1.25 * lines as f64;
    if beside {
        text.max(font * 1.25) + font * 0.45
    } else {
        text + font * 1.95
    }
}

/// A change from where the one before it ended.
fn bar_of(
    svg: &mut Svg,
    scale: &Scale,
    change: &Datum,
    is_rest: bool,
    (from, to): (f64, f64),
    y: f64,
) {
    let font = svg.font();
    let rect = Rect::between(scale.at(from), y, scale.at(to), y + font * 1.25);
    // A change too small to see is still a line.
    let rect = Rect::new(rect.x, rect.y, rect.w.max(1.0), rect.h);
    let class = match (is_rest, to < from) {
        (true, _) => "s4 plan",
        (false, true) => "s2 hatched",
        (false, false) => "s1",
    };
    svg.rect(class, rect, change.value);
    if class == "s2 hatched" {
        svg.hatch("hatch", rect);
    }
    let baseline = y + font * 0.98;
    let (right, left) = (rect.x + rect.w + 4.0, rect.x - 4.0);
    if to < from {
        svg.text("", left, baseline, Anchor::End, &change.text);
    } else {
        svg.text("", right, baseline, Anchor::Start, &change.text);
    }
}

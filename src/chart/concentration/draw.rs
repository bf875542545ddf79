//! The static drawing: a line that rises by each recipient's share, with marks at the half and at four fifths.

use super::{Concentration, MARKS};
use crate::chart::datum::Datum;
use crate::chart::svg::{Anchor, Drawing, Names, Path, SMALL, Svg};
use crate::i18n::Messages;

/// Height of the plot.
const PLOT: f64 = 200.0;

/// Where things stand.
struct Frame {
    left: f64,
    top: f64,
    step: f64,
    /// Share at the upper end.
    most: f64,
}

impl Frame {
    fn x(&self, count: usize) -> f64 {
        self.left + self.step * count as f64
    }
    fn y(&self, share: f64) -> f64 {
        self.top + PLOT * (1.0 - share / self.most)
    }
}

impl Concentration {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        let mut svg = Svg::new(SMALL, 0.0);
        let font = svg.font();
        let left = svg.measure("100%") + 10.0;
        let frame = Frame {
            left,
            top: font * 1.8,
            step: (SMALL.width - left - 14.0) / self.steps.len() as f64,
            // Shares of rounded amounts may pass 100 by a tenth.
            most: self.shares().fold(100.0, f64::max),
        };
        svg.height = frame.top + PLOT + font * 1.9;
        self.frame(&mut svg, &frame);
        self.labels(words, &mut svg, &frame);
        let mut path = Path::from(frame.x(0), frame.y(0.0));
        for (index, share) in self.shares().enumerate() {
            path = path.to(frame.x(index + 1), frame.y(share));
        }
        svg.path("s1 edge", path.data(), None);
        let r = (frame.step * 0.4).clamp(1.5, 4.0);
        for (index, step) in self.steps.iter().enumerate() {
            let share = step.share.number().unwrap_or(0.0);
            svg.circle(
                "s1",
                frame.x(index + 1),
                frame.y(share),
                r,
                step.share.value,
            );
        }
        vec![svg.finish(names)]
    }

    fn shares(&self) -> impl Iterator<Item = f64> {
        self.steps
            .iter()
            .map(|step| step.share.number().unwrap_or(0.0))
    }

    fn frame(&self, svg: &mut Svg, frame: &Frame) {
        let (font, right) = (svg.font(), SMALL.width);
        for share in [0, 50, 80, 100] {
            let y = frame.y(f64::from(share));
            let class = match i64::from(share) {
                0 => "ax",
                share if MARKS.contains(&share) => "mark",
                _ => "gr",
            };
            svg.line(class, frame.left, y, right, y);
            let label = format!("{share}%");
            svg.text("q", frame.left - 6.0, y + font * 0.36, Anchor::End, &label);
        }
    }

    /// Counts below the line, shares beside their points, where there is room.
    fn labels(&self, words: &Messages, svg: &mut Svg, frame: &Frame) {
        let font = svg.font();
        let foot = frame.top + PLOT + font * 1.4;
        let mut said = self.said();
        // First and last are the message; those between are labelled where there is room.
        if said.len() > 1 {
            let last = said.len() - 1;
            said.swap(1, last);
        }
        for (count, step) in said {
            let (x, share) = (frame.x(count), step.share.number().unwrap_or(0.0));
            let top = super::top(words, count);
            let half = svg.measure(&top) / 2.0;
            let at = x.clamp(half, SMALL.width - half);
            svg.text_if_free("q", at, foot, Anchor::Middle, &top);
            self.share(svg, (x, frame.y(share)), frame, &step.share);
        }
    }

    /// The share of a point: above it and to the left, or below it and to the right where a line would run through it.
    fn share(&self, svg: &mut Svg, (x, y): (f64, f64), frame: &Frame, share: &Datum) {
        let (font, text) = (svg.font(), format!("{}%", share.text));
        let width = svg.measure(&text);
        let end = (x + 4.0).min(SMALL.width);
        let above = svg.label_box(end, y - font * 0.6, Anchor::End, &text);
        let is_crossed = [50.0, 80.0, 100.0].into_iter().any(|mark| {
            let line = frame.y(mark);
            line > above.y && line < above.y + above.h
        });
        let above_fits = above.x > frame.left + 2.0 && !is_crossed;
        if above_fits && svg.text_if_free("b", end, above.y + font * 0.86, Anchor::End, &text) {
            return;
        }
        let start = (x + 7.0).min(SMALL.width - width);
        svg.text_if_free("b", start, y + font * 1.35, Anchor::Start, &text);
    }
}

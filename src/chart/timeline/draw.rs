//! The static drawings: lanes with names on the left, or above their lane on narrow screens.

use super::{Event, Lane, Timeline, stage};
use crate::chart::measure;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Paper, Path, Rect, Svg, WIDE};
use crate::i18n::Messages;
use crate::model::dataset::Stage;
use crate::model::decimal::Decimal;

/// Thickness of a period.
const BAR: f64 = 10.0;

/// Where years stand: the left edge of the first, and the width of one.
struct Axis {
    first: i16,
    last: i16,
    left: f64,
    step: f64,
}

impl Axis {
    fn start(&self, year: i16) -> f64 {
        self.left + self.step * f64::from(year - self.first)
    }
    fn middle(&self, year: i16) -> f64 {
        self.start(year) + self.step / 2.0
    }
    fn right(&self) -> f64 {
        self.start(self.last) + self.step
    }
}

impl Timeline {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        vec![
            self.lanes(words, WIDE, names),
            self.lanes(words, NARROW, names),
        ]
    }

    fn lanes(&self, words: &Messages, paper: Paper, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let font = svg.font();
        let beside = paper == WIDE && self.lanes.len() > 1;
        let (first, last) = self.years();
        let longest = self
            .lanes
            .iter()
            .map(|lane| svg.measure(&lane.name))
            .fold(0.0, f64::max);
        let left = if beside {
            longest.min(230.0) + 14.0
        } else {
            9.0
        };
        // An open end needs room for its arrow.
        let axis = Axis {
            first,
            last,
            left,
            step: (paper.width - left - 16.0) / f64::from(last - first + 1),
        };
        let legend = self.legend(words, &mut svg);
        let above = legend + font * 1.6;
        let mut y = above;
        let lanes: Vec<(Vec<String>, f64)> = self
            .lanes
            .iter()
            .map(|lane| {
                let lines = if beside {
                    measure::wrap(&lane.name, left - 14.0, font, 2)
                } else if self.lanes.len() > 1 {
                    vec![measure::fit(&lane.name, paper.width - 2.0, font)]
                } else {
                    Vec::new()
                };
                let height = lane_height(font, beside, lines.len());
                (lines, height)
            })
            .collect();
        let bottom = y + lanes.iter().map(|(_, height)| height).sum::<f64>();
        years(&mut svg, &axis, above - font * 0.5, bottom);
        for (lane, (lines, height)) in self.lanes.iter().zip(&lanes) {
            let middle = if beside {
                y + height / 2.0
            } else {
                y + height - BAR - 4.0
            };
            let text_top = if beside {
                middle - lines.len() as f64 * font * 0.64
            } else {
                y
            };
            for (index, line) in lines.iter().enumerate() {
                let baseline = text_top + font * (1.0 + 1.28 * index as f64);
                svg.text("", 0.0, baseline, Anchor::Start, line);
            }
            lane.draw(&mut svg, &axis, middle);
            y += height;
        }
        svg.height = bottom + 4.0;
        svg.finish(names)
    }

    /// What bars and shapes mean; only those that occur.
    fn legend(&self, words: &Messages, svg: &mut Svg) -> f64 {
        let font = svg.font();
        let has_period = self.lanes.iter().any(|lane| lane.period.is_some());
        let mut x = 0.0;
        let mut y = font * 1.1;
        let mut entry = |svg: &mut Svg, mark: Option<Stage>, label: &str| {
            let wide = font * 1.6 + svg.measure(label);
            if x > 0.0 && x + wide > svg.paper.width {
                (x, y) = (0.0, y + font * 1.6);
            }
            match mark {
                Some(stage) => shape(svg, stage, x + font * 0.7, y - font * 0.36, None),
                None => svg.rect(
                    "s1",
                    Rect::new(x, y - font * 0.36 - BAR / 2.0, font * 1.2, BAR),
                    None,
                ),
            }
            svg.text("", x + font * 1.5, y, Anchor::Start, label);
            x += wide + font;
        };
        if has_period {
            entry(svg, None, words.get("chart-timeline-period"));
        }
        for kind in [Stage::ExAnte, Stage::Interim, Stage::ExPost] {
            if self
                .lanes
                .iter()
                .flat_map(|lane| &lane.events)
                .any(|event| event.stage == kind)
            {
                entry(svg, Some(kind), stage(words, kind));
            }
        }
        y + font * 0.6
    }
}

fn lane_height(font: f64, beside: bool, lines: usize) -> f64 {
    if beside {
        (font * 1.28 * lines as f64 + 8.0).max(BAR + 14.0)
    } else {
        font * 1.28 * lines as f64 + BAR + 16.0
    }
}

/// Years above the lanes, as many as find room, and a line at the beginning of each labelled one.
fn years(svg: &mut Svg, axis: &Axis, y: f64, bottom: f64) {
    for year in axis.first..=axis.last {
        if svg.text_if_free("q", axis.middle(year), y, Anchor::Middle, &year.to_string()) {
            let x = axis.middle(year);
            svg.line("gr", x, y + 4.0, x, bottom);
        }
    }
}

impl Lane {
    fn draw(&self, svg: &mut Svg, axis: &Axis, middle: f64) {
        if let Some(span) = &self.period {
            let (from, to) = (
                axis.start(span.first.0),
                span.last
                    .map_or(axis.right(), |last| axis.start(last.0) + axis.step),
            );
            let class = if span.inferred { "s1 prov" } else { "s1" };
            let value = |year: i16| Some(Decimal::new(i64::from(year), 0));
            let (top, bottom) = (middle - BAR / 2.0, middle + BAR / 2.0);
            match span.last {
                Some(last) => {
                    let rect = Rect::new(from + 1.0, top, to - from - 2.0, BAR);
                    svg.rect(class, rect, value(span.first.0));
                    let end = Path::from(to - 1.0, middle - BAR).to(to - 1.0, middle + BAR);
                    svg.path("end", end.data(), value(last.0));
                }
                // No end is printed: the bar goes on.
                None => {
                    let arrow = Path::from(from + 1.0, top)
                        .to(to, top)
                        .to(to, middle - BAR)
                        .to(to + 12.0, middle)
                        .to(to, middle + BAR)
                        .to(to, bottom)
                        .to(from + 1.0, bottom)
                        .close();
                    svg.path(class, arrow.data(), value(span.first.0));
                }
            }
        }
        for event in &self.events {
            let (place, of) = self.place(event);
            let gap = (axis.step / of as f64).min(18.0);
            let x = axis.middle(event.year.0) + gap * (place as f64 - (of as f64 - 1.0) / 2.0);
            shape(
                svg,
                event.stage,
                x,
                middle,
                Some(Decimal::new(i64::from(event.year.0), 0)),
            );
        }
    }

    /// The place of an event among those of its year, and their number.
    fn place(&self, event: &Event) -> (usize, usize) {
        let same: Vec<&Event> = self
            .events
            .iter()
            .filter(|other| other.year == event.year)
            .collect();
        let place = same
            .iter()
            .position(|other| std::ptr::eq(*other, event))
            .unwrap_or(0);
        (place, same.len())
    }
}

/// ◇ ex-ante, △ interim, ○ ex-post.
fn shape(svg: &mut Svg, stage: Stage, x: f64, y: f64, value: Option<Decimal>) {
    let r = 7.0;
    match stage {
        Stage::ExAnte => {
            let path = Path::from(x, y - r - 1.0)
                .to(x + r + 1.0, y)
                .to(x, y + r + 1.0)
                .to(x - r - 1.0, y)
                .close();
            svg.path("s2 event", path.data(), value);
        }
        Stage::Interim => {
            let path = Path::from(x, y - r - 1.0)
                .to(x + r + 1.0, y + r - 1.0)
                .to(x - r - 1.0, y + r - 1.0)
                .close();
            svg.path("s2 event", path.data(), value);
        }
        Stage::ExPost => svg.circle("s2 event", x, y, r, value),
    }
}

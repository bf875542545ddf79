//! The static drawing: a bar a year with its target as a thick line across it, and both figures beside it, so that numbers of
//! any length can be read.

use super::{Indicator, Place};
use crate::chart::datum::{Datum, Status};
use crate::chart::measure;
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Drawing, Names, Rect, SMALL, Svg};
use crate::i18n::Messages;
use crate::model::table::{Missing, RowItem};

/// Height of a bar, and of the line of a target.
const BAR: f64 = 12.0;
const TICK: f64 = 18.0;
/// From one row to the next.
const PITCH: f64 = 24.0;
/// Room that bars need beside the figures; with less, figures stand above them.
const ROOM: f64 = 100.0;

/// Where things stand on the paper.
struct Layout {
    scale: Scale,
    /// Right edges of the figures.
    actual: f64,
    target: f64,
    /// Figures stand on lines of their own, above the bar.
    above: bool,
}

impl Indicator {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        let mut svg = Svg::new(SMALL, f64::MAX);
        let layout = self.layout(&svg);
        let mut y = self.header(words, &mut svg, &layout);
        let mut axis: Vec<(f64, f64)> = Vec::new();
        let mut note = self.periods.first().map_or("", |period| &period.note);
        let mut started = false;
        for (index, period) in self.periods.iter().enumerate() {
            if !started || period.note != note {
                note = &period.note;
                y = self.section(&mut svg, note, y, started);
                started = true;
            }
            let middle = self.row(&mut svg, &layout, index, y);
            y = middle + PITCH / 2.0;
            // The axis stands where bars stand, and not across the lines of text between them.
            match axis.last_mut() {
                Some((_, end)) if (*end - middle + PITCH / 2.0).abs() < 0.1 => *end = y,
                _ => axis.push((middle - PITCH / 2.0, y)),
            }
            y += if layout.above { 4.0 } else { 0.0 };
        }
        for (top, bottom) in axis {
            let zero = layout.scale.zero();
            svg.line("ax", zero, top, zero, bottom);
        }
        svg.height = y + 2.0;
        vec![svg.finish(names)]
    }

    fn layout(&self, svg: &Svg) -> Layout {
        let (font, width) = (svg.font(), svg.paper.width);
        let wide = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| svg.measure(&text)).fold(0.0, f64::max)
        };
        let labels = wide(&mut (0..self.periods.len()).map(|index| self.label(index)));
        let actual = wide(&mut self.actual.data.iter().filter_map(figure));
        let targets = self.target.iter().flat_map(|target| &target.data);
        let targets = wide(&mut targets.filter_map(figure));
        // Headings of the figures have a mark in front.
        let least = if self.target.is_some() {
            font * 3.2
        } else {
            0.0
        };
        let target_room = if self.target.is_some() {
            targets.max(least) + font * 0.8
        } else {
            0.0
        };
        let right = width - target_room;
        let to = right - actual.max(least) - font * 0.8;
        let from = labels + font * 0.7;
        let above = to - from < ROOM;
        let (from, to) = if above {
            (2.0, width - 2.0)
        } else {
            (from, to)
        };
        let values = self.figures().flat_map(|series| &series.data);
        Layout {
            scale: Scale::tight(values.filter_map(Datum::number), from, to),
            actual: if above { width } else { right },
            target: width,
            above,
        }
    }

    /// Names of the two figures, with the marks that stand for them.
    fn header(&self, words: &Messages, svg: &mut Svg, layout: &Layout) -> f64 {
        let Some(target) = &self.target else {
            return 0.0;
        };
        let font = svg.font();
        let y = font;
        let actual = words.get("chart-column-actual-short");
        let is_plan = target.key.starts_with(RowItem::Planned.key());
        let aim = words.get(if is_plan {
            "chart-column-planned-short"
        } else {
            "chart-column-target-short"
        });
        let right = if layout.above {
            layout.target - svg.measure(aim) - font * 1.6
        } else {
            layout.actual
        };
        let left = right - svg.measure(actual);
        svg.text("q", right, y, Anchor::End, actual);
        svg.rect("s1", Rect::new(left - 14.0, y - 10.0, 10.0, 10.0), None);
        let left = layout.target - svg.measure(aim);
        svg.text("q", layout.target, y, Anchor::End, aim);
        svg.rect("tick", Rect::new(left - 9.0, y - 12.0, 4.0, 14.0), None);
        font * 1.5
    }

    /// A line above the first row of its kind: 基準値, 見込み, 目標最終年度; plain years need none.
    fn section(&self, svg: &mut Svg, note: &str, y: f64, started: bool) -> f64 {
        let font = svg.font();
        let y = if started { y + 6.0 } else { y };
        if note.is_empty() {
            return y;
        }
        let note = measure::fit(note, svg.paper.width, font);
        svg.text("q", 0.0, y + font, Anchor::Start, &note);
        y + font * 1.25
    }

    /// Gives the middle of the bar.
    fn row(&self, svg: &mut Svg, layout: &Layout, index: usize, top: f64) -> f64 {
        let font = svg.font();
        let text_y = top + PITCH / 2.0 + font * 0.36;
        let actual = &self.actual.data[index];
        let target = self.target.as_ref().map(|target| &target.data[index]);
        let mut middle = top + PITCH / 2.0;
        if let Some(text) = figure(actual) {
            svg.text("b", layout.actual, text_y, Anchor::End, &text);
        }
        if let Some(text) = target.and_then(figure) {
            let below = layout.above && figure(actual).is_some();
            middle += if below { font * 1.3 } else { 0.0 };
            let y = text_y + middle - top - PITCH / 2.0;
            svg.text("", layout.target, y, Anchor::End, &text);
        }
        let label = self.label(index);
        let label = measure::fit(&label, svg.paper.width, font);
        svg.text_if_free("", 0.0, text_y, Anchor::Start, &label);
        middle += if layout.above { font * 1.4 } else { 0.0 };
        self.bar(svg, layout, index, middle);
        middle
    }

    fn bar(&self, svg: &mut Svg, layout: &Layout, index: usize, middle: f64) {
        let scale = &layout.scale;
        let actual = &self.actual.data[index];
        let target = self.target.as_ref().map(|target| &target.data[index]);
        let tick = target.and_then(|datum| Some((scale.at(datum.number()?), datum.value)));
        match actual.number() {
            Some(value) => {
                let class = match actual.status {
                    Status::Planned => "s1 plan",
                    Status::Provisional => "s1 prov",
                    _ => "s1",
                };
                svg.rect(class, bar(scale, value, class, middle), actual.value);
            }
            None => self.mark(svg, layout, index, middle, tick.map(|(x, _)| x)),
        }
        if let Some((x, value)) = tick {
            let x = (x - 2.0).clamp(0.0, svg.paper.width - 4.0);
            svg.rect("tick", Rect::new(x, middle - TICK / 2.0, 4.0, TICK), value);
        }
    }

    /// The printed mark (調査中, -) where a bar would begin, clear of the line of the target. Where no value can be expected
    /// yet, a dash or a blank says nothing.
    fn mark(&self, svg: &mut Svg, layout: &Layout, index: usize, middle: f64, tick: Option<f64>) {
        let datum = &self.actual.data[index];
        let plain = [Missing::Dash, Missing::Blank, Missing::NotPrinted];
        let is_plain = plain
            .into_iter()
            .any(|missing| datum.status == Status::Missing(missing));
        if self.places[index] != Place::Year && is_plain {
            return;
        }
        let (font, zero) = (svg.font(), layout.scale.zero());
        let mark = missing_text(datum);
        let width = svg.measure(mark);
        let mut left = zero + 6.0;
        if tick.is_some_and(|x| x > zero - 4.0 && x < left + width + 6.0) {
            left = tick.unwrap_or(zero) + 8.0;
        }
        let y = middle + font * 0.36;
        if !svg.text_if_free("q", left, y, Anchor::Start, mark) {
            svg.text_if_free("q", zero - 6.0, y, Anchor::End, mark);
        }
    }

    /// 「2021年度」, or what stands in place of the year.
    fn label(&self, index: usize) -> String {
        let period = &self.periods[index];
        match period.year {
            Some(year) => year.short(period.lang),
            None => measure::fit(&period.label, SMALL.width * 0.4, SMALL.font),
        }
    }
}

/// The figure as it stands beside the bar: also a subset in brackets whose whole is missing.
fn figure(datum: &Datum) -> Option<String> {
    let has_digit = datum.text.contains(|c: char| c.is_ascii_digit());
    has_digit.then(|| datum.text.clone())
}

/// The mark of a missing value without the subset that stands beside it.
fn missing_text(datum: &Datum) -> &str {
    datum.text.split(" (").next().unwrap_or_default()
}

/// The bar of a value: at least a pixel where it is not zero; an outline stands inside its edge.
fn bar(scale: &Scale, value: f64, class: &str, middle: f64) -> Rect {
    let (zero, mut end) = (scale.zero(), scale.at(value));
    if value != 0.0 && (end - zero).abs() < 1.0 {
        end = zero + value.signum();
    }
    let rect = Rect::between(zero, middle - BAR / 2.0, end, middle + BAR / 2.0);
    if class != "s1" && rect.w > 4.0 {
        Rect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0)
    } else {
        rect
    }
}

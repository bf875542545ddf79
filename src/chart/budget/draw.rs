//! The static drawings: columns by year where there is room, rows by year on narrow screens and for two years.

use super::{Budget, part_color};
use crate::chart::datum::{Datum, Period, Series, Status};
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Paper, Rect, SMALL, Svg, WIDE};
use crate::i18n::Messages;
use crate::model::table::RowItem;

/// Height of the plot in columns.
const PLOT: f64 = 220.0;

impl Budget {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        if self.periods.len() <= 2 {
            return vec![self.rows(words, SMALL, names)];
        }
        vec![self.columns(words, names), self.rows(words, NARROW, names)]
    }

    /// Legend entries: parts and executed amount; none where one colour needs no explanation.
    fn legend(&self) -> Vec<(String, &str)> {
        let parts = self
            .parts
            .iter()
            .map(|part| (look(part), part.label.as_str()));
        let executed = self
            .executed
            .iter()
            .map(|series| ("exec".to_owned(), series.label.as_str()));
        let entries: Vec<_> = parts.chain(executed).collect();
        if entries.len() > 1 {
            entries
        } else {
            Vec::new()
        }
    }

    fn draw_legend(&self, svg: &mut Svg) -> f64 {
        let entries = self.legend();
        let entries: Vec<(&str, &str)> = entries
            .iter()
            .map(|(class, label)| (class.as_str(), *label))
            .collect();
        svg.legend(0.0, &entries)
    }

    /// Where the stack of a period ends, above and below zero.
    fn reach(&self, period: usize) -> (f64, f64) {
        let values = self
            .parts
            .iter()
            .filter_map(|part| part.data[period].number());
        values.fold((0.0, 0.0), |(up, down), value| match value {
            value if value < 0.0 => (up, down + value),
            value => (up + value, down),
        })
    }

    fn values(&self) -> Vec<f64> {
        let executed = self
            .executed
            .iter()
            .flat_map(|series| series.data.iter().filter_map(Datum::number));
        let reach = (0..self.periods.len()).map(|period| self.reach(period));
        reach
            .flat_map(|(up, down)| [up, down])
            .chain(executed)
            .collect()
    }

    /// The figure that stands for the whole of a period. Where a source asks for one amount and prints no total of what is asked for,
    /// it is that amount.
    fn whole_of(&self, period: usize) -> Option<&Datum> {
        let whole = &self.whole()?.data[period];
        let mut known = self.parts.iter().map(|part| &part.data[period]);
        let mut planned = known.by_ref().filter(|datum| datum.value.is_some());
        match (planned.next(), planned.next()) {
            (Some(only), None) if whole.value.is_none() && only.is_planned() => Some(only),
            _ => Some(whole),
        }
    }

    fn columns(&self, words: &Messages, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(WIDE, 0.0);
        let font = svg.font();
        let top = self.draw_legend(&mut svg) + font * 2.8;
        let scale = Scale::new(words.lang(), self.values(), top + PLOT, top, 4);
        let left = scale
            .ticks
            .iter()
            .map(|(_, label)| svg.measure(label))
            .fold(0.0, f64::max)
            + 8.0;
        let lines = 1
            + (0..self.periods.len())
                .map(|period| self.foot(words, period).len())
                .max()
                .unwrap_or(0);
        svg.height = top + PLOT + font * (0.6 + 1.45 * lines as f64);
        for (value, label) in &scale.ticks {
            let y = scale.at(*value);
            svg.line("gr", left, y, WIDE.width, y);
            svg.text("q", left - 6.0, y + font * 0.36, Anchor::End, label);
        }
        let step = (WIDE.width - left) / self.periods.len() as f64;
        let bar = (step * 0.42).min(64.0);
        let thin = (step * 0.3).min(46.0);
        for period in 0..self.periods.len() {
            let middle = left + step * (period as f64 + 0.5);
            let has_executed = self.executed.is_some();
            let start = if has_executed {
                middle - (bar + thin + 3.0) / 2.0
            } else {
                middle - bar / 2.0
            };
            self.column(&mut svg, &scale, period, start, bar);
            if has_executed {
                self.executed_column(&mut svg, &scale, period, start + bar + 3.0, thin);
            }
            self.column_foot(
                words,
                &mut svg,
                period,
                middle,
                step,
                top + PLOT + font * 1.45,
            );
        }
        svg.line("ax", left, scale.zero(), WIDE.width, scale.zero());
        svg.finish(names)
    }

    fn column(&self, svg: &mut Svg, scale: &Scale, period: usize, x: f64, width: f64) {
        let (mut up, mut down) = (0.0, 0.0);
        let font = svg.font();
        for part in &self.parts {
            let datum = &part.data[period];
            let Some(value) = datum.number() else {
                continue;
            };
            let end = if value < 0.0 { &mut down } else { &mut up };
            let rect = Rect::between(x, scale.at(*end), x + width, scale.at(*end + value));
            *end += value;
            mark(svg, part, datum, rect);
            let fits = rect.h >= font * 1.4 && rect.w >= svg.measure(&datum.text) + 2.0;
            if fits && self.parts.len() > 1 {
                let (cx, y) = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0 + font * 0.36);
                svg.text(ink_on(part, datum), cx, y, Anchor::Middle, &datum.text);
            }
        }
        if let Some(whole) = self.whole_of(period) {
            let (class, y) = match whole.value {
                Some(_) => ("b", scale.at(up) - font * 0.45),
                None => ("q", scale.zero() - font * 0.45),
            };
            svg.text_if_free(class, x + width / 2.0, y, Anchor::Middle, &whole.text);
        }
    }

    fn executed_column(&self, svg: &mut Svg, scale: &Scale, period: usize, x: f64, width: f64) {
        let Some(datum) = self.executed.as_ref().map(|series| &series.data[period]) else {
            return;
        };
        let font = svg.font();
        let Some(value) = datum.number() else { return };
        svg.rect(
            "exec",
            Rect::between(x, scale.zero(), x + width, scale.at(value)),
            datum.value,
        );
        let y = scale.at(value.max(0.0)) - font * 0.45;
        // Long amounts begin at the bar, so that they do not run over the bar of the total before it.
        let (anchor, x) = match svg.measure(&datum.text) > width {
            true => (Anchor::Start, x),
            false => (Anchor::Middle, x + width / 2.0),
        };
        // Beside the total where there is room, else a line above it.
        if !svg.text_if_free("", x, y, anchor, &datum.text) {
            svg.text_if_free("", x, y - font * 1.2, anchor, &datum.text);
        }
    }

    /// What stands below the year: what kind of amount it is, and the execution rate.
    fn foot(&self, words: &Messages, period: usize) -> Vec<String> {
        let note = Some(self.periods[period].note.clone()).filter(|note| !note.is_empty());
        let rate = self.rate.as_ref().map(|rate| &rate.data[period]);
        let rate = rate.filter(|rate| rate.value.is_some());
        let rate = rate.map(|rate| words.say("chart-rate", &[("rate", &rate.text)]));
        note.into_iter().chain(rate).collect()
    }

    fn column_foot(
        &self,
        words: &Messages,
        svg: &mut Svg,
        period: usize,
        x: f64,
        step: f64,
        y: f64,
    ) {
        let line = svg.font() * 1.45;
        let about = &self.periods[period];
        // One form for all years: the label of one year is a little wider than that of another.
        let fits = |period: &Period| svg.measure(&period.label) < step;
        let label = match self.periods.iter().all(fits) {
            true => about.label.clone(),
            false => about.short(),
        };
        svg.text_if_free("", x, y, Anchor::Middle, &label);
        for (index, text) in self.foot(words, period).iter().enumerate() {
            svg.text_if_free("q", x, y + line * (index + 1) as f64, Anchor::Middle, text);
        }
    }

    fn rows(&self, words: &Messages, paper: Paper, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let mut y = self.draw_legend(&mut svg);
        // Bars may use the whole width: labels stand above them.
        let scale = Scale::tight(self.values(), 1.0, paper.width - 1.0);
        for period in 0..self.periods.len() {
            y = self.row(words, &mut svg, &scale, period, y);
        }
        svg.height = y;
        svg.finish(names)
    }

    fn row(&self, words: &Messages, svg: &mut Svg, scale: &Scale, period: usize, top: f64) -> f64 {
        let (font, width) = (svg.font(), svg.paper.width);
        let about = &self.periods[period];
        let mut y = top + font * 1.25;
        svg.text("b", 2.0, y, Anchor::Start, &about.full());
        if let Some(whole) = self.whole_of(period) {
            svg.text_if_free("b", width - 2.0, y, Anchor::End, &whole.text);
        }
        y += font * 0.45;
        let (mut up, mut down) = (0.0, 0.0);
        for part in &self.parts {
            let datum = &part.data[period];
            let Some(value) = datum.number() else {
                continue;
            };
            let end = if value < 0.0 { &mut down } else { &mut up };
            let rect = Rect::between(scale.at(*end), y, scale.at(*end + value), y + font * 1.3);
            *end += value;
            mark(svg, part, datum, rect);
        }
        let bars = y;
        y += font * 1.3;
        let executed = self
            .executed
            .as_ref()
            .map(|series| (&series.label, &series.data[period]));
        // What a plan cannot have yet is not missing.
        let is_open = |datum: &Datum| {
            datum.value.is_none() && self.whole_of(period).is_some_and(Datum::is_planned)
        };
        if let Some((label, datum)) = executed.filter(|(_, datum)| !is_open(datum)) {
            if let Some(value) = datum.number() {
                let rect =
                    Rect::between(scale.zero(), y + 2.0, scale.at(value), y + 2.0 + font * 0.6);
                svg.rect("exec", rect, datum.value);
                y += 2.0 + font * 0.6;
            }
            svg.line("ax", scale.zero(), bars - 2.0, scale.zero(), y + 2.0);
            y += font * 1.15;
            let rate = self
                .rate
                .as_ref()
                .map(|rate| &rate.data[period])
                .filter(|rate| rate.value.is_some());
            let text = match rate {
                Some(rate) => {
                    let rate = words.say("chart-rate", &[("rate", &rate.text)]);
                    words.remarked(&format!("{label} {}", datum.text), &rate)
                }
                None => format!("{label} {}", datum.text),
            };
            svg.text_if_free("q", width - 2.0, y, Anchor::End, &text);
        } else {
            svg.line("ax", scale.zero(), bars - 2.0, scale.zero(), y + 2.0);
        }
        y + font * 0.6
    }
}

/// Draws the mark of a figure: filled, or an outline for what is not settled; carried-out amounts are hatched.
fn mark(svg: &mut Svg, part: &Series, datum: &Datum, rect: Rect) {
    let class = match datum.status {
        Status::Planned => format!("{} plan", look(part)),
        Status::Provisional => format!("{} prov", look(part)),
        _ => look(part),
    };
    let outlined = matches!(datum.status, Status::Planned | Status::Provisional);
    // An outline is drawn on its edge: half of it would stand outside.
    let rect = if outlined && rect.w > 4.0 && rect.h > 4.0 {
        Rect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0)
    } else {
        rect
    };
    svg.rect(&class, rect, datum.value);
    if !outlined && class.contains("hatched") {
        svg.hatch("hatch", rect);
    }
}

/// Colour of a part, and hatching where colour alone would not do.
fn look(part: &Series) -> String {
    let hatched = match part.item {
        Some(RowItem::CarriedOut) => " hatched",
        _ => "",
    };
    format!("s{}{hatched}", part_color(part))
}

/// The class of a label inside a mark: readable on its colour.
fn ink_on(part: &Series, datum: &Datum) -> &'static str {
    let outlined = matches!(datum.status, Status::Planned | Status::Provisional);
    match look(part).as_str() {
        _ if outlined => "",
        "s2" => "on2",
        "s3" => "on3",
        "s1" => "on1",
        _ => "on4",
    }
}

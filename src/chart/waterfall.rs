//! Change of a budget between two years, row by row (増減の内訳).

mod draw;
mod option;

#[cfg(test)]
mod tests;

use super::datum::{Datum, Period, Status};
use super::table::{Cell, ChartTable, Column, Row};
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::format;
use crate::i18n::Messages;
use crate::labels;
use crate::model::derived;
use crate::model::table::{self, Mark, RowItem, Table, Unit};
use crate::text;

/// From one year to the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    pub from: Period,
    pub to: Period,
    pub unit: String,
    /// Rows in printed order.
    pub steps: Vec<Step>,
    /// The totals between which the steps lead.
    pub total: Option<Step>,
}

/// A row with its two figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub label: String,
    /// Page of what the row is about, as `kind/id`; may be empty.
    pub about: String,
    pub before: Datum,
    pub after: Datum,
    /// After minus before; nothing where one is missing, or may not be added up (内数, 再掲).
    pub change: Option<Datum>,
}

/// Fewer changes than this are better told in a table.
const FEWEST: usize = 2;

/// The waterfall of a table of two years and several rows of money; nothing for other tables.
pub fn spec(words: &Messages, table: &Table) -> Option<ChartSpec> {
    let series: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series())
        .collect();
    let [a, b] = series[..] else { return None };
    between(words, table, a.min(b), a.max(b))
}

/// The waterfall between two columns, the earlier year first.
pub fn between(words: &Messages, table: &Table, a: usize, b: usize) -> Option<ChartSpec> {
    let (from, to) = if table.columns[a].year <= table.columns[b].year {
        (a, b)
    } else {
        (b, a)
    };
    let is_part = |row: &&table::Row| {
        matches!(
            row.item,
            RowItem::LineItem | RowItem::Amount | RowItem::InHouse
        ) && row.level == 0
            && row.unit == table.unit
    };
    if !matches!(table.unit, Unit::Money(_)) {
        return None;
    }
    let step = |row: &table::Row| Step::of(words, row, from, to);
    let steps: Vec<Step> = table.rows.iter().filter(is_part).map(step).collect();
    let total = table
        .item(RowItem::Total)
        .filter(|row| row.unit == table.unit)
        .map(step)
        .filter(|total| total.change.is_some());
    let changes = steps.iter().filter(|step| step.change.is_some()).count();
    (changes >= FEWEST && steps.iter().any(Step::moves)).then(|| {
        let mut waterfall = Waterfall {
            from: Period::of(words, &table.columns[from]),
            to: Period::of(words, &table.columns[to]),
            unit: table.unit.label().to_owned(),
            steps,
            total,
        };
        waterfall.total = waterfall.total.take().or_else(|| waterfall.sum(words));
        ChartSpec {
            id: format!("{}-change", table.id),
            subject: text::mend_radicals(table.title.trim()).into_owned(),
            unit: table.unit.label().to_owned(),
            plot: Plot::Waterfall(Box::new(waterfall)),
        }
    })
}

impl Step {
    fn of(words: &Messages, row: &table::Row, from: usize, to: usize) -> Step {
        let datum = |column| {
            row.figure(column).map_or_else(
                || Datum::none(words.lang()),
                |figure| Datum::of(words.lang(), figure),
            )
        };
        let (before, after) = (datum(from), datum(to));
        let is_marked = |column| {
            let mark: Option<Mark> = row.figure(column).and_then(|figure| figure.mark);
            mark.is_some()
        };
        let countable = !is_marked(from) && !is_marked(to);
        let change = countable
            .then(|| difference(words, &before, &after))
            .flatten();
        Step {
            label: labels::row(words, row),
            about: row.about.clone().unwrap_or_default(),
            before,
            after,
            change,
        }
    }

    fn moves(&self) -> bool {
        self.change
            .as_ref()
            .and_then(|change| change.value)
            .is_some_and(|value| !value.is_zero())
    }

    /// The change as a number for geometry.
    fn size(&self) -> f64 {
        self.change.as_ref().and_then(Datum::number).unwrap_or(0.0)
    }
}

/// After minus before with its sign; nothing where one is missing.
fn difference(words: &Messages, before: &Datum, after: &Datum) -> Option<Datum> {
    derived::difference(before.value?, after.value?)
        .map(|derived| Datum::derived(words.lang(), derived))
}

impl Waterfall {
    /// The sum of the rows as totals, where every row has both figures; computed, and said so.
    fn sum(&self, words: &Messages) -> Option<Step> {
        if self.steps.iter().any(|step| step.change.is_none()) {
            return None;
        }
        let sum = |of: fn(&Step) -> &Datum| {
            let values: Option<Vec<_>> = self.steps.iter().map(|step| of(step).value).collect();
            derived::sum(values?).map(|derived| Datum::derived(words.lang(), derived))
        };
        let (before, after) = (sum(|step| &step.before)?, sum(|step| &step.after)?);
        Some(Step {
            label: words.get("chart-waterfall-sum").to_owned(),
            about: String::new(),
            change: difference(words, &before, &after),
            before,
            after,
        })
    }

    /// What the totals change beyond the changes of the rows; nothing where it is zero or there are no totals.
    fn rest(&self, words: &Messages) -> Option<Datum> {
        let total = self.total.as_ref()?.change.as_ref()?.value?;
        let steps = self
            .steps
            .iter()
            .filter_map(|step| step.change.as_ref()?.value);
        let listed = derived::sum(steps)?.value;
        let rest = derived::difference(listed, total)?;
        (!rest.value.is_zero()).then(|| Datum::derived(words.lang(), rest))
    }

    /// What is drawn, in order: label, change, and whether it is the rest.
    fn drawn<'a>(
        &'a self,
        words: &'a Messages,
        rest: Option<&'a Datum>,
    ) -> Vec<(&'a str, &'a Datum, bool)> {
        let steps = self
            .steps
            .iter()
            .filter_map(|step| Some((step.label.as_str(), step.change.as_ref()?, false)));
        let rest = rest.map(|rest| (words.get("chart-waterfall-rest"), rest, true));
        steps.chain(rest).collect()
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let column = |id: &str, label: String| Column::new(id, label, &self.unit);
        let row = |step: &Step| Row {
            about: step.about.clone(),
            ..Row::new(vec![
                Cell::key(&step.label),
                Cell::Figure(step.before.clone()),
                Cell::Figure(step.after.clone()),
                Cell::Figure(
                    step.change
                        .clone()
                        .unwrap_or_else(|| Datum::none(words.lang())),
                ),
            ])
        };
        let rest = self.rest(words).map(|rest| {
            Row::new(vec![
                Cell::key(words.get("chart-waterfall-rest")),
                Cell::Figure(Datum::none(words.lang())),
                Cell::Figure(Datum::none(words.lang())),
                Cell::Figure(rest),
            ])
        });
        ChartTable {
            columns: vec![
                Column::new("item", words.get("corner-item").to_owned(), ""),
                column(&self.from.key, self.from.full()),
                column(&self.to.key, self.to.full()),
                column("change", words.get("column-change").to_owned()),
            ],
            rows: self
                .steps
                .iter()
                .map(row)
                .chain(rest)
                .chain(self.total.iter().map(row))
                .collect(),
        }
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let (from, to) = (self.from.full(), self.to.full());
        let moved = |up: bool| {
            let moving = self
                .steps
                .iter()
                .filter(move |step| step.moves() && (step.size() > 0.0) == up);
            moving.collect::<Vec<_>>()
        };
        let (up, down) = (moved(true), moved(false));
        let message = match &self.total {
            Some(total) => {
                let value = |datum: &Datum| {
                    datum
                        .value
                        .map_or_else(String::new, |v| words::with_unit(words, v, &self.unit))
                };
                let change = match (total.before.value, total.after.value) {
                    (Some(before), Some(after)) => words::change(words, before, after, &self.unit),
                    _ => String::new(),
                };
                let about = [("subject", subject), ("part", total.label.as_str())];
                let about = words.say("chart-subject-part", &about);
                let arguments = [
                    ("subject", about.as_str()),
                    ("from", &from),
                    ("before", &value(&total.before)),
                    ("to", &to),
                    ("after", &value(&total.after)),
                    ("change", &change),
                ];
                words.say("chart-message-trend", &arguments)
            }
            None => {
                let (up, down) = (up.len().to_string(), down.len().to_string());
                let arguments = [
                    ("subject", subject),
                    ("from", &from),
                    ("to", &to),
                    ("up", &up),
                    ("down", &down),
                ];
                words.say("chart-waterfall-message", &arguments)
            }
        };
        let largest = |steps: &[&Step], key: &str| {
            let step = steps
                .iter()
                .max_by(|a, b| a.size().abs().total_cmp(&b.size().abs()))?;
            let change = step.change.as_ref()?;
            let change = format::with_unit(words.lang(), &change.text, &self.unit);
            let arguments = [("name", step.label.as_str()), ("change", &change)];
            Some(words.say(key, &arguments))
        };
        let up = largest(&up, "chart-waterfall-up");
        let down = largest(&down, "chart-waterfall-down");
        Words {
            message,
            reading: words.get("chart-reading-waterfall").to_owned(),
            sentences: up
                .into_iter()
                .chain(down)
                .chain(self.left_out(words))
                .collect(),
        }
    }

    /// The rows that are not drawn, with what is printed in their place.
    fn left_out(&self, words: &Messages) -> Option<String> {
        let list: Vec<String> = self
            .steps
            .iter()
            .filter(|step| step.change.is_none())
            .map(|step| {
                let missing = [&step.before, &step.after];
                let reason = missing
                    .into_iter()
                    .find(|datum| matches!(datum.status, Status::Missing(_)));
                let reason = reason.map_or(step.after.text.as_str(), |datum| &datum.text);
                words.say(
                    "chart-missing-period",
                    &[("period", &step.label), ("reason", reason)],
                )
            })
            .collect();
        let list = words.list(list);
        (!list.is_empty()).then(|| words.say("chart-waterfall-left-out", &[("list", &list)]))
    }
}

//! A measure → columns of a CSV file: the values, and beside them what some of them have besides.

use std::borrow::Cow;

use super::page::CsvColumn;
use super::{Also, AlsoValue, Figured, Held, unit};
use crate::chart::datum::Status;
use crate::chart::table::status_text;
use crate::diagnostic::Lang;
use crate::format;
use crate::i18n::Messages;
use crate::render::view::CellView;

/// The data of one row or column of a table, a cell a record.
#[derive(Debug)]
pub(super) struct Measure<'a> {
    pub(super) label: String,
    /// Id of the row, where a record is not a row.
    pub(super) row: Option<&'a str>,
    /// Id of the column, where a record is not a column.
    pub(super) column: Option<&'a str>,
    /// Unit of the figures; empty where it is not declared.
    pub(super) unit: &'a str,
    pub(super) cells: Vec<Option<&'a CellView>>,
}

/// A column of a CSV file with its fields.
pub(super) type Filled = (CsvColumn, Vec<String>);

impl Measure<'_> {
    /// The label without line breaks, and without a unit that it has in brackets.
    fn name(&self) -> String {
        let label = clean(&self.label);
        let figures = self.figures().map(|(_, figure)| figure.unit.as_str());
        let mut units = figures.chain(std::iter::once(self.unit)).map(unit);
        let bare = units.find_map(|unit| {
            let english = format::unit(Lang::En, unit);
            let bare = label.strip_suffix(&format!("（{unit}）"));
            bare.or_else(|| label.strip_suffix(&format!(" ({english})")))
        });
        bare.unwrap_or(&label).to_owned()
    }

    /// The columns that the measure takes: its values, and what any of them needs besides.
    pub(super) fn columns(&self, words: &Messages) -> Vec<Filled> {
        let mut columns = self.values(words);
        columns.extend(self.statuses(words));
        for also in self.also() {
            columns.extend(self.further(words, also));
        }
        let text = |of: &dyn Fn(&CellView) -> String| {
            let fields: Vec<String> = self.texts(of);
            fields
                .iter()
                .any(|field| !field.is_empty())
                .then_some(fields)
        };
        let named = [
            ("marks", text(&|cell| marks(words, cell))),
            ("note", text(&note)),
            ("formula", text(&formula)),
        ];
        for (part, fields) in named {
            if let Some(fields) = fields {
                columns.push(self.filled(self.named(words, part), part, fields));
            }
        }
        columns
    }

    fn values(&self, words: &Messages) -> Vec<Filled> {
        let held = || self.cells.iter().flatten().map(|cell| &cell.data.held);
        let is_year = held().any(|held| matches!(held, Held::Year(_)));
        let units = self.figures().filter(|(_, figure)| figure.value.is_some());
        let units: Vec<&str> = units.map(|(_, figure)| unit(&figure.unit)).collect();
        let fields = self.texts(|cell| match &cell.data.held {
            Held::Text => cell.text.clone(),
            Held::Year(year) => year.0.to_string(),
            Held::Figure(figure) => figure
                .value
                .map(|value| value.to_string())
                .unwrap_or_default(),
        });
        let common = common(&units, unit(self.unit));
        let name = if is_year {
            "fiscal_year".to_owned()
        } else {
            heading(words, &self.name(), common.unwrap_or_default())
        };
        let part = if is_year { "fiscal_year" } else { "value" };
        let mut columns = vec![self.filled(name, part, fields)];
        if common.is_none() {
            let units = self.texts(|cell| match &cell.data.held {
                Held::Figure(figure) if figure.value.is_some() => {
                    format::unit(words.lang(), unit(&figure.unit))
                }
                _ => String::new(),
            });
            columns.push(self.filled(self.named(words, "unit"), "unit", units));
        }
        columns
    }

    fn statuses(&self, words: &Messages) -> Option<Filled> {
        let all_settled = self
            .figures()
            .all(|(_, figure)| figure.status == Status::Settled);
        if all_settled {
            return None;
        }
        let fields = self.texts(|cell| match &cell.data.held {
            Held::Figure(figure) => status_text(words, figure.status),
            _ => String::new(),
        });
        let name = words.say("chart-column-status", &[("column", &self.name())]);
        Some(self.filled(name, "status", fields))
    }

    /// The further data of all cells, each kind once.
    fn also(&self) -> Vec<&Also> {
        let mut kinds: Vec<&Also> = Vec::new();
        for also in self.cells.iter().flatten().flat_map(|cell| &cell.data.also) {
            if !kinds.iter().any(|known| known.is_like(also)) {
                kinds.push(also);
            }
        }
        kinds
    }

    fn further(&self, words: &Messages, kind: &Also) -> Vec<Filled> {
        let of = |cell: &CellView| -> Option<AlsoValue> {
            let found = cell.data.also.iter().find(|also| also.is_like(kind))?;
            Some(found.value.clone())
        };
        let found: Vec<AlsoValue> = self.cells.iter().flatten().filter_map(|c| of(c)).collect();
        let units = found.iter().filter_map(|value| match value {
            AlsoValue::Number(_, label) => Some(unit(label)),
            _ => None,
        });
        let units: Vec<&str> = units.collect();
        let fields = self.texts(|cell| match of(cell) {
            Some(AlsoValue::Number(value, _)) => value.to_string(),
            Some(AlsoValue::Year(year)) => year.0.to_string(),
            Some(AlsoValue::Text(text)) => text,
            None => String::new(),
        });
        let common = common(&units, "");
        let label = part(words, &self.name(), &kind.label);
        let name = heading(words, &label, common.unwrap_or_default());
        let mut columns = vec![self.filled(name, kind.key, fields)];
        if common.is_none() {
            let units = self.texts(|cell| match of(cell) {
                Some(AlsoValue::Number(_, label)) => format::unit(words.lang(), unit(&label)),
                _ => String::new(),
            });
            let name = words.say("data-unit", &[("column", &label)]);
            columns.push(self.filled(name, "unit", units));
        }
        columns
    }

    fn figures(&self) -> impl Iterator<Item = (&CellView, &Figured)> {
        let cells = self.cells.iter().flatten();
        cells.filter_map(|cell| match &cell.data.held {
            Held::Figure(figure) => Some((*cell, &**figure)),
            _ => None,
        })
    }

    /// One field a record; empty where there is no cell.
    fn texts(&self, of: impl Fn(&CellView) -> String) -> Vec<String> {
        let cells = self.cells.iter();
        cells
            .map(|cell| cell.map(&of).unwrap_or_default())
            .collect()
    }

    fn named(&self, words: &Messages, part: &str) -> String {
        words.say(&format!("data-{part}"), &[("column", &self.name())])
    }

    fn filled(&self, heading: String, part: &'static str, fields: Vec<String>) -> Filled {
        let column = CsvColumn {
            heading,
            part: Cow::Borrowed(part),
            row: self.row.map(str::to_owned),
            column: self.column.map(str::to_owned),
        };
        (column, fields)
    }
}

/// The one unit that all figures have; nothing where they differ.
fn common<'u>(units: &[&'u str], declared: &'u str) -> Option<&'u str> {
    match units.split_first() {
        None => Some(declared),
        Some((first, rest)) => rest.iter().all(|unit| unit == first).then_some(*first),
    }
}

/// The heading of a column of figures, `当初予算_百万円`.
fn heading(words: &Messages, label: &str, unit: &str) -> String {
    match unit {
        "" => clean(label),
        unit => {
            let unit = format::unit(words.lang(), unit);
            words.say(
                "data-heading",
                &[("column", &clean(label)), ("unit", &unit)],
            )
        }
    }
}

/// The heading of a part of a column: 「予算額_2021年度」, "Budget: FY2021".
pub(super) fn part(words: &Messages, column: &str, part: &str) -> String {
    words.say("data-part", &[("column", column), ("part", part)])
}

/// A heading has no line breaks.
pub(super) fn clean(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn marks(words: &Messages, cell: &CellView) -> String {
    let check = Some(&cell.check).filter(|check| !check.is_empty());
    let marks: Vec<&str> = cell.marks.iter().chain(check).map(String::as_str).collect();
    words.dotted(marks)
}

fn is_computed(cell: &CellView) -> bool {
    matches!(&cell.data.held, Held::Figure(figure) if figure.status == Status::Derived)
}

/// The remark; that of a computed figure is its formula.
fn note(cell: &CellView) -> String {
    if is_computed(cell) {
        String::new()
    } else {
        cell.note.clone()
    }
}

fn formula(cell: &CellView) -> String {
    if is_computed(cell) {
        cell.note.clone()
    } else {
        String::new()
    }
}

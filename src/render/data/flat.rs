//! A table → its flat twin: what is a record, which columns the file has.
//!
//! The rules are those of 統計表における機械判読可能なデータの表記方法の統一ルール (総務省, 2020): one datum a field, units in
//! the heading, numbers without separators, western years, no merged cells.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::measure::{Filled, Measure, clean, part};
use super::page::CsvColumn;
use super::{Layout, Period, Place};
use crate::csv_file::CsvFile;
use crate::i18n::Messages;
use crate::render::context::Context;
use crate::render::view::{CellView, RowView, TableView};

/// The content of a CSV file.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) columns: Vec<CsvColumn>,
    /// The fields of each column.
    fields: Vec<Vec<String>>,
}

impl Flat {
    pub(super) fn of(cx: &Context<'_>, table: &TableView) -> Flat {
        let source = Source { cx, table };
        let columns = match &table.data.layout {
            Layout::Rows => source.rows(),
            Layout::Columns => source.periods(),
            Layout::Cells(measure) => source.cells(measure),
        };
        let mut flat = Flat::default();
        let mut seen = BTreeSet::new();
        for (mut column, fields) in columns {
            column.heading = unique(cx.messages, &mut seen, &column);
            flat.columns.push(column);
            flat.fields.push(fields);
        }
        flat
    }

    /// The file.
    pub(super) fn csv(&self) -> String {
        let headings: Vec<&str> = self.columns.iter().map(|c| c.heading.as_str()).collect();
        let mut file = CsvFile::new(&headings);
        let records = self.fields.first().map_or(0, Vec::len);
        for record in 0..records {
            let fields: Vec<&str> = self.fields.iter().map(|f| f[record].as_str()).collect();
            file.record(&fields);
        }
        file.text()
    }
}

/// A heading that the file does not have yet: with the id of the row or column, or a number.
fn unique(words: &Messages, seen: &mut BTreeSet<String>, column: &CsvColumn) -> String {
    let plain = &column.heading;
    let id = column.row.as_deref().or(column.column.as_deref());
    let with_id = id.map(|id| words.remarked(plain, id));
    let mut number = 1;
    let mut heading = plain.clone();
    while !seen.insert(heading.clone()) {
        number += 1;
        heading = match (&with_id, number) {
            (Some(with_id), 2) => with_id.clone(),
            _ => format!("{plain}_{number}"),
        };
    }
    heading
}

/// A table on its way to a file.
struct Source<'a> {
    cx: &'a Context<'a>,
    table: &'a TableView,
}

impl<'a> Source<'a> {
    /// A record is a row.
    fn rows(&self) -> Vec<Filled> {
        let rows: Vec<&RowView> = self.table.all_rows().collect();
        let mut columns = self.row_keys(&rows);
        for (at, column) in self.table.columns.iter().enumerate() {
            let label = match column.note.as_str() {
                "" => column.label.clone(),
                note => part(self.cx.messages, &column.label, note),
            };
            let measure = Measure {
                label,
                row: None,
                column: Some(&column.data.id),
                unit: &column.data.unit,
                cells: rows.iter().map(|row| row.cells.get(at)).collect(),
            };
            columns.extend(measure.columns(self.cx.messages));
        }
        let places = rows.iter().map(|row| {
            let mut places = row.data.places.iter().collect();
            add_places(&mut places, row.cells.iter());
            places
        });
        columns.extend(self.sources(places.collect()));
        columns
    }

    /// A record is a period, a column a measure.
    fn periods(&self) -> Vec<Filled> {
        let records = self.records();
        let mut columns = self.period_keys(&records);
        for row in self.table.all_rows() {
            let mut measure = Measure {
                label: row.label.clone(),
                row: Some(&row.data.id),
                column: None,
                unit: &row.data.unit,
                cells: records.iter().map(|at| row.cells.get(*at)).collect(),
            };
            columns.extend(measure.columns(self.cx.messages));
            for (at, to) in self.changes() {
                let Some(cell) = row.cells.get(at).filter(|cell| !cell.text.is_empty()) else {
                    continue;
                };
                let cells = records.iter().map(|record| (*record == to).then_some(cell));
                let change = &self.table.columns[at];
                measure.label = part(self.cx.messages, &row.label, &change.label);
                measure.column = Some(&change.data.id);
                measure.cells = cells.collect();
                columns.extend(measure.columns(self.cx.messages));
                measure.column = None;
            }
        }
        let places = records.iter().map(|at| {
            let cells = self.table.all_rows().filter_map(|row| row.cells.get(*at));
            let mut places: Vec<&Place> = Vec::new();
            add_places(&mut places, cells);
            places
        });
        columns.extend(self.sources(places.collect()));
        columns
    }

    /// A record is a row in a period.
    fn cells(&self, label: &str) -> Vec<Filled> {
        let periods = self.records();
        let pairs = || {
            let rows = self.table.all_rows();
            rows.flat_map(|row| periods.iter().map(move |at| (row, *at)))
        };
        let rows: Vec<&RowView> = pairs().map(|(row, _)| row).collect();
        let records: Vec<usize> = pairs().map(|(_, at)| at).collect();
        let mut columns = self.row_keys(&rows);
        columns.extend(self.period_keys(&records));
        let unit = rows.first().map_or("", |row| row.data.unit.as_str());
        let value = Measure {
            label: label.to_owned(),
            row: None,
            column: None,
            unit,
            cells: pairs().map(|(row, at)| row.cells.get(at)).collect(),
        };
        columns.extend(value.columns(self.cx.messages));
        for (at, to) in self.changes() {
            let change = &self.table.columns[at];
            let cells = pairs().map(|(row, record)| row.cells.get(at).filter(|_| record == to));
            let measure = Measure {
                label: change.label.clone(),
                row: None,
                column: Some(&change.data.id),
                unit,
                cells: cells.collect(),
            };
            columns.extend(measure.columns(self.cx.messages));
        }
        let places = pairs().map(|(row, at)| {
            let mut places = Vec::new();
            add_places(&mut places, row.cells.get(at).into_iter());
            places
        });
        columns.extend(self.sources(places.collect()));
        columns
    }

    /// Positions of the columns that are records.
    fn records(&self) -> Vec<usize> {
        let columns = self.table.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.data.change_to.is_none())
            .map(|(at, _)| at)
            .collect()
    }

    /// Columns that show a change, with the column up to which they do.
    fn changes(&self) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let columns = self.table.columns.iter().enumerate();
        columns.filter_map(|(at, column)| Some((at, column.data.change_to?)))
    }

    /// What a row is: its heading, the thing it is about, its depth and kind.
    fn row_keys(&self, rows: &[&RowView]) -> Vec<Filled> {
        let words = self.cx.messages;
        let is_year = rows.iter().any(|row| row.data.fiscal_year.is_some());
        let name = match (is_year, self.table.corner.as_str()) {
            (true, _) => "fiscal_year".to_owned(),
            (_, "") => words.get("corner-item").to_owned(),
            (_, corner) => clean(corner),
        };
        let label = |row: &RowView| match row.data.fiscal_year {
            Some(year) => year.0.to_string(),
            None if is_year => String::new(),
            None => row.label.clone(),
        };
        let fields = rows.iter().map(|row| label(row)).collect();
        let part = if is_year { "fiscal_year" } else { "row" };
        let mut columns = vec![key(name, part, fields)];
        let mut add = |part: &'static str, of: &dyn Fn(&RowView) -> String| {
            let fields: Vec<String> = rows.iter().map(|row| of(row)).collect();
            columns.push(key(
                words.get(&format!("data-{part}")).to_owned(),
                part,
                fields,
            ));
        };
        // What stands in place of a year is no year.
        let words_for = |row: &RowView| match row.data.fiscal_year {
            None => row.label.clone(),
            Some(_) => String::new(),
        };
        if is_year && rows.iter().any(|row| !words_for(row).is_empty()) {
            add("period", &words_for);
        }
        if rows.iter().any(|row| row.data.about.is_some()) {
            add("id", &|row| row.data.about.clone().unwrap_or_default());
        }
        if rows.iter().any(|row| row.level > 0) {
            add("level", &|row| row.level.to_string());
        }
        if rows.iter().any(|row| row.total || row.derived) {
            add("row_kind", &|row| {
                let kind = match (row.derived, row.total) {
                    (true, _) => "data-kind-derived",
                    (_, true) => "data-kind-total",
                    _ => "data-kind-item",
                };
                words.get(kind).to_owned()
            });
        }
        columns
    }

    /// Which period a column is about.
    fn period_keys(&self, records: &[usize]) -> Vec<Filled> {
        let words = self.cx.messages;
        let none = Period::default();
        let periods: Vec<&Period> = records
            .iter()
            .map(|at| {
                self.table.columns[*at]
                    .data
                    .period
                    .as_ref()
                    .unwrap_or(&none)
            })
            .collect();
        let years = periods.iter().map(|period| {
            period
                .fiscal_year
                .map(|year| year.0.to_string())
                .unwrap_or_default()
        });
        let mut columns = vec![key(
            "fiscal_year".to_owned(),
            "fiscal_year",
            years.collect(),
        )];
        let mut add = |part: &'static str, name: &str, of: fn(&Period) -> &str| {
            if periods.iter().any(|period| !of(period).is_empty()) {
                let fields = periods.iter().map(|period| of(period).to_owned()).collect();
                columns.push(key(words.get(name).to_owned(), part, fields));
            }
        };
        add("phase", "chart-column-note", |period| &period.phase_label);
        add("period", "data-period", |period| &period.words);
        columns
    }

    /// The last column: where each record comes from. Nothing where no record says so.
    fn sources(&self, places: Vec<Vec<&Place>>) -> Option<Filled> {
        if places.iter().all(Vec::is_empty) {
            return None;
        }
        let fields = places
            .iter()
            .map(|places| sources(self.cx, places))
            .collect();
        let name = self.cx.t("chart-column-source");
        Some(key(name, "source", fields))
    }
}

fn key(heading: String, part: &'static str, fields: Vec<String>) -> Filled {
    let column = CsvColumn {
        heading,
        part: Cow::Borrowed(part),
        row: None,
        column: None,
    };
    (column, fields)
}

fn add_places<'a>(found: &mut Vec<&'a Place>, cells: impl Iterator<Item = &'a CellView>) {
    for place in cells.filter_map(|cell| cell.data.place.as_ref()) {
        if !found.contains(&place) {
            found.push(place);
        }
    }
}

/// Places in words, edition by edition.
fn sources(cx: &Context<'_>, places: &[&Place]) -> String {
    let mut texts = Vec::new();
    for edition in places
        .iter()
        .map(|place| place.edition)
        .collect::<BTreeSet<_>>()
    {
        let Some(cx) = cx.dataset.editions.get(&edition).map(|e| cx.in_edition(e)) else {
            continue;
        };
        let own = places.iter().filter(|place| place.edition == edition);
        let citations: Vec<_> = own.map(|place| &place.citation).collect();
        texts.extend(cx.sources(&citations));
    }
    texts.join("；")
}

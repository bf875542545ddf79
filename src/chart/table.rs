//! The data of a chart as a table: what stands under it, in its CSV file and in its JSON file.
//!
//! The CSV follows 統計表における機械判読可能なデータの表記方法の統一ルール (総務省, 2020): one datum a cell, units in the heading,
//! numbers without separators, western years, no merged cells.

use serde_json::{Map, Value, json};

use super::datum::{Datum, Period, Series, Status};
use crate::csv_file::CsvFile;
use crate::diagnostic::Lang;
use crate::format;
use crate::i18n::Messages;
use crate::model::decimal::Decimal;
use crate::model::table::Citation;

/// A column: keys come first, figures after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in JSON, stable over years: `fiscal_year`, `initial`.
    pub id: String,
    /// Heading for readers.
    pub label: String,
    /// Unit of the figures; may be empty.
    pub unit: String,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// What the row is about: for readers, and for programs (`2021(令和3)年度`, `2021`).
    Key { text: String, raw: String },
    /// A figure.
    Figure(Datum),
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Sources of its words, beside those of its figures.
    pub sources: Vec<Citation>,
    /// Where the row stands on the page or elsewhere, as `kind/id`; may be empty.
    pub about: String,
}

/// What a column of the CSV file has; columns of the table count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Value(usize),
    Status(usize),
    /// The subset of each figure, printed in brackets.
    Subset(usize),
    Source,
}

/// The data of a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChartTable {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Column {
    pub fn new(id: &str, label: String, unit: &str) -> Column {
        let unit = if unit == "-" { "" } else { unit };
        Column {
            id: id.to_owned(),
            label,
            unit: unit.to_owned(),
        }
    }
    /// The heading in a data file: `予算額_百万円`.
    fn header(&self, lang: Lang) -> String {
        match self.id.as_str() {
            "fiscal_year" => self.id.clone(),
            _ => heading(lang, &self.label, &self.unit),
        }
    }
}

impl Cell {
    /// A key that reads the same for everybody.
    pub fn key(text: &str) -> Cell {
        Cell::Key {
            text: text.to_owned(),
            raw: text.to_owned(),
        }
    }
}

impl Row {
    pub fn new(cells: Vec<Cell>) -> Row {
        Row {
            cells,
            sources: Vec::new(),
            about: String::new(),
        }
    }
    /// The sources of the row, each once, in order.
    pub fn citations(&self) -> Vec<&Citation> {
        let mut seen = Vec::new();
        for cell in &self.cells {
            if let Cell::Figure(Datum {
                citation: Some(citation),
                ..
            }) = cell
                && !seen.contains(&citation)
            {
                seen.push(citation);
            }
        }
        for citation in &self.sources {
            if !seen.contains(&citation) {
                seen.push(citation);
            }
        }
        seen
    }
}

/// Names the sources of a row: one text a document.
pub type Cite<'a> = &'a dyn Fn(&[&Citation]) -> Vec<String>;

impl ChartTable {
    /// One row a period, one column a series.
    pub fn over_time(words: &Messages, periods: &[Period], series: &[&Series]) -> ChartTable {
        // What stands in place of a year (基準値) is no year: data files have it in the next column.
        let note = |period: &Period| match (period.year, period.note.as_str()) {
            (None, "") => period.label.clone(),
            (_, note) => note.to_owned(),
        };
        let has_notes = periods.iter().any(|period| !note(period).is_empty());
        let mut columns = vec![Column::new(
            "fiscal_year",
            words.get("chart-column-year").to_owned(),
            "",
        )];
        if has_notes {
            columns.push(Column::new(
                "note",
                words.get("chart-column-note").to_owned(),
                "",
            ));
        }
        columns.extend(
            series
                .iter()
                .map(|series| Column::new(&series.key, series.label.clone(), &series.unit)),
        );
        // A figure in another unit than the chart's stands beside the converted one as its source prints it.
        let printed: Vec<&&Series> = series
            .iter()
            .filter(|series| series.data.iter().any(|datum| datum.printed.is_some()))
            .collect();
        columns.extend(printed.iter().map(|series| {
            let id = format!("{}_printed", series.key);
            let label = words.say("chart-column-printed", &[("column", &series.label)]);
            Column::new(&id, label, "")
        }));
        let row = |(index, period): (usize, &Period)| {
            let mut cells = vec![Cell::Key {
                text: period.label.clone(),
                raw: period
                    .year
                    .map(|year| year.0.to_string())
                    .unwrap_or_default(),
            }];
            if has_notes {
                cells.push(Cell::key(&note(period)));
            }
            cells.extend(
                series
                    .iter()
                    .map(|series| Cell::Figure(series.data[index].clone())),
            );
            let printed = printed.iter().map(|series| {
                let datum = &series.data[index];
                Cell::key(&super::words::printed(words, datum, &series.unit))
            });
            cells.extend(printed);
            Row::new(cells)
        };
        ChartTable {
            columns,
            rows: periods.iter().enumerate().map(row).collect(),
        }
    }

    /// The sources of all rows, each once, in order.
    pub fn citations(&self) -> Vec<&Citation> {
        let mut seen = Vec::new();
        for citation in self.rows.iter().flat_map(Row::citations) {
            if !seen.contains(&citation) {
                seen.push(citation);
            }
        }
        seen
    }

    /// The figures of a column, top to bottom.
    pub fn figures(&self, column: usize) -> impl Iterator<Item = &Datum> {
        self.rows
            .iter()
            .filter_map(move |row| match row.cells.get(column) {
                Some(Cell::Figure(datum)) => Some(datum),
                _ => None,
            })
    }

    /// The columns of the CSV file. A column whose figures are not all settled is followed by one with their status, one that
    /// has subsets by one with these; the last column names the sources.
    pub fn fields(&self, words: &Messages) -> Vec<(String, Field)> {
        let mut fields = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            fields.push((column.header(words.lang()), Field::Value(at)));
            let mut figures = self.figures(at);
            if !figures.all(|datum| datum.status == Status::Settled) {
                let heading = words.say("chart-column-status", &[("column", &column.label)]);
                fields.push((heading, Field::Status(at)));
            }
            if self.figures(at).any(|datum| datum.subset.is_some()) {
                let subset = words.get("data-subset");
                let label = words.say("data-part", &[("column", &column.label), ("part", subset)]);
                fields.push((
                    heading(words.lang(), &label, &column.unit),
                    Field::Subset(at),
                ));
            }
        }
        fields.push((words.get("chart-column-source").to_owned(), Field::Source));
        fields
    }

    /// RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8.
    pub fn csv(&self, words: &Messages, cite: Cite<'_>) -> String {
        let (header, fields): (Vec<_>, Vec<_>) = self.fields(words).into_iter().unzip();
        let mut file = CsvFile::new(&header);
        for row in &self.rows {
            let field = |field: &Field| match field {
                Field::Value(at) => match &row.cells[*at] {
                    Cell::Key { raw, .. } => raw.clone(),
                    Cell::Figure(datum) => datum.value.map(|v| v.to_string()).unwrap_or_default(),
                },
                Field::Status(at) => match &row.cells[*at] {
                    Cell::Key { .. } => String::new(),
                    Cell::Figure(datum) => status_text(words, datum.status),
                },
                Field::Subset(at) => match &row.cells[*at] {
                    Cell::Key { .. } => String::new(),
                    Cell::Figure(datum) => datum.subset.map(|v| v.to_string()).unwrap_or_default(),
                },
                Field::Source => cite(&row.citations()).join("；"),
            };
            file.record(&fields.iter().map(field).collect::<Vec<_>>());
        }
        file.text()
    }

    /// Columns and rows as JSON.
    pub fn json(&self, lang: Lang, cite: Cite<'_>) -> Map<String, Value> {
        let columns: Vec<Value> = self
            .columns
            .iter()
            .map(|column| {
                json!({
                    "id": column.id,
                    "label": column.label,
                    "unit": format::unit(lang, &column.unit),
                })
            })
            .collect();
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let mut object = Map::new();
                for (cell, column) in row.cells.iter().zip(&self.columns) {
                    object.insert(column.id.clone(), cell_json(cell));
                }
                object.insert("source".into(), Value::from(cite(&row.citations())));
                Value::Object(object)
            })
            .collect();
        let mut map = Map::new();
        map.insert("columns".into(), Value::from(columns));
        map.insert("rows".into(), Value::from(rows));
        map
    }
}

fn cell_json(cell: &Cell) -> Value {
    match cell {
        Cell::Key { raw, .. } => match raw.parse::<i64>() {
            Ok(year) if raw.len() == 4 => Value::from(year),
            _ => Value::from(raw.clone()),
        },
        Cell::Figure(datum) => {
            let mut cell = json!({
                "value": datum.value.map(exact),
                "status": datum.status.key(),
                "text": datum.text,
            });
            if let (Some(subset), Value::Object(cell)) = (datum.subset, &mut cell) {
                cell.insert("subset".into(), exact(subset));
            }
            if let (Some(derived), Value::Object(cell)) = (&datum.derivation, &mut cell) {
                let inputs: Vec<Value> = derived.inputs.iter().copied().map(exact).collect();
                cell.insert("formula".into(), Value::from(derived.formula.key()));
                cell.insert("inputs".into(), Value::from(inputs));
            }
            cell
        }
    }
}

/// The largest number up to which a double holds every whole number (2^53).
const EXACT: u64 = 1 << 53;

/// A JSON number with the same digits; a string where a double cannot hold them.
pub fn exact(value: Decimal) -> Value {
    let text = value.to_string();
    if value.scale() == 0 {
        return match value.mantissa() {
            whole if whole.unsigned_abs() <= EXACT => Value::from(whole),
            _ => Value::from(text),
        };
    }
    match text.parse::<f64>() {
        Ok(number) if Decimal::parse(&number.to_string()) == Some(value) => Value::from(number),
        _ => Value::from(text),
    }
}

/// The heading of a column of figures with its unit.
fn heading(lang: Lang, label: &str, unit: &str) -> String {
    match (unit, lang) {
        ("", _) => label.to_owned(),
        (unit, Lang::Ja) => format!("{label}_{unit}"),
        (unit, Lang::En) => format!("{label} ({})", format::unit(lang, unit)),
    }
}

/// A status in words: why a figure is missing, or how settled it is.
pub fn status_text(words: &Messages, status: Status) -> String {
    match status {
        Status::Missing(missing) => missing.mark(words.lang()).to_owned(),
        status => words
            .get(&format!("chart-status-{}", status.key()))
            .to_owned(),
    }
}

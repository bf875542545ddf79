//! The edition as a spreadsheet (`edition.xlsx`): a sheet a table, cells with types, no formula anywhere.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::licences;
use super::rows::Source;
use super::specs;
use super::table::{Field, Kind, Spec, Value};
use crate::model::decimal::Decimal;

/// Cells beyond which there is no spreadsheet: programs that open one hold all of it in memory.
pub const LARGEST: usize = 20_000_000;

/// Rows of a sheet, heading included (Excel specifications and limits). A longer table has several sheets.
const ROWS: u32 = 1_048_576;
/// Characters (UTF-16 units) of a cell (Excel specifications and limits).
const CHARACTERS: usize = 32_767;
/// Digits that a number of a spreadsheet holds (Excel specifications and limits); longer ones become texts.
const DIGITS: u32 = 15;
/// Widths of columns, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=40;
/// Rows that decide the width of a column.
const MEASURED: usize = 200;

/// The spreadsheet in the making. Rows go to a temporary file as they come; of sheets that are done, little is in memory.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    cells: usize,
    /// Nothing more is added once the book is too large.
    failed: bool,
}

/// A sheet: a table, or a part of one.
struct Sheet {
    spec: &'static Spec,
    name: String,
    /// Rows without the heading.
    rows: u32,
    /// Rows that come first: they decide how wide the columns are.
    first: Vec<Vec<Value>>,
    sheet: Worksheet,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book")
            .field("cells", &self.cells)
            .finish_non_exhaustive()
    }
}

impl Book {
    /// A book without tables.
    pub fn new() -> Book {
        Book {
            workbook: Workbook::new(),
            sheets: Vec::new(),
            cells: 0,
            failed: false,
        }
    }

    /// Adds a row; the rows of a table follow each other.
    pub fn row(&mut self, spec: &'static Spec, row: &[Value]) {
        if self.failed {
            return;
        }
        self.cells += row.iter().filter(|value| **value != Value::Empty).count();
        if self.cells > LARGEST || self.add(spec, row).is_err() {
            self.failed = true;
            self.sheets.clear();
        }
    }

    fn add(&mut self, spec: &'static Spec, row: &[Value]) -> Result<(), XlsxError> {
        let last = self.sheets.last_mut();
        match last.filter(|sheet| sheet.spec.id == spec.id && sheet.rows + 1 < ROWS) {
            Some(sheet) => sheet.add(row),
            None => {
                let number = self.sheets.iter().filter(|sheet| sheet.spec.id == spec.id);
                let number = number.count() + 1;
                self.end_sheet()?;
                let mut sheet = Sheet {
                    spec,
                    name: match number {
                        1 => spec.id.to_owned(),
                        _ => format!("{}-{number}", spec.id),
                    },
                    rows: 0,
                    first: Vec::new(),
                    sheet: self.workbook.new_worksheet_with_constant_memory()?,
                };
                sheet.add(row)?;
                self.sheets.push(sheet);
                Ok(())
            }
        }
    }

    fn end_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets.last_mut().map_or(Ok(()), Sheet::end)
    }

    /// Writes the file; false where the tables do not fit into one.
    pub fn write(mut self, to: &mut (dyn Write + Send), source: &Source<'_>) -> io::Result<bool> {
        if self.failed || self.end_sheet().is_err() {
            return Ok(false);
        }
        match finished(self, to, source) {
            Ok(()) => Ok(true),
            Err(XlsxError::IoError(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }
}

impl Sheet {
    fn add(&mut self, row: &[Value]) -> Result<(), XlsxError> {
        self.rows += 1;
        if self.rows as usize <= MEASURED {
            self.first.push(row.to_vec());
            return Ok(());
        }
        if !self.first.is_empty() {
            self.begin()?;
        }
        self.write(self.rows, row)
    }

    /// Writes the heading and the first rows.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let first = std::mem::take(&mut self.first);
        self.sheet.set_name(&self.name)?;
        let bold = Format::new().set_bold();
        for (column, field) in (0_u16..).zip(self.spec.fields()) {
            self.sheet
                .write_string_with_format(0, column, field.id, &bold)?;
            let index = usize::from(column);
            let width = first.iter().map(|row| row.get(index).map_or(0, width));
            let width = width.max().unwrap_or(0).max(field.id.len() + 2);
            let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
            self.sheet
                .set_column_width(column, u16::try_from(width).unwrap_or(u16::MAX))?;
        }
        for (row, values) in (1_u32..).zip(&first) {
            self.write(row, values)?;
        }
        Ok(())
    }

    fn write(&mut self, row: u32, values: &[Value]) -> Result<(), XlsxError> {
        for (column, (value, field)) in (0_u16..).zip(values.iter().zip(self.spec.fields())) {
            cell(&mut self.sheet, (row, column), value, field.kind)?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), XlsxError> {
        if !self.first.is_empty() {
            self.begin()?;
        }
        let last = self.spec.fields().count().saturating_sub(1);
        let last = u16::try_from(last).unwrap_or(u16::MAX);
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.autofilter(0, 0, self.rows, last)?;
        Ok(())
    }
}

fn finished(
    mut book: Book,
    to: &mut (dyn Write + Send),
    source: &Source<'_>,
) -> Result<(), XlsxError> {
    let site = &source.dataset.site;
    // The only dates that the file knows are fixed, so that two builds give the same bytes.
    let properties = DocProperties::new()
        .set_title(&source.edition.title)
        .set_company(&site.publisher)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.workbook.set_properties(&properties);
    let (about, columns) = (about(&book, source)?, columns(&book, source)?);
    book.workbook.push_worksheet(about);
    book.workbook.push_worksheet(columns);
    for sheet in book.sheets {
        book.workbook.push_worksheet(sheet.sheet);
    }
    book.workbook.save_to_writer(to)
}

/// The first sheet: what the book is, terms, sources, what statuses and marks mean, and the list of sheets.
fn about(book: &Book, source: &Source<'_>) -> Result<Worksheet, XlsxError> {
    let words = source.words;
    let (edition, site) = (source.edition, &source.dataset.site);
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut say =
        |key: &str, value: &str| lines.push((words.get(key).to_owned(), value.to_owned()));
    say("data-sheet-title", &edition.title);
    if let Some(date) = edition.date {
        say("edition-date", &date.iso());
    }
    say("head-publisher", &site.publisher);
    say(
        "data-sheet-address",
        &source.address.of(&format!("{}/", edition.year)),
    );
    for (name, url) in licences(site) {
        say("data-licence", &format!("{name} {url}"));
    }
    for term in &site.attribution {
        say("about-terms-heading", &term.text);
    }
    for document in edition.documents.values() {
        let title = format!(
            "{}: {}（{}）",
            document.id, document.title, document.publisher
        );
        say("nav-sources", &title);
    }
    for id in specs::STATUSES {
        say(
            "data-field-status",
            &format!("{id}: {}", words.get(&format!("data-status-{id}"))),
        );
    }
    for id in specs::MISSING {
        say(
            "data-field-missing",
            &format!("{id}: {}", words.get(&format!("data-missing-{id}"))),
        );
    }
    for id in specs::MARKS {
        say(
            "data-field-marks",
            &format!("{id}: {}", words.get(&format!("data-mark-{id}"))),
        );
    }
    let tables = book.sheets.iter().map(|sheet| {
        let title = words.get(&format!("data-table-{}", sheet.spec.id));
        let rows = sheet.rows.to_string();
        let said = words.say("data-sheet", &[("title", title), ("rows", &rows)]);
        (sheet.name.clone(), said)
    });
    lines.extend(tables);
    let mut sheet = Worksheet::new();
    sheet.set_name("about")?;
    let (bold, wrapped) = (
        Format::new().set_bold().set_align(FormatAlign::Top),
        Format::new().set_text_wrap(),
    );
    for (row, (label, text)) in (0_u32..).zip(&lines) {
        sheet.write_string_with_format(row, 0, fitting(label), &bold)?;
        sheet.write_string_with_format(row, 1, fitting(text), &wrapped)?;
    }
    sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
    Ok(sheet)
}

/// The second sheet: what the columns are, each once.
fn columns(book: &Book, source: &Source<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("columns")?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(["column", "type", "title", "description"]) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (row, field) in (1_u32..).zip(used(book.sheets.iter().map(|sheet| sheet.spec))) {
        let word = |kind: &str| source.words.find(&format!("data-{kind}-{}", field.id));
        sheet.write_string(row, 0, field.id)?;
        sheet.write_string(row, 1, super::type_name(field.kind))?;
        sheet.write_string(row, 2, fitting(word("field").unwrap_or_default()))?;
        sheet.write_string(row, 3, fitting(word("about").unwrap_or_default()))?;
    }
    for (column, width) in [(0, 24), (1, 10), (2, 32), (3, 100)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}

/// The columns of tables, each once.
pub fn used<'a>(specs: impl Iterator<Item = &'a Spec>) -> Vec<&'static Field> {
    let mut seen: Vec<&'static Field> = Vec::new();
    for field in specs.flat_map(|spec| spec.own.iter().chain(spec.shared)) {
        if !seen.iter().any(|known| known.id == field.id) {
            seen.push(field);
        }
    }
    seen
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    kind: Kind,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => return Ok(()),
        Value::Boolean(value) => sheet.write_boolean(row, column, *value)?,
        Value::Number(number) if kind != Kind::Text => match exact(*number) {
            Some(number) => sheet.write_number(row, column, number)?,
            None => sheet.write_string(row, column, number.to_string())?,
        },
        text => sheet.write_string(row, column, fitting(&text.text()))?,
    };
    Ok(())
}

/// A number that a spreadsheet holds to the last digit.
fn exact(number: Decimal) -> Option<f64> {
    let digits = number
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |log| log + 1);
    (digits <= DIGITS).then(|| number.to_string().parse().ok())?
}

/// Characters that a value takes; wide ones count twice.
fn width(value: &Value) -> usize {
    let text = value.text();
    let line = text.lines().next().unwrap_or_default();
    unicode_width::UnicodeWidthStr::width(line) + 1
}

/// A text cut to what a cell may hold; the CSV and JSON files have it whole.
fn fitting(text: &str) -> String {
    if text.len() <= CHARACTERS {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < CHARACTERS
    };
    let mut short: String = text.chars().take_while(fits).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_spreadsheet_would_round_are_no_numbers_there() {
        let number = |text: &str| exact(Decimal::parse(text).expect("a number"));
        assert_eq!(number("-130.50"), Some(-130.5));
        assert_eq!(number("0"), Some(0.0));
        assert_eq!(number("999999999999999"), Some(999_999_999_999_999.0));
        assert_eq!(number("1234567890123456"), None);
        assert_eq!(number("-1.234567890123456"), None);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "🧬".repeat(20_000);
        let short = fitting(&long);
        assert!(short.ends_with('…') && short.encode_utf16().count() <= CHARACTERS);
        assert_eq!(fitting("短い"), "短い");
        let wide = "あ".repeat(CHARACTERS - 1);
        assert_eq!(fitting(&wide), wide);
    }
}

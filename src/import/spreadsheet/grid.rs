//! The cells of a sheet, of a CSV file or a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx};

use crate::diagnostic::Say;
use crate::import::Problem;
use crate::import::figures::plain;
use crate::import::watch::encoding;
use crate::{say, suggest};

/// Cells above which a sheet is none that a division keeps by hand.
const MOST_CELLS: usize = 2_000_000;

/// A cell: row and column, counted from 0.
pub(super) type Place = (u32, u32);

/// The cells of a sheet that hold anything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Name of the file.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    cells: BTreeMap<Place, String>,
    /// Cells with a formula.
    formulas: BTreeSet<Place>,
    /// Lines on which rows begin, where they differ from the row's number.
    lines: BTreeMap<u32, u64>,
    /// The sheet is hidden.
    pub(super) is_hidden: bool,
}

impl Grid {
    /// The text of a cell without spaces around it; empty where there is none.
    pub(super) fn text(&self, place: Place) -> &str {
        self.cells.get(&place).map_or("", |text| text.trim())
    }

    pub(super) fn is_formula(&self, place: Place) -> bool {
        self.formulas.contains(&place)
    }

    /// Cells of a row that hold anything, by column.
    pub(super) fn row(&self, row: u32) -> Vec<(u32, &str)> {
        let cells = self.cells.range((row, 0)..(row.saturating_add(1), 0));
        let cells = cells.map(|((_, column), text)| (*column, text.trim()));
        cells.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Rows that hold anything, after one.
    pub(super) fn rows_after(&self, row: u32) -> BTreeSet<u32> {
        let after = self.cells.range((row.saturating_add(1), 0)..);
        after.map(|((row, _), _)| *row).collect()
    }

    /// Line of a row, counted from 1: in a spreadsheet its number.
    pub(super) fn line(&self, row: u32) -> u64 {
        let line = self.lines.get(&row).copied();
        line.unwrap_or(u64::from(row) + 1)
    }

    fn full(&self) -> bool {
        self.cells.len() >= MOST_CELLS
    }
}

/// How a spreadsheet calls a cell: `C5`.
pub(super) fn address((row, column): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

fn too_many(name: &str) -> Problem {
    let most = MOST_CELLS;
    Problem::new(
        name,
        None,
        say!(
            "セルが{most}個を超えています",
            "there are more than {most} cells"
        ),
    )
}

/// Reads a CSV file.
///
/// # Errors
/// It is not UTF-8, or no CSV.
pub fn csv(name: &str, bytes: &[u8]) -> Result<Grid, Problem> {
    let problem = |line: u64, message: Say| Problem::new(name, Some(line), message);
    if std::str::from_utf8(bytes).is_err() {
        let found = encoding(bytes, "").unwrap_or_else(|| "?".to_owned());
        let message = say!(
            "文字コードが UTF-8 ではありません（{found}）",
            "the file is not encoded in UTF-8 ({found})"
        );
        return Err(problem(1, message).help(say!(
            "表計算ソフトで「CSV UTF-8」として保存してください",
            "save it as `CSV UTF-8` in the spreadsheet"
        )));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut grid = Grid {
        name: name.to_owned(),
        sha256: crate::archive::sha256(bytes),
        ..Grid::default()
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        // Lines are counted right only where a row ends with the byte that ends the line.
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(bytes);
    for (row, cells) in (0_u32..).zip(reader.records()) {
        let cells = cells.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            problem(
                line,
                say!("CSV として読めません：{error}", "no CSV: {error}"),
            )
        })?;
        let line = cells.position().map_or(1, csv::Position::line);
        grid.lines.insert(row, line);
        for (column, text) in (0_u32..).zip(&cells) {
            if !text.trim().is_empty() {
                grid.cells.insert((row, column), text.to_owned());
            }
        }
        if grid.full() {
            return Err(too_many(name));
        }
    }
    Ok(grid)
}

/// Reads a sheet of a spreadsheet (xlsx): the first, or the one of a name. Hidden rows and columns are read like the others; of
/// merged cells the first holds the value, the others nothing.
///
/// # Errors
/// It is no spreadsheet, or has no such sheet.
pub fn xlsx(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Grid, Problem> {
    let broken = |error: calamine::XlsxError| {
        Problem::new(
            name,
            None,
            say!(
                "xlsx として読めません：{error}",
                "no xlsx spreadsheet: {error}"
            ),
        )
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheets_metadata();
    let wanted = match sheet {
        Some(sheet) => sheets.iter().find(|own| own.name == sheet),
        None => sheets.first(),
    };
    let Some(wanted) = wanted.cloned() else {
        let sheet = sheet.unwrap_or_default();
        let mut problem = Problem::new(
            name,
            None,
            say!(
                "「{sheet}」というシートがありません",
                "there is no sheet `{sheet}`"
            ),
        );
        problem.help = suggest::suggest(sheet, sheets.iter().map(|own| own.name.as_str()));
        return Err(problem);
    };
    let mut grid = Grid {
        name: name.to_owned(),
        sha256: crate::archive::sha256(bytes),
        is_hidden: wanted.visible != SheetVisible::Visible,
        ..Grid::default()
    };
    let mut cells = book.worksheet_cells_reader(&wanted.name).map_err(broken)?;
    while let Some(cell) = cells.next_cell_with_formula().map_err(broken)? {
        let text = text(&cell.value);
        if cell.formula.is_some() {
            grid.formulas.insert(cell.pos);
        }
        if !text.trim().is_empty() {
            grid.cells.insert(cell.pos, text);
        }
        if grid.full() {
            return Err(too_many(name));
        }
    }
    Ok(grid)
}

/// The text of a cell. Numbers have the fifteen digits that spreadsheets show, without needless zeros.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            let digits = format!("{number:.14e}");
            plain(&digits).unwrap_or(digits)
        }
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string().to_uppercase(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(date) => format!("date {}", date.as_f64()),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_in_spreadsheets() {
        for (place, name) in [
            ((0, 0), "A1"),
            ((4, 25), "Z5"),
            ((9, 26), "AA10"),
            ((0, 701), "ZZ1"),
            ((0, 702), "AAA1"),
        ] {
            assert_eq!(address(place), name);
        }
    }

    #[test]
    fn numbers_have_the_digits_that_spreadsheets_show() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (53063.0, "53063"),
            (-748.5, "-748.5"),
            (0.0, "0"),
            (123_456_789_012_345.0, "123456789012345"),
        ] {
            assert_eq!(text(&DataRef::Float(number)), shown);
        }
    }
}

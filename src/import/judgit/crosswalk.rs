//! A crosswalk (対応表): a CSV file that says which sheets of earlier years belong to which project (予算事業ID).

use super::id::id;
use crate::import::report::{FileReport, Rows};
use crate::import::watch::{Watch, encoding};
use crate::import::{Input, Problem};
use crate::say;

/// Id of the file as a source document.
pub(super) const DOCUMENT: &str = "crosswalk";
/// Columns that are read; others may stand beside them.
const COLUMNS: [&str; 5] = [
    "予算事業ID",
    "事業名",
    "政策所管府省庁",
    "公開年度",
    "事業番号",
];

/// A row: a sheet and the project that it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) line: u64,
    /// Project id (予算事業ID).
    pub(super) project: u32,
    /// Name of the project.
    pub(super) name: String,
    /// Year and id of the sheet.
    pub(super) sheet: (i16, String),
}

/// A crosswalk, read whole: it has one short row a sheet.
pub(super) struct Crosswalk {
    pub(super) links: Vec<Link>,
    pub(super) report: FileReport,
}

pub(super) fn read(input: Input) -> Result<Crosswalk, Problem> {
    let name = input.name;
    let at = |line: u64, message| Problem::new(&name, Some(line), message);
    let (watch, head) = Watch::over(input.bytes)
        .map_err(|error| at(1, say!("読めません：{error}", "cannot be read: {error}")))?;
    if let Some(found) = encoding(&head, "予算事業ID") {
        return Err(at(
            1,
            say!(
                "文字コードが UTF-8 ではなく {found} です",
                "the file is encoded in {found}, not in UTF-8"
            ),
        ));
    }
    let mut csv = csv::ReaderBuilder::new()
        // Lines are counted right only where a row ends with the byte that ends the line.
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(watch);
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        at(
            line,
            say!("CSV として読めません：{error}", "no CSV: {error}"),
        )
    };
    let header = csv.headers().map_err(broken)?.clone();
    let mut places = [0; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let found = header
            .iter()
            .position(|name| name.trim_start_matches('\u{feff}').trim() == column);
        *place = found.ok_or_else(|| {
            at(
                1,
                say!(
                    "列「{column}」がありません",
                    "there is no column `{column}`"
                ),
            )
        })?;
    }
    let mut links = Vec::new();
    for row in csv.records() {
        let row = row.map_err(broken)?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |which: usize| row.get(places[which]).unwrap_or_default().trim();
        let number = |which: usize| {
            let (column, text) = (COLUMNS[which], cell(which));
            text.parse::<u32>().map_err(|_| {
                at(
                    line,
                    say!(
                        "「{column}」の「{text}」は番号ではありません",
                        "`{text}` in `{column}` is no number"
                    ),
                )
            })
        };
        let project = number(0)?;
        let year = i16::try_from(number(3)?).unwrap_or_default();
        let sheet = id(year, cell(2), cell(4)).map_err(|message| at(line, message))?;
        links.push(Link {
            line,
            project,
            name: cell(1).to_owned(),
            sheet: (year, sheet),
        });
    }
    let sha256 = csv.get_ref().sha256();
    let report = FileReport {
        number: DOCUMENT.into(),
        rows_are: Rows::Links,
        name: name.clone(),
        sha256,
        rows: links.len() as u64,
        used: 0,
        left: Default::default(),
        remarks: Default::default(),
        last: None,
        absent: 0,
    };
    Ok(Crosswalk { links, report })
}

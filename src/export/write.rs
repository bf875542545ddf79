//! Writes the data of an edition: every table once, each row into all formats, so that no table is held.

use std::borrow::Cow;
use std::io::{self, Write};

use super::rows::{self, Source};
use super::table::{Spec, Value};
use super::workbook::Book;
use super::{DataFile, EditionData, folder, json, package, packed, specs};
use crate::csv_file::CsvFile;
use crate::leaves::Leaves;
use crate::model::dataset::DataFiles;
use crate::tree::{Draft, Sink, Tally};

/// A file on its way into a sink.
pub(super) type File<'s> = Tally<Box<dyn Draft + 's>>;

/// Writes all files of an edition into a sink and describes them.
///
/// Compressed tables are made in parts, each a leaf; side by side where `on_threads` allows it.
pub(super) fn edition(
    source: &Source<'_>,
    sink: &dyn Sink,
    on_threads: bool,
    leaves: &dyn Leaves,
) -> io::Result<EditionData> {
    let into = Into {
        folder: folder(source.edition.year),
        sink,
    };
    let (mut files, mut tables, without_workbook) = match source.dataset.site.data_files {
        DataFiles::All => whole(source, &into)?,
        DataFiles::Compact => {
            let tables = packed::tables(source, &into, on_threads, leaves)?;
            (Vec::new(), tables, false)
        }
    };
    let mut file = into.begin("datapackage.json")?;
    file.write_all(package::text(source, &tables).as_bytes())?;
    files.push(end("datapackage.json", file)?);
    files.append(&mut tables);
    Ok(EditionData {
        files,
        without_workbook,
    })
}

/// Where the files of an edition go.
pub(super) struct Into<'s> {
    folder: String,
    sink: &'s dyn Sink,
}

impl<'s> Into<'s> {
    pub(super) fn begin(&self, name: &str) -> io::Result<File<'s>> {
        let path = format!("{}{name}", self.folder);
        Ok(Tally::new(self.sink.begin(&path)?))
    }
}

/// Writes every table, and the files that have all of them: the spreadsheet, unless it is too large, and JSON. Returns these, the
/// tables, and whether there is no spreadsheet.
fn whole(source: &Source<'_>, into: &Into<'_>) -> io::Result<(Vec<DataFile>, Vec<DataFile>, bool)> {
    let mut formats = Formats {
        json: json::Whole::begin(into.begin("edition.json")?, source)?,
        book: Book::new(),
    };
    let mut tables = Vec::new();
    for spec in specs::ALL {
        let mut table = Table {
            spec,
            csv: None,
            rows: 0,
        };
        let mut written = Ok(());
        rows::each(source, spec, &mut |row| {
            if written.is_ok() {
                written = table.row(&row, into, &mut formats);
            }
        });
        written?;
        tables.extend(table.end(&mut formats)?);
    }
    let mut files = Vec::new();
    let mut xlsx = Vec::new();
    let without_workbook = !formats.book.write(&mut xlsx, source)?;
    if !without_workbook {
        let mut file = into.begin("edition.xlsx")?;
        file.write_all(&xlsx)?;
        files.push(end("edition.xlsx", file)?);
    }
    files.push(end("edition.json", formats.json.end()?)?);
    Ok((files, tables, without_workbook))
}

/// Files with all tables of an edition.
struct Formats<'s> {
    json: json::Whole<File<'s>>,
    book: Book,
}

/// A table in the making; one without rows has no file.
struct Table<'s> {
    spec: &'static Spec,
    csv: Option<CsvFile<File<'s>>>,
    rows: usize,
}

impl<'s> Table<'s> {
    fn row(&mut self, row: &[Value], into: &Into<'s>, formats: &mut Formats<'_>) -> io::Result<()> {
        let csv = match &mut self.csv {
            Some(csv) => csv,
            none => {
                formats.json.table(self.spec)?;
                let file = into.begin(&format!("{}.csv", self.spec.id))?;
                none.insert(CsvFile::begin(file, &heading(self.spec))?)
            }
        };
        csv.write(&texts(row))?;
        formats.json.row(self.spec, row)?;
        formats.book.row(self.spec, row);
        self.rows += 1;
        Ok(())
    }

    fn end(self, formats: &mut Formats<'_>) -> io::Result<Option<DataFile>> {
        let Some(csv) = self.csv else {
            return Ok(None);
        };
        formats.json.end_table()?;
        let mut file = end(&format!("{}.csv", self.spec.id), csv.end()?)?;
        file.table = Some((self.spec, self.rows));
        Ok(Some(file))
    }
}

/// The heading of a table in CSV.
pub(super) fn heading(spec: &Spec) -> Vec<&'static str> {
    spec.fields().map(|field| field.id).collect()
}

/// A row in CSV.
pub(super) fn texts(row: &[Value]) -> Vec<Cow<'_, str>> {
    row.iter().map(Value::text).collect()
}

pub(super) fn end(name: &str, file: File<'_>) -> io::Result<DataFile> {
    let data = DataFile {
        name: name.to_owned(),
        bytes: file.bytes,
        sha256: file.sha256(),
        table: None,
    };
    file.to.finish()?;
    Ok(data)
}

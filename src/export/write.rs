//! Writes the data of an edition: every table once, each row into all formats, so that no table is held.

use std::borrow::Cow;
use std::io::{self, Write};

use super::rows::{self, Source};
use super::table::{Spec, Value};
use super::workbook::Book;
use super::{DataFile, EditionData, folder, json, package, specs};
use crate::csv_file::CsvFile;
use crate::tree::{Draft, Sink, Tally};

/// A file on its way into a sink.
type File<'s> = Tally<Box<dyn Draft + 's>>;

/// Writes all files of an edition into a sink and describes them.
pub(super) fn edition(source: &Source<'_>, sink: &dyn Sink) -> io::Result<EditionData> {
    let begin = |name: &str| {
        let path = format!("{}{name}", folder(source.edition.year));
        Ok::<File<'_>, io::Error>(Tally::new(sink.begin(&path)?))
    };
    let mut whole = json::Whole::begin(begin("edition.json")?, source)?;
    let mut book = Book::new();
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
                written = table.row(&row, &begin, &mut whole, &mut book);
            }
        });
        written?;
        tables.extend(table.end(&mut whole)?);
    }
    let mut files = Vec::new();
    let mut xlsx = Vec::new();
    let has_workbook = book.write(&mut xlsx, source)?;
    if has_workbook {
        let mut file = begin("edition.xlsx")?;
        file.write_all(&xlsx)?;
        files.push(end("edition.xlsx", file)?);
    }
    drop(xlsx);
    files.push(end("edition.json", whole.end()?)?);
    let mut file = begin("datapackage.json")?;
    file.write_all(package::text(source, &tables).as_bytes())?;
    files.push(end("datapackage.json", file)?);
    files.append(&mut tables);
    Ok(EditionData {
        files,
        without_workbook: !has_workbook,
    })
}

/// A table in the making; one without rows has no file.
struct Table<'s> {
    spec: &'static Spec,
    csv: Option<CsvFile<File<'s>>>,
    rows: usize,
}

impl<'s> Table<'s> {
    fn row(
        &mut self,
        row: &[Value],
        begin: &dyn Fn(&str) -> io::Result<File<'s>>,
        whole: &mut json::Whole<File<'_>>,
        book: &mut Book,
    ) -> io::Result<()> {
        let csv = match &mut self.csv {
            Some(csv) => csv,
            none => {
                whole.table(self.spec)?;
                let heading: Vec<&str> = self.spec.fields().map(|field| field.id).collect();
                let file = begin(&csv_name(self.spec))?;
                none.insert(CsvFile::begin(file, &heading)?)
            }
        };
        let texts: Vec<Cow<'_, str>> = row.iter().map(Value::text).collect();
        csv.write(&texts)?;
        whole.row(self.spec, row)?;
        book.row(self.spec, row);
        self.rows += 1;
        Ok(())
    }

    fn end(self, whole: &mut json::Whole<File<'_>>) -> io::Result<Option<DataFile>> {
        let Some(csv) = self.csv else {
            return Ok(None);
        };
        whole.end_table()?;
        let mut file = end(&csv_name(self.spec), csv.end()?)?;
        file.table = Some((self.spec, self.rows));
        Ok(Some(file))
    }
}

fn csv_name(spec: &Spec) -> String {
    format!("{}.csv", spec.id)
}

fn end(name: &str, file: File<'_>) -> io::Result<DataFile> {
    let data = DataFile {
        name: name.to_owned(),
        bytes: file.bytes,
        sha256: file.sha256(),
        table: None,
    };
    file.to.finish()?;
    Ok(data)
}

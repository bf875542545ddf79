//! Writes the data of an edition: every table once, each row into all formats, so that no table is held.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use super::rows::{self, Source};
use super::table::{Spec, Value};
use super::workbook::Book;
use super::{DataFile, EditionData, folder, json, package, specs};
use crate::csv_file::CsvFile;
use crate::leaves::Leaves;
use crate::model::dataset::DataFiles;
use crate::packed::Packed;
use crate::tree::{Draft, Sink, Tally};

/// A file on its way into a sink.
type File<'s> = Tally<Box<dyn Draft + 's>>;

/// Writes all files of an edition into a sink and describes them. Tables that share no file are written side by side where
/// `on_threads` allows it.
pub(super) fn edition(
    source: &Source<'_>,
    sink: &dyn Sink,
    on_threads: bool,
    _leaves: &dyn Leaves,
) -> io::Result<EditionData> {
    let begin = |name: &str| {
        let path = format!("{}{name}", folder(source.edition.year));
        Ok::<File<'_>, io::Error>(Tally::new(sink.begin(&path)?))
    };
    let is_compact = source.dataset.site.data_files == DataFiles::Compact;
    let mut formats = match is_compact {
        true => Formats::default(),
        false => Formats {
            json: Some(json::Whole::begin(begin("edition.json")?, source)?),
            book: Some(Book::new()),
        },
    };
    let table = |spec: &'static Spec, formats: &mut Formats<'_>| {
        let mut table = Table {
            spec,
            csv: None,
            is_compact,
            rows: 0,
        };
        let mut written = Ok(());
        rows::each(source, spec, &mut |row| {
            if written.is_ok() {
                written = table.row(&row, &begin, formats);
            }
        });
        written?;
        table.end(formats)
    };
    let tables: io::Result<Vec<Option<DataFile>>> = match is_compact && on_threads {
        true => {
            let specs = specs::ALL.par_iter();
            specs
                .map(|spec| table(spec, &mut Formats::default()))
                .collect()
        }
        false => {
            let specs = specs::ALL.iter();
            specs.map(|spec| table(spec, &mut formats)).collect()
        }
    };
    let mut tables: Vec<DataFile> = tables?.into_iter().flatten().collect();
    let mut files = Vec::new();
    let mut without_workbook = false;
    if let Some(book) = formats.book {
        let mut xlsx = Vec::new();
        without_workbook = !book.write(&mut xlsx, source)?;
        if !without_workbook {
            let mut file = begin("edition.xlsx")?;
            file.write_all(&xlsx)?;
            files.push(end("edition.xlsx", file)?);
        }
    }
    if let Some(json) = formats.json {
        files.push(end("edition.json", json.end()?)?);
    }
    let mut file = begin("datapackage.json")?;
    file.write_all(package::text(source, &tables).as_bytes())?;
    files.push(end("datapackage.json", file)?);
    files.append(&mut tables);
    Ok(EditionData {
        files,
        without_workbook,
    })
}

/// Files with all tables of an edition; none where the site is compact.
#[derive(Default)]
struct Formats<'s> {
    json: Option<json::Whole<File<'s>>>,
    book: Option<Book>,
}

/// A table in the making; one without rows has no file.
struct Table<'s> {
    spec: &'static Spec,
    csv: Option<CsvFile<Packed<File<'s>>>>,
    is_compact: bool,
    rows: usize,
}

impl<'s> Table<'s> {
    fn row(
        &mut self,
        row: &[Value],
        begin: &dyn Fn(&str) -> io::Result<File<'s>>,
        formats: &mut Formats<'_>,
    ) -> io::Result<()> {
        let csv = match &mut self.csv {
            Some(csv) => csv,
            none => {
                if let Some(json) = &mut formats.json {
                    json.table(self.spec)?;
                }
                let heading: Vec<&str> = self.spec.fields().map(|field| field.id).collect();
                let file = begin(&csv_name(self.spec, self.is_compact))?;
                let file = match self.is_compact {
                    true => Packed::gzip(file),
                    false => Packed::Plain(file),
                };
                none.insert(CsvFile::begin(file, &heading)?)
            }
        };
        let texts: Vec<Cow<'_, str>> = row.iter().map(Value::text).collect();
        csv.write(&texts)?;
        if let Some(json) = &mut formats.json {
            json.row(self.spec, row)?;
        }
        if let Some(book) = &mut formats.book {
            book.row(self.spec, row);
        }
        self.rows += 1;
        Ok(())
    }

    fn end(self, formats: &mut Formats<'_>) -> io::Result<Option<DataFile>> {
        let Some(csv) = self.csv else {
            return Ok(None);
        };
        if let Some(json) = &mut formats.json {
            json.end_table()?;
        }
        let name = csv_name(self.spec, self.is_compact);
        let mut file = end(&name, csv.end()?.end()?)?;
        file.table = Some((self.spec, self.rows));
        Ok(Some(file))
    }
}

fn csv_name(spec: &Spec, is_compact: bool) -> String {
    let end = if is_compact { ".gz" } else { "" };
    format!("{}.csv{end}", spec.id)
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

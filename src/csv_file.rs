//! CSV files that spreadsheets open as they are meant: RFC 4180, UTF-8 with a byte order mark, no cell taken for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::decimal::Decimal;

/// Characters that make a spreadsheet read a cell as a formula; the wide ones do so under East Asian input methods
/// (OWASP, CSV Injection).
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A CSV file in the making, in memory unless it is written elsewhere. Every record has as many fields as the heading.
#[derive(Debug)]
pub struct CsvFile<W: Write = Vec<u8>> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvFile<W> {
    /// A file with a heading, on its way to a writer.
    ///
    /// # Errors
    /// The writer's.
    pub fn begin<T: AsRef<str>>(mut to: W, heading: &[T]) -> io::Result<CsvFile<W>> {
        to.write_all("\u{feff}".as_bytes())?;
        let mut file = CsvFile::more(to);
        file.write(heading)?;
        Ok(file)
    }

    /// Further records of a file that was begun elsewhere.
    pub fn more(to: W) -> CsvFile<W> {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(false)
            .from_writer(to);
        CsvFile { writer }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// The writer's; a number of fields that differs from the heading's, which is a fault of the program.
    pub fn write<T: AsRef<str>>(&mut self, fields: &[T]) -> io::Result<()> {
        for field in fields {
            self.writer.write_field(neutral(field.as_ref()).as_ref())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the file and gives back the writer.
    ///
    /// # Errors
    /// The writer's.
    pub fn end(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

impl CsvFile {
    /// A file with a heading, in memory.
    pub fn new<T: AsRef<str>>(heading: &[T]) -> CsvFile {
        CsvFile::begin(Vec::new(), heading).expect("memory takes everything")
    }

    /// Adds a record.
    ///
    /// # Panics
    /// The number of fields differs from the heading's, which is a fault of the program.
    pub fn record<T: AsRef<str>>(&mut self, fields: &[T]) {
        self.write(fields)
            .expect("writing to memory fails only for records of different lengths");
    }

    /// The whole text.
    pub fn text(self) -> String {
        let bytes = self.end().expect("memory can be flushed");
        String::from_utf8(bytes).expect("fields are UTF-8")
    }
}

/// The text of a cell; one that a spreadsheet would take for a formula gets an apostrophe in front. Numbers with a sign and
/// dashes alone are no formulas.
pub fn neutral(field: &str) -> Cow<'_, str> {
    let is_formula = field.starts_with(FORMULA_STARTS)
        && field.chars().nth(1).is_some()
        && Decimal::parse(field).is_none();
    if is_formula {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        for (typed, shown) in [
            ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
            ("+1+1", "'+1+1"),
            ("-1+1", "'-1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("\t=1", "'\t=1"),
            ("-748", "-748"),
            ("-0.5", "-0.5"),
            ("-", "-"),
            ("－", "－"),
            ("予算", "予算"),
            ("", ""),
        ] {
            assert_eq!(neutral(typed), shown);
        }
    }

    #[test]
    fn every_text_survives() {
        let odd = "山田 \"太郎\", 研究所\r\n第二行 🧬 \u{202e}abc";
        let mut file = CsvFile::new(&["名称", "値"]);
        file.record(&[odd, "1"]);
        let text = file.text();
        assert!(text.starts_with("\u{feff}名称,値\r\n"), "{text:?}");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(&record[0], odd);
    }
}

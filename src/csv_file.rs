//! CSV files that spreadsheets open as they are meant: RFC 4180, UTF-8 with a byte order mark, no cell taken for a formula.

use std::borrow::Cow;

use crate::model::decimal::Decimal;

/// Characters that make a spreadsheet read a cell as a formula; the wide ones do so under East Asian input methods
/// (OWASP, CSV Injection).
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A CSV file in the making. Every record has as many fields as the heading.
#[derive(Debug)]
pub struct CsvFile {
    writer: csv::Writer<Vec<u8>>,
}

impl CsvFile {
    /// A file with a heading.
    pub fn new<T: AsRef<str>>(heading: &[T]) -> CsvFile {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(false)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let mut file = CsvFile { writer };
        file.record(heading);
        file
    }

    /// Adds a record.
    ///
    /// # Panics
    /// The number of fields differs from the heading's, which is a fault of the program.
    pub fn record<T: AsRef<str>>(&mut self, fields: &[T]) {
        self.writer
            .write_record(
                fields
                    .iter()
                    .map(|field| neutral(field.as_ref()).into_owned()),
            )
            .expect("writing to memory fails only for records of different lengths");
    }

    /// The whole text.
    pub fn text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory can be flushed");
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

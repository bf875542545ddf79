//! A row of a file, and the kinds of its cells.

use super::columns::{Column, File, Kind, PREFIX};
use crate::diagnostic::Say;
use crate::import::figures::plain;
use crate::load::cell;
use crate::model::decimal::Decimal;
use crate::say;

/// Digits of a whole number of yen that surely fits.
const DIGITS: usize = 18;

/// A row with the line on which it begins; the header is line 1.
#[derive(Debug, Clone)]
pub struct Row {
    pub line: u64,
    pub(super) cells: csv::StringRecord,
}

impl Row {
    /// The cell as it is; empty where the row ends before.
    pub(super) fn text(&self, place: usize) -> &str {
        let text = self.cells.get(place).unwrap_or_default();
        if text.trim().is_empty() { "" } else { text }
    }

    /// The text of a column of the prefix.
    pub(super) fn prefix(&self, name: &str) -> &str {
        let place = PREFIX.iter().position(|column| column.name == name);
        place.map_or("", |place| self.text(place))
    }

    /// True where nothing stands behind the prefix.
    pub(super) fn is_blank(&self) -> bool {
        (PREFIX.len()..self.cells.len()).all(|place| self.text(place).is_empty())
    }

    /// What is wrong with the first cell that is not of its column's kind.
    pub(super) fn check(&self, file: &File) -> Result<(), Say> {
        for (place, column) in PREFIX.iter().chain(file.own).enumerate() {
            let text = self.text(place);
            if !text.is_empty() && !fits(column, text) {
                return Err(wrong(column.name, text));
            }
        }
        for place in PREFIX.len() + file.own.len()..self.cells.len() {
            let text = self.text(place);
            if !text.is_empty() && cell::read(text).is_err() {
                return Err(wrong("年度の欄", text));
            }
        }
        Ok(())
    }
}

fn wrong(column: &str, text: &str) -> Say {
    let shown: String = text.chars().take(40).collect();
    say!(
        "「{column}」の「{shown}」が読めません",
        "`{shown}` in `{column}` cannot be read"
    )
}

fn fits(column: &Column, text: &str) -> bool {
    match column.kind {
        // Numbers that do not check out are kept as texts, with a remark.
        Kind::Text | Kind::CorporateNumber => true,
        Kind::Integer => whole(text).is_some(),
        Kind::Decimal => Decimal::parse(text.trim()).is_some(),
        Kind::Value => cell::read(text).is_ok(),
        Kind::Truth => truth(text).is_some(),
    }
}

/// A whole number as seed files write it: without spaces, plus sign, leading zeros and decimal zeros.
pub(super) fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    let (number, zeros) = text.split_once('.').unwrap_or((text, ""));
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let is_whole = !digits.is_empty()
        && digits.len() <= DIGITS
        && digits.bytes().all(|b| b.is_ascii_digit())
        && zeros.bytes().all(|b| b == b'0');
    let digits = digits.trim_start_matches('0');
    is_whole.then(|| match digits {
        "" => "0".to_owned(),
        digits => format!("{sign}{digits}"),
    })
}

/// A truth value of the files; blank is neither.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "TRUE" | "t" => Some(true),
        "FALSE" | "f" => Some(false),
        _ => None,
    }
}

/// A ratio in per cent, by moving the decimal point: exact.
pub(super) fn per_cent(ratio: &str) -> Option<String> {
    let ratio = ratio.trim();
    Decimal::parse(ratio)?;
    plain(&format!("{ratio}e2"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_nothing_but_what_says_nothing() {
        for (typed, read) in [
            ("10715267000 ", Some("10715267000")),
            ("4947700000.0", Some("4947700000")),
            ("-2500000", Some("-2500000")),
            ("-0", Some("0")),
            ("007", Some("7")),
            ("1.5", None),
            ("1,000", None),
            ("", None),
            ("-", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(whole(typed).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn ratios_become_per_cent_exactly() {
        for (ratio, shown) in [
            ("0.797", "79.7"),
            ("1", "100"),
            ("1.0", "100"),
            ("0", "0"),
            ("0.0", "0"),
            ("0.99999", "99.999"),
            ("-2.16", "-216"),
            ("2595.16", "259516"),
            ("0.08333", "8.333"),
            ("0.005", "0.5"),
        ] {
            assert_eq!(per_cent(ratio).as_deref(), Some(shown), "{ratio}");
        }
        assert_eq!(per_cent("a"), None);
    }
}

//! One figure in a chart, and series of them over periods.

use crate::diagnostic::Lang;
use crate::format;
use crate::i18n::Messages;
use crate::labels;
use crate::model::decimal::Decimal;
use crate::model::derived::{Derived, Formula};
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Column, Figure, Missing, Reading, Row, RowItem};

/// How settled a figure is. Each looks different in a drawing, and none looks like zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Settled,
    /// Provisional (速報・暫定).
    Provisional,
    /// Requested, drafted or expected (要求・案・見込み).
    Planned,
    /// No value, and why.
    Missing(Missing),
    /// Computed by the program from other figures of the chart.
    Derived,
}

/// One figure in a chart: its value as printed, how settled it is, and how tables show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// In the unit of the chart or column; nothing where it is missing.
    pub value: Option<Decimal>,
    /// Subset of it, printed in brackets.
    pub subset: Option<Decimal>,
    pub status: Status,
    /// Exactly what the page's own table shows.
    pub text: String,
    /// What the source prints, where that is in another unit: `18,938,163,000円` in a chart in 百万円.
    pub printed: Option<String>,
    pub citation: Option<Citation>,
    /// How it was computed, where the program computed it.
    pub derivation: Option<Derived>,
}

/// A measure over the periods of a chart: one datum a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name in data files: `initial`, `executed`.
    pub key: String,
    /// The item of the table that its figures are of; nothing where the program computed them.
    pub item: Option<RowItem>,
    /// Name for readers: 当初予算.
    pub label: String,
    /// Unit as printed; may be empty.
    pub unit: String,
    pub data: Vec<Datum>,
}

/// What a place on the time axis is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Name in anchors: `2021`, `final`.
    pub key: String,
    pub year: Option<FiscalYear>,
    /// For readers: 「2021(令和3)年度」, 「目標最終年度」.
    pub label: String,
    /// Second line: 「要求額」, or the year of a final target; may be empty.
    pub note: String,
    /// Language of the words.
    pub lang: Lang,
}

impl Status {
    /// The status of a printed figure.
    pub fn of(reading: &Reading) -> Status {
        match reading {
            Reading::Settled(_) => Status::Settled,
            Reading::Provisional(_) => Status::Provisional,
            Reading::Planned(_) => Status::Planned,
            Reading::Missing(missing) => Status::Missing(*missing),
        }
    }

    /// Name in data files.
    pub fn key(self) -> &'static str {
        match self {
            Status::Settled => "settled",
            Status::Provisional => "provisional",
            Status::Planned => "planned",
            Status::Missing(_) => "missing",
            Status::Derived => "derived",
        }
    }
}

impl Datum {
    /// The datum that a printed figure gives.
    pub fn of(lang: Lang, figure: &Figure) -> Datum {
        let (value, status) = (figure.printed(), Status::of(&figure.reading));
        let text = match (value, status) {
            (Some(value), _) => format::grouped(lang, &value),
            (None, Status::Missing(missing)) => missing.mark(lang).to_owned(),
            (None, _) => String::new(),
        };
        let text = match figure.subset {
            Some(subset) => format!("{text} ({})", format::grouped(lang, &subset)),
            None => text,
        };
        Datum {
            value,
            subset: figure.subset,
            status,
            text,
            citation: Some(figure.citation.clone()),
            derivation: None,
            printed: None,
        }
    }

    /// A figure that the program computed.
    pub fn derived(lang: Lang, derived: Derived) -> Datum {
        Datum {
            value: Some(derived.value),
            subset: None,
            status: Status::Derived,
            text: match derived.formula {
                Formula::Difference => format::signed(lang, &derived.value),
                _ => format::grouped(lang, &derived.value),
            },
            citation: None,
            derivation: Some(derived),
            printed: None,
        }
    }

    /// A cell that the document does not have.
    pub fn none(lang: Lang) -> Datum {
        Datum {
            value: None,
            subset: None,
            status: Status::Missing(Missing::NotPrinted),
            text: Missing::NotPrinted.mark(lang).to_owned(),
            citation: None,
            derivation: None,
            printed: None,
        }
    }

    /// The value as a number for geometry, where small errors cannot be seen; nothing where it is missing.
    pub fn number(&self) -> Option<f64> {
        self.value.map(number)
    }

    /// True for values that are requests, drafts or expectations.
    pub fn is_planned(&self) -> bool {
        self.status == Status::Planned
    }
}

/// A printed number for geometry. Money of the whole state in yen is still exact in a double.
pub fn number(value: Decimal) -> f64 {
    // The text of a decimal is a number by construction.
    value.to_string().parse().unwrap_or(0.0)
}

impl Series {
    /// The figures of a row in the given columns.
    pub fn of_row(words: &Messages, row: &Row, columns: &[usize]) -> Series {
        let lang = words.lang();
        let datum = |column: &usize| {
            row.figure(*column)
                .map_or_else(|| Datum::none(lang), |figure| Datum::of(lang, figure))
        };
        Series {
            key: row.id(),
            item: Some(row.item),
            label: labels::row(words, row),
            unit: row.unit.label().to_owned(),
            data: columns.iter().map(datum).collect(),
        }
    }

    /// True where no datum has a value.
    pub fn is_empty(&self) -> bool {
        self.data.iter().all(|datum| datum.value.is_none())
    }
}

impl Period {
    /// The period of a column.
    pub fn of(words: &Messages, column: &Column) -> Period {
        let (label, note) = labels::column(words, column);
        Period {
            key: column.key.clone(),
            year: column.year,
            label,
            note,
            lang: words.lang(),
        }
    }

    /// With its second line in brackets, for sentences: 「2023(令和5)年度（要求額）」, "FY2023 (request)".
    pub fn full(&self) -> String {
        self.remarked(self.label.clone())
    }

    /// For tight places: 「2021年度」 with its second line in brackets, or the label where there is no year.
    pub fn short_full(&self) -> String {
        let label = match self.plain_year() {
            Some(year) => year.short(self.lang),
            None => self.label.clone(),
        };
        self.remarked(label)
    }

    /// For narrow places: 「2021」, or the label where there is no year.
    pub fn short(&self) -> String {
        match self.plain_year() {
            Some(year) => year.0.to_string(),
            None => self.label.clone(),
        }
    }

    /// The year, where the label says nothing else.
    fn plain_year(&self) -> Option<FiscalYear> {
        self.year.filter(|year| self.label == year.long(self.lang))
    }

    fn remarked(&self, label: String) -> String {
        match (self.note.as_str(), self.lang) {
            ("", _) => label,
            (note, Lang::Ja) => format!("{label}（{note}）"),
            (note, Lang::En) => format!("{label} ({})", inside(note)),
        }
    }
}

/// A heading inside an English sentence: a capital only where the word has others, as in FY2025.
fn inside(note: &str) -> String {
    let mut chars = note.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let rest = &note[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => note.to_owned(),
    }
}

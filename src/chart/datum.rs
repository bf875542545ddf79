//! One figure in a chart, and series of them over periods.

use crate::format;
use crate::i18n::Messages;
use crate::labels;
use crate::model::decimal::Decimal;
use crate::model::derived::{Derived, Formula};
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Column, Figure, Missing, Reading, Row};

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
    pub citation: Option<Citation>,
    /// How it was computed, where the program computed it.
    pub derivation: Option<Derived>,
}

/// A measure over the periods of a chart: one datum a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name in data files: `initial`, `executed`.
    pub key: String,
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
    pub fn of(figure: &Figure) -> Datum {
        let (value, status) = (figure.printed(), Status::of(&figure.reading));
        let text = match (value, status) {
            (Some(value), _) => format::grouped(&value),
            (None, Status::Missing(missing)) => missing.to_string(),
            (None, _) => String::new(),
        };
        let text = match figure.subset {
            Some(subset) => format!("{text} ({})", format::grouped(&subset)),
            None => text,
        };
        Datum {
            value,
            subset: figure.subset,
            status,
            text,
            citation: Some(figure.citation.clone()),
            derivation: None,
        }
    }

    /// A figure that the program computed.
    pub fn derived(derived: Derived) -> Datum {
        Datum {
            value: Some(derived.value),
            subset: None,
            status: Status::Derived,
            text: match derived.formula {
                Formula::Difference => format::signed(&derived.value),
                _ => format::grouped(&derived.value),
            },
            citation: None,
            derivation: Some(derived),
        }
    }

    /// A cell that the document does not have.
    pub fn none() -> Datum {
        Datum {
            value: None,
            subset: None,
            status: Status::Missing(Missing::NotPrinted),
            text: Missing::NotPrinted.to_string(),
            citation: None,
            derivation: None,
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
        let datum = |column: &usize| row.figure(*column).map_or_else(Datum::none, Datum::of);
        Series {
            key: row.id(),
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
        }
    }

    /// With its second line in brackets, for sentences: 「2023(令和5)年度（要求額）」.
    pub fn full(&self) -> String {
        match self.note.as_str() {
            "" => self.label.clone(),
            note => format!("{}（{note}）", self.label),
        }
    }

    /// For tight places: 「2021年度」 with its second line in brackets, or the label where there is no year.
    pub fn short_full(&self) -> String {
        let label = match self.year {
            Some(year) if self.label == year.long() => year.short(),
            _ => self.label.clone(),
        };
        match self.note.as_str() {
            "" => label,
            note => format!("{label}（{note}）"),
        }
    }

    /// For narrow places: 「2021」, or the label where there is no year.
    pub fn short(&self) -> String {
        match self.year {
            Some(year) if self.label == year.long() => year.0.to_string(),
            _ => self.label.clone(),
        }
    }
}

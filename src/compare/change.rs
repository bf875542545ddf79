//! What a change is: its kind, its two sides, and its size.

use std::borrow::Cow;

use crate::model::dataset::{Goal, IndicatorKind, Period, Stage};
use crate::model::decimal::Decimal;
use crate::model::derived::Derived;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Column, Figure, Row};

/// What a change is about. The order is that of pages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Names, short names, other names, periods (名称・事業期間).
    Names,
    /// Budgets and execution (予算・執行).
    Budgets,
    /// Indicators, results and targets (指標・実績・目標).
    Indicators,
    /// Recipients (支出先).
    Recipients,
    /// Evaluations (研究開発課題評価).
    Evaluations,
    /// Members of the committee (委員).
    Committee,
    /// Facts, texts and printed lists (記述).
    Texts,
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Both editions assert the figure of one fiscal year, and differ (改定).
    Restated,
    /// The earlier edition printed a request, draft or expectation for a fiscal year, the later one a settled value (確定).
    Settled,
    /// Both say something, and not the same (変更).
    Changed,
    /// Only the later edition says it (追加). It need not be new: the earlier document may not have printed it.
    Added,
    /// Only the earlier edition says it (記載なし). It need not have ended.
    Removed,
}

/// One difference between two editions.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    pub family: Family,
    pub kind: Kind,
    pub what: What<'a>,
    pub before: Option<Side<'a>>,
    pub after: Option<Side<'a>>,
    /// After minus before, where both are numbers of one quantity.
    pub size: Result<Size, NoSize>,
}

/// What one edition says.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<'a> {
    pub edition: i16,
    pub value: Value<'a>,
    pub citation: &'a Citation,
    /// Key and anchor of the page where it stands; the key is empty for the edition itself.
    pub entity: &'a str,
    pub anchor: String,
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Figure(&'a Figure),
    /// Amounts of one recipient, added up in yen.
    Sum(Derived),
    Text(Cow<'a, str>),
    /// Target printed beside an indicator.
    Goal(&'a Goal),
    /// First and last fiscal year.
    Period(&'a Period),
    /// An evaluation of a stage, with its fiscal year where the document decides it.
    Stage(Option<FiscalYear>, Stage),
}

/// What a change is about, in words that labels make.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    /// A cell of a table: its title, row and column. An indicator has its kind.
    Cell {
        table: &'a str,
        row: &'a Row,
        column: &'a Column,
        indicator: Option<IndicatorKind>,
    },
    /// The target printed beside an indicator (目標値).
    Goal {
        indicator: &'a str,
    },
    /// An indicator as a whole.
    Indicator {
        name: &'a str,
    },
    /// A recipient of a block.
    Recipient {
        block: &'a str,
        name: &'a str,
    },
    Name,
    NameEn,
    ShortName,
    Alias,
    /// Period of the project (事業期間).
    Period,
    /// An evaluation, by its fiscal year where it has one.
    Evaluation,
    /// The committee, which one edition alone lists.
    Committee,
    /// A member of the committee.
    Member {
        name: &'a str,
    },
    /// A text with its heading.
    Passage {
        heading: &'a str,
    },
}

/// How large a change is.
#[derive(Debug, Clone, PartialEq)]
pub struct Size {
    /// After minus before, in `unit`.
    pub difference: Derived,
    /// Rate of change in per cent; nothing where the figure before is not above zero.
    pub growth: Option<Derived>,
    /// The coarser unit of the two sides.
    pub unit: String,
    /// How far rounding may have moved the difference: half of the last printed place of both sides together. Nothing where both
    /// are printed with the same precision.
    pub slack: Option<Decimal>,
    /// Rounding alone may explain the difference.
    pub within_rounding: bool,
}

/// Why a change has no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoSize {
    /// It is no figure, or stands on one side only.
    Plain,
    /// One of the figures is not printed, or only as a mark.
    Missing,
    /// The units cannot be converted (単位が違う).
    Units,
    /// One is a portion or repeated, the other not (内数・再掲).
    Marks,
    /// The amounts have another scope (額の範囲).
    Scope,
    /// The figures are about different fiscal years.
    Years,
    /// Only the number in brackets differs.
    Subset,
    /// The numbers are too large.
    Overflow,
}

impl Family {
    pub const ALL: [Family; 7] = [
        Family::Names,
        Family::Budgets,
        Family::Indicators,
        Family::Recipients,
        Family::Evaluations,
        Family::Committee,
        Family::Texts,
    ];

    /// Name in data files, on the command line and in the catalogue of words.
    pub fn key(self) -> &'static str {
        match self {
            Family::Names => "names",
            Family::Budgets => "budgets",
            Family::Indicators => "indicators",
            Family::Recipients => "recipients",
            Family::Evaluations => "evaluations",
            Family::Committee => "committee",
            Family::Texts => "texts",
        }
    }
}

impl Kind {
    pub const ALL: [Kind; 5] = [
        Kind::Restated,
        Kind::Settled,
        Kind::Changed,
        Kind::Added,
        Kind::Removed,
    ];

    /// Name in data files and in the catalogue of words.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Restated => "restated",
            Kind::Settled => "settled",
            Kind::Changed => "changed",
            Kind::Added => "added",
            Kind::Removed => "removed",
        }
    }
}

impl NoSize {
    /// Name in data files and in the catalogue of words; empty where nothing is to be said.
    pub fn key(self) -> &'static str {
        match self {
            NoSize::Plain => "",
            NoSize::Missing => "missing",
            NoSize::Units => "units",
            NoSize::Marks => "marks",
            NoSize::Scope => "scope",
            NoSize::Years => "years",
            NoSize::Subset => "subset",
            NoSize::Overflow => "overflow",
        }
    }
}

impl<'a> Value<'a> {
    /// The printed figure, where it is one.
    pub fn figure(&self) -> Option<&'a Figure> {
        match self {
            Value::Figure(figure) => Some(figure),
            Value::Goal(goal) => goal.figure.as_ref(),
            _ => None,
        }
    }
}

impl<'a> Change<'a> {
    /// A change of something that has no size.
    pub(super) fn plain(
        family: Family,
        what: What<'a>,
        before: Option<Side<'a>>,
        after: Option<Side<'a>>,
    ) -> Change<'a> {
        Change {
            family,
            kind: match (&before, &after) {
                (None, _) => Kind::Added,
                (_, None) => Kind::Removed,
                _ => Kind::Changed,
            },
            what,
            before,
            after,
            size: Err(NoSize::Plain),
        }
    }
}

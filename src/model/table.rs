//! Tables of figures: what a document printed, cell by cell, with status and source.

use std::sync::Arc;

use super::decimal::Decimal;
use super::fiscal_year::FiscalYear;
use super::money::{Money, MoneyUnit};
use super::quantity::Quantity;
use crate::diagnostic::Lang;

/// Where a figure or text stands: a document and lines of its extracted text (出典).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// Id of the document inside the edition; every figure has one, and those of a file share it.
    pub document: Arc<str>,
    /// First and last line; absent where only the document is known.
    pub lines: Option<(u32, u32)>,
}

/// Why a cell holds no number. The reasons are different things and stay different on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Printed as a dash: none, or not applicable (`-`).
    Dash,
    /// Under investigation (調査中).
    UnderInvestigation,
    /// Being counted (集計中).
    BeingCounted,
    /// Unknown (…, 不詳).
    Unknown,
    /// Not applicable (該当なし).
    NotApplicable,
    /// New, so there is no earlier value (新規).
    New,
    /// The cell is blank in the document (空欄).
    Blank,
    /// The document has no such cell: it prints no amount here (記載なし).
    NotPrinted,
    /// The seed file holds something that is not a figure; it was reported, and nothing is published.
    Unreadable,
}

/// A value with its status. The status holds the value, so that "missing, but 0" cannot be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Printed as a result or as a settled budget.
    Settled(Quantity),
    /// Provisional (速報・暫定).
    Provisional(Quantity),
    /// Requested, drafted or expected for a coming year (要求・案・見込み).
    Planned(Quantity),
    Missing(Missing),
}

/// A mark that changes how a figure may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Part of a larger amount (内数): the number is that of the whole and must be counted once.
    Portion,
    /// Shown elsewhere too (再掲): must not be added again.
    Repeated,
}

/// A figure: reading, additions and source.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub reading: Reading,
    /// Subset in brackets, for example papers in journals of impact factor 5 or more.
    pub subset: Option<Decimal>,
    pub mark: Option<Mark>,
    /// Remark printed with the cell (※).
    pub note: Option<String>,
    /// Why the place of the figure in the table is inferred.
    pub inferred: Option<String>,
    pub citation: Citation,
}

/// Unit of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    Money(MoneyUnit),
    /// Anything else, as printed: 件, ％, 百万円／件 …
    Count(Arc<str>),
}

/// Role of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRole {
    Year,
    Requested,
    Draft,
    Planned,
    Provisional,
    Baseline,
    Interim,
    Final,
    Other,
}

/// A column of a table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Part of the anchor and of figure references: `2021`, `baseline`, `interim`, `final`.
    pub key: String,
    pub role: ColumnRole,
    pub year: Option<FiscalYear>,
    /// The heading where no year is printed (`-`, 毎年度).
    pub words: Option<String>,
}

/// What a row measures.
pub use super::vocabulary::RowItem;

/// A cell: a figure, or a text such as a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Figure(Box<Figure>),
    Text { text: String, citation: Citation },
}

/// A row of a table of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub item: RowItem,
    /// Part of the anchor and of figure references: `initial`, `carried-out`, or the row's own id.
    pub key: String,
    pub label: Option<String>,
    pub unit: Unit,
    pub cells: Vec<Cell>,
    pub level: u8,
    /// Entity that the row is about, as `kind/id`.
    pub about: Option<String>,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub id: String,
    pub title: String,
    pub unit: Unit,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<Note>,
    pub scope: Option<String>,
}

/// A remark with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub text: String,
    pub citation: Citation,
}

impl Citation {
    /// The lines as people write them: `1529`, `1529-1531`; nothing where only the document is known.
    pub fn lines_text(&self) -> Option<String> {
        self.lines.map(|(first, last)| range_text(first, last))
    }
}

/// Lines as people write them: `12` or `12-14`.
pub fn range_text(first: u32, last: u32) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

impl Unit {
    /// The unit as printed.
    pub fn label(&self) -> &str {
        match self {
            Unit::Money(unit) => unit.label(),
            Unit::Count(label) => label,
        }
    }
    /// Understands a unit as printed: units of yen are money, all others count things.
    pub fn parse(label: &str) -> Unit {
        MoneyUnit::parse(label).map_or_else(|| Unit::Count(label.into()), Unit::Money)
    }
    /// A printed number in this unit; nothing where an amount is not a whole number of yen or too large.
    pub fn quantity(&self, printed: Decimal) -> Option<Quantity> {
        match self {
            Unit::Money(unit) => Money::new(printed, *unit).map(Quantity::Money),
            Unit::Count(label) => Some(Quantity::Number {
                value: printed,
                unit: label.clone(),
            }),
        }
    }
}

impl Figure {
    /// The value, whatever its status; nothing where it is missing.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Settled(quantity)
            | Reading::Provisional(quantity)
            | Reading::Planned(quantity) => Some(quantity),
            Reading::Missing(_) => None,
        }
    }
    /// The number as printed, in the unit it was printed in.
    pub fn printed(&self) -> Option<Decimal> {
        self.quantity().map(Quantity::printed)
    }
}

impl Cell {
    /// The figure in the cell, where it is one.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Cell::Figure(figure) => Some(figure),
            Cell::Text { .. } => None,
        }
    }
    /// The source of the cell.
    pub fn citation(&self) -> &Citation {
        match self {
            Cell::Figure(figure) => &figure.citation,
            Cell::Text { citation, .. } => citation,
        }
    }
}

impl Table {
    /// The row with a key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }
    /// The first row of an item.
    pub fn item(&self, item: RowItem) -> Option<&Row> {
        self.rows.iter().find(|row| row.item == item)
    }
    /// The position of a column.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

impl Row {
    /// Name in data files: the word of the vocabulary as seed files write it (`execution_rate`), or the row's own id.
    pub fn id(&self) -> String {
        if self.key == self.item.key() {
            self.key.replace('-', "_")
        } else {
            self.key.clone()
        }
    }
    /// The figure in a column.
    pub fn figure(&self, column: usize) -> Option<&Figure> {
        self.cells.get(column).and_then(Cell::figure)
    }
}

impl Column {
    /// True for a column that takes part in the series of years (not baseline, interim or final).
    pub fn is_series(&self) -> bool {
        self.year.is_some()
            && matches!(
                self.role,
                ColumnRole::Year
                    | ColumnRole::Requested
                    | ColumnRole::Draft
                    | ColumnRole::Planned
                    | ColumnRole::Provisional
            )
    }
}

impl RowItem {
    /// Name in anchors and figure references.
    pub fn key(self) -> &'static str {
        match self {
            RowItem::Initial => "initial",
            RowItem::Supplementary => "supplementary",
            RowItem::CarriedIn => "carried-in",
            RowItem::CarriedOut => "carried-out",
            RowItem::Reserve => "reserve",
            RowItem::Total => "total",
            RowItem::Executed => "executed",
            RowItem::ExecutionRate => "execution-rate",
            RowItem::ExecutionRateInitial => "execution-rate-initial",
            RowItem::LineItem => "line-item",
            RowItem::Amount => "amount",
            RowItem::InHouse => "in-house",
            RowItem::Planned => "planned",
            RowItem::Actual => "actual",
            RowItem::Target => "target",
            RowItem::AnnualTarget => "annual-target",
            RowItem::Achievement => "achievement",
            RowItem::UnitCost => "unit-cost",
            RowItem::Formula => "formula",
            RowItem::Other => "other",
        }
    }
}

impl Missing {
    /// Name in data files.
    pub fn key(self) -> &'static str {
        match self {
            Missing::Dash => "dash",
            Missing::UnderInvestigation => "under_investigation",
            Missing::BeingCounted => "being_counted",
            Missing::Unknown => "unknown",
            Missing::NotApplicable => "not_applicable",
            Missing::New => "new",
            Missing::Blank => "blank",
            Missing::NotPrinted => "not_printed",
            Missing::Unreadable => "unreadable",
        }
    }
}

impl ColumnRole {
    /// Name in data files.
    pub fn key(self) -> &'static str {
        match self {
            ColumnRole::Year => "year",
            ColumnRole::Requested => "requested",
            ColumnRole::Draft => "draft",
            ColumnRole::Planned => "planned",
            ColumnRole::Provisional => "provisional",
            ColumnRole::Baseline => "baseline",
            ColumnRole::Interim => "interim",
            ColumnRole::Final => "final",
            ColumnRole::Other => "other",
        }
    }
}

impl Missing {
    /// The mark shown in a cell; the legend explains it.
    pub const fn mark(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Missing::Dash, _) => "-",
            (Missing::UnderInvestigation, Lang::Ja) => "調査中",
            (Missing::UnderInvestigation, Lang::En) => "pending",
            (Missing::BeingCounted, Lang::Ja) => "集計中",
            (Missing::BeingCounted, Lang::En) => "counting",
            (Missing::Unknown, _) => "…",
            (Missing::NotApplicable, Lang::Ja) => "該当なし",
            (Missing::NotApplicable, Lang::En) => "n/a",
            (Missing::New, Lang::Ja) => "新規",
            (Missing::New, Lang::En) => "new",
            (Missing::Blank, Lang::Ja) => "空欄",
            (Missing::Blank, Lang::En) => "blank",
            (Missing::NotPrinted, Lang::Ja) => "記載なし",
            (Missing::NotPrinted, Lang::En) => "not given",
            (Missing::Unreadable, Lang::Ja) => "？",
            (Missing::Unreadable, Lang::En) => "?",
        }
    }
}

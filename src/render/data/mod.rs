//! Data files of pages: what a cell holds, typed, and the CSV and JSON made from it.
//!
//! A cell of a view gets its text and its typed content in the same place, so that the page and its data files cannot
//! disagree. `tables/<id>.csv` is the flat twin of one table, `data.json` holds all tables of a page: one file a page, because
//! a site of thousands of projects has tens of thousands of tables.

pub(crate) mod address;
pub mod page;
pub(crate) mod typed;

mod files;
mod flat;
mod json;
mod measure;
mod tables;

pub(crate) use files::{files, link};
pub(crate) use tables::Tables;

use crate::chart::datum::Status;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::Citation;

/// How the CSV of a table is laid out: one datum a field, each measure with its own unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Layout {
    /// Rows are things: a record is a row.
    #[default]
    Rows,
    /// Columns are periods and rows are measures: a record is a period.
    Columns,
    /// Columns are periods and rows are things of one measure, which is named here: a record is a cell.
    Cells(String),
}

/// What data files need to know of a table besides what is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableData {
    /// How the CSV is laid out.
    pub layout: Layout,
    /// Id of the column of row headings.
    pub corner: String,
    /// The CSV is made by a chart: name of the chart and the columns of its file.
    pub chart: Option<(String, Vec<page::CsvColumn>)>,
}

/// What data files need to know of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnData {
    /// Stable name: a word of the vocabulary, or the key of the seed file.
    pub id: String,
    /// Unit of its figures; empty where rows have units of their own.
    pub unit: String,
    /// The period that the column is about.
    pub period: Option<Period>,
    /// The column shows the change up to the column with this position.
    pub change_to: Option<usize>,
}

/// A period of a table of figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Period {
    /// Fiscal year (年度), begins in April of this year.
    pub fiscal_year: Option<FiscalYear>,
    /// Stable name of the phase: `year`, `requested`, `draft`, `planned`, `provisional`, `baseline`, `interim`, `final`, `other`.
    pub phase: &'static str,
    /// The phase for readers (要求額, 基準値); empty for plain years.
    pub phase_label: String,
    /// What is printed in place of a year (毎年度); may be empty.
    pub words: String,
}

/// What data files need to know of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowData {
    /// Stable name where the row has one; otherwise its position from 1.
    pub id: String,
    /// Unit of its figures; empty where columns have units of their own.
    pub unit: String,
    /// The row is about a fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// Entity that the row is about, as `kind/id`.
    pub about: Option<String>,
    /// Sources of the row.
    pub places: Vec<Place>,
}

/// A citation with the edition whose documents it names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Year of the edition.
    pub edition: i16,
    /// Document and lines.
    pub citation: Citation,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellData {
    /// The datum itself.
    pub held: Held,
    /// Further data in the same cell, each a field of its own in data files.
    pub also: Vec<Also>,
    /// Where the datum stands.
    pub place: Option<Place>,
}

/// A datum.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Held {
    /// Words, or nothing: what the text of the cell says.
    #[default]
    Text,
    /// A fiscal year (年度).
    Year(FiscalYear),
    /// A figure.
    Figure(Box<Figured>),
}

/// A figure in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Figured {
    /// In `unit`, with the printed digits; nothing where it is missing.
    pub value: Option<Decimal>,
    /// Unit as printed; may be empty.
    pub unit: String,
    /// The same amount in yen, where it is money.
    pub yen: Option<i64>,
    /// How settled it is, or why it is missing.
    pub status: Status,
    /// How it was computed, where the program computed it.
    pub derivation: Option<Derivation>,
}

/// How a figure was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// Name of the formula: those of [`crate::model::derived::Formula`], and `count`.
    pub formula: &'static str,
    /// Inputs in the order of the formula.
    pub inputs: Vec<Decimal>,
}

/// A further datum in a cell: the subset of `611 (279)`, the rate of a change, the year of a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Also {
    /// Stable name: `subset`, `growth`, `slack`, `fiscal_year`, `target`, `due`, `state`, `retained`.
    pub key: &'static str,
    /// Name for readers; where a cell lists several of one kind, it tells them apart.
    pub label: String,
    /// The datum.
    pub value: AlsoValue,
}

/// A further datum.
#[derive(Debug, Clone, PartialEq)]
pub enum AlsoValue {
    /// A number with its unit.
    Number(Decimal, String),
    /// A fiscal year.
    Year(FiscalYear),
    /// Words.
    Text(String),
}

impl Also {
    /// True for data that belong in one column.
    fn is_like(&self, other: &Also) -> bool {
        (self.key, &self.label) == (other.key, &other.label)
    }
}

impl CellData {
    /// A figure.
    pub(crate) fn figure(figured: Figured) -> CellData {
        CellData {
            held: Held::Figure(Box::new(figured)),
            ..CellData::default()
        }
    }
}

impl Figured {
    /// A figure that the program computed.
    pub(crate) fn computed(value: Decimal, unit: &str, derivation: Derivation) -> Figured {
        Figured {
            value: Some(value),
            unit: unit.to_owned(),
            yen: None,
            status: Status::Derived,
            derivation: Some(derivation),
        }
    }
}

/// A unit as data files name it: a dash stands for none.
pub(crate) fn unit(label: &str) -> &str {
    match label {
        "-" | "－" => "",
        label => label,
    }
}

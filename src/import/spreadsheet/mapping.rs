//! The mapping (対応づけ): which columns of a spreadsheet are what.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::load::validate;
use crate::model::vocabulary::{IndicatorKind, RowItem};
use crate::say;

/// Which columns of a spreadsheet are what (対応づけ).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the sheet; the first one where left out. CSV files have none.
    pub sheet: Option<String>,
    /// Row of the headings, counted from 1; the first where left out.
    pub header: Option<u32>,
    /// Id of the spreadsheet as a source document in sources.yaml.
    pub source: String,
    /// Folder of the seed files: `projects` where left out.
    #[serde(default)]
    pub into: Folder,
    /// Heading of the column with the ids of the seed files.
    pub project: String,
    /// What stands in that column where a row is no project, for example `合計`.
    #[serde(default)]
    pub skip: Vec<String>,
    /// Heading of the column with fiscal years: 2022, R4, 令和4年度.
    pub year: String,
    /// The table of amounts that the rows become. Either this or `indicator`.
    pub table: Option<MappedTable>,
    /// The indicator that the rows become.
    pub indicator: Option<MappedIndicator>,
    /// Columns of figures, each a row of the table.
    pub items: Vec<MappedItem>,
}

/// Folder of seed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// Research projects.
    #[default]
    Projects,
    /// Programmes.
    Programs,
    /// Review sheets.
    Reviews,
}

/// A table of amounts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedTable {
    /// Anchor: lower-case letters, digits and hyphens; no other table of the files may have it.
    pub id: String,
    /// Caption.
    pub title: String,
    /// Unit of the amounts: 円, 千円, 百万円, 億円.
    pub unit: String,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedIndicator {
    /// Anchor: lower-case letters, digits and hyphens; no other indicator of the files may have it.
    pub id: String,
    /// Name.
    pub name: String,
    pub kind: IndicatorKind,
    /// Unit: 件, 人, ％ …
    pub unit: String,
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedItem {
    /// What is measured.
    pub item: RowItem,
    /// Heading of the column.
    pub column: String,
    /// Part of the anchor where two columns have the same item.
    pub id: Option<String>,
    /// Label where it differs from the usual one of the item.
    pub label: Option<String>,
    /// Unit where it differs from the table's.
    pub unit: Option<String>,
}

impl Folder {
    pub(super) fn name(self) -> &'static str {
        match self {
            Folder::Projects => "projects",
            Folder::Programs => "programs",
            Folder::Reviews => "reviews",
        }
    }
}

/// Reads a mapping.
///
/// # Errors
/// Everything that is wrong with it, with its place.
pub fn read(file: &str, bytes: &[u8]) -> Result<Mapping, Vec<Diagnostic>> {
    let mapping: Mapping = validate::parse(file, bytes)?;
    let is_one = mapping.table.is_some() != mapping.indicator.is_some();
    match is_one && !mapping.items.is_empty() {
        true => Ok(mapping),
        false => Err(vec![
            Diagnostic::new(
                RuleId::MissingKey,
                file,
                Place::File,
                say!(
                    "table か indicator のどちらか一つと、一つ以上の items が必要です",
                    "either `table` or `indicator` is needed, and at least one of `items`"
                ),
            )
            .help(say!(
                "例は docs/IMPORT.md にあります",
                "docs/IMPORT.md has an example"
            )),
        ]),
    }
}

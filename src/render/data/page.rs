//! `data.json` of a page, format `tenken-page/1`: what is written is what the JSON Schema says, because both come from these
//! types. Within version 1 fields may be added; none changes its meaning or goes away.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::chart::table::exact;
use crate::model::decimal::Decimal;

/// Name and version of the format.
pub const FORMAT: &str = "tenken-page/1";
/// Path of the JSON Schema on the site.
pub const SCHEMA_PATH: &str = "schema/tenken-page-1.json";

/// All tables of a page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TenkenPage")]
pub struct PageFile<'a> {
    /// Name and version of this format.
    #[schemars(extend("const" = FORMAT))]
    pub format: &'static str,
    /// Address of the JSON Schema of this format.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The page.
    pub page: PageRef<'a>,
    /// The places in documents that the data come from; `source` and `sources` count in this list from 0.
    pub sources: Vec<SourceRef<'a>>,
    /// The tables in the order of the page, and the data of its charts, unless `charts` holds them.
    pub tables: Vec<TableFile<'a>>,
    /// The charts of the page by their names, each with its data and what draws it, on sites that have no files of charts
    /// (`data_files: compact`).
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub charts: Map<String, Value>,
}

/// The page that the tables stand on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageRef<'a> {
    /// Address of the page.
    pub url: String,
    /// Title of the page.
    pub title: String,
    /// Language of headings and other words: `ja`, `en`.
    pub lang: &'static str,
    /// Kind of page: `project`, `review`, `tables` ….
    pub kind: &'a str,
    /// Year of the edition (版) that asserts the figures; none on pages that belong to no edition.
    pub edition: Option<i16>,
    /// Title of that edition.
    pub edition_title: Option<&'a str>,
}

/// A place in a source document (出典).
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceRef<'a> {
    /// Year of the edition that has the document.
    pub edition: i16,
    /// Id of the document in that edition.
    pub document: &'a str,
    /// Title of the document.
    pub title: &'a str,
    /// Part of the document (章, 別添); absent where parts are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// First and last line of the extracted text, from 1; absent where only the document is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<(u32, u32)>,
    /// Address of the first line on this site.
    pub url: String,
}

/// A table as it stands on the page: one cell a row and column.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TableFile<'a> {
    /// Anchor of the table on the page.
    pub id: &'a str,
    /// `table`, or `chart` for the data of a chart.
    pub kind: &'static str,
    /// Caption.
    pub caption: &'a str,
    /// What the figures cover, where it differs from the usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<&'a str>,
    /// The CSV of the same data; absent on sites that have no files of tables (`data_files: compact`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csv: Option<CsvRef<'a>>,
    /// Heading above the row headings.
    pub row_heading: Heading<'a>,
    /// Columns after the row headings.
    pub columns: Vec<ColumnFile<'a>>,
    /// Rows in printed order.
    pub rows: Vec<RowFile<'a>>,
    /// Remarks printed with the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteFile<'a>>,
}

/// A heading with its stable name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Heading<'a> {
    /// Stable name.
    pub id: &'a str,
    /// Heading for readers.
    pub label: &'a str,
}

/// The CSV file of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CsvRef<'a> {
    /// Path relative to this file.
    pub path: String,
    /// What a record is: a `row` of the table, a `column` (a period; rows are measures), or a `cell`. Columns that show a
    /// change are no records of their own: their figures stand in the record of the later period.
    #[schemars(extend("enum" = ["row", "column", "cell"]))]
    pub record: &'static str,
    /// The columns of the file.
    pub columns: Cow<'a, [CsvColumn]>,
}

/// A column of a CSV file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CsvColumn {
    /// Heading in the file, with the unit where all figures have one: `当初予算_百万円`.
    pub heading: String,
    /// What the column has: `row` (the row heading), `id`, `level`, `row_kind`, `fiscal_year`, `phase`, `period`, `value`,
    /// `unit`, `status`, `subset`, `growth`, `slack`, `fiscal_year`, `target`, `due`, `state`, `retained`, `marks`, `note`, `formula`, `source`.
    pub part: Cow<'static, str>,
    /// Id of the row of the table whose data the column has, where a record is not a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Id of the column of the table whose data the column has, where a record is not a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// A column of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ColumnFile<'a> {
    /// Stable name: a word of the vocabulary, or the key of the content files.
    pub id: &'a str,
    /// Heading for readers.
    pub label: &'a str,
    /// Second line of the heading.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
    /// Unit of its figures, where the column has one.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// Fiscal year (年度) in western years; begins in April.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<i16>,
    /// Phase of a period: `year`, `requested` (要求額), `draft` (予算案), `planned` (見込み), `provisional` (速報), `baseline`
    /// (基準値), `interim` (中間目標), `final` (目標最終年度), `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<&'static str>,
    /// Id of the column up to which this one shows the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_to: Option<&'a str>,
}

/// A row of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowFile<'a> {
    /// Stable name: a word of the vocabulary, the id of the content files, or the position from 1 where there is neither.
    pub id: &'a str,
    /// Row heading for readers.
    pub label: &'a str,
    /// Unit of its figures, where the row has one.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// Fiscal year that the row is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<i16>,
    /// `total` for totals, `derived` for rows computed by the program; absent for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Depth of subdivision, 0 at the top.
    #[serde(skip_serializing_if = "is_zero")]
    pub level: u8,
    /// Entity of the edition that the row is about, as `kind/id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<&'a str>,
    /// Address of the thing that the row is about.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub url: &'a str,
    /// One a column; null where nothing stands.
    pub cells: Vec<Option<Datum<'a>>>,
    /// Sources of the row that no cell names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<usize>,
}

/// What stands in a cell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Datum<'a> {
    /// As shown.
    pub text: &'a str,
    /// The number of a figure in `unit`, with the printed digits; null where the figure is missing. Absent where the cell holds
    /// no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Option<Number>>,
    /// Unit of the figure as printed.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// How settled a figure is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["settled", "provisional", "planned", "missing", "derived"]))]
    pub status: Option<&'static str>,
    /// Why a figure is missing: `dash`, `under_investigation` (調査中), `being_counted` (集計中), `unknown` (不詳),
    /// `not_applicable` (該当なし), `new` (新規), `blank` (空欄), `not_printed` (記載なし), `not_yet_known` (未確定),
    /// `unreadable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<&'static str>,
    /// The same amount in yen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yen: Option<Number>,
    /// Fiscal year, where the cell holds one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<i16>,
    /// Further data in the cell by name: `subset` (the number in brackets), `growth` (rate of change), `slack` (margin of rounding of a change), `fiscal_year`, `target`, `due`, `state`,
    /// `retained` (an amount that stays in a block of the fund flow; its label says which),
    /// `key` (what programs call a word).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<AlsoFile<'a>>,
    /// Marks after the value: 内数, 再掲, 推定, 速報.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub marks: &'a [String],
    /// Remark: printed note, or reason of an inference.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
    /// How the program computed the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivation: Option<DerivationFile<'a>>,
    /// The figure takes part in a relation that does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckFile<'a>>,
    /// Where it stands: position in `sources` of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<usize>,
    /// Anchor of the cell on the page.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub anchor: &'a str,
    /// Address that the cell links to.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub url: &'a str,
}

/// A further datum in a cell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlsoFile<'a> {
    /// Stable name.
    pub id: &'static str,
    /// Name for readers; may be absent.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub label: &'a str,
    /// A number, a fiscal year or words.
    pub value: AlsoDatum<'a>,
    /// Unit of a number.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
}

/// A number, a fiscal year or words.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AlsoDatum<'a> {
    /// A number.
    Number(Number),
    /// A fiscal year.
    Year(i16),
    /// Words.
    Text(&'a str),
}

/// How a figure was computed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DerivationFile<'a> {
    /// Name of the formula: `sum`, `difference`, `remainder`, `share`, `growth`, `execution-rate`, `achievement`, `count`.
    pub formula: &'static str,
    /// The formula in words.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub text: &'a str,
    /// Inputs in the order of the formula, in the unit of the figure (of a rate: in the unit of its parts).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Number>,
}

/// The result of the audit at a figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckFile<'a> {
    /// The verdict in a word.
    pub text: &'a str,
    /// Address of the relation.
    pub url: &'a str,
}

/// A remark printed with a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoteFile<'a> {
    /// Safe HTML.
    pub html: &'a str,
    /// Where it comes from, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
}

/// A number with all its digits: a JSON number where a double holds them, otherwise a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        exact(self.0).serialize(serializer)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$" })
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(level: &u8) -> bool {
    *level == 0
}

/// The JSON Schema (2020-12) of the format, as the site publishes it.
pub fn schema_text() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<PageFile<'_>>();
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

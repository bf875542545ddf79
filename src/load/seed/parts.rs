//! What the files of several kinds have: facts, texts, tables of figures, indicators, lists.

use super::*;

/// One row of basic information (基本情報).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedFact {
    /// What the row says, as printed, for example `担当部局庁`.
    pub label: String,
    /// The value as printed. Paragraphs are separated by a blank line, list lines begin with `・`.
    pub text: String,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// An explanatory text with its printed heading.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedText {
    /// Anchor; needed only where something links to the text.
    pub id: Option<String>,
    pub heading: String,
    /// The text. Line breaks of the printed layout are mended; paragraphs are separated by a blank line.
    pub text: String,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// A table of figures: one row a measure, one column a fiscal year (or a named column).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedTable {
    /// Anchor of the table: lower-case letters, digits and hyphens, unique in the file.
    pub id: String,
    /// Caption without number and unit.
    pub title: String,
    /// Unit as printed: 円, 千円, 百万円, 億円, 件, ％ …
    pub unit: String,
    /// Columns: a fiscal year (`2021`, `R3`, `令和3`, `H30`, `FY30`), or one with a role (`{requested: 2023}`).
    pub columns: Vec<SeedColumn>,
    pub rows: Vec<SeedRow>,
    /// Remarks printed under the table (※).
    #[serde(default)]
    pub notes: Vec<SeedNote>,
    /// What the figures cover, where it differs from the usual (範囲).
    pub scope: Option<String>,
}

/// A column of a table of figures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SeedColumn {
    /// A fiscal year.
    Year(YearKey),
    /// A column with a role.
    Role(SeedColumnRole),
}

/// Role of a column that is not simply a fiscal year. Exactly one key.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SeedColumnRole {
    /// Requested budget of a year (要求額).
    Requested(YearKey),
    /// Draft budget of a year (予算案).
    Draft(YearKey),
    /// Expected activity or amount of a year (見込み).
    Planned(YearKey),
    /// Provisional value of a year (速報・暫定).
    Provisional(YearKey),
    /// Baseline (基準値) with its year, or a text where none is printed.
    Baseline(YearKey),
    /// Interim target (中間目標) with its year or `-`.
    Interim(YearKey),
    /// Final target year (目標最終年度) with its year or `-`.
    Final(YearKey),
    /// Any other column, by its printed heading.
    Other(String),
}

/// A row of a table of figures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedRow {
    /// What is measured.
    pub item: RowItem,
    /// Part of the anchor where two rows have the same item: lower-case letters, digits and hyphens.
    pub id: Option<String>,
    /// Label as printed, where it differs from the usual one of the item (needed for `other` and `line_item`).
    pub label: Option<String>,
    /// Unit of the row where it differs from the table's, for example `％`.
    pub unit: Option<String>,
    /// One value a column, as printed but without thousands separators: `53063`, `-748`, `85.3`, `"611 (279)"`
    /// (subset in brackets), `"47の内数"` (part of a larger amount), `"21 (再掲)"` (repeated item), `"-"`, `調査中`,
    /// `集計中`, `新規`, `記載なし` (the document prints none), `""` (blank). For `formula` rows: text.
    pub values: Vec<Scalar>,
    /// Line of the source: one for the row, or one a column.
    #[serde(default)]
    pub at: At,
    /// Remarks on single cells: column → text (※).
    #[serde(default)]
    pub notes: Vec<SeedCellText>,
    /// Cells whose place in the table the printed layout does not decide: column → reason.
    #[serde(default)]
    pub inferred: Vec<SeedCellText>,
    /// Levels below the rows above it, for a subdivision (内訳): 0 is the top.
    #[serde(default)]
    pub level: u8,
    /// Entity that the row is about, for example `projects/binds`.
    pub about: Option<String>,
}

/// A remark on one cell of a row.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCellText {
    /// Column: its fiscal year, `baseline`, `interim`, `final`; `all` for the whole row.
    pub column: String,
    pub text: String,
}

/// A remark printed with a table (※).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedNote {
    pub text: String,
    #[serde(default)]
    pub at: At,
}

/// An indicator (指標) with its series of values.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedIndicator {
    /// Anchor: lower-case letters, digits and hyphens, unique in the file.
    pub id: String,
    /// Number as printed, for example `①`.
    pub number: Option<String>,
    /// Name of the indicator.
    pub name: String,
    pub name_en: Option<String>,
    /// Kind of indicator.
    pub kind: IndicatorKind,
    /// What is to be reached, in words (活動目標・定量的な成果目標).
    pub aim: Option<String>,
    /// Unit: 件, 人, ％ …
    pub unit: Option<String>,
    /// The values are cumulative (累積).
    #[serde(default)]
    pub cumulative: bool,
    /// Direction in which the indicator is good.
    pub direction: Option<Direction>,
    /// Columns of the table of values.
    #[serde(default)]
    pub columns: Vec<SeedColumn>,
    #[serde(default)]
    pub rows: Vec<SeedRow>,
    /// Target as printed beside the name (目標値).
    pub goal: Option<SeedGoalValue>,
    /// Text results by year, for a qualitative indicator (定性的指標).
    #[serde(default)]
    pub progress: Vec<SeedProgress>,
    /// Reasons for choice and basis of the target (選定理由・設定の根拠), or evidence (根拠として用いた統計・データ名).
    #[serde(default)]
    pub texts: Vec<SeedText>,
    #[serde(default)]
    pub notes: Vec<SeedNote>,
    /// The indicator whose values are used here instead of own ones, for example `objectives/9-3#i1-3` (既存の指標を参照する場合).
    pub refers_to: Option<String>,
    /// The reference as printed.
    pub refers_text: Option<String>,
    /// Indicators of the edition that measure the same quantity elsewhere, for example `objectives/9-3#i1-1`: their values
    /// are compared. Where one of two is cumulative, its yearly increase is.
    #[serde(default)]
    pub same_as: Vec<String>,
    /// Indicators of the edition whose sum this one is.
    #[serde(default)]
    pub sum_of: Vec<String>,
    /// Why the reference or the name is inferred.
    pub inferred: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// Target as printed beside an indicator (目標値).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedGoalValue {
    /// Fiscal year in which it is due, or `毎年度`.
    pub due: YearKey,
    /// The number, where one is printed.
    pub value: Option<Scalar>,
    /// The words, where the target is given in words or with an addition.
    pub text: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// Result of one year in words.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedProgress {
    pub year: YearKey,
    pub text: String,
    #[serde(default)]
    pub at: At,
}

/// A printed table or list of texts that has no model of its own, for example the types of support of a programme.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedList {
    /// Anchor.
    pub id: String,
    pub title: String,
    /// Headings of the columns; the first column names the row.
    pub columns: Vec<String>,
    pub rows: Vec<SeedListRow>,
    #[serde(default)]
    pub notes: Vec<SeedNote>,
    #[serde(default)]
    pub at: At,
}

/// A row of a list: one text a column.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedListRow {
    pub cells: Vec<Scalar>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

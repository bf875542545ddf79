//! The seed types: exactly what the YAML files say, before any meaning is given to it.
//!
//! One file is one entity. Unknown keys are refused. Values stay as printed in the source document; units, years and
//! marks are understood later, in `load::resolve`. The JSON Schema that editors use is generated from here,
//! so every doc comment below is what a person sees while typing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalar::{At, CorporateNumberText, Scalar, YearKey};
use crate::diagnostic::Lang;
use crate::model::vocabulary::{
    DataFiles, Direction, EditionKind, IndicatorKind, Relation, RowItem, Stage,
};

/// `content/site.yaml`: the settings of the whole site.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedSite {
    /// Title of the site, shown in the header of every page.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// One sentence that describes the site to search engines.
    pub description: String,
    /// The description on English pages.
    pub description_en: Option<String>,
    /// Who publishes the site (発行者).
    pub publisher: String,
    /// The publisher on English pages.
    pub publisher_en: Option<String>,
    /// Languages of the pages: `[ja, en]` unless said otherwise; `[ja]` leaves the English pages out.
    pub languages: Option<Vec<Lang>>,
    /// Address under which the site is published, with its path, for example `https://example.go.jp/review/`.
    pub base_url: Option<String>,
    /// Theme: a folder under `themes/`. Without it the built-in theme is used.
    pub theme: Option<String>,
    /// Allow raw HTML in commentary. Off by default: HTML is shown as text.
    #[serde(default)]
    pub raw_html: bool,
    /// Data files: `all` unless said otherwise; `compact` for sites of thousands of projects, where each page has one data file
    /// with its tables and charts, and an edition is offered as compressed CSV only.
    #[serde(default)]
    pub data_files: DataFiles,
    /// Contact for readers, shown on the accessibility page (連絡先).
    pub contact: Option<String>,
    /// Rules or families of the audit whose findings keep the site from being built, unless they are acknowledged. Without
    /// them, findings are shown and nothing more.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Licence of the data that the site offers (データの利用条件). Without it, data files name the terms of `attribution`.
    pub license: Option<SeedLicense>,
    /// Attribution and terms that must stand on every page (出典・利用条件).
    #[serde(default)]
    pub attribution: Vec<SeedAttribution>,
}

/// A statement of origin and terms of use (出典・利用条件).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedAttribution {
    /// The text shown.
    pub text: String,
    /// The text on English pages.
    pub text_en: Option<String>,
    /// Where the terms stand.
    pub url: Option<String>,
}

/// A licence (利用条件).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLicense {
    /// Name of the licence.
    pub name: String,
    /// Where it stands.
    pub url: Option<String>,
}

/// `content/glossary.yaml`: terms explained once (用語集).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedGlossary {
    pub terms: Vec<SeedTerm>,
}

/// One term of the glossary.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedTerm {
    /// Anchor of the term: lower-case letters, digits and hyphens.
    pub id: String,
    /// The term as readers meet it.
    pub term: String,
    /// Reading in kana (よみ).
    pub reading: Option<String>,
    /// English name.
    pub term_en: Option<String>,
    /// Other spellings that mean the same.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The explanation, in one to three sentences.
    pub text: String,
    /// The explanation on English pages.
    pub text_en: Option<String>,
}

/// `content/<year>/edition.yaml`: one yearly edition (版), the review that asserts the figures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedEdition {
    /// Title of the edition.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// A shorter title for menus.
    pub short_title: String,
    /// The shorter title on English pages.
    pub short_title_en: Option<String>,
    /// What the edition is.
    pub kind: EditionKind,
    /// Date of the document as printed, for example `令和5年1月31日`, or `2023-01-31`.
    pub date: Option<String>,
    /// Body that decided or received it (会議), for example `科学技術・学術審議会 研究計画・評価分科会（第84回）`.
    pub meeting: Option<String>,
    /// Number of the paper at that meeting (資料番号).
    pub paper: Option<String>,
    /// Two or three sentences for the home page.
    pub summary: String,
    /// The summary on English pages.
    pub summary_en: Option<String>,
    /// Facts about the edition, each with its place.
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    /// Explanatory texts.
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Budget tables of the edition as a whole (予算総額など).
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    /// Other printed tables and lists.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    /// Source document cited by `at` where no other is named.
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// A difference found by the audit that is known and explained (確認済みの不一致). It stays visible, marked.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedAcknowledged {
    /// Rule, for example `budget-breakdown`.
    pub rule: String,
    /// Figures that take part, as `tenken check` names them: `budget-2022-amount`, or `2021/projects/x#budget-2022-amount`
    /// for one of another entity. The relation has to contain all of them.
    pub figures: Vec<String>,
    /// What explains the difference.
    pub reason: String,
    /// Where the explanation stands in the source.
    #[serde(default)]
    pub at: At,
}

/// `content/<year>/sources.yaml`: the documents that the figures come from (出典資料).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedSources {
    pub documents: Vec<SeedDocument>,
}

/// A source document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedDocument {
    /// Short id used by `source:` and `at:`.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// Who published it (発行者).
    pub publisher: String,
    /// The publisher on English pages.
    pub publisher_en: Option<String>,
    /// Date as printed.
    pub date: Option<String>,
    /// Address of the original, where known.
    pub url: Option<String>,
    /// File with the extracted text, relative to this file; citations are checked against its lines.
    pub text: Option<String>,
    /// Terms under which it may be used (利用条件).
    pub terms: Option<String>,
    /// Parts of the document with the lines where they begin, in any order (別添など).
    #[serde(default)]
    pub parts: Vec<SeedPart>,
}

/// A part of a document, such as an annex (別添).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPart {
    /// Name shown in citations, for example `別添２ 令和4年度行政事業レビューシート`.
    pub name: String,
    /// First line.
    pub from: u32,
    /// Last line.
    pub to: u32,
}

/// `content/<year>/committee.yaml`: the committee (委員会).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCommittee {
    /// Name with its parent bodies.
    pub name: String,
    pub name_en: Option<String>,
    /// Term of office, for example `第11期`.
    pub term: Option<String>,
    /// Remark printed with the list, for example `敬称略、50音順`.
    pub note: Option<String>,
    pub members: Vec<SeedMember>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// A member of the committee (委員).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedMember {
    /// Name with one space between family and given name. Variant characters are kept.
    pub name: String,
    /// Role other than member, for example `主査`.
    pub role: Option<String>,
    /// Affiliations and posts, one entry each.
    pub affiliations: Vec<String>,
    #[serde(default)]
    pub at: At,
}

/// `content/<year>/programs/<id>.yaml`: a programme (プログラム).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedProgram {
    /// Name of the programme.
    pub name: String,
    pub name_en: Option<String>,
    /// Number, for example `2-1`.
    pub number: Option<String>,
    /// Facts (基本情報), each with its place.
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Programme indicators (プログラム全体に関連する指標).
    #[serde(default)]
    pub indicators: Vec<SeedIndicator>,
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    /// Projects of the programme, in official order: ids of `projects/`.
    #[serde(default)]
    pub projects: Vec<String>,
    /// Related objectives, for example `objectives/9-3`.
    #[serde(default)]
    pub related: Vec<String>,
    /// Other printed tables and lists, for example the list of annexes.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    /// What came before or after, and the same thing in other editions (系譜). The same id in two editions is the same thing
    /// without a line.
    #[serde(default)]
    pub lineage: Vec<SeedLineage>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// `content/<year>/projects/<id>.yaml`: a research project (研究開発課題・事業). Only `name` and `source` are required.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedProject {
    /// Official name.
    pub name: String,
    pub name_en: Option<String>,
    /// Short name or abbreviation, for example `BINDS`.
    pub short_name: Option<String>,
    /// Names it is also known by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Number in its document, for example `①`.
    pub number: Option<String>,
    /// First and last fiscal year (事業期間). `last` is absent where the end is not decided.
    pub period: Option<SeedPeriod>,
    /// Facts (基本情報), each with its place.
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    /// Explanatory texts of the sheet, in printed order.
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Budget tables; the first is the principal one and usually has the id `budget`.
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    #[serde(default)]
    pub indicators: Vec<SeedIndicator>,
    /// Evaluations by fiscal year (研究開発課題評価).
    #[serde(default)]
    pub evaluations: Vec<SeedEvaluation>,
    /// Adopted tasks (採択課題), in printed groups.
    #[serde(default)]
    pub tasks: Vec<SeedTaskGroup>,
    /// Other printed tables and lists.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    /// Related entities of the same edition, for example `reviews/0271`.
    #[serde(default)]
    pub related: Vec<String>,
    /// What came before or after, and the same thing in other editions (系譜). The same id in two editions is the same thing
    /// without a line.
    #[serde(default)]
    pub lineage: Vec<SeedLineage>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    /// Source document cited by `at` where no other is named.
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// First and last fiscal year (事業期間).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPeriod {
    pub first: YearKey,
    pub last: Option<YearKey>,
    #[serde(default)]
    pub at: At,
    /// Why the period is inferred, where the document does not print it.
    pub inferred: Option<String>,
}

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

/// An evaluation in a fiscal year (研究開発課題評価).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedEvaluation {
    /// Fiscal year, or `-` with `inferred` where the printed layout does not decide it.
    pub year: YearKey,
    pub stages: Vec<Stage>,
    #[serde(default)]
    pub at: At,
    /// Why the year is inferred.
    pub inferred: Option<String>,
}

/// A printed group of adopted tasks (採択課題).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedTaskGroup {
    /// Anchor of the group.
    pub id: String,
    /// Heading as printed.
    pub title: String,
    /// Number of tasks as printed, for example `18 課題`.
    pub printed_count: Option<String>,
    pub count_at: Option<u32>,
    pub tasks: Vec<SeedTask>,
    #[serde(default)]
    pub notes: Vec<SeedNote>,
    #[serde(default)]
    pub at: At,
}

/// An adopted task (採択課題).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedTask {
    /// Area, for example `(iii)` (領域).
    pub area: Option<String>,
    /// Title of the task (課題名).
    pub title: String,
    /// Principal investigator (研究開発代表者).
    pub leader: Option<String>,
    /// Affiliation (所属機関).
    pub affiliation: Option<String>,
    /// Mark or remark, for example `※`.
    pub mark: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// A predecessor, a successor, or the same thing in another edition (前身・後継・同一).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLineage {
    pub relation: Relation,
    /// Name as printed.
    pub name: String,
    /// Period as printed, for example `平成29年度～令和3年度`.
    pub period: Option<String>,
    /// Id of the entity in this edition or, with the edition before it, in another: `projects/x`, `2021/projects/x`.
    pub entity: Option<String>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
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

/// `content/<year>/portfolios/<id>.yaml`: an integrated project of several ministries (統合プロジェクト).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPortfolio {
    pub name: String,
    pub name_en: Option<String>,
    /// Number, 1 to 6.
    pub number: String,
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Total amounts of the portfolio (日本医療研究開発機構対象経費, インハウス研究機関経費).
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    /// Ministries of the legend, as printed.
    #[serde(default)]
    pub ministries: Vec<String>,
    /// The programmes (事業) in printed groups.
    pub groups: Vec<SeedPortfolioGroup>,
    /// The page "令和３年度予算のポイント".
    #[serde(default)]
    pub points: Vec<SeedPointGroup>,
    /// Other labels and boxes of the drawing, as lists.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    /// What came before or after, and the same thing in other editions (系譜). The same id in two editions is the same thing
    /// without a line.
    #[serde(default)]
    pub lineage: Vec<SeedLineage>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// A group of programmes in a portfolio.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPortfolioGroup {
    /// Anchor.
    pub id: String,
    /// Heading as printed.
    pub title: String,
    /// Amount printed for the whole group, for example `76.9億円` → `76.9`.
    pub amount: Option<Scalar>,
    pub amount_at: Option<u32>,
    /// Unit of the amounts of the group, usually `億円`.
    pub unit: String,
    pub programs: Vec<SeedPortfolioProgram>,
    pub inferred: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// A programme (事業) inside a portfolio.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPortfolioProgram {
    /// Anchor.
    pub id: String,
    pub name: String,
    pub name_en: Option<String>,
    /// Ministries (文科省, 厚労省, 経産省, 総務省), where printed.
    #[serde(default)]
    pub ministries: Vec<String>,
    /// What it does, as printed.
    pub text: Option<String>,
    /// Amount in the unit of the group: `36`, `"21 (再掲)"`, `"47の内数"`, `"-"` where none is printed.
    pub amount: Scalar,
    /// The amount is in-house research cost (インハウス研究機関経費).
    #[serde(default)]
    pub in_house: bool,
    /// Line of the amount.
    pub amount_at: Option<u32>,
    /// Why the amount is assigned to this programme, where the layout does not decide it.
    pub inferred: Option<String>,
    /// Entity of this edition, for example `projects/binds`.
    pub about: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// A printed group of budget points (予算のポイント).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPointGroup {
    /// Heading as printed.
    pub heading: String,
    pub items: Vec<SeedPoint>,
    #[serde(default)]
    pub at: At,
    /// Why the items belong to this heading, where the layout does not decide it.
    pub inferred: Option<String>,
}

/// A budget point: a programme and its bullets.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPoint {
    /// Programme with its ministry as printed, for example `創薬支援推進事業（厚）`.
    pub program: String,
    /// Flag before the name: `新規`, `拡充`.
    pub flag: Option<String>,
    /// Bullets as printed, with their own flags such as `【拡充】`.
    pub bullets: Vec<String>,
    #[serde(default)]
    pub at: At,
}

/// `content/<year>/reviews/<id>.yaml`: an administrative project review sheet (行政事業レビューシート).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedReview {
    /// Project name (事業名).
    pub name: String,
    pub name_en: Option<String>,
    /// Project number as printed (事業番号), for example `2022-文科-21-0271`.
    pub number: String,
    /// Basic information rows in printed order (府省庁, 担当部局庁, 作成責任者, 事業開始年度, 会計区分, 根拠法令, …).
    pub facts: Vec<SeedFact>,
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Budget and execution (予算額・執行額), then line items (予算内訳).
    pub budgets: Vec<SeedTable>,
    /// Activities with their outputs, unit costs and outcomes (活動・成果).
    #[serde(default)]
    pub activities: Vec<SeedActivity>,
    /// Outcomes of the additional sheet (別紙1).
    #[serde(default)]
    pub more_outcomes: Vec<SeedIndicator>,
    /// Relation to policy evaluation (政策評価との関係).
    #[serde(default)]
    pub policy: Vec<SeedFact>,
    /// Self-check by the department (事業所管部局による点検・改善).
    #[serde(default)]
    pub self_check: Vec<SeedCheckGroup>,
    /// Result of the self-check and direction of improvement (点検結果, 改善の方向性).
    #[serde(default)]
    pub self_check_results: Vec<SeedText>,
    /// Related projects (関連事業).
    #[serde(default)]
    pub related_projects: Vec<SeedRelatedProject>,
    /// Findings of reviewers and the response (所見, 所見を踏まえた改善点).
    #[serde(default)]
    pub findings: Vec<SeedReviewFinding>,
    /// Remarks (備考).
    #[serde(default)]
    pub remarks: Vec<SeedText>,
    /// Numbers of past sheets (関連する過去のレビューシートの事業番号).
    #[serde(default)]
    pub past_numbers: Vec<SeedFact>,
    /// Fund flow (資金の流れ).
    pub flow: Option<SeedFlow>,
    /// Cost items and their use (費目・使途), one list a block.
    #[serde(default)]
    pub cost_items: Vec<SeedCostList>,
    /// Top recipients (支出先上位１０者リスト), one list a block.
    #[serde(default)]
    pub recipients: Vec<SeedRecipientList>,
    /// Contracts over several years (国庫債務負担行為等による契約先上位10者リスト).
    #[serde(default)]
    pub multi_year_contracts: Vec<SeedRecipientList>,
    /// Other printed tables and lists.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    #[serde(default)]
    pub related: Vec<String>,
    /// What came before or after, and the same thing in other editions (系譜). The same id in two editions is the same thing
    /// without a line.
    #[serde(default)]
    pub lineage: Vec<SeedLineage>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// One block of activity, output, unit cost and outcome.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedActivity {
    /// Anchor, for example `block-1`.
    pub id: String,
    /// A short heading for the page, taken from the text.
    pub title: String,
    /// What is done (活動内容).
    pub activity: SeedText,
    /// Activity indicators (活動目標及び活動実績).
    #[serde(default)]
    pub outputs: Vec<SeedIndicator>,
    /// Unit cost (単位当たりコスト).
    pub unit_cost: Option<SeedTable>,
    /// Basis of the unit cost in words (算出根拠).
    pub unit_cost_basis: Option<SeedText>,
    /// Outcome indicators (成果目標及び成果実績).
    #[serde(default)]
    pub outcomes: Vec<SeedIndicator>,
    /// Projects that the block is about.
    #[serde(default)]
    pub related: Vec<String>,
}

/// A group of self-check questions (国費投入の必要性, 事業の効率性, 事業の有効性, 関連事業).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCheckGroup {
    pub title: String,
    pub items: Vec<SeedCheckItem>,
}

/// A self-check question (点検項目).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCheckItem {
    /// Question (項目).
    pub question: String,
    /// Answer (評価): `○`, `△`, `×`, `‐`, `有`, `無`.
    pub mark: String,
    /// Explanation (評価に関する説明); absent where the cell is blank.
    pub explanation: Option<String>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// A related project (関連事業).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedRelatedProject {
    pub ministry: String,
    /// Number as printed.
    pub number: String,
    pub name: String,
    #[serde(default)]
    pub at: At,
}

/// A finding of reviewers, or the response to it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedReviewFinding {
    /// Whose it is, for example `行政事業レビュー推進チームの所見`.
    pub heading: String,
    /// Judgement, for example `事業内容の一部改善`.
    pub judgement: Option<String>,
    pub text: String,
    #[serde(default)]
    pub at: At,
}

/// Fund flow (資金の流れ): blocks and what passes between them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedFlow {
    /// Unit of the amounts, usually 百万円.
    pub unit: String,
    /// Fiscal year of the flow.
    pub year: YearKey,
    pub blocks: Vec<SeedFlowBlock>,
    pub links: Vec<SeedFlowLink>,
    #[serde(default)]
    pub notes: Vec<SeedNote>,
    #[serde(default)]
    pub at: At,
}

/// A block of the fund flow.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedFlowBlock {
    /// `A`, `B`, …; for ministries a short id such as `mext`.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Amount of the block; `"-"` where none is printed.
    pub amount: Scalar,
    pub amount_at: Option<u32>,
    /// Number of organisations as printed, for example `全95機関`.
    pub count: Option<String>,
    /// What the block does.
    pub role: Option<String>,
    /// Amounts that stay in the block (管理等に係る事務費 …).
    #[serde(default)]
    pub retained: Vec<SeedRetained>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// An amount that stays in a block.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedRetained {
    pub label: String,
    pub amount: Scalar,
    #[serde(default)]
    pub at: At,
}

/// What passes from one block to another.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedFlowLink {
    pub from: String,
    pub to: String,
    /// Method as printed, for example `公募・間接補助`.
    pub method: Option<String>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// Cost items of the largest recipient of a block (費目・使途).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCostList {
    /// Block, `A` to `H`.
    pub block: String,
    /// Recipient as printed in the heading.
    pub recipient: Option<String>,
    pub unit: String,
    pub items: Vec<SeedCostItem>,
    /// Total as printed (計).
    pub total: Option<Scalar>,
    pub total_at: Option<u32>,
    #[serde(default)]
    pub at: At,
}

/// A cost item.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCostItem {
    /// Cost item (費目).
    pub item: String,
    /// Use (使途).
    #[serde(rename = "use")]
    pub usage: String,
    pub amount: Scalar,
    #[serde(default)]
    pub at: At,
}

/// Recipients of a block (支出先).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedRecipientList {
    pub block: String,
    pub unit: String,
    pub rows: Vec<SeedRecipient>,
    #[serde(default)]
    pub at: At,
}

/// A recipient (支出先).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedRecipient {
    pub rank: u32,
    pub name: String,
    /// Corporate number (法人番号): 13 digits in quotation marks, or `"-"`.
    pub corporate_number: CorporateNumberText,
    /// What it does (業務概要).
    pub work: String,
    /// Amount (支出額).
    pub amount: Scalar,
    /// Kind of contract (契約方式等).
    pub method: String,
    /// Number of bidders (入札者数・応募者数).
    pub bidders: Scalar,
    /// Ratio of the bid to the estimate (落札率), in per cent.
    pub bid_rate: Scalar,
    /// Reason for a single bid or non-competitive contract of 1,000 million yen or more (理由及び改善策).
    pub reason: Option<Scalar>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// `content/<year>/objectives/<id>.yaml`: a policy objective with its ex-ante analysis table (施策目標・事前分析表).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedObjective {
    /// Name of the objective (施策名).
    pub name: String,
    pub name_en: Option<String>,
    /// Number, for example `9-3`.
    pub number: String,
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Budget of the objective (施策の予算額).
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    pub goals: Vec<SeedGoal>,
    #[serde(default)]
    pub related: Vec<String>,
    /// What came before or after, and the same thing in other editions (系譜). The same id in two editions is the same thing
    /// without a line.
    #[serde(default)]
    pub lineage: Vec<SeedLineage>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// An achievement goal (達成目標).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedGoal {
    /// Anchor, for example `goal-1`.
    pub id: String,
    /// Number, 1 to 8.
    pub number: String,
    /// Heading, for example `医薬品についての目標`.
    pub title: String,
    /// The goal as printed.
    pub text: SeedText,
    /// Reasons and basis of the goal (目標設定の考え方・根拠).
    pub basis: Option<SeedText>,
    /// Measurement indicators (測定指標).
    pub indicators: Vec<SeedIndicator>,
    /// Means of achievement (達成手段).
    #[serde(default)]
    pub means: Vec<SeedMeans>,
    /// Changes from last year's table (昨年度事前分析表からの変更点).
    pub changes: Option<SeedText>,
}

/// A means of achievement (達成手段).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedMeans {
    pub name: String,
    /// First year as printed, for example `平成27年度` (開始年度).
    pub start: Option<String>,
    /// Related indicators as printed, for example `①②` (関連する指標).
    pub indicators: Option<String>,
    /// Review sheet number as printed (行政事業レビュー番号).
    pub review: Option<String>,
    /// Remarks as printed (備考).
    pub remarks: Option<String>,
    /// Marked as repeated from elsewhere, for example `7-1再掲`.
    pub repeated: Option<String>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

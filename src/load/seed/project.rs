//! Programmes and research projects.

use super::*;

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

//! Policy objectives.

use super::*;

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

//! Integrated projects of several ministries.

use super::*;

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

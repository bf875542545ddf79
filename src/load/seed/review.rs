//! Review sheets.

use super::*;

/// `content/<year>/reviews/<id>.yaml`: an administrative project review sheet (行政事業レビューシート).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedReview {
    /// Project name (事業名).
    pub name: String,
    pub name_en: Option<String>,
    /// Project number as printed (事業番号), for example `2022-文科-21-0271`.
    pub number: String,
    /// Who is responsible (担当組織).
    pub organisation: Option<SeedOrganisation>,
    /// Basic information rows in printed order (府省庁, 担当部局庁, 作成責任者, 事業開始年度, 会計区分, 根拠法令, …).
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Policies and measures that the project belongs to (政策・施策).
    #[serde(default)]
    pub policies: Vec<SeedPolicyMeasure>,
    /// Laws that the project rests on (根拠法令).
    #[serde(default)]
    pub laws: Vec<SeedLaw>,
    /// Plans and notices (関係する計画・通知等).
    #[serde(default)]
    pub plans: Vec<SeedPlan>,
    /// Terms of subsidies (補助率等).
    #[serde(default)]
    pub subsidies: Vec<SeedSubsidy>,
    /// Budget and execution (予算額・執行額), then line items (予算内訳).
    pub budgets: Vec<SeedTable>,
    /// How the project is to take effect (効果発現経路).
    pub logic_model: Option<SeedLogicModel>,
    /// Indicators of the nodes of the logic model (活動指標・成果指標). Sheets printed by activity have them there.
    #[serde(default)]
    pub indicators: Vec<SeedIndicator>,
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
    /// Indirect costs that the state pays itself (国自らが支出する間接経費).
    pub indirect_costs: Option<SeedCostList>,
    /// Cost items and their use (費目・使途), one list a block, or a contract.
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
    pub ministry: Option<String>,
    /// Number as printed.
    pub number: Option<String>,
    /// Id of the project (予算事業ID): that of its review sheet where the edition has one.
    pub id: Option<Scalar>,
    /// How it is related (関連性).
    pub relation: Option<ProjectRelation>,
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
    /// Paid by the units in charge themselves (担当組織からの支出): not money that another block passes on.
    #[serde(default)]
    pub direct: bool,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

/// Cost items of the largest recipient of a block (費目・使途).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCostList {
    /// Part of the anchors where a block has several lists: lower-case letters, digits and hyphens.
    pub id: Option<String>,
    /// Block, `A` to `H`; left out for indirect costs.
    #[serde(default)]
    pub block: String,
    /// Recipient as printed in the heading.
    pub recipient: Option<String>,
    /// Contract that the items belong to (契約概要).
    pub contract: Option<String>,
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
    /// Rank as printed; left out where the source has none.
    pub rank: Option<u32>,
    pub name: String,
    /// Corporate number (法人番号): 13 digits in quotation marks, `"-"` where a dash is printed, `""` where it is blank.
    pub corporate_number: CorporateNumberText,
    /// Where it is (所在地).
    pub address: Option<String>,
    /// Code of the kind of corporate body (法人種別): 101, 201, 301, 302, 303, 304, 305, 399, 401 or 499.
    pub corporate_kind: Option<u16>,
    /// What it does (業務概要).
    #[serde(default)]
    pub work: String,
    /// Amount (支出額).
    pub amount: Scalar,
    /// Kind of contract (契約方式等).
    #[serde(default)]
    pub method: String,
    /// The kind of contract in words (具体的な契約方式等).
    pub method_detail: Option<String>,
    /// Number of bidders (入札者数・応募者数).
    pub bidders: Option<Scalar>,
    /// Ratio of the bid to the estimate (落札率), in per cent.
    pub bid_rate: Option<Scalar>,
    /// It stands for all recipients that are not listed (その他支出先).
    #[serde(default)]
    pub rest: bool,
    /// It stands for contracts that are not listed (その他の契約).
    #[serde(default)]
    pub other_contracts: bool,
    /// Its contracts, where the source lists several for one recipient: their amounts are parts of `amount`.
    #[serde(default)]
    pub contracts: Vec<SeedContract>,
    /// Reason for a single bid or non-competitive contract of 1,000 million yen or more (理由及び改善策).
    pub reason: Option<Scalar>,
    #[serde(default)]
    pub at: At,
    pub inferred: Option<String>,
}

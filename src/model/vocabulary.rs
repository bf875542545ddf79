//! The closed vocabularies of the field: the words that seed files and pages have in common.

use schemars::JsonSchema;
use serde::Deserialize;

/// What an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditionKind {
    /// Review of progress (進捗評価).
    Review,
    /// Budget proposal (予算案).
    BudgetProposal,
}

/// Which data files a site has (データファイル).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataFiles {
    /// A CSV for each table and CSV and JSON for each chart, beside their page; an edition as CSV, JSON and spreadsheet.
    #[default]
    All,
    /// For sites of thousands of projects, which would have hundreds of thousands of files: each page has one `data.json.gz` with
    /// its tables and charts, and an edition has its CSV files, compressed, and their description.
    Compact,
}

/// What a row of figures measures. The names are the field's terms; the Japanese term is its usual label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowItem {
    /// Initial budget (当初予算).
    Initial,
    /// Supplementary budget (補正予算).
    Supplementary,
    /// Carried in from the previous year (前年度から繰越し).
    CarriedIn,
    /// Carried out to the next year (翌年度へ繰越し), printed negative.
    CarriedOut,
    /// Carried over to the next year (翌年度への繰越し), printed positive beside a total (歳出予算現額) that it is no part of.
    CarriedForward,
    /// Reserve funds (予備費等).
    Reserve,
    /// Total (計).
    Total,
    /// Executed amount (執行額).
    Executed,
    /// Execution rate (執行率).
    ExecutionRate,
    /// Executed amount against initial and supplementary budget (当初予算＋補正予算に対する執行額の割合).
    ExecutionRateInitial,
    /// Budget line item (歳出予算目).
    LineItem,
    /// Budget of a programme, project or sub-item (予算額).
    Amount,
    /// In-house research cost (インハウス研究機関経費).
    InHouse,
    /// Expected activity (当初見込み).
    Planned,
    /// Actual result (実績).
    Actual,
    /// Target (目標値).
    Target,
    /// Target of the year (年度ごとの目標値).
    AnnualTarget,
    /// Achievement (達成度).
    Achievement,
    /// Unit cost (単位当たりコスト).
    UnitCost,
    /// Formula as text (計算式).
    Formula,
    /// Request for the year after that of the column (翌年度要求額).
    NextRequest,
    /// Wish beyond the request, for the year after that of the column (要望額).
    NextWish,
    /// Anything else, named by `label`.
    Other,
}

/// Kind of indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Output (アウトプット指標・活動指標).
    Output,
    /// Outcome (アウトカム指標・成果指標).
    Outcome,
    /// Measurement of a policy goal (測定指標).
    Measurement,
}

/// Direction in which an indicator is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// At least the target (目標値以上).
    AtLeast,
    /// At most the target (目標値以下), for example numbers of incidents.
    AtMost,
    /// At least the value of the previous year (前年度以上).
    AtLeastPrevious,
    /// About the value of the previous year (前年度と同程度).
    AboutPrevious,
    /// At least the baseline (基準値以上).
    AtLeastBaseline,
}

/// Stage of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Ex-ante (事前評価).
    ExAnte,
    /// Interim (中間評価).
    Interim,
    /// Ex-post (事後評価).
    ExPost,
}

/// Direction of a lineage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Came before (前身).
    Predecessor,
    /// Comes after (後継).
    Successor,
    /// The same thing in another edition (同一事業).
    Same,
    /// The same thing in another edition, where it has another name (改称).
    Renamed,
    /// One was divided into several (分割): in the later edition, this is a part of the one named; in the earlier, the one
    /// named is a part of this.
    Split,
    /// Several were united into one (統合): in the later edition, the one named went into this; in the earlier, this went into
    /// the one named.
    Merged,
}

/// How another project is related to a review sheet (関連性). The one named is what the word says: `parent` is its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectRelation {
    /// Related otherwise, named by this sheet (その他関連先).
    OtherTarget,
    /// Related otherwise, and names this sheet (その他関連元).
    OtherSource,
    /// Parent project (親事業).
    Parent,
    /// Child project (子事業).
    Child,
    /// This project went into the one named (統合先).
    MergedInto,
    /// The one named went into this project (統合元).
    MergedFrom,
    /// The one named is a part of this project (分割先).
    SplitInto,
    /// This project is a part of the one named (分割元).
    SplitFrom,
    /// Segment sheet of the agency that gets the operating grant (運用交付先セグメントシート).
    GrantSegment,
    /// Review sheet of the project that pays the operating grant (運用交付元レビューシート).
    GrantSource,
    /// Sheet of the fund that this project built up (基金造成した基金シート).
    Fund,
    /// Review sheet of the project that built up this fund (基金造成されたレビューシート).
    FundSource,
}

impl ProjectRelation {
    /// Every relation.
    pub const ALL: [ProjectRelation; 12] = [
        ProjectRelation::OtherTarget,
        ProjectRelation::OtherSource,
        ProjectRelation::Parent,
        ProjectRelation::Child,
        ProjectRelation::MergedInto,
        ProjectRelation::MergedFrom,
        ProjectRelation::SplitInto,
        ProjectRelation::SplitFrom,
        ProjectRelation::GrantSegment,
        ProjectRelation::GrantSource,
        ProjectRelation::Fund,
        ProjectRelation::FundSource,
    ];

    /// Name in seed and data files.
    pub fn key(self) -> &'static str {
        match self {
            ProjectRelation::OtherTarget => "other_target",
            ProjectRelation::OtherSource => "other_source",
            ProjectRelation::Parent => "parent",
            ProjectRelation::Child => "child",
            ProjectRelation::MergedInto => "merged_into",
            ProjectRelation::MergedFrom => "merged_from",
            ProjectRelation::SplitInto => "split_into",
            ProjectRelation::SplitFrom => "split_from",
            ProjectRelation::GrantSegment => "grant_segment",
            ProjectRelation::GrantSource => "grant_source",
            ProjectRelation::Fund => "fund",
            ProjectRelation::FundSource => "fund_source",
        }
    }

    /// The word of the review sheets.
    pub fn printed(self) -> &'static str {
        match self {
            ProjectRelation::OtherTarget => "その他関連先",
            ProjectRelation::OtherSource => "その他関連元",
            ProjectRelation::Parent => "親事業",
            ProjectRelation::Child => "子事業",
            ProjectRelation::MergedInto => "統合先",
            ProjectRelation::MergedFrom => "統合元",
            ProjectRelation::SplitInto => "分割先",
            ProjectRelation::SplitFrom => "分割元",
            ProjectRelation::GrantSegment => "運用交付先セグメントシート",
            ProjectRelation::GrantSource => "運用交付元レビューシート",
            ProjectRelation::Fund => "基金造成した基金シート",
            ProjectRelation::FundSource => "基金造成されたレビューシート",
        }
    }
}

/// What a node of a logic model is (効果発現経路の種別).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogicKind {
    /// What is done (アクティビティ).
    Activity,
    /// What comes directly of it (アウトプット).
    Output,
    /// What it brings about (アウトカム).
    Outcome,
}

impl LogicKind {
    /// Name in seed and data files.
    pub fn key(self) -> &'static str {
        match self {
            LogicKind::Activity => "activity",
            LogicKind::Output => "output",
            LogicKind::Outcome => "outcome",
        }
    }
}

/// When an outcome is expected (アウトカムの期間).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeTerm {
    /// Short-term (短期).
    Short,
    /// Medium-term (中期).
    Medium,
    /// Long-term (長期).
    Long,
}

impl OutcomeTerm {
    /// Name in seed and data files.
    pub fn key(self) -> &'static str {
        match self {
            OutcomeTerm::Short => "short",
            OutcomeTerm::Medium => "medium",
            OutcomeTerm::Long => "long",
        }
    }
}

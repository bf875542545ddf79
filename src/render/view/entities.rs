//! Pages about one thing: a programme, a project, an objective, a portfolio.

use super::*;

/// What every page about one entity has besides its own sections.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct EntityView {
    /// Name as readers meet it.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// The Japanese name, where the page is English and shows an English name; may be empty.
    pub name_ja: String,
    /// Line above the name: kind and number.
    pub label: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Headline figures.
    pub stats: Vec<StatView>,
    /// Commentary written by hand; none where there is none.
    pub commentary: Option<CommentaryView>,
    /// Rows of basic information.
    pub facts: Vec<FactView>,
    /// Charts that belong to no single table of the page.
    pub charts: Vec<ChartView>,
    /// Explanatory texts in printed order.
    pub texts: Vec<TextView>,
    /// Budget tables; the first is the principal one.
    pub budgets: Vec<TableView>,
    /// Indicators in printed order.
    pub indicators: Vec<IndicatorView>,
    /// Other printed tables and lists.
    pub lists: Vec<TableView>,
    /// Related pages.
    pub related: Vec<Link>,
    /// Documents used on the page.
    pub sources: Vec<Link>,
    /// Findings of the check about it.
    pub findings: Vec<FindingView>,
    /// What the audit of the figures found about it.
    pub audit: AuditView,
    /// Cells and texts whose place is inferred, with the reason.
    pub inferences: Vec<TextView>,
}

/// `program`: a programme (プログラム).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProgramBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Cards of the projects.
    pub projects: Vec<CardView>,
    /// The projects side by side.
    pub comparison: Option<TableView>,
}

/// `project`: a research project (研究開発課題).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProjectBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Period and evaluations in the order of time.
    pub timeline: Vec<TimelineView>,
    /// Period and evaluations as a chart.
    pub timeline_charts: Vec<ChartView>,
    /// Evaluations by fiscal year as a table.
    pub evaluations: Option<TableView>,
    /// Adopted tasks.
    pub tasks: Vec<TableView>,
    /// Predecessors and successors.
    pub lineage: Vec<TimelineView>,
    /// The project before and after this one in the list.
    pub neighbours: Vec<Link>,
}

/// `objective`: a policy objective (施策目標).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ObjectiveBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Achievement goals in printed order.
    pub goals: Vec<GoalView>,
    /// All indicators of the objective at a glance.
    pub overview: Option<TableView>,
}

/// An achievement goal (達成目標).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GoalView {
    /// Anchor on the page.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Title as readers meet it.
    pub title: String,
    /// The text shown.
    pub text: TextView,
    /// Reasons and basis of the goal.
    pub basis: Option<TextView>,
    /// Indicators in printed order.
    pub indicators: Vec<IndicatorView>,
    /// Means of achievement (達成手段).
    pub means: Option<TableView>,
    /// Changes from last year.
    pub changes: Option<TextView>,
}

/// `portfolio`: an integrated project (統合プロジェクト).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PortfolioBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Ministries as printed.
    pub ministries: Vec<String>,
    /// The programmes, one table a printed group.
    pub groups: Vec<TableView>,
    /// Budget points: headings with programmes and their bullets.
    pub points: Vec<PointGroupView>,
    /// The one before and the one after in the list.
    pub neighbours: Vec<Link>,
}

/// A group of budget points.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PointGroupView {
    /// Anchor on the page.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// The entries of the group.
    pub items: Vec<PointView>,
    /// Why it is inferred; none where the document decides it.
    pub inferred: Option<String>,
}

/// A programme with its points.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PointView {
    /// Programme with its ministry as printed.
    pub program: String,
    /// 新規, 拡充; may be empty.
    pub flag: String,
    /// Bullets as printed.
    pub bullets: Vec<String>,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
}

//! The page of a review sheet (行政事業レビューシート).

use super::*;

/// `review`: an administrative project review sheet (行政事業レビューシート).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReviewBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Policies and measures (政策・施策).
    pub policies: Option<TableView>,
    /// Laws that the project rests on (根拠法令).
    pub laws: Option<TableView>,
    /// Plans and notices (関係する計画・通知等).
    pub plans: Option<TableView>,
    /// Terms of subsidies (補助率等).
    pub subsidies: Option<TableView>,
    /// The logic model (効果発現経路) as a drawing for wide screens and print: safe HTML; empty where it makes none.
    pub logic_svg_html: String,
    /// What the drawing leaves out; may be empty.
    pub logic_remark: String,
    /// The logic model as a nested list.
    pub logic_list: Vec<LogicView>,
    /// How many entries of the list are shown of how many, where not all are; else empty.
    pub logic_left_out: String,
    /// Activities, outputs and outcomes of the logic model, for data files: the list shows them.
    pub logic_nodes: Option<TableView>,
    /// What leads from one of them to another, for data files.
    pub logic_edges: Option<TableView>,
    /// Activities in printed order.
    pub activities: Vec<ActivityView>,
    /// Outcomes of the additional sheet (別紙1).
    pub more_outcomes: Vec<IndicatorView>,
    /// Rows about the relation to policy evaluation.
    pub policy: Vec<FactView>,
    /// Self-check (点検・改善).
    pub self_check: Option<TableView>,
    /// Result of the self-check and direction of improvement.
    pub self_check_results: Vec<TextView>,
    /// Related projects (関連事業).
    pub related_projects: Option<TableView>,
    /// Sheets that name this project as related; none where sheets do not say who is responsible.
    pub related_by: Option<TableView>,
    /// Findings of reviewers and responses.
    pub review_findings: Vec<TextView>,
    /// Remarks (備考) in printed order.
    pub remarks: Vec<TextView>,
    /// Numbers of past sheets.
    pub past_numbers: Option<TableView>,
    /// Sheets of other editions that belong to this one, with links.
    pub lineage: Option<TableView>,
    /// Fund flow as a table of blocks.
    pub flow: Option<TableView>,
    /// Fund flow as a nested list: depth, block, method.
    pub flow_list: Vec<FlowView>,
    /// Remarks on the flow.
    pub flow_notes: Vec<TextView>,
    /// Indirect costs that the state pays itself (国自らが支出する間接経費).
    pub indirect_costs: Option<TableView>,
    /// Cost items (費目・使途), one table a block, or a contract.
    pub cost_items: Vec<TableView>,
    /// Those that the page does not show, for data files.
    #[serde(skip)]
    pub more_cost_items: Vec<TableView>,
    /// How many tables of cost items are shown of how many, where not all are; else empty.
    pub cost_items_left_out: String,
    /// The page's data file, which holds every table whole; empty where the page shows all.
    pub data_url: String,
    /// Payees of imported sheets, block by block; their tables are then for data files alone.
    pub payees: Vec<PayeeBlockView>,
    /// Their contracts over several years, in the same way.
    pub multi_year_payees: Vec<PayeeBlockView>,
    /// Top recipients (支出先), one table a block.
    pub recipients: Vec<TableView>,
    /// Contracts over several years, one table a block.
    pub multi_year_contracts: Vec<TableView>,
    /// The sheet before and after this one in its office; empty where sheets do not say who is responsible.
    pub neighbours: Vec<Link>,
}

/// The payees (支出先) of a block.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PayeeBlockView {
    /// Anchor.
    pub id: String,
    /// Letter and name of the block.
    pub heading: String,
    /// Amount of the block with its unit; its text is empty where none is given.
    pub amount: CellView,
    /// How the block got its money: `direct`, `both`, `passed` or `unknown`; empty for contracts.
    pub way: String,
    /// The same in words; may be empty.
    pub route: String,
    /// What the block does; may be empty.
    pub role: String,
    /// Number of payees that the source lists.
    pub count: String,
    /// Few enough rows to be open at first.
    pub open: bool,
    /// The payees shown.
    pub payees: Vec<PayeeView>,
    /// How many are shown of how many, where not all are; else empty.
    pub left_out: String,
}

/// A payee, or one of its contracts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PayeeView {
    /// Name as printed; empty for contracts.
    pub name: String,
    /// Stands for all payees that are not listed, and has no number among them.
    pub is_rest: bool,
    /// Page of the payee; may be empty.
    pub url: String,
    /// Says that name or number take part in a relation that does not hold; may be empty.
    pub check: String,
    /// Where that relation stands; may be empty.
    pub check_url: String,
    /// Corporate number, kind of body and place; may be empty.
    pub about: String,
    /// What it is paid for.
    pub work: String,
    /// Kind of contract; may be empty.
    pub terms: String,
    /// Amount with its unit. Contracts are parts of their payee's amount.
    pub amount: CellView,
    /// Number of bidders; its text is empty where the source has none.
    pub bidders: CellView,
    /// Ratio of the bid to the estimate; its text is empty where the source has none.
    pub bid_rate: CellView,
    /// Reason for a single bid or a contract without competition; may be empty.
    pub reason: String,
    /// Says that it stands for contracts that are not listed; may be empty.
    pub mark: String,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
    /// Its only contract has its amount: it stands in the same line.
    pub has_one: bool,
    /// The contracts shown.
    pub contracts: Vec<PayeeView>,
    /// How many contracts are not shown; empty where all are.
    pub left_out: String,
}

/// A block of the fund flow in the nested list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FlowView {
    /// Depth below the first payer, from 0.
    pub depth: u8,
    /// Name as readers meet it.
    pub name: String,
    /// Formatted amount, or that none is printed. It has an anchor where no table of the page holds it.
    pub amount: CellView,
    /// Number of payees as printed; empty where a table of the page says it.
    pub count: String,
    /// How the money gets there; may be empty.
    pub method: String,
    /// Where the document connects it with its payer; none where a table of the page says it.
    pub link_cite: Option<CiteView>,
    /// What the block does; may be empty.
    pub role: String,
    /// Address of its recipients on the page; may be empty.
    pub url: String,
    /// Where it comes from; none where a table of the page says it, and where no place is given.
    pub cite: Option<CiteView>,
    /// The block was already shown under another payer.
    pub repeated: bool,
}

/// An activity, output or outcome in the nested list of a logic model.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LogicView {
    /// Anchor; empty where it is shown again.
    pub id: String,
    /// Depth below the first activity, from 0.
    pub depth: u8,
    /// Kind, term and number.
    pub name: String,
    /// What is done or to be reached.
    pub text: String,
    /// Address of its indicator, or of its first place in the list where it is shown again; may be empty.
    pub url: String,
    /// Why the one above leads to it; may be empty.
    pub rationale: String,
    /// Why outcomes are not set in several stages; may be empty.
    pub single_stage: String,
    /// It was already shown below another.
    pub repeated: bool,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
}

/// One activity with its outputs, unit cost and outcomes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActivityView {
    /// Anchor on the page.
    pub id: String,
    /// Title as readers meet it.
    pub title: String,
    /// What is done (活動内容).
    pub activity: TextView,
    /// Activity indicators (活動目標及び活動実績).
    pub outputs: Vec<IndicatorView>,
    /// Unit cost (単位当たりコスト) by year.
    pub unit_cost: Option<TableView>,
    /// Basis of the unit cost in words (算出根拠).
    pub unit_cost_basis: Option<TextView>,
    /// Outcome indicators (成果目標及び成果実績).
    pub outcomes: Vec<IndicatorView>,
    /// Related pages.
    pub related: Vec<Link>,
}

//! What pages are made of: links, texts, figures, indicators, findings.

use super::*;

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct Link {
    /// The text shown.
    pub text: String,
    /// Address; empty where there is nothing to link to.
    pub url: String,
    /// The link leads to this page or to the section it belongs to.
    pub current: bool,
    /// A second line about the target; may be empty.
    pub note: String,
}

/// Where a figure or text comes from (出典).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CiteView {
    /// Short form for table cells, for example `1529行`.
    pub short: String,
    /// Full form, for example `進捗評価資料 別添２（1529行）`.
    pub full: String,
    /// Address of the line in the source pages; empty where the document has no text here.
    pub url: String,
}

/// A headline figure (主な数値).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatView {
    /// What the value is.
    pub label: String,
    /// Formatted value with unit, for example `1,231億5100万円`.
    pub value: String,
    /// Fiscal year, scope or comparison.
    pub note: String,
    /// Formula, where the figure is computed.
    pub formula: Option<String>,
    /// Address of the figure in its table.
    pub url: String,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
}

/// A text with its heading.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TextView {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Safe HTML.
    pub html: String,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
    /// Why the place of the text is inferred.
    pub inferred: Option<String>,
}

/// A row of basic information: the label is in `heading`.
pub type FactView = TextView;

/// A data file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FileView {
    /// Format: `CSV`, `JSON`.
    pub format: String,
    /// Address that can stand in `href`.
    pub url: String,
    /// Name to save it under, which says what it is about: `2022-projects-binds-budget.csv`.
    pub name: String,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct LegendView {
    /// The mark.
    pub mark: String,
    /// The text shown.
    pub text: String,
}

/// A chart, ready to print: drawn without a script, with its data and its words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct ChartView {
    /// Anchor; begins with `chart-`.
    pub id: String,
    /// Form: `budget`, `waterfall`, `indicator`, `heatmap`, `ranked`, `flow`, `treemap`, `timeline`, `concentration`.
    pub kind: String,
    /// What the chart says, with its unit: the caption.
    pub caption: String,
    /// Safe HTML: the drawings as `svg` elements. Of two, `chart-wide` is for wide screens and print, `chart-narrow` for
    /// narrow screens; `chart-only` is for all. Empty where the figures do not make a drawing.
    pub svg_html: String,
    /// The text alternative: sentences.
    pub words: Vec<String>,
    /// The data.
    pub table: TableView,
    /// The same data stand in a table of the page, so that print need not repeat them.
    pub has_table_beside: bool,
    /// Where the figures come from, each place once.
    pub cites: Vec<CiteView>,
    /// Data files.
    pub downloads: Vec<Link>,
    /// Address of the file with the data and the ECharts option, for the script.
    pub data_url: String,
}

/// An indicator with its tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndicatorView {
    /// Anchor.
    pub id: String,
    /// Number as printed; may be empty.
    pub number: String,
    /// Name as readers meet it.
    pub name: String,
    /// Kind, for example `成果指標`.
    pub kind: String,
    /// What is to be reached, in words; may be empty.
    pub aim_html: String,
    /// Target, for example `13件（2023(令和5)年度まで）`; may be empty.
    pub goal: String,
    /// Anchor of the target.
    pub goal_id: String,
    /// Where the target comes from.
    pub goal_cite: Option<CiteView>,
    /// State of achievement in words and as a key (`achieved`, `short`, `pending`, `none`).
    pub state: StateView,
    /// The values are cumulative.
    pub cumulative: bool,
    /// The table of values; none for indicators in words.
    pub table: Option<TableView>,
    /// Results in words by fiscal year.
    pub progress: Vec<TextView>,
    /// Explanatory texts in printed order.
    pub texts: Vec<TextView>,
    /// Remarks printed with it.
    pub notes: Vec<TextView>,
    /// The indicator whose values are used.
    pub refers: Option<Link>,
    /// Why it is inferred; none where the document decides it.
    pub inferred: Option<String>,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
}

/// State of achievement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StateView {
    /// `achieved`, `short`, `pending` (not yet known), `none` (no target).
    pub key: String,
    /// Mark that does not rely on colour: ○, △, …, －.
    pub mark: String,
    /// In words, with the years and values compared.
    pub text: String,
}

/// One step of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineView {
    /// For example `2021(令和3)年度`.
    pub year: String,
    /// For example `事前評価・事後評価`.
    pub text: String,
    /// `period`, `evaluation` or `lineage`.
    pub kind: String,
    /// Why it is inferred; none where the document decides it.
    pub inferred: Option<String>,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
    /// Address that can stand in `href`; empty where there is none.
    pub url: String,
}

/// A card that leads to a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardView {
    /// Title as readers meet it.
    pub title: String,
    /// Address that can stand in `href`; empty where there is none.
    pub url: String,
    /// Small line above the title; may be empty.
    pub label: String,
    /// One or two sentences.
    pub summary: String,
    /// Two or three facts: label and value.
    pub facts: Vec<Link>,
    /// Safe HTML: the course of the principal figure as a small drawing; may be empty.
    pub sparkline_html: String,
}

/// Commentary (解説) written by hand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CommentaryView {
    /// Safe HTML.
    pub html: String,
}

/// A finding of the check (点検の指摘).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FindingView {
    /// Code of the rule, for example `citation-mismatch`.
    pub rule: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// What was found.
    pub message: String,
    /// Place in the content files.
    pub place: String,
    /// How to mend it; may be empty.
    pub help: String,
    /// Page it concerns; may be empty.
    pub url: String,
}

/// What the audit (検算) found about an entity.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct AuditView {
    /// How many relations were checked, by verdict; empty where none was.
    pub summary: String,
    /// Relations that do not hold.
    pub violated: Vec<RelationView>,
    /// Relations that cannot be decided.
    pub undecidable: Vec<RelationView>,
    /// Relations of other pages that do not hold and name something on this one.
    pub others: Vec<RelationTermView>,
    /// Address of the list of all relations of the edition.
    pub all_url: String,
}

/// A relation between figures.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RelationView {
    /// Anchor.
    pub id: String,
    /// Code of the rule, for example `outcome-achievement`.
    pub rule: String,
    /// What the rule says.
    pub summary: String,
    /// Family of the rule, for example `予算`.
    pub family: String,
    /// `violated`, `undecidable`, `within-rounding` or `exact`.
    pub verdict: String,
    /// The verdict in words.
    pub verdict_text: String,
    /// What is looked at, for example `2021年度の計`.
    pub subject: String,
    /// What has to hold, in words.
    pub formula: String,
    /// What the document states.
    pub stated: String,
    /// What follows from the other figures, with the arithmetic.
    pub computed: String,
    /// Size of the difference, or why nothing can be decided; may be empty.
    pub detail: String,
    /// Why the difference is known and explained, as safe HTML; empty where it is not.
    pub acknowledged_html: String,
    /// Where the explanation stands.
    pub acknowledged_cite: Option<CiteView>,
    /// Every figure or text that takes part.
    pub terms: Vec<RelationTermView>,
}

/// A figure or text that takes part in a relation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RelationTermView {
    /// What it is.
    pub label: String,
    /// As printed, with unit.
    pub shown: String,
    /// Address of the figure on its page.
    pub url: String,
    /// Where it comes from; none where no place is given.
    pub cite: Option<CiteView>,
}

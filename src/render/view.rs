//! The contract with themes: everything a template can read, typed and documented.
//!
//! Each page gets one context with the keys `site`, `page` and `body`. `body` is one of the structs whose name ends in
//! `Body`; `page.kind` says which. Texts are plain and escaped by the template engine, except fields whose name ends
//! in `html`, which are safe HTML made by the program. Addresses (`url`) include the base path and can stand in `href`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::data::{CellData, ColumnData, RowData, TableData};

/// The site as a whole; the same on every page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SiteView {
    /// Title of the site.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// Who publishes it.
    pub publisher: String,
    /// Contact for readers, where given.
    pub contact: Option<String>,
    /// Base path, begins and ends with `/`: where the site begins, in all languages.
    pub base_path: String,
    /// Address of the first page in the language of the page.
    pub home_url: String,
    /// Language of the interface: `ja` or `en`.
    pub lang: String,
    /// Editions, newest first.
    pub editions: Vec<Link>,
    /// Statements of origin and terms that must stand on every page.
    pub attribution: Vec<Link>,
    /// Address of the Atom feed.
    pub feed_url: String,
    /// Address of the search page.
    pub search_url: String,
    /// Pages that belong to the site, not to an edition (用語集, 方針 …).
    pub service_links: Vec<Link>,
    /// Name and version of the program.
    pub generator: String,
    /// Stylesheets with fingerprint, in order.
    pub stylesheets: Vec<String>,
    /// Scripts with fingerprint, loaded deferred.
    pub scripts: Vec<String>,
    /// Addresses, with fingerprint, of the files below `assets/lazy/`, by their path there: `site.lazy["charts.js"]`.
    pub lazy: BTreeMap<String, String>,
    /// Address of the favicon.
    pub favicon: String,
    /// Set where the site is built to be frozen.
    pub snapshot: Option<SnapshotView>,
}

/// What the pages of a frozen edition say about themselves (凍結版).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SnapshotView {
    /// Name of the snapshot: `2022`, and `2022-2` for an amendment.
    pub name: String,
    /// Year of the edition that was frozen.
    pub year: i16,
    /// 1 for the first snapshot, one more for each amendment.
    pub revision: u32,
    /// One sentence: what was frozen, when, and with what.
    pub text: String,
}

/// The page being rendered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PageView {
    /// Kind of page; decides the template `<kind>.html` and the type of `body`.
    pub kind: String,
    /// Title without the site's name.
    pub title: String,
    /// Description for search engines.
    pub description: String,
    /// Address of the page.
    pub url: String,
    /// Absolute address, where the site's own address is known.
    pub canonical: Option<String>,
    /// The same page in every language of the site, this one too; empty on the page for addresses that lead nowhere.
    pub languages: Vec<LanguageView>,
    /// Way from home to this page; the last one is the page itself.
    pub breadcrumbs: Vec<Link>,
    /// Sections of the page, for the table of contents; empty on short pages.
    pub contents: Vec<Link>,
    /// The edition that the page belongs to.
    pub edition: Option<EditionView>,
    /// The way to the other pages of a list that goes over several.
    pub paging: Option<PagingView>,
    /// True for pages that search engines should not list.
    pub no_index: bool,
    /// The page has charts, in commentary too: what makes them interactive is needed.
    pub has_charts: bool,
    /// The page has figures that can be cited: cells of tables that have an anchor.
    pub has_citable: bool,
    /// Linked data (JSON-LD, schema.org), ready to stand in a `script` element; empty on pages that have none.
    pub linked_data_html: String,
}

/// Pages of a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PagingView {
    /// Which entries the page shows, for example `1–100件／全5,664件`.
    pub range: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Pages by their numbers: the first, the last, those around this one, and some between.
    pub pages: Vec<Link>,
}

/// A page in one of the site's languages.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LanguageView {
    /// Tag of the language: `ja`, `en`.
    pub lang: String,
    /// Name of the language in itself: 日本語, English.
    pub name: String,
    /// Address that can stand in `href`.
    pub url: String,
    /// The address for `rel="alternate"`: absolute where the site's own address is known.
    pub alternate: String,
    /// It is the page that is being rendered.
    pub current: bool,
}

/// The edition that a page belongs to, with its navigation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionView {
    /// Year of the edition.
    pub year: i16,
    /// Title as readers meet it.
    pub title: String,
    /// Title for menus.
    pub short_title: String,
    /// Address that can stand in `href`; empty where there is none.
    pub url: String,
    /// Its review sheets say who is responsible: it has pages of ministries, and sheets with payees block by block.
    pub has_offices: bool,
    /// Main pages of the edition.
    pub navigation: Vec<Link>,
    /// The same page in the other editions, or their first page where there is none.
    pub switcher: Vec<Link>,
    /// The newest edition, where this is an older one.
    pub newer: Option<Link>,
    /// What changed from the edition before, of the thing that the page is about where it changed; none in the oldest edition.
    pub compare: Option<Link>,
}

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

/// A table, ready to print: of figures, recipients, tasks or texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct TableView {
    /// Anchor; also the prefix of the anchors of its cells.
    pub id: String,
    /// Caption with number and unit, for example `表1 予算の状況（単位：百万円）`.
    pub caption: String,
    /// Unit of the figures, for programs; empty where they have none or several.
    pub unit: String,
    /// Heading above the first column.
    pub corner: String,
    /// Characters of the longest row heading; with `longest` of the columns, how narrow a column may get.
    pub corner_longest: usize,
    /// Columns after the row heading, without the source column.
    pub columns: Vec<ColumnView>,
    /// Rows in printed order.
    pub rows: Vec<RowView>,
    /// The rows that follow and that the page does not show, for data files.
    #[serde(skip)]
    pub more_rows: Vec<RowView>,
    /// How many rows are shown of how many, where not all are; else empty.
    pub left_out: String,
    /// The sources of each column, where all rows of a column have the same; then rows have none. Else empty.
    pub column_cites: Vec<Vec<CiteView>>,
    /// Readers may sort it by a column; false where the order of rows has a meaning of its own (budget rows).
    pub sortable: bool,
    /// The table has figures: the legend applies.
    pub numeric: bool,
    /// The last column holds the sources of the rows.
    pub has_sources: bool,
    /// Explanation of the marks that occur in the table, in order.
    pub legend: Vec<LegendView>,
    /// Remarks on cells, each once, in the order of the cells; a cell names its own by `note_number`.
    pub cell_notes: Vec<String>,
    /// How computed cells are computed, each formula once.
    pub formulas: Vec<String>,
    /// Some cells are requests, drafts or expectations.
    pub has_planned: bool,
    /// Some cells are provisional.
    pub has_provisional: bool,
    /// Some cells are computed by the program.
    pub has_derived: bool,
    /// Remarks printed with the table, with sources.
    pub notes: Vec<TextView>,
    /// What the figures cover, where it differs from the usual.
    pub scope: Option<String>,
    /// The figures of the table as charts, where they make any; they stand above it.
    pub charts: Vec<ChartView>,
    /// The table as data files: its CSV, and the JSON of all tables of its page. Empty where a chart has them.
    pub downloads: Vec<FileView>,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: TableData,
}

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

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct ColumnView {
    /// Heading, for example `2022(令和4)年度`.
    pub label: String,
    /// Second line, for example `要求額`; may be empty.
    pub note: String,
    /// Unit of the column, where the table has none for all its figures and they have anchors; may be empty.
    pub unit: String,
    /// Values are figures: right-aligned.
    pub numeric: bool,
    /// Every cell of the column is computed by the program.
    pub derived: bool,
    /// Characters of the longest text in the column.
    pub longest: usize,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: ColumnData,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RowView {
    /// Anchor; may be empty.
    pub id: String,
    /// Heading of this row and the next ones, which have it in common; empty where no group begins.
    pub group: String,
    /// Row heading.
    pub label: String,
    /// The row heading without that of its group; empty where the row is in none.
    pub own_label: String,
    /// Address of the thing that the row is about; may be empty.
    pub url: String,
    /// Unit of the row where it differs from the table's; may be empty.
    pub unit: String,
    /// Depth of subdivision, 0 at the top.
    pub level: u8,
    /// The row is computed by the program, not printed in a source.
    pub derived: bool,
    /// The row is a total.
    pub total: bool,
    /// One cell a column.
    pub cells: Vec<CellView>,
    /// Sources of the row, in the order of its cells, each once.
    pub cites: Vec<CiteView>,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: RowData,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct CellView {
    /// What is shown.
    pub text: String,
    /// Several things that stand in the cell, a line each; then `text` has them in one line. Empty where there is one.
    pub lines: Vec<CellLineView>,
    /// Anchor; may be empty.
    pub id: String,
    /// Address that the text links to; may be empty.
    pub url: String,
    /// `settled`, `provisional`, `planned`, `missing`, `text` or `derived`.
    pub status: String,
    /// Exact value for programs: yen or plain number; empty where there is none.
    pub value: String,
    /// Marks after the value (`再掲`, `内数`, `推定`), explained in the legend.
    pub marks: Vec<String>,
    /// Remark on the cell: printed note, reason of an inference, or formula; may be empty.
    pub note: String,
    /// The inputs of a computed cell in its formula, for example `3,820 − 3,698`; may be empty.
    pub inputs: String,
    /// Number of the remark among `cell_notes`; 0 where there is none, and in computed cells, whose remark is a formula.
    pub note_number: usize,
    /// Number of its source among the `cites` of the row; 0 where the row has no more than one, and where it is the cell's own
    /// number among the cells of the row that have an anchor.
    pub cite_number: usize,
    /// Word of the badge of a figure that takes part in a relation that does not hold (`不一致`, `確認済み`); may be empty.
    pub check: String,
    /// Address of that relation; may be empty.
    pub check_url: String,
    /// For data files, not for themes: what the text says, typed.
    #[serde(skip)]
    pub data: CellData,
}

/// One of several things in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct CellLineView {
    /// What is shown.
    pub text: String,
    /// Address that the text links to; may be empty.
    pub url: String,
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

/// `home`: the first page of the site.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HomeBody {
    /// One or two sentences.
    pub summary: String,
    /// The newest edition.
    pub edition: EditionBody,
    /// All editions, newest first.
    pub editions: Vec<CardView>,
}

/// `edition`: the first page of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Programmes.
    pub programs: Vec<CardView>,
    /// Cards of the projects.
    pub projects: Vec<CardView>,
    /// Review sheets, objectives and portfolios.
    pub others: Vec<CardView>,
    /// Ministries with the sums of their projects, where review sheets say who is responsible.
    pub ministries: Option<TableView>,
    /// What the sums hold and leave out: safe HTML; may be empty.
    pub ministries_html: String,
    /// Lists of which only the first entries stand here.
    pub more: Vec<Link>,
    /// What changed since the previous edition, for things that are in both.
    pub changes: Option<TableView>,
    /// Number of findings and of inferred cells, with the page that lists them.
    pub check: Link,
    /// The page with the data of the edition.
    pub data: Link,
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
    /// Page of the payee; may be empty.
    pub url: String,
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

/// `list`: projects, review sheets, objectives or portfolios of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListBody {
    /// Heading.
    pub heading: String,
    /// One sentence above the list.
    pub intro: String,
    /// The entries, in official order.
    pub cards: Vec<CardView>,
    /// The table of values; none for indicators in words.
    pub table: Option<TableView>,
}

/// `tables`: the budget, indicator, recipients, recipient, committee, checks, data and similar pages: sections of tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TablesBody {
    /// Heading.
    pub heading: String,
    /// Line above the heading; may be empty.
    pub label: String,
    /// Safe HTML above the sections; may be empty.
    pub intro_html: String,
    /// Headline figures.
    pub stats: Vec<StatView>,
    /// Charts that belong to no single table of the page.
    pub charts: Vec<ChartView>,
    /// Sections in order.
    pub sections: Vec<SectionView>,
    /// Findings of the check about it.
    pub findings: Vec<FindingView>,
}

/// A section of a page: heading, text, tables, links.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct SectionView {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Page that the section is about; may be empty.
    pub url: String,
    /// Safe HTML.
    pub html: String,
    /// Tables in order.
    pub tables: Vec<TableView>,
    /// Further links.
    pub links: Vec<Link>,
}

/// `compare`: two editions side by side: the list of pairs, a pair, or one thing of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct CompareBody {
    /// Heading.
    pub heading: String,
    /// Line above the heading; may be empty.
    pub label: String,
    /// Sentences above everything.
    pub summary: Vec<String>,
    /// Counts of changes by kind.
    pub stats: Vec<StatView>,
    /// Pages of the thing in both editions, or pages of the comparison.
    pub links: Vec<Link>,
    /// How the budgets changed.
    pub charts: Vec<ChartView>,
    /// What each kind of change means; empty where there are none on the page.
    pub kinds: Vec<LegendView>,
    /// Sections of tables in order.
    pub sections: Vec<SectionView>,
    /// Texts that differ, word by word.
    pub passages: Vec<PassageView>,
}

/// A text of two editions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PassageView {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// `changed`, or `added` or `removed` where one edition alone has the text.
    pub kind: String,
    /// The same in words.
    pub kind_text: String,
    /// The text in the order of reading.
    pub runs: Vec<RunView>,
    /// Where both texts come from, each with its edition.
    pub cites: Vec<CiteView>,
}

/// A run of a text of two editions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RunView {
    /// `same`, `inserted`, `deleted`, or `folded`: a long run that did not change.
    pub kind: String,
    /// Safe HTML: the text with its line breaks.
    pub html: String,
    /// What stands in the place of a folded run, for example `変更のない230字`; else empty.
    pub label: String,
}

/// `sources`: a page of a source document, line by line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceBody {
    /// Title as readers meet it.
    pub title: String,
    /// Rows of basic information.
    pub facts: Vec<FactView>,
    /// Parts of the document on this page.
    pub parts: Vec<Link>,
    /// Pages of the document.
    pub pages: Vec<Link>,
    /// The lines of this page.
    pub lines: Vec<SourceLineView>,
}

/// A line of a source document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceLineView {
    /// Number as printed.
    pub number: u32,
    /// The text shown.
    pub text: String,
    /// Part that begins at this line; may be empty.
    pub part: String,
}

/// `glossary`: the terms.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GlossaryBody {
    /// Terms in the order of their reading.
    pub terms: Vec<TermView>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct TermView {
    /// Anchor on the page.
    pub id: String,
    /// Address of the term in the glossary.
    pub url: String,
    /// The term.
    pub term: String,
    /// Reading in kana; may be empty.
    pub reading: String,
    /// English; may be empty.
    pub term_en: String,
    /// Other spellings or names.
    pub aliases: Vec<String>,
    /// The text shown.
    pub text: String,
}

/// `article`: about, accessibility statement, 404: prose.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArticleBody {
    /// Heading.
    pub heading: String,
    /// Safe HTML.
    pub html: String,
}

/// `search`: the search field, and the plain index for readers without JavaScript.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchBody {
    /// Address of the first file of the search index, the same for all languages.
    pub data_url: String,
    /// Address that finds begin with.
    pub root_url: String,
    /// Kinds of finds in the order in which they are shown.
    pub kinds: Vec<SearchKind>,
    /// The plain index, edition by edition: links to its pages, with the number of entries as remark.
    pub groups: Vec<SearchGroup>,
}

/// A kind of finds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchKind {
    /// Its name in the search index.
    pub id: String,
    /// Its name in words.
    pub name: String,
}

/// A part of the plain index.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchGroup {
    /// Heading.
    pub heading: String,
    /// Links with remarks.
    pub links: Vec<Link>,
}

/// `index`: a page of the plain index: everything of one kind in an edition, 500 to a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndexBody {
    /// Heading.
    pub heading: String,
    /// Entries with remarks.
    pub entries: Vec<Link>,
    /// All pages of this kind; empty where there is one only.
    pub pages: Vec<Link>,
}

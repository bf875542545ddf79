//! The dataset: editions and what they hold, resolved and cited. It knows no YAML, no template and no path.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corporate_number::CorporateNumber;
use super::date::Date;
use super::fiscal_year::FiscalYear;
use super::parts::Parts;
pub use super::sheet::*;
use super::shelf::Shelf;
use super::snapshot::{Frozen, Snapshot};
use super::table::{Citation, Figure, Note, Table, Unit};
pub use super::vocabulary::{DataFiles, Direction, EditionKind, IndicatorKind, Relation, Stage};
use crate::diagnostic::Lang;

/// Everything that a site shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    pub site: Site,
    pub glossary: Vec<Term>,
    /// Editions by year.
    pub editions: BTreeMap<i16, Edition>,
    /// Entities (edition, `kind/id`) that exist but could not be read: references to them are not wrong.
    pub unreadable: BTreeSet<(i16, String)>,
    /// Frozen editions that the site keeps, oldest first.
    pub snapshots: Vec<Snapshot>,
    /// Set where the site itself is built to be frozen.
    pub frozen: Option<Frozen>,
}

impl Dataset {
    /// True for an entity that exists but could not be read.
    pub fn is_unreadable(&self, edition: i16, key: &str) -> bool {
        !self.unreadable.is_empty() && self.unreadable.contains(&(edition, key.to_owned()))
    }
}

/// Settings of the site.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub description_en: Option<String>,
    pub publisher: String,
    pub publisher_en: Option<String>,
    /// Languages of the pages; Japanese is always the first.
    pub languages: Vec<Lang>,
    pub base_url: Option<String>,
    pub theme: Option<String>,
    pub raw_html: bool,
    /// Which data files the site has.
    pub data_files: DataFiles,
    pub contact: Option<String>,
    /// Rules or families of the audit whose findings keep the site from being built.
    pub deny: Vec<String>,
    /// Licence of the data: name and address.
    pub license: Option<(String, Option<String>)>,
    /// Statements of origin and terms.
    pub attribution: Vec<Attribution>,
}

/// A statement of origin and terms of use (出典・利用条件).
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    pub text: String,
    pub text_en: Option<String>,
    pub url: Option<String>,
}

/// A term of the glossary (用語).
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub id: String,
    pub term: String,
    pub reading: Option<String>,
    pub term_en: Option<String>,
    pub aliases: Vec<String>,
    pub text: String,
    pub text_en: Option<String>,
}

/// An edition (版): the review or proposal of one year, which asserts the figures.
///
/// What it holds is shared: an edition that is read again after an edit has the same entities but for the edited one.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    pub year: i16,
    pub title: String,
    pub title_en: Option<String>,
    pub short_title: String,
    pub short_title_en: Option<String>,
    pub kind: EditionKind,
    pub date: Option<Date>,
    pub meeting: Option<String>,
    pub paper: Option<String>,
    pub summary: String,
    pub summary_en: Option<String>,
    pub body: Common,
    pub documents: Arc<BTreeMap<String, Document>>,
    pub committee: Option<Committee>,
    pub programs: Shelf<Program>,
    pub projects: Shelf<Project>,
    pub reviews: Shelf<Review>,
    pub objectives: Shelf<Objective>,
    pub portfolios: Shelf<Portfolio>,
    /// True where any contract of any payee states a reason (理由及び改善策): data may be published without the column.
    pub states_reasons: bool,
}

/// A source document (出典資料).
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: String,
    pub title: String,
    pub title_en: Option<String>,
    pub publisher: String,
    pub publisher_en: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub terms: Option<String>,
    pub parts: Parts,
    /// The extracted text, line by line; empty where it is not at hand.
    pub lines: Vec<String>,
}

/// What all entities share.
#[derive(Debug, Clone, PartialEq)]
pub struct Common {
    /// Kind and id, for example `projects/binds`.
    pub key: String,
    /// The seed file.
    pub file: String,
    pub name: String,
    pub name_en: Option<String>,
    pub citation: Citation,
    pub facts: Vec<Text>,
    pub texts: Vec<Text>,
    pub budgets: Vec<Table>,
    pub indicators: Vec<Indicator>,
    pub lists: Vec<List>,
    /// Related entities of the edition, as `kind/id`.
    pub related: Vec<String>,
    /// What came before or after, and the same thing in other editions (系譜).
    pub lineage: Vec<Lineage>,
    /// Commentary as Markdown: file and text.
    pub commentary: Option<(String, String)>,
    /// Differences found by the audit that are known and explained.
    pub acknowledged: Vec<Acknowledgement>,
}

/// A difference found by the audit that is known and explained (確認済みの不一致).
#[derive(Debug, Clone, PartialEq)]
pub struct Acknowledgement {
    /// Id of the rule.
    pub rule: String,
    /// References to the figures that take part.
    pub figures: Vec<String>,
    pub reason: String,
    pub citation: Citation,
}

/// A text or a row of basic information.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub id: Option<String>,
    pub heading: String,
    pub text: String,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// A printed table of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub id: String,
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<ListRow>,
    pub notes: Vec<Note>,
    pub citation: Citation,
}

/// A row of a printed table of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    pub cells: Vec<String>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// The committee (委員会).
#[derive(Debug, Clone, PartialEq)]
pub struct Committee {
    pub name: String,
    pub name_en: Option<String>,
    pub term: Option<String>,
    pub note: Option<String>,
    pub members: Vec<Member>,
    pub citation: Citation,
}

/// A member (委員).
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub name: String,
    pub role: Option<String>,
    pub affiliations: Vec<String>,
    pub citation: Citation,
}

/// A programme (プログラム).
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    pub common: Common,
    pub number: Option<String>,
    /// Ids of its projects in official order.
    pub projects: Vec<String>,
}

/// A research project (研究開発課題).
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    pub common: Common,
    pub short_name: Option<String>,
    pub aliases: Vec<String>,
    pub number: Option<String>,
    pub period: Option<Period>,
    pub evaluations: Vec<Evaluation>,
    pub tasks: Vec<TaskGroup>,
}

/// First and last fiscal year (事業期間).
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub first: FiscalYear,
    pub last: Option<FiscalYear>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// An evaluation (研究開発課題評価).
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Absent where the printed layout does not decide the year; `inferred` then says what is known.
    pub year: Option<FiscalYear>,
    pub stages: Vec<Stage>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// A printed group of adopted tasks (採択課題).
#[derive(Debug, Clone, PartialEq)]
pub struct TaskGroup {
    pub id: String,
    pub title: String,
    pub printed_count: Option<Text>,
    pub tasks: Vec<Task>,
    pub notes: Vec<Note>,
}

/// An adopted task.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub area: Option<String>,
    pub title: String,
    pub leader: Option<String>,
    pub affiliation: Option<String>,
    pub mark: Option<String>,
    pub citation: Citation,
}

/// A predecessor, successor or the same thing in another edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    pub relation: Relation,
    pub name: String,
    pub period: Option<String>,
    /// Edition and `kind/id` of the entity, where it has a page.
    pub entity: Option<(i16, String)>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// An indicator (指標).
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    pub id: String,
    pub number: Option<String>,
    pub name: String,
    pub name_en: Option<String>,
    pub kind: IndicatorKind,
    pub aim: Option<String>,
    pub cumulative: bool,
    pub direction: Option<Direction>,
    /// The series of values; absent for qualitative indicators and for references.
    pub table: Option<Table>,
    pub goal: Option<Goal>,
    pub progress: Vec<Progress>,
    pub texts: Vec<Text>,
    pub notes: Vec<Note>,
    /// The indicator whose values are used: `kind/id` and indicator id.
    pub refers_to: Option<(String, String)>,
    pub refers_text: Option<String>,
    /// Indicators that measure the same quantity elsewhere: `kind/id` and indicator id.
    pub same_as: Vec<(String, String)>,
    /// Indicators whose sum this one is.
    pub sum_of: Vec<(String, String)>,
    pub inferred: Option<String>,
    pub citation: Citation,
}

/// What was reached in a year, in words (施策の進捗状況).
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub year: Option<FiscalYear>,
    /// The heading where no year is printed.
    pub words: String,
    pub text: String,
    pub citation: Citation,
}

impl Progress {
    /// The year, or what is printed in its place.
    pub fn heading(&self, lang: Lang) -> String {
        match self.year {
            Some(year) => year.long(lang),
            None => self.words.clone(),
        }
    }
}

/// Target printed beside an indicator (目標値).
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    pub due: Due,
    pub figure: Option<Figure>,
    pub text: Option<String>,
    pub citation: Citation,
}

/// When a target is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Year(FiscalYear),
    /// Every year (毎年度), or any other wording.
    Words(String),
}

/// A review sheet (行政事業レビューシート).
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    pub common: Common,
    pub number: String,
    pub organisation: Option<Organisation>,
    pub policies: Vec<PolicyMeasure>,
    pub laws: Vec<Law>,
    pub plans: Vec<Plan>,
    pub subsidies: Vec<Subsidy>,
    pub logic_model: Option<LogicModel>,
    pub activities: Vec<Activity>,
    pub more_outcomes: Vec<Indicator>,
    pub policy: Vec<Text>,
    pub self_check: Vec<CheckGroup>,
    pub self_check_results: Vec<Text>,
    pub related_projects: Vec<RelatedProject>,
    pub findings: Vec<ReviewFinding>,
    pub remarks: Vec<Text>,
    pub past_numbers: Vec<Text>,
    pub flow: Option<Flow>,
    /// Indirect costs that the state pays itself (国自らが支出する間接経費).
    pub indirect_costs: Option<CostList>,
    pub cost_items: Vec<CostList>,
    pub recipients: Vec<RecipientList>,
    pub multi_year_contracts: Vec<RecipientList>,
}

/// One activity with outputs, unit cost and outcomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    pub id: String,
    pub title: String,
    pub activity: Text,
    pub outputs: Vec<Indicator>,
    pub unit_cost: Option<Table>,
    pub unit_cost_basis: Option<Text>,
    pub outcomes: Vec<Indicator>,
    pub related: Vec<String>,
}

/// A group of self-check questions.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckGroup {
    pub title: String,
    pub items: Vec<CheckItem>,
}

/// A self-check question with answer.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckItem {
    pub question: String,
    pub mark: String,
    pub explanation: Option<String>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// A related project (関連事業).
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedProject {
    pub ministry: Option<String>,
    /// Number as printed (事業番号).
    pub number: Option<String>,
    /// Id of the project (予算事業ID), which is the id of its review sheet where the edition has one.
    pub id: Option<String>,
    pub relation: Option<ProjectRelation>,
    pub name: String,
    pub citation: Citation,
}

/// A finding of reviewers or the response to it (所見).
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewFinding {
    pub heading: String,
    pub judgement: Option<String>,
    pub text: String,
    pub citation: Citation,
}

/// Fund flow (資金の流れ).
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    pub unit: Unit,
    pub year: FiscalYear,
    pub blocks: Vec<FlowBlock>,
    pub links: Vec<FlowLink>,
    pub notes: Vec<Note>,
}

/// A block of the fund flow.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowBlock {
    pub id: String,
    pub name: String,
    pub amount: Figure,
    pub count: Option<String>,
    pub role: Option<String>,
    /// Amounts that stay in the block: label and figure.
    pub retained: Vec<(String, Figure)>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// What passes from one block to another.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowLink {
    pub from: String,
    pub to: String,
    pub method: Option<String>,
    /// Paid by the units in charge themselves (担当組織からの支出). What other links carry was counted there already.
    pub is_direct: bool,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// Cost items (費目・使途) of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct CostList {
    /// Part of the anchors: the block, or what tells lists of one block apart.
    pub id: String,
    pub block: String,
    pub recipient: Option<String>,
    /// Contract that the items belong to (契約概要).
    pub contract: Option<String>,
    pub unit: Unit,
    pub items: Vec<CostItem>,
    pub total: Option<Figure>,
    pub citation: Citation,
}

/// A cost item.
#[derive(Debug, Clone, PartialEq)]
pub struct CostItem {
    pub item: String,
    pub usage: String,
    pub amount: Figure,
}

/// Recipients (支出先) of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientList {
    pub block: String,
    pub unit: Unit,
    /// The source numbers its recipients by rank; otherwise ranks are places in its order.
    pub is_ranked: bool,
    pub rows: Vec<Recipient>,
    pub citation: Citation,
}

/// A recipient (支出先).
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    pub rank: u32,
    pub name: String,
    pub corporate_number: Option<CorporateNumber>,
    /// The source leaves the corporate number blank, and prints no dash in its place.
    pub is_number_blank: bool,
    /// Where it is (所在地).
    pub address: Option<String>,
    pub corporate_kind: Option<CorporateKind>,
    pub work: String,
    pub amount: Figure,
    pub method: String,
    /// The kind of contract in words (具体的な契約方式等).
    pub method_detail: Option<String>,
    /// Number of bidders; absent where the source has no such cell for the recipient as a whole.
    pub bidders: Option<Box<Figure>>,
    /// Ratio of the bid to the estimate in per cent (落札率); absent like the number of bidders.
    pub bid_rate: Option<Box<Figure>>,
    pub reason: Option<String>,
    /// Stands for all recipients that are not listed (その他支出先).
    pub is_rest: bool,
    /// Stands for contracts that are not listed (その他の契約).
    pub has_other_contracts: bool,
    /// Its contracts, where the source lists several for one recipient: their amounts are parts of `amount`.
    pub contracts: Vec<Contract>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// A policy objective (施策目標).
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    pub common: Common,
    pub number: String,
    pub goals: Vec<AchievementGoal>,
}

/// An achievement goal (達成目標).
#[derive(Debug, Clone, PartialEq)]
pub struct AchievementGoal {
    pub id: String,
    pub number: String,
    pub title: String,
    pub text: Text,
    pub basis: Option<Text>,
    pub indicators: Vec<Indicator>,
    pub means: Vec<Means>,
    pub changes: Option<Text>,
}

/// A means of achievement (達成手段).
#[derive(Debug, Clone, PartialEq)]
pub struct Means {
    pub name: String,
    pub start: Option<String>,
    pub indicators: Option<String>,
    pub review: Option<String>,
    pub remarks: Option<String>,
    pub repeated: Option<String>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// An integrated project of several ministries (統合プロジェクト).
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    pub common: Common,
    pub number: String,
    pub ministries: Vec<String>,
    pub groups: Vec<PortfolioGroup>,
    pub points: Vec<PointGroup>,
}

/// A printed group of programmes.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioGroup {
    pub id: String,
    pub title: String,
    pub unit: Unit,
    pub amount: Option<Figure>,
    pub programs: Vec<PortfolioProgram>,
    pub inferred: Option<String>,
    pub citation: Citation,
}

/// A programme inside a portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioProgram {
    pub id: String,
    pub name: String,
    pub name_en: Option<String>,
    pub ministries: Vec<String>,
    pub text: Option<String>,
    pub amount: Figure,
    pub in_house: bool,
    pub about: Option<String>,
    pub citation: Citation,
}

/// A group of budget points (予算のポイント).
#[derive(Debug, Clone, PartialEq)]
pub struct PointGroup {
    pub heading: String,
    pub items: Vec<Point>,
    pub citation: Citation,
    pub inferred: Option<String>,
}

/// A programme with its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub program: String,
    pub flag: Option<String>,
    pub bullets: Vec<String>,
    pub citation: Citation,
}

/// Names, titles and texts in the language of a page: the English one where there is one, else as printed.
macro_rules! in_language {
    ($($kind:ident { $($method:ident: $ja:ident, $en:ident;)* })*) => {
        $(impl $kind {
            $(
                #[doc = concat!("`", stringify!($ja), "` in a language; as printed where there is no English.")]
                pub fn $method(&self, lang: Lang) -> &str {
                    lang.choose(&self.$ja, self.$en.as_deref())
                }
            )*
        })*
    };
}

in_language! {
    Site {
        title_in: title, title_en;
        description_in: description, description_en;
        publisher_in: publisher, publisher_en;
    }
    Attribution { text_in: text, text_en; }
    Term { text_in: text, text_en; }
    Edition {
        title_in: title, title_en;
        short_title_in: short_title, short_title_en;
        summary_in: summary, summary_en;
    }
    Document {
        title_in: title, title_en;
        publisher_in: publisher, publisher_en;
    }
    Common { name_in: name, name_en; }
    Committee { name_in: name, name_en; }
    Indicator { name_in: name, name_en; }
    PortfolioProgram { name_in: name, name_en; }
}

impl Common {
    /// The id without its kind.
    pub fn id(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or(&self.key)
    }
}

impl Review {
    /// True where any contract of a payee states a reason (理由及び改善策).
    pub fn states_reasons(&self) -> bool {
        let mut rows = self.recipients.iter().flat_map(|list| &list.rows);
        rows.any(|row| {
            row.contracts
                .iter()
                .any(|contract| contract.reason.is_some())
        })
    }
}

impl Edition {
    /// Every entity of the edition in the order in which readers meet them.
    pub fn entities(&self) -> impl Iterator<Item = &Common> + Clone {
        self.programs
            .values()
            .map(|program| &program.common)
            .chain(self.projects.values().map(|project| &project.common))
            .chain(self.reviews.values().map(|review| &review.common))
            .chain(self.objectives.values().map(|objective| &objective.common))
            .chain(self.portfolios.values().map(|portfolio| &portfolio.common))
    }
    /// The project with an id.
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.get(id).map(Arc::as_ref)
    }
    /// The review sheet with an id.
    pub fn review(&self, id: &str) -> Option<&Review> {
        self.reviews.get(id).map(Arc::as_ref)
    }
    /// The policy objective with an id.
    pub fn objective(&self, id: &str) -> Option<&Objective> {
        self.objectives.get(id).map(Arc::as_ref)
    }
    /// The portfolio with an id.
    pub fn portfolio(&self, id: &str) -> Option<&Portfolio> {
        self.portfolios.get(id).map(Arc::as_ref)
    }
    /// The entity with a key such as `projects/binds`.
    pub fn entity(&self, key: &str) -> Option<&Common> {
        let (kind, id) = key.split_once('/')?;
        match kind {
            "programs" => self.programs.get(id).map(|program| &program.common),
            "projects" => self.projects.get(id).map(|project| &project.common),
            "reviews" => self.reviews.get(id).map(|review| &review.common),
            "objectives" => self.objectives.get(id).map(|objective| &objective.common),
            "portfolios" => self.portfolios.get(id).map(|portfolio| &portfolio.common),
            _ => None,
        }
    }
}

impl Review {
    /// Every indicator of the sheet, in printed order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.activities
            .iter()
            .flat_map(|block| block.outputs.iter().chain(&block.outcomes))
            .chain(&self.more_outcomes)
    }
}

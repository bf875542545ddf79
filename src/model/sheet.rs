//! Parts of a review sheet that sheets have since 2024: who is responsible, on what the project rests, how it is to take effect,
//! and the contracts of its payees.

use super::table::{Citation, Figure};
pub use super::vocabulary::{LogicKind, OutcomeTerm, ProjectRelation};

/// Who is responsible for a project (担当組織).
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Ministry that is responsible for the policy (政策所管府省庁): what pages of ministries group by.
    pub ministry: String,
    /// Official order of the ministry (府省庁の建制順).
    pub order: Option<u32>,
    /// The unit in charge (担当組織).
    pub unit: OrganisationUnit,
    /// Who is responsible for the sheet (作成責任者), in the order of the sheet.
    pub officers: Vec<Officer>,
    /// Other units in charge (その他担当組織). Officers and units are two lists: nothing says which belongs to which.
    pub others: Vec<OrganisationUnit>,
}

/// A unit of the administration, from the ministry or agency down. What is absent is blank in the source.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganisationUnit {
    /// Ministry or agency (府省庁).
    pub agency: Option<String>,
    /// Bureau or agency below it (局・庁).
    pub bureau: Option<String>,
    /// Department (部).
    pub department: Option<String>,
    /// Division (課).
    pub division: Option<String>,
    /// Office (室).
    pub office: Option<String>,
    /// Section (班).
    pub section: Option<String>,
    /// Subsection (係).
    pub subsection: Option<String>,
    pub citation: Citation,
}

impl OrganisationUnit {
    /// What is named, from the top down.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        [
            &self.agency,
            &self.bureau,
            &self.department,
            &self.division,
            &self.office,
            &self.section,
            &self.subsection,
        ]
        .into_iter()
        .filter_map(Option::as_deref)
    }
}

/// A person responsible for the sheet (作成責任者).
#[derive(Debug, Clone, PartialEq)]
pub struct Officer {
    pub name: String,
    pub citation: Citation,
}

/// A policy and measure that the project belongs to (政策・施策).
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyMeasure {
    /// Ministry of the policy (政策所管府省庁).
    pub ministry: Option<String>,
    /// Policy (政策).
    pub policy: String,
    /// Measure below it (施策).
    pub measure: Option<String>,
    /// Where it stands (政策・施策URL).
    pub url: Option<String>,
    pub citation: Citation,
}

/// A law that the project rests on (根拠法令).
#[derive(Debug, Clone, PartialEq)]
pub struct Law {
    /// Name of the law (法令名).
    pub name: String,
    /// Its number (法令番号), for example `令和三年法律第三十六号`.
    pub number: Option<String>,
    /// Its id at e-Gov (法令ID), for example `503AC0000000036`.
    pub law_id: Option<String>,
    /// Article (条).
    pub article: Option<String>,
    /// Paragraph (項).
    pub paragraph: Option<String>,
    /// Item (号・号の細分).
    pub item: Option<String>,
    pub citation: Citation,
}

/// A plan or notice that the project belongs to (関係する計画・通知等).
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub name: String,
    pub url: Option<String>,
    pub citation: Citation,
}

/// Terms of a subsidy (補助率等). What is absent is blank in the source.
#[derive(Debug, Clone, PartialEq)]
pub struct Subsidy {
    /// What is subsidised (補助対象).
    pub target: Option<String>,
    /// Rate in words, for example `1／2` (補助率).
    pub rate: Option<String>,
    /// Ceiling in words (補助上限等).
    pub ceiling: Option<String>,
    pub url: Option<String>,
    pub citation: Citation,
}

/// How a project is to take effect (効果発現経路): a graph from activities over outputs to outcomes. It may branch and join.
#[derive(Debug, Clone, PartialEq)]
pub struct LogicModel {
    pub nodes: Vec<LogicNode>,
    pub edges: Vec<LogicEdge>,
}

/// An activity, output or outcome of a logic model.
#[derive(Debug, Clone, PartialEq)]
pub struct LogicNode {
    /// Anchor, unique in the model, for example `outcome-long-11`. Numbers alone are not: they repeat between kinds and terms.
    pub id: String,
    pub kind: LogicKind,
    /// Number as printed (番号).
    pub number: String,
    /// When the outcome is expected; outcomes only.
    pub term: Option<OutcomeTerm>,
    /// What is done or to be reached (アクティビティ／活動目標／成果目標).
    pub text: String,
    /// Id of the indicator of this sheet that measures it.
    pub indicator: Option<String>,
    pub citation: Citation,
}

/// What leads from one node of a logic model to another.
#[derive(Debug, Clone, PartialEq)]
pub struct LogicEdge {
    pub from: String,
    pub to: String,
    /// Why the one leads to the other (後続アウトカムへのつながり).
    pub rationale: Option<String>,
    /// Why outcomes are not set in several stages (アウトカムを複数段階で設定できない理由).
    pub single_stage: Option<String>,
    pub citation: Citation,
}

/// A contract of a payee, or another single payment to it (契約).
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// What it is about (契約概要).
    pub work: String,
    /// Amount paid in the year of the flow (金額).
    pub amount: Figure,
    /// Kind of contract (契約方式等).
    pub method: Option<String>,
    /// The kind in words (具体的な契約方式等).
    pub method_detail: Option<String>,
    /// Number of bidders (入札者数); absent where the source is blank.
    pub bidders: Option<Box<Figure>>,
    /// Ratio of the bid to the estimate in per cent (落札率); absent where the source is blank.
    pub bid_rate: Option<Box<Figure>>,
    /// Reason for a single bid or a non-competitive contract, and what is done about it (理由及び改善策).
    pub reason: Option<String>,
    /// Stands for all contracts that are not listed (その他の契約).
    pub is_rest: bool,
    pub citation: Citation,
}

/// Kind of corporate body (法人種別), by the codes of the National Tax Agency's corporate number site (国税庁法人番号公表サイト).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorporateKind {
    /// Organ of the state (国の機関), 101.
    State,
    /// Local government (地方公共団体), 201.
    LocalGovernment,
    /// Stock company (株式会社), 301.
    StockCompany,
    /// Limited company (有限会社), 302.
    LimitedCompany,
    /// General partnership company (合名会社), 303.
    GeneralPartnership,
    /// Limited partnership company (合資会社), 304.
    LimitedPartnership,
    /// Limited liability company (合同会社), 305.
    LimitedLiability,
    /// Other registered corporation (その他の設立登記法人), 399.
    OtherRegistered,
    /// Foreign company and the like (外国会社等), 401.
    Foreign,
    /// Other (その他), 499.
    Other,
}

impl CorporateKind {
    /// Every kind, by code.
    pub const ALL: [CorporateKind; 10] = [
        CorporateKind::State,
        CorporateKind::LocalGovernment,
        CorporateKind::StockCompany,
        CorporateKind::LimitedCompany,
        CorporateKind::GeneralPartnership,
        CorporateKind::LimitedPartnership,
        CorporateKind::LimitedLiability,
        CorporateKind::OtherRegistered,
        CorporateKind::Foreign,
        CorporateKind::Other,
    ];

    /// The code.
    pub fn code(self) -> u16 {
        match self {
            CorporateKind::State => 101,
            CorporateKind::LocalGovernment => 201,
            CorporateKind::StockCompany => 301,
            CorporateKind::LimitedCompany => 302,
            CorporateKind::GeneralPartnership => 303,
            CorporateKind::LimitedPartnership => 304,
            CorporateKind::LimitedLiability => 305,
            CorporateKind::OtherRegistered => 399,
            CorporateKind::Foreign => 401,
            CorporateKind::Other => 499,
        }
    }

    /// The kind with a code.
    pub fn of(code: u16) -> Option<CorporateKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

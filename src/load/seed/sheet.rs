//! Seeds of the parts that review sheets have since 2024; see `model::sheet`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::load::scalar::{At, Scalar};
use crate::model::vocabulary::{LogicKind, OutcomeTerm};

/// Who is responsible for a project (担当組織). What is left out is blank in the source.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedOrganisation {
    /// Ministry that is responsible for the policy (政策所管府省庁).
    pub ministry: String,
    /// Official order of the ministry (府省庁の建制順).
    pub order: Option<u32>,
    /// Ministry or agency (府省庁).
    pub agency: Option<String>,
    /// Bureau (局・庁).
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
    /// Who is responsible for the sheet (作成責任者).
    #[serde(default)]
    pub officers: Vec<SeedOfficer>,
    /// Other units in charge (その他担当組織).
    #[serde(default)]
    pub others: Vec<SeedOrganisationUnit>,
    #[serde(default)]
    pub at: At,
}

/// Another unit in charge (その他担当組織). What is left out is blank in the source.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedOrganisationUnit {
    /// Ministry or agency (府省庁).
    pub agency: Option<String>,
    /// Bureau (局・庁).
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
    #[serde(default)]
    pub at: At,
}

/// A person responsible for the sheet (作成責任者).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedOfficer {
    pub name: String,
    #[serde(default)]
    pub at: At,
}

/// A policy and measure (政策・施策).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPolicyMeasure {
    /// Ministry of the policy (政策所管府省庁).
    pub ministry: Option<String>,
    /// Policy (政策).
    pub policy: String,
    /// Measure below it (施策).
    pub measure: Option<String>,
    /// Where it stands (政策・施策URL).
    pub url: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// A law that the project rests on (根拠法令).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLaw {
    /// Name (法令名).
    pub name: String,
    /// Number (法令番号).
    pub number: Option<String>,
    /// Id at e-Gov (法令ID).
    pub law_id: Option<String>,
    /// Article (条).
    pub article: Option<Scalar>,
    /// Paragraph (項).
    pub paragraph: Option<Scalar>,
    /// Item (号・号の細分).
    pub item: Option<Scalar>,
    #[serde(default)]
    pub at: At,
}

/// A plan or notice (関係する計画・通知等).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPlan {
    pub name: String,
    pub url: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// Terms of a subsidy (補助率等). What is left out is blank in the source.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedSubsidy {
    /// What is subsidised (補助対象).
    pub target: Option<String>,
    /// Rate in words (補助率).
    pub rate: Option<Scalar>,
    /// Ceiling in words (補助上限等).
    pub ceiling: Option<Scalar>,
    pub url: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// How a project is to take effect (効果発現経路).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLogicModel {
    pub nodes: Vec<SeedLogicNode>,
    #[serde(default)]
    pub edges: Vec<SeedLogicEdge>,
}

/// An activity, output or outcome.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLogicNode {
    /// Anchor: lower-case letters, digits and hyphens, unique in the model.
    pub id: String,
    pub kind: LogicKind,
    /// Number as printed (番号).
    pub number: Scalar,
    /// When the outcome is expected (アウトカムの期間); outcomes only.
    pub term: Option<OutcomeTerm>,
    /// What is done or to be reached (アクティビティ／活動目標／成果目標).
    pub text: String,
    /// Id of the indicator of this sheet that measures it.
    pub indicator: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// What leads from one node to another.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLogicEdge {
    /// Id of a node.
    pub from: String,
    /// Id of a node.
    pub to: String,
    /// Why the one leads to the other (後続アウトカムへのつながり).
    pub rationale: Option<String>,
    /// Why outcomes are not set in several stages (アウトカムを複数段階で設定できない理由).
    pub single_stage: Option<String>,
    #[serde(default)]
    pub at: At,
}

/// A contract of a recipient (契約).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedContract {
    /// What it is about (契約概要).
    #[serde(default)]
    pub work: String,
    /// Amount (金額).
    pub amount: Scalar,
    /// Kind of contract (契約方式等).
    pub method: Option<String>,
    /// The kind in words (具体的な契約方式等).
    pub method_detail: Option<String>,
    /// Number of bidders (入札者数); left out where the source is blank.
    pub bidders: Option<Scalar>,
    /// Ratio of the bid to the estimate in per cent (落札率); left out where the source is blank.
    pub bid_rate: Option<Scalar>,
    /// Reason for a single bid or a non-competitive contract, and what is done about it (理由及び改善策).
    pub reason: Option<String>,
    /// It stands for contracts that are not listed (その他の契約).
    #[serde(default)]
    pub rest: bool,
    #[serde(default)]
    pub at: At,
}

//! Every table and every column of the data of an edition. Ids are public: they stay, and new ones are added at the end.

use super::table::{Field, Kind, Spec};

macro_rules! fields {
    ($($id:ident: $kind:expr),* $(,)?) => {
        &[$(Field { id: stringify!($id), kind: $kind }),*]
    };
}

const TEXT: Kind = Kind::Text;

/// Values of `entity_kind`.
pub const ENTITY_KINDS: &[&str] = &[
    "edition",
    "program",
    "project",
    "review",
    "objective",
    "portfolio",
];
/// Values of `status`. `text` is a cell that prints words instead of a figure.
pub const STATUSES: &[&str] = &["settled", "provisional", "planned", "missing", "text"];
/// Values of `missing`: why there is no figure. None of them is zero.
pub const MISSING: &[&str] = &[
    "dash",
    "under_investigation",
    "being_counted",
    "unknown",
    "not_applicable",
    "new",
    "blank",
    "not_printed",
    "not_yet_known",
    "unreadable",
];
/// Values of `marks`.
pub const MARKS: &[&str] = &["portion", "repeated"];
/// Values of `column_role`.
pub const COLUMN_ROLES: &[&str] = &[
    "year",
    "requested",
    "draft",
    "planned",
    "provisional",
    "baseline",
    "interim",
    "final",
    "goal",
    "other",
];
/// Values of `payment_part`.
pub const PAYMENT_PARTS: &[&str] = &[
    "flow",
    "retained",
    "recipients",
    "contracts",
    "recipient_contracts",
];
/// Values of `measure`.
pub const MEASURES: &[&str] = &["amount", "bidders", "bid_rate"];
/// Values of `stage`.
pub const STAGES: &[&str] = &["ex_ante", "interim", "ex_post"];
/// Values of `relation`.
pub const RELATIONS: &[&str] = &[
    "project",
    "related",
    "predecessor",
    "successor",
    "renamed",
    "split",
    "merged",
    "same",
    "related_project",
];
/// Values of `project_relation`.
pub const PROJECT_RELATIONS: &[&str] = &[
    "other_target",
    "other_source",
    "parent",
    "child",
    "merged_into",
    "merged_from",
    "split_into",
    "split_from",
    "grant_segment",
    "grant_source",
    "fund",
    "fund_source",
];
/// Values of `unit_role`.
pub const UNIT_ROLES: &[&str] = &["main", "other", "officer"];
/// Values of `logic_kind`.
pub const LOGIC_KINDS: &[&str] = &["activity", "output", "outcome"];
/// Values of `term_of_outcome`.
pub const TERMS: &[&str] = &["short", "medium", "long"];
/// Values of `indicator_kind`.
pub const INDICATOR_KINDS: &[&str] = &["output", "outcome", "measurement"];
/// Values of `direction`.
pub const DIRECTIONS: &[&str] = &[
    "at_least",
    "at_most",
    "at_least_previous",
    "about_previous",
    "at_least_baseline",
];
/// Values of `verdict`.
pub const VERDICTS: &[&str] = &["violated", "undecidable", "within-rounding", "exact"];

/// The columns of a figure.
pub const FIGURE: &[Field] = fields! {
    amount_yen: Kind::Integer,
    printed_value: Kind::Number,
    printed_unit: TEXT,
    printed_subset: Kind::Number,
    status: Kind::OneOf(STATUSES),
    missing: Kind::OneOf(MISSING),
    marks: Kind::AnyOf(MARKS),
    note: TEXT,
    inferred: TEXT,
    source_document: TEXT,
    source_lines: TEXT,
    source_url: Kind::Url,
    figure_url: Kind::Url,
};

/// The columns that say where a text comes from.
pub const SOURCE: &[Field] = fields! {
    inferred: TEXT,
    source_document: TEXT,
    source_lines: TEXT,
    source_url: Kind::Url,
};

/// Tables in the order in which readers meet them.
pub const ALL: &[&Spec] = &[
    &ENTITIES,
    &RELATED,
    &BUDGETS,
    &PORTFOLIO_PROGRAMS,
    &INDICATORS,
    &INDICATOR_VALUES,
    &UNIT_COSTS,
    &PAYMENTS,
    &FLOW_LINKS,
    &COSTS,
    &EVALUATIONS,
    &TASKS,
    &MEANS,
    &SELF_CHECK,
    &POINTS,
    &COMMITTEE,
    &TEXTS,
    &LISTS,
    &NOTES,
    &DOCUMENTS,
    &DOCUMENT_PARTS,
    &AUDIT,
    &AUDIT_TERMS,
    &ORGANISATIONS,
    &POLICY_MEASURES,
    &LAWS,
    &PLANS,
    &SUBSIDIES,
    &LOGIC_NODES,
    &LOGIC_EDGES,
];

macro_rules! spec {
    ($name:ident, $id:literal, $shared:expr, { $($fields:tt)* }) => {
        #[doc = concat!("`", $id, "`.")]
        pub static $name: Spec = Spec { id: $id, own: fields! { $($fields)* }, shared: $shared };
    };
}

spec!(ENTITIES, "entities", SOURCE, {
    entity: TEXT, entity_kind: Kind::OneOf(ENTITY_KINDS), number: TEXT, name: TEXT, name_en: TEXT,
    short_name: TEXT, aliases: TEXT, ministries: TEXT,
    first_fiscal_year: Kind::Year, last_fiscal_year: Kind::Year, period_inferred: TEXT,
    period_source_document: TEXT, period_source_lines: TEXT, page_url: Kind::Url,
});
spec!(RELATED, "related", SOURCE, {
    entity: TEXT, relation: Kind::OneOf(RELATIONS), activity: TEXT, target: TEXT, target_name: TEXT,
    target_number: TEXT, target_ministry: TEXT, target_period: TEXT,
    project_relation: Kind::OneOf(PROJECT_RELATIONS),
});
spec!(BUDGETS, "budgets", FIGURE, {
    entity: TEXT, entity_name: TEXT, table: TEXT, table_title: TEXT, table_scope: TEXT,
    row: TEXT, row_label: TEXT, item: TEXT, level: Kind::Integer, about: TEXT,
    column: TEXT, column_label: TEXT, column_role: Kind::OneOf(COLUMN_ROLES), fiscal_year: Kind::Year, text: TEXT,
});
spec!(PORTFOLIO_PROGRAMS, "portfolio_programs", FIGURE, {
    entity: TEXT, entity_name: TEXT, group: TEXT, group_title: TEXT, group_inferred: TEXT,
    program: TEXT, program_name: TEXT, ministries: TEXT, in_house: Kind::Boolean, about: TEXT, text: TEXT,
});
spec!(INDICATORS, "indicators", SOURCE, {
    entity: TEXT, entity_name: TEXT, indicator: TEXT, number: TEXT, name: TEXT, name_en: TEXT,
    indicator_kind: Kind::OneOf(INDICATOR_KINDS), aim: TEXT, cumulative: Kind::Boolean,
    direction: Kind::OneOf(DIRECTIONS), due_fiscal_year: Kind::Year, due: TEXT, goal_text: TEXT,
    refers_to: TEXT, refers_text: TEXT, same_as: TEXT, sum_of: TEXT, page_url: Kind::Url,
});
spec!(INDICATOR_VALUES, "indicator_values", FIGURE, {
    entity: TEXT, entity_name: TEXT, indicator: TEXT, indicator_name: TEXT,
    indicator_kind: Kind::OneOf(INDICATOR_KINDS), row: TEXT, row_label: TEXT, item: TEXT,
    column: TEXT, column_label: TEXT, column_role: Kind::OneOf(COLUMN_ROLES), fiscal_year: Kind::Year, text: TEXT,
});
spec!(UNIT_COSTS, "unit_costs", FIGURE, {
    entity: TEXT, entity_name: TEXT, activity: TEXT, table: TEXT, row: TEXT, row_label: TEXT, item: TEXT,
    column: TEXT, column_label: TEXT, column_role: Kind::OneOf(COLUMN_ROLES), fiscal_year: Kind::Year, text: TEXT,
});
spec!(PAYMENTS, "payments", FIGURE, {
    entity: TEXT, entity_name: TEXT, payment_part: Kind::OneOf(PAYMENT_PARTS), block: TEXT, rank: Kind::Integer,
    name: TEXT, corporate_number: TEXT, work: TEXT, contract_method: TEXT, reason: TEXT, member_count: TEXT,
    measure: Kind::OneOf(MEASURES), fiscal_year: Kind::Year,
    contract: Kind::Integer, address: TEXT, corporate_kind: Kind::Integer, contract_method_detail: TEXT,
    is_rest: Kind::Boolean, other_contracts: Kind::Boolean,
});
spec!(FLOW_LINKS, "flow_links", SOURCE, {
    entity: TEXT, from_block: TEXT, to_block: TEXT, contract_method: TEXT,
    is_direct: Kind::Boolean,
});
spec!(COSTS, "costs", FIGURE, {
    entity: TEXT, entity_name: TEXT, block: TEXT, recipient: TEXT, row: TEXT, cost_item: TEXT, usage: TEXT,
    cost_list: TEXT, contract_name: TEXT,
});
spec!(EVALUATIONS, "evaluations", SOURCE, {
    entity: TEXT, entity_name: TEXT, fiscal_year: Kind::Year, stage: Kind::OneOf(STAGES),
});
spec!(TASKS, "tasks", SOURCE, {
    entity: TEXT, entity_name: TEXT, group: TEXT, group_title: TEXT, printed_count: TEXT,
    area: TEXT, title: TEXT, leader: TEXT, affiliation: TEXT, mark: TEXT,
});
spec!(MEANS, "means", SOURCE, {
    entity: TEXT, goal: TEXT, goal_title: TEXT, name: TEXT, start: TEXT, related_indicators: TEXT,
    review: TEXT, remarks: TEXT, repeated: TEXT,
});
spec!(SELF_CHECK, "self_check", SOURCE, {
    entity: TEXT, group_title: TEXT, question: TEXT, mark: TEXT, explanation: TEXT,
});
spec!(POINTS, "points", SOURCE, {
    entity: TEXT, group_title: TEXT, program_name: TEXT, flag: TEXT, text: TEXT,
});
spec!(COMMITTEE, "committee", SOURCE, {
    committee: TEXT, name: TEXT, role: TEXT, affiliations: TEXT,
});
spec!(TEXTS, "texts", SOURCE, {
    entity: TEXT, part: TEXT, part_id: TEXT, heading: TEXT, text: TEXT,
});
spec!(LISTS, "lists", SOURCE, {
    entity: TEXT, list: TEXT, list_title: TEXT, list_row: Kind::Integer, list_column: Kind::Integer,
    column_label: TEXT, text: TEXT,
});
spec!(NOTES, "notes", SOURCE, {
    entity: TEXT, part: TEXT, part_id: TEXT, text: TEXT,
});
spec!(DOCUMENTS, "documents", &[], {
    document: TEXT, title: TEXT, publisher: TEXT, date: TEXT, document_url: Kind::Url, terms: TEXT,
    line_count: Kind::Integer, page_url: Kind::Url,
});
spec!(DOCUMENT_PARTS, "document_parts", &[], {
    document: TEXT, name: TEXT, first_line: Kind::Integer, last_line: Kind::Integer,
});
spec!(AUDIT, "audit", &[], {
    check: Kind::Integer, entity: TEXT, family: TEXT, rule: TEXT, verdict: Kind::OneOf(VERDICTS),
    acknowledged: TEXT, subject: TEXT, formula: TEXT, stated: TEXT, computed: TEXT, difference: TEXT,
});
spec!(AUDIT_TERMS, "audit_terms", &[], {
    check: Kind::Integer, term: Kind::Integer, label: TEXT, shown: TEXT, edition: Kind::Year, entity: TEXT,
    source_document: TEXT, source_lines: TEXT, source_url: Kind::Url, figure_url: Kind::Url,
});
spec!(ORGANISATIONS, "organisations", SOURCE, {
    entity: TEXT, unit_role: Kind::OneOf(UNIT_ROLES), name: TEXT, target_ministry: TEXT, ministry_order: Kind::Integer,
    agency: TEXT, bureau: TEXT, department: TEXT, division: TEXT, office: TEXT, section: TEXT, subsection: TEXT,
});
spec!(POLICY_MEASURES, "policy_measures", SOURCE, {
    entity: TEXT, target_ministry: TEXT, policy: TEXT, policy_measure: TEXT, link: TEXT,
});
spec!(LAWS, "laws", SOURCE, {
    entity: TEXT, name: TEXT, law_number: TEXT, law_id: TEXT, article: TEXT, paragraph: TEXT, law_item: TEXT,
});
spec!(PLANS, "plans", SOURCE, { entity: TEXT, name: TEXT, link: TEXT });
spec!(SUBSIDIES, "subsidies", SOURCE, {
    entity: TEXT, subsidy_target: TEXT, subsidy_rate: TEXT, ceiling: TEXT, link: TEXT,
});
spec!(LOGIC_NODES, "logic_nodes", SOURCE, {
    entity: TEXT, node: TEXT, logic_kind: Kind::OneOf(LOGIC_KINDS), number: TEXT, term_of_outcome: Kind::OneOf(TERMS),
    text: TEXT, indicator: TEXT,
});
spec!(LOGIC_EDGES, "logic_edges", SOURCE, {
    entity: TEXT, from_node: TEXT, to_node: TEXT, rationale: TEXT, single_stage: TEXT,
});

//! What review sheets have since 2024: organisations, policies, laws, plans, subsidies, logic models.

use super::{Source, row};
use crate::export::table::{Rows, Value};
use crate::model::dataset::{Organisation, OrganisationUnit, Review};

/// One row a unit, and one an officer: nothing says who belongs to which unit.
pub(super) fn organisations(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        let Some(organisation) = &review.organisation else {
            continue;
        };
        unit(
            source,
            review,
            organisation,
            ("main", &organisation.unit),
            out,
        );
        for other in &organisation.others {
            unit(source, review, organisation, ("other", other), out);
        }
        for officer in &organisation.officers {
            let mut own = row![source.key(&review.common), "officer", &officer.name];
            own.resize(12, Value::Empty);
            out.push(own, source.cited(&officer.citation, None));
        }
    }
}

fn unit(
    source: &Source<'_>,
    review: &Review,
    organisation: &Organisation,
    (role, unit): (&str, &OrganisationUnit),
    out: &mut Rows<'_>,
) {
    let main = (role == "main").then_some(organisation);
    let own = row![
        source.key(&review.common),
        role,
        Value::Empty,
        main.map(|organisation| organisation.ministry.as_str()),
        main.and_then(|organisation| organisation.order)
            .map(i64::from),
        &unit.agency,
        &unit.bureau,
        &unit.department,
        &unit.division,
        &unit.office,
        &unit.section,
        &unit.subsection,
    ];
    out.push(own, source.cited(&unit.citation, None));
}

pub(super) fn policy_measures(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for policy in &review.policies {
            let own = row![
                source.key(&review.common),
                &policy.ministry,
                &policy.policy,
                &policy.measure,
                &policy.url,
            ];
            out.push(own, source.cited(&policy.citation, None));
        }
    }
}

pub(super) fn laws(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for law in &review.laws {
            let own = row![
                source.key(&review.common),
                &law.name,
                &law.number,
                &law.law_id,
                &law.article,
                &law.paragraph,
                &law.item,
            ];
            out.push(own, source.cited(&law.citation, None));
        }
    }
}

pub(super) fn plans(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for plan in &review.plans {
            let own = row![source.key(&review.common), &plan.name, &plan.url];
            out.push(own, source.cited(&plan.citation, None));
        }
    }
}

pub(super) fn subsidies(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for subsidy in &review.subsidies {
            let own = row![
                source.key(&review.common),
                &subsidy.target,
                &subsidy.rate,
                &subsidy.ceiling,
                &subsidy.url,
            ];
            out.push(own, source.cited(&subsidy.citation, None));
        }
    }
}

pub(super) fn logic_nodes(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for node in review.logic_model.iter().flat_map(|model| &model.nodes) {
            let own = row![
                source.key(&review.common),
                &node.id,
                node.kind.key(),
                &node.number,
                node.term.map(|term| term.key()),
                &node.text,
                &node.indicator,
            ];
            out.push(own, source.cited(&node.citation, None));
        }
    }
}

pub(super) fn logic_edges(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for edge in review.logic_model.iter().flat_map(|model| &model.edges) {
            let own = row![
                source.key(&review.common),
                &edge.from,
                &edge.to,
                &edge.rationale,
                &edge.single_stage,
            ];
            out.push(own, source.cited(&edge.citation, None));
        }
    }
}

//! The parts that review sheets have since 2024: organisation, policies, laws, plans, subsidies, logic model, contracts.

use std::collections::BTreeSet;

use super::parts::{check_id, each, unique_ids};
use super::tables::settled;
use crate::diagnostic::RuleId;
use crate::load::reader::{Here, Reader};
use crate::load::scalar::Scalar;
use crate::load::seed::*;
use crate::model::dataset::*;
use crate::model::table::{Citation, Figure, Unit};
use crate::say;
use crate::suggest;

pub(super) fn organisation(
    reader: &mut Reader<'_>,
    seed: SeedOrganisation,
    here: &Here<'_>,
) -> Organisation {
    let citation = reader.cite(&seed.at, &here.key("at"));
    Organisation {
        ministry: seed.ministry,
        order: seed.order,
        unit: OrganisationUnit {
            agency: seed.agency,
            bureau: seed.bureau,
            department: seed.department,
            division: seed.division,
            office: seed.office,
            section: seed.section,
            subsection: seed.subsection,
            citation,
        },
        officers: each(seed.officers, &here.key("officers"), |officer, here| {
            Officer {
                name: officer.name,
                citation: reader.cite(&officer.at, &here.key("at")),
            }
        }),
        others: each(seed.others, &here.key("others"), |unit, here| {
            OrganisationUnit {
                agency: unit.agency,
                bureau: unit.bureau,
                department: unit.department,
                division: unit.division,
                office: unit.office,
                section: unit.section,
                subsection: unit.subsection,
                citation: reader.cite(&unit.at, &here.key("at")),
            }
        }),
    }
}

pub(super) fn policies(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedPolicyMeasure>,
    root: &Here<'_>,
) -> Vec<PolicyMeasure> {
    each(seeds, &root.key("policies"), |seed, here| PolicyMeasure {
        ministry: seed.ministry,
        policy: seed.policy,
        measure: seed.measure,
        url: seed.url,
        citation: reader.cite(&seed.at, &here.key("at")),
    })
}

pub(super) fn laws(reader: &mut Reader<'_>, seeds: Vec<SeedLaw>, root: &Here<'_>) -> Vec<Law> {
    each(seeds, &root.key("laws"), |seed, here| Law {
        name: seed.name,
        number: seed.number,
        law_id: seed.law_id,
        article: words(seed.article),
        paragraph: words(seed.paragraph),
        item: words(seed.item),
        citation: reader.cite(&seed.at, &here.key("at")),
    })
}

pub(super) fn plans(reader: &mut Reader<'_>, seeds: Vec<SeedPlan>, root: &Here<'_>) -> Vec<Plan> {
    each(seeds, &root.key("plans"), |seed, here| Plan {
        name: seed.name,
        url: seed.url,
        citation: reader.cite(&seed.at, &here.key("at")),
    })
}

pub(super) fn subsidies(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedSubsidy>,
    root: &Here<'_>,
) -> Vec<Subsidy> {
    each(seeds, &root.key("subsidies"), |seed, here| Subsidy {
        target: seed.target,
        rate: words(seed.rate),
        ceiling: words(seed.ceiling),
        url: seed.url,
        citation: reader.cite(&seed.at, &here.key("at")),
    })
}

fn words(scalar: Option<Scalar>) -> Option<String> {
    scalar.map(|scalar| scalar.0)
}

/// The logic model; nodes named by edges, and indicators named by nodes, have to exist.
pub(super) fn logic_model(
    reader: &mut Reader<'_>,
    seed: SeedLogicModel,
    indicators: &BTreeSet<String>,
    here: &Here<'_>,
) -> LogicModel {
    let at_nodes = here.key("nodes");
    let nodes = each(seed.nodes, &at_nodes, |node, here| {
        check_id(reader, &node.id, &here.key("id"));
        if let Some(id) = &node.indicator {
            known(reader, id, indicators, &here.key("indicator"));
        }
        LogicNode {
            id: node.id,
            kind: node.kind,
            number: node.number.0,
            term: node.term,
            text: node.text,
            indicator: node.indicator,
            citation: reader.cite(&node.at, &here.key("at")),
        }
    });
    unique_ids(reader, nodes.iter().map(|node| node.id.as_str()), &at_nodes);
    let ids: BTreeSet<String> = nodes.iter().map(|node| node.id.clone()).collect();
    let edges = each(seed.edges, &here.key("edges"), |edge, here| {
        known(reader, &edge.from, &ids, &here.key("from"));
        known(reader, &edge.to, &ids, &here.key("to"));
        LogicEdge {
            from: edge.from,
            to: edge.to,
            rationale: edge.rationale,
            single_stage: edge.single_stage,
            citation: reader.cite(&edge.at, &here.key("at")),
        }
    });
    LogicModel { nodes, edges }
}

fn known(reader: &mut Reader<'_>, id: &str, ids: &BTreeSet<String>, here: &Here<'_>) {
    if ids.contains(id) {
        return;
    }
    let help = suggest::suggest(id, ids.iter().map(String::as_str));
    reader.report(
        RuleId::UnknownReference,
        here,
        say!(
            "このシートに「{id}」はありません",
            "this sheet has no `{id}`"
        ),
        help,
    );
}

/// Number of bidders and bid rate, where the source has such cells.
pub(super) fn bids(
    reader: &mut Reader<'_>,
    (bidders, bid_rate): (Option<Scalar>, Option<Scalar>),
    citation: &Citation,
    here: &Here<'_>,
) -> (Option<Box<Figure>>, Option<Box<Figure>>) {
    let mut figure = |raw: Option<Scalar>, unit: &str, key: &str| {
        let unit = Unit::Count(unit.into());
        let raw = raw?;
        Some(Box::new(settled(
            reader,
            &raw,
            &unit,
            citation.clone(),
            &here.key(key),
        )))
    };
    (
        figure(bidders, "者", "bidders"),
        figure(bid_rate, "％", "bid_rate"),
    )
}

pub(super) fn contracts(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedContract>,
    unit: &Unit,
    here: &Here<'_>,
) -> Vec<Contract> {
    each(seeds, &here.key("contracts"), |seed, here| {
        let citation = reader.cite(&seed.at, &here.key("at"));
        let amount = settled(
            reader,
            &seed.amount,
            unit,
            citation.clone(),
            &here.key("amount"),
        );
        let (bidders, bid_rate) = bids(reader, (seed.bidders, seed.bid_rate), &citation, here);
        Contract {
            work: seed.work,
            amount,
            method: seed.method,
            method_detail: seed.method_detail,
            bidders,
            bid_rate,
            reason: seed.reason,
            is_rest: seed.rest,
            citation,
        }
    })
}

pub(super) fn corporate_kind(
    reader: &mut Reader<'_>,
    code: Option<u16>,
    here: &Here<'_>,
) -> Option<CorporateKind> {
    let code = code?;
    let kind = CorporateKind::of(code);
    if kind.is_none() {
        let codes = CorporateKind::ALL.map(|kind| kind.code().to_string());
        let codes = codes.join(", ");
        reader.report(
            RuleId::UnknownValue,
            here,
            say!(
                "法人種別「{code}」はありません",
                "there is no kind of corporate body `{code}`"
            ),
            Some(say!(
                "次のいずれかを書いてください：{codes}",
                "use one of: {codes}"
            )),
        );
    }
    kind
}

/// Part of the anchors of a list of cost items: its own id, or its block.
pub(super) fn list_id(id: Option<String>, block: &str) -> String {
    id.unwrap_or_else(|| block.to_ascii_lowercase())
}

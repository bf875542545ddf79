//! Review sheets: activities, self-check, fund flow, cost items, recipients.

use super::parts::*;
use super::sheet;
use super::tables::*;
use super::{Named, Scope, Shared, common};
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::load::reader::{Here, Reader};
use crate::load::seed::*;
use crate::model::corporate_number::CorporateNumber;
use crate::model::dataset::*;
use crate::model::table::Unit;
use crate::say;

pub(crate) fn review(
    named: Named<'_>,
    seed: SeedReview,
    scope: Scope<'_>,
) -> (Review, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let shared = Shared {
        name: seed.name,
        name_en: seed.name_en,
        at: seed.at,
        facts: seed.facts,
        texts: seed.texts,
        budgets: seed.budgets,
        indicators: seed.indicators,
        lists: seed.lists,
        related: seed.related,
        lineage: seed.lineage,
        edition: scope.edition,
        acknowledged: seed.acknowledged,
    };
    let common = common(&mut reader, named, shared);
    let root = Here::ROOT;
    unique_anchors(&mut reader, &common, &[]);
    let activities = each(seed.activities, &root.key("activities"), |block, here| {
        activity(&mut reader, block, here)
    });
    let review = Review {
        number: seed.number,
        organisation: seed
            .organisation
            .map(|unit| sheet::organisation(&mut reader, unit, &root.key("organisation"))),
        policies: sheet::policies(&mut reader, seed.policies, &root),
        laws: sheet::laws(&mut reader, seed.laws, &root),
        plans: sheet::plans(&mut reader, seed.plans, &root),
        subsidies: sheet::subsidies(&mut reader, seed.subsidies, &root),
        logic_model: None,
        activities,
        more_outcomes: indicators(&mut reader, seed.more_outcomes, &root.key("more_outcomes")),
        policy: facts(&mut reader, seed.policy, &root.key("policy")),
        self_check: self_check(&mut reader, seed.self_check, &root),
        self_check_results: texts(
            &mut reader,
            seed.self_check_results,
            &root.key("self_check_results"),
        ),
        related_projects: each(
            seed.related_projects,
            &root.key("related_projects"),
            |project, here| RelatedProject {
                ministry: project.ministry,
                number: project.number,
                id: project.id.map(|id| id.0),
                relation: project.relation,
                name: project.name,
                citation: reader.cite(&project.at, &here.key("at")),
            },
        ),
        findings: each(seed.findings, &root.key("findings"), |finding, here| {
            ReviewFinding {
                heading: finding.heading,
                judgement: finding.judgement,
                text: finding.text,
                citation: reader.cite(&finding.at, &here.key("at")),
            }
        }),
        remarks: texts(&mut reader, seed.remarks, &root.key("remarks")),
        past_numbers: facts(&mut reader, seed.past_numbers, &root.key("past_numbers")),
        flow: seed.flow.and_then(|flow| self::flow(&mut reader, flow)),
        indirect_costs: seed
            .indirect_costs
            .map(|list| cost_list(&mut reader, list, &root.key("indirect_costs"))),
        cost_items: each(seed.cost_items, &root.key("cost_items"), |list, here| {
            cost_list(&mut reader, list, here)
        }),
        recipients: each(seed.recipients, &root.key("recipients"), |list, here| {
            recipients(&mut reader, list, here)
        }),
        multi_year_contracts: each(
            seed.multi_year_contracts,
            &root.key("multi_year_contracts"),
            |list, here| recipients(&mut reader, list, here),
        ),
        common,
    };
    let anchors = review.indicators().map(|indicator| indicator.id.as_str());
    let blocks = review.activities.iter().map(|block| block.id.as_str());
    unique_ids(&mut reader, anchors.chain(blocks), &root.key("activities"));
    let lists = review.cost_items.iter().map(|list| list.id.as_str());
    unique_ids(&mut reader, lists, &root.key("cost_items"));
    let logic_model = seed.logic_model.map(|model| {
        let own = review.common.indicators.iter().chain(review.indicators());
        let known: BTreeSet<String> = own.map(|indicator| indicator.id.clone()).collect();
        sheet::logic_model(&mut reader, model, &known, &root.key("logic_model"))
    });
    let review = Review {
        logic_model,
        ..review
    };
    (review, reader.diagnostics)
}

fn activity(reader: &mut Reader<'_>, seed: SeedActivity, here: &Here<'_>) -> Activity {
    check_id(reader, &seed.id, &here.key("id"));
    Activity {
        activity: text(reader, seed.activity, &here.key("activity")),
        outputs: indicators(reader, seed.outputs, &here.key("outputs")),
        unit_cost: seed
            .unit_cost
            .map(|cost| table(reader, cost, &here.key("unit_cost"))),
        unit_cost_basis: seed
            .unit_cost_basis
            .map(|basis| text(reader, basis, &here.key("unit_cost_basis"))),
        outcomes: indicators(reader, seed.outcomes, &here.key("outcomes")),
        id: seed.id,
        title: seed.title,
        related: seed.related,
    }
}

fn self_check(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedCheckGroup>,
    root: &Here<'_>,
) -> Vec<CheckGroup> {
    each(seeds, &root.key("self_check"), |group, here| CheckGroup {
        title: group.title,
        items: each(group.items, &here.key("items"), |item, here| CheckItem {
            citation: reader.cite(&item.at, &here.key("at")),
            question: item.question,
            mark: item.mark,
            explanation: item.explanation,
            inferred: item.inferred,
        }),
    })
}

fn flow(reader: &mut Reader<'_>, seed: SeedFlow) -> Option<Flow> {
    let root = Here::ROOT;
    let here = root.key("flow");
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let year = reader.year(&seed.year, &here.key("year"));
    unique_ids(
        reader,
        seed.blocks.iter().map(|block| block.id.as_str()),
        &here.key("blocks"),
    );
    let known: Vec<String> = seed.blocks.iter().map(|block| block.id.clone()).collect();
    let blocks = each(seed.blocks, &here.key("blocks"), |block, here| {
        check_id(reader, &block.id.to_ascii_lowercase(), &here.key("id"));
        flow_block(reader, block, &unit, here)
    });
    let links = each(seed.links, &here.key("links"), |link, here| {
        for (end, key) in [(&link.from, "from"), (&link.to, "to")] {
            if !known.contains(end) {
                reader.report(
                    RuleId::UnknownReference,
                    &here.key(key),
                    say!(
                        "資金の流れにブロック「{end}」がありません",
                        "the flow has no block `{end}`"
                    ),
                    None,
                );
            }
        }
        let citation = reader.cite(&link.at, &here.key("at"));
        FlowLink {
            from: link.from,
            to: link.to,
            method: link.method,
            is_direct: link.direct,
            citation,
            inferred: link.inferred,
        }
    });
    Some(Flow {
        unit,
        year: year?,
        blocks,
        links,
        notes: notes(reader, seed.notes, &here.key("notes")),
    })
}

fn flow_block(
    reader: &mut Reader<'_>,
    seed: SeedFlowBlock,
    unit: &Unit,
    here: &Here<'_>,
) -> FlowBlock {
    let citation = reader.cite(&seed.at, &here.key("at"));
    let amount_citation = reader.cite_line(seed.amount_at, &seed.at, &here.key("amount_at"));
    FlowBlock {
        amount: settled(
            reader,
            &seed.amount,
            unit,
            amount_citation,
            &here.key("amount"),
        ),
        id: seed.id,
        name: seed.name,
        count: seed.count,
        role: seed.role,
        retained: each(seed.retained, &here.key("retained"), |retained, here| {
            let citation = reader.cite(&retained.at, &here.key("at"));
            (
                retained.label,
                settled(
                    reader,
                    &retained.amount,
                    unit,
                    citation,
                    &here.key("amount"),
                ),
            )
        }),
        citation,
        inferred: seed.inferred,
    }
}

fn cost_list(reader: &mut Reader<'_>, seed: SeedCostList, here: &Here<'_>) -> CostList {
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let items = each(seed.items, &here.key("items"), |item, here| {
        let citation = reader.cite(&item.at, &here.key("at"));
        let amount = settled(reader, &item.amount, &unit, citation, &here.key("amount"));
        CostItem {
            item: item.item,
            usage: item.usage,
            amount,
        }
    });
    let total = seed.total.map(|total| {
        let citation = reader.cite_line(seed.total_at, &seed.at, &here.key("total_at"));
        settled(reader, &total, &unit, citation, &here.key("total"))
    });
    if let Some(id) = &seed.id {
        check_id(reader, id, &here.key("id"));
    }
    CostList {
        id: sheet::list_id(seed.id, &seed.block),
        block: seed.block,
        recipient: seed.recipient,
        contract: seed.contract,
        unit,
        items,
        total,
        citation,
    }
}

fn recipients(reader: &mut Reader<'_>, seed: SeedRecipientList, here: &Here<'_>) -> RecipientList {
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let is_ranked = seed.rows.iter().any(|row| row.rank.is_some());
    let mut place = 0;
    let rows = each(seed.rows, &here.key("rows"), |row, here| {
        place += 1;
        recipient(reader, row, &unit, place, here)
    });
    RecipientList {
        block: seed.block,
        unit,
        is_ranked,
        rows,
        citation,
    }
}

fn recipient(
    reader: &mut Reader<'_>,
    seed: SeedRecipient,
    unit: &Unit,
    place: u32,
    here: &Here<'_>,
) -> Recipient {
    let citation = reader.cite(&seed.at, &here.key("at"));
    let amount = settled(
        reader,
        &seed.amount,
        unit,
        citation.clone(),
        &here.key("amount"),
    );
    let (bidders, bid_rate) = sheet::bids(reader, (seed.bidders, seed.bid_rate), &citation, here);
    Recipient {
        address: seed.address,
        corporate_kind: sheet::corporate_kind(
            reader,
            seed.corporate_kind,
            &here.key("corporate_kind"),
        ),
        method_detail: seed.method_detail,
        is_rest: seed.rest,
        has_other_contracts: seed.other_contracts,
        contracts: sheet::contracts(reader, seed.contracts, unit, here),
        is_number_blank: seed.corporate_number.0.is_empty(),
        corporate_number: corporate_number(
            reader,
            &seed.corporate_number.0,
            &here.key("corporate_number"),
        ),
        rank: seed.rank.unwrap_or(place),
        name: seed.name,
        work: seed.work,
        amount,
        method: seed.method,
        bidders,
        bid_rate,
        reason: seed.reason.map(|reason| reason.0),
        citation,
        inferred: seed.inferred,
    }
}

fn corporate_number(
    reader: &mut Reader<'_>,
    text: &str,
    here: &Here<'_>,
) -> Option<CorporateNumber> {
    if matches!(text, "-" | "") {
        return None;
    }
    CorporateNumber::parse(text)
        .map_err(|why| {
            let help = say!(
                "原資料の13桁の番号を確かめてください",
                "check the 13 digits of the source"
            );
            reader.report(RuleId::BadCorporateNumber, here, why, Some(help));
        })
        .ok()
}

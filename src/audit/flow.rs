//! The fund flow: what enters a block leaves it or stays in it, and the ministry's blocks are what was executed.

use super::claim::{Claim, Order, Parts};
use super::coarse;
use super::costs::indirect_costs;
use super::place::{Input, Subject};
use super::recipients::listed;
use super::relation::{Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::model::dataset::{Flow, FlowBlock, Review};
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Missing, RowItem};
use crate::say;

/// Endings of the names of ministries and agencies: what they receive becomes part of their own budget.
const MINISTRIES: [&str; 3] = ["省", "府", "庁"];

fn is_ministry(block: &FlowBlock) -> bool {
    MINISTRIES.iter().any(|ending| block.name.ends_with(ending))
}

/// The amount of a block as an input.
pub(super) fn amount(subject: &Subject<'_>, flow: &Flow, block: &FlowBlock) -> Option<Input> {
    let index = flow.blocks.iter().position(|other| other.id == block.id)?;
    let (id, name) = (&block.id, words::short(&block.name));
    Some(subject.input(
        &block.amount,
        say!("ブロック{id} {name}", "block {id}, {name}"),
        format!("flow.blocks[{index}].amount"),
        format!("flow-{}-amount", block.id.to_ascii_lowercase()),
    ))
}

/// What stays in a block: each amount as an input.
fn retained(subject: &Subject<'_>, flow: &Flow, block: &FlowBlock) -> Vec<Input> {
    let index = flow.blocks.iter().position(|other| other.id == block.id);
    let kept = block.retained.iter().enumerate();
    kept.map(|(at, (label, figure))| {
        let id = &block.id;
        subject.input(
            figure,
            say!("ブロック{id}に残る{label}", "kept in block {id}: {label}"),
            format!("flow.blocks[{}].retained[{at}].amount", index.unwrap_or(0)),
            String::new(),
        )
    })
    .collect()
}

fn block<'a>(flow: &'a Flow, id: &str) -> Option<&'a FlowBlock> {
    flow.blocks.iter().find(|block| block.id == id)
}

fn children<'a>(flow: &'a Flow, of: &FlowBlock) -> Vec<&'a FlowBlock> {
    let links = flow.links.iter().filter(|link| link.from == of.id);
    each_once(links.filter_map(|link| block(flow, &link.to)))
}

/// Sheets that are published as data (since 2024, with direct payments told apart) do not say what a block keeps for itself.
fn says_what_stays(review: &Review, flow: &Flow) -> bool {
    review.organisation.is_none() && !flow.links.iter().any(|link| link.is_direct)
}

fn parents<'a>(flow: &'a Flow, of: &FlowBlock) -> Vec<&'a FlowBlock> {
    let links = flow.links.iter().filter(|link| link.to == of.id);
    each_once(links.filter_map(|link| block(flow, &link.from)))
}

/// Blocks without repetition: some sheets have a line for each way in which one pays another.
fn each_once<'a>(blocks: impl Iterator<Item = &'a FlowBlock>) -> Vec<&'a FlowBlock> {
    let mut once: Vec<&FlowBlock> = Vec::new();
    for block in blocks {
        if !once.iter().any(|known| known.id == block.id) {
            once.push(block);
        }
    }
    once
}

fn reviews<'a>(subject: &Subject<'a>) -> Option<(&'a Review, &'a Flow)> {
    let review = subject.review()?;
    Some((review, review.flow.as_ref()?))
}

pub(super) fn balances(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some((review, flow)) = reviews(subject) else {
        return Vec::new();
    };
    let blocks = flow
        .blocks
        .iter()
        .filter_map(|of| balance(rule, subject, review, flow, of));
    blocks.collect()
}

fn balance(
    rule: &'static Rule,
    subject: &Subject<'_>,
    review: &Review,
    flow: &Flow,
    of: &FlowBlock,
) -> Option<Relation> {
    let next = children(flow, of);
    let whole = amount(subject, flow, of)?;
    if whole.value == Err(Missing::NotPrinted) && !says_what_stays(review, flow) {
        // The form has no amount of the unit in charge: what it pays is compared with the executed amount.
        return None;
    }
    let id = &of.id;
    let about = say!("ブロック{id}の収支", "balance of block {id}");
    if let [ministry] = next.as_slice()
        && is_ministry(ministry)
    {
        let formula = say!(
            "省に移る額≦省のブロックの額",
            "what passes to a ministry ≤ its block"
        );
        let received = amount(subject, flow, ministry)?;
        return Some(Claim::new(rule, subject, about, formula).order(
            &whole,
            Order::AtMost,
            &received,
        ));
    }
    if next.is_empty() {
        return None;
    }
    let formula = say!(
        "ブロックの額＝次のブロックの額の和＋残る額",
        "amount of a block = amounts of the next blocks + what it keeps"
    );
    let claim = Claim::new(rule, subject, about, formula);
    let mut parts: Vec<Input> = next
        .iter()
        .filter_map(|block| amount(subject, flow, block))
        .collect();
    parts.extend(retained(subject, flow, of));
    if next.iter().any(|block| parents(flow, block).len() > 1) {
        let relation = claim.sum(&whole, &parts, Parts::NeverNegative);
        return Some(Relation {
            verdict: Verdict::Undecidable(say!(
                "次のブロックには、ほかのブロックからも入る",
                "the next block receives from other blocks too"
            )),
            ..relation
        });
    }
    if !says_what_stays(review, flow) {
        let formula = say!(
            "次のブロックの額の和≦ブロックの額",
            "amounts of the next blocks ≤ amount of the block"
        );
        let about = say!("ブロック{id}の収支", "balance of block {id}");
        let claim = Claim::new(rule, subject, about, formula);
        let relation = coarse::or_undecidable(
            claim.sum_at_most(&whole, &parts, Parts::NeverNegative),
            &whole,
            &parts,
        );
        let adds = is_ministry(of) && matches!(relation.verdict, Verdict::Violated(_));
        return Some(match adds {
            true => Relation {
                verdict: Verdict::Undecidable(say!(
                    "受けた額に、その府省が自らの予算を加えることがある",
                    "a ministry may add money of its own budget to what it receives"
                )),
                ..relation
            },
            false => relation,
        });
    }
    Some(with_lists(subject, review, &next, claim, &whole, parts))
}

/// A block without a printed amount has at least what its listed recipients received: what is printed may be too much.
fn with_lists(
    subject: &Subject<'_>,
    review: &Review,
    next: &[&FlowBlock],
    claim: Claim,
    whole: &Input,
    parts: Vec<Input>,
) -> Relation {
    let unprinted = next
        .iter()
        .filter(|block| block.amount.quantity().is_none());
    let lists: Vec<Input> = unprinted
        .flat_map(|block| listed(subject, review, &block.id))
        .collect();
    let mut at_least = parts.clone();
    at_least.extend(lists);
    let relation = claim.clone().sum(whole, &at_least, Parts::NeverNegative);
    match relation.verdict {
        Verdict::Violated(_) => relation,
        // The recipients are a lower bound only: they decide nothing but an excess.
        _ => claim.sum(whole, &parts, Parts::NeverNegative),
    }
}

pub(super) fn executed_flow(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some((review, flow)) = reviews(subject) else {
        return Vec::new();
    };
    let relation = || {
        let at = subject
            .budgets()
            .into_iter()
            .find(|at| at.item(RowItem::Executed).is_some())?;
        let executed = subject.cell(&at, at.item(RowItem::Executed)?, at.year(flow.year)?)?;
        if !says_what_stays(review, flow) {
            return directly_paid(rule, subject, flow, &executed);
        }
        // Ministries that pay others; one that passes its money to a ministry is counted there.
        let sources = flow.blocks.iter().filter(|block| {
            let next = children(flow, block);
            let pays = next.iter().any(|next| !is_ministry(next));
            is_ministry(block) && pays && parents(flow, block).iter().all(|from| is_ministry(from))
        });
        let parts: Vec<Input> = sources
            .filter_map(|block| amount(subject, flow, block))
            .collect();
        if parts.is_empty() {
            return None;
        }
        let formula = say!(
            "執行額＝省から支出される額の和",
            "executed amount = sum of what the ministry pays"
        );
        let claim = Claim::new(rule, subject, flow_of(flow.year), formula);
        Some(claim.sum(&executed, &parts, Parts::NeverNegative))
    };
    relation().into_iter().collect()
}

fn flow_of(FiscalYear(year): FiscalYear) -> Say {
    say!(
        "{year}年度の執行額と資金の流れ",
        "executed amount and flow of FY{year}"
    )
}

/// What the unit in charge pays itself, to payees or for its own indirect costs, was executed. Small payments need not be
/// shown, so that the executed amount may be more.
fn directly_paid(
    rule: &'static Rule,
    subject: &Subject<'_>,
    flow: &Flow,
    executed: &Input,
) -> Option<Relation> {
    let direct = flow.links.iter().filter(|link| link.is_direct);
    let blocks = each_once(direct.filter_map(|link| block(flow, &link.to)));
    let paid = blocks
        .iter()
        .filter_map(|block| amount(subject, flow, block));
    let mut parts: Vec<Input> = paid.collect();
    if parts.is_empty() {
        return None;
    }
    parts.extend(indirect_costs(subject));
    let formula = say!(
        "担当組織が支出した額と間接経費の和≦執行額",
        "what the unit in charge pays, and its indirect costs ≤ executed amount"
    );
    let claim = Claim::new(rule, subject, flow_of(flow.year), formula);
    let relation = claim.sum_at_most(executed, &parts, Parts::NeverNegative);
    Some(coarse::or_undecidable(relation, executed, &parts))
}

//! Cost items and recipients: their sums, their order, and the blocks that they belong to.

use std::ops::Range;

use super::claim::{Claim, Order, Parts};
use super::flow::{amount, at_most};
use super::place::{Input, Subject};
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::dataset::{Recipient, RecipientList, Review};
use crate::say;
use crate::text::search_key;

/// A recipient's amount as an input; `list` and `row` count from 0.
pub(super) fn paid(
    subject: &Subject<'_>,
    list: &RecipientList,
    list_index: usize,
    row_index: usize,
    row: &Recipient,
) -> Input {
    let (place, rank, name) = (list.place(row), row.rank, words::short(&row.name));
    subject.input(
        &row.amount,
        say!("支出先{place} {name}", "recipient {place}, {name}"),
        format!("recipients[{list_index}].rows[{row_index}].amount"),
        format!(
            "recipients-{}-{rank}-amount",
            list.block.to_ascii_lowercase()
        ),
    )
}

/// What a recipient is called in short: block and rank, or block and name where the source has no ranks.
fn called(list: &RecipientList, row: &Recipient) -> String {
    let place = list.place(row);
    match list.is_ranked {
        true => place,
        false => format!("{place} {}", words::short(&row.name)),
    }
}

/// The amounts of the recipients of a block.
pub(super) fn listed(subject: &Subject<'_>, review: &Review, block: &str) -> Vec<Input> {
    let lists = review.recipients.iter().enumerate();
    lists
        .filter(|(_, list)| list.block == block)
        .flat_map(|(at, list)| {
            let rows = list.rows.iter().enumerate();
            rows.map(move |(row_index, row)| paid(subject, list, at, row_index, row))
        })
        .collect()
}

/// The printed total of a list of cost items.
fn cost_total(subject: &Subject<'_>, review: &Review, index: usize) -> Option<Input> {
    let list = review.cost_items.get(index)?;
    let block = &list.block;
    Some(subject.input(
        list.total.as_ref()?,
        say!(
            "費目・使途{block}の計",
            "total of the cost items of {block}"
        ),
        format!("cost_items[{index}].total"),
        format!("costs-{}-total-amount", list.id),
    ))
}

pub(super) fn cost_items(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let lists = review.cost_items.iter().enumerate();
    let relations = lists.filter_map(|(index, list)| {
        let whole = cost_total(subject, review, index)?;
        if list.items.is_empty() {
            return None;
        }
        let block = &list.block;
        let items = list.items.iter().enumerate().map(|(at, item)| {
            let name = item.item.as_str();
            subject.input(
                &item.amount,
                say!("費目{block} {name}", "cost item of {block}, {name}"),
                format!("cost_items[{index}].items[{at}].amount"),
                format!("costs-{}-{}-amount", list.id, at + 1),
            )
        });
        let parts: Vec<Input> = items.collect();
        let about = say!(
            "費目・使途{block}の計",
            "total of the cost items of {block}"
        );
        let formula = say!("計＝費目の和", "total = sum of the items");
        Some(Claim::new(rule, subject, about, formula).sum(&whole, &parts, Parts::NeverNegative))
    });
    relations.collect()
}

pub(super) fn cost_recipients(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let lists = review.cost_items.iter().enumerate();
    let relations = lists.filter_map(|(index, costs)| {
        let total = cost_total(subject, review, index)?;
        let name = search_key(costs.recipient.as_deref()?);
        let (at, list) = review
            .recipients
            .iter()
            .enumerate()
            .find(|(_, list)| list.block == costs.block)?;
        let (row_index, row) = list
            .rows
            .iter()
            .enumerate()
            .find(|(_, row)| search_key(&row.name) == name)?;
        let received = paid(subject, list, at, row_index, row);
        let block = &costs.block;
        let about = say!(
            "費目・使途{block}と支出先",
            "cost items and recipient of {block}"
        );
        let formula = say!(
            "費目・使途の計＝支出額",
            "total of the cost items = amount received"
        );
        Some(Claim::new(rule, subject, about, formula).equal(&total, &received))
    });
    relations.collect()
}

pub(super) fn block_recipients(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some((review, flow)) = subject
        .review()
        .and_then(|review| Some((review, review.flow.as_ref()?)))
    else {
        return Vec::new();
    };
    let relations = flow.blocks.iter().filter_map(|block| {
        let whole = amount(subject, flow, block)?;
        let parts = listed(subject, review, &block.id);
        let first = parts.first()?;
        let id = &block.id;
        let about = say!("ブロック{id}の支出先", "recipients of block {id}");
        if parts.len() == 1 && block.count.is_none() {
            let formula = say!(
                "ブロックの額＝ただ一つの支出先の額",
                "block = its only recipient"
            );
            return Some(Claim::new(rule, subject, about, formula).equal(&whole, first));
        }
        let formula = say!(
            "支出先の額の和≦ブロックの額",
            "sum of the recipients ≤ block"
        );
        let claim = Claim::new(rule, subject, about, formula);
        Some(at_most(claim, &whole, &parts))
    });
    relations.collect()
}

pub(super) fn contracts(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let lists = subject.review().into_iter();
    let lists = lists.flat_map(|review| review.recipients.iter().enumerate());
    let rows = lists.flat_map(|(at, list)| {
        let rows = list.rows.iter().enumerate();
        rows.map(move |(index, row)| (at, list, index, row))
    });
    // An only contract of the same amount is one statement.
    let says_more = |row: &Recipient| match &row.contracts[..] {
        [] => false,
        [only] => only.amount.reading != row.amount.reading,
        _ => true,
    };
    let relations = rows.filter(|(.., row)| says_more(row));
    let relations = relations.map(|(at, list, index, row)| {
        let whole = paid(subject, list, at, index, row);
        let (block, rank) = (&list.block, row.rank);
        let place = called(list, row);
        let contracts = row.contracts.iter().enumerate().map(|(number, contract)| {
            let n = number + 1;
            subject.input(
                &contract.amount,
                say!("{place}の契約{n}", "contract {n} of {place}"),
                format!("recipients[{at}].rows[{index}].contracts[{number}].amount"),
                format!(
                    "recipients-{}-{rank}-c{n}-amount",
                    block.to_ascii_lowercase()
                ),
            )
        });
        let about = say!("支出先{place}の契約", "contracts of recipient {place}");
        let formula = say!(
            "契約の額の和≦支出先の額",
            "sum of the contracts ≤ amount of the recipient"
        );
        let contracts: Vec<Input> = contracts.collect();
        at_most(
            Claim::new(rule, subject, about, formula),
            &whole,
            &contracts,
        )
    });
    relations.collect()
}

pub(super) fn order(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let lists = review.recipients.iter().enumerate();
    for (at, list) in lists.filter(|(_, list)| list.is_ranked) {
        let block = &list.block;
        let inputs: Vec<Input> = list
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| paid(subject, list, at, index, row))
            .collect();
        let payees = payees(list);
        found.extend(ranks(rule, subject, list, (&inputs, payees.len())));
        for pair in payees.windows(2) {
            let [before, after] = pair else { continue };
            // Of a payee above with several rows, the sum is not printed; below it, each row is at most the amount above.
            let (Some(before), Some(first)) = (one(before), inputs.get(after.start)) else {
                continue;
            };
            let (before, rank) = (&inputs[before], list.rows[after.start].rank);
            let about = say!(
                "支出先{block}-{rank}の順位",
                "rank of recipient {block}-{rank}"
            );
            let formula = say!(
                "支出額≦一つ上の順位の支出額",
                "amount ≤ that of the rank above"
            );
            found.push(Claim::new(rule, subject, about, formula).order(
                first,
                Order::AtMost,
                before,
            ));
        }
    }
    found
}

/// The rows of each payee: some data have a row for each contract, so that a payee stands in several one after another.
fn payees(list: &RecipientList) -> Vec<Range<usize>> {
    let mut payees: Vec<Range<usize>> = Vec::new();
    for (at, row) in list.rows.iter().enumerate() {
        let name = search_key(&row.name);
        match payees.last_mut() {
            Some(last) if search_key(&list.rows[last.start].name) == name => last.end = at + 1,
            _ => payees.push(at..at + 1),
        }
    }
    payees
}

/// The only row of a payee.
fn one(rows: &Range<usize>) -> Option<usize> {
    (rows.len() == 1).then_some(rows.start)
}

/// Ranks count up by one from 1, and there are ten payees at most.
fn ranks(
    rule: &'static Rule,
    subject: &Subject<'_>,
    list: &RecipientList,
    (inputs, count): (&[Input], usize),
) -> Option<Relation> {
    let count_up = (1..).take(list.rows.len());
    let fine = count <= 10 && list.rows.iter().map(|row| row.rank).eq(count_up);
    let block = &list.block;
    let ranks: Vec<String> = list.rows.iter().map(|row| row.rank.to_string()).collect();
    let ranks = ranks.join("、");
    let first = inputs.first()?;
    let verdict = if fine {
        Verdict::Exact
    } else {
        Verdict::Violated(Difference::Statement)
    };
    let about = say!("支出先{block}の順位", "ranks of the recipients of {block}");
    let formula = say!(
        "順位は1から一つずつ、10まで",
        "ranks count up from 1 to at most 10"
    );
    Some(Claim::new(rule, subject, about, formula).relation(
        say!("順位 {ranks}", "ranks {ranks}"),
        say!("{count}者", "{count} recipients"),
        vec![first.term.clone()],
        verdict,
    ))
}

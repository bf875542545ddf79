//! Recipients: their sums, their order, their contracts, and the blocks that they belong to.

use std::ops::Range;

use super::claim::{Claim, Order, Parts};
use super::flow::amount;
use super::place::{Input, Subject};
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::dataset::{Contract, Recipient, RecipientList, Review};
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

/// The amount of a recipient's contract as an input; all places count from 0.
pub(super) fn contracted(
    subject: &Subject<'_>,
    (list_index, list): (usize, &RecipientList),
    (row_index, row): (usize, &Recipient),
    (index, contract): (usize, &Contract),
) -> Input {
    let (place, n) = (called(list, row), index + 1);
    subject.input(
        &contract.amount,
        say!("{place}の契約{n}", "contract {n} of {place}"),
        format!("recipients[{list_index}].rows[{row_index}].contracts[{index}].amount"),
        format!(
            "recipients-{}-{}-c{n}-amount",
            list.block.to_ascii_lowercase(),
            row.rank
        ),
    )
}

/// True where the contracts say more than the recipient's amount: an only contract of the same amount is one statement with it.
pub(super) fn says_more(row: &Recipient) -> bool {
    match &row.contracts[..] {
        [] => false,
        [only] => only.amount.reading != row.amount.reading,
        _ => true,
    }
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
        Some(claim.sum_at_most(&whole, &parts, Parts::NeverNegative))
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
    let relations = rows.filter(|(.., row)| says_more(row));
    let relations = relations.map(|(at, list, index, row)| {
        let whole = paid(subject, list, at, index, row);
        let place = called(list, row);
        let contracts = row.contracts.iter().enumerate();
        let contracts = contracts.map(|(number, contract)| {
            contracted(subject, (at, list), (index, row), (number, contract))
        });
        let about = say!("支出先{place}の契約", "contracts of recipient {place}");
        let formula = say!(
            "契約の額の和≦支出先の額",
            "sum of the contracts ≤ amount of the recipient"
        );
        let contracts: Vec<Input> = contracts.collect();
        let claim = Claim::new(rule, subject, about, formula);
        claim.sum_at_most(&whole, &contracts, Parts::NeverNegative)
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

//! Cost items (費目・使途): their sum, and what the recipient received for them.

use super::claim::{Claim, Parts};
use super::coarse;
use super::flow::at_most;
use super::place::{Input, Subject};
use super::recipients::{contracted, paid, says_more};
use super::relation::Relation;
use super::rules::Rule;
use crate::diagnostic::Say;
use crate::model::dataset::{Contract, CostList, Recipient, RecipientList, Review};
use crate::say;
use crate::text::search_key;

pub(super) fn cost_items(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let lists = review.cost_items.iter().enumerate();
    let relations = lists.filter_map(|(index, list)| {
        let whole = printed_total(subject, index, list)?;
        if list.items.is_empty() {
            return None;
        }
        let block = &list.block;
        let about = say!(
            "費目・使途{block}の計",
            "total of the cost items of {block}"
        );
        let formula = say!("計＝費目の和", "total = sum of the items");
        let parts = items(subject, index, list);
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
        let place = recipient_of(review, costs)?;
        match printed_total(subject, index, costs) {
            Some(total) => Some(total_received(rule, subject, costs, &total, place)),
            None => items_received(rule, subject, costs, &items(subject, index, costs), place),
        }
    });
    relations.collect()
}

/// The printed total of a list of cost items.
fn printed_total(subject: &Subject<'_>, index: usize, list: &CostList) -> Option<Input> {
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

fn items(subject: &Subject<'_>, index: usize, list: &CostList) -> Vec<Input> {
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
    items.collect()
}

/// A recipient in the lists of a sheet; the places count from 0.
#[derive(Clone, Copy)]
struct Place<'a> {
    list: (usize, &'a RecipientList),
    row: (usize, &'a Recipient),
    /// No other row of the list has its name.
    is_only: bool,
}

impl Place<'_> {
    fn paid(&self, subject: &Subject<'_>) -> Input {
        let ((at, list), (index, row)) = (self.list, self.row);
        paid(subject, list, at, index, row)
    }

    fn contracted(&self, subject: &Subject<'_>, contract: (usize, &Contract)) -> Input {
        match says_more(self.row.1) {
            true => contracted(subject, self.list, self.row, contract),
            false => self.paid(subject),
        }
    }
}

/// The recipient that a list of cost items is about, by its block and name.
fn recipient_of<'a>(review: &'a Review, costs: &CostList) -> Option<Place<'a>> {
    let name = search_key(costs.recipient.as_deref()?);
    let mut lists = review.recipients.iter().enumerate();
    let list = lists.find(|(_, list)| list.block == costs.block)?;
    let rows = list.1.rows.iter().enumerate();
    let mut rows = rows.filter(|(_, row)| search_key(&row.name) == name);
    Some(Place {
        list,
        row: rows.next()?,
        is_only: rows.next().is_none(),
    })
}

fn about(costs: &CostList) -> Say {
    let block = &costs.block;
    say!(
        "費目・使途{block}と支出先",
        "cost items and recipient of {block}"
    )
}

fn total_received(
    rule: &'static Rule,
    subject: &Subject<'_>,
    costs: &CostList,
    total: &Input,
    place: Place<'_>,
) -> Relation {
    let formula = say!(
        "費目・使途の計＝支出額",
        "total of the cost items = amount received"
    );
    Claim::new(rule, subject, about(costs), formula).equal(total, &place.paid(subject))
}

/// Without a total: the items are all of the contract that they name; where it is not the only one of that name, or none is
/// listed, they are at most what the recipient received. Of a recipient with several rows, the row is not said.
fn items_received(
    rule: &'static Rule,
    subject: &Subject<'_>,
    costs: &CostList,
    items: &[Input],
    place: Place<'_>,
) -> Option<Relation> {
    if items.is_empty() || !place.is_only {
        return None;
    }
    let named = costs.contract.as_deref().map(search_key);
    let contracts = place.row.1.contracts.iter().enumerate();
    let of_name: Vec<_> = contracts
        .filter(|(_, contract)| Some(search_key(&contract.work)) == named)
        .collect();
    let claim = |formula| Claim::new(rule, subject, about(costs), formula);
    let (whole, relation) = match of_name[..] {
        [only] => {
            let whole = place.contracted(subject, only);
            let formula = say!(
                "費目の和＝契約の額",
                "sum of the cost items = amount of the contract"
            );
            let relation = claim(formula).sum(&whole, items, Parts::NeverNegative);
            (whole, relation)
        }
        _ => {
            let whole = place.paid(subject);
            let formula = say!("費目の和≦支出額", "sum of the cost items ≤ amount received");
            let relation = at_most(claim(formula), &whole, items);
            (whole, relation)
        }
    };
    Some(coarse::or_undecidable(relation, &whole, items))
}

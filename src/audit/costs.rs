//! Cost items (費目・使途): their sum, and what the recipient received for them.

use super::claim::{Claim, Parts};
use super::coarse;
use super::place::{Input, Subject};
use super::recipients::{contracted, paid, says_more};
use super::relation::{Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::model::dataset::{Contract, CostItem, CostList, Recipient, RecipientList, Review};
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
        let formula = say!("計＝費目の和", "total = sum of the items");
        let parts = items(subject, index, list);
        let claim = Claim::new(rule, subject, total_of(list), formula);
        Some(claim.sum(&whole, &parts, Parts::NeverNegative))
    });
    relations.collect()
}

/// Lists with a printed total are compared one by one. Without one, the items that name a contract are
/// together all of it; items that name none, or one of several of that name, are no more than the recipient received, together with
/// all others of it. Of a recipient with several rows, the row is known only where it has the contract.
pub(super) fn cost_recipients(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut spent: Vec<Spent> = Vec::new();
    for (index, costs) in review.cost_items.iter().enumerate() {
        let Some(payee) = Payee::of(review, costs) else {
            continue;
        };
        if let Some(total) = printed_total(subject, index, costs) {
            found.push(payee.received(rule, subject, &total));
            continue;
        }
        let Some((whole, scope)) = payee.whole(subject, costs.contract.as_deref()) else {
            continue;
        };
        let known = spent.iter_mut().find(|known| known.is_of(&whole, scope));
        match (known, scope) {
            (Some(known), Scope::Contract) => known.parts.extend(items(subject, index, costs)),
            (Some(_), Scope::Received) => {}
            (None, _) => spent.push(Spent {
                parts: match scope {
                    Scope::Contract => items(subject, index, costs),
                    Scope::Received => payee.items(subject, review),
                },
                about: payee.about(),
                whole,
                scope,
            }),
        }
    }
    found.extend(
        spent
            .iter()
            .filter_map(|spent| spent.relation(rule, subject)),
    );
    found
}

fn total_of(list: &CostList) -> Say {
    let block = &list.block;
    say!(
        "費目・使途{block}の計",
        "total of the cost items of {block}"
    )
}

/// The printed total of a list of cost items.
fn printed_total(subject: &Subject<'_>, index: usize, list: &CostList) -> Option<Input> {
    Some(subject.input(
        list.total.as_ref()?,
        total_of(list),
        format!("cost_items[{index}].total"),
        format!("costs-{}-total-amount", list.id),
    ))
}

fn items(subject: &Subject<'_>, index: usize, list: &CostList) -> Vec<Input> {
    let block = &list.block;
    let label = |item: &CostItem| {
        let name = item.item.as_str();
        say!("費目{block} {name}", "cost item of {block}, {name}")
    };
    amounts(subject, list, &format!("cost_items[{index}]"), label)
}

/// The amounts of the items of a list, which stands at a data path.
fn amounts(
    subject: &Subject<'_>,
    list: &CostList,
    path: &str,
    label: impl Fn(&CostItem) -> Say,
) -> Vec<Input> {
    let items = list.items.iter().enumerate();
    let items = items.map(|(at, item)| {
        subject.input(
            &item.amount,
            label(item),
            format!("{path}.items[{at}].amount"),
            format!("costs-{}-{}-amount", list.id, at + 1),
        )
    });
    items.collect()
}

/// What the state spends itself (国自らが支出する間接経費).
pub(super) fn indirect_costs(subject: &Subject<'_>) -> Vec<Input> {
    let review = subject.review();
    let Some(list) = review.and_then(|review| review.indirect_costs.as_ref()) else {
        return Vec::new();
    };
    let label = |item: &CostItem| {
        let name = words::short(&item.item);
        say!("間接経費 {name}", "indirect costs, {name}")
    };
    amounts(subject, list, "indirect_costs", label)
}

/// Whom a list of cost items is about: a recipient of its block.
struct Payee<'a> {
    block: &'a str,
    name: &'a str,
    rows: Vec<PayeeRow<'a>>,
}

/// A row of a payee and the list that it stands in, with their places counted from 0.
#[derive(Clone, Copy)]
struct PayeeRow<'a> {
    list: (usize, &'a RecipientList),
    row: (usize, &'a Recipient),
}

impl<'a> PayeeRow<'a> {
    fn paid(self, subject: &Subject<'_>) -> Input {
        let ((at, list), (index, row)) = (self.list, self.row);
        paid(subject, list, at, index, row)
    }

    /// The amounts that were paid for what has this summary (契約概要).
    fn paid_for(self, subject: &Subject<'_>, summary: &str) -> Vec<Input> {
        let row = self.row.1;
        let is_of = |work: &str| search_key(work) == summary;
        if row.contracts.is_empty() {
            let own = is_of(&row.work).then(|| self.paid(subject));
            return own.into_iter().collect();
        }
        let contracts = row.contracts.iter().enumerate();
        let contracts = contracts.filter(|(_, contract)| is_of(&contract.work));
        contracts
            .map(|contract| self.contracted(subject, contract))
            .collect()
    }

    fn contracted(self, subject: &Subject<'_>, contract: (usize, &Contract)) -> Input {
        match says_more(self.row.1) {
            true => contracted(subject, self.list, self.row, contract),
            false => self.paid(subject),
        }
    }
}

impl<'a> Payee<'a> {
    /// None where the block has no row of that name.
    fn of(review: &'a Review, costs: &'a CostList) -> Option<Payee<'a>> {
        let (block, name) = (costs.block.as_str(), costs.recipient.as_deref()?);
        let key = search_key(name);
        let lists = review.recipients.iter().enumerate();
        let lists = lists.filter(|(_, list)| list.block == block);
        let rows = lists.flat_map(|list| {
            let rows = list.1.rows.iter().enumerate();
            rows.map(move |row| PayeeRow { list, row })
        });
        let rows: Vec<_> = rows
            .filter(|row| search_key(&row.row.1.name) == key)
            .collect();
        (!rows.is_empty()).then_some(Payee { block, name, rows })
    }

    fn about(&self) -> Say {
        let (block, name) = (self.block, words::short(self.name));
        say!(
            "費目・使途{block}と支出先 {name}",
            "cost items and recipient of {block}, {name}"
        )
    }

    /// A printed total is what the payee received.
    fn received(&self, rule: &'static Rule, subject: &Subject<'_>, total: &Input) -> Relation {
        let compared = |row: &PayeeRow<'_>| {
            let formula = say!(
                "費目・使途の計＝支出額",
                "total of the cost items = amount received"
            );
            let claim = Claim::new(rule, subject, self.about(), formula);
            claim.equal(total, &row.paid(subject))
        };
        let first = compared(&self.rows[0]);
        if self.rows.len() == 1 {
            return first;
        }
        let mut others = self.rows[1..].iter().map(compared);
        let holds = |relation: &Relation| {
            matches!(relation.verdict, Verdict::Exact | Verdict::WithinRounding)
        };
        if holds(&first) {
            return first;
        }
        others.find(holds).unwrap_or(Relation {
            verdict: Verdict::Undecidable(say!(
                "この支出先にはいくつも行があり、どれについての費目かは書かれていない",
                "the recipient has several rows, and the source does not say which of them the items are of"
            )),
            ..first
        })
    }

    /// What cost items that name a contract are compared with.
    fn whole(&self, subject: &Subject<'_>, contract: Option<&str>) -> Option<(Input, Scope)> {
        let summary = contract.map(search_key);
        let named = summary.iter().flat_map(|summary| {
            let rows = self.rows.iter();
            rows.flat_map(|row| row.paid_for(subject, summary))
        });
        let mut named = named.fuse();
        match (named.next(), named.next(), &self.rows[..]) {
            (Some(only), None, _) => Some((only, Scope::Contract)),
            (_, _, [row]) => Some((row.paid(subject), Scope::Received)),
            _ => None,
        }
    }

    /// All its cost items in lists without a total.
    fn items(&self, subject: &Subject<'_>, review: &Review) -> Vec<Input> {
        let key = search_key(self.name);
        let is_own = |list: &CostList| {
            let recipient = list.recipient.as_deref();
            list.block == self.block && recipient.is_some_and(|name| search_key(name) == key)
        };
        let lists = review.cost_items.iter().enumerate();
        let lists = lists.filter(|(_, list)| list.total.is_none() && is_own(list));
        lists
            .flat_map(|(index, list)| items(subject, index, list))
            .collect()
    }
}

/// What the items of lists without a total were spent of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// A contract: they are all of it.
    Contract,
    /// What the recipient received: they are no more.
    Received,
}

/// Cost items and what they were spent of.
struct Spent {
    about: Say,
    whole: Input,
    scope: Scope,
    parts: Vec<Input>,
}

impl Spent {
    fn is_of(&self, whole: &Input, scope: Scope) -> bool {
        self.scope == scope && self.whole.term.place.path == whole.term.place.path
    }

    /// An item may be negative: what the recipient bore itself (自己負担).
    fn relation(&self, rule: &'static Rule, subject: &Subject<'_>) -> Option<Relation> {
        if self.parts.is_empty() {
            return None;
        }
        let (whole, parts) = (&self.whole, &self.parts);
        let claim = |formula| Claim::new(rule, subject, self.about.clone(), formula);
        let relation = match self.scope {
            Scope::Contract => {
                let formula = say!(
                    "費目の和＝契約の額",
                    "sum of the cost items = amount of the contract"
                );
                claim(formula).sum(whole, parts, Parts::Signed)
            }
            Scope::Received => {
                let formula = say!("費目の和≦支出額", "sum of the cost items ≤ amount received");
                claim(formula).sum_at_most(whole, parts, Parts::Signed)
            }
        };
        Some(coarse::or_undecidable(relation, whole, parts))
    }
}

//! Recipients by corporate number, else by folded name; and the amounts of fund flows, cost items and portfolios.

use std::collections::BTreeMap;

use super::Both;
use super::change::{Change, Family, Kind, NoSize, Side, Size, Value, What};
use super::figure::{Asserted, judge};
use crate::audit::range::Range;
use crate::model::dataset::{Common, Edition, Recipient, RecipientList, Review};
use crate::model::decimal::Decimal;
use crate::model::derived::{self, Derived};
use crate::model::fiscal_year::FiscalYear;
use crate::model::quantity::Quantity;
use crate::model::table::{Citation, Figure};
use crate::text;

/// A printed amount with a name.
struct Named<'a> {
    /// What is compared: the names that make it up.
    key: String,
    group: &'a str,
    name: &'a str,
    figure: &'a Figure,
    year: Option<FiscalYear>,
    citation: &'a Citation,
    anchor: String,
}

/// What one edition says a recipient of a block got.
struct Received<'a> {
    block: &'a str,
    rows: Vec<&'a Recipient>,
    anchor: String,
}

pub(super) fn changes(both: Both<'_>) -> Vec<Change<'_>> {
    let mut found = received(both);
    found.extend(amounts(
        both,
        Family::Recipients,
        flow(both.before, both.old),
        flow(both.after, both.new),
    ));
    found.extend(amounts(
        both,
        Family::Budgets,
        portfolio(both.before, both.old),
        portfolio(both.after, both.new),
    ));
    found
}

fn review<'a>(edition: &'a Edition, common: &Common) -> Option<&'a Review> {
    edition.review(common.key.strip_prefix("reviews/")?)
}

fn received(both: Both<'_>) -> Vec<Change<'_>> {
    let (olds, news) = (gather(both.before, both.old), gather(both.after, both.new));
    let year = |edition, common| review(edition, common)?.flow.as_ref().map(|flow| flow.year);
    let years = (year(both.before, both.old), year(both.after, both.new));
    let is_one_year = years.0.is_some() && years.0 == years.1;
    let mut found = Vec::new();
    for (key, new) in &news {
        found.extend(match olds.get(key) {
            Some(old) => payment(both, old, new, is_one_year),
            None => Some(sole(both, None, Some(new))),
        });
    }
    let left = olds.iter().filter(|(key, _)| !news.contains_key(*key));
    found.extend(left.map(|(_, old)| sole(both, Some(old), None)));
    found
}

/// The recipients of a review sheet by list, block and recipient. Rows of one recipient are one payment: contracts are printed
/// one by one.
fn gather<'a>(
    edition: &'a Edition,
    common: &'a Common,
) -> BTreeMap<(usize, String, String), Received<'a>> {
    let mut all: BTreeMap<(usize, String, String), Received<'a>> = BTreeMap::new();
    let Some(review) = review(edition, common) else {
        return all;
    };
    let lists: [(&'a [RecipientList], &str); 2] = [
        (&review.recipients, "recipients"),
        (&review.multi_year_contracts, "contracts"),
    ];
    for (index, (lists, prefix)) in lists.into_iter().enumerate() {
        for list in lists {
            for row in &list.rows {
                let who = match &row.corporate_number {
                    Some(number) => number.as_str().to_owned(),
                    None => text::search_key(&row.name),
                };
                let entry = all
                    .entry((index, list.block.clone(), who))
                    .or_insert_with(|| Received {
                        block: &list.block,
                        rows: Vec::new(),
                        anchor: format!("{prefix}-{}", list.block.to_lowercase()),
                    });
                entry.rows.push(row);
            }
        }
    }
    all
}

impl<'a> Received<'a> {
    fn value(&self) -> Option<Value<'a>> {
        match self.rows[..] {
            [only] => Some(Value::Figure(&only.amount)),
            _ => self.sum().map(Value::Sum),
        }
    }

    /// The sum in yen; nothing where an amount is missing.
    fn sum(&self) -> Option<Derived> {
        let yen = self.rows.iter().map(|row| match row.amount.quantity() {
            Some(Quantity::Money(money)) => Some(Decimal::from(money.yen.0)),
            _ => None,
        });
        derived::sum(yen.collect::<Option<Vec<_>>>()?)
    }

    /// What rounding may have made of the sum.
    fn range(&self) -> Option<Range> {
        let amounts = self.rows.iter().map(|row| row.amount.quantity());
        let ranges = amounts.map(|amount| Range::of(amount?));
        Range::sum(ranges.collect::<Option<Vec<_>>>()?)
    }

    fn side(&self, edition: &'a Edition, common: &'a Common) -> Side<'a> {
        let first = self.rows[0];
        Side {
            edition: edition.year,
            value: self.value().unwrap_or(Value::Figure(&first.amount)),
            citation: &first.amount.citation,
            entity: &common.key,
            anchor: self.anchor.clone(),
        }
    }

    fn what(&self) -> What<'a> {
        What::Recipient {
            block: self.block,
            name: &self.rows[0].name,
        }
    }
}

fn sole<'a>(both: Both<'a>, old: Option<&Received<'a>>, new: Option<&Received<'a>>) -> Change<'a> {
    let what = new.or(old).map(Received::what);
    Change::plain(
        Family::Recipients,
        what.unwrap_or(What::Name),
        old.map(|old| old.side(both.before, both.old)),
        new.map(|new| new.side(both.after, both.new)),
    )
}

/// What a recipient of both editions got: of different years, the change from one to the other.
fn payment<'a>(
    both: Both<'a>,
    old: &Received<'a>,
    new: &Received<'a>,
    is_one_year: bool,
) -> Option<Change<'a>> {
    let change = |kind, size| Change {
        family: Family::Recipients,
        kind,
        what: new.what(),
        before: Some(old.side(both.before, both.old)),
        after: Some(new.side(both.after, both.new)),
        size,
    };
    let kind = if is_one_year {
        Kind::Restated
    } else {
        Kind::Changed
    };
    if let ([one], [other]) = (&old.rows[..], &new.rows[..]) {
        let year = Some(FiscalYear(0));
        let asserted = |row: &'a Recipient| Asserted {
            figure: &row.amount,
            year,
            scope: None,
        };
        let (judged, size) = judge(asserted(one), asserted(other))?;
        let is_stated = matches!(judged, Kind::Restated | Kind::Settled);
        return Some(change(if is_stated { kind } else { judged }, size));
    }
    let (Some(one), Some(other)) = (old.sum(), new.sum()) else {
        return Some(change(kind, Err(NoSize::Missing)));
    };
    // Each amount of a sum was rounded by itself.
    if old
        .range()
        .zip(new.range())
        .and_then(|(one, other)| one.meets(other))
        == Some(true)
    {
        return None;
    }
    let size = derived::difference(one.value, other.value).map(|difference| Size {
        growth: derived::growth(one.value, other.value),
        difference,
        unit: "円".to_owned(),
        slack: None,
        within_rounding: false,
    });
    Some(change(kind, size.ok_or(NoSize::Overflow)))
}

/// Blocks of the fund flow, and cost items.
fn flow<'a>(edition: &'a Edition, common: &'a Common) -> Vec<Named<'a>> {
    let Some(review) = review(edition, common) else {
        return Vec::new();
    };
    let year = review.flow.as_ref().map(|flow| flow.year);
    let blocks = review.flow.iter().flat_map(|flow| &flow.blocks);
    let mut named: Vec<Named<'a>> = blocks
        .map(|block| Named {
            key: format!("flow {}", text::search_key(&block.name)),
            group: &block.id,
            name: &block.name,
            figure: &block.amount,
            year,
            citation: &block.amount.citation,
            anchor: crate::figures::block_anchor(&block.id, "amount"),
        })
        .collect();
    for list in &review.cost_items {
        let recipient = list.recipient.as_deref().unwrap_or_default();
        named.extend(list.items.iter().map(|item| Named {
            key: format!(
                "cost {} {} {} {}",
                list.block,
                text::search_key(recipient),
                text::search_key(&item.item),
                text::search_key(&item.usage)
            ),
            group: &list.block,
            name: &item.item,
            figure: &item.amount,
            year,
            citation: &item.amount.citation,
            anchor: String::new(),
        }));
    }
    named
}

/// The programmes of a portfolio.
fn portfolio<'a>(edition: &'a Edition, common: &'a Common) -> Vec<Named<'a>> {
    let id = common.key.strip_prefix("portfolios/");
    let portfolio = id.and_then(|id| edition.portfolios.get(id));
    let groups = portfolio
        .into_iter()
        .flat_map(|portfolio| &portfolio.groups);
    groups
        .flat_map(|group| {
            group.programs.iter().map(|program| Named {
                key: text::search_key(&program.name),
                group: &group.title,
                name: &program.name,
                figure: &program.amount,
                year: None,
                citation: &program.amount.citation,
                anchor: format!("programs-{}-amount", program.id),
            })
        })
        .collect()
}

fn amounts<'a>(
    both: Both<'a>,
    family: Family,
    olds: Vec<Named<'a>>,
    news: Vec<Named<'a>>,
) -> Vec<Change<'a>> {
    let side = |edition: &'a Edition, common: &'a Common, named: &Named<'a>| Side {
        edition: edition.year,
        value: Value::Figure(named.figure),
        citation: named.citation,
        entity: &common.key,
        anchor: named.anchor.clone(),
    };
    let what = |named: &Named<'a>| What::Recipient {
        block: named.group,
        name: named.name,
    };
    let asserted = |named: &Named<'a>| Asserted {
        figure: named.figure,
        year: named.year,
        scope: None,
    };
    let mut found = Vec::new();
    for new in &news {
        let after = side(both.after, both.new, new);
        let Some(old) = olds.iter().find(|old| old.key == new.key) else {
            found.push(Change::plain(family, what(new), None, Some(after)));
            continue;
        };
        let Some((kind, mut size)) = judge(asserted(old), asserted(new)) else {
            continue;
        };
        // Blocks of two years have sizes: how much more passes through.
        if size == Err(NoSize::Years)
            && let Some((one, other)) = old.figure.quantity().zip(new.figure.quantity())
        {
            size = super::figure::size(one, other);
        }
        found.push(Change {
            family,
            kind,
            what: what(new),
            before: Some(side(both.before, both.old, old)),
            after: Some(after),
            size,
        });
    }
    let is_gone = |old: &&Named<'_>| !news.iter().any(|new| new.key == old.key);
    found.extend(olds.iter().filter(is_gone).map(|old| {
        let before = side(both.before, both.old, old);
        Change::plain(family, what(old), Some(before), None)
    }));
    found
}

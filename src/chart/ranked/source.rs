//! Which lists of the dataset are ranked, and what their shares are shares of.

use super::{Base, Entry, Ranked, spec};
use crate::chart::ChartSpec;
use crate::chart::datum::Datum;
use crate::chart::words;
use crate::i18n::Messages;
use crate::model::dataset::{Edition, Portfolio, PortfolioGroup, Recipient, RecipientList, Review};
use crate::model::derived::{self, Derived, Formula};
use crate::model::money::{MoneyUnit, Yen};
use crate::model::recipients::{RecipientEntry, recipient_key};
use crate::model::table::{Figure, Unit};

/// Recipients (支出先) of a block, with the block's amount as the whole. `prefix` is `recipients` or `contracts`, as in the
/// anchors of the page.
pub fn recipients(
    words: &Messages,
    review: &Review,
    list: &RecipientList,
    prefix: &str,
) -> Option<ChartSpec> {
    let entries = entries(words, review, list, prefix);
    let base = Base::new(words, &entries, whole(words, review, list));
    let column = words.get("chart-column-recipient");
    let ranked = Ranked::new(list.unit.label(), column, entries, base)?;
    let id = format!("{prefix}-{}", list.block.to_ascii_lowercase());
    let subject = words.say("chart-recipients-subject", &[("block", &list.block)]);
    Some(spec(id, subject, ranked))
}

/// The rows of a list as named amounts. `prefix` is `recipients` or `contracts`.
pub(in crate::chart) fn entries(
    words: &Messages,
    review: &Review,
    list: &RecipientList,
    prefix: &str,
) -> Vec<Entry> {
    // Those of contracts over several years alone, and what stands for the rest, have no page.
    let about = |row: &Recipient| match prefix {
        "recipients" if !row.is_rest => {
            format!("recipients/{}", recipient_key(review, list, row))
        }
        _ => String::new(),
    };
    let entry = |row: &Recipient| Entry {
        rank: list.rank(row),
        about: about(row),
        ..entry(words, &row.name, &row.amount)
    };
    list.rows.iter().map(entry).collect()
}

/// The amount of the block that a list is about, where the flow has it in the same unit.
pub(in crate::chart) fn whole(
    words: &Messages,
    review: &Review,
    list: &RecipientList,
) -> Option<(String, Datum)> {
    let flow = review.flow.as_ref().filter(|flow| flow.unit == list.unit)?;
    let block = flow.blocks.iter().find(|block| block.id == list.block)?;
    let label = words.say("chart-ranked-block", &[("block", &list.block)]);
    Some((label, Datum::of(words.lang(), &block.amount)))
}

/// Programmes of a portfolio; a group that prints one amount for all its programmes is one of them.
pub fn portfolio(words: &Messages, portfolio: &Portfolio) -> Option<ChartSpec> {
    let unit = &portfolio.groups.first()?.unit;
    let all_same = portfolio.groups.iter().all(|group| group.unit == *unit);
    let entries = portfolio
        .groups
        .iter()
        .flat_map(|group| group_entries(words, group))
        .collect::<Vec<_>>();
    let base = Base::new(words, &entries, None);
    let column = words.get("chart-column-program");
    let ranked = Ranked::new(unit.label(), column, entries, base).filter(|_| all_same)?;
    let subject = words.get("chart-portfolio-subject").to_owned();
    Some(spec("programs".into(), subject, ranked))
}

fn group_entries(words: &Messages, group: &PortfolioGroup) -> Vec<Entry> {
    let amount = |figure: &Figure| figure.printed().is_some();
    match &group.amount {
        Some(whole) if !group.programs.iter().any(|program| amount(&program.amount)) => {
            vec![entry(words, &group.title, whole)]
        }
        _ => group
            .programs
            .iter()
            .map(|program| Entry {
                about: program.about.clone().unwrap_or_default(),
                ..entry(words, program.name_in(words.lang()), &program.amount)
            })
            .collect(),
    }
}

/// What one organisation received, block by block. There are no shares: money may pass through several of the blocks.
pub fn organisation(words: &Messages, recipient: &RecipientEntry<'_>) -> Option<ChartSpec> {
    let unit = &recipient.rows.first()?.1.unit;
    let all_same = recipient.rows.iter().all(|(_, list, _)| list.unit == *unit);
    let sheet = &recipient.rows.first()?.0.common.key;
    // One sheet needs no name in every row.
    let is_one = recipient
        .rows
        .iter()
        .all(|(review, _, _)| review.common.key == *sheet);
    let key = if is_one {
        "chart-organisation-block"
    } else {
        "chart-organisation-row"
    };
    let entries = recipient.rows.iter().map(|(review, list, row)| {
        let arguments = [
            ("number", review.number.as_str()),
            ("block", &list.block),
            ("work", &words::tidy(&row.work)),
        ];
        Entry {
            about: review.common.key.clone(),
            ..entry(words, &words.say(key, &arguments), &row.amount)
        }
    });
    let column = words.get("chart-column-payment");
    let ranked = Ranked::new(unit.label(), column, entries.collect(), None).filter(|_| all_same)?;
    let name = words::tidy(&recipient.name);
    let subject = words.say("chart-organisation-subject", &[("name", &name)]);
    Some(spec("payments".into(), subject, ranked))
}

/// Organisations of an edition by what they received in blocks that pass nothing on: what passes through is not counted
/// twice. Organisations with a missing amount among those have no sum.
pub fn organisations(words: &Messages, edition: &Edition) -> Option<ChartSpec> {
    let everybody = edition.recipients();
    let mut unit: Option<&Unit> = None;
    let mut entries = Vec::new();
    for (key, recipient) in &everybody {
        let mut rows = recipient
            .rows
            .iter()
            .filter(|(review, list, _)| is_end(review, list))
            .peekable();
        let Some((_, list, _)) = rows.peek() else {
            continue;
        };
        let unit = *unit.get_or_insert(&list.unit);
        let mut amounts = Vec::new();
        for (_, list, row) in rows {
            if list.unit != *unit {
                return None;
            }
            amounts.push(&row.amount);
        }
        let amount = match amounts[..] {
            [only] => Datum::of(words.lang(), only),
            _ => {
                let printed: Option<Vec<_>> =
                    amounts.iter().map(|amount| amount.printed()).collect();
                let sum = printed.and_then(derived::sum);
                sum.map_or_else(
                    || Datum::none(words.lang()),
                    |derived| Datum::derived(words.lang(), derived),
                )
            }
        };
        entries.push(Entry {
            rank: None,
            name: words::tidy(&recipient.name),
            about: format!("recipients/{key}"),
            amount,
            mark: None,
        });
    }
    let column = words.get("chart-column-recipient");
    let ranked = Ranked::new(unit?.label(), column, entries, None)?;
    let subject = words.get("chart-organisations-subject").to_owned();
    Some(spec("recipients".into(), subject, ranked))
}

/// Sums or amounts in yen, each with its name and the page about it, in 百万円 rounded half away from zero. Where they are a
/// `whole`, they have shares of their sum.
pub fn amounts(
    words: &Messages,
    id: &str,
    (subject, column): (&str, &str),
    named: &[(String, String, Yen)],
    is_whole: bool,
) -> Option<ChartSpec> {
    let unit = MoneyUnit::MillionYen;
    let entry = |(name, about, yen): &(String, String, Yen)| {
        let value = yen.in_unit(unit, 0)?;
        let derived = Derived {
            value,
            formula: Formula::Sum,
            inputs: Vec::new(),
        };
        Some(Entry {
            rank: None,
            name: words::tidy(name),
            about: about.clone(),
            amount: Datum::derived(words.lang(), derived),
            mark: None,
        })
    };
    let entries: Vec<Entry> = named.iter().filter_map(entry).collect();
    let base = Base::new(words, &entries, None).filter(|_| is_whole);
    let ranked = Ranked::new(unit.label(), column, entries, base)?;
    Some(spec(id.to_owned(), subject.to_owned(), ranked))
}

/// True for a block that passes nothing on to others.
fn is_end(review: &Review, list: &RecipientList) -> bool {
    let mut links = review.flow.iter().flat_map(|flow| &flow.links);
    !links.any(|link| link.from == list.block && link.to != list.block)
}

fn entry(words: &Messages, name: &str, amount: &Figure) -> Entry {
    Entry {
        rank: None,
        name: words::tidy(name),
        about: String::new(),
        amount: Datum::of(words.lang(), amount),
        mark: amount.mark,
    }
}

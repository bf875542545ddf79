//! Indicators: results and targets by fiscal year, the target beside the indicator, and its wording.

use super::budgets::{At, alone, between, is_row_of};
use super::change::{Change, Family, Kind, NoSize, Side, Value, What};
use super::figure::{Asserted, judge};
use super::{Both, words};
use crate::figures;
use crate::model::dataset::{Activity, Common, Due, Edition, Goal, Indicator, IndicatorKind};
use crate::model::table::Table;
use crate::text;

/// What changed in the indicators of a thing, and in the unit costs of a review sheet.
pub(super) fn changes(both: Both<'_>) -> Vec<Change<'_>> {
    let olds = figures::indicators(both.before, both.old);
    let news = figures::indicators(both.after, both.new);
    let pairs = pairs(&olds, &news);
    let mut found = Vec::new();
    for new in &news {
        let old = pairs.iter().find(|(_, other)| std::ptr::eq(*other, *new));
        match old {
            Some((old, _)) => found.extend(indicator(both, old, new)),
            None => found.push(whole(both.after, both.new, new, true)),
        }
    }
    let left = olds
        .iter()
        .filter(|old| !pairs.iter().any(|(other, _)| std::ptr::eq(*other, **old)));
    found.extend(left.map(|old| whole(both.before, both.old, old, false)));
    found.extend(unit_costs(both));
    found
}

/// Indicators of one id, then, among the rest, of one name.
fn pairs<'a>(
    olds: &[&'a Indicator],
    news: &[&'a Indicator],
) -> Vec<(&'a Indicator, &'a Indicator)> {
    let mut pairs: Vec<(&Indicator, &Indicator)> = Vec::new();
    let names: [fn(&Indicator) -> String; 2] = [
        |indicator| indicator.id.clone(),
        |indicator| text::search_key(&indicator.name),
    ];
    for name in names {
        for new in news {
            let is_free = |indicator: &Indicator| {
                !pairs.iter().any(|(one, other)| {
                    std::ptr::eq(*one, indicator) || std::ptr::eq(*other, indicator)
                })
            };
            let old = olds
                .iter()
                .find(|old| is_free(old) && is_free(new) && name(old) == name(new));
            if let Some(old) = old {
                pairs.push((old, new));
            }
        }
    }
    pairs
}

/// An indicator that only one edition has.
fn whole<'a>(
    edition: &'a Edition,
    common: &'a Common,
    indicator: &'a Indicator,
    is_later: bool,
) -> Change<'a> {
    let side = Some(name(edition, common, indicator));
    let (before, after) = if is_later { (None, side) } else { (side, None) };
    let what = What::Indicator {
        name: &indicator.name,
    };
    Change::plain(Family::Indicators, what, before, after)
}

fn name<'a>(edition: &'a Edition, common: &'a Common, indicator: &'a Indicator) -> Side<'a> {
    Side {
        edition: edition.year,
        value: Value::Text(indicator.name.as_str().into()),
        citation: &indicator.citation,
        entity: &common.key,
        anchor: indicator.id.clone(),
    }
}

fn indicator<'a>(both: Both<'a>, old: &'a Indicator, new: &'a Indicator) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    if !words::is_same(&old.name, &new.name) {
        found.push(Change::plain(
            Family::Indicators,
            What::Indicator { name: &new.name },
            Some(name(both.before, both.old, old)),
            Some(name(both.after, both.new, new)),
        ));
    }
    let kind = Some(new.kind);
    found.extend(tables(both, kind, old.table.as_ref(), new.table.as_ref()));
    found.extend(goals(both, old, new));
    found
}

/// What two tables of one indicator, or of one unit cost, say differently.
fn tables<'a>(
    both: Both<'a>,
    kind: Option<IndicatorKind>,
    old: Option<&'a Table>,
    new: Option<&'a Table>,
) -> Vec<Change<'a>> {
    let cells = |edition, common, table: Option<&'a Table>| {
        table.map_or_else(Vec::new, |table| At::all(edition, common, table))
    };
    let olds = cells(both.before, both.old, old);
    let news = cells(both.after, both.new, new);
    let mut taken = vec![false; olds.len()];
    let mut found = Vec::new();
    for new in &news {
        let old = olds
            .iter()
            .position(|old| is_row_of(old, new) && old.is_column_of(new));
        match old {
            Some(index) => {
                taken[index] = true;
                found.extend(between(Family::Indicators, kind, &olds[index], new));
            }
            None => found.extend(alone(Family::Indicators, kind, new, true)),
        }
    }
    let left = olds.iter().zip(taken).filter(|(_, taken)| !taken);
    found.extend(left.filter_map(|(old, _)| alone(Family::Indicators, kind, old, false)));
    found
}

fn unit_costs(both: Both<'_>) -> Vec<Change<'_>> {
    let Some((olds, news)) =
        activities(both.before, both.old).zip(activities(both.after, both.new))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for new in news {
        let old = olds.iter().find(|old| old.id == new.id);
        if let Some(old) = old {
            found.extend(tables(
                both,
                None,
                old.unit_cost.as_ref(),
                new.unit_cost.as_ref(),
            ));
        }
    }
    found
}

fn activities<'a>(edition: &'a Edition, common: &Common) -> Option<&'a [Activity]> {
    let id = common.key.strip_prefix("reviews/")?;
    Some(&edition.reviews.get(id)?.activities)
}

fn goals<'a>(both: Both<'a>, old: &'a Indicator, new: &'a Indicator) -> Option<Change<'a>> {
    let side = |edition: &'a Edition, common: &'a Common, indicator: &'a Indicator| {
        let goal = indicator.goal.as_ref()?;
        Some(Side {
            edition: edition.year,
            value: Value::Goal(goal),
            citation: &goal.citation,
            entity: &common.key,
            anchor: format!("{}-goal", indicator.id),
        })
    };
    let before = side(both.before, both.old, old);
    let after = side(both.after, both.new, new);
    let what = What::Goal {
        indicator: &new.name,
    };
    let (Some(one), Some(other)) = (&old.goal, &new.goal) else {
        return (before.is_some() || after.is_some())
            .then(|| Change::plain(Family::Indicators, what, before, after));
    };
    let figures = one.figure.as_ref().zip(other.figure.as_ref());
    let Some((was, is)) = figures else {
        let is_same = one.figure.is_some() == other.figure.is_some()
            && one.text == other.text
            && one.due == other.due;
        return (!is_same).then(|| Change::plain(Family::Indicators, what, before, after));
    };
    let year = |goal: &Goal| match goal.due {
        Due::Year(year) => Some(year),
        Due::Words(_) => None,
    };
    let asserted = |goal: &Goal, figure| Asserted {
        figure,
        year: year(goal),
        scope: None,
    };
    let judged = judge(asserted(one, was), asserted(other, is));
    // The target may be the same and due at another time.
    let moved = (one.due != other.due).then_some((Kind::Changed, Err(NoSize::Years)));
    let (kind, size) = judged.or(moved)?;
    Some(Change {
        family: Family::Indicators,
        kind,
        what,
        before,
        after,
        size,
    })
}

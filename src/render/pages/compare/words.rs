//! What the summary of a comparison says in words and counts.

use super::name;
use crate::compare::{Change, Comparison, EntityChanges, Kind};
use crate::model::decimal::Decimal;
use crate::render::changes::Two;
use crate::render::view::*;

/// How much a change weighs among others: the magnitude of its rate in tenths of a per cent; nothing where rounding may explain
/// it, or where it has none.
pub(super) fn weight(change: &Change<'_>) -> Option<Decimal> {
    let size = change
        .size
        .as_ref()
        .ok()
        .filter(|size| !size.within_rounding)?;
    let rate = size.growth.as_ref()?.value;
    if rate.is_negative() {
        rate.checked_neg()
    } else {
        Some(rate)
    }
}

/// What the summary says in words.
pub(super) fn sentences(
    two: &Two<'_, '_>,
    comparison: &Comparison<'_>,
    all: &[(&EntityChanges<'_>, &Change<'_>)],
) -> Vec<String> {
    let cx = two.cx;
    let n = |count: usize| count.to_string();
    let changed = comparison
        .entities
        .iter()
        .filter(|entity| !entity.after.key.is_empty());
    let mut said = vec![cx.say(
        "compare-summary-things",
        &[
            ("both", &n(comparison.in_both())),
            ("changed", &n(changed.count())),
            ("ended", &n(comparison.pairs.ended.len())),
            ("begun", &n(comparison.pairs.begun.len())),
        ],
    )];
    let of_kind = |kind: Kind| all.iter().filter(move |(_, change)| change.kind == kind);
    let restated = of_kind(Kind::Restated).count();
    if restated > 0 {
        said.push(cx.say("compare-summary-restated", &[("n", &n(restated))]));
        let largest = of_kind(Kind::Restated)
            .filter(|(_, change)| weight(change).is_some())
            .max_by_key(|(_, change)| weight(change));
        said.extend(largest.and_then(|(entity, change)| largest_sentence(two, entity, change)));
    }
    let settled = of_kind(Kind::Settled);
    if settled.clone().next().is_some() {
        let is_planned =
            |change: &Change<'_>| change.size.as_ref().is_ok_and(|size| size.within_rounding);
        let as_planned = settled.clone().filter(|(_, change)| is_planned(change));
        let arguments = [
            ("n", &*n(settled.clone().count())),
            ("same", &*n(as_planned.count())),
        ];
        said.push(cx.say("compare-summary-settled", &arguments));
    }
    if comparison.before.kind != comparison.after.kind {
        said.push(cx.t("compare-other-kind"));
    }
    said.push(cx.t("compare-one-side"));
    said
}

fn largest_sentence(
    two: &Two<'_, '_>,
    entity: &EntityChanges<'_>,
    change: &Change<'_>,
) -> Option<String> {
    let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
    let size = change.size.as_ref().ok()?;
    let arguments = [
        ("name", &*name(two.cx, entity.after)),
        ("what", &*two.label(&change.what)),
        ("before", &*two.value(&before.value)),
        ("after", &*two.value(&after.value)),
        ("size", &*two.size_text(size)),
    ];
    Some(two.cx.say("compare-summary-largest", &arguments))
}

pub(super) fn stats<'x>(
    two: &Two<'_, '_>,
    changes: impl Iterator<Item = &'x Change<'x>> + Clone,
) -> Vec<StatView> {
    let count = |kind| changes.clone().filter(|change| change.kind == kind).count();
    let counts = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    let shown = counts.filter(|(_, count)| *count > 0);
    shown
        .map(|(kind, count)| StatView {
            label: two.kind(kind),
            value: two.cx.say("compare-n", &[("n", &count.to_string())]),
            note: String::new(),
            formula: None,
            url: String::new(),
            cite: None,
        })
        .collect()
}

/// What the kinds that occur mean.
pub(super) fn kinds<'x>(
    two: &Two<'_, '_>,
    changes: impl Iterator<Item = &'x Change<'x>> + Clone,
) -> Vec<LegendView> {
    let occurs = |kind: &Kind| changes.clone().any(|change| change.kind == *kind);
    let kinds = Kind::ALL.into_iter().filter(occurs);
    kinds
        .map(|kind| LegendView {
            mark: two.kind(kind),
            text: two.cx.t(&format!("compare-means-{}", kind.key())),
        })
        .collect()
}

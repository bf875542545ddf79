//! Two editions side by side (版の比較): what the later one says differently.
//!
//! Dataset → typed changes, each with what both editions print and where. The key of a figure is entity, measure and fiscal
//! year; an edition asserts it. What rounding may hide is no change ([`crate::audit::range`]); a blank is never zero.

mod budgets;
pub mod change;
mod entities;
mod figure;
mod indicators;
mod passages;
mod people;
mod recipients;
pub mod report;
pub mod series;
pub mod words;

use rayon::prelude::*;

use crate::model::dataset::{Common, Dataset, Edition};
use crate::model::lineage::{Pair, Pairs};
pub use change::{Change, Family, Kind, NoSize, Side, Size, Value, What};
pub use figure::in_unit;

/// An earlier edition with a later one.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    pub before: &'a Edition,
    pub after: &'a Edition,
    pub pairs: Pairs<'a>,
    /// What is in both editions and changed: the editions themselves first, then entities by their key in the later edition.
    pub entities: Vec<EntityChanges<'a>>,
}

/// The changes of one thing that both editions have.
#[derive(Debug, Clone)]
pub struct EntityChanges<'a> {
    pub before: &'a Common,
    pub after: &'a Common,
    /// By family and kind, then in printed order. Never empty.
    pub changes: Vec<Change<'a>>,
}

/// The two editions of a pair of years, the earlier first; nothing where one of them does not exist or both are one.
pub fn editions(dataset: &Dataset, one: i16, other: i16) -> Option<(&Edition, &Edition)> {
    let (before, after) = (one.min(other), one.max(other));
    let pair = (
        dataset.editions.get(&before)?,
        dataset.editions.get(&after)?,
    );
    (before != after).then_some(pair)
}

/// Each edition with the one before, the oldest pair first.
pub fn neighbours(dataset: &Dataset) -> impl DoubleEndedIterator<Item = (&Edition, &Edition)> {
    let editions: Vec<&Edition> = dataset.editions.values().collect();
    let pairs: Vec<_> = editions.windows(2).map(|two| (two[0], two[1])).collect();
    pairs.into_iter()
}

/// Compares two editions. The same dataset gives the same changes in the same order, whatever the number of threads.
pub fn compare<'a>(before: &'a Edition, after: &'a Edition) -> Comparison<'a> {
    let pairs = Pairs::of(before, after);
    let same: Vec<(&Common, &Common)> = std::iter::once((&before.body, &after.body))
        .chain(
            pairs
                .pairs
                .iter()
                .filter(|pair| pair.bond.is_identity())
                .map(|pair| (pair.before, pair.after)),
        )
        .collect();
    // What other threads look at here is among all that `Pairs::of` has looked at, as `sight` demands.
    let entities = same
        .into_par_iter()
        .map(|(old, new)| entity(before, after, old, new))
        .filter(|entity| !entity.changes.is_empty())
        .collect();
    Comparison {
        before,
        after,
        pairs,
        entities,
    }
}

/// The changes of one thing, given by its key in the later edition (empty for the edition itself); nothing where it is not in
/// both, or did not change.
pub fn compare_one<'a>(
    before: &'a Edition,
    after: &'a Edition,
    key: &str,
) -> Option<EntityChanges<'a>> {
    let (old, new) = if key.is_empty() {
        (&before.body, &after.body)
    } else {
        let pairs = Pairs::of(before, after).pairs;
        let pair = pairs
            .into_iter()
            .find(|pair| pair.after.key == key && pair.bond.is_identity())?;
        (pair.before, pair.after)
    };
    Some(entity(before, after, old, new)).filter(|entity| !entity.changes.is_empty())
}

/// What all comparisons of one thing need.
#[derive(Clone, Copy)]
struct Both<'a> {
    before: &'a Edition,
    after: &'a Edition,
    old: &'a Common,
    new: &'a Common,
}

fn entity<'a>(
    before: &'a Edition,
    after: &'a Edition,
    old: &'a Common,
    new: &'a Common,
) -> EntityChanges<'a> {
    let both = Both {
        before,
        after,
        old,
        new,
    };
    let mut changes = entities::names(both);
    changes.extend(budgets::changes(both));
    changes.extend(indicators::changes(both));
    changes.extend(recipients::changes(both));
    changes.extend(people::evaluations(both));
    changes.extend(people::committee(both));
    changes.extend(passages::changes(both));
    // What was said differently before what only one edition says.
    changes.sort_by_key(|change| (change.family, change.kind));
    EntityChanges {
        before: old,
        after: new,
        changes,
    }
}

impl<'a> Comparison<'a> {
    /// Every change of things that both editions have.
    pub fn changes(&self) -> impl Iterator<Item = (&EntityChanges<'a>, &Change<'a>)> + Clone {
        self.entities
            .iter()
            .flat_map(|entity| entity.changes.iter().map(move |change| (entity, change)))
    }

    /// Pairs that are no identity: what was divided, united or succeeded.
    pub fn lineage(&self) -> impl Iterator<Item = &Pair<'a>> {
        let pairs = self.pairs.pairs.iter();
        pairs.filter(|pair| !pair.bond.is_identity() || pair.before.key != pair.after.key)
    }

    /// How many things differ: changed, or in one edition only.
    pub fn differing(&self) -> usize {
        self.entities.len() + self.pairs.ended.len() + self.pairs.begun.len()
    }

    /// Things that both editions have, themselves not counted.
    pub fn in_both(&self) -> usize {
        let pairs = self.pairs.pairs.iter();
        pairs.filter(|pair| pair.bond.is_identity()).count()
    }

    /// True where the editions say the same.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
            && self.pairs.ended.is_empty()
            && self.pairs.begun.is_empty()
            && self.lineage().next().is_none()
    }
}

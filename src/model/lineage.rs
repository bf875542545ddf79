//! Lineage (系譜): which entities of two editions belong together, and how.
//!
//! The same id in two editions is the same thing. What was renamed, divided, united or succeeded is declared, on either side;
//! a declaration that the other side contradicts is an error of loading, so nothing here has to choose.

use std::collections::{BTreeMap, BTreeSet};

use super::dataset::{Common, Dataset, Edition, Lineage};
use super::vocabulary::Relation;

/// An entity of an earlier edition and one of a later edition that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'a> {
    pub before: &'a Common,
    pub after: &'a Common,
    pub bond: Bond,
    /// The line that declares it, with the edition whose document says so; nothing where only the id is the same.
    pub declared: Option<(i16, &'a Lineage)>,
}

/// How an entity of a later edition belongs to one of an earlier edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// The same thing (同一).
    Same,
    /// The same thing under another name (改称).
    Renamed,
    /// A part of what was divided (分割).
    Split,
    /// The whole into which several were united (統合).
    Merged,
    /// Another thing that took its place (後継).
    Succeeded,
}

/// Every pair of two editions, and what stands alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs<'a> {
    /// By the later entity, then by the earlier one.
    pub pairs: Vec<Pair<'a>>,
    /// Entities that only the earlier edition has.
    pub ended: Vec<&'a Common>,
    /// Entities that only the later edition has.
    pub begun: Vec<&'a Common>,
}

impl Bond {
    /// True where both are one thing, so that their figures assert the same quantities.
    pub fn is_identity(self) -> bool {
        matches!(self, Bond::Same | Bond::Renamed)
    }

    /// Name in data files and in the catalogue of words.
    pub fn key(self) -> &'static str {
        match self {
            Bond::Same => "same",
            Bond::Renamed => "renamed",
            Bond::Split => "split",
            Bond::Merged => "merged",
            Bond::Succeeded => "succeeded",
        }
    }

    /// What a line says about two editions: `later` is true where the line stands in the later one. A predecessor in a later
    /// edition, or a successor in an earlier one, says nothing.
    pub fn of(relation: Relation, later: bool) -> Option<Bond> {
        match relation {
            Relation::Same => Some(Bond::Same),
            Relation::Renamed => Some(Bond::Renamed),
            Relation::Split => Some(Bond::Split),
            Relation::Merged => Some(Bond::Merged),
            Relation::Predecessor => later.then_some(Bond::Succeeded),
            Relation::Successor => (!later).then_some(Bond::Succeeded),
        }
    }
}

impl<'a> Pairs<'a> {
    /// The pairs of two editions, the earlier first. The editions themselves are no pair.
    pub fn of(before: &'a Edition, after: &'a Edition) -> Pairs<'a> {
        let mut pairs: BTreeMap<(&str, &str), Pair<'a>> = BTreeMap::new();
        let sides = [(after, before, true), (before, after, false)];
        for (here, there, later) in sides {
            for common in here.entities() {
                for line in &common.lineage {
                    let other = line
                        .entity
                        .as_ref()
                        .filter(|(year, _)| *year == there.year)
                        .and_then(|(_, key)| there.entity(key));
                    let Some((other, bond)) = other.zip(Bond::of(line.relation, later)) else {
                        continue;
                    };
                    let (before, after) = if later {
                        (other, common)
                    } else {
                        (common, other)
                    };
                    pairs.entry((&after.key, &before.key)).or_insert(Pair {
                        before,
                        after,
                        bond,
                        declared: Some((here.year, line)),
                    });
                }
            }
        }
        // An id names one thing, unless the thing of that name is declared to be another.
        let taken: BTreeSet<&str> = pairs
            .values()
            .filter(|pair| pair.bond.is_identity())
            .flat_map(|pair| [pair.before.key.as_str(), pair.after.key.as_str()])
            .collect();
        for common in after.entities() {
            let same = before.entity(&common.key);
            if let Some(same) = same.filter(|_| !taken.contains(common.key.as_str())) {
                pairs.entry((&common.key, &same.key)).or_insert(Pair {
                    before: same,
                    after: common,
                    bond: Bond::Same,
                    declared: None,
                });
            }
        }
        let known: [BTreeSet<&str>; 2] = [
            pairs
                .values()
                .map(|pair| pair.before.key.as_str())
                .collect(),
            pairs.values().map(|pair| pair.after.key.as_str()).collect(),
        ];
        Pairs {
            ended: before
                .entities()
                .filter(|common| !known[0].contains(common.key.as_str()))
                .collect(),
            begun: after
                .entities()
                .filter(|common| !known[1].contains(common.key.as_str()))
                .collect(),
            pairs: pairs.into_values().collect(),
        }
    }
}

/// An entity: edition and `kind/id`.
pub type Place = (i16, String);

/// Declared pairs of a whole dataset, for finding an entity in another edition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Declared {
    /// From each side to the other, with the bond seen from the later edition.
    lines: BTreeMap<Place, Vec<(Place, Bond)>>,
}

impl Declared {
    /// Every declaration between two editions.
    pub fn of(dataset: &Dataset) -> Declared {
        let mut lines: BTreeMap<Place, Vec<(Place, Bond)>> = BTreeMap::new();
        for edition in dataset.editions.values() {
            for common in edition.entities() {
                for line in &common.lineage {
                    let Some(other) = line.entity.clone() else {
                        continue;
                    };
                    let Some(bond) = Bond::of(line.relation, edition.year > other.0) else {
                        continue;
                    };
                    if other.0 != edition.year {
                        let here = (edition.year, common.key.clone());
                        lines
                            .entry(here.clone())
                            .or_default()
                            .push((other.clone(), bond));
                        lines.entry(other).or_default().push((here, bond));
                    }
                }
            }
        }
        Declared { lines }
    }

    /// The entities of other editions that belong to one, each once, with the bond seen from the later of the two.
    pub fn ties(&self, edition: i16, key: &str) -> Vec<(&Place, Bond)> {
        let lines = self.lines.get(&(edition, key.to_owned()));
        let ties: BTreeMap<&Place, Bond> = lines
            .into_iter()
            .flatten()
            .map(|(place, bond)| (place, *bond))
            .collect();
        ties.into_iter().rev().collect()
    }

    /// The key of an entity in another edition: the same thing; else the only one that it was divided into, united with or
    /// succeeded by.
    pub fn find(&self, dataset: &Dataset, edition: i16, key: &str, other: i16) -> Option<String> {
        if let Some(same) = self.same(dataset, edition, key, other) {
            return Some(same);
        }
        let there = dataset.editions.get(&other)?;
        let lines = self.lines.get(&(edition, key.to_owned()))?;
        let near: BTreeSet<&str> = lines
            .iter()
            .filter(|((year, _), _)| *year == other)
            .map(|((_, key), _)| key.as_str())
            .collect();
        let only = near.first().filter(|_| near.len() == 1)?;
        there.entity(only).map(|common| common.key.clone())
    }

    /// The key of the same thing in another edition, through the editions between where need be.
    pub fn same(&self, dataset: &Dataset, edition: i16, key: &str, other: i16) -> Option<String> {
        let there = dataset.editions.get(&other)?;
        let mut seen: BTreeSet<Place> = BTreeSet::from([(edition, key.to_owned())]);
        let mut open: Vec<Place> = seen.iter().cloned().collect();
        while let Some(place) = open.pop() {
            if place.0 == other {
                return Some(place.1);
            }
            let lines = self.lines.get(&place).into_iter().flatten();
            for (next, _) in lines.filter(|(_, bond)| bond.is_identity()) {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
            if there.entity(&place.1).is_some() && seen.insert((other, place.1.clone())) {
                open.insert(0, (other, place.1));
            }
        }
        None
    }
}

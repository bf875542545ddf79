//! Rules that look at all entities at once: what is gathered of each, and what is concluded from all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decisions::{self, Cited};
use super::numbers::{self, NumberedName};
use super::of_entity::Part;
use super::place::Subject;
use super::relation::Relation;
use super::rules::{self, Check};

/// What such rules want to know of one entity. Two entities of equal notes are the same to them.
#[derive(Debug, PartialEq)]
pub(super) struct Notes {
    pub(super) names: Vec<NumberedName>,
    pub(super) decisions: Vec<Cited>,
}

impl Notes {
    pub(super) fn of(subject: &Subject<'_>) -> Notes {
        Notes {
            names: numbers::numbered_names(subject),
            decisions: decisions::citations(subject),
        }
    }
}

/// All entities with their notes, in the same order.
pub(super) struct Gathered<'a> {
    pub(super) subjects: &'a [Subject<'a>],
    pub(super) notes: &'a [Arc<Notes>],
}

/// Relations by edition and entity, in the order of the table of rules.
pub(super) type ByEntity = BTreeMap<(i16, Arc<str>), Part>;

/// Applies the rules.
pub(super) fn judge(gathered: &Gathered<'_>) -> ByEntity {
    let mut found: BTreeMap<_, Vec<Relation>> = BTreeMap::new();
    for rule in rules::all() {
        if let Check::Across(check) = rule.check {
            for relation in check(rule, gathered) {
                let key = (relation.edition, Arc::clone(&relation.entity));
                found.entry(key).or_default().push(relation);
            }
        }
    }
    let found = found.into_iter();
    found
        .map(|(key, relations)| (key, Part::new(relations)))
        .collect()
}

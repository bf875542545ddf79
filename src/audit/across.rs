//! Rules that look at all entities at once: what is gathered of each, and what is concluded from all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::bytes;
use super::decisions::{self, Cited};
use super::numbers::{self, NumberedName};
use super::of_entity::Part;
use super::place::Subject;
use super::relation::Relation;
use super::rules::{self, Check};
use crate::leaves::{self, Leaves, leaf};

/// What such rules want to know of one entity.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
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

    /// As bytes, which are compared and kept. Two entities of equal bytes are the same to the rules; most have to be read
    /// only where any differ.
    pub(super) fn write(&self) -> Arc<[u8]> {
        let bytes = postcard::to_allocvec(self);
        bytes.expect("memory takes every note").into()
    }
}

/// All entities with their notes, in the same order. Of an entity itself rules may look only at where it stands.
pub(super) struct Gathered<'a> {
    pub(super) subjects: &'a [Subject<'a>],
    pub(super) notes: &'a [Notes],
}

/// Relations by edition and entity, in the order of the table of rules.
pub(super) type ByEntity = BTreeMap<(i16, Arc<str>), Part>;

/// Applies the rules to entities with their notes, or takes what was found of the same the last time.
pub(super) fn judge(subjects: &[Subject<'_>], notes: &[&[u8]], leaves: &dyn Leaves) -> ByEntity {
    let places = subjects.iter().map(Subject::stands).collect::<Vec<_>>();
    let values = places.iter().map(String::as_bytes);
    let values = values.zip(notes).flat_map(|(place, notes)| [place, notes]);
    let name = leaves::name_of("audit/across", values);
    leaf(leaves, &name, read, write, || {
        let notes = notes.iter().map(|notes| postcard::from_bytes(notes));
        let notes: Result<Vec<Notes>, _> = notes.collect();
        found(&Gathered {
            subjects,
            notes: &notes.expect("notes are written by the program itself"),
        })
    })
}

fn found(gathered: &Gathered<'_>) -> ByEntity {
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

/// The relations of an entity as they are left for the next build.
#[derive(Serialize, Deserialize)]
struct Of<'a> {
    edition: i16,
    entity: &'a str,
    #[serde(borrow, serialize_with = "bytes::raw")]
    part: &'a [u8],
}

fn write(all: &ByEntity) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = all.values().map(Part::write).collect();
    let of = all.keys().zip(&parts);
    let of = of.map(|((edition, entity), part)| Of {
        edition: *edition,
        entity,
        part,
    });
    let of: Vec<Of<'_>> = of.collect();
    postcard::to_allocvec(&of).expect("memory takes every part")
}

fn read(bytes: &[u8]) -> Option<ByEntity> {
    let all: Vec<Of<'_>> = postcard::from_bytes(bytes).ok()?;
    let all = all.into_iter();
    all.map(|of| Some(((of.edition, of.entity.into()), Part::read(of.part)?)))
        .collect()
}

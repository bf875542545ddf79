//! What is kept from one audit to the next: the relations of entities that have not changed, and that look at nothing that has.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::across::ByEntity;
use super::bytes;
use super::of_entity::{OfEntity, Part};
use crate::diagnostic::Diagnostic;
use crate::model::dataset::{Common, Dataset, Edition};
use crate::sight::{Seen, Sights};

/// An audit that was made, and what it was made from. Entities are compared by where they are in memory: loading gives an
/// entity whose files have not changed as the same value, and the dataset that is kept here keeps its place from being taken.
#[derive(Debug)]
pub struct Kept {
    keeps: bool,
    last: Option<Last>,
}

#[derive(Debug)]
pub(super) struct Last {
    dataset: Dataset,
    /// By edition and key.
    found: BTreeMap<i16, HashMap<Arc<str>, Found>>,
    len: usize,
    pub(super) across: Arc<ByEntity>,
}

/// What was found of one entity.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its own relations.
    pub(super) own: Arc<Part>,
    /// What rules about all entities want to know of it.
    pub(super) notes: Arc<[u8]>,
    /// What all this rests on; not known of what a build before left.
    pub(super) seen: Option<Arc<Sights>>,
    /// With those of rules about all entities, and acknowledgements; and what is wrong with these.
    pub(super) whole: Option<(Arc<OfEntity>, Arc<Vec<Diagnostic>>)>,
}

/// What is left of it for the next build.
#[derive(Serialize, Deserialize)]
struct FoundWritten<'a> {
    #[serde(borrow, serialize_with = "bytes::raw")]
    own: &'a [u8],
    #[serde(borrow, serialize_with = "bytes::raw")]
    notes: &'a [u8],
}

impl Found {
    pub(super) fn write(&self) -> Vec<u8> {
        let written = FoundWritten {
            own: &self.own.write(),
            notes: &self.notes,
        };
        postcard::to_allocvec(&written).expect("memory takes what was found")
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Found> {
        let written: FoundWritten<'_> = postcard::from_bytes(bytes).ok()?;
        Some(Found {
            own: Arc::new(Part::read(written.own)?),
            notes: written.notes.into(),
            seen: None,
            whole: None,
        })
    }
}

impl Kept {
    /// For somebody who audits once: nothing is kept.
    pub fn none() -> Kept {
        Kept {
            keeps: false,
            last: None,
        }
    }

    /// For somebody who audits again and again.
    pub fn all() -> Kept {
        Kept {
            keeps: true,
            last: None,
        }
    }

    /// The last audit, where the editions are those of now.
    pub(super) fn take(&mut self, dataset: &Dataset) -> Option<Last> {
        let last = self.last.take()?;
        let is_comparable = last.dataset.editions.keys().eq(dataset.editions.keys());
        is_comparable.then_some(last)
    }

    pub(super) fn keep(
        &mut self,
        dataset: &Dataset,
        entities: &[Arc<OfEntity>],
        all: Vec<Found>,
        across: &Arc<ByEntity>,
    ) {
        if !self.keeps {
            return;
        }
        let mut found: BTreeMap<i16, HashMap<Arc<str>, Found>> = BTreeMap::new();
        let len = all.len();
        for (of, one) in entities.iter().zip(all) {
            let of_edition = found.entry(of.edition);
            let of_edition = of_edition.or_insert_with(|| HashMap::with_capacity(len));
            of_edition.insert(Arc::clone(&of.entity), one);
        }
        self.last = Some(Last {
            dataset: dataset.clone(),
            found,
            len,
            across: Arc::clone(across),
        });
    }
}

impl Last {
    /// What was found of an entity, where neither it nor anything that its relations rest on has changed.
    pub(super) fn same(&self, now: &Dataset, edition: &Edition, common: &Common) -> Option<&Found> {
        let found = self.found.get(&edition.year)?.get(common.key.as_str())?;
        // The body of an edition is no entity, and nothing that can be noted.
        let is_body = common.key.is_empty();
        if is_body && self.dataset.editions.get(&edition.year)?.body != edition.body {
            return None;
        }
        let mut seen = found.seen.as_ref()?.iter();
        seen.all(|seen| self.is_same(now, seen)).then_some(found)
    }

    /// True where the notes of an entity are those of the last time.
    pub(super) fn noted(&self, year: i16, key: &str, found: &Found) -> bool {
        let then = self.found.get(&year).and_then(|found| found.get(key));
        then.is_some_and(|then| Arc::ptr_eq(&then.notes, &found.notes) || then.notes == found.notes)
    }

    /// Number of entities.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn is_same(&self, now: &Dataset, seen: &Seen) -> bool {
        let editions = |year| {
            let (then, now) = (&self.dataset.editions, &now.editions);
            then.get(year).zip(now.get(year))
        };
        match seen {
            Seen::Entity(year, kind, id) => {
                let key = format!("{kind}/{id}");
                let place = |dataset: &Dataset| {
                    let common = dataset.editions.get(year)?.entity(&key)?;
                    Some(std::ptr::from_ref(common))
                };
                place(&self.dataset) == place(now)
            }
            Seen::Entities(year, kind) => {
                editions(year).is_some_and(|(then, now)| places(then, kind).eq(places(now, kind)))
            }
            Seen::StatesReasons(year) => {
                editions(year).is_some_and(|(then, now)| then.states_reasons == now.states_reasons)
            }
            // No check looks at anything else, or else it is done again.
            _ => false,
        }
    }
}

/// Where the entities of a kind are in memory, in their order.
fn places(edition: &Edition, kind: &str) -> impl Iterator<Item = *const Common> {
    let is_meant = move |common: &&Common| common.key.split('/').next() == Some(kind);
    let all = edition.entities().filter(is_meant);
    all.map(std::ptr::from_ref)
}

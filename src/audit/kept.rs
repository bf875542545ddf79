//! What is kept from one audit to the next: the relations of entities that have not changed, and that look at nothing that has.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::across::{ByEntity, Notes};
use super::of_entity::{OfEntity, Part};
use super::place::Seen;
use crate::diagnostic::Diagnostic;
use crate::model::dataset::{Common, Dataset, Edition};

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
    /// What they rest on beyond the entity itself.
    pub(super) seen: Arc<Vec<Seen>>,
    pub(super) notes: Arc<Notes>,
    /// With those of rules about all entities, and acknowledgements; and what is wrong with these.
    pub(super) whole: Option<(Arc<OfEntity>, Arc<Vec<Diagnostic>>)>,
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
        let is_same = match common.key.as_str() {
            "" => self.dataset.editions.get(&edition.year)?.body == edition.body,
            key => self.is_same_entity(now, edition.year, key),
        };
        (is_same && found.seen.iter().all(|seen| self.is_same(now, seen))).then_some(found)
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
            Seen::Entity(year, key) => self.is_same_entity(now, *year, key),
            Seen::Portfolios(year) => editions(year).is_some_and(|(then, now)| {
                let (then, now) = (then.portfolios.values(), now.portfolios.values());
                then.len() == now.len() && then.zip(now).all(|(a, b)| Arc::ptr_eq(a, b))
            }),
            Seen::Reasons(year) => {
                editions(year).is_some_and(|(then, now)| then.states_reasons == now.states_reasons)
            }
            Seen::Reviews(year) => editions(year).is_some_and(|(then, now)| {
                let (then, now) = (then.reviews.values(), now.reviews.values());
                then.len() == now.len() && then.zip(now).all(|(a, b)| Arc::ptr_eq(a, b))
            }),
        }
    }

    fn is_same_entity(&self, now: &Dataset, year: i16, key: &str) -> bool {
        let place = |dataset: &Dataset| {
            let common = dataset.editions.get(&year)?.entity(key)?;
            Some(std::ptr::from_ref(common))
        };
        place(&self.dataset) == place(now)
    }
}

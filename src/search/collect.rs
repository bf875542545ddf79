//! Dataset → records. Addresses are those of the pages (`plan`), anchors those that `render` writes; a test opens every one.

mod entity;
mod parts;
mod things;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::fold::fold;
use super::record::{Kind, Name, Place, Record};
use crate::model::dataset::{Dataset, Edition, Term};
use crate::model::lineage::Pairs;

/// A page that is about no one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPage {
    pub title: Name,
    /// Edition and address relative to the site's root.
    pub place: Place,
}

/// Everything that can be found, ordered by kind, then from the newest edition to the oldest, then as the editions have it.
///
/// What stands in several editions is one record: entities that are the same thing (`model::lineage`), and what has the same
/// name in them.
pub fn records(dataset: &Dataset, pages: &[OtherPage]) -> Vec<Record> {
    let mut families = Families::default();
    let mut newer: Option<&Edition> = None;
    for edition in dataset.editions.values().rev() {
        if let Some(after) = newer.replace(edition) {
            families.pair(edition, after);
        }
        entity::entities(edition, &mut |key, record| families.add(key, record));
        things::things(edition, &mut |key, record| families.add(key, record));
    }
    for term in &dataset.glossary {
        families.add(String::new(), self::term(term));
    }
    let mut pages: Vec<&OtherPage> = pages.iter().collect();
    pages.sort_by_key(|page| std::cmp::Reverse(page.place.edition));
    for page in pages {
        let Place { edition, path } = &page.place;
        let mut record = Record::new(Kind::Page, &page.title.ja, *edition, path.clone());
        record.name.en.clone_from(&page.title.en);
        // The budget page of one edition and that of another are one find.
        let key = edition.map_or_else(String::new, |_| {
            path.split_once('/')
                .map_or(path.clone(), |(_, rest)| rest.to_owned())
        });
        families.add(key, record);
    }
    let mut records = families.records;
    records.sort_by_key(|record| record.kind);
    records
}

fn term(term: &Term) -> Record {
    let mut record = Record::new(
        Kind::Term,
        &term.term,
        None,
        format!("glossary/#{}", term.id),
    );
    record.name.en.clone_from(&term.term_en);
    term.aliases
        .iter()
        .chain(&term.reading)
        .for_each(|name| record.also(name));
    record.passage("", "", &term.text);
    record.passage("", "", term.text_en.as_deref().unwrap_or_default());
    record
}

/// Receives a record with what tells its family from others of its kind; empty for one that has none.
type Add<'a> = &'a mut dyn FnMut(String, Record);

/// Adds the records of things in the order of the things; several threads make them.
fn add_all<T: Send>(
    things: impl Iterator<Item = T>,
    make: impl Fn(T) -> Vec<(String, Record)> + Sync + Send,
    add: Add<'_>,
) {
    let things: Vec<T> = things.collect();
    let made: Vec<_> = things.into_par_iter().map(make).collect();
    for (key, record) in made.into_iter().flatten() {
        add(key, record);
    }
}

#[derive(Default)]
struct Families {
    records: Vec<Record>,
    /// Index of the record of a family, by kind and key.
    places: BTreeMap<(Kind, String), usize>,
    /// Entities of an edition (edition, key) by the key of the same thing in the newest edition that has it.
    newest: BTreeMap<(i16, String), String>,
}

impl Families {
    /// Notes which entities of the edition before are the same things as those of this one.
    fn pair(&mut self, before: &Edition, after: &Edition) {
        let pairs = Pairs::of(before, after).pairs;
        for pair in pairs.iter().filter(|pair| pair.bond.is_identity()) {
            let key = &pair.after.key;
            let newest = self
                .newest
                .get(&(after.year, key.clone()))
                .unwrap_or(key)
                .clone();
            self.newest
                .insert((before.year, pair.before.key.clone()), newest);
        }
    }

    /// The key of a thing as the newest edition has it: that of its entity, with what stands behind `#`.
    fn family(&self, edition: i16, key: &str) -> String {
        let (entity, part) = key
            .split_once('#')
            .map_or((key, None), |(entity, part)| (entity, Some(part)));
        let entity = match self.newest.get(&(edition, entity.to_owned())) {
            Some(newest) => newest,
            None => entity,
        };
        part.map_or_else(|| entity.to_owned(), |part| format!("{entity}#{part}"))
    }

    fn add(&mut self, key: String, record: Record) {
        if key.is_empty() {
            self.records.push(record);
            return;
        }
        let edition = record
            .places
            .first()
            .and_then(|place: &Place| place.edition)
            .unwrap_or_default();
        let family = self.family(edition, &key);
        let known = self.places.get(&(record.kind, family.clone())).copied();
        let is_same = |known: usize| {
            let other = &self.records[known];
            let is_other_edition = other
                .places
                .iter()
                .all(|place| place.edition != Some(edition));
            let is_named_so = fold(&other.name.ja) == fold(&record.name.ja);
            let is_paired = self.newest.contains_key(&(edition, key.clone()));
            is_other_edition && (is_named_so || is_paired)
        };
        match known.filter(|known| is_same(*known)) {
            Some(known) => self.records[known].absorb(record),
            None => {
                self.places
                    .insert((record.kind, family), self.records.len());
                self.records.push(record);
            }
        }
    }
}

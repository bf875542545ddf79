//! Dataset → records. Addresses are those of the pages (`plan`), anchors those that `render` writes; a test opens every one.

mod entity;
mod parts;
mod things;

use std::collections::BTreeMap;

use super::fold::fold;
use super::record::{Kind, Name, Place, Record};
use crate::model::dataset::{Dataset, Edition, Relation, Term};

/// A page that is about no one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPage {
    pub title: Name,
    /// Edition and address relative to the site's root.
    pub place: Place,
}

/// Everything that can be found, ordered by kind, then from the newest edition to the oldest, then as the editions have it.
///
/// What stands in several editions is one record: entities with the same key whose name did not change or of which the
/// seed files say so, and what has the same name in them.
pub fn records(dataset: &Dataset, pages: &[OtherPage]) -> Vec<Record> {
    let mut families = Families::default();
    for edition in dataset.editions.values().rev() {
        families.known_as(edition);
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

#[derive(Default)]
struct Families {
    records: Vec<Record>,
    /// Index of the record of a family, by kind and key.
    places: BTreeMap<(Kind, String), usize>,
    /// Entities of older editions (edition, key) that newer ones say to be the same.
    same: BTreeMap<(i16, String), String>,
}

impl Families {
    /// Notes which entities of older editions the projects of this one continue.
    fn known_as(&mut self, edition: &Edition) {
        for project in edition.projects.values() {
            for line in project
                .lineage
                .iter()
                .filter(|line| line.relation == Relation::Same)
            {
                if let Some(older) = &line.entity {
                    self.same.insert(older.clone(), project.common.key.clone());
                }
            }
        }
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
        let family = match self.same.get(&(edition, key.clone())) {
            Some(newer) => newer.clone(),
            None => key,
        };
        let known = self.places.get(&(record.kind, family.clone())).copied();
        let is_same = |known: usize| {
            let other = &self.records[known];
            let is_other_edition = other
                .places
                .iter()
                .all(|place| place.edition != Some(edition));
            let is_named_so =
                other.name.ja == record.name.ja || fold(&other.name.ja) == fold(&record.name.ja);
            is_other_edition && (is_named_so || self.same.contains_key(&(edition, family.clone())))
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

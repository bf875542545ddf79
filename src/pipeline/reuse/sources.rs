//! Hashes of what stands in the sources: entities, and which of them there are.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::Origins;
use super::digest::{Digest, Hash, of_value};
use super::known::Desk;
use crate::model::dataset::{Common, Dataset};
use crate::sight::Seen;
use crate::tree::Store;

/// A dataset and the hashes of its files.
pub(super) struct Sources<'s> {
    pub(super) dataset: &'s Dataset,
    origins: &'s Origins,
    /// Hashes of all entities of an edition, or of one kind: many look at them.
    of_kinds: Mutex<BTreeMap<(i16, Option<String>), Digest>>,
}

impl<'s> Sources<'s> {
    pub(super) fn new(dataset: &'s Dataset, origins: &'s Origins) -> Sources<'s> {
        Sources {
            dataset,
            origins,
            of_kinds: Mutex::default(),
        }
    }

    /// The hash of what everything rests on: every source that is no entity's, and the program.
    pub(super) fn common(&self) -> Digest {
        let editions = self.dataset.editions.values();
        let entities = editions.flat_map(|edition| edition.entities());
        let own: HashSet<&str> = entities.flat_map(files).collect();
        let mut hash = Hash::new();
        hash.digest(&self.origins.rest);
        hash.words(format_args!("{:?}", self.dataset.frozen));
        for (path, digest) in &self.origins.files {
            if !own.contains(path.as_str()) {
                hash.text(path);
                hash.digest(digest);
            }
        }
        hash.end()
    }

    /// The hash of a thing; nothing for one that is no source.
    pub(super) fn hashed(&self, seen: &Seen) -> Option<Digest> {
        let hashed = match seen {
            Seen::Entity(year, kind, id) => self.entity(*year, &format!("{kind}/{id}")),
            Seen::Entities(year, kind) => self.entities(*year, Some(kind)),
            Seen::Ids(year, kind) => of_value(&self.ids(*year, kind)),
            Seen::NamesOffices(year) => {
                let edition = self.dataset.editions.get(year);
                of_value(&edition.map(|edition| edition.names_offices()))
            }
            _ => return None,
        };
        Some(hashed)
    }

    /// An entity is what its files say: nothing else goes into it but what everything rests on.
    fn entity(&self, year: i16, key: &str) -> Digest {
        let edition = self.dataset.editions.get(&year);
        let common = edition.and_then(|edition| edition.entity(key));
        let mut hash = Hash::new();
        for file in common.into_iter().flat_map(files) {
            hash.text(file);
            match self.origins.files.get(file) {
                Some(digest) => hash.digest(digest),
                None => hash.text("?"),
            }
        }
        hash.end()
    }

    /// All entities of an edition, or those of one kind.
    pub(super) fn entities(&self, year: i16, kind: Option<&str>) -> Digest {
        let mut known = self.of_kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let hashed = || {
            let mut hash = Hash::new();
            for key in self.keys(year) {
                if kind.is_none_or(|kind| key.split('/').next() == Some(kind)) {
                    hash.text(key);
                    hash.digest(&self.entity(year, key));
                }
            }
            hash.end()
        };
        let wanted = (year, kind.map(str::to_owned));
        *known.entry(wanted).or_insert_with(hashed)
    }

    /// The keys of the entities of a kind.
    fn ids(&self, year: i16, kind: &str) -> Vec<&'s str> {
        let keys = self.keys(year);
        keys.filter(|key| key.split('/').next() == Some(kind))
            .collect()
    }

    fn keys(&self, year: i16) -> impl Iterator<Item = &'s str> + use<'s> {
        let entities = self.dataset.editions.get(&year).into_iter();
        let entities = entities.flat_map(|edition| edition.entities());
        entities.map(|common| common.key.as_str())
    }
}

impl Desk for Sources<'_> {
    fn digest(&self, seen: &Seen) -> Option<Digest> {
        self.hashed(seen)
    }
    fn before(&self) -> Option<&dyn Store> {
        self.origins.left.as_deref()
    }
    fn set(&self, name: &str, bytes: Vec<u8>) {
        self.origins.made().push((name.to_owned(), bytes));
    }
}

/// The files of an entity.
fn files(common: &Common) -> impl Iterator<Item = &str> {
    let commentary = common.commentary.as_ref().map(|(file, _)| file.as_str());
    [Some(common.file.as_str()), commentary]
        .into_iter()
        .flatten()
}

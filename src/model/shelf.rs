//! The entities of one kind in an edition, by id. Who looks at one of them is heard ([`sight`]).

use std::collections::{BTreeMap, btree_map};
use std::ops::{Bound, Index};
use std::sync::Arc;

use crate::sight::{self, Seen};

/// Entities by id. They are shared: an edition that is read again has the same but for those that were edited.
#[derive(Debug, Clone)]
pub struct Shelf<T> {
    edition: i16,
    kind: &'static str,
    entities: BTreeMap<String, Arc<T>>,
}

impl<T> Shelf<T> {
    /// An empty shelf for a kind (`reviews`) of an edition.
    pub fn new(edition: i16, kind: &'static str) -> Shelf<T> {
        Shelf {
            edition,
            kind,
            entities: BTreeMap::new(),
        }
    }

    /// Puts an entity on it, and gives back the one that had the id.
    pub fn insert(&mut self, id: String, entity: Arc<T>) -> Option<Arc<T>> {
        self.entities.insert(id, entity)
    }

    /// The entity with an id.
    pub fn get(&self, id: &str) -> Option<&Arc<T>> {
        self.note(id);
        self.entities.get(id)
    }

    /// True where there is an entity with an id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Ids and entities in the order of ids.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Arc<T>> {
        self.note_all();
        self.entities.iter()
    }

    /// The ids in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.note_ids();
        self.entities.keys()
    }

    /// The entities in the order of their ids.
    pub fn values(&self) -> btree_map::Values<'_, String, Arc<T>> {
        self.note_all();
        self.entities.values()
    }

    /// The entities before and after an id.
    pub fn around(&self, id: &str) -> (Option<&Arc<T>>, Option<&Arc<T>>) {
        self.note_ids();
        let before = (Bound::Unbounded, Bound::Excluded(id));
        let after = (Bound::Excluded(id), Bound::Unbounded);
        let before = self.entities.range::<str, _>(before).next_back();
        let after = self.entities.range::<str, _>(after).next();
        let entity = |(id, _): (&String, &Arc<T>)| self.get(id);
        (before.and_then(entity), after.and_then(entity))
    }

    /// The entities, to be changed.
    pub fn values_mut(&mut self) -> btree_map::ValuesMut<'_, String, Arc<T>> {
        self.entities.values_mut()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.note_ids();
        self.entities.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn note(&self, id: &str) {
        sight::note(|| Seen::Entity(self.edition, self.kind.to_owned(), id.to_owned()));
    }

    fn note_ids(&self) {
        sight::note(|| Seen::Ids(self.edition, self.kind.to_owned()));
    }

    fn note_all(&self) {
        sight::note(|| Seen::Entities(self.edition, self.kind.to_owned()));
    }
}

impl<T: PartialEq> PartialEq for Shelf<T> {
    fn eq(&self, other: &Shelf<T>) -> bool {
        self.entities == other.entities
    }
}

impl<T> Index<&str> for Shelf<T> {
    type Output = Arc<T>;
    fn index(&self, id: &str) -> &Arc<T> {
        self.get(id).expect("who asks knows that it is there")
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = (&'a String, &'a Arc<T>);
    type IntoIter = btree_map::Iter<'a, String, Arc<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

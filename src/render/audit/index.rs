//! The relations of a dataset, found by entity and by figure.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::audit::relation::{Kind, Relation, TermPlace};
use crate::audit::{Audit, OfEntity};
use crate::sight::{self, Seen};

/// For a page, by edition and entity: other entities of the audit with relations about its figures that do not hold.
type ByPage = HashMap<(i16, Arc<str>), Vec<usize>>;

/// A relation: the place of its entity in the audit, and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At(usize, usize);

/// What the mark of a figure that takes part in a relation that does not hold says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Badge {
    /// It is known and explained.
    pub(crate) is_acknowledged: bool,
    /// Where the relation stands: page and anchor, below the home of a language.
    pub(crate) place: String,
}

/// The marks of a page by anchor, and relations of other pages with their places.
pub(crate) type Violations<'a> = (Vec<(&'a str, Badge)>, Vec<(String, &'a Relation)>);

/// Page and anchor of a relation, below the home of a language.
pub(crate) fn place(relation: &Relation, anchor: &str) -> String {
    match &*relation.entity {
        "" => format!("{}/#{anchor}", relation.edition),
        entity => format!("{}/{entity}/#{anchor}", relation.edition),
    }
}

/// The anchor that the mark of a term asks for. Amounts of payees are also the nearest anchor of the names and numbers beside
/// them: these are marked themselves, because the amount may agree.
fn marked(place: &TermPlace) -> Cow<'_, str> {
    let is_name = [".name", ".corporate_number"]
        .iter()
        .any(|key| place.path.ends_with(key));
    match place.anchor.strip_suffix("-amount") {
        Some(row) if is_name => format!("{row}-name").into(),
        _ => place.anchor.as_str().into(),
    }
}

/// Finds relations. What pages ask for is made when the first of them asks: a preview shows a few pages of thousands.
#[derive(Debug, Default)]
pub(crate) struct AuditIndex {
    audit: Arc<Audit>,
    /// Of each entity of the audit, in its order: the how-manieth of its name each relation is. Anchors themselves are made
    /// when they are asked for; those of all relations of a government have thirty megabytes.
    times: Vec<OnceLock<Box<[u32]>>>,
    /// Of each entity of the audit, by the anchor of a figure on its page: the first relation that does not hold there.
    badges: Vec<OnceLock<BTreeMap<String, At>>>,
    /// Where an entity is in the audit.
    places: BTreeMap<i16, HashMap<Arc<str>, usize>>,
    named: OnceLock<ByPage>,
}

impl AuditIndex {
    pub(crate) fn new(audit: Arc<Audit>) -> AuditIndex {
        let mut places: BTreeMap<i16, HashMap<Arc<str>, usize>> = BTreeMap::new();
        for (at, of) in audit.entities.iter().enumerate() {
            let of_edition = places.entry(of.edition).or_default();
            of_edition.insert(Arc::clone(&of.entity), at);
        }
        let count = audit.entities.len();
        AuditIndex {
            times: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            badges: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            audit,
            places,
            named: OnceLock::new(),
        }
    }

    /// Every relation of the dataset.
    pub(crate) fn all(&self) -> &Audit {
        sight::note(|| Seen::Audit);
        &self.audit
    }

    /// What the audit found of an entity.
    pub(crate) fn entity(&self, edition: i16, entity: &str) -> Option<&OfEntity> {
        sight::note(|| Seen::Relations(edition, entity.to_owned()));
        Some(&self.audit.entities[self.place(edition, entity)?])
    }

    /// The relations of an entity that do not hold or cannot be decided.
    pub(crate) fn doubtful(
        &self,
        edition: i16,
        entity: &str,
    ) -> impl Iterator<Item = (At, &Relation)> {
        sight::note(|| Seen::Relations(edition, entity.to_owned()));
        let place = self.place(edition, entity).into_iter();
        place.flat_map(|place| self.doubtful_at(place))
    }

    /// Those of an edition and of all its entities.
    pub(crate) fn doubtful_of_edition(&self, year: i16) -> impl Iterator<Item = (At, &Relation)> {
        let places = self.of_edition(year);
        places.flat_map(|(place, _)| self.doubtful_at(place))
    }

    /// All relations of an edition and of all its entities, made for the purpose.
    pub(crate) fn relations_of_edition(
        &self,
        year: i16,
    ) -> impl Iterator<Item = (At, Cow<'_, Relation>)> {
        self.of_edition(year).flat_map(|(place, of)| {
            let relations = of.relations().into_iter().enumerate();
            relations.map(move |(at, relation)| (At(place, at), Cow::Owned(relation)))
        })
    }

    /// Number of relations of an edition and of all its entities by verdict, in the order of [`Kind::ALL`].
    pub(crate) fn counts(&self, year: i16) -> [usize; Kind::ALL.len()] {
        let counts = |kind| self.of_edition(year).map(|(_, of)| of.count(kind)).sum();
        Kind::ALL.map(counts)
    }

    /// The entities of an edition with their places in the audit.
    fn of_edition(&self, year: i16) -> impl Iterator<Item = (usize, &OfEntity)> {
        sight::note(|| Seen::Audit);
        let entities = self.audit.entities.iter().enumerate();
        let own = entities.filter(move |(_, of)| of.edition == year);
        own.map(|(place, of)| (place, &**of))
    }

    /// Anchor of a relation on the page of its entity.
    pub(crate) fn anchor(&self, At(place, at): At, relation: &Relation) -> String {
        let times = self.times[place].get_or_init(|| times(&self.audit.entities[place]));
        let base = anchor(relation);
        match times[at] {
            1 => base,
            times => format!("{base}-{times}"),
        }
    }

    /// The first relation that does not hold and names the figure with an anchor on the page of an entity.
    pub(crate) fn violated(&self, edition: i16, entity: &str, anchor: &str) -> Option<Badge> {
        sight::note(|| Seen::Violations(edition, entity.to_owned()));
        let at = *self.badges_of(edition, entity)?.get(anchor)?;
        self.badge(at)
    }

    /// All that [`violated`](AuditIndex::violated) and [`of_others`](AuditIndex::of_others) say of an entity.
    pub(crate) fn violations(&self, edition: i16, entity: &str) -> Violations<'_> {
        let badges = self.badges_of(edition, entity).into_iter().flatten();
        let badges = badges.filter_map(|(anchor, at)| Some((anchor.as_str(), self.badge(*at)?)));
        let others = self.of_others(edition, entity).into_iter();
        let said =
            others.map(|(at, relation)| (place(relation, &self.anchor(at, relation)), relation));
        (badges.collect(), said.collect())
    }

    /// Relations of other entities that do not hold and name something on the page of an entity.
    pub(crate) fn of_others(&self, edition: i16, entity: &str) -> Vec<(At, &Relation)> {
        sight::note(|| Seen::Violations(edition, entity.to_owned()));
        let others = self.others(edition, entity).iter();
        let violated = others.flat_map(|&place| {
            let violated = self.audit.entities[place].violated();
            violated.map(move |(at, relation)| (At(place, at), relation))
        });
        let is_here = |place: &TermPlace| place.edition == edition && *place.entity == *entity;
        violated
            .filter(|(_, relation)| relation.terms.iter().any(|term| is_here(&term.place)))
            .collect()
    }

    /// Places of other entities whose relations that do not hold name something on the page of an entity.
    fn others(&self, edition: i16, entity: &str) -> &[usize] {
        let named = self.named.get_or_init(|| self.named());
        named
            .get(&(edition, entity.into()))
            .map_or(&[], Vec::as_slice)
    }

    fn badges_of(&self, edition: i16, entity: &str) -> Option<&BTreeMap<String, At>> {
        let place = self.place(edition, entity)?;
        Some(self.badges[place].get_or_init(|| self.badges(edition, entity)))
    }

    fn badge(&self, at: At) -> Option<Badge> {
        let relation = self.relation(at)?;
        Some(Badge {
            is_acknowledged: relation.acknowledged.is_some(),
            place: place(relation, &self.anchor(at, relation)),
        })
    }

    fn place(&self, edition: i16, entity: &str) -> Option<usize> {
        self.places.get(&edition)?.get(entity).copied()
    }

    fn doubtful_at(&self, place: usize) -> impl Iterator<Item = (At, &Relation)> {
        let doubtful = self.audit.entities[place].doubtful();
        doubtful.map(move |(at, relation)| (At(place, at), relation))
    }

    /// A relation that does not hold or cannot be decided.
    fn relation(&self, At(place, at): At) -> Option<&Relation> {
        self.audit.entities[place].doubtful_at(at)
    }

    fn badges(&self, edition: i16, entity: &str) -> BTreeMap<String, At> {
        let mut badges = BTreeMap::new();
        let others = self.others(edition, entity);
        let mut places: Vec<usize> = self.place(edition, entity).into_iter().collect();
        places.extend(others);
        places.sort_unstable();
        for place in places {
            for (at, relation) in self.audit.entities[place].violated() {
                let terms = relation.terms.iter().map(|term| &term.place);
                let here = terms.filter(|term| term.edition == edition && &*term.entity == entity);
                for term in here.filter(|term| !term.anchor.is_empty()) {
                    let anchor = marked(term).into_owned();
                    badges.entry(anchor).or_insert(At(place, at));
                }
            }
        }
        badges
    }

    fn named(&self) -> ByPage {
        let mut named = ByPage::new();
        for (place, of) in self.audit.entities.iter().enumerate() {
            for page in of.others() {
                named.entry(page.clone()).or_default().push(place);
            }
        }
        named
    }
}

/// How many relations of an entity, up to each, have its name.
fn times(of: &OfEntity) -> Box<[u32]> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let relations = of.relations().into_iter();
    let times = relations.map(|relation| {
        let times = seen.entry(anchor(&relation)).or_insert(0);
        *times += 1;
        *times
    });
    times.collect()
}

/// An anchor from the rule and the figure that states.
fn anchor(relation: &Relation) -> String {
    let place = relation.terms.first().map(|term| &term.place);
    let figure = place.map_or("", |place| {
        if place.anchor.is_empty() {
            &place.path
        } else {
            &place.anchor
        }
    });
    let name = format!("check-{}-{figure}", relation.rule.id);
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

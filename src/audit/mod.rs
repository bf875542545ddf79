//! The audit (検算): every figure against every other that it has to agree with.
//!
//! Dataset → relations with verdicts. A relation is something that documents claim, or that follows from what their
//! figures mean: a total and its parts, a rate and its two figures, one quantity printed twice. Tolerance is derived from
//! the digits printed ([`range`]), never guessed. What cannot be decided says why; nothing here is an error.

pub mod range;
pub mod relation;
pub mod report;
pub mod rules;

mod acknowledge;
mod across;
mod budget;
mod bytes;
mod claim;
mod claimed;
mod coarse;
mod costs;
mod cross;
mod cross_budget;
mod decisions;
mod equation;
mod eras;
mod flow;
mod history;
mod identity;
mod kept;
mod line_items;
mod numbers;
mod of_entity;

mod outcome;
mod passages;
mod place;
mod procurement;
mod recipients;
mod shared;
mod tasks;
mod text;
mod unit_cost;
mod verdict;
pub(crate) mod words;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::leaves::{Leaves, NoLeaves, leaf};
use crate::model::dataset::{Common, Dataset, Edition};
use crate::sight::{self, Seen};
use across::{ByEntity, Notes};
use kept::{Found, Last};
use of_entity::Part;
use place::Subject;
use relation::{Kind, Relation};
use rules::Check;

pub use kept::Kept;
pub use of_entity::OfEntity;

/// Every relation of a dataset, and what is wrong with the acknowledgements.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// Every entity, by edition, in the order in which readers meet them; an edition's own body is the first of it.
    pub entities: Vec<Arc<OfEntity>>,
    pub problems: Vec<Diagnostic>,
}

/// Audits a dataset. The same dataset gives the same relations in the same order, whatever the number of threads.
pub fn audit(dataset: &Dataset) -> Audit {
    audit_again(dataset, &mut Kept::none(), &NoLeaves)
}

/// Audits a dataset of which most was audited before: `kept` has what is still in memory, `leaves` what the last build left.
pub fn audit_again(dataset: &Dataset, kept: &mut Kept, leaves: &dyn Leaves) -> Audit {
    let last = kept.take(dataset);
    let places: Vec<(&Edition, &Common)> =
        dataset.editions.values().flat_map(place::places).collect();
    let mut found: Vec<Found> = places
        .par_iter()
        .map(|(edition, common)| {
            let same = last
                .as_ref()
                .and_then(|last| last.same(dataset, edition, common));
            same.cloned()
                .unwrap_or_else(|| left(dataset, edition, common, leaves))
        })
        .collect();
    let across = across(dataset, &places, &found, last.as_ref(), leaves);
    let then = last.as_ref().map(|last| &*last.across);
    let mut audit = Audit::default();
    for (place, found) in places.iter().zip(&mut found) {
        let (of, problems) = whole(*place, found, &across, then);
        audit.entities.push(of);
        audit.problems.extend(problems.iter().cloned());
    }
    kept.keep(dataset, &audit.entities, found, &across);
    audit
}

/// What is found of one entity: what the last build left, or what a look at it gives.
fn left(dataset: &Dataset, edition: &Edition, common: &Common, leaves: &dyn Leaves) -> Found {
    let name = format!("audit/{}/{}", edition.year, common.key);
    leaf(leaves, &name, Found::read, Found::write, || {
        let (found, seen) = sight::watch(|| look(dataset, edition, common));
        sight::note_all(&seen);
        Found {
            seen: Some(Arc::new(seen)),
            ..found
        }
    })
}

/// Looks at one entity.
fn look(dataset: &Dataset, edition: &Edition, common: &Common) -> Found {
    // Nobody has asked for the entity itself by its name. The body of an edition is in what everything rests on.
    if let Some((kind, id)) = common.key.split_once('/') {
        sight::note(|| Seen::Entity(edition.year, kind.to_owned(), id.to_owned()));
    }
    let subject = Subject::new(dataset, edition, common);
    let found = rules::all().flat_map(|rule| match rule.check {
        Check::Entity(check) => check(rule, &subject),
        Check::Across(_) => Vec::new(),
    });
    Found {
        own: Arc::new(Part::new(found.collect())),
        notes: Notes::of(&subject).write(),
        seen: None,
        whole: None,
    }
}

/// The relations of rules about all entities: those of the last time, where all that they rest on is the same.
fn across(
    dataset: &Dataset,
    places: &[(&Edition, &Common)],
    found: &[Found],
    last: Option<&Last>,
    leaves: &dyn Leaves,
) -> Arc<ByEntity> {
    let is_noted = |last: &&Last| {
        let mut all = places.iter().zip(found);
        last.len() == places.len()
            && all.all(|((edition, common), found)| last.noted(edition.year, &common.key, found))
    };
    if let Some(last) = last.filter(is_noted) {
        return Arc::clone(&last.across);
    }
    let subjects = places.iter();
    let subjects = subjects.map(|(edition, common)| Subject::new(dataset, edition, common));
    let subjects: Vec<Subject<'_>> = subjects.collect();
    let notes: Vec<&[u8]> = found.iter().map(|found| &*found.notes).collect();
    Arc::new(across::judge(&subjects, &notes, leaves))
}

/// All relations of an entity, with what is known and explained. What was put together the last time is given again where
/// its parts are the same.
fn whole(
    (edition, common): (&Edition, &Common),
    found: &mut Found,
    now: &ByEntity,
    then: Option<&ByEntity>,
) -> (Arc<OfEntity>, Arc<Vec<Diagnostic>>) {
    let is_kept = then.is_some_and(|then| std::ptr::eq(then, now));
    if let Some(whole) = found.whole.as_ref().filter(|_| is_kept) {
        return whole.clone();
    }
    let entity: Arc<str> = common.key.as_str().into();
    let key = (edition.year, Arc::clone(&entity));
    let more = now.get(&key);
    let is_same = then.is_some_and(|then| then.get(&key).is_none() && more.is_none());
    if let Some(whole) = found.whole.as_ref().filter(|_| is_same) {
        return whole.clone();
    }
    let mut parts = vec![Part::clone(&found.own)];
    parts.extend(more.cloned());
    let problems = acknowledge::acknowledge(edition.year, common, &mut parts);
    let of = OfEntity::new(edition.year, entity, parts);
    let whole = (Arc::new(of), Arc::new(problems));
    found.whole.insert(whole).clone()
}

impl Audit {
    /// Every relation, by edition and entity, then in the order of the table of rules. Those of one entity are made at a time.
    pub fn relations(&self) -> impl Iterator<Item = Relation> {
        self.entities.iter().flat_map(|of| of.relations())
    }

    /// The same of an edition.
    pub fn of_edition(&self, year: i16) -> impl Iterator<Item = Relation> {
        let entities = self.entities.iter().filter(move |of| of.edition == year);
        entities.flat_map(|of| of.relations())
    }

    /// Every relation that does not hold or cannot be decided, in the same order.
    pub fn doubtful(&self) -> impl Iterator<Item = &Relation> + Clone {
        let all = self.entities.iter().flat_map(|of| of.doubtful());
        all.map(|(_, relation)| relation)
    }

    /// How many relations have a verdict.
    pub fn count(&self, kind: Kind) -> usize {
        self.entities.iter().map(|of| of.count(kind)).sum()
    }
}

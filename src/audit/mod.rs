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
mod claim;
mod claimed;
mod coarse;
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
mod outcome;
mod passages;
mod place;
mod procurement;
mod recipients;
mod share;
mod tasks;
mod text;
mod unit_cost;
mod verdict;
pub(crate) mod words;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::dataset::{Common, Dataset, Edition};
use across::{ByEntity, Gathered, Notes};
use kept::{Found, Last};
use place::Subject;
use relation::{Kind, Relation};
use rules::Check;

pub use kept::Kept;

/// Every relation of a dataset, and what is wrong with the acknowledgements.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// Every entity, by edition, in the order in which readers meet them; an edition's own body is the first of it.
    pub entities: Vec<Arc<OfEntity>>,
    pub problems: Vec<Diagnostic>,
}

/// The relations of an entity.
#[derive(Debug)]
pub struct OfEntity {
    /// Year of its edition.
    pub edition: i16,
    /// Its key; empty for the edition itself.
    pub entity: Arc<str>,
    /// In the order of the table of rules, those of rules about all entities last.
    pub relations: Arc<Vec<Relation>>,
    /// True where one of them does not hold.
    pub has_violated: bool,
}

/// Audits a dataset. The same dataset gives the same relations in the same order, whatever the number of threads.
pub fn audit(dataset: &Dataset) -> Audit {
    audit_again(dataset, &mut Kept::none())
}

/// Audits a dataset of which most was audited before.
pub fn audit_again(dataset: &Dataset, kept: &mut Kept) -> Audit {
    let last = kept.take(dataset);
    let words = share::Words::default();
    let places: Vec<(&Edition, &Common)> =
        dataset.editions.values().flat_map(place::places).collect();
    let mut found: Vec<Found> = places
        .par_iter()
        .map(|(edition, common)| {
            let same = last
                .as_ref()
                .and_then(|last| last.same(dataset, edition, common));
            same.cloned()
                .unwrap_or_else(|| look(dataset, edition, common, &words))
        })
        .collect();
    let across = across(dataset, &places, &found, last.as_ref(), &words);
    let then = last.as_ref().map(|last| &*last.across);
    let mut audit = Audit::default();
    for (place, found) in places.iter().zip(&mut found) {
        let (of, problems) = whole(*place, found, &across, then);
        audit.entities.push(of);
        audit.problems.extend(problems.iter().cloned());
    }
    let keys = places
        .iter()
        .map(|(edition, common)| (edition.year, common.key.clone()));
    kept.keep(dataset, keys.zip(found), &across);
    audit
}

/// Looks at one entity.
fn look(dataset: &Dataset, edition: &Edition, common: &Common, words: &share::Words) -> Found {
    let subject = Subject::new(dataset, edition, common);
    let found = rules::all().flat_map(|rule| match rule.check {
        Check::Entity(check) => check(rule, &subject),
        Check::Across(_) => Vec::new(),
    });
    let mut own: Vec<Relation> = found.collect();
    words.share(&mut own);
    Found {
        own: Arc::new(own),
        notes: Arc::new(Notes::of(&subject)),
        seen: Arc::new(subject.seen()),
        whole: None,
    }
}

/// The relations of rules about all entities: those of the last time, where all that they rest on is the same.
fn across(
    dataset: &Dataset,
    places: &[(&Edition, &Common)],
    found: &[Found],
    last: Option<&Last>,
    words: &share::Words,
) -> Arc<ByEntity> {
    let is_noted = |last: &&Last| {
        let mut all = places.iter().zip(found);
        last.len() == places.len()
            && all.all(|((edition, common), found)| last.noted(edition.year, &common.key, found))
    };
    if let Some(last) = last.filter(is_noted) {
        return Arc::clone(&last.across);
    }
    let notes: Vec<Arc<Notes>> = found.iter().map(|found| Arc::clone(&found.notes)).collect();
    let gathered = Gathered {
        subjects: &Subject::all(dataset),
        notes: &notes,
    };
    Arc::new(across::judge(&gathered, words))
}

/// All relations of an entity, with what is known and explained. What was put together the last time is given again where
/// its parts are the same.
fn whole(
    (edition, common): (&Edition, &Common),
    found: &mut Found,
    now: &ByEntity,
    then: Option<&ByEntity>,
) -> (Arc<OfEntity>, Arc<Vec<Diagnostic>>) {
    let entity: Arc<str> = common.key.as_str().into();
    let key = (edition.year, Arc::clone(&entity));
    let more = now.get(&key);
    let is_same = then.is_some_and(|then| {
        let before = then.get(&key);
        std::ptr::eq(then, now) || (before.is_none() && more.is_none())
    });
    if let Some(whole) = found.whole.as_ref().filter(|_| is_same) {
        return whole.clone();
    }
    let mut relations = Arc::clone(&found.own);
    let mut problems = Vec::new();
    if more.is_some() || !common.acknowledged.is_empty() {
        let mut all = Vec::clone(&relations);
        all.extend(more.into_iter().flatten().cloned());
        problems = acknowledge::acknowledge(edition.year, common, &mut all);
        relations = Arc::new(all);
    }
    let mut kinds = relations.iter().map(|relation| relation.verdict.kind());
    let of = OfEntity {
        edition: edition.year,
        entity,
        has_violated: kinds.any(|kind| kind == Kind::Violated),
        relations,
    };
    let whole = (Arc::new(of), Arc::new(problems));
    found.whole.insert(whole).clone()
}

impl Audit {
    /// Every relation, by edition and entity, then in the order of the table of rules.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> + Clone {
        self.entities.iter().flat_map(|of| of.relations.iter())
    }

    /// The relations of an entity of an edition; the empty key is the edition itself.
    pub fn of<'a>(&'a self, edition: i16, entity: &'a str) -> impl Iterator<Item = &'a Relation> {
        let mut entities = self.entities.iter();
        let of = entities.find(|of| of.edition == edition && &*of.entity == entity);
        of.into_iter().flat_map(|of| of.relations.iter())
    }

    /// How many relations have a verdict.
    pub fn count(&self, kind: Kind) -> usize {
        self.relations()
            .filter(|relation| relation.verdict.kind() == kind)
            .count()
    }
}

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
mod budget;
mod claim;
mod claimed;
mod cross;
mod cross_budget;
mod decisions;
mod equation;
mod eras;
mod flow;
mod history;
mod identity;
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

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::dataset::Dataset;
use place::Subject;
use relation::{Kind, Relation};
use rules::Check;

/// Every relation of a dataset, and what is wrong with the acknowledgements.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// By edition and entity, then in the order of the table of rules.
    pub relations: Vec<Relation>,
    pub problems: Vec<Diagnostic>,
}

/// Audits a dataset. The same dataset gives the same relations in the same order, whatever the number of threads.
pub fn audit(dataset: &Dataset) -> Audit {
    let subjects = Subject::all(dataset);
    let words = share::Words::default();
    let mut relations: Vec<Relation> = subjects
        .par_iter()
        .flat_map_iter(|subject| {
            let found = rules::all().flat_map(|rule| match rule.check {
                Check::Entity(check) => check(rule, subject),
                Check::Dataset(_) => Vec::new(),
            });
            let mut found: Vec<Relation> = found.collect();
            words.share(&mut found);
            found
        })
        .collect();
    for rule in rules::all() {
        if let Check::Dataset(check) = rule.check {
            let mut found = check(rule, dataset);
            words.share(&mut found);
            relations.append(&mut found);
        }
    }
    let order: BTreeMap<(i16, &str), usize> = subjects
        .iter()
        .enumerate()
        .map(|(at, subject)| ((subject.edition.year, &*subject.entity), at))
        .collect();
    relations
        .sort_by_cached_key(|relation| order.get(&(relation.edition, &*relation.entity)).copied());
    let problems = acknowledge::acknowledge(dataset, &mut relations);
    Audit {
        relations,
        problems,
    }
}

impl Audit {
    /// The relations of an entity of an edition; the empty key is the edition itself.
    pub fn of<'a>(&'a self, edition: i16, entity: &'a str) -> impl Iterator<Item = &'a Relation> {
        self.relations
            .iter()
            .filter(move |relation| relation.edition == edition && &*relation.entity == entity)
    }

    /// How many relations have a verdict.
    pub fn count(&self, kind: Kind) -> usize {
        self.relations
            .iter()
            .filter(|relation| relation.verdict.kind() == kind)
            .count()
    }
}

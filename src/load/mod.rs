//! Source tree → dataset, with every problem of every file.
//!
//! Files are read in parallel; each is parsed into its seed type, then resolved into the model. A file with errors is
//! left out of the dataset, and the rest is resolved all the same, so that one run shows everything.

pub mod cell;
pub mod locate;
pub mod marked;
pub mod plain;
pub mod rewritten;
pub mod scalar;
pub mod schema;
pub mod seed;
pub mod validate;

mod check;
mod discover;
mod documents;
mod draft;
mod fault;
mod figures;
mod kept;
mod lineage;
mod reader;
mod references;
mod resolve;
mod shape;
mod suspect;
mod syntax;
mod text_checks;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::archive;
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::model::dataset::{Dataset, Edition};
use crate::say;
use crate::tree::SourceTree;
use discover::{EditionFiles, EntityKind, SourceFile};
pub use kept::Kept;
use resolve::{Named, Scope};

pub(crate) use crate::model::table::range_text;
pub(crate) use resolve::split_edition;

/// What loading gives: a dataset where the site's own files could be read, and all that was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    pub dataset: Option<Dataset>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a site.
pub fn load(tree: &SourceTree) -> Loaded {
    load_again(tree, &mut Kept::none())
}

/// Loads a site of which most files were loaded before.
pub fn load_again(tree: &SourceTree, kept: &mut Kept) -> Loaded {
    kept.turn();
    let known = &*kept;
    let (files, found) = &*known.files(tree);
    let mut diagnostics = found.clone();
    diagnostics.extend(text_checks::check(tree, &known.texts));
    let archived = archive::keep(tree);
    diagnostics.extend(archived.diagnostics);
    let site = files.site.as_ref().and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        Some(resolve::site(&file.path, seed, &mut diagnostics))
    });
    let glossary = files.glossary.as_ref().and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        Some(resolve::glossary(&file.path, seed, &mut diagnostics))
    });
    let mut editions = BTreeMap::new();
    for (year, files) in &files.editions {
        let (edition, problems) = load_edition(tree, *year, files, known);
        diagnostics.extend(problems);
        if let Some(edition) = edition {
            editions.insert(*year, edition);
        }
    }
    let unreadable = unreadable(&files.editions, &editions);
    let dataset = site.map(|site| Dataset {
        site,
        glossary: glossary.unwrap_or_default(),
        editions,
        unreadable,
        snapshots: archived.snapshots,
        frozen: None,
    });
    if let Some(dataset) = &dataset {
        diagnostics.extend(references::check(dataset));
    }
    Loaded {
        dataset,
        diagnostics,
    }
}

/// Entities that have a file but are not in their edition.
fn unreadable(
    files: &BTreeMap<i16, EditionFiles>,
    editions: &BTreeMap<i16, Edition>,
) -> BTreeSet<(i16, String)> {
    let all = files.iter().flat_map(|(year, files)| {
        files
            .entities
            .iter()
            .map(move |(kind, file)| (*year, *kind, file))
    });
    all.map(|(year, kind, file)| (year, format!("{}/{}", kind.folder(), file.id)))
        .filter(|(year, key)| {
            editions
                .get(year)
                .is_none_or(|edition| edition.entity(key).is_none())
        })
        .collect()
}

fn keep<T>(result: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|problems| diagnostics.extend(problems)).ok()
}

fn parse<T: DeserializeOwned + JsonSchema>(
    tree: &SourceTree,
    path: &str,
) -> Result<T, Vec<Diagnostic>> {
    validate::parse(path, tree.files.get(path).map_or(&[][..], |bytes| bytes))
}

fn load_edition(
    tree: &SourceTree,
    year: i16,
    files: &EditionFiles,
    known: &Kept,
) -> (Option<Edition>, Vec<Diagnostic>) {
    let documents = known.documents(tree, files);
    let mut diagnostics = documents.problems.clone();
    let documents = &documents.by_id;
    let scope = Scope {
        edition: year,
        documents,
    };
    let edition = files.edition.as_ref().and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        let (edition, problems) = resolve::edition(named(tree, file, "edition"), seed, scope);
        diagnostics.extend(problems);
        Some(edition)
    });
    if files.edition.is_none() {
        let file = format!("content/{year}/edition.yaml");
        let message = say!(
            "{year}年版に edition.yaml がありません",
            "edition {year} has no edition.yaml"
        );
        let first = files.first_path().unwrap_or(&file).to_owned();
        diagnostics.push(
            Diagnostic::new(RuleId::MissingKey, &first, Place::File, message)
                .help(say!("{file} を作ってください", "create {file}")),
        );
    }
    let entities: Vec<_> = files
        .entities
        .par_iter()
        .map(|(kind, file)| {
            let input = kept::EntityInput::of(tree, file, documents);
            let load = |_: &_| Arc::new(load_entity(tree, *kind, file, scope));
            known.entities.get(&file.path, input, load)
        })
        .collect();
    let committee = files.committee.as_ref().and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        let (committee, problems) = resolve::committee(&file.path, seed, scope);
        diagnostics.extend(problems);
        Some(committee)
    });
    let edition = edition.map(|mut edition| {
        edition.committee = committee;
        edition
    });
    let edition = entities.into_iter().fold(edition, |edition, loaded| {
        let (entity, problems) = &*loaded;
        diagnostics.extend(problems.iter().cloned());
        edition.map(|edition| entity.iter().cloned().fold(edition, add))
    });
    let edition = edition.map(|edition| Edition {
        documents: Arc::clone(documents),
        ..edition
    });
    (edition, diagnostics)
}

/// An entity of any kind, on its way into its edition.
#[derive(Debug, Clone)]
enum Entity {
    Program(Arc<crate::model::dataset::Program>),
    Project(Arc<crate::model::dataset::Project>),
    /// With whether it states reasons of contracts: looking at the contracts of all sheets takes its time.
    Review(Arc<crate::model::dataset::Review>, bool),
    Objective(Arc<crate::model::dataset::Objective>),
    Portfolio(Arc<crate::model::dataset::Portfolio>),
}

fn add(mut edition: Edition, entity: Entity) -> Edition {
    match entity {
        Entity::Program(e) => drop(edition.programs.insert(e.common.id().to_owned(), e)),
        Entity::Project(e) => drop(edition.projects.insert(e.common.id().to_owned(), e)),
        Entity::Review(e, states_reasons) => {
            edition.states_reasons |= states_reasons;
            drop(edition.reviews.insert(e.common.id().to_owned(), e));
        }
        Entity::Objective(e) => drop(edition.objectives.insert(e.common.id().to_owned(), e)),
        Entity::Portfolio(e) => drop(edition.portfolios.insert(e.common.id().to_owned(), e)),
    }
    edition
}

fn review(review: Arc<crate::model::dataset::Review>) -> Entity {
    let states_reasons = review.states_reasons();
    Entity::Review(review, states_reasons)
}

fn load_entity(
    tree: &SourceTree,
    kind: EntityKind,
    file: &SourceFile,
    scope: Scope<'_>,
) -> (Option<Entity>, Vec<Diagnostic>) {
    macro_rules! read {
        ($resolve:path, $variant:path) => {
            match parse(tree, &file.path) {
                Ok(seed) => {
                    let (entity, problems) =
                        $resolve(named(tree, file, kind.folder()), seed, scope);
                    (Some($variant(Arc::new(entity))), problems)
                }
                Err(problems) => (None, problems),
            }
        };
    }
    match kind {
        EntityKind::Program => read!(resolve::program, Entity::Program),
        EntityKind::Project => read!(resolve::project, Entity::Project),
        EntityKind::Review => read!(resolve::review, review),
        EntityKind::Objective => read!(resolve::objective, Entity::Objective),
        EntityKind::Portfolio => read!(resolve::portfolio, Entity::Portfolio),
    }
}

fn named<'a>(tree: &'a SourceTree, file: &'a SourceFile, kind: &'a str) -> Named<'a> {
    let commentary = file
        .commentary
        .as_deref()
        .and_then(|path| Some((path, tree.text(path)?)));
    Named {
        file: &file.path,
        kind,
        id: &file.id,
        commentary,
    }
}

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
mod draft;
mod fault;
mod figures;
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

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::archive;
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::model::dataset::{Dataset, Document, Edition};
use crate::say;
use crate::tree::SourceTree;
use discover::{EditionFiles, EntityKind, SourceFile};
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
    let (files, mut diagnostics) = discover::discover(tree);
    diagnostics.extend(text_checks::check(tree));
    let kept = archive::keep(tree);
    diagnostics.extend(kept.diagnostics);
    let site = files.site.and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        Some(resolve::site(&file.path, seed, &mut diagnostics))
    });
    let glossary = files.glossary.and_then(|file| {
        let seed = keep(parse(tree, &file.path), &mut diagnostics)?;
        Some(resolve::glossary(&file.path, seed, &mut diagnostics))
    });
    let mut editions = BTreeMap::new();
    for (year, files) in &files.editions {
        let (edition, problems) = load_edition(tree, *year, files);
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
        snapshots: kept.snapshots,
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
) -> (Option<Edition>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let documents = load_documents(tree, files, &mut diagnostics);
    let scope = Scope {
        edition: year,
        documents: &documents,
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
        .map(|(kind, file)| load_entity(tree, *kind, file, scope))
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
    let edition = entities
        .into_iter()
        .fold(edition, |edition, (entity, problems)| {
            diagnostics.extend(problems);
            edition.map(|edition| entity.into_iter().fold(edition, add))
        });
    let edition = edition.map(|edition| Edition {
        documents,
        ..edition
    });
    (edition, diagnostics)
}

/// An entity of any kind, on its way into its edition.
enum Entity {
    Program(Box<crate::model::dataset::Program>),
    Project(Box<crate::model::dataset::Project>),
    Review(Box<crate::model::dataset::Review>),
    Objective(Box<crate::model::dataset::Objective>),
    Portfolio(Box<crate::model::dataset::Portfolio>),
}

fn add(mut edition: Edition, entity: Entity) -> Edition {
    match entity {
        Entity::Program(e) => drop(edition.programs.insert(e.common.id().to_owned(), *e)),
        Entity::Project(e) => drop(edition.projects.insert(e.common.id().to_owned(), *e)),
        Entity::Review(e) => drop(edition.reviews.insert(e.common.id().to_owned(), *e)),
        Entity::Objective(e) => drop(edition.objectives.insert(e.common.id().to_owned(), *e)),
        Entity::Portfolio(e) => drop(edition.portfolios.insert(e.common.id().to_owned(), *e)),
    }
    edition
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
                    (Some($variant(Box::new(entity))), problems)
                }
                Err(problems) => (None, problems),
            }
        };
    }
    match kind {
        EntityKind::Program => read!(resolve::program, Entity::Program),
        EntityKind::Project => read!(resolve::project, Entity::Project),
        EntityKind::Review => read!(resolve::review, Entity::Review),
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

fn load_documents(
    tree: &SourceTree,
    files: &EditionFiles,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Document> {
    let Some(file) = &files.sources else {
        return BTreeMap::new();
    };
    let Some(seed) = keep(parse::<seed::SeedSources>(tree, &file.path), diagnostics) else {
        return BTreeMap::new();
    };
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    seed.documents
        .into_iter()
        .map(|document| {
            let lines = document.text.as_deref().map_or_else(Vec::new, |text| {
                let path = format!("{folder}/{text}");
                tree.text(&path).map_or_else(
                    || {
                        diagnostics.push(Diagnostic::new(
                            RuleId::UnknownReference,
                            &file.path,
                            Place::File,
                            say!(
                                "資料の本文「{path}」がありません",
                                "the text of the document, {path}, does not exist"
                            ),
                        ));
                        Vec::new()
                    },
                    source_lines,
                )
            });
            (document.id.clone(), resolve::document(document, lines))
        })
        .collect()
}

/// The lines of an extracted text, form feeds left out, radicals and private-use bullets mended for display.
fn source_lines(text: &str) -> Vec<String> {
    let mend =
        |line: &str| crate::text::mend_bullets(&crate::text::mend_radicals(line)).into_owned();
    text.lines()
        .map(|line| mend(line.trim_end_matches('\r')).replace('\u{c}', ""))
        .collect()
}

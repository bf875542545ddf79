//! What a living site serves of its snapshots: their pages byte for byte, the lists that prove them, and a small file
//! that tells frozen pages what is newer.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::keep::{KEEP, bag_of};
use super::{BAG_INFO, BAGIT, Files, MANIFEST, RECORD, SITE, TAG_MANIFEST};
use crate::diagnostic::Lang;
use crate::model::dataset::{Dataset, Edition};
use crate::model::snapshot::Snapshot;
use crate::tree::SourceTree;

/// Folder of the snapshots in the built site.
pub const FOLDER: &str = "archive/";
/// What frozen pages ask the living site for.
pub const INDEX: &str = "archive/editions.json";

/// True for a file of a snapshot in a built site; the page that lists the snapshots is not one.
pub fn is_frozen(path: &str) -> bool {
    path.strip_prefix(FOLDER)
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

#[derive(Serialize)]
struct Index<'a> {
    format: u32,
    editions: Vec<EditionEntry<'a>>,
    snapshots: Vec<SnapshotEntry<'a>>,
}

#[derive(Serialize)]
struct EditionEntry<'a> {
    year: i16,
    title: &'a str,
    url: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    languages: Translations<'a>,
}

#[derive(Serialize)]
struct SnapshotEntry<'a> {
    name: &'a str,
    year: i16,
    revision: u32,
    url: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    languages: Translations<'a>,
}

/// The same in the languages that have a folder of their own, by code of the language.
type Translations<'a> = BTreeMap<&'static str, Translation<'a>>;

#[derive(Serialize)]
struct Translation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    url: String,
}

/// The languages in which pages stand in a folder of their own.
fn with_folder(languages: &[Lang]) -> impl Iterator<Item = Lang> {
    let languages = languages.iter().copied();
    languages.filter(|lang| !lang.folder().is_empty())
}

/// The files that a site serves of its snapshots, by their path in the built site: `archive/2022/…` is the frozen site,
/// `archive/2022-bag/…` what proves it, `archive/2022.zip` the whole bag where the site keeps it.
pub fn published(tree: &SourceTree, dataset: &Dataset) -> Files {
    let mut files = BTreeMap::new();
    for snapshot in &dataset.snapshots {
        let name = &snapshot.name;
        let bag = bag_of(tree, name);
        let pages = bag.below(SITE).into_iter();
        files.extend(pages.map(|(path, bytes)| (format!("{FOLDER}{name}/{path}"), bytes)));
        for proof in [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, RECORD] {
            if let Some(bytes) = bag.files.get(proof) {
                let proof = proof.trim_start_matches("data/");
                files.insert(format!("{FOLDER}{name}-bag/{proof}"), Arc::clone(bytes));
            }
        }
        if let Some(zip) = tree.files.get(&format!("{KEEP}{name}.zip")) {
            files.insert(format!("{FOLDER}{name}.zip"), Arc::clone(zip));
        }
    }
    if !dataset.snapshots.is_empty() {
        files.insert(INDEX.to_owned(), index(tree, dataset).into());
    }
    files
}

/// Addresses are relative to the folder of the index.
fn index(tree: &SourceTree, dataset: &Dataset) -> Vec<u8> {
    let index = Index {
        format: 1,
        editions: dataset
            .editions
            .values()
            .map(|edition| edition_entry(dataset, edition))
            .collect(),
        snapshots: dataset
            .snapshots
            .iter()
            .map(|snapshot| snapshot_entry(tree, snapshot))
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&index).expect("an index is JSON");
    bytes.push(b'\n');
    bytes
}

fn edition_entry<'a>(dataset: &Dataset, edition: &'a Edition) -> EditionEntry<'a> {
    let year = edition.year;
    let translation = |lang: Lang| Translation {
        title: Some(edition.short_title_in(lang)),
        url: format!("../{}{year}/", lang.folder()),
    };
    EditionEntry {
        year,
        title: &edition.short_title,
        url: format!("../{year}/"),
        languages: with_folder(&dataset.site.languages)
            .map(|lang| (lang.code(), translation(lang)))
            .collect(),
    }
}

/// A snapshot has the languages in which it was frozen, whatever the living site has today.
fn snapshot_entry<'a>(tree: &SourceTree, snapshot: &'a Snapshot) -> SnapshotEntry<'a> {
    let name = &snapshot.name;
    let has = |lang: &Lang| {
        let home = format!("{KEEP}{name}/{SITE}{}index.html", lang.folder());
        tree.files.contains_key(&home)
    };
    let translation = |lang: Lang| Translation {
        title: None,
        url: format!("{name}/{}", lang.folder()),
    };
    SnapshotEntry {
        name,
        year: snapshot.year,
        revision: snapshot.revision,
        url: format!("{name}/"),
        languages: with_folder(&Lang::ALL)
            .filter(has)
            .map(|lang| (lang.code(), translation(lang)))
            .collect(),
    }
}

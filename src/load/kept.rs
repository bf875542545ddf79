//! What is kept from one loading to the next: the files of a site that is written in a preview are read again and again, and
//! all but one of them are as they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::discover::{self, EditionFiles, SiteFiles, SourceFile};
use super::documents::{self, Documents, Sources};
use super::{Entity, text_checks};
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::model::dataset::Document;
use crate::tree::{Bytes, SourceTree};

/// An entity that could be read, and what is wrong with its file.
type Read = (Option<Entity>, Vec<Diagnostic>);

/// Results of loading, each with the bytes it was made from. An entity whose files are as they were is the same value in
/// memory, so that later stages see at once that it has not changed.
#[derive(Debug)]
pub struct Kept {
    /// By the paths of all files.
    files: Memo<Vec<String>, Arc<(SiteFiles, Vec<Diagnostic>)>>,
    pub(super) texts: text_checks::Known,
    sources: Memo<Option<Bytes>, Arc<Sources>>,
    documents: Memo<DocumentsInput, Arc<Documents>>,
    pub(super) entities: Memo<EntityInput, Arc<Read>>,
}

/// All that the documents of an edition are made from.
#[derive(Debug)]
struct DocumentsInput {
    sources: Arc<Sources>,
    texts: Vec<Option<Bytes>>,
}

/// All that an entity is made from, but for its path, which is the name it is kept under.
#[derive(Debug)]
pub(super) struct EntityInput {
    seed: Option<Bytes>,
    commentary: Option<Bytes>,
    documents: Arc<BTreeMap<String, Document>>,
}

impl Kept {
    /// For somebody who loads once: nothing is kept.
    pub fn none() -> Kept {
        Kept {
            files: Memo::none(),
            texts: Memo::none(),
            sources: Memo::none(),
            documents: Memo::none(),
            entities: Memo::none(),
        }
    }

    /// For somebody who loads again and again.
    pub fn all() -> Kept {
        Kept {
            files: Memo::kept(),
            texts: Memo::kept(),
            sources: Memo::kept(),
            documents: Memo::kept(),
            entities: Memo::kept(),
        }
    }

    pub(super) fn turn(&mut self) {
        self.files.turn();
        self.texts.turn();
        self.sources.turn();
        self.documents.turn();
        self.entities.turn();
    }

    /// The files by what they are.
    pub(super) fn files(&self, tree: &SourceTree) -> Arc<(SiteFiles, Vec<Diagnostic>)> {
        let paths = tree.below("content/").map(str::to_owned).collect();
        let sort = |_: &_| Arc::new(discover::discover(tree));
        self.files.get("", paths, sort)
    }

    /// The documents of an edition.
    pub(super) fn documents(&self, tree: &SourceTree, files: &EditionFiles) -> Arc<Documents> {
        let Some(file) = &files.sources else {
            return Arc::default();
        };
        let bytes = tree.bytes(&file.path);
        let read = |_: &_| Arc::new(documents::sources(tree, file));
        let sources = self.sources.get(&file.path, bytes, read);
        let texts = documents::text_paths(file, &sources);
        let texts = texts.iter().map(|path| tree.bytes(path));
        let input = DocumentsInput {
            texts: texts.collect(),
            sources,
        };
        let load = |input: &DocumentsInput| Arc::new(documents::load(tree, file, &input.sources));
        self.documents.get(&file.path, input, load)
    }
}

impl EntityInput {
    pub(super) fn of(
        tree: &SourceTree,
        file: &SourceFile,
        documents: &Arc<BTreeMap<String, Document>>,
    ) -> EntityInput {
        let commentary = file.commentary.as_ref();
        EntityInput {
            seed: tree.bytes(&file.path),
            commentary: commentary.and_then(|path| tree.bytes(path)),
            documents: Arc::clone(documents),
        }
    }
}

// Documents have megabytes: those kept from the last round are the same value, and are not compared line by line.
impl PartialEq for DocumentsInput {
    fn eq(&self, other: &DocumentsInput) -> bool {
        Arc::ptr_eq(&self.sources, &other.sources) && self.texts == other.texts
    }
}

impl PartialEq for EntityInput {
    fn eq(&self, other: &EntityInput) -> bool {
        Arc::ptr_eq(&self.documents, &other.documents)
            && self.seed == other.seed
            && self.commentary == other.commentary
    }
}

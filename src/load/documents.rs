//! The source documents of an edition with their texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::discover::SourceFile;
use super::seed::SeedSources;
use super::{parse, resolve};
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::model::dataset::Document;
use crate::say;
use crate::tree::SourceTree;

/// The documents of an edition, and what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) by_id: Arc<BTreeMap<String, Document>>,
    pub(super) problems: Vec<Diagnostic>,
}

/// What `sources.yaml` says, before any text is read.
pub(super) type Sources = Result<SeedSources, Vec<Diagnostic>>;

/// Reads `sources.yaml`.
pub(super) fn sources(tree: &SourceTree, file: &SourceFile) -> Sources {
    parse(tree, &file.path)
}

/// The paths of the texts that documents name, in their order.
pub(super) fn text_paths(file: &SourceFile, sources: &Sources) -> Vec<String> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let documents = sources.iter().flat_map(|seed| &seed.documents);
    let texts = documents.filter_map(|document| document.text.as_deref());
    texts.map(|text| format!("{folder}/{text}")).collect()
}

/// The documents with the lines of their texts.
pub(super) fn load(tree: &SourceTree, file: &SourceFile, sources: &Sources) -> Documents {
    let seed = match sources {
        Ok(seed) => seed,
        Err(problems) => {
            return Documents {
                problems: problems.clone(),
                ..Documents::default()
            };
        }
    };
    let mut problems = Vec::new();
    let mut paths = text_paths(file, sources).into_iter();
    let mut by_id = BTreeMap::new();
    for document in &seed.documents {
        let path = document.text.as_ref().and_then(|_| paths.next());
        let lines = path.map_or_else(Vec::new, |path| match tree.text(&path) {
            Some(text) => source_lines(text),
            None => {
                problems.push(no_text(file, &path));
                Vec::new()
            }
        });
        let document = resolve::document(document.clone(), lines);
        by_id.insert(document.id.clone(), document);
    }
    Documents {
        by_id: Arc::new(by_id),
        problems,
    }
}

fn no_text(file: &SourceFile, path: &str) -> Diagnostic {
    let message = say!(
        "資料の本文「{path}」がありません",
        "the text of the document, {path}, does not exist"
    );
    Diagnostic::new(RuleId::UnknownReference, &file.path, Place::File, message)
}

/// The lines of an extracted text, form feeds left out, radicals and private-use bullets mended for display.
fn source_lines(text: &str) -> Vec<String> {
    let mend =
        |line: &str| crate::text::mend_bullets(&crate::text::mend_radicals(line)).into_owned();
    text.lines()
        .map(|line| mend(line.trim_end_matches('\r')).replace('\u{c}', ""))
        .collect()
}

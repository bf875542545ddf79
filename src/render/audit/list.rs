//! All relations of an edition as CSV, written row by row: those of thousands of projects have a hundred megabytes.

use std::io::{self, Write};

use rayon::prelude::*;

use crate::audit::OfEntity;
use crate::audit::relation::{Relation, Term};
use crate::csv_file::CsvFile;
use crate::diagnostic::Lang;
use crate::export::Source;
use crate::export::packed::{self, PieceOfTable};
use crate::export::parts::Part;
use crate::i18n::Messages;
use crate::leaves::Leaves;
use crate::model::dataset::{DataFiles, Dataset};
use crate::render::Shared;

/// Headings, by their messages.
const HEADS: [&str; 12] = [
    "kind-edition",
    "head-whose",
    "head-kind",
    "head-rule",
    "head-verdict",
    "audit-acknowledged",
    "head-rule-summary",
    "item-formula",
    "head-stated",
    "head-computed",
    "head-difference",
    "head-figures",
];

/// Path of the file with all relations of an edition; compressed where the data of the edition are.
pub(crate) fn path(dataset: &Dataset, year: i16) -> String {
    let end = match dataset.site.data_files {
        DataFiles::All => "",
        DataFiles::Compact => ".gz",
    };
    format!("{year}/checks/audit.csv{end}")
}

/// Writes that file and gives back the writer. A compressed one is put together from parts of the edition, each a leaf.
///
/// # Errors
/// The writer's.
pub(crate) fn write<W: Write>(
    shared: &Shared,
    words: &Messages,
    year: i16,
    leaves: &dyn Leaves,
    to: W,
) -> io::Result<W> {
    let heads = HEADS.map(|key| words.get(key));
    let Some(edition) = shared.dataset.editions.get(&year) else {
        return Ok(to);
    };
    let source = shared.source(edition);
    if shared.dataset.site.data_files == DataFiles::All {
        let mut file = CsvFile::begin(to, &heads)?;
        for relation in source.relations().flat_map(OfEntity::relations) {
            file.write(&record(words.lang(), &relation))?;
        }
        return file.end();
    }
    let lang = words.lang();
    let parts = Part::of(edition);
    let pieces: Vec<Vec<PieceOfTable>> = packed::in_parts(&source, &parts)
        .par_iter()
        .map(|source| {
            let name = format!("audit-list/{}/{year}/{}", lang.code(), source.part.name());
            packed::leaf(leaves, &name, || vec![piece(lang, source)])
        })
        .collect();
    let pieces: Vec<&PieceOfTable> = pieces.iter().flatten().collect();
    packed::join(&heads.each_ref().map(|head| &**head), &pieces, to)
}

fn piece(lang: Lang, source: &Source<'_>) -> PieceOfTable {
    packed::piece(|write| {
        for relation in source.relations().flat_map(OfEntity::relations) {
            let record = record(lang, &relation);
            write(&record.each_ref().map(String::as_str));
        }
    })
}

fn record(lang: Lang, relation: &Relation) -> [String; HEADS.len()] {
    let terms = relation.terms.iter();
    let figures: Vec<String> = terms.map(|term| figure(lang, term)).collect();
    let known = relation.acknowledged.as_ref();
    [
        relation.edition.to_string(),
        relation.entity.to_string(),
        relation.rule.family.name(lang).to_owned(),
        relation.rule.id.to_owned(),
        relation.verdict.kind().say().get(lang).to_owned(),
        known.map(|known| known.reason.clone()).unwrap_or_default(),
        relation.subject.get(lang).to_owned(),
        relation.formula.get(lang).to_owned(),
        relation.stated().get(lang).to_owned(),
        relation.computed().get(lang).to_owned(),
        relation.detail().get(lang).to_owned(),
        figures.join("\n"),
    ]
}

/// `2022/reviews/0271#budget-2021-executed = 123,151百万円 [review 1561]`.
fn figure(lang: Lang, term: &Term) -> String {
    let lines = term.citation.lines.map_or(String::new(), |(first, last)| {
        format!(" {}", crate::load::range_text(first, last))
    });
    let (reference, shown) = (term.place.reference(), term.shown.get(lang));
    format!("{reference} = {shown} [{}{lines}]", term.citation.document)
}

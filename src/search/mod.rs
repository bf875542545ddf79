//! Search: what can be found, how texts are compared, and the index that the search page reads.
//!
//! The index is made from the dataset, not from pages, so that every find has its kind and its place. It is cut into many
//! small files of which a query needs a few; the script of the page verifies every find against the text itself, so that
//! the index may be coarse but the results are exact. `docs/SEARCH.md` compares this with well-kept engines.

mod address;
mod collect;
mod files;
mod fold;
mod forms;
mod grams;
mod index;
pub mod listing;
mod record;
mod years;

use std::io;

use rayon::prelude::*;

use crate::model::dataset::Dataset;
use crate::tree::Sink;
use files::Written;
use index::RecordGrams;

pub use collect::OtherPage;
pub use files::FOLDER;
pub use fold::fold;
pub use record::{Kind, Name, Passage, Place, Record};

/// So many records are indexed at a time, and let go: what is written of all of them is much already.
const PIECE: usize = 512;

/// Everything that can be found on a site, in the order of the index.
pub fn records(dataset: &Dataset, pages: &[OtherPage]) -> Vec<Record> {
    collect::records(dataset, pages)
}

/// Writes the files of the index of a site.
///
/// # Errors
/// The sink's.
pub fn write(dataset: &Dataset, pages: &[OtherPage], sink: &dyn Sink) -> io::Result<()> {
    let mut records = records(dataset, pages).into_iter();
    let mut written = Vec::with_capacity(records.len());
    let mut index = index::Builder::default();
    loop {
        let piece: Vec<Record> = records.by_ref().take(PIECE).collect();
        if piece.is_empty() {
            break;
        }
        let piece = piece.into_par_iter();
        let (grams, texts): (Vec<_>, Vec<_>) = piece
            .map(|record| (RecordGrams::of(&record), Written::of(&record)))
            .unzip();
        index.add(&grams);
        written.extend(texts);
    }
    files::write(&written, &index.finish(), sink)
}

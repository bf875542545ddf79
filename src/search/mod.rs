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

use crate::model::dataset::Dataset;
use crate::tree::Sink;

pub use collect::OtherPage;
pub use files::FOLDER;
pub use fold::fold;
pub use record::{Kind, Name, Passage, Place, Record};

/// Everything that can be found on a site, in the order of the index.
pub fn records(dataset: &Dataset, pages: &[OtherPage]) -> Vec<Record> {
    collect::records(dataset, pages)
}

/// Writes the files of the index of a site.
///
/// # Errors
/// The sink's.
pub fn write(dataset: &Dataset, pages: &[OtherPage], sink: &dyn Sink) -> io::Result<()> {
    let records = records(dataset, pages);
    let index = index::index(&records);
    files::write(&records, &index, sink)
}

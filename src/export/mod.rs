//! The whole edition as data: CSV tables, JSON, a spreadsheet, their description for programs, linked data, the feed.
//!
//! All formats are written from the same typed tables ([`specs::ALL`]); what a format holds is explained in `docs/DATA.md`.
//! Words of data files are those of the site's language; ids of columns and values are the same in every language.

pub mod address;
pub mod changes;
pub mod feed;
pub mod linked;
pub mod specs;
pub mod table;

mod json;
mod package;
pub mod packed;
pub mod parts;
mod rows;
mod schema;
mod workbook;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, LazyLock, OnceLock};

use crate::audit::Audit;
use crate::diagnostic::Lang;
use crate::i18n::Messages;
use crate::leaves::{Leaves, NoLeaves};
use crate::model::dataset::{Dataset, Edition, Site};
use crate::sight::{self, Seen};
use crate::tree::{Memory, OutputTree, Sink};
use address::Address;
pub use package::type_name;
use parts::Part;
pub use rows::{Source, table as rows_of};
pub use schema::PATH as SCHEMA_PATH;
pub use schema::{changes as changes_schema_text, text as schema_text};
use table::Spec;

/// A file of data, without its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct DataFile {
    /// Name inside the folder of data: `budgets.csv`.
    pub name: String,
    /// Number of bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
    /// The table that a CSV file holds, and the number of its rows without the heading.
    pub table: Option<(&'static Spec, usize)>,
}

/// The files of data of an edition, in the order in which readers meet them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EditionData {
    pub files: Vec<DataFile>,
    /// The spreadsheet was left out: it would have more cells than spreadsheet programs open with ease.
    pub without_workbook: bool,
}

/// The data of the editions. A build writes them once and keeps only what pages say about them; a preview keeps those of
/// an edition in memory from the first request on.
#[derive(Debug)]
pub struct Exports {
    editions: BTreeMap<i16, Made>,
    address: Address,
    /// How data files name pages.
    address_in_files: Address,
}

#[derive(Debug, Default)]
struct Made {
    /// Written elsewhere.
    written: OnceLock<EditionData>,
    held: OnceLock<(EditionData, OutputTree)>,
}

/// Words of the program: data depend neither on the theme nor on the language of the page that shows them.
static WORDS: LazyLock<Messages> =
    LazyLock::new(|| Messages::new(Lang::Ja, &[]).expect("the program's own words can be read"));

static WHOLE: Part<'static> = Part::whole();

/// A licence or statement of terms: name and address.
pub type Licence = (String, String);

impl Exports {
    /// Data of the editions of a dataset, with addresses of the site.
    pub fn new(dataset: &Dataset, address: Address) -> Exports {
        let years = dataset.editions.keys();
        Exports {
            editions: years.map(|year| (*year, Made::default())).collect(),
            address_in_files: address.of_data(dataset.frozen.is_some()),
            address,
        }
    }

    /// What the data of an edition are made from.
    pub fn source<'a>(
        &'a self,
        dataset: &'a Dataset,
        edition: &'a Edition,
        audit: &'a Audit,
    ) -> Source<'a> {
        Source {
            dataset,
            edition,
            audit,
            words: &WORDS,
            address: &self.address,
            part: &WHOLE,
            relations_before: 0,
        }
    }

    /// What pages say about the data of an edition.
    pub fn of(&self, source: &Source<'_>) -> &EditionData {
        sight::note(|| Seen::Everything);
        static NONE: EditionData = EditionData {
            files: Vec::new(),
            without_workbook: false,
        };
        self.editions
            .get(&source.edition.year)
            .map_or(&NONE, |made| {
                let written = made.written.get();
                written.unwrap_or_else(|| &made.held(&self.in_files(source)).0)
            })
    }

    /// A file of the data of an edition, by its path in the site; nothing where there is none.
    pub fn file(&self, source: &Source<'_>, path: &str) -> Option<Arc<[u8]>> {
        let made = self.editions.get(&source.edition.year)?;
        let data = made.held(&self.in_files(source));
        data.1.files.get(path).cloned()
    }

    /// Makes the data of an edition into a sink.
    ///
    /// # Errors
    /// The sink's.
    pub fn write(
        &self,
        source: &Source<'_>,
        sink: &dyn Sink,
        leaves: &dyn Leaves,
    ) -> io::Result<()> {
        let data = write::edition(&self.in_files(source), sink, true, leaves)?;
        if let Some(made) = self.editions.get(&source.edition.year) {
            // Whoever was first wrote the same.
            let _ = made.written.set(data);
        }
        Ok(())
    }

    /// The same with the addresses that data files use.
    fn in_files<'a>(&'a self, source: &Source<'a>) -> Source<'a> {
        Source {
            address: &self.address_in_files,
            ..*source
        }
    }

    /// Where the site is published.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Where data files lead.
    fn address_in_files(&self) -> &Address {
        &self.address_in_files
    }

    /// The words of data files.
    pub fn words(&self) -> &Messages {
        &WORDS
    }
}

impl EditionData {
    /// The file with a name.
    pub fn file(&self, name: &str) -> Option<&DataFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

impl Made {
    /// Here making data runs on one thread, so that no parallel iterator can wait for itself.
    fn held(&self, source: &Source<'_>) -> &(EditionData, OutputTree) {
        self.held.get_or_init(|| {
            let memory = Memory::default();
            let data =
                write::edition(source, &memory, false, &NoLeaves).expect("memory takes every file");
            (data, memory.into_tree())
        })
    }
}

impl DataFile {
    /// Media type (IANA).
    pub fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("csv") => "text/csv",
            Some("gz") => "application/gzip",
            Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/json",
        }
    }
}

/// Folder of the data of an edition, without base path.
pub fn folder(year: i16) -> String {
    format!("{year}/data/")
}

/// The edition and the name in its folder that a path is about: `2022/data/budgets.csv`.
pub fn split_path(path: &str) -> Option<(i16, &str)> {
    let (year, rest) = path.split_once('/')?;
    let name = rest.strip_prefix("data/")?;
    Some((year.parse().ok()?, name))
}

/// What data may be used under: the licence of the settings, or the terms that are named on every page.
pub fn licences(site: &Site) -> Vec<Licence> {
    let stated = site.license.iter().map(|(name, url)| (name, url.as_ref()));
    let terms = site
        .attribution
        .iter()
        .map(|terms| (&terms.text, terms.url.as_ref()));
    let chosen: Vec<_> = match site.license {
        Some(_) => stated.collect(),
        None => terms.collect(),
    };
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let with_address = chosen.into_iter().filter_map(|(name, url)| {
        let url = url.filter(is_web)?;
        Some((name.clone(), url.clone()))
    });
    with_address.collect()
}

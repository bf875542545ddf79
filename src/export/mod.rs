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

mod csv;
mod json;
mod package;
mod rows;
mod schema;
mod workbook;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::audit::Audit;
use crate::diagnostic::Lang;
use crate::i18n::Messages;
use crate::model::dataset::{Dataset, Edition, Site};
use address::Address;
pub use package::type_name;
pub use rows::{Source, table as rows_of};
pub use schema::PATH as SCHEMA_PATH;
pub use schema::{changes as changes_schema_text, text as schema_text};
use table::Spec;

/// A file of data.
#[derive(Debug, Clone, PartialEq)]
pub struct DataFile {
    /// Name inside the folder of data: `budgets.csv`.
    pub name: String,
    pub bytes: Arc<[u8]>,
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

/// The data of the editions, each made when it is first asked for.
#[derive(Debug)]
pub struct Exports {
    editions: BTreeMap<i16, OnceLock<EditionData>>,
    /// Words of the program: data depend neither on the theme nor on the language of the page that shows them.
    words: Messages,
    address: Address,
    /// How data files name pages.
    address_in_files: Address,
}

/// A licence or statement of terms: name and address.
pub type Licence = (String, String);

impl Exports {
    /// Data of the editions of a dataset, with addresses of the site.
    ///
    /// # Panics
    /// The program's own catalogue cannot be read, which is a fault of the program.
    pub fn new(dataset: &Dataset, address: Address) -> Exports {
        let years = dataset.editions.keys();
        Exports {
            editions: years.map(|year| (*year, OnceLock::new())).collect(),
            words: Messages::new(Lang::Ja, &[]).expect("the program's own words can be read"),
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
            words: &self.words,
            address: &self.address,
        }
    }

    /// The data of an edition. Making them runs on one thread, so that no parallel iterator can wait for itself.
    pub fn of(&self, source: &Source<'_>) -> &EditionData {
        static NONE: EditionData = EditionData {
            files: Vec::new(),
            without_workbook: false,
        };
        let source = Source {
            address: &self.address_in_files,
            ..*source
        };
        self.editions
            .get(&source.edition.year)
            .map_or(&NONE, |data| data.get_or_init(|| edition(&source)))
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
        &self.words
    }
}

impl EditionData {
    /// The file with a name.
    pub fn file(&self, name: &str) -> Option<&DataFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

impl DataFile {
    fn new(name: &str, bytes: Vec<u8>) -> DataFile {
        DataFile {
            name: name.to_owned(),
            bytes: bytes.into(),
            table: None,
        }
    }

    /// Media type (IANA).
    pub fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("csv") => "text/csv",
            Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/json",
        }
    }

    /// SHA-256 in hexadecimal digits.
    pub fn sha256(&self) -> String {
        let digest = Sha256::digest(&self.bytes);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
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

/// One table after the other, so that the rows of one only are held at a time.
fn edition(source: &Source<'_>) -> EditionData {
    let mut files = Vec::new();
    let mut whole = json::Whole::new(source);
    let mut workbook = workbook::Book::new(source);
    for spec in specs::ALL {
        let table = rows_of(source, spec);
        if table.rows.is_empty() {
            continue;
        }
        whole.add(&table);
        workbook.add(&table);
        let mut file = DataFile::new(&format!("{}.csv", spec.id), csv::text(&table).into_bytes());
        file.table = Some((spec, table.rows.len()));
        files.push(file);
    }
    let package = package::text(source, &files);
    let book = workbook.bytes(source);
    let without_workbook = book.is_none();
    let mut data = EditionData {
        files: Vec::new(),
        without_workbook,
    };
    if let Some(bytes) = book {
        data.files.push(DataFile::new("edition.xlsx", bytes));
    }
    let whole = DataFile::new("edition.json", whole.text().into_bytes());
    let package = DataFile::new("datapackage.json", package.into_bytes());
    data.files.extend([whole, package]);
    data.files.extend(files);
    data
}

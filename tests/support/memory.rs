//! A folder in memory that imports write into.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use tenken::import::run::Target;
use tenken::tree::SourceTree;

/// A folder that is imported into.
#[derive(Default, Clone)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
    pub removed: BTreeSet<String>,
    pub written: BTreeSet<String>,
}

impl Target for Memory {
    type Error = Infallible;
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.files.get(path).cloned())
    }
    fn names(&self, folder: &str) -> Result<Vec<String>, Infallible> {
        let prefix = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let below = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix));
        let names = below.map(|path| path.split('/').next().unwrap_or(path).to_owned());
        let names: BTreeSet<String> = names.collect();
        Ok(names.into_iter().collect())
    }
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Infallible> {
        self.written.insert(path.to_owned());
        self.files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
    fn remove(&mut self, path: &str) {
        self.removed.insert(path.to_owned());
        self.files.remove(path);
    }
}

impl Memory {
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path}"));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// The folder as part of a site: `below` is where it stands, `site` the settings of the site.
    pub fn site(&self, below: &str, site: &str) -> SourceTree {
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        files.insert("content/site.yaml".into(), site.as_bytes().into());
        for (path, bytes) in &self.files {
            files.insert(format!("{below}{path}"), bytes.clone().into());
        }
        SourceTree { files }
    }
}

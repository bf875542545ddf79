//! Addresses in data files: absolute where the address of the site is known.

use super::table::Value;
use crate::model::dataset::Edition;
use crate::model::table::Citation;
use crate::plan;

/// Where the site is published.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// Scheme and host, where known.
    pub origin: Option<String>,
    /// Begins and ends with `/`.
    pub base_path: String,
}

impl Address {
    /// The address of a page or file; begins with `/` where the site's own address is not known.
    pub fn of(&self, path: &str) -> String {
        let origin = self.origin.as_deref().unwrap_or_default();
        format!("{origin}{}{path}", self.base_path)
    }

    /// The page of an entity: `projects/binds`, or of the edition itself where the key is empty.
    pub fn entity(&self, year: i16, key: &str) -> String {
        match key {
            "" => self.of(&format!("{year}/")),
            key => self.of(&format!("{year}/{key}/")),
        }
    }

    /// The line that a citation names, where the text of its document is part of the site; else the list of documents.
    pub fn source(&self, edition: &Edition, citation: &Citation) -> Value {
        let Some(document) = edition.documents.get(&*citation.document) else {
            return Value::Empty;
        };
        let line = citation
            .lines
            .map(|(first, _)| first)
            .filter(|first| (*first as usize) <= document.lines.len());
        Value::from(self.of(&match line {
            Some(line) => plan::source_line(edition.year, &document.id, line),
            None => format!("{}/sources/", edition.year),
        }))
    }
}

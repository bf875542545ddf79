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
    /// Begins and ends with `/`; of data files that are frozen without an address, the way from their folder: `../../`.
    pub base_path: String,
    /// Name of the file that is the page of a folder, where addresses must name it: a file system does not find it.
    pub index: &'static str,
}

impl Address {
    /// The address of a page or file; begins with `/` where the site's own address is not known.
    pub fn of(&self, path: &str) -> String {
        let origin = self.origin.as_deref().unwrap_or_default();
        let file = path.split('#').next().unwrap_or_default();
        let anchor = &path[file.len()..];
        let is_folder = file.is_empty() || file.ends_with('/');
        let index = if is_folder { self.index } else { "" };
        format!("{origin}{}{file}{index}{anchor}", self.base_path)
    }

    /// Addresses from the files of an edition's data to the files of a site that lies anywhere.
    fn relative() -> Address {
        Address {
            origin: None,
            base_path: "../../".to_owned(),
            index: "index.html",
        }
    }

    /// How data files name pages. Those of a frozen edition are moved as they are: nothing in them may begin at the root of a
    /// host that nobody knows.
    pub(super) fn of_data(&self, is_frozen: bool) -> Address {
        match self.origin {
            None if is_frozen => Address::relative(),
            _ => self.clone(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen_data_without_an_address_names_files() {
        let unknown = Address {
            origin: None,
            base_path: "/review/".to_owned(),
            index: "",
        };
        assert_eq!(unknown.of_data(false).of("2022/#a"), "/review/2022/#a");
        let frozen = unknown.of_data(true);
        assert_eq!(frozen.of(""), "../../index.html");
        assert_eq!(frozen.of("2022/#a"), "../../2022/index.html#a");
        assert_eq!(frozen.of("schema/a.json"), "../../schema/a.json");
        let known = Address {
            origin: Some("https://example.org".to_owned()),
            ..unknown
        };
        assert_eq!(
            known.of_data(true).of("2022/#a"),
            "https://example.org/review/2022/#a"
        );
    }
}

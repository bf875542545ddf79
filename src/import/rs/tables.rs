//! Builders of seed values that cite file and line.

use crate::import::tables;
pub(super) use crate::import::tables::{Map, figure, list};
use crate::import::yaml::Yaml;

/// Where something stands: `rs2-1:123`.
pub(super) fn place(file: &str, line: u64) -> String {
    format!("rs{file}:{line}")
}

impl Map {
    pub(super) fn at(self, file: &str, line: u64) -> Map {
        self.plain("at", place(file, line))
    }
}

pub(super) fn fact(label: &str, text: &str, (file, line): (&str, u64)) -> Option<Yaml> {
    tables::fact(label, text, &place(file, line))
}

pub(super) fn heading(
    id: &str,
    heading: &str,
    text: &str,
    (file, line): (&str, u64),
) -> Option<Yaml> {
    tables::heading(id, heading, text, &place(file, line))
}

/// A row of a list of texts; nothing where all cells are blank.
pub(super) fn list_row(cells: &[&str], (file, line): (&str, u64)) -> Option<Yaml> {
    let is_blank = cells.iter().all(|cell| cell.is_empty());
    let cells = cells.iter().map(|cell| Yaml::text(cell)).collect();
    (!is_blank).then(|| {
        Map::new()
            .with("cells", Yaml::List(cells))
            .at(file, line)
            .done()
    })
}

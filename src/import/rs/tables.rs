//! Small builders of seed values.

use crate::import::yaml::Yaml;

/// A map in the making; what is blank in the source has no key.
#[derive(Debug, Clone, Default)]
pub(super) struct Map(Vec<(&'static str, Yaml)>);

impl Map {
    pub(super) fn new() -> Map {
        Map::default()
    }

    pub(super) fn text(self, key: &'static str, text: &str) -> Map {
        if text.is_empty() {
            self
        } else {
            self.with(key, Yaml::text(text))
        }
    }

    pub(super) fn plain(self, key: &'static str, value: impl ToString) -> Map {
        self.with(key, Yaml::plain(value))
    }

    pub(super) fn flag(self, key: &'static str, is_set: bool) -> Map {
        if is_set { self.plain(key, true) } else { self }
    }

    pub(super) fn list(self, key: &'static str, items: Vec<Yaml>) -> Map {
        if items.is_empty() {
            self
        } else {
            self.with(key, Yaml::List(items))
        }
    }

    pub(super) fn with(mut self, key: &'static str, value: Yaml) -> Map {
        self.0.push((key, value));
        self
    }

    pub(super) fn at(self, file: &str, line: u64) -> Map {
        self.plain("at", place(file, line))
    }

    pub(super) fn entries(self) -> Vec<(&'static str, Yaml)> {
        self.0
    }

    pub(super) fn done(self) -> Yaml {
        Yaml::Map(self.0)
    }
}

/// Where something stands: `rs2-1:123`.
pub(super) fn place(file: &str, line: u64) -> String {
    format!("rs{file}:{line}")
}

/// A figure as a cell of a seed file: digits as they are, all else quoted.
pub(super) fn figure(value: &str) -> Yaml {
    match value {
        "" | "-" => Yaml::text(value),
        value => Yaml::plain(value),
    }
}

/// A fact (基本情報) or a text: `label` or `heading`, text, place.
pub(super) fn fact(label: &str, text: &str, (file, line): (&str, u64)) -> Option<Yaml> {
    let fact = Map::new().text("label", label).text("text", text);
    (!text.is_empty()).then(|| fact.at(file, line).done())
}

pub(super) fn heading(
    id: &str,
    heading: &str,
    text: &str,
    (file, line): (&str, u64),
) -> Option<Yaml> {
    let whole = Map::new()
        .text("id", id)
        .text("heading", heading)
        .text("text", text);
    (!text.is_empty()).then(|| whole.at(file, line).done())
}

/// A list of texts (表) in a seed file.
pub(super) fn list(id: &str, title: &str, columns: &[&str], rows: Vec<Yaml>) -> Option<Yaml> {
    let columns = columns.iter().map(|name| Yaml::text(name)).collect();
    let whole = Map::new()
        .text("id", id)
        .text("title", title)
        .list("columns", columns);
    (!rows.is_empty()).then(|| whole.list("rows", rows).done())
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

//! Small builders of seed values.

use super::yaml::Yaml;

/// A map in the making; what is blank in the source has no key.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Map(Vec<(&'static str, Yaml)>);

impl Map {
    pub(in crate::import) fn new() -> Map {
        Map::default()
    }

    pub(in crate::import) fn text(self, key: &'static str, text: &str) -> Map {
        if text.is_empty() {
            self
        } else {
            self.with(key, Yaml::text(text))
        }
    }

    pub(in crate::import) fn plain(self, key: &'static str, value: impl ToString) -> Map {
        self.with(key, Yaml::plain(value))
    }

    pub(in crate::import) fn flag(self, key: &'static str, is_set: bool) -> Map {
        if is_set { self.plain(key, true) } else { self }
    }

    pub(in crate::import) fn list(self, key: &'static str, items: Vec<Yaml>) -> Map {
        if items.is_empty() {
            self
        } else {
            self.with(key, Yaml::List(items))
        }
    }

    pub(in crate::import) fn with(mut self, key: &'static str, value: Yaml) -> Map {
        self.0.push((key, value));
        self
    }

    pub(in crate::import) fn entries(self) -> Vec<(&'static str, Yaml)> {
        self.0
    }

    pub(in crate::import) fn done(self) -> Yaml {
        Yaml::Map(self.0)
    }
}

/// A figure as a cell of a seed file: digits as they are, all else quoted.
pub(in crate::import) fn figure(value: &str) -> Yaml {
    match value {
        "" | "-" => Yaml::text(value),
        value => Yaml::plain(value),
    }
}

/// A fact (基本情報): nothing where the text is blank.
pub(in crate::import) fn fact(label: &str, text: &str, at: &str) -> Option<Yaml> {
    let fact = Map::new().text("label", label).text("text", text);
    (!text.is_empty()).then(|| fact.plain("at", at).done())
}

/// A text with its heading: nothing where the text is blank.
pub(in crate::import) fn heading(id: &str, heading: &str, text: &str, at: &str) -> Option<Yaml> {
    let whole = Map::new()
        .text("id", id)
        .text("heading", heading)
        .text("text", text);
    (!text.is_empty()).then(|| whole.plain("at", at).done())
}

/// A list of texts (表) in a seed file.
pub(in crate::import) fn list(
    id: &str,
    title: &str,
    columns: &[&str],
    rows: Vec<Yaml>,
) -> Option<Yaml> {
    let columns = columns.iter().map(|name| Yaml::text(name)).collect();
    let whole = Map::new()
        .text("id", id)
        .text("title", title)
        .list("columns", columns);
    (!rows.is_empty()).then(|| whole.list("rows", rows).done())
}

//! The whole edition as one JSON file, `tenken-edition/1`.

use serde_json::{Value as Json, json};

use super::rows::Source;
use super::table::{DataTable, Value};
use super::{SCHEMA_PATH, folder, licences};
use crate::model::dataset::EditionKind;

/// Name and version of the format. The number grows when a reader of the former could misunderstand a file.
pub const FORMAT: &str = "tenken-edition/1";

/// The file in the making.
#[derive(Debug)]
pub struct Whole {
    text: String,
    is_first: bool,
}

impl Whole {
    /// The file up to its tables.
    pub fn new(source: &Source<'_>) -> Whole {
        let head = head(source).to_string();
        // The tables follow inside the same object.
        let mut text = head.strip_suffix('}').unwrap_or(&head).to_owned();
        text.push_str(",\n\"tables\":{");
        Whole {
            text,
            is_first: true,
        }
    }

    /// Adds a table.
    pub fn add(&mut self, table: &DataTable) {
        let separator = if self.is_first { "\n" } else { ",\n" };
        self.is_first = false;
        self.text.push_str(&format!(
            "{separator}{}:{}",
            string(table.spec.id),
            rows(table)
        ));
    }

    /// The whole file.
    pub fn text(mut self) -> String {
        self.text.push_str("\n}}\n");
        self.text
    }
}

/// The rows of a table: one object a row and line; what is empty is left out.
pub(super) fn rows(table: &DataTable) -> String {
    let mut text = "[\n".to_owned();
    for (index, row) in table.rows.iter().enumerate() {
        text.push_str(if index == 0 { "{" } else { ",\n{" });
        let cells = table.spec.fields().zip(row);
        let cells = cells.filter(|(_, value)| **value != Value::Empty);
        for (index, (field, value)) in cells.enumerate() {
            if index > 0 {
                text.push(',');
            }
            text.push_str(&string(field.id));
            text.push(':');
            text.push_str(&self::value(value));
        }
        text.push('}');
    }
    text.push_str("\n]");
    text
}

fn string(text: &str) -> String {
    Json::from(text).to_string()
}

/// Numbers keep the digits that are printed.
fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => string(text),
        Value::Empty => "null".to_owned(),
        number_or_truth => number_or_truth.text(),
    }
}

fn head(source: &Source<'_>) -> Json {
    let edition = source.edition;
    let licences: Vec<Json> = licences(&source.dataset.site)
        .into_iter()
        .map(|(name, url)| json!({ "name": name, "url": url }))
        .collect();
    let terms = &source.dataset.site.attribution;
    let attribution: Vec<&str> = terms.iter().map(|terms| terms.text.as_str()).collect();
    json!({
        "$schema": source.address.of(SCHEMA_PATH),
        "format": FORMAT,
        "edition": {
            "year": edition.year,
            "title": edition.title,
            "short_title": edition.short_title,
            "kind": kind(edition.kind),
            "date": edition.date.map(|date| date.iso()),
            "url": source.address.of(&format!("{}/", edition.year)),
            "data_url": source.address.of(&folder(edition.year)),
        },
        "publisher": source.dataset.site.publisher,
        "licences": licences,
        "attribution": attribution,
    })
}

fn kind(kind: EditionKind) -> &'static str {
    match kind {
        EditionKind::Review => "review",
        EditionKind::BudgetProposal => "budget_proposal",
    }
}

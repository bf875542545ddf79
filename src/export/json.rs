//! The whole edition as one JSON file, `tenken-edition/1`.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::rows::Source;
use super::table::{Spec, Value};
use super::{SCHEMA_PATH, folder, licences};
use crate::model::dataset::EditionKind;

/// Name and version of the format. The number grows when a reader of the former could misunderstand a file.
pub const FORMAT: &str = "tenken-edition/1";

/// The file in the making.
#[derive(Debug)]
pub struct Whole<W> {
    to: W,
    /// A line of it.
    line: String,
    /// What stands before the next table, and before the next row.
    before: (&'static str, &'static str),
}

impl<W: Write> Whole<W> {
    /// Writes the file up to its tables.
    pub fn begin(mut to: W, source: &Source<'_>) -> io::Result<Whole<W>> {
        let head = head(source).to_string();
        // The tables follow inside the same object.
        to.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
        to.write_all(b",\n\"tables\":{")?;
        Ok(Whole {
            to,
            line: String::new(),
            before: ("\n", ""),
        })
    }

    /// Begins a table.
    pub fn table(&mut self, spec: &Spec) -> io::Result<()> {
        let before = std::mem::replace(&mut self.before, (",\n", "{")).0;
        writeln!(self.to, "{before}{}:[", string(spec.id))
    }

    /// Adds a row to the table: one object a line; what is empty is left out.
    pub fn row(&mut self, spec: &Spec, row: &[Value]) -> io::Result<()> {
        self.line.clear();
        self.line
            .push_str(std::mem::replace(&mut self.before.1, ",\n{"));
        let cells = spec.fields().zip(row);
        let mut is_first = true;
        for (field, value) in cells.filter(|(_, value)| **value != Value::Empty) {
            if !is_first {
                self.line.push(',');
            }
            is_first = false;
            self.line.push('"');
            // Ids are plain ASCII.
            self.line.push_str(field.id);
            self.line.push_str("\":");
            self.line.push_str(&self::value(value));
        }
        self.line.push('}');
        self.to.write_all(self.line.as_bytes())
    }

    /// Ends the table.
    pub fn end_table(&mut self) -> io::Result<()> {
        self.to.write_all(b"\n]")
    }

    /// Ends the file and gives back the writer.
    pub fn end(mut self) -> io::Result<W> {
        self.to.write_all(b"\n}}\n")?;
        Ok(self.to)
    }
}

fn string(text: &str) -> String {
    Json::from(text).to_string()
}

/// Numbers keep the digits that are printed.
fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => string(text),
        Value::Empty => "null".to_owned(),
        number_or_truth => number_or_truth.text().into_owned(),
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

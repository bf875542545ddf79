//! The written queries; their notation is explained where they stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::reader::Record;

const KINDS: &str = "projects programs reviews objectives portfolios indicators tasks recipients members glossary pages";

pub struct Query {
    pub text: String,
    /// For each kind that is listed: all finds.
    pub expected: BTreeMap<String, BTreeSet<String>>,
}

pub fn queries() -> Vec<Query> {
    let lines = include_str!("queries.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#")
        .map(query)
        .collect()
}

fn query(line: &str) -> Query {
    let mut parts = line.split(" | ");
    let text = parts.next().unwrap_or_default().to_owned();
    let expected = match parts.clone().next() {
        Some("nothing") => KINDS
            .split(' ')
            .map(|kind| (kind.to_owned(), BTreeSet::new()))
            .collect(),
        _ => parts.map(list).collect(),
    };
    Query { text, expected }
}

fn list(part: &str) -> (String, BTreeSet<String>) {
    let (kind, names) = part
        .split_once(':')
        .unwrap_or_else(|| panic!("`{part}` has no kind"));
    assert!(
        KINDS.split(' ').any(|known| known == kind),
        "`{kind}` is no kind"
    );
    let names = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    (kind.to_owned(), names.map(str::to_owned).collect())
}

/// What a find is called in the list.
pub fn called(record: &Record) -> String {
    let path = &record.paths[0];
    let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
    let last = page
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    match record.kind.as_str() {
        "tasks" | "members" => record.name.clone(),
        "pages" => path.clone(),
        "glossary" => anchor.to_owned(),
        "indicators" => format!("{last}#{anchor}"),
        _ => last.to_owned(),
    }
}

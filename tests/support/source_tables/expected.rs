//! `tests/source_tables/*.tsv` → expected tables; the format is in the README beside the files.

use std::path::Path;

use super::notation::plain;

/// A table that must stand on a page.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Where it is written: `000-annex-1.tsv:7`.
    pub place: String,
    /// The page's address below the site's root: `2022/portfolios/pj1/`.
    pub page: String,
    /// Elements by their id, or one of the words `facts`, `groups`, `points`, `point-headings`, `page`.
    pub anchor: String,
    pub document: String,
    /// Lines of the source text, as written.
    pub lines: String,
    /// Names of the cells; without them a cell's place in the row counts.
    pub columns: Option<Vec<String>>,
    pub rows: Vec<Row>,
    pub goal: Option<String>,
    /// Labels that no row may have.
    pub absent: Vec<String>,
    /// Words of the site that the document does not print.
    pub ignored: Vec<String>,
    /// The rows stand in this order on the page.
    pub ordered: bool,
}

/// An expected row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line in the .tsv.
    pub line: usize,
    pub label: Pattern,
    pub cells: Vec<Pattern>,
}

/// What is expected at a place. The texts are as they are compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// `?`
    Anything,
    /// `?x`: somewhere in the table.
    Somewhere(String),
    /// Right here; an empty text is a printed blank.
    Exactly(String),
}

impl Pattern {
    pub fn read(text: &str) -> Self {
        match text.trim().strip_prefix('?') {
            Some("") => Self::Anything,
            Some(rest) => Self::Somewhere(plain(rest)),
            None => Self::Exactly(plain(text)),
        }
    }

    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Exactly(_))
    }
}

/// All tables of a folder, in order.
pub fn read_folder(folder: &Path) -> Vec<Expected> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    files.sort();
    let read = |path: &Path| {
        read(
            path.file_name().unwrap().to_str().unwrap(),
            &std::fs::read_to_string(path).unwrap(),
        )
    };
    files.iter().flat_map(|path| read(path)).collect()
}

/// The tables of one file.
///
/// # Panics
/// On a line that the README does not allow: a table that cannot be read must not pass as checked.
pub fn read(name: &str, text: &str) -> Vec<Expected> {
    let mut tables: Vec<Expected> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", index + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line.strip_prefix("@table\t") {
            tables.push(open(&place, head));
            continue;
        }
        let table = tables
            .last_mut()
            .unwrap_or_else(|| panic!("{place}: a line before the first @table"));
        match line.strip_prefix('@') {
            Some(directive) => direct(table, &place, directive),
            None => table.rows.push(row(index + 1, line)),
        }
    }
    tables
}

fn open(place: &str, head: &str) -> Expected {
    let [page, anchor, document, lines] = head.split('\t').collect::<Vec<_>>()[..] else {
        panic!("{place}: @table needs page, anchor, document and lines")
    };
    Expected {
        place: place.to_owned(),
        page: page.to_owned(),
        anchor: anchor.to_owned(),
        document: document.to_owned(),
        lines: lines.to_owned(),
        columns: None,
        rows: Vec::new(),
        goal: None,
        absent: Vec::new(),
        ignored: Vec::new(),
        ordered: false,
    }
}

fn direct(table: &mut Expected, place: &str, directive: &str) {
    let (name, value) = directive.split_once([' ', '\t']).unwrap_or((directive, ""));
    match name {
        "columns" => {
            table.columns = Some(
                value
                    .split('|')
                    .map(|column| column.trim().to_owned())
                    .collect(),
            )
        }
        "goal" => table.goal = Some(plain(value)),
        "absent" => table.absent.push(plain(value)),
        "ignore" => table.ignored.push(plain(value)),
        "ordered" => table.ordered = true,
        _ => panic!("{place}: unknown directive @{name}"),
    }
}

fn row(line: usize, text: &str) -> Row {
    let mut cells = text.split('\t').map(Pattern::read);
    let label = cells.next().expect("a line has at least one cell");
    Row {
        line,
        label,
        cells: cells.collect(),
    }
}

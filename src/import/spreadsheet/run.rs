//! The whole import: rows of the sheet by project, each project's table into its seed file.

use std::collections::BTreeMap;

use super::grid::{Grid, address};
use super::mapping::Mapping;
use super::region::{self, Placed};
use super::rows::{Columns, Work, folded};
use crate::diagnostic::{DataPath, Diagnostic, Place as At, RuleId, Say};
use crate::import::Problem;
use crate::import::keep;
use crate::import::report::{FileReport, Marks, Rows, Tally};
use crate::import::run::{Report, Target};
use crate::load::rewritten::documents;
use crate::{say, suggest};

/// Problems that are told; more of them say nothing new.
const MOST: usize = 20;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings<'a> {
    /// Name of the mapping, for its mistakes.
    pub mapping: &'a str,
    /// Overwrite tables that were edited by hand between the marks.
    pub overwrite: bool,
}

/// Why nothing is imported.
#[derive(Debug)]
pub enum Trouble<E> {
    /// The mapping is wrong.
    Mapping(Vec<Diagnostic>),
    /// Cells are wrong.
    Cells(Vec<Problem>),
    /// The folder of the edition cannot be read or written.
    Target(E),
}

/// Imports a sheet into the folder of an edition.
///
/// # Errors
/// Everything that is wrong with mapping and cells, or what the folder refuses. Nothing may take effect then.
pub fn run<T: Target>(
    grid: &Grid,
    mapping: &Mapping,
    settings: Settings<'_>,
    target: &mut T,
) -> Result<Report, Trouble<T::Error>> {
    let columns = columns(grid, mapping, settings.mapping);
    let mut wrong = Vec::new();
    wrong.extend(source(mapping, settings.mapping, target).map_err(Trouble::Target)?);
    let columns = match columns {
        Ok(columns) if wrong.is_empty() => columns,
        Ok(_) => return Err(Trouble::Mapping(wrong)),
        Err(more) => {
            wrong.extend(more);
            return Err(Trouble::Mapping(wrong));
        }
    };
    let mut work = Work {
        grid,
        mapping,
        columns,
        problems: Vec::new(),
        marks: Marks::default(),
    };
    let folder = mapping.into.name();
    let names = target.names(folder).map_err(Trouble::Target)?;
    let (projects, rows) = work.projects(&names);
    let items: BTreeMap<&String, String> = projects
        .iter()
        .map(|(id, years)| (id, work.item(years)))
        .collect();
    if !work.problems.is_empty() {
        work.problems.truncate(MOST);
        return Err(Trouble::Cells(work.problems));
    }
    let mut report = Report::default();
    for (id, item) in items {
        let path = format!("{folder}/{id}.yaml");
        put(&mut report, settings, mapping, target, &path, &item).map_err(Trouble::Target)?;
    }
    let mut tally = Tally::default();
    tally.add(&work.marks);
    report.files = vec![tally.complete(file(grid, mapping, rows), 0)];
    report.projects = projects.len() as u64;
    Ok(report)
}

fn file(grid: &Grid, mapping: &Mapping, rows: u64) -> FileReport {
    FileReport {
        number: mapping.source.clone().into(),
        rows_are: Rows::Alone,
        name: grid.name.clone(),
        sha256: grid.sha256.clone(),
        rows,
        used: 0,
        left: BTreeMap::new(),
        remarks: BTreeMap::new(),
        last: None,
        absent: 0,
    }
}

fn put<T: Target>(
    report: &mut Report,
    settings: Settings<'_>,
    mapping: &Mapping,
    target: &mut T,
    path: &str,
    item: &str,
) -> Result<(), T::Error> {
    let old = target.read(path)?.unwrap_or_default();
    let Ok(old) = String::from_utf8(old) else {
        let why = say!("UTF-8 ではない", "it is not UTF-8");
        report.left.push((path.to_owned(), why));
        return Ok(());
    };
    let (key, id) = target_of(mapping);
    let placed = match keep::is_imported(&old) {
        Some(_) => Placed::Refused(say!(
            "別の取り込みで作られたファイルである",
            "another import writes this file"
        )),
        None => region::put(&old, key, id, item),
    };
    let text = match placed {
        Placed::New(text) => {
            report.new.push(path.to_owned());
            text
        }
        Placed::Changed(text) => {
            report.changed.push((path.to_owned(), vec![id.to_owned()]));
            text
        }
        Placed::Edited(text) if settings.overwrite => {
            report.changed.push((path.to_owned(), vec![id.to_owned()]));
            text
        }
        Placed::Unchanged => {
            report.unchanged += 1;
            return Ok(());
        }
        Placed::Edited(_) => {
            let why = say!(
                "目印の間が手で変更されている（上書きするなら --overwrite）",
                "what stands between the marks was edited by hand (add --overwrite to replace it)"
            );
            report.left.push((path.to_owned(), why));
            return Ok(());
        }
        Placed::Refused(why) => {
            report.left.push((path.to_owned(), why));
            return Ok(());
        }
    };
    target.write(path, text.as_bytes())
}

/// The list of the seed file that is written into, and the id of the item.
fn target_of(mapping: &Mapping) -> (&'static str, &str) {
    match (&mapping.table, &mapping.indicator) {
        (Some(table), _) => ("budgets", &table.id),
        (None, Some(indicator)) => ("indicators", &indicator.id),
        (None, None) => ("budgets", ""),
    }
}

/// The source document has to be one of the edition's.
fn source<T: Target>(
    mapping: &Mapping,
    file: &str,
    target: &T,
) -> Result<Option<Diagnostic>, T::Error> {
    let text = target.read("sources.yaml")?.unwrap_or_default();
    let ids = documents(&text);
    let source = &mapping.source;
    if ids.contains(source) {
        return Ok(None);
    }
    let message = say!(
        "出典資料「{source}」が sources.yaml にありません",
        "sources.yaml has no document `{source}`"
    );
    Ok(Some(wrong(
        file,
        DataPath::default().key("source"),
        message,
        suggest::suggest(source, ids.iter().map(String::as_str)),
    )))
}

fn wrong(file: &str, path: DataPath, message: Say, help: Option<Say>) -> Diagnostic {
    let found = Diagnostic::new(RuleId::UnknownReference, file, At::Path(path), message);
    match help {
        Some(help) => found.help(help),
        None => found,
    }
}

/// Finds the columns by their headings.
fn columns(grid: &Grid, mapping: &Mapping, file: &str) -> Result<Columns, Vec<Diagnostic>> {
    let header = mapping.header.unwrap_or(1).saturating_sub(1);
    let headings = grid.row(header);
    let row = u64::from(header) + 1;
    let mut found = Vec::new();
    let mut find = |heading: &str, path: DataPath| {
        let wanted = folded(heading);
        let mut own = headings.iter().filter(|(_, text)| folded(text) == wanted);
        match (own.next(), own.next()) {
            (Some((column, _)), None) => *column,
            (None, _) => {
                let message = say!(
                    "{row}行目に「{heading}」という見出しがありません",
                    "row {row} has no heading `{heading}`"
                );
                let help = suggest::suggest(heading, headings.iter().map(|(_, text)| *text));
                found.push(wrong(file, path, message, help));
                0
            }
            (Some((one, _)), Some((two, _))) => {
                let (one, two) = (address((header, *one)), address((header, *two)));
                let message = say!(
                    "「{heading}」という見出しが {one} と {two} にあります",
                    "the heading `{heading}` stands in {one} and {two}"
                );
                found.push(wrong(file, path, message, None));
                0
            }
        }
    };
    let root = DataPath::default;
    let columns = Columns {
        project: find(&mapping.project, root().key("project")),
        year: find(&mapping.year, root().key("year")),
        items: mapping
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| find(&item.column, root().key("items").index(at).key("column")))
            .collect(),
    };
    match found.is_empty() {
        true => Ok(columns),
        false => Err(found),
    }
}

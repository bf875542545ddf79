//! The whole import: projects in batches, each on its own, into a folder that the caller keeps.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::columns::File;
use super::reader::{Reader, Sheets};
use super::sheet::{Sheet, sheet};
use super::sites;
use super::sums::Sums;
use crate::diagnostic::Say;
use crate::import::Problem;
use crate::import::keep::{self, Merged};
use crate::import::report::{FileReport, Marks, Tally};
use crate::say;

/// Keys that an import writes into the seed file of a project.
pub const KEYS: [&str; 25] = [
    "name",
    "number",
    "source",
    "at",
    "organisation",
    "facts",
    "texts",
    "policies",
    "laws",
    "plans",
    "subsidies",
    "related_projects",
    "budgets",
    "logic_model",
    "indicators",
    "self_check_results",
    "findings",
    "flow",
    "indirect_costs",
    "recipients",
    "cost_items",
    "multi_year_contracts",
    "past_numbers",
    "remarks",
    "lists",
];

/// Projects that are worked on at once; as many are in memory.
const BATCH: usize = 64;

/// Where the files of an edition are; paths are relative to its folder.
pub trait Target {
    type Error;
    /// The bytes of a file; nothing where there is none.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Self::Error>;
    /// Names of the files in a folder.
    ///
    /// # Errors
    /// The folder is there and cannot be read.
    fn names(&self, folder: &str) -> Result<Vec<String>, Self::Error>;
    /// Writes a file; it takes effect with all others.
    ///
    /// # Errors
    /// It cannot be written.
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Self::Error>;
    /// Removes a file; it takes effect with all others.
    fn remove(&mut self, path: &str);
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Year of the edition, as its folder is called.
    pub year: i16,
    /// Overwrite imported keys that were edited by hand.
    pub overwrite: bool,
    /// Remove seed files of projects that are in no file any more, where nobody added to them.
    pub prune: bool,
}

/// Why an import failed.
#[derive(Debug)]
pub enum Failure<E> {
    /// The files to import are wrong.
    Input(Problem),
    /// The folder of the edition cannot be read or written.
    Target(E),
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub year: i16,
    pub files: Vec<FileReport>,
    pub missing: Vec<&'static File>,
    /// Names of files that are none of the fifteen.
    pub unknown: Vec<String>,
    pub projects: u64,
    pub new: Vec<u32>,
    /// Projects with the keys that changed.
    pub changed: Vec<(u32, Vec<String>)>,
    pub unchanged: u64,
    /// Projects with a seed file that are in no file any more.
    pub gone: Vec<String>,
    /// Those of them whose seed file was removed.
    pub pruned: Vec<String>,
    /// Seed files that were left alone, with the reason.
    pub left: Vec<(String, Say)>,
    /// Other files of the edition that are new or changed.
    pub others: Vec<String>,
    pub read: Sums,
    pub written: Sums,
}

impl Report {
    /// True where anything is different from before.
    pub fn is_change(&self) -> bool {
        !(self.new.is_empty()
            && self.changed.is_empty()
            && self.pruned.is_empty()
            && self.others.is_empty())
    }

    /// True where somebody should look: rows or files left out that should not be, or sums that differ.
    pub fn is_doubtful(&self) -> bool {
        let unusual = |file: &FileReport| file.left.keys().any(|reason| !reason.is_usual());
        self.files.iter().any(unusual) || !self.left.is_empty() || self.read != self.written
    }
}

/// Imports all projects.
///
/// # Errors
/// The first thing that is wrong with the files, or that the folder refuses. Nothing may take effect then.
pub fn run<T: Target>(
    reader: &mut Reader,
    settings: &Settings,
    target: &mut T,
) -> Result<Report, Failure<T::Error>> {
    check_year(reader, settings.year).map_err(Failure::Input)?;
    let mut report = Report {
        year: settings.year,
        missing: reader.missing(),
        unknown: reader.unknown.clone(),
        ..Report::default()
    };
    let mut tally = Tally::default();
    let mut ids = BTreeSet::new();
    loop {
        let batch = batch(reader).map_err(Failure::Input)?;
        if batch.is_empty() {
            break;
        }
        let made: Vec<(Sheet, String)> = batch
            .par_iter()
            .map(|sheets| {
                let sheet = sheet(sheets);
                let text = text(&sheet, sheets.year);
                (sheet, text)
            })
            .collect();
        for (sheet, text) in made {
            ids.insert(sheet.id);
            count(&mut report, &mut tally, &sheet);
            put(&mut report, settings, target, &sheet, &text).map_err(Failure::Target)?;
        }
    }
    gone(&mut report, settings, target, &ids).map_err(Failure::Target)?;
    let files = reader.reports().into_iter();
    report.files = files
        .map(|file| tally.complete(file, report.projects))
        .collect();
    others(&mut report, target).map_err(Failure::Target)?;
    Ok(report)
}

fn check_year(reader: &Reader, year: i16) -> Result<(), Problem> {
    match reader.year() {
        Some(found) if found != year => Err(Problem::new(
            "*.csv",
            Some(2),
            say!(
                "事業年度は {found} ですが、取り込み先は {year} です",
                "the fiscal year of the sheets is {found}, but they would go into {year}"
            ),
        )
        .help(say!(
            "--into に {found} という名前のフォルダーを指定してください",
            "name a folder called {found} with --into"
        ))),
        _ => Ok(()),
    }
}

fn batch(reader: &mut Reader) -> Result<Vec<Sheets>, Problem> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        match reader.project()? {
            Some(sheets) => batch.push(sheets),
            None => break,
        }
    }
    Ok(batch)
}

/// The imported part of the seed file of a project.
fn text(sheet: &Sheet, year: i16) -> String {
    let id = sheet.id;
    let comment = format!(
        "# yaml-language-server: $schema=../../schema/review.json\n\
         # Review sheet of fiscal year {year}, imported by `tenken import rs` (docs/IMPORT.md). Commentary goes into {id}.md.\n"
    );
    keep::imported(&comment, &sheet.keys)
}

fn count(report: &mut Report, tally: &mut Tally, sheet: &Sheet) {
    let marks: &Marks = &sheet.marks;
    tally.add(marks);
    report.projects += 1;
    report.read.add(&sheet.read);
    report.written.add(&sheet.written);
}

fn put<T: Target>(
    report: &mut Report,
    settings: &Settings,
    target: &mut T,
    sheet: &Sheet,
    text: &str,
) -> Result<(), T::Error> {
    let id = sheet.id;
    let path = format!("reviews/{id}.yaml");
    let old = target.read(&path)?;
    let old = old.as_deref().map(String::from_utf8_lossy);
    match keep::merge(old.as_deref(), text) {
        Merged::New(text) => {
            report.new.push(id);
            target.write(&path, text.as_bytes())
        }
        Merged::Changed(text, keys) => {
            report.changed.push((id, keys));
            target.write(&path, text.as_bytes())
        }
        Merged::Edited(text) if settings.overwrite => {
            report.changed.push((id, Vec::new()));
            target.write(&path, text.as_bytes())
        }
        Merged::Unchanged => {
            report.unchanged += 1;
            Ok(())
        }
        Merged::HandWritten => {
            let why = say!(
                "取り込みで作られたファイルではない",
                "not written by an import"
            );
            report.left.push((path, why));
            Ok(())
        }
        Merged::Edited(_) => {
            let why = say!(
                "取り込んだ項目が手で変更されている（上書きするなら --overwrite）",
                "imported keys were edited by hand (add --overwrite to replace them)"
            );
            report.left.push((path, why));
            Ok(())
        }
    }
}

/// Seed files of earlier imports whose project is in no file any more.
fn gone<T: Target>(
    report: &mut Report,
    settings: &Settings,
    target: &mut T,
    ids: &BTreeSet<u32>,
) -> Result<(), T::Error> {
    let names = target.names("reviews")?;
    for name in &names {
        let Some(id) = name.strip_suffix(".yaml") else {
            continue;
        };
        if id.parse().is_ok_and(|id| ids.contains(&id)) {
            continue;
        }
        let path = format!("reviews/{name}");
        let Some(bytes) = target.read(&path)? else {
            continue;
        };
        let Some(is_added_to) = keep::is_imported(&String::from_utf8_lossy(&bytes)) else {
            continue;
        };
        let has_commentary = names.contains(&format!("{id}.md"));
        if settings.prune && !is_added_to && !has_commentary {
            target.remove(&path);
            report.pruned.push(path);
        } else {
            report.gone.push(path);
        }
    }
    Ok(())
}

/// The edition itself and its source documents.
fn others<T: Target>(report: &mut Report, target: &mut T) -> Result<(), T::Error> {
    if target.read("edition.yaml")?.is_none() {
        let text = sites::edition_yaml(report);
        report.others.push("edition.yaml".to_owned());
        target.write("edition.yaml", text.as_bytes())?;
    }
    let old = target.read("sources.yaml")?;
    let old = old.as_deref().map(String::from_utf8_lossy);
    let new = sites::sources_yaml(old.as_deref(), report);
    if old.as_deref() != Some(new.as_str()) {
        report.others.push("sources.yaml".to_owned());
        target.write("sources.yaml", new.as_bytes())?;
    }
    Ok(())
}

//! What all imports share: sheets go into the folder that the caller keeps, what people wrote stays, and a report tells it.

use std::collections::BTreeSet;

use super::Problem;
use super::keep::{self, Merged};
use super::report::{FileReport, Marks, Rows, Tally};
use super::sites::{self, Site};
use super::sums::Sums;
use super::yaml::Yaml;
use crate::diagnostic::Say;
use crate::say;

/// Where the files are; paths are relative to the folder that is imported into.
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

/// Why an import failed.
#[derive(Debug)]
pub enum Failure<E> {
    /// The files to import are wrong.
    Input(Problem),
    /// The folder cannot be read or written.
    Target(E),
}

/// What may be done to seed files that are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Leave {
    /// Overwrite imported keys that were edited by hand.
    pub overwrite: bool,
    /// Remove seed files of projects that are in no file any more, where nobody added to them.
    pub prune: bool,
}

/// A project as it goes into its seed file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name in the report.
    pub name: String,
    /// Its seed file.
    pub path: String,
    /// What the file begins with.
    pub comment: String,
    /// The imported keys and their values, in the order of the file.
    pub keys: Vec<(&'static str, Yaml)>,
    pub marks: Marks,
    /// Sums of the figures of the files.
    pub read: Sums,
    /// Sums of what stands in the seed file.
    pub written: Sums,
}

impl Sheet {
    /// The imported part of the seed file.
    pub(super) fn text(&self) -> String {
        keep::imported(&self.comment, &self.keys)
    }
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Fiscal years of the editions.
    pub years: Vec<i16>,
    pub files: Vec<FileReport>,
    /// Numbers and titles of files that are not at hand.
    pub missing: Vec<(&'static str, &'static str)>,
    /// Names of files that are not known.
    pub unknown: Vec<String>,
    /// What is left out on purpose: file, column or key, reason.
    pub out: Vec<(&'static str, String, Say)>,
    pub projects: u64,
    pub new: Vec<String>,
    /// Projects with the keys that changed.
    pub changed: Vec<(String, Vec<String>)>,
    pub unchanged: u64,
    /// Projects with a seed file that are in no file any more.
    pub gone: Vec<String>,
    /// Those of them whose seed file was removed.
    pub pruned: Vec<String>,
    /// Seed files that were left alone, with the reason.
    pub left: Vec<(String, Say)>,
    /// Other files that are new or changed.
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

/// An import at work.
pub(super) struct Work<'a, T> {
    pub(super) report: Report,
    pub(super) target: &'a mut T,
    leave: Leave,
    site: &'static Site,
    tally: Tally,
    paths: BTreeSet<String>,
}

impl<'a, T: Target> Work<'a, T> {
    pub(super) fn new(
        target: &'a mut T,
        leave: Leave,
        site: &'static Site,
        report: Report,
    ) -> Work<'a, T> {
        Work {
            report,
            target,
            leave,
            site,
            tally: Tally::default(),
            paths: BTreeSet::new(),
        }
    }

    /// Counts a sheet and puts it into its file. `text` is what [`Sheet::text`] says.
    pub(super) fn put(&mut self, sheet: &Sheet, text: &str) -> Result<(), T::Error> {
        self.tally.add(&sheet.marks);
        self.report.projects += 1;
        self.report.read.add(&sheet.read);
        self.report.written.add(&sheet.written);
        self.paths.insert(sheet.path.clone());
        let old = self.target.read(&sheet.path)?;
        let old = old.as_deref().map(String::from_utf8_lossy);
        let merged = keep::merge(old.as_deref(), text, self.site.keys);
        self.take(merged, sheet)
    }

    fn take(&mut self, merged: Merged, sheet: &Sheet) -> Result<(), T::Error> {
        let name = sheet.name.clone();
        let report = &mut self.report;
        let text = match merged {
            Merged::New(text) => {
                report.new.push(name);
                text
            }
            Merged::Changed(text, keys) => {
                report.changed.push((name, keys));
                text
            }
            Merged::Edited(text) if self.leave.overwrite => {
                report.changed.push((name, Vec::new()));
                text
            }
            Merged::Unchanged => {
                report.unchanged += 1;
                return Ok(());
            }
            Merged::HandWritten => {
                let why = say!(
                    "取り込みで作られたファイルではない",
                    "not written by an import"
                );
                report.left.push((sheet.path.clone(), why));
                return Ok(());
            }
            Merged::Edited(_) => {
                let why = say!(
                    "取り込んだ項目が手で変更されている（上書きするなら --overwrite）",
                    "imported keys were edited by hand (add --overwrite to replace them)"
                );
                report.left.push((sheet.path.clone(), why));
                return Ok(());
            }
        };
        self.target.write(&sheet.path, text.as_bytes())
    }

    /// Seed files of earlier imports of this kind whose project is in no file any more. `folder` holds seed files.
    pub(super) fn gone(&mut self, folder: &str) -> Result<(), T::Error> {
        let names = self.target.names(folder)?;
        for name in &names {
            let path = format!("{folder}/{name}");
            let Some(id) = name.strip_suffix(".yaml") else {
                continue;
            };
            if self.paths.contains(&path) {
                continue;
            }
            let Some(bytes) = self.target.read(&path)? else {
                continue;
            };
            let text = String::from_utf8_lossy(&bytes);
            let is_ours = text.lines().take(5).any(|l| l.contains(self.site.command));
            let Some(is_added_to) = keep::is_imported(&text).filter(|_| is_ours) else {
                continue;
            };
            let has_commentary = names.contains(&format!("{id}.md"));
            if self.leave.prune && !is_added_to && !has_commentary {
                self.target.remove(&path);
                self.report.pruned.push(path);
            } else {
                self.report.gone.push(path);
            }
        }
        Ok(())
    }

    /// Counts what became of rows that are no sheet's.
    pub(super) fn tally(&mut self, marks: &Marks) {
        self.tally.add(marks);
    }

    /// Completes what the report says of the files.
    pub(super) fn files(&mut self, files: Vec<FileReport>) {
        let all = self.report.projects;
        let files = files.into_iter().map(|file| match file.rows_are {
            Rows::Rows => self.tally.complete(file, all),
            Rows::Entries | Rows::Links => self.tally.complete(file, 0),
        });
        self.report.files = files.collect();
    }

    /// The edition below `folder` (empty, or ending in `/`) and its source documents: id and what is said of each.
    pub(super) fn edition(
        &mut self,
        folder: &str,
        year: i16,
        documents: &[(String, Yaml)],
    ) -> Result<(), T::Error> {
        let path = format!("{folder}edition.yaml");
        if self.target.read(&path)?.is_none() {
            let source = documents.first().map_or("", |(id, _)| id);
            let text = sites::edition_yaml(self.site, year, source);
            self.write(path, &text)?;
        }
        let path = format!("{folder}sources.yaml");
        let old = self.target.read(&path)?;
        let old = old.as_deref().map(String::from_utf8_lossy);
        let new = sites::sources_yaml(old.as_deref(), documents);
        if old.as_deref() != Some(new.as_str()) {
            self.write(path, &new)?;
        }
        Ok(())
    }

    /// Writes a file that is no sheet.
    pub(super) fn write(&mut self, path: String, text: &str) -> Result<(), T::Error> {
        self.target.write(&path, text.as_bytes())?;
        self.report.others.push(path);
        Ok(())
    }
}

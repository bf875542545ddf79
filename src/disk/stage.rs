//! Takes the files of a new site one by one and puts it in the place of the one before it, whole or not at all.
//!
//! The new site is put together in a folder beside the output folder, on the same file system. A file whose bytes are
//! those of the old site is not written: it becomes a hard link to the old one (same bytes, same times) at the end, when
//! files that tenken does not own come along, too. Then all is synced and the two folders are exchanged. Until that moment
//! the old site is untouched, and of each file only path, hash and state are in memory.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{Action, Error};
use super::lock::Lock;
use super::manifest::{Manifest, is_site_path};
use super::past;
use super::plan::{Plan, Site, State, Taken, hash_of, refuse_foreign};
use super::publish::{PublishOptions, Published, Step, resolve};
use super::staging::Staging;
use super::swap::Neighbours;
use crate::archive::sha256;
use crate::tree::{Draft, Past, Sink, Store, Tally};

/// Bytes of a draft that are gathered before they are written.
const BUFFER: usize = 64 << 10;

/// A site on its way into an output folder. Unless it is finished, all that it has written is removed.
#[derive(Debug)]
pub struct Stage<'a> {
    options: PublishOptions<'a>,
    out: PathBuf,
    /// True where there is an output folder.
    replaces: bool,
    /// What the folder's manifest says that tenken owns there.
    owned: Option<Manifest>,
    taken: Mutex<Site>,
    neighbours: Neighbours,
    past: past::Past,
    // The lock is the last to go: what is staged must be away before others begin.
    staging: Staging,
    _lock: Lock,
}

impl<'a> Stage<'a> {
    /// Begins a new site for the folder `out`.
    ///
    /// # Errors
    /// Another build is running; the folder is not tenken's; the disk refuses.
    pub fn open(out: &Path, options: PublishOptions<'a>) -> Result<Stage<'a>, Error> {
        let out = resolve(out)?;
        let neighbours = Neighbours::of(&out)?;
        let lock = Lock::take(neighbours.lock(), &out)?;
        options.failpoint.reach(Step::Locked, &out)?;
        neighbours.recover(&out)?;
        let replaces = out.exists();
        let owned = if replaces {
            Manifest::read(&out)?
        } else {
            None
        };
        if replaces && owned.is_none() && !options.force {
            refuse_foreign(&out)?;
        }
        Ok(Stage {
            options,
            replaces,
            owned,
            taken: Mutex::default(),
            past: past::Past::beside(&neighbours),
            staging: Staging::make(neighbours.staging())?,
            neighbours,
            out,
            _lock: lock,
        })
    }

    /// Takes a file.
    ///
    /// # Errors
    /// The path cannot be one of a site; the disk refuses.
    pub fn take(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        check(path)?;
        let sha256 = sha256(bytes);
        let state = self.state(path, &sha256)?;
        if state != State::Same {
            self.staging.write(path, bytes, self.options.failpoint)?;
        }
        self.note(path, sha256, state);
        Ok(())
    }

    /// How a file that is there compares with the one that should be.
    fn state(&self, path: &str, new: &str) -> Result<State, Error> {
        let at = self.out.join(path);
        let is_there = self.replaces && fs::symlink_metadata(&at).is_ok_and(|data| data.is_file());
        if !is_there {
            return Ok(State::Absent);
        }
        Ok(State::of(&hash_of(&at)?, new, self.sha256_before(path)))
    }

    /// The hash that a file of the site before has in the manifest.
    fn sha256_before(&self, path: &str) -> Option<&String> {
        self.owned.as_ref()?.0.get(path)
    }

    fn note(&self, path: &str, sha256: String, state: State) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.insert(path.to_owned(), Taken { sha256, state });
    }

    /// Puts the site in its place.
    ///
    /// # Errors
    /// In every case the folder is as it was: a file that is not ours is in the way; the disk refuses (the error names the
    /// path).
    pub fn finish(self) -> Result<Published, Error> {
        let site = self
            .taken
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let manifest = Manifest::of_site(&site);
        let mut plan = Plan::of(&site, &self.out, self.options.force)?;
        plan.manifest_is_same = self.owned.as_ref() == Some(&manifest);
        if self.replaces {
            plan.compare(&site, &self.owned.unwrap_or_default(), &self.out)?;
        }
        let mut published = report(&plan);
        if !plan.is_nothing_to_do() {
            let failpoint = self.options.failpoint;
            let old = self.replaces.then_some(self.out.as_path());
            self.staging
                .complete(&plan, &manifest.text(), old, failpoint)?;
            let swapped = self
                .neighbours
                .swap(&self.staging, &self.out, &plan, failpoint)?;
            published.file_by_file = !swapped;
        }
        self.past.end(&manifest);
        Ok(published)
    }
}

fn check(path: &str) -> Result<(), Error> {
    match is_site_path(path) {
        true => Ok(()),
        false => Err(Error::BadPath {
            path: path.to_owned(),
        }),
    }
}

impl Sink for Stage<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.take(path, bytes).map_err(io::Error::other)
    }

    fn past(&self) -> Option<&dyn Past> {
        (!self.options.forget).then_some(self)
    }

    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        let begin = || {
            check(path)?;
            let at = self.staging.place(Path::new(path))?;
            self.options.failpoint.reach(Step::Write, &at)?;
            let file = File::create_new(&at).map_err(Error::io(Action::Write, &at))?;
            Ok((at, file))
        };
        let (at, file) = begin().map_err(|error: Error| io::Error::other(error))?;
        Ok(Box::new(StageDraft {
            stage: self,
            path: path.to_owned(),
            at,
            to: Tally::new(BufWriter::with_capacity(BUFFER, file)),
        }))
    }
}

impl Store for Stage<'_> {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.past.get(name)
    }
}

impl Past for Stage<'_> {
    fn set(&self, name: &str, bytes: &[u8]) {
        self.past.set(name, bytes);
    }

    fn left(&self) -> Option<Vec<u8>> {
        self.past.of_site(self.owned.as_ref()?)
    }

    fn leave(&self, bytes: Vec<u8>) {
        self.past.leave(bytes);
    }

    fn keep(&self, path: &str) -> io::Result<bool> {
        let Some(sha256) = self.sha256_before(path) else {
            return Ok(false);
        };
        // What cannot be read is made anew.
        if hash_of(&self.out.join(path)).ok().as_ref() != Some(sha256) {
            return Ok(false);
        }
        self.note(path, sha256.clone(), State::Same);
        Ok(true)
    }

    fn files(&self) -> Vec<&str> {
        let owned = self.owned.iter().flat_map(|owned| owned.0.keys());
        owned.map(String::as_str).collect()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let bytes = fs::read(self.out.join(path)).ok()?;
        (self.sha256_before(path)? == &sha256(&bytes)).then_some(bytes)
    }
}

/// A file that is being written into the staging folder.
struct StageDraft<'s> {
    stage: &'s Stage<'s>,
    path: String,
    at: PathBuf,
    to: Tally<BufWriter<File>>,
}

impl StageDraft<'_> {
    /// An error with the path of the file.
    fn named(&self, error: io::Error) -> io::Error {
        io::Error::other(Error::io(Action::Write, &self.at)(error))
    }
}

impl Write for StageDraft<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes);
        written.map_err(|error| self.named(error))
    }
    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.to.flush();
        flushed.map_err(|error| self.named(error))
    }
}

impl Draft for StageDraft<'_> {
    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.flush()?;
        let StageDraft {
            stage,
            path,
            at,
            to,
        } = *self;
        let sha256 = to.sha256();
        let end = || {
            let state = stage.state(&path, &sha256)?;
            if state == State::Same {
                fs::remove_file(&at).map_err(Error::io(Action::Remove, &at))?;
            }
            Ok(state)
        };
        let state = end().map_err(|error: Error| io::Error::other(error))?;
        stage.note(&path, sha256, state);
        Ok(())
    }
}

fn report(plan: &Plan) -> Published {
    let mut overwritten = plan.overwritten.clone();
    overwritten.sort();
    let files = plan.written.iter().chain(&plan.unchanged);
    Published {
        pages: files.filter(|path| path.ends_with(".html")).count(),
        written: plan.written.len(),
        unchanged: plan.unchanged.len(),
        removed: plan.removed.clone(),
        kept: plan
            .kept
            .iter()
            .map(|kept| kept.path.to_string_lossy().replace('\\', "/"))
            .collect(),
        overwritten,
        file_by_file: false,
    }
}

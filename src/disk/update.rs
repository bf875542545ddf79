//! Changes of many files of a folder that take effect together: what is written stands beside the folder until all of it is
//! there, and then the two are exchanged. What does not change is linked, not copied.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::{Action, Error};
use super::lock::Lock;
use super::plan::{Plan, UNFINISHED};
use super::publish::Failpoint;
use super::staging::{Staging, copy_link, link_or_copy, write_file};
use super::swap::Neighbours;

/// A file that is read from its beginning: its name without the folder, and its bytes as they come.
pub type Stream = (String, Box<dyn Read + Send>);

/// Opens the `*.csv` files that stand directly in folders, in the order of their names; a path may also be a file.
///
/// # Errors
/// A folder or file cannot be read; a name is not UTF-8.
pub fn open_csv(paths: &[PathBuf]) -> Result<Vec<Stream>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_file() {
            files.push(path.clone());
            continue;
        }
        for entry in fs::read_dir(path).map_err(Error::io(Action::Read, path))? {
            let file = entry.map_err(Error::io(Action::Read, path))?.path();
            let is_csv = file
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            if is_csv && file.is_file() {
                files.push(file);
            }
        }
    }
    files.sort();
    open_files(&files)
}

/// Opens files, in the order given.
///
/// # Errors
/// A file cannot be read; a name is not UTF-8.
pub fn open_files(files: &[PathBuf]) -> Result<Vec<Stream>, Error> {
    let streams = files.iter().map(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| Error::NameNotUtf8 { path: path.clone() })?;
        let file = File::open(path).map_err(Error::io(Action::Read, path))?;
        Ok((name.to_owned(), Box::new(file) as Box<dyn Read + Send>))
    });
    streams.collect()
}

/// Changes of a folder that have not taken effect. Dropped, they never do.
#[derive(Debug)]
pub struct Update {
    folder: PathBuf,
    neighbours: Neighbours,
    /// Absent where nothing is to be written.
    staging: Option<Staging>,
    written: BTreeSet<String>,
    removed: BTreeSet<String>,
    // Given up last, when nothing is left beside the folder.
    _lock: Option<Lock>,
}

impl Update {
    /// Begins to change a folder, which need not exist. With `is_rehearsal` nothing is ever written.
    ///
    /// # Errors
    /// Another process is changing the folder; the disk refuses.
    pub fn begin(folder: &Path, is_rehearsal: bool) -> Result<Update, Error> {
        let folder = std::path::absolute(folder).map_err(Error::io(Action::Read, folder))?;
        let neighbours = Neighbours::of(&folder)?;
        let (mut staging, mut lock) = (None, None);
        if !is_rehearsal {
            if let Some(above) = folder.parent() {
                fs::create_dir_all(above).map_err(Error::io(Action::Write, above))?;
            }
            lock = Some(Lock::take(neighbours.lock(), &folder)?);
            neighbours.recover(&folder)?;
            staging = Some(Staging::make(neighbours.staging())?);
        }
        Ok(Update {
            folder,
            neighbours,
            staging,
            written: BTreeSet::new(),
            removed: BTreeSet::new(),
            _lock: lock,
        })
    }

    /// The bytes of a file as they are now; nothing where there is none.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.folder.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(Action::Read, &path)(error)),
        }
    }

    /// Names of the files in a folder below, in order.
    ///
    /// # Errors
    /// The folder is there and cannot be read.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, Error> {
        let folder = self.folder.join(folder);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io(Action::Read, &folder)(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(Error::io(Action::Read, &folder))?;
            names.extend(entry.file_name().into_string());
        }
        names.sort();
        Ok(names)
    }

    /// Writes a file, to take effect with the others.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.written.insert(path.to_owned());
        let Some(staging) = &self.staging else {
            return Ok(());
        };
        let path = staging.path.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::io(Action::Write, folder))?;
        }
        write_file(&path, bytes)
    }

    /// Removes a file, to take effect with the others.
    pub fn remove(&mut self, path: &str) {
        self.removed.insert(path.to_owned());
    }

    /// Lets all changes take effect. Returns whether there were any.
    ///
    /// # Errors
    /// The disk refuses; the folder is as it was, unless it cannot be exchanged (a mount point): then files are replaced one
    /// by one, each whole.
    pub fn finish(self) -> Result<bool, Error> {
        let is_change = !(self.written.is_empty() && self.removed.is_empty());
        let Some(staging) = self.staging.as_ref().filter(|_| is_change) else {
            return Ok(false);
        };
        self.link_rest(staging)?;
        let plan = Plan {
            written: self.written.iter().cloned().collect(),
            removed: self.removed.iter().cloned().collect(),
            ..Plan::default()
        };
        let (neighbours, out) = (&self.neighbours, &self.folder);
        neighbours.swap(staging, out, &plan, Failpoint::default())?;
        Ok(true)
    }

    /// Puts what stays beside what is new.
    fn link_rest(&self, staging: &Staging) -> Result<(), Error> {
        if !self.folder.exists() {
            return Ok(());
        }
        for entry in WalkDir::new(&self.folder).min_depth(1) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&self.folder).to_owned();
                let source = error.into_io_error();
                let source = source.unwrap_or_else(|| io::Error::other("the walk failed"));
                Error::io(Action::Read, &path)(source)
            })?;
            let Ok(path) = entry.path().strip_prefix(&self.folder) else {
                continue;
            };
            let name = path.to_string_lossy().replace('\\', "/");
            if self.written.contains(&name) || self.removed.contains(&name) {
                continue;
            }
            let to = staging.path.join(path);
            if entry.file_type().is_dir() {
                fs::create_dir_all(&to).map_err(Error::io(Action::Write, &to))?;
            } else if entry.path_is_symlink() {
                copy_link(entry.path(), &to)?;
            } else {
                link_or_copy(entry.path(), &to)?;
            }
        }
        Ok(())
    }
}

/// The text of a file; nothing where there is none.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(Action::Read, path)(error)),
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// The disk refuses; the file is as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}{UNFINISHED}"));
    let write = || -> io::Result<()> {
        fs::write(&beside, bytes)?;
        if let Ok(data) = fs::metadata(path) {
            fs::set_permissions(&beside, data.permissions())?;
        }
        fs::rename(&beside, path)
    };
    write().map_err(Error::io(Action::Write, path))
}

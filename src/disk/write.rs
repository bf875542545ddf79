//! Writes a handful of files for a person to edit: a new site, schemas, manual pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{Action, Error};

/// What becomes of files that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// The folder has to be empty.
    Refuse,
    /// They stay as they are.
    Keep,
    /// They have to have the same bytes.
    Same,
    /// They are replaced.
    Replace,
}

/// Writes `files` below `folder` and returns the paths written; files with the same bytes are left alone.
///
/// # Errors
/// The folder is not empty, or a file that exists has other bytes, where that must not be (nothing is written then); the
/// disk refuses.
pub fn write_files(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    existing: Existing,
) -> Result<Vec<PathBuf>, Error> {
    if existing == Existing::Refuse && folder.exists() {
        let mut entries = fs::read_dir(folder).map_err(Error::io(Action::Read, folder))?;
        if entries.next().is_some() {
            return Err(Error::NotEmpty {
                path: folder.to_owned(),
            });
        }
    }
    if existing == Existing::Same {
        let mut paths = files.iter().map(|(name, bytes)| (folder.join(name), bytes));
        let is_other = |(path, bytes): &(PathBuf, &Vec<u8>)| {
            fs::symlink_metadata(path).is_ok() && fs::read(path).ok().as_ref() != Some(*bytes)
        };
        if let Some((path, _)) = paths.find(is_other) {
            return Err(Error::Differs { path });
        }
    }
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let is_left = match fs::read(&path) {
            Ok(_) if existing == Existing::Keep => true,
            Ok(old) => old == *bytes,
            Err(_) => false,
        };
        if !is_left {
            write(&path, bytes)?;
            written.push(path);
        }
    }
    Ok(written)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(Action::Write, folder))?;
    }
    fs::write(path, bytes).map_err(Error::io(Action::Write, path))
}

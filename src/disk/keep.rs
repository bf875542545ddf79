//! Snapshots on the disk: written once, whole or not at all, and read back to be verified.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{Action, Error};
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest};
use super::plan::HARMLESS;
use super::publish::{Failpoint, Step, resolve};
use super::staging::{Staging, sync_folder};
use super::swap::Neighbours;
use crate::archive::{BAG_INFO, BAGIT, Checksums, Files, MANIFEST as BAG_MANIFEST, TAG_MANIFEST};

/// Writes `files` as the new folder `target`, put together beside it and renamed when it is complete.
///
/// # Errors
/// Nothing is at `target` then, or what was: it exists; another run is writing it; the disk refuses (the error names the
/// path).
pub fn place(files: &Files, target: &Path, failpoint: Failpoint<'_>) -> Result<(), Error> {
    refuse_existing(target)?;
    let target = resolve(target)?;
    let neighbours = Neighbours::of(&target)?;
    let _lock = Lock::take(neighbours.lock(), &target)?;
    failpoint.reach(Step::Locked, &target)?;
    neighbours.recover(&target)?;
    refuse_existing(&target)?;
    let staging = Staging::make(neighbours.staging())?;
    files
        .par_iter()
        .try_for_each(|(path, bytes)| staging.write(path, bytes, failpoint))?;
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    staging.sync(&paths)?;
    failpoint.reach(Step::Swap, &target)?;
    // An empty folder would be replaced by the rename: it holds nothing, and the lock keeps others of us away.
    fs::rename(&staging.path, &target).map_err(Error::io(Action::Write, &target))?;
    sync_folder(target.parent().expect("a folder lies in a folder"));
    failpoint.reach(Step::Swapped, &target)
}

/// Writes the new file `target`, beside its place first.
///
/// # Errors
/// As [`place`].
pub fn place_file(bytes: &[u8], target: &Path) -> Result<(), Error> {
    refuse_existing(target)?;
    let target = resolve(target)?;
    let neighbours = Neighbours::of(&target)?;
    let _lock = Lock::take(neighbours.lock(), &target)?;
    refuse_existing(&target)?;
    let beside = neighbours.unfinished();
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &target)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&beside);
        Error::io(Action::Write, &target)(error)
    })?;
    sync_folder(target.parent().expect("a file lies in a folder"));
    Ok(())
}

fn refuse_existing(target: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::io(Action::Read, target)(error)),
        Ok(_) => Err(Error::Exists {
            path: target.to_owned(),
        }),
    }
}

/// What there is to verify at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The bytes of a file: a zipped bag.
    File(Vec<u8>),
    /// The files of a bag.
    Bag(Files),
    /// The files of a frozen site in a published folder, and the lists that prove them.
    Frozen { pages: Files, proof: Files },
    /// The files of a published folder, less what git and web servers keep there, and the list of those that are ours.
    Published { list: Checksums, files: Files },
}

/// Reads what is at `path`, dotfiles included.
///
/// # Errors
/// Nothing is there that can be verified; the disk refuses; something is neither a file nor a folder.
pub fn find(path: &Path) -> Result<Found, Error> {
    let data = fs::metadata(path).map_err(Error::io(Action::Read, path))?;
    if data.is_file() {
        return Ok(Found::File(
            fs::read(path).map_err(Error::io(Action::Read, path))?,
        ));
    }
    let tags = [BAGIT, BAG_INFO, BAG_MANIFEST, TAG_MANIFEST];
    if tags.iter().any(|tag| path.join(tag).is_file()) && !path.join(MANIFEST).exists() {
        return Ok(Found::Bag(read(path)?));
    }
    if let Some(Manifest(list)) = Manifest::read(path)? {
        let mut files = read(path)?;
        files.retain(|name, _| {
            let first = name.split('/').next().unwrap_or_default();
            list.contains_key(name) || !(name == MANIFEST || HARMLESS.contains(&first))
        });
        let list = Checksums(list);
        return Ok(Found::Published { list, files });
    }
    let proof = proof_beside(path).filter(|proof| proof.join(BAG_MANIFEST).is_file());
    match proof {
        Some(proof) => Ok(Found::Frozen {
            pages: read(path)?,
            proof: read(&proof)?,
        }),
        None => Err(Error::NothingToVerify {
            path: path.to_owned(),
        }),
    }
}

/// `archive/2022` → `archive/2022-bag`.
fn proof_beside(path: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(path).ok()?;
    let name = real.file_name()?.to_str()?;
    Some(real.with_file_name(format!("{name}-bag")))
}

/// The files below a folder, by their path there.
fn read(folder: &Path) -> Result<Files, Error> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::Io {
                action: Action::Read,
                path,
                source: error.into(),
            }
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            return Err(Error::NotAFile {
                path: entry.into_path(),
            });
        }
        let relative = entry
            .path()
            .strip_prefix(folder)
            .expect("the walk starts at the folder");
        let name = relative
            .to_str()
            .map(|name| name.replace(std::path::MAIN_SEPARATOR, "/"))
            .ok_or_else(|| Error::NameNotUtf8 {
                path: entry.path().to_owned(),
            })?;
        paths.push((name, entry.into_path()));
    }
    paths
        .into_par_iter()
        .map(|(name, path)| {
            let bytes = fs::read(&path).map_err(Error::io(Action::Read, &path))?;
            Ok((name, bytes.into()))
        })
        .collect()
}

//! The folder beside the output folder in which the new site is put together.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::error::{Action, Error};
use super::plan::{Kept, Plan};
use super::publish::{Failpoint, Step};

/// Below this number of new files each is synced by itself; above it, the file system at once.
#[cfg(target_os = "linux")]
const FEW: usize = 64;

/// A folder that is removed when it goes out of use: the unfinished new site, or after the swap the old one.
#[derive(Debug)]
pub(super) struct Staging {
    pub(super) path: PathBuf,
    /// Folders in it that are known to be there.
    folders: Mutex<HashSet<PathBuf>>,
}

impl Staging {
    /// Makes an empty folder.
    pub(super) fn make(path: PathBuf) -> Result<Staging, Error> {
        fs::create_dir(&path).map_err(Error::io(Action::Write, &path))?;
        Ok(Staging {
            path,
            folders: Mutex::default(),
        })
    }

    /// The place of a file, in a folder that is there.
    pub(super) fn place(&self, path: &Path) -> Result<PathBuf, Error> {
        if let Some(folder) = path.parent() {
            self.make_folder(folder)?;
        }
        Ok(self.path.join(path))
    }

    fn make_folder(&self, folder: &Path) -> Result<(), Error> {
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !known().contains(folder) {
            let path = self.path.join(folder);
            fs::create_dir_all(&path).map_err(Error::io(Action::Write, &path))?;
            known().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Writes a file.
    pub(super) fn write(
        &self,
        path: &str,
        bytes: &[u8],
        failpoint: Failpoint,
    ) -> Result<(), Error> {
        let at = self.place(Path::new(path))?;
        failpoint.reach(Step::Write, &at)?;
        write_file(&at, bytes)
    }

    /// Completes the new site, whose new files are here: those that stay are linked from the old one.
    pub(super) fn complete(
        &self,
        plan: &Plan,
        manifest: &str,
        old: Option<&Path>,
        failpoint: Failpoint,
    ) -> Result<(), Error> {
        if let Some(old) = old {
            self.make_kept_folders(plan, old)?;
            let unchanged = plan.unchanged.par_iter().map(Path::new);
            let kept = plan
                .kept
                .par_iter()
                .filter(|kept| !kept.is_link)
                .map(|kept| kept.path.as_path());
            unchanged
                .chain(kept)
                .try_for_each(|path| link_or_copy(&old.join(path), &self.place(path)?))?;
            for Kept { path, .. } in plan.kept.iter().filter(|kept| kept.is_link) {
                copy_link(&old.join(path), &self.place(path)?)?;
            }
            failpoint.reach(Step::Linked, &self.path)?;
        }
        self.write_manifest(plan, manifest, old)?;
        let written: Vec<&str> = plan.written.iter().map(String::as_str).collect();
        self.sync(&[&written[..], &[super::MANIFEST]].concat())
    }

    /// The output folder and folders of others keep their permissions, unless these would keep us from filling them.
    fn make_kept_folders(&self, plan: &Plan, old: &Path) -> Result<(), Error> {
        for folder in plan
            .kept_folders
            .iter()
            .map(PathBuf::as_path)
            .chain([Path::new("")])
        {
            self.make_folder(folder)?;
            let Ok(permissions) = fs::metadata(old.join(folder)).map(|data| data.permissions())
            else {
                continue;
            };
            if !permissions.readonly() {
                let path = self.path.join(folder);
                fs::set_permissions(&path, permissions).map_err(Error::io(Action::Write, &path))?;
            }
        }
        Ok(())
    }

    fn write_manifest(&self, plan: &Plan, manifest: &str, old: Option<&Path>) -> Result<(), Error> {
        let path = self.path.join(super::MANIFEST);
        match old {
            Some(old) if plan.manifest_is_same => link_or_copy(&old.join(super::MANIFEST), &path),
            _ => write_file(&path, manifest.as_bytes()),
        }
    }

    /// Makes sure that files are on the disk before the site takes its place.
    pub(super) fn sync(&self, paths: &[&str]) -> Result<(), Error> {
        #[cfg(target_os = "linux")]
        if paths.len() > FEW {
            let folder = File::open(&self.path).map_err(Error::io(Action::Write, &self.path))?;
            return rustix::fs::syncfs(&folder)
                .map_err(|error| Error::io(Action::Write, &self.path)(error.into()));
        }
        paths.par_iter().try_for_each(|path| {
            let path = self.path.join(path);
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(Error::io(Action::Write, &path))
        })?;
        sync_folder(&self.path);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now, the next run removes.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Makes the names in a folder durable, where the system can.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}

pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(Error::io(Action::Write, path))
}

/// A second name for the same file, or where the file system has no links, a copy with the same times.
fn link_or_copy(from: &Path, to: &Path) -> Result<(), Error> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    copy_with_times(from, to).map_err(Error::io(Action::Write, to))
}

fn copy_with_times(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let data = fs::metadata(from)?;
    let times = fs::FileTimes::new()
        .set_modified(data.modified()?)
        .set_accessed(data.accessed()?);
    // A copy of a read-only file cannot be opened for writing, and times can be set on a file open for reading.
    File::open(to)?.set_times(times)
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> Result<(), Error> {
    let target = fs::read_link(from).map_err(Error::io(Action::Read, from))?;
    std::os::unix::fs::symlink(target, to).map_err(Error::io(Action::Write, to))
}

#[cfg(not(unix))]
fn copy_link(from: &Path, _to: &Path) -> Result<(), Error> {
    Err(Error::NotAFile {
        path: from.to_owned(),
    })
}

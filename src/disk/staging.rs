//! The folder beside the output folder in which the new site is put together.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
}

impl Staging {
    /// Makes an empty folder.
    pub(super) fn make(path: PathBuf) -> Result<Staging, Error> {
        fs::create_dir(&path).map_err(Error::io(Action::Write, &path))?;
        Ok(Staging { path })
    }

    /// Puts the new site together: files that stay are linked from the old one, the others are written.
    pub(super) fn fill(
        &self,
        plan: &Plan,
        manifest: &str,
        old: Option<&Path>,
        failpoint: Failpoint,
    ) -> Result<(), Error> {
        self.make_folders(plan, old)?;
        if let Some(old) = old {
            let unchanged = plan.unchanged.par_iter().map(Path::new);
            let kept = plan
                .kept
                .par_iter()
                .filter(|kept| !kept.is_link)
                .map(|kept| kept.path.as_path());
            unchanged
                .chain(kept)
                .try_for_each(|path| link_or_copy(&old.join(path), &self.path.join(path)))?;
            for Kept { path, .. } in plan.kept.iter().filter(|kept| kept.is_link) {
                copy_link(&old.join(path), &self.path.join(path))?;
            }
            failpoint.reach(Step::Linked, &self.path)?;
        }
        self.write(plan, failpoint)?;
        self.write_manifest(plan, manifest, old)?;
        self.sync(plan, &[super::MANIFEST])
    }

    /// Writes files into the empty folder, and nothing else.
    pub(super) fn fill_plainly(&self, plan: &Plan, failpoint: Failpoint) -> Result<(), Error> {
        self.make_folders(plan, None)?;
        self.write(plan, failpoint)?;
        self.sync(plan, &[])
    }

    fn write(&self, plan: &Plan, failpoint: Failpoint) -> Result<(), Error> {
        plan.write.par_iter().try_for_each(|(path, bytes)| {
            let path = self.path.join(path);
            failpoint.reach(Step::Write, &path)?;
            write_file(&path, bytes)
        })
    }

    fn make_folders(&self, plan: &Plan, old: Option<&Path>) -> Result<(), Error> {
        let owned = plan
            .write
            .iter()
            .map(|(path, _)| path)
            .chain(&plan.unchanged)
            .map(Path::new);
        let kept = plan.kept.iter().map(|kept| kept.path.as_path());
        let mut folders: BTreeSet<&Path> = owned.chain(kept).filter_map(Path::parent).collect();
        folders.extend(plan.kept_folders.iter().map(PathBuf::as_path));
        for folder in folders {
            let path = self.path.join(folder);
            fs::create_dir_all(&path).map_err(Error::io(Action::Write, &path))?;
        }
        let Some(old) = old else { return Ok(()) };
        // The output folder and folders of others keep their permissions, unless these would keep us from filling them.
        for folder in plan
            .kept_folders
            .iter()
            .map(PathBuf::as_path)
            .chain([Path::new("")])
        {
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

    /// Makes sure that the files are on the disk before the site takes its place.
    fn sync(&self, plan: &Plan, more: &[&str]) -> Result<(), Error> {
        #[cfg(target_os = "linux")]
        if plan.write.len() > FEW {
            let folder = File::open(&self.path).map_err(Error::io(Action::Write, &self.path))?;
            return rustix::fs::syncfs(&folder)
                .map_err(|error| Error::io(Action::Write, &self.path)(error.into()));
        }
        let paths = plan.write.par_iter().map(|(path, _)| self.path.join(path));
        let more = more.par_iter().map(|path| self.path.join(path));
        paths.chain(more).try_for_each(|path| {
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
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Result<(), Error> {
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
pub(super) fn copy_link(from: &Path, to: &Path) -> Result<(), Error> {
    let target = fs::read_link(from).map_err(Error::io(Action::Read, from))?;
    std::os::unix::fs::symlink(target, to).map_err(Error::io(Action::Write, to))
}

#[cfg(not(unix))]
pub(super) fn copy_link(from: &Path, _to: &Path) -> Result<(), Error> {
    Err(Error::NotAFile {
        path: from.to_owned(),
    })
}

//! Puts the staging folder in the place of the output folder.
//!
//! Linux and macOS exchange two folders in one step: a reader, or a kill at any moment, meets the complete old or the
//! complete new site. Where the file system cannot exchange, two renames do it; for the instant between them there is no
//! output folder, and a kill exactly then leaves the old site as `.<name>.tenken-<pid>-old`, which the next run puts
//! back. Where the folder cannot be renamed at all (it is a mount point), files are replaced one by one.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Action, Error};
use super::plan::{Plan, UNFINISHED};
use super::publish::{Failpoint, Step};
use super::staging::{Staging, sync_folder};

/// The names that tenken uses beside an output folder.
#[derive(Debug)]
pub(super) struct Neighbours {
    folder: PathBuf,
    prefix: String,
}

impl Neighbours {
    /// The names beside `out`, which is absolute.
    pub(super) fn of(out: &Path) -> Result<Neighbours, Error> {
        let (Some(folder), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(Error::BadPath {
                path: out.display().to_string(),
            });
        };
        Ok(Neighbours {
            folder: folder.to_owned(),
            prefix: format!(".{}.tenken-", name.to_string_lossy()),
        })
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.folder.join(format!("{}lock", self.prefix))
    }
    pub(super) fn staging(&self) -> PathBuf {
        self.folder
            .join(format!("{}{}", self.prefix, std::process::id()))
    }
    /// The name of a single file that is being written.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.folder.join(format!("{}new", self.prefix))
    }
    /// What a build leaves for the next.
    pub(super) fn cache(&self) -> PathBuf {
        self.folder.join(format!("{}cache", self.prefix))
    }
    /// The same while it is being written.
    pub(super) fn unfinished_cache(&self) -> PathBuf {
        self.folder.join(format!("{}cache-new", self.prefix))
    }
    fn backup(&self) -> PathBuf {
        self.folder
            .join(format!("{}{}-old", self.prefix, std::process::id()))
    }

    /// Mends what a run that was killed left behind; nobody else may be publishing.
    pub(super) fn recover(&self, out: &Path) -> Result<(), Error> {
        let mut leftovers = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(Error::io(Action::Read, &self.folder))? {
            let entry = entry.map_err(Error::io(Action::Read, &self.folder))?;
            if entry
                .file_name()
                .to_str()
                .and_then(|name| name.strip_prefix(&self.prefix))
                .is_some_and(is_run)
            {
                leftovers.push(entry.path());
            }
        }
        leftovers.sort();
        for path in leftovers {
            if path.to_string_lossy().ends_with("-old") && !out.exists() {
                fs::rename(&path, out).map_err(Error::io(Action::Replace, out))?;
            } else {
                fs::remove_dir_all(&path).map_err(Error::io(Action::Remove, &path))?;
            }
        }
        Ok(())
    }

    /// Puts `staging` in the place of `out`. False where that was only possible file by file.
    pub(super) fn swap(
        &self,
        staging: &Staging,
        out: &Path,
        plan: &Plan,
        failpoint: Failpoint,
    ) -> Result<bool, Error> {
        failpoint.reach(Step::Swap, out)?;
        let replaced = match out.exists() {
            false => fs::rename(&staging.path, out),
            true => failpoint
                .test(Step::Exchange, out)
                .and_then(|()| exchange(&staging.path, out)),
        };
        let is_whole = match replaced {
            Ok(()) => true,
            Err(error) if out.exists() && is_immovable(&error) => {
                return file_by_file(staging, out, plan).map(|()| false);
            }
            Err(error) if out.exists() && cannot_exchange(&error) => {
                match self.two_renames(staging, out, failpoint) {
                    Err(Error::Io { source, .. }) if is_immovable(&source) => {
                        return file_by_file(staging, out, plan).map(|()| false);
                    }
                    other => other?,
                }
                true
            }
            Err(error) => return Err(Error::io(Action::Replace, out)(error)),
        };
        sync_folder(&self.folder);
        failpoint.reach(Step::Swapped, out)?;
        Ok(is_whole)
    }

    fn two_renames(
        &self,
        staging: &Staging,
        out: &Path,
        failpoint: Failpoint,
    ) -> Result<(), Error> {
        let backup = self.backup();
        fs::rename(out, &backup).map_err(Error::io(Action::Replace, out))?;
        let moved = failpoint
            .test(Step::MovedAway, out)
            .and_then(|()| fs::rename(&staging.path, out));
        if let Err(error) = moved {
            fs::rename(&backup, out).map_err(Error::io(Action::Replace, out))?;
            return Err(Error::io(Action::Replace, out)(error));
        }
        // What cannot be removed now, the next run removes.
        let _ = fs::remove_dir_all(&backup);
        Ok(())
    }
}

/// True for the end of a name that a run leaves: a process number, or one with `-old`.
fn is_run(end: &str) -> bool {
    let id = end.strip_suffix("-old").unwrap_or(end);
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// The file system or the system has no exchange.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported | ErrorKind::InvalidInput
    )
}

/// The folder is a mount point, or lies on another layer or file system.
fn is_immovable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices
    )
}

/// Replaces files one by one, each whole: new files first, then what went away, then the manifest.
fn file_by_file(staging: &Staging, out: &Path, plan: &Plan) -> Result<(), Error> {
    for path in &plan.removed {
        // A file may stand where a folder is needed now.
        let path = out.join(path);
        fs::remove_file(&path).map_err(Error::io(Action::Remove, &path))?;
        remove_empty_folders(&path, out);
    }
    for path in &plan.written {
        replace_file(&staging.path.join(path), &out.join(path))?;
    }
    // Folders of sources have none.
    let manifest = staging.path.join(super::MANIFEST);
    match manifest.exists() {
        true => replace_file(&manifest, &out.join(super::MANIFEST)),
        false => Ok(()),
    }
}

fn replace_file(from: &Path, to: &Path) -> Result<(), Error> {
    let folder = to.parent().expect("a file lies in a folder");
    let name = to.file_name().expect("a file has a name").to_string_lossy();
    let beside = folder.join(format!(".{name}{UNFINISHED}"));
    let copy = || {
        fs::create_dir_all(folder)?;
        fs::copy(from, &beside)?;
        fs::rename(&beside, to)
    };
    copy().map_err(Error::io(Action::Replace, to))
}

fn remove_empty_folders(path: &Path, out: &Path) {
    let above = path.ancestors().skip(1).take_while(|folder| *folder != out);
    for folder in above {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

//! A folder for what lives no longer than a run.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{Action, Error};

/// A new empty folder that only its owner can read; removed, with what is in it, when it goes out of use.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// Makes the folder where the system keeps temporary files.
    ///
    /// # Errors
    /// The system refuses.
    pub fn make() -> Result<Scratch, Error> {
        tempfile::Builder::new()
            .prefix("tenken-")
            .tempdir()
            .map(Scratch)
            .map_err(Error::io(Action::Write, Path::new("tenken-")))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// The absolute path of a folder without symbolic links; nothing where there is no such folder.
pub fn real_folder(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().filter(|real| real.is_dir())
}

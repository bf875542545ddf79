//! A lock against two builds into the same folder.
//!
//! The system drops the lock when its process ends, however it ends: a stale lock cannot exist, only a stale file,
//! which the next run takes over.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Action, Error};

/// Holds the lock while it lives; the file is removed at the end.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock file `path` that guards `out`.
    pub(super) fn take(path: PathBuf, out: &Path) -> Result<Lock, Error> {
        loop {
            let mut file = File::options()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(Error::io(Action::Lock, &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Locked {
                        path: out.to_owned(),
                        process: holder(&mut file),
                    });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(Error::io(Action::Lock, &path)(source));
                }
            }
            // The holder before us may have removed the file between our opening and our locking it.
            if is_same_file(&file, &path) {
                sign(&mut file).map_err(Error::io(Action::Lock, &path))?;
                return Ok(Lock { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that nobody can lock the file that goes away without noticing.
        let _ = fs::remove_file(&self.path);
    }
}

/// Writes our process number into the file, for the message that others see.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(theirs)) => ours.ino() == theirs.ino() && ours.dev() == theirs.dev(),
        _ => false,
    }
}

/// An open file cannot be removed here.
#[cfg(not(unix))]
fn is_same_file(_file: &File, _path: &Path) -> bool {
    true
}

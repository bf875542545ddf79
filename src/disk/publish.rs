//! How to publish, what was done, and a site in memory → an output folder.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{Action, Error};
use super::stage::Stage;
use crate::tree::OutputTree;

/// How to publish.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublishOptions<'a> {
    /// Publish beside files that tenken did not write, and over those that stand where a page belongs.
    pub force: bool,
    /// Make nothing of what the build before left for this one, and leave nothing.
    pub forget: bool,
    /// Called at each step; an error makes the step fail. For tests of failures.
    pub failpoint: Failpoint<'a>,
}

/// What was done. All paths are relative to the output folder, with `/`, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Published {
    /// Number of HTML files of the site.
    pub pages: usize,
    /// Number of files of the site with new bytes.
    pub written: usize,
    /// Number of files of the site that kept their bytes and times.
    pub unchanged: usize,
    /// Files that tenken had written and the site no longer has.
    pub removed: Vec<String>,
    /// Files that tenken does not own, left as they are.
    pub kept: Vec<String>,
    /// Files changed by hand since the last build, and now written anew or removed.
    pub overwritten: Vec<String>,
    /// True where the folder could not be swapped (a mount point) and files were replaced one by one.
    pub file_by_file: bool,
}

/// The steps of publishing, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The lock is held and nothing has been done.
    Locked,
    /// Before a file is written.
    Write,
    /// Files that stay are in the staging folder.
    Linked,
    /// The new site is complete in the staging folder.
    Swap,
    /// Before the folders are exchanged; where this is refused as unsupported, two renames do it.
    Exchange,
    /// Between the two renames.
    MovedAway,
    /// The new site is in its place.
    Swapped,
}

/// A function called at each step; an error makes the step fail.
#[derive(Clone, Copy, Default)]
pub struct Failpoint<'a>(pub Option<&'a Call<'a>>);

type Call<'a> = dyn Fn(Step, &Path) -> io::Result<()> + Sync + 'a;

impl Failpoint<'_> {
    pub(super) fn test(self, step: Step, path: &Path) -> io::Result<()> {
        self.0.map_or(Ok(()), |call| call(step, path))
    }
    pub(super) fn reach(self, step: Step, path: &Path) -> Result<(), Error> {
        self.test(step, path)
            .map_err(Error::io(Action::Write, path))
    }
}

impl fmt::Debug for Failpoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Failpoint(set)"
        } else {
            "Failpoint"
        })
    }
}

/// Replaces the folder `out` by the site in `tree`.
///
/// # Errors
/// In every case the folder is as it was; those of [`Stage::open`], [`Stage::take`] and [`Stage::finish`].
pub fn publish(
    tree: &OutputTree,
    out: &Path,
    options: &PublishOptions,
) -> Result<Published, Error> {
    let stage = Stage::open(out, *options)?;
    tree.files
        .par_iter()
        .try_for_each(|(path, bytes)| stage.take(path, bytes))?;
    stage.finish()
}

/// Makes sure that the folder `out` neither holds the site at `root` nor lies among its sources.
///
/// # Errors
/// [`Error::OutputAmongSources`].
pub fn check_output(root: &Path, out: &Path) -> Result<(), Error> {
    let (root, absolute) = (real(root), real(out));
    let is_among = ["content", "themes"]
        .iter()
        .any(|folder| absolute.starts_with(root.join(folder)));
    if is_among || root.starts_with(&absolute) {
        return Err(Error::OutputAmongSources {
            path: out.to_owned(),
        });
    }
    Ok(())
}

/// The absolute path without symbolic links, as far as the folders exist.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path
        .ancestors()
        .find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    match existing {
        Some((above, real)) => {
            real.join(path.strip_prefix(above).expect("an ancestor is a prefix"))
        }
        None => path,
    }
}

/// The absolute path of the output folder without symbolic links; the folders above it are made.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, Error> {
    match fs::canonicalize(out) {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(_) => Err(Error::io(Action::Replace, out)(
            io::ErrorKind::NotADirectory.into(),
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let above = out
                .parent()
                .filter(|above| !above.as_os_str().is_empty())
                .unwrap_or(Path::new("."));
            if let Ok(target) = fs::read_link(out) {
                return resolve(&above.join(target));
            }
            let Some(name) = out.file_name() else {
                return Err(Error::BadPath {
                    path: out.display().to_string(),
                });
            };
            fs::create_dir_all(above).map_err(Error::io(Action::Write, above))?;
            Ok(fs::canonicalize(above)
                .map_err(Error::io(Action::Read, above))?
                .join(name))
        }
        Err(error) => Err(Error::io(Action::Read, out)(error)),
    }
}

//! Compares the files of a new site with the folder that it will replace, before anything there is touched.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::{Action, Error};
use super::manifest::{MANIFEST, Manifest};
use crate::tree::Tally;

/// Names that may stand in a folder without making it somebody else's: what git and web servers want there.
pub(super) const HARMLESS: [&str; 9] = [
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".keep",
    ".nojekyll",
    ".well-known",
    ".DS_Store",
    "CNAME",
];

/// End of the name of a file that was being put in its place when a run was killed.
pub(super) const UNFINISHED: &str = ".tenken-new";

/// What becomes of each file, old or new.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files of the site with new bytes; they are in the staging folder.
    pub(super) written: Vec<String>,
    /// Files of the site that stay as they are.
    pub(super) unchanged: Vec<String>,
    /// Owned files that the site no longer has.
    pub(super) removed: Vec<String>,
    /// Owned files that somebody changed by hand, now written anew or removed.
    pub(super) overwritten: Vec<String>,
    /// Files and links that tenken does not own.
    pub(super) kept: Vec<Kept>,
    /// Folders that hold nothing of tenken's.
    pub(super) kept_folders: Vec<PathBuf>,
    /// True where the manifest in the folder is already right.
    pub(super) manifest_is_same: bool,
}

/// A file of the new site.
#[derive(Debug)]
pub(super) struct Taken {
    /// SHA-256 in lower-case hexadecimal digits.
    pub(super) sha256: String,
    pub(super) state: State,
}

/// The files of the new site by path.
pub(super) type Site = BTreeMap<String, Taken>;

/// Something in the output folder that is not tenken's.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) path: PathBuf,
    pub(super) is_link: bool,
}

impl Plan {
    /// True where the folder already is what it should be.
    pub(super) fn is_nothing_to_do(&self) -> bool {
        self.manifest_is_same && self.written.is_empty() && self.removed.is_empty()
    }

    /// The plan for the files of a site.
    ///
    /// # Errors
    /// A file that is not ours is in the way.
    pub(super) fn of(site: &Site, out: &Path, force: bool) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        for (path, taken) in site {
            match taken.state {
                State::Same => {
                    plan.unchanged.push(path.clone());
                    continue;
                }
                State::Foreign if !force => {
                    return Err(Error::Collision {
                        path: out.join(path),
                    });
                }
                State::Foreign | State::ByHand => plan.overwritten.push(path.clone()),
                State::Old | State::Absent => {}
            }
            plan.written.push(path.clone());
        }
        Ok(plan)
    }

    /// Adds what becomes of everything else in the folder `out`.
    ///
    /// # Errors
    /// Something that is not ours is in the way; the folder cannot be read.
    pub(super) fn compare(
        &mut self,
        site: &Site,
        owned: &Manifest,
        out: &Path,
    ) -> Result<(), Error> {
        for entry in WalkDir::new(out).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(out).to_owned();
                Error::Io {
                    action: Action::Read,
                    path,
                    source: error.into(),
                }
            })?;
            let path = entry
                .path()
                .strip_prefix(out)
                .expect("the walk starts at the folder")
                .to_owned();
            let name = path
                .to_str()
                .map(|name| name.replace(std::path::MAIN_SEPARATOR, "/"));
            let Some(name) = name else {
                self.keep(path, entry.file_type());
                continue;
            };
            if name == MANIFEST || name.ends_with(UNFINISHED) {
                continue;
            }
            let is_folder = entry.file_type().is_dir();
            let is_ours = owned.0.contains_key(&name) || (is_folder && owned.has_below(&name));
            let is_wanted = site.contains_key(&name);
            if entry.file_type().is_file() && is_wanted {
                // It was compared when its new bytes came.
            } else if !is_ours
                && (is_wanted
                    || is_below_a_file(site, &name)
                    || !is_folder && is_needed_as_folder(site, &name))
            {
                return Err(Error::Collision {
                    path: entry.into_path(),
                });
            } else if !is_folder && is_ours {
                self.drop_owned(
                    entry.path(),
                    name,
                    owned,
                    is_wanted,
                    entry.file_type().is_file(),
                )?;
            } else if !is_ours {
                self.keep(path, entry.file_type());
            }
        }
        Ok(())
    }

    fn keep(&mut self, path: PathBuf, kind: fs::FileType) {
        match kind.is_dir() {
            true => self.kept_folders.push(path),
            false => self.kept.push(Kept {
                path,
                is_link: kind.is_symlink(),
            }),
        }
    }

    /// An owned path that goes away, or that somebody replaced by a link.
    fn drop_owned(
        &mut self,
        at: &Path,
        name: String,
        owned: &Manifest,
        wanted: bool,
        is_file: bool,
    ) -> Result<(), Error> {
        let by_hand = !is_file || owned.0.get(&name) != Some(&hash_of(at)?);
        if by_hand {
            self.overwritten.push(name.clone());
        }
        if !wanted {
            self.removed.push(name);
        }
        Ok(())
    }
}

/// How the file that is there compares with the one that should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Absent,
    Same,
    /// As tenken wrote it.
    Old,
    /// Written by tenken, changed since.
    ByHand,
    /// Not in the manifest.
    Foreign,
}

impl State {
    /// The state of a file with hash `old`, where `new` should be and the manifest names `owned`.
    pub(super) fn of(old: &str, new: &str, owned: Option<&String>) -> State {
        match owned {
            _ if old == new => State::Same,
            Some(owned) if owned == old => State::Old,
            Some(_) => State::ByHand,
            None => State::Foreign,
        }
    }
}

/// True where the site needs a folder at `name`.
fn is_needed_as_folder(site: &Site, name: &str) -> bool {
    let folder = format!("{name}/");
    site.range(folder.clone()..)
        .next()
        .is_some_and(|(path, _)| path.starts_with(&folder))
}

/// True where the site needs a file at a folder above `name`.
fn is_below_a_file(site: &Site, name: &str) -> bool {
    name.match_indices('/')
        .any(|(end, _)| site.contains_key(&name[..end]))
}

/// Refuses a folder that holds anything but what git and web servers want there.
pub(super) fn refuse_foreign(out: &Path) -> Result<(), Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(out).map_err(Error::io(Action::Read, out))? {
        let entry = entry.map_err(Error::io(Action::Read, out))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !HARMLESS.contains(&name.as_str()));
    match names.into_iter().min() {
        Some(example) => Err(Error::ForeignFolder {
            path: out.to_owned(),
            example,
        }),
        None => Ok(()),
    }
}

/// Bytes of a file that are hashed at once; few enough to stand on the stack.
const BUFFER: usize = 32 << 10;

/// The SHA-256 of a file, which is never in memory as a whole.
pub(super) fn hash_of(path: &Path) -> Result<String, Error> {
    let hash = || {
        let mut file = File::open(path)?;
        let mut tally = Tally::new(io::sink());
        let mut buffer = [0; BUFFER];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(tally.sha256()),
                Ok(count) => tally.write_all(&buffer[..count])?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    };
    hash().map_err(Error::io(Action::Read, path))
}

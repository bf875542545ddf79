//! Compares a built site with the folder that it will replace, before anything is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{Action, Error};
use super::manifest::{MANIFEST, Manifest};
use crate::archive::sha256;
use crate::tree::OutputTree;

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
    /// Files of the site with new bytes.
    pub(super) write: Vec<(String, Arc<[u8]>)>,
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

/// Something in the output folder that is not tenken's.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) path: PathBuf,
    pub(super) is_link: bool,
}

impl Plan {
    /// True where the folder already is what it should be.
    pub(super) fn is_nothing_to_do(&self) -> bool {
        self.manifest_is_same && self.write.is_empty() && self.removed.is_empty()
    }

    /// The plan for a folder that does not exist yet.
    pub(super) fn all_new(tree: &OutputTree) -> Plan {
        let write = tree
            .files
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect();
        Plan {
            write,
            ..Plan::default()
        }
    }

    /// The plan for replacing the folder `out` by `tree`.
    ///
    /// # Errors
    /// The folder is somebody else's, or a file that is not ours is in the way.
    pub(super) fn compare(
        tree: &OutputTree,
        new: &Manifest,
        out: &Path,
        force: bool,
    ) -> Result<Plan, Error> {
        let found = Manifest::read(out)?;
        if found.is_none() && !force {
            refuse_foreign(out)?;
        }
        let owned = found.clone().unwrap_or_default();
        let mut plan = Plan {
            manifest_is_same: found.as_ref() == Some(new),
            ..Plan::default()
        };
        let mut there = BTreeSet::new();
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
                plan.keep(path, entry.file_type());
                continue;
            };
            if name == MANIFEST || name.ends_with(UNFINISHED) {
                continue;
            }
            let is_folder = entry.file_type().is_dir();
            let is_ours = owned.0.contains_key(&name) || (is_folder && owned.has_below(&name));
            let is_wanted = tree.files.contains_key(&name);
            if entry.file_type().is_file() && is_wanted {
                there.insert(name);
            } else if !is_ours
                && (is_wanted
                    || is_below_a_file(tree, &name)
                    || !is_folder && is_needed_as_folder(tree, &name))
            {
                return Err(Error::Collision {
                    path: entry.into_path(),
                });
            } else if !is_folder && is_ours {
                plan.drop_owned(
                    entry.path(),
                    name,
                    &owned,
                    is_wanted,
                    entry.file_type().is_file(),
                )?;
            } else if !is_ours {
                plan.keep(path, entry.file_type());
            }
        }
        plan.sort_out(tree, &owned, &there, out, force)?;
        Ok(plan)
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
        let by_hand = !is_file || {
            let bytes = fs::read(at).map_err(Error::io(Action::Read, at))?;
            owned.0.get(&name) != Some(&sha256(&bytes))
        };
        if by_hand {
            self.overwritten.push(name.clone());
        }
        if !wanted {
            self.removed.push(name);
        }
        Ok(())
    }

    /// Compares the bytes of the files that are there with those of the site.
    fn sort_out(
        &mut self,
        tree: &OutputTree,
        owned: &Manifest,
        there: &BTreeSet<String>,
        out: &Path,
        force: bool,
    ) -> Result<(), Error> {
        let compare = |(path, bytes): (&String, &Arc<[u8]>)| {
            let state = if there.contains(path) {
                state_of(&out.join(path), bytes, owned.0.get(path))?
            } else {
                State::Absent
            };
            Ok((path.clone(), bytes.clone(), state))
        };
        let compared: Vec<_> = tree
            .files
            .par_iter()
            .map(compare)
            .collect::<Result<_, Error>>()?;
        for (path, bytes, state) in compared {
            match state {
                State::Same => {
                    self.unchanged.push(path);
                    continue;
                }
                State::Foreign if !force => {
                    return Err(Error::Collision {
                        path: out.join(path),
                    });
                }
                State::Foreign | State::ByHand => self.overwritten.push(path.clone()),
                State::Old | State::Absent => {}
            }
            self.write.push((path, bytes));
        }
        Ok(())
    }
}

/// How a file that is there compares with the one that should be.
enum State {
    Absent,
    Same,
    /// As tenken wrote it.
    Old,
    /// Written by tenken, changed since.
    ByHand,
    /// Not in the manifest.
    Foreign,
}

fn state_of(path: &Path, new: &[u8], owned: Option<&String>) -> Result<State, Error> {
    let old = fs::read(path).map_err(Error::io(Action::Read, path))?;
    Ok(match owned {
        _ if old == new => State::Same,
        Some(hash) if *hash == sha256(&old) => State::Old,
        Some(_) => State::ByHand,
        None => State::Foreign,
    })
}

/// True where the site needs a folder at `name`.
fn is_needed_as_folder(tree: &OutputTree, name: &str) -> bool {
    let folder = format!("{name}/");
    tree.files
        .range(folder.clone()..)
        .next()
        .is_some_and(|(path, _)| path.starts_with(&folder))
}

/// True where the site needs a file at a folder above `name`.
fn is_below_a_file(tree: &OutputTree, name: &str) -> bool {
    name.match_indices('/')
        .any(|(end, _)| tree.files.contains_key(&name[..end]))
}

/// Refuses a folder that holds anything but what git and web servers want there.
fn refuse_foreign(out: &Path) -> Result<(), Error> {
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

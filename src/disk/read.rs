//! Reads `content/` and `themes/` below a site's root into a [`SourceTree`].

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::error::{Action, Error};
use super::manifest::is_site_path;
use crate::tree::SourceTree;

/// The folders of a site that hold sources.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The nearest folder at or above `start` that holds `content/site.yaml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join("content/site.yaml").is_file())
        .map(Path::to_owned)
}

/// True for a folder that holds a site.
pub fn is_site(folder: &Path) -> bool {
    folder.join(FOLDERS[0]).is_dir()
}

/// The top of the git repository around `folder`, and the path of the folder in it (`.` for the top itself, with `/`); the
/// folder itself where there is no repository.
///
/// # Errors
/// The folder cannot be read, or the name of one above it is not UTF-8.
pub fn place_in_repository(folder: &Path) -> Result<(PathBuf, String), Error> {
    let real = fs::canonicalize(folder).map_err(Error::io(Action::Read, folder))?;
    let top = real.ancestors().find(|above| above.join(".git").exists());
    match top {
        Some(top) if top != real => Ok((top.to_owned(), name_in_tree(top, &real)?)),
        _ => Ok((folder.to_owned(), ".".to_owned())),
    }
}

/// Reads all sources of the site at `root`. Dotfiles and backups of editors are left out.
///
/// # Errors
/// No folder `content`; a file that cannot be read; a symbolic link out of the site; a name that is not UTF-8.
pub fn read_tree(root: &Path) -> Result<SourceTree, Error> {
    if !is_site(root) {
        return Err(Error::NotASite {
            root: root.to_owned(),
        });
    }
    let real_root = fs::canonicalize(root).map_err(Error::io(Action::Read, root))?;
    let mut found = Vec::new();
    for folder in FOLDERS
        .iter()
        .map(|name| root.join(name))
        .filter(|folder| folder.is_dir())
    {
        find_files(root, &real_root, &folder, &mut found)?;
    }
    let files = found
        .into_par_iter()
        .map(|(name, path)| {
            Ok((
                name,
                fs::read(&path)
                    .map_err(Error::io(Action::Read, &path))?
                    .into(),
            ))
        })
        .collect::<Result<BTreeMap<_, _>, Error>>()?;
    Ok(SourceTree { files })
}

/// Reads the sources of the site at `root` again, of which only what is at `changed` may differ from `last`: absolute paths
/// below the real path of `root`. Where a path is more than one plain file, everything is read: what was moved, linked or
/// deleted as a folder cannot be told from its name.
///
/// # Errors
/// As [`read_tree`].
pub fn read_changed(
    root: &Path,
    last: &SourceTree,
    changed: &BTreeSet<PathBuf>,
) -> Result<SourceTree, Error> {
    let real_root = fs::canonicalize(root).map_err(Error::io(Action::Read, root))?;
    let mut tree = last.clone();
    for path in changed {
        if !read_one(&real_root, path, &mut tree) {
            return read_tree(root);
        }
    }
    Ok(tree)
}

/// Takes the file at a path into the tree as it is now; false where it is no plain file and never was.
fn read_one(real_root: &Path, path: &Path, tree: &mut SourceTree) -> bool {
    let Ok(name) = name_in_tree(real_root, path) else {
        return false;
    };
    let is_source = FOLDERS.contains(&name.split('/').next().unwrap_or_default());
    let mut parts = name.split('/');
    if !is_source || parts.any(|part| is_skipped(OsStr::new(part))) {
        return true;
    }
    let is_folder = |tree: &SourceTree| tree.below(&format!("{name}/")).next().is_some();
    match fs::symlink_metadata(path) {
        // A folder above it may be a link.
        Ok(found) if found.is_file() && !is_folder(tree) => {
            let is_plain = fs::canonicalize(path).is_ok_and(|real| real == path);
            let bytes = if is_plain { fs::read(path).ok() } else { None };
            match bytes {
                Some(bytes) => drop(tree.files.insert(name, bytes.into())),
                None => return false,
            }
            true
        }
        Err(error) if error.kind() == ErrorKind::NotFound && !is_folder(tree) => {
            tree.files.remove(&name);
            // With the last file of a folder the folder may be gone; only `content` itself makes a site.
            real_root.join(FOLDERS[0]).is_dir()
        }
        _ => false,
    }
}

/// Reads some files of the site at `root` once more, by their paths in the tree of sources; those that cannot be read are
/// left out, as those that are not there are.
pub fn read_files<'p>(root: &Path, paths: impl IntoIterator<Item = &'p str>) -> SourceTree {
    let is_source = |path: &&str| {
        let folder = path.split('/').next();
        folder.is_some_and(|folder| FOLDERS.contains(&folder)) && is_site_path(path)
    };
    let files = paths.into_iter().filter(is_source);
    let files =
        files.filter_map(|path| Some((path.to_owned(), fs::read(root.join(path)).ok()?.into())));
    SourceTree {
        files: files.collect(),
    }
}

/// Adds the files below `folder`, each with its path as in a [`SourceTree`].
fn find_files(
    root: &Path,
    real_root: &Path,
    folder: &Path,
    found: &mut Vec<(String, PathBuf)>,
) -> Result<(), Error> {
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry.file_name()))
    {
        let entry = match entry {
            Ok(entry) => entry,
            // Emacs locks a file with a dangling link; the walk meets it before the filter does.
            Err(error)
                if error
                    .path()
                    .and_then(Path::file_name)
                    .is_some_and(is_skipped) =>
            {
                continue;
            }
            Err(error) => return Err(walk_error(folder, error)),
        };
        stays_inside(&entry, real_root)?;
        if entry.file_type().is_file() {
            found.push((name_in_tree(root, entry.path())?, entry.into_path()));
        } else if !entry.file_type().is_dir() {
            return Err(Error::NotAFile {
                path: entry.into_path(),
            });
        }
    }
    Ok(())
}

/// True for dotfiles and for what editors leave behind: `.#a.yaml`, `a.yaml~`, `a.yaml.swp`, `#a.yaml#`.
fn is_skipped(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || [".swp", ".swo", ".swx"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
}

fn stays_inside(entry: &DirEntry, real_root: &Path) -> Result<(), Error> {
    if !entry.path_is_symlink() {
        return Ok(());
    }
    let target = fs::canonicalize(entry.path()).map_err(Error::io(Action::Read, entry.path()))?;
    if target.starts_with(real_root) {
        return Ok(());
    }
    Err(Error::LinkLeavesRoot {
        path: entry.path().to_owned(),
        target,
    })
}

fn name_in_tree(root: &Path, path: &Path) -> Result<String, Error> {
    let relative = path.strip_prefix(root).ok();
    let parts: Option<Vec<&str>> =
        relative.and_then(|relative| relative.iter().map(OsStr::to_str).collect());
    parts
        .map(|parts| parts.join("/"))
        .ok_or_else(|| Error::NameNotUtf8 {
            path: path.to_owned(),
        })
}

fn walk_error(folder: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(folder).to_owned();
    let source = match error.loop_ancestor() {
        Some(ancestor) => std::io::Error::other(format!(
            "a symbolic link leads back to {}",
            ancestor.display()
        )),
        None => error
            .into_io_error()
            .unwrap_or_else(|| std::io::Error::other("the walk failed")),
    };
    Error::Io {
        action: Action::Read,
        path,
        source,
    }
}

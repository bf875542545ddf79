//! What a publication does to a branch: which files come, change, go and stay. Pure: knows neither git nor the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::disk::{MANIFEST, Manifest, is_site_path};
use crate::tree::OutputTree;

use super::error::Error;
use super::object::Format;

/// The file that names the host of a site with a domain of its own. It belongs to the branch, not to the built site.
pub(super) const CNAME: &str = "CNAME";

/// The file that says that the site is ready as it is; what stands in it has no meaning.
const NO_JEKYLL: &str = ".nojekyll";

/// The mode of a plain file in a tree of git.
const PLAIN: &str = "100644";

/// A file on a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `100644` for a plain file.
    pub mode: String,
    /// The name of its bytes in the repository.
    pub id: String,
    /// Number of bytes; 0 for what is not a file.
    pub size: u64,
}

/// A branch as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// The name of its last commit; nothing where the branch does not exist.
    pub tip: Option<String>,
    pub files: BTreeMap<String, Entry>,
    /// The files that the last publication wrote.
    pub owned: Manifest,
    /// The host in `CNAME`.
    pub host: Option<String>,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    pub path: String,
    pub bytes: Arc<[u8]>,
    pub id: String,
}

/// What is to be done to a branch. Paths are in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Files of the site that the branch does not have.
    pub added: Vec<String>,
    /// Files of the site that the branch has with other bytes.
    pub changed: Vec<String>,
    /// Files that an earlier publication wrote and the site no longer has.
    pub removed: Vec<String>,
    /// Number of files of the site that are there already.
    pub unchanged: usize,
    /// Files that tenken did not write; they stay.
    pub kept: Vec<String>,
    /// Names of snapshots (`2021`) that this build does not bring and that stay, with the number of files.
    pub snapshots: BTreeMap<String, usize>,
    /// Bytes of all files on the branch afterwards.
    pub size: u64,
    pub(super) writes: Vec<Write>,
    /// Owned files that are written anew or removed: name of the bytes on the branch, and the hash they should have.
    pub(super) replaced: Vec<Replaced>,
}

/// An owned file whose bytes go out of use.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Replaced {
    pub(super) path: String,
    pub(super) id: String,
    pub(super) sha256: String,
}

impl Plan {
    /// True where the branch is what it should be already.
    pub fn is_nothing_to_do(&self) -> bool {
        self.writes.is_empty() && self.removed.is_empty()
    }

    /// The plan for publishing `site` to `branch`; `host` is what `CNAME` is to say.
    ///
    /// # Errors
    /// Files that tenken did not write stand where files of the site belong: all of them. A file of the site has a path that
    /// cannot be one.
    pub fn make(
        site: &OutputTree,
        branch: &Branch,
        host: Option<&str>,
        format: Format,
    ) -> Result<Plan, Error> {
        if let Some(path) = site.files.keys().find(|path| !is_site_path(path)) {
            return Err(Error::BadPath(path.clone()));
        }
        let mut site = site.clone();
        if branch.is_foreign(NO_JEKYLL) {
            site.files.remove(NO_JEKYLL);
        }
        let snapshots = surviving_snapshots(&site, branch);
        let conflicts = conflicts(&site, branch, &snapshots, format);
        if !conflicts.is_empty() {
            return Err(Error::Conflicts(conflicts));
        }
        let mut manifest = Manifest::of(&site);
        let mut plan = Plan::default();
        plan.remove(&site, branch, &snapshots, &mut manifest);
        let ids: Vec<String> = site
            .files
            .par_iter()
            .map(|(_, bytes)| format.id_of(bytes))
            .collect();
        for ((path, bytes), id) in site.files.iter().zip(ids) {
            plan.size += bytes.len() as u64;
            match branch.files.get(path) {
                Some(old) if old.mode == PLAIN && old.id == id => {
                    plan.unchanged += 1;
                    continue;
                }
                Some(old) => {
                    plan.replace(path, old, branch);
                    plan.changed.push(path.clone());
                }
                None => plan.added.push(path.clone()),
            }
            plan.write(path, Arc::clone(bytes), id);
        }
        plan.write_beside(MANIFEST, manifest.text(), branch, format);
        let new_host = host.filter(|host| branch.host.as_deref() != Some(*host));
        if let Some(host) = new_host {
            let list = match branch.files.contains_key(CNAME) {
                true => &mut plan.changed,
                false => &mut plan.added,
            };
            list.push(CNAME.to_owned());
            plan.write_beside(CNAME, format!("{host}\n"), branch, format);
        }
        let others = branch.files.iter().filter(|(path, _)| {
            let is_replaced =
                site.files.contains_key(*path) || *path == CNAME && new_host.is_some();
            branch.is_foreign(path) && !is_replaced
        });
        for (path, entry) in others {
            plan.size += entry.size;
            plan.kept.push(path.clone());
        }
        Ok(plan)
    }

    fn remove(
        &mut self,
        site: &OutputTree,
        branch: &Branch,
        snapshots: &BTreeSet<String>,
        manifest: &mut Manifest,
    ) {
        for (path, hash) in &branch.owned.0 {
            let Some(old) = branch
                .files
                .get(path)
                .filter(|_| !site.files.contains_key(path))
            else {
                continue;
            };
            match snapshot_of(path).filter(|name| snapshots.contains(*name)) {
                Some(name) => {
                    *self.snapshots.entry(name.to_owned()).or_default() += 1;
                    self.size += old.size;
                    manifest.0.insert(path.clone(), hash.clone());
                }
                None => {
                    self.replace(path, old, branch);
                    self.removed.push(path.clone());
                }
            }
        }
    }

    fn replace(&mut self, path: &str, old: &Entry, branch: &Branch) {
        if let Some(hash) = branch.owned.0.get(path) {
            self.replaced.push(Replaced {
                path: path.to_owned(),
                id: old.id.clone(),
                sha256: hash.clone(),
            });
        }
    }

    fn write(&mut self, path: &str, bytes: Arc<[u8]>, id: String) {
        let path = path.to_owned();
        self.writes.push(Write { path, bytes, id });
    }

    /// Writes a file that is not of the site, where it is not there already.
    fn write_beside(&mut self, path: &str, text: String, branch: &Branch, format: Format) {
        let id = format.id_of(text.as_bytes());
        self.size += text.len() as u64;
        if branch.files.get(path).is_none_or(|old| old.id != id) {
            self.write(path, text.into_bytes().into(), id);
        }
    }
}

impl Branch {
    /// True for a file on the branch that tenken did not write.
    fn is_foreign(&self, path: &str) -> bool {
        path != MANIFEST && self.files.contains_key(path) && !self.owned.0.contains_key(path)
    }
}

/// The name of the snapshot that a file belongs to: `2021` for `archive/2021/index.html`, `archive/2021.zip` and
/// `archive/2021-bag/bagit.txt`; nothing for the list of snapshots and for files elsewhere.
fn snapshot_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("archive/")?;
    let part = rest.split('/').next()?;
    let name = part
        .strip_suffix(".zip")
        .or_else(|| part.strip_suffix("-bag"));
    (rest != "index.html").then_some(name.unwrap_or(part))
}

/// Snapshots on the branch of which the site has no file: they outlive a publication from a folder without archives.
fn surviving_snapshots(site: &OutputTree, branch: &Branch) -> BTreeSet<String> {
    let names = |paths: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        paths
            .filter_map(|path| snapshot_of(path))
            .map(str::to_owned)
            .collect()
    };
    let built = names(&mut site.files.keys());
    let mut old = names(&mut branch.owned.0.keys());
    old.retain(|name| !built.contains(name));
    old
}

/// Files on the branch that stay and stand where a file of the site, or a folder for one, belongs.
fn conflicts(
    site: &OutputTree,
    branch: &Branch,
    snapshots: &BTreeSet<String>,
    format: Format,
) -> Vec<String> {
    let stays = |path: &str| {
        branch.is_foreign(path) || snapshot_of(path).is_some_and(|name| snapshots.contains(name))
    };
    let is_in_the_way = |path: &str, entry: &Entry| match site.files.get(path) {
        // The same bytes: whoever wrote them, nothing is lost.
        Some(bytes) => entry.mode != PLAIN || entry.id != format.id_of(bytes),
        None => {
            let is_below_a_file = path
                .match_indices('/')
                .any(|(end, _)| site.files.contains_key(&path[..end]));
            is_below_a_file || has_below(&site.files, &format!("{path}/"))
        }
    };
    branch
        .files
        .iter()
        .filter(|(path, entry)| stays(path) && is_in_the_way(path, entry))
        .map(|(path, _)| path.clone())
        .collect()
}

fn has_below<T>(files: &BTreeMap<String, T>, folder: &str) -> bool {
    files
        .range(folder.to_owned()..)
        .next()
        .is_some_and(|(path, _)| path.starts_with(folder))
}

#[cfg(test)]
mod tests;

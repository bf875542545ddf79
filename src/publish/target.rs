//! Where a site is published to: a branch of a repository.

use std::path::{Path, PathBuf};

use crate::disk;

use super::error::Error;
use super::git::{Git, text};
use super::remote::{pages_address, without_secrets};
use super::repository::Repository;

/// A branch of a remote repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The name of the remote, or its path or address, as git takes it.
    pub(super) remote: String,
    /// Its address, for looking things up.
    url: String,
    /// The name of the branch without `refs/heads/`.
    pub branch: String,
}

impl Target {
    /// A branch of an address.
    #[cfg(test)]
    pub(super) fn at(url: &str, branch: &str) -> Target {
        let url = url.to_owned();
        Target {
            remote: url.clone(),
            url,
            branch: branch.to_owned(),
        }
    }

    /// The remote as people may see it: without passwords.
    pub fn shown(&self) -> String {
        without_secrets(&self.remote)
    }

    /// The address of the site that GitHub Pages makes of the remote repository; nothing where it is not on GitHub.
    pub fn pages_address(&self) -> Option<String> {
        pages_address(&self.url)
    }

    pub(super) fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// The folder of a remote on this machine.
    fn local(&self) -> Option<&Path> {
        let path = self.url.strip_prefix("file://").unwrap_or(&self.url);
        Some(Path::new(path)).filter(|path| path.is_absolute())
    }
}

impl Repository {
    /// The branch `branch` of `remote`: the name of a remote, the path of a repository, or an address.
    ///
    /// # Errors
    /// The name is not one of a branch; there is no such remote; the branch is checked out, so that a publication would
    /// change it under somebody's hands.
    pub fn target(&self, remote: &str, branch: &str) -> Result<Target, Error> {
        let reference = format!("refs/heads/{branch}");
        if branch.starts_with('-') || !self.git.run(&["check-ref-format", &reference])?.succeeded {
            return Err(Error::BadBranch(branch.to_owned()));
        }
        let target = self.resolve(remote, branch)?;
        if self.head.as_deref() == Some(branch) {
            return Err(Error::CheckedOut {
                branch: branch.to_owned(),
                folder: self.top.clone(),
            });
        }
        let worktrees = target.local().map(|path| Git::new(path.to_owned(), false));
        let worktrees = worktrees.map(|git| git.run(&["worktree", "list", "--porcelain"]));
        // A repository that cannot be looked into here says so itself when it is asked for the branch.
        if let Some(Ok(list)) = worktrees
            && let Some(folder) = worktree_of(&text(list.out), &reference)
        {
            return Err(Error::CheckedOut {
                branch: branch.to_owned(),
                folder: folder.into(),
            });
        }
        Ok(target)
    }

    /// The folder of a remote given as a path: `.` is this repository, wherever the command runs.
    fn folder_of(&self, remote: &str) -> Option<PathBuf> {
        match remote {
            "." => Some(self.top.clone()),
            _ => disk::real_folder(Path::new(remote)),
        }
    }

    fn resolve(&self, remote: &str, branch: &str) -> Result<Target, Error> {
        let names = self.git.text(&["remote"])?;
        let (remote, url) = if names.lines().any(|name| name == remote) {
            let url = self.git.text(&["remote", "get-url", "--push", remote])?;
            // Git takes paths in its settings from the worktree.
            let path = disk::real_folder(&self.top.join(&url));
            let url = path
                .and_then(|path| path.to_str().map(str::to_owned))
                .unwrap_or(url);
            (remote.to_owned(), url)
        } else if let Some(path) = self.folder_of(remote) {
            let path = path.to_str().ok_or_else(|| Error::NoRemote {
                remote: remote.to_owned(),
                known: names.clone(),
            })?;
            (path.to_owned(), path.to_owned())
        } else if remote.contains(':') && !remote.starts_with('-') {
            (remote.to_owned(), remote.to_owned())
        } else {
            return Err(Error::NoRemote {
                remote: remote.to_owned(),
                known: names,
            });
        };
        Ok(Target {
            remote,
            url,
            branch: branch.to_owned(),
        })
    }
}

/// The folder of the worktree in which `reference` is checked out, of the list that `git worktree list --porcelain` prints.
fn worktree_of<'a>(list: &'a str, reference: &str) -> Option<&'a str> {
    let mut folder = None;
    for line in list.lines() {
        match line.split_once(' ') {
            Some(("worktree", path)) => folder = Some(path),
            Some(("branch", name)) if name == reference => return folder,
            _ => {}
        }
    }
    None
}

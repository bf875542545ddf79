//! The repository that holds the sources, and the state that a publication comes from.

use std::path::{Path, PathBuf};

use crate::disk;
use crate::tree::SourceTree;

use super::error::Error;
use super::git::{Git, text};
use super::object::Format;

/// The oldest git that has all options used here (`fetch --no-write-fetch-head`).
const OLDEST: (u32, u32) = (2, 29);

/// The git repository around a site's folder. Its worktree and its index are never written.
#[derive(Debug)]
pub struct Repository {
    pub(super) git: Git,
    /// The folder with the worktree.
    pub(super) top: PathBuf,
    /// Path of the site's folder in the repository: empty, or ending with `/`.
    prefix: String,
    /// The commit that is checked out.
    pub source: String,
    /// The branch that is checked out; nothing where a commit is checked out by itself.
    pub(super) head: Option<String>,
    pub format: Format,
}

impl Repository {
    /// Opens the repository around the site at `root`. With `prompts`, git may ask for passwords.
    ///
    /// # Errors
    /// There is no git, or one that is too old; the folder is not in a repository with a worktree and a commit; git does
    /// not know in whose name to commit.
    pub fn open(root: &Path, prompts: bool) -> Result<Repository, Error> {
        let root = disk::real_folder(root).ok_or_else(|| Error::NoFolder(root.to_owned()))?;
        let git = Git::new(root.clone(), prompts);
        check_version(&git.text(&["--version"])?)?;
        let args = ["rev-parse", "--show-toplevel"];
        let found = git.run(&args)?;
        if !found.succeeded {
            return Err(Error::NotARepository {
                root,
                said: found.said.trim().to_owned(),
            });
        }
        let top = PathBuf::from(text(found.out));
        let prefix = git.text(&["rev-parse", "--show-prefix"])?;
        let git = Git::new(top.clone(), prompts);
        let commit = git.run(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?;
        if !commit.succeeded {
            return Err(Error::NoCommit { root });
        }
        let head = git.run(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        let format = git.text(&["rev-parse", "--show-object-format"])?;
        let format = Format::of(&format).ok_or(Error::UnknownFormat(format))?;
        for identity in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            if !git.run(&["var", identity])?.succeeded {
                return Err(Error::NoIdentity);
            }
        }
        Ok(Repository {
            source: text(commit.out),
            head: head.succeeded.then(|| text(head.out)),
            git,
            top,
            prefix,
            format,
        })
    }

    /// Sources of the site that are not as they are in the commit that is checked out: changed, new, ignored or removed
    /// files. Files in the folders that are not read as sources do not count.
    ///
    /// # Errors
    /// Git fails.
    pub fn dirty(&self, tree: &SourceTree) -> Result<Vec<String>, Error> {
        let folders =
            ["content", "themes"].map(|name| format!(":(top,literal){}{name}", self.prefix));
        let args = [
            // Git would write what it learns to the index.
            "--no-optional-locks",
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=traditional",
            "--",
            &folders[0],
            &folders[1],
        ];
        let out = self.git.bytes(&args)?;
        let mut found = Vec::new();
        for entry in out.split(|byte| *byte == 0).filter(|entry| entry.len() > 3) {
            let (state, path) = entry.split_at(3);
            let path = String::from_utf8_lossy(path);
            let path = path.strip_prefix(&self.prefix).unwrap_or(&path);
            let is_tracked = !matches!(&state[..2], b"??" | b"!!");
            if is_tracked || tree.files.contains_key(path) {
                found.push(path.to_owned());
            }
        }
        Ok(found)
    }
}

/// Refuses a git that is too old; a version that cannot be read is taken for a new one.
fn check_version(line: &str) -> Result<(), Error> {
    let version = line.strip_prefix("git version ").unwrap_or_default();
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor)) if (major, minor) < OLDEST => {
            let (major, minor) = OLDEST;
            Err(Error::GitTooOld {
                found: version.to_owned(),
                oldest: format!("{major}.{minor}"),
            })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check_version;

    #[test]
    fn an_old_git_is_refused() {
        for old in ["git version 2.28.1", "git version 1.9.5.msysgit.1"] {
            assert!(check_version(old).is_err(), "{old}");
        }
        for new in [
            "git version 2.29.0",
            "git version 2.39.3 (Apple Git-145)",
            "git version 3.0.0-rc1",
            "git version next",
        ] {
            assert!(check_version(new).is_ok(), "{new}");
        }
    }
}

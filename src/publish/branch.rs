//! Reads a branch of a remote repository.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read, Write};

use crate::disk::{MANIFEST, Manifest, Scratch, sha256};

use super::error::Error;
use super::git::Git;
use super::plan::{Branch, CNAME, Entry, Plan, Replaced};
use super::remote::is_host;
use super::repository::Repository;
use super::target::Target;

/// A file whose presence says that a branch holds sources of a site.
const SOURCES: &str = "content/site.yaml";

/// How the repository is used while a branch is read.
#[derive(Debug)]
pub struct Workshop {
    pub(super) git: Git,
    /// Git with an index of its own.
    pub(super) index: Git,
    _scratch: Scratch,
    /// True where not even the store of objects may change.
    pub(super) is_dry: bool,
}

impl Repository {
    /// A folder for temporary files, and git that uses it. In a dry run, what git fetches goes there too, so that the
    /// repository is not touched at all.
    ///
    /// # Errors
    /// The folder cannot be made; git fails.
    pub fn workshop(&self, is_dry: bool) -> Result<Workshop, Error> {
        let scratch = Scratch::make().map_err(Error::Disk)?;
        let mut git = self.git.clone();
        if is_dry {
            let own = self.git.text(&["rev-parse", "--git-path", "objects"])?;
            git = git.with("GIT_OBJECT_DIRECTORY", scratch.path()).with(
                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                quoted(&self.top.join(own).into_os_string()),
            );
        }
        Ok(Workshop {
            index: git.with("GIT_INDEX_FILE", scratch.path().join("index")),
            git,
            _scratch: scratch,
            is_dry,
        })
    }
}

/// A path as git reads it in a list of paths: in double quotes where it holds what would end it.
fn quoted(path: &OsString) -> OsString {
    match path.to_str() {
        Some(text) if text.contains([':', '"']) => {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")).into()
        }
        _ => path.clone(),
    }
}

impl Workshop {
    /// The branch as it is now.
    ///
    /// # Errors
    /// The remote cannot be reached; the branch holds sources, or a list of files that cannot be read.
    pub fn branch(&self, target: &Target) -> Result<Branch, Error> {
        let Some(tip) = self.tip(target)? else {
            return Ok(Branch::default());
        };
        self.fetch(target, &tip)?;
        let files =
            files_of(
                &self
                    .git
                    .bytes(&["ls-tree", "-r", "-z", "-l", "--full-tree", &tip])?,
            );
        if let Some(path) = files.keys().find(|path| path.ends_with(SOURCES)) {
            return Err(Error::HoldsSources {
                branch: target.branch.clone(),
                path: path.clone(),
            });
        }
        let text_of = |path: &str| match files.get(path).filter(|entry| entry.mode != "120000") {
            Some(entry) => self.git.bytes(&["cat-file", "blob", &entry.id]).map(Some),
            None => Ok(None),
        };
        let owned = match text_of(MANIFEST)? {
            Some(text) => Manifest::parse(&String::from_utf8_lossy(&text)).map_err(|line| {
                Error::BadManifest {
                    branch: target.branch.clone(),
                    line,
                }
            })?,
            None => Manifest::default(),
        };
        let host = text_of(CNAME)?.map(|text| String::from_utf8_lossy(&text).trim().to_owned());
        Ok(Branch {
            tip: Some(tip),
            owned,
            host: host.filter(|host| is_host(host)),
            files,
        })
    }

    /// The last commit of the branch; nothing where there is no branch.
    fn tip(&self, target: &Target) -> Result<Option<String>, Error> {
        let reference = target.reference();
        let found = self
            .git
            .run(&["ls-remote", "--", &target.remote, &reference])?;
        if !found.succeeded {
            return Err(Error::unreachable(target, &found.said));
        }
        let text = String::from_utf8_lossy(&found.out).into_owned();
        Ok(text.lines().find_map(|line| match line.split_once('\t') {
            Some((id, name)) if name == reference => Some(id.to_owned()),
            _ => None,
        }))
    }

    /// Makes sure that the commit is here.
    fn fetch(&self, target: &Target, tip: &str) -> Result<(), Error> {
        let commit = format!("{tip}^{{commit}}");
        let is_here = || Ok(self.git.run(&["cat-file", "-e", &commit])?.succeeded);
        if is_here()? {
            return Ok(());
        }
        let reference = target.reference();
        let mut args = vec![
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
            "--no-auto-gc",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
        ];
        if self.is_dry {
            // Without this, git would move the name under which it remembers the branch.
            args.push("--refmap=");
        } else if self.git.text(&["rev-parse", "--is-shallow-repository"])? == "true" {
            // A checkout without history, as in continuous integration, needs none of the branch either.
            args.push("--depth=1");
        }
        args.extend(["--", &target.remote, &reference]);
        let fetched = self.git.run(&args)?;
        if !fetched.succeeded {
            return Err(Error::unreachable(target, &fetched.said));
        }
        if is_here()? {
            Ok(())
        } else {
            Err(Error::moved(target))
        }
    }

    /// Of owned files whose bytes go out of use, those that somebody changed on the branch since they were published.
    ///
    /// # Errors
    /// Git fails.
    pub fn changed_by_hand(&self, plan: &Plan) -> Result<Vec<String>, Error> {
        let replaced = &plan.replaced[..];
        if replaced.is_empty() {
            return Ok(Vec::new());
        }
        let ask = |input: &mut dyn Write| {
            replaced
                .iter()
                .try_for_each(|file| writeln!(input, "{}", file.id))
        };
        let args = ["cat-file", "--batch"];
        let (succeeded, changed, said) = self
            .git
            .converse(&args, ask, |out| compare(out, replaced))?;
        match succeeded {
            true => Ok(changed),
            false => Err(Error::git(&args, &said)),
        }
    }
}

/// Reads the answers of `git cat-file --batch`: `<id> blob <length>`, the bytes and a line end for each file.
fn compare(out: &mut dyn Read, replaced: &[Replaced]) -> io::Result<Vec<String>> {
    let mut out = BufReader::new(out);
    let mut changed = Vec::new();
    for file in replaced {
        let mut head = String::new();
        out.read_line(&mut head)?;
        let length = head
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|length| length.parse().ok());
        // What is not in the store (a submodule) has no bytes to compare.
        let Some(length) = length else {
            changed.push(file.path.clone());
            continue;
        };
        let mut bytes = vec![0; length];
        out.read_exact(&mut bytes)?;
        out.read_exact(&mut [0])?;
        if sha256(&bytes) != file.sha256 {
            changed.push(file.path.clone());
        }
    }
    Ok(changed)
}

/// Reads what `git ls-tree -r -z -l` prints: `<mode> <type> <id> <size>`, a tab and the path. A name that is not UTF-8 gets
/// replacement characters: it is only counted and shown.
fn files_of(list: &[u8]) -> BTreeMap<String, Entry> {
    let entries = list.split(|byte| *byte == 0).filter_map(|line| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = std::str::from_utf8(&line[..tab]).ok()?;
        let mut words = head.split_ascii_whitespace();
        let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
        let entry = Entry {
            mode: mode.to_owned(),
            id: id.to_owned(),
            size: words.next().and_then(|size| size.parse().ok()).unwrap_or(0),
        };
        Some((
            String::from_utf8_lossy(&line[tab + 1..]).into_owned(),
            entry,
        ))
    });
    entries.collect()
}

//! Files against their lists: what is missing, added, changed or cut off.

use std::collections::BTreeMap;

use super::bag::{BAG_INFO, BAGIT, MANIFEST, RECORD, SITE, TAG_MANIFEST, oxum};
use super::checksum::Checksums;
use super::{Bag, Files};
use crate::diagnostic::Say;
use crate::say;

/// One thing that is not as its list says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// A file that the list names is not there.
    Missing { path: String },
    /// A file that no list names.
    Added { path: String },
    /// A file with other bytes.
    Changed { path: String },
    /// A file that ends too early: bytes that are there, bytes that should be.
    Truncated {
        path: String,
        bytes: u64,
        wanted: Option<u64>,
    },
    /// A list or record that cannot be read: the path with what is wrong.
    Unreadable { path: String, why: String },
    /// The payload has another size or number of files than `Payload-Oxum` says.
    Oxum { found: String, wanted: String },
    /// A file of the site that a build from the frozen sources makes otherwise, or not at all.
    Rebuilt { path: String },
}

impl Problem {
    /// The problem in words, beginning with the file.
    pub fn say(&self) -> Say {
        match self {
            Problem::Missing { path } => say!("{path}: ありません", "{path}: missing"),
            Problem::Added { path } => {
                say!(
                    "{path}: 一覧にありません",
                    "{path}: added, no list names it"
                )
            }
            Problem::Changed { path } => say!("{path}: 内容が違います", "{path}: changed"),
            Problem::Truncated {
                path,
                bytes,
                wanted: Some(wanted),
            } => say!(
                "{path}: 途中で切れています（{wanted}バイトのうち{bytes}バイト）",
                "{path}: truncated, {bytes} of {wanted} bytes"
            ),
            Problem::Truncated {
                path,
                bytes,
                wanted: None,
            } => say!(
                "{path}: 途中で切れています（{bytes}バイト）",
                "{path}: truncated to {bytes} bytes"
            ),
            Problem::Unreadable { path, why } => {
                say!(
                    "{path}: 読めません（{why}）",
                    "{path}: cannot be read: {why}"
                )
            }
            Problem::Oxum { found, wanted } => say!(
                "bag-info.txt: Payload-Oxum は {wanted} ですが、実際は {found} です",
                "bag-info.txt: Payload-Oxum is {wanted}, the payload has {found}"
            ),
            Problem::Rebuilt { path } => say!(
                "{path}: 凍結した元ファイルから作り直すと、内容が違います",
                "{path}: a build from the frozen sources gives other bytes"
            ),
        }
    }

    /// The file that the problem is about.
    pub fn path(&self) -> &str {
        match self {
            Problem::Missing { path }
            | Problem::Added { path }
            | Problem::Changed { path }
            | Problem::Truncated { path, .. }
            | Problem::Unreadable { path, .. }
            | Problem::Rebuilt { path } => path,
            Problem::Oxum { .. } => BAG_INFO,
        }
    }
}

/// Everything that is wrong with a bag, in the order of the files.
pub fn check_bag(bag: &Bag) -> Vec<Problem> {
    let (payload, tags): (Files, Files) = bag
        .files
        .iter()
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .partition(|(path, _)| path.starts_with("data/"));
    let sizes = bag.record().map(|record| record.sizes).unwrap_or_default();
    let sizes = sizes
        .into_iter()
        .map(|(path, bytes)| (format!("data/{path}"), bytes))
        .collect();
    let mut problems = Vec::new();
    for (list, files) in [(MANIFEST, &payload), (TAG_MANIFEST, &tags)] {
        match read_list(bag, list) {
            Ok(wanted) => problems.extend(check_list(&wanted, files, &sizes)),
            Err(problem) => problems.push(problem),
        }
    }
    // A list cannot hold its own checksum.
    problems.retain(|problem| !matches!(problem, Problem::Added { path } if path == TAG_MANIFEST));
    for needed in [BAGIT, BAG_INFO] {
        let is_known = problems.iter().any(|problem| problem.path() == needed);
        if !bag.files.contains_key(needed) && !is_known {
            problems.push(Problem::Missing {
                path: needed.to_owned(),
            });
        }
    }
    problems.extend(check_oxum(bag, &payload));
    sort(&mut problems);
    problems.dedup();
    problems
}

/// In the order of the files.
fn sort(problems: &mut [Problem]) {
    problems.sort_by(|one, other| (one.path(), one).cmp(&(other.path(), other)));
}

fn read_list(bag: &Bag, path: &str) -> Result<Checksums, Problem> {
    let missing = || Problem::Missing {
        path: path.to_owned(),
    };
    let unreadable = |why: String| Problem::Unreadable {
        path: path.to_owned(),
        why,
    };
    let bytes = bag.files.get(path).ok_or_else(missing)?;
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("UTF-8".to_owned()))?;
    Checksums::parse(text).map_err(|line| unreadable(format!("line {line}")))
}

fn check_oxum(bag: &Bag, payload: &Files) -> Option<Problem> {
    let info = std::str::from_utf8(bag.files.get(BAG_INFO)?).ok()?;
    let wanted = info
        .lines()
        .find_map(|line| line.strip_prefix("Payload-Oxum: "))?;
    let found = oxum(payload);
    (found != wanted).then(|| Problem::Oxum {
        found,
        wanted: wanted.to_owned(),
    })
}

/// Compares files with a list. `sizes`, where known, tells a file that was cut off from one that was changed.
pub fn check_list(
    wanted: &Checksums,
    files: &Files,
    sizes: &BTreeMap<String, u64>,
) -> Vec<Problem> {
    let found = Checksums::of(files);
    let mut problems = Vec::new();
    for (path, hash) in &wanted.0 {
        let path = path.clone();
        match found.0.get(&path) {
            None => problems.push(Problem::Missing { path }),
            Some(is) if is == hash => {}
            Some(_) => {
                let bytes = files.get(&path).map_or(0, |bytes| bytes.len() as u64);
                let wanted = sizes.get(&path).copied();
                let is_cut = bytes == 0 || wanted.is_some_and(|wanted| bytes < wanted);
                problems.push(if is_cut {
                    Problem::Truncated {
                        path,
                        bytes,
                        wanted,
                    }
                } else {
                    Problem::Changed { path }
                });
            }
        }
    }
    let added = files.keys().filter(|path| !wanted.0.contains_key(*path));
    problems.extend(added.map(|path| Problem::Added { path: path.clone() }));
    problems
}

/// A frozen site in a published folder against the lists that stand beside it: the list of the payload, which names its
/// pages as `data/site/…`, and the list that proves that one.
pub fn check_served(pages: &Files, proof: &Files) -> Vec<Problem> {
    let bag = Bag {
        files: proof.clone(),
    };
    let (list, tags) = match (read_list(&bag, MANIFEST), read_list(&bag, TAG_MANIFEST)) {
        (Ok(list), Ok(tags)) => (list, tags),
        (Err(problem), _) | (_, Err(problem)) => return vec![problem],
    };
    let site = list
        .0
        .iter()
        .filter_map(|(path, hash)| Some((path.strip_prefix(SITE)?.to_owned(), hash.clone())));
    let mut problems = check_list(&Checksums(site.collect()), pages, &BTreeMap::new());
    let mut proven = tags.0;
    proven.extend(
        list.0
            .get(RECORD)
            .map(|hash| (RECORD.trim_start_matches("data/").to_owned(), hash.clone())),
    );
    let mut proof = proof.clone();
    proof.remove(TAG_MANIFEST);
    problems.extend(check_list(&Checksums(proven), &proof, &BTreeMap::new()));
    sort(&mut problems);
    problems
}

/// Files of a site that another build of it has otherwise, not at all, or in addition.
pub fn differences(frozen: &Files, rebuilt: &Files, folder: &str) -> Vec<Problem> {
    let paths = frozen
        .keys()
        .chain(rebuilt.keys().filter(|path| !frozen.contains_key(*path)));
    let differing = paths.filter(|path| frozen.get(*path) != rebuilt.get(*path));
    let mut problems: Vec<Problem> = differing
        .map(|path| Problem::Rebuilt {
            path: format!("{folder}{path}"),
        })
        .collect();
    sort(&mut problems);
    problems
}

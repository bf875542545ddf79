//! Literate cases: Markdown files with a heading, excerpts of seed files, and what is expected of them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A case: its heading, its seed files, and the block that holds what is expected, by where it stands in the file.
pub struct Case {
    pub heading: String,
    pub files: Vec<(String, String)>,
    pub expected: Range<usize>,
}

/// The files of a folder below `tests`, in order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases exist")
        .map(|entry| entry.expect("a case can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.sort();
    files
}

/// The cases of a file: a heading `##`, blocks of YAML that name their file, and a block of text.
pub fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        match (&block, line.trim_end()) {
            (None, heading) if heading.starts_with("## ") => cases.push(Case {
                heading: heading[3..].to_owned(),
                files: Vec::new(),
                expected: 0..0,
            }),
            (None, open) if open.starts_with("```") => {
                block = Some((open[3..].to_owned(), next));
            }
            (Some((info, start)), "```") => {
                let case = cases.last_mut().expect("a block belongs to a case");
                match info.strip_prefix("yaml ") {
                    Some(path) => case
                        .files
                        .push((path.to_owned(), text[*start..at].to_owned())),
                    None => case.expected = *start..at,
                }
                block = None;
            }
            _ => {}
        }
        at = next;
    }
    cases
}

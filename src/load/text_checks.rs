//! Characters that should not stand in content: radicals in place of ideographs, private-use characters, and files
//! that are not UTF-8.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::memo::Memo;
use crate::say;
use crate::text;
use crate::tree::{Bytes, SourceTree};

/// What was found in files, by their bytes.
pub(super) type Known = Memo<Bytes, Arc<Vec<Diagnostic>>>;

/// Checks the YAML and Markdown files of `content/`; extracted source texts are evidence and stay as they are, and
/// so do frozen editions.
pub(crate) fn check(tree: &SourceTree, known: &Known) -> Vec<Diagnostic> {
    let paths: Vec<&str> = tree
        .below("content/")
        .filter(|path| !path.starts_with("content/archive/"))
        .filter(|path| path.ends_with(".yaml") || path.ends_with(".md"))
        .collect();
    paths
        .par_iter()
        .map(|path| {
            let bytes = Bytes(Arc::clone(&tree.files[*path]));
            known.get(path, bytes, |_| Arc::new(check_file(tree, path)))
        })
        .flat_map_iter(|found| Vec::clone(&found))
        .collect()
}

fn check_file(tree: &SourceTree, path: &str) -> Vec<Diagnostic> {
    let Some(text) = tree.text(path) else {
        return if path.ends_with(".md") {
            vec![not_utf8(path)]
        } else {
            Vec::new()
        };
    };
    // The common case costs one pass over the bytes: radicals and private-use characters start with these bytes.
    if !text
        .bytes()
        .any(|b| matches!(b, 0xE2 | 0xEE | 0xEF | 0xF3 | 0xF4))
    {
        return Vec::new();
    }
    let shift = tree.files[path].len() - text.len();
    let suspicious = |c: &char| text::is_radical(*c) || text::is_private_use(*c);
    text.char_indices()
        .filter(|(_, c)| suspicious(c))
        .map(|(at, c)| describe(path, at + shift, c))
        .collect()
}

fn describe(path: &str, at: usize, c: char) -> Diagnostic {
    let code = format!("U+{:04X}", c as u32);
    let place = Place::Bytes {
        start: at,
        end: at + c.len_utf8(),
    };
    if text::is_private_use(c) {
        let message = say!("外字 {code} があります", "private-use character {code}");
        let help = say!(
            "普通の文字に置き換えてください",
            "replace it by an ordinary character"
        );
        return Diagnostic::new(RuleId::PrivateUseCharacter, path, place, message).help(help);
    }
    let mended = text::mend_radicals(&c.to_string()).into_owned();
    let message = say!(
        "「{c}」（{code}）は部首用の文字です",
        "`{c}` ({code}) is a radical, not an ideograph"
    );
    let help = say!(
        "「{mended}」に置き換えてください",
        "replace it by `{mended}`"
    );
    Diagnostic::new(RuleId::RadicalCharacter, path, place, message).help(help)
}

fn not_utf8(path: &str) -> Diagnostic {
    Diagnostic::new(
        RuleId::FileEncoding,
        path,
        Place::File,
        say!("文字コードが UTF-8 ではありません", "the file is not UTF-8"),
    )
    .help(say!("UTF-8 で保存し直してください", "save it as UTF-8"))
}

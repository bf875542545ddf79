//! Temporary stand-in for the emitters: signatures only.

use super::{Diagnostic, Lang};
use crate::tree::SourceTree;

/// Diagnostics for people, with the lines they point to.
pub fn human(diagnostics: &[Diagnostic], _tree: &SourceTree, lang: Lang, _color: bool) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.labels.first().map_or(String::new(), |label| format!("\n --> {}", label.file));
            format!("{}: {}{place}\n\n", diagnostic.rule.code(), diagnostic.message.get(lang))
        })
        .collect()
}

/// Diagnostics for programs.
pub fn json(diagnostics: &[Diagnostic], _tree: &SourceTree) -> String {
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.code()).collect();
    serde_json::json!(codes).to_string()
}

/// Diagnostics as annotations of GitHub Actions.
pub fn github(diagnostics: &[Diagnostic], tree: &SourceTree, lang: Lang) -> String {
    human(diagnostics, tree, lang, false)
}

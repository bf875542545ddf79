//! Diagnostics → text: for people with the lines they point to, for programs as JSON, for GitHub as annotations.
//!
//! Each form stands in the same order: by file, line, column and rule. Nothing from the content reaches a terminal as a
//! control sequence.

mod github;
mod human;
mod json;
mod sarif;
mod spot;
mod visible;

use super::{Diagnostic, Lang};
use crate::tree::SourceTree;
use spot::{Texts, Views};

/// Diagnostics for people: each with its place, the line, what is underlined, and how to mend it; a count at the end.
///
/// Empty where there is nothing to say. Colours are ANSI sequences, and only where `color` is set.
pub fn human(diagnostics: &[Diagnostic], tree: &SourceTree, lang: Lang, color: bool) -> String {
    let texts = Texts::read(diagnostics, tree);
    let views = Views::new(&texts);
    human::text(&views.in_order(diagnostics), &views, lang, color)
}

/// Diagnostics for programs: one JSON object a line.
///
/// Lines and columns count from 1, columns in characters; `bytes` counts from the beginning of the file as it is on disk,
/// a byte order mark included. A label without a known place has null for all of them.
pub fn json(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let texts = Texts::read(diagnostics, tree);
    json::lines(&Views::new(&texts).in_order(diagnostics))
}

/// Diagnostics as [workflow commands](https://docs.github.com/actions/reference/workflow-commands-for-github-actions)
/// that GitHub shows beside the lines of a change.
pub fn github(diagnostics: &[Diagnostic], tree: &SourceTree, lang: Lang) -> String {
    let texts = Texts::read(diagnostics, tree);
    github::commands(&Views::new(&texts).in_order(diagnostics), lang)
}

/// What a rule is about, for formats that carry the rules with the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText {
    pub code: &'static str,
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

/// Diagnostics as one run of [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), which code
/// scanning services read. `rules` are those that a diagnostic may name.
pub fn sarif(
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
    lang: Lang,
    rules: &[RuleText],
) -> String {
    let texts = Texts::read(diagnostics, tree);
    sarif::log(&Views::new(&texts).in_order(diagnostics), lang, rules)
}

#[cfg(test)]
mod tests;

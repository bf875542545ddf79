//! Diagnostics → one JSON object a line.

use serde_json::{Value, json};

use super::spot::{Found, Spot};
use super::visible::is_active;
use crate::diagnostic::{Lang, Say, Severity};

pub(super) fn lines(found: &[Found<'_>]) -> String {
    found
        .iter()
        .map(|found| escaped(&object(found).to_string()) + "\n")
        .collect()
}

fn object(found: &Found<'_>) -> Value {
    let diagnostic = found.diagnostic;
    json!({
        "rule": diagnostic.rule.code(),
        "severity": severity(diagnostic.severity),
        "message_ja": diagnostic.message.ja,
        "message_en": diagnostic.message.en,
        "help_ja": words(diagnostic.help.as_ref(), Lang::Ja),
        "help_en": words(diagnostic.help.as_ref(), Lang::En),
        "labels": found.spots.iter().map(label).collect::<Vec<_>>(),
    })
}

/// The word for a severity in JSON.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn words(say: Option<&Say>, lang: Lang) -> Option<&str> {
    say.map(|say| say.get(lang))
}

fn label(spot: &Spot<'_>) -> Value {
    let at = spot.at.as_ref();
    json!({
        "file": spot.label.file,
        "line": at.map(|at| at.start.line),
        "column": at.map(|at| at.start.column),
        "end_line": at.map(|at| at.end.line),
        "end_column": at.map(|at| at.end.column),
        "bytes": at.map(|at| [at.on_disk.start, at.on_disk.end]),
        "text_ja": words(spot.label.text.as_ref(), Lang::Ja),
        "text_en": words(spot.label.text.as_ref(), Lang::En),
    })
}

/// JSON escapes only the oldest control characters; the others can stand in nothing but texts, and are escaped here.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if is_active(character) {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

//! Diagnostics → one run of SARIF 2.1.0.
//!
//! The first label is the location of a result, the others are related locations with what stands there. Columns count
//! characters, as `columnKind` says.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::RuleText;
use super::json::escaped;
use super::spot::{Found, Spot};
use crate::diagnostic::{Lang, Severity};

/// What cannot stand in a relative reference (RFC 3986): everything but unreserved characters and `/`.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn log(found: &[Found<'_>], lang: Lang, rules: &[RuleText]) -> String {
    let used: Vec<&RuleText> = rules
        .iter()
        .filter(|rule| {
            let mut codes = found.iter().map(|found| found.diagnostic.rule.code());
            codes.any(|code| code == rule.code)
        })
        .collect();
    let results: Vec<Value> = found
        .iter()
        .map(|found| result(found, lang, &used))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "tenken",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|rule| json!({
                    "id": rule.code,
                    "shortDescription": { "text": rule.summary },
                    "fullDescription": { "text": rule.why },
                })).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escaped(&log.to_string()) + "\n"
}

fn result(found: &Found<'_>, lang: Lang, rules: &[&RuleText]) -> Value {
    let diagnostic = found.diagnostic;
    let code = diagnostic.rule.code();
    let mut text = diagnostic.message.get(lang).to_owned();
    if let Some(help) = &diagnostic.help {
        text.push('\n');
        text.push_str(help.get(lang));
    }
    let mut result = json!({
        "ruleId": code,
        "level": level(diagnostic.severity),
        "message": { "text": text },
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some((first, others)) = found.spots.split_first() {
        result["locations"] = json!([location(first, lang)]);
        if !others.is_empty() {
            let others = others.iter().map(|spot| location(spot, lang));
            result["relatedLocations"] = others.collect();
        }
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn location(spot: &Spot<'_>, lang: Lang) -> Value {
    let uri = utf8_percent_encode(&spot.label.file, PATH).to_string();
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    if let Some(at) = &spot.at {
        physical["region"] = json!({
            "startLine": at.start.line,
            "startColumn": at.start.column,
            "endLine": at.end.line,
            "endColumn": at.end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(text) = &spot.label.text {
        location["message"] = json!({ "text": text.get(lang) });
    }
    location
}

//! Diagnostics → workflow commands of GitHub Actions.
//!
//! The escaping is that of `@actions/core`: `%`, carriage return and line feed everywhere, `:` and `,` in properties too.

use super::spot::Found;
use super::visible::visible;
use crate::diagnostic::{Lang, Severity};

pub(super) fn commands(found: &[Found<'_>], lang: Lang) -> String {
    found
        .iter()
        .map(|found| command(found, lang) + "\n")
        .collect()
}

fn command(found: &Found<'_>, lang: Lang) -> String {
    let diagnostic = found.diagnostic;
    let name = match diagnostic.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = place(found);
    properties.push(("title", diagnostic.rule.code().to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    let help = diagnostic
        .help
        .iter()
        .map(|help| format!("\n{}", help.get(lang)));
    let message: String = std::iter::once(diagnostic.message.get(lang).to_owned())
        .chain(help)
        .collect();
    format!("::{name} {}::{}", properties.join(","), data(&message))
}

/// GitHub marks columns within one line only, and counts the last one in.
fn place(found: &Found<'_>) -> Vec<(&'static str, String)> {
    let Some(spot) = found.spots.first() else {
        return Vec::new();
    };
    let mut place = vec![("file", spot.label.file.clone())];
    if let Some(at) = &spot.at {
        let last = at.first_line_end.saturating_sub(1).max(at.start.column);
        place.push(("line", at.start.line.to_string()));
        place.push(("col", at.start.column.to_string()));
        place.push(("endColumn", last.to_string()));
    }
    place
}

fn data(text: &str) -> String {
    visible(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

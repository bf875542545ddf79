//! A seed file → its seed type, or everything that is wrong with it in the author's terms.
//!
//! The YAML reader fills the type where it can; that is the fast path and needs nothing else. It stops at its first error
//! though, so a file it refuses is read again into a marked tree, which is compared with the JSON Schema of the type.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::say;

use super::check::Check;
use super::draft::Edits;
use super::fault::{self, Fault};
use super::figures;
use super::locate::{Locator, Position};
use super::marked::{self, Marked};
use super::schema::schema_of;
use super::shape::Schema;
use super::syntax;

/// Open brackets beyond closed ones above which the marked reader looks first: the other one takes quadratic time.
const OPEN_BRACKETS: usize = 200;

/// Reads a seed file. A byte order mark is ignored; places count bytes after it.
///
/// Fails with every problem that can be found, never with none: syntax, unknown, missing and repeated keys, values of the
/// wrong kind.
pub fn parse<T: DeserializeOwned + JsonSchema>(
    file: &str,
    bytes: &[u8],
) -> Result<T, Vec<Diagnostic>> {
    let text = syntax::decode(file, bytes).map_err(|diagnostic| vec![*diagnostic])?;
    if opens_many_brackets(text) {
        let found = problems(file, text, &schema_of::<T>());
        if !found.is_empty() {
            return Err(found);
        }
    }
    serde_yaml::from_str::<T>(text).map_err(|error| {
        let mut found = problems(file, text, &schema_of::<T>());
        if found.is_empty() {
            found = unexplained(file, text, &error);
        }
        // The file goes no further, so its figures are tried here; one run shows every problem.
        figures::check(file, &marked::read_text(file, text).root, &mut found);
        found.sort_by_key(start);
        found
    })
}

/// Everything wrong with a YAML text as a file of the kind that the JSON Schema describes.
pub fn problems(file: &str, text: &str, schema: &serde_json::Value) -> Vec<Diagnostic> {
    let Marked {
        root,
        mut diagnostics,
        sound_to,
    } = marked::read_text(file, text);
    let mut check = Check {
        file,
        text,
        schema: Schema(schema),
        found: Vec::new(),
    };
    check.root(&root);
    let sound = sound_to >= text.len();
    // Behind a fault that was mended by guessing, a missing key may be one that could not be read.
    let trusted = |diagnostic: &Diagnostic| {
        sound || (diagnostic.rule != RuleId::MissingKey && start(diagnostic) < sound_to)
    };
    diagnostics.extend(check.found.into_iter().filter(trusted));
    diagnostics.sort_by_key(start);
    diagnostics
}

fn start(diagnostic: &Diagnostic) -> usize {
    match diagnostic.labels.first().map(|label| &label.place) {
        Some(Place::Bytes { start, .. }) => *start,
        _ => 0,
    }
}

fn opens_many_brackets(text: &str) -> bool {
    let (mut open, mut most) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most > OPEN_BRACKETS
}

/// What the YAML reader itself says, where no check of ours finds the problem.
fn unexplained(file: &str, text: &str, error: &serde_yaml::Error) -> Vec<Diagnostic> {
    let words = error.to_string();
    let place = place_of(text, error);
    let about_data = ["invalid ", "unknown ", "missing ", "duplicate "]
        .iter()
        .any(|start| words.contains(start));
    if about_data && !words.contains("unknown anchor") {
        let message = say!("読めません（{words}）", "cannot be read: {words}");
        let help = say!(
            "この場所の書き方を、ほかのファイルの同じ項目と見比べてください",
            "Compare the place with the same key of another file"
        );
        return vec![Diagnostic::new(RuleId::WrongType, file, place, message).help(help)];
    }
    let marks = syntax::byte_order_marks(file, text);
    if !marks.is_empty() {
        return marks;
    }
    let fault = Fault {
        info: words,
        at: place.start,
        last: 0..0,
        brackets: Vec::new(),
    };
    fault::explain(file, text, &fault, &Edits::default()).diagnostics
}

fn place_of(text: &str, error: &serde_yaml::Error) -> Range<usize> {
    let Some(location) = error.location() else {
        return 0..0;
    };
    let at = Locator::new(text).byte(Position {
        line: location.line(),
        column: location.column(),
    });
    let line = syntax::line_at(text, at);
    at..line.end.max(at)
}

#[cfg(test)]
mod tests;

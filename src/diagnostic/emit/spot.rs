//! Labels and the source tree → lines, columns and bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Label, Place};
use crate::load::locate::{Locator, Position};
use crate::tree::SourceTree;

/// A file as far as it can be read.
struct Readable<'t> {
    text: Cow<'t, str>,
    /// Bytes of the byte order mark that the text leaves out.
    mark: usize,
}

/// The texts of all files that diagnostics point to.
pub(super) struct Texts<'t>(BTreeMap<&'t str, Readable<'t>>);

impl<'t> Texts<'t> {
    pub(super) fn read(diagnostics: &'t [Diagnostic], tree: &'t SourceTree) -> Self {
        let files = diagnostics
            .iter()
            .flat_map(|diagnostic| &diagnostic.labels)
            .map(|label| label.file.as_str());
        Texts(
            files
                .filter_map(|file| Some((file, readable(tree.files.get(file)?))))
                .collect(),
        )
    }
}

/// The bytes as text of the same length: a byte that is not UTF-8 becomes `?`.
fn readable(bytes: &[u8]) -> Readable<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        return Readable {
            text: rest.into(),
            mark: text.len() - rest.len(),
        };
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Readable {
        text: text.into(),
        mark: 0,
    }
}

/// The files with their places looked up.
pub(super) struct Views<'t>(BTreeMap<&'t str, View<'t>>);

struct View<'t> {
    text: &'t str,
    mark: usize,
    locator: Locator<'t>,
}

/// A label whose place is known as far as it can be.
pub(super) struct Spot<'t> {
    pub label: &'t Label,
    /// None where the label means the file as a whole, or the file is not there.
    pub at: Option<Extent>,
}

/// Where something stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent {
    /// Bytes of the text, without a byte order mark.
    pub range: Range<usize>,
    /// Bytes of the file as it is on disk.
    pub on_disk: Range<usize>,
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
    /// Bytes of the text up to the end of the first line, and at least one where the line goes on.
    pub first_line: Range<usize>,
    /// Column behind the last character of the first line.
    pub first_line_end: usize,
}

/// A diagnostic with its places.
pub(super) struct Found<'t> {
    pub diagnostic: &'t Diagnostic,
    pub spots: Vec<Spot<'t>>,
}

impl<'t> Views<'t> {
    pub(super) fn new(texts: &'t Texts<'t>) -> Self {
        let view = |readable: &'t Readable<'t>| View {
            text: &readable.text,
            mark: readable.mark,
            locator: Locator::new(&readable.text),
        };
        Views(
            texts
                .0
                .iter()
                .map(|(file, readable)| (*file, view(readable)))
                .collect(),
        )
    }

    /// The text of a file.
    pub(super) fn text(&self, file: &str) -> &'t str {
        self.0.get(file).map_or("", |view| view.text)
    }

    /// The diagnostics with their places, by file, line, column, rule and words.
    pub(super) fn in_order<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<Found<'d>> {
        let mut found: Vec<Found<'d>> = diagnostics
            .iter()
            .map(|diagnostic| self.found(diagnostic))
            .collect();
        found.sort_by(|one, other| one.order().cmp(&other.order()));
        found
    }

    fn found<'d>(&self, diagnostic: &'d Diagnostic) -> Found<'d> {
        let spots = diagnostic.labels.iter().map(|label| Spot {
            label,
            at: self.extent(label),
        });
        Found {
            diagnostic,
            spots: spots.collect(),
        }
    }

    fn extent(&self, label: &Label) -> Option<Extent> {
        let view = self
            .0
            .get(label.file.as_str())
            .filter(|_| label.place != Place::File)?;
        let range = view.locator.range(&label.place);
        let line_end = view.text[range.start..]
            .find('\n')
            .map_or(view.text.len(), |found| range.start + found);
        let line_end = line_end - usize::from(view.text[range.start..line_end].ends_with('\r'));
        let next = view.text[range.start..line_end]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let first_line = range.start..range.end.clamp(range.start + next, line_end);
        Some(Extent {
            on_disk: range.start + view.mark..range.end + view.mark,
            start: view.locator.position(range.start),
            end: view.locator.position(range.end),
            first_line_end: view.locator.position(first_line.end).column,
            first_line,
            range,
        })
    }
}

impl Found<'_> {
    /// The file that it is about, first of all.
    pub(super) fn file(&self) -> &str {
        self.spots
            .first()
            .map_or("", |spot| spot.label.file.as_str())
    }

    fn order(&self) -> impl Ord {
        let at = self
            .spots
            .first()
            .and_then(|spot| spot.at.as_ref())
            .map(|at| (at.start, at.range.end));
        (
            self.file(),
            at,
            self.diagnostic.rule,
            &self.diagnostic.message,
            &self.diagnostic.labels,
        )
    }
}

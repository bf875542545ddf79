//! Commentary in Markdown → HTML, with every figure, chart, table and link resolved against the data.
//!
//! There is no new syntax. A figure is a link (`[約37億円](figure:…)`): the words are compared with the data. A chart or
//! a table is an image (`![代替テキスト](chart:…)`) in a paragraph of its own. What they mean is the [`Host`]'s business;
//! this module knows neither plan nor dataset.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists, heading attributes, definition lists and alerts. Smart
//! punctuation is off: quotation marks stay as typed. Raw HTML is shown as text unless the site opts in.

mod blocks;
mod guard;
mod heading;
mod link;
mod notes;
mod references;
mod sections;
mod write;

use std::ops::Range;

use pulldown_cmark::{Event, Options as Extensions, Parser};

use crate::diagnostic::{Diagnostic, Say};
use crate::model::quantity::Quantity;
use guard::Guarded;
pub use sections::{Section, sections};

/// Prefix of the ids in the commentary of a page, which has ids of its own.
pub const COMMENTARY_IDS: &str = "c-";

/// What a page knows that its commentary refers to.
pub trait Host {
    /// The figure behind `figure:<reference>`.
    ///
    /// # Errors
    /// Says that there is none, with the nearest ones.
    fn figure(&self, reference: &str) -> Result<FigureRef, Say>;

    /// The HTML block behind `chart:<reference>` or `table:<reference>`; `alt` is the text written for it, maybe empty.
    ///
    /// # Errors
    /// Says that there is none, with the nearest ones.
    fn block(&self, kind: BlockKind, reference: &str, alt: &str) -> Result<String, Say>;

    /// The address for a destination inside the site, as written: a page, an anchor, a file, an image.
    ///
    /// # Errors
    /// Says that it leads nowhere.
    fn link(&self, destination: &str) -> Result<String, Say>;
}

/// A figure as commentary refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRef {
    /// The value that the words have to agree with; `None` for a figure without one (調査中, `-`).
    pub quantity: Option<Quantity>,
    /// The data are there but could not be read: the words are not compared.
    pub unreadable: bool,
    /// The figure as shown where no words are written.
    pub display: String,
    /// Where the figure stands.
    pub url: String,
    /// What the figure is, for the tooltip and for messages: name, fiscal year, source.
    pub title: String,
}

/// Kind of a block that stands for data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Table,
    Chart,
}

/// How commentary is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Pass raw HTML through. Otherwise it is shown as text, with a warning.
    pub raw_html: bool,
    /// Put in front of the ids of footnotes and of headings without an explicit `{#id}`, so that several texts can share
    /// a page.
    pub id_prefix: String,
    /// Added to the level of every heading; the sum stops at 6.
    pub heading_level_offset: u8,
}

/// A heading of rendered commentary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level as rendered, 1 to 6.
    pub level: u8,
    /// Id as rendered, with its prefix; unique in the text.
    pub id: String,
    /// The text without markup.
    pub text: String,
}

/// Rendered commentary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    pub html: String,
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// What is wrong with the text, in its order. Places are bytes of the whole file.
    pub diagnostics: Vec<Diagnostic>,
}

/// A piece of Markdown and where it stands in the guarded text.
type Piece<'a> = (Event<'a>, Range<usize>);

/// Renders the commentary `source` of the file named `file`.
///
/// Never fails: what cannot be resolved is shown as its words, and reported.
pub fn render(file: &str, source: &str, options: &Options, host: &dyn Host) -> Rendered {
    let start = body_start(source);
    let body = source.get(start..).unwrap_or("");
    let guarded = Guarded::new(body);
    let mut dangling = Vec::new();
    let pieces: Vec<Piece<'_>> = {
        let note = |link: pulldown_cmark::BrokenLink<'_>| {
            dangling.push((link.span, link.link_type, link.reference.to_string()));
            None
        };
        Parser::new_with_broken_link_callback(&guarded.text, extensions(), Some(note))
            .into_offset_iter()
            .collect()
    };
    let text = Source {
        file,
        source,
        start,
        guarded: &guarded,
    };
    let mut rendered = write::write(&text, &pieces, options, host);
    rendered.diagnostics.extend(
        dangling
            .iter()
            .filter_map(|(span, kind, label)| link::dangling(&text, span, *kind, label)),
    );
    rendered
        .diagnostics
        .extend(link::undefined_notes(&text, &pieces));
    rendered
        .diagnostics
        .sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.place.clone()));
    rendered
}

fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM
}

/// Where the text begins, behind a byte order mark and front matter.
///
/// Front matter is everything between a first line `---` and the next `---` or `...`, if its first line that says
/// anything looks like YAML. Otherwise the `---` is a thematic break, and nothing is lost.
fn body_start(source: &str) -> usize {
    let mark = if source.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let mut at = mark;
    let mut looks_like_yaml = None;
    for (number, line) in source
        .get(mark..)
        .unwrap_or("")
        .split_inclusive('\n')
        .enumerate()
    {
        at += line.len();
        let line = line.trim_end();
        match (number, line) {
            (0, "---") => {}
            (0, _) => return mark,
            (_, "---" | "...") => {
                return if looks_like_yaml == Some(false) {
                    mark
                } else {
                    at
                };
            }
            (_, "") => {}
            _ => {
                looks_like_yaml =
                    looks_like_yaml.or(Some(line.contains(':') || line.starts_with('#')))
            }
        }
    }
    mark
}

/// The text that is rendered, and how positions lead back to its file.
struct Source<'a> {
    file: &'a str,
    /// The whole file.
    source: &'a str,
    /// Where the rendered part begins.
    start: usize,
    guarded: &'a Guarded<'a>,
}

impl Source<'_> {
    /// The bytes of the file that a range of the guarded text covers.
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let range = self.guarded.unguarded(range);
        range.start + self.start..range.end + self.start
    }

    /// The bytes of `needle` at its last occurrence within the range; the whole range where it does not occur.
    fn range_of(&self, range: &Range<usize>, needle: &str) -> Range<usize> {
        let range = self.range(range);
        let found = self
            .source
            .get(range.clone())
            .filter(|_| !needle.is_empty())
            .and_then(|text| text.rfind(needle));
        match found {
            Some(at) => range.start + at..range.start + at + needle.len(),
            None => range,
        }
    }
}

#[cfg(test)]
mod tests;

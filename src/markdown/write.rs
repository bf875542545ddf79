//! Events → HTML: headings with ids, tables that can be scrolled, footnotes at the end, references resolved.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::heading::HeadingIds;
use super::notes::Notes;
use super::{Heading, Host, Options, Piece, Rendered, Source};
use crate::diagnostic::Diagnostic;
use crate::text::{joins_without_space, mend_radicals};

/// Writes all pieces, and the footnotes behind them.
pub(super) fn write(
    source: &Source<'_>,
    pieces: &[Piece<'_>],
    options: &Options,
    host: &dyn Host,
) -> Rendered {
    let (ids, diagnostics) = HeadingIds::assign(source, pieces, options);
    let mut writer = Writer {
        source,
        pieces,
        options,
        host,
        ids,
        out: String::with_capacity(source.source.len() * 2),
        closers: Vec::new(),
        table: None,
        tables: 0,
        notes: Notes::default(),
        headings: Vec::new(),
        diagnostics,
    };
    writer.run(0, pieces.len());
    writer.footnotes();
    Rendered {
        html: writer.out,
        headings: writer.headings,
        diagnostics: writer.diagnostics,
    }
}

/// Writes a text event by event. Its parts are in `blocks`, `references` and `notes`.
pub(super) struct Writer<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) pieces: &'a [Piece<'a>],
    pub(super) options: &'a Options,
    pub(super) host: &'a dyn Host,
    pub(super) ids: HeadingIds,
    pub(super) out: String,
    /// What ends each open element.
    pub(super) closers: Vec<Cow<'static, str>>,
    pub(super) table: Option<Table>,
    pub(super) tables: usize,
    pub(super) notes: Notes,
    pub(super) headings: Vec<Heading>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where a table has got to.
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) in_head: bool,
    pub(super) column: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn run(&mut self, from: usize, to: usize) {
        let mut index = from;
        while index < to {
            index = self.event(index).max(index + 1);
        }
    }

    /// Writes the event with that number and gives the number of the next one to write.
    fn event(&mut self, index: usize) -> usize {
        let Some((event, range)) = self.pieces.get(index) else {
            return index + 1;
        };
        match event {
            Event::Start(tag) => return self.start(index, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                let code = self.source.guarded.clean(code);
                self.out
                    .push_str(&format!("<code>{}</code>", escape_body(&code)));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => self.soft_break(index),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
            // Not enabled; shown as text if it ever comes.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
        }
        index + 1
    }

    fn start(&mut self, index: usize, tag: &'a Tag<'a>, range: &'a Range<usize>) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(index),
            Tag::Heading {
                level,
                classes,
                attrs,
                ..
            } => {
                let classes = classes
                    .iter()
                    .map(|class| &**class)
                    .collect::<Vec<_>>()
                    .join(" ");
                self.heading(index, *level, &classes);
                if !attrs.is_empty() {
                    self.dropped_attributes(range);
                }
            }
            Tag::BlockQuote(None) => self.open("<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => return self.code_block(index, kind),
            Tag::HtmlBlock => return self.html_block(index, range),
            Tag::List(None) => self.open("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.open("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::Item => self.open("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => {
                let label = self.source.guarded.clean(label).into_owned();
                self.notes
                    .outside
                    .push((label, std::mem::take(&mut self.out)));
            }
            Tag::DefinitionList => self.open("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.open("<dd>", "</dd>\n"),
            Tag::Table(alignments) => self.table(index, alignments),
            Tag::TableHead => self.open("<thead><tr>", "</tr></thead>\n<tbody>\n"),
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    (table.in_head, table.column) = (false, 0);
                }
                self.open("<tr>", "</tr>\n");
            }
            Tag::TableCell => self.cell(index),
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Strikethrough => self.open("<del>", "</del>"),
            Tag::Superscript => self.open("<sup>", "</sup>"),
            Tag::Subscript => self.open("<sub>", "</sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => return self.link(index, *link_type, dest_url, title),
            Tag::Image {
                dest_url, title, ..
            } => return self.image(index, dest_url, title),
            // Not enabled: front matter is cut off before.
            Tag::MetadataBlock(_) => self.open("", ""),
        }
        index + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::FootnoteDefinition => {
                if let Some((label, outside)) = self.notes.outside.pop() {
                    let body = std::mem::replace(&mut self.out, outside);
                    self.notes.bodies.entry(label).or_insert(body);
                }
            }
            _ => self.close(),
        }
    }

    pub(super) fn open(&mut self, html: &str, closer: impl Into<Cow<'static, str>>) {
        self.out.push_str(html);
        self.closers.push(closer.into());
    }

    fn close(&mut self) {
        if let Some(closer) = self.closers.pop() {
            self.out.push_str(&closer);
        }
    }

    fn text(&mut self, text: &str) {
        let clean = self.source.guarded.clean(text);
        self.out.push_str(&escape_body(&mend_radicals(&clean)));
    }

    /// A line break in the source: nothing between Japanese characters, else a space (as a line break).
    fn soft_break(&mut self, index: usize) {
        let before = self.pieces.get(..index).and_then(|pieces| {
            neighbour(self.source, pieces.iter().rev(), |s| s.chars().next_back())
        });
        let after = self
            .pieces
            .get(index + 1..)
            .and_then(|pieces| neighbour(self.source, pieces.iter(), |s| s.chars().next()));
        if before.is_none() || after.is_none() || !joins_without_space(before, after) {
            self.out.push('\n');
        }
    }

    fn task(&mut self, done: bool) {
        let (mark, label) = if done {
            ('☑', "済")
        } else {
            ('☐', "未了")
        };
        self.out.push_str(&format!(
            "<span class=\"task\" role=\"img\" aria-label=\"{label}\">{mark}</span> "
        ));
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The number of the event that ends the element begun at `index`.
    pub(super) fn end_of(&self, index: usize) -> usize {
        end_of(self.pieces, index)
    }

    /// Bytes of the guarded text between the tags of an element; the element itself where it is empty.
    pub(super) fn inner_range(&self, index: usize, end: usize) -> Range<usize> {
        let whole = self
            .pieces
            .get(index)
            .map_or(0..0, |(_, range)| range.clone());
        let first = self.pieces.get(index + 1).filter(|_| index + 1 < end);
        let last = end
            .checked_sub(1)
            .and_then(|last| self.pieces.get(last))
            .filter(|_| index + 1 < end);
        match (first, last) {
            (Some((_, first)), Some((_, last))) if first.start < last.end => first.start..last.end,
            _ => whole,
        }
    }
}

/// The number of the event that ends the element begun at `index`; `index` itself where none begins there.
fn end_of(pieces: &[Piece<'_>], index: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, (event, _)) in pieces.get(index..).unwrap_or_default().iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + offset;
        }
    }
    pieces.len().saturating_sub(1).max(index)
}

/// The words of the element begun at `index`, without markup, footnotes and guards, mended.
pub(super) fn plain_text(source: &Source<'_>, pieces: &[Piece<'_>], index: usize) -> String {
    let mut out = String::new();
    let mut at_break = false;
    for (event, _) in pieces
        .get(index + 1..end_of(pieces, index))
        .unwrap_or_default()
    {
        match event {
            Event::Text(text) | Event::Code(text) => {
                let text = source.guarded.clean(text);
                if at_break && !joins_without_space(out.chars().next_back(), text.chars().next()) {
                    out.push(' ');
                }
                at_break = false;
                out.push_str(&mend_radicals(&text));
            }
            Event::SoftBreak | Event::HardBreak => at_break = true,
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// The nearest character that is shown, across markup; `None` where something else comes first.
fn neighbour<'p>(
    source: &Source<'_>,
    pieces: impl Iterator<Item = &'p Piece<'p>>,
    edge: impl Fn(&str) -> Option<char>,
) -> Option<char> {
    for (event, _) in pieces {
        match event {
            Event::Text(text) | Event::Code(text) => {
                if let Some(c) = edge(&source.guarded.clean(text)) {
                    return Some(c);
                }
            }
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::FootnoteReference(_) => {}
            _ => return None,
        }
    }
    None
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
    )
}

/// Text between tags: quotation marks can stay.
pub(super) fn escape_body(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>']) {
        Cow::Owned(
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;"),
        )
    } else {
        Cow::Borrowed(text)
    }
}

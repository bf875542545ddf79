//! Events → HTML: headings with ids, tables that can be scrolled, footnotes at the end, references resolved.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::heading::HeadingIds;
use super::link::{self, Destination, escape_url};
use super::{BlockKind, FigureRef, Heading, Host, Options, Piece, Rendered, Source};
use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::prose::{Agreement, agrees};
use crate::say;
use crate::text::{escape_html, joins_without_space, mend_radicals};

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

struct Writer<'a> {
    source: &'a Source<'a>,
    pieces: &'a [Piece<'a>],
    options: &'a Options,
    host: &'a dyn Host,
    ids: HeadingIds,
    out: String,
    /// What ends each open element.
    closers: Vec<Cow<'static, str>>,
    table: Option<Table>,
    tables: usize,
    notes: Notes,
    headings: Vec<Heading>,
    diagnostics: Vec<Diagnostic>,
}

/// Where a table has got to.
struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
}

/// Footnotes in the order in which the text refers to them.
#[derive(Default)]
struct Notes {
    /// Labels with the number of references so far.
    cited: Vec<(String, usize)>,
    bodies: BTreeMap<String, String>,
    /// The text around a note that is being written.
    outside: Vec<(String, String)>,
}

impl Notes {
    /// Counts a reference: number of the note, and which reference to it this is, both from 1.
    fn cite(&mut self, label: &str) -> (usize, usize) {
        let index = match self.cited.iter().position(|(known, _)| known == label) {
            Some(index) => index,
            None => {
                self.cited.push((label.to_owned(), 0));
                self.cited.len() - 1
            }
        };
        let times = self.cited.get_mut(index).map_or(1, |(_, times)| {
            *times += 1;
            *times
        });
        (index + 1, times)
    }
}

impl<'a> Writer<'a> {
    fn run(&mut self, from: usize, to: usize) {
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

    fn open(&mut self, html: &str, closer: impl Into<Cow<'static, str>>) {
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

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The number of the event that ends the element begun at `index`.
    fn end_of(&self, index: usize) -> usize {
        end_of(self.pieces, index)
    }

    /// Bytes of the guarded text between the tags of an element; the element itself where it is empty.
    fn inner_range(&self, index: usize, end: usize) -> Range<usize> {
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

/// Paragraphs, headings and other blocks.
impl Writer<'_> {
    /// A paragraph. Charts and tables in it become blocks between paragraphs.
    fn paragraph(&mut self, index: usize) -> usize {
        let end = self.end_of(index);
        let mut from = index + 1;
        let mut at = from;
        while at < end {
            let next = if self.is_start(at) {
                self.end_of(at) + 1
            } else {
                at + 1
            };
            if let Some((kind, reference)) = self.block_reference(at) {
                self.words(from, at);
                self.block(at, kind, &reference);
                from = next;
            }
            at = next;
        }
        self.words(from, end);
        end + 1
    }

    /// Text of a paragraph without the line breaks at its ends; nothing where only those are left.
    fn words(&mut self, from: usize, to: usize) {
        let is_break = |index: &usize| {
            matches!(
                self.pieces.get(*index),
                Some((Event::SoftBreak | Event::HardBreak, _))
            )
        };
        let from = (from..to).find(|index| !is_break(index)).unwrap_or(to);
        let to = (from..to)
            .rev()
            .find(|index| !is_break(index))
            .map_or(from, |last| last + 1);
        let start = self.out.len();
        self.out.push_str("<p>");
        let content = self.out.len();
        self.run(from, to);
        if self
            .out
            .get(content..)
            .is_none_or(|html| html.trim().is_empty())
        {
            self.out.truncate(start);
        } else {
            self.out.push_str("</p>\n");
        }
    }

    fn is_start(&self, index: usize) -> bool {
        matches!(self.pieces.get(index), Some((Event::Start(_), _)))
    }

    /// Kind and reference, where an image stands for data.
    fn block_reference(&self, index: usize) -> Option<(BlockKind, String)> {
        match self.pieces.get(index) {
            Some((Event::Start(Tag::Image { dest_url, .. }), _)) => {
                match Destination::of(&self.source.guarded.clean(dest_url)) {
                    Destination::Block(kind, reference) => Some((kind, reference.to_owned())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn block(&mut self, index: usize, kind: BlockKind, reference: &str) {
        let alt = plain_text(self.source, self.pieces, index);
        match self.host.block(kind, reference, &alt) {
            Ok(html) => {
                self.out.push_str(html.trim_end());
                self.out.push('\n');
            }
            Err(why) => {
                self.unresolved(RuleId::UnknownFigure, index, reference, why);
                if !alt.is_empty() {
                    self.out
                        .push_str(&format!("<p>{}</p>\n", escape_body(&alt)));
                }
            }
        }
    }

    fn unresolved(&mut self, rule: RuleId, index: usize, destination: &str, why: Say) {
        if let Some((_, range)) = self.pieces.get(index) {
            self.report(link::unresolved(rule, self.source, range, destination, why));
        }
    }

    fn heading(&mut self, index: usize, level: HeadingLevel, classes: &str) {
        let level = level_number(level)
            .saturating_add(self.options.heading_level_offset)
            .clamp(1, 6);
        let id = self.ids.get(self.headings.len()).to_owned();
        let text = plain_text(self.source, self.pieces, index);
        let class = match classes {
            "" => String::new(),
            _ => format!(
                " class=\"{}\"",
                escape_html(&self.source.guarded.clean(classes))
            ),
        };
        self.open(
            &format!("<h{level} id=\"{}\"{class}>", escape_html(&id)),
            format!("</h{level}>\n"),
        );
        self.headings.push(Heading { level, id, text });
    }

    fn dropped_attributes(&mut self, range: &Range<usize>) {
        let message = say!(
            "見出しには ID とクラスだけを付けられます",
            "a heading takes an id and classes, nothing else"
        );
        let place = self.source.range(range);
        self.report(Diagnostic::new(
            RuleId::RawHtml,
            self.source.file,
            place,
            message,
        ));
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "補足"),
            BlockQuoteKind::Tip => ("tip", "ヒント"),
            BlockQuoteKind::Important => ("important", "重要"),
            BlockQuoteKind::Warning => ("warning", "注意"),
            BlockQuoteKind::Caution => ("caution", "警告"),
        };
        let html = format!(
            "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        );
        self.open(&html, "</div>\n");
    }

    fn code_block(&mut self, index: usize, kind: &CodeBlockKind<'_>) -> usize {
        let end = self.end_of(index);
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        let class = match language {
            "" => String::new(),
            _ => format!(
                " class=\"language-{}\"",
                escape_html(&self.source.guarded.clean(language))
            ),
        };
        self.out
            .push_str(&format!("<pre tabindex=\"0\"><code{class}>"));
        for (event, _) in self.pieces.get(index + 1..end).unwrap_or_default() {
            if let Event::Text(text) = event {
                self.out
                    .push_str(&escape_body(&self.source.guarded.clean(text)));
            }
        }
        self.out.push_str("</code></pre>\n");
        end + 1
    }

    /// A table that can be scrolled by keyboard: a region with a name, made from its number and its column heads.
    fn table(&mut self, index: usize, alignments: &[Alignment]) {
        self.tables += 1;
        let heads = self.column_heads(index).join("、");
        let name = escape_html(&format!("表{}（{heads}）", self.tables)).into_owned();
        let html = format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>\n"
        );
        self.open(&html, "</tbody>\n</table>\n</div>\n");
        self.table = Some(Table {
            alignments: alignments.to_vec(),
            in_head: true,
            column: 0,
        });
    }

    fn column_heads(&self, table: usize) -> Vec<String> {
        let cells = (table + 2..self.end_of(table + 1)).filter(|index| {
            matches!(
                self.pieces.get(*index),
                Some((Event::Start(Tag::TableCell), _))
            )
        });
        cells
            .map(|index| plain_text(self.source, self.pieces, index))
            .filter(|head| !head.is_empty())
            .collect()
    }

    /// A cell: the heads and the first column name columns and rows.
    fn cell(&mut self, index: usize) {
        let empty = self.end_of(index) == index + 1;
        let Some(table) = &mut self.table else {
            return self.open("<td>", "</td>");
        };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let scope = match (table.in_head, table.column) {
            _ if empty => None,
            (true, _) => Some("col"),
            (false, 0) if table.alignments.len() > 1 => Some("row"),
            _ => None,
        };
        table.column += 1;
        match scope {
            Some(scope) => self.open(&format!("<th scope=\"{scope}\"{class}>"), "</th>"),
            None => self.open(&format!("<td{class}>"), "</td>"),
        }
    }
}

/// Raw HTML.
impl Writer<'_> {
    /// Passes HTML through where the site allows it, else shows it as text. Comments are for authors and vanish.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        let html = self.source.guarded.clean(html);
        if self.options.raw_html {
            self.out.push_str(&html);
        } else if !is_comment(&html) {
            self.out.push_str(&escape_body(&html));
            self.report_html(&html, range);
        }
    }

    fn html_block(&mut self, index: usize, range: &Range<usize>) -> usize {
        let end = self.end_of(index);
        let mut html = String::new();
        for (event, _) in self.pieces.get(index + 1..end).unwrap_or_default() {
            if let Event::Html(line) | Event::InlineHtml(line) | Event::Text(line) = event {
                html.push_str(&self.source.guarded.clean(line));
            }
        }
        if self.options.raw_html {
            self.out.push_str(&html);
        } else if !is_comment(&html) {
            self.out
                .push_str(&format!("<p>{}</p>\n", escape_body(html.trim_end())));
            self.report_html(&html, range);
        }
        end + 1
    }

    fn report_html(&mut self, html: &str, range: &Range<usize>) {
        let shown = link::shortened(html);
        let message = say!(
            "HTML「{shown}」は文字として表示されます",
            "the HTML `{shown}` is shown as text"
        );
        let help = say!(
            "Markdown で書くか、content/site.yaml に raw_html: true と書いてください",
            "Write Markdown, or set `raw_html: true` in content/site.yaml"
        );
        let place = self.source.range(range);
        self.report(Diagnostic::new(RuleId::RawHtml, self.source.file, place, message).help(help));
    }
}

/// Links and images.
impl Writer<'_> {
    fn link(&mut self, index: usize, kind: LinkType, destination: &str, title: &str) -> usize {
        let end = self.end_of(index);
        let destination = self.source.guarded.clean(destination).into_owned();
        let title = self.source.guarded.clean(title).into_owned();
        match Destination::of(&destination) {
            Destination::Figure(reference) => {
                let bare = matches!(kind, LinkType::Autolink);
                return self.figure(index, end, reference, bare);
            }
            Destination::External => {
                let mail = if kind == LinkType::Email {
                    "mailto:"
                } else {
                    ""
                };
                self.anchor(
                    &format!("{mail}{destination}"),
                    &title,
                    " rel=\"noopener noreferrer\"",
                );
            }
            // `<name@example.jp>` has no scheme.
            _ if kind == LinkType::Email => {
                self.anchor(&format!("mailto:{destination}"), &title, "")
            }
            Destination::Unsafe(scheme) => {
                if let Some((_, range)) = self.pieces.get(index) {
                    self.report(link::unsafe_link(self.source, range, &destination, &scheme));
                }
                self.open("", "");
            }
            Destination::Anchor(name) if self.ids.find(name).is_some() => {
                let url = format!("#{}", self.ids.find(name).unwrap_or(name));
                self.anchor(&url, &title, "");
            }
            Destination::Anchor(_) | Destination::Internal | Destination::Block(..) => {
                match self.host.link(&destination) {
                    Ok(url) => self.anchor(&url, &title, ""),
                    Err(why) => {
                        self.unresolved(RuleId::BrokenLink, index, &destination, why);
                        self.open("", "");
                    }
                }
            }
        }
        index + 1
    }

    fn anchor(&mut self, url: &str, title: &str, more: &str) {
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape_html(title))
        };
        self.open(
            &format!("<a href=\"{}\"{title}{more}>", escape_url(url)),
            "</a>",
        );
    }

    /// A reference to a figure: words that agree with the data, or the figure itself where there are none.
    fn figure(&mut self, index: usize, end: usize, reference: &str, bare: bool) -> usize {
        let words = if bare {
            String::new()
        } else {
            plain_text(self.source, self.pieces, index)
        };
        match self.host.figure(reference) {
            Ok(figure) => {
                self.check_words(index, end, &words, &figure);
                let title = if figure.title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape_html(&figure.title))
                };
                self.out.push_str(&format!(
                    "<a class=\"figure-ref\" href=\"{}\"{title}>",
                    escape_url(&figure.url)
                ));
                if words.is_empty() {
                    self.out.push_str(&escape_body(&figure.display));
                } else {
                    self.run(index + 1, end);
                }
                self.out.push_str("</a>");
            }
            Err(why) => {
                self.unresolved(RuleId::UnknownFigure, index, reference, why);
                self.run(index + 1, end);
            }
        }
        end + 1
    }

    fn check_words(&mut self, index: usize, end: usize, words: &str, figure: &FigureRef) {
        let Some(quantity) = figure.quantity.as_ref().filter(|_| !words.is_empty()) else {
            return;
        };
        let Agreement::Differs { expected_words } = agrees(words, quantity) else {
            return;
        };
        let (display, title) = (&figure.display, &figure.title);
        let message = if title.is_empty() {
            say!(
                "本文は「{words}」、データは「{display}」です",
                "the text says `{words}`, the data say `{display}`"
            )
        } else {
            say!(
                "本文は「{words}」、データは「{display}」です（{title}）",
                "the text says `{words}`, the data say `{display}` ({title})"
            )
        };
        let help = say!(
            "「{expected_words}」と書くか、データと参照先を確かめてください",
            "Write `{expected_words}`, or check the data and the reference"
        );
        let place = self.source.range(&self.inner_range(index, end));
        self.report(
            Diagnostic::new(RuleId::FigureMismatch, self.source.file, place, message).help(help),
        );
    }

    /// An image of the site. Charts and tables come here only where they stand inside other text.
    fn image(&mut self, index: usize, destination: &str, title: &str) -> usize {
        let end = self.end_of(index);
        let alt = plain_text(self.source, self.pieces, index);
        let destination = self.source.guarded.clean(destination).into_owned();
        match Destination::of(&destination) {
            Destination::Block(kind, reference) if self.in_flow() => {
                self.block(index, kind, reference)
            }
            Destination::Block(_, reference) | Destination::Figure(reference) => {
                let why = say!(
                    "「{destination}」は画像として文の中に置けません",
                    "`{destination}` cannot stand inside text as an image"
                );
                self.unresolved(RuleId::UnknownFigure, index, reference, why);
                self.help_last(say!(
                    "表と図は独立した段落に、数値は [言葉](figure:…) と書いてください",
                    "Give charts and tables a paragraph of their own; write figures as [words](figure:…)"
                ));
                self.out.push_str(&escape_body(&alt));
            }
            Destination::Unsafe(_) | Destination::External => {
                self.foreign_image(index, &destination, &alt)
            }
            Destination::Anchor(_) | Destination::Internal => {
                self.site_image(index, &destination, &alt, title)
            }
        }
        end + 1
    }

    /// True where block elements may be written: directly in a list item or a definition.
    fn in_flow(&self) -> bool {
        matches!(
            self.closers.last().map(|closer| &**closer),
            Some("</li>\n" | "</dd>\n")
        )
    }

    fn site_image(&mut self, index: usize, destination: &str, alt: &str, title: &str) {
        let Some((_, range)) = self.pieces.get(index) else {
            return;
        };
        if alt.is_empty() {
            let message = say!(
                "画像「{destination}」に代替テキストがありません",
                "the image `{destination}` has no alternative text"
            );
            let help = say!(
                "![画像が伝えること]({destination}) と書いてください",
                "Write ![what the image says]({destination})"
            );
            let place = self.source.range(range);
            self.report(
                Diagnostic::new(RuleId::MissingAlt, self.source.file, place, message).help(help),
            );
        }
        match self.host.link(destination) {
            Ok(url) => {
                let title = self.source.guarded.clean(title);
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape_html(&title))
                };
                let (url, alt) = (escape_url(&url), escape_html(alt));
                self.out.push_str(&format!(
                    "<img src=\"{url}\" alt=\"{alt}\"{title} loading=\"lazy\">"
                ));
            }
            Err(why) => {
                self.unresolved(RuleId::BrokenLink, index, destination, why);
                self.out.push_str(&escape_body(alt));
            }
        }
    }

    /// Pages ask no other host for anything.
    fn foreign_image(&mut self, index: usize, destination: &str, alt: &str) {
        let shown = link::shortened(destination);
        let why = say!(
            "画像「{shown}」はサイトの外にあります",
            "the image `{shown}` is not part of the site"
        );
        self.unresolved(RuleId::UnsafeLink, index, destination, why);
        self.help_last(say!(
            "画像をサイトに置いて、その場所を書いてください",
            "Put the image into the site and name its place"
        ));
        self.out.push_str(&escape_body(alt));
    }

    fn help_last(&mut self, help: Say) {
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            diagnostic.help = Some(help);
        }
    }
}

/// Footnotes.
impl Writer<'_> {
    fn footnote_reference(&mut self, label: &str) {
        let (number, times) = self.notes.cite(&self.source.guarded.clean(label));
        let prefix = escape_html(&self.options.id_prefix);
        let suffix = if times > 1 {
            format!("-{times}")
        } else {
            String::new()
        };
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a id=\"{prefix}fnref-{number}{suffix}\" href=\"#{prefix}fn-{number}\" role=\"doc-noteref\" aria-label=\"注{number}\">{number}</a></sup>"
        ));
    }

    /// The notes in the order of their numbers, then those that nothing refers to, so that no text is lost.
    fn footnotes(&mut self) {
        let mut bodies = std::mem::take(&mut self.notes.bodies);
        let cited = std::mem::take(&mut self.notes.cited);
        let numbered: Vec<(String, usize)> = cited
            .iter()
            .map(|(label, times)| (bodies.remove(label).unwrap_or_default(), *times))
            .collect();
        let all: Vec<(String, usize)> = numbered
            .into_iter()
            .chain(bodies.into_values().map(|body| (body, 0)))
            .collect();
        if all.is_empty() {
            return;
        }
        let prefix = escape_html(&self.options.id_prefix).into_owned();
        self.out.push_str("<div class=\"footnotes\">\n<ol>\n");
        for (index, (body, times)) in all.iter().enumerate() {
            let number = index + 1;
            let back: String = (1..=*times)
                .map(|time| back_link(&prefix, number, time))
                .collect();
            let body = body.trim_end();
            let body = match body.strip_suffix("</p>") {
                Some(body) => format!("{body}{back}</p>"),
                None => format!("{body}{back}"),
            };
            self.out
                .push_str(&format!("<li id=\"{prefix}fn-{number}\">{body}</li>\n"));
        }
        self.out.push_str("</ol>\n</div>\n");
    }
}

fn back_link(prefix: &str, number: usize, time: usize) -> String {
    let suffix = if time > 1 {
        format!("-{time}")
    } else {
        String::new()
    };
    let which = if time > 1 {
        format!("（{time}）")
    } else {
        String::new()
    };
    format!(
        " <a class=\"footnote-back\" href=\"#{prefix}fnref-{number}{suffix}\" role=\"doc-backlink\" aria-label=\"注{number}の本文へ戻る{which}\">↩\u{FE0E}</a>"
    )
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

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// True for one comment and nothing else.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    let inside = html
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("-->"))
}

/// Text between tags: quotation marks can stay.
fn escape_body(text: &str) -> Cow<'_, str> {
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

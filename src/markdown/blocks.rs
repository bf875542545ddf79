//! Paragraphs, headings, tables and other blocks, and raw HTML.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag};

use super::link::{self, Destination};
use super::write::{Table, Writer, escape_body, plain_text};
use super::{BlockKind, Heading};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::say;
use crate::text::escape_html;

/// Paragraphs, headings and other blocks.
impl Writer<'_> {
    /// A paragraph. Charts and tables in it become blocks between paragraphs.
    pub(super) fn paragraph(&mut self, index: usize) -> usize {
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

    pub(super) fn block(&mut self, index: usize, kind: BlockKind, reference: &str) {
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

    pub(super) fn heading(&mut self, index: usize, level: HeadingLevel, classes: &str) {
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

    pub(super) fn dropped_attributes(&mut self, range: &Range<usize>) {
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

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
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

    pub(super) fn code_block(&mut self, index: usize, kind: &CodeBlockKind<'_>) -> usize {
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
    pub(super) fn table(&mut self, index: usize, alignments: &[Alignment]) {
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
    pub(super) fn cell(&mut self, index: usize) {
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
    pub(super) fn html(&mut self, html: &str, range: &Range<usize>) {
        let html = self.source.guarded.clean(html);
        if self.options.raw_html {
            self.out.push_str(&html);
        } else if !is_comment(&html) {
            self.out.push_str(&escape_body(&html));
            self.report_html(&html, range);
        }
    }

    pub(super) fn html_block(&mut self, index: usize, range: &Range<usize>) -> usize {
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

//! Links, figures and images.

use pulldown_cmark::LinkType;

use super::FigureRef;
use super::link::{self, Destination, escape_url};
use super::write::{Writer, escape_body, plain_text};
use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::prose::{Agreement, agrees, is_figure};
use crate::say;
use crate::text::{escape_html, mend_radicals};

/// Links and images.
impl Writer<'_> {
    /// Reports something that the host does not know, in the host's words.
    pub(super) fn unresolved(&mut self, rule: RuleId, index: usize, destination: &str, why: Say) {
        if let Some((_, range)) = self.pieces.get(index) {
            self.report(link::unresolved(rule, self.source, range, destination, why));
        }
    }

    pub(super) fn link(
        &mut self,
        index: usize,
        kind: LinkType,
        destination: &str,
        title: &str,
    ) -> usize {
        let end = self.end_of(index);
        let destination = self.source.guarded.clean(destination).into_owned();
        let title = self.source.guarded.clean(title).into_owned();
        match Destination::of(&destination) {
            Destination::Figure(reference) => {
                let bare = matches!(kind, LinkType::Autolink);
                return self.figure(index, end, reference, bare);
            }
            Destination::External => {
                self.anchor(&destination, &title, " rel=\"noopener noreferrer\"");
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
        // A link needs a name.
        if end == index + 1 {
            self.out.push_str(&escape_body(&destination));
        }
        index + 1
    }

    fn anchor(&mut self, url: &str, title: &str, more: &str) {
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape_html(&mend_radicals(title)))
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

    /// Reports words that say another number than the data, or a number where the data have none.
    fn check_words(&mut self, index: usize, end: usize, words: &str, figure: &FigureRef) {
        let expected_words = match &figure.quantity {
            Some(quantity) if !words.is_empty() => match agrees(words, quantity) {
                Agreement::Differs { expected_words } => expected_words,
                Agreement::Agrees | Agreement::NotAFigure => return,
            },
            None if is_figure(words) && !figure.unreadable => figure.display.clone(),
            _ => return,
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
    pub(super) fn image(&mut self, index: usize, destination: &str, title: &str) -> usize {
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

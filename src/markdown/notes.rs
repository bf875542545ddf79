//! Footnotes: numbered where the text refers to them, written behind it.

use std::collections::BTreeMap;

use super::write::Writer;
use crate::text::escape_html;

/// Footnotes in the order in which the text refers to them.
#[derive(Default)]
pub(super) struct Notes {
    /// Labels with the number of references so far.
    pub(super) cited: Vec<(String, usize)>,
    pub(super) bodies: BTreeMap<String, String>,
    /// The text around a note that is being written.
    pub(super) outside: Vec<(String, String)>,
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

/// Footnotes.
impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
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
    pub(super) fn footnotes(&mut self) {
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

//! Sources of figures and texts as pages show them.

use std::collections::BTreeMap;

use super::context::Context;
use super::view::CiteView;
use crate::model::dataset::{Document, Edition};
use crate::model::table::Citation;
use crate::plan;

/// Ids of documents up to this length stand in citations as they are.
const SHORT: usize = 12;

impl Context<'_> {
    /// A citation that says which edition's document it means.
    pub(crate) fn of_edition(year: i16, citation: &Citation) -> Citation {
        Citation {
            document: format!("{year}/{}", citation.document).into(),
            lines: citation.lines,
        }
    }

    /// A citation as shown, with the address of the line where the text of the document is part of the site. One of another
    /// edition says so.
    pub(crate) fn cite(&self, citation: &Citation) -> Option<CiteView> {
        let cite = self.plain_cite(citation)?;
        let Some((year, _)) = citation.document.split_once('/') else {
            return Some(cite);
        };
        let edition = self.say("compare-edition", &[("year", year)]);
        let said = |cite: &str| self.say("compare-cite", &[("edition", &edition), ("cite", cite)]);
        Some(CiteView {
            short: said(&cite.short),
            full: said(&cite.full),
            url: cite.url,
        })
    }

    fn plain_cite(&self, citation: &Citation) -> Option<CiteView> {
        let (edition, document) = self.document(&citation.document)?;
        let year = edition.year;
        let title = document.title_in(self.lang());
        let Some((first, last)) = citation.lines else {
            let url = self.url(&format!("{year}/sources/"));
            let full = self.say("cite-document", &[("document", title)]);
            return Some(CiteView {
                short: full.clone(),
                full,
                url,
            });
        };
        let lines = [crate::load::range_text(first, last)];
        if document.lines.is_empty() {
            return Some(self.cited_file(edition, document, &lines));
        }
        let short = self.cited_lines(&lines);
        let full = match document.parts.at(first) {
            Some(part) => self.say(
                "cite-full",
                &[("document", title), ("part", &part.name), ("lines", &short)],
            ),
            None => self.say("cite-full-plain", &[("document", title), ("lines", &short)]),
        };
        let has_text = (first as usize) <= document.lines.len();
        let url = if has_text {
            self.url(&plan::source_line(year, &document.id, first))
        } else {
            self.url(&format!("{year}/sources/"))
        };
        Some(CiteView { short, full, url })
    }

    /// Lines of a file whose text is no part of the site. There is nothing to follow them to: the file has to be named, of
    /// which an edition may have many.
    fn cited_file(&self, edition: &Edition, document: &Document, lines: &[String]) -> CiteView {
        let lines = self.cited_lines(lines);
        let said =
            |key: &str, document: &str| self.say(key, &[("document", document), ("lines", &lines)]);
        CiteView {
            short: said("cite-file-short", &short_name(edition, &document.id)),
            full: said("cite-file-full", document.title_in(self.lang())),
            url: self.url(&format!("{}/sources/", edition.year)),
        }
    }

    /// Citations with those of one such file as one, which has all their lines.
    pub(crate) fn cite_together(&self, citations: &[&Citation]) -> Vec<CiteView> {
        let mut cites: Vec<CiteView> = Vec::new();
        let mut files: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
        for citation in citations {
            let file = self.document(&citation.document).zip(citation.lines);
            let file = file.filter(|((_, document), _)| document.lines.is_empty());
            let Some(((edition, document), (first, last))) = file else {
                let cite = self.cite(citation).filter(|cite| !cites.contains(cite));
                cites.extend(cite);
                continue;
            };
            let (at, lines) = files
                .entry(&citation.document)
                .or_insert((cites.len(), Vec::new()));
            let line = crate::load::range_text(first, last);
            if !lines.contains(&line) {
                lines.push(line);
            }
            let cite = self.cited_file(edition, document, lines);
            match cites.get_mut(*at) {
                Some(known) => *known = cite,
                None => cites.push(cite),
            }
        }
        cites
    }

    /// 「12・15-16行」, "lines 12, 15-16".
    fn cited_lines(&self, lines: &[String]) -> String {
        let is_one = matches!(lines, [only] if only.bytes().all(|b| b.is_ascii_digit()));
        let key = if is_one { "cite-line" } else { "cite-lines" };
        self.say(key, &[("lines", &self.messages.dotted(lines))])
    }

    /// Sources in words for data files: one text a document and part, with all its lines.
    pub(crate) fn sources(&self, citations: &[&Citation]) -> Vec<String> {
        let mut places: Vec<(&Document, &str, Vec<String>)> = Vec::new();
        for citation in citations {
            let Some((_, document)) = self.document(&citation.document) else {
                continue;
            };
            let part = citation
                .lines
                .and_then(|(first, _)| document.parts.at(first));
            let part = part.map_or("", |part| part.name.as_str());
            let lines = citation
                .lines
                .map(|(first, last)| crate::load::range_text(first, last));
            let title = document.title_in(self.lang());
            match places
                .iter_mut()
                .find(|(known, name, _)| known.title_in(self.lang()) == title && *name == part)
            {
                Some((_, _, known)) => known.extend(lines),
                None => places.push((document, part, lines.into_iter().collect())),
            }
        }
        let place = |(about, part, lines): (&Document, &str, Vec<String>)| {
            let cited = self.cited_lines(&lines);
            let document = about.title_in(self.lang());
            match part {
                _ if lines.is_empty() => self.say("cite-document", &[("document", document)]),
                "" => {
                    // Lines of a file are its own; those of other documents are of the text extracted from them.
                    let key = match about.lines.is_empty() {
                        true => "cite-file-full",
                        false => "cite-full-plain",
                    };
                    self.say(key, &[("document", document), ("lines", &cited)])
                }
                part => self.say(
                    "cite-full",
                    &[("document", document), ("part", part), ("lines", &cited)],
                ),
            }
        };
        places.into_iter().map(place).collect()
    }
}

/// The id of a document for a narrow column: a long one without its middle, unless another document of the edition would look
/// the same. The whole name stands in the title of the link.
fn short_name(edition: &Edition, id: &str) -> String {
    let cut = |id: &str| {
        let chars: Vec<char> = id.chars().collect();
        let (first, last) = (
            &chars[..chars.len().min(SHORT / 2)],
            &chars[chars.len().saturating_sub(SHORT / 3)..],
        );
        format!("{}…{}", String::from_iter(first), String::from_iter(last))
    };
    if id.chars().count() <= SHORT {
        return id.to_owned();
    }
    let short = cut(id);
    let alike = edition.documents.keys().filter(|other| cut(other) == short);
    match alike.count() {
        1 => short,
        _ => id.to_owned(),
    }
}

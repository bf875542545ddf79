//! What rendering a page needs to know: the dataset, the plan, the words, and where addresses begin.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::i18n::Messages;
use crate::model::dataset::{Common, Dataset, Document, Edition, Text};
use crate::model::table::{Citation, Note};
use crate::plan::{self, Plan};
use crate::render::audit::AuditIndex;
use crate::render::charts::Charts;
use crate::render::view::{ChartView, CiteView, Link, TextView};
use crate::text;

/// Findings by the file of their principal place.
pub(crate) type Findings = BTreeMap<String, Vec<Diagnostic>>;

/// The context of one page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) dataset: &'a Dataset,
    pub(crate) plan: &'a Plan,
    pub(crate) messages: &'a Messages,
    /// Findings of loading, by the file of their principal place.
    pub(crate) findings: &'a Findings,
    /// What the audit found.
    pub(crate) audit: &'a AuditIndex,
    /// The entity that the page is about; empty for the edition itself, none on pages about several.
    pub(crate) entity: Option<&'a str>,
    /// Begins and ends with `/`.
    pub(crate) base_path: &'a str,
    /// The edition of the page; the newest on pages that belong to none.
    pub(crate) edition: &'a Edition,
    /// The charts of the page.
    pub(crate) charts: &'a Charts,
}

impl<'a> Context<'a> {
    /// A message without arguments.
    pub(crate) fn t(&self, key: &str) -> String {
        self.messages.get(key).to_owned()
    }
    /// A message with arguments.
    pub(crate) fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.messages.say(key, arguments)
    }
    /// An address that can stand in `href`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }
    /// The chart of the page with a name, as a list that is empty where the figures make none.
    pub(crate) fn chart(&self, id: &str) -> Vec<ChartView> {
        self.charts.view(self, id).into_iter().collect()
    }
    /// Address of an entity of this edition, for example `projects/binds`.
    pub(crate) fn entity_url(&self, key: &str) -> String {
        self.url(&format!("{}/{key}/", self.edition.year))
    }
    /// A link to an entity of this edition, with its kind as note.
    pub(crate) fn entity_link(&self, key: &str) -> Option<Link> {
        let common = self.edition.entity(key)?;
        Some(Link {
            text: plain(&common.name),
            url: self.entity_url(key),
            current: false,
            note: self.kind_of(key),
        })
    }
    /// The kind of an entity in words.
    pub(crate) fn kind_of(&self, key: &str) -> String {
        let folder = key.split('/').next().unwrap_or_default();
        self.t(match folder {
            "programs" => "kind-program",
            "projects" => "kind-project",
            "reviews" => "kind-review",
            "objectives" => "kind-objective",
            "portfolios" => "kind-portfolio",
            _ => "kind-edition",
        })
    }
    /// The same context for another edition.
    pub(crate) fn in_edition(self, edition: &'a Edition) -> Context<'a> {
        Context { edition, ..self }
    }

    /// A document of the edition; `2021/budget` is one of another edition, for figures of several editions in one chart.
    fn document(&self, id: &str) -> Option<(&'a Edition, &'a Document)> {
        let (edition, id) = match id.split_once('/') {
            Some((year, id)) => (self.dataset.editions.get(&year.parse().ok()?)?, id),
            None => (self.edition, id),
        };
        Some((edition, edition.documents.get(id)?))
    }

    /// A citation that says which edition's document it means.
    pub(crate) fn of_edition(year: i16, citation: &Citation) -> Citation {
        Citation {
            document: format!("{year}/{}", citation.document),
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
        let title = &document.title;
        let Some((first, last)) = citation.lines else {
            let url = self.url(&format!("{year}/sources/"));
            let full = self.say("cite-document", &[("document", title)]);
            return Some(CiteView {
                short: full.clone(),
                full,
                url,
            });
        };
        let lines = crate::load::range_text(first, last);
        let short = self.say("cite-lines", &[("lines", &lines)]);
        let full = match document.parts.at(first) {
            Some(part) => self.say(
                "cite-full",
                &[("document", title), ("part", &part.name), ("lines", &lines)],
            ),
            None => self.say("cite-full-plain", &[("document", title), ("lines", &lines)]),
        };
        let has_text = (first as usize) <= document.lines.len();
        let url = if has_text {
            self.url(&plan::source_line(year, &document.id, first))
        } else {
            self.url(&format!("{year}/sources/"))
        };
        Some(CiteView { short, full, url })
    }

    /// Sources in words for data files: one text a document and part, with all its lines.
    pub(crate) fn sources(&self, citations: &[&Citation]) -> Vec<String> {
        let mut places: Vec<(String, &str, Vec<String>)> = Vec::new();
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
            match places
                .iter_mut()
                .find(|(title, name, _)| *title == document.title && *name == part)
            {
                Some((_, _, known)) => known.extend(lines),
                None => places.push((document.title.clone(), part, lines.into_iter().collect())),
            }
        }
        let place = |(document, part, lines): (String, &str, Vec<String>)| {
            let lines = lines.join("・");
            match (part, lines.as_str()) {
                (_, "") => self.say("cite-document", &[("document", &document)]),
                ("", lines) => self.say(
                    "cite-full-plain",
                    &[("document", &document), ("lines", lines)],
                ),
                (part, lines) => self.say(
                    "cite-full",
                    &[("document", &document), ("part", part), ("lines", lines)],
                ),
            }
        };
        places.into_iter().map(place).collect()
    }

    /// A text with heading; the anchor is its own or made from its position.
    pub(crate) fn text(&self, text: &Text, anchor: &str) -> TextView {
        TextView {
            id: text.id.clone().unwrap_or_else(|| anchor.to_owned()),
            heading: plain(&text.heading),
            html: prose(&text.text),
            cite: self.cite(&text.citation),
            inferred: text.inferred.clone(),
        }
    }
    /// Texts with anchors `prefix-1`, `prefix-2`, ….
    pub(crate) fn texts(&self, texts: &[Text], prefix: &str) -> Vec<TextView> {
        texts
            .iter()
            .enumerate()
            .map(|(index, text)| self.text(text, &format!("{prefix}-{}", index + 1)))
            .collect()
    }
    /// A remark under a table.
    pub(crate) fn note(&self, note: &Note) -> TextView {
        TextView {
            id: String::new(),
            heading: String::new(),
            html: prose(&note.text),
            cite: self.cite(&note.citation),
            inferred: None,
        }
    }
    /// Documents that the page cites.
    pub(crate) fn documents(&self, common: &Common) -> Vec<Link> {
        let document = self.edition.documents.get(&common.citation.document);
        document
            .map(|document| self.document_link(document))
            .into_iter()
            .collect()
    }
    /// A link to a document.
    pub(crate) fn document_link(&self, document: &Document) -> Link {
        let path = if document.lines.is_empty() {
            "sources/".to_owned()
        } else {
            format!("sources/{}/1/", document.id)
        };
        Link {
            text: document.title.clone(),
            url: self.url(&format!("{}/{path}", self.edition.year)),
            current: false,
            note: document.publisher.clone(),
        }
    }
}

/// A seed text as HTML paragraphs and lists.
pub(crate) fn prose(seed: &str) -> String {
    text::to_html(&text::mend_radicals(seed))
}

/// A seed text of one line, mended for display.
pub(crate) fn plain(seed: &str) -> String {
    text::mend_radicals(seed.trim()).into_owned()
}

//! What rendering a page needs to know: the dataset, the plan, the words, and where addresses begin.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::export::{EditionData, Exports, Source};
use crate::format;
use crate::i18n::Messages;
use crate::model::dataset::{Common, DataFiles, Dataset, Document, Edition, Text};
use crate::model::date::Date;
use crate::model::offices::Offices;
use crate::model::payees::Payee;
use crate::model::policies::Policies;
use crate::model::table::Note;
use crate::plan::{Page, Plan};
use crate::render::audit::AuditIndex;
use crate::render::caps;
use crate::render::charts::Charts;
use crate::render::flattened::line_breaks;
use crate::render::view::{ChartView, Link, TextView};
use crate::sight::{self, Seen};
use crate::text;

/// Findings by the file of their principal place.
#[derive(Debug, Default)]
pub(crate) struct Findings(BTreeMap<String, Vec<Diagnostic>>);

impl Findings {
    /// Of findings about content; notes stay with the author.
    pub(crate) fn of_content(findings: &[Diagnostic]) -> Findings {
        let mut files = Findings::default();
        let meant = findings.iter().filter(|one| one.severity > Severity::Note);
        for finding in meant {
            if let Some(label) = finding.labels.first() {
                let of_file = files.0.entry(label.file.clone()).or_default();
                of_file.push(finding.clone());
            }
        }
        files
    }

    /// What is wrong with a file.
    pub(crate) fn of(&self, file: &str) -> &[Diagnostic] {
        sight::note(|| Seen::Findings(file.to_owned()));
        self.0.get(file).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with files whose paths begin so.
    pub(crate) fn below(&self, prefix: &str) -> impl Iterator<Item = &Diagnostic> {
        sight::note(|| Seen::AllFindings);
        let files = self
            .0
            .iter()
            .filter(move |(file, _)| file.starts_with(prefix));
        files.flat_map(|(_, found)| found)
    }
}

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
    /// The data of the editions.
    pub(crate) exports: &'a Exports,
    /// The entity that the page is about; empty for the edition itself, none on pages about several.
    pub(crate) entity: Option<&'a str>,
    /// Where the pages in the language of the page begin; begins and ends with `/`.
    pub(crate) home: &'a str,
    /// Where the site begins; begins and ends with `/`.
    pub(crate) base_path: &'a str,
    /// The edition of the page; the newest on pages that belong to none.
    pub(crate) edition: &'a Edition,
    /// The charts of the page.
    pub(crate) charts: &'a Charts,
    /// The page that is being made.
    pub(crate) page: &'a Page,
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
    /// The language of the page.
    pub(crate) fn lang(&self) -> Lang {
        self.messages.lang()
    }
    /// The address, for `href`, of a page in the language of this one, or of a file beside such a page.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.home)
    }
    /// The address, for `href` or `src`, of a file that all languages share.
    pub(crate) fn shared_url(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }
    /// A unit as headings say it.
    pub(crate) fn unit(&self, printed: &str) -> String {
        format::unit(self.lang(), printed)
    }
    /// A title with its unit, where one is printed: 「予算（単位：百万円）」, "Budget (¥ million)".
    pub(crate) fn titled(&self, title: &str, printed: &str) -> String {
        match printed {
            "" | "-" => title.to_owned(),
            printed => self.say(
                "caption",
                &[("title", title), ("unit", &self.unit(printed))],
            ),
        }
    }
    /// The name of an entity in the language of the page, on one line.
    pub(crate) fn name(&self, common: &Common) -> String {
        plain(common.name_in(self.lang()))
    }
    /// The short title of the edition.
    pub(crate) fn short_title(&self) -> String {
        self.edition.short_title_in(self.lang()).to_owned()
    }
    /// Address of a data file that can stand in `href`.
    pub(crate) fn data_url(&self, path: &str) -> String {
        self.url(path)
    }
    /// True where a page has one data file with everything.
    pub(crate) fn is_compact(&self) -> bool {
        self.dataset.site.data_files == DataFiles::Compact
    }
    /// True where that file is compressed. In a frozen edition it is not: its addresses are made relative afterwards, and
    /// its scripts are opened from the file system.
    pub(crate) fn is_packed(&self) -> bool {
        self.is_compact() && self.dataset.frozen.is_none()
    }
    /// What the data of the edition are made from.
    pub(crate) fn data_source(&self) -> Source<'a> {
        self.exports
            .source(self.dataset, self.edition, self.audit.all())
    }
    /// The files of data of the edition.
    pub(crate) fn data(&self) -> &'a EditionData {
        self.exports.of(&self.data_source())
    }
    /// The chart of the page with a name, as a list that is empty where the figures make none.
    pub(crate) fn chart(&self, id: &str) -> Vec<ChartView> {
        self.charts.view(self, id).into_iter().collect()
    }
    /// Address of an entity of this edition, for example `projects/binds`.
    pub(crate) fn entity_url(&self, key: &str) -> String {
        self.url(&format!("{}/{key}/", self.edition.year))
    }
    /// Address of a page of this edition, by its path below the edition.
    pub(crate) fn edition_url(&self, path: &str) -> String {
        self.url(&format!("{}/{path}", self.edition.year))
    }
    /// Address of the page of a recipient by its key; nothing where it has none.
    pub(crate) fn recipient_url(&self, key: &str) -> Option<String> {
        let path = format!("{}/recipients/{key}/", self.edition.year);
        self.plan.page(&path).map(|page| self.url(&page.path))
    }
    /// The payees of an edition of the whole government.
    pub(crate) fn payees(&self) -> &'a [Payee] {
        let paid = self.plan.ground.paid(self.edition.year);
        paid.map_or(&[], |paid| &paid.payees)
    }
    /// The payee of this edition with a corporate number.
    pub(crate) fn payee(&self, number: &str) -> Option<&'a Payee> {
        self.plan.ground.payee(self.edition.year, number)
    }
    /// The ministries of this edition and their projects.
    pub(crate) fn offices(&self) -> &'a Offices {
        self.plan.ground.offices(self.edition.year)
    }
    /// The policies of this edition and their projects.
    pub(crate) fn policies(&self) -> &'a Policies {
        self.plan.ground.policies(self.edition.year)
    }
    /// A link to an entity of this edition, with its kind as note.
    pub(crate) fn entity_link(&self, key: &str) -> Option<Link> {
        let common = self.edition.entity(key)?;
        Some(Link {
            text: self.name(common),
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
    pub(super) fn document(&self, id: &str) -> Option<(&'a Edition, &'a Document)> {
        let (edition, id) = match id.split_once('/') {
            Some((year, id)) => (self.dataset.editions.get(&year.parse().ok()?)?, id),
            None => (self.edition, id),
        };
        Some((edition, edition.documents.get(id)?))
    }

    /// A text of the page's entity as HTML; data of the RS system have lost their line breaks.
    pub(crate) fn prose(&self, text: &str) -> String {
        match caps::is_cut_page(self) {
            true => prose(&line_breaks(text)),
            false => prose(text),
        }
    }
    /// A text with heading; the anchor is its own or made from its position.
    pub(crate) fn text(&self, text: &Text, anchor: &str) -> TextView {
        TextView {
            id: text.id.clone().unwrap_or_else(|| anchor.to_owned()),
            heading: plain(&text.heading),
            html: self.prose(&text.text),
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
        let document = self.edition.documents.get(&*common.citation.document);
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
            text: document.title_in(self.lang()).to_owned(),
            url: self.url(&format!("{}/{path}", self.edition.year)),
            current: false,
            note: document.publisher_in(self.lang()).to_owned(),
        }
    }
}

/// A date as readers of a language know it.
pub(crate) fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Ja => date.japanese(),
        Lang::En => date.iso(),
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

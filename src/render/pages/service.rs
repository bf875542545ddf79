//! Checks, sources, glossary, about, accessibility and 404 pages.

use super::Body;
use crate::diagnostic::{Diagnostic, Severity, rules::RULES};
use crate::model::dataset::Document;
use crate::plan::{LINES_PER_SOURCE_PAGE, source_pages};
use crate::render::audit;
use crate::render::context::{Context, prose};
use crate::render::data::Tables;
use crate::render::entity::{finding, inferences};
use crate::render::view::*;
use crate::render::{lists, paging, tables, tips};
use crate::text;

/// Findings, and inferred places, that the checks page lists.
const LISTED: usize = 500;

/// Pages of a source that are all linked from each other.
const FEW_PAGES: usize = 24;

fn edition_page(cx: &Context<'_>, body: impl serde::Serialize + Tables, title: &str) -> Body {
    Body::new(
        cx,
        body,
        cx.say(
            "description-page",
            &[
                ("edition", cx.edition.title_in(cx.lang())),
                ("title", title),
            ],
        ),
    )
}

/// Every rule with the number of findings, every finding, every inferred place.
pub(super) fn checks(cx: &Context<'_>) -> Body {
    let prefix = format!("content/{}/", cx.edition.year);
    let own: Vec<&Diagnostic> = cx.findings.below(&prefix).collect();
    let mut sections = audit::sections(cx);
    sections.extend([rule_section(cx, &own), inference_section(cx)]);
    let body = TablesBody {
        heading: cx.t("nav-checks"),
        label: cx.short_title(),
        intro_html: prose(&cx.t("checks-intro")),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections,
        findings: own
            .into_iter()
            .take(LISTED)
            .map(|found| finding(cx, found))
            .collect(),
    };
    edition_page(cx, body, &cx.t("nav-checks"))
}

fn rule_section(cx: &Context<'_>, findings: &[&Diagnostic]) -> SectionView {
    let rows = RULES.iter().map(|rule| {
        let count = findings
            .iter()
            .filter(|finding| finding.rule == rule.id)
            .count();
        let severity = match rule.severity {
            Severity::Error => cx.t("severity-error"),
            Severity::Warning => cx.t("severity-warning"),
            Severity::Note => cx.t("severity-note"),
        };
        let mut row = lists::row(
            rule.summary(cx.lang()),
            vec![
                lists::cell(&severity),
                lists::count(count),
                lists::cell(rule.why(cx.lang())),
            ],
        );
        row.data.id = rule.id.code().to_owned();
        row
    });
    let columns = vec![
        lists::words(cx, "head-severity"),
        lists::numbers(cx, "head-findings", ""),
        lists::words(cx, "head-why"),
    ];
    let view = lists::table(
        "rules",
        cx.t("table-rules"),
        lists::words(cx, "corner-rule"),
        columns,
        rows.collect(),
    );
    SectionView {
        id: "rules-section".into(),
        heading: cx.t("table-rules"),
        tables: vec![view],
        ..SectionView::default()
    }
}

fn inference_section(cx: &Context<'_>) -> SectionView {
    let all = cx.edition.entities().flat_map(|common| {
        let inferred = inferences(cx, common).into_iter();
        inferred.map(move |inference| (common, inference))
    });
    let all: Vec<_> = all.collect();
    let mut html = prose(&cx.t("inferences-intro"));
    if all.len() > LISTED {
        let numbers = [LISTED, all.len()].map(paging::grouped);
        let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
        html += &prose(&cx.say("inferences-first", &arguments));
    }
    let rows = all.iter().take(LISTED).map(|(common, inference)| {
        let row = lists::row(
            &inference.place,
            vec![
                lists::link(&cx.name(common), cx.entity_url(&common.key)),
                lists::cell(&inference.reason),
            ],
        );
        tables::sourced(cx, row, std::iter::once(&inference.source))
    });
    let columns = vec![
        lists::words(cx, "head-where"),
        lists::words(cx, "head-reason-inferred"),
    ];
    let view = lists::table(
        "inferences-table",
        cx.t("table-inferences"),
        lists::words(cx, "corner-item"),
        columns,
        rows.collect(),
    );
    SectionView {
        id: "inferences".into(),
        heading: cx.t("section-inferences"),
        html,
        tables: if view.rows.is_empty() {
            Vec::new()
        } else {
            vec![view]
        },
        ..SectionView::default()
    }
}

pub(super) fn source_list(cx: &Context<'_>) -> Body {
    let sections = cx
        .edition
        .documents
        .values()
        .map(|document| document_section(cx, document));
    let body = TablesBody {
        heading: cx.t("nav-sources"),
        label: cx.short_title(),
        intro_html: prose(&cx.t("sources-intro")),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections: sections.collect(),
        findings: Vec::new(),
    };
    edition_page(cx, body, &cx.t("nav-sources"))
}

fn document_section(cx: &Context<'_>, document: &Document) -> SectionView {
    let rows = document.parts.iter().map(|part| {
        let url = cx.url(&crate::plan::source_line(
            cx.edition.year,
            &document.id,
            part.from,
        ));
        let lines = crate::load::range_text(part.from, part.to);
        let mut row = lists::row(&part.name, vec![lists::cell(&lines)]);
        if !document.lines.is_empty() {
            row.url = url;
        }
        row
    });
    let title = document.title_in(cx.lang());
    let caption = cx.messages.spaced([&cx.t("table-parts"), title]);
    let id = format!("document-{}", document.id);
    let view = lists::table(
        &format!("{id}-parts"),
        caption,
        lists::words(cx, "corner-name"),
        vec![lists::words(cx, "head-lines")],
        rows.collect(),
    );
    SectionView {
        id,
        heading: title.to_owned(),
        url: String::new(),
        html: prose(&document_facts(cx, document)),
        tables: if view.rows.is_empty() {
            Vec::new()
        } else {
            vec![view]
        },
        links: source_links(cx, document, 0),
    }
}

fn document_facts(cx: &Context<'_>, document: &Document) -> String {
    let lines = [
        Some((
            cx.t("head-publisher"),
            document.publisher_in(cx.lang()).to_owned(),
        )),
        document
            .date
            .clone()
            .map(|date| (cx.t("edition-date"), date)),
        document
            .terms
            .clone()
            .map(|terms| (cx.t("head-terms"), terms)),
    ];
    lines
        .into_iter()
        .flatten()
        .map(|(label, text)| cx.say("text-colon", &[("label", &label), ("text", &text)]))
        .map(|line| format!("・{line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Pages of a source around `current`, all where there are few; on every page of a long document, links to all others
/// would outweigh its text.
fn source_links(cx: &Context<'_>, document: &Document, current: usize) -> Vec<Link> {
    let pages = source_pages(document);
    let step = pages.div_ceil(FEW_PAGES);
    let is_shown = |number: &usize| {
        *number == 1
            || *number == pages
            || number.abs_diff(current) <= 2
            || number.is_multiple_of(step)
    };
    (1..=pages)
        .filter(is_shown)
        .map(|number| {
            let from = (number - 1) * LINES_PER_SOURCE_PAGE + 1;
            let to = (number * LINES_PER_SOURCE_PAGE).min(document.lines.len());
            let numbers = [number, from, to].map(|n| n.to_string());
            Link {
                text: cx.say(
                    "page-n",
                    &[
                        ("n", &numbers[0]),
                        ("from", &numbers[1]),
                        ("to", &numbers[2]),
                    ],
                ),
                url: cx.url(&format!(
                    "{}/sources/{}/{number}/",
                    cx.edition.year, document.id
                )),
                current: number == current,
                note: String::new(),
            }
        })
        .collect()
}

pub(super) fn source(cx: &Context<'_>, id: &str, number: usize) -> Body {
    let document = &cx.edition.documents[id];
    let first = (number - 1) * LINES_PER_SOURCE_PAGE;
    let last = (first + LINES_PER_SOURCE_PAGE).min(document.lines.len());
    let part_at = |line: u32| document.parts.begins(line).map(|part| part.name.clone());
    let lines = document.lines[first..last]
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let number = u32::try_from(first + index + 1).unwrap_or(u32::MAX);
            SourceLineView {
                number,
                text: text.clone(),
                part: part_at(number).unwrap_or_default(),
            }
        });
    let on_page = |from: u32, to: u32| (from as usize) <= last && (to as usize) > first;
    let parts = document
        .parts
        .iter()
        .filter(|part| on_page(part.from, part.to))
        .map(|part| Link {
            text: part.name.clone(),
            url: format!("#L{}", part.from.max(u32::try_from(first).unwrap_or(0) + 1)),
            ..Link::default()
        });
    let body = SourceBody {
        title: document.title_in(cx.lang()).to_owned(),
        facts: Vec::new(),
        parts: parts.collect(),
        pages: source_links(cx, document, number),
        lines: lines.collect(),
    };
    let title = document.title_in(cx.lang());
    edition_page(cx, body, &cx.messages.remarked(title, &number.to_string()))
}

pub(super) fn glossary(cx: &Context<'_>) -> Body {
    let mut terms: Vec<_> = cx.dataset.glossary.iter().collect();
    terms.sort_by_key(|term| {
        (
            text::search_key(term.reading.as_deref().unwrap_or(&term.term)),
            term.id.clone(),
        )
    });
    let terms = terms
        .into_iter()
        .map(|term| tips::view(term, cx.lang(), cx.home));
    Body::new(
        cx,
        GlossaryBody {
            terms: terms.collect(),
        },
        cx.t("glossary-description"),
    )
}

/// An article of the program: its words stand in the catalogue, paragraph by paragraph.
fn article(cx: &Context<'_>, heading: &str, html: String) -> Body {
    let heading = cx.t(heading);
    Body::new(
        cx,
        ArticleBody {
            heading: heading.clone(),
            html,
        },
        cx.say(
            "description-article",
            &[
                ("title", &heading),
                ("description", cx.dataset.site.description_in(cx.lang())),
            ],
        ),
    )
}

fn section(cx: &Context<'_>, key: &str) -> String {
    let heading = text::escape_html(cx.messages.get(&format!("{key}-heading"))).into_owned();
    format!(
        "<h2 id=\"{key}\">{heading}</h2>{}",
        prose(cx.messages.get(&format!("{key}-text")))
    )
}

pub(super) fn about(cx: &Context<'_>) -> Body {
    let mut html = [
        "about-purpose",
        "about-figures",
        "about-inferred",
        "about-rounding",
        "about-check",
    ]
    .map(|key| section(cx, key))
    .concat();
    html.push_str(&format!(
        "<h2 id=\"about-terms\">{}</h2><ul>",
        text::escape_html(cx.messages.get("about-terms-heading"))
    ));
    for said in &cx.dataset.site.attribution {
        let words = text::escape_html(said.text_in(cx.lang())).into_owned();
        let item = match &said.url {
            Some(url) if is_web_address(url) => format!(
                "<li><a href=\"{}\">{words}</a></li>",
                text::escape_html(url)
            ),
            _ => format!("<li>{words}</li>"),
        };
        html.push_str(&item);
    }
    html.push_str("</ul>");
    article(cx, "nav-about", html)
}

/// Only addresses of the web become links; anything else is shown as text.
pub(crate) fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

pub(super) fn accessibility(cx: &Context<'_>) -> Body {
    let mut html = ["a11y-policy", "a11y-tested", "a11y-known"]
        .map(|key| section(cx, key))
        .concat();
    let contact = match &cx.dataset.site.contact {
        Some(contact) => prose(contact),
        None => prose(cx.messages.get("a11y-no-contact")),
    };
    html.push_str(&format!(
        "<h2 id=\"a11y-contact\">{}</h2>{contact}",
        text::escape_html(cx.messages.get("a11y-contact-heading"))
    ));
    article(cx, "nav-accessibility", html)
}

pub(super) fn not_found(cx: &Context<'_>) -> Body {
    let link = |key: &str, path: &str| {
        format!(
            "<li><a href=\"{}\">{}</a></li>",
            text::escape_html(&cx.url(path)),
            text::escape_html(cx.messages.get(key))
        )
    };
    let html = format!(
        "{}<ul>{}{}</ul>{}",
        prose(cx.messages.get("not-found-text")),
        link("nav-home", ""),
        link("nav-search", "search/"),
        not_found_elsewhere(cx),
    );
    article(cx, "not-found-heading", html)
}

/// One line for readers of the other language: there is one page for all addresses that lead nowhere.
fn not_found_elsewhere(cx: &Context<'_>) -> String {
    let others = &cx.dataset.site.languages;
    let Some(other) = others.iter().find(|lang| **lang != cx.lang()) else {
        return String::new();
    };
    let (lang, name) = (other.code(), other.name());
    let words = text::escape_html(cx.messages.get("not-found-other"));
    let url = cx.shared_url(other.folder());
    let url = text::escape_html(&url);
    format!("<p lang=\"{lang}\">{words} <a href=\"{url}\" hreflang=\"{lang}\">{name}</a></p>")
}

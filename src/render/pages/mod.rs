//! One function a kind of page: dataset → body, as the contract with themes says.

mod archive;
mod compare;
mod edition_data;
mod editions;
mod ministries;
mod overviews;
mod payees;
mod policies;
mod projects;
mod recipients;
mod reviews;
mod search;
mod service;

use serde::Serialize;

use super::commentary::BlockWriter;
use super::context::Context;
use super::data::{self, Tables};
use super::view::{Link, PagingView};
use crate::plan::{Page, PageKind};

/// The body of a page as a template sees it, with what else the frame needs.
pub(crate) struct Body {
    pub(crate) value: tera::Value,
    pub(crate) description: String,
    /// Sections for the table of contents.
    pub(crate) contents: Vec<Link>,
    /// The data files of its tables: path and bytes.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Its commentary shows tables or charts, which may be those of other pages.
    pub(crate) has_inserted: bool,
    /// Some of its tables have figures that can be cited.
    pub(crate) has_citable: bool,
    /// The way to the other pages of its list.
    pub(crate) paging: Option<PagingView>,
}

impl Body {
    fn new(cx: &Context<'_>, mut body: impl Serialize + Tables, description: String) -> Body {
        data::link(cx, &mut body);
        Body {
            value: tera::Value::from_serializable(&body),
            description,
            contents: Vec::new(),
            files: data::files(cx, &body),
            has_inserted: false,
            has_citable: has_citable(&body),
            paging: None,
        }
    }
    fn paged(mut self, paging: Option<PagingView>) -> Body {
        self.paging = paging;
        self
    }
    fn contents(mut self, contents: Vec<Link>) -> Body {
        self.contents = contents;
        self
    }
}

/// True where a cell of a table has a figure and an anchor; computed figures are not those of a document.
fn has_citable(body: &dyn Tables) -> bool {
    let mut tables = Vec::new();
    body.collect(&mut tables);
    let rows = tables.into_iter().flat_map(|table| &table.rows);
    rows.flat_map(|row| &row.cells)
        .any(|cell| !cell.id.is_empty() && !matches!(&*cell.status, "text" | "derived"))
}

/// Collects the sections of a page that are there.
#[derive(Default)]
pub(crate) struct Contents(Vec<Link>);

impl Contents {
    /// Adds a section where `present`; its heading is the message `section-<id>`.
    pub(crate) fn add(&mut self, cx: &Context<'_>, id: &str, present: bool) {
        if present {
            self.0.push(Link {
                text: cx.t(&format!("section-{id}")),
                url: format!("#section-{id}"),
                ..Link::default()
            });
        }
    }
    pub(crate) fn add_named(&mut self, text: String, id: &str) {
        self.0.push(Link {
            text,
            url: format!("#{id}"),
            ..Link::default()
        });
    }
}

/// The body of a page.
pub(crate) fn body(cx: &Context<'_>, page: &Page, write: BlockWriter<'_>) -> Body {
    match &page.kind {
        PageKind::Home => editions::home(cx, write),
        PageKind::Edition => editions::edition(cx, write),
        PageKind::Program(id) => projects::program(cx, &cx.edition.programs[id], write),
        PageKind::ProjectList(number) => overviews::project_list(cx, *number),
        PageKind::Project(id) => projects::project(cx, &cx.edition.projects[id], write),
        PageKind::ReviewList(number) => overviews::review_list(cx, *number),
        PageKind::Review(id) => reviews::review(cx, &cx.edition.reviews[id], write),
        PageKind::ObjectiveList(number) => overviews::objective_list(cx, *number),
        PageKind::Objective(id) => reviews::objective(cx, &cx.edition.objectives[id], write),
        PageKind::PortfolioList(number) => overviews::portfolio_list(cx, *number),
        PageKind::Portfolio(id) => projects::portfolio(cx, &cx.edition.portfolios[id], write),
        PageKind::MinistryList => ministries::list(cx),
        PageKind::Ministry(id) => ministries::ministry(cx, id),
        PageKind::Office(ministry, id, number) => ministries::office(cx, ministry, id, *number),
        PageKind::PolicyList(number) => policies::list(cx, *number),
        PageKind::Policy(id, number) => policies::policy(cx, id, *number),
        PageKind::Budget => overviews::budget(cx),
        PageKind::Indicators => overviews::indicators(cx),
        PageKind::Recipients(number) if cx.payees().is_empty() => recipients::list(cx, *number),
        PageKind::Recipients(number) => payees::list(cx, *number),
        PageKind::Recipient(key) if cx.payee(key).is_none() => recipients::recipient(cx, key),
        PageKind::Recipient(key) => payees::payee(cx, key),
        PageKind::Committee => overviews::committee(cx),
        PageKind::Checks => service::checks(cx),
        PageKind::Data => edition_data::page(cx),
        PageKind::SourceList => service::source_list(cx),
        PageKind::Source(document, number) => service::source(cx, document, *number),
        PageKind::Glossary => service::glossary(cx),
        PageKind::About => service::about(cx),
        PageKind::Accessibility => service::accessibility(cx),
        PageKind::Search => search::search(cx),
        PageKind::Index(edition, kind, number) => search::index(cx, *edition, *kind, *number),
        PageKind::Archive => archive::archive(cx),
        PageKind::Corrections => archive::corrections(cx),
        PageKind::CompareList => compare::list(cx),
        PageKind::Compare(before, after) => compare::summary(cx, *before, *after),
        PageKind::CompareEntities(before, after, page) => {
            compare::entities(cx, *before, *after, *page)
        }
        PageKind::CompareEntity(before, after, key) => compare::entity(cx, *before, *after, key),
        PageKind::NotFound => service::not_found(cx),
    }
}

//! The search page and the plain index.

use super::Body;
use crate::model::dataset::Edition;
use crate::plan;
use crate::render::context::{Context, plain};
use crate::render::paging;
use crate::render::view::*;
use crate::search::{self, Kind, listing};

pub(super) fn search(cx: &Context<'_>) -> Body {
    let kinds = Kind::ALL.map(|kind| SearchKind {
        id: kind.name().to_owned(),
        name: cx.t(kind.message()),
    });
    let mut groups: Vec<SearchGroup> = cx
        .dataset
        .editions
        .values()
        .rev()
        .map(|edition| group(cx, edition))
        .collect();
    if !cx.dataset.glossary.is_empty() {
        groups.push(SearchGroup {
            heading: cx.t("nav-glossary"),
            links: vec![Link {
                text: cx.t("nav-glossary"),
                url: cx.url("glossary/"),
                note: entries(cx, cx.dataset.glossary.len()),
                ..Link::default()
            }],
        });
    }
    let body = SearchBody {
        data_url: cx.shared_url(&format!("{}index.js", search::FOLDER)),
        root_url: cx.url(""),
        kinds: kinds.into(),
        groups,
    };
    Body::new(cx, body, cx.t("search-description"))
}

/// The index pages of an edition.
fn group(cx: &Context<'_>, edition: &Edition) -> SearchGroup {
    let kinds = listing::KINDS.into_iter().filter_map(|kind| {
        let count = listing::count(edition, kind);
        (count > 0).then(|| Link {
            text: cx.t(kind.message()),
            url: cx.url(&plan::index_path(edition.year, kind, 1)),
            note: entries(cx, count),
            ..Link::default()
        })
    });
    let overview = Link {
        text: cx.t("nav-overview"),
        url: cx.url(&format!("{}/", edition.year)),
        ..Link::default()
    };
    SearchGroup {
        heading: edition.title_in(cx.lang()).to_owned(),
        links: std::iter::once(overview).chain(kinds).collect(),
    }
}

fn entries(cx: &Context<'_>, count: usize) -> String {
    cx.say("index-entries", &[("n", &count.to_string())])
}

/// A page of the plain index.
pub(super) fn index(cx: &Context<'_>, year: i16, kind: Kind, number: usize) -> Body {
    let edition = &cx.dataset.editions[&year];
    let heading = cx.say(
        "title-index",
        &[
            ("edition", edition.short_title_in(cx.lang())),
            ("kind", &cx.t(kind.message())),
        ],
    );
    let entries = listing::page(edition, kind, number)
        .into_iter()
        .map(|entry| Link {
            text: plain(cx.lang().choose(entry.name, entry.name_en)),
            url: cx.url(&entry.path),
            note: plain(entry.remark),
            ..Link::default()
        });
    let total = listing::count(edition, kind);
    let pages = listing::pages(edition, kind);
    let link = |page: usize| {
        let from = (page - 1) * listing::ENTRIES_PER_PAGE + 1;
        let to = (page * listing::ENTRIES_PER_PAGE).min(total);
        Link {
            text: cx.say(
                "index-range",
                &[("from", &from.to_string()), ("to", &to.to_string())],
            ),
            url: cx.url(&plan::index_path(year, kind, page)),
            current: page == number,
            ..Link::default()
        }
    };
    let body = IndexBody {
        entries: entries.collect(),
        pages: if pages > 1 {
            paging::near(number, pages).map(link).collect()
        } else {
            Vec::new()
        },
        heading: heading.clone(),
    };
    Body::new(cx, body, heading)
}

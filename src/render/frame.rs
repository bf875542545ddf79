//! The frame of every page: the site, its editions, the main pages of an edition, and the way from home to the page.

use super::context::{self, Context};
use super::view::{EditionView, Link, SiteView, SnapshotView};
use super::{Shared, common};
use crate::diagnostic::Lang;
use crate::export;
use crate::i18n::Messages;
use crate::model::dataset::{Attribution, Dataset, Edition};
use crate::plan::{self, Page, PageKind};
use crate::theme::Theme;

/// The site's part of the context of every page in a language.
pub(super) fn site_view(shared: &Shared, theme: &Theme, home: &str) -> SiteView {
    let dataset = &shared.dataset;
    let lang = theme.messages.lang();
    let files = &theme.files;
    let url = |path: &str| format!("{home}{path}");
    let shared_url = |path: &str| format!("{}{path}", shared.base_path);
    let t = |key: &str| theme.messages.get(key).to_owned();
    let service = |key: &str, path: &str| Link {
        text: t(key),
        url: url(path),
        ..Link::default()
    };
    let mut service_links = vec![
        service("nav-search", "search/"),
        service("nav-about", "about/"),
        service("nav-accessibility", "accessibility/"),
    ];
    if dataset.editions.len() > 1 {
        service_links.insert(1, service("nav-compare", "compare/"));
    }
    if !dataset.snapshots.is_empty() {
        service_links.push(service("nav-archive", "archive/"));
    }
    if dataset
        .snapshots
        .iter()
        .any(|snapshot| snapshot.amendment.is_some())
    {
        service_links.push(service("nav-corrections", "corrections/"));
    }
    if !dataset.glossary.is_empty() {
        service_links.insert(1, service("nav-glossary", "glossary/"));
    }
    SiteView {
        title: dataset.site.title_in(lang).to_owned(),
        description: dataset.site.description_in(lang).to_owned(),
        publisher: dataset.site.publisher_in(lang).to_owned(),
        contact: dataset.site.contact.clone(),
        base_path: shared.base_path.clone(),
        home_url: home.to_owned(),
        lang: lang.code().to_owned(),
        editions: dataset
            .editions
            .values()
            .rev()
            .map(|edition| edition_link(edition, lang, home, None))
            .collect(),
        attribution: attribution(dataset, lang),
        feed_url: shared_url(export::feed::PATH),
        search_url: url("search/"),
        service_links,
        generator: format!("tenken {}", env!("CARGO_PKG_VERSION")),
        stylesheets: files
            .stylesheets
            .iter()
            .map(|path| shared_url(path))
            .collect(),
        scripts: files.scripts.iter().map(|path| shared_url(path)).collect(),
        lazy: files
            .lazy
            .iter()
            .map(|(name, path)| (name.clone(), shared_url(path)))
            .collect(),
        favicon: shared_url(&files.favicon),
        snapshot: snapshot_view(dataset, &theme.messages),
    }
}

/// What a site that is built to be frozen says about itself.
fn snapshot_view(dataset: &Dataset, words: &Messages) -> Option<SnapshotView> {
    let frozen = dataset.frozen.as_ref()?;
    let title = dataset.editions.get(&frozen.year)?.title.as_str();
    let tool = format!("tenken {}", env!("CARGO_PKG_VERSION"));
    let arguments = [("title", title), ("tool", &tool)];
    let text = match frozen.date {
        Some(date) => {
            let date = context::day(date, words.lang());
            let dated = [arguments[0], arguments[1], ("date", &date)];
            words.say("snapshot-dated", &dated)
        }
        None => words.say("snapshot-undated", &arguments),
    };
    Some(SnapshotView {
        name: frozen.name.clone(),
        year: frozen.year,
        revision: frozen.revision,
        text,
    })
}

fn attribution(dataset: &Dataset, lang: Lang) -> Vec<Link> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let link = |said: &Attribution| Link {
        text: said.text_in(lang).to_owned(),
        url: said
            .url
            .as_ref()
            .filter(is_web)
            .cloned()
            .unwrap_or_default(),
        ..Link::default()
    };
    dataset.site.attribution.iter().map(link).collect()
}

fn edition_link(edition: &Edition, lang: Lang, home: &str, current: Option<i16>) -> Link {
    Link {
        text: edition.short_title_in(lang).to_owned(),
        url: format!("{home}{}/", edition.year),
        current: current == Some(edition.year),
        note: edition.title_in(lang).to_owned(),
    }
}

/// The edition of a page: its main pages, and the same page in other editions.
pub(super) fn edition_view(cx: &Context<'_>, page: &Page) -> EditionView {
    let edition = cx.edition;
    let year = edition.year;
    let switcher = cx.dataset.editions.values().rev().map(|other| {
        let mut link = edition_link(other, cx.lang(), cx.home, Some(year));
        link.url = cx.url(&same_page(cx, page, other));
        link
    });
    let newest = cx
        .dataset
        .editions
        .values()
        .next_back()
        .filter(|newest| newest.year > year);
    EditionView {
        year,
        title: edition.title_in(cx.lang()).to_owned(),
        short_title: cx.short_title(),
        url: cx.url(&format!("{year}/")),
        has_offices: !cx.offices().is_empty(),
        navigation: navigation(cx, page),
        switcher: switcher.collect(),
        compare: compare_link(cx, page),
        newer: newest.map(|newest| Link {
            url: cx.url(&same_page(cx, page, newest)),
            ..edition_link(newest, cx.lang(), cx.home, None)
        }),
    }
}

/// What changed from the edition before, of the thing that the page is about.
fn compare_link(cx: &Context<'_>, page: &Page) -> Option<Link> {
    let year = cx.edition.year;
    let (before, _) = cx.dataset.editions.range(..year).next_back()?;
    let own = common(cx.edition, page)
        .filter(|common| !common.key.is_empty())
        .map(|common| plan::compare_path(*before, year, Some(&common.key)))
        .filter(|path| cx.plan.page(path).is_some());
    let path = own.unwrap_or_else(|| plan::compare_path(*before, year, None));
    Some(Link {
        text: cx.say("compare-link", &[("year", &before.to_string())]),
        url: cx.url(&path),
        ..Link::default()
    })
}

/// The address of the same page in another edition, or of that edition where it has none.
fn same_page(cx: &Context<'_>, page: &Page, other: &Edition) -> String {
    let rest = page.path.split_once('/').map_or("", |(_, rest)| rest);
    let moved = common(cx.edition, page)
        .filter(|common| !common.key.is_empty())
        .and_then(|common| {
            let from = cx.edition.year;
            cx.plan
                .ground
                .declared()
                .find(cx.dataset, from, &common.key, other.year)
        });
    let same = match moved {
        Some(key) => format!("{}/{key}/", other.year),
        None => format!("{}/{rest}", other.year),
    };
    let is_source = matches!(page.kind, PageKind::Source(..));
    if !is_source && cx.plan.page(&same).is_some() {
        same
    } else {
        format!("{}/", other.year)
    }
}

/// Main pages of an edition, in reading order; those that it does not have are left out.
fn navigation(cx: &Context<'_>, page: &Page) -> Vec<Link> {
    let year = cx.edition.year;
    let program = cx
        .edition
        .programs
        .keys()
        .next()
        .map(|id| format!("programs/{id}/"));
    let entries = [
        ("nav-overview", Some(String::new())),
        ("nav-program", program),
        ("nav-projects", Some("projects/".to_owned())),
        ("nav-ministries", Some("ministries/".to_owned())),
        ("nav-reviews", Some("reviews/".to_owned())),
        ("nav-objectives", Some("objectives/".to_owned())),
        ("nav-portfolios", Some("portfolios/".to_owned())),
        ("nav-policies", Some("policies/".to_owned())),
        ("nav-budget", Some("budget/".to_owned())),
        ("nav-indicators", Some("indicators/".to_owned())),
        ("nav-recipients", Some("recipients/".to_owned())),
        ("nav-committee", Some("committee/".to_owned())),
        ("nav-checks", Some("checks/".to_owned())),
        ("nav-data", Some("data/".to_owned())),
        ("nav-sources", Some("sources/".to_owned())),
    ];
    let planned = entries.into_iter().filter_map(|(key, path)| {
        let path = format!("{year}/{}", path?);
        cx.plan.page(&path)?;
        let is_current =
            page.path == path || (path.matches('/').count() > 1 && page.path.starts_with(&path));
        Some(Link {
            text: cx.t(key),
            url: cx.url(&path),
            current: is_current,
            note: String::new(),
        })
    });
    planned.collect()
}

/// Between an edition and a review sheet: the ministry and office that are responsible for it.
fn office_way(cx: &Context<'_>, page: &Page) -> Vec<Link> {
    let PageKind::Review(id) = &page.kind else {
        return Vec::new();
    };
    let Some((ministry, office, _)) = cx.offices().of_review(id) else {
        return Vec::new();
    };
    let link = |text: &str, path: &str| Link {
        text: context::plain(text),
        url: cx.edition_url(path),
        ..Link::default()
    };
    let (list, lang) = (cx.t("nav-ministries"), cx.lang());
    vec![
        link(&list, "ministries/"),
        link(
            plan::ministry_name(ministry, lang),
            &plan::ministry_path(ministry),
        ),
        link(
            plan::office_name(office, lang),
            &plan::office_path(ministry, office),
        ),
    ]
}

/// The way from home to a page.
pub(super) fn breadcrumbs(cx: &Context<'_>, page: &Page) -> Vec<Link> {
    if matches!(page.kind, PageKind::Home | PageKind::NotFound) {
        return Vec::new();
    }
    let mut way = vec![Link {
        text: cx.t("nav-home"),
        url: cx.url(""),
        ..Link::default()
    }];
    let mut path = String::new();
    let office_way = office_way(cx, page);
    let has_office = !office_way.is_empty();
    let parts: Vec<&str> = page.path.trim_end_matches('/').split('/').collect();
    for part in &parts {
        if *part == "reviews" {
            way.extend(office_way.iter().cloned());
        }
        path.push_str(part);
        path.push('/');
        let Some(step) = cx.plan.page(&path) else {
            continue;
        };
        // The list of review sheets is no step on the way where they stand in their offices.
        if step.path != page.path && matches!(step.kind, PageKind::ReviewList(_)) && has_office {
            continue;
        }
        let current = path == page.path;
        let text = match &step.kind {
            PageKind::Edition => cx.short_title(),
            _ => context::plain(&step.title),
        };
        way.push(Link {
            text,
            url: cx.url(&path),
            current,
            note: String::new(),
        });
    }
    way
}

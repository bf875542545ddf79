//! Page → bytes: the body of its kind in the frame of the site, through the theme, made small.

pub mod contract;
pub mod data;
pub mod view;

pub(crate) mod audit;

mod amounts;
mod caps;
mod changes;
mod charts;
mod cite;
mod commentary;
mod comparison;
mod context;
mod entity;
mod flattened;
mod flow_list;
mod indicators;
mod language;
mod lineage;
mod linked;
mod lists;
mod logic;
mod pages;
mod paging;
mod payees;
mod payments;
mod recipients;
mod series;
mod sheets;
mod sources;
mod tables;
mod tips;

use std::cell::Cell;
use std::io;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Lang};
use crate::export::{self, Exports};
use crate::i18n::Messages;
use crate::leaves::Leaves;
use crate::model::dataset::{Attribution, Common, Dataset, Edition};
use crate::plan::{self, Ground, Page, PageKind, Plan};
use crate::theme::{self, Theme};
use crate::tree::Sink;
use charts::Charts;
use commentary::Block;
use context::Context;
pub(crate) use context::Findings;
use pages::Body;
use tips::Tips;
use view::{EditionView, LanguageView, Link, PageView, SiteView, SnapshotView};

/// The charts of pages that are looked at without being rendered.
static NO_CHARTS: Charts = Charts::NONE;

/// A page and the data files beside it.
pub(crate) struct Rendered<T> {
    pub(crate) html: T,
    /// Path and bytes.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// Everything that rendering any page of a site in one language needs.
#[derive(Debug)]
pub(crate) struct Renderer {
    pub(crate) shared: Arc<Shared>,
    /// The pages; their addresses are relative to `home`.
    pub(crate) plan: Plan,
    pub(crate) theme: Arc<Theme>,
    /// Where the pages in this language begin: the base path, for English with `en/`.
    pub(crate) home: String,
    /// The site's part of every page's context, made once.
    pub(crate) site: tera::Value,
    /// The terms whose first use in a page is explained.
    tips: Tips,
}

/// What the pages of all languages have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) dataset: Dataset,
    /// The data of the editions.
    pub(crate) exports: Exports,
    /// Begins and ends with `/`.
    pub(crate) base_path: String,
    /// Scheme and host of the published site, where known.
    pub(crate) origin: Option<String>,
    /// Findings of loading, for the pages that they concern.
    pub(crate) findings: context::Findings,
    /// What the audit found, by entity and figure.
    pub(crate) audit: audit::AuditIndex,
    pub(crate) minify: bool,
}

impl Shared {
    /// Makes the files of data of every edition into a sink.
    ///
    /// # Errors
    /// The sink's.
    pub(crate) fn write_data(&self, sink: &dyn Sink, leaves: &dyn Leaves) -> io::Result<()> {
        let mut editions = self.dataset.editions.values();
        editions.try_for_each(|edition| self.exports.write(&self.source(edition), sink, leaves))
    }

    /// The file of data with a path such as `2022/data/budgets.csv`; nothing where there is none.
    pub(crate) fn data_file(&self, path: &str) -> Option<Arc<[u8]>> {
        let (year, _) = export::split_path(path).filter(|(_, name)| name.contains('.'))?;
        let edition = self.dataset.editions.get(&year)?;
        self.exports.file(&self.source(edition), path)
    }

    /// The entity that a page in the language of the documents is about, by the path of its file.
    pub(crate) fn page_of(&self, path: &str) -> Option<&Common> {
        let path = path.strip_suffix("/index.html")?;
        let (year, key) = path.split_once('/').unwrap_or((path, ""));
        let edition = self.dataset.editions.get(&year.parse().ok()?)?;
        match key {
            "" => Some(&edition.body),
            key => edition.entity(key),
        }
    }

    fn source<'a>(&'a self, edition: &'a Edition) -> export::Source<'a> {
        self.exports
            .source(&self.dataset, edition, self.audit.all())
    }
}

impl Renderer {
    /// The renderer of a language.
    pub(crate) fn new(shared: &Arc<Shared>, theme: Arc<Theme>, ground: &Arc<Ground>) -> Renderer {
        let lang = theme.messages.lang();
        let home = format!("{}{}", shared.base_path, lang.folder());
        Renderer {
            plan: plan::plan(&shared.dataset, &theme.messages, ground),
            site: tera::Value::from_serializable(&site_view(shared, &theme, &home)),
            tips: Tips::new(&shared.dataset.glossary, lang, &home),
            shared: Arc::clone(shared),
            theme,
            home,
        }
    }

    /// The language of its pages.
    pub(crate) fn lang(&self) -> Lang {
        self.theme.messages.lang()
    }

    fn context<'a>(&'a self, page: &'a Page) -> Option<Context<'a>> {
        let Shared {
            dataset,
            findings,
            audit,
            exports,
            base_path,
            ..
        } = &*self.shared;
        let newest = dataset.editions.values().next_back()?;
        let edition = page
            .edition
            .and_then(|year| dataset.editions.get(&year))
            .unwrap_or(newest);
        Some(Context {
            dataset,
            plan: &self.plan,
            messages: &self.theme.messages,
            findings,
            audit,
            exports,
            entity: common(edition, page).map(|common| common.key.as_str()),
            home: &self.home,
            base_path,
            edition,
            charts: &NO_CHARTS,
            page,
        })
    }

    /// Renders a page, before it is made small, and the data files beside it.
    ///
    /// # Errors
    /// The template fails.
    pub(crate) fn page(&self, page: &Page) -> Result<Rendered<String>, Diagnostic> {
        let cx = self
            .context(page)
            .expect("a site without editions plans no pages");
        let charts = Charts::of_page(&cx);
        let cx = Context {
            charts: &charts,
            ..cx
        };
        let mut body = self.body(&cx, page);
        let mut files = charts.files(&cx);
        files.append(&mut body.files);
        let html = self.html(&cx, page, body)?;
        Ok(Rendered { html, files })
    }

    /// The data file with a path such as `2022/projects/binds/tables/budget.csv`; nothing where there is none.
    pub(crate) fn file(&self, path: &str) -> Option<Vec<u8>> {
        let page = self.plan.page(data::address::page_of(path)?)?;
        let cx = self.context(page)?;
        let charts = Charts::of_page(&cx);
        let cx = Context {
            charts: &charts,
            ..cx
        };
        let mut files = charts.files(&cx);
        files.append(&mut self.body(&cx, page).files);
        files
            .into_iter()
            .find(|(name, _)| name == path)
            .map(|(_, bytes)| bytes)
    }

    fn html(&self, cx: &Context<'_>, page: &Page, body: Body) -> Result<String, Diagnostic> {
        let mut context = tera::Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", &self.page_view(cx, page, &body));
        context.insert_value("body", body.value);
        let template = format!("{}.html", page.kind.template());
        let html = self
            .theme
            .tera
            .render(&template, &context)
            .map_err(|error| theme::template_error(&error))?;
        let html = self.explained(html, page);
        // Pages in the language of the documents mark what is not in it themselves.
        Ok(match self.lang() {
            Lang::Ja => html,
            Lang::En => language::mark(&html),
        })
    }

    /// A page whose terms are explained at their first use; not where terms are all that it is about, and not in the texts
    /// of documents, which stand as they were printed.
    fn explained(&self, html: String, page: &Page) -> String {
        let is_left = matches!(
            page.kind,
            PageKind::Glossary | PageKind::Source(..) | PageKind::Search | PageKind::NotFound
        );
        let Some(mut marked) = (!is_left).then(|| self.tips.mark(&html)).flatten() else {
            return html;
        };
        let mut arguments = tera::Context::new();
        arguments.insert("terms", &marked.terms);
        arguments.insert("lang", self.lang().code());
        let tips = self.component("term_tips", &arguments);
        marked.html.insert_str(marked.end, &tips);
        marked.html
    }

    fn body(&self, cx: &Context<'_>, page: &Page) -> Body {
        let is_inserted = Cell::new(false);
        let body = pages::body(cx, page, &|block| {
            is_inserted.set(true);
            self.block(block)
        });
        Body {
            has_inserted: is_inserted.get(),
            ..body
        }
    }

    /// The file of the commentary of a page.
    pub(crate) fn commentary_file(&self, page: &Page) -> Option<&str> {
        let edition = self.shared.dataset.editions.get(&page.edition?)?;
        let (file, _) = common(edition, page)?.commentary.as_ref()?;
        Some(file)
    }

    /// What is wrong with the commentary of a page; nothing else of the page is made.
    pub(crate) fn commentary_problems(&self, page: &Page) -> Vec<Diagnostic> {
        let Some(cx) = self.context(page) else {
            return Vec::new();
        };
        common(cx.edition, page)
            .map(|common| commentary::commentary(&cx, common, &|_| String::new()).1)
            .unwrap_or_default()
    }

    /// The same page in every language of the site, in the order of the settings.
    fn languages(&self, page: &Page) -> Vec<LanguageView> {
        // There is one page for all addresses that lead nowhere.
        let languages = match page.kind {
            PageKind::NotFound => &[][..],
            _ => &self.shared.dataset.site.languages,
        };
        let view = |lang: &Lang| {
            let path = format!("{}{}{}", self.shared.base_path, lang.folder(), page.path);
            let origin = self.shared.origin.as_deref().unwrap_or_default();
            LanguageView {
                lang: lang.code().to_owned(),
                name: lang.name().to_owned(),
                alternate: format!("{origin}{path}"),
                url: path,
                current: *lang == self.lang(),
            }
        };
        languages.iter().map(view).collect()
    }

    /// A table or chart inserted into commentary, as the theme draws them.
    fn block(&self, block: &Block) -> String {
        let mut arguments = tera::Context::new();
        let component = match block {
            Block::Table(table) => {
                arguments.insert("table", table);
                "data_table"
            }
            Block::Chart(chart) => {
                arguments.insert("charts", &[chart]);
                "charts"
            }
        };
        self.component(component, &arguments)
    }

    /// A component of the theme; nothing where it fails, which the pages of the theme show by themselves.
    fn component(&self, name: &str, arguments: &tera::Context) -> String {
        self.theme
            .tera
            .render_component(name, arguments, None, true)
            .unwrap_or_default()
    }

    fn page_view(&self, cx: &Context<'_>, page: &Page, body: &Body) -> PageView {
        let breadcrumbs = breadcrumbs(cx, page);
        PageView {
            linked_data_html: linked::data(
                cx,
                page,
                &shorten(&body.description, 160),
                &breadcrumbs,
            ),
            kind: page.kind.template().to_owned(),
            title: context::plain(&page.title),
            description: shorten(&body.description, 160),
            url: cx.url(&page.path),
            canonical: self
                .shared
                .origin
                .as_ref()
                .map(|origin| format!("{origin}{}", cx.url(&page.path))),
            languages: self.languages(page),
            breadcrumbs,
            contents: if body.contents.len() > 2 {
                body.contents.clone()
            } else {
                Vec::new()
            },
            edition: page.edition.map(|_| edition_view(cx, page)),
            paging: body.paging.clone(),
            has_charts: body.has_inserted || !cx.charts.is_empty(),
            has_citable: body.has_inserted || body.has_citable,
            no_index: matches!(page.kind, PageKind::NotFound)
                || self.shared.dataset.frozen.is_some(),
        }
    }
}

/// The entity that a page is about.
fn common<'a>(edition: &'a Edition, page: &Page) -> Option<&'a Common> {
    match &page.kind {
        PageKind::Edition => Some(&edition.body),
        PageKind::Program(id) => edition.entity(&format!("programs/{id}")),
        PageKind::Project(id) => edition.entity(&format!("projects/{id}")),
        PageKind::Review(id) => edition.entity(&format!("reviews/{id}")),
        PageKind::Objective(id) => edition.entity(&format!("objectives/{id}")),
        PageKind::Portfolio(id) => edition.entity(&format!("portfolios/{id}")),
        _ => None,
    }
}

/// At most `limit` characters, cut with an ellipsis.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit - 1).collect();
    short.push('…');
    short
}

/// The site's part of the context of every page in a language.
fn site_view(shared: &Shared, theme: &Theme, home: &str) -> SiteView {
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
fn edition_view(cx: &Context<'_>, page: &Page) -> EditionView {
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
fn breadcrumbs(cx: &Context<'_>, page: &Page) -> Vec<Link> {
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

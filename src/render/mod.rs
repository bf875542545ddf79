//! Page → bytes: the body of its kind in the frame of the site, through the theme, made small.

pub mod contract;
pub mod view;

pub(crate) mod audit;

mod charts;
mod commentary;
mod comparison;
mod context;
mod entity;
mod indicators;
mod lists;
mod pages;
mod payments;
mod tables;

use crate::diagnostic::{Diagnostic, Severity};
use crate::i18n::Messages;
use crate::model::dataset::{Common, Dataset, Edition};
use crate::plan::{Page, PageKind, Plan};
use crate::theme::{self, Theme};
use charts::Charts;
use commentary::Block;
use context::Context;
use pages::Body;
use view::{EditionView, Link, PageView, SiteView, SnapshotView};

/// The charts of pages that are looked at without being rendered.
static NO_CHARTS: Charts = Charts::NONE;

/// A page and the data files beside it.
pub(crate) struct Rendered<T> {
    pub(crate) html: T,
    /// Path and text.
    pub(crate) files: Vec<(String, String)>,
}

/// Everything that rendering any page of a site needs.
#[derive(Debug)]
pub(crate) struct Renderer {
    pub(crate) dataset: Dataset,
    pub(crate) plan: Plan,
    pub(crate) theme: Theme,
    /// Begins and ends with `/`.
    pub(crate) base_path: String,
    /// Scheme and host of the published site, where known.
    pub(crate) origin: Option<String>,
    /// Findings of loading, for the pages that they concern.
    pub(crate) findings: context::Findings,
    /// What the audit found, by entity and figure.
    pub(crate) audit: audit::AuditIndex,
    pub(crate) minify: bool,
    /// The site's part of every page's context, made once.
    pub(crate) site: tera::Value,
}

impl Renderer {
    fn context<'a>(&'a self, page: &Page) -> Option<Context<'a>> {
        let newest = self.dataset.editions.values().next_back()?;
        let edition = page
            .edition
            .and_then(|year| self.dataset.editions.get(&year))
            .unwrap_or(newest);
        Some(Context {
            dataset: &self.dataset,
            plan: &self.plan,
            messages: &self.theme.messages,
            findings: &self.findings,
            audit: &self.audit,
            entity: common(edition, page).map(|common| common.key.as_str()),
            base_path: &self.base_path,
            edition,
            charts: &NO_CHARTS,
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
        let charts = Charts::of_page(&cx, page);
        let cx = Context {
            charts: &charts,
            ..cx
        };
        let html = self.html(&cx, page)?;
        Ok(Rendered {
            html,
            files: charts.files(&cx, page),
        })
    }

    /// The data file with a path such as `2022/projects/binds/charts/budget.csv`; nothing where there is none.
    pub(crate) fn file(&self, path: &str) -> Option<String> {
        let (page, _) = path.rsplit_once(charts::FOLDER)?;
        let page = self.plan.page(page)?;
        let cx = self.context(page)?;
        let files = Charts::of_page(&cx, page).files(&cx, page);
        files
            .into_iter()
            .find(|(name, _)| name == path)
            .map(|(_, text)| text)
    }

    fn html(&self, cx: &Context<'_>, page: &Page) -> Result<String, Diagnostic> {
        let body = self.body(cx, page);
        let mut context = tera::Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", &self.page_view(cx, page, &body));
        context.insert_value("body", body.value);
        let template = format!("{}.html", page.kind.template());
        self.theme
            .tera
            .render(&template, &context)
            .map_err(|error| theme::template_error(&error))
    }

    fn body(&self, cx: &Context<'_>, page: &Page) -> Body {
        pages::body(cx, page, &|block| self.block(block))
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

    /// A table or chart inserted into commentary, as the theme draws them.
    fn block(&self, block: &Block) -> String {
        let mut context = tera::Context::new();
        let component = match block {
            Block::Table(table) => {
                context.insert("table", table);
                "data_table"
            }
            Block::Chart(chart) => {
                context.insert("charts", &[chart]);
                "charts"
            }
        };
        self.theme
            .tera
            .render_component(component, &context, None, true)
            .unwrap_or_default()
    }

    fn page_view(&self, cx: &Context<'_>, page: &Page, body: &Body) -> PageView {
        PageView {
            kind: page.kind.template().to_owned(),
            title: context::plain(&page.title),
            description: shorten(&body.description, 160),
            url: cx.url(&page.path),
            canonical: self
                .origin
                .as_ref()
                .map(|origin| format!("{origin}{}", cx.url(&page.path))),
            breadcrumbs: breadcrumbs(cx, page),
            contents: if body.contents.len() > 2 {
                body.contents.clone()
            } else {
                Vec::new()
            },
            edition: page.edition.map(|_| edition_view(cx, page)),
            no_index: matches!(page.kind, PageKind::NotFound) || self.dataset.frozen.is_some(),
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

/// Findings by the file of their principal place; notes stay with the author.
pub(crate) fn by_file(findings: &[Diagnostic]) -> context::Findings {
    let mut files = context::Findings::new();
    for finding in findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
    {
        if let Some(label) = finding.labels.first() {
            files
                .entry(label.file.clone())
                .or_default()
                .push(finding.clone());
        }
    }
    files
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

/// The site's part of the context of every page.
pub(crate) fn site_context(dataset: &Dataset, theme: &Theme, base_path: &str) -> tera::Value {
    tera::Value::from_serializable(&site_view(dataset, theme, base_path))
}

fn site_view(dataset: &Dataset, theme: &Theme, base_path: &str) -> SiteView {
    let url = |path: &str| format!("{base_path}{path}");
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
        title: dataset.site.title.clone(),
        description: dataset.site.description.clone(),
        publisher: dataset.site.publisher.clone(),
        contact: dataset.site.contact.clone(),
        base_path: base_path.to_owned(),
        lang: "ja".to_owned(),
        editions: dataset
            .editions
            .values()
            .rev()
            .map(|edition| edition_link(edition, base_path, None))
            .collect(),
        attribution: attribution(dataset),
        search_url: url("search/"),
        service_links,
        generator: format!("tenken {}", env!("CARGO_PKG_VERSION")),
        stylesheets: theme.stylesheets.iter().map(|path| url(path)).collect(),
        scripts: theme.scripts.iter().map(|path| url(path)).collect(),
        lazy: theme
            .lazy
            .iter()
            .map(|(name, path)| (name.clone(), url(path)))
            .collect(),
        favicon: url(&theme.favicon),
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
            let date = date.japanese();
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

fn attribution(dataset: &Dataset) -> Vec<Link> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let link = |(text, url): &(String, Option<String>)| Link {
        text: text.clone(),
        url: url.as_ref().filter(is_web).cloned().unwrap_or_default(),
        ..Link::default()
    };
    dataset.site.attribution.iter().map(link).collect()
}

fn edition_link(edition: &Edition, base_path: &str, current: Option<i16>) -> Link {
    Link {
        text: edition.short_title.clone(),
        url: format!("{base_path}{}/", edition.year),
        current: current == Some(edition.year),
        note: edition.title.clone(),
    }
}

/// The edition of a page: its main pages, and the same page in other editions.
fn edition_view(cx: &Context<'_>, page: &Page) -> EditionView {
    let edition = cx.edition;
    let year = edition.year;
    let switcher = cx.dataset.editions.values().rev().map(|other| {
        let mut link = edition_link(other, cx.base_path, Some(year));
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
        title: edition.title.clone(),
        short_title: edition.short_title.clone(),
        url: cx.url(&format!("{year}/")),
        navigation: navigation(cx, page),
        switcher: switcher.collect(),
        newer: newest.map(|newest| Link {
            url: cx.url(&same_page(cx, page, newest)),
            ..edition_link(newest, cx.base_path, None)
        }),
    }
}

/// The address of the same page in another edition, or of that edition where it has none.
fn same_page(cx: &Context<'_>, page: &Page, other: &Edition) -> String {
    let rest = page.path.split_once('/').map_or("", |(_, rest)| rest);
    let same = format!("{}/{rest}", other.year);
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
        ("nav-reviews", Some("reviews/".to_owned())),
        ("nav-objectives", Some("objectives/".to_owned())),
        ("nav-portfolios", Some("portfolios/".to_owned())),
        ("nav-budget", Some("budget/".to_owned())),
        ("nav-indicators", Some("indicators/".to_owned())),
        ("nav-recipients", Some("recipients/".to_owned())),
        ("nav-committee", Some("committee/".to_owned())),
        ("nav-checks", Some("checks/".to_owned())),
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
    let parts: Vec<&str> = page.path.trim_end_matches('/').split('/').collect();
    for part in &parts {
        path.push_str(part);
        path.push('/');
        let Some(step) = cx.plan.page(&path) else {
            continue;
        };
        let current = path == page.path;
        let text = match &step.kind {
            PageKind::Edition => cx.edition.short_title.clone(),
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

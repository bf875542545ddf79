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
mod frame;
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
use crate::leaves::Leaves;
use crate::model::dataset::{Common, Dataset, Edition};
use crate::plan::{self, Ground, Page, PageKind, Plan};
use crate::theme::{self, Theme};
use crate::tree::Sink;
use charts::Charts;
use commentary::Block;
use context::Context;
pub(crate) use context::Findings;
use frame::{breadcrumbs, edition_view, site_view};
use pages::Body;
use tips::Tips;
use view::{LanguageView, PageView};

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

//! The stages in order; the file to read first.
//!
//! `SourceTree → load → Dataset → plan → render(page) → bytes → Sink`. `build` renders every page into a sink, `serve`
//! renders the one that is asked for: there is no second path, so the bytes served are the bytes built.

mod again;
mod reuse;
mod sitemap;
mod watch;
mod write;

pub use again::Kept;
pub use reuse::{Before, Origins};
pub use watch::{Stage, Unwatched, Watch};
pub use write::Stopped;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::archive;
use crate::audit::{self, Audit};
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::export::address::Address;
use crate::export::{self, Exports};
use crate::html;
use crate::leaves::{Leaves, NoLeaves};
use crate::load::{self, Loaded};
use crate::model::dataset::Dataset;
use crate::plan::{Ground, Page};
use crate::render::{self, Findings, Rendered, Renderer, Shared};
use crate::say;
use crate::search;
use crate::tree::{Memory, OutputTree, Sink, SourceTree};

/// Settings of one run that are not content.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Address of the published site; overrides `base_url` of `site.yaml`. Its path is the base path.
    pub base_url: Option<String>,
    /// Make pages small with minify-html.
    pub minify: bool,
    /// Theme that overrides `theme` of `site.yaml`.
    pub theme: Option<String>,
}

/// A site that can render any of its files.
#[derive(Debug)]
pub struct Site {
    /// One a language; that of the documents first.
    renderers: Vec<Renderer>,
    /// Files that are given: assets, images, frozen editions.
    given: BTreeMap<String, Arc<[u8]>>,
    /// Files that are made of the whole site, such as the sitemap; made when the first of them is asked for.
    made: OnceLock<BTreeMap<String, Arc<[u8]>>>,
    /// Files of the search index, made when the first of them is asked for; a build writes them without holding them.
    index: OnceLock<OutputTree>,
    /// Hashes of what pages are made from, for builds that take over what has not changed.
    origins: Option<Origins>,
}

/// What preparing gives: a site unless there were errors, and all that was found.
#[derive(Debug)]
pub struct Prepared {
    pub site: Option<Site>,
    /// What is wrong with the content, and what the site's settings deny of the audit.
    pub diagnostics: Vec<Diagnostic>,
    /// Every relation between figures; what does not hold is a matter of the documents, not an error.
    pub audit: Arc<Audit>,
}

/// Loads, checks and plans a site; renders nothing but commentary, whose figures and links are verified here.
pub fn prepare(tree: &SourceTree, options: &Options) -> Prepared {
    plan_site(tree, load::load(tree), options)
}

/// [`prepare`] for a large site, with somebody who watches: sources that have been read are let go, because those of
/// thousands of projects have hundreds of megabytes.
///
/// Where the build before is known, what it left is not worked out again, and a sink with a past gives back pages that need not be made.
pub fn prepare_watched(
    tree: SourceTree,
    options: &Options,
    before: Option<Before>,
    watch: &dyn Watch,
) -> Prepared {
    watch.begins(Stage::Load);
    let origins = before.map(|before| Origins::of(&tree, before, options));
    let loaded = load::load(&tree);
    let tree = tree.without_loaded();
    let mut prepared = plan_watched(&tree, loaded, options, origins.as_ref(), watch);
    if let Some(site) = &mut prepared.site {
        site.origins = origins;
    }
    prepared
}

/// [`prepare`] for a site of which most was prepared before, but that commentary is not checked: that takes long where there
/// are thousands of projects, and pages can be shown meanwhile. [`Site::commentary_problems`] says what is left.
pub fn prepare_again(tree: &SourceTree, options: &Options, kept: &mut Kept) -> Prepared {
    let loaded = load::load_again(tree, &mut kept.load);
    let (site, diagnostics, audit) = plan_unchecked(tree, loaded, options, None, &Unwatched, kept);
    finished(site, diagnostics, audit)
}

/// Plans a loaded site and checks its commentary: all of [`prepare`] but loading.
pub fn plan_site(tree: &SourceTree, loaded: Loaded, options: &Options) -> Prepared {
    plan_watched(tree, loaded, options, None, &Unwatched)
}

fn plan_watched(
    tree: &SourceTree,
    loaded: Loaded,
    options: &Options,
    origins: Option<&Origins>,
    watch: &dyn Watch,
) -> Prepared {
    let planned = plan_unchecked(tree, loaded, options, origins, watch, &mut Kept::none());
    let (site, mut diagnostics, audit) = planned;
    watch.begins(Stage::Commentary);
    if let Some(site) = &site {
        diagnostics.extend(site.commentary_problems());
    }
    finished(site, diagnostics, audit)
}

fn finished(site: Option<Site>, diagnostics: Vec<Diagnostic>, audit: Arc<Audit>) -> Prepared {
    let diagnostics = without_repeats(diagnostics);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    Prepared {
        site: site.filter(|_| !has_errors),
        diagnostics,
        audit,
    }
}

/// Audits and plans a loaded site; what is wrong with its commentary is not known yet.
fn plan_unchecked(
    tree: &SourceTree,
    loaded: Loaded,
    options: &Options,
    origins: Option<&Origins>,
    watch: &dyn Watch,
    kept: &mut Kept,
) -> (Option<Site>, Vec<Diagnostic>, Arc<Audit>) {
    watch.begins(Stage::Audit);
    let mut diagnostics = loaded.diagnostics;
    let dataset = loaded.dataset.as_ref();
    let audit = dataset.map(|dataset| {
        let leaves = origins.map(|origins| origins.leaves(dataset));
        let leaves: &dyn Leaves = match &leaves {
            Some(known) => known,
            None => &NoLeaves,
        };
        audit::audit_again(dataset, &mut kept.audit, leaves)
    });
    let audit = Arc::new(audit.unwrap_or_default());
    diagnostics.extend(audit.problems.iter().cloned());
    if let Some(dataset) = &loaded.dataset {
        diagnostics.extend(audit::report::denied(&audit, &dataset.site.deny));
    }
    watch.begins(Stage::Plan);
    let site = loaded.dataset.and_then(|dataset| {
        assemble(tree, dataset, options, &diagnostics, &audit, kept)
            .map_err(|problems| diagnostics.extend(problems))
            .ok()
    });
    let site = site.map(|(site, missing)| {
        diagnostics.extend(missing);
        site
    });
    (site, diagnostics, audit)
}

/// A row that cites one place for many cells reports it once.
pub(crate) fn without_repeats(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut seen = HashSet::new();
    for diagnostic in diagnostics {
        let place = diagnostic.labels.first().cloned();
        if seen.insert((diagnostic.rule, diagnostic.message.ja.clone(), place)) {
            kept.push(diagnostic);
        }
    }
    kept
}

fn assemble(
    tree: &SourceTree,
    dataset: Dataset,
    options: &Options,
    findings: &[Diagnostic],
    audit: &Arc<Audit>,
    kept: &mut Kept,
) -> Result<(Site, Vec<Diagnostic>), Vec<Diagnostic>> {
    if dataset.editions.is_empty() {
        return Err(no_editions());
    }
    let address = options
        .base_url
        .as_deref()
        .or(dataset.site.base_url.as_deref());
    let (origin, base_path) = split_address(address.unwrap_or("/"))
        .ok_or_else(|| bad_address(address.unwrap_or_default()))?;
    let theme = options.theme.as_ref().or(dataset.site.theme.as_ref());
    let (themes, missing) = kept.themes(tree, theme.cloned(), &dataset.site.languages)?;
    let living = dataset.frozen.as_ref();
    let living = living.and_then(|frozen| split_address(frozen.living.as_deref()?));
    // The pages of a frozen edition are built for a place of their own; what they say of their address is that of the living site.
    let (published, below) = living.unwrap_or_else(|| (origin.clone(), base_path.clone()));
    let address = Address {
        origin: published,
        base_path: below,
        index: "",
    };
    let shared = Arc::new(Shared {
        exports: Exports::new(&dataset, address),
        dataset,
        base_path,
        origin,
        findings: Findings::of_content(findings),
        audit: render::audit::AuditIndex::new(Arc::clone(audit)),
        minify: options.minify,
    });
    kept.plan.turn();
    let ground = Arc::new(Ground::of(&shared.dataset, &kept.plan));
    let renderers: Vec<Renderer> = themes
        .into_par_iter()
        .map(|theme| Renderer::new(&shared, theme, &ground))
        .collect();
    let site = Site {
        given: given(tree, &shared, &renderers),
        renderers,
        made: OnceLock::new(),
        index: OnceLock::new(),
        origins: None,
    };
    Ok((site, missing))
}

/// The files that are copied from the theme and the content.
fn given(
    tree: &SourceTree,
    shared: &Shared,
    renderers: &[Renderer],
) -> BTreeMap<String, Arc<[u8]>> {
    let mut given = images(tree);
    for renderer in renderers {
        let files = &renderer.theme.files;
        given.extend(files.assets.clone());
        if let Some(icon) = files.assets.get(&files.favicon) {
            given.insert("favicon.svg".into(), Arc::clone(icon));
        }
    }
    given.extend(archive::published(tree, &shared.dataset));
    given
}

/// The files that are made of the site as a whole.
fn of_whole(shared: &Shared, renderers: &[Renderer]) -> BTreeMap<String, Arc<[u8]>> {
    let sitemap = sitemap::files(shared, renderers).into_iter();
    let sitemap = sitemap.map(|(path, text)| (path, bytes(text)));
    let mut ready: BTreeMap<String, Arc<[u8]>> = sitemap.collect();
    ready.insert("robots.txt".into(), bytes(robots(shared)));
    ready.insert(".nojekyll".into(), bytes(String::new()));
    let (address, words) = (shared.exports.address(), shared.exports.words());
    let entries = export::feed::entries(&shared.dataset, address, words);
    let feed = export::feed::text(&shared.dataset.site, address, words.lang().code(), &entries);
    ready.insert(export::feed::PATH.into(), bytes(feed));
    ready.insert(export::SCHEMA_PATH.into(), bytes(export::schema_text()));
    ready.insert(
        export::changes::SCHEMA_PATH.into(),
        bytes(export::changes_schema_text()),
    );
    ready.insert(
        render::data::page::SCHEMA_PATH.into(),
        bytes(render::data::page::schema_text()),
    );
    ready
}

fn no_editions() -> Vec<Diagnostic> {
    let message = say!(
        "版（content/<年>/）が一つもありません",
        "there is no edition (content/<year>/)"
    );
    let help = say!(
        "tenken init で見本を作れます",
        "`tenken init` writes a working example"
    );
    vec![
        Diagnostic::new(
            RuleId::MissingKey,
            "content/site.yaml",
            Place::File,
            message,
        )
        .help(help),
    ]
}

pub(crate) fn bad_address(address: &str) -> Vec<Diagnostic> {
    let message = say!(
        "「{address}」はサイトの住所として使えません",
        "`{address}` cannot be the address of a site"
    );
    let help = say!(
        "https://example.go.jp/review/ か /review/ の形で書いてください",
        "write https://example.go.jp/review/ or /review/"
    );
    vec![
        Diagnostic::new(
            RuleId::BadAddress,
            "content/site.yaml",
            Place::File,
            message,
        )
        .help(help),
    ]
}

/// `https://example.org/repo` → origin `https://example.org` and base path `/repo/`; `/repo` → no origin.
pub(crate) fn split_address(address: &str) -> Option<(Option<String>, String)> {
    let (origin, path) = match address.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let is_host = !host.is_empty()
                && host
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
            (Some(format!("{scheme}://{host}")), is_host.then_some(path)?)
        }
        Some(_) => return None,
        None => (None, address.strip_prefix('/')?),
    };
    let path = path.trim_matches('/');
    let is_path = path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b))
        && !path.contains("..");
    let base = if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    };
    is_path.then_some((origin, base))
}

/// Images of the content: `content/images/a.png` → `images/a.png`, `content/2022/images/a.png` → `2022/images/a.png`.
fn images(tree: &SourceTree) -> BTreeMap<String, Arc<[u8]>> {
    let is_image =
        |path: &str| path.starts_with("images/") || path.split('/').nth(1) == Some("images");
    let files = tree.below("content/").filter_map(|path| {
        let rest = path
            .strip_prefix("content/")
            .filter(|rest| is_image(rest))?;
        Some((rest.to_owned(), Arc::clone(&tree.files[path])))
    });
    files.collect()
}

fn robots(shared: &Shared) -> String {
    match &shared.origin {
        Some(origin) => {
            let base_path = &shared.base_path;
            format!("User-agent: *\nAllow: /\nSitemap: {origin}{base_path}sitemap.xml\n")
        }
        None => "User-agent: *\nAllow: /\n".to_owned(),
    }
}

fn bytes(text: String) -> Arc<[u8]> {
    Arc::from(text.into_bytes())
}

impl Site {
    /// The base path: begins and ends with `/`.
    pub fn base_path(&self) -> &str {
        self.shared().map_or("/", |shared| &shared.base_path)
    }

    fn shared(&self) -> Option<&Shared> {
        self.renderers.first().map(|renderer| &*renderer.shared)
    }

    /// A file of the data of an edition.
    fn data_file(&self, path: &str) -> Option<Arc<[u8]>> {
        self.shared()?.data_file(path)
    }

    /// Every page with the path of its file and the renderer of its language.
    fn pages(&self) -> Vec<(String, &Renderer, &Page)> {
        let pages = self.renderers.iter().flat_map(|renderer| {
            let folder = renderer.lang().folder();
            let pages = renderer.plan.pages().iter();
            pages.map(move |(path, page)| (format!("{folder}{path}"), renderer, page))
        });
        pages.collect()
    }

    /// Paths of all pages and of the files that are ready before any is rendered; the data of editions and of
    /// pages and the search index are made on request.
    pub fn paths(&self) -> Vec<String> {
        let pages = self.pages().into_iter().map(|(path, ..)| path);
        let lists = self.audit_lists().map(|(path, ..)| path);
        pages
            .chain(lists)
            .chain(self.ready().map(|(path, _)| path.clone()))
            .collect()
    }

    /// The files that are made of the whole site.
    fn made(&self) -> &BTreeMap<String, Arc<[u8]>> {
        self.made.get_or_init(|| {
            let shared = self.shared();
            shared.map_or_else(BTreeMap::new, |shared| of_whole(shared, &self.renderers))
        })
    }

    /// Every file that no page has to be rendered for.
    fn ready(&self) -> impl Iterator<Item = (&String, &Arc<[u8]>)> {
        self.given.iter().chain(self.made())
    }

    /// The page with the path of its file, and the renderer of its language.
    fn page(&self, path: &str) -> Option<(&Renderer, &Page)> {
        let (renderer, path) = self.place(path)?;
        Some((renderer, renderer.plan.pages().get(path)?))
    }

    /// The list of the audit of each edition in each language, by path. They are made when they are asked for: those of a large
    /// site have a hundred megabytes.
    fn audit_lists(&self) -> impl Iterator<Item = (String, &Renderer, i16)> {
        self.renderers.iter().flat_map(|renderer| {
            let editions = renderer.shared.dataset.editions.keys();
            editions.map(move |year| {
                let path = render::audit::list::path(&renderer.shared.dataset, *year);
                let path = format!("{}{path}", renderer.lang().folder());
                (path, renderer, *year)
            })
        })
    }

    fn audit_list(&self, path: &str) -> Option<Vec<u8>> {
        let mut lists = self.audit_lists();
        let (_, renderer, year) = lists.find(|(list, ..)| list == path)?;
        let words = &renderer.theme.messages;
        let list = render::audit::list::write(&renderer.shared, words, year, &NoLeaves, Vec::new());
        Some(list.expect("memory takes every row"))
    }

    /// Number of pages.
    pub fn page_count(&self) -> usize {
        let pages = self.renderers.iter().map(|renderer| renderer.plan.pages());
        pages.map(BTreeMap::len).sum()
    }

    /// The renderer that has a path, and the path below its home.
    fn place<'p>(&self, path: &'p str) -> Option<(&Renderer, &'p str)> {
        let below = |renderer: &'_ Renderer| path.strip_prefix(renderer.lang().folder());
        // The language of the documents has no folder: every path is below it.
        let found = self.renderers.iter().rev();
        found
            .filter_map(|renderer| Some((renderer, below(renderer)?)))
            .next()
    }

    /// True for the path of a file of the site.
    pub fn has(&self, path: &str) -> bool {
        // Pages first: they are asked for most, and other files may have to be made to be known.
        self.page(path).is_some()
            || self.given.contains_key(path)
            || self.made().contains_key(path)
            || self
                .place(path)
                .is_some_and(|(renderer, path)| renderer.file(path).is_some())
            || self.audit_lists().any(|(list, ..)| list == path)
            || self.of_index(path).is_some()
            || self.data_file(path).is_some()
    }

    /// The files of the search index, for a preview.
    fn index(&self) -> &OutputTree {
        self.index.get_or_init(|| {
            let memory = Memory::default();
            self.write_index(&memory).expect("memory takes every file");
            memory.into_tree()
        })
    }

    /// Makes the files of the search index into a sink.
    fn write_index(&self, sink: &dyn Sink) -> io::Result<()> {
        let [renderer, others @ ..] = self.renderers.as_slice() else {
            return Ok(());
        };
        let english = others.first().map(|renderer| &renderer.plan);
        let pages = renderer.plan.other_pages(english);
        search::write(&renderer.shared.dataset, &pages, sink)
    }

    fn of_index(&self, path: &str) -> Option<&Arc<[u8]>> {
        path.starts_with(search::FOLDER)
            .then(|| self.index().files.get(path))?
    }

    /// The bytes of one file; nothing where the site has no such file.
    ///
    /// # Errors
    /// A template that fails: the diagnostic points into the template.
    pub fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, Diagnostic>> {
        if let Some((renderer, page)) = self.page(path) {
            return Some(made(renderer, page).map(|rendered| rendered.html));
        }
        let ready = self.given.get(path).or_else(|| self.made().get(path));
        if let Some(ready) = ready.or_else(|| self.of_index(path)) {
            return Some(Ok(Arc::clone(ready)));
        }
        if let Some(list) = self.audit_list(path) {
            return Some(Ok(list.into()));
        }
        if let Some(data) = self.data_file(path) {
            return Some(Ok(data));
        }
        let (renderer, path) = self.place(path)?;
        renderer.file(path).map(|file| Ok(file.into()))
    }

    /// What is wrong with the commentary; it is the same in all languages.
    pub fn commentary_problems(&self) -> Vec<Diagnostic> {
        self.commentary_problems_where(&|_| true)
    }

    /// The same for commentary in some files, by path.
    pub fn commentary_problems_where(
        &self,
        is_meant: &(dyn Fn(&str) -> bool + Sync),
    ) -> Vec<Diagnostic> {
        let first = self.renderers.first().into_iter();
        let pages =
            first.flat_map(|renderer| renderer.plan.pages().values().map(move |p| (renderer, p)));
        let pages: Vec<_> = pages
            .filter(|(renderer, page)| {
                let file = renderer.commentary_file(page);
                file.is_some_and(is_meant)
            })
            .collect();
        pages
            .into_par_iter()
            .flat_map_iter(|(renderer, page)| renderer.commentary_problems(page))
            .collect()
    }
}

/// A page, made small where that is wanted, and the data files beside it, with their paths in the site.
fn made(renderer: &Renderer, page: &Page) -> Result<Rendered<Arc<[u8]>>, Diagnostic> {
    let Rendered { html: page, files } = renderer.page(page)?;
    let html = if renderer.shared.minify {
        html::compact(&page)
            .unwrap_or_else(|| minify_anything(page.as_bytes()))
            .into()
    } else {
        bytes(page)
    };
    let folder = renderer.lang().folder();
    let files = files.into_iter();
    Ok(Rendered {
        html,
        files: files
            .map(|(path, bytes)| (format!("{folder}{path}"), bytes))
            .collect(),
    })
}

/// Bytes above which a page is not made small: the minifier needs some twenty times as much memory as the page has.
const LARGEST_MINIFIED: usize = 8 << 20;

/// Makes a page small. Scripts stay as they are; closing tags stay, so that every parser sees the same page.
pub fn minify(html: &[u8]) -> Vec<u8> {
    let page = std::str::from_utf8(html).ok();
    page.and_then(html::compact)
        .unwrap_or_else(|| minify_anything(html))
}

/// The same for any page, however it is written; takes thirty times as long.
pub fn minify_anything(html: &[u8]) -> Vec<u8> {
    if html.len() > LARGEST_MINIFIED {
        return html.to_vec();
    }
    let mut settings = minify_html::Cfg::new();
    settings.keep_closing_tags = true;
    settings.keep_html_and_head_opening_tags = true;
    settings.keep_input_type_text_attr = true;
    settings.minify_css = true;
    settings.minify_js = false;
    minify_html::minify(html, &settings)
}

#[cfg(test)]
mod tests {
    use super::split_address;

    #[test]
    fn addresses_give_origin_and_base_path() {
        let split = |address: &str| {
            split_address(address).map(|(origin, base)| (origin.unwrap_or_default(), base))
        };
        assert_eq!(split("/"), Some((String::new(), "/".into())));
        assert_eq!(split("/repo"), Some((String::new(), "/repo/".into())));
        assert_eq!(
            split("https://example.org"),
            Some(("https://example.org".into(), "/".into()))
        );
        assert_eq!(
            split("https://example.org/a/b/"),
            Some(("https://example.org".into(), "/a/b/".into()))
        );
        for bad in [
            "repo",
            "ftp://example.org/",
            "https://",
            "/a/../b",
            "/a b/",
            "https://ex\"ample/",
            "javascript:x",
        ] {
            assert_eq!(split(bad), None, "{bad}");
        }
    }
}

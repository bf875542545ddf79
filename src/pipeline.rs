//! The stages in order; the file to read first.
//!
//! `SourceTree → load → Dataset → plan → render(page) → bytes → OutputTree`. `build` renders every page, `serve` renders
//! the one that is asked for: there is no second path, so the bytes served are the bytes built.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive;
use crate::audit::{self, Audit};
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::load::Loaded;
use crate::model::dataset::Dataset;
use crate::plan::{Page, PageKind, Plan};
use crate::render::{self, Rendered, Renderer};
use crate::say;
use crate::theme;
use crate::tree::{OutputTree, SourceTree};
use crate::{links, load, plan};

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
    renderer: Renderer,
    /// Files that are ready: assets, images, sitemap and the like.
    ready: BTreeMap<String, Arc<[u8]>>,
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

/// Plans a loaded site and checks its commentary: all of [`prepare`] but loading.
pub fn plan_site(tree: &SourceTree, loaded: Loaded, options: &Options) -> Prepared {
    let mut diagnostics = loaded.diagnostics;
    let audit = Arc::new(
        loaded
            .dataset
            .as_ref()
            .map(audit::audit)
            .unwrap_or_default(),
    );
    diagnostics.extend(audit.problems.iter().cloned());
    if let Some(dataset) = &loaded.dataset {
        diagnostics.extend(audit::report::denied(&audit, &dataset.site.deny));
    }
    let site = loaded.dataset.and_then(|dataset| {
        assemble(tree, dataset, options, &diagnostics, &audit)
            .map_err(|problems| diagnostics.extend(problems))
            .ok()
    });
    if let Some(site) = &site {
        diagnostics.extend(site.commentary_problems());
    }
    let diagnostics = without_repeats(diagnostics);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    Prepared {
        site: site.filter(|_| !has_errors),
        diagnostics,
        audit,
    }
}

/// A row that cites one place for many cells reports it once.
fn without_repeats(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
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
) -> Result<Site, Vec<Diagnostic>> {
    if dataset.editions.is_empty() {
        return Err(no_editions());
    }
    let address = options
        .base_url
        .as_deref()
        .or(dataset.site.base_url.as_deref());
    let (origin, base_path) = split_address(address.unwrap_or("/"))
        .ok_or_else(|| bad_address(address.unwrap_or_default()))?;
    let theme = theme::load(
        tree,
        options.theme.as_deref().or(dataset.site.theme.as_deref()),
    )?;
    let plan = plan::plan(&dataset, &theme.messages);
    let site = render::site_context(&dataset, &theme, &base_path);
    let mut ready = theme.assets.clone();
    ready.extend(images(tree));
    ready.insert(
        "sitemap.xml".into(),
        bytes(sitemap(&plan, origin.as_deref(), &base_path)),
    );
    ready.insert(
        "robots.txt".into(),
        bytes(robots(origin.as_deref(), &base_path)),
    );
    ready.insert(".nojekyll".into(), bytes(String::new()));
    for year in dataset.editions.keys() {
        let text = render::audit::csv(audit, *year);
        ready.insert(render::audit::csv_path(*year), bytes(text));
    }
    ready.extend(archive::published(tree, &dataset));
    if let Some(icon) = theme.assets.get(&theme.favicon) {
        ready.insert("favicon.svg".into(), Arc::clone(icon));
    }
    let renderer = Renderer {
        dataset,
        plan,
        theme,
        base_path,
        origin,
        findings: render::by_file(findings),
        audit: render::audit::AuditIndex::new(Arc::clone(audit)),
        minify: options.minify,
        site,
    };
    Ok(Site { renderer, ready })
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

/// Addresses of all pages; absolute where the site's own address is known, as the protocol demands.
fn sitemap(plan: &Plan, origin: Option<&str>, base_path: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let origin = origin.unwrap_or("http://localhost");
    for page in plan
        .pages
        .values()
        .filter(|page| page.kind != PageKind::NotFound)
    {
        let address = crate::text::escape_html(&page.path).into_owned();
        xml.push_str(&format!(
            "<url><loc>{origin}{base_path}{address}</loc></url>\n"
        ));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn robots(origin: Option<&str>, base_path: &str) -> String {
    match origin {
        Some(origin) => {
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
        &self.renderer.base_path
    }

    /// Paths of all pages and of the files that are ready before any is rendered; the data files of charts stand beside
    /// their pages.
    pub fn paths(&self) -> Vec<&str> {
        self.renderer
            .plan
            .pages
            .keys()
            .chain(self.ready.keys())
            .map(String::as_str)
            .collect()
    }

    /// Number of pages.
    pub fn page_count(&self) -> usize {
        self.renderer.plan.pages.len()
    }

    /// True for the path of a file of the site.
    pub fn has(&self, path: &str) -> bool {
        self.ready.contains_key(path)
            || self.renderer.plan.pages.contains_key(path)
            || self.renderer.file(path).is_some()
    }

    /// The bytes of one file; nothing where the site has no such file.
    ///
    /// # Errors
    /// A template that fails: the diagnostic points into the template.
    pub fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, Diagnostic>> {
        if let Some(ready) = self.ready.get(path) {
            return Some(Ok(Arc::clone(ready)));
        }
        match self.renderer.plan.pages.get(path) {
            Some(page) => Some(self.page(page).map(|rendered| rendered.html)),
            None => self.renderer.file(path).map(|text| Ok(bytes(text))),
        }
    }

    /// A page, made small where that is wanted, and the data files beside it.
    fn page(&self, page: &Page) -> Result<Rendered<Arc<[u8]>>, Diagnostic> {
        let Rendered { html, files } = self.renderer.page(page)?;
        let html = if self.renderer.minify {
            minify(html.as_bytes()).into()
        } else {
            bytes(html)
        };
        Ok(Rendered { html, files })
    }

    /// Renders every file in parallel. `progress` is called once a page.
    ///
    /// # Errors
    /// Every template that fails, each once.
    pub fn render_all(&self, progress: &(dyn Fn() + Sync)) -> Result<OutputTree, Vec<Diagnostic>> {
        let pages: Vec<_> = self
            .renderer
            .plan
            .pages
            .par_iter()
            .map(|(path, page)| {
                let rendered = self.page(page);
                progress();
                (path.clone(), rendered)
            })
            .collect();
        let mut files = self.ready.clone();
        let mut errors: Vec<Diagnostic> = Vec::new();
        for (path, rendered) in pages {
            match rendered {
                Ok(Rendered {
                    html,
                    files: beside,
                }) => {
                    files.insert(path, html);
                    files.extend(beside.into_iter().map(|(path, text)| (path, bytes(text))));
                }
                Err(error) if errors.contains(&error) => {}
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(OutputTree { files })
        } else {
            Err(errors)
        }
    }

    /// Internal links of the built site that lead nowhere.
    pub fn broken_links(&self, output: &OutputTree, sources: &SourceTree) -> Vec<Diagnostic> {
        links::check(output, &self.renderer.base_path, sources)
    }

    fn commentary_problems(&self) -> Vec<Diagnostic> {
        self.renderer
            .plan
            .pages
            .par_iter()
            .flat_map_iter(|(_, page)| self.renderer.commentary_problems(page))
            .collect()
    }
}

/// Bytes above which a page is not made small: the minifier needs some twenty times as much memory as the page has.
const LARGEST_MINIFIED: usize = 8 << 20;

/// Makes a page small. Scripts stay as they are; closing tags stay, so that every parser sees the same page.
pub fn minify(html: &[u8]) -> Vec<u8> {
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

//! What every page has: the site, the page, its edition.

use super::*;

/// The site as a whole; the same on every page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SiteView {
    /// Title of the site.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// Who publishes it.
    pub publisher: String,
    /// Contact for readers, where given.
    pub contact: Option<String>,
    /// Base path, begins and ends with `/`: where the site begins, in all languages.
    pub base_path: String,
    /// Address of the first page in the language of the page.
    pub home_url: String,
    /// Language of the interface: `ja` or `en`.
    pub lang: String,
    /// Editions, newest first.
    pub editions: Vec<Link>,
    /// Statements of origin and terms that must stand on every page.
    pub attribution: Vec<Link>,
    /// Address of the Atom feed.
    pub feed_url: String,
    /// Address of the search page.
    pub search_url: String,
    /// Pages that belong to the site, not to an edition (用語集, 方針 …).
    pub service_links: Vec<Link>,
    /// Name and version of the program.
    pub generator: String,
    /// Stylesheets with fingerprint, in order.
    pub stylesheets: Vec<String>,
    /// Scripts with fingerprint, loaded deferred.
    pub scripts: Vec<String>,
    /// Addresses, with fingerprint, of the files below `assets/lazy/`, by their path there: `site.lazy["charts.js"]`.
    pub lazy: BTreeMap<String, String>,
    /// Address of the favicon.
    pub favicon: String,
    /// Set where the site is built to be frozen.
    pub snapshot: Option<SnapshotView>,
}

/// What the pages of a frozen edition say about themselves (凍結版).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SnapshotView {
    /// Name of the snapshot: `2022`, and `2022-2` for an amendment.
    pub name: String,
    /// Year of the edition that was frozen.
    pub year: i16,
    /// 1 for the first snapshot, one more for each amendment.
    pub revision: u32,
    /// One sentence: what was frozen, when, and with what.
    pub text: String,
}

/// The page being rendered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PageView {
    /// Kind of page; decides the template `<kind>.html` and the type of `body`.
    pub kind: String,
    /// Title without the site's name.
    pub title: String,
    /// Description for search engines.
    pub description: String,
    /// Address of the page.
    pub url: String,
    /// Absolute address, where the site's own address is known.
    pub canonical: Option<String>,
    /// The same page in every language of the site, this one too; empty on the page for addresses that lead nowhere.
    pub languages: Vec<LanguageView>,
    /// Way from home to this page; the last one is the page itself.
    pub breadcrumbs: Vec<Link>,
    /// Sections of the page, for the table of contents; empty on short pages.
    pub contents: Vec<Link>,
    /// The edition that the page belongs to.
    pub edition: Option<EditionView>,
    /// The way to the other pages of a list that goes over several.
    pub paging: Option<PagingView>,
    /// True for pages that search engines should not list.
    pub no_index: bool,
    /// The page has charts, in commentary too: what makes them interactive is needed.
    pub has_charts: bool,
    /// The page has figures that can be cited: cells of tables that have an anchor.
    pub has_citable: bool,
    /// Linked data (JSON-LD, schema.org), ready to stand in a `script` element; empty on pages that have none.
    pub linked_data_html: String,
}

/// Pages of a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PagingView {
    /// Which entries the page shows, for example `1–100件／全5,664件`.
    pub range: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Pages by their numbers: the first, the last, those around this one, and some between.
    pub pages: Vec<Link>,
}

/// A page in one of the site's languages.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LanguageView {
    /// Tag of the language: `ja`, `en`.
    pub lang: String,
    /// Name of the language in itself: 日本語, English.
    pub name: String,
    /// Address that can stand in `href`.
    pub url: String,
    /// The address for `rel="alternate"`: absolute where the site's own address is known.
    pub alternate: String,
    /// It is the page that is being rendered.
    pub current: bool,
}

/// The edition that a page belongs to, with its navigation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionView {
    /// Year of the edition.
    pub year: i16,
    /// Title as readers meet it.
    pub title: String,
    /// Title for menus.
    pub short_title: String,
    /// Address that can stand in `href`; empty where there is none.
    pub url: String,
    /// Its review sheets say who is responsible: it has pages of ministries, and sheets with payees block by block.
    pub has_offices: bool,
    /// Main pages of the edition.
    pub navigation: Vec<Link>,
    /// The same page in the other editions, or their first page where there is none.
    pub switcher: Vec<Link>,
    /// The newest edition, where this is an older one.
    pub newer: Option<Link>,
    /// What changed from the edition before, of the thing that the page is about where it changed; none in the oldest edition.
    pub compare: Option<Link>,
}

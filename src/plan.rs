//! Every page and its address, decided before anything is rendered.

mod ground;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compare;
use crate::diagnostic::Lang;
use crate::i18n::Messages;
use crate::model::dataset::{Dataset, Document, Edition};
use crate::model::offices::{self, Ministry, Office};
use crate::model::policies::Policy;
use crate::search::{Kind, Name, OtherPage, Place, listing};
use crate::sight::{self, Seen};

pub use ground::{Ground, Known, Paid};

/// Lines of a source document on one page: small enough to open fast, large enough to read an annex.
pub const LINES_PER_SOURCE_PAGE: usize = 500;

/// What a page shows. An exhaustive `match` over it is the whole router.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    Home,
    Edition,
    Program(String),
    /// A page of the list, from 1; so are the numbers of all lists.
    ProjectList(usize),
    Project(String),
    ReviewList(usize),
    Review(String),
    ObjectiveList(usize),
    Objective(String),
    PortfolioList(usize),
    Portfolio(String),
    /// The ministries that are responsible for the projects of the edition.
    MinistryList,
    /// A ministry by its id.
    Ministry(String),
    /// A page of the projects of an office: ministry, office, number.
    Office(String, String, usize),
    /// A page of the list of policies.
    PolicyList(usize),
    /// A page of the projects of a policy, by its id.
    Policy(String, usize),
    Budget,
    Indicators,
    Recipients(usize),
    Recipient(String),
    Committee,
    Checks,
    Data,
    SourceList,
    /// Document and page number from 1.
    Source(String, usize),
    Glossary,
    About,
    Accessibility,
    Search,
    /// The plain index of one kind of thing in an edition; page number from 1.
    Index(i16, Kind, usize),
    /// The pairs of editions that are compared.
    CompareList,
    /// An edition and a later one.
    Compare(i16, i16),
    /// A page of the list of everything that differs, from 1.
    CompareEntities(i16, i16, usize),
    /// A thing of both, by its key in the later edition; empty for the edition itself.
    CompareEntity(i16, i16, String),
    /// The frozen editions.
    Archive,
    /// What amendments have changed in frozen editions.
    Corrections,
    NotFound,
}

/// A planned page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Address relative to the site's root: empty for home, `2022/projects/binds/`, `404.html`.
    pub path: String,
    pub kind: PageKind,
    /// The edition it belongs to.
    pub edition: Option<i16>,
    /// Title without the site's name.
    pub title: String,
}

/// The plan of a site: pages by the path of their file.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pages: BTreeMap<String, Page>,
    /// What the plans of all languages rest on.
    pub ground: Arc<Ground>,
}

/// A plan in the making. Its tens of thousands of pages are sorted at the end, which is faster than putting each in its place.
struct Draft {
    /// With the paths of their files.
    pages: Vec<(String, Page)>,
    ground: Arc<Ground>,
}

/// Plans the pages of a dataset in the language of `words`, with addresses relative to the folder of that language. Titles of
/// pages that are not about one entity come from the catalogue.
pub fn plan(dataset: &Dataset, words: &Messages, ground: &Arc<Ground>) -> Plan {
    let mut plan = Draft {
        pages: Vec::new(),
        ground: Arc::clone(ground),
    };
    let lang = words.lang();
    plan.add("", PageKind::Home, None, dataset.site.title_in(lang));
    for edition in dataset.editions.values() {
        plan_edition(&mut plan, edition, words);
    }
    if !dataset.glossary.is_empty() {
        plan.add(
            "glossary/",
            PageKind::Glossary,
            None,
            words.get("nav-glossary"),
        );
    }
    plan.add("about/", PageKind::About, None, words.get("nav-about"));
    plan.add(
        "accessibility/",
        PageKind::Accessibility,
        None,
        words.get("nav-accessibility"),
    );
    plan_comparisons(&mut plan, dataset, words);
    plan.add("search/", PageKind::Search, None, words.get("nav-search"));
    if !dataset.snapshots.is_empty() {
        plan.add(
            "archive/",
            PageKind::Archive,
            None,
            words.get("nav-archive"),
        );
        plan.add(
            "corrections/",
            PageKind::Corrections,
            None,
            words.get("nav-corrections"),
        );
    }
    for edition in dataset.editions.values() {
        plan_index(&mut plan, edition, words);
    }
    // A server has one page for all addresses that lead nowhere.
    if lang == Lang::Ja {
        plan.add(
            "404.html",
            PageKind::NotFound,
            None,
            words.get("not-found-heading"),
        );
    }
    Plan {
        pages: plan.pages.into_iter().collect(),
        ground: plan.ground,
    }
}

fn plan_edition(plan: &mut Draft, edition: &Edition, words: &Messages) {
    let (year, lang) = (edition.year, words.lang());
    let mut add = |path: &str, kind: PageKind, title: &str| {
        plan.add(&format!("{year}/{path}"), kind, Some(year), title)
    };
    add("", PageKind::Edition, edition.title_in(lang));
    for (id, program) in &edition.programs {
        add(
            &format!("programs/{id}/"),
            PageKind::Program(id.clone()),
            program.common.name_in(lang),
        );
    }
    type Numbered = fn(usize) -> PageKind;
    let mut add_list = |folder: &str, count: usize, kind: Numbered| {
        let title = words.get(&format!("title-{folder}"));
        for number in 1..=pages_of(count) {
            let title = paged_title(words, title, number, pages_of(count));
            add(
                &list_path(&format!("{folder}/"), number),
                kind(number),
                &title,
            );
        }
    };
    add_list("projects", edition.projects.len(), PageKind::ProjectList);
    add_list("reviews", edition.reviews.len(), PageKind::ReviewList);
    let objectives = edition.objectives.len();
    add_list("objectives", objectives, PageKind::ObjectiveList);
    let portfolios = edition.portfolios.len();
    add_list("portfolios", portfolios, PageKind::PortfolioList);
    for (id, project) in &edition.projects {
        add(
            &format!("projects/{id}/"),
            PageKind::Project(id.clone()),
            project.common.name_in(lang),
        );
    }
    for (id, review) in &edition.reviews {
        add(
            &format!("reviews/{id}/"),
            PageKind::Review(id.clone()),
            &format!(
                "{} {}",
                words.get("kind-review"),
                review.common.name_in(lang)
            ),
        );
    }
    for (id, objective) in &edition.objectives {
        add(
            &format!("objectives/{id}/"),
            PageKind::Objective(id.clone()),
            &words.say(
                "title-objective",
                &[
                    ("number", &objective.number),
                    ("name", objective.common.name_in(lang)),
                ],
            ),
        );
    }
    for (id, portfolio) in &edition.portfolios {
        add(
            &format!("portfolios/{id}/"),
            PageKind::Portfolio(id.clone()),
            portfolio.common.name_in(lang),
        );
    }
    plan_offices(plan, edition, words);
    plan_policies(plan, edition, words);
    plan_overviews(plan, edition, words);
}

/// Entries of a list on one page.
pub const LISTED_PER_PAGE: usize = 100;

/// Number of pages of a list.
pub fn pages_of(count: usize) -> usize {
    count.div_ceil(LISTED_PER_PAGE)
}

/// Path of a page of a list: the first is the folder itself. What the list is about has its own pages in the folder, and their
/// names may be numbers.
pub fn list_path(folder: &str, number: usize) -> String {
    match number {
        1 => folder.to_owned(),
        number => format!("{folder}list/{number}/"),
    }
}

/// The title of a page of a list.
fn paged_title(words: &Messages, title: &str, number: usize, pages: usize) -> String {
    if number == 1 {
        return title.to_owned();
    }
    let numbers = [number.to_string(), pages.to_string()];
    let arguments = [("title", title), ("n", &numbers[0]), ("of", &numbers[1])];
    words.say("title-paged", &arguments)
}

/// Path of the page of a ministry, below its edition.
pub fn ministry_path(ministry: &Ministry) -> String {
    format!("ministries/{}/", ministry.id)
}

/// Path of the page of an office, below its edition.
pub fn office_path(ministry: &Ministry, office: &Office) -> String {
    format!("{}{}/", ministry_path(ministry), office.id)
}

/// The name of a ministry in a language: the English one where it is known.
pub fn ministry_name(ministry: &Ministry, lang: Lang) -> &str {
    named(&ministry.id, &ministry.name, lang)
}

/// The name of an office in a language: the English one where it is known.
pub fn office_name(office: &Office, lang: Lang) -> &str {
    named(&office.id, office.name(), lang)
}

fn named<'a>(id: &str, name: &'a str, lang: Lang) -> &'a str {
    lang.choose(name, offices::by_id(id).map(|known| known.name_en))
}

/// Ministries and their offices, where the review sheets say who is responsible.
fn plan_offices(plan: &mut Draft, edition: &Edition, words: &Messages) {
    let (year, lang) = (edition.year, words.lang());
    let ground = Arc::clone(&plan.ground);
    let offices = ground.offices(year);
    let mut add = |path: &str, kind: PageKind, title: &str| {
        plan.add(&format!("{year}/{path}"), kind, Some(year), title)
    };
    if !offices.is_empty() {
        let title = words.get("nav-ministries");
        add("ministries/", PageKind::MinistryList, title);
    }
    for ministry in &offices.ministries {
        let kind = PageKind::Ministry(ministry.id.clone());
        let name = ministry_name(ministry, lang);
        add(&ministry_path(ministry), kind, name);
        for office in &ministry.offices {
            let pages = pages_of(office.reviews.len());
            for number in 1..=pages {
                let title = paged_title(words, office_name(office, lang), number, pages);
                let kind = PageKind::Office(ministry.id.clone(), office.id.clone(), number);
                add(
                    &list_path(&office_path(ministry, office), number),
                    kind,
                    &title,
                );
            }
        }
    }
}

/// Path of the first page of a policy, below its edition.
pub fn policy_path(policy: &Policy) -> String {
    format!("policies/{}/", policy.id)
}

/// Policies and their projects, in editions of the whole government.
fn plan_policies(plan: &mut Draft, edition: &Edition, words: &Messages) {
    let year = edition.year;
    let ground = Arc::clone(&plan.ground);
    let policies = ground.policies(year);
    let mut add = |path: &str, kind: PageKind, title: &str| {
        plan.add(&format!("{year}/{path}"), kind, Some(year), title)
    };
    let pages = pages_of(policies.all.len());
    for number in 1..=pages {
        let title = paged_title(words, words.get("nav-policies"), number, pages);
        let kind = PageKind::PolicyList(number);
        add(&list_path("policies/", number), kind, &title);
    }
    for policy in &policies.all {
        let pages = pages_of(policy.reviews.len());
        for number in 1..=pages {
            let title = paged_title(words, &policy.name, number, pages);
            let kind = PageKind::Policy(policy.id.clone(), number);
            add(&list_path(&policy_path(policy), number), kind, &title);
        }
    }
}

fn plan_overviews(plan: &mut Draft, edition: &Edition, words: &Messages) {
    let year = edition.year;
    let mut add = |path: &str, kind: PageKind, title: &str| {
        plan.add(&format!("{year}/{path}"), kind, Some(year), title)
    };
    add("budget/", PageKind::Budget, words.get("nav-budget"));
    if edition.has_indicators() {
        add(
            "indicators/",
            PageKind::Indicators,
            words.get("nav-indicators"),
        );
    }
    if let Some(committee) = &edition.committee {
        let title = committee.name_in(words.lang());
        add("committee/", PageKind::Committee, title);
    }
    add("checks/", PageKind::Checks, words.get("nav-checks"));
    add("data/", PageKind::Data, words.get("nav-data"));
    if !edition.documents.is_empty() {
        add("sources/", PageKind::SourceList, words.get("nav-sources"));
    }
    for (id, document) in edition.documents.iter() {
        for page in 1..=source_pages(document) {
            let title = words.say("title-source", &[("id", id), ("n", &page.to_string())]);
            add(
                &format!("sources/{id}/{page}/"),
                PageKind::Source(id.clone(), page),
                &title,
            );
        }
    }
    plan_recipients(plan, edition, words);
}

/// Pages of recipients.
fn plan_recipients(plan: &mut Draft, edition: &Edition, words: &Messages) {
    let (year, ground) = (edition.year, Arc::clone(&plan.ground));
    let Some(paid) = ground.paid(year) else {
        return;
    };
    let mut add = |path: &str, kind: PageKind, title: &str| {
        plan.add(
            &format!("{year}/recipients/{path}"),
            kind,
            Some(year),
            title,
        )
    };
    let listed = paid.listed;
    for number in 1..=pages_of(listed) {
        let title = words.get("nav-recipients");
        let title = paged_title(words, title, number, pages_of(listed));
        add(&list_path("", number), PageKind::Recipients(number), &title);
    }
    for (key, name) in paid.recipients.keys().zip(&paid.names) {
        add(&format!("{key}/"), PageKind::Recipient(key.clone()), name);
    }
}

/// The plain index of an edition, by kind: one page would have megabytes where there are thousands of projects.
fn plan_index(plan: &mut Draft, edition: &Edition, words: &Messages) {
    for kind in listing::KINDS {
        let pages = listing::pages(edition, kind);
        for number in 1..=pages {
            let name = words.get(kind.message());
            let title = if pages == 1 {
                words.say(
                    "title-index",
                    &[
                        ("edition", edition.short_title_in(words.lang())),
                        ("kind", name),
                    ],
                )
            } else {
                let numbers = [number.to_string(), pages.to_string()];
                let numbers = [("n", numbers[0].as_str()), ("of", numbers[1].as_str())];
                let arguments = [
                    [
                        ("edition", edition.short_title_in(words.lang())),
                        ("kind", name),
                    ],
                    numbers,
                ]
                .concat();
                words.say("title-index-part", &arguments)
            };
            let path = index_path(edition.year, kind, number);
            plan.add(
                &path,
                PageKind::Index(edition.year, kind, number),
                None,
                &title,
            );
        }
    }
}

/// Address of a page of the plain index.
pub fn index_path(edition: i16, kind: Kind, number: usize) -> String {
    let folder = format!("search/{edition}/{}/", kind.name());
    if number == 1 {
        folder
    } else {
        format!("{folder}{number}/")
    }
}

/// Things that differ between two editions on one page: the summary shows no more, and pages of a list have as many.
pub const COMPARED_PER_PAGE: usize = 100;

/// Path of the comparison of two editions, or of one thing in it by its key in the later edition.
pub fn compare_path(before: i16, after: i16, key: Option<&str>) -> String {
    match key {
        None => format!("compare/{before}-{after}/"),
        Some("") => format!("compare/{before}-{after}/edition/"),
        Some(key) => format!("compare/{before}-{after}/{key}/"),
    }
}

/// Path of a page of the list of everything that differs.
pub fn compared_path(before: i16, after: i16, page: usize) -> String {
    format!("{}list/{page}/", compare_path(before, after, None))
}

/// Each edition with the one before. Things that did not change have no page.
fn plan_comparisons(plan: &mut Draft, dataset: &Dataset, words: &Messages) {
    if dataset.editions.len() < 2 {
        return;
    }
    plan.add(
        "compare/",
        PageKind::CompareList,
        None,
        words.get("nav-compare"),
    );
    for (before, after) in compare::neighbours(dataset) {
        let comparison = compare::compare(before, after);
        let (old, new) = (before.year, after.year);
        let years = [("before", &*old.to_string()), ("after", &*new.to_string())];
        let title = words.say("title-compare", &years);
        let kind = PageKind::Compare(old, new);
        plan.add(&compare_path(old, new, None), kind, None, &title);
        let count = comparison.differing();
        if count > COMPARED_PER_PAGE {
            for page in 1..=count.div_ceil(COMPARED_PER_PAGE) {
                let title = words.say("title-compared", &[("n", &page.to_string())]);
                let kind = PageKind::CompareEntities(old, new, page);
                plan.add(&compared_path(old, new, page), kind, None, &title);
            }
        }
        for entity in &comparison.entities {
            let key = entity.after.key.as_str();
            let title = match key {
                "" => words.get("compare-the-edition"),
                _ => entity.after.name_in(words.lang()),
            };
            let kind = PageKind::CompareEntity(old, new, key.to_owned());
            plan.add(&compare_path(old, new, Some(key)), kind, None, title);
        }
    }
}

/// Number of pages of a source document.
pub fn source_pages(document: &Document) -> usize {
    document.lines.len().div_ceil(LINES_PER_SOURCE_PAGE)
}

/// Address of a line of a source document, without base path.
pub fn source_line(edition: i16, document: &str, line: u32) -> String {
    let page = (line as usize).saturating_sub(1) / LINES_PER_SOURCE_PAGE + 1;
    format!("{edition}/sources/{document}/{page}/#L{line}")
}

impl Draft {
    fn add(&mut self, path: &str, kind: PageKind, edition: Option<i16>, title: &str) {
        let page = Page {
            path: path.to_owned(),
            kind,
            edition,
            title: title.to_owned(),
        };
        self.pages.push((page.file(), page));
    }
}

impl Plan {
    /// Pages that are about no one thing and that search finds by their titles.
    ///
    /// `english` is the plan of the same site in English, where there is one.
    pub fn other_pages(&self, english: Option<&Plan>) -> Vec<OtherPage> {
        let pages = self.pages.values().filter(|page| page.kind.is_overview());
        let other = |page: &Page| OtherPage {
            title: Name {
                ja: page.title.clone(),
                en: english.and_then(|plan| Some(plan.page(&page.path)?.title.clone())),
            },
            place: Place {
                edition: page.edition,
                path: page.path.clone(),
            },
        };
        pages.map(other).collect()
    }
    /// Every page by the path of its file.
    pub fn pages(&self) -> &BTreeMap<String, Page> {
        sight::note(|| Seen::Pages);
        &self.pages
    }
    /// The page at an address such as `2022/projects/binds/`.
    pub fn page(&self, path: &str) -> Option<&Page> {
        sight::note(|| Seen::Page(path.to_owned()));
        self.pages.get(&file_of(path))
    }
}

impl Page {
    /// The file that holds the page.
    pub fn file(&self) -> String {
        file_of(&self.path)
    }
}

fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

impl PageKind {
    /// True for pages that are about no one thing, save those that only lead to others.
    fn is_overview(&self) -> bool {
        match self {
            PageKind::ProjectList(1)
            | PageKind::ReviewList(1)
            | PageKind::ObjectiveList(1)
            | PageKind::PortfolioList(1)
            | PageKind::MinistryList
            | PageKind::Ministry(_)
            | PageKind::Office(_, _, 1)
            | PageKind::PolicyList(1)
            | PageKind::Policy(_, 1)
            | PageKind::Budget
            | PageKind::Indicators
            | PageKind::Recipients(1)
            | PageKind::Committee
            | PageKind::Checks
            | PageKind::Data
            | PageKind::SourceList
            | PageKind::Glossary
            | PageKind::CompareList
            | PageKind::Archive
            | PageKind::Corrections
            | PageKind::About
            | PageKind::Accessibility => true,
            PageKind::Home
            | PageKind::Edition
            | PageKind::ProjectList(_)
            | PageKind::ReviewList(_)
            | PageKind::ObjectiveList(_)
            | PageKind::PortfolioList(_)
            | PageKind::Office(..)
            | PageKind::PolicyList(_)
            | PageKind::Policy(..)
            | PageKind::Program(_)
            | PageKind::Project(_)
            | PageKind::Review(_)
            | PageKind::Objective(_)
            | PageKind::Portfolio(_)
            | PageKind::Recipients(_)
            | PageKind::Recipient(_)
            | PageKind::Source(..)
            | PageKind::Search
            | PageKind::Index(..)
            | PageKind::Compare(..)
            | PageKind::CompareEntities(..)
            | PageKind::CompareEntity(..)
            | PageKind::NotFound => false,
        }
    }
    /// Name of the template and of the kind in the contract with themes.
    pub fn template(&self) -> &'static str {
        match self {
            PageKind::Home => "home",
            PageKind::Edition => "edition",
            PageKind::Program(_) => "program",
            PageKind::Project(_) => "project",
            PageKind::Review(_) => "review",
            PageKind::Objective(_) => "objective",
            PageKind::Portfolio(_) => "portfolio",
            PageKind::ProjectList(_)
            | PageKind::ReviewList(_)
            | PageKind::ObjectiveList(_)
            | PageKind::PortfolioList(_) => "list",
            PageKind::MinistryList
            | PageKind::Ministry(_)
            | PageKind::Office(..)
            | PageKind::PolicyList(_)
            | PageKind::Policy(..)
            | PageKind::Budget
            | PageKind::Indicators
            | PageKind::Recipients(_)
            | PageKind::Recipient(_)
            | PageKind::Committee
            | PageKind::Checks
            | PageKind::Data
            | PageKind::SourceList
            | PageKind::Archive
            | PageKind::Corrections => "tables",
            PageKind::Source(..) => "sources",
            PageKind::Glossary => "glossary",
            PageKind::About | PageKind::Accessibility | PageKind::NotFound => "article",
            PageKind::Search => "search",
            PageKind::Index(..) => "index",
            PageKind::CompareList
            | PageKind::Compare(..)
            | PageKind::CompareEntities(..)
            | PageKind::CompareEntity(..) => "compare",
        }
    }
}

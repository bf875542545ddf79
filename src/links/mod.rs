//! Follows every internal link of a site: pages, files and anchors.
//!
//! A page is read when it is made, and only hashes of its anchors and of what its links lead to are kept: a site of
//! thousands of projects has millions of both. Where a hash leads nowhere the page is made once more, and its links are
//! followed by their words. Pages that were kept from the site before are read only where their links may have come to lead
//! nowhere (`links/kept.rs`).

mod kept;
mod page;

use std::collections::BTreeSet;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::archive;
use crate::diagnostic::{Diagnostic, Lang, Place, RuleId};
use crate::say;
use crate::tree::OutputTree;
use page::{Aim, Page, Target, aim, is_fleeting, is_page, read, target};

/// Gives the bytes of a page once more, by its path.
pub type Again<'a> = dyn Fn(&str) -> Option<Vec<u8>> + Sync + 'a;

/// File and text of the commentary of a page, by the path of the page.
pub type Commentary<'a> = dyn Fn(&str) -> Option<(&'a str, &'a str)> + Sync + 'a;

/// The links and anchors of a site, as they are noted while it is made.
#[derive(Debug)]
pub struct Book {
    base_path: String,
    noted: Mutex<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    /// Everything that a link may lead to.
    there: Vec<Target>,
    pages: Vec<Leaf>,
    /// Paths of pages that are as they were, and have not been read.
    kept: BTreeSet<String>,
}

/// What is kept of a page.
#[derive(Debug)]
struct Leaf {
    path: String,
    /// What its links lead to.
    links: Box<[Target]>,
    /// It has an anchor twice, or a link that leads nowhere in any case.
    is_wrong: bool,
}

impl Book {
    /// Of a site at a base path, which begins and ends with `/`.
    pub fn new(base_path: &str) -> Book {
        Book {
            base_path: base_path.to_owned(),
            noted: Mutex::default(),
        }
    }

    /// The book of a site whose files are all at hand.
    pub fn of(base_path: &str, output: &OutputTree) -> Book {
        let book = Book::new(base_path);
        let files = output.files.par_iter();
        files.for_each(|(path, bytes)| book.note(path, bytes));
        book
    }

    /// Notes a file that was made; of a page (`.html`), its links and anchors as well. Files of the search index are none that
    /// a page may link to.
    pub fn note(&self, path: &str, bytes: &[u8]) {
        if is_fleeting(path) {
            return;
        }
        if !is_page(path) {
            self.noted().there.push(target(path, ""));
            return;
        }
        let page = read(bytes);
        let mut there = anchors(path, &page);
        there.push(target(path, ""));
        // The links of a frozen edition are relative, and were followed when it was frozen.
        let leaf = (!archive::is_frozen(path)).then(|| leaf(path, &page, &self.base_path));
        let mut noted = self.noted();
        noted.there.append(&mut there);
        noted.pages.extend(leaf);
    }

    /// Notes a page that is as it was in the site before: it is not read yet.
    pub fn keep(&self, path: &str) {
        let mut noted = self.noted();
        noted.there.push(target(path, ""));
        noted.kept.insert(path.to_owned());
    }

    /// True where every link leads somewhere and no page has an anchor twice.
    pub fn holds(&mut self) -> bool {
        let noted = self.noted.get_mut();
        let noted = noted.unwrap_or_else(PoisonError::into_inner);
        noted.sift();
        noted.pages.is_empty()
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reports links that lead nowhere and anchors that a page has twice; `page` gives the bytes of a page once more.
    ///
    /// A link that stands in the commentary of its page is shown there; any other is shown with the page it is on.
    pub fn broken(self, page: &Again<'_>, commentary: &Commentary<'_>) -> Vec<Diagnostic> {
        let noted = self.noted.into_inner();
        let mut noted = noted.unwrap_or_else(PoisonError::into_inner);
        noted.sift();
        let mut pages = mem::take(&mut noted.pages);
        pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let site = Followed {
            noted,
            base_path: &self.base_path,
            page,
        };
        let found = pages
            .par_iter()
            .flat_map_iter(|leaf| site.follow(&leaf.path, commentary));
        found.collect()
    }
}

/// A whole site whose links are followed.
struct Followed<'a> {
    noted: Noted,
    base_path: &'a str,
    page: &'a Again<'a>,
}

impl Noted {
    /// Puts the targets in order and leaves only the pages on which something is wrong.
    fn sift(&mut self) {
        self.there.par_sort_unstable();
        let mut pages = mem::take(&mut self.pages);
        pages.retain(|leaf| self.is_wrong(leaf));
        self.pages = pages;
    }

    /// The pages on which something is wrong; the targets are in order.
    fn wrong(&self) -> impl Iterator<Item = &Leaf> {
        self.pages.iter().filter(|leaf| self.is_wrong(leaf))
    }

    fn is_wrong(&self, leaf: &Leaf) -> bool {
        leaf.is_wrong || !leaf.links.iter().all(|link| self.has(*link))
    }

    /// True for something that a link may lead to; the targets are in order.
    fn has(&self, target: Target) -> bool {
        self.there.binary_search(&target).is_ok()
    }
}

impl Followed<'_> {
    fn read(&self, path: &str) -> Page {
        (self.page)(path).map_or_else(Page::default, |bytes| read(&bytes))
    }

    /// What is wrong with the links and anchors of a page.
    fn follow(&self, path: &str, commentary: &Commentary<'_>) -> Vec<Diagnostic> {
        let page = self.read(path);
        let repeated = page.duplicates.iter().map(|id| {
            let message = say!(
                "ID「{id}」がページに二度あります",
                "id `{id}` stands twice on the page"
            );
            Diagnostic::new(
                RuleId::DuplicateId,
                &format!("output/{path}"),
                Place::File,
                message,
            )
        });
        let mut found: Vec<Diagnostic> = repeated.collect();
        let links = page.links.iter();
        let broken: Vec<&String> = links
            .filter(|link| !self.leads_somewhere(link, path))
            .collect();
        if broken.is_empty() {
            return found;
        }
        // What is broken on the Japanese page with the same content is reported once, there.
        let twin = path
            .strip_prefix(ENGLISH)
            .map(|twin| (twin, self.read(twin)));
        let is_known = |link: &str| {
            let same = link.replacen(&format!("{}{ENGLISH}", self.base_path), self.base_path, 1);
            twin.as_ref().is_some_and(|(path, twin)| {
                twin.links.contains(&same) && !self.leads_somewhere(&same, path)
            })
        };
        let broken = broken.into_iter().filter(|link| !is_known(link));
        found.extend(broken.map(|link| self::broken(link, path, self.base_path, commentary)));
        found
    }

    fn leads_somewhere(&self, link: &str, from: &str) -> bool {
        match aim(link, from, self.base_path) {
            Aim::Outside => true,
            Aim::Nowhere => false,
            Aim::At(_, target) => self.noted.has(target),
        }
    }
}

/// Folder of the pages in English.
const ENGLISH: &str = Lang::En.folder();

/// What links to the anchors of a page lead to.
fn anchors(path: &str, page: &Page) -> Vec<Target> {
    page.ids.iter().map(|id| target(path, id)).collect()
}

fn leaf(path: &str, page: &Page, base_path: &str) -> Leaf {
    let mut is_wrong = !page.duplicates.is_empty();
    let mut links: Vec<Target> = Vec::new();
    for link in &page.links {
        match aim(link, path, base_path) {
            Aim::Outside => {}
            Aim::Nowhere => is_wrong = true,
            Aim::At(_, target) => links.push(target),
        }
    }
    links.sort_unstable();
    links.dedup();
    Leaf {
        path: path.to_owned(),
        links: links.into(),
        is_wrong,
    }
}

/// The diagnostic of a broken link, at its place in the commentary where it can be found there.
fn broken(link: &str, page: &str, base_path: &str, commentary: &Commentary<'_>) -> Diagnostic {
    let message = say!(
        "リンク先「{link}」がありません（{page}）",
        "`{link}` leads nowhere (on {page})"
    );
    let written = link.strip_prefix(base_path).map(|rest| format!("/{rest}"));
    let place = commentary(page).and_then(|(file, text)| {
        let wanted = written.as_deref().unwrap_or(link);
        let start = text.find(&format!("({wanted}"))? + 1;
        let end = start + wanted.len();
        Some((file, Place::Bytes { start, end }))
    });
    match place {
        Some((file, place)) => Diagnostic::new(RuleId::BrokenLink, file, place, message),
        None => Diagnostic::new(
            RuleId::BrokenLink,
            &format!("output/{page}"),
            Place::File,
            message,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(pages: &[(&str, &str)]) -> Vec<String> {
        let book = Book::new("/repo/");
        for (path, html) in pages {
            book.note(path, html.as_bytes());
        }
        let again = |path: &str| {
            let page = pages.iter().find(|(known, _)| *known == path);
            page.map(|(_, html)| html.as_bytes().to_vec())
        };
        let found = book.broken(&again, &|_| None);
        found.into_iter().map(|d| d.message.en).collect()
    }

    #[test]
    fn links_to_pages_anchors_files_and_other_sites_are_followed() {
        let page = r##"<h1 id=a>x</h1><a href="/repo/b/#c">1</a><a href="#a">2</a><a href="https://example.org/x">3</a><img src="/repo/i.png">"##;
        assert_eq!(
            messages(&[
                ("index.html", page),
                ("b/index.html", "<p id='c'>"),
                ("i.png", "")
            ]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_missing_page_anchor_or_base_path_is_reported() {
        let page = r##"<a href="/repo/none/">1</a><a href="#none">2</a><a href="/b/">3</a>"##;
        assert_eq!(
            messages(&[("index.html", page), ("b/index.html", "")]).len(),
            3
        );
    }

    #[test]
    fn a_file_of_the_search_index_is_none_to_link_to() {
        let file = "search/data/0/r/pages-0.js";
        let page = format!("<a href=\"/repo/{file}\">1</a>");
        let files = [("index.html", page.as_str()), (file, "")];
        assert_eq!(messages(&files).len(), 1);
    }

    #[test]
    fn an_anchor_that_stands_twice_is_reported() {
        assert_eq!(
            messages(&[("index.html", "<p id=a><p id=a>")]),
            ["id `a` stands twice on the page"]
        );
    }

    #[test]
    fn what_is_broken_in_both_languages_is_reported_once() {
        let both = [
            (
                "a/index.html",
                r##"<a href="/repo/none/">1</a><a href="#x">2</a>"##,
            ),
            (
                "en/a/index.html",
                r##"<a href="/repo/en/none/">1</a><a href="#x">2</a><a href="/repo/en/other/">3</a>"##,
            ),
        ];
        assert_eq!(
            messages(&both),
            [
                "`#x` leads nowhere (on a/index.html)",
                "`/repo/none/` leads nowhere (on a/index.html)",
                "`/repo/en/other/` leads nowhere (on en/a/index.html)",
            ]
        );
    }
}

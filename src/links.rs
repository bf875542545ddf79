//! Follows every internal link of a built site: pages, files and anchors.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::Tokenizer;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::archive;
use crate::diagnostic::{Diagnostic, Lang, Place, RuleId};
use crate::html::{Tags, Token};
use crate::say;
use crate::tree::{OutputTree, SourceTree};

/// Links and anchors of one page.
#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    duplicates: Vec<String>,
    links: BTreeSet<String>,
}

/// Reports links that lead nowhere and anchors that a page has twice.
///
/// A link that stands in a commentary is shown there; any other is shown with the page it is on.
pub fn check(output: &OutputTree, base_path: &str, sources: &SourceTree) -> Vec<Diagnostic> {
    let pages: BTreeMap<&str, Page> = output
        .files
        .par_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), read(bytes)))
        .collect();
    let mut found = Vec::new();
    // The links of a frozen edition are relative, and were followed when it was frozen.
    for (path, page) in pages.iter().filter(|(path, _)| !archive::is_frozen(path)) {
        for id in &page.duplicates {
            let message = say!(
                "ID「{id}」がページに二度あります",
                "id `{id}` stands twice on the page"
            );
            found.push(Diagnostic::new(
                RuleId::DuplicateId,
                &format!("output/{path}"),
                Place::File,
                message,
            ));
        }
        let twin = twin(path).and_then(|twin| Some((twin, pages.get(twin)?)));
        for link in &page.links {
            let is_known = || {
                let same = link.replacen(&format!("{base_path}{ENGLISH}"), base_path, 1);
                twin.is_some_and(|(path, twin)| {
                    twin.links.contains(&same)
                        && !leads_somewhere(&same, path, base_path, &pages, output)
                })
            };
            if !leads_somewhere(link, path, base_path, &pages, output) && !is_known() {
                found.push(broken(link, path, base_path, sources));
            }
        }
    }
    found
}

/// Folder of the pages in English.
const ENGLISH: &str = Lang::En.folder();

/// The Japanese page with the same content: what is broken on both is reported once, there.
fn twin(path: &str) -> Option<&str> {
    path.strip_prefix(ENGLISH)
}

fn read(bytes: &[u8]) -> Page {
    let mut page = Page::default();
    let text = String::from_utf8_lossy(bytes);
    let mut tags = Tags::new(&text);
    while let Some(token) = tags.next() {
        let Token::Start(tag) = token else {
            continue;
        };
        let attributes = tags.attributes().iter();
        let mut wanted = attributes.filter(|one| is_wanted(one.name)).peekable();
        if wanted.peek().is_none() {
            continue;
        }
        // Entities are rare, and know many rules.
        if wanted.clone().any(|one| one.value.contains('&')) {
            for (name, value) in decoded(&text[tag.span]) {
                page.note(&name, value);
            }
        } else {
            wanted.for_each(|one| page.note(one.name, one.value.to_owned()));
        }
    }
    page
}

fn is_wanted(attribute: &str) -> bool {
    ["id", "href", "src"]
        .iter()
        .any(|wanted| wanted.eq_ignore_ascii_case(attribute))
}

/// The attributes of a tag that are wanted, with entities decoded.
fn decoded(tag: &str) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let tags = Tokenizer::new(tag).filter_map(|Ok(token)| match token {
        html5gum::Token::StartTag(tag) => Some(tag.attributes),
        _ => None,
    });
    tags.flatten()
        .map(|(name, value)| (text(&name), text(&value)))
        .filter(|(name, _)| is_wanted(name))
        .collect()
}

impl Page {
    /// Notes an attribute: an anchor or a link.
    fn note(&mut self, name: &str, value: String) {
        if !name.eq_ignore_ascii_case("id") {
            self.links.insert(value);
        } else if self.ids.contains(&value) {
            self.duplicates.push(value);
        } else {
            self.ids.insert(value);
        }
    }
}

fn leads_somewhere(
    link: &str,
    from: &str,
    base_path: &str,
    pages: &BTreeMap<&str, Page>,
    output: &OutputTree,
) -> bool {
    let (address, anchor) = link
        .split_once('#')
        .map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let address = address.split('?').next().unwrap_or_default();
    let is_external =
        address.contains("://") || address.starts_with("mailto:") || address.starts_with("//");
    if is_external {
        return true;
    }
    let file = if address.is_empty() {
        from.to_owned()
    } else {
        let Some(path) = address.strip_prefix(base_path) else {
            return false;
        };
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path
        }
    };
    let anchor = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8_lossy().into_owned());
    match (pages.get(file.as_str()), anchor.as_deref()) {
        (Some(_), None | Some("")) => true,
        (Some(page), Some(anchor)) => page.ids.contains(anchor),
        (None, _) => output.files.contains_key(&file),
    }
}

/// The diagnostic of a broken link, at its place in the commentary where it can be found there.
fn broken(link: &str, page: &str, base_path: &str, sources: &SourceTree) -> Diagnostic {
    let message = say!(
        "リンク先「{link}」がありません（{page}）",
        "`{link}` leads nowhere (on {page})"
    );
    let written = link.strip_prefix(base_path).map(|rest| format!("/{rest}"));
    let commentary = format!("content/{}.md", page.trim_end_matches("/index.html"));
    let place = sources.text(&commentary).and_then(|text| {
        let wanted = written.as_deref().unwrap_or(link);
        let start = text.find(&format!("({wanted}"))? + 1;
        Some(Place::Bytes {
            start,
            end: start + wanted.len(),
        })
    });
    match place {
        Some(place) => Diagnostic::new(RuleId::BrokenLink, &commentary, place, message),
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

    fn site(pages: &[(&str, &str)]) -> OutputTree {
        let files = pages
            .iter()
            .map(|(path, html)| ((*path).to_owned(), html.as_bytes().into()))
            .collect();
        OutputTree { files }
    }

    fn messages(pages: &[(&str, &str)]) -> Vec<String> {
        check(&site(pages), "/repo/", &SourceTree::default())
            .into_iter()
            .map(|d| d.message.en)
            .collect()
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
    fn an_anchor_that_stands_twice_is_reported() {
        assert_eq!(
            messages(&[("index.html", "<p id=a><p id=a>")]),
            ["id `a` stands twice on the page"]
        );
    }
}

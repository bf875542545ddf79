//! What stands on a page: its anchors, and its links with what they lead to.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use html5gum::Tokenizer;
use percent_encoding::percent_decode_str;

use crate::html::{Tags, Token};
use crate::search;

/// Hash of a file of the site, or of a file and an anchor in it.
pub(super) type Target = u64;

/// Links and anchors of one page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) ids: BTreeSet<String>,
    pub(super) duplicates: Vec<String>,
    pub(super) links: BTreeSet<String>,
}

/// True for files of the search index: most have other names as soon as anything in it changes.
pub(super) fn is_fleeting(path: &str) -> bool {
    path.starts_with(search::FOLDER)
}

pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Names a file, or an anchor in a page.
pub(super) fn target(file: &str, anchor: &str) -> Target {
    let mut hasher = DefaultHasher::new();
    (file, anchor).hash(&mut hasher);
    hasher.finish()
}

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Page {
    let mut page = Page::default();
    // Pages are UTF-8; those of frozen editions may be anything.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    };
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

/// What a link leads to.
pub(super) enum Aim {
    /// Another site.
    Outside,
    /// An address that cannot be one of this site.
    Nowhere,
    /// A file of this site, and the hash of it and the anchor.
    At(String, Target),
}

/// Where a link on a page leads.
pub(super) fn aim(link: &str, from: &str, base_path: &str) -> Aim {
    let (address, anchor) = link
        .split_once('#')
        .map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let address = address.split('?').next().unwrap_or_default();
    let is_external =
        address.contains("://") || address.starts_with("mailto:") || address.starts_with("//");
    if is_external {
        return Aim::Outside;
    }
    let file = if address.is_empty() {
        from.to_owned()
    } else {
        let Some(path) = address.strip_prefix(base_path) else {
            return Aim::Nowhere;
        };
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path
        }
    };
    // Anchors of files that are no pages are those of other programs.
    let anchor = anchor.filter(|_| is_page(&file)).unwrap_or_default();
    let anchor = percent_decode_str(anchor).decode_utf8_lossy();
    let target = target(&file, &anchor);
    Aim::At(file, target)
}

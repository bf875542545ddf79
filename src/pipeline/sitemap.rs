//! The addresses of all pages for search engines (sitemaps.org, protocol 0.9).

use crate::plan::{Page, PageKind};
use crate::render::{Renderer, Shared};
use crate::text::escape_html;

/// Path of the sitemap, or of the list of sitemaps.
const PATH: &str = "sitemap.xml";
/// Addresses in one file; the protocol allows as many, and bytes below.
const ADDRESSES: usize = 50_000;
/// Bytes of one file: the protocol allows 50 MiB.
const BYTES: usize = 50 << 20;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files: one sitemap, or where that would be too large, several with a list of them.
pub(super) fn files(shared: &Shared, renderers: &[Renderer]) -> Vec<(String, String)> {
    let base = format!("{}{}", origin(shared), shared.base_path);
    cut(&base, entries(shared, renderers), (ADDRESSES, BYTES))
}

/// Entries of the pages with the addresses of the same page in the other languages; absolute where the site's own address is
/// known, as the protocol demands.
fn entries(shared: &Shared, renderers: &[Renderer]) -> impl Iterator<Item = String> {
    let origin = origin(shared);
    let address = move |renderer: &Renderer, page: &Page| {
        let path = escape_html(&page.path);
        format!("{origin}{}{path}", renderer.home)
    };
    let pages = renderers.iter().flat_map(|renderer| {
        let pages = renderer.plan.pages().values();
        pages.map(move |page| (renderer, page))
    });
    let pages = pages.filter(|(_, page)| page.kind != PageKind::NotFound);
    pages.map(move |(renderer, page)| {
        let mut entry = format!("<url><loc>{}</loc>", address(renderer, page));
        for other in renderers.iter().filter(|_| renderers.len() > 1) {
            let (lang, href) = (other.lang().code(), address(other, page));
            entry.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\"/>"
            ));
        }
        entry.push_str("</url>\n");
        entry
    })
}

fn origin(shared: &Shared) -> &str {
    shared.origin.as_deref().unwrap_or("http://localhost")
}

/// Puts entries into files of at most so many addresses and bytes; `base` is the address that paths follow.
fn cut(
    base: &str,
    entries: impl Iterator<Item = String>,
    (addresses, bytes): (usize, usize),
) -> Vec<(String, String)> {
    let head = format!(
        "{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    let end = "</urlset>\n";
    let mut parts: Vec<(usize, String)> = vec![(0, head.clone())];
    for entry in entries {
        if let Some((count, text)) = parts.last_mut()
            && *count < addresses
            && text.len() + entry.len() + end.len() <= bytes
        {
            *count += 1;
            text.push_str(&entry);
        } else {
            parts.push((1, format!("{head}{entry}")));
        }
    }
    let texts = parts.into_iter().map(|(_, text)| text + end);
    let texts: Vec<String> = texts.collect();
    if let [_] = &texts[..] {
        let one = texts.into_iter().map(|text| (PATH.to_owned(), text));
        return one.collect();
    }
    let mut list = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    let mut files = Vec::new();
    for (number, text) in (1..).zip(texts) {
        let path = format!("sitemap-{number}.xml");
        let address = escape_html(base);
        list.push_str(&format!("<sitemap><loc>{address}{path}</loc></sitemap>\n"));
        files.push((path, text));
    }
    list.push_str("</sitemapindex>\n");
    files.push((PATH.to_owned(), list));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_at(count: usize, limits: (usize, usize)) -> Vec<(String, String)> {
        let entries = (0..count).map(|page| format!("<url><loc>/{page}/</loc></url>\n"));
        cut("https://example.org/a/", entries, limits)
    }

    #[test]
    fn one_file_is_no_list() {
        for count in [0, 1, 3] {
            let files = cut_at(count, (3, 1_000));
            let [(path, text)] = &files[..] else {
                panic!("{count}: {files:?}")
            };
            assert_eq!(
                (path.as_str(), text.matches("<loc>").count()),
                (PATH, count)
            );
            assert!(text.ends_with("</urlset>\n"));
        }
    }

    #[test]
    fn more_addresses_or_bytes_make_several_and_none_is_lost() {
        for limits in [(3, 10_000), (100, 300)] {
            let files = cut_at(10, limits);
            let (path, list) = files.last().expect("a list");
            assert_eq!(path, PATH);
            let parts = &files[..files.len() - 1];
            assert!(parts.len() > 1, "{limits:?}");
            let mut addresses = 0;
            for (path, text) in parts {
                assert!(list.contains(&format!("<loc>https://example.org/a/{path}</loc>")));
                assert!(text.len() <= limits.1 && text.matches("<loc>").count() <= limits.0);
                addresses += text.matches("<loc>").count();
            }
            assert_eq!(
                (addresses, list.matches("<loc>").count()),
                (10, parts.len())
            );
        }
    }
}

//! Addresses below a base path → addresses relative to the file they stand in, so that a site opens from any place, the
//! file system included.
//!
//! The site is built for a base path that occurs nowhere else ([`SENTINEL`]). Then every address that begins with it is
//! replaced in the bytes of the text files, whatever writes it: template, script, data file. A folder becomes its
//! `index.html`, because a file system shows a list of files there.

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::Files;

/// Base path of a site that is built to be made relative; nobody writes it by chance.
pub const SENTINEL: &str = "/~tenken~snapshot~/";

/// Ends of the names of files that may hold addresses.
const TEXTS: [&str; 10] = [
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".xml",
    ".svg",
    ".txt",
    ".csv",
    ".webmanifest",
];

/// Attributes whose value a browser follows by itself: their addresses always name a file.
const FOLLOWED: [&str; 4] = ["href", "src", "action", "poster"];

/// A file in which an address below the sentinel remains, because it is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver(pub String);

/// Makes all addresses below [`SENTINEL`] relative. `living` is the address of the living site, where known: absolute
/// addresses of the built site (`https://example.org/~tenken~snapshot~/…`) lead there.
///
/// # Errors
/// The first file that holds the sentinel and is not text.
pub fn relative(files: &Files, living: Option<Living<'_>>) -> Result<Files, LeftOver> {
    files
        .par_iter()
        .map(|(path, bytes)| {
            if !holds(bytes, SENTINEL.as_bytes()) {
                return Ok((path.clone(), bytes.clone()));
            }
            let text = std::str::from_utf8(bytes)
                .ok()
                .filter(|_| TEXTS.iter().any(|end| path.ends_with(end)))
                .ok_or_else(|| LeftOver(path.clone()))?;
            let text = match living {
                Some(Living { origin, base_path }) => text.replace(
                    &format!("{origin}{SENTINEL}"),
                    &format!("{origin}{base_path}"),
                ),
                None => text.to_owned(),
            };
            Ok((
                path.clone(),
                rewrite(&text, path, files).into_bytes().into(),
            ))
        })
        .collect()
}

/// Scheme and host, and the base path with both slashes, of a living site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Living<'a> {
    pub origin: &'a str,
    pub base_path: &'a str,
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn rewrite(text: &str, path: &str, files: &Files) -> String {
    let up = "../".repeat(path.matches('/').count());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(SENTINEL) {
        out.push_str(&rest[..at]);
        let is_followed = is_followed(&rest[..at]);
        let after = &rest[at + SENTINEL.len()..];
        let length = after.find(|c: char| !is_of_path(c)).unwrap_or(after.len());
        let (target, next) = after.split_at(length);
        out.push_str(&up);
        out.push_str(target);
        if names_folder_with_index(target, files) && (is_followed || !target.is_empty()) {
            out.push_str("index.html");
        } else if up.is_empty() && target.is_empty() {
            // The folder of the file itself.
            out.push_str("./");
        }
        rest = next;
    }
    out.push_str(rest);
    out
}

/// True for a character of the path of an address, not of what may follow it in HTML, JSON, CSS or CSV.
fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~/%:@!$*+".contains(c) || (!c.is_ascii() && !is_punctuation(c))
}

/// Punctuation that may follow an address in running text.
fn is_punctuation(c: char) -> bool {
    "。、，．（）「」『』　".contains(c)
}

/// True where the text ends with the beginning of an attribute that is followed: `href="`, `src=`.
fn is_followed(before: &str) -> bool {
    let name = before.trim_end_matches(['"', '\'']);
    FOLLOWED.iter().any(|attribute| {
        name.strip_suffix('=')
            .and_then(|name| name.strip_suffix(attribute))
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_whitespace()))
    })
}

fn names_folder_with_index(target: &str, files: &Files) -> bool {
    if !(target.is_empty() || target.ends_with('/')) {
        return false;
    }
    let folder = percent_decode_str(target).decode_utf8_lossy();
    files.contains_key(&format!("{folder}index.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> Files {
        let page = |(path, text): &(&str, &str)| {
            let text = text.replace('§', SENTINEL);
            ((*path).to_owned(), text.into_bytes().into())
        };
        pages.iter().map(page).collect()
    }

    fn made(pages: &[(&str, &str)], path: &str) -> String {
        let living = Living {
            origin: "https://example.org",
            base_path: "/review/",
        };
        let files = relative(&site(pages), Some(living)).expect("all of it is text");
        String::from_utf8(files[path].to_vec()).expect("it is text")
    }

    #[test]
    fn addresses_become_relative_and_folders_their_index() {
        let page = r##"<a href="§">1</a><a href=§2022/?a=1#x>2</a><link href='§a.css'><a href="§2022/p/#L1">3</a>"##;
        let pages = [
            ("index.html", page),
            ("2022/index.html", page),
            ("2022/p/index.html", page),
            ("a.css", ""),
        ];
        assert_eq!(
            made(&pages, "index.html"),
            r##"<a href="index.html">1</a><a href=2022/index.html?a=1#x>2</a><link href='a.css'><a href="2022/p/index.html#L1">3</a>"##
        );
        assert_eq!(
            made(&pages, "2022/p/index.html"),
            r##"<a href="../../index.html">1</a><a href=../../2022/index.html?a=1#x>2</a><link href='../../a.css'><a href="../../2022/p/index.html#L1">3</a>"##
        );
    }

    #[test]
    fn a_base_that_scripts_add_to_stays_a_folder() {
        let page = r#"<p data-root="§" data-search="§search/">{"a":"§2022/x.json","b":"§none/"}"#;
        let pages = [
            ("index.html", page),
            ("2022/index.html", page),
            ("search/index.html", ""),
        ];
        assert_eq!(
            made(&pages, "2022/index.html"),
            r#"<p data-root="../" data-search="../search/index.html">{"a":"../2022/x.json","b":"../none/"}"#
        );
        assert!(made(&pages, "index.html").contains(r#"data-root="./""#));
    }

    #[test]
    fn absolute_addresses_lead_to_the_living_site() {
        let page = r#"<link rel=canonical href=https://example.org§2022/><a href=§2022/>"#;
        let pages = [("index.html", page), ("2022/index.html", "")];
        assert_eq!(
            made(&pages, "index.html"),
            "<link rel=canonical href=https://example.org/review/2022/><a href=2022/index.html>"
        );
    }

    #[test]
    fn names_outside_ascii_and_running_text_are_kept() {
        let page = "§images/図.png、§images/a%20b.png。";
        assert_eq!(
            made(&[("a/index.html", page)], "a/index.html"),
            "../images/図.png、../images/a%20b.png。"
        );
    }

    #[test]
    fn a_sentinel_in_other_files_is_refused() {
        let files = site(&[("a.bin", "§")]);
        assert_eq!(relative(&files, None), Err(LeftOver("a.bin".to_owned())));
    }
}

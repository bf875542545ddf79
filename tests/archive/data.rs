//! Data files and feed of frozen editions: they describe themselves truly, and what they name is found from wherever they lie.

use std::io::{Cursor, Read as _};

use scraper::{Html, Selector};
use serde_json::Value as Json;
use tenken::archive::{Files, SITE};
use tenken::export;
use tenken::freeze::{Amend, Request, freeze};
use tenken::model::date::Date;

use super::{built, request, site, with};

const LIVING: &str = "https://example.org/review/";

/// The pages and files of the small site, frozen for an address and for none.
fn snapshots() -> [(Option<&'static str>, Files); 2] {
    let tree = site::small();
    [Some(LIVING), None].map(|address| {
        let request = Request {
            base_url: address.map(str::to_owned),
            ..request(2024)
        };
        let frost = freeze(&tree, &request).expect("it can be frozen");
        (address, frost.bag.below(SITE))
    })
}

fn json(bytes: &[u8]) -> Json {
    serde_json::from_slice(bytes).expect("it is JSON")
}

fn elements(xml: &[u8], name: &str) -> Vec<String> {
    let text = std::str::from_utf8(xml).expect("it is UTF-8");
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = text.split(&open).skip(1);
    let inner = |part: &str| part.split(&close).next().unwrap_or_default().to_owned();
    parts.map(inner).collect()
}

#[test]
fn sizes_and_checksums_are_those_of_the_frozen_files() {
    for (address, files) in snapshots() {
        let package = json(&files["2024/data/datapackage.json"]);
        let resources = package["resources"].as_array().expect("resources");
        assert!(resources.len() > 5, "{address:?}");
        for resource in resources {
            let name = resource["path"].as_str().expect("a path");
            let bytes = &files[&format!("2024/data/{name}")];
            assert_eq!(resource["bytes"], bytes.len(), "{address:?} {name}");
            let hash = format!("sha256:{}", tenken::disk::sha256(bytes));
            assert_eq!(resource["hash"], hash.as_str(), "{address:?} {name}");
        }
        // The page says the sizes to programs, too.
        let page = String::from_utf8_lossy(&files["2024/data/index.html"]).into_owned();
        let selector = Selector::parse("script[type='application/ld+json']").expect("a selector");
        let page = Html::parse_document(&page);
        let linked = page.select(&selector).next().expect("linked data");
        let linked = json(linked.text().collect::<String>().as_bytes());
        let graph = linked["@graph"].as_array().expect("a graph");
        let downloads = graph
            .iter()
            .flat_map(|node| node["distribution"].as_array());
        let mut count = 0;
        for download in downloads.flatten() {
            let url = download["contentUrl"].as_str().expect("an address");
            let path = match address {
                Some(living) => url.strip_prefix(living).expect("it is the living site's"),
                None => url.strip_prefix("../../").expect("it is relative"),
            };
            let size = format!("{} B", files[path].len());
            assert_eq!(download["contentSize"], size.as_str(), "{path}");
            count += 1;
        }
        assert_eq!(count, resources.len() + 3, "every file of the data is told");
    }
}

/// The texts of a data file that may hold addresses.
fn texts(path: &str, bytes: &[u8]) -> String {
    if !path.ends_with(".xlsx") {
        return String::from_utf8(bytes.to_vec()).expect("it is text");
    }
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).expect("a spreadsheet is a zip");
    let mut text = String::new();
    for index in 0..book.len() {
        let mut part = book.by_index(index).expect("a part");
        part.read_to_string(&mut text).expect("parts are text");
    }
    text
}

#[test]
fn what_data_files_name_is_found_from_where_they_lie() {
    for (address, files) in snapshots() {
        let mut count = 0;
        for (path, bytes) in &files {
            if path.starts_with("2024/data/") && !path.ends_with(".html") {
                let text = texts(path, bytes);
                assert!(!text.contains("~tenken~"), "{path}");
                let is_of_address = |c: char| c.is_ascii_alphanumeric() || "-._~/%#".contains(c);
                let start = address.unwrap_or("../../");
                for (at, _) in text.match_indices(start) {
                    let rest = &text[at + start.len()..];
                    let end = rest.find(|c| !is_of_address(c)).unwrap_or(rest.len());
                    let target = rest[..end].split('#').next().unwrap_or_default();
                    let is_folder = target.is_empty() || target.ends_with('/');
                    let file = match (address, is_folder) {
                        (Some(_), true) => format!("{target}index.html"),
                        _ => target.to_owned(),
                    };
                    assert!(files.contains_key(&file), "{path}: {start}{target}");
                    count += 1;
                }
                assert!(!text.contains("\"/2024/"), "{path}: the root of a host");
            }
        }
        assert!(count > 50, "{address:?}: {count} addresses");
        let edition = json(&files["2024/data/edition.json"]);
        let schema = edition["$schema"].as_str().expect("a schema");
        let start = address.unwrap_or("../../");
        assert_eq!(schema, format!("{start}{}", export::SCHEMA_PATH));
    }
}

#[test]
fn the_frozen_feed_is_that_of_the_living_site() {
    let tree = site::small();
    let frozen = super::frozen(&tree, 2024).bag.below(SITE);
    let feed = &frozen[export::feed::PATH];
    assert_eq!(feed, &built(&tree).1[export::feed::PATH]);
    let ids = elements(feed, "id");
    assert_eq!(ids[0], "tag:example.org,2024:/review/");
    assert_eq!(ids[1], "tag:example.org,2024:/review/2024");
}

#[test]
fn a_correction_stands_in_the_feed_for_ever() {
    let tree = site::small();
    let mut tree = with(&tree, &super::frozen(&tree, 2024));
    let ids = elements(&built(&tree).1[export::feed::PATH], "id");
    assert_eq!(ids.len(), 2, "no correction: the site and its edition");
    for (day, reason) in [
        ("2025-04-10", "表の<b>誤り</b> & 直し"),
        ("2025-06-01", "再び"),
    ] {
        tree = super::edited(&tree, super::PROJECT);
        let date = Date::parse(day).expect("a day");
        let request = Request {
            amend: Some(Amend {
                reason: reason.to_owned(),
                date,
            }),
            date: Some(date),
            ..request(2024)
        };
        tree = with(&tree, &freeze(&tree, &request).expect("it is amended"));
    }
    let files = built(&tree).1;
    let feed = &files[export::feed::PATH];
    let text = String::from_utf8_lossy(feed).into_owned();
    let corrections: Vec<String> = elements(feed, "id").drain(1..3).collect();
    assert_eq!(
        corrections,
        ["2024-3", "2024-2"].map(|name| format!("tag:example.org,2024:/review/corrections/{name}")),
        "newest first"
    );
    assert_eq!(
        elements(feed, "updated")[..3],
        ["2025-06-01", "2025-06-01", "2025-04-10"].map(|day| format!("{day}T00:00:00+09:00")),
        "the feed is as new as its newest entry"
    );
    assert!(text.contains("表の&lt;b&gt;誤り&lt;/b&gt; &amp; 直し"));
    let page = String::from_utf8_lossy(&files["corrections/index.html"]).into_owned();
    let page = Html::parse_document(&page);
    for name in ["2024-2", "2024-3"] {
        assert!(text.contains(&format!("href=\"{LIVING}corrections/#c-{name}\"")));
        let anchor = Selector::parse(&format!("[id='c-{name}']")).expect("a selector");
        assert_eq!(page.select(&anchor).count(), 1, "{name}");
    }
}

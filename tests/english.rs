//! The English pages of the real site: complete, marked where they are Japanese, with the figures of the Japanese pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use scraper::{ElementRef, Html, Node, Selector};
use tenken::pipeline::{self, Options};

const ORIGIN: &str = "https://example.org";
const BASE: &str = "/review/";

static FILES: LazyLock<BTreeMap<String, Arc<[u8]>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = tenken::disk::read_tree(root).expect("the site can be read");
    let options = Options {
        base_url: Some(format!("{ORIGIN}{BASE}")),
        minify: false,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options).site;
    let site = site.expect("the content has no errors");
    site.render_all().expect("every page renders").files
});

fn text(path: &str) -> &'static str {
    let bytes = FILES.get(path).unwrap_or_else(|| panic!("{path} is there"));
    std::str::from_utf8(bytes).expect("files are UTF-8")
}

fn pages(folder: &str) -> Vec<&'static str> {
    let paths = FILES.keys().map(String::as_str);
    let paths = paths.filter(|path| path.starts_with(folder) && path.ends_with(".html"));
    paths.collect()
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("the selector is one")
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[test]
fn every_page_is_there_in_both_languages() {
    let english: BTreeSet<&str> = pages("en/")
        .into_iter()
        .map(|path| path.trim_start_matches("en/"))
        .collect();
    let japanese: BTreeSet<&str> = pages("")
        .into_iter()
        .filter(|path| !path.starts_with("en/") && *path != "404.html")
        .collect();
    assert!(english.len() > 80, "{} pages", english.len());
    assert_eq!(english, japanese);
}

#[test]
fn no_word_is_missing() {
    for path in pages("en/") {
        let html = text(path);
        assert!(!html.contains('⟦'), "{path} lacks a message");
        assert!(html.contains("<html lang=\"en\">"), "{path}");
    }
    let data = FILES.keys().filter(|path| {
        path.starts_with("en/") && (path.ends_with(".csv") || path.ends_with(".json"))
    });
    let mut count = 0;
    for path in data {
        assert!(!text(path).contains('⟦'), "{path} lacks a message");
        count += 1;
    }
    assert!(count > 50);
}

#[test]
fn what_is_japanese_says_so() {
    for path in pages("en/") {
        let page = Html::parse_document(text(path));
        for node in page.tree.nodes() {
            let Node::Text(words) = node.value() else {
                continue;
            };
            if !words.chars().any(is_japanese) {
                continue;
            }
            let elements = || node.ancestors().filter_map(ElementRef::wrap);
            let is_exempt = elements().any(|element| match element.value().name() {
                "script" | "style" | "option" => true,
                // The title of the page may be in both languages, and can hold no element.
                "title" => !elements().any(|above| above.value().name() == "svg"),
                _ => false,
            });
            let lang = elements().find_map(|element| element.value().attr("lang"));
            assert!(
                is_exempt || lang == Some("ja"),
                "{path}: `{}` is not marked as Japanese",
                words.trim()
            );
        }
    }
}

#[test]
fn editions_are_described_in_english() {
    for path in ["en/2021/index.html", "en/2022/index.html"] {
        let page = Html::parse_document(text(path));
        let description = page.select(&select("meta[name=description]")).next();
        let description = description.and_then(|found| found.attr("content"));
        let words = description.expect("the page is described");
        assert!(!words.chars().any(is_japanese), "{path}: {words}");
    }
}

/// Words of the program that would be Japanese if a message were forgotten.
#[test]
fn headings_buttons_and_labels_of_the_program_are_english() {
    let frame = select(
        ".site-search a, .skip-link, summary, .breadcrumb a, .footer-links a, .site-nav a, .src, dt.derived",
    );
    for path in pages("en/") {
        let page = Html::parse_document(text(path));
        for element in page.select(&frame) {
            let is_name = element.attr("href").is_some_and(|url| {
                [
                    "programs/",
                    "projects/",
                    "reviews/",
                    "objectives/",
                    "portfolios/",
                    "recipients/",
                    "committee/",
                    "sources/",
                ]
                .iter()
                .any(|kind| url.contains(kind))
            });
            let words: String = element.text().collect();
            assert!(
                is_name || !words.chars().any(is_japanese),
                "{path}: `{}`",
                words.trim()
            );
        }
    }
}

/// Language and address of the alternates of a page.
fn alternates(page: &Html) -> BTreeMap<String, String> {
    let links = select("link[rel=alternate][hreflang]");
    let links = page.select(&links).map(|link| {
        let of = |name: &str| link.attr(name).unwrap_or_default().to_owned();
        (of("hreflang"), of("href"))
    });
    links.collect()
}

/// The file of an address of the site.
fn file_of(address: &str) -> String {
    let path = address.trim_start_matches(ORIGIN);
    let path = path
        .strip_prefix(BASE)
        .unwrap_or_else(|| panic!("{address} is not below the base path"));
    match path {
        path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    }
}

#[test]
fn the_switch_leads_to_the_same_page_and_back_and_alternates_say_the_same() {
    let switch = select(".languages a");
    for path in pages("") {
        let page = Html::parse_document(text(path));
        let switches: Vec<_> = page.select(&switch).collect();
        if path == "404.html" {
            assert!(switches.is_empty() && alternates(&page).is_empty());
            continue;
        }
        let (own, other, lang) = match path.strip_prefix("en/") {
            Some(rest) => ("en", rest.to_owned(), "ja"),
            None => ("ja", format!("en/{path}"), "en"),
        };
        let [only] = switches[..] else {
            panic!("{path} has {} switches", switches.len());
        };
        assert_eq!(only.attr("hreflang"), Some(lang));
        assert_eq!(only.attr("lang"), Some(lang));
        assert_eq!(file_of(only.attr("href").unwrap_or_default()), other);
        let said = alternates(&page);
        assert_eq!(file_of(&said[own]), path);
        assert_eq!(file_of(&said[lang]), other);
        assert_eq!(said["x-default"], said["ja"]);
        let twin = Html::parse_document(text(&other));
        assert_eq!(alternates(&twin), said, "{path} and {other} disagree");
    }
}

/// Exact values of figures in the order of the page.
fn values(path: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(text(path));
    let cells = select("td[data-value]");
    let cells = page.select(&cells).map(|cell| {
        let of = |name: &str| cell.attr(name).unwrap_or_default().to_owned();
        (of("id"), of("data-value"))
    });
    cells.collect()
}

#[test]
fn figures_are_those_of_the_japanese_pages() {
    let mut count = 0;
    for path in pages("en/") {
        let (english, japanese) = (values(path), values(path.trim_start_matches("en/")));
        assert_eq!(english, japanese, "{path}");
        count += english.len();
    }
    assert!(count > 2_000, "{count} figures");
}

#[test]
fn data_files_have_english_headings_and_the_same_figures() {
    let files = FILES.keys().filter(|path| {
        path.starts_with("en/") && path.contains("/charts/") && path.ends_with(".json")
    });
    let mut count = 0;
    for path in files {
        let [english, japanese] = [path.as_str(), path.trim_start_matches("en/")]
            .map(|path| serde_json::from_str::<serde_json::Value>(text(path)).expect("it is JSON"));
        let figures = |file: &serde_json::Value| {
            let rows = file["rows"].as_array().expect("it has rows").iter();
            rows.flat_map(|row| row.as_object().expect("a row is an object").values())
                .filter_map(|cell| Some((cell.get("value")?.clone(), cell.get("status")?.clone())))
                .collect::<Vec<_>>()
        };
        assert_eq!(figures(&english), figures(&japanese), "{path}");
        let ids = |file: &serde_json::Value| {
            let columns = file["columns"].as_array().expect("it has columns").iter();
            columns
                .map(|column| column["id"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&english), ids(&japanese), "{path}");
        let unit = english["unit"].as_str().unwrap_or_default();
        assert!(!unit.chars().any(is_japanese), "{path}: {unit}");
        count += 1;
    }
    assert!(count > 20, "{count} files");
}

#[test]
fn the_sitemap_names_every_page_with_its_alternates() {
    let sitemap = text("sitemap.xml");
    let pages = pages("").len() - 1;
    assert_eq!(sitemap.matches("<url>").count(), pages);
    assert_eq!(sitemap.matches("hreflang=\"en\"").count(), pages);
    assert_eq!(sitemap.matches("hreflang=\"ja\"").count(), pages);
    assert!(sitemap.contains(&format!("<loc>{ORIGIN}{BASE}en/2022/projects/binds/</loc>")));
}

#[test]
fn titles_of_comparisons_use_english_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = tenken::disk::read_tree(root).expect("the site can be read");
    let project = "content/2022/projects/binds.yaml";
    let seed = String::from_utf8_lossy(&tree.files[project]).into_owned();
    let seed = format!("{seed}\nname_en: An English Name\n");
    tree.files
        .insert(project.into(), Arc::from(seed.into_bytes()));
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options).site;
    let site = site.expect("the content has no errors");
    let page = site.render("en/compare/2021-2022/projects/binds/index.html");
    let page = page.expect("it is there").expect("it renders");
    let page = Html::parse_document(&String::from_utf8_lossy(&page));
    for css in ["title", "h1", ".breadcrumb li:last-child"] {
        let shown = page.select(&select(css)).next().expect("it is there");
        let shown: String = shown.text().collect();
        assert!(shown.contains("An English Name"), "{css}: {shown}");
    }
}

#[test]
fn a_site_in_japanese_only_has_no_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = tenken::disk::read_tree(root).expect("the site can be read");
    let site = "content/site.yaml";
    let settings = String::from_utf8_lossy(&tree.files[site]).into_owned();
    let settings = format!("{settings}\nlanguages: [ja]\n");
    tree.files
        .insert(site.into(), Arc::from(settings.into_bytes()));
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options).site;
    let site = site.expect("the content has no errors");
    assert!(site.paths().iter().all(|path| !path.starts_with("en/")));
    let home = site.render("index.html").expect("home is there");
    let home = home.expect("it renders");
    let home = String::from_utf8_lossy(&home);
    assert!(!home.contains("hreflang") && !home.contains("class=\"languages\""));
}

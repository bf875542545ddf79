//! Links of pages that are kept: what is found without reading these pages is what is found by reading all of them. Small sites
//! are changed at random: pages and files come and go, anchors are lost and links added, on kept pages and on others.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex};

use tenken::links::Book;
use tenken::tree::{OutputTree, Past, Store};

#[path = "support/random.rs"]
mod random;

use random::Random;

/// Files by path.
type Files = BTreeMap<String, String>;

const PATHS: [&str; 10] = [
    "index.html",
    "a/index.html",
    "b/index.html",
    "c/index.html",
    "d.csv",
    "en/index.html",
    "en/a/index.html",
    "en/b/index.html",
    "en/c/index.html",
    "archive/2021/index.html",
];

/// A page, or a data file, that says something at random.
fn file(random: &mut Random, path: &str) -> String {
    if !path.ends_with(".html") {
        return "data".to_owned();
    }
    let mut html = String::new();
    for anchor in ["x", "y", "z", "&amp;"] {
        if random.below(8) > 0 {
            html += &format!("<p id=\"{anchor}\">");
        }
    }
    if random.below(40) == 0 {
        html += "<p id=\"x\">";
    }
    for _ in 0..random.below(4) {
        let to = PATHS[random.below(PATHS.len())];
        let to = to.strip_suffix("index.html").unwrap_or(to);
        let anchor = ["", "", "#x", "#y", "#z", "#%26"][random.below(6)];
        html += &format!("<a href=\"/base/{to}{anchor}\">");
    }
    html
}

/// What a page in English says that follows its Japanese page: the same, with links to pages in English.
fn translated(files: &Files, path: &str) -> Option<String> {
    let text = files.get(path.strip_prefix("en/")?)?;
    let text = text.replace("/base/", "/base/en/");
    Some(text.replace("en/en/", "en/").replace("en/d.csv", "d.csv"))
}

/// A page that follows the Japanese one, or says something else.
fn any(random: &mut Random, files: &Files, path: &str) -> String {
    let twin = translated(files, path).filter(|_| random.below(2) == 0);
    twin.unwrap_or_else(|| file(random, path))
}

fn site(random: &mut Random) -> Files {
    let mut files = Files::new();
    for path in PATHS.iter().filter(|path| !path.starts_with("archive")) {
        let text = any(random, &files, path);
        files.insert((*path).to_owned(), text);
    }
    files
}

/// Says something else in some places.
fn change(random: &mut Random, files: &mut Files) {
    for _ in 0..=random.below(2) {
        let path = PATHS[random.below(PATHS.len())];
        if random.below(6) == 0 {
            files.remove(path);
        } else {
            let text = any(random, files, path);
            files.insert(path.to_owned(), text);
        }
    }
}

/// The site before.
#[derive(Debug)]
struct Before {
    files: Files,
    /// The paths of files that cannot be read any more.
    lost: BTreeSet<String>,
    read: Mutex<BTreeSet<String>>,
}

impl Store for Before {
    fn get(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
}

impl Past for Before {
    fn set(&self, _name: &str, _bytes: &[u8]) {}
    fn left(&self) -> Option<Vec<u8>> {
        None
    }
    fn leave(&self, _bytes: Vec<u8>) {}
    fn keep(&self, path: &str) -> io::Result<bool> {
        Ok(self.files.contains_key(path))
    }
    fn files(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let mut read = self.read.lock().expect("no test has failed here");
        read.insert(path.to_owned());
        let is_lost = self.lost.contains(path);
        let text = self.files.get(path).filter(|_| !is_lost)?;
        Some(text.clone().into_bytes())
    }
}

/// What is wrong with a site.
fn found(book: Book, files: &Files) -> Vec<String> {
    let again = |path: &str| Some(files.get(path)?.clone().into_bytes());
    let found = book.broken(&again, &|_| None);
    found.into_iter().map(|one| one.message.en).collect()
}

fn found_from_nothing(files: &Files) -> Vec<String> {
    let tree = files.iter().map(|(path, text)| {
        let bytes: Arc<[u8]> = text.clone().into_bytes().into();
        (path.clone(), bytes)
    });
    let output = OutputTree {
        files: tree.collect(),
    };
    found(Book::of("/base/", &output), files)
}

/// How many of the kept pages were read.
struct Reading {
    kept: usize,
    read: usize,
}

/// Compares what is found where pages are kept with what is found from nothing. Returns how many there are, and how many of the
/// kept pages were read.
fn compare(random: &mut Random, before: Before, now: &Files, why: &str) -> (usize, Reading) {
    let mut book = Book::new("/base/");
    let mut kept = BTreeSet::new();
    for (path, text) in now {
        // Some pages are made anew though they have not changed; frozen ones always are.
        let is_kept = path.ends_with(".html")
            && !path.starts_with("archive")
            && before.files.get(path) == Some(text)
            && random.below(8) > 0;
        if is_kept {
            book.keep(path);
            kept.insert(path.clone());
        } else {
            book.note(path, text.as_bytes());
        }
    }
    let again = |path: &str| Some(now.get(path)?.clone().into_bytes());
    book.settle(&before, &again);
    let expected = found_from_nothing(now);
    assert_eq!(book.holds(), expected.is_empty(), "{why}");
    assert_eq!(found(book, now), expected, "{why}");
    let read = before.read.into_inner().expect("no test has failed here");
    let reading = Reading {
        kept: kept.len(),
        read: kept.intersection(&read).count(),
    };
    (expected.len(), reading)
}

#[test]
fn what_is_wrong_is_found_whatever_is_kept() {
    let mut random = Random(7);
    let (mut good, mut broken) = (Reading { kept: 0, read: 0 }, 0);
    for round in 0..20_000 {
        let files = site(&mut random);
        // Only of a site whose links hold anything is kept.
        if !found_from_nothing(&files).is_empty() {
            continue;
        }
        let mut now = files.clone();
        change(&mut random, &mut now);
        let lost = match random.below(20) {
            0 => BTreeSet::from([PATHS[random.below(PATHS.len())].to_owned()]),
            _ => BTreeSet::new(),
        };
        let before = Before {
            files,
            lost,
            read: Mutex::default(),
        };
        let (wrong, reading) = compare(&mut random, before, &now, &format!("round {round}"));
        if wrong > 0 {
            broken += 1;
        } else {
            good.kept += reading.kept;
            good.read += reading.read;
        }
    }
    assert!(broken > 50, "{broken} sites with something wrong");
    let Reading { kept, read } = good;
    assert!(kept > 1_000 && read * 2 < kept, "{read} of {kept} read");
}

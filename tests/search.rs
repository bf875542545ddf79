//! Search: a written list of queries finds what it should and nothing else, every find leads somewhere, and the files of
//! the index stay small. `tests/browser/search.test.mjs` asks the same queries of the page itself.

#[path = "../benches/support/generate.rs"]
mod generate;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/reader.rs"]
mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use queries::called;
use reader::Reader;
use scraper::{Html, Selector};
use tenken::model::dataset::Dataset;
use tenken::pipeline::{self, Options, Site};
use tenken::search::{self, FOLDER, Kind, fold};
use tenken::tree::{Memory, SourceTree};

type Files = BTreeMap<String, Arc<[u8]>>;

fn prepared(tree: &SourceTree) -> Site {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(tree, &options);
    prepared
        .site
        .unwrap_or_else(|| panic!("{:#?}", prepared.diagnostics))
}

/// The site of the repository's own content.
static SITE: LazyLock<Files> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = tenken::disk::read_tree(root).expect("the content can be read");
    prepared(&tree)
        .render_all()
        .expect("every page renders")
        .files
});

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::open(&SITE));

#[test]
fn the_written_queries_find_what_they_should_and_nothing_else() {
    let queries = queries::queries();
    assert!(
        queries.len() >= 100,
        "only {} queries were read",
        queries.len()
    );
    let (mut right, mut expected, mut found) = (0, 0, 0);
    let mut wrong = Vec::new();
    for query in &queries {
        let (finds, _) = READER.search(&query.text);
        for (kind, names) in &query.expected {
            let got: BTreeSet<String> = finds
                .iter()
                .filter(|find| find.kind == *kind)
                .map(|find| called(find))
                .collect();
            right += got.intersection(names).count();
            expected += names.len();
            found += got.len();
            if got != *names {
                let missing: Vec<_> = names.difference(&got).collect();
                let surplus: Vec<_> = got.difference(names).collect();
                wrong.push(format!(
                    "{} {kind}: missing {missing:?}, surplus {surplus:?}",
                    query.text
                ));
            }
        }
    }
    println!(
        "{} queries: recall {right}/{expected}, precision {right}/{found}",
        queries.len()
    );
    assert!(
        wrong.is_empty(),
        "recall {right}/{expected}, precision {right}/{found}\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_index_loses_nothing_that_a_look_at_every_text_finds() {
    let mut looked = 0;
    let names: Vec<&str> = READER
        .records
        .iter()
        .map(|record| record.name.as_str())
        .collect();
    // Beginnings, middles and ends of real names, of two to seven characters.
    let parts = names.iter().enumerate().flat_map(|(number, name)| {
        let chars: Vec<char> = name.chars().collect();
        let length = (2 + number % 6).min(chars.len());
        let at = number * 7 % (chars.len() - length + 1);
        [name.to_string(), chars[at..at + length].iter().collect()]
    });
    for query in parts.chain(queries::queries().into_iter().map(|query| query.text)) {
        let paths = |finds: Vec<&reader::Record>| {
            finds
                .iter()
                .map(|find| find.paths[0].clone())
                .collect::<Vec<_>>()
        };
        let (found, candidates) = READER.search(&query);
        assert_eq!(paths(found), paths(READER.scan(&query)), "{query}");
        looked += candidates;
    }
    assert!(
        looked > 2000,
        "only {looked} candidates: the names were not searched"
    );
}

#[test]
fn every_find_leads_to_a_page_and_an_anchor() {
    let ids = Selector::parse("[id]").expect("a selector");
    let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut dead = Vec::new();
    let version = SITE
        .keys()
        .find_map(|path| path.strip_prefix(FOLDER)?.split_once("/r/"))
        .expect("records")
        .0;
    for (path, bytes) in SITE
        .iter()
        .filter(|(path, _)| path.starts_with(&format!("{FOLDER}{version}/r/")))
    {
        let text = String::from_utf8_lossy(bytes);
        let json = text
            .trim_end()
            .trim_end_matches(')')
            .split_once(',')
            .expect("name and value")
            .1;
        let records: Vec<serde_json::Value> = serde_json::from_str(json).expect("records");
        for record in &records {
            let place = |number: usize| record[5][number][1].as_str().expect("an address");
            let addresses = (0..record[5].as_array().expect("places").len())
                .map(|number| place(number).to_owned());
            let passages = record[6]
                .as_array()
                .expect("passages")
                .iter()
                .map(|passage| {
                    let page = place(
                        usize::try_from(passage[0].as_u64().expect("a place")).expect("small"),
                    );
                    match passage[1].as_str().expect("an anchor") {
                        "" => page.to_owned(),
                        anchor => {
                            format!("{}#{anchor}", page.split('#').next().unwrap_or_default())
                        }
                    }
                });
            for address in addresses.chain(passages) {
                let (page, anchor) = address.split_once('#').unwrap_or((&address, ""));
                let Some((page, html)) = SITE.get_key_value(&format!("{page}index.html")) else {
                    dead.push(format!("{path}: {address}"));
                    continue;
                };
                let known = anchors.entry(page).or_insert_with(|| {
                    let html = Html::parse_document(&String::from_utf8_lossy(html));
                    html.select(&ids)
                        .filter_map(|it| it.attr("id").map(str::to_owned))
                        .collect()
                });
                if !anchor.is_empty() && !known.contains(anchor) {
                    dead.push(format!("{path}: {address}"));
                }
            }
        }
    }
    dead.dedup();
    assert!(
        dead.is_empty(),
        "{} lead nowhere:\n{}",
        dead.len(),
        dead.join("\n")
    );
}

fn dataset(projects: usize) -> Dataset {
    let loaded = tenken::load::load(&generate::site(projects));
    loaded.dataset.expect("a synthetic site can be loaded")
}

#[test]
fn the_files_of_an_index_are_as_many_as_are_needed_to_be_small() {
    let memory = Memory::default();
    search::write(&dataset(120), &[], &memory).expect("memory takes every file");
    let files = memory.into_tree().files;
    let sizes: BTreeMap<&str, usize> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER)?, bytes.len())))
        .collect();
    assert!(
        sizes["index.js"] < 8 << 10,
        "the first file has {} bytes",
        sizes["index.js"]
    );
    let of = |part: &str| {
        let of_part = sizes.iter().filter(|(path, _)| path.contains(part));
        of_part.map(|(_, size)| *size).collect::<Vec<_>>()
    };
    let (shards, records) = (of("/g/"), of("/r/"));
    let largest = |sizes: &[usize]| sizes.iter().copied().max().unwrap_or_default();
    let average = |sizes: &[usize]| sizes.iter().sum::<usize>() / sizes.len();
    assert!(
        largest(&shards) < 24 << 10,
        "the largest shard has {} bytes",
        largest(&shards)
    );
    assert!(
        (4 << 10..12 << 10).contains(&average(&shards)),
        "shards have {} bytes",
        average(&shards)
    );
    assert!(
        average(&records) < 16 << 10,
        "files of records have {} bytes",
        average(&records)
    );
}

/// The pages of the plain index of a synthetic site.
fn plain_index(projects: usize) -> Files {
    let site = prepared(&generate::site(projects));
    let pages = site
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("search/"));
    pages
        .map(|path| {
            let page = site.render(&path).expect("it is planned");
            (path, page.expect("it renders"))
        })
        .collect()
}

#[test]
fn the_plain_index_lists_everything_and_no_page_of_it_grows_with_the_site() {
    let (few, many) = (plain_index(20), plain_index(160));
    let start = "search/index.html";
    // Numbers of entries may have another digit.
    let growth = few[start].len().abs_diff(many[start].len());
    assert!(growth < 100, "the search page grows by {growth} bytes");
    let links = Selector::parse("main ul.links a").expect("a selector");
    let mut listed = BTreeSet::new();
    for (path, bytes) in many.iter().filter(|(path, _)| *path != start) {
        let html = Html::parse_document(&String::from_utf8_lossy(bytes));
        let here = html
            .select(&links)
            .filter_map(|link| link.attr("href").map(str::to_owned));
        let here: Vec<String> = here.collect();
        assert!(here.len() <= 500, "{path} has {} entries", here.len());
        listed.extend(here);
    }
    let records = search::records(&dataset(160), &[]);
    let missing: Vec<String> = records
        .iter()
        .filter(|record| record.kind != Kind::Page)
        .map(|record| format!("/{}", record.places[0].path))
        .filter(|path| !listed.contains(path))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(
        many.len() > few.len(),
        "500 entries to a page need more pages for more projects"
    );
}

/// Texts with what they fold to, one pair of JSON strings a line. The script of the search page is held against the same
/// file by `tests/browser/search-fold.test.mjs`. `TENKEN_BLESS=1` writes it anew.
#[test]
fn texts_fold_as_they_did() {
    let records = READER.records.iter().map(|record| record.name.clone());
    let queries = queries::queries().into_iter().map(|query| query.text);
    // Whole blocks of characters that are not what they seem: 32 a line. What Unicode 17 added is left out: browsers
    // are as old as they are.
    let blocks = [
        0x00A0..0x0250,
        0x0370..0x0400,
        0x1E00..0x1F00,
        0x2000..0x2090,
        0x20A0..0x20C0,
        0x2100..0x2200,
        0x2460..0x2500,
        0x2E80..0x3200,
        0x3200..0x3400,
        0x4E00..0x5200,
        0xF900..0xFB00,
        0xFE30..0xFFF0,
        0x1D400..0x1D500,
        0x20B00..0x20BC0,
    ];
    let blocks = blocks.into_iter().flat_map(|block| {
        let chars: Vec<char> = block.filter_map(char::from_u32).collect();
        chars
            .chunks(32)
            .map(|chars| chars.iter().collect())
            .collect::<Vec<String>>()
    });
    let special = SPECIAL.iter().map(|text| (*text).to_owned());
    let lines = special
        .chain(queries)
        .chain(records)
        .chain(blocks)
        .map(|text| {
            let pair =
                [fold(&text), text].map(|text| serde_json::to_string(&text).expect("a string"));
            format!("{}\t{}\n", pair[1], pair[0])
        });
    let lines: String = lines.collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/folds.txt");
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &lines).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("the file can be read");
    let differ = kept
        .lines()
        .zip(lines.lines())
        .find(|(kept, now)| kept != now);
    assert_eq!(differ, None);
    assert_eq!(kept.len(), lines.len());
}

/// Where foldings of two languages are likely to part ways.
const SPECIAL: [&str; 40] = [
    "",
    " ",
    "令和3年度",
    "令和三年度から令和十一年度",
    "令和二十三年",
    "2021(令和3)年度",
    "令和3(2021)年度",
    "2021(令和4)年度",
    "R3",
    "R3年度",
    "R3.4.1",
    "R30",
    "R99",
    "H31",
    "H32",
    "H33",
    "S60",
    "S60年",
    "T4",
    "T4年",
    "M1",
    "M45年",
    "FY3",
    "FY13",
    "FY30",
    "FY32",
    "FY2021-2025",
    "fy 2021年度",
    "xR3",
    "R3x",
    "12021年度",
    "1.2021年",
    "2100年度",
    "平成100年",
    "ｶﾞｷﾞｸﾞﾊﾟﾋﾟﾌﾟｳﾞ",
    "か\u{3099}は\u{309A}",
    "\u{3099}A\u{301}é İıΣΑΣ ß",
    "a-b 1-2 1,234.5 a.b 1. 2 a, b あ・い あ い あ、い a あ R&D it's",
    "①令和3年㈱㍻㋿Ⅳ½",
    "𠮷野家👨‍👩‍👧\u{202E}a\u{200B}b\u{FEFF}",
];

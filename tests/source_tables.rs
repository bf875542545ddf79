//! The built site shows the tables of the two source documents, cell by cell.
//!
//! The expectations were transcribed from the source texts alone, without a look at the seed files
//! (`tests/source_tables/README.md`). The pages are parsed with `scraper`: it builds the tree as browsers do (html5ever), so that the
//! test sees what a reader sees, and it shares no code with the tokenizer that the program's own link check uses.

#[path = "support/source_tables/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use support::compare::{Mismatch, compare};
use support::expected::{self, Expected, Pattern};
use support::notation::plain;
use support::page::{Block, Page};
use tenken::pipeline::{self, Options};

/// Fewer than this, and the expectations were not read.
const AT_LEAST: Counts = Counts {
    tables: 175,
    rows: 650,
    cells: 1600,
};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Counts {
    tables: usize,
    rows: usize,
    cells: usize,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the repository's own content, as they are published.
fn pages() -> BTreeMap<String, String> {
    let tree = tenken::disk::read_tree(root()).unwrap();
    let prepared = pipeline::prepare(
        &tree,
        &Options {
            base_url: None,
            minify: true,
            theme: None,
        },
    );
    let errors: Vec<_> = prepared
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .collect();
    let site = prepared
        .site
        .unwrap_or_else(|| panic!("the content has errors: {errors:#?}"));
    let files = site.render_all().unwrap().files;
    let html = files
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap()))
        .collect()
}

/// Each expected table with what stands at its place.
static TABLES: LazyLock<Vec<(Expected, Result<Block, String>)>> = LazyLock::new(tables);

fn tables() -> Vec<(Expected, Result<Block, String>)> {
    let html = pages();
    let mut parsed: BTreeMap<String, Page> = BTreeMap::new();
    let found = expected::read_folder(&root().join("tests/source_tables"))
        .into_iter()
        .map(|table| {
            let path = format!("{}index.html", table.page);
            let block = match html.get(&path) {
                Some(text) => parsed
                    .entry(path)
                    .or_insert_with(|| Page::parse(text))
                    .block(&table.anchor),
                None => Err(format!("the site has no page {path}")),
            };
            (table, block)
        });
    found.collect()
}

fn mismatches(table: &Expected, block: &Result<Block, String>) -> Vec<Mismatch> {
    match block {
        Ok(block) => compare(table, block),
        Err(reason) => vec![Mismatch {
            line: 0,
            row: "(table)".into(),
            expected: table.anchor.clone(),
            found: reason.clone(),
        }],
    }
}

fn count(tables: &[(Expected, Result<Block, String>)]) -> Counts {
    let rows = || tables.iter().flat_map(|(table, _)| &table.rows);
    let cells = rows()
        .flat_map(|row| &row.cells)
        .filter(|cell| **cell != Pattern::Anything)
        .count();
    let goals = tables
        .iter()
        .filter(|(table, _)| table.goal.is_some())
        .count();
    Counts {
        tables: tables.len(),
        rows: rows().count(),
        cells: cells + goals,
    }
}

fn source(table: &Expected) -> String {
    let text = match table.document.as_str() {
        "000" => "content/2022/sources/review-2022.txt",
        "002" => "content/2021/sources/budget-2022.txt",
        other => panic!("{}: unknown document {other}", table.place),
    };
    format!("{text} lines {}", table.lines)
}

/// Another text in place of one, of the kind that is easily mistaken for it.
fn changed(pattern: &Pattern) -> Option<Pattern> {
    let other = |text: &str| match text {
        "" => "-".to_owned(),
        "-" | "調査中" => String::new(),
        _ => match text.strip_prefix('-') {
            Some(positive) => positive.to_owned(),
            None if text.ends_with(|c: char| c.is_ascii_digit()) => format!("{text}7777"),
            None => format!("{text}と異なる"),
        },
    };
    match pattern {
        Pattern::Anything => None,
        Pattern::Somewhere(text) if text == "-" => Some(Pattern::Somewhere("調査中".to_owned())),
        Pattern::Somewhere(text) => Some(Pattern::Somewhere(other(text))),
        Pattern::Exactly(text) => Some(Pattern::Exactly(other(text))),
    }
}

/// The table once for each of its texts, that text changed, with the place of the change.
fn with_one_change(table: &Expected) -> Vec<(String, Expected)> {
    let mut tables = Vec::new();
    for (row, line) in table.rows.iter().enumerate() {
        let texts = std::iter::once(&line.label).chain(&line.cells).enumerate();
        for (index, text) in texts {
            // A blank label belongs to a block of the flow without a letter: it names no row.
            let is_blank_label = index == 0 && *text == Pattern::Exactly(String::new());
            let Some(other) = changed(text).filter(|_| !is_blank_label) else {
                continue;
            };
            let mut copy = table.clone();
            let place = format!("{}, line {}: {text:?} → {other:?}", table.place, line.line);
            match index {
                0 => copy.rows[row].label = other,
                _ => copy.rows[row].cells[index - 1] = other,
            }
            tables.push((place, copy));
        }
    }
    if let Some(goal) = &table.goal {
        tables.push((
            format!("{}: @goal", table.place),
            Expected {
                goal: Some(format!("{goal}と異なる")),
                ..table.clone()
            },
        ));
    }
    if table.ordered {
        let rows = table.rows.iter().rev().cloned().collect();
        tables.push((
            format!("{}: rows in another order", table.place),
            Expected {
                rows,
                ..table.clone()
            },
        ));
    }
    tables
}

#[test]
fn each_changed_cell_is_caught() {
    let tables = &*TABLES;
    let changes: Vec<(String, Expected, &Result<Block, String>)> = tables
        .iter()
        .flat_map(|(table, block)| {
            with_one_change(table)
                .into_iter()
                .map(move |(place, copy)| (place, copy, block))
        })
        .collect();
    assert!(changes.len() >= AT_LEAST.cells, "{} changes", changes.len());
    let before: BTreeMap<&str, usize> = tables
        .iter()
        .map(|(table, block)| (table.place.as_str(), mismatches(table, block).len()))
        .collect();
    let is_missed = |(_, copy, block): &&(String, Expected, &Result<Block, String>)| {
        mismatches(copy, block).len() <= before[copy.place.as_str()]
    };
    let missed: Vec<&str> = changes
        .iter()
        .filter(is_missed)
        .map(|(place, ..)| place.as_str())
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {} changes were not caught:\n{}",
        missed.len(),
        changes.len(),
        missed.join("\n")
    );
}

#[test]
fn a_changed_figure_of_the_site_is_caught() {
    let table = TABLES
        .iter()
        .map(|(table, _)| table)
        .find(|table| table.page == "2022/reviews/0271/" && table.anchor == "budget")
        .unwrap();
    let found = |cell: &str| {
        let row = |label: &str, cells: &str| {
            format!("<tr><th>{label}</th>{cells}<td class=src>1行</td></tr>")
        };
        let html = format!(
            "<main><div id=budget><table><caption>予算額（単位：百万円）</caption><thead><tr><th>区分</th><th>2019(令和元)年度</th></tr></thead>\
             <tbody>{}{}{}</tbody></table></div></main>",
            row(
                "翌年度へ繰越し",
                &format!(
                    "<td><span class=v>{cell}</span> <span class=marks><span class=mark>推定</span></span></td>"
                )
            ),
            row(
                "執行率 <small class=unit>（％）</small>",
                "<td><span class=v>100</span></td>"
            ),
            row("計", "<td>56,615</td>"),
        );
        let columns = Some(vec!["2019".to_owned()]);
        let rows = table.rows.iter().filter(|row| matches!(&row.label, Pattern::Exactly(label) if ["翌年度へ繰越し", "執行率", "計"].contains(&label.as_str())));
        let rows = rows
            .map(|row| expected::Row {
                cells: row.cells[..1].to_vec(),
                ..row.clone()
            })
            .collect();
        let block = Page::parse(&html).block("budget");
        mismatches(
            &Expected {
                columns,
                rows,
                ..table.clone()
            },
            &block,
        )
        .len()
    };
    assert_eq!(found("▲748"), 0);
    for other in ["748", "▲7,48", "▲749", "-", "空欄", "", "▲748百万円"] {
        assert_eq!(found(other), 1, "{other}");
    }
}

#[test]
fn one_value_in_two_notations_is_the_same() {
    let same = [
        ("▲ 10,232", "-10232"),
        ("2019(令和元)年度", "R1年度"),
        ("平成２７年度", "2015(平成27)年度"),
        ("令和2〜4年度", "令和2～4年度"),
        ("（ＢＳＬ－4）", "(BSL-4)"),
        (
            "文部科学省　ライフサイエンス課",
            "文部科学省ライフサイエンス課",
        ),
    ];
    for (left, right) in same {
        assert_eq!(plain(left), plain(right));
    }
    let different = [
        ("1,2", "12"),
        ("", "-"),
        ("0", "-"),
        ("平成27年度", "平成28年度"),
        ("令和元年", "2019年"),
        ("98.0", "980"),
    ];
    for (left, right) in different {
        assert_ne!(plain(left), plain(right));
    }
}

#[test]
fn each_table_line_is_read() {
    let folder = root().join("tests/source_tables");
    let files = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let texts = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .map(|path| std::fs::read_to_string(path).unwrap());
    let written: usize = texts
        .map(|text| {
            text.lines()
                .filter(|line| line.starts_with("@table"))
                .count()
        })
        .sum();
    let read = expected::read_folder(&folder);
    assert_eq!(read.len(), written);
    let empty: Vec<&str> = read
        .iter()
        .filter(|table| table.rows.is_empty() && table.absent.is_empty() && table.goal.is_none())
        .map(|table| table.place.as_str())
        .collect();
    assert!(empty.is_empty(), "tables that expect nothing: {empty:?}");
}

#[test]
fn the_site_shows_the_tables_of_the_sources() {
    let tables = &*TABLES;
    let counts = count(tables);
    println!("{counts:?}");
    let mut report = String::new();
    let mut total = 0;
    for (table, block) in tables {
        let mismatches = mismatches(table, block);
        if !mismatches.is_empty() {
            report.push_str(&format!(
                "\n/{} #{}  ({}; {})\n",
                table.page,
                table.anchor,
                table.place,
                source(table)
            ));
            report.extend(mismatches.iter().map(|mismatch| format!("{mismatch}\n")));
            total += mismatches.len();
        }
    }
    assert!(
        counts.tables >= AT_LEAST.tables
            && counts.rows >= AT_LEAST.rows
            && counts.cells >= AT_LEAST.cells,
        "{counts:?}"
    );
    assert!(
        total == 0,
        "{total} mismatches with the source documents in {counts:?}\n{report}"
    );
}

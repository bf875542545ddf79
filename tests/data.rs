//! Every table of the real site says the same in its three forms: the page, the CSV and the JSON.

#[path = "data/compare.rs"]
mod compare;
#[path = "data/forms.rs"]
mod forms;
#[path = "../benches/support/generate.rs"]
mod generate;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use compare::compare;
use forms::{Forms, forms};
use serde_json::Value;
use tenken::disk;
use tenken::links::Book;
use tenken::pipeline::{self, Options};
use tenken::tree::SourceTree;

/// Fewer tables, or figures in them, and they were not found.
const TABLES: usize = 300;
const FIGURES: usize = 2_500;

fn build(tree: &SourceTree, minify: bool) -> BTreeMap<String, String> {
    let options = Options {
        base_url: None,
        minify,
        theme: None,
    };
    let prepared = pipeline::prepare(tree, &options);
    let site = prepared
        .site
        .unwrap_or_else(|| panic!("the content has errors: {:#?}", prepared.diagnostics));
    let output = site.render_all().expect("every page renders");
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    output
        .files
        .iter()
        .map(|(path, bytes)| (path.clone(), text(bytes)))
        .collect()
}

static FORMS: LazyLock<Vec<Forms>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = disk::read_tree(root).expect("the site can be read");
    forms(&build(&tree, true))
});

#[test]
fn page_csv_and_json_say_the_same() {
    let (mut figures, mut failed) = (0, Vec::new());
    for table in FORMS.iter() {
        let found = compare(table);
        figures += found.figures;
        failed.extend(
            found
                .problems
                .into_iter()
                .take(3)
                .map(|p| format!("{}: {p}", table.place)),
        );
    }
    assert!(
        failed.is_empty(),
        "{} differences\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(FORMS.len() >= TABLES, "only {} tables", FORMS.len());
    assert!(figures >= FIGURES, "only {figures} figures");
}

/// Digits are grouped in tables, as readers of official figures expect; in data files they are not.
#[test]
fn numbers_of_tables_have_separators() {
    let mut bare = Vec::new();
    for table in FORMS.iter() {
        for (row, shown) in table.rows.iter().enumerate() {
            for (column, cell) in shown.cells.iter().enumerate() {
                let data = &table.json["rows"][row]["cells"][column];
                let is_year = cell.text.contains("年度") || cell.text.starts_with("FY");
                let is_bare = !is_year
                    && data["value"].as_i64().is_some_and(|value| {
                        value >= 1000 && cell.text.contains(&value.to_string())
                    });
                if is_bare {
                    bare.push(format!("{}: {}", table.place, cell.text));
                }
            }
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}

#[test]
fn a_change_of_any_form_is_noticed() {
    let (mut changes, mut missed) = (0, Vec::new());
    let japanese = FORMS.iter().filter(|table| !table.place.starts_with("en/"));
    for table in japanese {
        for (what, changed) in forms::with_changes(table) {
            changes += 1;
            if compare(&changed).problems.is_empty() {
                missed.push(format!("{}: {what}", table.place));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(changes > TABLES * 3, "only {changes} changes");
}

const NASTY: [&str; 7] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "山田 \"太郎\", 研究所",
    "第一行\n第二行",
    "🧬👩🏽‍🔬 塚（U+FA10）",
    "\u{202e}かき混ぜた\u{202c}",
    "<script>alert(1)</script>&amp;",
];

/// A project whose list has each text as heading of a row and in its second cell.
fn nasty() -> SourceTree {
    let mut tree = generate::site(1);
    let quoted = |text: &str| Value::from(text).to_string();
    let rows: String = NASTY
        .iter()
        .map(|text| format!("      - cells: [{0}, {0}]\n", quoted(text)))
        .collect();
    let yaml = format!(
        "name: {}\nsource: review\nlists:\n  - id: odd\n    title: {}\n    columns: [{}, {}]\n    rows:\n{rows}",
        quoted(NASTY[2]),
        quoted(NASTY[0]),
        quoted(NASTY[0]),
        quoted(NASTY[3]),
    );
    let path = "content/2022/projects/odd.yaml";
    tree.files.insert(path.into(), yaml.into_bytes().into());
    tree
}

#[test]
fn every_text_survives_both_formats() {
    let files = build(&nasty(), false);
    let forms = forms(&files);
    let odd = forms
        .iter()
        .find(|form| form.place.contains("projects/odd/") && form.place.ends_with("#odd"))
        .expect("the table is there");
    assert_eq!(compare(odd).problems, Vec::<String>::new());
    for (at, text) in NASTY.iter().enumerate() {
        let in_csv = if text.starts_with(['=', '+']) {
            format!("'{text}")
        } else {
            (*text).to_owned()
        };
        assert_eq!(odd.csv[at + 1][..2], [in_csv.clone(), in_csv]);
        let row = &odd.json["rows"][at];
        assert_eq!(row["label"], *text);
        assert_eq!(row["cells"][0]["text"], *text);
    }
    // A spreadsheet reads headings too.
    assert_eq!(odd.csv[0][..2], ["'=cmd|' /C calc'!A0", "第一行 第二行"]);
}

/// What programs read of a table: ids, values, units, statuses and anchors, without the words for readers.
fn language_free(table: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut found: Vec<String> = list(&table["columns"])
        .iter()
        .map(|column| {
            format!(
                "{} {} {}",
                column["id"], column["fiscal_year"], column["phase"]
            )
        })
        .collect();
    for row in list(&table["rows"]) {
        found.push(row["id"].to_string());
        found.extend(list(&row["cells"]).iter().map(|cell| {
            let of = [
                "value",
                "yen",
                "status",
                "missing",
                "fiscal_year",
                "anchor",
                "source",
            ];
            of.map(|name| cell[name].to_string()).join(" ")
        }));
    }
    found
}

#[test]
fn english_pages_have_the_same_data() {
    let mut tree = generate::site(2);
    let site = tree.files.get_mut("content/site.yaml").expect("settings");
    let mut yaml = String::from_utf8_lossy(site).into_owned();
    yaml.push_str("languages: [ja, en]\n");
    *site = yaml.into_bytes().into();
    let files = build(&tree, false);
    let failed: Vec<String> = forms(&files)
        .iter()
        .flat_map(|table| {
            compare(table)
                .problems
                .into_iter()
                .map(|p| format!("{}: {p}", table.place))
        })
        .collect();
    assert_eq!(failed, Vec::<String>::new());
    let json = |path: &str| -> Value { serde_json::from_str(&files[path]).expect("JSON") };
    let pages: Vec<&String> = files
        .keys()
        .filter(|path| path.starts_with("en/") && path.ends_with("/data.json"))
        .collect();
    assert!(pages.len() >= 5, "{pages:?}");
    for path in pages {
        let (english, japanese) = (json(path), json(&path["en/".len()..]));
        assert_eq!(
            (&english["page"]["lang"], &japanese["page"]["lang"]),
            (&"en".into(), &"ja".into())
        );
        assert_eq!(english["$schema"], japanese["$schema"], "{path}");
        assert!(
            files.contains_key(
                english["$schema"]
                    .as_str()
                    .unwrap_or_default()
                    .trim_start_matches('/')
            )
        );
        let tables = |json: &Value| json["tables"].as_array().cloned().unwrap_or_default();
        let (english, japanese) = (tables(&english), tables(&japanese));
        assert_eq!(english.len(), japanese.len(), "{path}");
        for (one, other) in english.iter().zip(&japanese) {
            assert_eq!(
                language_free(one),
                language_free(other),
                "{path} {}",
                one["id"]
            );
        }
    }
}

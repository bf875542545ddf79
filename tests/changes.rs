//! All changes between two editions as data: each once, with what the comparison says of it, in every form alike.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value as Json;
use tenken::compare::{self, Comparison, Side};
use tenken::diagnostic::Lang;
use tenken::model::dataset::Dataset;
use tenken::pipeline::{self, Options, Site};
use tenken::{disk, load};

#[path = "support/markup.rs"]
mod markup;

use markup::between;

static TREE: LazyLock<tenken::tree::SourceTree> = LazyLock::new(|| {
    disk::read_tree(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read")
});
static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    load::load(&TREE)
        .dataset
        .expect("the content has no errors")
});
static SITE: LazyLock<Site> = LazyLock::new(|| {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    pipeline::prepare(&TREE, &options).site.expect("a site")
});

const FOLDER: &str = "compare/2021-2022/";

/// A change by column.
type Row = BTreeMap<String, String>;

fn file(path: &str) -> String {
    let bytes = SITE
        .render(path)
        .expect("the site has it")
        .expect("it is made");
    String::from_utf8(bytes.to_vec()).expect("it is UTF-8")
}

fn csv() -> Vec<Row> {
    let text = file(&format!("{FOLDER}changes.csv"));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a record"));
    rows.collect()
}

fn json() -> Json {
    serde_json::from_str(&file(&format!("{FOLDER}changes.json"))).expect("it is JSON")
}

fn comparison() -> Comparison<'static> {
    let (before, after) = compare::editions(&DATASET, 2021, 2022).expect("two editions");
    compare::compare(before, after)
}

fn key(key: &str) -> &str {
    if key.is_empty() { "edition" } else { key }
}

#[test]
fn every_change_is_a_row_with_both_sources() {
    let (rows, comparison) = (csv(), comparison());
    assert!(rows.len() > 100, "{}", rows.len());
    assert_eq!(rows.len(), comparison.changes().count());
    for (row, (entity, change)) in rows.iter().zip(comparison.changes()) {
        assert_eq!(row["entity"], key(&entity.after.key));
        assert_eq!(row["change_family"], change.family.key());
        assert_eq!(row["change_kind"], change.kind.key());
        assert!(!row["about_label"].is_empty() && !row["about"].is_empty());
        let side = |name: &str, side: &Option<Side<'_>>| {
            let of = |column: &str| row[&format!("{name}_{column}")].as_str();
            let Some(side) = side else {
                let values = row.iter().filter(|(id, _)| id.starts_with(name));
                let mut said = values.filter(|(_, value)| !value.is_empty());
                assert_eq!(said.next(), None, "{row:?}");
                return;
            };
            assert_eq!(of("edition"), side.edition.to_string());
            assert_eq!(of("source_document"), &*side.citation.document);
            assert_eq!(
                of("source_lines"),
                side.citation.lines_text().unwrap_or_default()
            );
            let printed = side.value.figure().and_then(|figure| figure.quantity());
            let printed = printed.map(|quantity| quantity.printed().to_string());
            if side.value.figure().is_some() {
                assert_eq!(of("value"), printed.unwrap_or_default());
            }
            for column in ["source_url", "url"] {
                let path = of(column).trim_start_matches('/');
                let page = path.split('#').next().unwrap_or_default();
                assert!(SITE.has(&format!("{page}index.html")), "{path}");
            }
        };
        side("before", &change.before);
        side("after", &change.after);
    }
}

#[test]
fn differences_are_those_of_the_values_beside_them() {
    let mut with_size = 0;
    for row in csv() {
        let number = |column: &str| row[column].parse::<f64>().ok();
        let Some(difference) = number("difference_value") else {
            assert!(row["difference_unit"].is_empty() && row["difference_percent"].is_empty());
            continue;
        };
        with_size += 1;
        assert!(row["no_difference"].is_empty());
        let in_yen = match row["difference_unit"].as_str() {
            "億円" => Some(1e8),
            "百万円" => Some(1e6),
            "千円" => Some(1e3),
            "円" => Some(1.0),
            _ => None,
        };
        let (before, after, unit) = match in_yen {
            Some(unit) => (
                number("before_amount_yen"),
                number("after_amount_yen"),
                unit,
            ),
            None => (number("before_value"), number("after_value"), 1.0),
        };
        let (before, after) = (before.expect("a number"), after.expect("a number"));
        assert!(
            ((after - before) / unit - difference).abs() < 1e-9,
            "{row:?}"
        );
        if let Some(rate) = number("difference_percent") {
            let exact = (after - before) / before * 100.0;
            // Rates are rounded to one decimal.
            assert!((exact - rate).abs() <= 0.05 + 1e-9, "{row:?}");
        }
    }
    assert!(with_size >= 5, "{with_size}");
}

#[test]
fn csv_json_and_the_command_line_say_the_same() {
    let (rows, json) = (csv(), json());
    let changes = json["changes"].as_array().expect("changes");
    assert_eq!(rows.len(), changes.len());
    for (row, change) in rows.iter().zip(changes) {
        let change = change.as_object().expect("an object");
        for (id, value) in row {
            let said = match change.get(id) {
                None => String::new(),
                Some(Json::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            // An apostrophe keeps a spreadsheet from taking a text for a formula.
            assert!(
                said == *value || format!("'{said}") == *value,
                "{id}: {value} {said}"
            );
        }
        assert!(change.keys().all(|id| row.contains_key(id)));
    }
    let only = |which: &str| -> BTreeSet<String> {
        let all = json[which].as_array().expect("a list").iter();
        all.map(|one| one["entity"].as_str().expect("a key").to_owned())
            .collect()
    };
    assert!(only("only_before").contains("projects/brain"));
    assert!(only("only_after").is_disjoint(&only("only_before")));
    let output = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["diff", "2022", "2021", "--message-format", "json"])
        .arg("--root")
        .arg(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1), "they differ");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(said, file(&format!("{FOLDER}changes.json")));
}

#[test]
fn the_page_leads_to_the_files_in_every_language() {
    for lang in Lang::ALL {
        let folder = lang.folder();
        let page = file(&format!("{folder}{FOLDER}index.html"));
        for name in ["changes.csv", "changes.json"] {
            assert!(
                page.contains(&format!("href=\"/{FOLDER}{name}\"")),
                "{folder}{name}"
            );
            let has = SITE.has(&format!("{folder}{FOLDER}{name}"));
            assert_eq!(
                has,
                folder.is_empty(),
                "the files are the same in all languages"
            );
        }
    }
    let rendered = SITE.render_all().expect("the site renders");
    for name in ["changes.csv", "changes.json"] {
        let path = format!("{FOLDER}{name}");
        assert_eq!(
            &*rendered.files[&path],
            file(&path).as_bytes(),
            "built as served"
        );
    }
    assert!(
        rendered
            .files
            .contains_key(tenken::export::changes::SCHEMA_PATH)
    );
}

#[test]
fn figures_that_share_a_cell_of_the_page_have_rows_of_their_own() {
    let page = file(&format!("{FOLDER}projects/binds/index.html"));
    let lines = page.matches("class=\"cell-line\"").count();
    assert!(lines >= 4, "{lines}");
    let amounts: BTreeSet<(String, String)> = csv()
        .into_iter()
        .filter(|row| row["entity"] == "projects/binds" && row["row"] == "amount")
        .filter(|row| {
            row["change_kind"] == "added" && row["table_title"] == "予算額及び翌年度要求額"
        })
        .map(|row| (row["fiscal_year"].clone(), row["after_amount_yen"].clone()))
        .collect();
    let printed = [("2018", 29), ("2019", 29), ("2020", 37), ("2023", 52)];
    let printed = printed.map(|(year, amount)| (year.to_owned(), format!("{amount}00000000")));
    assert_eq!(amounts, BTreeSet::from(printed));
}

#[test]
fn a_figure_that_its_own_edition_contradicts_says_so_beside_the_comparison() {
    // The overview page of the 2021 document prints 3,820百万円 where its detail page prints 新規.
    let row = csv().into_iter().find(|row| {
        let is_it = row["entity"] == "projects/binds" && row["change_kind"] == "restated";
        is_it && row["fiscal_year"] == "2021"
    });
    let row = row.expect("the restated amount");
    assert_eq!(row["before_missing"], "new");
    assert!(row["before_note"].contains("3,820百万円"), "{row:?}");
    assert!(row["after_inferred"].contains("印刷順"), "{row:?}");
    let page = file(&format!("{FOLDER}projects/binds/index.html"));
    let notes = between(&page, "id=\"section-budgets\"", "</section>");
    assert!(
        notes.contains("（3,820百万円）"),
        "the remark stands below the table"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args([
            "diff", "2021", "2022", "--only", "budgets", "--lang", "en", "--root",
        ])
        .arg(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(said.matches("（3,820百万円）").count(), 1, "{said}");
    assert!(said.contains("remark: (as above)"), "{said}");
}

//! Data files of the real site: every figure of the model is in exactly one table, once, as the pages show it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use scraper::{Html, Selector};
use tenken::audit::{self, Audit};
use tenken::diagnostic::Lang;
use tenken::export::address::Address;
use tenken::export::specs;
use tenken::export::table::{DataTable, Value};
use tenken::export::{Exports, rows_of};
use tenken::model::dataset::{Dataset, Edition};
use tenken::pipeline::{self, Options};
use tenken::{disk, figures, load};

static TREE: LazyLock<tenken::tree::SourceTree> = LazyLock::new(|| {
    disk::read_tree(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read")
});
static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    load::load(&TREE)
        .dataset
        .expect("the content has no errors")
});
static AUDIT: LazyLock<Audit> = LazyLock::new(|| audit::audit(&DATASET));

/// A row of a table by column.
type Row = BTreeMap<&'static str, String>;

fn address() -> Address {
    Address {
        origin: None,
        base_path: "/".to_owned(),
        index: "",
    }
}

fn tables(edition: &Edition) -> Vec<DataTable> {
    let exports = Exports::new(&DATASET, address());
    let source = exports.source(&DATASET, edition, &AUDIT);
    let tables = specs::ALL.iter().map(|spec| rows_of(&source, spec));
    tables.collect()
}

fn rows(table: &DataTable) -> impl Iterator<Item = Row> {
    table.rows.iter().map(|row| {
        let cells = table.spec.fields().zip(row);
        cells
            .map(|(field, value)| (field.id, value.text().into_owned()))
            .collect()
    })
}

/// The rows of tables of figures.
fn figure_rows(edition: &Edition) -> Vec<Row> {
    let tables = tables(edition);
    let with_figures = tables
        .iter()
        .filter(|table| table.spec.shared == specs::FIGURE);
    with_figures.flat_map(rows).collect()
}

#[test]
fn as_many_figures_are_in_the_data_as_in_the_model() {
    for edition in DATASET.editions.values() {
        // The model tells its figures itself, wherever they hide: no list of places can forget one.
        let model = format!("{edition:?}");
        let told = |name: &str| model.matches(name).count();
        let rows = figure_rows(edition);
        let texts = rows.iter().filter(|row| row["status"] == "text").count();
        let year = edition.year;
        assert_eq!(rows.len() - texts, told("Figure { reading: "), "{year}");
        assert_eq!(texts, told("Text { text: "), "{year}");
        assert!(rows.len() > 50, "{year}: {}", rows.len());
    }
}

#[test]
fn a_row_says_what_the_model_says_at_its_address() {
    for edition in DATASET.editions.values() {
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in figure_rows(edition) {
            rows.entry(row["figure_url"].clone()).or_default().push(row);
        }
        let commons = std::iter::once(&edition.body).chain(edition.entities());
        for common in commons {
            for (anchor, figure) in figures::anchors(edition, common) {
                let page = address().entity(edition.year, &common.key);
                let place = format!("{page}#{anchor}");
                let found = rows.remove(&place).unwrap_or_default();
                let [row] = found.as_slice() else {
                    panic!("{place} has {} rows", found.len());
                };
                let printed = figure.printed().map(|printed| printed.to_string());
                assert_eq!(row["printed_value"], printed.unwrap_or_default(), "{place}");
                assert_eq!(row["source_document"], *figure.citation.document, "{place}");
                let lines = figure.citation.lines_text().unwrap_or_default();
                assert_eq!(row["source_lines"], lines, "{place}");
            }
        }
        // What is left are words in place of figures, and amounts that share a cell of the fund flow.
        for (place, rows) in rows {
            let is_known = |row: &Row| {
                row["status"] == "text" || row.get("payment_part").is_some_and(|p| p == "retained")
            };
            assert!(rows.iter().all(is_known), "{place}: {rows:?}");
        }
    }
}

#[test]
fn every_figure_has_an_anchor_on_its_page_with_the_same_value() {
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let site = pipeline::prepare(&TREE, &options)
        .site
        .expect("the content has no errors");
    let cell = Selector::parse("[id]").expect("a selector");
    let mut compared = 0;
    for edition in DATASET.editions.values() {
        let mut pages: BTreeMap<String, Vec<(String, Row)>> = BTreeMap::new();
        for row in figure_rows(edition) {
            let (page, anchor) = row["figure_url"].split_once('#').expect("an anchor");
            let (page, anchor) = (page.trim_start_matches('/'), anchor.to_owned());
            let page = format!("{page}index.html");
            pages.entry(page).or_default().push((anchor, row));
        }
        for (page, rows) in pages {
            let html = site.render(&page).expect("the page is planned");
            let html = html.expect("it renders");
            let html = Html::parse_document(&String::from_utf8_lossy(&html));
            let mut cells = BTreeMap::new();
            for element in html.select(&cell) {
                let id = element.attr("id").unwrap_or_default().to_owned();
                let value = element.attr("data-value").map(str::to_owned);
                assert!(
                    cells.insert(id.clone(), value).is_none(),
                    "{page}#{id} twice"
                );
            }
            for (anchor, row) in rows {
                let Some(shown) = cells.get(&anchor) else {
                    panic!("{page}#{anchor} is no place of the page");
                };
                let exact = match row["amount_yen"].as_str() {
                    "" => &row["printed_value"],
                    yen => yen,
                };
                if let Some(shown) = shown {
                    assert_eq!(shown, exact, "{page}#{anchor}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 400, "{compared}");
}

/// Addresses of figures stay when rows are added, before or behind; cost items are numbered in printed order, so what a
/// document prints of them is complete or ends early.
#[test]
fn anchors_stay_when_rows_are_added() {
    let mut dataset = DATASET.clone();
    for edition in dataset.editions.values_mut() {
        for review in edition.reviews.values_mut().map(Arc::make_mut) {
            let lists = review.recipients.iter_mut();
            for list in lists.chain(&mut review.multi_year_contracts) {
                if let Some(mut row) = list.rows.first().cloned() {
                    row.rank = 99;
                    list.rows.insert(0, row);
                }
            }
            for list in &mut review.cost_items {
                list.items.extend(list.items.first().cloned());
            }
            for budget in &mut review.common.budgets {
                if let Some(mut row) = budget.rows.first().cloned() {
                    row.key = "added".into();
                    budget.rows.insert(0, row);
                }
            }
        }
        for portfolio in edition.portfolios.values_mut().map(Arc::make_mut) {
            for group in &mut portfolio.groups {
                if let Some(mut program) = group.programs.first().cloned() {
                    program.id = format!("added-{}", group.id);
                    group.programs.insert(0, program);
                }
            }
        }
    }
    let mut kept = 0;
    for (before, after) in DATASET.editions.values().zip(dataset.editions.values()) {
        for (old, new) in before.entities().zip(after.entities()) {
            let now: Vec<_> = figures::anchors(after, new);
            let by_anchor: BTreeMap<_, _> = now.iter().cloned().collect();
            assert_eq!(by_anchor.len(), now.len(), "{}: an anchor twice", old.key);
            for (anchor, figure) in figures::anchors(before, old) {
                assert_eq!(
                    by_anchor.get(&anchor),
                    Some(&figure),
                    "{}#{anchor}",
                    old.key
                );
                kept += 1;
            }
        }
    }
    assert!(kept > 600, "{kept}");
}

#[test]
fn columns_have_words_and_one_meaning() {
    let words = [Lang::Ja, Lang::En]
        .map(|lang| tenken::i18n::Messages::new(lang, &[]).expect("the catalogue can be read"));
    let has = |key: &str| words.iter().all(|words| words.find(key).is_some());
    let mut kinds = BTreeMap::new();
    for spec in specs::ALL {
        let mut own = BTreeSet::new();
        assert!(has(&format!("data-table-{}", spec.id)), "{}", spec.id);
        for field in spec.fields() {
            let key = format!("data-field-{}", field.id);
            assert!(has(&key), "{key}");
            assert!(own.insert(field.id), "{}.{} twice", spec.id, field.id);
            let known = kinds.entry(field.id).or_insert(field.kind);
            assert_eq!(*known, field.kind, "{}.{}", spec.id, field.id);
        }
    }
}

#[test]
fn every_table_and_column_is_documented() {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/DATA.md");
    let manual = std::fs::read_to_string(manual).expect("docs/DATA.md can be read");
    for spec in specs::ALL {
        let line = format!("| `{}` | ", spec.id);
        let line = manual.lines().find(|text| text.starts_with(&line));
        let line = line.unwrap_or_else(|| panic!("docs/DATA.md has no table {}", spec.id));
        for field in spec.own {
            let name = format!("`{}`", field.id);
            assert!(line.contains(&name), "docs/DATA.md: {}.{name}", spec.id);
        }
        assert_eq!(line.contains("+ figure"), spec.shared == specs::FIGURE);
        assert_eq!(line.contains("+ source"), spec.shared == specs::SOURCE);
    }
    let values = [specs::STATUSES, specs::MISSING, specs::MARKS];
    let ids = specs::FIGURE.iter().map(|field| field.id);
    for id in ids.chain(values.into_iter().flatten().copied()) {
        assert!(manual.contains(&format!("`{id}`")), "docs/DATA.md: {id}");
    }
}

#[test]
fn closed_lists_hold_every_value_that_occurs() {
    use tenken::export::table::Kind;
    for edition in DATASET.editions.values() {
        for table in tables(edition) {
            for row in &table.rows {
                for (field, value) in table.spec.fields().zip(row) {
                    let (Kind::OneOf(known) | Kind::AnyOf(known), Value::Text(text)) =
                        (field.kind, value)
                    else {
                        continue;
                    };
                    for part in text.split(';') {
                        assert!(known.contains(&part), "{}: {part}", field.id);
                    }
                }
            }
        }
    }
}

#[test]
fn no_number_has_separators() {
    let is_grouped = |text: &str| {
        let mut groups = text.trim_start_matches('-').split(',');
        let is_number = |group: &str| group.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let first = groups.next().unwrap_or_default();
        let mut others = groups.peekable();
        (1..=3).contains(&first.len())
            && is_number(first)
            && others.peek().is_some()
            && others.all(|group| is_number(group) && group.len() >= 3)
    };
    assert!(is_grouped("1,234") && is_grouped("-1,234,567.8") && !is_grouped("12, 13"));
    for edition in DATASET.editions.values() {
        for table in tables(edition) {
            for row in rows(&table) {
                for (column, text) in row {
                    assert!(!is_grouped(&text), "{} {column}: {text}", table.spec.id);
                }
            }
        }
    }
}

//! Long tables of a review sheet of the whole government: what its page leaves out is counted on the page, stands in the data,
//! and no link leads to it.

#[path = "support/markup.rs"]
mod markup;

use std::fmt::Write as _;

use serde_json::Value;
use tenken::links::Book;
use tenken::pipeline::{self, Options};
use tenken::tree::{OutputTree, SourceTree};

use markup::between;

const PAYEES: usize = 60;
const CONTRACTS: usize = 6;
const ITEMS: usize = 33;
const COSTS: usize = 12;

/// One sheet: a block of 60 payees, the first and the last with six contracts, 33 line items, 12 tables of cost items with three
/// rows. The bid rates of the last payee and the line items of both
/// years contradict what is known of them.
fn sheet() -> String {
    let mut yaml = String::from(
        "name: 試験事業\nnumber: \"7\"\nsource: rs\nat: 1\n\
         organisation:\n  ministry: 試験省\n  order: 1\n  agency: 試験省\n  at: \"rs:1\"\n\
         budgets:\n  - id: budget\n    title: 予算額・執行額\n    unit: 円\n    columns: [2023, 2024]\n    rows:\n\
         \x20     - { item: initial, values: [1000, 1000], at: \"rs:2\" }\n\
         \x20     - { item: total, values: [1000, 1000], at: \"rs:2\" }\n\
         \x20     - { item: executed, values: [900, 未確定], at: \"rs:2\" }\n",
    );
    for year in [2024, 2023] {
        let _ = write!(
            yaml,
            "  - id: line-items-{year}\n    title: 歳出予算項目\n    unit: 円\n    columns: [{year}]\n    rows:\n"
        );
        for number in 1..=ITEMS {
            let _ = writeln!(
                yaml,
                "      - {{ item: line_item, id: l{number}, label: 当初予算／試験費／目{number}, values: [{number}], at: \"rs:{number}\" }}"
            );
        }
    }
    yaml += "flow:\n  unit: 円\n  year: 2023\n  blocks:\n    - { id: ministry, name: 試験省, amount: 記載なし, at: \"rs:3\" }\n\
             \x20   - { id: A, name: 法人等, amount: 1830000, at: \"rs:3\" }\n  links:\n\
             \x20   - { from: ministry, to: A, direct: true, at: \"rs:3\" }\n  at: \"rs:3\"\n\
             recipients:\n  - block: A\n    unit: 円\n    at: \"rs:3\"\n    rows:\n";
    for rank in 1..=PAYEES {
        let amount = (PAYEES + 1 - rank) * 1000;
        let _ = write!(
            yaml,
            "      - name: 支出先第{rank}\n        corporate_number: \"-\"\n        amount: {amount}\n        at: \"rs:{rank}\"\n"
        );
        if rank == 1 || rank == PAYEES {
            yaml += "        contracts:\n";
            for number in 1..=CONTRACTS {
                // No bid above the ceiling price can be accepted: those of the last payee are found by the audit.
                let part = if rank == 1 && number == 1 { 995 } else { 1 };
                let rate = if rank == PAYEES { 120 } else { 90 };
                let _ = writeln!(
                    yaml,
                    "          - {{ work: 契約{rank}の{number}, amount: {part}, method: 一般競争契約（最低価格）, bidders: 2, bid_rate: {rate}, at: \"rs:{rank}\" }}"
                );
            }
        }
    }
    yaml += "cost_items:\n";
    for list in 1..=COSTS {
        let _ = writeln!(
            yaml,
            "  - id: a-{list}\n    block: A\n    recipient: 支出先第{list}\n    unit: 円\n    at: \"rs:{list}\"\n    items:"
        );
        for item in 1..=3 {
            let _ = writeln!(
                yaml,
                "      - {{ item: 費目{list}の{item}, use: 使途, amount: {item}, at: \"rs:{item}\" }}"
            );
        }
    }
    yaml
}

/// A sheet whose payees stand in the order of their characters, as those of the RS system do.
fn in_any_order() -> String {
    let row = |name: &str, amount: &str, rest: &str| {
        format!(
            "      - {{ name: {name}, corporate_number: \"-\", amount: {amount}, work: 試験, {rest}at: \"rs:9\" }}\n"
        )
    };
    [
        "name: 順序\nnumber: \"8\"\nsource: rs\nat: 1\n\
         organisation:\n  ministry: 試験省\n  order: 1\n  agency: 試験省\n  at: \"rs:1\"\n\
         budgets: []\nrecipients:\n  - block: A\n    unit: 円\n    at: \"rs:9\"\n    rows:\n"
            .to_owned(),
        row("その他", "900", "rest: true, "),
        row("い社", "記載なし", ""),
        row("う社", "200", ""),
        row("え社", "300", ""),
    ]
    .concat()
}

fn build() -> OutputTree {
    build_with("")
}

fn build_with(settings: &str) -> OutputTree {
    let files = [
        (
            "content/site.yaml",
            format!("title: 試験\ndescription: 試験\npublisher: 試験\nlanguages: [ja, en]\n{settings}"),
        ),
        (
            "content/2024/edition.yaml",
            "title: 試験の版\nshort_title: 試験\nkind: review\nsummary: 架空の版。\nsource: rs\nat: 1\n".into(),
        ),
        (
            "content/2024/sources.yaml",
            "documents:\n  - { id: rs, title: 架空のCSV, publisher: 試験省, terms: なし }\n".into(),
        ),
        ("content/2024/reviews/7.yaml", sheet()),
        ("content/2024/reviews/8.yaml", in_any_order()),
        (
            "content/2024/reviews/7.md",
            "[](figure:line-items-2024/2024/l1)、[](figure:line-items-2024/2024/l33)、[](figure:line-items-2023/2023/l1)、\
             [](figure:costs/a-12/3/amount)。\n"
                .into(),
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes().into()));
    let tree = SourceTree {
        files: files.into_iter().collect(),
    };
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(&tree, &options);
    let site = prepared
        .site
        .unwrap_or_else(|| panic!("{:#?}", prepared.diagnostics));
    let output = site.render_all().expect("every page renders");
    // Badges and the lists of the audit lead to figures that pages do not show; no link may be broken by that.
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
    output
}

fn text(output: &OutputTree, path: &str) -> String {
    let bytes = output
        .files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not there"));
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

/// The table of the page's data with an id.
fn table<'a>(data: &'a Value, id: &str) -> &'a Vec<Value> {
    let tables = data["tables"].as_array().expect("tables");
    let table = tables.iter().find(|table| table["id"] == id);
    table.unwrap_or_else(|| panic!("no table {id}"))["rows"]
        .as_array()
        .expect("rows")
}

/// What stands in the page between an id and the end of its block.
fn block<'a>(page: &'a str, id: &str, end: &str) -> &'a str {
    let start = page
        .find(&format!("id=\"{id}\""))
        .unwrap_or_else(|| panic!("no {id}"));
    let rest = &page[start..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

#[test]
fn what_a_page_leaves_out_stands_in_the_one_data_file_of_a_compact_site() {
    let output = build_with("data_files: compact\n");
    let page = std::str::from_utf8(&output.files["2024/reviews/7/index.html"]).expect("UTF-8");
    let costs = block(page, "section-costs", "</section>");
    // The last sentence is about all tables.
    let (_, sentence) = costs.rsplit_once("left-out").expect("rows are left out");
    assert_eq!(
        between(sentence, "href=\"", "\""),
        "/2024/reviews/7/data.json.gz"
    );
    assert!(output.files.contains_key("2024/reviews/7/data.json.gz"));
}

#[test]
fn no_payee_or_contract_is_lost_between_page_count_and_data() {
    let output = build();
    let page = text(&output, "2024/reviews/7/index.html");
    let data: Value =
        serde_json::from_str(&text(&output, "2024/reviews/7/data.json")).expect("JSON");
    let payees = block(&page, "recipients-a", "</details>");
    let shown: Vec<usize> = (1..=PAYEES)
        .filter(|rank| payees.contains(&format!(">支出先第{rank}<")))
        .collect();
    assert!(shown.len() > 1 && shown.len() < PAYEES, "{shown:?}");
    assert_eq!(
        shown,
        (1..=shown.len()).collect::<Vec<_>>(),
        "the first, in order"
    );
    let said = format!(
        "額の大きい順に{}行を載せました（全{PAYEES}行）",
        shown.len()
    );
    assert!(payees.contains(&said), "{said}");
    let contracts = (1..=CONTRACTS).filter(|number| payees.contains(&format!("契約1の{number} ")));
    let contracts = contracts.count();
    assert!(contracts > 0 && contracts < CONTRACTS);
    let said = format!("ほか{}件の契約", CONTRACTS - contracts);
    assert!(payees.contains(&said), "{said}");
    // The data have every payee and every contract, with its amount.
    let rows = table(&data, "recipients-a");
    assert_eq!(rows.len(), PAYEES + 2 * CONTRACTS);
    let csv = text(&output, "2024/reviews/7/tables/recipients-a.csv");
    for rank in 1..=PAYEES {
        let name = format!("支出先第{rank},");
        let line = csv
            .lines()
            .find(|line| line.contains(&name))
            .unwrap_or_else(|| panic!("{name}"));
        let amount = (PAYEES + 1 - rank) * 1000;
        assert!(line.contains(&format!(",{amount},")), "{line}");
    }
    for number in 1..=CONTRACTS {
        assert!(csv.contains(&format!("契約{PAYEES}の{number}")));
    }
    // What the page shows of the amounts are those of the data.
    for rank in shown {
        let id = format!(
            "id=\"recipients-a-{rank}-amount\" data-value=\"{}\"",
            (PAYEES + 1 - rank) * 1000
        );
        assert!(payees.contains(&id), "{id}");
    }
}

#[test]
fn the_largest_payees_come_first_and_all_others_last() {
    let output = build();
    let page = text(&output, "2024/reviews/8/index.html");
    let payees = block(&page, "recipients-a", "</section>");
    let places = ["え社", "う社", "い社", ">その他<"].map(|name| payees.find(name));
    assert!(places.iter().all(Option::is_some), "{places:?}");
    assert!(places.is_sorted(), "{places:?}");
    // The data keep the order of the source.
    let csv = text(&output, "2024/reviews/8/tables/recipients-a.csv");
    let places = ["その他", "い社", "う社", "え社"].map(|name| csv.find(name));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn line_items_and_cost_items_are_counted_too() {
    let output = build();
    let page = text(&output, "2024/reviews/7/index.html");
    let data: Value =
        serde_json::from_str(&text(&output, "2024/reviews/7/data.json")).expect("JSON");
    let items = block(&page, "line-items-2024", "table-files");
    let shown = items.matches("id=\"line-items-2024-2024-l").count();
    assert!(shown > 0 && shown < ITEMS);
    assert!(items.contains(&format!("はじめの{shown}行を載せました（全{ITEMS}行）")));
    assert!(
        items.contains(">当初予算 ／ 試験費</th>"),
        "what they have in common"
    );
    assert!(items.contains(">目1</th>"));
    let earlier = block(&page, "line-items-2023", "table-files");
    assert!(!earlier.contains("<table") && earlier.contains(&format!("全{ITEMS}行")));
    for year in [2024, 2023] {
        let rows = table(&data, &format!("line-items-{year}"));
        assert_eq!(rows.len(), ITEMS);
        assert_eq!(
            rows[ITEMS - 1]["label"],
            format!("当初予算／試験費／目{ITEMS}")
        );
    }
    let costs = block(&page, "section-costs", "</section>");
    let tables = (1..=COSTS)
        .filter(|list| costs.contains(&format!("id=\"costs-a-{list}\"")))
        .count();
    assert!(tables > 0 && tables < COSTS);
    assert!(costs.contains(&format!("はじめの{tables}表を載せました（全{COSTS}表）")));
    let rows: usize = (1..=COSTS)
        .map(|list| table(&data, &format!("costs-a-{list}")).len())
        .sum();
    assert_eq!(rows, COSTS * 3);
}

#[test]
fn findings_about_what_is_left_out_lead_to_its_block() {
    let output = build();
    let page = text(&output, "2024/reviews/7/index.html");
    let hidden = format!("#recipients-a-{PAYEES}-");
    assert!(!page.contains(&hidden), "the last payee is not on the page");
    let audit = block(&page, "section-audit", "</section>");
    let about = format!("支出先第{PAYEES}");
    assert!(audit.contains(&about), "the audit knows it");
    assert!(
        audit.contains("href=\"/2024/reviews/7/#recipients-a\""),
        "and leads to its block"
    );
    let commentary = block(&page, "section-commentary", "</section>");
    for shown in ["#line-items-2024", "#line-items-2023", "#section-costs"] {
        let link = format!("href=\"/2024/reviews/7/{shown}\"");
        assert!(commentary.contains(&link), "{shown}: {commentary}");
    }
    assert!(commentary.contains("href=\"/2024/reviews/7/#line-items-2024-2024-l1\""));
}

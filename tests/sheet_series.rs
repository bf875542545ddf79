//! A sheet of the whole government over several editions: amounts in other units, sources in short, and the sheets that belong
//! together, from both sides.

use scraper::{Html, Selector};
use serde_json::Value;
use tenken::pipeline::{self, Options, Site};
use tenken::tree::SourceTree;

/// Two sheets of 2022 in 百万円 that became one of 2024 in 円, and one that stayed what it was.
fn content() -> SourceTree {
    let mut tree = SourceTree::default();
    let mut put = |path: &str, text: String| {
        tree.files
            .insert(format!("content/{path}"), text.into_bytes().into());
    };
    put(
        "site.yaml",
        "title: 例\ndescription: 例\npublisher: 例\n".into(),
    );
    for year in ["2022", "2024"] {
        put(
            &format!("{year}/sources.yaml"),
            "documents:\n  - { id: rs, title: 要約.csv, publisher: 例 }\n  - { id: a-file-with-a-very-long-name, title: 長い名前のファイル.ndjson, publisher: 例 }\n".into(),
        );
        put(
            &format!("{year}/edition.yaml"),
            format!(
                "title: 版{year}\nshort_title: 版{year}\nkind: review\nsummary: 例\nsource: rs\n"
            ),
        );
    }
    let sheet = |name: &str, number: &str, rest: &str| {
        format!(
            "name: {name}\nnumber: \"{number}\"\nsource: rs\nat: 1\norganisation: {{ ministry: 試験省, order: 1, agency: 試験省, at: \"rs:1\" }}\n{rest}"
        )
    };
    let old = "budgets: [{ id: budget, title: 予算額・執行額, unit: 百万円, notes: [{ text: 空欄も0としています。, at: \"rs:1\" }], columns: [2020, 2021, 2022, { requested: 2023 }], rows: [{ item: initial, values: [10260, 14681, 17308, 9], at: [\"a-file-with-a-very-long-name:5\", \"a-file-with-a-very-long-name:5\", \"a-file-with-a-very-long-name:5\", \"a-file-with-a-very-long-name:5\"] }] }]\n\
        indicators: [{ id: outcome-1, name: 論文数, kind: outcome, unit: 件, columns: [2020, 2021], rows: [{ item: actual, values: [1, 2], at: \"rs:3\" }], at: \"rs:3\" }]\n";
    put("2022/reviews/old.yaml", sheet("同じ事業", "1", old));
    for part in ["one", "two"] {
        put(
            &format!("2022/reviews/{part}.yaml"),
            sheet(&format!("部分{part}"), part, "budgets: []\n"),
        );
    }
    let new = "texts: [{ id: purpose, heading: 事業の目的, text: 支援する。／また、１／３を補助する。, at: \"rs:2\" }]\n\
        lineage: [{ relation: same, name: 同じ事業, entity: 2022/reviews/old, at: \"rs:7\" }]\n\
        budgets: [{ id: budget, title: 予算額・執行額, unit: 円, columns: [2022, 2023, 2024], rows: [{ item: initial, values: [17307800000, 18114438000, 1], at: [\"rs:12\", \"rs:10\", \"rs:8\"] }] }]\n";
    put("2024/reviews/11.yaml", sheet("同じ事業", "11", new));
    let merged = "budgets: []\nlineage:\n  - { relation: merged, name: 部分one, entity: 2022/reviews/one, at: \"rs:8\" }\n  - { relation: merged, name: 部分two, entity: 2022/reviews/two, at: \"rs:9\" }\n";
    put("2024/reviews/12.yaml", sheet("統合事業", "12", merged));
    tree
}

fn site() -> Site {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(&content(), &options);
    prepared
        .site
        .unwrap_or_else(|| panic!("{:#?}", prepared.diagnostics))
}

fn text(site: &Site, path: &str) -> String {
    let bytes = site.render(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.expect("it can be made").to_vec()).expect("it is text")
}

fn page(site: &Site, path: &str) -> Html {
    Html::parse_document(&text(site, &format!("{path}index.html")))
}

/// The texts of what a selector finds.
fn all(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let texts = page
        .select(&selector)
        .map(|found| found.text().collect::<String>());
    texts
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn amounts_in_two_units_are_drawn_on_one_axis_exactly() {
    let site = site();
    let page = page(&site, "2024/reviews/11/");
    let caption = all(&page, "#chart-across-editions figcaption").concat();
    assert!(caption.contains("10,260百万円"), "{caption}");
    assert!(caption.contains("1円"), "{caption}");
    assert!(caption.contains("単位：百万円"), "{caption}");
    let csv = text(&site, "2024/reviews/11/charts/across-editions.csv");
    let mut lines = csv
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.rsplit_once(',').expect("a source").0);
    assert_eq!(
        lines.next(),
        Some("fiscal_year,当初予算_百万円,当初予算（原資料の記載）")
    );
    let rows: Vec<&str> = lines.collect();
    assert_eq!(
        rows,
        [
            "2020,10260,\"10,260百万円\"",
            "2021,14681,\"14,681百万円\"",
            "2022,17307.8,\"17,307,800,000円\"",
            "2023,18114.438,\"18,114,438,000円\"",
            "2024,0.000001,1円",
        ]
    );
    let json: Value =
        serde_json::from_str(&text(&site, "2024/reviews/11/charts/across-editions.json"))
            .expect("JSON");
    assert_eq!(json["unit"], "百万円");
    assert_eq!(json["rows"][3]["initial"]["value"], 18114.438);
    assert_eq!(json["rows"][3]["initial_printed"], "18,114,438,000円");
}

#[test]
fn a_row_of_the_series_names_each_file_once() {
    let site = site();
    let page = page(&site, "2024/reviews/11/");
    let cites = all(&page, "#across-editions > .table-scroll tbody td.src");
    assert_eq!(
        cites,
        ["2024年版 2022年版", "rs 12・10・8行", "a-file…name 5行"]
    );
    let titles = Selector::parse("#across-editions > .table-scroll tbody tr:first-child .cite")
        .expect("a selector");
    let titles: Vec<_> = page
        .select(&titles)
        .filter_map(|cite| cite.attr("title"))
        .collect();
    assert_eq!(
        titles,
        ["要約.csv の12・10・8行", "長い名前のファイル.ndjson の5行"]
    );
}

#[test]
fn the_contents_name_the_indicators() {
    let site = site();
    let page = page(&site, "2022/reviews/old/");
    let links = all(&page, "a[href=\"#section-indicators\"]");
    assert!(!links.is_empty());
}

#[test]
fn both_sides_show_the_sheets_that_belong_together() {
    let site = site();
    let rows = |path: &str| all(&page(&site, path), "#lineage tbody tr");
    assert_eq!(
        rows("2024/reviews/11/"),
        ["同じ事業 2022年版 別の版の同じ事業 rs 7行"]
    );
    assert_eq!(
        rows("2022/reviews/old/"),
        ["同じ事業 2024年版 別の版の同じ事業 2024年版 rs 7行"]
    );
    assert_eq!(
        rows("2024/reviews/12/"),
        [
            "部分two 2022年版 統合元 rs 9行",
            "部分one 2022年版 統合元 rs 8行"
        ]
    );
    assert_eq!(
        rows("2022/reviews/one/"),
        ["統合事業 2024年版 統合先 2024年版 rs 8行"]
    );
    let data: Value =
        serde_json::from_str(&text(&site, "2022/reviews/one/data.json")).expect("JSON");
    assert!(data.to_string().contains("2024/reviews/12"), "{data}");
    let link = Selector::parse("#lineage tbody a[href=\"/2024/reviews/12/\"]").expect("a selector");
    assert_eq!(page(&site, "2022/reviews/two/").select(&link).count(), 1);
}

#[test]
fn a_request_that_was_settled_is_not_restated() {
    let site = site();
    let page = page(&site, "2024/reviews/11/");
    let rows = all(&page, "#across-editions > .table-scroll tbody tr");
    assert!(rows[2].contains("9百万円"), "{rows:?}");
    assert!(!rows[2].contains("改定"), "{rows:?}");
    let notes = all(&page, "#across-editions").concat();
    assert!(notes.contains("空欄も0としています"), "{notes}");
}

#[test]
fn line_breaks_that_the_files_have_as_slashes_are_shown() {
    let site = site();
    let page = text(&site, "2024/reviews/11/index.html");
    assert!(page.contains("支援する。<br>また、１／３を補助する。"));
    let texts = text(&site, "2024/data/texts.csv");
    assert!(
        texts.contains("支援する。／また、１／３を補助する。"),
        "{texts}"
    );
}

#[test]
fn a_sheet_names_every_file_that_it_rests_on() {
    let site = site();
    let sources = |path: &str| all(&page(&site, path), "#section-sources li");
    let files = sources("2022/reviews/old/");
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(files[0].contains("長い名前のファイル.ndjson"), "{files:?}");
    // What another edition says stands with that edition.
    assert_eq!(sources("2024/reviews/11/").len(), 1);
}

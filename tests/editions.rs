//! Pages that lead across editions: what the real documents say differently, series over editions, and the year switcher.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use scraper::{ElementRef, Html, Selector};
use tenken::disk;
use tenken::links::Book;
use tenken::pipeline::{self, Options, Site};
use tenken::tree::SourceTree;

fn site(tree: &SourceTree) -> Site {
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let prepared = pipeline::prepare(tree, &options);
    let errors: Vec<_> = prepared
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .collect();
    prepared.site.unwrap_or_else(|| panic!("{errors:#?}"))
}

fn real() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    site(&disk::read_tree(root).expect("the site can be read"))
}

fn page(site: &Site, path: &str) -> Html {
    let bytes = site
        .render(path)
        .unwrap_or_else(|| panic!("{path} is planned"))
        .unwrap_or_else(|error| panic!("{path}: {error:?}"));
    Html::parse_document(&String::from_utf8_lossy(&bytes))
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Rows of a table: heading, then cells.
fn rows(page: &Html, id: &str) -> Vec<Vec<String>> {
    let rows = selector(&format!("#{id} tbody tr"));
    let cells = selector("th, td");
    page.select(&rows)
        .map(|row| row.select(&cells).map(text).collect())
        .collect()
}

/// What the two documents say differently about one figure of one fiscal year, read off their text by a person: project, year,
/// what the budget proposal prints (line), what the review prints (line), and how much that is.
const RESTATED: &[[&str; 6]] = &[
    // 医療機器等研究成果展開事業 (0,862百万円) / 13 of the row 22 21 18 13 11 13
    [
        "医療機器等研究成果展開事業",
        "2021(令和3)年度",
        "862百万円",
        "13億円",
        "+4.38億円（+50.8%）、四捨五入の幅±0.505億円",
        "2021年版 4行 2022年版 268行",
    ],
    // ( 新 規 ) on the detail page / 38 of the row 29 29 37 38 37 52
    [
        "生命科学・創薬研究支援基盤事業",
        "2021(令和3)年度",
        "新規",
        "38億円",
        "値のない版がある",
        "2021年版 475行 2022年版 32行",
    ],
];

/// Drafts of FY2022 that the review gives as settled; each rounds to what the review prints.
const SETTLED: &[[&str; 3]] = &[
    ["生命科学・創薬研究支援基盤事業", "3,702百万円", "37億円"],
    [
        "先端的バイオ創薬等基盤技術開発事業",
        "1,466百万円",
        "15億円",
    ],
    ["次世代がん医療加速化研究事業", "3,399百万円", "34億円"],
    ["医療機器等研究成果展開事業", "1,072百万円", "11億円"],
];

/// Projects of the budget proposal that the review does not have.
const ENDED: &[&str] = &[
    "ゲノム医療実現バイオバンク利活用プログラム（B-cure）等",
    "脳とこころの研究推進プログラム",
    "新興・再興感染症研究基盤創生事業",
    "革新的先端研究開発支援事業",
    "ナショナルバイオリソースプロジェクト",
    "再生医療実現拠点ネットワークプログラム",
    "橋渡し研究プログラム",
    "ワクチン開発のための世界トップレベル研究開発拠点の形成",
];

#[test]
fn the_page_says_what_the_two_documents_say_and_nothing_else() {
    let site = real();
    let page = page(&site, "compare/2021-2022/index.html");
    let restated: BTreeSet<Vec<String>> = rows(&page, "restated").into_iter().collect();
    let wanted: BTreeSet<Vec<String>> = RESTATED
        .iter()
        .map(|[name, year, before, after, size, cites]| {
            [
                name,
                &*format!("予算額及び翌年度要求額 予算額 {year}"),
                "改定",
                before,
                after,
                size,
                cites,
            ]
            .map(str::to_owned)
            .into()
        })
        .collect();
    assert_eq!(restated, wanted);
    let settled: BTreeSet<[String; 4]> = rows(&page, "settled")
        .into_iter()
        .map(|row| [0, 3, 4, 5].map(|at| row[at].clone()))
        .collect();
    let wanted: BTreeSet<[String; 4]> = SETTLED
        .iter()
        .map(|[name, before, after]| {
            [name, before, after, &"四捨五入の範囲で一致"].map(|text| (*text).to_owned())
        })
        .collect();
    assert_eq!(settled, wanted);
    let ended: BTreeSet<String> = rows(&page, "ended")
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    let wanted: BTreeSet<String> = ENDED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(ended, wanted);
}

/// Amounts that only one of the documents prints, read off by a person: page, edition, and the amounts of a row.
const ALONE: &[(&str, usize, &str)] = &[
    // The review prints five years and a request; the proposal two years.
    (
        "projects/binds",
        3,
        "29億円（2018年度）、29億円（2019年度）、37億円（2020年度）、52億円（2023年度（要求額））",
    ),
    ("projects/binds", 3, "3,694百万円（2020年度）"),
    ("projects/binds", 3, "2,106百万円（2020年度）"),
    ("projects/binds", 3, "3,185百万円（2020年度）"),
    (
        "projects/bio-drug-discovery",
        3,
        "13億円（2018年度）、13億円（2019年度）、13億円（2020年度）、15億円（2023年度（要求額））",
    ),
    ("projects/bio-drug-discovery", 3, "1,261百万円（2020年度）"),
    (
        "projects/cancer",
        3,
        "36億円（2018年度）、37億円（2019年度）、36億円（2020年度）、42億円（2023年度（要求額））",
    ),
    ("projects/cancer", 3, "3,551百万円（2020年度）"),
    (
        "projects/medical-devices",
        3,
        "22億円（2018年度）、21億円（2019年度）、18億円（2020年度）、13億円（2023年度（要求額））",
    ),
    (
        "projects/medical-devices",
        3,
        "1,359百万円（2020年度）、970百万円（2021年度）",
    ),
    (
        "projects/medical-devices",
        3,
        "1,230百万円（2020年度）、862百万円（2021年度）",
    ),
    // The totals of the field stand in the proposal alone.
    (
        "edition",
        2,
        "876億円（2021年度）、863億円（2022年度（予算案））",
    ),
    (
        "edition",
        2,
        "595億円（2021年度）、586億円（2022年度（予算案））",
    ),
    ("edition", 2, "515億円（2021年度）"),
];

#[test]
fn amounts_of_one_document_are_listed_once_and_completely() {
    let site = real();
    let pages: BTreeSet<&str> = ALONE.iter().map(|(page, ..)| *page).collect();
    for key in pages {
        let page = page(&site, &format!("compare/2021-2022/{key}/index.html"));
        let both = ["改定", "確定", "変更"];
        let found: BTreeSet<String> = rows(&page, "budgets")
            .into_iter()
            .filter(|row| !both.contains(&row[1].as_str()))
            .map(|row| row[2..4].join("|"))
            .collect();
        let wanted: BTreeSet<String> = ALONE
            .iter()
            .filter(|(of, ..)| *of == key)
            .map(|(_, at, amounts)| match at {
                2 => format!("{amounts}|記載なし"),
                _ => format!("記載なし|{amounts}"),
            })
            .collect();
        assert_eq!(found, wanted, "{key}");
    }
}

/// A site of two editions with a renamed project, a divided one, and texts.
fn small() -> SourceTree {
    let mut tree = SourceTree::default();
    let mut put = |path: &str, text: &str| {
        tree.files
            .insert(format!("content/{path}"), Arc::from(text.as_bytes()));
    };
    put("site.yaml", "title: 例\ndescription: 例\npublisher: 例\n");
    for year in ["2023", "2024"] {
        put(
            &format!("{year}/sources.yaml"),
            "documents:\n  - { id: s, title: 資料, publisher: 例 }\n",
        );
        put(
            &format!("{year}/edition.yaml"),
            &format!(
                "title: 版{year}\nshort_title: 版{year}\nkind: review\nsummary: 例\nsource: s\n"
            ),
        );
    }
    let long = "変わらない文である。".repeat(30);
    let budget = |years: &str, values: &str| {
        format!(
            "budgets: [{{ id: budget, title: 予算額, unit: 億円, columns: {years}, rows: [{{ item: amount, values: {values}, at: 1 }}] }}]\n"
        )
    };
    put(
        "2023/projects/old.yaml",
        &format!(
            "name: 旧事業\nsource: s\n{}texts: [{{ id: t, heading: 目的, text: \"{long}基礎研究を<b>支援</b>する。{long}\", at: 1 }}]\n",
            budget("[2019, 2020, 2021]", "[10, 11, 12]")
        ),
    );
    put(
        "2024/projects/new.yaml",
        &format!(
            "name: 新事業\nsource: s\nlineage: [{{ relation: renamed, name: 旧事業, entity: 2023/projects/old, at: 1 }}]\n{}texts: [{{ id: t, heading: 目的, text: \"{long}応用研究を<b>支援</b>する。{long}\", at: 1 }}]\n",
            budget("[2021, 2022, 2023]", "[13, 14, 15]")
        ),
    );
    tree
}

#[test]
fn a_series_runs_across_editions_with_the_newest_statement_of_each_year() {
    let site = site(&small());
    let page = page(&site, "2024/projects/new/index.html");
    let series = rows(&page, "across-editions");
    let texts = |row: &Vec<String>| row[..6].join("|");
    assert_eq!(
        series.iter().map(texts).collect::<Vec<_>>(),
        [
            "最新の記載|10億円|11億円|13億円|14億円|15億円",
            "2024年版|||13億円|14億円|15億円",
            "2023年版|10億円|11億円|12億円 後の版で改定||",
        ]
    );
    // The older edition alone gives all years that it knows.
    let page = self::page(&site, "2023/projects/old/index.html");
    assert!(rows(&page, "across-editions").is_empty());
    let csv = site.render("2024/projects/new/charts/across-editions.csv");
    let csv = csv.expect("the chart has files").expect("they can be made");
    let csv = String::from_utf8_lossy(&csv).into_owned();
    assert!(csv.contains("2023年版") || csv.contains("資料"), "{csv}");
}

#[test]
fn the_year_switcher_follows_a_changed_id() {
    let site = site(&small());
    let links = |path: &str| -> Vec<String> {
        let page = page(&site, path);
        let links = selector(".switcher a");
        let hrefs = page
            .select(&links)
            .filter_map(|link| link.value().attr("href"));
        hrefs.map(str::to_owned).collect()
    };
    let later = links("2024/projects/new/index.html");
    assert!(
        later.contains(&"/2023/projects/old/".to_owned()),
        "{later:?}"
    );
    assert!(
        later.contains(&"/compare/2023-2024/projects/new/".to_owned()),
        "{later:?}"
    );
    let earlier = links("2023/projects/old/index.html");
    assert!(
        earlier.contains(&"/2024/projects/new/".to_owned()),
        "{earlier:?}"
    );
}

#[test]
fn texts_are_compared_word_by_word_and_long_runs_are_folded() {
    let site = site(&small());
    let page = page(&site, "compare/2023-2024/projects/new/index.html");
    let diff = selector(".diff.changed");
    let diff = page.select(&diff).next().expect("the text changed");
    let of = |css: &str| -> Vec<String> { diff.select(&selector(css)).map(text).collect() };
    assert_eq!(
        (of("del"), of("ins")),
        (vec!["基礎".to_owned()], vec!["応用".to_owned()])
    );
    let folded = of("details.same > summary");
    // 300 characters before the change; 300 and 「研究を<b>支援</b>する。」 behind it; 40 stay open beside it.
    assert_eq!(folded, ["変更のない260字", "変更のない275字"]);
    // What looks like HTML in a document stays text.
    assert!(text(diff).contains("研究を<b>支援</b>する。"));
    assert!(of("b").is_empty());
}

#[test]
fn no_page_of_a_comparison_holds_everything() {
    let mut tree = small();
    for year in ["2023", "2024"] {
        for n in 0..250 {
            let text = format!(
                "name: 事業{n}\nsource: s\nfacts: [{{ label: 備考, text: 版{year}の{n}, at: 1 }}]\n"
            );
            tree.files.insert(
                format!("content/{year}/projects/p{n:03}.yaml"),
                Arc::from(text.into_bytes()),
            );
        }
    }
    let site = site(&tree);
    let summary = page(&site, "compare/2023-2024/index.html");
    assert!(rows(&summary, "changed-things").is_empty());
    let mut listed = BTreeSet::new();
    for number in 1..=3 {
        let page = page(
            &site,
            &format!("compare/2023-2024/list/{number}/index.html"),
        );
        let rows = rows(&page, "things");
        assert!(rows.len() <= 100);
        listed.extend(rows.into_iter().map(|row| row[0].clone()));
    }
    assert_eq!(listed.len(), 251);
    assert!(!site.has("compare/2023-2024/list/4/index.html"));
    let output = site.render_all().expect("every page renders");
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
}

#[test]
fn one_edition_has_nothing_to_compare() {
    let mut tree = small();
    tree.files
        .retain(|path, _| !path.starts_with("content/2023/"));
    let new = "content/2024/projects/new.yaml".to_owned();
    tree.files
        .insert(new, Arc::from("name: 新事業\nsource: s\n".as_bytes()));
    let site = site(&tree);
    assert!(!site.has("compare/index.html"));
}

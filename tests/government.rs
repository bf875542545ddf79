//! A site of the whole government: its pages, how they divide the projects, and that none grows with their number.

#[path = "../benches/support/government.rs"]
mod government;
#[path = "support/markup.rs"]
mod markup;

use std::collections::BTreeSet;
use std::path::Path;

use tenken::links::Book;
use tenken::pipeline::{self, Options, Site};
use tenken::tree::SourceTree;

use markup::between;

fn prepared(tree: &SourceTree) -> Site {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(tree, &options);
    let found: Vec<String> = prepared
        .diagnostics
        .iter()
        .take(5)
        .map(|found| format!("{found:?}"))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    prepared.site.expect("a site without errors")
}

/// Writes the generated content where a person can look at it; does nothing unless asked to.
#[test]
fn the_generated_content_can_be_written_to_a_folder() {
    let Ok(folder) = std::env::var("TENKEN_WRITE_GOVERNMENT") else {
        return;
    };
    let count =
        std::env::var("TENKEN_WRITE_COUNT").map_or(200, |count| count.parse().expect("a number"));
    for (path, bytes) in government::government(count).files {
        let path = Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        std::fs::write(path, &bytes).expect("a file");
    }
}

#[test]
fn a_generated_government_has_no_finding_and_no_broken_link() {
    let tree = government::government(30);
    let site = prepared(&tree);
    let output = site.render_all().expect("every page renders");
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
}

fn page(site: &Site, path: &str) -> String {
    let bytes = site
        .render(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    let bytes = bytes.expect("it renders");
    String::from_utf8(bytes.to_vec()).expect("pages are text")
}

/// The exact values of a column of a table on a page.
fn values(page: &str, table: &str, column: usize) -> Vec<i64> {
    let table = between(page, &format!("id=\"{table}\""), "</table>");
    let cell = |row: &str| {
        let cell = row.split("<td").nth(column + 1)?;
        let value = cell.split("data-value=\"").nth(1)?;
        value.split('"').next()?.parse().ok()
    };
    table.split("<tr").skip(2).filter_map(cell).collect()
}

#[test]
fn sums_of_ministries_are_those_of_their_projects() {
    let tree = government::government(60);
    let site = prepared(&tree);
    // Initial budgets of the sheet year, read from the files without the program.
    let mut expected = 0;
    for (path, bytes) in tree
        .files
        .iter()
        .filter(|(path, _)| path.contains("/reviews/"))
    {
        let text = String::from_utf8_lossy(bytes);
        let row = text
            .lines()
            .find(|line| line.contains("item: initial"))
            .unwrap_or_else(|| panic!("{path}"));
        let list = row.split(['[', ']']).nth(1).expect("values");
        expected += list
            .split(", ")
            .nth(3)
            .expect("the fourth year")
            .parse::<i64>()
            .expect("a number");
    }
    let all = page(&site, "2024/ministries/index.html");
    assert_eq!(values(&all, "ministries", 1).iter().sum::<i64>(), expected);
    assert_eq!(values(&all, "ministries", 0).iter().sum::<i64>(), 60);
    let mext = page(&site, "2024/ministries/mext/index.html");
    assert!(
        mext.contains("/2024/ministries/mext/bunka/"),
        "agencies keep their names of go.jp"
    );
    let of_mext: i64 = values(&mext, "offices", 1).iter().sum();
    assert!(values(&all, "ministries", 1).contains(&of_mext));
}

#[test]
fn a_project_stands_below_its_ministry_and_bureau() {
    let site = prepared(&government::government(20));
    let sheet = page(&site, "2024/reviews/1/index.html");
    let way = between(&sheet, "class=\"breadcrumb\"", "</nav>");
    assert_eq!(way.matches("/2024/ministries/").count(), 3, "{way}");
    assert!(!way.contains("/2024/reviews/\""), "{way}");
    assert!(sheet.contains("class=\"neighbours\""));
}

#[test]
fn lists_go_over_pages_that_lead_to_each_other() {
    let site = prepared(&government::government(250));
    let first = page(&site, "2024/reviews/index.html");
    let second = page(&site, "2024/reviews/list/2/index.html");
    assert!(first.contains("rel=\"next\" href=\"/2024/reviews/list/2/\""));
    assert!(second.contains("rel=\"prev\" href=\"/2024/reviews/\""));
    assert!(second.contains("101〜200件（全250件）"));
    assert!(site.render("2024/reviews/list/4/index.html").is_none());
}

#[test]
fn payees_are_one_only_by_their_corporate_number() {
    let site = prepared(&government::government(60));
    let paths = site.paths();
    let payees: Vec<&String> = paths
        .iter()
        .filter(|path| path.starts_with("2024/recipients/") && path.matches('/').count() == 3)
        .collect();
    assert!(payees.len() > 10, "{}", payees.len());
    for path in payees.iter().take(5) {
        let page = page(&site, path);
        assert!(
            !page.contains("個人Ａ") && !page.contains(">その他<"),
            "{path}"
        );
        let sheets = page.split("href=\"/2024/reviews/").skip(1);
        let sheets: BTreeSet<&str> = sheets.filter_map(|rest| rest.split('/').next()).collect();
        assert!(sheets.len() > 1, "{path} is about {sheets:?} alone");
    }
    let list = page(&site, "2024/recipients/index.html");
    assert!(!list.contains("個人Ａ</"));
    let direct = values(&list, "recipients", 2);
    assert!(
        direct.is_sorted_by(|one, other| one >= other),
        "the most first"
    );
}

#[test]
fn the_row_of_all_others_is_no_payee() {
    let site = prepared(&government::government(12));
    let sheet = page(&site, "2024/reviews/1/index.html");
    assert!(sheet.contains("10者とその他"), "ten payees and the rest");
    assert!(!sheet.contains("11者"));
}

#[test]
fn no_page_grows_with_the_number_of_projects() {
    let (few, many) = (
        prepared(&government::government(110)),
        prepared(&government::government(220)),
    );
    let length = |site: &Site, path: &str| page(site, path).len();
    for path in [
        "index.html",
        "2024/index.html",
        "2024/ministries/index.html",
        "2024/reviews/index.html",
        "2024/reviews/1/index.html",
        "2024/recipients/index.html",
        "2024/policies/index.html",
        "2024/budget/index.html",
        "2024/checks/index.html",
        "2024/data/index.html",
    ] {
        let (few, many) = (length(&few, path), length(&many, path));
        assert!(many * 4 < few * 5, "{path} grew from {few} to {many} bytes");
    }
}

#[test]
fn of_many_contradictions_the_largest_come_first() {
    let site = prepared(&government::government(110));
    let checks = page(&site, "2024/checks/index.html");
    let flow = between(&checks, "id=\"audit-flow\"", "</table>");
    assert!(flow.contains("不一致から先に"), "only the first are shown");
    let text = words(flow);
    let differences = text.split("差 ▲").skip(1).map(|rest| {
        let (amount, _) = rest.split_once('円').expect("an amount in yen");
        let (ten_thousands, ones) = amount.split_once('万').expect("more than 10,000 yen");
        let number = |text: &str| text.parse::<u64>().unwrap_or(0);
        number(ten_thousands) * 10_000 + number(ones)
    });
    let differences: Vec<u64> = differences.collect();
    assert!(differences.len() > 5, "{differences:?}");
    assert!(
        differences.is_sorted_by(|one, other| one >= other)
            && differences.first() > differences.last(),
        "{differences:?}"
    );
}

/// The page without its tags.
fn words(html: &str) -> String {
    let parts = html.split('<');
    parts
        .filter_map(|part| Some(part.split_once('>')?.1))
        .collect()
}

#[test]
fn related_projects_know_each_other() {
    let mut tree = government::government(12);
    // Sheet 1 calls sheet 4 its part; sheet 4 does not mention sheet 1.
    let path = "content/2024/reviews/1.yaml".to_owned();
    let text = String::from_utf8_lossy(&tree.files[&path]).into_owned();
    assert!(text.contains("{ id: 4, relation: other_target,"));
    let text = text.replace(
        "{ id: 4, relation: other_target,",
        "{ id: 4, relation: child,",
    );
    tree.files.insert(path, text.into_bytes().into());
    let site = prepared(&tree);
    let first = page(&site, "2024/reviews/1/index.html");
    let own = between(&first, "id=\"related-projects\"", "</table>");
    assert!(
        own.contains("href=\"/2024/reviews/4/\"") && own.contains("子事業"),
        "{own}"
    );
    let other = page(&site, "2024/reviews/4/index.html");
    let back = between(&other, "id=\"related-by\"", "</table>");
    assert!(back.contains("href=\"/2024/reviews/1/\""), "{back}");
    assert!(
        words(back).contains("この事業を「子事業」としている"),
        "{back}"
    );
}

#[test]
fn policies_have_their_measures_and_projects() {
    let tree = government::government(60);
    let site = prepared(&tree);
    // The sheets of each policy, read from the files without the program.
    let mut expected: std::collections::BTreeMap<(String, String), BTreeSet<String>> =
        Default::default();
    for (path, bytes) in tree
        .files
        .iter()
        .filter(|(path, _)| path.contains("/reviews/"))
    {
        let id = path
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".yaml"));
        let text = String::from_utf8_lossy(bytes);
        for line in text.lines().filter(|line| line.contains("policy: 政策")) {
            let part = |key: &str| {
                let rest = line.split(key).nth(1).unwrap_or_default();
                rest.split(',').next().unwrap_or_default().to_owned()
            };
            let place = (part("ministry: "), part("policy: "));
            expected
                .entry(place)
                .or_default()
                .insert(id.unwrap_or_default().to_owned());
        }
    }
    let list = page(&site, "2024/policies/index.html");
    let rows: Vec<&str> = list.split("href=\"/2024/policies/").skip(1).collect();
    let ids = rows.iter().filter_map(|row| row.split('/').next());
    let is_id = |id: &&str| id.contains('-') && !id.contains('"');
    let ids: BTreeSet<&str> = ids.filter(is_id).collect();
    assert!(
        ids.len() > 20 && ids.len() == expected.len().min(100),
        "{}",
        ids.len()
    );
    for id in ids {
        let html = page(&site, &format!("2024/policies/{id}/index.html"));
        let name = between(&html, "<h1>", "<");
        let projects = html.split("id=\"projects\"").nth(1).expect("the projects");
        let sheets = projects.split("href=\"/2024/reviews/").skip(1);
        let sheets: BTreeSet<String> = sheets
            .filter_map(|rest| Some(rest.split_once('/')?.0.to_owned()))
            .filter(|id| id.parse::<u32>().is_ok())
            .collect();
        let known = expected.iter().filter(|((_, policy), _)| policy == name);
        assert!(
            known.clone().any(|(_, own)| *own == sheets),
            "{id} {name}: {sheets:?}"
        );
        assert!(html.contains("id=\"measures\""), "{id}");
        // And back: the sheet leads to its policy.
        let sheet = page(
            &site,
            &format!("2024/reviews/{}/index.html", sheets.first().expect("one")),
        );
        assert!(
            sheet.contains(&format!("href=\"/2024/policies/{id}/\"")),
            "{id}"
        );
    }
}

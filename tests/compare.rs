//! Two editions side by side, case by case: each file of `tests/compare` is about one family of differences. A case states its
//! premise in prose, the excerpts of the seed files of two editions, and what `tenken diff` says about them.
//!
//! `TENKEN_BLESS=1 cargo test --test compare` writes the reports anew; read the difference as you read code.

#[path = "support/literate.rs"]
mod literate;

use std::fs;
use std::sync::Arc;

use literate::{Case, cases, files};
use tenken::compare::{self, report};
use tenken::diagnostic::Lang;
use tenken::load;
use tenken::tree::SourceTree;

const SITE: &str = "title: 例\ndescription: 例\npublisher: 例\n";
const EDITION: &str = "title: 版\nshort_title: 版\nkind: review\nsummary: 例\nsource: s\n";

/// The site of a case: editions 2024 and 2025, with what every file needs.
fn tree(case: &Case) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut put = |path: String, text: &str| {
        tree.files.insert(path, Arc::from(text.as_bytes()));
    };
    put("content/site.yaml".to_owned(), SITE);
    for year in ["2024", "2025"] {
        let sources = format!("documents:\n  - {{ id: s, title: 資料{year}, publisher: 例 }}\n");
        put(format!("content/{year}/sources.yaml"), &sources);
        put(format!("content/{year}/edition.yaml"), EDITION);
    }
    for (path, text) in &case.files {
        put(format!("content/{path}.yaml"), &whole(path, text));
    }
    tree
}

/// The keys that a file of the kind needs, where the excerpt leaves them out.
fn whole(path: &str, excerpt: &str) -> String {
    let kind = path.split('/').nth(1).unwrap_or_default();
    let needed: &[&str] = match kind {
        "projects" => &["name: 例", "source: s"],
        "reviews" => &[
            "name: 例",
            "source: s",
            "number: 例-0001",
            "facts: []",
            "budgets: []",
        ],
        "committee" => &["name: 委員会", "source: s"],
        _ => &[],
    };
    let is_missing = |line: &&&str| {
        let key = line.split(':').next().unwrap_or_default();
        !excerpt
            .lines()
            .any(|have| have.starts_with(&format!("{key}:")))
    };
    let lines: Vec<&str> = needed.iter().filter(is_missing).copied().collect();
    format!("{}\n{excerpt}", lines.join("\n"))
}

#[test]
fn every_kind_of_difference_is_told_and_nothing_else() {
    let mut problems = Vec::new();
    for file in files("compare") {
        let mut text = fs::read_to_string(&file).expect("a case can be read");
        // From the last case to the first, so that places stay right.
        for case in cases(&text).into_iter().rev() {
            let loaded = load::load(&tree(&case));
            let errors: Vec<_> = loaded
                .diagnostics
                .iter()
                .filter(|found| found.is_error())
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", case.heading);
            let dataset = loaded.dataset.expect("a site without errors is a dataset");
            let (before, after) = compare::editions(&dataset, 2025, 2024).expect("two editions");
            let comparison = compare::compare(before, after);
            let said = report::human(&comparison, &[], Lang::En);
            let is_told = comparison.is_empty() == (said.lines().count() == 1);
            assert!(is_told, "{}: {said}", case.heading);
            if text[case.expected.clone()] != said {
                problems.push(format!("{}: {}\n{said}", file.display(), case.heading));
                text.replace_range(case.expected, &said);
            }
        }
        if std::env::var_os("TENKEN_BLESS").is_some() {
            fs::write(&file, text).expect("cases can be written");
        }
    }
    let is_blessed = std::env::var_os("TENKEN_BLESS").is_some();
    assert!(problems.is_empty() || is_blessed, "{}", problems.join("\n"));
}

//! Rules of the audit, case by case: each file of `tests/audit` is about one rule. A case states its premise in prose, the
//! excerpt of the seed files, and the relations that the rule finds in it with their verdicts.
//!
//! `TENKEN_BLESS=1 cargo test --test audit` writes the relations anew; read the difference as you read code.

#[path = "support/literate.rs"]
mod literate;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use literate::{Case, cases, files};
use tenken::audit::relation::Kind;
use tenken::audit::{self, rules};
use tenken::load;
use tenken::tree::SourceTree;

const SOURCES: &str = "documents:\n  - { id: s, title: 例の資料, publisher: 例 }\n";
const EDITION: &str = "title: 版\nshort_title: 版\nkind: review\nsummary: 例\nsource: s\n";
const SITE: &str = "title: 例\ndescription: 例\npublisher: 例\n";

/// The site of a case: the files of the excerpt in edition 2024, with what every file needs.
fn tree(case: &Case) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut put = |path: String, text: &str| {
        tree.files.insert(path, Arc::from(text.as_bytes()));
    };
    put("content/site.yaml".to_owned(), SITE);
    let mut years = BTreeSet::from(["2024".to_owned()]);
    for (path, _) in &case.files {
        let first = path.split('/').next().unwrap_or_default();
        if first.parse::<i16>().is_ok() {
            years.insert(first.to_owned());
        }
    }
    for year in &years {
        put(format!("content/{year}/sources.yaml"), SOURCES);
        put(format!("content/{year}/edition.yaml"), EDITION);
    }
    for (path, text) in &case.files {
        let first = path.split('/').next().unwrap_or_default();
        let path = if years.contains(first) {
            path.clone()
        } else {
            format!("2024/{path}")
        };
        put(format!("content/{path}.yaml"), &whole(&path, text));
    }
    tree
}

/// The keys that a file of the kind needs, where the excerpt leaves them out.
fn whole(path: &str, excerpt: &str) -> String {
    let kind = path.split('/').nth(1).unwrap_or_default();
    let needed = match kind {
        "projects" | "programs" => vec!["name: 例", "source: s"],
        "reviews" => vec![
            "name: 例",
            "source: s",
            "number: 2024-例-0001",
            "facts: []",
            "budgets: []",
        ],
        "objectives" => vec![
            "name: 例",
            "source: s",
            "number: 1-1",
            "facts: []",
            "budgets: []",
        ],
        "portfolios" => vec!["name: 例", "source: s", "number: \"1\""],
        _ => Vec::new(),
    };
    let mut text = String::new();
    for line in needed {
        let (key, _) = line.split_once(' ').expect("a key and a value");
        if !excerpt.lines().any(|written| written.starts_with(key)) {
            let _ = writeln!(text, "{line}");
        }
    }
    text + excerpt
}

/// What the rule finds, one line a relation; and errors of loading, which keep a relation from being looked at.
fn found(rule: &str, case: &Case) -> (String, Vec<Kind>) {
    let loaded = load::load(&tree(case));
    let mut text = String::new();
    for problem in loaded
        .diagnostics
        .iter()
        .filter(|problem| problem.is_error())
    {
        let _ = writeln!(
            text,
            "refused ({}): {}",
            problem.rule.code(),
            problem.message.en
        );
    }
    let audit = audit::audit(&loaded.dataset.expect("the site has settings"));
    for problem in &audit.problems {
        let _ = writeln!(text, "problem: {}", problem.message.en);
    }
    let relations = audit.relations().filter(|r| r.rule.id == rule);
    let mut kinds = Vec::new();
    for relation in relations {
        kinds.push(relation.verdict.kind());
        let mark = if relation.acknowledged.is_some() {
            " (acknowledged)"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "{}{mark} | {} | {} | {} | {}",
            relation.verdict.kind().key(),
            relation.subject.en,
            relation.stated().en,
            relation.computed().en,
            relation.detail().en
        );
    }
    (text, kinds)
}

#[test]
fn every_rule_fails_where_it_should_and_nowhere_near() {
    let mut wrong = Vec::new();
    for file in files("audit") {
        let rule = file
            .file_stem()
            .expect("a name")
            .to_str()
            .expect("UTF-8")
            .to_owned();
        let mut text = fs::read_to_string(&file).expect("a case can be read");
        let cases = cases(&text);
        for case in cases.iter().rev() {
            let (found, kinds) = found(&rule, case);
            let refused = found.contains("refused") && rule != "identity-check-digit";
            assert!(!refused, "{rule}: {}:\n{found}", case.heading);
            let is_found =
                kinds.contains(&Kind::Violated) || found.contains("refused (bad-corporate-number)");
            let fails = case.heading.starts_with("Fails");
            assert!(
                fails || case.heading.starts_with("Nearly fails"),
                "{rule}: {}",
                case.heading
            );
            assert!(
                !case.expected.is_empty()
                    || std::env::var_os("TENKEN_BLESS").is_some()
                    || found.is_empty(),
                "{rule}: {}: nothing is expected",
                case.heading
            );
            if is_found != fails {
                wrong.push(format!("{rule}: {}:\n{found}", case.heading));
            }
            if found != text[case.expected.clone()] {
                if std::env::var_os("TENKEN_BLESS").is_some() {
                    text.replace_range(case.expected.clone(), &found);
                } else {
                    let expected = &text[case.expected.clone()];
                    wrong.push(format!(
                        "{rule}: {}:\n--- expected\n{expected}--- found\n{found}",
                        case.heading
                    ));
                }
            }
        }
        if std::env::var_os("TENKEN_BLESS").is_some() {
            fs::write(&file, &text).expect("a case can be written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_failing_and_a_nearly_failing_case() {
    let mut files: BTreeSet<String> = files("audit")
        .iter()
        .map(|file| {
            file.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    for rule in rules::all() {
        assert!(
            files.remove(rule.id),
            "tests/audit/{}.md is missing",
            rule.id
        );
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/audit/{}.md", rule.id));
        let cases = cases(&fs::read_to_string(path).expect("a case can be read"));
        for beginning in ["Fails", "Nearly fails"] {
            let has = cases.iter().any(|case| case.heading.starts_with(beginning));
            assert!(has, "{}: no case “{beginning}”", rule.id);
        }
    }
    assert!(files.is_empty(), "no rule has the name of {files:?}");
}

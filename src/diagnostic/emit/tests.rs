use super::*;
use crate::diagnostic::{DataPath, Place, RuleId, Say, Step};
use crate::say;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn tree(files: &[(&str, &[u8])]) -> SourceTree {
    let files = files
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), (*bytes).into()));
    SourceTree {
        files: files.collect(),
    }
}

fn said(text: &str) -> Say {
    Say {
        ja: text.to_owned(),
        en: text.to_owned(),
    }
}

fn at(rule: RuleId, file: &str, place: impl Into<Place>, text: &str) -> Diagnostic {
    Diagnostic::new(rule, file, place, said(text))
}

fn value(key: &str) -> Place {
    Place::Path(DataPath(vec![Step::Key(key.to_owned())]))
}

const A: &str = "name: 医療分野の研究 # 課題\nunit: 円\nname: 二度目\n";

#[test]
fn people_see_the_line_with_the_right_characters_underlined() {
    let tree = tree(&[("a.yaml", A.as_bytes())]);
    let diagnostic = at(
        RuleId::BadUnit,
        "a.yaml",
        value("unit"),
        "「円」は知らない単位です",
    )
    .help(say!("百万円と書いてください", "Write 百万円"));
    let expected = "\
誤り[bad-unit]: 「円」は知らない単位です
 --> a.yaml:2:7
  |
2 | unit: 円
  |       ^^
  |
  = 直し方: 百万円と書いてください

1 件の誤り（1 ファイル）
";
    assert_eq!(human(&[diagnostic], &tree, Lang::Ja, false), expected);
}

#[test]
fn carets_stand_below_full_width_text() {
    let tree = tree(&[("a.yaml", A.as_bytes())]);
    for wanted in ["医療分野の研究", "# 課題", "課題", "研究"] {
        let start = A.find(wanted).expect("in the text");
        let place = start..start + wanted.len();
        let text = human(
            &[at(RuleId::BadUnit, "a.yaml", place, "x")],
            &tree,
            Lang::En,
            false,
        );
        let lines: Vec<&str> = text.lines().collect();
        let (source, carets) = (lines[3], lines[4]);
        let before = &source[..source.find(wanted).expect("shown")];
        assert_eq!(
            carets.find('^'),
            Some(before.width()),
            "{wanted}\n{source}\n{carets}"
        );
        assert_eq!(
            carets.matches('^').count(),
            wanted.width(),
            "{source}\n{carets}"
        );
    }
}

#[test]
fn colour_is_there_only_when_asked_for() {
    let tree = tree(&[("a.yaml", A.as_bytes())]);
    let found = [at(RuleId::BadUnit, "a.yaml", value("unit"), "x")];
    assert!(!human(&found, &tree, Lang::Ja, false).contains('\u{1b}'));
    assert!(human(&found, &tree, Lang::Ja, true).contains('\u{1b}'));
}

#[test]
fn further_places_are_shown_in_this_and_other_files() {
    let tree = tree(&[
        ("a.yaml", A.as_bytes()),
        ("b.yaml", "name: 乙\n".as_bytes()),
    ]);
    let second = A.rfind("name").expect("twice");
    let found = at(RuleId::DuplicateKey, "a.yaml", second..second + 4, "twice")
        .label("a.yaml", 0..4, said("the first"))
        .label("b.yaml", value("name"), said("and here"))
        .label("c.yaml", Place::File, said("gone"));
    let expected = "\
error[duplicate-key]: twice
 --> a.yaml:3:1
  |
1 | name: 医療分野の研究 # 課題
  | ---- the first
2 | unit: 円
3 | name: 二度目
  | ^^^^
  |
 ::: b.yaml:1:7
  |
1 | name: 乙
  |       -- and here
 ::: c.yaml
  = note: gone

1 error (1 file)
";
    assert_eq!(human(&[found], &tree, Lang::En, false), expected);
}

#[test]
fn findings_stand_by_file_line_column_and_rule_whatever_order_they_come_in() {
    let tree = tree(&[("a.yaml", A.as_bytes()), ("b.yaml", A.as_bytes())]);
    let mut found = vec![
        at(RuleId::UnknownFile, "b.yaml", Place::File, "f"),
        at(RuleId::BadUnit, "b.yaml", value("unit"), "e"),
        at(RuleId::BadUnit, "a.yaml", value("unit"), "d"),
        at(RuleId::UnknownKey, "a.yaml", 6..9, "c"),
        at(RuleId::YamlSyntax, "a.yaml", 6..9, "b"),
        at(RuleId::YamlSyntax, "a.yaml", 0..4, "a"),
    ];
    let order = |found: &[Diagnostic]| -> Vec<String> {
        let objects = json(found, &tree);
        let message =
            |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["message_en"].clone();
        objects
            .lines()
            .map(|line| message(line).as_str().expect("text").to_owned())
            .collect()
    };
    assert_eq!(order(&found), ["a", "b", "c", "d", "f", "e"]);
    let text = human(&found, &tree, Lang::Ja, false);
    found.reverse();
    assert_eq!(order(&found), ["a", "b", "c", "d", "f", "e"]);
    assert_eq!(human(&found, &tree, Lang::Ja, false), text);
    assert!(
        text.ends_with("\n\n5 件の誤り、1 件の指摘（2 ファイル）\n"),
        "{text}"
    );
}

#[test]
fn no_findings_are_no_text() {
    let tree = SourceTree::default();
    let texts = [
        human(&[], &tree, Lang::Ja, true),
        json(&[], &tree),
        github(&[], &tree, Lang::Ja),
    ];
    assert_eq!(texts, ["", "", ""]);
}

#[test]
fn json_counts_characters_for_columns_and_bytes_of_the_file_on_disk() {
    let text = format!("\u{feff}{A}");
    let tree = tree(&[("a.yaml", text.as_bytes())]);
    let found = at(RuleId::BadUnit, "a.yaml", value("name"), "悪い\u{9b}\u{1b}").label(
        "gone.yaml",
        Place::File,
        said("x"),
    );
    let line = json(&[found], &tree);
    assert!(!line.trim_end().chars().any(char::is_control));
    let object: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(object["message_ja"], "悪い\u{9b}\u{1b}");
    assert_eq!(
        (object["rule"].as_str(), object["severity"].as_str()),
        (Some("bad-unit"), Some("error"))
    );
    let expected = serde_json::json!({"file": "a.yaml", "line": 1, "column": 7, "end_line": 1, "end_column": 14,
        "bytes": [9, 30], "text_ja": null, "text_en": null});
    assert_eq!(object["labels"][0], expected);
    assert_eq!(text[9..30], *"医療分野の研究");
    assert_eq!(object["labels"][1]["line"], Value::Null);
}

#[test]
fn github_commands_are_escaped_as_github_wants() {
    let tree = tree(&[("内容,a:b.yaml", A.as_bytes())]);
    let found = at(
        RuleId::BadUnit,
        "内容,a:b.yaml",
        value("unit"),
        "100%: a,b\nc",
    )
    .help(said("Do this\r\nand that"));
    assert_eq!(
        github(&[found], &tree, Lang::Ja),
        "::error file=内容%2Ca%3Ab.yaml,line=2,col=7,endColumn=7,title=bad-unit::100%25: a,b%0Ac%0ADo this%0Aand that\n"
    );
    let whole = at(RuleId::UnknownFile, "x.md", Place::File, "x");
    assert_eq!(
        github(&[whole], &tree, Lang::Ja),
        "::warning file=x.md,title=unknown-file::x\n"
    );
}

#[test]
fn control_characters_are_shown_and_never_sent_to_the_terminal() {
    let tree = tree(&[(
        "a\u{1b}.yaml",
        "a: \u{1b}[31m赤\u{9b}\u{202e}\nb: 1\r\n\tc: 2\r".as_bytes(),
    )]);
    let found = [
        at(
            RuleId::BadUnit,
            "a\u{1b}.yaml",
            value("b"),
            "b\u{1b}]0;x\u{7}\nc",
        ),
        at(RuleId::BadUnit, "a\u{1b}.yaml", 3..11, "a").label(
            "a\u{1b}.yaml",
            20..26,
            said("\u{1b}[1m"),
        ),
    ];
    for text in [
        human(&found, &tree, Lang::Ja, false),
        github(&found, &tree, Lang::Ja),
        json(&found, &tree),
    ] {
        assert!(
            !text.chars().any(|c| visible::is_active(c) && c != '\n'),
            "{text:?}"
        );
    }
    let text = human(&found, &tree, Lang::Ja, false);
    assert!(
        text.contains("1 | a: ␛[31m赤\u{fffd}\u{fffd}\n  |    ^^^^^^^"),
        "{text}"
    );
}

#[test]
fn odd_places_and_files_do_no_harm() {
    let tree = tree(&[
        ("empty.yaml", b""),
        ("sjis.yaml", b"a: \x88\xe3\x97\xc3\nb: 1\n"),
        ("a.md", "# 題\n".as_bytes()),
        ("crlf.md", "a\r\n医\r\n\r\n".as_bytes()),
    ]);
    let mut found = vec![Diagnostic {
        labels: Vec::new(),
        ..at(RuleId::ThemeError, "", Place::File, "nowhere")
    }];
    for file in ["empty.yaml", "sjis.yaml", "a.md", "crlf.md", "gone.yaml"] {
        for place in [
            Place::File,
            value("a"),
            (0..0).into(),
            (2..2).into(),
            (2..4).into(),
            (1..2).into(),
            (3..4).into(),
            (5..900).into(),
            (900..901).into(),
            Place::Bytes { start: 5, end: 2 },
        ] {
            found.push(at(RuleId::BadUnit, file, place, "x"));
        }
    }
    let text = human(&found, &tree, Lang::Ja, false);
    assert!(text.contains("1 | a: ????\n"), "{text}");
    assert!(text.ends_with("51 件の誤り（5 ファイル）\n"), "{text}");
    assert_eq!(json(&found, &tree).lines().count(), found.len());
    assert_eq!(github(&found, &tree, Lang::En).lines().count(), found.len());
}

#[test]
fn a_long_value_is_underlined_at_its_beginning_only() {
    let text = format!("name: {}\n", "研究開発".repeat(100));
    let tree = tree(&[("a.yaml", text.as_bytes())]);
    let shown = human(
        &[at(RuleId::BadUnit, "a.yaml", value("name"), "x")],
        &tree,
        Lang::En,
        false,
    );
    assert!(shown.lines().all(|line| line.width() <= 130), "{shown}");
    assert_eq!(shown.matches('^').count(), 60, "{shown}");
}

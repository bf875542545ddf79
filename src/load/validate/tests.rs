use super::*;
use crate::load::seed::{SeedProject, SeedReview};

const PROJECT: &str = include_str!("../../../tests/fixtures/yaml/project.yaml");
const REVIEW: &str = include_str!("../../../tests/fixtures/yaml/review.yaml");

/// Each problem as `line:column rule`.
fn places(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let locator = Locator::new(text.strip_prefix('\u{feff}').unwrap_or(text));
    let place = |diagnostic: &Diagnostic| {
        locator.position(locator.range(&diagnostic.labels[0].place).start)
    };
    let line = |diagnostic: &Diagnostic| {
        let at = place(diagnostic);
        format!("{}:{} {}", at.line, at.column, diagnostic.rule.code())
    };
    diagnostics.iter().map(line).collect()
}

fn project(text: &str) -> Vec<Diagnostic> {
    parse::<SeedProject>("p.yaml", text.as_bytes()).expect_err("refused")
}

fn only(text: &str) -> Diagnostic {
    let mut found = project(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

const HEAD: &str = "name: 医療\nsource: a\n";

#[test]
fn valid_files_are_read_and_have_no_problems() {
    for text in [
        PROJECT.to_owned(),
        format!("\u{feff}{PROJECT}"),
        PROJECT.replace('\n', "\r\n"),
    ] {
        assert!(parse::<SeedProject>("p.yaml", text.as_bytes()).is_ok());
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(problems("p.yaml", text, &schema_of::<SeedProject>()), []);
    }
    assert!(parse::<SeedReview>("r.yaml", REVIEW.as_bytes()).is_ok());
    assert_eq!(problems("r.yaml", REVIEW, &schema_of::<SeedReview>()), []);
}

#[test]
fn all_problems_of_a_file_are_reported_at_once() {
    let text = "nmae: 医療\nsource: a\nfacts: なし\nbudgets:\n  - id: b\n    title: t\n    unit: 円\n    columns: [2.5, {reqested: 2023}]\n    rows:\n      - item: initail\n        values: 3\n        level: '1'\n        at: {x: 1}\ncolour: red\nnumber：①\n";
    let found = project(text);
    assert_eq!(
        places(text, &found),
        [
            "1:1 unknown-key",
            "3:8 wrong-type",
            "8:15 bad-year",
            "8:21 unknown-key",
            "10:15 unknown-value",
            "11:17 wrong-type",
            "12:16 wrong-type",
            "13:13 wrong-type",
            "14:1 unknown-key",
            "15:7 full-width-colon",
        ]
    );
    let help = |index: usize| found[index].help.clone().expect("help");
    assert_eq!(help(0).en, "Did you mean `name`?");
    assert_eq!(
        found[1].message.ja,
        "`facts`（基本情報）は一覧で書きます（文字「なし」になっています）"
    );
    assert_eq!(
        help(3).ja,
        "もしかして `requested`（要求額）ではありませんか"
    );
    assert_eq!(
        help(4).ja,
        "もしかして `initial`（当初予算）ではありませんか"
    );
    assert_eq!(help(6).en, "Remove the quotation marks");
    assert!(
        help(8).en.starts_with("Use one of `name`, "),
        "{}",
        help(8).en
    );
}

#[test]
fn a_japanese_word_suggests_the_word_it_stands_for() {
    let text = format!("{HEAD}indicators:\n  - id: i\n    name: n\n    kind: アウトカム\n");
    assert_eq!(
        only(&text).help.expect("help").ja,
        "もしかして `outcome`（アウトカム指標・成果指標）ではありませんか"
    );
}

#[test]
fn an_unquoted_corporate_number_is_to_be_quoted() {
    let text = REVIEW.replace("\"5010005007398\"", "5010005007398");
    let found = parse::<SeedReview>("r.yaml", text.as_bytes()).expect_err("refused");
    assert_eq!(places(&text, &found), ["22:27 bad-corporate-number"]);
    assert_eq!(
        found[0].help.as_ref().expect("help").en,
        "Write `\"5010005007398\"`; as a number it may lose leading zeros"
    );
}

#[test]
fn a_missing_key_names_its_owner() {
    let found = only("source: a\nperiod:\n  first: 2017\nname_en: x\n");
    assert_eq!(
        (found.rule.content(), found.message.en.as_str()),
        (Some(RuleId::MissingKey), "the file has no `name`")
    );
    let found = only(&format!("{HEAD}facts:\n  - label: x\n"));
    assert_eq!(
        found.message.ja,
        "`facts`（基本情報）の 1 番目に `text` がありません"
    );
}

#[test]
fn an_empty_file_lacks_its_required_keys() {
    for text in ["", "\n", "# 未定\n"] {
        assert_eq!(project(text).len(), 2, "{text:?}");
    }
}

#[test]
fn a_file_of_full_width_colons_is_explained_line_by_line() {
    let text = "name：医療\nsource：a\nperiod：\n";
    assert_eq!(
        places(text, &project(text)),
        [
            "1:5 full-width-colon",
            "2:7 full-width-colon",
            "3:7 full-width-colon"
        ]
    );
    let text = "name: 医療\nsource: a\nperiod:\n　　first: 2017\nfacts:\n  - label：x\n";
    assert_eq!(
        places(text, &project(text)),
        ["4:1 full-width-colon", "6:10 full-width-colon"]
    );
}

#[test]
fn a_list_where_a_text_belongs_is_a_value_to_be_quoted() {
    let found = only("name: [未定]\nsource: a\n");
    assert_eq!(found.rule, RuleId::WrongType);
    assert!(
        found
            .help
            .expect("help")
            .en
            .starts_with("Put the whole value in quotation marks")
    );
}

#[test]
fn numbers_and_nulls_are_welcome_where_a_text_is_wanted() {
    for value in ["12", "0.50", "true", "~", "null", "", "'x'"] {
        let text = format!("name: {value}\nsource: 5\nnumber: {value}\n");
        assert!(
            parse::<SeedProject>("p.yaml", text.as_bytes()).is_ok(),
            "{value}"
        );
        assert_eq!(
            problems("p.yaml", &text, &schema_of::<SeedProject>()),
            [],
            "{value}"
        );
    }
}

#[test]
fn repeated_keys_show_both_places() {
    let found = only("name: a\nsource: b\nname: c\n");
    assert_eq!(found.rule, RuleId::DuplicateKey);
    assert_eq!(found.labels.len(), 2);
}

#[test]
fn what_no_check_explains_is_said_in_the_words_of_the_reader() {
    let error = serde_yaml::from_str::<SeedProject>("name: a\n").expect_err("refused");
    let found = unexplained("p.yaml", "name: a\n", &error);
    assert_eq!(found[0].rule, RuleId::WrongType);
    assert!(found[0].message.en.contains("missing field"));
    // The YAML reader takes only Latin letters in the name of an anchor; the marked reader takes any.
    let found = only("name: &国立大学 x\nsource: a\n");
    assert_eq!(found.message.en, "the value begins with \"&\"");
    let text = "name: a\nperiod:\n  first: 1\n\u{feff}  last: 2\nsource: a\n";
    assert_eq!(places(text, &project(text)), ["4:1 yaml-syntax"]);
}

#[test]
fn a_hundred_thousand_brackets_are_refused_at_once() {
    let started = std::time::Instant::now();
    for text in [
        "[".repeat(100_000),
        "{".repeat(100_000),
        format!("name: {}", "[{".repeat(50_000)),
    ] {
        assert!(!project(&text).is_empty());
    }
    assert!(
        started.elapsed().as_millis() < 1000,
        "{:?}",
        started.elapsed()
    );
}

/// A small generator of the same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).expect("below usize")
    }
    fn pick<'x>(&mut self, from: &[&'x str]) -> &'x str {
        from[self.roll(from.len())]
    }
}

const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "true",
    "12",
    "-5",
    "-0",
    "007",
    "1.5",
    "1e3",
    "0x1F",
    "R3",
    "令和3",
    "abc",
    "\"12\"",
    "'x'",
    "\"\"",
    "[]",
    "[1]",
    "[a, [b]]",
    "{}",
    "{a: 1}",
    "{requested: 2023}",
    "{other: 12}",
    "{requested: 1, draft: 2}",
    "|\n        text",
    "99999999999999999999",
    "18446744073709551615",
    "300",
    "5010005007398",
    "0123456789012",
    ".inf",
    "!!str 12",
    "{initial: 1}",
    "a b",
    "initial",
    "ex_ante",
];

/// One change of a line, as people make them.
fn mutate_line(dice: &mut Dice, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    let line = lines[at].clone();
    let colon = line
        .find(": ")
        .or_else(|| line.strip_suffix(':').map(str::len));
    match (dice.roll(9), colon) {
        (0, _) => drop(lines.remove(at)),
        (1, _) => lines.insert(at, line),
        (2, _) => lines[at] = format!("  {line}"),
        (3, _) => lines[at] = line.strip_prefix("  ").unwrap_or(&line).to_owned(),
        (4, Some(colon)) => lines[at] = format!("{}x{}", &line[..colon], &line[colon..]),
        (5, Some(colon)) => {
            lines[at] = format!("{}：{}", &line[..colon], line[colon + 1..].trim_start())
        }
        (6, Some(_)) => {
            let other = dice.roll(lines.len());
            lines.swap(at, other);
        }
        (_, Some(colon)) => lines[at] = format!("{}: {}", &line[..colon], dice.pick(VALUES)),
        (_, None) => lines[at] = line.replace("- ", &format!("- {} ", dice.pick(VALUES))),
    }
    lines.join("\n") + "\n"
}

/// A change of a few characters anywhere.
fn mutate_characters(dice: &mut Dice, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(characters.len());
        let noise = [
            '\t', ':', '：', '-', '"', '\'', '[', ']', '{', '}', '\n', ' ', '　', '#', '&', '*',
            '!', '|', '>', '%', '@', '`', '\0', '\u{1b}', '\r', ',', '?', '\\', '\u{feff}', '医',
        ];
        let character = noise[dice.roll(noise.len())];
        match dice.roll(3) {
            0 => drop(characters.remove(at)),
            1 => characters.insert(at, character),
            _ => characters[at] = character,
        }
    }
    characters.into_iter().collect()
}

/// Both readers on one text: agreement of the checks with the YAML reader.
fn agree<T: DeserializeOwned + JsonSchema>(
    text: &str,
    schema: &serde_json::Value,
    strict: bool,
) -> bool {
    let read = serde_yaml::from_str::<T>(text);
    let found = problems("p.yaml", text, schema);
    // The YAML specification, and so the marked reader, refuses some layouts that the YAML reader lets pass.
    let forgiven = |d: &&Diagnostic| {
        !strict
            && matches!(
                d.rule.content(),
                Some(RuleId::YamlSyntax | RuleId::YamlTab | RuleId::DuplicateKey)
            )
    };
    if read.is_ok() && (strict || !found.iter().any(|d| forgiven(&d))) {
        assert_eq!(found, [], "accepted by the reader:\n{text}");
    }
    for diagnostic in &found {
        let range = Locator::new(text).range(&diagnostic.labels[0].place);
        assert!(text.get(range).is_some(), "{diagnostic:?}");
    }
    read.is_ok() || !found.is_empty()
}

#[test]
fn checks_agree_with_the_reader_on_slips_of_authors() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (project, review) = (schema_of::<SeedProject>(), schema_of::<SeedReview>());
    for _ in 0..250 {
        let text = mutate_line(&mut dice, PROJECT);
        let explained = agree::<SeedProject>(&text, &project, true) || text.contains("!!str");
        assert!(explained, "no problem found in:\n{text}");
        let text = mutate_line(&mut dice, REVIEW);
        let explained = agree::<SeedReview>(&text, &review, true) || text.contains("!!str");
        assert!(explained, "no problem found in:\n{text}");
    }
}

#[test]
fn no_input_makes_the_checks_panic() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let schema = schema_of::<SeedReview>();
    let mut unexplained = 0;
    for _ in 0..500 {
        let text = mutate_characters(&mut dice, REVIEW);
        unexplained += usize::from(!agree::<SeedReview>(&text, &schema, false));
        let _ = parse::<SeedReview>("r.yaml", text.as_bytes());
    }
    assert!(
        unexplained < 10,
        "{unexplained} texts only the YAML reader refuses"
    );
}

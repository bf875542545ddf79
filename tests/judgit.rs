//! Review sheets of 2015 to 2023 from JSON: every key arrives, sheets of different years are linked, bad files are refused.
//!
//! The sheets here are invented. `TENKEN_RS_DATA` names a folder with real ones (`judgit_*.ndjson`); without it the test over
//! them says that it was skipped. `TENKEN_BLESS=1` writes the expected texts anew.

use std::convert::Infallible;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tenken::import::judgit::keys::{Key, Kind, SHEET};
use tenken::import::judgit::{self, Files, Settings};
use tenken::import::run::{Failure, Leave, Report};
use tenken::import::{Ends, Input, Problem, sites, told};
use tenken::load;
use tenken::model::dataset::Dataset;
use tenken::pipeline::{self, Options};

#[path = "support/imported.rs"]
mod imported;
#[path = "support/memory.rs"]
mod memory;

use imported::expect;
use memory::Memory;

const CROSSWALK: &str = "予算事業ID,事業名,政策所管府省庁,公開年度,事業番号\r\n";

fn input(name: &str, bytes: &[u8]) -> Input {
    Input {
        name: name.to_owned(),
        bytes: Box::new(Cursor::new(bytes.to_vec())),
    }
}

fn run(
    files: &[(&str, &[u8])],
    crosswalk: Option<&str>,
    settings: Settings,
    into: &mut Memory,
) -> Result<Report, Problem> {
    into.written.clear();
    let open = || -> Result<Vec<Input>, Infallible> {
        Ok(files
            .iter()
            .map(|(name, bytes)| input(name, bytes))
            .collect())
    };
    let files = Files {
        sheets: &open,
        crosswalk: crosswalk.map(|text| input("crosswalk.csv", text.as_bytes())),
    };
    judgit::run(files, settings, into).map_err(|failure| match failure {
        Failure::Input(problem) => problem,
        Failure::Target(never) => match never {},
    })
}

fn import(sheets: &[Value], crosswalk: Option<&str>, into: &mut Memory) -> Report {
    let text = lines(sheets);
    let settings = Settings::default();
    run(
        &[("judgit.ndjson", text.as_bytes())],
        crosswalk,
        settings,
        into,
    )
    .unwrap_or_else(|problem| panic!("{}", problem.say().en))
}

fn lines(sheets: &[Value]) -> String {
    sheets.iter().map(|sheet| format!("{sheet}\n")).collect()
}

/// A sheet with hardly anything.
fn bare(year: i16, number: &str, name: &str) -> Value {
    json!({
        "公開年度": year,
        "事業番号": number,
        "事業名": name,
        "府省庁": "文部科学省",
        "予算": [{ "年度": year, "当初予算": 10.0 }, { "年度": year + 1, "要求額": 11.0 }],
    })
}

/// A sheet with every key, and what is odd about the real ones. Numbers are texts here, so that none is rounded on its way.
fn odd() -> String {
    r#"{"_path": "data/x.json", "ID": 1, "事業ID": 2731, "url": "https://example.go.jp/a.xlsx", "公開年度": 2019,
        "事業名": "- 試験: 事業 # 一", "開始年度": 2015, "終了年度": null, "府省庁": "文部科学省", "事業番号1": "新31",
        "事業番号2": "0025", "事業番号3": null, "事業番号4": null, "事業番号5": null, "事業番号": "新31-0025",
        "担当部局庁": "研究振興局", "担当課室": "試験課", "作成責任者": "試験課長\n試験　太郎", "会計区分": ["一般会計", "特別会計"],
        "事業目的": "　目的\n二行目", "事業概要": "概要: yes", "実施方法": ["補助"], "主要施策": ["科学技術", "高齢社会対策"],
        "予算": [
          {"年度": 2018, "当初予算": 51943.547, "補正予算": -47.448777, "前年度から繰越し": 0.0, "翌年度へ繰越し": -1e-05,
           "予備費等": null, "予算計": 51896.09821, "執行額": 61860.857},
          {"年度": 2019, "当初予算": 53063.0, "補正予算": 0.0, "前年度から繰越し": 0.00001, "翌年度へ繰越し": 0.0, "予備費等": 0.0,
           "予算計": 53063.00001},
          {"年度": 2020, "要求額": 65039.5}],
        "支出先": [
          {"年度": 2018, "グループ": "Ａ", "番号": 1, "支出先名": "国立研究開発法人日本医療研究開発機構", "法人番号": "9010005023796",
           "業務概要": "研究開発", "支出額": 59941.0616},
          {"年度": 2018, "グループ": "B", "番号": 1, "支出先名": "個人A", "法人番号": null, "業務概要": "助言", "支出額": 0.25},
          {"年度": 2018, "グループ": "B", "番号": 2, "支出先名": "株式会社試験", "法人番号": "1234567890123", "業務概要": "運用",
           "支出額": 3}],
        "アウトカム": [
          {"成果目標": "目標一", "成果指標": "指標一", "単位": "件", "目標値": "100", "目標最終年度": 2020,
           "成果実績": [{"年度": 2017, "成果実績": 8.5, "目標値": null}, {"年度": 2018, "成果実績": null, "目標値": 9}]},
          {"成果目標": "目標二", "成果指標": null, "単位": null, "目標値": "前年度以上", "目標最終年度": null, "成果実績": []}],
        "定量的な目標が設定できない理由": "理由",
        "アウトプット": [
          {"活動指標": "活動一", "単位": "回", "活動実績": [{"年度": 2018, "活動実績": 7, "当初見込み": 6.0}]}],
        "関連する過去のレビューシート": [
          {"年度": 2018, "府省庁": "文部科学省", "事業番号1": null, "事業番号2": "0249", "事業番号3": null, "事業番号4": null,
           "事業番号5": null},
          {"年度": 2014, "府省庁": "文部科学省", "事業番号1": "新26", "事業番号2": "0007"}]}"#
        .replace('\n', " ")
        + "\n"
}

fn site(memory: &Memory) -> tenken::tree::SourceTree {
    let site = sites::site_yaml(&judgit::SITE, None).expect("a new one");
    memory.site("content/", &site)
}

fn dataset(memory: &Memory) -> Dataset {
    let loaded = load::load(&site(memory));
    let found = loaded.diagnostics.iter().filter(|found| found.is_error());
    let errors: Vec<_> = found.map(|found| &found.message.en).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.dataset.expect("a dataset")
}

fn odd_with_past() -> String {
    let mut past = bare(2018, "0249", "- 試験: 事業 # 一");
    past["予算"] = json!([{ "年度": 2017, "当初予算": 10.0 }]);
    format!("{}{}", odd(), lines(&[past]))
}

#[test]
fn an_odd_sheet_becomes_a_seed_file_that_loads_and_renders() {
    let mut memory = Memory::default();
    let text = odd_with_past();
    let files: [(&str, &[u8]); 1] = [("2019年 Judgit.ndjson", text.as_bytes())];
    let report = run(&files, None, Settings::default(), &mut memory)
        .unwrap_or_else(|p| panic!("{}", p.say().en));
    assert_eq!(report.read, report.written);
    assert!(!report.is_doubtful());
    for (name, expected) in [
        (
            "2019/reviews/2019-mext-new31-0025.yaml",
            "judgit-sheet.yaml",
        ),
        ("2019/sources.yaml", "judgit-sources.yaml"),
        ("2019/edition.yaml", "judgit-edition.yaml"),
    ] {
        expect(expected, memory.text(name));
    }
    let langs = [tenken::diagnostic::Lang::Ja, tenken::diagnostic::Lang::En];
    expect(
        "judgit-report.txt",
        &langs
            .map(|lang| told::human(&report, lang, false))
            .join("\n"),
    );
    dataset(&memory);
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let site = pipeline::prepare(&site(&memory), &options)
        .site
        .expect("no errors");
    let page = site
        .render("2019/reviews/2019-mext-new31-0025/index.html")
        .expect("it is planned")
        .expect("it renders");
    // The year before is the same project, so that its budget runs over both sheets.
    let page = String::from_utf8(page.to_vec()).expect("UTF-8");
    assert!(page.contains("across-editions"), "no series");
}

#[test]
fn amounts_are_exact() {
    let mut memory = Memory::default();
    let text = odd_with_past();
    let files: [(&str, &[u8]); 1] = [("a.ndjson", text.as_bytes())];
    let report = run(&files, None, Settings::default(), &mut memory).expect("it imports");
    // 51,943.547 + 53,063 of the one sheet, 10 of the other, in million yen; written out here, not computed as floats.
    assert_eq!(
        report.read.initial,
        51_943_547_000 + 53_063_000_000 + 10_000_000
    );
    assert_eq!(report.read.executed, 61_860_857_000);
    assert_eq!(report.read.payees, 59_941_061_600 + 250_000 + 3_000_000);
    let text = memory.text("2019/reviews/2019-mext-new31-0025.yaml");
    assert!(text.contains("[51943.547, 53063, 65039.5]"), "{text}");
    assert!(text.contains("[-0.00001, 0, 記載なし]"), "{text}");
}

/// Texts of a value, wherever they stand below it.
fn texts(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| !key.starts_with('_')) {
                texts(value, &format!("{path}.{key}"), out);
            }
        }
        Value::Array(list) => list.iter().for_each(|item| texts(item, path, out)),
        Value::String(text) => out.push((path.to_owned(), text.clone())),
        Value::Number(number) => {
            let number = number.to_string();
            let number = number.strip_suffix(".0").unwrap_or(&number).to_owned();
            out.push((path.to_owned(), number));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Keys that say which sheet it is, or are left out on purpose; a sheet writes them elsewhere or not at all.
fn is_elsewhere(path: &str, keys: &[Key]) -> bool {
    let Some((first, rest)) = path
        .trim_start_matches('.')
        .split_once('.')
        .map_or(Some((path.trim_start_matches('.'), "")), Some)
    else {
        return false;
    };
    let key = keys
        .iter()
        .find(|key| key.name == first)
        .expect("a known key");
    match key.kind {
        Kind::List(keys) if !rest.is_empty() => is_elsewhere(rest, keys),
        _ => matches!(key.ends, Ends::Out(..)),
    }
}

fn every_value_arrives(sheet: &str, yaml: &str) {
    let value: Value = serde_json::from_str(sheet).expect("JSON");
    let mut all = Vec::new();
    texts(&value, "", &mut all);
    // Past numbers are written as one, of their parts; what is escaped in YAML is compared without escapes.
    let yaml = yaml
        .replace("\\n", "\n")
        .replace("\\\"", "\"")
        .replace("\\t", "\t")
        .replace("\\\\", "\\");
    for (path, text) in &all {
        let is_written = yaml.contains(text.as_str()) || text.trim().is_empty();
        // A block is a letter of ASCII, a number without its check digit a remark, 1e-05 a plain number.
        let folded = matches!(path.as_str(), ".支出先.グループ");
        let float = text.contains('e');
        assert!(
            is_written || folded || float || is_elsewhere(path, SHEET),
            "{path}: {text} is lost in {yaml}"
        );
    }
}

#[test]
fn every_value_of_an_odd_sheet_arrives() {
    let mut memory = Memory::default();
    let text = odd();
    let files: [(&str, &[u8]); 1] = [("a.ndjson", text.as_bytes())];
    run(&files, None, Settings::default(), &mut memory).expect("it imports");
    every_value_arrives(&text, memory.text("2019/reviews/2019-mext-new31-0025.yaml"));
    let value: Value = serde_json::from_str(&text).expect("JSON");
    for key in SHEET {
        assert!(
            value.get(key.name).is_some(),
            "the odd sheet lacks {}",
            key.name
        );
        if let Kind::List(keys) = key.kind {
            for inner in keys {
                let entries = value[key.name].as_array().expect("a list");
                assert!(
                    entries.iter().any(|entry| entry.get(inner.name).is_some()),
                    "{}",
                    inner.name
                );
            }
        }
    }
}

/// Relations of a sheet to others: `same 2021/reviews/x`.
fn lineage(dataset: &Dataset, year: i16, id: &str) -> Vec<String> {
    let review = &dataset.editions[&year].reviews[id];
    let lines = review.common.lineage.iter().map(|line| {
        let (year, key) = line.entity.clone().expect("an entity");
        format!("{:?} {year}/{key}", line.relation).to_lowercase()
    });
    lines.collect()
}

#[test]
fn sheets_of_different_years_are_linked() {
    let with = |mut sheet: Value, key: &str, value: Value| {
        sheet[key] = value;
        sheet
    };
    let past = json!([{ "年度": 2018, "府省庁": "文部科学省", "事業番号2": "0003" },
                      { "年度": 2018, "府省庁": "文部科学省", "事業番号2": "9999" }]);
    let sheets = [
        // The same number within JUDGIT!.
        with(bare(2017, "0001", "甲"), "事業ID", json!(5)),
        with(bare(2018, "0009", "甲"), "事業ID", json!(5)),
        // Named by the later sheet, under another name; the second number is nowhere.
        bare(2018, "0003", "乙"),
        with(
            bare(2019, "0001", "丙"),
            "関連する過去のレビューシート",
            past,
        ),
        // By the crosswalk: one that became two, two that became one, and one with a sheet of the RS system.
        bare(2021, "2021-文科-20-0001", "割"),
        bare(2022, "2022-文科-21-0001", "割一"),
        bare(2022, "2022-文科-21-0002", "割二"),
        bare(2021, "2021-文科-20-0003", "合一"),
        bare(2021, "2021-文科-20-0004", "合二"),
        bare(2022, "2022-文科-21-0003", "合"),
        // By name alone.
        bare(2021, "2021-文科-20-0005", "名"),
        bare(2022, "2022-文科-21-0005", "名"),
    ];
    let rows = [
        "11,割一,文部科学省,2021,2021-文科-20-0001",
        "11,割一,文部科学省,2022,2022-文科-21-0001",
        "12,割二,文部科学省,2021,2021-文科-20-0001",
        "12,割二,文部科学省,2022,2022-文科-21-0002",
        "13,合,文部科学省,2021,2021-文科-20-0003",
        "13,合,文部科学省,2021,2021-文科-20-0004",
        "13,合,文部科学省,2022,2022-文科-21-0003",
        "14,無,文部科学省,2022,2022-文科-21-9999",
    ];
    let crosswalk = format!("\u{feff}{CROSSWALK}{}\r\n", rows.join("\r\n"));
    let mut memory = Memory::default();
    // What `tenken import rs` wrote before.
    let rs = "name: 合\nnumber: \"13\"\nsource: rs1-1\nbudgets: []\n";
    memory
        .files
        .insert("2024/reviews/13.yaml".into(), rs.into());
    let documents = "documents:\n  - { id: rs1-1, title: x, publisher: x }\n";
    memory
        .files
        .insert("2024/sources.yaml".into(), documents.into());
    let edition = "title: x\nshort_title: x\nkind: review\nsummary: x\nsource: rs1-1\n";
    memory
        .files
        .insert("2024/edition.yaml".into(), edition.into());
    let text = lines(&sheets);
    let files: [(&str, &[u8]); 1] = [("judgit.ndjson", text.as_bytes())];
    let settings = Settings {
        same_names: true,
        ..Settings::default()
    };
    let report = run(&files, Some(&crosswalk), settings, &mut memory)
        .unwrap_or_else(|p| panic!("{}", p.say().en));
    let data = dataset(&memory);
    for (year, id, wanted) in [
        (
            2018,
            "2018-mext-0009",
            &["same 2017/reviews/2017-mext-0001"][..],
        ),
        (
            2019,
            "2019-mext-0001",
            &["renamed 2018/reviews/2018-mext-0003"],
        ),
        (
            2022,
            "2022-mext-21-0001",
            &["split 2021/reviews/2021-mext-20-0001"],
        ),
        (
            2022,
            "2022-mext-21-0002",
            &["split 2021/reviews/2021-mext-20-0001"],
        ),
        (
            2022,
            "2022-mext-21-0003",
            &[
                "merged 2021/reviews/2021-mext-20-0003",
                "merged 2021/reviews/2021-mext-20-0004",
                "same 2024/reviews/13",
            ],
        ),
        (
            2022,
            "2022-mext-21-0005",
            &["same 2021/reviews/2021-mext-20-0005"],
        ),
        (2021, "2021-mext-20-0001", &[]),
    ] {
        assert_eq!(lineage(&data, year, id), wanted, "{year}/{id}");
    }
    let inferred = &data.editions[&2022].reviews["2022-mext-21-0005"]
        .common
        .lineage[0];
    assert!(
        inferred.inferred.is_some(),
        "a link by name is an inference"
    );
    let file = report
        .files
        .iter()
        .find(|file| file.number == "crosswalk")
        .expect("it is told");
    let left: Vec<_> = file
        .left
        .values()
        .map(|places| (places.count, places.first.clone()))
        .collect();
    assert_eq!((file.rows, file.used, left), (8, 7, vec![(1, vec![9])]));
    // Without the option, names say nothing.
    let mut bare = Memory::default();
    run(&files, None, Settings::default(), &mut bare).expect("it imports");
    assert!(lineage(&dataset(&bare), 2022, "2022-mext-21-0005").is_empty());
}

#[test]
fn what_people_add_survives() {
    let path = "2019/reviews/2019-mext-0001.yaml";
    let sheets = [bare(2018, "0001", "甲"), bare(2019, "0001", "甲")];
    let named = |name: &str| {
        let mut sheets = sheets.clone();
        sheets[1]["事業名"] = json!(name);
        sheets[1]["関連する過去のレビューシート"] =
            json!([{ "年度": 2018, "府省庁": "文部科学省", "事業番号2": "0001" }]);
        sheets
    };
    let mut memory = Memory::default();
    let report = import(&named("甲"), None, &mut memory);
    assert_eq!((report.new.len(), report.unchanged), (2, 0));
    let report = import(&named("甲"), None, &mut memory);
    assert_eq!(
        (report.is_change(), report.unchanged, memory.written.len()),
        (false, 2, 0)
    );
    // A lineage that people wrote is used alone.
    let own = "lineage:\n  - { relation: predecessor, name: 甲, entity: 2018/reviews/2018-mext-0001 }\nname_en: A\n";
    let added = format!("{}{own}", memory.text(path));
    memory.files.insert(path.into(), added.into_bytes());
    let report = import(&named("乙"), None, &mut memory);
    assert_eq!(
        report.changed,
        [(
            "2019/2019-mext-0001".to_owned(),
            vec!["lineage".to_owned(), "name".to_owned()]
        )]
    );
    assert!(memory.text(path).ends_with(own));
    assert_eq!(
        lineage(&dataset(&memory), 2019, "2019-mext-0001"),
        ["predecessor 2018/reviews/2018-mext-0001"]
    );
    // A sheet that is in the files no more stays, unless it is asked to go and nobody added to it.
    let prune = Settings {
        leave: Leave {
            prune: true,
            overwrite: false,
        },
        ..Settings::default()
    };
    let other = lines(&[bare(2018, "0002", "別"), bare(2019, "0002", "別")]);
    let files: [(&str, &[u8]); 1] = [("judgit.ndjson", other.as_bytes())];
    let report = run(&files, None, prune, &mut memory).expect("it imports");
    assert_eq!(report.gone, [path]);
    assert_eq!(report.pruned, ["2018/reviews/2018-mext-0001.yaml"]);
}

#[test]
fn bad_files_are_refused_with_file_and_line() {
    let good = lines(&[bare(2019, "0001", "甲")]);
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(&good);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(good.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let second = |line: &str| format!("{good}{line}\n").into_bytes();
    let with = |key: &str, value: Value| {
        let mut sheet = bare(2019, "0002", "乙");
        sheet[key] = value;
        second(&sheet.to_string())
    };
    let twice = second(r#"{"公開年度": 2019, "公開年度": 2019}"#);
    let truncated = good
        .trim_end()
        .strip_suffix("}]}")
        .expect("an end")
        .as_bytes()
        .to_vec();
    let cases: Vec<(&str, Vec<u8>, u64, &str)> = vec![
        ("truncated", truncated, 1, "ends in the middle"),
        ("no JSON", second("公開年度"), 2, "no JSON at byte"),
        ("no object", second("[1]"), 2, "no JSON at byte"),
        (
            "unknown key",
            with("事業メイ", json!("x")),
            2,
            "`事業メイ` is no known key",
        ),
        (
            "unknown inner key",
            with("予算", json!([{ "年度": 2019, "当初予算額": 1.0 }])),
            2,
            "`予算[0].当初予算額`",
        ),
        ("key twice", twice, 2, "`公開年度` appears twice"),
        (
            "missing key",
            second(r#"{"公開年度": 2019}"#),
            2,
            "`事業番号` is missing",
        ),
        (
            "blank name",
            with("事業名", json!(" ")),
            2,
            "`事業名` is missing or blank",
        ),
        (
            "wrong type",
            with("事業名", json!(3)),
            2,
            "`事業名` should be a text",
        ),
        (
            "text for an amount",
            with("予算", json!([{ "年度": 2019, "当初予算": "10" }])),
            2,
            "`予算[0].当初予算` should be a number",
        ),
        (
            "fraction of a year",
            with("公開年度", json!(2019.5)),
            2,
            "`公開年度` should be a whole number",
        ),
        (
            "year out of range",
            with("公開年度", json!(99)),
            2,
            "公開年度 is 99",
        ),
        (
            "object for a list",
            with("支出先", json!({})),
            2,
            "`支出先` should be a list of objects",
        ),
        (
            "too many digits",
            second(
                &format!("{}", bare(2019, "0002", "乙")).replace("10.0", "0.1234567890123456789"),
            ),
            2,
            "at most 18 digits",
        ),
        (
            "number twice",
            second(&bare(2019, "２０１９-0001", "乙").to_string()),
            2,
            "stands in judgit-a:1 too",
        ),
        (
            "number like a path",
            second(&bare(2019, "../../x", "乙").to_string()),
            2,
            "no file can be named by `../../x`",
        ),
        (
            "ministry like a path",
            with("府省庁", json!("a/b")),
            2,
            "no file can be named by `a/b`",
        ),
        ("Shift_JIS", sjis.into_owned(), 1, "Shift_JIS"),
        ("UTF-16", utf16, 1, "UTF-16"),
        (
            "broken UTF-8",
            [good.as_bytes(), b"{\"a\": \"\xff\"}\n"].concat(),
            2,
            "not UTF-8",
        ),
    ];
    for (what, bytes, line, message) in cases {
        let mut memory = Memory::default();
        let problem = run(
            &[("a.ndjson", &bytes)],
            None,
            Settings::default(),
            &mut memory,
        )
        .expect_err(what);
        assert_eq!(
            (problem.file.as_str(), problem.line),
            ("a.ndjson", Some(line)),
            "{what}"
        );
        assert!(
            problem.message.en.contains(message),
            "{what}: {}",
            problem.message.en
        );
    }
    let mut memory = Memory::default();
    let none = run(
        &[("a.ndjson", b"\n\n")],
        None,
        Settings::default(),
        &mut memory,
    );
    assert!(none.is_err(), "no sheet at all");
    let files: [(&str, &[u8]); 2] = [
        ("a b.ndjson", good.as_bytes()),
        ("A-B.json", good.as_bytes()),
    ];
    assert!(
        run(&files, None, Settings::default(), &mut memory).is_err(),
        "two files of one name"
    );
}

#[test]
fn bad_crosswalks_are_refused_with_line() {
    let good = lines(&[bare(2022, "0001", "甲")]);
    for (what, text, line) in [
        ("no column", "予算事業ID,公開年度\n1,2022\n".to_owned(), 1),
        (
            "no number",
            format!("{CROSSWALK}x,甲,文部科学省,2022,0001\r\n"),
            2,
        ),
        (
            "a path",
            format!("{CROSSWALK}1,甲,文部科学省,2022,0001\r\n1,甲,文部科学省,2022,../x\r\n"),
            3,
        ),
        ("too few cells", format!("{CROSSWALK}1,甲\r\n"), 2),
    ] {
        let mut memory = Memory::default();
        let problem = run(
            &[("a.ndjson", good.as_bytes())],
            Some(&text),
            Settings::default(),
            &mut memory,
        )
        .expect_err(what);
        assert_eq!(
            (problem.file.as_str(), problem.line),
            ("crosswalk.csv", Some(line)),
            "{what}"
        );
    }
}

#[test]
fn what_cannot_be_kept_is_told() {
    let mut sheet = bare(2019, "0001", "甲");
    sheet["予算"] = json!([
        { "年度": 2018, "当初予算": 1.0 },
        { "年度": 2018, "当初予算": 2.0 },
        { "年度": 2019, "当初予算": 0.000_000_1 },
        { "年度": 2020, "要求額": 1.0, "当初予算": 2.0 },
    ]);
    sheet["支出先"] = json!([
        { "年度": 2017, "グループ": "A", "支出先名": "甲社", "支出額": 1.0 },
        { "年度": 2018, "グループ": "１", "支出先名": "甲社", "支出額": 1.0 },
    ]);
    sheet["アウトカム"] = json!([{ "成果指標": "指標", "成果実績": [
        { "年度": 2017, "成果実績": 1.0 }, { "年度": 2017, "成果実績": 2.0 }] }]);
    let mut memory = Memory::default();
    let report = import(&[sheet], None, &mut memory);
    assert!(report.is_doubtful());
    let file = &report.files[0];
    let left: Vec<(&str, u64)> = file
        .left
        .iter()
        .map(|(why, at)| (why.key(), at.count))
        .collect();
    assert_eq!(
        left,
        [
            ("unreadable", 1),
            ("second_total", 1),
            ("contradicts", 2),
            ("bad_block", 1),
            ("other_year", 1)
        ]
    );
    assert_eq!((file.rows, file.used), (8, 2));
    assert_ne!(report.read, report.written, "sums tell what is missing");
    dataset(&memory);
}

#[test]
fn every_key_is_documented() {
    const MARKS: [&str; 2] = ["<!-- keys -->\n", "<!-- /keys -->\n"];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/IMPORT.md");
    let manual = std::fs::read_to_string(&path).expect("docs/IMPORT.md");
    let (head, rest) = manual.split_once(MARKS[0]).expect("the mark");
    let (table, tail) = rest.split_once(MARKS[1]).expect("the mark");
    let mut wanted = "\n| key | ends in |\n|---|---|\n".to_owned();
    rows("", SHEET, &mut wanted);
    wanted.push('\n');
    if std::env::var_os("TENKEN_BLESS").is_some() {
        let whole = format!("{head}{}{wanted}{}{tail}", MARKS[0], MARKS[1]);
        std::fs::write(&path, whole).expect("it can be written");
        return;
    }
    assert_eq!(table, wanted, "bless with TENKEN_BLESS=1");
}

fn rows(above: &str, keys: &[Key], out: &mut String) {
    for key in keys {
        let ends = match key.ends {
            Ends::In(place) => format!("`{place}`"),
            Ends::Key(what) => format!("*key*: {what}"),
            Ends::Out(_, why) => format!("— {why}"),
        };
        let name = format!("{above}{}", key.name);
        out.push_str(&format!("| {name} | {ends} |\n"));
        if let Kind::List(keys) = key.kind {
            rows(&format!("{name}."), keys, out);
        }
    }
}

#[test]
fn real_files_lose_nothing() {
    let Some(folder) = std::env::var_os("TENKEN_RS_DATA").map(PathBuf::from) else {
        eprintln!("SKIPPED: TENKEN_RS_DATA names no folder of real review sheets");
        return;
    };
    let folder = if folder.join("slice").is_dir() {
        folder.join("slice")
    } else {
        folder
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of TENKEN_RS_DATA") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "ndjson") {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            files.push((name, std::fs::read(&path).expect("a file")));
        }
    }
    files.sort();
    let crosswalk =
        std::fs::read_to_string(folder.join("crosswalk_rs2024_judgit.csv")).expect("the crosswalk");
    let inputs: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let mut memory = Memory::default();
    let settings = Settings {
        same_names: true,
        ..Settings::default()
    };
    let report = run(&inputs, Some(&crosswalk), settings, &mut memory)
        .unwrap_or_else(|p| panic!("{}", p.say().en));
    assert!(
        !report.is_doubtful(),
        "{}",
        told::human(&report, tenken::diagnostic::Lang::En, false)
    );
    dataset(&memory);
    // Sums from the digits of the files, in millionths, without the importer.
    let mut sums = [0_i128; 3];
    for (_, bytes) in &files {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        for line in text.lines() {
            let sheet: Value = serde_json::from_str(line).expect("JSON");
            let year = sheet["公開年度"].as_i64().expect("a year");
            let id = judgit::id(
                i16::try_from(year).expect("a year"),
                sheet["府省庁"].as_str().expect("a ministry"),
                sheet["事業番号"].as_str().expect("a number"),
            );
            let path = format!("{year}/reviews/{}.yaml", id.expect("an id"));
            every_value_arrives(line, memory.text(&path));
            for (at, key) in ["当初予算", "執行額", "支出額"].into_iter().enumerate() {
                sums[at] += digits(line, key);
            }
        }
    }
    assert_eq!(
        sums,
        [
            report.read.initial,
            report.read.executed,
            report.read.payees
        ]
    );
}

/// The sum of the numbers behind a key, in millionths, from the text of the JSON.
fn digits(line: &str, key: &str) -> i128 {
    let mark = format!("\"{key}\":");
    let found = line.split(&mark).skip(1).map(|rest| {
        let rest = rest.trim_start();
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
            .unwrap_or(rest.len());
        let number = &rest[..end];
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let fraction = format!("{fraction:0<6}");
        format!("{whole}{fraction}").parse::<i128>().unwrap_or(0)
    });
    found.sum()
}

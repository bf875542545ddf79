//! A division's own spreadsheet: cells become a table between marks, what people wrote stays, mistakes are named by their cell.

use std::sync::Arc;

use rust_xlsxwriter::{Format, Formula, Workbook};
use tenken::import::Problem;
use tenken::import::report::{Reason, Remark};
use tenken::import::run::Report;
use tenken::import::spreadsheet::{self, Grid, Mapping, Settings, Trouble};
use tenken::load;
use tenken::model::dataset::Dataset;
use tenken::model::table::RowItem;

#[path = "support/memory.rs"]
mod memory;

use memory::Memory;

const BUDGET: &str = "\
source: budget2022
project: 課題ID
year: 年度
skip: [合計]
table: { id: division-budget, title: 課の予算額・執行額, unit: 千円 }
items:
  - { item: initial, column: 当初予算額 }
  - { item: carried_in, column: 繰越し }
  - { item: executed, column: 執行額 }
";

const CSV: &str = "\u{feff}課題ID,年度,当初予算額,繰越し,執行額\r\n\
    binds,R4,\"1,234\",,▲5\r\n\
    binds,令和3年度,１０００,0,調査中\r\n\
    cancer,2022,7.5,,\r\n\
    ,,,,\r\n\
    合計,,2241.5,,\r\n";

const BINDS: &str = "\
# A comment of ours.
name: 試験事業
source: review
texts:
  - heading: 本文
    text: |
      budgets: not a key

      second paragraph
budgets:
  - id: own
    title: 予算
    unit: 億円
    columns: [2022]
    rows:
      - { item: amount, values: [1], at: 3 }
  # a remark about nothing in particular

# about related
related: []
";

const CANCER: &str = "name: がん\nsource: review\n";

fn edition() -> Memory {
    let mut memory = Memory::default();
    for (path, text) in [
        ("projects/binds.yaml", BINDS),
        ("projects/cancer.yaml", CANCER),
        (
            "edition.yaml",
            "title: x\nshort_title: x\nkind: review\nsummary: x\nsource: review\n",
        ),
        (
            "sources.yaml",
            "documents:\n  - { id: review, title: x, publisher: x }\n  - { id: budget2022, title: 予算表, publisher: 課 }\n",
        ),
    ] {
        memory.files.insert(path.into(), text.into());
    }
    memory
}

fn mapping(text: &str) -> Mapping {
    spreadsheet::read("map.yaml", text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn csv(text: &str) -> Grid {
    spreadsheet::csv("budget.csv", text.as_bytes()).unwrap_or_else(|p| panic!("{}", p.say().en))
}

fn run(
    grid: &Grid,
    map: &str,
    into: &mut Memory,
) -> Result<Report, Trouble<std::convert::Infallible>> {
    into.written.clear();
    let settings = Settings {
        mapping: "map.yaml",
        overwrite: false,
    };
    spreadsheet::run(grid, &mapping(map), settings, into)
}

fn import(grid: &Grid, map: &str, into: &mut Memory) -> Report {
    run(grid, map, into).unwrap_or_else(|trouble| panic!("{trouble:#?}"))
}

fn cells(result: Result<Report, Trouble<std::convert::Infallible>>) -> Vec<Problem> {
    match result {
        Err(Trouble::Cells(problems)) => problems,
        other => panic!("{other:#?}"),
    }
}

fn dataset(memory: &Memory) -> Dataset {
    let site = "title: x\ndescription: x\npublisher: x\n";
    let loaded = load::load(&memory.site("content/2022/", site));
    let found = loaded.diagnostics.iter().filter(|found| found.is_error());
    let errors: Vec<_> = found.map(|found| &found.message.en).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.dataset.expect("a dataset")
}

/// The yen of a row of the imported table, by year.
fn yen(data: &Dataset, project: &str, item: RowItem) -> Vec<Option<i64>> {
    let budgets = &data.editions[&2022].projects[project].common.budgets;
    let table = budgets
        .iter()
        .find(|table| table.id == "division-budget")
        .expect("the table");
    let row = table.item(item).expect("the row");
    let cells = row
        .cells
        .iter()
        .map(|cell| cell.figure().and_then(|f| f.quantity()?.yen()));
    cells.collect()
}

#[test]
fn rows_become_a_table_and_all_else_stays() {
    let mut memory = edition();
    let report = import(&csv(CSV), BUDGET, &mut memory);
    assert_eq!(report.new, ["projects/binds.yaml", "projects/cancer.yaml"]);
    let file = &report.files[0];
    let left: Vec<_> = file
        .left
        .iter()
        .map(|(why, at)| (*why, at.first.clone()))
        .collect();
    assert_eq!((file.rows, file.used), (4, 3));
    assert_eq!(left, [(Reason::Skipped, vec![6])]);
    let text = memory.text("projects/binds.yaml").to_owned();
    let lines = BINDS
        .lines()
        .filter(|line| !text.lines().any(|own| own == *line));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [""; 0],
        "lines of people are gone"
    );
    assert!(text.contains("columns: [2021, 2022]"), "{text}");
    assert!(text.contains("at: [budget2022:3, budget2022:2]"), "{text}");
    let data = dataset(&memory);
    assert_eq!(
        yen(&data, "binds", RowItem::Initial),
        [Some(1_000_000), Some(1_234_000)]
    );
    assert_eq!(
        yen(&data, "binds", RowItem::CarriedIn),
        [Some(0), None],
        "a blank is no zero"
    );
    assert_eq!(yen(&data, "binds", RowItem::Executed), [None, Some(-5_000)]);
    assert_eq!(yen(&data, "cancer", RowItem::Initial), [Some(7_500)]);

    let report = import(&csv(CSV), BUDGET, &mut memory);
    assert_eq!(
        (report.is_change(), report.unchanged, memory.written.len()),
        (false, 2, 0)
    );
    // People go on writing above and below.
    let more = text.replace("related: []", "related: []\nname_en: Trial") + "aliases: [甲]\n";
    memory
        .files
        .insert("projects/binds.yaml".into(), more.into_bytes());
    let report = import(&csv(&CSV.replace("▲5", "6")), BUDGET, &mut memory);
    assert_eq!(report.changed.len(), 1);
    let text = memory.text("projects/binds.yaml");
    assert!(
        text.contains("name_en: Trial") && text.ends_with("aliases: [甲]\n"),
        "{text}"
    );
    assert_eq!(
        yen(&dataset(&memory), "binds", RowItem::Executed),
        [None, Some(6_000)]
    );
}

#[test]
fn edits_between_the_marks_are_not_lost() {
    let mut memory = edition();
    import(&csv(CSV), BUDGET, &mut memory);
    let edited = memory
        .text("projects/binds.yaml")
        .replace("[1000, 1234]", "[1000, 1235]");
    assert!(edited.contains("1235"));
    memory
        .files
        .insert("projects/binds.yaml".into(), edited.clone().into_bytes());
    let report = import(&csv(CSV), BUDGET, &mut memory);
    assert!(report.is_doubtful());
    assert_eq!(memory.text("projects/binds.yaml"), edited);
    let settings = Settings {
        mapping: "map.yaml",
        overwrite: true,
    };
    spreadsheet::run(&csv(CSV), &mapping(BUDGET), settings, &mut memory).expect("it imports");
    assert!(memory.text("projects/binds.yaml").contains("[1000, 1234]"));
}

#[test]
fn files_that_cannot_be_written_into_are_left_alone() {
    for (what, text) in [
        (
            "brackets",
            "name: x\nsource: review\nbudgets: [{ id: own, title: x, unit: 円, columns: [2022], rows: [] }]\n",
        ),
        (
            "a table of the same id",
            "name: x\nsource: review\nbudgets:\n  - { id: division-budget, title: x, unit: 円, columns: [2022], rows: [] }\n",
        ),
        (
            "one mark only",
            "name: x\nsource: review\nbudgets:\n  # --- imported: `division-budget` (0); x ---\n  - { id: x, title: x, unit: 円, columns: [2022], rows: [] }\n",
        ),
        (
            "another import",
            "name: x\nsource: review\n# --- imported above (0000); what stands below is yours, and kept ---\n",
        ),
        ("no YAML", "name: [\n"),
    ] {
        let mut memory = edition();
        memory
            .files
            .insert("projects/binds.yaml".into(), text.into());
        let report = import(&csv(CSV), BUDGET, &mut memory);
        assert_eq!(report.left.len(), 1, "{what}");
        assert!(report.is_doubtful(), "{what}");
        assert_eq!(memory.text("projects/binds.yaml"), text, "{what}");
    }
    // Lists that can: empty, not indented, without a line break at the end, at the end of the file.
    for text in [
        "name: x\nsource: review\nbudgets: []\nrelated: []\n",
        "budgets:\n- id: own\n  title: x\n  unit: 円\n  columns: [2022]\n  rows: []\nname: x\nsource: review",
        "name: x\nsource: review\nbudgets:\n    - { id: own, title: x, unit: 円, columns: [2022], rows: [] }",
        "name: x\r\nsource: review\r\nbudgets:\r\n  - { id: own, title: x, unit: 円, columns: [2022], rows: [] }\r\nrelated: []\r\n",
    ] {
        let mut memory = edition();
        memory
            .files
            .insert("projects/binds.yaml".into(), text.into());
        let report = import(&csv(CSV), BUDGET, &mut memory);
        assert_eq!(report.left, [], "{text}");
        dataset(&memory);
        assert_eq!(
            import(&csv(CSV), BUDGET, &mut memory).unchanged,
            2,
            "{text}"
        );
    }
}

#[test]
fn cells_that_are_wrong_are_named() {
    for (from, to, cell, message) in [
        (
            "\"1,234\"",
            "約100",
            "C2",
            "`約100` cannot be read as a figure",
        ),
        ("\"1,234\"", "\"12,34\"", "C2", "`12,34` cannot"),
        (
            "7.5",
            "7.1234",
            "C4",
            "7.1234 千円 is not a whole number of yen",
        ),
        ("R4", "4年", "B2", "`4年` is no fiscal year"),
        ("cancer", "cancre", "A4", "there is no projects/cancre.yaml"),
        ("cancer", "../x", "A4", "there is no projects/../x.yaml"),
        ("cancer", "", "A4", "there is no id"),
        (
            "令和3年度",
            "2022",
            "A3",
            "row 2 is about `binds` in FY2022 too",
        ),
    ] {
        let mut memory = edition();
        let problems = cells(run(&csv(&CSV.replace(from, to)), BUDGET, &mut memory));
        let told = problems[0].say().en;
        assert!(
            told.contains(&format!("cell {cell}: ")) && told.contains(message),
            "{told}"
        );
        assert!(memory.written.is_empty());
    }
    let slip = cells(run(
        &csv(&CSV.replace("cancer", "cancre")),
        BUDGET,
        &mut edition(),
    ));
    assert!(
        slip[0]
            .help
            .as_ref()
            .is_some_and(|help| help.en.contains("cancer")),
        "{slip:?}"
    );
}

#[test]
fn mistakes_of_the_mapping_have_a_place() {
    for (from, to, message) in [
        (
            "column: 執行額",
            "column: 執行",
            "row 1 has no heading `執行`",
        ),
        (
            "source: budget2022",
            "source: budget2023",
            "sources.yaml has no document `budget2023`",
        ),
        ("year: 年度", "year: 年次", "row 1 has no heading `年次`"),
        (
            "project: 課題ID",
            "header: 9\nproject: 課題ID",
            "row 9 has no heading",
        ),
    ] {
        let map = BUDGET.replace(from, to);
        match run(&csv(CSV), &map, &mut edition()) {
            Err(Trouble::Mapping(found)) => {
                let text = &found[0].message.en;
                assert!(text.contains(message), "{text}");
                let at = load::locate::locate(&map, &found[0].labels[0].place);
                assert!(at.start > 0, "{message}: no place");
            }
            other => panic!("{other:#?}"),
        }
    }
    for (from, to, word) in [
        ("skip:", "skpi:", "skip"),
        ("item: initial", "item: initail", "initial"),
        ("table:", "tabel:", "table"),
    ] {
        let found =
            spreadsheet::read("map.yaml", BUDGET.replace(from, to).as_bytes()).expect_err("a slip");
        let help = found[0].help.as_ref().map(|help| help.en.clone());
        assert!(help.is_some_and(|help| help.contains(word)), "{found:#?}");
    }
    assert!(spreadsheet::read("map.yaml", b"source: x\nproject: x\nyear: x\nitems: []\n").is_err());
    let twice = CSV.replace("繰越し", "執行額");
    assert!(matches!(
        run(&csv(&twice), BUDGET, &mut edition()),
        Err(Trouble::Mapping(_))
    ));
}

#[test]
fn files_of_other_kinds_are_refused() {
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("課題ID,年度\r\n");
    let problem = spreadsheet::csv("a.csv", &sjis).expect_err("no UTF-8");
    assert!(problem.help.is_some_and(|help| help.en.contains("UTF-8")));
    for bytes in [&b""[..], b"PK\x03\x04", b"no spreadsheet", CSV.as_bytes()] {
        assert!(spreadsheet::xlsx("a.xlsx", bytes, None).is_err());
    }
    let book = book();
    for end in [book.len() / 2, book.len() - 30] {
        assert!(
            spreadsheet::xlsx("a.xlsx", &book[..end], None).is_err(),
            "cut at {end}"
        );
    }
    let problem = spreadsheet::xlsx("a.xlsx", &book, Some("予算表")).expect_err("no sheet");
    assert!(problem.help.is_some_and(|help| help.en.contains("予算")));
}

/// A spreadsheet with a title above the headings, numbers, a text, a formula, a hidden row, merged cells and a hidden sheet.
fn book() -> Arc<[u8]> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("表紙").expect("a name");
    let sheet = book.add_worksheet();
    sheet.set_name("予算").expect("a name");
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 3, "令和4年度 予算", &plain)
        .expect("cells");
    for (column, heading) in (0_u16..).zip(["課題ID", "年度", "当初\n予算額", "繰越し", "執行額"])
    {
        sheet.write(2, column, heading).expect("a cell");
    }
    for (row, id, year) in [
        (3, "binds", 2021.0),
        (4, "binds", 2022.0),
        (5, "cancer", 2022.0),
    ] {
        sheet.write(row, 0, id).expect("a cell");
        sheet.write(row, 1, year).expect("a cell");
        sheet
            .write(row, 2, 1000.5 * f64::from(row))
            .expect("a cell");
    }
    sheet.write(3, 4, 0.1 + 0.2).expect("a cell");
    sheet.write(4, 3, "1,234").expect("a cell");
    let sum = Formula::new("=C5+D5").set_result("5236");
    sheet.write(4, 4, sum).expect("a cell");
    sheet.set_row_hidden(5).expect("a row");
    let hidden = book.add_worksheet();
    hidden.set_name("控え").expect("a name");
    hidden.set_hidden(true);
    hidden.write(0, 0, "課題ID").expect("a cell");
    book.save_to_buffer().expect("memory").into()
}

#[test]
fn a_spreadsheet_is_read_like_a_csv_file() {
    let map = format!("sheet: 予算\nheader: 3\n{BUDGET}");
    let grid = spreadsheet::xlsx("a.xlsx", &book(), Some("予算")).expect("a sheet");
    let mut memory = edition();
    let report = import(&grid, &map, &mut memory);
    let data = dataset(&memory);
    assert_eq!(
        yen(&data, "binds", RowItem::Initial),
        [Some(3_001_500), Some(4_002_000)]
    );
    assert_eq!(
        yen(&data, "binds", RowItem::CarriedIn),
        [None, Some(1_234_000)]
    );
    assert_eq!(
        yen(&data, "binds", RowItem::Executed),
        [Some(300), Some(5_236_000)]
    );
    assert_eq!(
        yen(&data, "cancer", RowItem::Initial),
        [Some(5_002_500)],
        "a hidden row"
    );
    let remarks: Vec<_> = report.files[0]
        .remarks
        .iter()
        .map(|(what, at)| (*what, at.first.clone()))
        .collect();
    assert_eq!(remarks, [(Remark::Formula, vec![5])]);
    assert!(
        memory
            .text("projects/binds.yaml")
            .contains("at: [budget2022:4, budget2022:5]")
    );
    let first = spreadsheet::xlsx("a.xlsx", &book(), None).expect("the first sheet");
    assert!(matches!(
        run(&first, BUDGET, &mut edition()),
        Err(Trouble::Mapping(_))
    ));
}

#[test]
fn rows_become_an_indicator() {
    let map = "\
source: budget2022
project: 課題ID
year: 年度
indicator: { id: papers, name: 論文数, kind: output, unit: 件 }
items:
  - { item: planned, column: 見込み }
  - { item: actual, column: 実績 }
";
    let text = "課題ID,年度,見込み,実績\nbinds,2021,10,12\nbinds,2022,11,集計中\n";
    let mut memory = edition();
    import(&csv(text), map, &mut memory);
    let data = dataset(&memory);
    let indicators = &data.editions[&2022].projects["binds"].common.indicators;
    let table = indicators[0].table.as_ref().expect("values");
    assert_eq!(
        (
            indicators[0].id.as_str(),
            table.rows.len(),
            table.columns.len()
        ),
        ("papers", 2, 2)
    );
}

//! Review sheets from CSV files: every cell arrives, bad files are refused, people's additions survive the next import.
//!
//! The files here are invented. `TENKEN_RS_DATA` names a folder with real ones (`official/`, `reconstructed/`); without it
//! the test over them says that it was skipped. `TENKEN_BLESS=1` writes the expected texts anew.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use tenken::import::rs::columns::{Column, Ends, FILES, File, Kind, OTHER_NAMES, PREFIX};
use tenken::import::rs::{self, Reader, Settings};
use tenken::import::run::{Failure, Leave, Report};
use tenken::import::{Input, Problem, sites, told};
use tenken::load;
use tenken::model::dataset::{Dataset, Review};
use tenken::model::quantity::Quantity;
use tenken::model::table::{Figure, RowItem};
use tenken::pipeline::{self, Options};
use tenken::tree::SourceTree;

#[path = "support/imported.rs"]
mod imported;
#[path = "support/markup.rs"]
mod markup;
#[path = "support/memory.rs"]
mod memory;

use imported::expect;
use markup::between;
use memory::Memory;

/// A file in the making: header, and rows by column.
#[derive(Clone)]
struct Csv {
    number: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn file(number: &str) -> &'static File {
    let mut files = FILES.iter();
    files
        .find(|file| file.number == number)
        .expect("a file of this number")
}

impl Csv {
    fn new(number: &str) -> Csv {
        let file = file(number);
        let prefix = PREFIX.iter().map(|column| {
            let other = OTHER_NAMES.iter().find(|(name, _)| *name == column.name);
            let other = other.filter(|_| number == "1-1");
            other.map_or(column.name, |(_, other)| other)
        });
        let own = file.own.iter().map(|column| column.name);
        let mut header: Vec<String> = prefix.chain(own).map(str::to_owned).collect();
        if file.has_years {
            header.extend((2021..=2030).map(|year: i16| year.to_string()));
        }
        Csv {
            number: file.number,
            header,
            rows: Vec::new(),
        }
    }

    /// Adds a row of a project.
    fn row(mut self, id: &str, cells: &[(&str, &str)]) -> Csv {
        let name = format!("試験事業{id}");
        let shared = [
            "レビューシート",
            "2024",
            id,
            &name,
            "19",
            "文部科学省",
            "文部科学省",
            "研究振興局",
            "",
            "試験課",
            "",
            "",
            "",
        ];
        let mut row: Vec<String> = shared.map(str::to_owned).to_vec();
        row.resize(self.header.len(), String::new());
        for (column, text) in cells {
            let at = self.header.iter().position(|name| name == column);
            row[at.unwrap_or_else(|| panic!("{column}"))] = (*text).to_owned();
        }
        self.rows.push(row);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.header).expect("memory");
        for row in &self.rows {
            writer.write_record(row).expect("memory");
        }
        writer.into_inner().expect("memory")
    }

    fn name(&self) -> String {
        format!("{}_RS_2024_試験.csv", self.number)
    }

    fn input(&self) -> Input {
        input(&self.name(), self.bytes())
    }
}

fn input(name: &str, bytes: Vec<u8>) -> Input {
    Input {
        name: name.to_owned(),
        bytes: Box::new(Cursor::new(bytes)),
    }
}

/// A set with what is odd about the real files: three lists side by side, two kinds of rows of budgets, signs, spaces behind
/// numbers, blocks with several payers and a cycle, and texts that YAML could misread.
fn odd() -> Vec<Csv> {
    vec![
        Csv::new("1-1")
            .row(
                "7",
                &[
                    ("その他担当組織_作成責任者_no", "1"),
                    ("作成責任者", "試験太郎"),
                    ("府省庁（その他担当組織）", "国土交通省　観光庁"),
                    ("課（その他担当組織）", "別の課"),
                ],
            )
            .row(
                "7",
                &[
                    ("その他担当組織_作成責任者_no", "2"),
                    ("作成責任者", "試験花子"),
                ],
            )
            .row("12", &[("その他担当組織_作成責任者_no", "1")]),
        Csv::new("1-2")
            .row(
                "7",
                &[
                    ("事業の目的", "- 目的: 一行目／二行目 # 三"),
                    ("現状・課題", "yes"),
                    ("事業の概要", "\"引用\"と、読点, [括弧] {波}"),
                    (
                        "事業概要URL",
                        "https://example.go.jp/a,https://example.go.jp/b",
                    ),
                    ("事業区分", "前年度事業"),
                    ("開始年度不明", "TRUE"),
                    ("終了予定なし", "TRUE"),
                    ("主要経費", "科学技術振興費"),
                    ("備考", "2024"),
                    ("実施方法ー直接実施", "1"),
                    ("実施方法ーその他", "1"),
                    ("旧事業番号", "新27-0025"),
                ],
            )
            .row(
                "7",
                &[
                    ("事業の目的", "- 目的: 一行目／二行目 # 三"),
                    ("現状・課題", "yes"),
                    ("事業の概要", "\"引用\"と、読点, [括弧] {波}"),
                    (
                        "事業概要URL",
                        "https://example.go.jp/a,https://example.go.jp/b",
                    ),
                    ("事業区分", "前年度事業"),
                    ("開始年度不明", "TRUE"),
                    ("終了予定なし", "TRUE"),
                    ("主要経費", "その他の事項経費"),
                    ("備考", "2024"),
                    ("実施方法ー直接実施", "1"),
                    ("実施方法ーその他", "1"),
                    ("旧事業番号", "新27-0025"),
                ],
            )
            .row(
                "12",
                &[
                    ("事業区分", "新規要求事業"),
                    ("事業開始年度", "2025"),
                    ("開始年度不明", "TRUE"),
                    ("事業終了（予定）年度", "2027"),
                    ("終了予定なし", "TRUE"),
                ],
            ),
        Csv::new("1-3")
            .row(
                "7",
                &[
                    ("番号（政策・施策）", "1"),
                    ("政策所管府省庁_P", "文部科学省"),
                    ("政策", "政策甲"),
                    ("施策", "施策甲"),
                    ("番号（根拠法令）", "1"),
                    ("法令名", "試験法"),
                    ("法令番号", "令和三年法律第三十六号"),
                    ("法令ID", "503AC0000000036"),
                    ("条", "第四条"),
                    ("項", "2"),
                    ("号・号の細分", "第17号"),
                    ("番号（関係する計画・通知等）", "1"),
                    ("計画通知名", "計画甲"),
                    ("計画通知等URL", "https://example.go.jp/plan"),
                ],
            )
            .row(
                "7",
                &[
                    ("番号（関係する計画・通知等）", "2"),
                    ("計画通知名", "計画乙"),
                ],
            )
            .row("12", &[]),
        Csv::new("1-4")
            .row(
                "7",
                &[
                    ("番号（補助率等）", "1"),
                    ("補助対象", "大学"),
                    ("補助率", "1／2"),
                    ("補助上限等", "100"),
                    ("補助率URL", "https://example.go.jp/rate"),
                ],
            )
            .row("12", &[]),
        Csv::new("1-5")
            .row(
                "7",
                &[
                    ("番号（関連事業）", "1"),
                    ("関連事業の事業ID", "12"),
                    ("関連事業の事業名", "試験事業12"),
                    ("関連性", "子事業"),
                ],
            )
            .row(
                "12",
                &[
                    ("番号（関連事業）", "1"),
                    ("関連事業の事業ID", "9999"),
                    ("関連事業の事業名", "よその事業"),
                    ("関連性", "知らない関係"),
                ],
            ),
        Csv::new("2-1")
            .row(
                "7",
                &[
                    ("予算年度", "2024"),
                    ("当初予算（合計）", "1000000"),
                    ("補正予算（合計）", "-200000"),
                    ("前年度からの繰越し（合計）", "50000"),
                    ("予備費等（合計）", "-1"),
                    ("計（歳出予算現額合計）", "849999"),
                    ("執行額（合計）", "0"),
                    ("翌年度への繰越し(合計）", "0"),
                    ("翌年度要求額（合計）", "2000000.0"),
                    ("主な増減理由", "増"),
                    ("その他特記事項", "特記"),
                ],
            )
            .row(
                "7",
                &[
                    ("予算年度", "2024"),
                    ("会計区分", "一般会計"),
                    ("会計", "一般会計"),
                    ("当初予算", "1000000"),
                    ("第1次補正予算", "-200000"),
                    ("第2次補正予算", "0"),
                    ("第3次補正予算", "0"),
                    ("第4次補正予算", "0"),
                    ("第5次補正予算", "0"),
                    ("前年度から繰越し", "50000"),
                    ("予備費等1", "-1"),
                    ("予備費等2", "0"),
                    ("予備費等3", "0"),
                    ("予備費等4", "0"),
                    ("歳出予算現額", "849999"),
                    ("執行額", "0"),
                    ("翌年度要求額", "2000000"),
                    ("要望額", "30"),
                    ("備考", "口座の備考"),
                ],
            )
            .row(
                "7",
                &[
                    ("予算年度", "2023"),
                    ("当初予算（合計）", "900"),
                    ("補正予算（合計）", "0"),
                    ("前年度からの繰越し（合計）", "0"),
                    ("予備費等（合計）", "0"),
                    ("計（歳出予算現額合計）", "900"),
                    ("執行額（合計）", "1000"),
                    ("執行率", "1.11111"),
                    ("翌年度への繰越し(合計）", "50000"),
                    ("翌年度要求額（合計）", "1000000.0"),
                ],
            )
            .row(
                "7",
                &[
                    ("予算年度", "2023"),
                    ("当初予算", "900"),
                    ("第1次補正予算", "0"),
                    ("第2次補正予算", "0"),
                    ("第3次補正予算", "0"),
                    ("第4次補正予算", "0"),
                    ("第5次補正予算", "0"),
                    ("前年度から繰越し", "0"),
                    ("予備費等1", "0"),
                    ("予備費等2", "0"),
                    ("予備費等3", "0"),
                    ("予備費等4", "0"),
                    ("歳出予算現額", "900"),
                    ("執行額", "1000"),
                    ("翌年度要求額", "1000000"),
                    ("要望額", "0"),
                ],
            )
            .row(
                "12",
                &[
                    ("予算年度", "2024"),
                    ("当初予算（合計）", "0"),
                    ("補正予算（合計）", "0"),
                    ("前年度からの繰越し（合計）", "0"),
                    ("予備費等（合計）", "0"),
                    ("計（歳出予算現額合計）", "0"),
                    ("執行額（合計）", "0"),
                    ("翌年度への繰越し(合計）", "0"),
                    ("翌年度要求額（合計）", "4947700000.0"),
                ],
            ),
        Csv::new("2-2")
            .row(
                "7",
                &[
                    ("予算年度", "2024"),
                    ("会計区分", "一般会計"),
                    ("会計", "一般会計"),
                    ("予算種別", "当初予算"),
                    ("所管", "文部科学省"),
                    ("組織・勘定", "本省"),
                    ("項", "研究振興費"),
                    ("目", "試験研究費"),
                    ("予算額（歳出予算項目ごと）", "1000000"),
                    ("翌年度要求額（歳出予算項目ごと）", "1500000"),
                    ("備考（歳出予算項目ごと）", "項目の備考"),
                ],
            )
            .row(
                "7",
                &[
                    ("予算年度", "2024"),
                    ("会計区分", "一般会計"),
                    ("会計", "一般会計"),
                    ("歳出予算項目の補足情報", "新しい項目"),
                    ("翌年度要求額（歳出予算項目ごと）", "500000"),
                ],
            )
            .row(
                "12",
                &[
                    ("予算年度", "2024"),
                    ("会計区分", "特別会計"),
                    ("会計", "労働保険"),
                    ("勘定", "雇用勘定"),
                    ("予算種別", "当初予算"),
                    ("予算額（歳出予算項目ごと）", "0"),
                    ("翌年度要求額（歳出予算項目ごと）", "4947700000"),
                ],
            ),
        results(),
        Csv::new("3-2")
            .row(
                "7",
                &edge(
                    ["1", "アクティビティ", "", "活動する"],
                    ["1", "アウトプット", "", "産出する"],
                    ["", ""],
                ),
            )
            .row(
                "7",
                &edge(
                    ["1", "アウトプット", "", "産出する"],
                    ["1", "アウトカム", "長期", "成果甲"],
                    ["なぜなら", "段階なし"],
                ),
            )
            .row(
                "7",
                &edge(
                    ["1", "アウトプット", "", "産出する"],
                    ["1", "アウトカム", "長期", "成果乙"],
                    ["", ""],
                ),
            )
            .row("12", &[]),
        Csv::new("4-1")
            .row(
                "7",
                &[
                    ("事業所管部局による点検・改善ー点検結果", "-"),
                    ("事業所管部局による点検・改善ー改善の方向性", "改善"),
                    (
                        "事業所管部局による点検・改善－目標年度における効果測定に関する評価",
                        "評価",
                    ),
                    ("外部有識者による点検ー最終実施年度", "2023"),
                    ("外部有識者による点検ー点検対象", "書面点検"),
                    ("外部有識者による点検ー対象の理由", "理由"),
                    ("外部有識者による点検ー所見", "外部の所見"),
                    ("公開プロセス結果概要", "公開"),
                    ("行政事業レビュー推進チームの所見", "現状通り"),
                    ("行政事業レビュー推進チームの所見の詳細", "詳細"),
                    ("所見を踏まえた改善点／概算要求における反映状況", "縮減"),
                    ("反映額（一般会計）", "-5000"),
                    ("反映額（特別会計）－会計", "労働保険"),
                    ("反映額（特別会計）－勘定", "雇用勘定"),
                    ("反映額（特別会計）－反映額", "-7"),
                    ("過去に受けた指摘事項－区分", "公開プロセス"),
                    ("過去に受けた指摘事項－取りまとめ年度", "2022"),
                    ("過去に受けた指摘事項－取りまとめ内容", "指摘一"),
                    ("過去に受けた指摘事項－対応状況", "対応一"),
                ],
            )
            .row(
                "7",
                &[
                    ("事業所管部局による点検・改善ー点検結果", "-"),
                    ("事業所管部局による点検・改善ー改善の方向性", "改善"),
                    (
                        "事業所管部局による点検・改善－目標年度における効果測定に関する評価",
                        "評価",
                    ),
                    ("外部有識者による点検ー最終実施年度", "2023"),
                    ("外部有識者による点検ー点検対象", "書面点検"),
                    ("外部有識者による点検ー対象の理由", "理由"),
                    ("外部有識者による点検ー所見", "外部の所見"),
                    ("公開プロセス結果概要", "公開"),
                    ("行政事業レビュー推進チームの所見", "現状通り"),
                    ("行政事業レビュー推進チームの所見の詳細", "詳細"),
                    ("所見を踏まえた改善点／概算要求における反映状況", "縮減"),
                    ("その他の指摘事項－調査等の名称", "調査"),
                    ("その他の指摘事項－指摘年度", "2021"),
                    ("その他の指摘事項－指摘内容", "指摘二"),
                    ("その他の指摘事項－対応状況", "対応二"),
                ],
            )
            .row("12", &[]),
        payments(),
        Csv::new("5-2")
            .row("7", &link("", "文部科学省", "TRUE", "A", "甲ほか"))
            .row("7", &link("A", "甲ほか", "FALSE", "B", "個人"))
            .row("7", &link("B", "個人", "FALSE", "A", "甲ほか"))
            .row(
                "7",
                &[
                    ("国自らが支出する間接経費", "事務費"),
                    ("国自らが支出する間接経費の項目", "職員旅費"),
                    ("国自らが支出する間接経費の金額", "123"),
                ],
            )
            .row("12", &[]),
        Csv::new("5-3")
            .row(
                "7",
                &[
                    ("支出先ブロック番号", "A"),
                    ("支出先名", "株式会社甲"),
                    ("法人番号", "7000012050002"),
                    ("契約概要", "契約一"),
                    ("費目", "人件費"),
                    ("使途", "給与"),
                    ("金額", "600"),
                ],
            )
            .row(
                "7",
                &[
                    ("支出先ブロック番号", "A"),
                    ("支出先名", "株式会社甲"),
                    ("契約概要", "契約二"),
                    ("費目", "旅費"),
                    ("使途", "出張"),
                ],
            )
            .row("12", &[]),
        Csv::new("5-4")
            .row(
                "7",
                &[
                    ("支出先ブロック（国庫債務負担行為等による契約）", "A"),
                    ("契約先名（国庫債務負担行為等による契約）", "株式会社甲"),
                    (
                        "契約先の法人番号（国庫債務負担行為等による契約）",
                        "7000012050002",
                    ),
                    ("契約先の所在地（国庫債務負担行為等による契約）", "東京都"),
                    ("契約先の法人種別（国庫債務負担行為等による契約）", "301"),
                    (
                        "契約概要（契約名）（国庫債務負担行為等による契約）",
                        "長い契約",
                    ),
                    ("その他の契約", "t"),
                    ("契約額（国庫債務負担行為等による契約）", "8000"),
                    (
                        "契約方式等（国庫債務負担行為等による契約）",
                        "随意契約（その他）",
                    ),
                    ("入札者数（応募者数）（国庫債務負担行為等による契約）", "1"),
                    ("落札率（％）（国庫債務負担行為等による契約）", "99.5"),
                    ("その他の契約（国庫債務負担行為等による契約）", "f"),
                ],
            )
            .row("12", &[]),
        Csv::new("6-1")
            .row("7", &[("備考", "該当なし")])
            .row("12", &[]),
    ]
}

fn edge<'a>(
    from: [&'a str; 4],
    to: [&'a str; 4],
    [why, stage]: [&'a str; 2],
) -> [(&'a str, &'a str); 10] {
    [
        (
            "派生元ーアクティビティ・アウトプット・アウトカムの番号",
            from[0],
        ),
        (
            "派生元ー種別（アクティビティ・アウトプット・アウトカム）",
            from[1],
        ),
        ("派生元ーアウトカムの期間", from[2]),
        ("派生元ーアクティビティの内容/ 活動目標／成果目標", from[3]),
        (
            "派生先ーアクティビティ・アウトプット・アウトカムの番号",
            to[0],
        ),
        (
            "派生先ー種別（アクティビティ・アウトプット・アウトカム）",
            to[1],
        ),
        ("派生先ーアウトカムの期間", to[2]),
        ("派生先ー 活動目標／成果目標", to[3]),
        ("後続アウトカムへのつながり", why),
        ("アウトカムを複数段階で設定できない理由", stage),
    ]
}

fn link<'a>(
    from: &'a str,
    from_name: &'a str,
    direct: &'a str,
    to: &'a str,
    to_name: &'a str,
) -> [(&'a str, &'a str); 5] {
    [
        ("支出元の支出先ブロック", from),
        ("支出元の支出先ブロック名", from_name),
        ("担当組織からの支出", direct),
        ("支出先の支出先ブロック", to),
        ("支出先の支出先ブロック名", to_name),
    ]
}

fn results() -> Csv {
    let node = |number, kind, text| {
        vec![
            ("アクティビティ・アウトプット・アウトカムの番号", number),
            ("種別（アクティビティ・アウトプット・アウトカム）", kind),
            ("アクティビティ／活動目標／成果目標", text),
        ]
    };
    let mut csv = Csv::new("3-1");
    let mut activity = node("1", "アクティビティ", "活動する");
    activity.push((
        "事業に関連するKPIが定められている閣議決定等の名称",
        "計画丙",
    ));
    csv = csv.row("7", &activity);
    let values: [(&str, &[(&str, &str)]); 4] = [
        ("1.目標年度", &[("2025", "1")]),
        ("2.目標値", &[("2022", "28"), ("2025", "30")]),
        ("3.実績値", &[("2022", "20.5")]),
        ("4.達成率", &[("2022", "73.2")]),
    ];
    for (measure, years) in values {
        let mut row = node("1", "アウトカム", "成果甲");
        row.extend([
            ("アウトカムの期間", "3.長期"),
            ("成果目標の種類", "定量的"),
            ("活動指標／成果指標", "件数"),
            ("単位", "件"),
            ("改善の上向き／下向き", "上がると良い指標"),
            (
                "成果実績及び目標値の根拠として用いた統計・データ名（出典）",
                "統計",
            ),
            ("目標年度／目標値／実績値／達成率", measure),
        ]);
        row.extend(years.iter().copied());
        csv = csv.row("7", &row);
    }
    let mut words = node("2", "アウトカム", "成果丙");
    words.extend([
        ("アウトカムの期間", "短期"),
        ("成果目標の種類", "定性的"),
        ("定性的なアウトカム目標を設定している理由", "数えられない"),
        ("定性的なアウトカムに関する成果実績", "進んだ"),
        ("目標年度／目標値／実績値／達成率", "2.目標値"),
    ]);
    csv.row("7", &words).row("12", &[])
}

fn payments() -> Csv {
    Csv::new("5-1")
        .row("7", &[("支出先ブロック番号", "A"), ("支出先ブロック名", "甲ほか"), ("支出先の数", "2"), ("事業を行う上での役割", "研究"), ("ブロックの合計支出額", "1000 ")])
        .row("7", &[("支出先ブロック番号", "A"), ("支出先名", "株式会社甲"), ("法人番号", "7000012050002 "), ("所在地", "東京都"), ("法人種別", "301"), ("その他支出先", "FALSE"), ("支出先の合計支出額", "600 ")])
        .row("7", &[("支出先ブロック番号", "A"), ("支出先名", "株式会社甲"), ("法人番号", "7000012050002 "), ("所在地", "東京都"), ("法人種別", "301"), ("その他支出先", "FALSE"), ("契約概要", "契約一"), ("金額", "400 "), ("契約方式等", "一般競争契約（最低価格）"), ("具体的な契約方式等", "細かく"), ("入札者数", "3"), ("落札率", "71.9"), ("一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（支出額10億円以上）", "訳"), ("その他の契約", "FALSE")])
        .row("7", &[("支出先ブロック番号", "A"), ("支出先名", "株式会社甲"), ("法人番号", "7000012050002 "), ("その他支出先", "FALSE"), ("契約概要", "契約二"), ("金額", "200 "), ("契約方式等", "その他"), ("その他の契約", "TRUE")])
        .row("7", &[("支出先ブロック番号", "A"), ("支出先名", "その他"), ("その他支出先", "TRUE"), ("支出先の合計支出額", "400 ")])
        .row("7", &[("支出先ブロック番号", "B"), ("支出先ブロック名", "個人"), ("ブロックの合計支出額", "10 ")])
        .row("7", &[("支出先ブロック番号", "B"), ("支出先名", "個人Ａ"), ("法人番号", "1234567890123 "), ("その他支出先", "FALSE"), ("支出先の合計支出額", "10 ")])
        .row("7", &[("支出先ブロック番号", "B"), ("支出先名", "個人Ａ"), ("その他支出先", "FALSE")])
        .row("12", &[])
}

/// The edition as a site of its own.
fn site(memory: &Memory) -> SourceTree {
    let site = sites::site_yaml(&rs::SITE, None).expect("a new one");
    memory.site("content/2024/", &site)
}

const SETTINGS: Settings = Settings {
    year: 2024,
    leave: Leave {
        overwrite: false,
        prune: false,
    },
};

fn run(inputs: Vec<Input>, settings: &Settings, into: &mut Memory) -> Result<Report, Problem> {
    let mut reader = Reader::open(inputs)?;
    into.written.clear();
    rs::run(&mut reader, settings, into).map_err(|failure| match failure {
        Failure::Input(problem) => problem,
        Failure::Target(never) => match never {},
    })
}

fn import(files: &[Csv], into: &mut Memory) -> Report {
    let inputs = files.iter().map(Csv::input).collect();
    run(inputs, &SETTINGS, into).unwrap_or_else(|problem| panic!("{}", problem.say().en))
}

fn dataset(memory: &Memory) -> Dataset {
    let loaded = load::load(&site(memory));
    let errors: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|found| &found.message.en)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.dataset.expect("a dataset")
}

#[test]
fn odd_files_become_seed_files_that_load_and_render() {
    let mut memory = Memory::default();
    let report = import(&odd(), &mut memory);
    for name in [
        "reviews/7.yaml",
        "reviews/12.yaml",
        "sources.yaml",
        "edition.yaml",
    ] {
        expect(&name.replace('/', "-"), memory.text(name));
    }
    let langs = [tenken::diagnostic::Lang::Ja, tenken::diagnostic::Lang::En];
    let told = langs.map(|lang| told::human(&report, lang, false));
    expect("report.txt", &told.join("\n"));
    dataset(&memory);
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let site = pipeline::prepare(&site(&memory), &options)
        .site
        .expect("no errors");
    for page in ["2024/reviews/7/index.html", "en/2024/reviews/12/index.html"] {
        let html = site
            .render(page)
            .expect("it is planned")
            .expect("it renders");
        assert!(html.len() > 5_000, "{page}");
    }
}

/// A page or data file of a site that an import gives.
fn rendered(memory: &Memory, path: &str) -> String {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(&site(memory), &options);
    let site = prepared.site.expect("no errors");
    let bytes = site.render(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.expect("it renders").to_vec()).expect("text")
}

#[test]
fn a_name_that_another_sheet_contradicts_is_marked_and_its_amount_is_not() {
    let mut odd = odd();
    let payments = odd.iter_mut().find(|csv| csv.number == "5-1");
    let payments = payments.expect("the payments");
    *payments = payments.clone().row(
        "12",
        &[
            ("支出先ブロック番号", "A"),
            ("支出先名", "株式会社乙"),
            ("法人番号", "5010005007398 "),
            ("その他支出先", "FALSE"),
            ("支出先の合計支出額", "5 "),
        ],
    );
    // Offices of the state may share the number of their ministry; companies may not.
    let cells = payments.rows.iter_mut().flatten();
    cells
        .filter(|cell| cell.starts_with("7000012050002"))
        .for_each(|cell| *cell = "5010005007398 ".into());
    let mut memory = Memory::default();
    import(&odd, &mut memory);
    for (page, name) in [("12", "株式会社乙"), ("7", "株式会社甲")] {
        let page = rendered(&memory, &format!("2024/reviews/{page}/index.html"));
        let after = page
            .split(&format!(">{name}</a>"))
            .nth(1)
            .expect("the name");
        assert!(
            after.starts_with(" <a class=\"check-badge\""),
            "{}",
            &after[..300]
        );
        let payee = after.split("</p>").next().unwrap_or_default();
        assert_eq!(payee.matches("check-badge").count(), 1, "{payee}");
        let audit = between(&page, "id=\"section-audit\"", "</section>");
        assert!(audit.contains("法人番号5010005007398の名称"), "{audit}");
    }
    let table = rendered(&memory, "2024/reviews/12/tables/recipients-a.csv");
    assert!(
        table.contains("株式会社乙,不一致,") && !table.contains("支出額の印"),
        "{table}"
    );
}

#[test]
fn rows_that_connect_blocks_are_cited_where_the_flow_stands() {
    let mut memory = Memory::default();
    import(&odd(), &mut memory);
    let page = rendered(&memory, "2024/reviews/7/index.html");
    let list = between(&page, "<ul class=\"flow\"", "</section>");
    let chart = rendered(&memory, "2024/reviews/7/charts/flow.csv");
    let table = rendered(&memory, "2024/reviews/7/tables/flow.csv");
    for line in ["2", "3", "4"] {
        assert!(
            list.contains(&format!(">rs5-2 {line}行</a>")),
            "{line}: {list}"
        );
        for data in [&chart, &table] {
            assert!(data.contains("5-2_RS_2024_試験.csv の"), "{data}");
            assert!(data.contains(&format!("{line}行")), "{line}: {data}");
        }
    }
    // The ministry is no block of the sheet.
    assert!(page.contains("全2ブロック"));
}

#[test]
fn the_order_of_the_file_is_no_rank() {
    let mut odd = odd();
    let payments = odd.iter_mut().find(|csv| csv.number == "5-1");
    let payments = payments.expect("the payments");
    // Payees of several projects have a page.
    *payments = payments.clone().row(
        "12",
        &[
            ("支出先ブロック番号", "A"),
            ("支出先名", "株式会社甲"),
            ("法人番号", "7000012050002 "),
            ("その他支出先", "FALSE"),
            ("支出先の合計支出額", "5 "),
        ],
    );
    let mut memory = Memory::default();
    import(&odd, &mut memory);
    let page = rendered(&memory, "2024/recipients/7000012050002/index.html");
    assert!(
        page.contains(">ブロック</th>") && !page.contains("A-1"),
        "{page}"
    );
    // Amounts that are small beside a million are told in yen, as the source has them.
    assert!(page.contains(">600<"), "{page}");
    let data = rendered(&memory, "2024/data/payments.csv");
    let mut reader = csv::Reader::from_reader(data.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().expect("a header");
    let rank = header.iter().position(|name| name == "rank");
    let rank = rank.expect("the column");
    let ranks: Vec<_> = reader
        .records()
        .map(|row| row.expect("a row")[rank].to_owned())
        .collect();
    assert!(
        ranks.len() > 5 && ranks.iter().all(String::is_empty),
        "{ranks:?}"
    );
}

#[test]
fn the_row_of_all_others_is_shown_without_a_number_below_the_largest() {
    let mut odd = odd();
    let payments = odd.iter_mut().find(|csv| csv.number == "5-1");
    let payments = payments.expect("the payments");
    let rows = std::mem::take(&mut payments.rows);
    let (of_a, others): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|row| row.contains(&"A".to_owned()));
    payments.rows = of_a;
    for number in 0..70 {
        *payments = payments.clone().row(
            "7",
            &[
                ("支出先ブロック番号", "A"),
                ("支出先名", &format!("株式会社{number}")),
                ("その他支出先", "FALSE"),
                ("支出先の合計支出額", &format!("{} ", 1 + number)),
            ],
        );
    }
    payments.rows.extend(others);
    let mut memory = Memory::default();
    import(&odd, &mut memory);
    let page = rendered(&memory, "2024/reviews/7/index.html");
    let block = between(&page, "id=\"recipients-a\"", "</details>");
    let rest = between(block, "<li class=\"rest\">", "</li>");
    assert!(rest.contains("その他") && rest.contains("400円"), "{rest}");
    assert!(
        block.contains("額の大きい順に15行と、「その他」を載せました（全72行）"),
        "{block}"
    );
    assert!(block.contains("記載は71者とその他"), "{block}");
}

#[test]
fn a_table_of_one_line_shows_it_and_explains_no_sign_that_is_not_there() {
    let mut odd = odd();
    let lines = odd.iter_mut().find(|csv| csv.number == "2-2");
    let lines = lines.expect("the line items");
    // Less is asked for than was planned; the change is not shown for line items.
    *lines = lines.clone().row(
        "12",
        &[
            ("予算年度", "2023"),
            ("予算種別", "当初予算"),
            ("予算額（歳出予算項目ごと）", "77000"),
            ("翌年度要求額（歳出予算項目ごと）", "66000"),
        ],
    );
    let mut memory = Memory::default();
    import(&odd, &mut memory);
    let page = rendered(&memory, "2024/reviews/12/index.html");
    let table = between(&page, "id=\"line-items-2023\"", "</section>");
    assert!(
        table.contains("77,000") && !table.contains("全1行"),
        "{table}"
    );
    assert!(!table.contains("負の値"), "{table}");
}

/// What a seed file says for a cell; nothing where the cell says which row it is, or is left out on purpose.
fn arrives(column: &Column, text: &str) -> Option<String> {
    let text = text.trim();
    if !matches!(column.ends, Ends::In(_)) || text.is_empty() {
        return None;
    }
    Some(match (column.kind, column.name) {
        // The other truths become keys of their own (`rest`, `direct`).
        (Kind::Truth, "開始年度不明" | "終了予定なし") if is_true(text) => {
            column.name.trim_start_matches("開始年度").to_owned()
        }
        (Kind::Truth, _) => return None,
        (Kind::Integer, name) if name.starts_with("実施方法") => {
            name.split('ー').nth(1)?.to_owned()
        }
        (Kind::Integer, _) => text.strip_suffix(".0").unwrap_or(text).to_owned(),
        (_, "執行率") => return None,
        (_, "関連性" | "改善の上向き／下向き") => return None,
        (_, name) if name.contains("アウトカムの期間") || name.contains("種別（") => {
            return None;
        }
        _ => text.to_owned(),
    })
}

fn is_true(text: &str) -> bool {
    ["TRUE", "true", "t"].contains(&text)
}

/// A file with its rows and their lines.
type Rows = (&'static File, Vec<(u64, Vec<String>)>);

/// The escapes of YAML that the importer writes, undone.
fn unescaped(text: &str) -> String {
    let text = text.replace("\\\"", "\"").replace("\\t", "\t");
    let mut parts = text.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(4);
        let code = u32::from_str_radix(code, 16).expect("four digits");
        out.push(char::from_u32(code).expect("a character"));
        out.push_str(rest);
    }
    out.replace("\\\\", "\\")
}

/// Nothing that a cell holds is lost: it stands in the seed file of its project, whatever the file became.
fn every_cell_arrives(files: &[Rows], seeds: &dyn Fn(&str) -> String) {
    let (mut compared, mut lost) = (0, Vec::new());
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (file, rows) in files {
        for (line, row) in rows {
            let id = &row[2];
            let seed = texts
                .entry(id.clone())
                .or_insert_with(|| unescaped(&seeds(id)));
            for (column, text) in file.own.iter().zip(&row[PREFIX.len()..]) {
                let Some(wanted) = arrives(column, text) else {
                    continue;
                };
                compared += 1;
                // Zeros of the running year, of rows of zeros, and payees that only name what stands elsewhere.
                if !seed.contains(&wanted) && wanted != "0" {
                    lost.push(format!("{}:{line} {} {wanted}", file.number, column.name));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} of {compared}: {lost:#?}", lost.len());
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_cell_of_the_odd_files_arrives() {
    let mut memory = Memory::default();
    let odd = odd();
    import(&odd, &mut memory);
    let files: Vec<_> = odd
        .iter()
        .map(|csv| {
            let rows = (2..).zip(csv.rows.iter().cloned());
            // The relation that no vocabulary has is counted in the report instead.
            (file(csv.number), rows.collect::<Vec<_>>())
        })
        .collect();
    every_cell_arrives(&files, &|id| {
        memory.text(&format!("reviews/{id}.yaml")).to_owned()
    });
}

#[test]
fn quirks_mean_what_they_mean() {
    let mut memory = Memory::default();
    let report = import(&odd(), &mut memory);
    assert_eq!(report.read, report.written);
    assert_eq!(report.read.payees, 600 + 400 + 10);
    let dataset = dataset(&memory);
    let review = &dataset.editions[&2024].reviews["7"];
    let budget = &review.common.budgets[0];
    let cell = |item: RowItem, column: &str| {
        let row = budget.item(item).expect("the row");
        row.figure(budget.column(column).expect("the column"))
            .expect("a figure")
            .clone()
    };
    let shown = |figure: Figure| format!("{:?}", figure.reading);
    assert!(shown(cell(RowItem::Executed, "2024")).contains("NotYetKnown"));
    assert!(shown(cell(RowItem::CarriedForward, "2024")).contains("NotYetKnown"));
    assert!(shown(cell(RowItem::Initial, "2025")).starts_with("Planned"));
    assert_eq!(yen(&cell(RowItem::Supplementary, "2024")), -200_000);
    let flow = review.flow.as_ref().expect("a flow");
    let direct: Vec<_> = flow.links.iter().map(|link| link.is_direct).collect();
    assert_eq!(direct, [true, false, false]);
    let model = review.logic_model.as_ref().expect("a logic model");
    let outcomes = model
        .nodes
        .iter()
        .filter(|node| node.number == "1" && node.term.is_some());
    assert_eq!(outcomes.count(), 2, "one number, two texts: two nodes");
    let payee = &review.recipients[0].rows[0];
    assert_eq!((payee.contracts.len(), yen(&payee.amount)), (2, 600));
    assert!(review.recipients[1].rows[0].corporate_number.is_none());
    assert!(review.recipients[1].rows[0].inferred.is_some());
}

fn yen(figure: &Figure) -> i64 {
    match figure.quantity() {
        Some(Quantity::Money(money)) => money.yen.0,
        _ => 0,
    }
}

#[test]
fn additions_survive_and_changes_are_told() {
    let mut memory = Memory::default();
    let report = import(&odd(), &mut memory);
    assert_eq!(
        (report.new.clone(), report.unchanged),
        (vec!["7".to_owned(), "12".to_owned()], 0)
    );
    let report = import(&odd(), &mut memory);
    assert_eq!(
        (report.is_change(), report.unchanged, memory.written.len()),
        (false, 2, 0)
    );

    let added = format!("{}name_en: Odd\n", memory.text("reviews/7.yaml"));
    memory
        .files
        .insert("reviews/7.yaml".into(), added.into_bytes());
    let mut changed = odd();
    let remark = &mut changed[14].rows[0];
    *remark.last_mut().expect("a cell") = "別の備考".into();
    let report = import(&changed, &mut memory);
    assert_eq!(
        report.changed,
        [("7".to_owned(), vec!["remarks".to_owned()])]
    );
    assert!(memory.text("reviews/7.yaml").ends_with("name_en: Odd\n"));
    assert_eq!(
        dataset(&memory).editions[&2024].reviews["7"]
            .common
            .name_en
            .as_deref(),
        Some("Odd")
    );

    let edited = memory
        .text("reviews/12.yaml")
        .replace("試験事業12", "手で直した名");
    memory
        .files
        .insert("reviews/12.yaml".into(), edited.clone().into_bytes());
    let report = import(&changed, &mut memory);
    assert_eq!(report.left.len(), 1);
    assert!(report.is_doubtful());
    assert_eq!(memory.text("reviews/12.yaml"), edited);
    let overwrite = Settings {
        leave: Leave {
            overwrite: true,
            prune: false,
        },
        ..SETTINGS
    };
    run(
        changed.iter().map(Csv::input).collect(),
        &overwrite,
        &mut memory,
    )
    .expect("it imports");
    assert!(memory.text("reviews/12.yaml").contains("試験事業12"));

    let mut fewer = changed;
    for csv in &mut fewer {
        csv.rows.retain(|row| row[2] != "7");
    }
    let report = import(&fewer, &mut memory);
    assert_eq!(report.gone, ["reviews/7.yaml"]);
    let prune = Settings {
        leave: Leave {
            overwrite: false,
            prune: true,
        },
        ..SETTINGS
    };
    let again = |memory: &mut Memory| {
        run(fewer.iter().map(Csv::input).collect(), &prune, memory).expect("it imports")
    };
    assert_eq!(again(&mut memory).pruned, [""; 0], "somebody added to it");
    let bare = memory.text("reviews/7.yaml").replace("name_en: Odd\n", "");
    memory
        .files
        .insert("reviews/7.yaml".into(), bare.into_bytes());
    assert_eq!(again(&mut memory).pruned, ["reviews/7.yaml"]);
}

#[test]
fn files_that_are_missing_are_named() {
    let mut memory = Memory::default();
    let some: Vec<Csv> = odd()
        .into_iter()
        .filter(|csv| csv.number != "3-1" && csv.number != "5-1")
        .collect();
    let report = import(&some, &mut memory);
    let missing: Vec<_> = report.missing.iter().map(|(number, _)| *number).collect();
    assert_eq!(missing, ["3-1", "5-1"]);
    let review = &dataset(&memory).editions[&2024].reviews["7"];
    assert_eq!(review.flow.as_ref().map_or(0, |flow| flow.blocks.len()), 3);
}

/// A change of the bytes of the overview that makes the whole import wrong.
type Spoil = fn(&Csv) -> Vec<u8>;

#[test]
fn bad_files_are_refused_with_their_place() {
    let cases: &[(&str, Spoil)] = &[
        ("Shift_JIS", |csv| {
            let text = String::from_utf8(csv.bytes()).expect("UTF-8");
            encoding_rs::SHIFT_JIS
                .encode(text.trim_start_matches('\u{feff}'))
                .0
                .into_owned()
        }),
        ("UTF-16", |csv| {
            let text = String::from_utf8(csv.bytes()).expect("UTF-8");
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        ("bytes that are no UTF-8", |csv| {
            let mut bytes = csv.bytes();
            let end = bytes.len() - 4;
            bytes[end] = 0xff;
            bytes
        }),
        ("cut off in a row", |csv| {
            let bytes = csv.bytes();
            bytes[..bytes.len() - 12].to_vec()
        }),
        ("cut off in the last cell", |csv| {
            let bytes = csv.bytes();
            bytes[..bytes.len() - 2].to_vec()
        }),
        ("a quotation mark that is not closed", |csv| {
            let text = String::from_utf8(csv.bytes()).expect("UTF-8");
            text.replace("新規要求事業", "\"新規要求事業").into_bytes()
        }),
        ("a cell without end", |csv| {
            let mut bytes = csv.bytes();
            bytes.push(b'"');
            bytes.resize(bytes.len() + (3 << 20), b'x');
            bytes
        }),
        ("a misspelt column", |csv| {
            let mut csv = csv.clone();
            csv.header[13] = "事業の目標".into();
            csv.bytes()
        }),
        ("two columns exchanged", |csv| {
            let mut csv = csv.clone();
            csv.header.swap(13, 14);
            csv.bytes()
        }),
        ("a column too few", |csv| {
            let mut csv = csv.clone();
            csv.header.pop();
            csv.rows.iter_mut().for_each(|row| drop(row.pop()));
            csv.bytes()
        }),
        ("a path for an id", |csv| {
            let mut csv = csv.clone();
            csv.rows[0][2] = "../../x".into();
            csv.bytes()
        }),
        ("one id for two projects", |csv| {
            let mut csv = csv.clone();
            csv.rows[2][2] = "7".into();
            csv.bytes()
        }),
        ("ids out of order", |csv| {
            let mut csv = csv.clone();
            csv.rows.swap(1, 2);
            csv.bytes()
        }),
        ("another year", |csv| {
            let mut csv = csv.clone();
            csv.rows[2][1] = "2023".into();
            csv.bytes()
        }),
        ("another kind of sheet", |csv| {
            let mut csv = csv.clone();
            csv.rows[0][0] = "基金シート".into();
            csv.bytes()
        }),
        ("nothing", |_| Vec::new()),
    ];
    let mut told = String::new();
    for (what, spoil) in cases {
        let odd = odd();
        let inputs = odd.iter().map(|csv| match csv.number {
            "1-2" => input(&csv.name(), spoil(csv)),
            _ => csv.input(),
        });
        let inputs = inputs.collect();
        let problem = run(inputs, &SETTINGS, &mut Memory::default());
        let said = problem
            .err()
            .unwrap_or_else(|| panic!("{what}: imported"))
            .say();
        told.push_str(&format!("# {what}\n{}\n{}\n\n", said.ja, said.en));
    }
    let twice = [odd()[0].input(), odd()[0].input()].into();
    let said = run(twice, &SETTINGS, &mut Memory::default())
        .expect_err("refused")
        .say();
    told.push_str(&format!("# one file twice\n{}\n{}\n\n", said.ja, said.en));
    let other = Settings {
        year: 2023,
        ..SETTINGS
    };
    let inputs = odd().iter().map(Csv::input).collect();
    let said = run(inputs, &other, &mut Memory::default())
        .expect_err("refused")
        .say();
    told.push_str(&format!(
        "# the folder of another year\n{}\n{}\n",
        said.ja, said.en
    ));
    expect("problems.txt", &told);
}

/// The real files, read without any code of the importer.
fn real() -> Option<Vec<(&'static File, PathBuf)>> {
    let folder = PathBuf::from(std::env::var_os("TENKEN_RS_DATA")?);
    let mut found = Vec::new();
    for part in ["official", "reconstructed"] {
        for entry in std::fs::read_dir(folder.join(part)).expect("the folder of TENKEN_RS_DATA") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let number = name.split('_').next().unwrap_or_default();
            found.push((file(number), path));
        }
    }
    Some(found)
}

#[test]
fn real_files_lose_nothing() {
    let Some(real) = real() else {
        eprintln!("SKIPPED: TENKEN_RS_DATA names no folder of real review sheets");
        return;
    };
    let mut memory = Memory::default();
    let open = |path: &Path| std::fs::read(path).expect("a file");
    let inputs = real.iter().map(|(_, path)| {
        let name = path.file_name().expect("a name").to_string_lossy();
        input(&name, open(path))
    });
    let inputs = inputs.collect();
    let report = run(inputs, &SETTINGS, &mut memory).unwrap_or_else(|p| panic!("{}", p.say().en));
    assert!(
        !report.is_doubtful(),
        "{}",
        told::human(&report, tenken::diagnostic::Lang::En, false)
    );
    let files: Vec<_> = real
        .iter()
        .map(|(file, path)| {
            let mut reader = csv::Reader::from_path(path).expect("a CSV file");
            let rows = reader.records().map(|row| {
                let row = row.expect("a row");
                row.iter().map(str::to_owned).collect()
            });
            (*file, (2..).zip(rows).collect::<Vec<(u64, Vec<String>)>>())
        })
        .collect();
    every_cell_arrives(&files, &|id| {
        memory.text(&format!("reviews/{id}.yaml")).to_owned()
    });
    let sum = |number: &str, column: &str| -> i64 {
        let (file, rows) = files
            .iter()
            .find(|(file, _)| file.number == number)
            .expect("the file");
        let at = PREFIX.len()
            + file
                .own
                .iter()
                .position(|c| c.name == column)
                .expect("the column");
        rows.iter()
            .filter_map(|(_, row)| row[at].trim().parse::<i64>().ok())
            .sum()
    };
    let loaded = load::load(&site(&memory));
    let dataset = loaded.dataset.expect("a dataset");
    let reviews = || dataset.editions[&2024].reviews.values();
    let budgets = |item: RowItem| -> i64 { reviews().map(|review| budget_sum(review, item)).sum() };
    assert_eq!(budgets(RowItem::Initial), sum("2-1", "当初予算（合計）"));
    assert_eq!(budgets(RowItem::Executed), sum("2-1", "執行額（合計）"));
    let payees = || {
        reviews()
            .flat_map(|review| &review.recipients)
            .flat_map(|list| &list.rows)
    };
    assert_eq!(
        payees().map(|payee| yen(&payee.amount)).sum::<i64>(),
        sum("5-1", "支出先の合計支出額")
    );
    let contracts = payees()
        .flat_map(|payee| &payee.contracts)
        .map(|contract| yen(&contract.amount));
    assert_eq!(contracts.sum::<i64>(), sum("5-1", "金額"));
    let blocks = reviews()
        .filter_map(|review| review.flow.as_ref())
        .flat_map(|flow| &flow.blocks);
    assert_eq!(
        blocks.map(|block| yen(&block.amount)).sum::<i64>(),
        sum("5-1", "ブロックの合計支出額")
    );
}

/// The sum of a row of the table of totals over its fiscal years.
fn budget_sum(review: &Review, item: RowItem) -> i64 {
    let Some(table) = review
        .common
        .budgets
        .iter()
        .find(|table| table.id == "budget")
    else {
        return 0;
    };
    let row = table.item(item).expect("the row");
    let years = table.columns.iter().enumerate();
    let years = years.filter(|(_, column)| column.role == tenken::model::table::ColumnRole::Year);
    years.filter_map(|(at, _)| row.figure(at)).map(yen).sum()
}

#[test]
fn every_column_is_documented() {
    const MARK: &str = "<!-- columns -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/IMPORT.md");
    let manual = std::fs::read_to_string(&path).expect("docs/IMPORT.md");
    let (head, table) = manual.split_once(MARK).expect("the mark");
    let mut wanted = String::new();
    let mut section = |title: &str, columns: &[Column]| {
        wanted.push_str(&format!(
            "\n**{title}**\n\n| column | ends in |\n|---|---|\n"
        ));
        for column in columns {
            let ends = match column.ends {
                Ends::In(key) => format!("`{key}`"),
                Ends::Key(what) => format!("*key*: {what}"),
                Ends::Out(_, why) => format!("— {why}"),
            };
            wanted.push_str(&format!("| {} | {ends} |\n", column.name));
        }
    };
    section("All files", PREFIX);
    for file in &FILES {
        section(&format!("{} {}", file.number, file.title), file.own);
    }
    if std::env::var_os("TENKEN_BLESS").is_some() {
        let whole = format!("{head}{MARK}{wanted}");
        std::fs::write(&path, whole).expect("it can be written");
        return;
    }
    assert_eq!(table, wanted, "bless with TENKEN_BLESS=1");
}

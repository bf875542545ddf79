//! What an import writes besides projects: the edition, its source documents, and the attribution that the data's terms demand.

use super::run::Report;
use super::tables::Map;
use crate::import::report::FileReport;
use crate::import::yaml::{Yaml, block};

/// The attribution that the terms of the site ask for, without who processed the data.
const ATTRIBUTION: &str = "出典：行政事業レビュー見える化サイトのデータを加工して作成";
/// Name of the site (行政事業レビュー見える化サイト) with who runs it.
const PUBLISHER: &str = "デジタル庁（行政事業レビュー見える化サイト）";
const PUBLISHER_EN: &str = "Digital Agency of Japan (行政事業レビュー見える化サイト)";

/// A new `edition.yaml`.
pub(super) fn edition_yaml(report: &Report) -> String {
    let year = report.year;
    let source = report.files.first().map_or("rs1-1", |file| file.number);
    let source = source.trim_start_matches("rs");
    let keys = Map::new()
        .text("title", &format!("行政事業レビュー（{year}年度）"))
        .text("title_en", &format!("Administrative Project Review, FY{year}"))
        .text("short_title", &format!("{year}年度レビュー"))
        .text("short_title_en", &format!("FY{year} review"))
        .plain("kind", "review")
        .text(
            "summary",
            &format!(
                "{year}年度に公表された行政事業レビューシートのデータです。予算・執行、効果発現経路、支出先を事業ごとに示し、それぞれの数値に元のファイルと行を付けています。"
            ),
        )
        .text(
            "summary_en",
            &format!(
                "Data of the administrative project review sheets published in FY{year}: budgets and execution, logic models and payees of each project, every figure with the file and line that it comes from."
            ),
        )
        .text("source", &format!("rs{source}"));
    let mut out = "# yaml-language-server: $schema=../schema/edition.json\n\
         # Written once by `tenken import rs`; yours to edit.\n"
        .to_owned();
    for (key, value) in keys.entries() {
        out.push_str(&block(key, &value));
    }
    out
}

/// `sources.yaml` with the files as source documents; documents of others stay as they are.
pub(super) fn sources_yaml(old: Option<&str>, report: &Report) -> String {
    const HEAD: &str = "# yaml-language-server: $schema=../schema/sources.json\ndocuments:\n";
    let old = old.unwrap_or(HEAD);
    let mut kept = String::new();
    let mut is_ours = false;
    for line in old.split_inclusive('\n') {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            is_ours = line.starts_with("  - ") && is_ours_to_write(item, report);
        } else if !line.starts_with("    ") && !line.trim().is_empty() {
            is_ours = false;
        }
        if !is_ours {
            kept.push_str(line);
        }
    }
    let kept = kept.trim_end().replace("documents: []", "documents:");
    let documents: Vec<Yaml> = report
        .files
        .iter()
        .map(|file| document(file, report.year))
        .collect();
    let list = block("documents", &Yaml::List(documents));
    let items = list.strip_prefix("documents:\n").unwrap_or_default();
    format!("{kept}\n{items}")
}

/// True for `id: rs2-1` where that file is imported. Documents of files that are missing now stay: seed files may cite them.
fn is_ours_to_write(item: &str, report: &Report) -> bool {
    let id = item.trim_start_matches("{ ").strip_prefix("id: rs");
    let id = id.map(|rest| rest.split(',').next().unwrap_or(rest).trim());
    id.is_some_and(|number| report.files.iter().any(|file| file.number == number))
}

fn document(file: &FileReport, year: i16) -> Yaml {
    let rows = file.rows;
    let sum = &file.sha256;
    let terms = format!(
        "公共データ利用規約（第1.0版）。{year}年度のレビューシートのデータ（{rows}行、見出しは1行目）。取り込んだファイルの SHA-256：{sum}"
    );
    Map::new()
        .text("id", &format!("rs{}", file.number))
        .text("title", &file.name)
        .text("publisher", PUBLISHER)
        .text("publisher_en", PUBLISHER_EN)
        .text("terms", &terms)
        .done()
}

/// `site.yaml` with the attribution that the terms demand; nothing where it has it. `publisher` processed the data.
pub fn site_yaml(old: Option<&str>) -> Option<String> {
    let old = match old {
        Some(old) if old.contains(ATTRIBUTION) => return None,
        Some(old) => old.to_owned(),
        None => "# yaml-language-server: $schema=schema/site.json\n\
             title: 行政事業レビュー\n\
             title_en: Administrative Project Reviews\n\
             description: 国の事業の予算、執行、成果、支出先を、行政事業レビューシートのデータの行まで示してたどれるサイト。\n\
             description_en: Budgets, execution, results and payees of Japan's public projects, each figure traceable to its line in the data of the review sheets.\n\
             # 発行者（このサイトを作る人・組織）の名前に直してください。\n\
             publisher: このサイトの作成者\n\
             publisher_en: the makers of this site\n"
            .to_owned(),
    };
    let publisher = value(&old, "publisher").unwrap_or("このサイトの作成者");
    let publisher_en = value(&old, "publisher_en").unwrap_or(publisher);
    let item = Map::new()
        .text(
            "text",
            &format!(
                "{ATTRIBUTION}。加工したのは「{publisher}」であり、国又は府省庁が作成したものではありません。"
            ),
        )
        .text(
            "text_en",
            &format!(
                "Source: made by processing data of the administrative project review site of Japan (行政事業レビュー見える化サイト). The data were processed by {publisher_en}; this was not made by the Japanese government or any of its ministries."
            ),
        )
        .done();
    let list = block("attribution", &Yaml::List(vec![item]));
    let item = list.strip_prefix("attribution:\n").unwrap_or_default();
    let key = "attribution:\n";
    Some(match old.find(&format!("\n{key}")) {
        Some(at) => {
            let (before, after) = old.split_at(at + 1 + key.len());
            format!("{before}{item}{after}")
        }
        None => format!("{}\n{list}", old.trim_end()),
    })
}

/// The value of a key of the top level that stands on one line.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    let value = line.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then_some(value)
}

//! What an import writes besides projects: the edition, its source documents, and the attribution that the data's terms demand.

use super::tables::Map;
use super::yaml::{Yaml, block};
use crate::diagnostic::Say;

/// Where the data of an import come from, and how that is said.
#[derive(Debug)]
pub struct Site {
    /// The command, which the files name that it writes.
    pub command: &'static str,
    /// Keys that it writes into the seed file of a project.
    pub keys: &'static [&'static str],
    /// Name of the site with who runs it.
    pub publisher: &'static str,
    pub publisher_en: &'static str,
    /// What the edition of a year holds, for its first page.
    pub summary: fn(i16) -> Say,
    /// The attribution that the terms ask for, without who processed the data.
    pub attribution: &'static str,
    pub attribution_en: &'static str,
}

/// A new `edition.yaml`.
pub(super) fn edition_yaml(site: &Site, year: i16, source: &str) -> String {
    let (command, summary) = (site.command, (site.summary)(year));
    let keys = Map::new()
        .text("title", &format!("行政事業レビュー（{year}年度）"))
        .text(
            "title_en",
            &format!("Administrative Project Review, FY{year}"),
        )
        .text("short_title", &format!("{year}年度レビュー"))
        .text("short_title_en", &format!("FY{year} review"))
        .plain("kind", "review")
        .text("summary", &summary.ja)
        .text("summary_en", &summary.en)
        .text("source", source);
    let mut out = format!(
        "# yaml-language-server: $schema=../schema/edition.json\n\
         # Written once by `{command}`; yours to edit.\n"
    );
    for (key, value) in keys.entries() {
        out.push_str(&block(key, &value));
    }
    out
}

/// `sources.yaml` with the files as source documents; documents of others stay as they are.
pub(super) fn sources_yaml(old: Option<&str>, documents: &[(String, Yaml)]) -> String {
    const HEAD: &str = "# yaml-language-server: $schema=../schema/sources.json\ndocuments:\n";
    let old = old.unwrap_or(HEAD);
    let mut kept = String::new();
    let mut is_ours = false;
    for line in old.split_inclusive('\n') {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            is_ours = line.starts_with("  - ") && is_ours_to_write(item, documents);
        } else if !line.starts_with("    ") && !line.trim().is_empty() {
            is_ours = false;
        }
        if !is_ours {
            kept.push_str(line);
        }
    }
    let kept = kept.trim_end().replace("documents: []", "documents:");
    let items = documents.iter().map(|(_, document)| document.clone());
    let list = block("documents", &Yaml::List(items.collect()));
    let items = list.strip_prefix("documents:\n").unwrap_or_default();
    format!("{kept}\n{items}")
}

/// True for `id: rs2-1` where that file is imported. Documents of files that are missing now stay: seed files may cite them.
fn is_ours_to_write(item: &str, documents: &[(String, Yaml)]) -> bool {
    let id = item.trim_start_matches("{ ").strip_prefix("id: ");
    let id = id.map(|rest| rest.split(',').next().unwrap_or(rest).trim());
    id.is_some_and(|id| documents.iter().any(|(own, _)| own == id))
}

/// `site.yaml` with the attribution that the terms demand; nothing where it has it. `publisher` processed the data.
pub fn site_yaml(site: &Site, old: Option<&str>) -> Option<String> {
    let attribution = site.attribution;
    let attribution_en = site.attribution_en;
    let old = match old {
        Some(old) if old.contains(attribution) => return None,
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
                "{attribution}。加工したのは「{publisher}」であり、国又は府省庁が作成したものではありません。"
            ),
        )
        .text(
            "text_en",
            &format!(
                "{attribution_en} The data were processed by {publisher_en}; this was not made by the Japanese government or any of its ministries."
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

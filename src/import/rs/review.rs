//! Self-check, findings of reviewers and what follows from them: file 4-1.

use super::budget::YEN;
use super::columns::cell;
use super::row::{Row, whole};
use super::sheet::Gathered;
use super::tables::{Map, fact, figure, heading, list, list_row, place};
use crate::import::yaml::Yaml;

/// What file 4-1 says.
#[derive(Debug, Default)]
pub(super) struct Review {
    pub(super) facts: Vec<Yaml>,
    pub(super) results: Vec<Yaml>,
    pub(super) findings: Vec<Yaml>,
    pub(super) tables: Vec<Yaml>,
    pub(super) lists: Vec<Yaml>,
}

pub(super) fn review(all: &mut Gathered<'_>) -> Review {
    let rows = all.rows("4-1");
    // Further rows of a project repeat the first but for what was recommended, and rarely the amounts reflected.
    let mut review = Review::default();
    for (at, row) in rows.iter().enumerate() {
        let here = ("4-1", row.line);
        let first = if at == 0 { None } else { rows.first() };
        let said = |text: &'static str, get: &dyn Fn(&Row) -> String| -> (&'static str, String) {
            let value = get(row);
            let is_repeated = first.is_some_and(|first| get(first) == value);
            (text, if is_repeated { String::new() } else { value })
        };
        review.facts.extend(facts(&said, here));
        review.results.extend(results(&said, here));
        review.findings.extend(findings(&said, here));
    }
    review.tables.extend(reflected(all.sheets.year, &rows));
    review.lists.extend(recommendations(&rows));
    review
}

/// A heading with what a row says under it; blank where the first row says the same.
type Said<'a> = dyn Fn(&'static str, &dyn Fn(&Row) -> String) -> (&'static str, String) + 'a;

fn facts(said: &Said<'_>, here: (&str, u64)) -> Vec<Yaml> {
    let facts = [
        said(
            "外部有識者による点検の最終実施年度",
            &|r| {
                cell!(r, REVIEW, "外部有識者による点検ー最終実施年度")
                    .trim()
                    .to_owned()
            },
        ),
        said("外部有識者による点検の対象", &|r| {
            cell!(r, REVIEW, "外部有識者による点検ー点検対象").to_owned()
        }),
        said("外部有識者による点検の対象の理由", &|r| {
            cell!(r, REVIEW, "外部有識者による点検ー対象の理由").to_owned()
        }),
    ];
    let facts = facts.into_iter();
    facts
        .filter_map(|(label, text)| fact(label, &text, here))
        .collect()
}

fn results(said: &Said<'_>, here: (&str, u64)) -> Vec<Yaml> {
    let texts = [
        said("点検結果", &|r| {
            cell!(r, REVIEW, "事業所管部局による点検・改善ー点検結果").to_owned()
        }),
        said("改善の方向性", &|r| {
            cell!(r, REVIEW, "事業所管部局による点検・改善ー改善の方向性").to_owned()
        }),
        said(
            "目標年度における効果測定に関する評価",
            &|r| {
                cell!(
                    r,
                    REVIEW,
                    "事業所管部局による点検・改善－目標年度における効果測定に関する評価"
                )
                .to_owned()
            },
        ),
    ];
    let texts = texts.into_iter();
    texts
        .filter_map(|(title, text)| heading("", title, &text, here))
        .collect()
}

fn findings(said: &Said<'_>, here: (&str, u64)) -> Vec<Yaml> {
    let none = || ("", String::new());
    let findings = [
        (
            none(),
            said("外部有識者の所見", &|r| {
                cell!(r, REVIEW, "外部有識者による点検ー所見").to_owned()
            }),
        ),
        (
            none(),
            said("公開プロセス結果概要", &|r| {
                cell!(r, REVIEW, "公開プロセス結果概要").to_owned()
            }),
        ),
        (
            said("", &|r| {
                cell!(r, REVIEW, "行政事業レビュー推進チームの所見").to_owned()
            }),
            said("行政事業レビュー推進チームの所見", &|r| {
                cell!(r, REVIEW, "行政事業レビュー推進チームの所見の詳細").to_owned()
            }),
        ),
        (
            said("", &|r| {
                cell!(r, REVIEW, "所見を踏まえた改善点／概算要求における反映状況").to_owned()
            }),
            said(
                "所見を踏まえた改善点／概算要求における反映状況",
                &|r| {
                    cell!(
                        r,
                        REVIEW,
                        "所見を踏まえた改善点／概算要求における反映状況の詳細"
                    )
                    .to_owned()
                },
            ),
        ),
    ];
    let findings = findings
        .into_iter()
        .filter_map(|((_, judgement), (title, text))| {
            let is_blank = judgement.is_empty() && text.is_empty();
            let map = Map::new()
                .text("heading", title)
                .text("judgement", &judgement)
                .with("text", Yaml::text(&text));
            (!is_blank).then(|| map.at(here.0, here.1).done())
        });
    findings.collect()
}

/// Amounts by which the request follows the findings (反映額), negative where it is less.
fn reflected(year: i16, rows: &[&Row]) -> Option<Yaml> {
    let mut lines: Vec<(String, String, u64)> = Vec::new();
    for row in rows {
        let special = [
            "特別会計",
            cell!(row, REVIEW, "反映額（特別会計）－会計"),
            cell!(row, REVIEW, "反映額（特別会計）－勘定"),
        ];
        let special: Vec<&str> = special
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let amounts = [
            (
                "一般会計".to_owned(),
                cell!(row, REVIEW, "反映額（一般会計）"),
            ),
            (
                special.join("　"),
                cell!(row, REVIEW, "反映額（特別会計）－反映額"),
            ),
        ];
        for (label, amount) in amounts {
            let Some(amount) = whole(amount) else {
                continue;
            };
            let is_known = lines.iter().any(|(l, a, _)| *l == label && *a == amount);
            if !is_known {
                lines.push((label, amount, row.line));
            }
        }
    }
    let rows = lines.iter().enumerate().map(|(at, (label, amount, line))| {
        Map::new()
            .text("item", "amount")
            .text("id", &format!("r{}", at + 1))
            .text("label", label)
            .with("values", Yaml::List(vec![figure(amount)]))
            .plain("at", place("4-1", *line))
            .done()
    });
    let column = Map::new().plain("requested", year.saturating_add(1)).done();
    let map = Map::new()
        .text("id", "reflected")
        .text("title", "反映額")
        .text("unit", YEN)
        .list("columns", vec![column]);
    (!lines.is_empty()).then(|| map.list("rows", rows.collect()).done())
}

/// What was recommended before, and what was done about it.
fn recommendations(rows: &[&Row]) -> Vec<Yaml> {
    fn past(row: &Row) -> [&str; 4] {
        [
            cell!(row, REVIEW, "過去に受けた指摘事項－区分"),
            cell!(row, REVIEW, "過去に受けた指摘事項－取りまとめ年度").trim(),
            cell!(row, REVIEW, "過去に受けた指摘事項－取りまとめ内容"),
            cell!(row, REVIEW, "過去に受けた指摘事項－対応状況"),
        ]
    }
    fn other(row: &Row) -> [&str; 4] {
        [
            cell!(row, REVIEW, "その他の指摘事項－調査等の名称"),
            cell!(row, REVIEW, "その他の指摘事項－指摘年度").trim(),
            cell!(row, REVIEW, "その他の指摘事項－指摘内容"),
            cell!(row, REVIEW, "その他の指摘事項－対応状況"),
        ]
    }
    let listed = |get: &dyn for<'r> Fn(&'r Row) -> [&'r str; 4]| -> Vec<Yaml> {
        let mut seen: Vec<[&str; 4]> = Vec::new();
        let mut found = Vec::new();
        for row in rows {
            let cells = get(row);
            if !seen.contains(&cells) {
                seen.push(cells);
                found.extend(list_row(&cells, ("4-1", row.line)));
            }
        }
        found
    };
    let past = list(
        "past-recommendations",
        "過去に受けた指摘事項",
        &["区分", "取りまとめ年度", "取りまとめ内容", "対応状況"],
        listed(&past),
    );
    let other = list(
        "other-recommendations",
        "その他の指摘事項",
        &["調査等の名称", "指摘年度", "指摘内容", "対応状況"],
        listed(&other),
    );
    past.into_iter().chain(other).collect()
}

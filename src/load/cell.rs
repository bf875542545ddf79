//! Reads a cell as printed: a number, a reason why there is none, and the marks around it.

use crate::diagnostic::Say;
use crate::model::decimal::Decimal;
use crate::model::table::{Mark, Missing};
use crate::say;

/// A cell, read but without unit, status and source.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadCell {
    /// The number, or why there is none.
    pub value: Result<Decimal, Missing>,
    /// The number in brackets (下段括弧書き).
    pub subset: Option<Decimal>,
    pub mark: Option<Mark>,
}

/// What is wrong with a cell and how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct CellProblem {
    pub message: Say,
    pub help: Say,
}

/// Reads a cell.
///
/// `53063`, `-748`, `▲ 748`, `85.3`, `611 (279)`, `- (43)`, `47の内数`, `21 (再掲)`, `-`, `調査中`, `集計中`, `新規`,
/// `記載なし`, `未確定`, blank.
///
/// # Errors
/// Anything else, with the likely cause: separators, full-width digits, a unit, 約.
pub fn read(raw: &str) -> Result<ReadCell, CellProblem> {
    let trimmed = raw.trim();
    let (rest, mark) = split_mark(trimmed);
    let (base, subset) = split_subset(rest);
    let value = match missing(base) {
        Some(reason) => Err(reason),
        None => Ok(number(base).ok_or_else(|| explain(trimmed, base))?),
    };
    Ok(ReadCell {
        value,
        subset,
        mark,
    })
}

fn split_mark(text: &str) -> (&str, Option<Mark>) {
    for (suffix, mark) in [
        ("の内数", Mark::Portion),
        ("(内数)", Mark::Portion),
        ("(再掲)", Mark::Repeated),
        ("（再掲）", Mark::Repeated),
    ] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest.trim_end(), Some(mark));
        }
    }
    (text, None)
}

/// Splits `611 (279)`; anything in brackets that is not a number stays with the rest.
fn split_subset(text: &str) -> (&str, Option<Decimal>) {
    let split = || {
        let open = text.rfind('(')?;
        let inner = text[open + 1..].strip_suffix(')')?;
        Some((text[..open].trim_end(), Decimal::parse(inner.trim())?))
    };
    split().map_or((text, None), |(base, subset)| (base, Some(subset)))
}

fn missing(text: &str) -> Option<Missing> {
    Some(match text {
        "" | "~" | "null" => Missing::Blank,
        "-" | "‐" | "‑" | "–" | "―" | "─" | "－" | "ー" | "−" => Missing::Dash,
        "調査中" => Missing::UnderInvestigation,
        "集計中" => Missing::BeingCounted,
        "…" | "不詳" => Missing::Unknown,
        "該当なし" => Missing::NotApplicable,
        "新規" => Missing::New,
        "記載なし" => Missing::NotPrinted,
        "未確定" => Missing::NotYetKnown,
        _ => return None,
    })
}

fn number(text: &str) -> Option<Decimal> {
    match text.strip_prefix(['▲', '△']) {
        Some(rest) => Decimal::parse(rest.trim_start())
            .filter(|value| !value.is_negative())
            .and_then(Decimal::checked_neg),
        None => Decimal::parse(text),
    }
}

fn explain(raw: &str, base: &str) -> CellProblem {
    let half: String = base.chars().map(half_width).collect();
    let plain: String = half.chars().filter(|c| *c != ',' && *c != '_').collect();
    let help = if base.starts_with('約') || base.starts_with("およそ") {
        say!(
            "数値だけを書き、「約」は行の notes に書いてください",
            "write the number alone and put 約 into the row's notes"
        )
    } else if number(&plain).is_some() {
        say!(
            "{plain} と書いてください（半角数字、桁区切りなし）",
            "write {plain}: half-width digits without separators"
        )
    } else if plain.starts_with(|c: char| c.is_ascii_digit())
        && !plain.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        say!(
            "数値だけを書いてください。単位は unit に、注は notes に書きます",
            "write the number alone; the unit belongs into `unit`, remarks into `notes`"
        )
    } else {
        say!(
            "半角の数字か、\"-\"・調査中・集計中・新規・記載なし・\"\"（空欄）のいずれかを書いてください",
            "write a number in half-width digits, or one of \"-\", 調査中, 集計中, 新規, 記載なし, \"\" (blank)"
        )
    };
    CellProblem {
        message: say!("「{raw}」は数値として読めません", "`{raw}` is not a figure"),
        help,
    }
}

/// The half-width form of a full-width digit or sign.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '，' => ',',
        '．' => '.',
        '－' | '−' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(raw: &str) -> Result<String, Missing> {
        read(raw)
            .expect("readable")
            .value
            .map(|decimal| decimal.to_string())
    }

    #[test]
    fn printed_forms_are_read_without_loss() {
        assert_eq!(value("53063"), Ok("53063".into()));
        assert_eq!(value("85.30"), Ok("85.30".into()));
        assert_eq!(value("▲ 748"), Ok("-748".into()));
        assert_eq!(value("0"), Ok("0".into()));
    }

    #[test]
    fn reasons_for_missing_values_stay_apart_and_are_never_zero() {
        assert_eq!(value("-"), Err(Missing::Dash));
        assert_eq!(value("―"), Err(Missing::Dash));
        assert_eq!(value(""), Err(Missing::Blank));
        assert_eq!(value("調査中"), Err(Missing::UnderInvestigation));
        assert_eq!(value("集計中"), Err(Missing::BeingCounted));
    }

    #[test]
    fn brackets_and_marks_are_kept() {
        let papers = read("611 (279)").expect("readable");
        assert_eq!(papers.subset.map(|d| d.to_string()), Some("279".into()));
        let only_subset = read("- (43)").expect("readable");
        assert_eq!(
            (only_subset.value, only_subset.subset.map(|d| d.to_string())),
            (Err(Missing::Dash), Some("43".into()))
        );
        assert_eq!(
            read("47の内数").expect("readable").mark,
            Some(Mark::Portion)
        );
        assert_eq!(
            read("21 (再掲)").expect("readable").mark,
            Some(Mark::Repeated)
        );
    }

    #[test]
    fn what_is_not_a_figure_is_explained() {
        for (raw, help) in [
            ("1,234", "1234 と書いてください"),
            ("１２３", "123 と書いてください"),
            ("約100", "「約」は行の notes に"),
            ("100百万円", "単位は unit に"),
            ("abc", "半角の数字か"),
        ] {
            let problem = read(raw).expect_err(raw);
            assert!(problem.help.ja.contains(help), "{raw}: {}", problem.help.ja);
        }
    }
}

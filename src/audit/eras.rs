//! Fiscal years inside texts: where the definition of an indicator changes.

use unicode_normalization::UnicodeNormalization;

use crate::model::fiscal_year::FiscalYear;

/// Eras, as fiscal years are printed in texts.
const ERAS: [&str; 3] = ["令和", "平成", "昭和"];

/// First years of a definition, as a name or a remark tells: 「令和元年度まで：…／令和2年度以降：…」「平成27-令和元年度：…」
/// 「（～令和元年度）」「令和2年度より改めて」.
pub(super) fn definition_starts(text: &str) -> Vec<FiscalYear> {
    if !text.contains("年度") {
        return Vec::new();
    }
    let text: String = text.nfkc().collect();
    let mut starts = Vec::new();
    for (at, _) in text.match_indices("年度") {
        let (before, after) = (&text[..at], &text[at + "年度".len()..]);
        let Some((year, head)) = year_before(before) else {
            continue;
        };
        // 「平成24年度～平成28年度の平均」 is a span, not a change.
        let opens = after
            .strip_prefix(['~', '〜'])
            .is_some_and(|rest| !starts_with_year(rest));
        let closes = head
            .strip_suffix(['~', '〜'])
            .is_some_and(|head| !head.ends_with("年度"));
        if opens
            || ["以降", "から", "より"]
                .iter()
                .any(|word| after.starts_with(word))
        {
            starts.push(year);
        }
        if closes || after.starts_with("まで") {
            starts.extend(year.checked_add(1));
        }
        // 「平成27-令和元年度：」「令和2-6年度：」: the name gives each definition its years.
        if after.starts_with(':')
            && let Some((first, _)) = head.strip_suffix('-').and_then(year_before)
        {
            starts.push(first);
            starts.extend(year.checked_add(1));
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn starts_with_year(text: &str) -> bool {
    ERAS.iter().any(|era| text.starts_with(era)) || text.starts_with(|c: char| c.is_ascii_digit())
}

/// The year that stands at the end of a text, and what stands before it. A bare number takes the era named last.
fn year_before(text: &str) -> Option<(FiscalYear, &str)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '元');
    let count = &text[digits.len()..];
    if count.is_empty() {
        return None;
    }
    if let Some(era) = ERAS.into_iter().find(|era| digits.ends_with(era)) {
        let year = FiscalYear::parse(&format!("{era}{count}"))?;
        return Some((year, digits.strip_suffix(era)?));
    }
    if count.len() == 4 {
        return Some((FiscalYear::parse(count)?, digits));
    }
    let era = last_era(digits)?;
    Some((FiscalYear::parse(&format!("{era}{count}"))?, digits))
}

fn last_era(text: &str) -> Option<&'static str> {
    ERAS.into_iter()
        .filter_map(|era| Some((text.rfind(era)?, era)))
        .max()
        .map(|(_, era)| era)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> Vec<i16> {
        definition_starts(text)
            .into_iter()
            .map(|FiscalYear(year)| year)
            .collect()
    }

    #[test]
    fn names_tell_when_a_definition_begins() {
        for (text, years) in [
            (
                "令和元年度まで：治験の段階に移行した数（件）／令和2年度以降：治験の数",
                vec![2020],
            ),
            (
                "移行（件）（累積）（～令和元年度）／導出（令和2年度からの累積）（令和2年度～）",
                vec![2020],
            ),
            (
                "平成27-令和元年度：移行（累積） 令和2-6年度：導出（累積）",
                vec![2015, 2020, 2025],
            ),
            (
                "累積値は令和2年度より改めて合算しなおしている。",
                vec![2020],
            ),
            ("基準値は第3期（平成24年度～平成28年度）の平均", vec![]),
            ("創薬支援により見つかった件数（年度）", vec![]),
            ("※令和3年度活動実績は、集計中のため未記載。", vec![]),
            ("２０２０年度以降の件数", vec![2020]),
        ] {
            assert_eq!(starts(text), years, "{text}");
        }
    }
}

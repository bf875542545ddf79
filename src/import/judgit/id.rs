//! Project numbers (事業番号) → ids of seed files. What stands here is permanent: addresses of pages are made of it.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Say;
use crate::say;

/// Ministries and agencies, as sheets name them and as numbers abbreviate them, with the words of ids. Only ever added to.
const MINISTRIES: &[(&str, &[&str], &str)] = &[
    ("内閣官房", &["官房"], "cas"),
    ("内閣府", &["府"], "cao"),
    ("宮内庁", &["宮内"], "iha"),
    ("公正取引委員会", &["公取"], "jftc"),
    ("警察庁", &["警察"], "npa"),
    ("個人情報保護委員会", &["個情"], "ppc"),
    ("カジノ管理委員会", &["カジノ"], "jcrc"),
    ("金融庁", &["金融"], "fsa"),
    ("消費者庁", &["消費"], "caa"),
    ("こども家庭庁", &["こども", "こど"], "cfa"),
    ("デジタル庁", &["デジタル", "デジ"], "digital"),
    ("復興庁", &["復興"], "reconstruction"),
    ("総務省", &["総務"], "mic"),
    ("法務省", &["法務"], "moj"),
    ("外務省", &["外務"], "mofa"),
    ("財務省", &["財務"], "mof"),
    ("文部科学省", &["文科"], "mext"),
    ("厚生労働省", &["厚労"], "mhlw"),
    ("農林水産省", &["農水"], "maff"),
    ("経済産業省", &["経産"], "meti"),
    ("国土交通省", &["国交"], "mlit"),
    ("環境省", &["環境"], "env"),
    ("原子力規制委員会", &["原規", "規制"], "nra"),
    ("防衛省", &["防衛"], "mod"),
];

/// Length above which a number is none.
const LONGEST: usize = 80;

/// The id of a sheet: year of publication, ministry, and the number without these two. `2022-文科-21-0271` of 文部科学省 becomes
/// `2022-mext-21-0271`, `新27-0025` of 2015 `2015-mext-new27-0025`. Ministries restart their numbers each year, so that the year
/// belongs to the id. Letters that are not ASCII and not known become their code points (`u5e9c`).
///
/// # Errors
/// The number or the ministry has other characters than letters, digits and hyphens, or is too long.
pub fn id(year: i16, ministry: &str, number: &str) -> Result<String, Say> {
    let own = word(&folded(ministry)?);
    let number = folded(number)?;
    let mut parts: Vec<&str> = number.split('-').collect();
    if parts.len() > 1 && parts[0] == year.to_string() {
        parts.remove(0);
    }
    if parts.len() > 1 && word(parts[0]) == own {
        parts.remove(0);
    }
    let rest: Vec<String> = parts.into_iter().map(word).collect();
    let id = format!("{year}-{own}-{}", rest.join("-"));
    match id.len() > LONGEST {
        true => Err(unusable(&number)),
        false => Ok(id),
    }
}

/// Half-width letters and one kind of hyphen.
fn folded(text: &str) -> Result<String, Say> {
    let folded: String = text
        .trim()
        .nfkc()
        .map(|c| match c {
            '‐' | '‑' | '–' | '−' | '―' => '-',
            c => c,
        })
        .collect();
    let is_good = folded
        .split('-')
        .all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric));
    match is_good {
        true => Ok(folded),
        false => Err(unusable(text)),
    }
}

fn unusable(text: &str) -> Say {
    let shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    say!(
        "「{shown}」からファイル名を作れません（文字・数字・ハイフンだけが使えます）",
        "no file can be named by `{shown}`: only letters, digits and hyphens may stand in it"
    )
}

fn word(text: &str) -> String {
    let known = MINISTRIES
        .iter()
        .find(|(name, short, _)| *name == text || short.contains(&text));
    if let Some((_, _, word)) = known {
        return (*word).to_owned();
    }
    let spelt = text.chars().map(|c| match c {
        '新' => "new".to_owned(),
        c if c.is_ascii() => c.to_ascii_lowercase().to_string(),
        c => format!("u{:x}", u32::from(c)),
    });
    spelt.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_ids() {
        for (year, ministry, number, wanted) in [
            (2022, "文部科学省", "2022-文科-21-0271", "2022-mext-21-0271"),
            (
                2022,
                "文部科学省",
                "2022-文科-新22-0001",
                "2022-mext-new22-0001",
            ),
            (
                2022,
                "厚生労働省",
                "2022-厚労-21-1017-1",
                "2022-mhlw-21-1017-1",
            ),
            (
                2022,
                "復興庁",
                "2022-文科-21-0001",
                "2022-reconstruction-mext-21-0001",
            ),
            (2015, "文部科学省", "新27-0025", "2015-mext-new27-0025"),
            (2016, "文部科学省", "0244", "2016-mext-0244"),
            (2016, "文部科学省", "２０１６", "2016-mext-2016"),
            (2016, "某省", "0244", "2016-u67d0u7701-0244"),
        ] {
            assert_eq!(
                id(year, ministry, number).as_deref(),
                Ok(wanted),
                "{number}"
            );
        }
    }

    #[test]
    fn paths_are_no_numbers() {
        for number in [
            "../../x",
            "a/b",
            "a\\b",
            "",
            "-",
            "0244-",
            "a b",
            "a\u{0}b",
            ".",
            "0244.yaml",
        ] {
            assert!(id(2016, "文部科学省", number).is_err(), "{number}");
        }
        assert!(id(2016, "文部科学省/..", "0244").is_err());
        assert!(id(2016, "文部科学省", &"9".repeat(90)).is_err());
    }
}

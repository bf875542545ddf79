//! Texts as search compares them.
//!
//! The same steps are written once more in the script of the search page (`themes/default/assets/lazy/search-engine.js`);
//! the data of both (forms of characters, eras) is written here and sent along with the index, and
//! `tests/browser/fold.test.mjs` compares the two on many texts. In order:
//!
//! 1. a character with its marks is decomposed by compatibility (NFKD), loses accents of Latin letters, is composed again
//!    and made small: ｶﾞ → が, Ａ → a, é → e
//! 2. katakana becomes hiragana, an old form or variant of an ideograph the common one ([`super::forms`])
//! 3. what stands between letters is left out where it does not part words: 医薬品・医療機器 → 医薬品医療機器, B-cure →
//!    bcure, 1,234 → 1234. Between two Latin words stays a space; sentences and brackets part what they part ([`BREAK`])
//! 4. a year in any calendar becomes the western one: 令和3年度, R3, FY2021, 2021年度, 2021(令和3)年度 → 2021年 ([`super::years`])

use unicode_normalization::UnicodeNormalization;

use super::{forms, years};

/// Parts two pieces of a folded text: no match reaches across.
pub const BREAK: char = '\n';

/// A text as search compares it.
pub fn fold(text: &str) -> String {
    years::western(&letters(text)).into_iter().collect()
}

/// What stands between two letters, in order of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    Nothing,
    /// Hyphens, middle dots, apostrophes.
    Link,
    Comma,
    Point,
    Space,
    Break,
}

/// Steps 1 to 3.
fn letters(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len() / 3);
    let mut between = Between::Nothing;
    let mut chars = text.chars().peekable();
    let mut cluster = String::new();
    while let Some(first) = chars.next() {
        if is_plain(first) && !chars.peek().is_some_and(|next| is_mark(*next)) {
            add(&mut out, &mut between, first);
            continue;
        }
        if is_enclosed(first) {
            between = Between::Break;
            continue;
        }
        cluster.clear();
        cluster.push(first);
        while let Some(mark) = chars.next_if(|next| is_mark(*next)) {
            cluster.push(mark);
        }
        let composed: String = cluster.nfkd().filter(|c| !is_accent(*c)).nfc().collect();
        for c in composed.to_lowercase().chars() {
            add(&mut out, &mut between, c);
        }
    }
    out
}

/// Adds a letter, or remembers what stands between the last one and the next.
fn add(out: &mut Vec<char>, between: &mut Between, c: char) {
    let c = to_hiragana(c);
    let is_common = matches!(c, 'a'..='z' | '0'..='9' | 'ぁ'..='ゖ');
    let c = if is_common { c } else { forms::form(c) };
    // Ideographs of this block are letters: most of a text, and the long way to know it is long.
    if !is_common && !is_ideograph(c) && !c.is_alphanumeric() {
        if !is_invisible(c) {
            *between = (*between).max(kind(c));
        }
        return;
    }
    if let Some(&last) = out.last() {
        out.extend(joint(last, *between, c));
    }
    *between = Between::Nothing;
    out.push(c);
}

/// What is left between two letters of what stood there.
fn joint(last: char, between: Between, next: char) -> Option<char> {
    let digits = last.is_ascii_digit() && next.is_ascii_digit();
    let latin = !is_japanese(last) && !is_japanese(next);
    match between {
        Between::Break => Some(BREAK),
        Between::Space => latin.then_some(' '),
        Between::Point if digits => Some('.'),
        Between::Link if digits => Some(' '),
        Between::Point | Between::Comma if !digits && !latin => Some(BREAK),
        Between::Comma if !digits => Some(BREAK),
        _ => None,
    }
}

fn kind(c: char) -> Between {
    match c {
        '\n' => Between::Break,
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\''
        | '\u{2018}'
        | '\u{2019}'
        | '・'
        | '_'
        | '&' => Between::Link,
        ',' => Between::Comma,
        '.' => Between::Point,
        c if c.is_whitespace() => Between::Space,
        _ => Between::Break,
    }
}

/// Kana and ideographs, written without spaces.
pub(super) fn is_japanese(c: char) -> bool {
    c >= '\u{2E80}'
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '一'..='\u{9FFF}')
}

/// Characters that the first step leaves alone: most of a Japanese text.
fn is_plain(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, 'a'..='z' | '0'..='9' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '、' | '。' | ' ')
}

/// Marks that belong to the character before them: accents, and the sound marks of kana, half-width ones too.
fn is_mark(c: char) -> bool {
    is_accent(c) || matches!(c, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Numbers and letters in circles and brackets: they number items and belong to no word.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

/// Zero-width spaces and joiners, marks of direction, soft hyphen, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line: spellings that fold alike.
    const ALIKE: &[&[&str]] = &[
        &["BINDS", "binds", "ＢＩＮＤＳ", "ｂｉｎｄｓ"],
        &["バイオ", "ﾊﾞｲｵ", "ばいお", "ハ\u{3099}イオ"],
        &["パイプライン", "ﾊﾟｲﾌﾟﾗｲﾝ", "ぱいぷらいん"],
        &["B-cure", "B‐cure", "Bcure", "Ｂ－ｃｕｒｅ", "B−CURE"],
        &[
            "医薬品・医療機器",
            "医薬品医療機器",
            "醫藥品･醫療機器",
            "医薬品 医療機器",
        ],
        &["高橋", "髙橋"],
        &["山崎", "山﨑"],
        &["斎藤", "齋藤", "斉藤", "齊藤"],
        &["渡辺", "渡邊", "渡邉"],
        &["研究", "硏究"],
        &["目標", "⽬標"],
        &["民間", "⺠間"],
        &["神戸", "神⼾", "神戶"],
        &[
            "令和3年度",
            "2021年度",
            "R3",
            "FY2021",
            "令和３年",
            "ＦＹ２０２１",
            "令和三年度",
            "R3年度",
            "FY3",
            "2021(令和3)年度",
            "令和3(2021)年度",
            "FY 2021",
        ],
        &["令和元年度", "平成31年度", "2019年", "R1", "H31", "令和1年"],
        &["平成29年度", "H29", "2017年度", "ＦＹ17"],
        &["昭和60年", "S60年", "1985年"],
        &["1,234", "1234", "１，２３４"],
        &["R&D", "r＆d", "RD"],
        &["naïve", "naive", "NAÏVE"],
        &["drug  discovery", "Drug Discovery", "drug\u{3000}discovery"],
    ];

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for spellings in ALIKE {
            for spelling in *spellings {
                assert_eq!(fold(spelling), fold(spellings[0]), "{spelling}");
            }
        }
    }

    #[test]
    fn what_parts_words_and_numbers_stays() {
        for (text, folded) in [
            ("支援。基盤", "支援\n基盤"),
            ("創薬（BINDS）", "創薬\nbinds"),
            ("drug discovery", "drug discovery"),
            ("2019-2021", "2019 2021"),
            ("1.5倍", "1.5倍"),
            ("mRNAワクチン", "mrnaわくちん"),
            ("①再生医療", "再生医療"),
            ("COVID-19", "covid19"),
            ("H1N1", "h1n1"),
            ("R3.4.1", "r3.4.1"),
            ("2021年4月", "2021年4月"),
            ("平成100年", "平成100年"),
            ("12021年度", "12021年度"),
            ("研究、開発", "研究\n開発"),
            ("Ph.D.取得", "phd\n取得"),
            ("", ""),
            ("、。・", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn ideographs_are_letters() {
        assert!(('一'..='\u{9FFF}').all(char::is_alphanumeric));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ALIKE.iter().copied().flatten() {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}

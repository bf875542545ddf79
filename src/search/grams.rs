//! The pieces of a folded text that the index knows: one and two Japanese characters, three Latin ones, beginnings of Latin
//! words, years.
//!
//! Every pair of neighbours of which one is Japanese makes a gram, so that any two characters find; Latin letters and
//! digits make one of every three, because pairs of them stand everywhere. A word of one or two Latin letters is found
//! where a word begins: `AI` is not looked for inside of `said`.

use super::fold::{BREAK, is_japanese};

/// A gram: up to three characters of 21 bits. No character has the code 1, which marks the beginning of a word.
pub(super) type Gram = u64;

const BITS: u32 = 21;
const BEGINNING: u64 = 1;
const YEAR: u64 = 2;

fn pack(parts: [u64; 3]) -> Gram {
    parts.into_iter().fold(0, |gram, part| gram << BITS | part)
}

fn gram(chars: &[char]) -> Gram {
    let code = |index: usize| chars.get(index).map_or(0, |c| u64::from(*c));
    pack([code(0), code(1), code(2)])
}

fn beginning(chars: &[char]) -> Gram {
    let code = |index: usize| chars.get(index).map_or(0, |c| u64::from(*c));
    pack([BEGINNING, code(0), code(1)])
}

/// How a gram is written in the files of the index: `再生`, `rna`, `^ai`, `=2021`.
pub(super) fn written(gram: Gram) -> String {
    let part = |index: u32| (gram >> (BITS * (2 - index))) & ((1 << BITS) - 1);
    let chars = |from: u32| {
        (from..3).filter_map(|index| {
            char::from_u32(u32::try_from(part(index)).ok()?).filter(|c| *c != '\0')
        })
    };
    match part(0) {
        BEGINNING => std::iter::once('^').chain(chars(1)).collect(),
        YEAR => format!("={}", part(1)),
        _ => chars(0).collect(),
    }
}

/// Every gram of a folded text, in no particular order and with repetitions.
pub(super) fn collect(folded: &[char], into: &mut Vec<Gram>) {
    for (at, &c) in folded.iter().enumerate() {
        if is_between(c) {
            continue;
        }
        let rest = &folded[at..];
        let next = rest.get(1).copied().filter(|next| !is_between(*next));
        if is_japanese(c) {
            into.push(gram(&rest[..1]));
        } else {
            if begins_word(folded.get(at.wrapping_sub(1)).copied(), c) {
                into.push(beginning(&rest[..1]));
                if next.is_some_and(|next| !is_japanese(next)) {
                    into.push(beginning(&rest[..2]));
                }
            }
            if rest.len() > 2
                && rest[..3]
                    .iter()
                    .all(|c| !is_between(*c) && !is_japanese(*c))
            {
                into.push(gram(&rest[..3]));
            }
            into.extend(year(rest));
        }
        if next.is_some_and(|next| is_japanese(c) || is_japanese(next)) {
            into.push(gram(&rest[..2]));
        }
    }
}

/// 「2021年」 as one gram: every document has the digits of some year.
fn year(text: &[char]) -> Option<Gram> {
    let digits = text.get(..4)?;
    if text.get(4) != Some(&'年') {
        return None;
    }
    let value = digits
        .iter()
        .try_fold(0, |value, c| Some(value * 10 + u64::from(c.to_digit(10)?)))?;
    Some(pack([YEAR, value, 0]))
}

fn is_between(c: char) -> bool {
    matches!(c, BREAK | ' ')
}

/// True where a Latin word or a number begins: behind a letter of another kind, or behind none.
fn begins_word(before: Option<char>, c: char) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    before.is_none_or(|before| {
        is_between(before) || is_japanese(before) || is_digit(before) != is_digit(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn grams(folded: &str) -> BTreeSet<String> {
        let chars: Vec<char> = folded.chars().collect();
        let mut found = Vec::new();
        collect(&chars, &mut found);
        found.into_iter().map(written).collect()
    }

    fn set(grams: &str) -> BTreeSet<String> {
        grams.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn japanese_is_cut_into_one_and_two_latin_into_three_and_beginnings() {
        assert_eq!(grams("再生医"), set("再 生 医 再生 生医"));
        assert_eq!(grams("mrna"), set("^m ^mr mrn rna"));
        assert_eq!(grams("ai創薬"), set("^a ^ai i創 創 薬 創薬"));
        assert_eq!(grams("drug ai"), set("^d ^dr dru rug ^a ^ai"));
        assert_eq!(grams("b3"), set("^b ^b3 ^3"));
        assert_eq!(grams("支\n援"), set("支 援"));
    }

    #[test]
    fn a_year_is_one_gram_as_well() {
        assert_eq!(grams("2021年"), set("=2021 ^2 ^20 202 021 1年 年"));
        assert!(!grams("20年").contains("=20"));
    }
}

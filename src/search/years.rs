//! Years of the Japanese and the western calendar, folded to the western one.
//!
//! A fiscal year and the calendar year that names it are one for search: who types 2021 means both.

use crate::model::fiscal_year::{ERAS, Era};

/// Years that are read as such: from 明治元年 on.
const YEARS: std::ops::RangeInclusive<u32> = 1868..=2099;

/// Every year of a folded text as 「2021年」; all else as it is.
pub(super) fn western(text: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        match year_at(text, at) {
            Some((year, end)) => {
                out.extend(format!("{year}年").chars());
                at = end;
            }
            None => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

/// The year that begins at a place, and where it ends.
fn year_at(text: &[char], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    match rest.first()? {
        c if c.is_ascii_digit() => in_digits(text, at),
        'f' => fiscal(text, at),
        c if c.is_ascii_lowercase() => by_letter(text, at),
        // The names of eras have none.
        'ぁ'..='ゖ' | ' ' | '\n' => None,
        _ => by_era(text, at),
    }
}

/// 「2021年度」 and 「2021(令和3)年度」.
fn in_digits(text: &[char], at: usize) -> Option<(u32, usize)> {
    let (year, end) =
        number(text, at, 4).filter(|(year, end)| end - at == 4 && YEARS.contains(year))?;
    if follows_number(text, at) {
        return None;
    }
    if let Some(end) = suffix(text, end) {
        return Some((year, end));
    }
    let (same, end) = era_count(text, skip(text, end, '\n')?)?;
    let end = suffix(text, skip(text, end, '\n')?)?;
    (same == year).then_some((year, end))
}

/// 「FY2021」, and as sheets count: FY30 and FY31 of 平成, FY1 to FY12 of 令和. FY13 to FY29 are western.
fn fiscal(text: &[char], at: usize) -> Option<(u32, usize)> {
    if !begins_word(text, at) || text.get(at + 1) != Some(&'y') {
        return None;
    }
    let from = skip(text, at + 2, ' ').unwrap_or(at + 2);
    let (count, end) = number(text, from, 4)?;
    let year = match (end - from, count) {
        (4, year) if YEARS.contains(&year) => year,
        (1..=2, 1..=12) => 2018 + count,
        (2, 13..=29) => 2000 + count,
        (2, 30..=31) => 1988 + count,
        _ => return None,
    };
    ends_word(text, end).then(|| (year, suffix(text, end).unwrap_or(end)))
}

/// 「R3」 and 「H29」, and the older ones where 年 follows: S1 and T4 are no years in texts on medicine.
fn by_letter(text: &[char], at: usize) -> Option<(u32, usize)> {
    if !begins_word(text, at) {
        return None;
    }
    let letter = text[at].to_ascii_uppercase();
    let era = ERAS.iter().find(|era| era.letter == letter)?;
    let (count, end) = number(text, at + 1, 2)?;
    let year = in_era(era, count)?;
    let with_year = suffix(text, end);
    let is_common = matches!(letter, 'R' | 'H');
    (ends_word(text, end) && (is_common || with_year.is_some()))
        .then(|| (year, with_year.unwrap_or(end)))
}

/// 「令和3年度」, 「令和3」 and 「令和3(2021)年度」.
fn by_era(text: &[char], at: usize) -> Option<(u32, usize)> {
    let (year, end) = era_count(text, at)?;
    if let Some(end) = suffix(text, end) {
        return Some((year, end));
    }
    let with_western = skip(text, end, '\n').and_then(|from| {
        let (same, end) =
            number(text, from, 4).filter(|(same, end)| end - from == 4 && *same == year)?;
        let end = suffix(text, skip(text, end, '\n')?)?;
        Some((same, end))
    });
    Some(with_western.unwrap_or((year, end)))
}

/// 「令和3」, 「令和元」, 「令和三年」: the year, and where the count ends.
fn era_count(text: &[char], at: usize) -> Option<(u32, usize)> {
    let era = ERAS.iter().find(|era| {
        let mut name = era.name.chars();
        name.next() == text.get(at).copied() && name.next() == text.get(at + 1).copied()
    })?;
    let from = at + 2;
    let (count, end) = number(text, from, 2).or_else(|| in_words(text, from))?;
    Some((in_era(era, count)?, end))
}

fn in_era(era: &Era, count: u32) -> Option<u32> {
    // The last year of an era has two names: 昭和64年 and 平成元年.
    let last = u32::try_from(era.last_number).ok()? + 1;
    let first = u32::try_from(era.first).ok()?;
    (1..=last).contains(&count).then(|| first + count - 1)
}

/// A number of at most so many digits that no digit follows.
fn number(text: &[char], at: usize, most: usize) -> Option<(u32, usize)> {
    let digits = text
        .get(at..)?
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let value = text.get(at..at + digits)?.iter().fold(0, |sum: u32, c| {
        sum.saturating_mul(10)
            .saturating_add(c.to_digit(10).unwrap_or(0))
    });
    (1..=most).contains(&digits).then_some((value, at + digits))
}

/// 元, and 一 to 九十九, where 年 follows.
fn in_words(text: &[char], at: usize) -> Option<(u32, usize)> {
    let value = |at: usize| {
        let c = text.get(at)?;
        "一二三四五六七八九"
            .chars()
            .zip(1..)
            .find_map(|(digit, value)| (digit == *c).then_some(value))
    };
    let (count, end) = if text.get(at) == Some(&'元') {
        (1, at + 1)
    } else {
        let (tens, from) = value(at).map_or((1, at), |tens| (tens, at + 1));
        match text.get(from) {
            Some('十') => {
                value(from + 1).map_or((tens * 10, from + 1), |ones| (tens * 10 + ones, from + 2))
            }
            _ => (value(at)?, at + 1),
        }
    };
    (text.get(end) == Some(&'年')).then_some((count, end))
}

/// Behind 「年」 or 「年度」.
fn suffix(text: &[char], at: usize) -> Option<usize> {
    let end = skip(text, at, '年')?;
    Some(skip(text, end, '度').unwrap_or(end))
}

fn skip(text: &[char], at: usize, c: char) -> Option<usize> {
    (text.get(at) == Some(&c)).then_some(at + 1)
}

fn before(text: &[char], at: usize) -> Option<char> {
    text.get(at.checked_sub(1)?).copied()
}

fn follows_number(text: &[char], at: usize) -> bool {
    before(text, at).is_some_and(|c| c.is_ascii_digit() || c == '.')
}

fn begins_word(text: &[char], at: usize) -> bool {
    !before(text, at).is_some_and(is_of_word)
}

fn ends_word(text: &[char], at: usize) -> bool {
    !text.get(at).copied().is_some_and(is_of_word)
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.'
}

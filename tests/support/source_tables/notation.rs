//! Two ways to print one thing → one text: the comparison rules of `tests/source_tables/README.md`.

use unicode_normalization::UnicodeNormalization;

/// The text as it is compared: NFKC, no white space, one dash, one tilde, no thousands separators, ▲ as minus, fiscal years by their number.
pub fn plain(text: &str) -> String {
    let joined: Vec<char> = text
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .map(unify)
        .collect();
    let joined = minus(&joined);
    let joined = without_separators(&joined);
    fiscal_years(&joined).into_iter().collect()
}

/// The words of a cell, each as it is compared: `文部科学省 0243` has two.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，'))
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect()
}

/// True for what must not be sought inside longer words: numbers, rates, dashes.
pub fn is_figure(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '%'))
}

fn unify(c: char) -> char {
    match c {
        '〜' | '～' | '∼' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '−' | '－' => '-',
        _ => c,
    }
}

fn minus(text: &[char]) -> Vec<char> {
    let digit = |index: usize| text.get(index).is_some_and(char::is_ascii_digit);
    text.iter()
        .enumerate()
        .map(|(index, &c)| {
            if matches!(c, '▲' | '△') && digit(index + 1) {
                '-'
            } else {
                c
            }
        })
        .collect()
}

/// `4,759,026` → `4759026`; the comma of `1,2` stays.
fn without_separators(text: &[char]) -> Vec<char> {
    let digit = |index: usize| text.get(index).is_some_and(char::is_ascii_digit);
    let separates = |index: usize| {
        index > 0
            && digit(index - 1)
            && (1..=3).all(|step| digit(index + step))
            && !digit(index + 4)
    };
    text.iter()
        .enumerate()
        .filter(|&(index, &c)| c != ',' || !separates(index))
        .map(|(_, &c)| c)
        .collect()
}

/// `2019(令和元)年度`, `令和元年度`, `R1年度` → `2019年度`.
fn fiscal_years(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(length) = era_in_brackets(&out, &text[at..]) {
            at += length;
        } else if let Some((year, length)) = era_year(&out, &text[at..]) {
            out.extend(year.to_string().chars());
            at += length;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

/// The length of `(令和元)` after four digits and before 年度.
fn era_in_brackets(before: &[char], text: &[char]) -> Option<usize> {
    let digits = before
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let inner = (digits == 4).then(|| text.strip_prefix(&['('])).flatten()?;
    let (_, name) = era(inner)?;
    let (_, count) = number_of_year(&inner[name..])?;
    inner[name + count..]
        .starts_with(&[')', '年', '度'])
        .then_some(name + count + 2)
}

/// The year of `令和元年度` and the length of its part before 年度.
fn era_year(before: &[char], text: &[char]) -> Option<(u32, usize)> {
    let (first, name) = era(text)?;
    let is_letter = text[0].is_ascii_alphabetic();
    if is_letter && before.last().is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let (number, count) = number_of_year(&text[name..])?;
    text[name + count..]
        .starts_with(&['年', '度'])
        .then_some((first + number, name + count))
}

/// The year before the first of an era, and the length of its name.
fn era(text: &[char]) -> Option<(u32, usize)> {
    let names: [(&[char], u32); 4] = [
        (&['平', '成'], 1988),
        (&['令', '和'], 2018),
        (&['H'], 1988),
        (&['R'], 2018),
    ];
    names
        .iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, year)| (*year, name.len()))
}

fn number_of_year(text: &[char]) -> Option<(u32, usize)> {
    if text.first() == Some(&'元') {
        return Some((1, 1));
    }
    let digits: String = text.iter().take_while(|c| c.is_ascii_digit()).collect();
    (1..=2)
        .contains(&digits.len())
        .then(|| (digits.parse().expect("one or two digits"), digits.len()))
}

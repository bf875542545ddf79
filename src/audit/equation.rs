//! Equations in texts: `170件÷5年=34件/年`, `17.4件(=40件×10/23)`.

use super::relation::{Difference, Verdict};
use crate::model::decimal::Decimal;
use crate::say;

/// Characters of a unit between a number and the next sign.
const UNIT: usize = 6;

/// An equation: factors and what they are said to give.
#[derive(Debug, PartialEq)]
pub(super) struct Equation {
    pub(super) shown: String,
    /// Factors, with true for those to divide by.
    factors: Vec<(Decimal, bool)>,
    result: Decimal,
}

impl Equation {
    /// Whether it holds, and what the factors give.
    pub(super) fn verdict(&self) -> (Verdict, Option<Decimal>) {
        let value = || {
            let mut above = Decimal::from(1);
            let mut below = Decimal::from(1);
            for (factor, divides) in &self.factors {
                if *divides {
                    below = below.checked_mul(*factor)?;
                } else {
                    above = above.checked_mul(*factor)?;
                }
            }
            above.ratio(below, self.result.scale())
        };
        match value() {
            None => (super::verdict::too_large(), None),
            Some(value) if value == self.result => (Verdict::Exact, Some(value)),
            Some(value) => {
                let verdict = match self.result.checked_sub(value) {
                    Some(by) => Verdict::Violated(Difference::Number(by, String::new(), None)),
                    None => Verdict::Undecidable(say!("計算できない", "it cannot be computed")),
                };
                (verdict, Some(value))
            }
        }
    }
}

/// Every equation of a text without white space and in half-width signs.
pub(super) fn all(text: &str) -> Vec<Equation> {
    let signs = text.match_indices('=').map(|(at, _)| at);
    signs.filter_map(|at| around(text, at)).collect()
}

fn around(text: &str, sign: usize) -> Option<Equation> {
    let (before, after) = (&text[..sign], &text[sign + 1..]);
    if let Some(before) = before.strip_suffix('(') {
        let start = start_of_number(before)?;
        let (result, _) = number(&before[start..])?;
        let (factors, rest) = product(after)?;
        let shown = &text[start..text.len() - rest.len()];
        return equation(format!("{shown})"), factors, result);
    }
    let start = start_of_product(before)?;
    let (factors, rest) = product(&before[start..])?;
    if !rest.is_empty() {
        return None;
    }
    let (result, rest) = number(after)?;
    let shown = text[start..text.len() - rest.len()].to_owned();
    equation(shown, factors, result)
}

fn equation(shown: String, factors: Vec<(Decimal, bool)>, result: Decimal) -> Option<Equation> {
    (factors.len() >= 2).then_some(Equation {
        shown,
        factors,
        result,
    })
}

const SIGNS: [(char, bool); 3] = [('×', false), ('÷', true), ('/', true)];

/// Factors with the signs between them, and what follows.
fn product(text: &str) -> Option<(Vec<(Decimal, bool)>, &str)> {
    let (first, mut rest) = number(text)?;
    let mut factors = vec![(first, false)];
    while let Some((sign, divides)) = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(*sign)) {
        match number(&rest[sign.len_utf8()..]) {
            Some((factor, behind)) => {
                factors.push((factor, divides));
                rest = behind;
            }
            None => break,
        }
    }
    Some((factors, rest))
}

/// A number and its unit at the beginning of a text, and what follows.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(text.len());
    let value = Decimal::parse(&text[..digits].replace(',', ""))?;
    let rest = &text[digits..];
    let unit = rest
        .char_indices()
        .take(UNIT)
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    Some((value, &rest[unit..]))
}

/// Where the number at the end of a text begins, before its unit.
fn start_of_number(text: &str) -> Option<usize> {
    let without_unit = text.trim_end_matches(|c: char| c.is_alphabetic());
    if text[without_unit.len()..].chars().count() > UNIT {
        return None;
    }
    let head = without_unit.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let start = head.len();
    without_unit[start..]
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(start)
}

/// Where the product at the end of a text begins.
fn start_of_product(text: &str) -> Option<usize> {
    let mut start = start_of_number(text)?;
    loop {
        let before = &text[..start];
        let sign = SIGNS.into_iter().find(|(sign, _)| before.ends_with(*sign));
        let Some((sign, _)) = sign else {
            return Some(start);
        };
        start = start_of_number(&before[..before.len() - sign.len_utf8()])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(text: &str) -> Vec<(String, bool)> {
        let found = all(text).into_iter();
        found
            .map(|equation| {
                let holds = equation.verdict().0 == Verdict::Exact;
                (equation.shown, holds)
            })
            .collect()
    }

    #[test]
    fn equations_are_found_and_computed() {
        for (text, shown, holds) in [
            (
                "各年度ごとの目標値は、170件÷5年=34件/年とする",
                "170件÷5年=34件",
                true,
            ),
            ("170件÷5年=35件", "170件÷5年=35件", false),
            (
                "按分し、17.4件(=40件×10/23)のため",
                "17.4件(=40件×10/23)",
                true,
            ),
            ("1,332百万円/27=49百万円", "1,332百万円/27=49百万円", true),
        ] {
            assert_eq!(verdicts(text), [(shown.to_owned(), holds)], "{text}");
        }
    }

    #[test]
    fn what_is_no_equation_is_left_alone() {
        for text in ["A=B", "=", "x=5", "目標=34件", "5年=34件", "(=", "10/0=5"] {
            let wrong: Vec<_> = all(text)
                .into_iter()
                .filter(|e| matches!(e.verdict().0, Verdict::Violated(_)))
                .collect();
            assert_eq!(wrong, [], "{text}");
        }
    }
}

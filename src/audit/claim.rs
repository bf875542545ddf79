//! Figures and what they claim → a relation with its verdict.
//!
//! Sums, equal figures, orders, rates and quotients. All of them know what rounding may hide ([`Range`]), and none of them
//! decides where a figure is missing, a divisor is zero, or a number does not fit.

use std::sync::Arc;

use super::place::{Input, Subject};
use super::range::{Exact, Range};
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use crate::diagnostic::Say;
use crate::format;
use crate::model::decimal::Decimal;
use crate::model::money::Yen;
use crate::model::quantity::Quantity;
use crate::model::table::{Mark, Missing};
use crate::say;

/// A relation about to be checked: what it is about, and what has to hold.
#[derive(Clone)]
pub(super) struct Claim {
    rule: &'static Rule,
    edition: i16,
    entity: Arc<str>,
    subject: Say,
    formula: Say,
}

/// What a missing part of a sum means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// A dash says that there is none, as the form wants it; a blank says nothing.
    Signed,
    /// The same, and no part is below zero: what is printed may already be too much.
    NeverNegative,
}

/// Which of two figures may not be larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    AtMost,
    AtLeast,
}

impl Claim {
    pub(super) fn new(
        rule: &'static Rule,
        subject: &Subject<'_>,
        about: Say,
        formula: Say,
    ) -> Claim {
        Claim {
            rule,
            edition: subject.edition.year,
            entity: Arc::clone(&subject.entity),
            subject: about,
            formula,
        }
    }

    /// A relation whose verdict was reached elsewhere.
    pub(super) fn relation(
        self,
        stated: Say,
        computed: Say,
        terms: Vec<Term>,
        verdict: Verdict,
    ) -> Relation {
        Relation {
            rule: self.rule,
            edition: self.edition,
            entity: self.entity,
            subject: self.subject,
            formula: self.formula,
            stated,
            computed,
            terms,
            verdict,
            acknowledged: None,
        }
    }

    /// The whole is the sum of its parts.
    ///
    /// A part marked 再掲 is left out; parts marked 内数 with the same number are one amount and count once.
    pub(super) fn sum(self, whole: &Input, parts: &[Input], kind: Parts) -> Relation {
        let counted = counted(parts);
        let known: Vec<&Input> = counted
            .iter()
            .copied()
            .filter(|part| part.value.is_ok())
            .collect();
        let open = counted.iter().find(|part| {
            part.value
                .as_ref()
                .is_err_and(|why| !matches!(why, Missing::Dash | Missing::NotApplicable))
        });
        let verdict = sum_verdict(whole, &known, open.copied(), kind);
        let computed = sum_text(&known);
        let terms = terms(std::iter::once(whole).chain(parts));
        self.relation(stated(whole), computed, terms, verdict)
    }

    /// The two are the same quantity.
    pub(super) fn equal(self, stated_here: &Input, elsewhere: &Input) -> Relation {
        let verdict = compared(stated_here, elsewhere, |here, there| {
            Some(if here.at.compare(there.at)?.is_eq() {
                Verdict::Exact
            } else if here.meets(there)? {
                Verdict::WithinRounding
            } else {
                Verdict::Violated(difference(
                    stated_here,
                    here.at.checked_sub(there.at)?,
                    there.at,
                )?)
            })
        });
        let terms = terms([stated_here, elsewhere]);
        self.relation(stated(stated_here), stated(elsewhere), terms, verdict)
    }

    /// One is at most, or at least, the other.
    pub(super) fn order(self, one: &Input, order: Order, other: &Input) -> Relation {
        let verdict = compared(one, other, |one_range, other_range| {
            let (less, more) = match order {
                Order::AtMost => (one_range, other_range),
                Order::AtLeast => (other_range, one_range),
            };
            Some(if less.at.compare(more.at)?.is_le() {
                Verdict::Exact
            } else if less.low.compare(more.high)?.is_le() {
                Verdict::WithinRounding
            } else {
                let by = one_range.at.checked_sub(other_range.at)?;
                Verdict::Violated(difference(one, by, other_range.at)?)
            })
        });
        let terms = terms([one, other]);
        self.relation(stated(one), stated(other), terms, verdict)
    }

    /// A printed percentage is part / whole × 100, where both may be sums.
    pub(super) fn rate(self, rate: &Input, part: &[Input], whole: &[Input]) -> Relation {
        self.quotient(rate, part, whole, Exact::whole(100))
    }

    /// A printed figure is part / whole × `times`, where both may be sums.
    pub(super) fn quotient(
        self,
        result: &Input,
        part: &[Input],
        whole: &[Input],
        times: Exact,
    ) -> Relation {
        let verdict = quotient_verdict(result, part, whole, times);
        let percent = times == Exact::whole(100);
        let value = quotient(result, part, whole, times).map_or(String::new(), |value| {
            let value = if percent {
                format::percent(&value)
            } else {
                format::grouped(&value)
            };
            format!("＝{value}")
        });
        let (above, below) = (joined(part), joined(whole));
        let times = if percent { "×100" } else { "" };
        let computed = say!(
            "{above}÷{below}{times}{value}",
            "{above}÷{below}{times}{value}"
        );
        let terms = terms(std::iter::once(result).chain(part).chain(whole));
        self.relation(stated(result), computed, terms, verdict)
    }
}

/// What counts in a sum: no part marked 再掲, and of parts marked 内数 with the same number only the first.
fn counted(parts: &[Input]) -> Vec<&Input> {
    let mut wholes: Vec<&Quantity> = Vec::new();
    let mut counted = Vec::new();
    for part in parts {
        match (part.mark, &part.value) {
            (Some(Mark::Repeated), _) => continue,
            (Some(Mark::Portion), Ok(whole)) if wholes.contains(&whole) => continue,
            (Some(Mark::Portion), Ok(whole)) => wholes.push(whole),
            _ => {}
        }
        counted.push(part);
    }
    counted
}

fn sum_verdict(whole: &Input, known: &[&Input], open: Option<&Input>, kind: Parts) -> Verdict {
    let decide = || {
        let total = range(whole)?;
        let parts = known
            .iter()
            .map(|part| range(part))
            .collect::<Option<Vec<_>>>()?;
        let sum = Range::sum(parts)?;
        let by = total.at.checked_sub(sum.at)?;
        let too_much = kind == Parts::NeverNegative && sum.low.compare(total.high)?.is_gt();
        Some(match open {
            Some(open) if !too_much => missing(open),
            _ if total.at.compare(sum.at)?.is_eq() => Verdict::Exact,
            _ if total.meets(sum)? => Verdict::WithinRounding,
            _ => Verdict::Violated(difference(whole, by, sum.at)?),
        })
    };
    match (&whole.value, known.first()) {
        (Err(_), _) => missing(whole),
        (Ok(_), None) => open.map_or_else(nothing_printed, missing),
        (Ok(_), Some(_)) => match mixed(std::iter::once(whole).chain(known.iter().copied())) {
            Some(why) => why,
            None => decide().unwrap_or_else(too_large),
        },
    }
}

fn quotient_verdict(result: &Input, part: &[Input], whole: &[Input], times: Exact) -> Verdict {
    let absent = std::iter::once(result)
        .chain(part)
        .chain(whole)
        .find(|input| input.value.is_err() && !is_none(input));
    if let Some(absent) = absent {
        return missing(absent);
    }
    if is_none(result) {
        return missing(result);
    }
    let (Some(above), Some(below)) = (all(part), all(whole)) else {
        return Verdict::Undecidable(say!(
            "割る数か割られる数の印刷がない",
            "no figure is printed to divide, or to divide by"
        ));
    };
    if let Some(why) = mixed(part.iter().chain(whole).filter(|input| input.value.is_ok())) {
        return why;
    }
    if !below.low.is_positive() || above.low.is_negative() {
        return Verdict::Undecidable(say!(
            "割る数が0か負の数である",
            "the figure to divide by is zero or negative"
        ));
    }
    let decide = || {
        let printed = number_range(result)?;
        let reaches = printed
            .low
            .checked_mul(below.low)?
            .compare(times.checked_mul(above.high)?)?
            .is_le();
        let exceeds = printed
            .high
            .checked_mul(below.high)?
            .compare(times.checked_mul(above.low)?)?
            .is_ge();
        let value = quotient(result, part, whole, times)?;
        let stated = result.value.as_ref().ok()?.printed();
        Some(if stated == value {
            Verdict::Exact
        } else if reaches && exceeds {
            Verdict::WithinRounding
        } else if times == Exact::whole(100) {
            Verdict::Violated(Difference::Points(stated.checked_sub(value)?))
        } else {
            let by = Exact::from(stated).checked_sub(value.into())?;
            Verdict::Violated(Difference::Number(
                by.decimal()?,
                String::new(),
                percent(by, value.into()),
            ))
        })
    };
    decide().unwrap_or_else(too_large)
}

/// part / whole × times with the digits of the printed result.
fn quotient(result: &Input, part: &[Input], whole: &[Input], times: Exact) -> Option<Decimal> {
    let digits = result.value.as_ref().ok()?.printed().scale();
    let above = all(part)?.at.checked_mul(times)?.decimal()?;
    above.ratio(all(whole)?.at.decimal()?, digits)
}

/// The sum of the inputs that are there; nothing where none is.
fn all(inputs: &[Input]) -> Option<Range> {
    let ranges: Vec<Range> = inputs
        .iter()
        .filter(|input| input.value.is_ok())
        .map(range)
        .collect::<Option<_>>()?;
    if ranges.is_empty() {
        return None;
    }
    Range::sum(ranges)
}

fn is_none(input: &Input) -> bool {
    matches!(input.value, Err(Missing::Dash | Missing::NotApplicable))
}

fn compared(
    one: &Input,
    other: &Input,
    decide: impl Fn(Range, Range) -> Option<Verdict>,
) -> Verdict {
    if let Some(absent) = [one, other].into_iter().find(|input| input.value.is_err()) {
        return missing(absent);
    }
    if let Some(why) = mixed([one, other].into_iter()) {
        return why;
    }
    let ranges = || decide(range(one)?, range(other)?);
    ranges().unwrap_or_else(too_large)
}

/// Money and other numbers cannot be added or compared.
fn mixed<'a>(inputs: impl Iterator<Item = &'a Input>) -> Option<Verdict> {
    let mut kinds = inputs.filter_map(|input| {
        let quantity = input.value.as_ref().ok()?;
        Some(matches!(quantity, Quantity::Money(_)))
    });
    let first = kinds.next()?;
    kinds.any(|kind| kind != first).then(|| {
        Verdict::Undecidable(say!(
            "金額とそれ以外の数が混ざっている",
            "money and other numbers are mixed"
        ))
    })
}

pub(super) fn range(input: &Input) -> Option<Range> {
    Range::of(input.value.as_ref().ok()?)
}

/// The range in the printed unit, also of money: unit costs divide printed numbers.
fn number_range(input: &Input) -> Option<Range> {
    let printed = input.value.as_ref().ok()?.printed();
    Range::around(printed.into(), printed.half_unit().into())
}

pub(super) fn difference(like: &Input, by: Exact, of: Exact) -> Option<Difference> {
    let relative = percent(by, of);
    Some(match like.value.as_ref().ok()? {
        Quantity::Money(_) => Difference::Yen(by.yen()?, relative),
        Quantity::Number { unit, .. } => Difference::Number(by.decimal()?, unit.clone(), relative),
    })
}

/// `by` in per cent of `of`, to one decimal; nothing where that would mean nothing.
fn percent(by: Exact, of: Exact) -> Option<Decimal> {
    if !of.is_positive() {
        return None;
    }
    let hundred = by.checked_mul(Exact::whole(100))?.decimal()?;
    hundred.ratio(of.decimal()?, 1)
}

pub(super) fn missing(input: &Input) -> Verdict {
    let (ja, en) = (&input.term.label.ja, &input.term.label.en);
    let shown = &input.term.shown;
    Verdict::Undecidable(say!("{ja}が「{shown}」である", "{en} is “{shown}”"))
}

fn nothing_printed() -> Verdict {
    Verdict::Undecidable(say!("内訳の印刷がない", "no part is printed"))
}

pub(super) fn too_large() -> Verdict {
    Verdict::Undecidable(say!(
        "計算できる大きさを超えている",
        "the numbers are too large to compute with"
    ))
}

pub(super) fn stated(input: &Input) -> Say {
    let (ja, en, shown) = (
        &input.term.label.ja,
        &input.term.label.en,
        &input.term.shown,
    );
    say!("{ja} {shown}", "{en} {shown}")
}

fn joined(inputs: &[Input]) -> String {
    let there: Vec<&str> = inputs
        .iter()
        .filter(|input| input.value.is_ok())
        .map(|input| input.term.shown.as_str())
        .collect();
    match there.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("（{}）", many.join("＋")),
    }
}

/// `53,297百万円＋11,319百万円＝64,616百万円`.
fn sum_text(parts: &[&Input]) -> Say {
    let terms: Vec<&str> = parts.iter().map(|part| part.term.shown.as_str()).collect();
    let total = total(parts)
        .filter(|_| terms.len() > 1)
        .map_or(String::new(), |total| format!("＝{total}"));
    let terms = terms.join("＋");
    say!("{terms}{total}", "{terms}{total}")
}

/// The sum in the unit of the parts, or as a headline where they differ.
fn total(parts: &[&Input]) -> Option<String> {
    let ranges: Vec<Range> = parts
        .iter()
        .map(|part| range(part))
        .collect::<Option<_>>()?;
    let sum = Range::sum(ranges)?.at;
    let mut quantities = parts.iter().filter_map(|part| part.value.as_ref().ok());
    Some(match quantities.next()? {
        Quantity::Number { unit, .. } => format::count(&sum.decimal()?, unit),
        Quantity::Money(first) => {
            let scale = parts
                .iter()
                .filter_map(|part| part.value.as_ref().ok())
                .map(|quantity| quantity.printed().scale())
                .max()?;
            let is_same = parts.iter().all(|part| {
                matches!(&part.value, Ok(Quantity::Money(money)) if money.unit == first.unit)
            });
            let Yen(yen) = sum.yen()?;
            if is_same {
                format::count(&Yen(yen).in_unit(first.unit, scale)?, first.unit.label())
            } else {
                format::money_headline(Yen(yen))
            }
        }
    })
}

pub(super) fn terms<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> Vec<Term> {
    inputs.into_iter().map(|input| input.term.clone()).collect()
}

//! Figures and what they claim → a relation with its verdict.
//!
//! Sums, equal figures, orders, rates and quotients. All of them know what rounding may hide ([`Range`]), and none of them
//! decides where a figure is missing, a divisor is zero, or a number does not fit.

use std::sync::Arc;

use super::place::{Input, Subject};
use super::range::{Exact, Range};
use super::relation::{Relation, Term, Verdict};
use super::rules::Rule;
use super::verdict::{compared, difference, quotient, quotient_verdict, range, sum_verdict};
use crate::diagnostic::{Lang, Say};
use crate::format;
use crate::model::money::Yen;
use crate::model::quantity::Quantity;
use crate::model::table::{Mark, Missing};

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
            edition: subject.year(),
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
        terms: impl IntoIterator<Item: Into<Arc<Term>>>,
        verdict: Verdict,
    ) -> Relation {
        Relation {
            stated: Some(stated.into()),
            terms: terms.into_iter().map(Into::into).collect(),
            ..self.of_terms(Some(computed), Vec::new(), verdict)
        }
    }

    /// A relation that states what its first term says; what was computed is what the second says, or has its own words.
    fn of_terms(self, computed: Option<Say>, terms: Vec<Term>, verdict: Verdict) -> Relation {
        Relation {
            rule: self.rule,
            edition: self.edition,
            entity: self.entity,
            subject: self.subject.into(),
            formula: self.formula.into(),
            stated: None,
            computed: computed.map(Into::into),
            terms: terms.into_iter().map(Into::into).collect(),
            verdict,
            acknowledged: None,
        }
    }

    /// The whole is the sum of its parts.
    ///
    /// A part marked 再掲 is left out; parts marked 内数 with the same number are one amount and count once.
    pub(super) fn sum(self, whole: &Input, parts: &[Input], kind: Parts) -> Relation {
        let counted = counted(parts);
        let known = known(parts);
        let open = counted.iter().find(|part| {
            part.value
                .as_ref()
                .is_err_and(|why| !matches!(why, Missing::Dash | Missing::NotApplicable))
        });
        let verdict = sum_verdict(whole, &known, open.copied(), kind);
        let computed = sum_text(&known);
        let terms = terms(std::iter::once(whole).chain(parts));
        self.of_terms(Some(computed), terms, verdict)
    }

    /// The sum of the parts is at most the whole; what counts is that of [`Claim::sum`].
    pub(super) fn sum_at_most(self, whole: &Input, parts: &[Input], kind: Parts) -> Relation {
        let relation = self.sum(whole, parts, kind);
        let fits = || {
            let parts = known(parts).into_iter().map(range);
            let sum = Range::sum(parts.collect::<Option<Vec<_>>>()?)?;
            let whole = range(whole)?;
            Some(if sum.at.compare(whole.at)?.is_le() {
                Verdict::Exact
            } else if sum.low.compare(whole.high)?.is_le() {
                Verdict::WithinRounding
            } else {
                return None;
            })
        };
        let verdict = match relation.verdict {
            Verdict::Undecidable(why) => Verdict::Undecidable(why),
            other => fits().unwrap_or(other),
        };
        Relation {
            verdict,
            ..relation
        }
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
        self.of_terms(None, terms, verdict)
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
        self.of_terms(None, terms, verdict)
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
        let value = quotient(result, part, whole, times);
        let computed = Say::of(|lang| {
            let signs = Signs::of(lang);
            let value = value.as_ref().map_or(String::new(), |value| {
                let unit = if percent { "%" } else { "" };
                format!("{}{}", signs.equals, format::count(lang, value, unit))
            });
            let (above, below) = (joined(lang, part), joined(lang, whole));
            let times = if percent { signs.percent } else { "" };
            format!("{above}{}{below}{times}{value}", signs.over)
        });
        let terms = terms(std::iter::once(result).chain(part).chain(whole));
        self.of_terms(Some(computed), terms, verdict)
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

/// What counts in a sum and is a figure.
pub(super) fn known(parts: &[Input]) -> Vec<&Input> {
    let counted = counted(parts).into_iter();
    counted.filter(|part| part.value.is_ok()).collect()
}

pub(super) fn stated(input: &Input) -> Say {
    input.term.said()
}

/// The signs of a computation as a language writes them.
struct Signs {
    plus: &'static str,
    over: &'static str,
    equals: &'static str,
    percent: &'static str,
}

impl Signs {
    const fn of(lang: Lang) -> Signs {
        match lang {
            Lang::Ja => Signs {
                plus: "＋",
                over: "÷",
                equals: "＝",
                percent: "×100",
            },
            Lang::En => Signs {
                plus: " + ",
                over: " ÷ ",
                equals: " = ",
                percent: " × 100",
            },
        }
    }
}

fn joined(lang: Lang, inputs: &[Input]) -> String {
    let there: Vec<&str> = inputs
        .iter()
        .filter(|input| input.value.is_ok())
        .map(|input| input.term.shown.get(lang))
        .collect();
    let sum = there.join(Signs::of(lang).plus);
    match (there.len(), lang) {
        (1, _) => sum,
        (_, Lang::Ja) => format!("（{sum}）"),
        (_, Lang::En) => format!("({sum})"),
    }
}

/// 「53,297百万円＋11,319百万円＝64,616百万円」, `¥53,297 million + ¥11,319 million = ¥64,616 million`.
fn sum_text(parts: &[&Input]) -> Say {
    Say::of(|lang| {
        let signs = Signs::of(lang);
        let terms = parts.iter().map(|part| part.term.shown.get(lang));
        let terms: Vec<&str> = terms.collect();
        let total = total(lang, parts)
            .filter(|_| terms.len() > 1)
            .map_or(String::new(), |total| format!("{}{total}", signs.equals));
        format!("{}{total}", terms.join(signs.plus))
    })
}

/// The sum in the unit of the parts, or as a headline where they differ.
fn total(lang: Lang, parts: &[&Input]) -> Option<String> {
    let ranges: Vec<Range> = parts
        .iter()
        .map(|part| range(part))
        .collect::<Option<_>>()?;
    let sum = Range::sum(ranges)?.at;
    let mut quantities = parts.iter().filter_map(|part| part.value.as_ref().ok());
    Some(match quantities.next()? {
        Quantity::Number { unit, .. } => format::count(lang, &sum.decimal()?, unit),
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
                format::count(
                    lang,
                    &Yen(yen).in_unit(first.unit, scale)?,
                    first.unit.label(),
                )
            } else {
                format::money_headline(lang, Yen(yen))
            }
        }
    })
}

pub(super) fn terms<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> Vec<Term> {
    inputs.into_iter().map(|input| input.term.clone()).collect()
}

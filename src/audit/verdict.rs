//! Inputs → verdicts: does a sum, an order, an equality or a quotient hold, given what rounding may hide?

use super::claim::Parts;
use super::place::Input;
use super::range::{Exact, Range};
use super::relation::{Difference, Verdict};
use crate::model::decimal::Decimal;
use crate::model::quantity::Quantity;
use crate::model::table::Missing;
use crate::say;

pub(super) fn sum_verdict(
    whole: &Input,
    known: &[&Input],
    open: Option<&Input>,
    kind: Parts,
) -> Verdict {
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

pub(super) fn quotient_verdict(
    result: &Input,
    part: &[Input],
    whole: &[Input],
    times: Exact,
) -> Verdict {
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
pub(super) fn quotient(
    result: &Input,
    part: &[Input],
    whole: &[Input],
    times: Exact,
) -> Option<Decimal> {
    let digits = result.value.as_ref().ok()?.printed().scale();
    let above = all(part)?.at.checked_mul(times)?.decimal()?;
    above.ratio(all(whole)?.at.decimal()?, digits)
}

/// The sum of the inputs that are there; nothing where none is.
pub(super) fn all(inputs: &[Input]) -> Option<Range> {
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

pub(super) fn is_none(input: &Input) -> bool {
    matches!(input.value, Err(Missing::Dash | Missing::NotApplicable))
}

pub(super) fn compared(
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
pub(super) fn mixed<'a>(inputs: impl Iterator<Item = &'a Input>) -> Option<Verdict> {
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
pub(super) fn number_range(input: &Input) -> Option<Range> {
    let printed = input.value.as_ref().ok()?.printed();
    Range::around(printed.into(), printed.half_unit().into())
}

pub(super) fn difference(like: &Input, by: Exact, of: Exact) -> Option<Difference> {
    let relative = percent(by, of);
    Some(match like.value.as_ref().ok()? {
        Quantity::Money(_) => Difference::Yen(by.yen()?, relative),
        Quantity::Number { unit, .. } => {
            Difference::Number(by.decimal()?, unit.to_string(), relative)
        }
    })
}

/// `by` in per cent of `of`, to one decimal; nothing where that would mean nothing.
pub(super) fn percent(by: Exact, of: Exact) -> Option<Decimal> {
    if !of.is_positive() {
        return None;
    }
    let hundred = by.checked_mul(Exact::whole(100))?.decimal()?;
    hundred.ratio(of.decimal()?, 1)
}

pub(super) fn missing(input: &Input) -> Verdict {
    let (ja, en) = (&input.term.label.ja, &input.term.label.en);
    let shown = &input.term.shown;
    let (shown_ja, shown_en) = (&shown.ja, &shown.en);
    Verdict::Undecidable(say!("{ja}が「{shown_ja}」である", "{en} is “{shown_en}”"))
}

pub(super) fn nothing_printed() -> Verdict {
    Verdict::Undecidable(say!("内訳の印刷がない", "no part is printed"))
}

pub(super) fn too_large() -> Verdict {
    Verdict::Undecidable(say!(
        "計算できる大きさを超えている",
        "the numbers are too large to compute with"
    ))
}

//! Every figure that the program computes from printed ones: one function a formula, and the result keeps what it came from.
//!
//! Nothing else in the program adds, subtracts or divides figures that readers see; the audit, which compares what documents
//! print with what follows from them, has arithmetic of its own with tolerances.

use super::decimal::Decimal;

/// How a figure was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formula {
    /// Sum (合計): all inputs added up.
    Sum,
    /// Change (増減): after minus before.
    Difference,
    /// Remainder (残り): the whole minus what is listed of it.
    Remainder,
    /// Share (割合): part ÷ whole, in per cent with one decimal.
    Share,
    /// Rate of change (増減率): (after − before) ÷ before, in per cent with one decimal.
    Growth,
    /// Execution rate (執行率): executed ÷ total, in per cent with one decimal (行政事業レビューシート作成要領).
    ExecutionRate,
    /// Achievement rate (達成度): actual ÷ target, in per cent with one decimal (行政事業レビューシート作成要領).
    Achievement,
}

/// A computed figure with its formula and its inputs, in the order of the formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    pub value: Decimal,
    pub formula: Formula,
    pub inputs: Vec<Decimal>,
}

impl Formula {
    /// Name in data files and in the catalogue of words.
    pub fn key(self) -> &'static str {
        match self {
            Formula::Sum => "sum",
            Formula::Difference => "difference",
            Formula::Remainder => "remainder",
            Formula::Share => "share",
            Formula::Growth => "growth",
            Formula::ExecutionRate => "execution-rate",
            Formula::Achievement => "achievement",
        }
    }
}

/// The exact sum; nothing for no parts, and on overflow.
pub fn sum(parts: impl IntoIterator<Item = Decimal>) -> Option<Derived> {
    let inputs: Vec<Decimal> = parts.into_iter().collect();
    let (first, rest) = inputs.split_first()?;
    let value = rest
        .iter()
        .try_fold(*first, |sum, part| sum.checked_add(*part))?;
    Some(Derived {
        value,
        formula: Formula::Sum,
        inputs,
    })
}

/// After minus before, exact; nothing on overflow.
pub fn difference(before: Decimal, after: Decimal) -> Option<Derived> {
    Some(Derived {
        value: after.checked_sub(before)?,
        formula: Formula::Difference,
        inputs: vec![after, before],
    })
}

/// The whole minus what is listed of it, exact; nothing on overflow.
pub fn remainder(whole: Decimal, listed: Decimal) -> Option<Derived> {
    Some(Derived {
        value: whole.checked_sub(listed)?,
        formula: Formula::Remainder,
        inputs: vec![whole, listed],
    })
}

/// Part of a whole in per cent, rounded half away from zero to one decimal; nothing for a whole of zero, and on overflow.
pub fn share(part: Decimal, whole: Decimal) -> Option<Derived> {
    quotient(Formula::Share, part, whole)
}

/// The change in per cent of the figure before, rounded half away from zero to one decimal; nothing where the figure before is
/// zero or negative, because a rate would mean nothing.
pub fn growth(before: Decimal, after: Decimal) -> Option<Derived> {
    if before <= Decimal::ZERO {
        return None;
    }
    let value = per_cent(after.checked_sub(before)?, before)?;
    Some(Derived {
        value,
        formula: Formula::Growth,
        inputs: vec![after, before],
    })
}

/// Execution rate (執行率); nothing where the total is not above zero.
pub fn execution_rate(executed: Decimal, total: Decimal) -> Option<Derived> {
    let total = Some(total).filter(|total| *total > Decimal::ZERO)?;
    quotient(Formula::ExecutionRate, executed, total)
}

/// Achievement rate (達成度). Nothing where smaller is better, for a target that is not above zero, and for a negative actual
/// value: the quotient would say nothing about achievement.
pub fn achievement(actual: Decimal, target: Decimal, at_most: bool) -> Option<Derived> {
    if at_most || target <= Decimal::ZERO || actual.is_negative() {
        return None;
    }
    quotient(Formula::Achievement, actual, target)
}

fn quotient(formula: Formula, part: Decimal, whole: Decimal) -> Option<Derived> {
    Some(Derived {
        value: per_cent(part, whole)?,
        formula,
        inputs: vec![part, whole],
    })
}

fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::new(100, 0))?.ratio(whole, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn shown(derived: Option<Derived>) -> Option<String> {
        derived.map(|derived| derived.value.to_string())
    }

    #[test]
    fn formulas_give_what_they_say() {
        assert_eq!(
            shown(sum([d("1.5"), d("2"), d("-0.5")])).as_deref(),
            Some("3.0")
        );
        assert_eq!(
            shown(difference(d("3698"), d("3820"))).as_deref(),
            Some("122")
        );
        assert_eq!(shown(remainder(d("462"), d("333"))).as_deref(), Some("129"));
        assert_eq!(shown(share(d("93"), d("462"))).as_deref(), Some("20.1"));
        assert_eq!(shown(growth(d("3698"), d("3820"))).as_deref(), Some("3.3"));
        assert_eq!(
            shown(execution_rate(d("61861"), d("61860"))).as_deref(),
            Some("100.0")
        );
        assert_eq!(
            shown(achievement(d("80"), d("81"), false)).as_deref(),
            Some("98.8")
        );
    }

    #[test]
    fn inputs_stay_with_the_value() {
        let derived = difference(d("3698"), d("3820")).expect("it fits");
        assert_eq!(
            (derived.formula, derived.inputs),
            (Formula::Difference, vec![d("3820"), d("3698")])
        );
    }

    #[test]
    fn what_would_mean_nothing_is_nothing() {
        assert_eq!(sum([]), None);
        assert_eq!(share(d("1"), d("0")), None);
        assert_eq!(growth(d("0"), d("5")), None);
        assert_eq!(growth(d("-1"), d("5")), None);
        assert_eq!(execution_rate(d("1"), d("0")), None);
        assert_eq!(
            shown(achievement(d("0"), d("81"), false)).as_deref(),
            Some("0.0")
        );
        assert_eq!(achievement(d("1"), d("0"), false), None);
        assert_eq!(achievement(d("1"), d("2"), true), None);
        assert_eq!(achievement(d("-1"), d("2"), false), None);
        assert_eq!(sum([Decimal::new(i64::MAX, 0), d("1")]), None);
    }
}

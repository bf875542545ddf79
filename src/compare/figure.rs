//! Two figures: the same, restated, settled, or not to be compared.

use super::change::{Kind, NoSize, Size};
use crate::audit::range::Range;
use crate::model::decimal::Decimal;
use crate::model::derived;
use crate::model::fiscal_year::FiscalYear;
use crate::model::money::{Money, MoneyUnit};
use crate::model::quantity::Quantity;
use crate::model::table::{Figure, Missing, Reading};

/// A figure with what it is about.
#[derive(Clone, Copy)]
pub(super) struct Asserted<'a> {
    pub(super) figure: &'a Figure,
    /// Fiscal year; nothing where the document prints none.
    pub(super) year: Option<FiscalYear>,
    /// What the amounts of the table cover.
    pub(super) scope: Option<&'a str>,
}

/// How two editions differ about a figure; nothing where they do not.
///
/// Of one fiscal year, a plan that became a value is settled, whether or not the value is the planned one; everything else that
/// differs is restated. Figures of one precision differ where their digits do; of two precisions, where no number rounds to
/// both.
pub(super) fn judge(
    before: Asserted<'_>,
    after: Asserted<'_>,
) -> Option<(Kind, Result<Size, NoSize>)> {
    let (old, new) = (before.figure, after.figure);
    let is_one_year = before.year == after.year;
    let kind = match (&old.reading, &new.reading) {
        _ if !is_one_year || before.year.is_none() => Kind::Changed,
        (Reading::Planned(_), Reading::Settled(_) | Reading::Provisional(_)) => Kind::Settled,
        _ => Kind::Restated,
    };
    let (one, other) = match (&old.reading, &new.reading) {
        (Reading::Missing(one), Reading::Missing(other)) => return absent(*one, *other, kind),
        (Reading::Missing(why), _) if is_silent(*why) => {
            return Some((Kind::Added, Err(NoSize::Missing)));
        }
        (_, Reading::Missing(why)) if is_silent(*why) => {
            return Some((Kind::Removed, Err(NoSize::Missing)));
        }
        (Reading::Missing(_), _) | (_, Reading::Missing(_)) => {
            return Some((kind, Err(NoSize::Missing)));
        }
        _ => (old.quantity()?, new.quantity()?),
    };
    let size = size(one, other);
    let is_same = size.as_ref().is_ok_and(|size| size.within_rounding)
        && old.mark == new.mark
        && old.subset == new.subset;
    if !is_one_year {
        return (!is_same).then_some((Kind::Changed, Err(NoSize::Years)));
    }
    match (&size, kind) {
        // Readers wait for the settled value: that it is the planned one is news, too.
        (Ok(_), Kind::Settled) if old.mark == new.mark => Some((kind, size)),
        _ if is_same => None,
        (Err(NoSize::Units), _) => Some((Kind::Changed, size)),
        (Ok(_), _) if old.mark != new.mark => Some((Kind::Changed, Err(NoSize::Marks))),
        (Ok(_), _) if before.scope != after.scope => Some((Kind::Changed, Err(NoSize::Scope))),
        (Ok(size), _) if size.within_rounding => Some((kind, Err(NoSize::Subset))),
        _ => Some((kind, size)),
    }
}

/// Marks that say that nothing is said yet, or nothing at all.
fn is_silent(why: Missing) -> bool {
    match why {
        Missing::Blank
        | Missing::NotPrinted
        | Missing::Unknown
        | Missing::UnderInvestigation
        | Missing::BeingCounted
        | Missing::Unreadable => true,
        // A dash, 該当なし and 新規 say that there is none.
        Missing::Dash | Missing::NotApplicable | Missing::New => false,
    }
}

fn absent(one: Missing, other: Missing, kind: Kind) -> Option<(Kind, Result<Size, NoSize>)> {
    let kind = match (is_silent(one), is_silent(other)) {
        (true, true) => return None,
        (true, false) => Kind::Added,
        (false, true) => Kind::Removed,
        (false, false) if one == other => return None,
        (false, false) => kind,
    };
    Some((kind, Err(NoSize::Missing)))
}

/// The size of a change from one quantity to another.
///
/// # Errors
/// Why there is none: units that cannot be converted, or numbers too large.
pub(super) fn size(before: &Quantity, after: &Quantity) -> Result<Size, NoSize> {
    let (from, to, unit) = match (before, after) {
        (Quantity::Money(one), Quantity::Money(other)) => {
            let unit = one.unit.max(other.unit);
            let from = in_unit(*one, unit).ok_or(NoSize::Overflow)?;
            let to = in_unit(*other, unit).ok_or(NoSize::Overflow)?;
            (from, to, unit.label().to_owned())
        }
        (
            Quantity::Number { value: one, unit },
            Quantity::Number {
                value: other,
                unit: second,
            },
        ) if is_one_unit(unit, second) => (*one, *other, second.to_string()),
        _ => return Err(NoSize::Units),
    };
    let measure = || {
        let ranges = (Range::of(before)?, Range::of(after)?);
        let is_one_precision = is_one_precision(before, after);
        let meets = ranges.0.meets(ranges.1)?;
        let within_rounding = if is_one_precision { from == to } else { meets };
        let difference = derived::difference(from, to)?;
        Some(Size {
            growth: derived::growth(from, to),
            slack: if is_one_precision {
                None
            } else {
                slack(before, &unit)?.checked_add(slack(after, &unit)?)
            },
            difference,
            within_rounding,
            unit: unit.clone(),
        })
    };
    measure().ok_or(NoSize::Overflow)
}

/// Per cent signs have two widths.
fn is_one_unit(one: &str, other: &str) -> bool {
    one == other || matches!((one, other), ("%" | "％", "%" | "％"))
}

/// True where both were rounded to the same place, so that one number gives the same digits.
fn is_one_precision(one: &Quantity, other: &Quantity) -> bool {
    is_one_unit(one.unit(), other.unit()) && one.printed().scale() == other.printed().scale()
}

/// An amount in another unit, without rounding: 862百万円 are 8.62億円. Nothing where it does not fit.
pub fn in_unit(money: Money, unit: MoneyUnit) -> Option<Decimal> {
    exact(Decimal::from(money.yen.0), unit.yen())
}

/// The quotient by a power of ten, without zeros at the end.
fn exact(yen: Decimal, power: i64) -> Option<Decimal> {
    let digits = u8::try_from(power.ilog10()).ok()?;
    let scale = yen.scale().checked_add(digits)?;
    let (mut mantissa, mut scale) = (yen.mantissa(), scale);
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some(Decimal::new(mantissa, scale))
}

/// Half of the last printed place, in a unit.
fn slack(quantity: &Quantity, unit: &str) -> Option<Decimal> {
    match quantity {
        Quantity::Money(money) => exact(
            Decimal::from(money.half_unit().0),
            MoneyUnit::parse(unit)?.yen(),
        ),
        Quantity::Number { value, .. } => Some(value.half_unit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::table::Citation;

    fn quantity(text: &str, unit: &str) -> Quantity {
        Quantity::new(Decimal::parse(text).expect("a number"), unit).expect("a quantity")
    }

    fn figure(reading: Reading) -> Figure {
        Figure {
            reading,
            subset: None,
            mark: None,
            note: None,
            inferred: None,
            citation: Citation {
                document: "d".into(),
                lines: None,
            },
        }
    }

    fn of_year(figure: &Figure, year: i16) -> Asserted<'_> {
        Asserted {
            figure,
            year: Some(FiscalYear(year)),
            scope: None,
        }
    }

    fn kind(before: Reading, after: Reading) -> Option<Kind> {
        let (before, after) = (figure(before), figure(after));
        judge(of_year(&before, 2021), of_year(&after, 2021)).map(|(kind, _)| kind)
    }

    #[test]
    fn sizes_are_exact_in_the_coarser_unit() {
        let size = size(&quantity("862", "百万円"), &quantity("13", "億円")).expect("a size");
        assert_eq!(size.difference.value.to_string(), "4.38");
        assert_eq!(size.unit, "億円");
        assert_eq!(size.growth.expect("a rate").value.to_string(), "50.8");
        assert_eq!(size.slack.expect("two precisions").to_string(), "0.505");
        assert!(!size.within_rounding);
    }

    #[test]
    fn rounding_hides_only_between_precisions() {
        let is_same = |one: (&str, &str), other: (&str, &str)| {
            size(&quantity(one.0, one.1), &quantity(other.0, other.1))
                .expect("a size")
                .within_rounding
        };
        assert!(is_same(("3702", "百万円"), ("37", "億円")));
        assert!(is_same(("3751", "百万円"), ("38", "億円")));
        assert!(!is_same(("3749", "百万円"), ("38", "億円")));
        // The ranges of 37 and 38 touch at 37.5, but one number is not rounded in two ways.
        assert!(!is_same(("37", "億円"), ("38", "億円")));
        assert!(is_same(("38.0", "億円"), ("38", "億円")));
        assert!(is_same(("98.8", "%"), ("98.8", "％")));
    }

    #[test]
    fn units_that_differ_have_no_size() {
        let refused = size(&quantity("3", "件"), &quantity("3", "人"));
        assert_eq!(refused, Err(NoSize::Units));
        let refused = size(&quantity("3", "件"), &quantity("3", "億円"));
        assert_eq!(refused, Err(NoSize::Units));
    }

    #[test]
    fn a_blank_is_never_zero() {
        let zero = || Reading::Settled(quantity("0", "件"));
        let missing = Reading::Missing;
        assert_eq!(kind(missing(Missing::Blank), zero()), Some(Kind::Added));
        assert_eq!(
            kind(missing(Missing::BeingCounted), zero()),
            Some(Kind::Added)
        );
        assert_eq!(kind(zero(), missing(Missing::Blank)), Some(Kind::Removed));
        assert_eq!(kind(missing(Missing::Dash), zero()), Some(Kind::Restated));
        assert_eq!(
            kind(missing(Missing::Blank), missing(Missing::BeingCounted)),
            None
        );
        assert_eq!(kind(missing(Missing::New), missing(Missing::New)), None);
        assert_eq!(
            kind(missing(Missing::Blank), missing(Missing::Dash)),
            Some(Kind::Added)
        );
    }

    #[test]
    fn a_plan_that_became_a_value_is_settled() {
        let planned = |text: &str| Reading::Planned(quantity(text, "百万円"));
        let settled = |text: &str| Reading::Settled(quantity(text, "百万円"));
        assert_eq!(kind(planned("10"), settled("10")), Some(Kind::Settled));
        assert_eq!(kind(planned("10"), settled("9")), Some(Kind::Settled));
        assert_eq!(kind(planned("10"), planned("9")), Some(Kind::Restated));
        assert_eq!(kind(planned("10"), planned("10")), None);
        assert_eq!(kind(settled("10"), settled("9")), Some(Kind::Restated));
    }
}

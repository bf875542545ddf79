//! Numbers with what rounding may have hidden: whole-number interval arithmetic, always checked.
//!
//! A printed figure stands for every number that rounds to it. Sums and products of such ranges say what a relation may
//! honestly differ by; nothing here is a guess or a percentage of tolerance. `None` means that a number does not fit, and
//! the relation is then not decidable.

use std::cmp::Ordering;

use crate::model::decimal::Decimal;
use crate::model::money::Yen;
use crate::model::quantity::Quantity;

/// An exact number: `mantissa` / 10^`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    mantissa: i128,
    scale: u32,
}

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact {
        mantissa: 0,
        scale: 0,
    };

    /// A whole number.
    pub const fn whole(value: i128) -> Exact {
        Exact {
            mantissa: value,
            scale: 0,
        }
    }

    fn aligned(self, scale: u32) -> Option<i128> {
        if self.mantissa == 0 {
            return Some(0);
        }
        let factor = 10_i128.checked_pow(scale.checked_sub(self.scale)?)?;
        self.mantissa.checked_mul(factor)
    }

    /// The sum; `None` on overflow.
    pub fn checked_add(self, other: Exact) -> Option<Exact> {
        let scale = self.scale.max(other.scale);
        let mantissa = self.aligned(scale)?.checked_add(other.aligned(scale)?)?;
        Some(Exact { mantissa, scale })
    }

    /// The difference; `None` on overflow.
    pub fn checked_sub(self, other: Exact) -> Option<Exact> {
        self.checked_add(other.checked_neg()?)
    }

    /// The product; `None` on overflow.
    pub fn checked_mul(self, other: Exact) -> Option<Exact> {
        Some(Exact {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale: self.scale.checked_add(other.scale)?,
        })
    }

    /// The number with the other sign; `None` on overflow.
    pub fn checked_neg(self) -> Option<Exact> {
        Some(Exact {
            mantissa: self.mantissa.checked_neg()?,
            scale: self.scale,
        })
    }

    /// The order of two numbers; `None` where they are too far apart in scale to be compared.
    pub fn compare(self, other: Exact) -> Option<Ordering> {
        let scale = self.scale.max(other.scale);
        Some(self.aligned(scale)?.cmp(&other.aligned(scale)?))
    }

    /// True above zero.
    pub const fn is_positive(self) -> bool {
        self.mantissa > 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The number as a decimal, without zeros at the end; `None` where it does not fit.
    pub fn decimal(self) -> Option<Decimal> {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Some(Decimal::new(
            i64::try_from(mantissa).ok()?,
            u8::try_from(scale).ok()?,
        ))
    }

    /// The number as whole yen; `None` where it has a fraction or does not fit.
    pub fn yen(self) -> Option<Yen> {
        let decimal = self.decimal()?;
        (decimal.scale() == 0).then(|| Yen(decimal.mantissa()))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        Exact {
            mantissa: i128::from(value.mantissa()),
            scale: u32::from(value.scale()),
        }
    }
}

impl From<Yen> for Exact {
    fn from(value: Yen) -> Exact {
        Exact::whole(i128::from(value.0))
    }
}

/// A printed number and the numbers it may have been rounded from, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub low: Exact,
    /// As printed.
    pub at: Exact,
    pub high: Exact,
}

impl Range {
    /// A number without rounding.
    pub const fn exact(at: Exact) -> Range {
        Range {
            low: at,
            at,
            high: at,
        }
    }

    /// What a quantity stands for. Money is in yen and lies within half a unit of its last printed place; money printed to
    /// the yen and things counted one by one (件, 人, 者) are exact; every other number lies within half a unit too.
    pub fn of(quantity: &Quantity) -> Option<Range> {
        match quantity {
            Quantity::Money(money) => Range::around(money.yen.into(), money.half_unit().into()),
            Quantity::Number { value, unit } if value.scale() == 0 && counts_one_by_one(unit) => {
                Some(Range::exact((*value).into()))
            }
            Quantity::Number { value, .. } => {
                Range::around((*value).into(), value.half_unit().into())
            }
        }
    }

    /// A number and what it may be off by.
    pub fn around(at: Exact, half: Exact) -> Option<Range> {
        Some(Range {
            low: at.checked_sub(half)?,
            at,
            high: at.checked_add(half)?,
        })
    }

    /// The sum of two ranges; `None` on overflow.
    pub fn checked_add(self, other: Range) -> Option<Range> {
        Some(Range {
            low: self.low.checked_add(other.low)?,
            at: self.at.checked_add(other.at)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    /// The range with the other sign; `None` on overflow.
    pub fn checked_neg(self) -> Option<Range> {
        Some(Range {
            low: self.high.checked_neg()?,
            at: self.at.checked_neg()?,
            high: self.low.checked_neg()?,
        })
    }

    /// The sum of all; `None` on overflow.
    pub fn sum(ranges: impl IntoIterator<Item = Range>) -> Option<Range> {
        ranges
            .into_iter()
            .try_fold(Range::exact(Exact::ZERO), Range::checked_add)
    }

    /// True where the two may be the same number.
    pub fn meets(self, other: Range) -> Option<bool> {
        Some(self.low.compare(other.high)?.is_le() && other.low.compare(self.high)?.is_le())
    }
}

/// Units that count whole things: their whole numbers were never rounded. Rates, money per thing, and counts in thousands
/// or more are.
fn counts_one_by_one(unit: &str) -> bool {
    let is_rate = ["％", "%", "円", "／", "/", "割"]
        .iter()
        .any(|mark| unit.contains(mark));
    let is_large = ["百", "千", "万", "億", "兆"]
        .iter()
        .any(|power| unit.starts_with(power));
    !is_rate && !is_large
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, unit: &str) -> Range {
        let quantity = Quantity::new(Decimal::parse(text).unwrap(), unit).unwrap();
        Range::of(&quantity).unwrap()
    }

    fn ends(range: Range) -> (String, String) {
        let text = |end: Exact| end.decimal().unwrap().to_string();
        (text(range.low), text(range.high))
    }

    #[test]
    fn a_range_is_half_a_unit_of_the_last_printed_place() {
        let cases = [
            ("61860", "百万円", "61859500000", "61860500000"),
            ("6493.7", "百万円", "6493650000", "6493750000"),
            ("37", "億円", "3650000000", "3750000000"),
            ("385987000", "円", "385987000", "385987000"),
            ("98.8", "％", "98.75", "98.85"),
            ("100", "％", "99.5", "100.5"),
            ("81", "件", "81", "81"),
            ("2.5", "件", "2.45", "2.55"),
            ("12", "千人", "11.5", "12.5"),
            ("44", "百万円／件", "43.5", "44.5"),
        ];
        for (text, unit, low, high) in cases {
            assert_eq!(
                ends(range(text, unit)),
                (low.into(), high.into()),
                "{text}{unit}"
            );
        }
    }

    #[test]
    fn sums_add_what_rounding_may_hide() {
        let parts = [range("3", "億円"), range("4", "億円")];
        let sum = Range::sum(parts).unwrap();
        assert_eq!(ends(sum), ("600000000".into(), "800000000".into()));
        assert_eq!(sum.meets(range("8", "億円")), Some(true));
        assert_eq!(sum.meets(range("9", "億円")), Some(false));
    }

    #[test]
    fn what_does_not_fit_is_none_and_never_wraps() {
        let huge = Exact::whole(i128::MAX);
        assert_eq!(huge.checked_add(Exact::whole(1)), None);
        assert_eq!(huge.checked_mul(huge), None);
        assert_eq!(Exact::whole(i128::MIN).checked_neg(), None);
        let tiny = Exact {
            mantissa: 1,
            scale: 60,
        };
        assert_eq!(tiny.compare(Exact::whole(1)), None);
        assert_eq!(huge.decimal(), None);
    }
}

//! Numbers as printed: a whole mantissa and the number of decimal places, never a binary fraction.
//!
//! `85.30` and `85.3` are the same number, printed with different precision: they compare equal, yet each is shown
//! again as it was printed, and [`Decimal::half_unit`] tells how far rounding may have moved it.
//!
//! ```
//! use tenken::model::decimal::Decimal;
//! let actual = Decimal::parse("81").unwrap();
//! let target = Decimal::parse("95").unwrap();
//! let hundred = Decimal::new(100, 0);
//! let achievement = actual.checked_mul(hundred).and_then(|x| x.ratio(target, 1)).unwrap();
//! assert_eq!(achievement.to_string(), "85.3");
//! ```

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Digits a printed number may have, before and after the point together. Eighteen digits always fit an `i64`.
pub const MAX_DIGITS: usize = 18;

/// A number as printed: `mantissa` / 10^`scale`.
///
/// Equality, order and hash go by value (`85.30 == 85.3`); the printed digits stay available.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

/// 10^`exponent`; `None` where it does not fit (above 38).
fn power_of_ten(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

/// `numerator` / `denominator`, rounded half away from zero (四捨五入 of the magnitude). `None` for a zero divisor.
fn divide_rounded(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = numerator.checked_rem(denominator)?.unsigned_abs();
    let magnitude = denominator.unsigned_abs();
    // `rest >= magnitude - rest` is `2 * rest >= magnitude` without the overflow.
    if rest == 0 || rest < magnitude - rest {
        return Some(quotient);
    }
    if (numerator < 0) == (denominator < 0) {
        quotient.checked_add(1)
    } else {
        quotient.checked_sub(1)
    }
}

impl Decimal {
    /// Zero, printed without decimals.
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        scale: 0,
    };

    /// `mantissa` / 10^`scale`: `Decimal::new(8530, 2)` prints `85.30`.
    pub const fn new(mantissa: i64, scale: u8) -> Decimal {
        Decimal { mantissa, scale }
    }

    /// Reads `-?digits(.digits)?` in ASCII, at most [`MAX_DIGITS`] digits.
    ///
    /// `None` for anything else: separators, signs other than `-`, spaces, full-width digits, `.5`, `5.`.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !fraction.is_none_or(all_digits) {
            return None;
        }
        let fraction = fraction.unwrap_or("");
        if whole.len() + fraction.len() > MAX_DIGITS {
            return None;
        }
        let magnitude = whole
            .bytes()
            .chain(fraction.bytes())
            .try_fold(0_i64, |sum, digit| {
                sum.checked_mul(10)?.checked_add(i64::from(digit - b'0'))
            })?;
        let mantissa = if negative {
            magnitude.checked_neg()?
        } else {
            magnitude
        };
        Some(Decimal {
            mantissa,
            scale: u8::try_from(fraction.len()).ok()?,
        })
    }

    /// The number without its decimal point.
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// Decimal places printed.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// True for `0`, `0.0` and `-0`.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The magnitude, with the same decimal places. A mantissa of `i64::MIN`, which no printed number has, becomes
    /// `i64::MAX`.
    pub const fn abs(self) -> Decimal {
        Decimal {
            mantissa: self.mantissa.saturating_abs(),
            scale: self.scale,
        }
    }

    /// The number with the other sign; `None` for a mantissa of `i64::MIN`.
    pub fn checked_neg(self) -> Option<Decimal> {
        Some(Decimal {
            mantissa: self.mantissa.checked_neg()?,
            scale: self.scale,
        })
    }

    /// The exact sum, with the decimal places of the more precise term; `None` on overflow.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Decimal::exact(
            self.aligned(scale)?.checked_add(other.aligned(scale)?)?,
            scale,
        )
    }

    /// The exact difference, with the decimal places of the more precise term; `None` on overflow.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Decimal::exact(
            self.aligned(scale)?.checked_sub(other.aligned(scale)?)?,
            scale,
        )
    }

    /// The exact product, with the decimal places of both factors together; `None` on overflow.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        let product = i128::from(self.mantissa).checked_mul(i128::from(other.mantissa))?;
        Decimal::exact(product, self.scale.checked_add(other.scale)?)
    }

    /// Half of the last printed place: `0.5` for `3820`, `0.05` for `85.3`. A rounded number lies within it of the
    /// number it was rounded from.
    pub const fn half_unit(self) -> Decimal {
        Decimal {
            mantissa: 5,
            scale: self.scale.saturating_add(1),
        }
    }

    /// `self` / `other` with exactly `digits` decimal places, rounded half away from zero.
    ///
    /// `None` for a zero divisor and on overflow. `81 / 95` with three digits is `0.853`.
    pub fn ratio(self, other: Decimal, digits: u8) -> Option<Decimal> {
        let up = u32::from(other.scale) + u32::from(digits);
        let down = u32::from(self.scale);
        let numerator =
            i128::from(self.mantissa).checked_mul(power_of_ten(up.saturating_sub(down))?)?;
        let denominator =
            i128::from(other.mantissa).checked_mul(power_of_ten(down.saturating_sub(up))?)?;
        Decimal::exact(divide_rounded(numerator, denominator)?, digits)
    }

    /// The number with at most `digits` decimal places, rounded half away from zero (`-0.5` → `-1`).
    ///
    /// A number printed with fewer places stays as it is: rounding never adds precision.
    pub fn round(self, digits: u8) -> Decimal {
        let Some(drop) = self.scale.checked_sub(digits).filter(|drop| *drop > 0) else {
            return self;
        };
        // Beyond 10^38 every mantissa is less than half a unit, so the number rounds to zero.
        let mantissa = power_of_ten(u32::from(drop))
            .and_then(|unit| divide_rounded(i128::from(self.mantissa), unit))
            .and_then(|mantissa| i64::try_from(mantissa).ok())
            .unwrap_or(0);
        Decimal {
            mantissa,
            scale: digits,
        }
    }

    /// The same value without trailing zeros after the point: one form for each value.
    fn shortest(self) -> (i64, u8) {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale = if mantissa == 0 { 0 } else { scale - 1 };
        }
        (mantissa, scale)
    }

    /// The mantissa with `scale` places, which are at least the number's own; `None` where it does not fit.
    fn aligned(self, scale: u8) -> Option<i128> {
        if self.mantissa == 0 {
            return Some(0);
        }
        let factor = power_of_ten(u32::from(scale.checked_sub(self.scale)?))?;
        i128::from(self.mantissa).checked_mul(factor)
    }

    fn exact(mantissa: i128, scale: u8) -> Option<Decimal> {
        Some(Decimal {
            mantissa: i64::try_from(mantissa).ok()?,
            scale,
        })
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.aligned(scale), other.aligned(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Only the number with fewer places can outgrow i128, and then it is the larger in magnitude.
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.shortest() == other.shortest()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shortest().hash(state);
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Decimal {
        Decimal {
            mantissa: value,
            scale: 0,
        }
    }
}

/// Plain ASCII as typed: `-748`, `85.30`; no separators.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let is_bare = f.width().is_none() && f.precision().is_none();
        // Nearly every figure: nothing to pad, nothing to allocate.
        if let Some(unit) = 10_u64.checked_pow(self.scale.into()).filter(|_| is_bare) {
            let size = self.mantissa.unsigned_abs();
            let sign = if self.mantissa < 0 { "-" } else { "" };
            return match scale {
                0 => write!(f, "{sign}{size}"),
                _ => write!(f, "{sign}{}.{:0>scale$}", size / unit, size % unit),
            };
        }
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = scale + 1
        );
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(scale));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if scale == 0 { "" } else { "." };
        f.pad(&format!("{sign}{whole}{point}{fraction}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    /// A small deterministic source of numbers, so that the checks below run the same everywhere.
    pub struct Dice(pub u64);

    impl Dice {
        pub fn next(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        }
        fn decimal(&mut self) -> Decimal {
            let size = self.next() % 18;
            let bound = 10_i64.pow(size as u32 + 1);
            Decimal::new((self.next() as i64) % bound, (self.next() % 9) as u8)
        }
    }

    #[test]
    fn printed_digits_are_kept() {
        for text in [
            "-748",
            "85.30",
            "0",
            "0.05",
            "-0.5",
            "121925",
            "0.000",
            "999999999999999999",
        ] {
            assert_eq!(d(text).to_string(), text);
        }
    }

    #[test]
    fn only_plain_numbers_are_read() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1,000",
            "+1",
            " 1",
            "1 ",
            "１",
            "1e3",
            "--1",
            "1.2.3",
            "▲748",
            "1_000",
            "0x1",
            "∞",
            "1234567890123456789",
            "0.1234567890123456789",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(
            Decimal::parse("123456789012345678").map(|x| x.scale()),
            Some(0)
        );
    }

    #[test]
    fn equality_order_and_hash_go_by_value() {
        assert_eq!(d("85.30"), d("85.3"));
        assert_eq!(d("0.00"), d("0"));
        assert!(d("85.29") < d("85.3"));
        assert!(d("-1") < d("-0.99"));
        let set: HashSet<Decimal> = [d("85.30"), d("85.3"), d("85.300")].into();
        assert_eq!(set.len(), 1);
    }

    #[test]
    fn extreme_scales_compare_without_panic() {
        let tiny = Decimal::new(1, 255);
        let huge = Decimal::new(i64::MAX, 0);
        assert!(tiny < huge && tiny > Decimal::ZERO && Decimal::new(-1, 255) < Decimal::ZERO);
        assert!(Decimal::new(i64::MIN, 0) < tiny);
        assert_eq!(Decimal::new(0, 255), Decimal::ZERO);
        assert_eq!(tiny.round(2), Decimal::ZERO);
        assert_eq!(tiny.ratio(huge, 255), Some(Decimal::ZERO));
        assert_eq!(huge.ratio(tiny, 2), None);
        assert_eq!(tiny.checked_add(huge), None);
        assert_eq!(tiny.half_unit().scale(), 255);
        assert_eq!(tiny.to_string().len(), 257);
        assert_eq!(
            Decimal::new(i64::MIN, 0).to_string(),
            "-9223372036854775808"
        );
    }

    #[test]
    fn sums_and_products_are_exact_or_none() {
        assert_eq!(
            d("6493.7").checked_add(d("0.35")).unwrap().to_string(),
            "6494.05"
        );
        assert_eq!(
            d("53063").checked_sub(d("53811")).unwrap().to_string(),
            "-748"
        );
        assert_eq!(d("38.2").checked_mul(d("100")).unwrap(), d("3820"));
        assert_eq!(Decimal::new(i64::MAX, 0).checked_add(d("1")), None);
        assert_eq!(Decimal::new(i64::MIN, 0).checked_sub(d("1")), None);
        assert_eq!(Decimal::new(i64::MAX, 0).checked_mul(d("2")), None);
    }

    #[test]
    fn ratios_of_the_sheets_come_out_as_printed() {
        // 達成度 of 別添2 block 1 and unit costs of block 5 (百万円/件).
        for (left, right, digits, printed) in [
            ("8100", "95", 1, "85.3"),
            ("8000", "81", 1, "98.8"),
            ("1332", "27", 0, "49"),
            ("1316", "28", 0, "47"),
            ("1231", "28", 0, "44"),
            ("1231", "30", 0, "41"),
            ("-1", "2", 0, "-1"),
            ("1", "-2", 0, "-1"),
            ("-1", "-2", 0, "1"),
            ("1", "3", 3, "0.333"),
        ] {
            assert_eq!(
                d(left).ratio(d(right), digits).unwrap().to_string(),
                printed,
                "{left}/{right}"
            );
        }
        assert_eq!(d("1").ratio(d("0.0"), 1), None);
    }

    #[test]
    fn rounding_goes_half_away_from_zero_and_never_adds_places() {
        assert_eq!(d("0.5").round(0).to_string(), "1");
        assert_eq!(d("-0.5").round(0).to_string(), "-1");
        assert_eq!(d("0.49").round(0).to_string(), "0");
        assert_eq!(d("85.25").round(1).to_string(), "85.3");
        assert_eq!(d("85").round(2).to_string(), "85");
        assert_eq!(d("85.3").half_unit().to_string(), "0.05");
        assert_eq!(d("3820").half_unit().to_string(), "0.5");
    }

    #[test]
    fn laws_hold_for_many_numbers() {
        let mut dice = Dice(0x2022_0271);
        for _ in 0..20_000 {
            let (a, b) = (dice.decimal(), dice.decimal());
            if a.to_string().bytes().filter(u8::is_ascii_digit).count() <= MAX_DIGITS {
                let back = Decimal::parse(&a.to_string()).unwrap();
                assert_eq!((back.mantissa(), back.scale()), (a.mantissa(), a.scale()));
            }
            assert_eq!(a == b, a.cmp(&b) == Ordering::Equal);
            assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            if let Some(sum) = a.checked_add(b) {
                assert_eq!(Some(sum), b.checked_add(a));
                if let Some(back) = sum.checked_sub(b) {
                    assert_eq!(back, a);
                }
            }
            let digits = (dice.next() % 6) as u8;
            let rounded = a.round(digits);
            if let Some(error) = a.checked_sub(rounded) {
                assert!(
                    error.abs() <= Decimal::new(5, digits + 1),
                    "{a} -> {rounded}"
                );
            }
            if let Some(quotient) = a.ratio(Decimal::new(1, 0), digits) {
                assert_eq!(quotient, rounded);
            }
        }
    }
}

//! Money in whole yen, together with the unit and the digits in which it was reported.

use std::fmt;

use super::decimal::Decimal;

/// Whole yen. Arithmetic is checked; there are no fractions of a yen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yen(pub i64);

impl Yen {
    /// The sum; `None` on overflow.
    pub fn checked_add(self, other: Yen) -> Option<Yen> {
        self.0.checked_add(other.0).map(Yen)
    }

    /// The difference; `None` on overflow.
    pub fn checked_sub(self, other: Yen) -> Option<Yen> {
        self.0.checked_sub(other.0).map(Yen)
    }

    /// The amount `times` over; `None` on overflow.
    pub fn checked_mul(self, times: i64) -> Option<Yen> {
        self.0.checked_mul(times).map(Yen)
    }

    /// The amount with the other sign; `None` on overflow.
    pub fn checked_neg(self) -> Option<Yen> {
        self.0.checked_neg().map(Yen)
    }

    /// The magnitude; `None` on overflow.
    pub fn checked_abs(self) -> Option<Yen> {
        self.0.checked_abs().map(Yen)
    }

    /// The sum of all; `None` on overflow.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Yen>) -> Option<Yen> {
        amounts.into_iter().try_fold(Yen(0), Yen::checked_add)
    }

    /// The amount in `unit`, rounded half away from zero to `digits` decimal places; `None` on overflow.
    ///
    /// 3,820,000,000 yen in 億円 with one digit are `38.2`.
    pub fn in_unit(self, unit: MoneyUnit, digits: u8) -> Option<Decimal> {
        Decimal::from(self.0).ratio(Decimal::from(unit.yen()), digits)
    }

    /// The amount in `unit`, exactly, with as many decimal places as it needs: 18,938,163,000 yen are `18938.163` 百万円.
    pub fn exactly_in(self, unit: MoneyUnit) -> Decimal {
        let (mut mantissa, mut scale) = (self.0, 0);
        let mut rest = unit.yen();
        // Units are powers of ten: what the amount itself does not have as zeros becomes decimal places.
        while rest > 1 {
            rest /= 10;
            if scale == 0 && mantissa % 10 == 0 {
                mantissa /= 10;
            } else {
                scale += 1;
            }
        }
        Decimal::new(mantissa, scale)
    }
}

/// Plain digits without separators: `3820000000`.
impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Unit in which an amount was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 円.
    Yen,
    /// 千円, 10^3 yen: objectives (事前分析表).
    ThousandYen,
    /// 百万円, 10^6 yen: review sheets (行政事業レビューシート).
    MillionYen,
    /// 億円, 10^8 yen: headlines and portfolios.
    HundredMillionYen,
}

impl MoneyUnit {
    /// Every unit, smallest first.
    pub const ALL: [MoneyUnit; 4] = [
        MoneyUnit::Yen,
        MoneyUnit::ThousandYen,
        MoneyUnit::MillionYen,
        MoneyUnit::HundredMillionYen,
    ];

    /// The unit of that label, exactly as [`MoneyUnit::label`] writes it; `None` for any other text, 件 and 万円 too.
    pub fn parse(text: &str) -> Option<MoneyUnit> {
        MoneyUnit::ALL.into_iter().find(|unit| unit.label() == text)
    }

    /// The label as printed: 円, 千円, 百万円, 億円.
    pub const fn label(self) -> &'static str {
        match self {
            MoneyUnit::Yen => "円",
            MoneyUnit::ThousandYen => "千円",
            MoneyUnit::MillionYen => "百万円",
            MoneyUnit::HundredMillionYen => "億円",
        }
    }

    /// Yen in one unit.
    pub const fn yen(self) -> i64 {
        match self {
            MoneyUnit::Yen => 1,
            MoneyUnit::ThousandYen => 1_000,
            MoneyUnit::MillionYen => 1_000_000,
            MoneyUnit::HundredMillionYen => 100_000_000,
        }
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// An amount of money: its value in yen, and how it was printed.
///
/// `yen` always equals `printed` times the yen of `unit`; make one with [`Money::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    pub yen: Yen,
    pub unit: MoneyUnit,
    pub printed: Decimal,
}

impl Money {
    /// The amount printed as `printed` in `unit`. `None` on overflow, and for a fraction of a yen.
    pub fn new(printed: Decimal, unit: MoneyUnit) -> Option<Money> {
        let exact = i128::from(printed.mantissa()).checked_mul(i128::from(unit.yen()))?;
        let parts = 10_i128
            .checked_pow(u32::from(printed.scale()))
            .or((exact == 0).then_some(1))?;
        if exact % parts != 0 {
            return None;
        }
        Some(Money {
            yen: Yen(i64::try_from(exact / parts).ok()?),
            unit,
            printed,
        })
    }

    /// How far rounding may have moved the printed amount: half of the last printed place, in yen, rounded down.
    ///
    /// 500,000 yen for 53,063百万円, 50,000 for 6,493.7百万円, 0 for amounts printed to the yen. The exact amount lies in
    /// `yen - half_unit ..= yen + half_unit`; a sum of n such figures may be off by n times this.
    pub fn half_unit(self) -> Yen {
        let place = match 10_i64.checked_pow(u32::from(self.printed.scale())) {
            Some(parts) => self.unit.yen() / parts,
            None => 0,
        };
        Yen(place / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(printed: &str, unit: MoneyUnit) -> Option<Money> {
        Money::new(Decimal::parse(printed).unwrap(), unit)
    }

    #[test]
    fn labels_and_units_go_both_ways() {
        for unit in MoneyUnit::ALL {
            assert_eq!(MoneyUnit::parse(unit.label()), Some(unit));
        }
        for other in ["件", "万円", "億", "", "百万円 ", "％"] {
            assert_eq!(MoneyUnit::parse(other), None);
        }
    }

    #[test]
    fn printed_amounts_become_exact_yen() {
        assert_eq!(
            money("3820", MoneyUnit::MillionYen).unwrap().yen,
            Yen(3_820_000_000)
        );
        assert_eq!(
            money("38.2", MoneyUnit::HundredMillionYen).unwrap().yen,
            Yen(3_820_000_000)
        );
        assert_eq!(
            money("6493.7", MoneyUnit::MillionYen).unwrap().yen,
            Yen(6_493_700_000)
        );
        assert_eq!(
            money("-748", MoneyUnit::MillionYen).unwrap().yen,
            Yen(-748_000_000)
        );
        assert_eq!(
            money("862000", MoneyUnit::ThousandYen).unwrap().yen,
            Yen(862_000_000)
        );
        assert_eq!(money("1.0", MoneyUnit::Yen).unwrap().yen, Yen(1));
    }

    #[test]
    fn fractions_of_a_yen_and_overflow_are_refused() {
        assert_eq!(money("0.5", MoneyUnit::Yen), None);
        assert_eq!(money("1.2345", MoneyUnit::ThousandYen), None);
        assert_eq!(
            money("999999999999999999", MoneyUnit::HundredMillionYen),
            None
        );
        assert_eq!(Money::new(Decimal::new(1, 200), MoneyUnit::Yen), None);
        assert_eq!(
            Money::new(Decimal::new(0, 200), MoneyUnit::Yen).map(|m| m.yen),
            Some(Yen(0))
        );
    }

    #[test]
    fn half_a_unit_is_the_tolerance_of_a_rounded_figure() {
        assert_eq!(
            money("53063", MoneyUnit::MillionYen).unwrap().half_unit(),
            Yen(500_000)
        );
        assert_eq!(
            money("6493.7", MoneyUnit::MillionYen).unwrap().half_unit(),
            Yen(50_000)
        );
        assert_eq!(
            money("37", MoneyUnit::HundredMillionYen)
                .unwrap()
                .half_unit(),
            Yen(50_000_000)
        );
        assert_eq!(
            money("385987000", MoneyUnit::Yen).unwrap().half_unit(),
            Yen(0)
        );
    }

    #[test]
    fn every_amount_is_exact_in_every_unit() {
        let million = |yen: i64| Yen(yen).exactly_in(MoneyUnit::MillionYen).to_string();
        assert_eq!(million(18_938_163_000), "18938.163");
        assert_eq!(million(18_162_000_000), "18162");
        assert_eq!(million(-1), "-0.000001");
        assert_eq!(million(0), "0");
        assert_eq!(
            Yen(i64::MAX).exactly_in(MoneyUnit::Yen),
            Decimal::from(i64::MAX)
        );
        let hundred = Yen(3_820_000_000).exactly_in(MoneyUnit::HundredMillionYen);
        assert_eq!(hundred.to_string(), "38.2");
    }

    #[test]
    fn yen_arithmetic_is_checked() {
        assert_eq!(Yen::checked_sum([Yen(1), Yen(2)]), Some(Yen(3)));
        assert_eq!(Yen::checked_sum([Yen(i64::MAX), Yen(1)]), None);
        assert_eq!(Yen(i64::MIN).checked_neg(), None);
        assert_eq!(Yen(i64::MIN).checked_abs(), None);
        assert_eq!(
            Yen(3_820_000_000)
                .in_unit(MoneyUnit::HundredMillionYen, 1)
                .unwrap()
                .to_string(),
            "38.2"
        );
        assert_eq!(
            Yen(-50_000_000)
                .in_unit(MoneyUnit::HundredMillionYen, 0)
                .unwrap()
                .to_string(),
            "-1"
        );
    }
}

//! A value with its unit: what a figure measures.

use std::fmt;
use std::sync::Arc;

use super::decimal::Decimal;
use super::money::{Money, MoneyUnit};

/// A value with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// An amount of money.
    Money(Money),
    /// Any other number, with its unit as printed: 件, 人, ％ … The unit is empty for a bare number.
    Number { value: Decimal, unit: Arc<str> },
}

impl Quantity {
    /// The quantity that `printed` in `unit` says: money where the unit is one of [`MoneyUnit`], else a number.
    ///
    /// `None` for an amount of money that overflows or has a fraction of a yen.
    pub fn new(printed: Decimal, unit: &str) -> Option<Quantity> {
        match MoneyUnit::parse(unit) {
            Some(money_unit) => Money::new(printed, money_unit).map(Quantity::Money),
            None => Some(Quantity::Number {
                value: printed,
                unit: unit.into(),
            }),
        }
    }

    /// The number as printed.
    pub fn printed(&self) -> Decimal {
        match self {
            Quantity::Money(money) => money.printed,
            Quantity::Number { value, .. } => *value,
        }
    }

    /// Yen, where it is money.
    pub fn yen(&self) -> Option<i64> {
        match self {
            Quantity::Money(money) => Some(money.yen.0),
            Quantity::Number { .. } => None,
        }
    }

    /// The unit as printed.
    pub fn unit(&self) -> &str {
        match self {
            Quantity::Money(money) => money.unit.label(),
            Quantity::Number { unit, .. } => unit,
        }
    }
}

/// Plain: the number as printed and its unit, `3820百万円`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.printed(), self.unit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_decide_what_is_money() {
        let amount = Quantity::new(Decimal::new(3820, 0), "百万円").unwrap();
        assert!(matches!(&amount, Quantity::Money(money) if money.yen.0 == 3_820_000_000));
        assert_eq!(amount.to_string(), "3820百万円");
        let count = Quantity::new(Decimal::new(917, 0), "件").unwrap();
        assert_eq!((count.printed().mantissa(), count.unit()), (917, "件"));
        assert_eq!(Quantity::new(Decimal::new(5, 1), "円"), None);
    }
}

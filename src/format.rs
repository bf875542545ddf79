//! Figures as readers meet them: grouped digits, ▲ for negatives, 億 and 万 in headlines, differences and rates.
//!
//! Follows 公用文作成の考え方 (文化審議会建議, 2022): half-width digits, a comma every three digits, 兆・億・万 as kanji
//! (without commas between them), 千 and 百 as digits. Nothing here rounds unless its name or its comment says so.

use crate::model::decimal::Decimal;
use crate::model::derived;
use crate::model::money::{MoneyUnit, Yen};
use crate::model::quantity::Quantity;

/// Mark of a negative figure in tables and prose. Data files use `-`.
pub const NEGATIVE: &str = "▲";

/// The number as printed, with separators: `53,063`, `▲748`, `85.30`, `6,493.7`.
pub fn grouped(value: &Decimal) -> String {
    let sign = if value.is_negative() { NEGATIVE } else { "" };
    let plain = value.to_string();
    let plain = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    format!("{sign}{}{fraction}", group_digits(whole))
}

/// ASCII digits with a comma every three.
fn group_digits(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount for headlines, exact to the yen: 「38億2000万円」, 「3億8598万7000円」, 「4,000円」, 「▲7億4800万円」, 「0円」.
///
/// The choice made: an amount printed as 38.2億円 or 3,820百万円 is the same 38億2000万円, so that headlines of figures
/// from different documents compare at a glance and lose nothing. Where space asks for one short number (axes, cards),
/// use [`hundred_millions`], which rounds.
pub fn money_headline(amount: Yen) -> String {
    let sign = if amount.0 < 0 { NEGATIVE } else { "" };
    let magnitude = amount.0.unsigned_abs();
    if magnitude < 10_000 {
        return format!("{sign}{}円", group_digits(&magnitude.to_string()));
    }
    let parts = [
        (magnitude / 1_000_000_000_000, "兆"),
        (magnitude / 100_000_000 % 10_000, "億"),
        (magnitude / 10_000 % 10_000, "万"),
        (magnitude % 10_000, ""),
    ];
    let words: String = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    format!("{sign}{words}円")
}

/// An amount in 億円 with one decimal, rounded half away from zero: 「38.2億円」, 「1,219.3億円」. Amounts that would read
/// 「0.0億円」 are given by [`money_headline`] instead.
pub fn hundred_millions(amount: Yen) -> String {
    match amount
        .in_unit(MoneyUnit::HundredMillionYen, 1)
        .filter(|rounded| !rounded.is_zero())
    {
        Some(rounded) => format!("{}億円", grouped(&rounded)),
        None => money_headline(amount),
    }
}

/// A rate with the digits it has and a half-width sign: `98.8%`, `▲3.0%`.
pub fn percent(rate: &Decimal) -> String {
    format!("{}%", grouped(rate))
}

/// A count with its unit: `6,169件`. Percent signs become half-width; there is no space before the unit.
pub fn count(value: &Decimal, unit: &str) -> String {
    match unit {
        "％" | "%" => percent(value),
        _ => format!("{}{unit}", grouped(value)),
    }
}

/// A figure as printed, with separators and unit: `3,820百万円`, `917件`, `98.8%`.
pub fn quantity(value: &Quantity) -> String {
    count(&value.printed(), value.unit())
}

/// What became of a figure from one year, or one edition, to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// After minus before, exact.
    pub difference: Decimal,
    /// The difference in per cent of the figure before, rounded half away from zero to one decimal.
    /// `None` where the figure before is zero or negative: a rate would mean nothing.
    pub percent: Option<Decimal>,
}

/// The change from `before` to `after`, which are in the same unit; `None` on overflow.
pub fn change(before: Decimal, after: Decimal) -> Option<Change> {
    Some(Change {
        difference: derived::difference(before, after)?.value,
        percent: derived::growth(before, after).map(|growth| growth.value),
    })
}

impl Change {
    /// `+1,200`, `▲748`, `±0`.
    pub fn difference_text(&self) -> String {
        signed(&self.difference)
    }

    /// `+12.3%`, `▲5.0%`, `±0.0%`; `None` where there is no rate.
    pub fn percent_text(&self) -> Option<String> {
        self.percent
            .as_ref()
            .map(|rate| format!("{}%", signed(rate)))
    }
}

/// Both parts, `+1,200 (+12.3%)`.
impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.percent_text() {
            Some(percent) => write!(f, "{} ({percent})", self.difference_text()),
            None => f.write_str(&self.difference_text()),
        }
    }
}

/// A difference with its sign: `+1,200`, `▲748`, `±0`.
pub fn signed(value: &Decimal) -> String {
    let sign = match value {
        zero if zero.is_zero() => "±",
        negative if negative.is_negative() => "",
        _ => "+",
    };
    format!("{sign}{}", grouped(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn digits_are_grouped_and_negatives_marked() {
        for (typed, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("53063", "53,063"),
            ("-748", "▲748"),
            ("-1234567.89", "▲1,234,567.89"),
            ("85.30", "85.30"),
            ("0.05", "0.05"),
            ("100000", "100,000"),
        ] {
            assert_eq!(grouped(&d(typed)), shown);
        }
        assert_eq!(
            grouped(&Decimal::new(i64::MIN, 0)),
            "▲9,223,372,036,854,775,808"
        );
    }

    #[test]
    fn headlines_are_exact() {
        for (yen, shown) in [
            (0, "0円"),
            (4_000, "4,000円"),
            (10_000, "1万円"),
            (385_987_000, "3億8598万7000円"),
            (3_820_000_000, "38億2000万円"),
            (-748_000_000, "▲7億4800万円"),
            (121_925_000_000, "1219億2500万円"),
            (1_000_000_000_001, "1兆1円"),
        ] {
            assert_eq!(money_headline(Yen(yen)), shown);
        }
        assert_eq!(money_headline(Yen(i64::MIN)), "▲9223372兆368億5477万5808円");
    }

    #[test]
    fn short_amounts_are_rounded_but_never_to_nothing() {
        assert_eq!(hundred_millions(Yen(3_820_000_000)), "38.2億円");
        assert_eq!(hundred_millions(Yen(121_925_000_000)), "1,219.3億円");
        assert_eq!(hundred_millions(Yen(-50_000_000)), "▲0.5億円");
        assert_eq!(hundred_millions(Yen(4_000_000)), "400万円");
        assert_eq!(hundred_millions(Yen(0)), "0円");
    }

    #[test]
    fn units_follow_without_space() {
        assert_eq!(count(&d("6169"), "件"), "6,169件");
        assert_eq!(count(&d("98.8"), "％"), "98.8%");
        assert_eq!(
            quantity(&Quantity::new(d("3820"), "百万円").unwrap()),
            "3,820百万円"
        );
    }

    #[test]
    fn changes_have_a_sign_and_a_rate_where_it_means_something() {
        assert_eq!(
            change(d("3698"), d("3820")).unwrap().to_string(),
            "+122 (+3.3%)"
        );
        assert_eq!(change(d("100"), d("95")).unwrap().to_string(), "▲5 (▲5.0%)");
        assert_eq!(change(d("0"), d("7")).unwrap().to_string(), "+7");
        assert_eq!(change(d("-5"), d("7")).unwrap().to_string(), "+12");
        assert_eq!(
            change(d("12"), d("12.0")).unwrap().to_string(),
            "±0.0 (±0.0%)"
        );
        assert_eq!(change(Decimal::new(i64::MIN, 0), d("1")), None);
    }
}

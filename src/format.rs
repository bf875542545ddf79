//! Figures as readers meet them: grouped digits, the mark of negatives, money in headlines, units, differences and rates.
//!
//! In Japanese they follow 公用文作成の考え方 (文化審議会建議, 2022): half-width digits, a comma every three digits, 兆・億・万 as
//! kanji (without commas between them), 千 and 百 as digits; a negative figure has ▲. In English money is in millions of yen
//! and a negative figure has the minus sign (U+2212). Nothing here rounds unless its name or its comment says so.

mod units;

use crate::diagnostic::Lang;
use crate::model::decimal::Decimal;
use crate::model::derived;
use crate::model::money::{MoneyUnit, Yen};
use crate::model::quantity::Quantity;

pub use units::unit;

/// Mark of a negative figure in tables and prose. Data files use `-`.
pub const fn negative(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "▲",
        Lang::En => "−",
    }
}

/// The number as printed, with separators: `53,063`, `▲748` (in English `−748`), `85.30`, `6,493.7`.
pub fn grouped(lang: Lang, value: &Decimal) -> String {
    let sign = if value.is_negative() {
        negative(lang)
    } else {
        ""
    };
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

/// An amount for headlines, exact to the yen: 「38億2000万円」, 「3億8598万7000円」, 「4,000円」, 「▲7億4800万円」, 「0円」; in English
/// `¥3,820 million`, `¥385.987 million`, `¥4,000`, `−¥748 million`.
///
/// The choice made: an amount printed as 38.2億円 or 3,820百万円 is the same 38億2000万円, so that headlines of figures
/// from different documents compare at a glance and lose nothing. Where space asks for one short number (axes, cards),
/// use [`hundred_millions`], which rounds.
pub fn money_headline(lang: Lang, amount: Yen) -> String {
    match lang {
        Lang::Ja => japanese_headline(amount),
        Lang::En => english_headline(amount),
    }
}

fn japanese_headline(amount: Yen) -> String {
    let sign = if amount.0 < 0 { negative(Lang::Ja) } else { "" };
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

/// Millions with as many decimals as the yen need; below a million, yen.
fn english_headline(amount: Yen) -> String {
    let sign = if amount.0 < 0 { negative(Lang::En) } else { "" };
    let magnitude = amount.0.unsigned_abs();
    let (millions, rest) = (magnitude / 1_000_000, magnitude % 1_000_000);
    if millions == 0 {
        return format!("{sign}¥{}", group_digits(&rest.to_string()));
    }
    let millions = group_digits(&millions.to_string());
    match format!("{rest:06}").trim_end_matches('0') {
        "" => format!("{sign}¥{millions} million"),
        fraction => format!("{sign}¥{millions}.{fraction} million"),
    }
}

/// An amount in 億円 with one decimal, rounded half away from zero: 「38.2億円」, 「1,219.3億円」. Amounts that would read
/// 「0.0億円」 are given by [`money_headline`] instead. Japanese only: English has no short form of its own.
pub fn hundred_millions(amount: Yen) -> String {
    match amount
        .in_unit(MoneyUnit::HundredMillionYen, 1)
        .filter(|rounded| !rounded.is_zero())
    {
        Some(rounded) => format!("{}億円", grouped(Lang::Ja, &rounded)),
        None => money_headline(Lang::Ja, amount),
    }
}

/// A rate with the digits it has and a half-width sign: `98.8%`, `▲3.0%`.
pub fn percent(lang: Lang, rate: &Decimal) -> String {
    format!("{}%", grouped(lang, rate))
}

/// A number with its unit: 「6,169件」, 「3,820百万円」; in English `6,169 items`, `¥3,820 million`. Percent signs become
/// half-width; in Japanese there is no space before the unit. `-` is how documents print "no unit".
pub fn count(lang: Lang, value: &Decimal, unit: &str) -> String {
    match (unit, lang) {
        ("" | "-", _) => grouped(lang, value),
        ("％" | "%", _) => percent(lang, value),
        (unit, Lang::Ja) => format!("{}{unit}", grouped(lang, value)),
        (unit, Lang::En) => units::counted(value, unit),
    }
}

/// A formatted number, such as a difference with its sign, with its unit: 「+122百万円」, `+¥122 million`.
pub fn with_unit(lang: Lang, text: &str, unit: &str) -> String {
    match (unit, lang) {
        ("" | "-", _) => text.to_owned(),
        ("％" | "%", _) => format!("{text}%"),
        (unit, Lang::Ja) => format!("{text}{unit}"),
        (unit, Lang::En) => units::around(text, unit),
    }
}

/// A figure as printed, with separators and unit: `3,820百万円`, `917件`, `98.8%`.
pub fn quantity(lang: Lang, value: &Quantity) -> String {
    count(lang, &value.printed(), value.unit())
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
    pub fn difference_text(&self, lang: Lang) -> String {
        signed(lang, &self.difference)
    }

    /// `+12.3%`, `▲5.0%`, `±0.0%`; `None` where there is no rate. A rate that is only rounded to zero has the sign of the
    /// difference.
    pub fn percent_text(&self, lang: Lang) -> Option<String> {
        let rate = self.percent?;
        let sign = match self.difference.is_negative() {
            true => negative(lang),
            false => "+",
        };
        Some(match rate.is_zero() && !self.difference.is_zero() {
            true => format!("{sign}{}%", grouped(lang, &rate)),
            false => format!("{}%", signed(lang, &rate)),
        })
    }

    /// Both parts, `+1,200 (+12.3%)`.
    pub fn text(&self, lang: Lang) -> String {
        let difference = self.difference_text(lang);
        match self.percent_text(lang) {
            Some(percent) => format!("{difference} ({percent})"),
            None => difference,
        }
    }
}

/// A difference with its sign: `+1,200`, `▲748`, `±0`.
pub fn signed(lang: Lang, value: &Decimal) -> String {
    let sign = match value {
        zero if zero.is_zero() => "±",
        negative if negative.is_negative() => "",
        _ => "+",
    };
    format!("{sign}{}", grouped(lang, value))
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
            assert_eq!(grouped(Lang::Ja, &d(typed)), shown);
        }
        assert_eq!(
            grouped(Lang::Ja, &Decimal::new(i64::MIN, 0)),
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
            assert_eq!(money_headline(Lang::Ja, Yen(yen)), shown);
        }
        assert_eq!(
            money_headline(Lang::Ja, Yen(i64::MIN)),
            "▲9223372兆368億5477万5808円"
        );
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
        assert_eq!(count(Lang::Ja, &d("6169"), "件"), "6,169件");
        assert_eq!(count(Lang::Ja, &d("98.8"), "％"), "98.8%");
        assert_eq!(
            quantity(Lang::Ja, &Quantity::new(d("3820"), "百万円").unwrap()),
            "3,820百万円"
        );
    }

    #[test]
    fn changes_have_a_sign_and_a_rate_where_it_means_something() {
        assert_eq!(
            change(d("3698"), d("3820")).unwrap().text(Lang::Ja),
            "+122 (+3.3%)"
        );
        assert_eq!(
            change(d("100"), d("95")).unwrap().text(Lang::Ja),
            "▲5 (▲5.0%)"
        );
        assert_eq!(change(d("0"), d("7")).unwrap().text(Lang::Ja), "+7");
        for (after, shown) in [("7312000", "+1,000 (+0.0%)"), ("7310000", "▲1,000 (▲0.0%)")] {
            assert_eq!(
                change(d("7311000"), d(after)).unwrap().text(Lang::Ja),
                shown
            );
        }
        assert_eq!(change(d("-5"), d("7")).unwrap().text(Lang::Ja), "+12");
        assert_eq!(
            change(d("12"), d("12.0")).unwrap().text(Lang::Ja),
            "±0.0 (±0.0%)"
        );
        assert_eq!(change(Decimal::new(i64::MIN, 0), d("1")), None);
    }

    #[test]
    fn english_headlines_are_exact() {
        for (yen, shown) in [
            (0, "¥0"),
            (4_000, "¥4,000"),
            (999_999, "¥999,999"),
            (1_000_000, "¥1 million"),
            (385_987_000, "¥385.987 million"),
            (1_000_001, "¥1.000001 million"),
            (3_820_000_000, "¥3,820 million"),
            (-748_000_000, "−¥748 million"),
            (121_925_000_000, "¥121,925 million"),
        ] {
            assert_eq!(money_headline(Lang::En, Yen(yen)), shown);
        }
        assert_eq!(
            money_headline(Lang::En, Yen(i64::MIN)),
            "−¥9,223,372,036,854.775808 million"
        );
    }

    #[test]
    fn english_figures_have_a_minus_sign_and_english_units() {
        for (value, unit, shown) in [
            ("6169", "件", "6,169 items"),
            ("1", "件", "1 item"),
            ("1.0", "件", "1.0 items"),
            ("-748", "百万円", "−¥748 million"),
            ("38.2", "億円", "¥3,820 million"),
            ("38.25", "億円", "¥3,825 million"),
            ("38.256", "億円", "¥3,825.6 million"),
            ("812", "億円", "¥81,200 million"),
            ("4100", "千円", "¥4,100 thousand"),
            ("98.8", "％", "98.8%"),
            ("49", "百万円/件数", "¥49 million per item"),
            ("3", "課題", "3 tasks"),
            ("5", "斤", "5 斤"),
            ("7", "-", "7"),
        ] {
            assert_eq!(count(Lang::En, &d(value), unit), shown);
        }
        assert_eq!(with_unit(Lang::En, "+122", "百万円"), "+¥122 million");
        assert_eq!(with_unit(Lang::En, "+15", "億円"), "+¥1,500 million");
        assert_eq!(with_unit(Lang::En, "−5.0", "％"), "−5.0%");
        assert_eq!(with_unit(Lang::En, "調査中", "件"), "調査中 items");
        assert_eq!(
            change(d("100"), d("95")).unwrap().text(Lang::En),
            "−5 (−5.0%)"
        );
    }
}

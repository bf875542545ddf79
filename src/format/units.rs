//! English words for units as Japanese documents print them. They are vocabulary, not wording: a theme does not change them,
//! and the audit, which knows no catalogue, says them too. A unit that is not listed stays as printed.

use super::grouped;
use crate::diagnostic::Lang;
use crate::model::decimal::Decimal;
use crate::model::money::MoneyUnit;

/// What a unit counts: as printed, one of it, several.
const COUNTED: &[(&str, &str, &str)] = &[
    ("件", "item", "items"),
    ("件数", "item", "items"),
    ("課題", "task", "tasks"),
    ("課題数", "task", "tasks"),
    ("人", "person", "people"),
    ("名", "person", "people"),
    ("者", "organisation", "organisations"),
    ("社", "company", "companies"),
    ("機関", "institution", "institutions"),
    ("法人", "corporation", "corporations"),
    ("大学", "university", "universities"),
    ("校", "school", "schools"),
    ("拠点", "centre", "centres"),
    ("施設", "facility", "facilities"),
    ("箇所", "place", "places"),
    ("か所", "place", "places"),
    ("国", "country", "countries"),
    ("回", "time", "times"),
    ("報", "paper", "papers"),
    ("論文", "paper", "papers"),
    ("症例", "case", "cases"),
    ("例", "case", "cases"),
    ("品目", "product", "products"),
    ("種類", "kind", "kinds"),
    ("事業", "project", "projects"),
    ("チーム", "team", "teams"),
    ("年", "year", "years"),
    ("年度", "fiscal year", "fiscal years"),
    ("か月", "month", "months"),
    ("ヶ月", "month", "months"),
    ("日", "day", "days"),
    ("時間", "hour", "hours"),
    ("ポイント", "point", "points"),
    ("倍", "times", "times"),
];

/// The word before and after an amount of money in a unit.
const fn money(unit: MoneyUnit) -> &'static str {
    match unit {
        MoneyUnit::Yen => "¥",
        MoneyUnit::ThousandYen => "¥ thousand",
        MoneyUnit::MillionYen => "¥ million",
        MoneyUnit::HundredMillionYen => "¥100 million",
    }
}

/// The unit as a heading says it: 「百万円」 is `¥ million`, 「件」 `items`, 「百万円／件」 `¥ million per item`.
pub fn unit(lang: Lang, printed: &str) -> String {
    if lang == Lang::Ja {
        return printed.to_owned();
    }
    if let Some((amount, each)) = split(printed) {
        return format!("{} per {}", unit(lang, amount), one(each));
    }
    match MoneyUnit::parse(printed) {
        Some(of_money) => money(of_money).to_owned(),
        None => several(printed).replace('％', "%"),
    }
}

/// 「百万円／件」 → amount and what it is for.
fn split(printed: &str) -> Option<(&str, &str)> {
    let (amount, each) = printed.split_once(['/', '／'])?;
    let is_plain = !amount.is_empty() && !each.is_empty() && !each.contains(['/', '／']);
    is_plain.then_some((amount, each))
}

fn find(printed: &str) -> Option<(&'static str, &'static str)> {
    let found = COUNTED.iter().find(|(unit, ..)| *unit == printed);
    found.map(|(_, one, several)| (*one, *several))
}

fn one(printed: &str) -> &str {
    find(printed).map_or(printed, |(one, _)| one)
}

fn several(printed: &str) -> &str {
    find(printed).map_or(printed, |(_, several)| several)
}

/// A number with its unit in English.
pub(super) fn counted(value: &Decimal, printed: &str) -> String {
    let text = grouped(Lang::En, value);
    match find(printed) {
        Some((one, _)) if text == "1" => format!("{text} {one}"),
        _ => around(&text, printed),
    }
}

/// Exactly a hundred times as much; nothing on overflow.
fn times_hundred(value: &Decimal) -> Option<Decimal> {
    match value.scale() {
        scale @ 2.. => Some(Decimal::new(value.mantissa(), scale - 2)),
        scale => {
            let zeros = 10_i64.pow(2 - u32::from(scale));
            Some(Decimal::new(value.mantissa().checked_mul(zeros)?, 0))
        }
    }
}

/// The number at the beginning of a text a hundred times as large, and what follows it.
fn millions(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let value = Decimal::parse(&number.replace(',', ""))?;
    Some((grouped(Lang::En, &times_hundred(&value)?), rest))
}

/// A formatted number with its unit in English: the sign of money stands before the digits, after the sign of the number;
/// hundreds of millions become millions, exactly.
pub(super) fn around(text: &str, printed: &str) -> String {
    if let Some((amount, each)) = split(printed) {
        return format!("{} per {}", around(text, amount), one(each));
    }
    let Some(of_money) = MoneyUnit::parse(printed) else {
        return format!("{text} {}", several(printed));
    };
    let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let (sign, digits) = text.split_at(at);
    if of_money == MoneyUnit::HundredMillionYen
        && let Some((millions, rest)) = millions(digits)
    {
        return format!("{sign}¥{millions} million{rest}");
    }
    let word = match of_money {
        MoneyUnit::Yen => "",
        MoneyUnit::ThousandYen => " thousand",
        MoneyUnit::MillionYen => " million",
        MoneyUnit::HundredMillionYen => " × 100 million",
    };
    format!("{sign}¥{digits}{word}")
}

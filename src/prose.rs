//! Does a phrase of the commentary agree with a figure of the data?
//!
//! `約37億円`, `3,698百万円`, `36億9800万円`, `98.8％`, `6,169件`, `▲748百万円`, `2万4千人` are read with their precision: the
//! place of the last digit written. The figure, rounded to that place, has to give the same digits. All multipliers
//! (十百千万億兆) are powers of ten, so everything is done with whole numbers.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Lang;
use crate::format;
use crate::model::decimal::Decimal;
use crate::model::money::Yen;
use crate::model::quantity::Quantity;

/// What comparing a phrase with a figure gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// The phrase says the figure, to its own precision.
    Agrees,
    /// The phrase says another number or unit; `expected_words` is what it would have to say, in its own style.
    Differs { expected_words: String },
    /// The phrase says no number that could be compared.
    NotAFigure,
}

/// Compares a phrase with a figure.
///
/// A phrase that is a figure as a whole has to agree in number and unit; a unit left out differs. In a longer phrase
/// (`令和3年度の予算額は約37億円`) the figures with the unit of the data count: one of them has to agree, and a phrase
/// without any is [`Agreement::NotAFigure`].
///
/// Rounding: half away from zero. After `約`, `およそ`, `ほぼ`, `概ね`, or before `程度`, `ほど`, `前後`, cutting off is fine
/// too, and zeros at the end are not digits that were meant, as long as two digits are left (`約1,200億円` for
/// 121,925百万円). `余り`, `余`, `強`, `超` mean cut off, `弱` means rounded up.
pub fn agrees(words: &str, value: &Quantity) -> Agreement {
    let words = normalized(words);
    let words = words.trim();
    let data = Exact::of(value);
    if let Some(phrase) = Phrase::whole(words) {
        return phrase.compare(&data, value);
    }
    let mut differs = None;
    for phrase in
        Phrase::all_within(words).filter(|phrase| phrase.unit == data.unit && !data.unit.is_empty())
    {
        match phrase.compare(&data, value) {
            Agreement::Agrees => return Agreement::Agrees,
            other => differs = differs.or(Some(other)),
        }
    }
    differs.unwrap_or(Agreement::NotAFigure)
}

/// True for words that are a figure as a whole, such as `約37億円`: they claim a number, whatever the data say.
pub fn is_figure(words: &str) -> bool {
    Phrase::whole(normalized(words).trim()).is_some()
}

/// Full-width digits, letters and signs to half-width; line breaks and the many minus signs to one form.
fn normalized(text: &str) -> Cow<'_, str> {
    let plain =
        |c: char| c.is_ascii_graphic() || c == ' ' || ('\u{3041}'..='\u{9FFF}').contains(&c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.nfkc()
            .map(|c| match c {
                '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
                c if c.is_whitespace() => ' ',
                c => c,
            })
            .collect(),
    )
}

/// The figure of the data: `mantissa` × 10^`exponent` of `unit`, without the multipliers of the unit.
struct Exact {
    mantissa: i128,
    exponent: i32,
    unit: String,
}

impl Exact {
    fn of(value: &Quantity) -> Exact {
        let printed = value.printed();
        let label: String = normalized(value.unit()).split_whitespace().collect();
        let (power, unit) = multipliers(&label);
        Exact {
            mantissa: i128::from(printed.mantissa()),
            exponent: power.saturating_sub(i32::from(printed.scale())),
            unit: canonical_unit(unit).to_owned(),
        }
    }

    /// The value in units of 10^`place`, rounded; `None` where it does not fit.
    fn at(&self, place: i32, rounding: Round) -> Option<i128> {
        let shift = self.exponent.checked_sub(place)?;
        let power = 10_i128.checked_pow(shift.unsigned_abs());
        if shift >= 0 {
            return if self.mantissa == 0 {
                Some(0)
            } else {
                self.mantissa.checked_mul(power?)
            };
        }
        let Some(power) = power else { return Some(0) };
        let (quotient, rest) = (
            self.mantissa.checked_div(power)?,
            self.mantissa.checked_rem(power)?.unsigned_abs(),
        );
        let up = match rounding {
            Round::Half => rest >= power.unsigned_abs() - rest,
            Round::Down => false,
            Round::Up => rest > 0,
        };
        let away = if self.mantissa < 0 { -1 } else { 1 };
        if up {
            quotient.checked_add(away)
        } else {
            Some(quotient)
        }
    }
}

/// How a digit that is cut off changes the last one kept; always by magnitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    Half,
    Down,
    Up,
}

/// How exactly a phrase means its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// No remark: rounded half up.
    Plain,
    /// 約: rounded half up or cut off.
    About,
    /// 余り・強・超: cut off.
    Over,
    /// 弱: rounded up.
    Under,
}

impl Sense {
    fn roundings(self) -> &'static [Round] {
        match self {
            Sense::Plain => &[Round::Half],
            Sense::About => &[Round::Half, Round::Down],
            Sense::Over => &[Round::Down],
            Sense::Under => &[Round::Up],
        }
    }
}

/// A figure found in words.
#[derive(Debug)]
struct Phrase<'a> {
    /// `約` and the like, as written.
    prefix: &'a str,
    sense: Sense,
    negative: bool,
    groups: Vec<Group<'a>>,
    /// Unit without multipliers, in its one spelling; empty where none is written.
    unit: &'a str,
    /// Unit as written, with what stands behind it (`程度`).
    written_unit: &'a str,
}

/// Digits with the multipliers behind them, such as `2000万`.
#[derive(Debug)]
struct Group<'a> {
    number: Decimal,
    grouped: bool,
    power: i32,
    /// The multipliers as written.
    words: &'a str,
}

impl Group<'_> {
    /// The place of the last digit written, as a power of ten.
    fn place(&self) -> i32 {
        self.power - i32::from(self.number.scale())
    }
}

const ABOUT: [&str; 6] = ["約", "およそ", "おおよそ", "ほぼ", "概ね", "おおむね"];
const MINUS: [&str; 4] = ["▲", "△", "-", "マイナス"];
const BEHIND: [(&str, Sense); 8] = [
    ("程度", Sense::About),
    ("ほど", Sense::About),
    ("前後", Sense::About),
    ("余り", Sense::Over),
    ("余", Sense::Over),
    ("強", Sense::Over),
    ("超", Sense::Over),
    ("弱", Sense::Under),
];
/// Era names and the like: digits behind them are years, not figures.
const YEARS: [&str; 6] = ["令和", "平成", "昭和", "西暦", "第", "FY"];

/// What makes digits a date.
const CALENDAR: [&str; 4] = ["年度", "年", "月", "日"];

impl<'a> Phrase<'a> {
    /// The words as one figure and nothing else.
    fn whole(words: &'a str) -> Option<Phrase<'a>> {
        let (head, rest) = Head::read(words);
        let (groups, rest) = read_groups(rest)?;
        let written_unit = rest.trim();
        let (bare, sense) = strip_sense(written_unit);
        let bare = bare.trim_end();
        // A unit has no digits, no sentence, and is short: 件, 円/件, 百万円, 課題.
        let is_unit = !CALENDAR.contains(&bare)
            && bare.chars().count() <= 8
            && !bare.chars().any(|c| {
                c.is_ascii_digit() || c.is_whitespace() || "、。「」のはがをにで(),".contains(c)
            });
        is_unit.then(|| head.phrase(groups, canonical_unit(bare), written_unit, sense))
    }

    /// Every figure in a longer text, with any unit that may begin where the digits end.
    fn all_within(words: &'a str) -> impl Iterator<Item = Phrase<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let rest = words.get(at..)?;
                let first = rest.find(|c: char| c.is_ascii_digit())?;
                let (before, from_digit) = (words.get(..at + first)?, words.get(at + first..)?);
                let Some((groups, rest)) = read_groups(from_digit) else {
                    // Skip the digits that make no number.
                    let digits = from_digit
                        .find(|c: char| !c.is_ascii_digit())
                        .unwrap_or(from_digit.len());
                    at += first + digits;
                    continue;
                };
                at = words.len() - rest.len();
                if YEARS.iter().any(|year| before.ends_with(year)) {
                    continue;
                }
                let head = Head::before(before);
                return Some(head.within(groups, rest));
            }
        })
    }

    /// The number as a multiple of 10^`place`.
    fn number_at(&self, place: i32) -> Option<i128> {
        let sum = self.groups.iter().try_fold(0_i128, |sum, group| {
            let power =
                10_i128.checked_pow(u32::try_from(group.place().checked_sub(place)?).ok()?)?;
            sum.checked_add(i128::from(group.number.mantissa()).checked_mul(power)?)
        })?;
        Some(if self.negative { -sum } else { sum })
    }

    /// The place of the last digit written.
    fn place(&self) -> Option<i32> {
        self.groups.last().map(Group::place)
    }

    fn compare(&self, data: &Exact, value: &Quantity) -> Agreement {
        let canonical = || Agreement::Differs {
            expected_words: format::quantity(Lang::Ja, value),
        };
        let (Some(place), true) = (self.place(), self.unit == data.unit) else {
            return canonical();
        };
        // A figure that is not zero is never said by a zero, however coarse.
        let Some(number) = self
            .number_at(place)
            .filter(|number| (*number == 0) == (data.mantissa == 0))
        else {
            return canonical();
        };
        if self.places(place, number).any(|(place, number)| {
            self.sense
                .roundings()
                .iter()
                .any(|rounding| data.at(place, *rounding) == Some(number))
        }) {
            return Agreement::Agrees;
        }
        match self.respelled(data, place) {
            Some(expected_words) => Agreement::Differs { expected_words },
            None => canonical(),
        }
    }

    /// The precisions that the words may be meant to: one, or with 約 also those of trailing zeros, as long as two
    /// digits are left.
    fn places(&self, place: i32, number: i128) -> impl Iterator<Item = (i32, i128)> {
        let loose = self.sense == Sense::About;
        std::iter::successors(Some((place, number)), move |(place, number)| {
            (loose && number % 10 == 0 && number.unsigned_abs() >= 100)
                .then(|| (place + 1, number / 10))
        })
    }

    /// The data in the style and to the precision of the words; `None` where that would say nothing (`0億円`).
    fn respelled(&self, data: &Exact, place: i32) -> Option<String> {
        let rounding = *self.sense.roundings().first()?;
        let (coarse, _) = self.places(place, self.number_at(place)?).last()?;
        let zeros = 10_i128.checked_pow(u32::try_from(coarse.checked_sub(place)?).ok()?)?;
        let number = data.at(coarse, rounding)?.checked_mul(zeros)?;
        // Eighteen digits are as much as a printed number may have.
        if (number == 0 && data.mantissa != 0) || number.unsigned_abs() >= 10_u128.pow(18) {
            return None;
        }
        let (prefix, unit) = (self.prefix, self.written_unit);
        if let [group] = self.groups.as_slice() {
            let shown = Decimal::new(i64::try_from(number).ok()?, group.number.scale());
            let bare = !group.grouped && group.number >= Decimal::from(1_000);
            let plain = if bare {
                shown.to_string().replace('-', format::negative(Lang::Ja))
            } else {
                format::grouped(Lang::Ja, &shown)
            };
            return Some(format!("{prefix}{plain}{}{unit}", group.words));
        }
        let whole = number.checked_mul(10_i128.checked_pow(u32::try_from(place).ok()?)?)?;
        let headline = format::money_headline(Lang::Ja, Yen(i64::try_from(whole).ok()?));
        Some(format!("{prefix}{}{unit}", headline.strip_suffix('円')?))
    }
}

/// What stands in front of the digits.
struct Head<'a> {
    prefix: &'a str,
    about: bool,
    negative: bool,
}

impl<'a> Head<'a> {
    /// Reads 約 and ▲ from the beginning.
    fn read(words: &'a str) -> (Head<'a>, &'a str) {
        let (rest, about) = strip_any_prefix(words, &ABOUT);
        let prefix = words.strip_suffix(rest).unwrap_or("");
        let (rest, negative) = strip_any_prefix(rest.trim_start(), &MINUS);
        (
            Head {
                prefix,
                about,
                negative,
            },
            rest.trim_start(),
        )
    }

    /// Reads 約 and ▲ from the end of what stands before the digits.
    fn before(text: &'a str) -> Head<'a> {
        let text = text.trim_end();
        let sign = MINUS.iter().find(|sign| text.ends_with(**sign));
        let text = sign
            .and_then(|sign| text.strip_suffix(*sign))
            .unwrap_or(text)
            .trim_end();
        let about = ABOUT.iter().find(|about| text.ends_with(**about));
        let prefix = about
            .and_then(|about| text.get(text.len() - about.len()..))
            .unwrap_or("");
        Head {
            prefix,
            about: about.is_some(),
            negative: sign.is_some(),
        }
    }

    fn phrase(
        self,
        groups: Vec<Group<'a>>,
        unit: &'a str,
        written_unit: &'a str,
        sense: Sense,
    ) -> Phrase<'a> {
        let sense = if self.about { Sense::About } else { sense };
        Phrase {
            prefix: self.prefix,
            sense,
            negative: self.negative,
            groups,
            unit,
            written_unit,
        }
    }

    /// A figure inside a text: its unit is the run of unit characters behind the digits.
    fn within(self, groups: Vec<Group<'a>>, rest: &'a str) -> Phrase<'a> {
        let rest = rest.trim_start();
        let known = ["円", "%", "パーセント"]
            .into_iter()
            .find(|unit| rest.starts_with(unit));
        let len = match known {
            // 円/件 is another unit than 円.
            Some(unit)
                if rest
                    .get(unit.len()..)
                    .is_none_or(|rest| !rest.starts_with('/')) =>
            {
                unit.len()
            }
            _ => rest.find(|c: char| !is_unit_char(c)).unwrap_or(rest.len()),
        };
        let unit = rest.get(..len).unwrap_or("");
        let behind = rest.get(len..).unwrap_or("");
        let (bare, inner) = strip_sense(unit);
        let (word, sense) = match BEHIND
            .iter()
            .find(|(word, _)| inner == Sense::Plain && behind.starts_with(word))
        {
            Some((word, sense)) => (*word, *sense),
            None => ("", inner),
        };
        let written_unit = rest.get(..len + word.len()).unwrap_or(unit);
        self.phrase(groups, canonical_unit(bare), written_unit, sense)
    }
}

/// Characters that units are made of in running text: ideographs, katakana, letters, `/`. Hiragana ends a unit.
fn is_unit_char(c: char) -> bool {
    c == '/'
        || c == '%'
        || c == '・'
        || (c.is_alphabetic() && !('\u{3041}'..='\u{309F}').contains(&c))
}

fn strip_any_prefix<'a>(text: &'a str, prefixes: &[&str]) -> (&'a str, bool) {
    match prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)) {
        Some(rest) => (rest, true),
        None => (text, false),
    }
}

fn strip_sense(unit: &str) -> (&str, Sense) {
    match BEHIND
        .iter()
        .find_map(|(word, sense)| Some((unit.strip_suffix(word)?, *sense)))
    {
        Some(found) => found,
        None => (unit, Sense::Plain),
    }
}

/// One spelling for units that are the same.
fn canonical_unit(unit: &str) -> &str {
    match unit {
        "パーセント" | "%" => "%",
        "ヶ所" | "カ所" | "ヵ所" | "ケ所" | "箇所" => "か所",
        "ヶ月" | "カ月" | "ヵ月" | "ケ月" | "箇月" => "か月",
        "名" => "人",
        _ => unit,
    }
}

/// The power of ten of a multiplier.
fn multiplier(c: char) -> Option<i32> {
    match c {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        '万' => Some(4),
        '億' => Some(8),
        '兆' => Some(12),
        _ => None,
    }
}

/// The product of the multipliers that a text begins with, as a power of ten, and what follows.
fn multipliers(text: &str) -> (i32, &str) {
    let end = text.find(|c| multiplier(c).is_none()).unwrap_or(text.len());
    let (words, rest) = text.split_at_checked(end).unwrap_or(("", text));
    (
        words
            .chars()
            .filter_map(multiplier)
            .fold(0, |sum, power| sum.saturating_add(power)),
        rest,
    )
}

/// The groups that a text begins with, largest first, and what follows.
///
/// `None` where there is none, or where they do not make one number: `3万8千` does, `3千8万` and `38億20000万` do not.
fn read_groups(text: &str) -> Option<(Vec<Group<'_>>, &str)> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut rest = text;
    while let Some((number, grouped, after)) = read_number(rest) {
        // `1,231 百万円`: a space may stand before the unit.
        let (power, behind) = match multipliers(after.strip_prefix(' ').unwrap_or(after)) {
            (0, _) => (0, after),
            found => found,
        };
        let words = after.strip_suffix(behind).unwrap_or("");
        // Beyond this there is no printed figure, and powers of ten would overflow.
        if power > 24 {
            return None;
        }
        if let Some(last) = groups.last() {
            let below = u32::try_from(last.power.checked_sub(power)?).ok()?;
            let limit = Decimal::from(10_i64.checked_pow(below)?);
            if last.number.scale() > 0 || below == 0 || number >= limit {
                return None;
            }
        }
        groups.push(Group {
            number,
            grouped,
            power,
            words,
        });
        rest = behind;
        // Only a multiplier can be followed by a further group: `38億 2000万` with a space is not written.
        if words.is_empty() {
            break;
        }
    }
    (!groups.is_empty()).then_some((groups, rest))
}

/// The digits that a text begins with: `3820`, `3,820`, `98.8`; whether they had separators; what follows.
fn read_number(text: &str) -> Option<(Decimal, bool, &str)> {
    let is_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    // A comma or point at the end belongs to the sentence.
    let digits = text.get(..end)?.trim_end_matches([',', '.']);
    let rest = text.get(digits.len()..)?;
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let grouped = whole.contains(',');
    let well_grouped = || {
        let mut parts = whole.split(',');
        let first = parts.next().unwrap_or("");
        (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
    };
    if (grouped && !well_grouped())
        || fraction.is_some_and(|fraction| fraction.contains([',', '.']))
    {
        return None;
    }
    Decimal::parse(&digits.replace(',', "")).map(|number| (number, grouped, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(printed: &str, unit: &str) -> Quantity {
        Quantity::new(Decimal::parse(printed).unwrap(), unit).unwrap()
    }

    fn check(words: &str, printed: &str, unit: &str) -> String {
        match agrees(words, &quantity(printed, unit)) {
            Agreement::Agrees => "agrees".to_owned(),
            Agreement::Differs { expected_words } => expected_words,
            Agreement::NotAFigure => "not a figure".to_owned(),
        }
    }

    #[test]
    fn words_agree_to_their_own_precision() {
        for (words, printed, unit) in [
            ("37億円", "3698", "百万円"),
            ("約37億円", "3698", "百万円"),
            ("約36億円", "3698", "百万円"),
            ("3,820百万円", "38.2", "億円"),
            ("38億2000万円", "3820", "百万円"),
            ("３８億２０００万円", "3820", "百万円"),
            ("38億2,000万円", "3820", "百万円"),
            ("38.2億円", "3820", "百万円"),
            ("3億8598万7000円", "385987", "千円"),
            ("1,231百万円", "1231", "百万円"),
            ("1,231 百万円", "1231", "百万円"),
            ("515億円", "51500", "百万円"),
            ("1兆2345億円", "12345", "億円"),
            ("98.8%", "98.8", "％"),
            ("98.8％", "98.8", "％"),
            ("99%", "98.8", "％"),
            ("98.8パーセント", "98.8", "%"),
            ("12件", "12", "件"),
            ("6,169件", "6169", "件"),
            ("６，１６９件", "6169", "件"),
            ("611件", "611", "件"),
            ("約6,200件", "6169", "件"),
            ("約6,100件", "6169", "件"),
            ("6千件", "6169", "件"),
            ("▲748百万円", "-748", "百万円"),
            ("▲ 748百万円", "-748", "百万円"),
            ("マイナス7.48億円", "-748", "百万円"),
            ("−748百万円", "-748", "百万円"),
            ("0件", "0", "件"),
            ("2万4千人", "24000", "人"),
            ("120万人", "1200000", "人"),
            ("44百万円/件", "44", "百万円/件"),
            ("4400万円／件", "44", "百万円／件"),
            ("37億円程度", "3698", "百万円"),
            ("36億円余り", "3698", "百万円"),
            ("36億円強", "3698", "百万円"),
            ("37億円弱", "3698", "百万円"),
            ("約1,200億円", "121925", "百万円"),
            ("85.3%", "85.30", "％"),
            ("484万件", "4844524", "件"),
        ] {
            assert_eq!(
                check(words, printed, unit),
                "agrees",
                "{words} / {printed}{unit}"
            );
        }
    }

    #[test]
    fn words_that_say_another_number_are_told_the_right_one() {
        for (words, printed, unit, expected) in [
            ("36億円", "3698", "百万円", "37億円"),
            ("約38億円", "3698", "百万円", "約37億円"),
            ("3,280百万円", "3820", "百万円", "3,820百万円"),
            ("38億2000万円", "3821", "百万円", "38億2100万円"),
            ("3億8598万6000円", "385987", "千円", "3億8598万7000円"),
            ("98.7%", "98.8", "％", "98.8%"),
            ("6169件", "6196", "件", "6196件"),
            ("6,169件", "6196", "件", "6,196件"),
            ("748百万円", "-748", "百万円", "▲748百万円"),
            ("▲748百万円", "748", "百万円", "748百万円"),
            ("約100件", "149", "件", "約150件"),
            ("37億円弱", "3710", "百万円", "38億円弱"),
            ("0億円", "38", "百万円", "38百万円"),
            ("1億円", "4", "百万円", "4百万円"),
            ("100円", "3820", "百万円", "3,820,000,000円"),
        ] {
            assert_eq!(
                check(words, printed, unit),
                expected,
                "{words} / {printed}{unit}"
            );
        }
    }

    #[test]
    fn units_must_agree() {
        assert_eq!(check("917件", "917", "百万円"), "917百万円");
        assert_eq!(check("917", "917", "件"), "917件");
        assert_eq!(check("917人", "917", "件"), "917件");
        assert_eq!(check("917名", "917", "人"), "agrees");
        assert_eq!(check("917", "917", ""), "agrees");
        assert_eq!(check("3,820円", "3820", "百万円"), "3,820,000,000円");
        assert_eq!(check("44百万円", "44", "百万円/件"), "44百万円/件");
        assert_eq!(check("98.8", "98.8", "％"), "98.8%");
    }

    #[test]
    fn figures_inside_a_phrase_are_found() {
        assert_eq!(
            check("令和3年度の予算額は約37億円", "3698", "百万円"),
            "agrees"
        );
        assert_eq!(
            check("令和3年度の予算額は約39億円でした", "3698", "百万円"),
            "約37億円"
        );
        assert_eq!(check("支援件数917件", "917", "件"), "agrees");
        assert_eq!(check("支援件数971件（令和3年度）", "917", "件"), "917件");
        assert_eq!(
            check("執行率は98.8%（前年度99.1%）", "98.8", "％"),
            "agrees"
        );
        assert_eq!(
            check("2021年度の37億円余りの予算", "3710", "百万円"),
            "agrees"
        );
    }

    #[test]
    fn words_without_a_figure_are_left_alone() {
        for words in [
            "",
            "BINDS の予算",
            "令和3年度",
            "2021年度の予算",
            "第3期",
            "別添2を見る",
            "2021年度",
            "12月",
            "5年1月31日",
            "（案）",
            "約",
            "円",
            "三十七億円",
        ] {
            assert_eq!(check(words, "3820", "百万円"), "not a figure", "{words}");
        }
    }

    #[test]
    fn broken_numbers_are_no_figures() {
        for words in [
            "3千8万円",
            "38億20000万円",
            "3,82百万円",
            "1.2.3件",
            "1億兆兆兆円",
            "99999999999999999999件",
            "38.2億5000万円",
        ] {
            assert_ne!(
                agrees(words, &quantity("3820", "百万円")),
                Agreement::Agrees,
                "{words}"
            );
        }
    }

    #[test]
    fn every_spelling_of_a_figure_agrees_and_its_neighbours_do_not() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..5_000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let millions = (state % 2_000_000) as i64 - 500_000;
            let value = Quantity::new(Decimal::from(millions), "百万円").unwrap();
            let Quantity::Money(money) = &value else {
                unreachable!()
            };
            assert_eq!(
                agrees(&format::quantity(Lang::Ja, &value), &value),
                Agreement::Agrees
            );
            assert_eq!(
                agrees(&format::money_headline(Lang::Ja, money.yen), &value),
                Agreement::Agrees,
                "{millions}"
            );
            assert_eq!(
                agrees(&format::hundred_millions(money.yen), &value),
                Agreement::Agrees,
                "{millions}"
            );
            for wrong in [millions + 1, millions - 1] {
                let words = format!("{}百万円", format::grouped(Lang::Ja, &Decimal::from(wrong)));
                let Agreement::Differs { expected_words } = agrees(&words, &value) else {
                    panic!("{words} / {millions}");
                };
                assert_eq!(agrees(&expected_words, &value), Agreement::Agrees);
            }
        }
    }

    #[test]
    fn nothing_makes_it_panic() {
        let pieces = [
            "約", "▲", "-", "1", "０", ",", ".", "3,820", "百", "万", "億", "兆", "円", "件", "％",
            " ", "/", "余り", "弱", "令和",
        ];
        let values = [
            quantity("3820", "百万円"),
            quantity("-0.05", "％"),
            quantity("0", ""),
            quantity("999999999999999999", "件"),
        ];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut words = String::new();
            for _ in 0..(state % 9) {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                words.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            for value in &values {
                if let Agreement::Differs { expected_words } = agrees(&words, value) {
                    assert_eq!(
                        agrees(&expected_words, value),
                        Agreement::Agrees,
                        "{words} → {expected_words} / {value}"
                    );
                }
            }
        }
    }
}

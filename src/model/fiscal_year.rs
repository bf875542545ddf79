//! The Japanese fiscal year (会計年度): from 1 April of the year that names it to 31 March of the next.

use std::fmt;

use crate::diagnostic::Lang;

/// The fiscal year that starts on 1 April of this Gregorian year: `FiscalYear(2021)` is 令和3年度.
///
/// The year has one name, that of the era in which most of it lies (2019年度 is 令和元年度, though its April was 平成31年):
/// the budget documents of the ministries do the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub i16);

/// An era as fiscal years are counted in it.
#[derive(Debug)]
pub struct Era {
    pub name: &'static str,
    pub letter: char,
    /// Fiscal year called 元年度.
    pub first: i16,
    /// Last year in which the count was used: 平成31年度 was printed before the change of era and is 令和元年度.
    pub last_number: i16,
}

/// The eras since fiscal years are counted, newest first.
pub const ERAS: [Era; 5] = [
    Era {
        name: "令和",
        letter: 'R',
        first: 2019,
        last_number: 81,
    },
    Era {
        name: "平成",
        letter: 'H',
        first: 1989,
        last_number: 31,
    },
    Era {
        name: "昭和",
        letter: 'S',
        first: 1926,
        last_number: 63,
    },
    Era {
        name: "大正",
        letter: 'T',
        first: 1912,
        last_number: 14,
    },
    Era {
        name: "明治",
        letter: 'M',
        first: 1868,
        last_number: 44,
    },
];

/// Gregorian years that [`FiscalYear::parse`] accepts.
const PARSED: std::ops::RangeInclusive<i16> = 1868..=2099;

impl FiscalYear {
    /// Reads a fiscal year; `None` for anything else.
    ///
    /// - `2021`, `2021年度`, `FY2021`: Gregorian, 1868 to 2099
    /// - `令和3`, `令和元`, `令和3年度`, `R3`, `平成30`, `H30`, `昭和63`, `S63` …: within the years of the era; 平成31 is 2019
    /// - `FY30`, `FY31`: 2018 and 2019, `FY1` to `FY12`: 2019 to 2030. The headers of the progress sheets count so, from
    ///   平成 to 令和 without naming the era. `FY13` to `FY29` could be either era and are refused: write `H29` or `R13`.
    ///
    /// Full-width digits, spaces, leading zeros and 年 without 度 (a calendar year) are refused.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let name = text.strip_suffix("年度").unwrap_or(text);
        if let Some(count) = name.strip_prefix("FY") {
            return FiscalYear::gregorian(count).or_else(|| FiscalYear::of_sheet(count));
        }
        FiscalYear::gregorian(name).or_else(|| ERAS.iter().find_map(|era| era.parse(name)))
    }

    fn gregorian(text: &str) -> Option<FiscalYear> {
        Some(plain_number(text)?)
            .filter(|year| PARSED.contains(year))
            .map(FiscalYear)
    }

    fn of_sheet(text: &str) -> Option<FiscalYear> {
        match plain_number(text)? {
            count @ 1..=12 => Some(FiscalYear(2018 + count)),
            count @ 30..=31 => Some(FiscalYear(1988 + count)),
            _ => None,
        }
    }

    /// Era and count: 「令和3」, 「令和元」. Before 1868 there is none, and the text is the year in digits.
    pub fn era(self) -> String {
        self.in_era().unwrap_or_else(|| self.0.to_string())
    }

    /// 「2021(令和3)年度」, for the first mention on a page; [`FiscalYear::short`] before 1868, and in English.
    pub fn long(self, lang: Lang) -> String {
        match self.in_era() {
            Some(era) if lang == Lang::Ja => format!("{}({era})年度", self.0),
            _ => self.short(lang),
        }
    }

    fn in_era(self) -> Option<String> {
        let era = ERAS.iter().find(|era| era.first <= self.0)?;
        Some(match i32::from(self.0) - i32::from(era.first) + 1 {
            1 => format!("{}元", era.name),
            count => format!("{}{count}", era.name),
        })
    }

    /// 「2021年度」, `FY2021`.
    pub fn short(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => format!("{}年度", self.0),
            Lang::En => format!("FY{}", self.0),
        }
    }

    /// The year `years` later (earlier, if negative); `None` on overflow.
    pub fn checked_add(self, years: i16) -> Option<FiscalYear> {
        self.0.checked_add(years).map(FiscalYear)
    }
}

impl Era {
    fn parse(&self, name: &str) -> Option<FiscalYear> {
        let count = name
            .strip_prefix(self.name)
            .or_else(|| name.strip_prefix(self.letter))?;
        let count = if count == "元" {
            1
        } else {
            plain_number(count)?
        };
        (1..=self.last_number)
            .contains(&count)
            .then(|| FiscalYear(self.first + count - 1))
    }
}

/// One to four ASCII digits without a leading zero.
fn plain_number(text: &str) -> Option<i16> {
    let plain = (1..=4).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && !text.starts_with('0');
    if plain { text.parse().ok() } else { None }
}

/// The Gregorian year in digits, for data: `2021`.
impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_of_the_documents_is_read() {
        for (text, year) in [
            ("2021", 2021),
            ("2021年度", 2021),
            ("FY2021", 2021),
            ("R3", 2021),
            ("令和3", 2021),
            ("令和3年度", 2021),
            ("令和元", 2019),
            ("令和元年度", 2019),
            ("令和1", 2019),
            ("R元", 2019),
            ("R10", 2028),
            ("H28", 2016),
            ("H30", 2018),
            ("H31", 2019),
            ("平成30", 2018),
            ("平成元年度", 1989),
            ("S63", 1988),
            ("FY30", 2018),
            ("FY31", 2019),
            ("FY1", 2019),
            ("FY2", 2020),
            ("FY11", 2029),
            ("FY12", 2030),
        ] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(year)), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_fiscal_year_is_refused() {
        for text in [
            "",
            "-",
            "毎年度",
            "２０２１",
            "令和３",
            "R３",
            "令和3年",
            "2021年",
            " 2021",
            "2021 ",
            "令和 3",
            "R0",
            "R03",
            "H32",
            "H0",
            "S64",
            "FY13",
            "FY29",
            "FY32",
            "FY0",
            "FY",
            "年度",
            "令和",
            "21",
            "0",
            "99999",
            "2100",
            "1867",
            "r3",
            "R-3",
            "調査中",
            "令和元元",
            "+2021",
            "R99999",
        ] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_give_both_calendars() {
        assert_eq!(FiscalYear(2021).era(), "令和3");
        assert_eq!(FiscalYear(2019).era(), "令和元");
        assert_eq!(FiscalYear(2018).era(), "平成30");
        assert_eq!(FiscalYear(2021).long(Lang::Ja), "2021(令和3)年度");
        assert_eq!(FiscalYear(2019).long(Lang::Ja), "2019(令和元)年度");
        assert_eq!(FiscalYear(2021).short(Lang::Ja), "2021年度");
        assert_eq!(FiscalYear(2021).long(Lang::En), "FY2021");
        assert_eq!(FiscalYear(1600).long(Lang::Ja), "1600年度");
        assert!(
            !FiscalYear(i16::MIN).long(Lang::Ja).is_empty()
                && !FiscalYear(i16::MAX).long(Lang::Ja).is_empty()
        );
    }

    #[test]
    fn names_are_read_back() {
        for year in 1868..=2099 {
            let year = FiscalYear(year);
            assert_eq!(FiscalYear::parse(&year.era()), Some(year));
            assert_eq!(FiscalYear::parse(&year.short(Lang::Ja)), Some(year));
            assert_eq!(FiscalYear::parse(&year.to_string()), Some(year));
        }
    }
}

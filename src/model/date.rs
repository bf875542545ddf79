//! Calendar dates as the documents print them, in Gregorian years or in eras (和暦).

use std::fmt;

use super::fiscal_year::FiscalYear;
use crate::diagnostic::Say;
use crate::say;

/// A day, or a month where the day is not printed, of the Gregorian calendar from 1873 (when Japan adopted it) to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Gregorian year. Not a fiscal year: see [`Date::fiscal_year`].
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; `None` where only the month is printed.
    pub day: Option<u8>,
}

/// An era and its first day.
struct Era {
    name: &'static str,
    start: (i16, u8, u8),
}

/// Newest first. First days after the imperial decrees and cabinet orders on the names of eras (元号を改める政令 and older).
const ERAS: [Era; 5] = [
    Era {
        name: "令和",
        start: (2019, 5, 1),
    },
    Era {
        name: "平成",
        start: (1989, 1, 8),
    },
    Era {
        name: "昭和",
        start: (1926, 12, 25),
    },
    Era {
        name: "大正",
        start: (1912, 7, 30),
    },
    Era {
        name: "明治",
        start: (1868, 1, 25),
    },
];

const YEARS: std::ops::RangeInclusive<i16> = 1873..=2199;

impl Date {
    /// Reads `2023-01-31`, `2023-08`, `2023年1月31日`, `2023年8月`, `令和5年1月31日`, `令和5年8月`, `令和元年5月1日`.
    ///
    /// # Errors
    /// Says why: digits that are not half-width, another notation, a day that the calendar does not have, or a date on
    /// which the era had not begun or was over (平成31年5月1日).
    pub fn parse(text: &str) -> Result<Date, Say> {
        if text.chars().any(|c| ('０'..='９').contains(&c)) {
            return Err(say!(
                "「{text}」に全角の数字があります。半角で書きます",
                "`{text}` has full-width digits; half-width ones are read"
            ));
        }
        let notation = || {
            say!(
                "「{text}」は日付として読めません（例：2023-01-31、令和5年1月31日、令和5年8月）",
                "`{text}` is not a date such as 2023-01-31, 令和5年1月31日 or 令和5年8月"
            )
        };
        let parts = Parts::of_iso(text)
            .or_else(|| Parts::of_japanese(text))
            .ok_or_else(notation)?;
        parts.check(text)
    }

    /// The day, in UTC, of a number of seconds since 1970-01-01; nothing outside the years that dates have here.
    ///
    /// Days → date after H. Hinnant, chrono-Compatible Low-Level Date Algorithms, `civil_from_days`.
    pub fn of_unix(seconds: i64) -> Option<Date> {
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // Months are counted from March, so that the leap day is the last of the year.
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = i16::try_from(year_of_era + era * 400 + i64::from(month <= 2)).ok()?;
        YEARS.contains(&year).then_some(Date {
            year,
            month: u8::try_from(month).ok()?,
            day: Some(u8::try_from(day).ok()?),
        })
    }

    /// ISO 8601: `2023-01-31`, or `2023-08` where the day is not known. Fit for `<time datetime>`.
    pub fn iso(self) -> String {
        match self.day {
            Some(day) => format!("{:04}-{:02}-{day:02}", self.year, self.month),
            None => format!("{:04}-{:02}", self.year, self.month),
        }
    }

    /// 「2023(令和5)年1月31日」, 「2023(令和5)年8月」.
    ///
    /// A month in which the era changed counts as a month of the new one (2019年5月 has no such doubt; 1989年1月 is 平成元年).
    pub fn japanese(self) -> String {
        let year = match self.era() {
            Some(era) => format!("{}({era})年", self.year),
            None => format!("{}年", self.year),
        };
        match self.day {
            Some(day) => format!("{year}{}月{day}日", self.month),
            None => format!("{year}{}月", self.month),
        }
    }

    /// The fiscal year (4月1日 to 3月31日) in which the date lies.
    pub fn fiscal_year(self) -> FiscalYear {
        FiscalYear(if self.month >= 4 {
            self.year
        } else {
            self.year.saturating_sub(1)
        })
    }

    fn era(self) -> Option<String> {
        let day = self
            .day
            .unwrap_or_else(|| days_in_month(self.year, self.month));
        let era = ERAS
            .iter()
            .find(|era| era.start <= (self.year, self.month, day))?;
        Some(match i32::from(self.year) - i32::from(era.start.0) + 1 {
            1 => format!("{}元", era.name),
            count => format!("{}{count}", era.name),
        })
    }
}

/// What a text says before it is checked against the calendar.
struct Parts {
    /// Index into [`ERAS`], for a year counted in an era.
    era: Option<usize>,
    year: i16,
    month: u8,
    day: Option<u8>,
}

impl Parts {
    fn of_iso(text: &str) -> Option<Parts> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4, 4)?;
        let month = small(parts.next()?, 2)?;
        let day = parts
            .next()
            .map(|day| small(day, 2).ok_or(()))
            .transpose()
            .ok()?;
        parts.next().is_none().then_some(Parts {
            era: None,
            year,
            month,
            day,
        })
    }

    fn of_japanese(text: &str) -> Option<Parts> {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = match rest {
            "" => None,
            _ => Some(small(rest.strip_suffix('日')?, 1)?),
        };
        let era = ERAS.iter().position(|era| year.starts_with(era.name));
        let year = match era.and_then(|era| year.strip_prefix(ERAS.get(era)?.name)) {
            Some("元") => 1,
            Some(count) => number(count, 1, 2)?,
            None => number(year, 4, 4)?,
        };
        Some(Parts {
            era,
            year,
            month: small(month, 1)?,
            day,
        })
    }

    fn check(self, text: &str) -> Result<Date, Say> {
        let Parts {
            era,
            year,
            month,
            day,
        } = self;
        let start = era
            .and_then(|era| ERAS.get(era))
            .map_or(0, |era| era.start.0 - 1);
        let date = Date {
            year: start.saturating_add(year),
            month,
            day,
        };
        if !YEARS.contains(&date.year) || (era.is_some() && year == 0) {
            let (first, last) = (YEARS.start(), YEARS.end());
            return Err(say!(
                "「{text}」の年は扱えません（{first}年から{last}年まで）",
                "the year of `{text}` is outside {first} to {last}"
            ));
        }
        if !(1..=12).contains(&month) {
            return Err(say!(
                "「{text}」の月 {month} はありません",
                "`{text}` has no such month: {month}"
            ));
        }
        let last = days_in_month(date.year, month);
        if day.is_some_and(|day| day == 0 || day > last) {
            return Err(say!(
                "「{text}」の日はありません。この月は{last}日までです",
                "`{text}` does not exist: that month has {last} days"
            ));
        }
        match era {
            Some(era) => date.check_era(era, text),
            None => Ok(date),
        }
    }
}

impl Date {
    /// Refuses a date on which the era of that index had not begun, or was over.
    fn check_era(self, index: usize, text: &str) -> Result<Date, Say> {
        let Some(era) = ERAS.get(index) else {
            return Ok(self);
        };
        let name = era.name;
        // Without a day, one day of the month in the era is enough.
        let latest = (self.year, self.month, self.day.unwrap_or(31));
        let earliest = (self.year, self.month, self.day.unwrap_or(1));
        let on = |(y, m, d): (i16, u8, u8)| format!("{y}-{m:02}-{d:02}");
        if latest < era.start {
            let start = on(era.start);
            return Err(say!(
                "{name}は {start} からです：「{text}」",
                "{name} began on {start}: `{text}`"
            ));
        }
        let next = index.checked_sub(1).and_then(|index| ERAS.get(index));
        match next.filter(|next| earliest >= next.start) {
            Some(next) => {
                let (start, next) = (on(next.start), next.name);
                Err(say!(
                    "{start} からは{next}です：「{text}」",
                    "{name} was over: {next} began on {start}: `{text}`"
                ))
            }
            None => Ok(self),
        }
    }
}

/// A number of `least` to `most` ASCII digits.
fn number(text: &str, least: usize, most: usize) -> Option<i16> {
    let plain = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A month or day of `least` to two ASCII digits.
fn small(text: &str, least: usize) -> Option<u8> {
    number(text, least, 2).and_then(|n| u8::try_from(n).ok())
}

/// Days of a month of the Gregorian calendar; 31 for a month that does not exist.
fn days_in_month(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The same as [`Date::iso`].
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_since_1970_are_days_in_utc() {
        // Checked with `date -u -d @…`.
        for (seconds, iso) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_680_220_800, "2023-03-31"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(Date::of_unix(seconds).map(Date::iso).as_deref(), Some(iso));
        }
        assert_eq!(Date::of_unix(i64::MAX), None);
        assert_eq!(Date::of_unix(i64::MIN), None);
    }

    #[test]
    fn every_notation_is_read() {
        for (text, iso) in [
            ("2023-01-31", "2023-01-31"),
            ("2023-08", "2023-08"),
            ("2023年1月31日", "2023-01-31"),
            ("2023年08月", "2023-08"),
            ("令和5年1月31日", "2023-01-31"),
            ("令和5年8月", "2023-08"),
            ("令和元年5月1日", "2019-05-01"),
            ("令和1年5月", "2019-05"),
            ("平成31年4月30日", "2019-04-30"),
            ("平成31年4月", "2019-04"),
            ("平成元年1月8日", "1989-01-08"),
            ("昭和64年1月7日", "1989-01-07"),
            ("昭和64年1月", "1989-01"),
            ("平成元年1月", "1989-01"),
            ("大正15年12月24日", "1926-12-24"),
            ("2024-02-29", "2024-02-29"),
            ("2000-02-29", "2000-02-29"),
        ] {
            assert_eq!(
                Date::parse(text).map(Date::iso).as_deref(),
                Ok(iso),
                "{text}"
            );
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "",
            "2023",
            "2023-1-31",
            "2023-01-31T00:00",
            "2023/01/31",
            "2023-13-01",
            "2023-00-10",
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-01-00",
            "令和5年",
            "令和5年1月31",
            "令和5年13月",
            "令和0年5月1日",
            "令和年5月1日",
            "令和元年4月30日",
            "令和元年4月",
            "平成31年5月1日",
            "平成31年5月",
            "平成32年1月1日",
            "昭和64年1月8日",
            "平成元年1月7日",
            "昭和元年12月24日",
            "令和5年1月31日 ",
            "-2023-01-01",
            "2023-01-31-",
            "1600-01-01",
            "9999-01-01",
            "令和99年1月1日x",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reasons_are_told() {
        assert!(
            Date::parse("平成31年5月1日")
                .unwrap_err()
                .ja
                .contains("2019-05-01 からは令和")
        );
        assert!(
            Date::parse("令和元年4月30日")
                .unwrap_err()
                .en
                .contains("began on 2019-05-01")
        );
        assert!(
            Date::parse("令和５年１月31日")
                .unwrap_err()
                .ja
                .contains("全角")
        );
        assert!(
            Date::parse("2023-02-29")
                .unwrap_err()
                .ja
                .contains("28日まで")
        );
    }

    #[test]
    fn dates_are_shown_in_both_calendars() {
        let shown = |text: &str| Date::parse(text).unwrap().japanese();
        assert_eq!(shown("2023-01-31"), "2023(令和5)年1月31日");
        assert_eq!(shown("2023-08"), "2023(令和5)年8月");
        assert_eq!(shown("2019-04-30"), "2019(平成31)年4月30日");
        assert_eq!(shown("2019-05-01"), "2019(令和元)年5月1日");
        assert_eq!(
            Date::parse("2023-01-31").unwrap().fiscal_year(),
            FiscalYear(2022)
        );
        assert_eq!(
            Date::parse("2023-04-01").unwrap().fiscal_year(),
            FiscalYear(2023)
        );
        let odd = Date {
            year: i16::MIN,
            month: 0,
            day: Some(77),
        };
        assert!(!odd.japanese().is_empty() && !odd.iso().is_empty());
        assert_eq!(odd.fiscal_year(), FiscalYear(i16::MIN));
    }

    #[test]
    fn every_day_of_a_century_and_a_half_is_read_back() {
        for year in 1873..=2040 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date {
                        year,
                        month,
                        day: Some(day),
                    };
                    assert_eq!(Date::parse(&date.iso()), Ok(date));
                    let era = date.era().unwrap();
                    assert_eq!(Date::parse(&format!("{era}年{month}月{day}日")), Ok(date));
                }
            }
        }
    }
}

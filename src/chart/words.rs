//! A chart in sentences: the message that stands in its caption and title, and the rest of what it shows.

use super::datum::{Datum, Period, Series, Status};
use crate::format;
use crate::i18n::Messages;
use crate::model::decimal::Decimal;
use crate::text;

/// What a chart says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The message, with first and last value: caption and accessible name.
    pub message: String,
    /// What kind of drawing it is and how to read it: accessible description.
    pub reading: String,
    /// The text alternative: highest, lowest, change, what is missing.
    pub sentences: Vec<String>,
}

/// A printed name on one line, with radicals mended.
pub fn tidy(printed: &str) -> String {
    let words: Vec<&str> = printed.split_whitespace().collect();
    text::mend_radicals(&words.join(" ")).into_owned()
}

/// A number with the unit of the chart; `-` is how documents print "no unit".
pub fn with_unit(words: &Messages, value: Decimal, unit: &str) -> String {
    format::count(words.lang(), &value, unit)
}

/// The sentence "from the first value to the last", or what can be said instead.
pub fn message(words: &Messages, subject: &str, periods: &[Period], series: &Series) -> String {
    let values = values(periods, series);
    let said = |datum: &Datum| printed(words, datum, &series.unit);
    let say = |(period, datum): &(&Period, &Datum)| (period.full(), said(datum));
    match &values[..] {
        [] => words.say("chart-message-none", &[("subject", subject)]),
        [only] => {
            let (period, value) = say(only);
            let arguments = [("subject", subject), ("period", &period), ("value", &value)];
            words.say("chart-message-one", &arguments)
        }
        [first, .., last] => {
            let (from, before) = say(first);
            let (to, after) = say(last);
            let change = first.1.value.zip(last.1.value);
            let change = change
                .map(|(before, after)| self::change(words, before, after, &series.unit))
                .unwrap_or_default();
            let arguments = [
                ("subject", subject),
                ("from", &from),
                ("before", &before),
                ("to", &to),
                ("after", &after),
                ("change", &change),
            ];
            words.say("chart-message-trend", &arguments)
        }
    }
}

/// 「5.4%増」, 「5.4%減」, 「横ばい」; the difference where a rate would mean nothing.
pub fn change(words: &Messages, before: Decimal, after: Decimal, unit: &str) -> String {
    let Some(change) = format::change(before, after) else {
        return String::new();
    };
    if change.difference.is_zero() {
        return words.get("chart-change-none").to_owned();
    }
    // Large growth in per cent is hard to read: 4,050 % is 41.5 times.
    if let Some(times) = change
        .percent
        .filter(|percent| *percent >= Decimal::new(200, 0))
        .and_then(|_| after.ratio(before, 1))
    {
        return words.say(
            "chart-change-times",
            &[("n", &format::grouped(words.lang(), &times))],
        );
    }
    // Percentages of percentages mislead: rates change by points.
    let is_rate = matches!(unit, "%" | "％");
    let size = match change.percent {
        Some(percent) if !is_rate && !percent.is_zero() => {
            format::percent(words.lang(), &percent.abs())
        }
        _ if is_rate => words.say(
            "chart-points",
            &[(
                "n",
                &format::grouped(words.lang(), &change.difference.abs()),
            )],
        ),
        _ => with_unit(words, change.difference.abs(), unit),
    };
    let key = if change.difference.is_negative() {
        "chart-change-down"
    } else {
        "chart-change-up"
    };
    words.say(key, &[("size", &size)])
}

/// Highest and lowest value, where there are at least three.
pub fn extremes(words: &Messages, periods: &[Period], series: &Series) -> Option<String> {
    let values = values(periods, series);
    if values.len() < 3 {
        return None;
    }
    let (_, most) = values.iter().max_by_key(|(_, datum)| datum.value)?;
    let (_, least) = values.iter().min_by_key(|(_, datum)| datum.value)?;
    // Several years may share a value.
    let years = |of: &Datum| {
        let alike = values.iter().filter(|(_, datum)| datum.value == of.value);
        words.list(alike.map(|(period, _)| period.full()))
    };
    let (high, low) = (years(most), years(least));
    if most.value == least.value {
        let value = printed(words, most, &series.unit);
        let arguments = [("series", series.label.as_str()), ("value", &value)];
        return Some(words.say("chart-sentence-constant", &arguments));
    }
    let (most, least) = (
        printed(words, most, &series.unit),
        printed(words, least, &series.unit),
    );
    let arguments = [
        ("series", series.label.as_str()),
        ("high", &high),
        ("most", &most),
        ("low", &low),
        ("least", &least),
    ];
    Some(words.say("chart-sentence-extremes", &arguments))
}

/// The figures that are missing, with what is printed in their place: 「執行額：2022(令和4)年度（空欄）」. Plans are not missing what
/// only a year that is over can have.
pub fn missing(
    words: &Messages,
    periods: &[Period],
    leading: &Series,
    series: &[&Series],
) -> Option<String> {
    let is_plan = |at: usize| {
        let mut all = series.iter().copied().chain([leading]);
        all.any(|series| series.data.get(at).is_some_and(Datum::is_planned))
    };
    let of = |series: &&Series| {
        let without = periods.iter().zip(&series.data).enumerate();
        let places: Vec<String> = without
            .filter(|(at, (_, datum))| datum.value.is_none() && !is_plan(*at))
            .map(|(_, (period, datum))| {
                words.say(
                    "chart-missing-period",
                    &[("period", &period.full()), ("reason", &datum.text)],
                )
            })
            .collect();
        let places = words.list(places);
        (!places.is_empty()).then(|| {
            words.say(
                "chart-missing-series",
                &[("series", &series.label), ("periods", &places)],
            )
        })
    };
    let missing: Vec<String> = series.iter().filter_map(of).collect();
    (!missing.is_empty())
        .then(|| words.say("chart-sentence-missing", &[("list", &words.list(missing))]))
}

/// The periods whose value is provisional.
pub fn provisional(words: &Messages, periods: &[Period], series: &Series) -> Option<String> {
    let provisional: Vec<String> = periods
        .iter()
        .zip(&series.data)
        .filter(|(_, datum)| datum.status == Status::Provisional)
        .map(|(period, _)| period.full())
        .collect();
    if provisional.is_empty() {
        return None;
    }
    let arguments = [
        ("series", series.label.as_str()),
        ("periods", &words.list(provisional)),
    ];
    Some(words.say("chart-sentence-provisional", &arguments))
}

/// Which figures of a chart are printed in another unit than that of its axis, and that they are converted.
pub fn converted(words: &Messages, periods: &[Period], series: &Series) -> Option<String> {
    let all = periods.iter().zip(&series.data);
    let converted = all.filter(|(_, datum)| datum.printed.is_some());
    let periods: Vec<String> = converted.map(|(period, _)| period.full()).collect();
    (!periods.is_empty()).then(|| {
        let unit = format::unit(words.lang(), &series.unit);
        let arguments = [("periods", words.list(periods)), ("unit", unit)];
        let arguments = arguments
            .each_ref()
            .map(|(key, text)| (*key, text.as_str()));
        words.say("chart-sentence-converted", &arguments)
    })
}

/// A figure as its source prints it, with the unit: that of the chart, or its own where the chart converts it. Empty where it
/// is missing.
pub fn printed(words: &Messages, datum: &Datum, unit: &str) -> String {
    match (&datum.printed, datum.value) {
        (Some(printed), _) => printed.clone(),
        (None, Some(value)) => with_unit(words, value, unit),
        (None, None) => String::new(),
    }
}

/// The figures of a series that have a value, with their periods.
pub fn values<'a>(periods: &'a [Period], series: &'a Series) -> Vec<(&'a Period, &'a Datum)> {
    let all = periods.iter().zip(&series.data);
    all.filter(|(_, datum)| datum.value.is_some()).collect()
}

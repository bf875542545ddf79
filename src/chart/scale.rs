//! The value axis: round steps from zero, never from somewhere else, so that lengths compare as the figures do.

use crate::diagnostic::Lang;
use crate::format;
use crate::model::decimal::Decimal;

/// A linear scale from a value to a place on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Values at the two ends; always contain zero.
    pub low: f64,
    pub high: f64,
    /// Places of the two ends.
    pub from: f64,
    pub to: f64,
    /// Values with a grid line, from low to high, with their labels.
    pub ticks: Vec<(f64, String)>,
}

impl Scale {
    /// A scale that shows zero and all values, with about `count` steps.
    pub fn new(
        lang: Lang,
        values: impl IntoIterator<Item = f64>,
        from: f64,
        to: f64,
        count: usize,
    ) -> Scale {
        let (low, high) = reach(values);
        let step = nice((high - low) / count.max(1) as f64);
        let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
        let ticks = (first..=last).map(|n| (n as f64 * step, label(lang, n, step)));
        Scale {
            low: first as f64 * step,
            high: last as f64 * step,
            from,
            to,
            ticks: ticks.collect(),
        }
    }

    /// The scale that shows zero and all values and nothing more: for bars whose values stand beside them.
    pub fn tight(values: impl IntoIterator<Item = f64>, from: f64, to: f64) -> Scale {
        let (low, high) = reach(values);
        Scale {
            low,
            high,
            from,
            to,
            ticks: Vec::new(),
        }
    }

    /// The place of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The place of zero.
    pub fn zero(&self) -> f64 {
        self.at(0.0)
    }
}

/// Lowest and highest value, zero included; never the same.
fn reach(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for value in values.into_iter().filter(|value| value.is_finite()) {
        low = low.min(value);
        high = high.max(value);
    }
    if low == high {
        high = 1.0;
    }
    (low, high)
}

/// The smallest of 1, 2, 5 × 10^n that is not below `raw`.
fn nice(raw: f64) -> f64 {
    let power = 10_f64.powi(raw.log10().floor() as i32);
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= raw * 0.999_999);
    factor.unwrap_or(10.0) * power
}

/// `n` steps as a reader sees them: digits that the step needs, and 億 or 兆 (in English bn or tn) where there would be too many.
fn label(lang: Lang, n: i64, step: f64) -> String {
    let exponent = step.log10().floor() as i32;
    let lead = (step / 10_f64.powi(exponent)).round() as i64;
    let mantissa = n.saturating_mul(lead);
    if exponent < 0 {
        let scale = u8::try_from(-exponent).unwrap_or(u8::MAX);
        return format::grouped(lang, &Decimal::new(mantissa, scale));
    }
    let (zeros, word) = match (exponent, lang) {
        (12.., Lang::Ja) => (exponent - 12, "兆"),
        (8.., Lang::Ja) => (exponent - 8, "億"),
        (12.., Lang::En) => (exponent - 12, " tn"),
        (9.., Lang::En) => (exponent - 9, " bn"),
        _ => (exponent, ""),
    };
    let whole = 10_i64
        .checked_pow(zeros as u32)
        .map_or(i64::MAX, |unit| mantissa.saturating_mul(unit));
    let word = if whole == 0 { "" } else { word };
    format!("{}{word}", format::grouped(lang, &Decimal::new(whole, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], count: usize) -> Vec<String> {
        let scale = Scale::new(Lang::Ja, values.iter().copied(), 0.0, 100.0, count);
        scale.ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn steps_are_round_and_contain_zero() {
        assert_eq!(
            labels(&[123_155.0], 4),
            ["0", "50,000", "100,000", "150,000"]
        );
        assert_eq!(
            labels(&[-748.0, 3000.0], 4),
            ["▲1,000", "0", "1,000", "2,000", "3,000"]
        );
        assert_eq!(labels(&[0.37], 4), ["0.0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(labels(&[], 4).first().map(String::as_str), Some("0.0"));
        assert_eq!(
            labels(&[0.0, f64::NAN], 4).last().map(String::as_str),
            Some("1.0")
        );
        assert_eq!(labels(&[2.3e9], 3), ["0", "10億", "20億", "30億"]);
        assert_eq!(
            labels(&[9e17], 3).last().map(String::as_str),
            Some("1,000,000兆")
        );
    }

    #[test]
    fn values_keep_their_proportion() {
        let scale = Scale::new(Lang::Ja, [80.0, -20.0], 200.0, 0.0, 5);
        assert_eq!((scale.at(scale.low), scale.at(scale.high)), (200.0, 0.0));
        let unit = scale.zero() - scale.at(10.0);
        assert!((scale.zero() - scale.at(80.0) - 8.0 * unit).abs() < 1e-9);
    }
}

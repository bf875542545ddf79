//! Numbers of JSON as plain digits, by moving the decimal point: exact, never through a floating-point number.

use crate::model::decimal::MAX_DIGITS;

/// Orders of magnitude beyond which no figure of a budget lies.
const FURTHEST: i32 = 30;

/// A number of JSON without exponent, plus sign and needless zeros: `53682.0` → `53682`, `5e-05` → `0.00005`.
///
/// Nothing where it has more digits than a figure may have.
pub(super) fn plain(json: &str) -> Option<String> {
    let (negative, number) = match json.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", json),
    };
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (number, 0),
    };
    if exponent.abs() > FURTHEST {
        return None;
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let (whole, fraction) = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => {
            let zeros = "0".repeat(point - digits.len());
            (format!("{digits}{zeros}"), String::new())
        }
        Ok(point) => {
            let (whole, fraction) = digits.split_at(point);
            (whole.to_owned(), fraction.to_owned())
        }
        Err(_) => {
            let zeros = "0".repeat(usize::try_from(point.unsigned_abs()).ok()?);
            (String::new(), format!("{zeros}{digits}"))
        }
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let fraction = fraction.trim_end_matches('0');
    if whole.len() + fraction.len() > MAX_DIGITS {
        return None;
    }
    let is_zero = whole == "0" && fraction.is_empty();
    let sign = if is_zero { "" } else { negative };
    Some(match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_what_they_are() {
        for (json, shown) in [
            ("53682.0", "53682"),
            ("-748.0", "-748"),
            ("0.0", "0"),
            ("-0.0", "0"),
            ("107.8616", "107.8616"),
            ("61860.857", "61860.857"),
            ("5e-05", "0.00005"),
            ("1.25E+2", "125"),
            ("1.5e1", "15"),
            ("0.1e1", "1"),
            ("123456789012.000001", "123456789012.000001"),
        ] {
            assert_eq!(plain(json).as_deref(), Some(shown), "{json}");
        }
    }

    #[test]
    fn what_no_figure_can_hold_is_refused() {
        for json in [
            "0.30000000000000004444",
            "1e400",
            "1e-99",
            "1e25",
            "x",
            "",
            "-",
        ] {
            assert_eq!(plain(json), None, "{json}");
        }
    }
}

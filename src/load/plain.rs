//! Plain scalars → what the YAML reader takes them for: null, a truth value, a number or a text.
//!
//! The rules are those of `yaml_serde` (YAML 1.2 core schema, with binary numbers), so that a check made here agrees with
//! what the reader does.

/// What a plain scalar is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plain {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Flag,
    /// An integer of up to 128 bits.
    Whole(i128),
    /// A number with a fraction, an exponent, or one too large for an integer.
    Real,
    /// Anything else; also digits with a leading zero such as `0123`.
    Text,
}

/// What the plain scalar `text` is.
pub fn resolve(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Plain::Flag,
        _ => {}
    }
    if let Some(whole) = whole(text) {
        return Plain::Whole(whole);
    }
    if !has_leading_zero(text) && is_real(text) {
        Plain::Real
    } else {
        Plain::Text
    }
}

/// The integer that the plain scalar `text` is: decimal, `0x`, `0o` or `0b`, with an optional sign.
pub fn whole(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if has_leading_zero(text) {
        return None;
    }
    let (radix, digits) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .iter()
        .find_map(|(prefix, radix)| Some((*radix, digits.strip_prefix(prefix)?)))
        .unwrap_or((10, digits));
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    Some(if negative { -value } else { value })
}

/// True for digits that begin with a zero, which YAML takes for a text.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_real(text: &str) -> bool {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let infinite =
        matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, "-.inf" | "-.Inf" | "-.INF");
    let nan = matches!(text, ".nan" | ".NaN" | ".NAN");
    let signed_twice = unsigned.len() < text.len() && unsigned.starts_with(['+', '-']);
    infinite || nan || (!signed_twice && unsigned.parse::<f64>().is_ok_and(f64::is_finite))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks the reader itself.
    fn as_read(text: &str) -> Plain {
        use serde_yaml::Value;
        match serde_yaml::from_str::<Value>(text).expect("a scalar") {
            Value::Null => Plain::Null,
            Value::Bool(_) => Plain::Flag,
            Value::Number(n) if n.is_f64() => Plain::Real,
            Value::Number(n) => Plain::Whole(
                n.as_i64()
                    .map(i128::from)
                    .or(n.as_u64().map(i128::from))
                    .expect("64 bits"),
            ),
            _ => Plain::Text,
        }
    }

    #[test]
    fn plain_scalars_are_what_the_yaml_reader_takes_them_for() {
        let samples = [
            "",
            "~",
            "null",
            "Null",
            "nULL",
            "true",
            "True",
            "no",
            "yes",
            "on",
            "0",
            "-0",
            "+5",
            "12",
            "-748",
            "0123",
            "-012",
            "00",
            "1_000",
            "0x1F",
            "-0x1f",
            "0o17",
            "0b101",
            "0x",
            "0x-1",
            "85.30",
            "1e3",
            "1e400",
            ".5",
            "5.",
            ".inf",
            "-.inf",
            "+.inf",
            ".nan",
            "-.nan",
            "nan",
            "inf",
            "infinity",
            "4030005012570",
            "0123456789012",
            "R3",
            "令和3",
            "１２",
            "+-1",
            "++1",
            "18446744073709551615",
            "1.2.3",
            "2023-01-31",
        ];
        for sample in samples {
            assert_eq!(resolve(sample), as_read(sample), "{sample:?}");
        }
    }
}

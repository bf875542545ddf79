//! The corporate number (法人番号): thirteen digits, the first of which checks the other twelve.
//!
//! Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条. The check digit (検査用数字) is
//! 9 − (Σ Pn × Qn mod 9), where Pn is the n-th digit of the twelve-digit base number counted from the right, and Qn is 1
//! for odd and 2 for even n.
//!
//! Worked case, 5010005007398 (東京大学): base 010005007398, from the right 8·1 + 9·2 + 3·1 + 7·2 + 0·1 + 0·2 + 5·1 + 0·2
//! + 0·1 + 0·2 + 1·1 + 0·2 = 49, 49 mod 9 = 4, 9 − 4 = 5.

use std::fmt;

use crate::diagnostic::Say;
use crate::say;

/// A corporate number (法人番号) whose check digit is right. That the number was ever assigned is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorporateNumber(String);

impl CorporateNumber {
    /// Reads thirteen half-width digits.
    ///
    /// # Errors
    /// Says why: other characters (full-width digits, hyphens, spaces), another number of digits, or a check digit that
    /// does not fit.
    pub fn parse(text: &str) -> Result<CorporateNumber, Say> {
        if let Some(other) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(say!(
                "「{text}」の「{other}」は半角の数字ではありません",
                "`{other}` in `{text}` is not a half-width digit"
            ));
        }
        let count = text.len();
        let Some((first, base)) = text.split_at_checked(1).filter(|_| count == 13) else {
            return Err(say!(
                "「{text}」は{count}桁です。法人番号は13桁です",
                "`{text}` has {count} digits, not 13"
            ));
        };
        let expected = check_digit(base);
        if first != expected.to_string() {
            return Err(say!(
                "「{text}」は検査用数字（先頭の桁）が合いません。残りの12桁が正しければ先頭は {expected} です",
                "the check digit of `{text}` does not fit: the other twelve digits would need {expected} in front"
            ));
        }
        Ok(CorporateNumber(text.to_owned()))
    }

    /// The thirteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for a body of the state (国の機関): the base number begins with 0000 12 (国税庁「法人番号の構成」). Its regional offices
    /// and bureaus have no number of their own and give that of their ministry.
    pub fn is_of_state(&self) -> bool {
        self.0[1..].starts_with("000012")
    }
}

/// The check digit of a base number, 1 to 9.
fn check_digit(base: &str) -> u32 {
    let sum: u32 = base
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    9 - sum % 9
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_the_state_are_told_from_others() {
        let is_of_state = |text| CorporateNumber::parse(text).unwrap().is_of_state();
        assert!(is_of_state("2000012100001"));
        assert!(!is_of_state("8000020130001"), "a prefecture");
        assert!(!is_of_state("5010005007398"));
    }

    const REAL: [&str; 7] = [
        "9010005023796",
        "5010005007398",
        "3130005005532",
        "7370005002147",
        "1030005007111",
        "4120905002554",
        "2013405000693",
    ];

    #[test]
    fn numbers_of_the_documents_pass() {
        for text in REAL {
            assert_eq!(
                CorporateNumber::parse(text)
                    .map(|n| n.to_string())
                    .as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn a_single_wrong_digit_is_found_unless_nine_and_zero_are_swapped() {
        for text in REAL {
            for at in 0..13 {
                for digit in b'0'..=b'9' {
                    let mut bytes = text.as_bytes().to_vec();
                    let was = bytes[at];
                    bytes[at] = digit;
                    let typed = String::from_utf8(bytes).unwrap();
                    // Weights 1 and 2 are coprime to 9: only 0 and 9 are congruent.
                    let same = was == digit
                        || (at > 0 && [was, digit].iter().all(|d| [b'0', b'9'].contains(d)));
                    assert_eq!(CorporateNumber::parse(&typed).is_ok(), same, "{typed}");
                }
            }
        }
    }

    #[test]
    fn reasons_are_told() {
        assert!(
            CorporateNumber::parse("8010005023796")
                .unwrap_err()
                .en
                .contains("need 9")
        );
        assert!(
            CorporateNumber::parse("901000502379")
                .unwrap_err()
                .ja
                .contains("12桁")
        );
        assert!(
            CorporateNumber::parse("９010005023796")
                .unwrap_err()
                .ja
                .contains("「９」")
        );
        for text in [
            "",
            "-",
            "9010005023796 ",
            "9-010005-023796",
            "0000000000000",
        ] {
            assert!(CorporateNumber::parse(text).is_err(), "{text}");
        }
    }
}

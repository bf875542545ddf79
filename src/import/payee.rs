//! Payees: what all imports understand of them alike.

use unicode_normalization::UnicodeNormalization;

use crate::model::corporate_number::CorporateNumber;

/// The name of a block in capital letters; nothing where it is no letters.
pub(super) fn block_id(text: &str) -> Option<String> {
    let id: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let is_id = !id.is_empty() && id.len() <= 4 && id.bytes().all(|b| b.is_ascii_alphabetic());
    is_id.then(|| id.to_ascii_uppercase())
}

/// A corporate number (法人番号) as a seed file has it: a blank stays one. Where the check digit is wrong there is none, and the reason to be shown.
pub(super) fn corporate_number(printed: &str) -> (&str, Option<String>) {
    let number = printed.trim();
    if CorporateNumber::parse(number).is_ok() {
        return (number, None);
    }
    let why = format!(
        "原資料の法人番号「{number}」は検査数字が合わないため、法人番号として扱っていません。"
    );
    match number {
        "" => ("", None),
        _ => ("-", Some(why)),
    }
}

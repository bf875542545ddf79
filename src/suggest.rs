//! "Did you mean …?"

use crate::diagnostic::Say;
use crate::say;

/// The known word nearest to what was typed, or the list of known words where none is near and the list is short.
pub fn suggest<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<Say> {
    if let Some(near) = nearest(typed, known.clone()) {
        return Some(say!("「{near}」のことですか", "did you mean `{near}`?"));
    }
    let words: Vec<&str> = known.collect();
    let list = words.join(", ");
    (!words.is_empty() && words.len() <= 20).then(|| say!("次のいずれかを書いてください：{list}", "use one of: {list}"))
}

/// The known word nearest to what was typed, where one is near: at most a third of its letters differ.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1);
    // Words of another length are further away than that; the real comparison is dear where thousands are known.
    let letters = typed.chars().count();
    known
        .filter(|word| word.chars().count().abs_diff(letters) <= limit)
        .map(|word| (strsim::damerau_levenshtein(typed, word), word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}

//! "Did you mean …?": a misspelt word and the words known → the one that was meant.

use crate::diagnostic::Say;
use crate::say;

/// The known word nearest to what was typed, or the list of known words where none is near and the list is short.
pub fn suggest<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<Say> {
    if let Some(near) = nearest(typed, known.clone()) {
        return Some(say!("「{near}」のことですか", "did you mean `{near}`?"));
    }
    let words: Vec<&str> = known.collect();
    let list = words.join(", ");
    (!words.is_empty() && words.len() <= 20)
        .then(|| say!("次のいずれかを書いてください：{list}", "use one of: {list}"))
}

/// Words longer than this are not compared; nobody misspells a key at such length.
const LONGEST: usize = 64;

/// The allowed word nearest to `word`, where one is near enough: at most one slip in three letters.
///
/// Case, `-` for `_`, and a missing plural count as one slip at most; swapped neighbours count as one.
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let meant = folded(word);
    let letters = meant.chars().count();
    // Words of quite another length are never near; the real comparison is dear where thousands are known.
    let ranked = allowed
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= letters.max(3) / 2)
        .map(|candidate| (distance(&meant, &folded(candidate)), candidate));
    let (distance, candidate) = ranked.min_by_key(|(distance, _)| *distance)?;
    let slips = (meant.chars().count().max(candidate.chars().count()) / 3).max(1);
    (distance <= slips && distance < candidate.chars().count()).then_some(candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(word, candidate)
}

/// Lower case, full-width letters made half-width, separators alike.
fn folded(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '-' | ' ') { '_' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["name", "name_en", "indicators", "source", "at", "budgets"];

    #[test]
    fn slips_of_the_finger_are_recognised() {
        let pairs = [
            ("naem", "name"),
            ("nmae", "name"),
            ("name-en", "name_en"),
            ("Source", "source"),
            ("budget", "budgets"),
            ("indicaters", "indicators"),
            ("ｎａｍｅ", "name"),
        ];
        for (word, meant) in pairs {
            assert_eq!(nearest(word, KEYS), Some(meant), "{word}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in ["colour", "", "x", "担当", "to"] {
            assert_eq!(nearest(word, KEYS), None, "{word}");
        }
    }
}

//! Emphasis next to Japanese punctuation, made to work before CommonMark sees the text.
//!
//! `**「重要」**です` is no emphasis in CommonMark: a run of `*` between punctuation and a letter can only open or only
//! close, and Japanese sets no space around it. The guard puts one private-use character, which counts as a letter,
//! between the run and the punctuation, exactly where the proposed amendment for CJK (markdown-cjk-friendly;
//! commonmark-spec #650) would let the run open or close. It is taken out of everything that is written, and positions
//! are mapped back. Inside code, addresses and HTML it changes nothing but is taken out all the same.
//!
//! Not covered: `_` (which never works inside words) and a mixed cluster of `_` with `*`.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{is_cjk, is_cjk_punctuation, is_private_use};

/// A text with guards, and how to get rid of them.
pub(super) struct Guarded<'a> {
    pub text: Cow<'a, str>,
    guard: char,
    /// Where guards stand in `text`, ascending.
    at: Vec<usize>,
}

impl<'a> Guarded<'a> {
    /// Puts guards into `source`. Without a free private-use character the text stays as it is.
    pub fn new(source: &'a str) -> Guarded<'a> {
        let plain = || Guarded {
            text: Cow::Borrowed(source),
            guard: '\0',
            at: Vec::new(),
        };
        if !source.contains('*') && !source.contains("~~") {
            return plain();
        }
        let Some(guard) = ('\u{E000}'..='\u{F8FF}').find(|c| !source.contains(*c)) else {
            return plain();
        };
        let mut guarded = Guarded {
            text: Cow::Owned(String::with_capacity(source.len() + source.len() / 8)),
            guard,
            at: Vec::new(),
        };
        guarded.fill(source);
        if guarded.at.is_empty() {
            plain()
        } else {
            guarded
        }
    }

    fn fill(&mut self, source: &str) {
        let mut rest = source;
        let mut before: Option<char> = None;
        while let Some(c) = rest.chars().next() {
            let escaped = rest
                .strip_prefix('\\')
                .and_then(|rest| rest.chars().next())
                .filter(char::is_ascii_punctuation);
            if let Some(escaped) = escaped {
                rest = self.copy(rest, 1 + escaped.len_utf8());
                before = Some(escaped);
            } else if matches!(c, '*' | '~') {
                let end = rest.find(|c| !matches!(c, '*' | '~')).unwrap_or(rest.len());
                let side = side(before, rest.get(end..).and_then(|rest| rest.chars().next()));
                let remaining = rest.len() - end;
                while rest.len() > remaining {
                    rest = self.copy_run(rest, side);
                }
                before = Some(c);
            } else {
                rest = self.copy(rest, c.len_utf8());
                before = Some(c);
            }
        }
    }

    /// Copies one run of the same delimiter with its guard. A single `~` is no delimiter worth guarding.
    fn copy_run<'s>(&mut self, rest: &'s str, side: Option<Side>) -> &'s str {
        let Some(delimiter) = rest.chars().next() else {
            return "";
        };
        let len = rest.find(|c| c != delimiter).unwrap_or(rest.len());
        let side = side.filter(|_| delimiter == '*' || len > 1);
        if side == Some(Side::Before) {
            self.insert();
        }
        let rest = self.copy(rest, len);
        if side == Some(Side::After) {
            self.insert();
        }
        rest
    }

    fn copy<'s>(&mut self, rest: &'s str, len: usize) -> &'s str {
        match rest.split_at_checked(len) {
            Some((head, tail)) => {
                self.text.to_mut().push_str(head);
                tail
            }
            // Lengths are measured on the same text, so this is not reached; stop rather than loop.
            None => "",
        }
    }

    fn insert(&mut self) {
        let text = self.text.to_mut();
        self.at.push(text.len());
        text.push(self.guard);
    }

    /// The range of the unguarded text that a range of the guarded text covers.
    pub fn unguarded(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.unguarded_at(range.start);
        start..self.unguarded_at(range.end).max(start)
    }

    fn unguarded_at(&self, position: usize) -> usize {
        let guards = self.at.partition_point(|at| *at < position);
        position.saturating_sub(guards * self.guard.len_utf8())
    }

    /// The text without guards.
    pub fn clean<'s>(&self, text: &'s str) -> Cow<'s, str> {
        if !self.at.is_empty() && text.contains(self.guard) {
            Cow::Owned(text.replace(self.guard, ""))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// On which side of a delimiter run the guard goes: that of the punctuation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// Where a guard is needed between two characters around a run, if at all.
fn side(before: Option<char>, after: Option<char>) -> Option<Side> {
    let (before, after) = (before?, after?);
    let cjk = |mark: char, letter: char| {
        is_cjk_punctuation(mark) || is_cjk(letter) || is_combining(letter)
    };
    if is_letter(before) && is_mark(after) && cjk(after, before) {
        Some(Side::After)
    } else if is_mark(before) && is_letter(after) && cjk(before, after) {
        Some(Side::Before)
    } else {
        None
    }
}

/// What CommonMark certainly takes for neither space nor punctuation.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || is_private_use(c)
}

/// Variation selectors (葛󠄀) and combining sound marks belong to the character before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Punctuation or symbol. `_` is left out: a guard beside it would break it.
fn is_mark(c: char) -> bool {
    !is_letter(c) && !c.is_whitespace() && !c.is_control() && c != '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(source: &str) -> String {
        Guarded::new(source).text.replace('\u{E000}', "|")
    }

    #[test]
    fn guards_stand_only_between_runs_and_punctuation() {
        for (source, expected) in [
            ("**「重要」**です", "**「重要」|**です"),
            ("この**「重要」**です", "この**|「重要」|**です"),
            ("**注意：**必ず", "**注意：|**必ず"),
            ("~~（旧）~~新", "~~（旧）|~~新"),
            ("**~~（旧）~~**新", "**~~（旧）|~~|**新"),
            ("新**~~（旧）~~**", "新**|~~|（旧）~~**"),
            ("**A**、**B**", "**A**|、|**B**"),
            ("**(x)**です", "**(x)|**です"),
            ("**(x)**y", "**(x)**y"),
            (r"\*「a」\*です", r"\*「a」\*です"),
            ("* 「項目」", "* 「項目」"),
            ("**強調**する", "**強調**する"),
            ("~「a」~です", "~「a」~です"),
            ("_「a」_**です", "_「a」_**です"),
        ] {
            assert_eq!(guarded(source), expected);
        }
    }

    #[test]
    fn positions_map_back() {
        let source = "この**「重要」**です。**（一）**と**（二）**を";
        let guarded = Guarded::new(source);
        for (position, c) in guarded.text.char_indices() {
            if c != '\u{E000}' {
                let back = guarded.unguarded(&(position..position + c.len_utf8()));
                assert_eq!(source.get(back), Some(c.to_string().as_str()));
            }
        }
        assert_eq!(guarded.clean(&guarded.text), source);
        assert_eq!(guarded.unguarded(&(0..guarded.text.len())), 0..source.len());
    }

    #[test]
    fn private_use_characters_of_the_source_survive() {
        let source = "\u{E000}**「重要」**です\u{E001}";
        let guarded = Guarded::new(source);
        assert_eq!(guarded.clean(&guarded.text), source);
        assert!(guarded.text.contains('\u{E002}'));
    }
}

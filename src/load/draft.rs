//! A text and the edits that mend it → a draft that the parser can read, which knows where each character came from.

use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of the text and what stands there in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub range: Range<usize>,
    pub with: String,
    /// True where the edit surely says what the author meant; otherwise the tree is a guess from here on.
    pub sound: bool,
}

impl Edit {
    pub(super) fn sound(range: Range<usize>, with: &str) -> Edit {
        Edit {
            range,
            with: with.to_owned(),
            sound: true,
        }
    }
    pub(super) fn guess(range: Range<usize>, with: &str) -> Edit {
        Edit {
            range,
            with: with.to_owned(),
            sound: false,
        }
    }
}

/// Edits of one text that do not overlap, by where they begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Edits(BTreeMap<usize, Edit>);

impl Edits {
    /// Adds edits. One that lies inside an earlier one is left out, one that covers earlier ones replaces them. False
    /// when nothing changed, so that reading again would meet the same fault.
    pub(super) fn add(&mut self, edits: Vec<Edit>) -> bool {
        let mut changed = false;
        for edit in edits {
            changed |= self.add_one(edit);
        }
        changed
    }

    fn add_one(&mut self, edit: Edit) -> bool {
        let before = self.0.range(..=edit.range.start).next_back();
        if edit.range.is_empty()
            || before.is_some_and(|(_, other)| {
                other.range.end > edit.range.start && other.range != edit.range
            })
        {
            return false;
        }
        if self.0.get(&edit.range.start) == Some(&edit) {
            return false;
        }
        let covered: Vec<usize> = self
            .0
            .range(edit.range.clone())
            .map(|(start, _)| *start)
            .collect();
        for start in covered {
            self.0.remove(&start);
        }
        self.0.insert(edit.range.start, edit);
        true
    }

    /// True when an edit touches the bytes.
    pub(super) fn touch(&self, range: &Range<usize>) -> bool {
        self.0
            .range(..range.end)
            .next_back()
            .is_some_and(|(_, edit)| edit.range.end > range.start)
    }

    /// The first byte from which the draft is a guess, at most `end`.
    pub(super) fn sound_to(&self, end: usize) -> usize {
        self.0
            .values()
            .find(|edit| !edit.sound)
            .map_or(end, |edit| edit.range.start.min(end))
    }

    /// The text with the edits made.
    pub(super) fn apply(&self, text: &str) -> Draft {
        let mut draft = Draft {
            text: String::with_capacity(text.len()),
            at: Vec::with_capacity(text.len() + 1),
        };
        let mut done = 0;
        for edit in self.0.values() {
            draft.copy(text, done..edit.range.start);
            draft.text.push_str(&edit.with);
            draft.at.extend(edit.with.chars().map(|_| edit.range.start));
            done = edit.range.end.max(done);
        }
        draft.copy(text, done..text.len());
        draft.at.push(text.len());
        draft
    }
}

/// A text for the parser, with the byte in the original for each of its characters.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub text: String,
    at: Vec<usize>,
}

impl Draft {
    fn copy(&mut self, text: &str, range: Range<usize>) {
        let start = range.start;
        let part = text.get(range).unwrap_or_default();
        self.text.push_str(part);
        self.at
            .extend(part.char_indices().map(|(offset, _)| start + offset));
    }

    /// The byte of the original where the draft has its character number `index`.
    pub(super) fn byte(&self, index: usize) -> usize {
        self.at[index.min(self.at.len() - 1)]
    }

    /// The bytes of the original where the draft has these characters.
    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let start = self.byte(start);
        start..self.byte(end).max(start)
    }
}

//! Records → inverted index: for each gram the records that have it, in their names or only in their texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::fold::{BREAK, fold};
use super::grams::{self, Gram};
use super::record::Record;

/// The records that have a gram.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// In a name.
    pub(super) names: List,
    /// In a text, and in no name.
    pub(super) texts: List,
    /// Only in the name of what it belongs to. That alone is no find: whoever looks for a project wants it, not its tasks.
    pub(super) within: List,
}

/// Ascending numbers as differences, in digits of five bits: `A` to `f` end a number, `g` to `_` are followed by more.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) written: Vec<u8>,
    /// The number after the last one.
    next: u32,
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl List {
    fn push(&mut self, number: u32) {
        let mut gap = number - self.next;
        self.next = number + 1;
        while gap >= 32 {
            self.written.push(DIGITS[(gap % 32 + 32) as usize]);
            gap /= 32;
        }
        self.written.push(DIGITS[gap as usize]);
    }
}

impl Postings {
    /// The three lists, as they are written.
    pub(super) fn written(&self) -> [&[u8]; 3] {
        [
            &self.names.written,
            &self.texts.written,
            &self.within.written,
        ]
    }
}

/// The index of the records, which are numbered as they stand.
pub(super) fn index(records: &[Record]) -> Vec<(Gram, Postings)> {
    let mut index: HashMap<Gram, Postings, BuildHasherDefault<GramHasher>> = HashMap::default();
    let (mut names, mut texts, mut within) = (Vec::new(), Vec::new(), Vec::new());
    let is_in = |grams: &[Gram], gram: &Gram| grams.binary_search(gram).is_ok();
    for (number, record) in records.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        grams_of(&name_text(record), &mut names);
        grams_of(&passage_text(record), &mut texts);
        grams_of(&within_text(record), &mut within);
        texts.retain(|gram| !is_in(&names, gram));
        within.retain(|gram| !is_in(&names, gram) && !is_in(&texts, gram));
        for gram in &names {
            index.entry(*gram).or_default().names.push(number);
        }
        for gram in &texts {
            index.entry(*gram).or_default().texts.push(number);
        }
        for gram in &within {
            index.entry(*gram).or_default().within.push(number);
        }
    }
    let mut index: Vec<_> = index.into_iter().collect();
    index.sort_unstable_by_key(|(gram, _)| *gram);
    index
}

/// Scatters grams over the map. They come from the site's own texts, in tens of millions; the standard hash is proof against
/// people who choose keys that collide, and costs more than that is worth here.
#[derive(Default)]
struct GramHasher(u64);

impl Hasher for GramHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, gram: u64) {
        let mixed = (self.0 ^ gram).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// The grams of a text, each once, ascending.
fn grams_of(text: &str, into: &mut Vec<Gram>) {
    into.clear();
    let folded: Vec<char> = fold(text).chars().collect();
    grams::collect(&folded, into);
    into.sort_unstable();
    into.dedup();
}

/// Names of a record, one a line.
fn name_text(record: &Record) -> String {
    let mut text = record.name.ja.clone();
    for name in record.name.en.iter().chain(&record.also) {
        text.push(BREAK);
        text.push_str(name);
    }
    text
}

/// Texts of a record, one a line.
fn passage_text(record: &Record) -> String {
    let mut text = String::new();
    let parts = record.passages.iter();
    for part in parts.flat_map(|passage| [&passage.heading, &passage.text]) {
        text.push_str(part);
        text.push(BREAK);
    }
    text
}

/// Names of what a record belongs to, one a line.
fn within_text(record: &Record) -> String {
    let mut text = record.within.ja.clone();
    text.push(BREAK);
    text.extend(record.within.en.as_deref());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_differences() {
        let written = |numbers: &[u32]| {
            let mut list = List::default();
            numbers.iter().for_each(|number| list.push(*number));
            String::from_utf8(list.written).expect("digits are ASCII")
        };
        assert_eq!(written(&[0, 1, 2]), "AAA");
        assert_eq!(written(&[31]), "f");
        assert_eq!(written(&[32]), "gB");
        assert_eq!(written(&[5, 1006]), "Fof");
    }
}

//! Records → inverted index: for each gram the records that have it, in their names or only in their texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

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

/// The grams of a record, each in the first of these that has it; ascending.
#[derive(Debug, Default)]
pub(super) struct RecordGrams {
    names: Vec<Gram>,
    texts: Vec<Gram>,
    within: Vec<Gram>,
}

impl RecordGrams {
    pub(super) fn of(record: &Record) -> RecordGrams {
        let names = grams_of(&name_text(record));
        let mut texts = grams_of(&passage_text(record));
        let mut within = grams_of(&within_text(record));
        let is_in = |grams: &[Gram], gram: &Gram| grams.binary_search(gram).is_ok();
        texts.retain(|gram| !is_in(&names, gram));
        within.retain(|gram| !is_in(&names, gram) && !is_in(&texts, gram));
        RecordGrams {
            names,
            texts,
            within,
        }
    }
}

type Part = HashMap<Gram, Postings, BuildHasherDefault<GramHasher>>;

/// An index in the making.
#[derive(Debug)]
pub(super) struct Builder {
    /// Each holds the grams that fall to it, so that several threads can fill them.
    parts: Vec<Part>,
    /// Number of the next record.
    next: u32,
}

/// Eight threads have one each; more cost, because each looks at all grams.
const PARTS: usize = 8;

impl Default for Builder {
    fn default() -> Builder {
        let parts = std::iter::repeat_with(Part::default);
        Builder {
            parts: parts.take(PARTS).collect(),
            next: 0,
        }
    }
}

impl Builder {
    /// Adds the records that come next.
    pub(super) fn add(&mut self, records: &[RecordGrams]) {
        let first = self.next;
        let parts = self.parts.par_iter_mut().enumerate();
        parts.for_each(|(part, index)| {
            let of_part = |grams: &'_ &Gram| part_of(**grams) == part;
            for (number, record) in (first..).zip(records) {
                for gram in record.names.iter().filter(of_part) {
                    index.entry(*gram).or_default().names.push(number);
                }
                for gram in record.texts.iter().filter(of_part) {
                    index.entry(*gram).or_default().texts.push(number);
                }
                for gram in record.within.iter().filter(of_part) {
                    index.entry(*gram).or_default().within.push(number);
                }
            }
        });
        self.next += u32::try_from(records.len()).unwrap_or(u32::MAX);
    }

    /// The grams in order.
    pub(super) fn finish(self) -> Vec<(Gram, Postings)> {
        let mut index: Vec<_> = self.parts.into_iter().flatten().collect();
        index.par_sort_unstable_by_key(|(gram, _)| *gram);
        index
    }
}

fn part_of(gram: Gram) -> usize {
    // The map takes the low bits of the same hash: these are others.
    (scattered(gram) >> 32) as usize % PARTS
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
        self.0 = scattered(self.0 ^ gram);
    }
}

fn scattered(gram: Gram) -> u64 {
    let mixed = gram.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

/// The grams of a text, each once, ascending.
fn grams_of(text: &str) -> Vec<Gram> {
    let folded: Vec<char> = fold(text).chars().collect();
    let mut grams = Vec::new();
    grams::collect(&folded, &mut grams);
    grams.sort_unstable();
    grams.dedup();
    grams
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

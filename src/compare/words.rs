//! Two texts word by word, readable in Japanese.
//!
//! Texts are first compared sentence by sentence, then the sentences that differ word by word. Words are those of ICU's
//! dictionary; scattered particles that happen to be equal between two changes are taken into the change, so that a reader meets
//! phrases, not crumbs.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::UnicodeNormalization as _;

use crate::text;

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// In both texts, as the later one has it.
    Same(String),
    Deleted(String),
    Inserted(String),
}

/// Sentences, or words between two sentences, of which at most so many times so many are compared; beyond, the texts are taken
/// as another text: the time would grow with the product.
const MOST: usize = 4_000_000;

/// Characters of an equal run between two changes that are taken into them.
const CRUMB: usize = 2;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// True where two texts differ in nothing but spaces, line breaks, width of characters and radicals.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

fn folded(text: &str) -> String {
    let text = text::mend_radicals(text);
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// True where a text may be another version of the other: they share words.
pub fn is_related(one: &str, other: &str) -> bool {
    let runs = diff(one, other);
    runs.iter()
        .any(|run| matches!(run, Run::Same(text) if characters(text) > CRUMB))
        || is_same(one, other)
}

/// What became of a text, in the order of reading. A deletion stands before the insertion that takes its place.
pub fn diff(before: &str, after: &str) -> Vec<Run> {
    let (before, after) = (text::mend_radicals(before), text::mend_radicals(after));
    let (olds, news) = (sentences(&before), sentences(&after));
    let mut runs = Runs::default();
    for op in operations(&olds, &news) {
        let (_, old, new) = op.as_tag_tuple();
        let (old, new) = (olds[old].concat(), news[new].concat());
        match op {
            DiffOp::Equal { .. } => runs.push(Run::Same(new)),
            DiffOp::Delete { .. } => runs.push(Run::Deleted(old)),
            DiffOp::Insert { .. } => runs.push(Run::Inserted(new)),
            DiffOp::Replace { .. } => runs.replace(&old, &new),
        }
    }
    runs.all
}

/// The operations between two lists; where both are very long, one replacement.
fn operations(olds: &[&str], news: &[&str]) -> Vec<DiffOp> {
    if olds.len().saturating_mul(news.len()) <= MOST {
        return capture_diff_slices(Algorithm::Myers, olds, news);
    }
    vec![DiffOp::Replace {
        old_index: 0,
        old_len: olds.len(),
        new_index: 0,
        new_len: news.len(),
    }]
}

/// A text cut behind full stops and line breaks.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '\n']).collect()
}

/// A text cut into words, spaces and punctuation.
fn segments(text: &str) -> Vec<&str> {
    let ends: Vec<usize> = SEGMENTER.segment_str(text).collect();
    ends.windows(2)
        .map(|ends| &text[ends[0]..ends[1]])
        .collect()
}

#[derive(Default)]
struct Runs {
    all: Vec<Run>,
}

impl Runs {
    fn replace(&mut self, old: &str, new: &str) {
        let (olds, news) = (segments(old), segments(new));
        let ops = operations(&olds, &news);
        let equal: usize = ops
            .iter()
            .filter_map(|op| match op {
                DiffOp::Equal { new_index, len, .. } => Some(&news[*new_index..new_index + len]),
                _ => None,
            })
            .map(|words| characters(&words.concat()))
            .sum();
        // Two sentences that share few words are two sentences.
        if equal * 3 < characters(old).max(characters(new)) {
            self.push(Run::Deleted(old.to_owned()));
            self.push(Run::Inserted(new.to_owned()));
            return;
        }
        let last = ops.len().saturating_sub(1);
        let (mut gone, mut come) = (String::new(), String::new());
        for (index, op) in ops.iter().enumerate() {
            let (_, old, new) = op.as_tag_tuple();
            let (old, new) = (olds[old].concat(), news[new].concat());
            let is_crumb = matches!(op, DiffOp::Equal { .. })
                && (1..last).contains(&index)
                && characters(&new) <= CRUMB
                && !new.contains('\n');
            if matches!(op, DiffOp::Equal { .. }) && !is_crumb {
                self.flush(&mut gone, &mut come);
                self.push(Run::Same(new));
            } else {
                gone.push_str(&old);
                come.push_str(&new);
            }
        }
        self.flush(&mut gone, &mut come);
    }

    fn flush(&mut self, gone: &mut String, come: &mut String) {
        self.push(Run::Deleted(std::mem::take(gone)));
        self.push(Run::Inserted(std::mem::take(come)));
    }

    /// Adds a run, to the last one where it is of its kind.
    fn push(&mut self, run: Run) {
        let (Run::Same(text) | Run::Deleted(text) | Run::Inserted(text)) = &run;
        if text.is_empty() {
            return;
        }
        match (self.all.last_mut(), &run) {
            (Some(Run::Same(last)), Run::Same(text))
            | (Some(Run::Deleted(last)), Run::Deleted(text))
            | (Some(Run::Inserted(last)), Run::Inserted(text)) => last.push_str(text),
            _ => self.all.push(run),
        }
    }
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let runs = diff(before, after).into_iter().map(|run| match run {
            Run::Same(text) => text,
            Run::Deleted(text) => format!("[-{text}-]"),
            Run::Inserted(text) => format!("[+{text}+]"),
        });
        runs.collect()
    }

    #[test]
    fn words_are_japanese_words() {
        assert_eq!(
            shown(
                "大学等における基礎研究の成果を実用化する。",
                "大学等における応用研究の成果を実用化する。"
            ),
            "大学等における[-基礎-][+応用+]研究の成果を実用化する。"
        );
        assert_eq!(
            shown("令和3年度は12件である。", "令和4年度は15件である。"),
            "令和[-3-][+4+]年度は[-12-][+15+]件である。"
        );
    }

    #[test]
    fn sentences_that_share_little_are_replaced_whole() {
        assert_eq!(
            shown("同じ文。海外の拠点を置く。", "同じ文。人材を育成した。"),
            "同じ文。[-海外の拠点を置く。-][+人材を育成した。+]"
        );
    }

    #[test]
    fn both_texts_can_be_read_out_of_the_runs() {
        let texts = [
            "",
            "。",
            "一つ目。\n二つ目。",
            "一つ目。\n三つ目の文、BINDSの改組。",
            "Drug discovery 基盤 12.5%",
            "𠮟る人\u{3099}。😀",
            "二つ目。一つ目。",
        ];
        for before in texts {
            for after in texts {
                let runs = diff(before, after);
                let read = |skip: fn(&Run) -> bool| {
                    let kept = runs.iter().filter(|run| !skip(run)).map(|run| match run {
                        Run::Same(text) | Run::Deleted(text) | Run::Inserted(text) => text.as_str(),
                    });
                    kept.collect::<String>()
                };
                assert_eq!(read(|run| matches!(run, Run::Inserted(_))), before);
                assert_eq!(read(|run| matches!(run, Run::Deleted(_))), after);
            }
        }
    }

    #[test]
    fn very_long_texts_end() {
        let text = |word: &str| {
            (0..3000)
                .map(|n| format!("{word}{n}。"))
                .collect::<String>()
        };
        let runs = diff(&text("甲"), &text("乙"));
        assert!(matches!(&runs[..], [Run::Deleted(_), Run::Inserted(_)]));
    }

    #[test]
    fn width_and_spaces_are_no_change() {
        assert!(is_same("ＢＩＮＤＳ（基盤） 事業", "BINDS(基盤)事業"));
        assert!(is_same("⽬標\n達成", "目標達成"));
        assert!(!is_same("目標12", "目標13"));
    }
}

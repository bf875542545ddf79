//! The words that problems are reported in: values, keys and what was probably meant.

use crate::diagnostic::Say;
use crate::say;

use super::marked::{Kind, Node};
use super::plain::Plain;
use super::shape::{Key, Record, Word, name_en, name_ja, term};
use crate::suggest::nearest;

/// Characters of an offending value that a message shows.
const SHOWN: usize = 40;

/// How a message names the value it is about.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    ja: String,
    pub(super) en: String,
}

impl Subject {
    /// The subject with a particle; a space only after Latin text.
    pub(super) fn ja(&self, particle: &str) -> String {
        attach(&self.ja, particle)
    }
    /// The file itself.
    pub(super) fn file() -> Subject {
        Subject {
            ja: "このファイル".to_owned(),
            en: "the file".to_owned(),
        }
    }
    pub(super) fn key(key: &Key<'_>) -> Subject {
        Subject {
            ja: key.ja(),
            en: key.en(),
        }
    }
    pub(super) fn item(&self, index: usize) -> Subject {
        let number = index + 1;
        Subject {
            ja: format!("{} {number} 番目", self.ja("の")),
            en: format!("item {number} of {}", self.en),
        }
    }
}

/// A Japanese name with what follows; a space only after a backtick.
pub(super) fn attach(name: &str, rest: &str) -> String {
    if name.ends_with('`') {
        format!("{name} {rest}")
    } else {
        format!("{name}{rest}")
    }
}

/// A value in a few words.
pub(super) fn describe(node: &Node) -> Say {
    match &node.kind {
        Kind::Seq(_) => say!("一覧", "a list"),
        Kind::Map(_) => say!("項目の集まり", "a group of keys"),
        Kind::Scalar { text, .. } => {
            let shown = shown(text);
            match node.plain() {
                Some(Plain::Null) => say!("空", "nothing"),
                Some(Plain::Flag) => say!("真偽値 `{shown}`", "the truth value `{shown}`"),
                Some(Plain::Whole(_) | Plain::Real) => {
                    say!("数値 `{shown}`", "the number `{shown}`")
                }
                _ => say!("文字「{shown}」", "the text `{shown}`"),
            }
        }
    }
}

/// The beginning of a value, on one line.
pub(super) fn shown(text: &str) -> String {
    let line: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        format!("{line}…")
    } else {
        line
    }
}

/// The word that was meant: a slip of the finger, or the Japanese name instead of the word.
pub(super) fn meant<'w, 's>(written: &str, words: &'w [Word<'s>]) -> Option<&'w Word<'s>> {
    let near = nearest(written, words.iter().map(|word| word.text));
    let by_word = || words.iter().find(|word| Some(word.text) == near);
    by_word()
        .or_else(|| words.iter().find(|word| is_called(word.about, written)))
        .or_else(|| {
            let terms: Vec<String> = words
                .iter()
                .map(|word| term(word.about).unwrap_or_default())
                .collect();
            let near = nearest(written, terms.iter().map(String::as_str))?;
            words
                .iter()
                .zip(&terms)
                .find(|(_, term)| *term == near)
                .map(|(word, _)| word)
        })
}

/// True where the Japanese name of a description, or a part of it, is or begins with what was written.
pub(super) fn is_called(about: &str, written: &str) -> bool {
    let parts = |term: String| {
        term.split(['・', '、'])
            .any(|part| part.starts_with(written))
    };
    written.chars().count() > 1 && term(about).is_some_and(|term| term == written || parts(term))
}

pub(super) fn did_you_mean(name: &str, about: &str) -> Say {
    Say {
        ja: format!(
            "もしかして {}",
            attach(&name_ja(name, about), "ではありませんか")
        ),
        en: format!("Did you mean {}?", name_en(name, about)),
    }
}

pub(super) fn choose(words: &[Word<'_>]) -> Say {
    let (ja, en) = listed(words.iter().map(|word| {
        (
            name_ja(word.text, word.about),
            name_en(word.text, word.about),
        )
    }));
    say!("次から選んでください: {ja}", "Choose one of {en}")
}

pub(super) fn allowed_keys(record: &Record<'_>) -> Say {
    let (ja, en) = listed(record.keys.iter().map(|key| (key.ja(), key.en())));
    say!("使える項目は次のとおりです: {ja}", "Use one of {en}")
}

pub(super) fn listed(names: impl Iterator<Item = (String, String)>) -> (String, String) {
    let (ja, en): (Vec<_>, Vec<_>) = names.unzip();
    (ja.join("、"), en.join(", "))
}

//! What is wrong with the content, as data: never printed here, never an `Err`.
//!
//! A [`Diagnostic`] names its rule, says what is wrong in the reader's terms in Japanese and English, points to one or
//! more places in the sources and, where it can, says how to mend it. Emitters turn diagnostics into text.

pub mod emit;
pub mod rules;

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use rules::RuleId;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something worth knowing; never changes the exit code.
    Note,
    /// A finding: the site can be built, but somebody should look (exit code 1 with `check`).
    Warning,
    /// The content cannot be used as it is; nothing is published (exit code 1 with `check`, 2 with `build`).
    Error,
}

/// Language of messages and of pages.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Japanese (日本語), the language of the documents.
    #[default]
    Ja,
    /// English (英語).
    En,
}

impl Lang {
    /// Every language; that of the documents first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The tag of the language (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The name of the language in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Ja => "日本語",
            Lang::En => "English",
        }
    }

    /// Folder of the pages in this language below the site's root: empty for the language of the documents.
    pub const fn folder(self) -> &'static str {
        match self {
            Lang::Ja => "",
            Lang::En => "en/",
        }
    }

    /// The name in this language, where there is one; else the Japanese name.
    pub fn choose<'a>(self, ja: &'a str, en: Option<&'a str>) -> &'a str {
        match self {
            Lang::Ja => ja,
            Lang::En => en.unwrap_or(ja),
        }
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Say {
    pub ja: String,
    pub en: String,
}

impl Say {
    /// What `write` gives in each language.
    pub fn of(write: impl Fn(Lang) -> String) -> Say {
        Say {
            ja: write(Lang::Ja),
            en: write(Lang::En),
        }
    }

    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// `say!("日本語 {x}", "English {x}")`: a [`Say`] from two format strings that share captured variables.
#[macro_export]
macro_rules! say {
    ($ja:literal, $en:literal) => {
        $crate::diagnostic::Say {
            ja: format!($ja),
            en: format!($en),
        }
    };
}

/// Where a label points inside its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Bytes of the file.
    Bytes { start: usize, end: usize },
    /// A value of a YAML file by its data path; the line is looked up when it has to be shown.
    Path(DataPath),
    /// The key that leads to a value of a YAML file.
    Key(DataPath),
}

impl From<Range<usize>> for Place {
    fn from(range: Range<usize>) -> Self {
        Place::Bytes {
            start: range.start,
            end: range.end,
        }
    }
}

/// A step of a data path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// A path to a value of a YAML file, such as `budgets[0].rows[2].values[1]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct DataPath(pub Vec<Step>);

impl DataPath {
    /// The path one key deeper.
    pub fn key(&self, key: &str) -> DataPath {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        DataPath(steps)
    }
    /// The path one index deeper.
    pub fn index(&self, index: usize) -> DataPath {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        DataPath(steps)
    }
}

/// A place with a short remark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Path of the file as in the source tree, for example `content/2022/projects/binds.yaml`.
    pub file: String,
    pub place: Place,
    /// What stands at the place; may be empty.
    pub text: Option<Say>,
}

/// What a diagnostic belongs to: a rule about content files, or a rule of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Content(RuleId),
    /// Id of the rule.
    Audit(&'static str),
}

impl Code {
    /// The name as printed.
    pub fn code(self) -> &'static str {
        match self {
            Code::Content(rule) => rule.code(),
            Code::Audit(id) => id,
        }
    }
    /// The rule about content files, where it is one.
    pub fn content(self) -> Option<RuleId> {
        match self {
            Code::Content(rule) => Some(rule),
            Code::Audit(_) => None,
        }
    }
}

impl PartialEq<RuleId> for Code {
    fn eq(&self, other: &RuleId) -> bool {
        *self == Code::Content(*other)
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: Code,
    pub severity: Severity,
    /// What is wrong, with the offending value; lower case, no full stop.
    pub message: Say,
    /// The first label is the principal place.
    pub labels: Vec<Label>,
    /// How to mend it: a sentence that starts with a verb.
    pub help: Option<Say>,
}

impl Diagnostic {
    /// A diagnostic of `rule` with the rule's usual severity at one place.
    pub fn new(rule: RuleId, file: &str, place: impl Into<Place>, message: Say) -> Self {
        Diagnostic {
            rule: Code::Content(rule),
            severity: rule.severity(),
            message,
            labels: vec![Label {
                file: file.to_owned(),
                place: place.into(),
                text: None,
            }],
            help: None,
        }
    }
    /// Adds how to mend it.
    pub fn help(mut self, help: Say) -> Self {
        self.help = Some(help);
        self
    }
    /// Adds a further place.
    pub fn label(mut self, file: &str, place: impl Into<Place>, text: Say) -> Self {
        self.labels.push(Label {
            file: file.to_owned(),
            place: place.into(),
            text: Some(text),
        });
        self
    }
    /// True for what keeps a site from being built.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

//! A seed file → its seed type, or everything that is wrong with it in the author's terms.
//!
//! The YAML reader fills the type where it can; that is the fast path and needs nothing else. It stops at its first error
//! though, so a file it refuses is read again into a marked tree, which is compared with the JSON Schema of the type.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::say;

use super::draft::Edits;
use super::fault::{self, Fault};
use super::locate::{Locator, Position};
use super::marked::{self, KeyNode, Kind, Marked, Node, Style};
use super::plain::{self, Plain};
use super::schema::schema_of;
use super::shape::{Allowed, Key, Record, Schema, Shape, Word, name_en, name_ja, term};
use super::suggest::nearest;
use super::suspect::{self, Separator};
use super::syntax;

/// Open brackets beyond closed ones above which the marked reader looks first: the other one takes quadratic time.
const OPEN_BRACKETS: usize = 200;
/// Characters of an offending value that a message shows.
const SHOWN: usize = 40;

/// Reads a seed file. A byte order mark is ignored; places count bytes after it.
///
/// Fails with every problem that can be found, never with none: syntax, unknown, missing and repeated keys, values of the
/// wrong kind.
pub fn parse<T: DeserializeOwned + JsonSchema>(
    file: &str,
    bytes: &[u8],
) -> Result<T, Vec<Diagnostic>> {
    let text = syntax::decode(file, bytes).map_err(|diagnostic| vec![*diagnostic])?;
    if opens_many_brackets(text) {
        let found = problems(file, text, &schema_of::<T>());
        if !found.is_empty() {
            return Err(found);
        }
    }
    serde_yaml::from_str::<T>(text).map_err(|error| {
        let found = problems(file, text, &schema_of::<T>());
        if found.is_empty() {
            unexplained(file, text, &error)
        } else {
            found
        }
    })
}

/// Everything wrong with a YAML text as a file of the kind that the JSON Schema describes.
pub fn problems(file: &str, text: &str, schema: &serde_json::Value) -> Vec<Diagnostic> {
    let Marked {
        root,
        mut diagnostics,
        sound_to,
    } = marked::read_text(file, text);
    let mut check = Check {
        file,
        text,
        schema: Schema(schema),
        found: Vec::new(),
    };
    check.root(&root);
    let sound = sound_to >= text.len();
    // Behind a fault that was mended by guessing, a missing key may be one that could not be read.
    let trusted = |diagnostic: &Diagnostic| {
        sound || (diagnostic.rule != RuleId::MissingKey && start(diagnostic) < sound_to)
    };
    diagnostics.extend(check.found.into_iter().filter(trusted));
    diagnostics.sort_by_key(start);
    diagnostics
}

fn start(diagnostic: &Diagnostic) -> usize {
    match diagnostic.labels.first().map(|label| &label.place) {
        Some(crate::diagnostic::Place::Bytes { start, .. }) => *start,
        _ => 0,
    }
}

fn opens_many_brackets(text: &str) -> bool {
    let (mut open, mut most) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most > OPEN_BRACKETS
}

/// What the YAML reader itself says, where no check of ours finds the problem.
fn unexplained(file: &str, text: &str, error: &serde_yaml::Error) -> Vec<Diagnostic> {
    let words = error.to_string();
    let place = place_of(text, error);
    let about_data = ["invalid ", "unknown ", "missing ", "duplicate "]
        .iter()
        .any(|start| words.contains(start));
    if about_data && !words.contains("unknown anchor") {
        let message = say!("読めません（{words}）", "cannot be read: {words}");
        let help = say!(
            "この場所の書き方を、ほかのファイルの同じ項目と見比べてください",
            "Compare the place with the same key of another file"
        );
        return vec![Diagnostic::new(RuleId::WrongType, file, place, message).help(help)];
    }
    let marks = syntax::byte_order_marks(file, text);
    if !marks.is_empty() {
        return marks;
    }
    let fault = Fault {
        info: words,
        at: place.start,
        last: 0..0,
        bracket: None,
    };
    fault::explain(file, text, &fault, &Edits::default()).diagnostics
}

fn place_of(text: &str, error: &serde_yaml::Error) -> Range<usize> {
    let Some(location) = error.location() else {
        return 0..0;
    };
    let at = Locator::new(text).byte(Position {
        line: location.line(),
        column: location.column(),
    });
    let line = syntax::line_at(text, at);
    at..line.end.max(at)
}

/// How a message names the value it is about.
#[derive(Debug, Clone)]
struct Subject {
    ja: String,
    en: String,
}

impl Subject {
    fn key(key: &Key<'_>) -> Subject {
        Subject {
            ja: key.ja(),
            en: key.en(),
        }
    }
    fn item(&self, index: usize) -> Subject {
        let number = index + 1;
        Subject {
            ja: format!("{} の {number} 番目", self.ja),
            en: format!("item {number} of {}", self.en),
        }
    }
}

/// Compares a tree with a schema.
struct Check<'a> {
    file: &'a str,
    text: &'a str,
    schema: Schema<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn root(&mut self, root: &Node) {
        let subject = Subject {
            ja: "このファイル".to_owned(),
            en: "the file".to_owned(),
        };
        self.value(
            root,
            &self.schema.whole(),
            &subject,
            root.span.clone(),
            false,
        );
    }

    /// Checks a value. `place` is where to point when nothing is written; `exact` is set where the reader has decided
    /// what a plain scalar is before it knows what is wanted (inside a choice of several kinds).
    fn value(
        &mut self,
        node: &Node,
        allowed: &Allowed<'a>,
        subject: &Subject,
        place: Range<usize>,
        exact: bool,
    ) {
        let place = if node.span.is_empty() {
            place
        } else {
            node.span.clone()
        };
        // The reader knows what a tag such as `!!str` makes of a scalar; it is rare enough to leave it to the reader.
        let tagged = node.tag.is_some()
            && matches!(node.kind, Kind::Scalar { .. })
            && takes(&allowed.shape, node);
        if tagged || (allowed.nullable && is_null(node)) {
            return;
        }
        let spot = Spot {
            node,
            subject,
            place,
        };
        match &allowed.shape {
            Shape::Any => {}
            Shape::Text => self.text_value(&spot, exact),
            Shape::Flag => self.flag(&spot),
            Shape::Whole(limits) => self.whole(&spot, *limits.start(), *limits.end()),
            Shape::Real => self.real(&spot),
            Shape::Printed => self.scalar_only(&spot, &say!("一つの値", "a single value")),
            Shape::FiscalYear => self.fiscal_year(&spot),
            Shape::Place => self.source_place(&spot),
            Shape::CorporateNumber => self.corporate_number(&spot),
            Shape::Words(words) => self.word(&spot, words),
            Shape::List(items) => self.list(&spot, items, exact),
            Shape::Record(record) => self.record(&spot, record, exact),
            Shape::OneKey(record) => self.one_key(&spot, record),
            Shape::Either(branches) => self.either(&spot, branches),
        }
    }

    fn report(&mut self, rule: RuleId, place: &Range<usize>, message: Say, help: Say) {
        self.found
            .push(Diagnostic::new(rule, self.file, place.clone(), message).help(help));
    }

    /// Reports a value of the wrong kind, or the slips in it that explain how it came to be one.
    fn wrong_type(&mut self, spot: &Spot<'_>, wanted: &Say, help: Say) {
        let suspects = match spot.node.kind {
            Kind::Scalar {
                style: Style::Plain,
                ..
            } => suspect::of_value(self.text, &spot.node.span),
            _ => Vec::new(),
        };
        if !suspects.is_empty() {
            self.found
                .extend(suspects.iter().map(|suspect| suspect.diagnostic(self.file)));
            return;
        }
        let (subject, found) = (spot.subject, describe(spot.node));
        let message = Say {
            ja: format!(
                "{} は{}で書きます（{}になっています）",
                subject.ja, wanted.ja, found.ja
            ),
            en: format!("{} takes {}, not {}", subject.en, wanted.en, found.en),
        };
        self.report(RuleId::WrongType, &spot.place, message, help);
    }

    fn text_value(&mut self, spot: &Spot<'_>, exact: bool) {
        match &spot.node.kind {
            Kind::Scalar {
                text,
                style: Style::Plain,
            } if exact && plain::resolve(text) != Plain::Text => {
                let help = say!(
                    "引用符で囲み、\"{text}\" と書いてください",
                    "Put it in quotation marks: \"{text}\""
                );
                self.wrong_type(spot, &say!("文字", "a text"), help);
            }
            Kind::Scalar { .. } => {}
            _ => self.scalar_only(spot, &say!("文字", "a text")),
        }
    }

    /// Refuses lists and maps.
    fn scalar_only(&mut self, spot: &Spot<'_>, wanted: &Say) {
        let first = self.text[spot.place.clone()]
            .chars()
            .next()
            .unwrap_or_default();
        match &spot.node.kind {
            Kind::Scalar { .. } => {}
            _ if matches!(first, '[' | '{') => {
                let help = say!(
                    "値の全体を引用符で囲んでください。`{first}` で始まる値は YAML では一覧や項目の集まりになります",
                    "Put the whole value in quotation marks; a leading `{first}` begins a list or a group of keys"
                );
                self.wrong_type(spot, wanted, help);
            }
            _ => {
                let help = say!(
                    "一つの値にまとめてください。何行にもわたる文は `|` の下に字下げして書けます",
                    "Write a single value; a text of several lines can stand indented below `|`"
                );
                self.wrong_type(spot, wanted, help);
            }
        }
    }

    fn flag(&mut self, spot: &Spot<'_>) {
        if plain_of(spot.node) != Some(Plain::Flag) {
            let help = say!(
                "`true`（はい）か `false`（いいえ）を引用符なしで書いてください",
                "Write `true` or `false` without quotation marks"
            );
            self.wrong_type(
                spot,
                &say!(" `true` か `false` ", "`true` or `false`"),
                help,
            );
        }
    }

    fn whole(&mut self, spot: &Spot<'_>, low: i128, high: i128) {
        let written = scalar_text(spot.node).unwrap_or_default();
        let value = plain_of(spot.node).and_then(|plain| {
            if let Plain::Whole(value) = plain {
                Some(value)
            } else {
                None
            }
        });
        let signed = written.starts_with('-');
        match value {
            Some(value) if (low..=high).contains(&value) && !(signed && low == 0) => {}
            Some(_) => {
                let help = say!(
                    "{low} から {high} までの整数で書いてください",
                    "Write a whole number from {low} to {high}"
                );
                self.wrong_type(spot, &say!("整数", "a whole number"), help);
            }
            None => {
                let quoted = matches!(
                    spot.node.kind,
                    Kind::Scalar {
                        style: Style::Quoted,
                        ..
                    }
                ) && plain::whole(written).is_some();
                let help = if quoted {
                    say!("引用符を外してください", "Remove the quotation marks")
                } else {
                    say!("半角の数字だけで書いてください", "Write digits only")
                };
                self.wrong_type(spot, &say!("整数", "a whole number"), help);
            }
        }
    }

    fn real(&mut self, spot: &Spot<'_>) {
        if !matches!(plain_of(spot.node), Some(Plain::Whole(_) | Plain::Real)) {
            let help = say!("半角の数字で書いてください", "Write a number");
            self.wrong_type(spot, &say!("数値", "a number"), help);
        }
    }

    fn fiscal_year(&mut self, spot: &Spot<'_>) {
        let help = || {
            say!(
                "`2021`、`R3`、`令和3`、`H30` のように書いてください",
                "Write a year such as `2021`, `R3`, `令和3` or `H30`"
            )
        };
        match (&spot.node.kind, plain_of(spot.node)) {
            (Kind::Scalar { .. }, None | Some(Plain::Text)) => {}
            (Kind::Scalar { .. }, Some(Plain::Whole(year))) if fits_64_bits(year) => {}
            (Kind::Scalar { .. }, _) => {
                let (subject, found) = (spot.subject, describe(spot.node));
                let message = Say {
                    ja: format!(
                        "{} が年度として読めません（{}になっています）",
                        subject.ja, found.ja
                    ),
                    en: format!("{} is not a fiscal year but {}", subject.en, found.en),
                };
                self.report(RuleId::BadYear, &spot.place, message, help());
            }
            _ => self.wrong_type(spot, &say!("年度", "a fiscal year"), help()),
        }
    }

    fn source_place(&mut self, spot: &Spot<'_>) {
        match &spot.node.kind {
            Kind::Seq(items) => {
                for (index, item) in items.iter().enumerate() {
                    let subject = spot.subject.item(index);
                    let spot = Spot {
                        node: item,
                        subject: &subject,
                        place: item.span.clone(),
                    };
                    self.place_entry(&spot, false);
                }
            }
            _ => self.place_entry(spot, true),
        }
    }

    /// One place of a source. A list takes any scalar; alone, the reader refuses what is no line number.
    fn place_entry(&mut self, spot: &Spot<'_>, alone: bool) {
        let fine = match (&spot.node.kind, plain_of(spot.node)) {
            (Kind::Map(_) | Kind::Seq(_), _) => false,
            (_, Some(Plain::Whole(line))) if alone => {
                u64::try_from(line).is_ok()
                    && !scalar_text(spot.node).unwrap_or_default().starts_with('-')
            }
            (_, Some(Plain::Flag | Plain::Real)) => !alone,
            _ => true,
        };
        if !fine {
            let help = say!(
                "`1532`、`\"1532-1534\"`、`\"other:12\"` のように書くか、列ごとに一つずつの一覧にしてください",
                "Write `1532`, `\"1532-1534\"` or `\"other:12\"`, or a list with one entry a column"
            );
            self.wrong_type(spot, &say!("出典の行番号", "the lines of a source"), help);
        }
    }

    fn corporate_number(&mut self, spot: &Spot<'_>) {
        let written = scalar_text(spot.node).unwrap_or_default();
        match (&spot.node.kind, plain_of(spot.node)) {
            (Kind::Scalar { .. }, None | Some(Plain::Text)) => {}
            (Kind::Scalar { .. }, Some(Plain::Whole(_))) => {
                let message = say!(
                    "法人番号 {written} が引用符で囲まれていません",
                    "the corporate number {written} stands without quotation marks"
                );
                let help = say!(
                    "`\"{written}\"` と書いてください。数値のままでは先頭の 0 が失われることがあります",
                    "Write `\"{written}\"`; as a number it may lose leading zeros"
                );
                self.report(RuleId::BadCorporateNumber, &spot.place, message, help);
            }
            (Kind::Scalar { .. }, _) => {
                let (subject, found) = (spot.subject, describe(spot.node));
                let message = Say {
                    ja: format!(
                        "{} が法人番号として読めません（{}になっています）",
                        subject.ja, found.ja
                    ),
                    en: format!("{} is not a corporate number but {}", subject.en, found.en),
                };
                let help = say!(
                    "13桁の番号を引用符で囲むか、ない場合は `\"-\"` と書いてください",
                    "Write the 13 digits in quotation marks, or `\"-\"` where there is none"
                );
                self.report(RuleId::BadCorporateNumber, &spot.place, message, help);
            }
            _ => self.scalar_only(spot, &say!("法人番号", "a corporate number")),
        }
    }

    fn word(&mut self, spot: &Spot<'_>, words: &[Word<'a>]) {
        let wanted = say!("決まった語の一つ", "one of a fixed set of words");
        let Some(written) = scalar_text(spot.node) else {
            return self.wrong_type(spot, &wanted, choose(words));
        };
        if words.iter().any(|word| word.text == written) {
            return;
        }
        let (shown, subject) = (shown(written), spot.subject);
        let message = Say {
            ja: format!("{} に `{shown}` は選べません", subject.ja),
            en: format!("{} cannot be `{shown}`", subject.en),
        };
        let help = meant(written, words)
            .map_or_else(|| choose(words), |word| did_you_mean(word.text, word.about));
        self.report(RuleId::UnknownValue, &spot.place, message, help);
    }

    fn list(&mut self, spot: &Spot<'_>, items: &'a serde_json::Value, exact: bool) {
        let Kind::Seq(nodes) = &spot.node.kind else {
            if is_blank(spot.node) {
                return;
            }
            let help = say!(
                "一つごとに行を改め、`- ` で始めてください",
                "Begin each entry with `- ` on a line of its own"
            );
            return self.wrong_type(spot, &say!("一覧", "a list"), help);
        };
        let allowed = self.schema.allowed(items);
        for (index, node) in nodes.iter().enumerate() {
            self.value(
                node,
                &allowed,
                &spot.subject.item(index),
                spot.place.start..spot.place.start,
                exact,
            );
        }
    }

    fn record(&mut self, spot: &Spot<'_>, record: &Record<'a>, exact: bool) {
        match &spot.node.kind {
            Kind::Map(entries) => self.entries(spot, entries, record, exact),
            _ if is_blank(spot.node) => self.entries(spot, &[], record, exact),
            _ => {
                let keys = record
                    .keys
                    .iter()
                    .filter(|key| key.required)
                    .chain(record.keys.iter().filter(|key| !key.required));
                let (ja, en) = listed(keys.take(6).map(|key| (key.ja(), key.en())));
                let help = say!(
                    "{ja} などの項目を、`項目名: 値` の形で字下げして書いてください",
                    "Write keys such as {en} below it, indented, as `key: value`"
                );
                self.wrong_type(spot, &say!("項目の集まり", "a group of keys"), help);
            }
        }
    }

    fn entries(
        &mut self,
        spot: &Spot<'_>,
        entries: &[(KeyNode, Node)],
        record: &Record<'a>,
        exact: bool,
    ) {
        let mut meant = Vec::new();
        for (name, node) in entries {
            match record.key(&name.text) {
                Some(key) => {
                    let allowed = self.schema.allowed(key.schema);
                    self.value(node, &allowed, &Subject::key(key), name.span.clone(), exact);
                }
                None if record.open => {}
                None => meant.extend(self.unknown_key(name, entries, record)),
            }
        }
        let absent = record
            .keys
            .iter()
            .filter(|key| key.required && !meant.contains(&key.name));
        for key in absent.filter(|key| entries.iter().all(|(name, _)| name.text != key.name)) {
            self.missing_key(spot, entries, key);
        }
    }

    /// Reports a key that does not exist; gives the key that was meant.
    fn unknown_key(
        &mut self,
        name: &KeyNode,
        entries: &[(KeyNode, Node)],
        record: &Record<'a>,
    ) -> Option<&'a str> {
        let line = syntax::line_at(self.text, name.span.start);
        let slip = suspect::of_line(line.start, self.text.get(line).unwrap_or_default(), false);
        if let Some(slip) = slip.filter(|slip| {
            slip.kind == Separator::FullWidthIndent || record.key(&slip.key).is_some()
        }) {
            self.found.push(slip.diagnostic(self.file));
            return record.key(&slip.key).map(|key| key.name);
        }
        let free = record
            .keys
            .iter()
            .filter(|key| entries.iter().all(|(other, _)| other.text != key.name));
        let by_term = record
            .keys
            .iter()
            .find(|key| term(key.about).is_some_and(|term| term == name.text));
        let near = nearest(&name.text, free.map(|key| key.name))
            .and_then(|near| record.key(near))
            .or(by_term);
        let shown = shown(&name.text);
        let message = say!(
            "`{shown}` という項目はありません",
            "there is no key `{shown}` here"
        );
        let help = near.map_or_else(
            || allowed_keys(record),
            |key| did_you_mean(key.name, key.about),
        );
        self.report(RuleId::UnknownKey, &name.span, message, help);
        near.map(|key| key.name)
    }

    fn missing_key(&mut self, spot: &Spot<'_>, entries: &[(KeyNode, Node)], key: &Key<'_>) {
        let place = entries
            .first()
            .map_or(spot.place.clone(), |(name, _)| name.span.clone());
        let (subject, name) = (spot.subject, key.name);
        let message = Say {
            ja: format!("{} に {} がありません", subject.ja, key.ja()),
            en: format!("{} has no {}", subject.en, key.en()),
        };
        let help = say!("`{name}: ` の行を加えてください", "Add a line `{name}: `");
        self.report(RuleId::MissingKey, &place, message, help);
    }

    fn one_key(&mut self, spot: &Spot<'_>, record: &Record<'a>) {
        let Kind::Map(entries) = &spot.node.kind else {
            let wanted = say!("一つの項目", "a single key with its value");
            return self.wrong_type(spot, &wanted, allowed_keys(record));
        };
        let place = entries
            .get(1)
            .map_or(spot.place.clone(), |(name, _)| name.span.clone());
        if entries.len() != 1 {
            let subject = spot.subject;
            let message = Say {
                ja: format!(
                    "{} には項目を一つだけ書きます（{} つあります）",
                    subject.ja,
                    entries.len()
                ),
                en: format!(
                    "{} takes exactly one key, not {}",
                    subject.en,
                    entries.len()
                ),
            };
            self.report(RuleId::WrongType, &place, message, allowed_keys(record));
        }
        for (name, node) in entries {
            match record.key(&name.text) {
                Some(key) => {
                    let allowed = self.schema.allowed(key.schema);
                    self.value(node, &allowed, &Subject::key(key), name.span.clone(), true);
                }
                None => drop(self.unknown_key(name, entries, record)),
            }
        }
    }

    fn either(&mut self, spot: &Spot<'_>, branches: &[&'a serde_json::Value]) {
        let allowed: Vec<Allowed<'a>> = branches
            .iter()
            .map(|branch| self.schema.allowed(branch))
            .collect();
        let fitting = allowed
            .iter()
            .find(|allowed| takes(&allowed.shape, spot.node))
            .or(allowed.first());
        if let Some(allowed) = fitting {
            self.value(spot.node, allowed, spot.subject, spot.place.clone(), true);
        }
    }
}

/// A value with what is said of it.
struct Spot<'a> {
    node: &'a Node,
    subject: &'a Subject,
    place: Range<usize>,
}

/// True where a value is at least of the general kind wanted.
fn takes(shape: &Shape<'_>, node: &Node) -> bool {
    match node.kind {
        Kind::Map(_) => matches!(shape, Shape::Record(_) | Shape::OneKey(_)),
        Kind::Seq(_) => matches!(shape, Shape::List(_) | Shape::Place),
        Kind::Scalar { .. } => {
            !matches!(shape, Shape::Record(_) | Shape::OneKey(_) | Shape::List(_))
        }
    }
}

fn fits_64_bits(value: i128) -> bool {
    i64::try_from(value).is_ok() || u64::try_from(value).is_ok()
}

fn scalar_text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// What a plain scalar is; none for anything else.
fn plain_of(node: &Node) -> Option<Plain> {
    match &node.kind {
        Kind::Scalar {
            text,
            style: Style::Plain,
        } => Some(plain::resolve(text)),
        _ => None,
    }
}

fn is_null(node: &Node) -> bool {
    plain_of(node) == Some(Plain::Null)
}

/// True where nothing is written; `null` is something.
fn is_blank(node: &Node) -> bool {
    is_null(node) && scalar_text(node) == Some("")
}

/// A value in a few words.
fn describe(node: &Node) -> Say {
    match &node.kind {
        Kind::Seq(_) => say!("一覧", "a list"),
        Kind::Map(_) => say!("項目の集まり", "a group of keys"),
        Kind::Scalar { text, .. } => {
            let shown = shown(text);
            match plain_of(node) {
                Some(Plain::Null) => say!("空", "nothing"),
                Some(Plain::Flag) => say!("真偽値 `{shown}` ", "the truth value `{shown}`"),
                Some(Plain::Whole(_) | Plain::Real) => {
                    say!("数値 `{shown}` ", "the number `{shown}`")
                }
                _ => say!("文字「{shown}」", "the text `{shown}`"),
            }
        }
    }
}

/// The beginning of a value, on one line.
fn shown(text: &str) -> String {
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
fn meant<'w, 's>(written: &str, words: &'w [Word<'s>]) -> Option<&'w Word<'s>> {
    let near = nearest(written, words.iter().map(|word| word.text));
    let by_term = |word: &&Word<'_>| {
        term(word.about).is_some_and(|term| {
            term == written
                || term
                    .split(['・', '、'])
                    .any(|part| part.starts_with(written))
        })
    };
    words
        .iter()
        .find(|word| Some(word.text) == near)
        .or_else(|| {
            words
                .iter()
                .find(|word| !written.is_empty() && by_term(word))
        })
}

fn did_you_mean(name: &str, about: &str) -> Say {
    Say {
        ja: format!("もしかして {} ではありませんか", name_ja(name, about)),
        en: format!("Did you mean {}?", name_en(name, about)),
    }
}

fn choose(words: &[Word<'_>]) -> Say {
    let (ja, en) = listed(words.iter().map(|word| {
        (
            name_ja(word.text, word.about),
            name_en(word.text, word.about),
        )
    }));
    say!("次から選んでください: {ja}", "Choose one of {en}")
}

fn allowed_keys(record: &Record<'_>) -> Say {
    let (ja, en) = listed(record.keys.iter().map(|key| (key.ja(), key.en())));
    say!("使える項目は次のとおりです: {ja}", "Use one of {en}")
}

fn listed(names: impl Iterator<Item = (String, String)>) -> (String, String) {
    let (ja, en): (Vec<_>, Vec<_>) = names.unzip();
    (ja.join("、"), en.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::seed::{SeedProject, SeedReview};

    const PROJECT: &str = include_str!("../../tests/fixtures/yaml/project.yaml");
    const REVIEW: &str = include_str!("../../tests/fixtures/yaml/review.yaml");

    /// Each problem as `line:column rule`.
    fn places(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
        let locator = Locator::new(text.strip_prefix('\u{feff}').unwrap_or(text));
        let place = |diagnostic: &Diagnostic| {
            locator.position(locator.range(&diagnostic.labels[0].place).start)
        };
        let line = |diagnostic: &Diagnostic| {
            let at = place(diagnostic);
            format!("{}:{} {}", at.line, at.column, diagnostic.rule.code())
        };
        diagnostics.iter().map(line).collect()
    }

    fn project(text: &str) -> Vec<Diagnostic> {
        parse::<SeedProject>("p.yaml", text.as_bytes()).expect_err("refused")
    }

    fn only(text: &str) -> Diagnostic {
        let mut found = project(text);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.remove(0)
    }

    const HEAD: &str = "name: 医療\nsource: a\n";

    #[test]
    fn valid_files_are_read_and_have_no_problems() {
        for text in [
            PROJECT.to_owned(),
            format!("\u{feff}{PROJECT}"),
            PROJECT.replace('\n', "\r\n"),
        ] {
            assert!(parse::<SeedProject>("p.yaml", text.as_bytes()).is_ok());
            let text = text.trim_start_matches('\u{feff}');
            assert_eq!(problems("p.yaml", text, &schema_of::<SeedProject>()), []);
        }
        assert!(parse::<SeedReview>("r.yaml", REVIEW.as_bytes()).is_ok());
        assert_eq!(problems("r.yaml", REVIEW, &schema_of::<SeedReview>()), []);
    }

    #[test]
    fn all_problems_of_a_file_are_reported_at_once() {
        let text = "nmae: 医療\nsource: a\nfacts: なし\nbudgets:\n  - id: b\n    title: t\n    unit: 円\n    columns: [2.5, {reqested: 2023}]\n    rows:\n      - item: initail\n        values: 3\n        level: '1'\n        at: {x: 1}\ncolour: red\nnumber：①\n";
        let found = project(text);
        assert_eq!(
            places(text, &found),
            [
                "1:1 unknown-key",
                "3:8 wrong-type",
                "8:15 bad-year",
                "8:21 unknown-key",
                "10:15 unknown-value",
                "11:17 wrong-type",
                "12:16 wrong-type",
                "13:13 wrong-type",
                "14:1 unknown-key",
                "15:7 full-width-colon",
            ]
        );
        let help = |index: usize| found[index].help.clone().expect("help");
        assert_eq!(help(0).en, "Did you mean `name`?");
        assert_eq!(
            found[1].message.ja,
            "`facts`（基本情報） は一覧で書きます（文字「なし」になっています）"
        );
        assert_eq!(
            help(3).ja,
            "もしかして `requested`（要求額） ではありませんか"
        );
        assert_eq!(
            help(4).ja,
            "もしかして `initial`（当初予算） ではありませんか"
        );
        assert_eq!(help(6).en, "Remove the quotation marks");
        assert!(
            help(8).en.starts_with("Use one of `name`, "),
            "{}",
            help(8).en
        );
    }

    #[test]
    fn a_japanese_word_suggests_the_word_it_stands_for() {
        let text = format!("{HEAD}indicators:\n  - id: i\n    name: n\n    kind: アウトカム\n");
        assert_eq!(
            only(&text).help.expect("help").ja,
            "もしかして `outcome`（アウトカム指標・成果指標） ではありませんか"
        );
    }

    #[test]
    fn an_unquoted_corporate_number_is_to_be_quoted() {
        let text = REVIEW.replace("\"5010005007398\"", "5010005007398");
        let found = parse::<SeedReview>("r.yaml", text.as_bytes()).expect_err("refused");
        assert_eq!(places(&text, &found), ["22:27 bad-corporate-number"]);
        assert_eq!(
            found[0].help.as_ref().expect("help").en,
            "Write `\"5010005007398\"`; as a number it may lose leading zeros"
        );
    }

    #[test]
    fn a_missing_key_names_its_owner() {
        let found = only("source: a\nperiod:\n  first: 2017\nname_en: x\n");
        assert_eq!(
            (found.rule, found.message.en.as_str()),
            (RuleId::MissingKey, "the file has no `name`")
        );
        let found = only(&format!("{HEAD}facts:\n  - label: x\n"));
        assert_eq!(
            found.message.ja,
            "`facts`（基本情報） の 1 番目 に `text` がありません"
        );
    }

    #[test]
    fn an_empty_file_lacks_its_required_keys() {
        for text in ["", "\n", "# 未定\n"] {
            assert_eq!(project(text).len(), 2, "{text:?}");
        }
    }

    #[test]
    fn a_file_of_full_width_colons_is_explained_line_by_line() {
        let text = "name：医療\nsource：a\nperiod：\n";
        assert_eq!(
            places(text, &project(text)),
            [
                "1:5 full-width-colon",
                "2:7 full-width-colon",
                "3:7 full-width-colon"
            ]
        );
        let text = "name: 医療\nsource: a\nperiod:\n　　first: 2017\nfacts:\n  - label：x\n";
        assert_eq!(
            places(text, &project(text)),
            ["4:1 full-width-colon", "6:10 full-width-colon"]
        );
    }

    #[test]
    fn a_list_where_a_text_belongs_is_a_value_to_be_quoted() {
        let found = only("name: [未定]\nsource: a\n");
        assert_eq!(found.rule, RuleId::WrongType);
        assert!(
            found
                .help
                .expect("help")
                .en
                .starts_with("Put the whole value in quotation marks")
        );
    }

    #[test]
    fn numbers_and_nulls_are_welcome_where_a_text_is_wanted() {
        for value in ["12", "0.50", "true", "~", "null", "", "'x'"] {
            let text = format!("name: {value}\nsource: 5\nnumber: {value}\n");
            assert!(
                parse::<SeedProject>("p.yaml", text.as_bytes()).is_ok(),
                "{value}"
            );
            assert_eq!(
                problems("p.yaml", &text, &schema_of::<SeedProject>()),
                [],
                "{value}"
            );
        }
    }

    #[test]
    fn repeated_keys_show_both_places() {
        let found = only("name: a\nsource: b\nname: c\n");
        assert_eq!(found.rule, RuleId::DuplicateKey);
        assert_eq!(found.labels.len(), 2);
    }

    #[test]
    fn what_no_check_explains_is_said_in_the_words_of_the_reader() {
        let error = serde_yaml::from_str::<SeedProject>("name: a\n").expect_err("refused");
        let found = unexplained("p.yaml", "name: a\n", &error);
        assert_eq!(found[0].rule, RuleId::WrongType);
        assert!(found[0].message.en.contains("missing field"));
        // The YAML reader takes only Latin letters in the name of an anchor; the marked reader takes any.
        let found = only("name: &国立大学 x\nsource: a\n");
        assert_eq!(found.message.en, "the value begins with \"&\"");
        let text = "name: a\nperiod:\n  first: 1\n\u{feff}  last: 2\nsource: a\n";
        assert_eq!(places(text, &project(text)), ["4:1 yaml-syntax"]);
    }

    #[test]
    fn a_hundred_thousand_brackets_are_refused_at_once() {
        let started = std::time::Instant::now();
        for text in [
            "[".repeat(100_000),
            "{".repeat(100_000),
            format!("name: {}", "[{".repeat(50_000)),
        ] {
            assert!(!project(&text).is_empty());
        }
        assert!(
            started.elapsed().as_millis() < 1000,
            "{:?}",
            started.elapsed()
        );
    }

    /// A small generator of the same numbers every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % below as u64).expect("below usize")
        }
        fn pick<'x>(&mut self, from: &[&'x str]) -> &'x str {
            from[self.roll(from.len())]
        }
    }

    const VALUES: &[&str] = &[
        "",
        "~",
        "null",
        "true",
        "12",
        "-5",
        "-0",
        "007",
        "1.5",
        "1e3",
        "0x1F",
        "R3",
        "令和3",
        "abc",
        "\"12\"",
        "'x'",
        "\"\"",
        "[]",
        "[1]",
        "[a, [b]]",
        "{}",
        "{a: 1}",
        "{requested: 2023}",
        "{other: 12}",
        "{requested: 1, draft: 2}",
        "|\n        text",
        "99999999999999999999",
        "18446744073709551615",
        "300",
        "5010005007398",
        "0123456789012",
        ".inf",
        "!!str 12",
        "{initial: 1}",
        "a b",
        "initial",
        "ex_ante",
    ];

    /// One change of a line, as people make them.
    fn mutate_line(dice: &mut Dice, text: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = dice.roll(lines.len());
        let line = lines[at].clone();
        let colon = line
            .find(": ")
            .or_else(|| line.strip_suffix(':').map(str::len));
        match (dice.roll(9), colon) {
            (0, _) => drop(lines.remove(at)),
            (1, _) => lines.insert(at, line),
            (2, _) => lines[at] = format!("  {line}"),
            (3, _) => lines[at] = line.strip_prefix("  ").unwrap_or(&line).to_owned(),
            (4, Some(colon)) => lines[at] = format!("{}x{}", &line[..colon], &line[colon..]),
            (5, Some(colon)) => {
                lines[at] = format!("{}：{}", &line[..colon], line[colon + 1..].trim_start())
            }
            (6, Some(_)) => {
                let other = dice.roll(lines.len());
                lines.swap(at, other);
            }
            (_, Some(colon)) => lines[at] = format!("{}: {}", &line[..colon], dice.pick(VALUES)),
            (_, None) => lines[at] = line.replace("- ", &format!("- {} ", dice.pick(VALUES))),
        }
        lines.join("\n") + "\n"
    }

    /// A change of a few characters anywhere.
    fn mutate_characters(dice: &mut Dice, text: &str) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(characters.len());
            let noise = [
                '\t', ':', '：', '-', '"', '\'', '[', ']', '{', '}', '\n', ' ', '　', '#', '&',
                '*', '!', '|', '>', '%', '@', '`', '\0', '\u{1b}', '\r', ',', '?', '\\',
                '\u{feff}', '医',
            ];
            let character = noise[dice.roll(noise.len())];
            match dice.roll(3) {
                0 => drop(characters.remove(at)),
                1 => characters.insert(at, character),
                _ => characters[at] = character,
            }
        }
        characters.into_iter().collect()
    }

    /// Both readers on one text: agreement of the checks with the YAML reader.
    fn agree<T: DeserializeOwned + JsonSchema>(
        text: &str,
        schema: &serde_json::Value,
        strict: bool,
    ) -> bool {
        let read = serde_yaml::from_str::<T>(text);
        let found = problems("p.yaml", text, schema);
        // The YAML specification, and so the marked reader, refuses some layouts that the YAML reader lets pass.
        let forgiven = |d: &&Diagnostic| {
            !strict
                && matches!(
                    d.rule,
                    RuleId::YamlSyntax | RuleId::YamlTab | RuleId::DuplicateKey
                )
        };
        if read.is_ok() && (strict || !found.iter().any(|d| forgiven(&d))) {
            assert_eq!(found, [], "accepted by the reader:\n{text}");
        }
        for diagnostic in &found {
            let range = Locator::new(text).range(&diagnostic.labels[0].place);
            assert!(text.get(range).is_some(), "{diagnostic:?}");
        }
        read.is_ok() || !found.is_empty()
    }

    #[test]
    fn checks_agree_with_the_reader_on_slips_of_authors() {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let (project, review) = (schema_of::<SeedProject>(), schema_of::<SeedReview>());
        for _ in 0..400 {
            let text = mutate_line(&mut dice, PROJECT);
            let explained = agree::<SeedProject>(&text, &project, true) || text.contains("!!str");
            assert!(explained, "no problem found in:\n{text}");
            let text = mutate_line(&mut dice, REVIEW);
            let explained = agree::<SeedReview>(&text, &review, true) || text.contains("!!str");
            assert!(explained, "no problem found in:\n{text}");
        }
    }

    #[test]
    fn no_input_makes_the_checks_panic() {
        let mut dice = Dice(0xD1B5_4A32_D192_ED03);
        let schema = schema_of::<SeedReview>();
        let mut unexplained = 0;
        for _ in 0..800 {
            let text = mutate_characters(&mut dice, REVIEW);
            unexplained += usize::from(!agree::<SeedReview>(&text, &schema, false));
            let _ = parse::<SeedReview>("r.yaml", text.as_bytes());
        }
        assert!(
            unexplained < 20,
            "{unexplained} texts only the YAML reader refuses"
        );
    }
}

//! A marked tree and a JSON Schema → every difference between them, in the author's terms.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::say;

use super::marked::{KeyNode, Kind, Node, Style};
use super::plain::{self, Plain};
use super::shape::{Allowed, Key, Record, Schema, Shape, Word};
use super::suspect::{self, Separator};
use super::syntax;
use super::wording::{
    Subject, allowed_keys, attach, choose, describe, did_you_mean, is_called, listed, meant, shown,
};
use crate::suggest::nearest;

/// Compares a tree with a schema.
pub(super) struct Check<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) schema: Schema<'a>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    /// Checks the file as a whole.
    pub(super) fn root(&mut self, root: &Node) {
        let subject = Subject::file();
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
                "{}{}で書きます（{}）",
                subject.ja("は"),
                wanted.ja,
                attach(&found.ja, "になっています")
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
        if spot.node.plain() != Some(Plain::Flag) {
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
        let written = spot.node.text().unwrap_or_default();
        let value = spot.node.plain().and_then(|plain| {
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
        if !matches!(spot.node.plain(), Some(Plain::Whole(_) | Plain::Real)) {
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
        match (&spot.node.kind, spot.node.plain()) {
            (Kind::Scalar { .. }, None | Some(Plain::Text)) => {}
            (Kind::Scalar { .. }, Some(Plain::Whole(year))) if fits_64_bits(year) => {}
            (Kind::Scalar { .. }, _) => {
                let (subject, found) = (spot.subject, describe(spot.node));
                let message = Say {
                    ja: format!(
                        "{}年度として読めません（{}）",
                        subject.ja("が"),
                        attach(&found.ja, "になっています")
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
        let fine = match (&spot.node.kind, spot.node.plain()) {
            (Kind::Map(_) | Kind::Seq(_), _) => false,
            (_, Some(Plain::Whole(line))) if alone => {
                u64::try_from(line).is_ok()
                    && !spot.node.text().unwrap_or_default().starts_with('-')
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
        let written = spot.node.text().unwrap_or_default();
        match (&spot.node.kind, spot.node.plain()) {
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
                        "{}法人番号として読めません（{}）",
                        subject.ja("が"),
                        attach(&found.ja, "になっています")
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
        let Some(written) = spot.node.text() else {
            return self.wrong_type(spot, &wanted, choose(words));
        };
        if words.iter().any(|word| word.text == written) {
            return;
        }
        let (shown, subject) = (shown(written), spot.subject);
        let message = Say {
            ja: format!("{} `{shown}` は選べません", subject.ja("に"),),
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
            .find(|key| is_called(key.about, &name.text));
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
            ja: format!("{} {}", subject.ja("に"), attach(&key.ja(), "がありません")),
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
                    "{}項目を一つだけ書きます（{} つあります）",
                    subject.ja("には"),
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

fn is_null(node: &Node) -> bool {
    node.plain() == Some(Plain::Null)
}

/// True where nothing is written; `null` is something.
fn is_blank(node: &Node) -> bool {
    is_null(node) && node.text() == Some("")
}

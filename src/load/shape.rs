//! A JSON Schema, as `schemars` makes it from a seed type → what may stand at a place, ready to be matched on.

use std::ops::RangeInclusive;

use serde_json::Value;

/// What may stand at a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Allowed<'s> {
    pub shape: Shape<'s>,
    /// True where nothing, or `null`, may stand as well.
    pub nullable: bool,
}

/// What a value has to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape<'s> {
    /// Nothing is known.
    Any,
    Text,
    Flag,
    /// An integer within limits.
    Whole(RangeInclusive<i128>),
    Real,
    /// A value as printed: any scalar.
    Printed,
    FiscalYear,
    /// Lines of a source.
    Place,
    CorporateNumber,
    /// One of a fixed set of words.
    Words(Vec<Word<'s>>),
    List(&'s Value),
    Record(Record<'s>),
    /// Exactly one of the keys.
    OneKey(Record<'s>),
    /// Any of several schemas.
    Either(Vec<&'s Value>),
}

/// A word that may stand, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'s> {
    pub text: &'s str,
    pub about: &'s str,
}

/// The keys of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Record<'s> {
    pub keys: Vec<Key<'s>>,
    /// True where other keys may stand too.
    pub open: bool,
}

/// A key that may stand in a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Key<'s> {
    pub name: &'s str,
    pub about: &'s str,
    pub schema: &'s Value,
    pub required: bool,
}

impl<'s> Record<'s> {
    pub(super) fn key(&self, name: &str) -> Option<&Key<'s>> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Key<'_> {
    /// The key with its Japanese name, in Japanese: `` `initial`（当初予算） ``.
    pub(super) fn ja(&self) -> String {
        name_ja(self.name, self.about)
    }
    /// The key with its Japanese name, in English: `` `initial` (当初予算) ``.
    pub(super) fn en(&self) -> String {
        name_en(self.name, self.about)
    }
}

/// `` `name`（用語） `` with the term of a description, where it has one.
pub(super) fn name_ja(name: &str, about: &str) -> String {
    term(about).map_or(format!("`{name}`"), |term| format!("`{name}`（{term}）"))
}

/// `` `name` (用語) `` with the term of a description, where it has one.
pub(super) fn name_en(name: &str, about: &str) -> String {
    term(about).map_or(format!("`{name}`"), |term| format!("`{name}` ({term})"))
}

/// A schema document in which references are looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema<'s>(pub &'s Value);

impl<'s> Schema<'s> {
    /// What the document as a whole allows.
    pub(super) fn whole(self) -> Allowed<'s> {
        self.allowed(self.0)
    }

    /// What a part of the document allows.
    pub(super) fn allowed(self, schema: &'s Value) -> Allowed<'s> {
        let (target, name) = self.follow(schema);
        if let Some(shape) = special(name) {
            return Allowed {
                nullable: matches!(shape, Shape::Place | Shape::Printed),
                shape,
            };
        }
        let branches: Vec<&Value> = branches(target).collect();
        let kinds = kinds(target);
        let nullable =
            kinds.contains(&"null") || branches.iter().any(|branch| kinds_of_null(branch));
        let branches: Vec<&Value> = branches
            .into_iter()
            .filter(|branch| !kinds_of_null(branch))
            .collect();
        let shape = match branches.as_slice() {
            [] => self.simple(target, &kinds),
            [only] => return self.allowed(only).or_null(nullable),
            many => self.choice(many),
        };
        Allowed { shape, nullable }
    }

    /// The schema that a chain of references leads to, with the name of the last definition.
    fn follow(self, schema: &'s Value) -> (&'s Value, &'s str) {
        let (mut schema, mut name) = (schema, "");
        for _ in 0..16 {
            let Some(reference) = schema["$ref"].as_str() else {
                break;
            };
            let Some(target) = reference
                .strip_prefix('#')
                .and_then(|pointer| self.0.pointer(pointer))
            else {
                break;
            };
            name = reference.rsplit('/').next().unwrap_or_default();
            schema = target;
        }
        (schema, name)
    }

    /// The description of a key, or else of its type.
    fn about(self, schema: &'s Value) -> &'s str {
        let own = schema["description"].as_str();
        let inner =
            || self.follow(branches(schema).next().unwrap_or(schema)).0["description"].as_str();
        let items = || self.follow(&schema["items"]).0["description"].as_str();
        own.filter(|about| term(about).is_some())
            .or_else(|| inner().or_else(items).filter(|_| own.is_none()))
            .or(own)
            .unwrap_or_default()
    }

    fn simple(self, schema: &'s Value, kinds: &[&str]) -> Shape<'s> {
        let words: Vec<Word<'s>> = words(schema).collect();
        if !words.is_empty() {
            return Shape::Words(words);
        }
        let mut kinds = kinds.iter().filter(|kind| **kind != "null");
        match (kinds.next(), kinds.next()) {
            (Some(&"string"), None) => Shape::Text,
            (Some(&"boolean"), None) => Shape::Flag,
            (Some(&"integer"), None) => Shape::Whole(limits(schema)),
            (Some(&"number"), None) => Shape::Real,
            (Some(&"array"), None) => Shape::List(&schema["items"]),
            (Some(&"object"), None) => Shape::Record(self.record(schema)),
            _ => Shape::Any,
        }
    }

    fn choice(self, branches: &[&'s Value]) -> Shape<'s> {
        let words: Vec<Word<'s>> = branches.iter().flat_map(|branch| words(branch)).collect();
        let single = |branch: &&Value| {
            branch["properties"]
                .as_object()
                .is_some_and(|keys| keys.len() == 1)
        };
        if branches.iter().all(|branch| words_in(branch) > 0) {
            return Shape::Words(words);
        }
        if branches.iter().all(single) {
            let keys = branches
                .iter()
                .flat_map(|branch| self.one_key(branch))
                .collect();
            return Shape::OneKey(Record { keys, open: false });
        }
        Shape::Either(branches.to_vec())
    }

    /// The only key of a branch; the description of the branch is that of the key.
    fn one_key(self, branch: &'s Value) -> Option<Key<'s>> {
        let key = self.record(branch).keys.into_iter().next()?;
        Some(Key {
            about: branch["description"].as_str().unwrap_or(key.about),
            ..key
        })
    }

    fn record(self, schema: &'s Value) -> Record<'s> {
        let required = |name: &str| {
            schema["required"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == name))
        };
        let keys = schema["properties"].as_object().into_iter().flatten();
        let keys = keys.map(|(name, schema)| Key {
            name,
            about: self.about(schema),
            schema,
            required: required(name),
        });
        Record {
            keys: keys.collect(),
            open: schema["additionalProperties"] != Value::Bool(false),
        }
    }
}

impl Allowed<'_> {
    fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }
}

/// The hand-written scalar types of [`super::scalar`], by the name of their definition.
fn special(name: &str) -> Option<Shape<'static>> {
    match name {
        "Value" => Some(Shape::Printed),
        "FiscalYear" => Some(Shape::FiscalYear),
        "Place" => Some(Shape::Place),
        "CorporateNumber" => Some(Shape::CorporateNumber),
        _ => None,
    }
}

fn branches(schema: &Value) -> impl Iterator<Item = &Value> {
    ["anyOf", "oneOf"]
        .iter()
        .filter_map(|key| schema[*key].as_array())
        .flatten()
}

fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn kinds_of_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

fn words(schema: &Value) -> impl Iterator<Item = Word<'_>> {
    let about = schema["description"].as_str().unwrap_or_default();
    let listed = schema["enum"].as_array().into_iter().flatten();
    schema["const"]
        .as_str()
        .map(|text| Word { text, about })
        .into_iter()
        .chain(
            listed
                .filter_map(Value::as_str)
                .map(|text| Word { text, about: "" }),
        )
}

fn words_in(schema: &Value) -> usize {
    words(schema).count()
}

/// The least and greatest integer that the schema's `format`, `minimum` and `maximum` leave.
fn limits(schema: &Value) -> RangeInclusive<i128> {
    let (low, high) = match schema["format"].as_str() {
        Some("uint8") => (0, i128::from(u8::MAX)),
        Some("uint16") => (0, i128::from(u16::MAX)),
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("uint" | "uint64") => (0, i128::from(u64::MAX)),
        Some("int8") => (i128::from(i8::MIN), i128::from(i8::MAX)),
        Some("int16") => (i128::from(i16::MIN), i128::from(i16::MAX)),
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    low..=high
}

/// The Japanese name in a description: the first bracketed term outside backticks, `Initial budget (当初予算)` → 当初予算.
///
/// Lists of more than two terms are examples rather than names and give none.
pub(super) fn term(about: &str) -> Option<String> {
    let outside: String = about.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let mut rest = outside.as_str();
    while let Some(open) = rest.find(['(', '（']) {
        let inside = rest[open..].trim_start_matches(['(', '（']);
        let close = inside.find([')', '）'])?;
        let found = &inside[..close];
        rest = &inside[close..];
        let parts: Vec<&str> = found.split(", ").collect();
        if parts.len() <= 2 && found.chars().any(is_japanese) && !found.contains('`') {
            return Some(parts.join("、"));
        }
    }
    None
}

fn is_japanese(character: char) -> bool {
    matches!(character, 'ぁ'..='ヿ' | '一'..='鿿')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::seed::{SeedProject, SeedReview};

    #[test]
    fn the_japanese_name_is_the_first_bracketed_term() {
        assert_eq!(
            term("Initial budget (当初予算).").as_deref(),
            Some("当初予算")
        );
        assert_eq!(
            term("Carried out (翌年度へ繰越し), printed negative.").as_deref(),
            Some("翌年度へ繰越し")
        );
        assert_eq!(term("`\"21 (再掲)\"` (repeated item), `（第84回）`"), None);
        assert_eq!(
            term("Ministries (文科省, 厚労省, 経産省), where printed."),
            None
        );
        assert_eq!(
            term("Remarks (※). Findings (所見, 改善点)").as_deref(),
            Some("所見、改善点")
        );
        assert_eq!(term("Open (当初"), None);
    }

    #[test]
    fn every_place_of_the_seed_schemas_has_a_known_shape() {
        for schema in [
            schemars::schema_for!(SeedProject),
            schemars::schema_for!(SeedReview),
        ] {
            let schema = schema.to_value();
            let document = Schema(&schema);
            let mut waiting = vec![document.whole()];
            let mut steps = 0;
            while let Some(next) = waiting.pop() {
                steps += 1;
                assert!(steps < 5000, "shapes repeat");
                match next.shape {
                    Shape::Any => panic!("unknown shape"),
                    Shape::List(items) => waiting.push(document.allowed(items)),
                    Shape::Record(record) | Shape::OneKey(record) => {
                        waiting.extend(record.keys.iter().map(|key| document.allowed(key.schema)));
                    }
                    Shape::Either(all) => {
                        waiting.extend(all.iter().map(|one| document.allowed(one)))
                    }
                    _ => {}
                }
            }
        }
    }
}

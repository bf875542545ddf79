//! A JSON object → a record of known keys. Numbers stay the digits that they are written in.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::figures::plain;
use super::keys::{Key, Kind};
use crate::diagnostic::Say;
use crate::{say, suggest};

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Null, or no such key.
    None,
    /// A text that is not blank, or a number as plain digits.
    Text(String),
    Texts(Vec<String>),
    List(Vec<Record>),
}

/// An object: one value a key of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    keys: &'static [Key],
    values: Vec<Value>,
    /// Which keys the object has, null or not.
    has: Vec<bool>,
}

/// What is wrong, and how it may be mended.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: Say,
    pub(super) help: Option<Say>,
}

impl Wrong {
    fn new(message: Say) -> Wrong {
        Wrong {
            message,
            help: None,
        }
    }
}

impl Record {
    /// Reads an object; `path` is where it stands, empty or ending in a full stop.
    pub(super) fn read(json: &str, keys: &'static [Key], path: &str) -> Result<Record, Wrong> {
        let Entries(entries) = serde_json::from_str(json).map_err(|error| broken(path, &error))?;
        let mut record = Record {
            keys,
            values: vec![Value::None; keys.len()],
            has: vec![false; keys.len()],
        };
        for (name, raw) in &entries {
            if path.is_empty() && name.starts_with('_') {
                continue;
            }
            let Some(at) = keys.iter().position(|key| key.name == name) else {
                let mut wrong = Wrong::new(say!(
                    "「{path}{name}」という項目は知りません",
                    "`{path}{name}` is no known key"
                ));
                wrong.help = suggest::suggest(name, keys.iter().map(|key| key.name));
                return Err(wrong);
            };
            if std::mem::replace(&mut record.has[at], true) {
                return Err(Wrong::new(say!(
                    "「{path}{name}」が二度あります",
                    "`{path}{name}` appears twice"
                )));
            }
            record.values[at] = value(raw.get(), &keys[at], &format!("{path}{name}"))?;
        }
        let missing = keys.iter().zip(&record.values);
        let mut missing = missing.filter(|(key, value)| key.is_needed && **value == Value::None);
        match missing.next() {
            Some((key, _)) => {
                let name = key.name;
                Err(Wrong::new(say!(
                    "「{path}{name}」がないか、空です",
                    "`{path}{name}` is missing or blank"
                )))
            }
            None => Ok(record),
        }
    }

    fn value(&self, name: &str) -> &Value {
        let at = self.keys.iter().position(|key| key.name == name);
        at.map_or(&Value::None, |at| &self.values[at])
    }

    /// True where the object has the key, be it null.
    pub(super) fn has(&self, name: &str) -> bool {
        let at = self.keys.iter().position(|key| key.name == name);
        at.is_some_and(|at| self.has[at])
    }

    /// The text or number; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        match self.value(name) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    pub(super) fn texts(&self, name: &str) -> &[String] {
        match self.value(name) {
            Value::Texts(texts) => texts,
            _ => &[],
        }
    }

    pub(super) fn list(&self, name: &str) -> &[Record] {
        match self.value(name) {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// A fiscal year; absent where there is none that a calendar has.
    pub(super) fn year(&self, name: &str) -> Option<i16> {
        let year = self.text(name).parse().ok();
        year.filter(|year| (1868..=2200).contains(year))
    }

    /// The object itself with every entry of its lists.
    pub(super) fn entries(&self) -> u64 {
        let lists = self.values.iter().map(|value| match value {
            Value::List(list) => list.len() as u64,
            _ => 0,
        });
        1 + lists.sum::<u64>()
    }
}

fn value(json: &str, key: &Key, path: &str) -> Result<Value, Wrong> {
    if json == "null" {
        return Ok(Value::None);
    }
    let is_number = json.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let value = match key.kind {
        Kind::Text if json.starts_with('"') => Some(text(json, path)?),
        Kind::Printed if json.starts_with('"') => Some(text(json, path)?),
        Kind::Printed | Kind::Number if is_number => plain(json).map(Value::Text),
        Kind::Whole if is_number => plain(json)
            .filter(|number| !number.contains('.'))
            .map(Value::Text),
        Kind::Texts if json.starts_with('[') => {
            let texts: Vec<String> =
                serde_json::from_str(json).map_err(|error| broken(path, &error))?;
            Some(Value::Texts(texts))
        }
        Kind::List(keys) if json.starts_with('[') => Some(Value::List(list(json, keys, path)?)),
        _ => None,
    };
    value.ok_or_else(|| wrong(json, key.kind, path))
}

fn text(json: &str, path: &str) -> Result<Value, Wrong> {
    let text: String = serde_json::from_str(json).map_err(|error| broken(path, &error))?;
    Ok(match text.trim() {
        "" => Value::None,
        _ => Value::Text(text),
    })
}

fn list(json: &str, keys: &'static [Key], path: &str) -> Result<Vec<Record>, Wrong> {
    let items: Vec<&RawValue> = serde_json::from_str(json).map_err(|error| broken(path, &error))?;
    let items = items.iter().enumerate();
    items
        .map(|(at, item)| Record::read(item.get(), keys, &format!("{path}[{at}].")))
        .collect()
}

fn wrong(json: &str, kind: Kind, path: &str) -> Wrong {
    let shown: String = json.chars().take(40).collect();
    let (ja, en) = match kind {
        Kind::Text => ("文字列", "a text"),
        Kind::Printed => ("文字列か数値", "a text or a number"),
        Kind::Whole => ("整数", "a whole number"),
        Kind::Number => ("18桁までの数値", "a number of at most 18 digits"),
        Kind::Texts => ("文字列の配列", "a list of texts"),
        Kind::List(_) => ("オブジェクトの配列", "a list of objects"),
    };
    Wrong::new(say!(
        "「{path}」は{ja}のはずですが、{shown} です",
        "`{path}` should be {en}, but is {shown}"
    ))
}

fn broken(path: &str, error: &serde_json::Error) -> Wrong {
    let place = path.trim_end_matches('.');
    if error.is_eof() {
        return Wrong::new(say!(
            "JSON が行の途中で終わっています",
            "the JSON ends in the middle of an object"
        ));
    }
    let column = error.column();
    Wrong::new(match place {
        "" => say!(
            "{column}文字目（バイト）で JSON として読めません：{error}",
            "no JSON at byte {column}: {error}"
        ),
        place => say!(
            "「{place}」が JSON として読めません：{error}",
            "`{place}` cannot be read as JSON: {error}"
        ),
    })
}

/// The entries of an object in their order, each value as it is written.
struct Entries(Vec<(String, Box<RawValue>)>);

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

//! Scalars of the seed files that keep what was typed: numbers as printed, fiscal years, places in a source.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

/// A value exactly as typed, so that `85.30` and `0123` keep their digits. A null is an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scalar(pub String);

/// A fiscal year as typed (`2021`, `R3`, `令和3`, `H30`, `FY30`), or a word such as `毎年度` or `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearKey(pub String);

/// A corporate number (法人番号) as typed. It must be quoted: a 13-digit number loses leading zeros in other tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorporateNumberText(pub String);

/// Places in a source document: lines of its extracted text.
///
/// `at: 1532`, `at: "1532-1534"`, `at: "other:12"` (another document), or a list with one entry a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum At {
    /// No place given.
    #[default]
    None,
    /// One place for everything.
    One(String),
    /// One place a column; an empty entry has none.
    Each(Vec<String>),
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a text")
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<String, E> {
        Ok(v.to_owned())
    }
    fn visit_unit<E: de::Error>(self) -> Result<String, E> {
        Ok(String::new())
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `deserialize_str` makes the YAML reader hand over a plain scalar verbatim.
        deserializer.deserialize_str(TextVisitor).map(Scalar)
    }
}

struct YearVisitor;

impl<'de> Visitor<'de> for YearVisitor {
    type Value = YearKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fiscal year such as 2021, R3, 令和3, H30 or FY30")
    }
    fn visit_u64<E: de::Error>(self, v: u64) -> Result<YearKey, E> {
        Ok(YearKey(v.to_string()))
    }
    fn visit_i64<E: de::Error>(self, v: i64) -> Result<YearKey, E> {
        Ok(YearKey(v.to_string()))
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<YearKey, E> {
        Ok(YearKey(v.to_owned()))
    }
}

impl<'de> Deserialize<'de> for YearKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YearVisitor)
    }
}

struct CorporateNumberVisitor;

impl<'de> Visitor<'de> for CorporateNumberVisitor {
    type Value = CorporateNumberText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a corporate number in quotation marks")
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<CorporateNumberText, E> {
        Ok(CorporateNumberText(v.to_owned()))
    }
}

impl<'de> Deserialize<'de> for CorporateNumberText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CorporateNumberVisitor)
    }
}

struct AtVisitor;

impl<'de> Visitor<'de> for AtVisitor {
    type Value = At;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line number, a range such as \"12-14\", or a list of them")
    }
    fn visit_u64<E: de::Error>(self, v: u64) -> Result<At, E> {
        Ok(At::One(v.to_string()))
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<At, E> {
        Ok(if v.is_empty() {
            At::None
        } else {
            At::One(v.to_owned())
        })
    }
    fn visit_unit<E: de::Error>(self) -> Result<At, E> {
        Ok(At::None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<At, A::Error> {
        let mut places = Vec::new();
        while let Some(Scalar(place)) = seq.next_element()? {
            places.push(place);
        }
        Ok(At::Each(places))
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AtVisitor)
    }
}

/// Writes the schema of a scalar type by hand, because its Rust form says nothing about what may be typed.
macro_rules! scalar_schema {
    ($type:ty, $name:literal, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

scalar_schema!(
    Scalar,
    "Value",
    json_schema!({
        "description": "A value as printed, without thousands separators; \"-\", 調査中, 集計中 and \"\" (blank) are different things.",
        "type": ["string", "number", "null"]
    })
);
scalar_schema!(
    YearKey,
    "FiscalYear",
    json_schema!({
        "description": "A fiscal year: 2021, R3, 令和3, H30, FY30; in targets also 毎年度 or \"-\".",
        "type": ["string", "integer"]
    })
);
scalar_schema!(
    CorporateNumberText,
    "CorporateNumber",
    json_schema!({
        "description": "A corporate number (法人番号): 13 digits in quotation marks, or \"-\".",
        "type": "string",
        "pattern": "^([0-9]{13}|-)$"
    })
);
scalar_schema!(
    At,
    "Place",
    json_schema!({
        "description": "Line(s) of the source text: 1532, \"1532-1534\", \"other:12\", or a list with one entry a column.",
        "oneOf": [
            { "type": "integer" },
            { "type": "string" },
            { "type": "null" },
            { "type": "array", "items": { "type": ["integer", "string", "null"] } }
        ]
    })
);

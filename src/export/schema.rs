//! The JSON Schemas of `edition.json` and of changes, and the types of columns as schemas name them.

use serde_json::{Map, Value as Json, json};

use super::changes;
use super::json::FORMAT;
use super::specs;
use super::table::{Field, Kind, Spec};

/// Path of the schema; it is the same for all editions.
pub const PATH: &str = "schema/tenken-edition-1.json";

/// The schema (JSON Schema 2020-12).
pub fn text() -> String {
    let tables: Map<String, Json> = specs::ALL
        .iter()
        .map(|spec| (spec.id.to_owned(), table(spec)))
        .collect();
    let text = |nullable: bool| match nullable {
        true => json!({ "type": ["string", "null"] }),
        false => json!({ "type": "string" }),
    };
    let named = json!({
        "type": "object", "required": ["name", "url"], "additionalProperties": false,
        "properties": { "name": text(false), "url": text(false) },
    });
    let edition = json!({
        "type": "object",
        "required": ["year", "title", "short_title", "kind", "url", "data_url"],
        "additionalProperties": false,
        "properties": {
            "year": { "type": "integer" }, "title": text(false), "short_title": text(false),
            "kind": { "enum": ["review", "budget_proposal"] }, "date": text(true),
            "url": text(false), "data_url": text(false),
        },
    });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "required": ["format", "edition", "publisher", "licences", "attribution", "tables"],
        "additionalProperties": false,
        "properties": {
            "$schema": text(false),
            "format": { "const": FORMAT },
            "edition": edition,
            "publisher": text(false),
            "licences": { "type": "array", "items": named },
            "attribution": { "type": "array", "items": text(false) },
            "tables": { "type": "object", "additionalProperties": false, "properties": tables },
        },
    });
    format!("{schema:#}\n")
}

/// The schema of the changes between two editions.
pub fn changes() -> String {
    let string = json!({ "type": "string" });
    let object = |required: &[&str], properties: Json| {
        json!({
            "type": "object", "required": required, "additionalProperties": false, "properties": properties,
        })
    };
    let edition = object(
        &["year", "title", "url"],
        json!({ "year": { "type": "integer" }, "title": string, "url": string }),
    );
    let thing = object(
        &["entity", "entity_name"],
        json!({ "entity": string, "entity_name": string }),
    );
    let bonds = ["same", "renamed", "split", "merged", "succeeded"];
    let pair = object(
        &["bond", "before", "after"],
        json!({ "bond": { "enum": bonds }, "before": thing, "after": thing }),
    );
    let mut rows = table(&changes::SPEC);
    rows["minItems"] = 0.into();
    let keys = [
        "$schema",
        "format",
        "before",
        "after",
        "lineage",
        "only_before",
        "only_after",
        "changes",
    ];
    let mut schema = object(
        &keys,
        json!({
            "$schema": string,
            "format": { "const": changes::FORMAT },
            "before": edition,
            "after": edition,
            "lineage": { "type": "array", "items": pair },
            "only_before": { "type": "array", "items": thing },
            "only_after": { "type": "array", "items": thing },
            "changes": rows,
        }),
    );
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = changes::FORMAT.into();
    format!("{schema:#}\n")
}

fn table(spec: &Spec) -> Json {
    let properties: Map<String, Json> = spec
        .fields()
        .map(|field| (field.id.to_owned(), property(field)))
        .collect();
    json!({
        "type": "array",
        "minItems": 1,
        "items": { "type": "object", "additionalProperties": false, "properties": properties },
    })
}

fn property(field: &Field) -> Json {
    match field.kind {
        Kind::Text | Kind::Url => json!({ "type": "string", "minLength": 1 }),
        Kind::OneOf(values) => json!({ "enum": values }),
        Kind::AnyOf(values) => json!({ "type": "string", "pattern": any_of(values) }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Integer | Kind::Year => json!({ "type": "integer" }),
        Kind::Boolean => json!({ "type": "boolean" }),
    }
}

/// A pattern for texts of a closed list, separated by `;`.
pub fn any_of(values: &[&str]) -> String {
    let one = values.join("|");
    format!("^({one})(;({one}))*$")
}

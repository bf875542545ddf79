//! Seed types → the JSON Schemas that editors and other tools check the YAML files with.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};
use serde_json::Value;

use super::seed::{
    SeedCommittee, SeedEdition, SeedGlossary, SeedObjective, SeedPortfolio, SeedProgram,
    SeedProject, SeedReview, SeedSite, SeedSources,
};

/// The JSON Schema (draft 2020-12) of every kind of seed file, by the name of the kind.
pub fn schemas() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("site", schema_for!(SeedSite)),
        ("glossary", schema_for!(SeedGlossary)),
        ("edition", schema_for!(SeedEdition)),
        ("sources", schema_for!(SeedSources)),
        ("committee", schema_for!(SeedCommittee)),
        ("program", schema_for!(SeedProgram)),
        ("project", schema_for!(SeedProject)),
        ("review", schema_for!(SeedReview)),
        ("objective", schema_for!(SeedObjective)),
        ("portfolio", schema_for!(SeedPortfolio)),
    ])
    .into_iter()
    .map(|(kind, schema)| (kind, named(kind, schema)))
    .collect()
}

/// The JSON Schema of one type, as the checks of this module's neighbours use it.
pub(super) fn schema_of<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

/// Puts `$schema`, `$id` and a title for people first.
fn named(kind: &'static str, schema: Schema) -> Value {
    let mut rest = schema.to_value();
    let Some(object) = rest.as_object_mut() else {
        return rest;
    };
    let dialect = object.shift_remove("$schema").unwrap_or(Value::Null);
    object.shift_remove("title");
    let head = [
        ("$schema", dialect),
        ("$id", format!("urn:tenken:schema:{kind}").into()),
        ("title", format!("tenken {kind}").into()),
    ];
    let head = head.into_iter().map(|(key, value)| (key.to_owned(), value));
    head.chain(std::mem::take(object))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_schema_with_an_id_and_descriptions() {
        let schemas = schemas();
        assert_eq!(schemas.len(), 10);
        for (kind, schema) in &schemas {
            assert_eq!(schema["$id"], format!("urn:tenken:schema:{kind}"));
            assert_eq!(schema["title"], format!("tenken {kind}"));
            assert_eq!(schema["additionalProperties"], false, "{kind}");
            assert!(
                schema["description"]
                    .as_str()
                    .is_some_and(|about| about.starts_with("`content/")),
                "{kind}"
            );
        }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_seed_types_every_time() {
        let text = schemas()["project"].to_string();
        assert_eq!(text, schemas()["project"].to_string());
        let keys: Vec<String> = schemas()["project"]["properties"]
            .as_object()
            .expect("object")
            .keys()
            .cloned()
            .collect();
        assert_eq!(keys[..3], ["name", "name_en", "short_name"]);
        assert!(
            text.starts_with(r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"#),
            "{}",
            &text[..80]
        );
    }
}

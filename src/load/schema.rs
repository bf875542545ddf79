//! Temporary stand-in for the JSON Schemas of the seed files: signature only.

use std::collections::BTreeMap;

/// Schemas by kind of file.
pub fn schemas() -> BTreeMap<&'static str, serde_json::Value> {
    BTreeMap::from([("site", serde_json::to_value(schemars::schema_for!(super::seed::SeedSite)).expect("a schema is JSON"))])
}

//! `datapackage.json`: the CSV files for programs (Frictionless Data Package 1, Tabular Data Resource).

use serde_json::{Map, Value as Json, json};

use super::rows::Source;
use super::schema::any_of;
use super::table::{Field, Kind, Spec};
use super::{DataFile, licences};

/// The description of the CSV files of an edition.
pub fn text(source: &Source<'_>, files: &[DataFile]) -> String {
    let edition = source.edition;
    let site = &source.dataset.site;
    let licences: Vec<Json> = licences(site)
        .into_iter()
        .map(|(name, url)| json!({ "title": name, "path": url }))
        .collect();
    let resources: Vec<Json> = files
        .iter()
        .filter_map(|file| Some(resource(source, file, file.table?.0)))
        .collect();
    let mut package = Map::new();
    let mut set = |key: &str, value: Json| drop(package.insert(key.to_owned(), value));
    set("profile", "tabular-data-package".into());
    set("name", format!("tenken-{}", edition.year).into());
    set("title", edition.title.as_str().into());
    set(
        "description",
        crate::text::mend_radicals(edition.summary.trim()).into(),
    );
    set(
        "homepage",
        source.address.of(&format!("{}/", edition.year)).into(),
    );
    if !licences.is_empty() {
        set("licenses", licences.into());
    }
    let documents: Vec<Json> = edition.documents.values().map(document).collect();
    if !documents.is_empty() {
        set("sources", documents.into());
    }
    set(
        "contributors",
        json!([{ "title": site.publisher, "role": "publisher" }]),
    );
    set("resources", resources.into());
    format!("{:#}\n", Json::Object(package))
}

fn document(document: &crate::model::dataset::Document) -> Json {
    let title = format!("{}（{}）", document.title, document.publisher);
    match &document.url {
        Some(url) => json!({ "title": title, "path": url }),
        None => json!({ "title": title }),
    }
}

fn resource(source: &Source<'_>, file: &DataFile, spec: &Spec) -> Json {
    let words = source.words;
    let fields: Vec<Json> = spec
        .fields()
        .map(|field| self::field(source, field))
        .collect();
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": spec.id.replace('_', "-"),
        "path": file.name,
        "title": words.get(&format!("data-table-{}", spec.id)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": { "fields": fields, "missingValues": [""] },
    });
    if file.name.ends_with(".gz") {
        resource["compression"] = "gz".into();
    }
    resource
}

fn field(source: &Source<'_>, field: &Field) -> Json {
    let words = source.words;
    let mut described = json!({
        "name": field.id,
        "type": type_name(field.kind),
        "title": words.get(&format!("data-field-{}", field.id)),
    });
    let about = words.find(&format!("data-about-{}", field.id));
    if let Some(about) = about {
        described["description"] = about.into();
    }
    match field.kind {
        Kind::OneOf(values) => described["constraints"] = json!({ "enum": values }),
        Kind::AnyOf(values) => described["constraints"] = json!({ "pattern": any_of(values) }),
        _ => {}
    }
    described
}

/// The type of a column as Table Schema names it.
pub fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::OneOf(_) | Kind::AnyOf(_) | Kind::Url => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Year => "year",
        Kind::Boolean => "boolean",
    }
}

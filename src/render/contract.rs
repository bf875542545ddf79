//! The contract with themes as a document: every field of every view, from the doc comments of [`super::view`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use super::view::*;

const HEAD: &str = "\
# Themes

A theme is a folder `themes/<name>/` with `theme.yaml` (name, description, version), `templates/` (Tera 2), `assets/` and
`i18n/ja.ftl` and `i18n/en.ftl` (Fluent). Name it in `content/site.yaml` (`theme: <name>`) or with `--theme`. It overlays the built-in theme file by
file: a file that it lacks is taken from the built-in one, a component that it defines replaces the built-in one of the same name, a
message that it defines replaces the built-in one. `themes/print` overrides three files and shows how.

Assets get a fingerprint in their name; stylesheets and scripts are linked through `site.stylesheets` and `site.scripts`, in the order
of their names. Files below `assets/lazy/` are delivered but loaded by no page: `site.lazy` gives their addresses to whatever loads
them when a reader needs them. `t(key=\"…\", n=3)` gives a message of the catalogue; a missing key is an error with its place.

Texts are escaped by the template engine. Fields whose name ends in `html` hold safe HTML and are printed with `| safe`. A field that
a template asks for and that does not exist is an error: `tenken check` renders every page and shows file, line and column.

Every template gets `site`, `page` and `body`. `page.kind` names the template (`<kind>.html`) and decides the type of `body`.

<!-- Everything below is made from src/render/view.rs: `TENKEN_BLESS=1 cargo test --test contract` writes it anew. -->
";

/// The document, in Markdown.
pub fn themes_document() -> String {
    let mut generator = SchemaGenerator::default();
    macro_rules! register {
        ($($kind:literal $body:ty),* $(,)?) => {{
            generator.subschema_for::<SiteView>();
            generator.subschema_for::<PageView>();
            let kinds: Vec<(&str, String)> = vec![$(($kind, { generator.subschema_for::<$body>(); <$body>::schema_name().into_owned() })),*];
            kinds
        }};
    }
    let kinds = register! {
        "home" HomeBody, "edition" EditionBody, "program" ProgramBody, "project" ProjectBody, "review" ReviewBody,
        "objective" ObjectiveBody, "portfolio" PortfolioBody, "list" ListBody, "tables" TablesBody, "sources" SourceBody,
        "glossary" GlossaryBody, "article" ArticleBody, "search" SearchBody, "index" IndexBody, "compare" CompareBody,
    };
    let definitions: BTreeMap<String, Value> =
        generator.take_definitions(true).into_iter().collect();
    let mut text = HEAD.to_owned();
    text.push_str("\n## Kinds of pages\n\n| `page.kind` | `body` |\n|---|---|\n");
    for (kind, body) in &kinds {
        let _ = writeln!(text, "| `{kind}` | [{body}](#{}) |", body.to_lowercase());
    }
    text.push_str("\n## Types\n");
    for (name, schema) in &definitions {
        describe(&mut text, name, schema);
    }
    text
}

fn describe(text: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        text,
        "\n### {name}\n\n{}\n\n| field | type | meaning |\n|---|---|---|\n",
        one_line(schema)
    );
    for (field, schema) in schema["properties"].as_object().into_iter().flatten() {
        let _ = writeln!(
            text,
            "| `{field}` | {} | {} |",
            type_of(schema),
            one_line(schema)
        );
    }
}

fn one_line(schema: &Value) -> String {
    schema["description"]
        .as_str()
        .unwrap_or_default()
        .replace('\n', " ")
        .replace('|', "\\|")
}

/// The type of a field in words a theme author knows: `text`, `number`, a list, or another type of this document.
fn type_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let named = options
            .iter()
            .filter(|option| option["type"] != "null")
            .map(type_of);
        return format!("{} or none", named.collect::<Vec<_>>().join(" or "));
    }
    match &schema["type"] {
        Value::Array(types) if types.iter().any(|t| t == "null") => {
            let rest = types
                .iter()
                .filter(|t| *t != "null")
                .map(|t| simple(t.as_str().unwrap_or_default()));
            format!("{} or none", rest.collect::<Vec<_>>().join(" or "))
        }
        Value::String(name) if name == "object" && schema["additionalProperties"].is_object() => {
            format!(
                "map from text to {}",
                type_of(&schema["additionalProperties"])
            )
        }
        Value::String(name) if name == "array" => format!("list of {}", type_of(&schema["items"])),
        Value::String(name) => simple(name).to_owned(),
        _ => "any".to_owned(),
    }
}

fn simple(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "number",
        "boolean" => "true or false",
        other => other,
    }
}

//! `tenken schema`: the JSON Schemas of the seed files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk::{self, Existing};
use crate::load::schema::schemas;
use crate::say;

use super::Outcome;
use super::args::SchemaArgs;
use super::terminal::{Terminal, plural};

/// Folder of the schemas in the folder of a site; the first line of each seed file names it.
pub(super) const FOLDER: &str = "content/schema";

/// Writes the schemas of the site at `root`.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let folder = args.out.clone().unwrap_or_else(|| root.join(FOLDER));
    let files = files();
    let written = disk::write_files(&folder, &files, Existing::Replace)?;
    let (count, written, folder) = (files.len(), written.len(), folder.display());
    let s = plural(count);
    terminal.status(&say!(
        "スキーマ{count}件（書き込み{written}）：{folder}",
        "{count} schema{s} ({written} written): {folder}"
    ));
    Ok(Outcome::Clean)
}

/// The schemas as files: `project.json` and so on.
pub(super) fn files() -> BTreeMap<String, Vec<u8>> {
    let text = |schema| serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    schemas()
        .into_iter()
        .map(|(kind, schema)| (format!("{kind}.json"), text(schema).into_bytes()))
        .collect()
}

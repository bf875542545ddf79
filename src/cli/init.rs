//! `tenken init`: a small site to start from.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::disk::{self, Existing};
use crate::say;

use super::Outcome;
use super::args::InitArgs;
use super::github;
use super::schema;
use super::terminal::{Terminal, plural};

static SITE: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/init_site");

/// Writes the example site, the workflow, or both; `root` is the folder of the site here.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &InitArgs) -> anyhow::Result<Outcome> {
    let folder = args.dir.as_deref().unwrap_or(root);
    if !args.github || !disk::is_site(folder) {
        example(terminal, folder, args.force)?;
    }
    if args.github {
        github::write(terminal, folder)?;
    }
    Ok(Outcome::Clean)
}

fn example(terminal: &Terminal, folder: &Path, force: bool) -> anyhow::Result<()> {
    let existing = if force {
        Existing::Keep
    } else {
        Existing::Refuse
    };
    let written = disk::write_files(folder, &files(), existing)?.len();
    let (folder, s) = (folder.display(), plural(written));
    terminal.status(&say!(
        "見本のサイト（{written}ファイル）を作りました：{folder}\n`tenken serve --root {folder} --open` で見られます。",
        "example site ({written} file{s}) written: {folder}\nSee it with `tenken serve --root {folder} --open`."
    ));
    Ok(())
}

/// The files of the example with the schemas.
fn files() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(&SITE, &mut files);
    for (name, text) in schema::files() {
        files.insert(format!("{}/{name}", schema::FOLDER), text);
    }
    files
}

fn collect(folder: &Dir, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        // Stored without the dot, so that git does not obey it in our own repository.
        let name = match name.as_str() {
            "gitignore" | "gitattributes" => format!(".{name}"),
            _ => name,
        };
        files.insert(name, file.contents().to_vec());
    }
    folder.dirs().for_each(|folder| collect(folder, files));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::seed::*;
    use crate::pipeline::{Options, prepare};
    use crate::tree::SourceTree;

    fn content() -> SourceTree {
        let files = files()
            .into_iter()
            .filter(|(name, _)| name.starts_with("content/"));
        SourceTree {
            files: files.map(|(name, bytes)| (name, bytes.into())).collect(),
        }
    }

    fn parses<T: serde::de::DeserializeOwned>(name: &str) -> T {
        let tree = content();
        serde_yaml::from_str(tree.text(name).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[test]
    fn every_seed_file_of_the_example_parses() {
        parses::<SeedSite>("content/site.yaml");
        parses::<SeedGlossary>("content/glossary.yaml");
        parses::<SeedEdition>("content/2024/edition.yaml");
        parses::<SeedSources>("content/2024/sources.yaml");
        parses::<SeedProgram>("content/2024/programs/akari.yaml");
        parses::<SeedProject>("content/2024/projects/tsukiakari.yaml");
        parses::<SeedProject>("content/2024/projects/hotaru.yaml");
        assert_eq!(
            content()
                .files
                .keys()
                .filter(|name| name.ends_with(".yaml"))
                .count(),
            7
        );
    }

    #[test]
    fn digits_of_the_example_stand_on_the_cited_lines() {
        let tree = content();
        let lines: Vec<String> = tree
            .text("content/2024/sources/sample.txt")
            .unwrap()
            .lines()
            .map(|line| line.replace(',', ""))
            .collect();
        let project: SeedProject = parses("content/2024/projects/hotaru.yaml");
        let tables = project
            .budgets
            .iter()
            .map(|table| (&table.columns, &table.rows));
        for (columns, rows) in
            tables.chain(project.indicators.iter().map(|i| (&i.columns, &i.rows)))
        {
            for row in rows {
                assert_eq!(row.values.len(), columns.len());
                let crate::load::scalar::At::One(at) = &row.at else {
                    panic!("one line a row")
                };
                let line = &lines[at.parse::<usize>().unwrap() - 1];
                for value in &row.values {
                    assert!(line.contains(&value.0), "{} is not on line {at}", value.0);
                }
            }
        }
    }

    #[test]
    fn the_example_has_no_findings() {
        let options = Options {
            base_url: None,
            minify: false,
            theme: None,
        };
        assert_eq!(prepare(&content(), &options).diagnostics, []);
    }

    #[test]
    fn schema_lines_of_the_example_lead_to_schemas() {
        let tree = content();
        for name in tree.files.keys().filter(|name| name.ends_with(".yaml")) {
            let first = tree.text(name).unwrap().lines().next().unwrap();
            let target = first
                .strip_prefix("# yaml-language-server: $schema=")
                .unwrap();
            let ups = target.matches("../").count();
            let kind = target.trim_start_matches("../");
            let folder = name.rsplitn(ups + 2, '/').last().unwrap();
            assert_eq!(
                (folder, kind.split('/').next()),
                ("content", Some("schema")),
                "{name}"
            );
        }
    }
}

//! The rooms of the program: who may use whom, and what must stay in which room.
//!
//! Imports point downward: a room uses only rooms that stand above it in [`ROOMS`]. An import that this test refuses
//! usually means that the thing imported is in the wrong room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every module of the crate, from the bottom to the top, and the modules it may use.
const ROOMS: &[(&str, &str)] = &[
    ("tree", ""),
    ("text", ""),
    ("memo", ""),
    ("sight", ""),
    ("leaves", "sight"),
    ("html", ""),
    ("diagnostic", "tree"),
    ("suggest", "diagnostic"),
    ("model", "diagnostic sight"),
    ("archive", "diagnostic model tree"),
    ("csv_file", "model"),
    ("packed", ""),
    ("format", "diagnostic model"),
    ("prose", "diagnostic format model"),
    (
        "audit",
        "diagnostic format leaves memo model packed prose suggest text",
    ),
    ("load", "archive diagnostic memo model suggest text tree"),
    ("i18n", "diagnostic"),
    ("labels", "format i18n model text"),
    ("chart", "csv_file diagnostic format i18n labels model text"),
    ("theme", "diagnostic i18n suggest tree"),
    ("figures", "diagnostic load model suggest"),
    ("compare", "audit diagnostic figures format model text"),
    ("markdown", "diagnostic format model prose text"),
    ("search", "diagnostic figures markdown model text tree"),
    ("links", "archive diagnostic html search tree"),
    ("plan", "compare diagnostic i18n memo model search sight"),
    (
        "export",
        "archive audit compare csv_file diagnostic figures i18n labels leaves model packed plan sight text tree",
    ),
    (
        "render",
        "audit chart compare csv_file diagnostic export figures format html i18n labels leaves load markdown model packed plan search sight suggest text theme tree",
    ),
    (
        "pipeline",
        "archive audit diagnostic export html leaves links load memo model plan render search sight text theme tree",
    ),
    (
        "freeze",
        "archive diagnostic links load model pipeline theme tree",
    ),
    ("import", "archive diagnostic load model suggest"),
    ("disk", "archive diagnostic tree"),
    ("publish", "diagnostic disk tree"),
    ("serve", "diagnostic pipeline tree"),
    (
        "cli",
        "archive audit compare diagnostic disk export freeze import load model pipeline publish serve suggest tree",
    ),
];

/// Imports that point upward all the same, with the reason; one that is no longer made is to be struck out.
const UPWARD: &[(&str, &str, &str)] = &[(
    "diagnostic/emit",
    "load::locate",
    "line and column are looked up only where a finding is printed",
)];

/// What stands in which folders only. The four nevers of the design, and more.
const ONLY_IN: &[(&str, &[&str], &[&str])] = &[
    (
        "seed types never leave `load`",
        &["Seed", "seed::"],
        &["load/"],
    ),
    (
        "the disk is touched in `disk` only",
        &["std::fs", "fs::", "File::", "walkdir", "rustix"],
        &["disk/"],
    ),
    (
        "YAML is read in `load` only",
        &["serde_yaml", "saphyr"],
        &["load/"],
    ),
    (
        "templates are rendered by the theme",
        &["tera::", "Tera"],
        &["theme", "i18n", "render/"],
    ),
    (
        "paths of the disk stay outside the pipeline",
        &["std::path", "PathBuf"],
        &["disk/", "cli/", "publish/", "serve/", "main.rs"],
    ),
    (
        "other programs are run by the runner of git only",
        &["process::Command", "Command::new", "Stdio"],
        &["publish/git.rs"],
    ),
    (
        "the terminal and the environment belong to `cli`",
        &["println!", "eprintln!", "std::env"],
        &["cli/", "main.rs"],
    ),
];

/// What must not stand in a folder.
const NEVER_IN: &[(&str, &[&str], &str)] = &[
    (
        "what a publication does is decided without git",
        &["Git", "Repository", "Workshop", "std::process"],
        "publish/plan.rs",
    ),
    (
        "`model` knows no YAML, template or path",
        &["serde_yaml", "tera", "std::path", "std::fs"],
        "model/",
    ),
    (
        "`cli` holds no rule",
        &["RuleId::", "Diagnostic {", "Diagnostic::new"],
        "cli/",
    ),
];

/// Code of every file below `src`, by its path there, without comments and tests.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root) {
        let path = entry.expect("src can be read").into_path();
        let name = path
            .strip_prefix(&root)
            .expect("it is below src")
            .to_str()
            .expect("names are UTF-8")
            .replace('\\', "/");
        if !name.ends_with(".rs") || name.ends_with("tests.rs") || name.ends_with("testing.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("source files can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        files.insert(name, code.collect::<Vec<_>>().join("\n"));
    }
    files
}

/// Paths that follow `crate::` in a code, less the macro `say!`: `load::locate::{Locator}` is `load::locate::`.
fn imports(code: &str) -> Vec<String> {
    let path = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
            .collect::<String>()
    };
    let parts = code
        .split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list
                .split('}')
                .next()
                .unwrap_or_default()
                .split(',')
                .map(|part| path(part.trim()))
                .collect(),
            None => vec![path(rest)],
        });
    parts
        .filter(|part| part != "say" && !part.is_empty())
        .collect()
}

#[test]
fn imports_point_downward() {
    let mut problems = Vec::new();
    let mut unused: BTreeSet<_> = UPWARD.iter().collect();
    for (index, (room, uses)) in ROOMS.iter().enumerate() {
        for used in uses.split_whitespace() {
            if !ROOMS[..index].iter().any(|(below, _)| *below == used) {
                problems.push(format!("ROOMS: `{used}` does not stand above `{room}`"));
            }
        }
    }
    for (file, code) in sources() {
        let room = file.split(['/', '.']).next().unwrap_or_default();
        if matches!(room, "lib" | "main") {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            problems.push(format!("src/{file}: `{room}` is not listed in ROOMS"));
            continue;
        };
        for import in imports(&code) {
            let used = import.split("::").next().unwrap_or_default();
            if used == room || allowed.split_whitespace().any(|name| name == used) {
                continue;
            }
            match UPWARD
                .iter()
                .find(|(from, to, _)| file.starts_with(from) && import.starts_with(to))
            {
                Some(exception) => _ = unused.remove(exception),
                None => problems.push(format!(
                    "src/{file}: `{room}` must not use `crate::{import}`"
                )),
            }
        }
    }
    problems.extend(
        unused
            .iter()
            .map(|(from, to, _)| format!("UPWARD: src/{from} no longer uses `{to}`")),
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn everything_stays_in_its_room() {
    let mut problems = Vec::new();
    for (file, code) in sources() {
        let begins = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let holds = |words: &[&'static str]| {
            words
                .iter()
                .find(|word| code.match_indices(**word).any(|(at, _)| begins(at)))
                .copied()
        };
        for (law, words, rooms) in ONLY_IN {
            if let Some(word) =
                holds(words).filter(|_| !rooms.iter().any(|room| file.starts_with(room)))
            {
                problems.push(format!("src/{file}: {law}, but here is `{word}`"));
            }
        }
        for (law, words, room) in NEVER_IN {
            if let Some(word) = holds(words).filter(|_| file.starts_with(room)) {
                problems.push(format!("src/{file}: {law}, but here is `{word}`"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

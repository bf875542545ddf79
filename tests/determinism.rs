//! The same sources give the same bytes: twice in one process, with one thread or several, at any time and place.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use tenken::disk;
use tenken::pipeline::{self, Options};
use tenken::tree::{OutputTree, SourceTree};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn build(tree: &SourceTree, threads: usize) -> OutputTree {
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads can be started");
    pool.install(|| {
        let prepared = pipeline::prepare(tree, &options);
        let site = prepared
            .site
            .unwrap_or_else(|| panic!("the content has errors: {:#?}", prepared.diagnostics));
        site.render_all().expect("every page renders")
    })
}

/// The names of files that differ.
fn differences(one: &OutputTree, two: &OutputTree) -> Vec<String> {
    let names = one.files.keys().chain(
        two.files
            .keys()
            .filter(|name| !one.files.contains_key(*name)),
    );
    names
        .filter(|name| one.files.get(*name) != two.files.get(*name))
        .cloned()
        .collect()
}

#[test]
fn neither_a_second_build_nor_the_number_of_threads_changes_a_byte() {
    let tree = disk::read_tree(root()).expect("the site can be read");
    let first = build(&tree, 1);
    assert_eq!(differences(&first, &build(&tree, 1)), Vec::<String>::new());
    assert_eq!(differences(&first, &build(&tree, 4)), Vec::<String>::new());
}

/// Everything that a build has written, by path; what differs between machines must not be in it.
fn published(folder: &Path, surroundings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let out = folder.join("site");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
    command
        .current_dir(root())
        .args(["build", "--out"])
        .arg(&out)
        .envs(surroundings.iter().copied());
    let output = command.output().expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let files = walkdir::WalkDir::new(&out)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(&out)
                .expect("the walk stays in its folder")
                .display()
                .to_string();
            (
                name,
                std::fs::read(entry.path()).expect("the file can be read"),
            )
        })
        .collect()
}

/// The program asks nobody for the time, so a date given from outside (`SOURCE_DATE_EPOCH`) is kept by having no effect.
#[test]
fn neither_the_date_nor_the_place_of_a_build_changes_a_byte() {
    let (one, two) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let first = published(
        one.path(),
        &[
            ("SOURCE_DATE_EPOCH", "0"),
            ("TZ", "Asia/Tokyo"),
            ("RAYON_NUM_THREADS", "1"),
        ],
    );
    let second = published(
        two.path(),
        &[
            ("SOURCE_DATE_EPOCH", "1767225600"),
            ("TZ", "America/New_York"),
            ("LANG", "en_US.UTF-8"),
        ],
    );
    assert!(first.contains_key(".tenken-manifest") && first.len() > 50);
    let different = first
        .keys()
        .chain(second.keys())
        .filter(|name| first.get(*name) != second.get(*name));
    assert_eq!(different.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn one_pass_makes_every_page_as_small_as_minify_html_does() {
    let tree = disk::read_tree(root()).expect("the site can be read");
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options)
        .site
        .expect("the content has no errors");
    let pages = site.render_all().expect("every page renders").files;
    let pages = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut count = 0;
    for (path, page) in pages {
        let text = std::str::from_utf8(page).expect("pages are UTF-8");
        let small = tenken::html::compact(text);
        assert!(small == Some(pipeline::minify_anything(page)), "{path}");
        count += 1;
    }
    assert!(count > 200, "{count} pages");
}

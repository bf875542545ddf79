//! Small sites in memory and on the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tenken::disk;
use tenken::tree::SourceTree;

/// The sources of a small clean site with one edition, 2024.
pub fn small() -> SourceTree {
    disk::read_tree(&base()).expect("the site can be read")
}

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input/base")
}

/// The same site in a temporary folder.
pub fn small_on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&small(), folder.path());
    folder
}

/// Writes a tree of sources into a folder.
pub fn write(tree: &SourceTree, folder: &Path) {
    for (path, bytes) in &tree.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// Runs the program; messages are English.
pub fn tenken(args: &[&str], root: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
    command
        .args(args)
        .args(["--lang", "en", "--color", "never"]);
    if let Some(root) = root {
        command.arg("--root").arg(root);
    }
    command.env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("the program runs")
}

/// Standard output and standard error as one text.
pub fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

//! Bad input → what a person reads: each folder of `tests/bad_input` lays files over `base`, and `expected.txt` holds
//! what `tenken check` prints in both languages, with the exit code.
//!
//! `TENKEN_BLESS=1 cargo test --test bad_input` writes the expectations anew; read the difference as you read code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture exists") {
        let entry = entry.expect("the fixture can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a file has a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

fn transcript(case: &Path) -> String {
    let site = tempfile::tempdir().expect("a temporary folder");
    copy(&folder().join("base"), site.path());
    for part in ["content", "themes"] {
        if case.join(part).exists() {
            copy(&case.join(part), &site.path().join(part));
        }
    }
    let mut text = String::new();
    for lang in ["ja", "en"] {
        let run = Command::new(env!("CARGO_BIN_EXE_tenken"))
            .args(["check", "--color", "never", "--lang", lang, "--root", "."])
            .current_dir(site.path())
            .output()
            .expect("the program runs");
        text += &format!("$ tenken check --lang {lang}\n");
        text += &String::from_utf8(run.stdout).expect("the output is text");
        text += &String::from_utf8(run.stderr).expect("the output is text");
        text += &format!(
            "exit code {}\n\n",
            run.status.code().expect("the program was not killed")
        );
    }
    text
}

#[test]
fn every_kind_of_bad_input_is_explained() {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the fixtures exist")
        .map(|entry| entry.expect("a fixture can be read").path())
        .filter(|path| path.is_dir() && !path.ends_with("base"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 40, "only {} fixtures found", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let found = transcript(&case);
        let file = case.join("expected.txt");
        if std::env::var_os("TENKEN_BLESS").is_some() {
            fs::write(&file, &found).expect("the expectation can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            wrong.push(format!(
                "## {}\n--- expected\n{expected}\n--- found\n{found}",
                case.display()
            ));
        }
        // A fixture that finds nothing, or a crash, proves nothing.
        assert!(found.contains("exit code 1"), "{}: {found}", case.display());
        assert!(!found.contains("panicked"), "{}: {found}", case.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_base_is_clean() {
    let found = transcript(&folder().join("base"));
    assert_eq!(found.matches("exit code 0").count(), 2, "{found}");
}

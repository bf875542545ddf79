//! Snapshots on the disk: written whole or not at all, once, and the same wherever they are written.

#[path = "support/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tenken::archive::Files;
use tenken::disk::{Error, Failpoint, Found, Step, find, place, place_file};

fn files() -> Files {
    let files = [
        ("bagit.txt", "x"),
        ("data/a/b.txt", "b"),
        ("data/c.txt", ""),
    ];
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()))
        .collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn target() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("archive/2024");
    (folder, target)
}

#[test]
fn a_snapshot_is_written_once_and_read_back() {
    let (_folder, target) = target();
    place(&files(), &target, Failpoint::default()).unwrap();
    assert_eq!(find(&target).unwrap(), Found::Bag(files()));
    assert_eq!(names_in(target.parent().unwrap()), ["2024"]);
    let again = place(&files(), &target, Failpoint::default());
    assert!(matches!(again, Err(Error::Exists { path }) if path.ends_with("2024")));
    let zip = target.with_extension("zip");
    place_file(b"zip", &zip).unwrap();
    assert_eq!(find(&zip).unwrap(), Found::File(b"zip".to_vec()));
    assert!(matches!(
        place_file(b"other", &zip),
        Err(Error::Exists { .. })
    ));
    assert_eq!(fs::read(&zip).unwrap(), b"zip");
    assert_eq!(names_in(target.parent().unwrap()), ["2024", "2024.zip"]);
}

#[test]
fn a_full_or_read_only_disk_leaves_nothing_and_names_the_path() {
    for (code, step, name) in [
        (28, Step::Write, "b.txt"),
        (28, Step::Swap, "2024"),
        (30, Step::Locked, "2024"),
        (30, Step::Write, "c.txt"),
    ] {
        let (_folder, target) = target();
        let fails =
            |at: Step, path: &Path| match at == step && path.to_string_lossy().ends_with(name) {
                true => Err(io::Error::from_raw_os_error(code)),
                false => Ok(()),
            };
        let error = place(&files(), &target, Failpoint(Some(&fails))).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        assert!(names_in(target.parent().unwrap()).is_empty(), "{step:?}");
    }
}

#[test]
fn two_runs_at_once_are_refused() {
    let (_folder, target) = target();
    let second = |step: Step, _: &Path| {
        if step == Step::Locked {
            let refused = place(&files(), &target, Failpoint::default());
            assert!(matches!(refused, Err(Error::Locked { .. })), "{refused:?}");
        }
        Ok(())
    };
    place(&files(), &target, Failpoint(Some(&second))).unwrap();
    assert_eq!(find(&target).unwrap(), Found::Bag(files()));
}

#[test]
fn what_is_no_snapshot_is_not_verified() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "x").unwrap();
    let output = site::tenken(&["verify", folder.path().to_str().unwrap()], None);
    assert_eq!(output.status.code(), Some(2));
    assert!(site::said(&output).contains("neither a snapshot nor a published site"));
    let missing = folder.path().join("none");
    let output = site::tenken(&["verify", missing.to_str().unwrap()], None);
    assert_eq!(output.status.code(), Some(2));
    let no_zip = folder.path().join("a.txt");
    let output = site::tenken(&["verify", no_zip.to_str().unwrap()], None);
    assert_eq!(output.status.code(), Some(1), "{}", site::said(&output));
}

/// Everything below a folder with its bytes.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            (
                name.to_str().unwrap().to_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

fn archived(folder: &Path, surroundings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    site::write(&site::small(), folder);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
    command
        .args(["archive", "2024", "--zip", "--quiet", "--root"])
        .arg(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .envs(surroundings.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", site::said(&output));
    everything(&folder.join("content/archive"))
}

#[test]
fn two_archives_on_two_paths_are_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deep = two.path().join("a folder/日本語/deep");
    let first = archived(
        one.path(),
        &[("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")],
    );
    let second = archived(
        &deep,
        &[
            ("TZ", "Asia/Tokyo"),
            ("LANG", "ja_JP.UTF-8"),
            ("RAYON_NUM_THREADS", "4"),
        ],
    );
    assert!(first.contains_key("2024.zip") && first.contains_key("2024/manifest-sha256.txt"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
}

#[test]
fn the_clock_counts_only_where_it_is_asked_for() {
    let epoch = |value: &str| {
        let folder = tempfile::tempdir().unwrap();
        archived(folder.path(), &[("SOURCE_DATE_EPOCH", value)])
    };
    let info = |files: &BTreeMap<String, Vec<u8>>| {
        String::from_utf8(files["2024/bag-info.txt"].clone()).unwrap()
    };
    let (early, late) = (epoch("0"), epoch("1680220800"));
    assert!(info(&early).contains("Bagging-Date: 1970-01-01\n"));
    assert!(info(&late).contains("Bagging-Date: 2023-03-31\n"));
    assert!(late == epoch("1680220800"), "the same day, the same bytes");
    for wrong in ["yesterday", "", "99999999999999", "-99999999999", "1e9"] {
        let folder = site::small_on_disk();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
        command
            .args(["archive", "2024", "--lang", "en", "--root"])
            .arg(folder.path());
        let output = command.env("SOURCE_DATE_EPOCH", wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(
            site::said(&output).contains("is no date"),
            "{}",
            site::said(&output)
        );
        assert!(!folder.path().join("content/archive").exists());
    }
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(["-c", "init.defaultBranch=main", "-c", "core.safecrlf=false"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {error}");
}

#[test]
fn a_snapshot_survives_the_line_ends_of_git() {
    for is_guarded in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        let said = site::tenken(&["init", root.to_str().unwrap()], None);
        assert!(said.status.success(), "{}", site::said(&said));
        let attributes = root.join(".gitattributes");
        assert!(attributes.is_file(), "init writes it");
        if !is_guarded {
            fs::remove_file(attributes).unwrap();
        }
        let said = site::tenken(&["archive", "2024"], Some(&root));
        assert!(said.status.success(), "{}", site::said(&said));
        git(&root, &["init", "--quiet"]);
        git(&root, &["add", "--all"]);
        git(&root, &["commit", "--quiet", "--message", "a snapshot"]);
        // As git for Windows is set up.
        let clone = [
            "-c",
            "core.autocrlf=true",
            "clone",
            "--quiet",
            "site",
            "clone",
        ];
        git(folder.path(), &clone);
        let bag = folder.path().join("clone/content/archive/2024");
        let verified = site::tenken(&["verify", bag.to_str().unwrap()], None);
        let said = site::said(&verified);
        assert_eq!(verified.status.success(), is_guarded, "{said}");
    }
}

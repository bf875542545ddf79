//! The real program, killed at random moments: a reader of the folder meets the old state or the new one, complete.

#[path = "support/kill.rs"]
mod kill;
#[path = "support/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use kill::kill_at_random_moments;
use tenken::archive::{Bag, check_bag, unzip};
use tenken::disk::{self, Found};

/// Files of a folder with their bytes; dotfiles too.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file());
    let file = |path: &Path| {
        let name = path.strip_prefix(folder).expect("it is below");
        let name = name.to_str().expect("names are UTF-8").to_owned();
        (name, fs::read(path).expect("files can be read"))
    };
    entries.map(|entry| file(entry.path())).collect()
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files_of(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input/base");
    copy(&base, folder.path());
    folder
}

fn tenken(site: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
    command.args(args).arg("--root").arg(site).arg("--quiet");
    command.env_remove("SOURCE_DATE_EPOCH");
    command
}

fn run(site: &Path, args: &[&str]) {
    let output = tenken(site, args).output().expect("the program runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "tenken {args:?}: {error}");
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut names: Vec<String> = entries
        .map(|entry| name(entry.expect("an entry can be read")))
        .collect();
    names.sort();
    names
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site() {
    let (old_site, new_site, place) = (site(), site(), tempfile::tempdir().unwrap());
    let yaml = new_site.path().join("content/site.yaml");
    let text = fs::read_to_string(&yaml).unwrap();
    let title = text
        .lines()
        .find(|line| line.starts_with("title:"))
        .unwrap();
    fs::write(&yaml, text.replace(title, "title: another title")).unwrap();
    let out = place.path().join("site");
    let build = ["build", "--out", out.to_str().unwrap()];
    run(new_site.path(), &build);
    let new = files_of(&out);
    run(old_site.path(), &build);
    let old = files_of(&out);
    assert!(old != new && old.len() == new.len());
    let killed = kill_at_random_moments(
        0xB01D,
        50,
        &|| tenken(new_site.path(), &build),
        &mut || {
            if files_of(&out) != old {
                run(old_site.path(), &build);
            }
        },
        &mut |moment| {
            let now = files_of(&out);
            assert!(now == old || now == new, "{moment}: neither old nor new");
        },
    );
    println!("build: {killed:?}");
    assert!(
        killed.broken_off >= 10,
        "hardly a run was broken off: {killed:?}"
    );
    run(new_site.path(), &build);
    assert!(files_of(&out) == new);
    let left = [".site.tenken-cache", "site"];
    assert_eq!(names_in(place.path()), left, "nothing else is left beside");
}

#[test]
fn a_killed_archive_leaves_no_snapshot_or_a_complete_one() {
    let site = site();
    let folder = site.path().join("content/archive");
    let archive = ["archive", "2024", "--zip"];
    run(site.path(), &archive);
    let Found::Bag(files) = disk::find(&folder.join("2024")).unwrap() else {
        panic!("a bag was written");
    };
    let whole = Bag { files };
    let mut seen = BTreeMap::new();
    let killed = kill_at_random_moments(
        0xA4C1,
        60,
        &|| tenken(site.path(), &archive),
        &mut || {
            // What a killed run leaves beside stays: the next one has to cope.
            let _ = fs::remove_dir_all(folder.join("2024"));
            let _ = fs::remove_file(folder.join("2024.zip"));
        },
        &mut |moment| {
            let names = names_in(&folder);
            let shown: Vec<&str> = names
                .iter()
                .map(String::as_str)
                .filter(|name| !name.starts_with('.'))
                .collect();
            *seen.entry(shown.join(" ")).or_insert(0) += 1;
            assert!(
                [&[][..], &["2024"], &["2024", "2024.zip"]].contains(&&shown[..]),
                "{moment}: {shown:?}"
            );
            if shown.contains(&"2024") {
                let Found::Bag(files) = disk::find(&folder.join("2024")).unwrap() else {
                    panic!("{moment}: no bag");
                };
                let bag = Bag { files };
                assert_eq!(check_bag(&bag), [], "{moment}");
                assert!(bag == whole, "{moment}: another bag");
            }
            if shown.contains(&"2024.zip") {
                let zip = fs::read(folder.join("2024.zip")).unwrap();
                assert!(unzip(&zip).expect(moment).1 == whole, "{moment}");
            }
        },
    );
    println!("archive: {killed:?}, states met: {seen:?}");
    assert!(
        killed.broken_off >= 10,
        "hardly a run was broken off: {killed:?}"
    );
    let _ = fs::remove_dir_all(folder.join("2024"));
    let _ = fs::remove_file(folder.join("2024.zip"));
    run(site.path(), &archive);
    assert_eq!(
        names_in(&folder),
        ["2024", "2024.zip"],
        "nothing is left beside"
    );
}

//! Publishing leaves a complete site at every moment, and other people's files alone.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use tenken::disk::{Error, Failpoint, MANIFEST, PublishOptions, Published, Step, publish};
use tenken::tree::OutputTree;

fn site(files: &[(&str, &str)]) -> OutputTree {
    OutputTree {
        files: files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()))
            .collect(),
    }
}

fn old_site() -> OutputTree {
    site(&[
        ("index.html", "old"),
        ("2022/index.html", "same"),
        ("gone/index.html", "gone"),
        ("a.css", "same"),
    ])
}

fn new_site() -> OutputTree {
    site(&[
        ("index.html", "new"),
        ("2022/index.html", "same"),
        ("2023/index.html", "new"),
        ("a.css", "same"),
    ])
}

fn go(tree: &OutputTree, out: &Path) -> Published {
    publish(tree, out, &PublishOptions::default()).unwrap()
}

/// The files of a folder by relative path, without the manifest.
fn files_of(out: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir());
    let name = |path: &Path| path.strip_prefix(out).unwrap().to_str().unwrap().to_owned();
    entries
        .map(|entry| {
            (
                name(entry.path()),
                fs::read_to_string(entry.path()).unwrap_or_default(),
            )
        })
        .filter(|(name, _)| name != MANIFEST)
        .collect()
}

fn texts(tree: &OutputTree) -> BTreeMap<String, String> {
    tree.files
        .iter()
        .map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.to_vec()).unwrap()))
        .collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A folder for one test, with the path of the output folder in it.
fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("output");
    (folder, out)
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn make_old(path: &Path) {
    fs::File::open(path)
        .unwrap()
        .set_modified(long_ago())
        .unwrap();
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn first_publish_writes_everything_and_nothing_beside() {
    let (folder, out) = place();
    let published = go(&old_site(), &out);
    assert_eq!((published.written, published.unchanged), (4, 0));
    assert_eq!(files_of(&out), texts(&old_site()));
    assert_eq!(names_in(folder.path()), ["output"]);
}

#[test]
fn only_changed_files_change_their_times() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    for path in old_site().files.keys() {
        make_old(&out.join(path));
    }
    let published = go(&new_site(), &out);
    assert_eq!((published.written, published.unchanged), (2, 2));
    assert_eq!(published.removed, ["gone/index.html"]);
    assert_eq!(files_of(&out), texts(&new_site()));
    assert_eq!(modified(&out.join("2022/index.html")), long_ago());
    assert_eq!(modified(&out.join("a.css")), long_ago());
    assert!(modified(&out.join("index.html")) > long_ago());
    assert!(!out.join("gone").exists());
}

#[test]
fn publishing_the_same_site_again_touches_nothing() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    make_old(&out.join(MANIFEST));
    let published = go(&old_site(), &out);
    assert_eq!((published.written, published.unchanged), (0, 4));
    assert_eq!(modified(&out.join(MANIFEST)), long_ago());
}

#[test]
fn a_tracked_gitignore_survives_the_first_build_and_the_next() {
    let (_folder, out) = place();
    fs::create_dir(&out).unwrap();
    fs::write(out.join(".gitignore"), "*\n!.gitignore\n").unwrap();
    make_old(&out.join(".gitignore"));
    for tree in [old_site(), new_site()] {
        let published = go(&tree, &out);
        assert_eq!(published.kept, [".gitignore"]);
        assert_eq!(
            fs::read_to_string(out.join(".gitignore")).unwrap(),
            "*\n!.gitignore\n"
        );
        assert_eq!(modified(&out.join(".gitignore")), long_ago());
    }
}

#[test]
fn files_added_by_hand_are_kept_with_their_folders() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    fs::create_dir_all(out.join("gone/empty")).unwrap();
    fs::create_dir_all(out.join("mine/empty")).unwrap();
    fs::write(out.join("mine/note.txt"), "note").unwrap();
    fs::write(out.join("gone/note.txt"), "note").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", out.join("mine/link")).unwrap();
    let published = go(&new_site(), &out);
    assert_eq!(
        published.kept,
        ["gone/note.txt", "mine/link", "mine/note.txt"]
    );
    assert_eq!(
        fs::read_to_string(out.join("mine/note.txt")).unwrap(),
        "note"
    );
    assert!(out.join("mine/empty").is_dir() && out.join("gone/empty").is_dir());
    #[cfg(unix)]
    assert_eq!(
        fs::read_link(out.join("mine/link")).unwrap(),
        Path::new("nowhere")
    );
    assert!(!out.join("gone/index.html").exists());
}

#[test]
fn owned_files_changed_by_hand_are_written_anew_and_reported() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    fs::write(out.join("a.css"), "by hand").unwrap();
    fs::write(out.join("gone/index.html"), "by hand").unwrap();
    let published = go(&new_site(), &out);
    assert_eq!(published.overwritten, ["a.css", "gone/index.html"]);
    assert_eq!(files_of(&out), texts(&new_site()));
}

#[test]
fn an_owned_file_deleted_by_hand_comes_back() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    fs::remove_file(out.join("a.css")).unwrap();
    assert_eq!(go(&old_site(), &out).written, 1);
    assert_eq!(files_of(&out), texts(&old_site()));
}

#[test]
fn a_folder_of_somebody_else_is_refused_until_forced() {
    let (folder, out) = place();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    let refused = publish(&old_site(), &out, &PublishOptions::default());
    assert!(
        matches!(refused, Err(Error::ForeignFolder { example, .. }) if example == "thesis.txt")
    );
    assert_eq!(names_in(&out), ["thesis.txt"]);
    assert_eq!(names_in(folder.path()), ["output"]);

    let published = publish(
        &old_site(),
        &out,
        &PublishOptions {
            force: true,
            ..Default::default()
        },
    )
    .unwrap();
    assert_eq!(published.kept, ["thesis.txt"]);
    assert_eq!(
        fs::read_to_string(out.join("thesis.txt")).unwrap(),
        "years of work"
    );
}

#[test]
fn a_foreign_file_where_a_page_belongs_is_refused_until_forced() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    fs::create_dir(out.join("2023")).unwrap();
    fs::write(out.join("2023/index.html"), "mine").unwrap();
    let refused = publish(&new_site(), &out, &PublishOptions::default());
    assert!(matches!(refused, Err(Error::Collision { path }) if path.ends_with("2023/index.html")));
    assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "old");

    let published = publish(
        &new_site(),
        &out,
        &PublishOptions {
            force: true,
            ..Default::default()
        },
    )
    .unwrap();
    assert_eq!(published.overwritten, ["2023/index.html"]);
    assert_eq!(files_of(&out), texts(&new_site()));
}

#[test]
fn a_foreign_folder_where_a_page_belongs_is_refused_even_by_force() {
    let (_folder, out) = place();
    go(&site(&[("index.html", "old")]), &out);
    fs::create_dir(out.join("feed")).unwrap();
    fs::write(out.join("feed/mine.txt"), "mine").unwrap();
    let options = PublishOptions {
        force: true,
        ..Default::default()
    };
    assert!(matches!(
        publish(&site(&[("feed", "x")]), &out, &options),
        Err(Error::Collision { .. })
    ));
    assert_eq!(
        fs::read_to_string(out.join("feed/mine.txt")).unwrap(),
        "mine"
    );
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let (_folder, out) = place();
    let (one, two) = (
        site(&[("a", "file"), ("b/c/d", "deep")]),
        site(&[("a/x/y", "deep"), ("b", "file")]),
    );
    for tree in [&one, &two, &one] {
        go(tree, &out);
        assert_eq!(files_of(&out), texts(tree));
    }
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let (folder, out) = place();
    for path in [
        "../x",
        "/x",
        "a/../../x",
        "",
        "a//b",
        "./a",
        "a\\b",
        MANIFEST,
    ] {
        assert!(
            matches!(
                publish(&site(&[(path, "")]), &out, &PublishOptions::default()),
                Err(Error::BadPath { .. })
            ),
            "{path}"
        );
    }
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn two_builds_at_once_are_refused() {
    let (_folder, out) = place();
    let second = |step: Step, _: &Path| {
        if step == Step::Locked {
            let refused = publish(&new_site(), &out, &PublishOptions::default());
            let ours = std::process::id();
            assert!(matches!(refused, Err(Error::Locked { process, .. }) if process == Some(ours)));
        }
        Ok(())
    };
    publish(
        &old_site(),
        &out,
        &PublishOptions {
            failpoint: Failpoint(Some(&second)),
            ..Default::default()
        },
    )
    .unwrap();
    assert_eq!(files_of(&out), texts(&old_site()));
}

#[test]
fn a_full_disk_leaves_the_old_site_and_names_the_path() {
    let (folder, out) = place();
    go(&old_site(), &out);
    for (fail_at, name) in [
        (Step::Linked, ".output.tenken-"),
        (Step::Write, "2023/index.html"),
        (Step::Swap, "output"),
    ] {
        let full = |step: Step, path: &Path| match step == fail_at
            && path.to_string_lossy().contains(name)
        {
            true => Err(io::Error::from_raw_os_error(28)),
            false => Ok(()),
        };
        let options = PublishOptions {
            failpoint: Failpoint(Some(&full)),
            ..Default::default()
        };
        let error = publish(&new_site(), &out, &options).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(files_of(&out), texts(&old_site()));
        assert_eq!(names_in(folder.path()), ["output"]);
    }
}

/// Refuses the exchange, as some file systems do.
fn cannot_exchange(step: Step, _: &Path) -> io::Result<()> {
    if step == Step::Exchange {
        Err(io::ErrorKind::Unsupported.into())
    } else {
        Ok(())
    }
}

#[test]
fn without_exchange_two_renames_do_it() {
    let (folder, out) = place();
    go(&old_site(), &out);
    let options = PublishOptions {
        failpoint: Failpoint(Some(&cannot_exchange)),
        ..Default::default()
    };
    assert!(!publish(&new_site(), &out, &options).unwrap().file_by_file);
    assert_eq!(files_of(&out), texts(&new_site()));
    assert_eq!(names_in(folder.path()), ["output"]);
}

#[test]
fn a_second_rename_that_fails_is_undone() {
    let (folder, out) = place();
    go(&old_site(), &out);
    let fails = |step: Step, path: &Path| match step {
        Step::MovedAway => Err(io::ErrorKind::PermissionDenied.into()),
        _ => cannot_exchange(step, path),
    };
    let options = PublishOptions {
        failpoint: Failpoint(Some(&fails)),
        ..Default::default()
    };
    publish(&new_site(), &out, &options).unwrap_err();
    assert_eq!(files_of(&out), texts(&old_site()));
    assert_eq!(names_in(folder.path()), ["output"]);
}

#[test]
fn a_mount_point_is_replaced_file_by_file() {
    let (folder, out) = place();
    go(&old_site(), &out);
    fs::write(out.join("mine.txt"), "mine").unwrap();
    make_old(&out.join("a.css"));
    let busy = |step: Step, _: &Path| match step {
        Step::Exchange => Err(io::ErrorKind::ResourceBusy.into()),
        _ => Ok(()),
    };
    let options = PublishOptions {
        failpoint: Failpoint(Some(&busy)),
        ..Default::default()
    };
    assert!(publish(&new_site(), &out, &options).unwrap().file_by_file);
    let mut wanted = texts(&new_site());
    wanted.insert("mine.txt".to_owned(), "mine".to_owned());
    assert_eq!(files_of(&out), wanted);
    assert_eq!(modified(&out.join("a.css")), long_ago());
    assert!(!out.join("gone").exists());
    assert_eq!(names_in(folder.path()), ["output"]);
    assert_eq!(
        (go(&new_site(), &out).written, names_in(folder.path()).len()),
        (0, 1)
    );
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_link_is_swapped_where_it_lies() {
    let (folder, out) = place();
    fs::create_dir(folder.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", &out).unwrap();
    go(&old_site(), &out);
    go(&new_site(), &out);
    assert!(out.is_symlink());
    assert_eq!(files_of(&folder.path().join("real")), texts(&new_site()));
}

const KILL_AT: &str = "TENKEN_TEST_KILL_AT";
const KILL_OUT: &str = "TENKEN_TEST_KILL_OUT";

/// Not a test by itself: the process that `a_kill_at_any_step…` starts and that kills itself.
#[test]
fn child_that_is_killed() {
    let (Ok(kill_at), Ok(out)) = (std::env::var(KILL_AT), std::env::var(KILL_OUT)) else {
        return;
    };
    let die = |step: Step, path: &Path| {
        // `2 renames` in the name asks for the way without exchange.
        if kill_at == format!("{step:?}") || kill_at == format!("{step:?} 2 renames") {
            std::process::abort();
        }
        if kill_at.ends_with("2 renames") {
            cannot_exchange(step, path)
        } else {
            Ok(())
        }
    };
    let _ = publish(
        &new_site(),
        Path::new(&out),
        &PublishOptions {
            failpoint: Failpoint(Some(&die)),
            ..Default::default()
        },
    );
}

#[test]
fn a_kill_at_any_step_leaves_the_old_or_the_new_site_and_the_next_run_mends_the_rest() {
    let steps = [
        "Locked",
        "Linked",
        "Write",
        "Swap",
        "Exchange",
        "Swapped",
        "Exchange 2 renames",
        "MovedAway 2 renames",
        "Swapped 2 renames",
    ];
    for kill_at in steps {
        let (folder, out) = place();
        go(&old_site(), &out);
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["child_that_is_killed", "--exact", "--test-threads=1"])
            .env(KILL_AT, kill_at)
            .env(KILL_OUT, &out)
            .output()
            .unwrap()
            .status;
        assert!(!status.success(), "the child was to be killed at {kill_at}");
        if kill_at == "MovedAway 2 renames" {
            assert!(!out.exists(), "the one window in which there is no site");
        } else {
            let wanted = if kill_at.starts_with("Swapped") {
                new_site()
            } else {
                old_site()
            };
            assert_eq!(files_of(&out), texts(&wanted), "{kill_at}");
        }
        let next = go(&old_site(), &out);
        assert_eq!(
            next.unchanged,
            if kill_at.starts_with("Swapped") { 2 } else { 4 },
            "{kill_at}: recovered, not rebuilt"
        );
        assert_eq!(files_of(&out), texts(&old_site()), "{kill_at}");
        assert_eq!(names_in(folder.path()), ["output"], "{kill_at}");
    }
}

#[test]
fn the_manifest_is_what_sha256sum_reads() {
    let (_folder, out) = place();
    go(&site(&[("a b/日本.html", "x")]), &out);
    let text = fs::read_to_string(out.join(MANIFEST)).unwrap();
    let line = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a b/日本.html";
    assert_eq!(text.lines().nth(1), Some(line));
}

#[test]
fn a_broken_manifest_is_an_error_with_its_line() {
    let (_folder, out) = place();
    go(&old_site(), &out);
    for broken in [
        "# x\nnonsense\n",
        "# x\n2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  ../../etc/passwd\n",
    ] {
        fs::write(out.join(MANIFEST), broken).unwrap();
        let error = publish(&new_site(), &out, &PublishOptions::default()).unwrap_err();
        assert!(
            matches!(error, Error::BadManifest { line: 2, .. }),
            "{error}"
        );
    }
}

//! Changes of the sources are noticed.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;
use tenken::disk::read_tree;
use tenken::serve::follow;

/// Longer than any notice takes; only a failing test waits for it.
const LONG: Duration = Duration::from_secs(10);

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn watched() -> (TempDir, Receiver<()>) {
    let site = TempDir::new().unwrap();
    write(site.path(), "content/site.yaml", "title: one");
    let mut changes = follow(site.path()).unwrap();
    let (sender, receiver) = channel();
    std::thread::spawn(move || while changes.wait().is_some() && sender.send(()).is_ok() {});
    (site, receiver)
}

/// Waits until the site's sources are noticed to be as `is_there` wants them.
fn notice(
    site: &TempDir,
    changes: &Receiver<()>,
    is_there: impl Fn(&tenken::tree::SourceTree) -> bool,
) {
    loop {
        changes.recv_timeout(LONG).expect("the change is noticed");
        if read_tree(site.path()).is_ok_and(|tree| is_there(&tree)) {
            return;
        }
    }
}

#[test]
fn changed_new_and_deleted_files_are_noticed() {
    let (site, changes) = watched();
    write(site.path(), "content/site.yaml", "title: two");
    notice(&site, &changes, |tree| {
        tree.text("content/site.yaml") == Some("title: two")
    });
    write(site.path(), "content/2024/projects/a.yaml", "name: a");
    notice(&site, &changes, |tree| tree.files.len() == 2);
    write(site.path(), "content/2024/projects/a.yaml", "name: b");
    notice(&site, &changes, |tree| {
        tree.text("content/2024/projects/a.yaml") == Some("name: b")
    });
    fs::remove_dir_all(site.path().join("content/2024")).unwrap();
    notice(&site, &changes, |tree| tree.files.len() == 1);
}

#[test]
fn a_file_saved_by_rename_is_noticed() {
    let (site, changes) = watched();
    write(site.path(), "content/.site.yaml.tmp", "title: two");
    fs::rename(
        site.path().join("content/.site.yaml.tmp"),
        site.path().join("content/site.yaml"),
    )
    .unwrap();
    notice(&site, &changes, |tree| {
        tree.text("content/site.yaml") == Some("title: two")
    });
}

#[test]
fn a_folder_made_later_or_made_anew_is_watched() {
    let (site, changes) = watched();
    write(site.path(), "themes/mine/theme.yaml", "a");
    notice(&site, &changes, |tree| tree.files.len() == 2);
    write(site.path(), "themes/mine/theme.yaml", "b");
    notice(&site, &changes, |tree| {
        tree.text("themes/mine/theme.yaml") == Some("b")
    });

    fs::rename(site.path().join("content"), site.path().join("aside")).unwrap();
    changes.recv_timeout(LONG).expect("the folder is missed");
    write(site.path(), "content/site.yaml", "title: anew");
    notice(&site, &changes, |tree| {
        tree.text("content/site.yaml") == Some("title: anew")
    });
    write(site.path(), "content/site.yaml", "title: again");
    notice(&site, &changes, |tree| {
        tree.text("content/site.yaml") == Some("title: again")
    });
}

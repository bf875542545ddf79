//! Reading a site's sources.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tenken::disk::{Error, find_root, read_tree};

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn small_site() -> TempDir {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "content/site.yaml", "title: x");
    write(folder.path(), "content/2024/projects/a.yaml", "name: a");
    write(folder.path(), "themes/print/theme.yaml", "");
    folder
}

#[test]
fn content_and_themes_are_read_and_nothing_else() {
    let site = small_site();
    write(site.path(), "output/index.html", "");
    write(site.path(), "README.md", "");
    let tree = read_tree(site.path()).unwrap();
    let paths: Vec<&str> = tree.files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "content/2024/projects/a.yaml",
            "content/site.yaml",
            "themes/print/theme.yaml"
        ]
    );
    assert_eq!(tree.text("content/site.yaml"), Some("title: x"));
}

#[test]
fn dotfiles_and_backups_of_editors_are_left_out() {
    let site = small_site();
    let count = read_tree(site.path()).unwrap().files.len();
    for name in [
        ".DS_Store",
        "a.yaml~",
        ".#a.yaml",
        ".a.yaml.swp",
        "a.yaml.swp",
        "#a.yaml#",
        ".git/config",
    ] {
        write(site.path(), &format!("content/{name}"), "x");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("user@host.123", site.path().join("content/.#b.yaml")).unwrap();
    assert_eq!(read_tree(site.path()).unwrap().files.len(), count);
}

#[test]
fn a_folder_without_content_is_not_a_site() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(
        read_tree(folder.path()),
        Err(Error::NotASite { .. })
    ));
}

#[test]
fn the_root_is_the_nearest_folder_above_with_a_site() {
    let site = small_site();
    assert_eq!(
        find_root(&site.path().join("content/2024/projects")).as_deref(),
        Some(site.path())
    );
}

#[cfg(unix)]
#[test]
fn links_inside_the_site_are_followed_and_links_out_of_it_refused() {
    let site = small_site();
    std::os::unix::fs::symlink("nowhere", site.path().join("content/2024/links")).unwrap();
    assert!(
        read_tree(site.path()).is_err(),
        "a dangling link is an error"
    );
    fs::remove_file(site.path().join("content/2024/links")).unwrap();
    std::os::unix::fs::symlink("projects", site.path().join("content/2024/links")).unwrap();
    assert!(
        read_tree(site.path())
            .unwrap()
            .files
            .contains_key("content/2024/links/a.yaml")
    );

    let outside = TempDir::new().unwrap();
    write(outside.path(), "secret.md", "x");
    for target in [outside.path().to_owned(), outside.path().join("secret.md")] {
        let link = site.path().join("content/out.md");
        std::os::unix::fs::symlink(target, &link).unwrap();
        let error = read_tree(site.path()).unwrap_err();
        assert!(
            matches!(&error, Error::LinkLeavesRoot { path, .. } if *path == link),
            "{error}"
        );
        fs::remove_file(link).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_above_is_an_error_not_a_loop() {
    let site = small_site();
    std::os::unix::fs::symlink("..", site.path().join("content/2024/up")).unwrap();
    assert!(
        read_tree(site.path())
            .unwrap_err()
            .to_string()
            .contains("content/2024/up")
    );
}

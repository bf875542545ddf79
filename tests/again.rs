//! What is kept of files that have not changed never changes a byte: a site is edited at random, prepared with what is kept
//! and from nothing, and compared; and the preview of a folder that is edited answers what a build of it would have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tenken::disk;
use tenken::load;
use tenken::pipeline::{self, Kept, Options, Prepared};
use tenken::serve::Change;
use tenken::tree::SourceTree;

#[path = "support/edits.rs"]
mod edits;
#[path = "support/preview.rs"]
mod preview;
#[path = "support/random.rs"]
mod random;

use edits::edit;
use preview::Preview;
use random::Random;

fn options() -> Options {
    Options {
        base_url: None,
        minify: true,
        theme: None,
    }
}

fn content() -> SourceTree {
    disk::read_tree(env!("CARGO_MANIFEST_DIR").as_ref()).expect("the content can be read")
}

/// Everything that a preparation found, as text.
fn found(prepared: &Prepared) -> String {
    let relations: Vec<_> = prepared.audit.relations().collect();
    format!("{relations:#?}\n{:#?}", prepared.diagnostics)
}

/// The first line that differs.
fn difference(one: &str, other: &str) -> String {
    let differs = one
        .lines()
        .zip(other.lines())
        .find(|(one, other)| one != other);
    differs.map_or_else(
        || "in length".to_owned(),
        |(one, other)| format!("{one}\n{other}"),
    )
}

/// Compares two preparations of one tree; of the pages, some at random and all of an edition's own.
fn compare(random: &mut Random, again: &Prepared, cold: &Prepared, why: &str) {
    let (kept, fresh) = (found(again), found(cold));
    assert!(kept == fresh, "{why}: {}", difference(&kept, &fresh));
    let (Some(kept), Some(fresh)) = (&again.site, &cold.site) else {
        assert!(again.site.is_none() && cold.site.is_none(), "{why}");
        return;
    };
    let paths = fresh.paths();
    assert_eq!(kept.paths(), paths, "{why}");
    let commentary = |site: &pipeline::Site| format!("{:?}", site.commentary_problems());
    assert_eq!(commentary(kept), commentary(fresh), "{why}");
    let mut asked: BTreeSet<&String> = (0..12).map(|_| &paths[random.below(paths.len())]).collect();
    asked.extend(
        paths
            .iter()
            .filter(|path| path.ends_with("2/checks/index.html")),
    );
    for path in asked {
        let [kept, fresh] = [kept, fresh].map(|site| site.render(path).map(Result::ok));
        assert!(kept == fresh, "{why}: {path}");
    }
}

#[test]
fn what_is_kept_changes_no_byte_whatever_is_edited() {
    let mut random = Random(20_261_123);
    let original = content();
    let mut kept = Kept::all();
    let mut loads = load::Kept::all();
    let mut tree = original.clone();
    let (mut good, mut bad) = (0, 0);
    for round in 0..16 {
        let why = match random.below(4) {
            // Errors would pile up: authors mend them.
            0 if round > 0 => {
                tree = original.clone();
                "as it was".to_owned()
            }
            _ => edit(&mut random, &mut tree, round),
        };
        let why = format!("round {round}: {why}");
        assert!(
            load::load_again(&tree, &mut loads) == load::load(&tree),
            "{why}"
        );
        let again = pipeline::prepare_again(&tree, &options(), &mut kept);
        let cold = pipeline::prepare_again(&tree, &options(), &mut Kept::none());
        match cold.site {
            Some(_) => good += 1,
            None => bad += 1,
        }
        compare(&mut random, &again, &cold, &why);
    }
    assert!(
        good > 3 && bad > 1,
        "{good} good, {bad} bad: the edits say little"
    );
}

#[test]
fn an_entity_that_has_not_changed_is_the_same_value() {
    let mut kept = load::Kept::all();
    let mut tree = content();
    let first = load::load_again(&tree, &mut kept)
        .dataset
        .expect("a dataset");
    let path = "content/2022/projects/binds.md";
    tree.files
        .insert(path.to_owned(), Arc::from("別の解説。".as_bytes()));
    let second = load::load_again(&tree, &mut kept)
        .dataset
        .expect("a dataset");
    let (one, two) = (&first.editions[&2022], &second.editions[&2022]);
    for (id, project) in &one.projects {
        assert_eq!(
            Arc::ptr_eq(project, &two.projects[id]),
            id != "binds",
            "{id}"
        );
    }
    assert!(
        one.reviews
            .iter()
            .all(|(id, sheet)| Arc::ptr_eq(sheet, &two.reviews[id]))
    );
}

/// Writes the example site into a folder.
fn example(folder: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/init_site");
    for (path, bytes) in &disk::read_tree(&root).expect("the example").files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

#[test]
fn reading_what_changed_gives_what_reading_everything_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a real path");
    example(&root);
    let mut last = disk::read_tree(&root).expect("sources");
    let edition = root.join("content").join(edition_of(&last));
    let write = |path: &Path| fs::write(path, "x").expect("a file");
    type Step<'a> = (&'a str, Box<dyn Fn() -> Vec<std::path::PathBuf> + 'a>);
    let at = |path: &str| edition.join(path);
    let steps: Vec<Step<'_>> = vec![
        (
            "changed",
            Box::new(|| {
                write(&at("edition.yaml"));
                vec![at("edition.yaml")]
            }),
        ),
        (
            "new, with its folder",
            Box::new(|| {
                fs::create_dir_all(at("programs/deep")).expect("a folder");
                write(&at("programs/deep/new.yaml"));
                vec![at("programs/deep"), at("programs/deep/new.yaml")]
            }),
        ),
        (
            "a backup of an editor",
            Box::new(|| {
                write(&at("edition.yaml~"));
                write(&at(".edition.yaml.swp"));
                vec![at("edition.yaml~"), at(".edition.yaml.swp")]
            }),
        ),
        (
            "renamed",
            Box::new(|| {
                fs::rename(at("edition.yaml"), at("other.yaml")).expect("renamed");
                vec![at("edition.yaml"), at("other.yaml")]
            }),
        ),
        (
            "a folder is gone",
            Box::new(|| {
                fs::remove_dir_all(at("projects")).expect("gone");
                vec![at("projects")]
            }),
        ),
        (
            "a file is gone",
            Box::new(|| {
                fs::remove_file(at("other.yaml")).expect("gone");
                vec![at("other.yaml")]
            }),
        ),
        #[cfg(unix)]
        (
            "a link inside the site",
            Box::new(|| {
                std::os::unix::fs::symlink("programs", at("projects")).expect("a link");
                vec![at("projects")]
            }),
        ),
        #[cfg(unix)]
        (
            "a file behind a link",
            Box::new(|| {
                write(&at("programs/deep/other.yaml"));
                vec![at("projects/deep/other.yaml")]
            }),
        ),
    ];
    for (what, step) in steps {
        let changed: BTreeSet<_> = step().into_iter().collect();
        let whole = disk::read_tree(&root).expect("sources");
        let some = disk::read_changed(&root, &last, &changed).expect("sources");
        assert!(some == whole, "{what}: {:?}", some.files.keys());
        last = whole;
    }
}

fn edition_of(tree: &SourceTree) -> String {
    let mut paths = tree.below("content/2");
    let path = paths.next().expect("an edition");
    path.split('/').nth(1).expect("a year").to_owned()
}

/// Longer than any answer takes; only a failing test waits for it.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn the_preview_of_an_edited_folder_answers_what_a_build_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    example(root);
    let preview = Preview::start(root);
    let original = disk::read_tree(root).expect("sources");
    let seed = original
        .below("content/2")
        .find(|path| path.contains("/projects/") && path.ends_with(".yaml"))
        .expect("a project")
        .to_owned();
    let commentary = seed.replace(".yaml", ".md");
    let text = original.text(&seed).expect("text").to_owned();
    let renamed = seed.replace(".yaml", "-renamed.yaml");
    let edits: [(&str, &dyn Fn()); 5] = [
        ("a name", &|| {
            let text = text.replacen("name: ", "name: 改名", 1);
            fs::write(root.join(&seed), text).expect("written");
        }),
        ("commentary", &|| {
            fs::write(root.join(&commentary), "別の解説です。\n").expect("written");
        }),
        ("a copy", &|| {
            fs::write(root.join(&renamed), &text).expect("written");
        }),
        ("a theme", &|| {
            let path = root.join("themes/default/i18n/ja.ftl");
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "nav-about = 本サイト\n").expect("written");
        }),
        ("gone", &|| {
            fs::remove_file(root.join(&renamed)).expect("gone")
        }),
    ];
    for (what, edit) in edits {
        edit();
        let tree = disk::read_tree(root).expect("sources");
        let site = pipeline::prepare(&tree, &options())
            .site
            .expect("no errors");
        let built = site.render_all().expect("every page renders");
        let differs = || {
            let mut files = built.files.iter();
            files.find(|(path, bytes)| {
                let (head, body) = preview.get(path);
                head.contains("tenken-checking") || body != ***bytes
            })
        };
        let begun = Instant::now();
        while let Some((path, _)) = differs() {
            assert!(begun.elapsed() < LONG, "{what}: {path} differs");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn commentary_that_fails_brings_the_last_good_site_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    example(root);
    let preview = Preview::start(root);
    let tree = disk::read_tree(root).expect("sources");
    let commentary = tree
        .below("content/2")
        .find(|path| path.contains("/projects/") && path.ends_with(".md"))
        .expect("commentary")
        .to_owned();
    let page = commentary
        .trim_start_matches("content/")
        .replace(".md", "/index.html");
    let before = preview.get(&page).1;
    let text = tree.text(&commentary).expect("text").to_owned();
    fs::write(
        root.join(&commentary),
        format!("{text}\n\n[1](figure:nowhere/2022/total)\n"),
    )
    .expect("written");
    // Something that has no error, so that it is seen when the change was taken.
    std::thread::sleep(Duration::from_millis(400));
    assert!(preview.get(&page).1 == before);
    fs::write(root.join(&commentary), format!("{text}\n\n直しました。\n")).expect("written");
    let begun = Instant::now();
    while !String::from_utf8_lossy(&preview.get(&page).1).contains("直しました") {
        assert!(begun.elapsed() < LONG, "the mended page does not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_change_says_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    example(folder.path());
    let mut changes = tenken::serve::follow(folder.path()).expect("watched");
    let path = folder
        .path()
        .canonicalize()
        .expect("a path")
        .join("content/site.yaml");
    fs::write(&path, "title: x").expect("written");
    let Some(Change::At(paths)) = changes.wait() else {
        panic!("no place");
    };
    assert!(paths.contains(&path), "{paths:?}");
}

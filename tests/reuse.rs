//! Pages that a build takes over from the one before are those that it would have made: sites are edited at random, built with
//! a past and without, and every file compared. And what is left for the next build may be lost or spoilt.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tenken::diagnostic::Diagnostic;
use tenken::disk::{self, PublishOptions, Stage};
use tenken::export::parts::Part;
use tenken::links::Book;
use tenken::load;
use tenken::pipeline::{self, Before, Options, Site, Unwatched};
use tenken::tree::{Draft, Memory, OutputTree, Past, Sink, SourceTree, Store};

#[path = "support/edits.rs"]
mod edits;
#[path = "../benches/support/government.rs"]
mod government;
#[path = "../benches/support/large.rs"]
mod large;
#[path = "support/random.rs"]
mod random;

use edits::{MARK, edit};
use random::Random;

fn options() -> Options {
    Options {
        base_url: None,
        minify: true,
        theme: None,
    }
}

fn site(tree: &SourceTree, before: Option<Before>) -> Option<Site> {
    pipeline::prepare_watched(tree.clone(), &options(), before, &Unwatched).site
}

/// The build before of a program.
fn before(program: &str, left: Option<Box<dyn Store>>) -> Option<Before> {
    let program = program.to_owned();
    Some(Before { program, left })
}

/// Bytes by name.
#[derive(Debug, Clone, Default)]
struct Named(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Named {
    fn set(&self, name: &str, bytes: &[u8]) {
        let mut all = self.0.lock().expect("no test has failed here");
        let before = all.insert(name.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "{name} is left twice");
    }
}

impl Store for Named {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let all = self.0.lock().expect("no test has failed here");
        all.get(name).cloned()
    }
}

/// A folder in memory, with the site that was there before.
#[derive(Debug, Default)]
struct Folder {
    before: BTreeMap<String, Arc<[u8]>>,
    left: Named,
    new: Memory,
    leaves: Named,
    kept: Mutex<BTreeSet<String>>,
    /// The files of the past whose bytes were asked for.
    read: Mutex<BTreeSet<String>>,
}

/// A site that was built with its past.
struct Built {
    /// Its folder, for the next one.
    folder: Folder,
    count: usize,
    broken: Vec<Diagnostic>,
    /// What it took over.
    kept: BTreeSet<String>,
    /// What it took over and looked into.
    read: BTreeSet<String>,
}

impl Folder {
    /// Builds a site with the past of this folder and from nothing, and compares.
    fn build(self, site: &Site, why: &str) -> Built {
        let links = site.write(&self, &Unwatched).expect("every page renders");
        let fresh = site.render_all().expect("every page renders");
        let built = self.new.into_tree();
        assert!(
            built.files.keys().eq(fresh.files.keys()),
            "{why}: other files"
        );
        for (path, bytes) in &fresh.files {
            assert!(built.files[path] == *bytes, "{why}: {path}");
        }
        let broken = site.broken_links(links);
        let cold = Book::of(site.base_path(), &fresh);
        assert_eq!(broken, site.broken_links(cold), "{why}");
        let [kept, read] = [self.kept, self.read].map(of);
        Built {
            folder: Folder {
                before: built.files,
                left: self.leaves,
                ..Folder::default()
            },
            count: fresh.files.len(),
            broken,
            read: kept.intersection(&read).cloned().collect(),
            kept,
        }
    }
}

/// What a lock guards.
fn of<T>(lock: Mutex<T>) -> T {
    lock.into_inner().expect("no test has failed here")
}

fn note(paths: &Mutex<BTreeSet<String>>, path: &str) {
    let mut paths = paths.lock().expect("no test has failed here");
    paths.insert(path.to_owned());
}

impl Sink for Folder {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.new.put(path, bytes)
    }
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        self.new.begin(path)
    }
    fn past(&self) -> Option<&dyn Past> {
        Some(self)
    }
}

impl Store for Folder {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.left.get(name)
    }
}

impl Past for Folder {
    fn set(&self, name: &str, bytes: &[u8]) {
        self.leaves.set(name, bytes);
    }
    fn left(&self) -> Option<Vec<u8>> {
        self.left.get("site")
    }
    fn leave(&self, bytes: Vec<u8>) {
        self.leaves.set("site", &bytes);
    }
    fn keep(&self, path: &str) -> io::Result<bool> {
        let Some(bytes) = self.before.get(path) else {
            return Ok(false);
        };
        note(&self.kept, path);
        self.new.put(path, bytes)?;
        Ok(true)
    }
    fn files(&self) -> Vec<&str> {
        self.before.keys().map(String::as_str).collect()
    }
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        note(&self.read, path);
        Some(self.before.get(path)?.to_vec())
    }
}

/// Edits a site again and again, and builds it with its past and from nothing. Returns how many files of good sites were taken
/// over, of how many.
fn edited(original: &SourceTree, seed: u64, rounds: usize) -> (usize, usize) {
    let mut random = Random(seed);
    let mut tree = original.clone();
    let mut folder = Folder::default();
    let (mut taken, mut all) = (0, 0);
    for round in 0..rounds {
        let why = match random.below(4) {
            // Errors would pile up: authors mend them.
            0 if round > 0 => {
                tree = original.clone();
                "as it was".to_owned()
            }
            _ => edit(&mut random, &mut tree, round),
        };
        let left = Box::new(folder.left.clone());
        let Some(site) = site(&tree, before("this", Some(left))) else {
            tree = original.clone();
            continue;
        };
        let built = folder.build(&site, &format!("seed {seed}, round {round}: {why}"));
        taken += built.kept.len();
        all += built.count;
        folder = built.folder;
    }
    (taken, all)
}

#[test]
fn a_site_that_is_edited_at_random_is_the_one_made_from_nothing() {
    let content = disk::read_tree(env!("CARGO_MANIFEST_DIR").as_ref()).expect("the content");
    let (taken, all) = edited(&content, 20_261_123, 7);
    assert!(all > 1_000 && taken * 10 > all, "{taken} of {all} files");
}

/// A site of the whole government in the form that large sites have.
fn government(count: usize) -> SourceTree {
    let mut tree = government::government(count);
    large::settle(&mut tree, large::SETTINGS);
    tree
}

// A third of the edits are of what all pages rest on, and bring none of them back.
#[test]
fn so_is_a_site_of_the_whole_government() {
    let (taken, all) = edited(&government(12), 1, 16);
    assert!(all > 1_000 && taken * 5 > all, "{taken} of {all} files");
}

/// A small site whose projects, of which it has some more, and review sheet have commentary as given.
fn with_commentary(files: &[(&str, &str)], left: &Named) -> Site {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input/base");
    let mut tree = disk::read_tree(&base).expect("the content");
    let project = Arc::clone(&tree.files["content/2024/projects/sample.yaml"]);
    for number in 0..20 {
        let path = format!("content/2024/projects/other-{number}.yaml");
        tree.files.insert(path, Arc::clone(&project));
    }
    for (path, text) in files {
        let path = format!("content/2024/{path}");
        tree.files.insert(path, text.as_bytes().into());
    }
    let left = Box::new(left.clone());
    site(&tree, before("this", Some(left))).expect("a site")
}

#[test]
fn links_of_kept_pages_break_and_mend() {
    const SHEET: &str = "2024/reviews/0001/index.html";
    const PROJECT: &str = "2024/projects/sample/index.html";
    let marked = format!("一。{MARK}");
    let more = format!("二。{MARK}");
    let to_heading = "[見出し](/2024/reviews/0001/#mark)";
    let build = |folder: Folder, sheet: &str, project: &str| {
        let (sheet, project) = (("reviews/0001.md", sheet), ("projects/sample.md", project));
        let site = with_commentary(&[sheet, project], &folder.left);
        folder.build(&site, sheet.1)
    };
    let read = |built: &Built| -> Vec<String> { built.read.iter().cloned().collect() };

    let built = build(Folder::default(), &marked, to_heading);
    assert_eq!(built.broken, []);
    let built = build(built.folder, &more, to_heading);
    assert!(built.kept.contains(PROJECT) && !built.kept.contains(SHEET));
    assert_eq!((read(&built), built.broken), (vec![], vec![]));
    let built = build(built.folder, "見出しがない。", to_heading);
    assert!(built.kept.contains(PROJECT), "{:?}", built.kept);
    assert_eq!(built.broken.len(), 1, "the heading has gone");
    let built = build(built.folder, &marked, to_heading);
    assert_eq!(built.kept, BTreeSet::new(), "after a broken site");
    assert_eq!(built.broken, []);

    let built = build(built.folder, &marked, "何もない。");
    let built = build(built.folder, &marked, to_heading);
    assert!(built.kept.contains(SHEET), "{:?}", built.kept);
    let sheets = [SHEET.to_owned(), format!("en/{SHEET}")];
    assert_eq!((read(&built), built.broken), (sheets.into(), vec![]));
    let built = build(built.folder, &marked, "[誤り](/2024/reviews/0001/#none)");
    assert_eq!(built.broken.len(), 1, "there is no such heading");
}

/// Whom the first payee of a sheet is said to be.
fn set_payee(tree: &mut SourceTree, sheet: &str, name: &str) {
    let path = format!("content/2024/reviews/{sheet}.yaml");
    let text = tree.text(&path).expect("a sheet").to_owned();
    let payees = text.find("\nrecipients:").expect("payees");
    let row = payees + text[payees..].find("      - name: ").expect("a payee");
    let end = row + text[row..].find("        amount: ").expect("its amount");
    let new = format!("      - name: {name}\n        corporate_number: \"7010005000847\"\n");
    let text = [&text[..row], &new, &text[end..]].concat();
    tree.files.insert(path, text.into_bytes().into());
}

// What the audit says of a payee in one sheet rests on its name in another, whose rows are made elsewhere.
#[test]
fn rows_about_two_sheets_are_made_again_when_one_of_them_changes() {
    let mut tree = government(14);
    let dataset = load::load(&tree).dataset.expect("a dataset");
    let parts = Part::of(&dataset.editions[&2024]);
    let part = |sheet: &str| {
        let mut parts = parts.iter();
        parts.position(|part| part.reviews().is_some_and(|ids| ids.contains(&sheet)))
    };
    assert!(part("1").is_some() && part("1") < part("4"), "two parts");
    let mut folder = Folder::default();
    for (sheet, name) in [
        ("1", "甲大学"),
        ("4", "甲大学"),
        ("1", "乙大学"),
        ("4", "乙大学"),
        ("4", "丙大学"),
        ("1", "丙大学"),
    ] {
        set_payee(&mut tree, sheet, name);
        let left = Box::new(folder.left.clone());
        let site = site(&tree, before("this", Some(left))).expect("a site");
        let built = folder.build(&site, &format!("{name} in sheet {sheet}"));
        folder = built.folder;
    }
}

/// A folder with the site of some sources, made from nothing.
fn built(tree: &SourceTree) -> Folder {
    let site = site(tree, before("this", None)).expect("a site");
    Folder::default().build(&site, "from nothing").folder
}

/// Every relation of a site, and what is wrong with it.
fn audited(tree: &SourceTree, left: Option<Named>) -> String {
    let left = left.map(|left| Box::new(left) as Box<dyn Store>);
    let before = before("this", left);
    let prepared = pipeline::prepare_watched(tree.clone(), &options(), before, &Unwatched);
    let relations: Vec<_> = prepared.audit.relations().collect();
    format!("{relations:#?} {:#?}", prepared.diagnostics)
}

fn is_entity(path: &str) -> bool {
    path.matches('/').count() == 3 && path.ends_with(".yaml")
}

// Whatever looks at another entity is, in one of the rounds, as it was while that other is edited.
#[test]
fn relations_see_what_changed_in_entities_that_they_look_at() {
    let content = disk::read_tree(env!("CARGO_MANIFEST_DIR").as_ref()).expect("the content");
    let left = built(&content).left;
    let mut random = Random(7);
    for round in 0..6 {
        let mut tree = content.clone();
        for path in content.below("content/").filter(|path| is_entity(path)) {
            if random.below(2) == 0 {
                continue;
            }
            let text = content.text(path).expect("text");
            let text = text.replacen("name: ", "name: 変更", 1);
            let text = text.replace("values: [", "values: [7");
            tree.files.insert(path.to_owned(), text.into_bytes().into());
        }
        let (taken, fresh) = (audited(&tree, Some(left.clone())), audited(&tree, None));
        let mut lines = taken.lines().zip(fresh.lines());
        let other = lines.find(|(taken, fresh)| taken != fresh);
        assert!(taken == fresh, "round {round}: {other:?}");
    }
}

// One sheet decides whether the column is published of which all others speak.
#[test]
fn relations_see_what_changed_in_the_whole_edition() {
    let mut tree = government(3);
    let path = |id: u32| format!("content/2024/reviews/{id}.yaml");
    let replace = |tree: &mut SourceTree, path: &str, old: &str, new: &str| {
        let text = tree.text(path).expect("a sheet");
        assert!(text.contains(old), "{old} in {path}");
        let text = text.replacen(old, new, 1);
        tree.files.insert(path.to_owned(), text.into_bytes().into());
    };
    let single = ", method: 一般競争契約（総合評価）, bidders: 1";
    replace(&mut tree, &path(1), single, &format!("0000{single}"));
    let folder = built(&tree);
    let then = audited(&tree, None);
    replace(
        &mut tree,
        &path(4),
        "bidders: 2",
        "reason: 緊急, bidders: 2",
    );
    let (taken, fresh) = (audited(&tree, Some(folder.left)), audited(&tree, None));
    let why = "the column may not be published";
    assert!(then.contains(why) && !fresh.contains(why));
    assert!(taken == fresh);
}

#[test]
fn an_edit_spoils_few_relations_of_others() {
    let content = government(12);
    let folder = built(&content);
    let then = folder.left.clone();
    let path = "content/2024/reviews/4.yaml";
    let text = content.text(path).expect("a sheet");
    let mut tree = content.clone();
    let text = text.replacen("values: [", "values: [7", 1);
    tree.files.insert(path.to_owned(), text.into_bytes().into());
    let left: Box<dyn Store> = Box::new(then.clone());
    let site = site(&tree, before("this", Some(left))).expect("a site");
    let now = folder.build(&site, "one edit").folder.left;
    let now = now.0.lock().expect("no test has failed here");
    let of_audit = now.iter().filter(|(name, _)| name.starts_with("audit/"));
    let (same, other): (Vec<_>, Vec<_>) =
        of_audit.partition(|(name, bytes)| then.get(name).as_ref() == Some(*bytes));
    let other: Vec<&String> = other.iter().map(|(name, _)| *name).collect();
    assert_eq!(other, ["audit/2024/reviews/4"]);
    assert_eq!(same.len(), 13, "sheets, the edition, and rules about all");
}

/// Counts the pages that are made anew.
struct Counted<'s> {
    stage: Stage<'s>,
    pages: AtomicUsize,
}

impl Sink for Counted<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if path.ends_with(".html") {
            self.pages.fetch_add(1, Ordering::Relaxed);
        }
        self.stage.put(path, bytes)
    }
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        self.stage.begin(path)
    }
    fn past(&self) -> Option<&dyn Past> {
        self.stage.past()
    }
}

/// Sources, and the site that is made of them from nothing.
struct Made {
    tree: SourceTree,
    fresh: OutputTree,
}

impl Made {
    fn of(tree: SourceTree) -> Made {
        let site = site(&tree, None).expect("a site");
        Made {
            fresh: site.render_all().expect("every page renders"),
            tree,
        }
    }

    /// Builds the site into a folder, and compares. Returns the number of pages that were made, and of all.
    fn build(&self, out: &Path, program: &str, forget: bool) -> (usize, usize) {
        let options = PublishOptions {
            forget,
            ..PublishOptions::default()
        };
        let left = disk::leaves(out).filter(|_| !forget);
        let left = left.map(|left| Box::new(left) as Box<dyn Store>);
        let site = site(&self.tree, before(program, left)).expect("a site");
        let sink = Counted {
            stage: Stage::open(out, options).expect("a folder"),
            pages: AtomicUsize::new(0),
        };
        site.write(&sink, &Unwatched).expect("every page renders");
        sink.stage.finish().expect("published");
        for (path, bytes) in &self.fresh.files {
            let there = fs::read(out.join(path)).expect("a file");
            assert!(there == **bytes, "{path}");
        }
        (sink.pages.into_inner(), site.page_count())
    }
}

#[test]
fn what_is_left_may_be_lost_or_spoilt() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("output");
    let cache = folder.path().join(".output.tenken-cache");
    let site = Made::of(government(5));
    let build = |program: &str| site.build(&out, program, false);
    let all = |made: (usize, usize), why: &str| assert_eq!(made.0, made.1, "{why}");
    let made = |made: (usize, usize), count: usize, why: &str| assert_eq!(made.0, count, "{why}");

    all(build("one"), "there is nothing yet");
    made(build("one"), 0, "nothing has changed");
    all(build("two"), "another program");
    all(
        site.build(&out, "two", true),
        "what is left is not to be used",
    );
    all(build("two"), "then it is gone");

    let left = fs::read(&cache).expect("something is left");
    for spoilt in [&left[..left.len() / 2], b"\xff\0"] {
        fs::write(&cache, spoilt).expect("spoilt");
        all(build("two"), "it was spoilt");
    }
    fs::remove_file(&cache).expect("removed");
    all(build("two"), "it was removed");

    let pages = ["4", "7"].map(|id| out.join(format!("2024/reviews/{id}/index.html")));
    fs::write(&pages[0], "by hand").expect("changed");
    made(build("two"), 1, "a page was changed by hand");
    fs::remove_file(&pages[1]).expect("removed");
    made(build("two"), 1, "a page was removed");

    let path = "content/2024/reviews/4.yaml";
    let mut tree = site.tree.clone();
    let text = tree.text(path).expect("a sheet");
    let text = text.replacen("text: ", "text: 別の", 1);
    tree.files.insert(path.to_owned(), text.into_bytes().into());
    let (made, all) = Made::of(tree).build(&out, "two", false);
    assert!(
        made > 0 && made * 3 < all * 2,
        "{made} of {all} pages for one edit"
    );
}

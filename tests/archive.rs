//! Frozen editions: the same bytes everywhere, self-contained, and guarded: every damage is found and named.

#[path = "support/random.rs"]
mod random;
#[path = "support/site.rs"]
mod site;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use random::Random;
use tenken::archive::{Bag, Checksums, Files, Problem, SITE, SOURCE, check_bag, check_served};
use tenken::diagnostic::RuleId;
use tenken::disk;
use tenken::freeze::{Amend, Frost, Rebuilt, Refused, Request, freeze, rebuild};
use tenken::links::Book;
use tenken::model::date::Date;
use tenken::pipeline::{self, Options, Prepared, Site};
use tenken::tree::SourceTree;

fn request(year: i16) -> Request {
    Request {
        year,
        date: None,
        base_url: Some("https://example.org/review/".to_owned()),
        theme: None,
        amend: None,
    }
}

fn frozen(tree: &SourceTree, year: i16) -> Frost {
    freeze(tree, &request(year)).unwrap_or_else(|refused| panic!("{refused:#?}"))
}

fn amendment(reason: &str) -> Request {
    let date = Date::parse("2025-04-10").unwrap();
    Request {
        date: Some(date),
        amend: Some(Amend {
            reason: reason.to_owned(),
            date,
        }),
        ..request(2024)
    }
}

/// The site with a snapshot among its sources.
fn with(tree: &SourceTree, frost: &Frost) -> SourceTree {
    let mut tree = tree.clone();
    let files = frost.bag.files.iter();
    tree.files.extend(files.map(|(path, bytes)| {
        (
            format!("content/archive/{}/{path}", frost.name),
            bytes.clone(),
        )
    }));
    tree
}

fn prepare(tree: &SourceTree) -> Prepared {
    let options = Options {
        base_url: Some("https://example.org/review/".to_owned()),
        minify: true,
        theme: None,
    };
    pipeline::prepare(tree, &options)
}

fn built(tree: &SourceTree) -> (Site, Files) {
    let prepared = prepare(tree);
    let site = prepared
        .site
        .unwrap_or_else(|| panic!("{:#?}", prepared.diagnostics));
    let output = site.render_all().expect("every page renders");
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
    (site, output.files)
}

/// Rule and file of each error.
fn errors(tree: &SourceTree) -> Vec<(&'static str, String)> {
    let prepared = prepare(tree);
    let found = prepared.diagnostics.iter().filter(|found| found.is_error());
    let errors: Vec<_> = found
        .map(|found| (found.rule.code(), found.labels[0].file.clone()))
        .collect();
    assert_eq!(prepared.site.is_none(), !errors.is_empty());
    errors
}

fn edited(tree: &SourceTree, path: &str) -> SourceTree {
    let mut tree = tree.clone();
    let mut bytes = tree.files[path].to_vec();
    bytes.extend(b"\n# a remark\n");
    tree.files.insert(path.to_owned(), bytes.into());
    tree
}

const PROJECT: &str = "content/2024/edition.yaml";

#[test]
fn the_same_sources_give_the_same_bag() {
    let tree = site::small();
    let one = frozen(&tree, 2024);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let two = pool.unwrap().install(|| frozen(&tree, 2024));
    assert!(one == two);
    assert_eq!(check_bag(&one.bag), []);
    assert!(matches!(rebuild(&one.bag), Rebuilt::Same { files } if files > 10));
}

#[test]
fn a_day_is_recorded_only_where_it_is_given() {
    let tree = site::small();
    let text = |frost: &Frost, path: &str| {
        String::from_utf8(frost.bag.files[path].to_vec()).expect("it is text")
    };
    let plain = frozen(&tree, 2024);
    assert!(!text(&plain, "bag-info.txt").contains("Bagging-Date"));
    let dated = Request {
        date: Date::parse("2025-03-31").ok(),
        ..request(2024)
    };
    let dated = freeze(&tree, &dated).unwrap();
    assert!(text(&dated, "bag-info.txt").contains("\nBagging-Date: 2025-03-31\n"));
    assert!(text(&dated, "data/site/index.html").contains("2025(令和7)年3月31日"));
    assert!(matches!(rebuild(&dated.bag), Rebuilt::Same { .. }));
}

/// Files in which a damage to a list may show instead of in the list itself.
fn is_list(path: &str) -> bool {
    path.ends_with("manifest-sha256.txt")
}

fn names(problems: &[Problem], path: &str) -> bool {
    problems.iter().any(|problem| problem.path() == path)
}

/// A bag without the script of the charts, which would be hashed a thousand times; the other files are as they were.
fn light() -> Bag {
    let bag = frozen(&site::small(), 2024).bag;
    let payload = bag
        .payload()
        .filter(|(path, _)| !path.contains("/lazy/charts."));
    Bag::seal(
        payload
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect(),
        &[("Source-Organization", "見本".to_owned())],
    )
}

#[test]
fn a_thousand_flipped_bytes_are_all_found() {
    let bag = light();
    let paths: Vec<&String> = bag.files.keys().collect();
    let seed = 0xF11B;
    let mut random = Random(seed);
    let mut touched = BTreeSet::new();
    for run in 0..1_000 {
        let path = paths[random.below(paths.len())];
        let mut bytes = bag.files[path].to_vec();
        if bytes.is_empty() {
            continue;
        }
        let at = random.below(bytes.len());
        let change = u8::try_from(random.below(255) + 1).unwrap();
        bytes[at] ^= change;
        let mut damaged = bag.clone();
        damaged.files.insert(path.clone(), bytes.into());
        let problems = check_bag(&damaged);
        let what = format!("seed {seed:#x}, run {run}: {path}, byte {at} ^ {change:#x}");
        assert!(!problems.is_empty(), "{what}: not found");
        assert!(
            is_list(path) || names(&problems, path),
            "{what}: {problems:?}"
        );
        touched.insert(path);
    }
    println!(
        "seed {seed:#x}: 1000 flips in {} of {} files",
        touched.len(),
        paths.len()
    );
}

#[test]
fn a_hundred_deleted_added_and_cut_off_files_are_all_named() {
    let bag = light();
    let paths: Vec<&String> = bag.files.keys().collect();
    let seed = 0xDE1E;
    let mut random = Random(seed);
    for run in 0..100 {
        let path = paths[random.below(paths.len())];
        let what = format!("seed {seed:#x}, run {run}: {path}");
        let mut deleted = bag.clone();
        deleted.files.remove(path);
        let missing = Problem::Missing { path: path.clone() };
        assert!(check_bag(&deleted).contains(&missing), "{what}");

        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let added = format!("{folder}/.{run}")
            .trim_start_matches('/')
            .to_owned();
        let mut more = bag.clone();
        more.files.insert(added.clone(), Arc::from(&b"x"[..]));
        let wanted = Problem::Added { path: added };
        assert!(check_bag(&more).contains(&wanted), "{what}");

        let mut cut = bag.clone();
        let bytes = &bag.files[path];
        if bytes.is_empty() {
            continue;
        }
        let end = random.below(bytes.len());
        cut.files.insert(path.clone(), bytes[..end].into());
        let problems = check_bag(&cut);
        assert!(
            is_list(path) || names(&problems, path),
            "{what}: {problems:?}"
        );
        // Sizes are known of all payload but the record that holds them.
        if path.starts_with("data/s") {
            let is_truncated = |problem: &Problem| {
                matches!(problem, Problem::Truncated { path: at, bytes, .. }
                    if at == path && *bytes == end as u64)
            };
            assert!(problems.iter().any(is_truncated), "{what}: {problems:?}");
        }
    }
    println!("seed {seed:#x}: 100 deleted, 100 added, 100 cut off");
}

#[test]
fn damage_on_the_disk_is_found_by_the_program_and_refused_by_build() {
    let site = site::small_on_disk();
    let run = |args: &[&str]| site::tenken(args, Some(site.path()));
    assert!(run(&["archive", "2024", "--zip"]).status.success());
    let folder = site.path().join("content/archive");
    let bag = folder.join("2024");
    let verify = || {
        let path = bag.to_str().unwrap();
        site::tenken(&["verify", "--no-rebuild", path], None)
    };
    assert_eq!(verify().status.code(), Some(0), "{}", site::said(&verify()));
    let disk::Found::Bag(files) = disk::find(&bag).unwrap() else {
        panic!("a bag was written");
    };
    let paths: Vec<&String> = files.keys().collect();
    let mut random = Random(0xD15C);
    for run in 0..8 {
        let path = paths[random.below(paths.len())];
        let mut bytes = files[path].to_vec();
        let at = random.below(bytes.len());
        bytes[at] ^= 0x01;
        std::fs::write(bag.join(path), &bytes).unwrap();
        let output = verify();
        assert_eq!(
            output.status.code(),
            Some(1),
            "run {run}, {path}, byte {at}"
        );
        let said = site::said(&output);
        assert!(is_list(path) || said.contains(path.as_str()), "{said}");
        std::fs::write(bag.join(path), &files[path]).unwrap();
    }
    assert_eq!(verify().status.code(), Some(0));

    let page = bag.join("data/site/2024/index.html");
    let mut bytes = std::fs::read(&page).unwrap();
    bytes[100] ^= 0x01;
    std::fs::write(&page, bytes).unwrap();
    let output = run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
    let said = site::said(&output);
    assert!(said.contains("error[damaged-archive]"), "{said}");
    assert!(
        said.contains("data/site/2024/index.html: changed"),
        "{said}"
    );
    assert!(!site.path().join("output").exists(), "nothing is published");
    // The zip is sound still, and so says the program, which builds it again.
    let zip = folder.join("2024.zip");
    let output = site::tenken(&["verify", zip.to_str().unwrap()], None);
    assert!(output.status.success(), "{}", site::said(&output));
    assert!(site::said(&output).contains("built again from the frozen sources"));
}

#[test]
fn a_frozen_edition_is_served_byte_for_byte() {
    let tree = site::small();
    let frost = frozen(&tree, 2024);
    let kept = with(&tree, &frost);
    let (site, output) = built(&kept);
    let pages = frost.bag.below(SITE);
    assert!(pages.len() > 10);
    for (path, bytes) in &pages {
        let at = format!("archive/2024/{path}");
        assert!(output.get(&at) == Some(bytes), "{at}: built otherwise");
        let served = site.render(&at).expect("it is served").expect("it renders");
        assert!(served == *bytes, "{at}: served otherwise");
    }
    let below = |folder: &str| -> Files {
        let files = output.iter().filter_map(|(path, bytes)| {
            Some((path.strip_prefix(folder)?.to_owned(), bytes.clone()))
        });
        files.collect()
    };
    let served = below("archive/2024/");
    assert_eq!(served.len(), pages.len(), "nothing is added");
    assert_eq!(check_served(&served, &below("archive/2024-bag/")), []);
    let mut damaged = served;
    damaged.insert("index.html".to_owned(), Arc::from(&b""[..]));
    assert!(!check_served(&damaged, &below("archive/2024-bag/")).is_empty());
    let list = String::from_utf8(output["archive/index.html"].to_vec()).unwrap();
    assert!(
        list.contains(&frost.bag.manifest_sha256()),
        "the list shows the checksum"
    );
}

#[test]
fn a_changed_frozen_source_is_an_error_until_it_is_amended() {
    let tree = site::small();
    let kept = with(&tree, &frozen(&tree, 2024));
    assert_eq!(errors(&kept), []);

    let mut changed = edited(&kept, PROJECT);
    assert_eq!(
        errors(&changed),
        [("frozen-source-changed", PROJECT.to_owned())]
    );
    let document = kept
        .files
        .keys()
        .find(|path| path.starts_with("content/2024/sources/"))
        .expect("the edition has a document")
        .clone();
    let mut gone = kept.clone();
    gone.files.remove(&document);
    let expected = ("frozen-source-changed", document);
    assert!(errors(&gone).contains(&expected));
    changed.files.insert(
        "content/2024/images/new.png".to_owned(),
        Arc::from(&b"x"[..]),
    );
    let added = (
        "frozen-source-changed",
        "content/2024/images/new.png".to_owned(),
    );
    assert!(errors(&changed).contains(&added));

    let reason = "転記の誤り <b>&\"x\"</b> を訂正";
    let frost = freeze(&changed, &amendment(reason)).unwrap();
    assert_eq!(frost.name, "2024-2");
    let paths: Vec<&str> = frost
        .changes
        .iter()
        .map(|change| change.path.as_str())
        .collect();
    assert_eq!(paths, [PROJECT, "content/2024/images/new.png"]);
    let amended = with(&changed, &frost);
    assert_eq!(errors(&amended), []);
    let (_, output) = built(&amended);
    assert!(output.contains_key("archive/2024/index.html"));
    assert!(output.contains_key("archive/2024-2/index.html"));
    let page = String::from_utf8(output["corrections/index.html"].to_vec()).unwrap();
    assert!(
        page.contains("転記の誤り &lt;b>&\"x\"&lt;/b> を訂正"),
        "{page}"
    );
    assert!(!page.contains("<b>&"), "the reason is escaped");
    assert!(page.contains(PROJECT) && page.contains("2025(令和7)年4月10日"));
    assert!(page.contains(&frost.bag.manifest_sha256()));
    // And once more.
    let third = freeze(&edited(&amended, PROJECT), &amendment("again")).unwrap();
    assert_eq!(third.name, "2024-3");
}

#[test]
fn what_cannot_be_frozen_is_refused() {
    let tree = site::small();
    let refusal = |tree: &SourceTree, request: &Request| match freeze(tree, request) {
        Err(Refused::Request(say)) => say.en,
        other => panic!("{other:?}"),
    };
    assert!(refusal(&tree, &request(2023)).contains("There are: 2024"));
    assert!(refusal(&tree, &amendment("x")).contains("not frozen yet"));
    let kept = with(&tree, &frozen(&tree, 2024));
    assert!(refusal(&kept, &request(2024)).contains("never overwritten"));
    assert!(refusal(&kept, &amendment("x")).contains("nothing to amend"));
    let changed = edited(&kept, PROJECT);
    assert!(refusal(&changed, &amendment(" ")).contains("the reason of the amendment is empty"));
    let mut odd = tree.clone();
    odd.files
        .insert("content/images/100%.png".to_owned(), Arc::from(&b"x"[..]));
    assert!(refusal(&odd, &request(2024)).contains("100%.png"));
    let mut broken = tree.clone();
    broken
        .files
        .insert(PROJECT.to_owned(), Arc::from(&b"title: ["[..]));
    assert!(
        matches!(freeze(&broken, &request(2024)), Err(Refused::Content(found)) if !found.is_empty())
    );
}

#[test]
fn a_damaged_archive_is_an_error_with_the_file() {
    let tree = site::small();
    let frost = frozen(&tree, 2024);
    let kept = with(&tree, &frost);
    let root = "content/archive/2024/";
    let page = format!("{root}data/site/index.html");
    let only = |tree: &SourceTree| {
        let found = errors(tree);
        assert!(
            found.iter().all(|(rule, _)| *rule == "damaged-archive"),
            "{found:?}"
        );
        found.into_iter().map(|(_, file)| file).collect::<Vec<_>>()
    };
    let mut gone = kept.clone();
    gone.files.remove(&page);
    assert!(only(&gone).contains(&page));
    let mut more = kept.clone();
    let added = format!("{root}data/site/more.html");
    more.files.insert(added.clone(), Arc::from(&b"x"[..]));
    assert!(only(&more).contains(&added));

    // A folder that was renamed; an amendment without what it amends; a zip of something else.
    let renamed = Frost {
        name: "2023".to_owned(),
        ..frost.clone()
    };
    assert_eq!(
        only(&with(&tree, &renamed)),
        ["content/archive/2023/data/tenken.json"]
    );
    let changed = edited(&kept, PROJECT);
    let second = freeze(&changed, &amendment("x")).unwrap();
    let alone = with(&edited(&tree, PROJECT), &second);
    assert_eq!(only(&alone), ["content/archive/2024-2/data/tenken.json"]);
    let mut zipped = kept.clone();
    zipped.files.insert(
        "content/archive/2024.zip".to_owned(),
        Arc::from(&b"no zip"[..]),
    );
    assert_eq!(only(&zipped), ["content/archive/2024.zip"]);
    // A page that somebody changed and sealed again is sound as a bag; only building it again tells.
    let mut payload: Files = frost
        .bag
        .payload()
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    payload.insert("data/site/index.html".to_owned(), Arc::from(&b"forged"[..]));
    let forged = Bag::seal(payload, &[]);
    assert_eq!(check_bag(&forged), []);
    let wanted = Problem::Rebuilt {
        path: "data/site/index.html".to_owned(),
    };
    assert_eq!(rebuild(&forged), Rebuilt::Differs(vec![wanted]));
}

#[test]
fn a_snapshot_of_another_version_is_not_built_again() {
    let bag = frozen(&site::small(), 2024).bag;
    let mut record = bag.record().unwrap();
    record.tenken = "0.0.0".to_owned();
    let mut payload: Files = bag
        .payload()
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    payload.insert("data/tenken.json".to_owned(), record.bytes().into());
    let old = Bag::seal(payload, &[]);
    assert_eq!(check_bag(&old), []);
    let made_by = "0.0.0".to_owned();
    assert_eq!(rebuild(&old), Rebuilt::OtherVersion { made_by });
}

/// Addresses in a page that a browser follows.
fn addresses(html: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        let followed = tag.attributes.iter().filter(|(name, _)| {
            matches!(
                &name[..],
                b"href" | b"src" | b"data-chart" | b"data-script" | b"data-search"
            )
        });
        let is_canonical = tag.attributes.iter().any(|(name, value)| {
            &name[..] == b"rel" && matches!(&value[..], b"canonical" | b"alternate")
        });
        if !is_canonical {
            found.extend(followed.map(|(_, value)| String::from_utf8_lossy(value).into_owned()));
        }
    }
    found
}

#[test]
fn the_real_editions_are_frozen_whole_and_stand_alone() {
    let tree =
        disk::read_tree(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read");
    let bag = frozen(&tree, 2021).bag;
    let record = bag.record().unwrap();
    assert_eq!(record.editions, [2021, 2022], "pages of 2021 refer to 2022");
    let files = bag.below(SITE);
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for address in addresses(bytes) {
            let target = address.split(['#', '?']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            count += 1;
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in target.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    "." => {}
                    part => parts.push(part),
                }
            }
            if !files.contains_key(&parts.join("/")) {
                wrong.insert(format!("{path}: {address}"));
            }
        }
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains("noindex"), "{path}");
        assert!(!text.contains("~tenken~"), "{path}");
    }
    assert!(count > 10_000, "only {count} addresses");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let canonical = "https://example.org/review/2021/projects/binds/";
    let page = String::from_utf8_lossy(&files["2021/projects/binds/index.html"]);
    assert!(
        page.contains(&format!("href={canonical}"))
            || page.contains(&format!("href=\"{canonical}\""))
    );
    for name in ["sitemap.xml", "robots.txt", ".nojekyll", "404.html"] {
        assert!(
            !files.contains_key(name),
            "{name} belongs to the root of a host"
        );
    }
    // The sources are a site of their own.
    let sources = SourceTree {
        files: bag.below(SOURCE),
    };
    assert!(prepare(&sources).site.is_some());
    assert!(
        sources
            .files
            .contains_key("themes/default/templates/base.html")
    );
}

#[test]
fn only_what_archive_makes_lies_in_its_folder() {
    let mut tree = site::small();
    for stray in [
        "content/archive/notes.txt",
        "content/archive/22/x",
        "content/archive/2024-1/x",
    ] {
        tree.files.insert(stray.to_owned(), Arc::from(&b"x"[..]));
    }
    let prepared = prepare(&tree);
    let found: Vec<&str> = prepared
        .diagnostics
        .iter()
        .filter(|found| found.rule == RuleId::UnknownFile)
        .map(|found| found.labels[0].file.as_str())
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn hostile_records_and_lists_never_panic() {
    let bag = frozen(&site::small(), 2024).bag;
    let mut random = Random(0xBAD);
    for record in [
        &b""[..],
        b"null",
        b"{}",
        br#"{"format":99}"#,
        "{\"format\":1,\"tenken\":\"日\",\"edition\":2024,\"revision\":0,\"title\":\"\",\"date\":\"x\"}".as_bytes(),
    ] {
        let mut payload: Files = bag
            .payload()
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect();
        payload.insert("data/tenken.json".to_owned(), record.into());
        let sealed = Frost {
            name: "2024".to_owned(),
            bag: Bag::seal(payload, &[]),
            changes: Vec::new(),
        };
        let found = errors(&with(&site::small(), &sealed));
        assert_eq!(found, [("damaged-archive", "content/archive/2024/data/tenken.json".to_owned())]);
        assert!(matches!(rebuild(&sealed.bag), Rebuilt::Differs(_)));
    }
    for _ in 0..200 {
        let junk: Vec<u8> = (0..random.below(200))
            .map(|_| random.next() as u8)
            .collect();
        let _ = Checksums::parse(&String::from_utf8_lossy(&junk));
        let _ = tenken::archive::unzip(&junk);
    }
}

use super::*;

fn site(files: &[(&str, &str)]) -> OutputTree {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()));
    OutputTree {
        files: files.collect(),
    }
}

/// A branch with owned files and files of others.
fn branch(owned: &[(&str, &str)], others: &[(&str, &str)]) -> Branch {
    let entry = |(path, text): &(&str, &str)| {
        let entry = Entry {
            mode: PLAIN.to_owned(),
            id: Format::Sha1.id_of(text.as_bytes()),
            size: text.len() as u64,
        };
        ((*path).to_owned(), entry)
    };
    let owned_site = site(owned);
    let mut files: BTreeMap<_, _> = owned.iter().chain(others).map(entry).collect();
    let manifest = Manifest::of(&owned_site);
    files.extend([entry(&(MANIFEST, &manifest.text()))]);
    Branch {
        tip: Some("tip".to_owned()),
        files,
        owned: manifest,
        host: None,
    }
}

fn plan(site: &OutputTree, branch: &Branch) -> Plan {
    Plan::make(site, branch, None, Format::Sha1).unwrap()
}

fn conflicts_of(site: &OutputTree, branch: &Branch) -> Vec<String> {
    match Plan::make(site, branch, None, Format::Sha1) {
        Err(Error::Conflicts(paths)) => paths,
        other => panic!("there should be conflicts: {other:?}"),
    }
}

#[test]
fn every_file_comes_changes_goes_or_stays() {
    let old = branch(
        &[
            ("a", "same"),
            ("b", "old"),
            ("gone", "old"),
            ("c", "a file"),
        ],
        &[("note.txt", "mine"), ("same.txt", "both")],
    );
    let new = site(&[
        ("a", "same"),
        ("b", "new"),
        ("c/d", "now a folder"),
        ("same.txt", "both"),
    ]);
    let plan = plan(&new, &old);
    assert_eq!(plan.added, ["c/d"]);
    assert_eq!(plan.changed, ["b"]);
    assert_eq!(plan.removed, ["c", "gone"]);
    assert_eq!(plan.unchanged, 2);
    assert_eq!(plan.kept, ["note.txt"]);
    let written: Vec<_> = plan.writes.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(written, ["b", "c/d", MANIFEST]);
    let manifest = Manifest::of(&new).text().len() as u64;
    assert_eq!(plan.size, 4 + 3 + 12 + 4 + 4 + manifest);
}

#[test]
fn what_is_published_already_is_nothing_to_do() {
    let files = [("a", "1"), ("b/c", "2")];
    assert!(plan(&site(&files), &branch(&files, &[("x", "mine")])).is_nothing_to_do());
    assert!(!plan(&site(&files), &Branch::default()).is_nothing_to_do());
}

#[test]
fn files_of_others_in_the_way_are_all_named() {
    let old = branch(
        &[("owned", "")],
        &[
            ("index.html", "mine"),
            ("2024", "a file"),
            ("about/index.html/x", ""),
            ("free", ""),
        ],
    );
    let new = site(&[
        ("index.html", "ours"),
        ("2024/index.html", ""),
        ("about/index.html", ""),
        ("owned/x", ""),
    ]);
    assert_eq!(
        conflicts_of(&new, &old),
        ["2024", "about/index.html/x", "index.html"]
    );
}

#[test]
fn a_link_of_somebody_else_with_the_bytes_of_a_page_is_in_the_way() {
    let mut old = branch(&[], &[("index.html", "same")]);
    old.files.get_mut("index.html").unwrap().mode = "120000".to_owned();
    assert_eq!(
        conflicts_of(&site(&[("index.html", "same")]), &old),
        ["index.html"]
    );
}

#[test]
fn a_snapshot_stays_whole_or_is_the_one_of_the_build() {
    let owned = [
        ("archive/2021/index.html", "frozen"),
        ("archive/2021-bag/bagit.txt", "frozen"),
        ("archive/2021.zip", "frozen"),
        ("archive/2022/index.html", "frozen"),
        ("archive/2022.zip", "frozen"),
        ("archive/index.html", "a list"),
    ];
    let plan = plan(
        &site(&[("archive/2022/index.html", "amended")]),
        &branch(&owned, &[]),
    );
    let snapshots: Vec<_> = plan.snapshots.into_iter().collect();
    assert_eq!(snapshots, [("2021".to_owned(), 3)]);
    assert_eq!(plan.changed, ["archive/2022/index.html"]);
    assert_eq!(plan.removed, ["archive/2022.zip", "archive/index.html"]);
    let manifest = &plan
        .writes
        .iter()
        .find(|file| file.path == MANIFEST)
        .unwrap()
        .bytes;
    let manifest = Manifest::parse(std::str::from_utf8(manifest).unwrap()).unwrap();
    let owned: Vec<_> = manifest.0.keys().map(String::as_str).collect();
    assert_eq!(
        owned,
        [
            "archive/2021-bag/bagit.txt",
            "archive/2021.zip",
            "archive/2021/index.html",
            "archive/2022/index.html"
        ]
    );
}

#[test]
fn a_mark_against_jekyll_is_as_good_as_ours_whatever_it_says() {
    let old = branch(&[], &[(NO_JEKYLL, "# no jekyll\n")]);
    let plan = plan(&site(&[(NO_JEKYLL, ""), ("a", "")]), &old);
    assert_eq!(
        (plan.added, plan.kept),
        (vec!["a".to_owned()], vec![NO_JEKYLL.to_owned()])
    );
}

#[test]
fn the_host_is_written_where_it_is_new() {
    let mut old = branch(&[], &[(CNAME, "a.example.org")]);
    old.host = Some("a.example.org".to_owned());
    let of = |host| Plan::make(&site(&[]), &old, host, Format::Sha1).unwrap();
    for same in [None, Some("a.example.org")] {
        assert!(of(same).is_nothing_to_do());
        assert_eq!(of(same).kept, [CNAME]);
    }
    let other = of(Some("b.example.org"));
    assert_eq!(
        (other.changed, other.kept),
        (vec![CNAME.to_owned()], vec![])
    );
    assert_eq!(&*other.writes[0].bytes, b"b.example.org\n");
}

#[test]
fn a_path_that_leaves_the_folder_is_refused() {
    let made = Plan::make(
        &site(&[("../x", "")]),
        &Branch::default(),
        None,
        Format::Sha1,
    );
    assert!(matches!(made, Err(Error::BadPath(path)) if path == "../x"));
}

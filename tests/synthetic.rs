//! Synthetic sites, as the benchmark builds them: complete, always the same, and none of their pages grows with the others.

use std::sync::Arc;

use tenken::links::Book;
use tenken::pipeline::{self, Options, Site};
use tenken::tree::SourceTree;

#[path = "../benches/support/generate.rs"]
mod generate;

fn prepared(tree: &SourceTree) -> Site {
    let prepared = pipeline::prepare(
        tree,
        &Options {
            base_url: None,
            minify: false,
            theme: None,
        },
    );
    let found: Vec<_> = prepared.diagnostics.iter().take(3).collect();
    assert!(found.is_empty(), "{found:#?}");
    prepared
        .site
        .expect("a site without findings can be rendered")
}

fn length(site: &Site, path: &str) -> usize {
    site.render(path)
        .expect("the page is planned")
        .expect("the page renders")
        .len()
}

#[test]
fn a_synthetic_site_has_no_finding_and_no_broken_link() {
    let tree = generate::site(12);
    let site = prepared(&tree);
    let output = site.render_all().expect("every page renders");
    assert_eq!(site.broken_links(Book::of(site.base_path(), &output)), []);
}

#[test]
fn files_of_a_synthetic_site_are_as_large_as_real_ones_and_always_the_same() {
    let tree = generate::site(12);
    assert_eq!(tree, generate::site(12));
    let average = |folder: &str, ending: &str| {
        let files: Vec<&Arc<[u8]>> = tree
            .files
            .iter()
            .filter(|(path, _)| path.contains(folder) && path.ends_with(ending))
            .map(|(_, bytes)| bytes)
            .collect();
        files.iter().map(|bytes| bytes.len()).sum::<usize>() / files.len()
    };
    let sizes = [
        average("/projects/", ".yaml"),
        average("/projects/", ".md"),
        average("/reviews/", ".yaml"),
    ];
    assert!(
        (15_000..23_000).contains(&sizes[0])
            && (1_500..4_000).contains(&sizes[1])
            && (30_000..70_000).contains(&sizes[2]),
        "{sizes:?}"
    );
}

#[test]
fn pages_about_one_thing_do_not_grow_with_the_number_of_others() {
    let few = prepared(&generate::site(20));
    let many = prepared(&generate::site(200));
    let recipient = few
        .paths()
        .into_iter()
        .find(|path| path.contains("/recipients/") && path.len() > 30)
        .expect("a recipient")
        .to_owned();
    for path in [
        "2022/projects/p0001/index.html",
        "2022/reviews/r0001/index.html",
        "2022/sources/review/2/index.html",
        &recipient,
        "404.html",
    ] {
        let (few, many) = (length(&few, path), length(&many, path));
        assert!(many * 2 < few * 3, "{path} grew from {few} to {many} bytes");
    }
}

#[test]
fn the_figures_of_a_synthetic_site_agree_with_each_other() {
    let tree = generate::site(60);
    let dataset = tenken::load::load(&tree).dataset.expect("a dataset");
    let audit = tenken::audit::audit(&dataset);
    let violated: Vec<String> = audit
        .relations()
        .filter(|relation| relation.is_open())
        .map(|relation| format!("{} {}", relation.rule.id, relation.subject.en))
        .take(3)
        .collect();
    assert!(violated.is_empty(), "{violated:#?}");
    assert!(
        audit.relations().count() > 60 * 20,
        "{}",
        audit.relations().count()
    );
}

#[test]
fn a_chart_shows_as_many_things_as_a_reader_can_see() {
    let home = |projects: usize| {
        let bytes = prepared(&generate::site(projects)).render("2022/index.html");
        let bytes = bytes.expect("the edition has a page").expect("it renders");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    for (projects, expected) in [(20, true), (200, false)] {
        let has_chart = home(projects).contains("chart-projects-budget-change");
        assert_eq!(has_chart, expected, "{projects} projects");
    }
}

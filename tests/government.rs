//! A site of the whole government: its pages, how they divide the projects, and that none grows with their number.

#[path = "../benches/support/government.rs"]
mod government;

use std::path::Path;

use tenken::pipeline::{self, Options, Site};
use tenken::tree::SourceTree;

fn prepared(tree: &SourceTree) -> Site {
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(tree, &options);
    let found: Vec<String> = prepared
        .diagnostics
        .iter()
        .take(5)
        .map(|found| format!("{found:?}"))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    prepared.site.expect("a site without errors")
}

/// Writes the generated content where a person can look at it; does nothing unless asked to.
#[test]
fn the_generated_content_can_be_written_to_a_folder() {
    let Ok(folder) = std::env::var("TENKEN_WRITE_GOVERNMENT") else {
        return;
    };
    let count =
        std::env::var("TENKEN_WRITE_COUNT").map_or(200, |count| count.parse().expect("a number"));
    for (path, bytes) in government::government(count).files {
        let path = Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        std::fs::write(path, &bytes).expect("a file");
    }
}

#[test]
fn a_generated_government_has_no_finding_and_no_broken_link() {
    let tree = government::government(30);
    let site = prepared(&tree);
    let output = site.render_all(&|| ()).expect("every page renders");
    assert_eq!(site.broken_links(&output, &tree), []);
}

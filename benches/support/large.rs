//! Settings that sites of thousands of projects have.

use tenken::tree::SourceTree;

/// One language, and data files that are compressed.
pub const SETTINGS: &str = "languages: [ja]\ndata_files: compact";

/// Gives a generated site settings in place of its languages.
pub fn settle(tree: &mut SourceTree, settings: &str) {
    let path = "content/site.yaml";
    let names = tree.text(path).expect("settings").lines();
    let names = names.filter(|line| !line.starts_with("languages:"));
    let text = names.chain([settings, ""]).collect::<Vec<_>>().join("\n");
    tree.files.insert(path.to_owned(), text.into_bytes().into());
}

//! Which sources a snapshot holds: what builds it, and nothing else.

use std::collections::BTreeSet;

use crate::archive::Files;
use crate::theme;
use crate::tree::SourceTree;

/// The years of the editions, in order.
pub(super) fn editions(tree: &SourceTree) -> Vec<i16> {
    let years: BTreeSet<i16> = tree.below("content/").filter_map(year_of).collect();
    years.into_iter().collect()
}

/// The edition to which a source belongs.
fn year_of(path: &str) -> Option<i16> {
    let folder = path.strip_prefix("content/")?.split_once('/')?.0;
    let is_year = folder.len() == 4 && folder.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| folder.parse().ok()).flatten()
}

/// The files below a folder, by their path there.
pub(super) fn below(tree: &SourceTree, folder: &str) -> Files {
    tree.below(folder)
        .map(|path| (path[folder.len()..].to_owned(), tree.files[path].clone()))
        .collect()
}

/// A site with the editions `years` only, without snapshots and schemas, with the whole theme: what is embedded in this
/// program stands in it as files, so that another version, or a person, finds the templates of the day.
pub(super) fn sources(tree: &SourceTree, years: &[i16], theme: Option<&str>) -> SourceTree {
    let mut files = theme::default_files();
    let content = tree.below("content/").filter(|path| {
        let is_left_out = ["content/archive/", "content/schema/"]
            .iter()
            .any(|folder| path.starts_with(folder));
        !is_left_out && year_of(path).is_none_or(|year| years.contains(&year))
    });
    // Which theme `site.yaml` names is known only when it is read; themes are small.
    let themes = tree.below("themes/").filter(|path| {
        theme.is_none_or(|name| {
            path.starts_with("themes/default/") || path.starts_with(&format!("themes/{name}/"))
        })
    });
    for path in content.chain(themes) {
        files.insert(path.to_owned(), tree.files[path].clone());
    }
    SourceTree { files }
}

//! A site that somebody works on: edits of its sources at random.

use std::sync::Arc;

use tenken::tree::SourceTree;

use crate::random::Random;

/// Edits that authors make, and mistakes.
const EDITS: usize = 13;

/// A heading with an anchor, at the end of a commentary.
pub const MARK: &str = "\n\n## 見出し {#mark}\n";

/// Where a site has no such file.
const NOTHING: &str = "nothing to edit";

/// Edits one file, or two where one is renamed; says what was done.
pub fn edit(random: &mut Random, tree: &mut SourceTree, round: usize) -> String {
    let paths = |tree: &SourceTree, is_meant: &dyn Fn(&str) -> bool| -> Vec<String> {
        let content = tree.below("content/").filter(|path| is_meant(path));
        content.map(str::to_owned).collect()
    };
    let is_commentary = |path: &str| path.matches('/').count() == 3 && path.ends_with(".md");
    let is_entity = |path: &str| path.matches('/').count() == 3 && path.ends_with(".yaml");
    let any = |random: &mut Random, of: Vec<String>| {
        let at = random.below(of.len().max(1));
        of.into_iter().nth(at)
    };
    let text = |tree: &SourceTree, path: &str| tree.text(path).expect("text").to_owned();
    let set = |tree: &mut SourceTree, path: &str, text: String| {
        tree.files
            .insert(path.to_owned(), Arc::from(text.into_bytes()));
    };
    match random.below(EDITS) {
        0 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            let new = text(tree, &path).replacen("name: ", &format!("name: 変更{round}"), 1);
            set(tree, &path, new);
            format!("another name in {path}")
        }
        1 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            let old = text(tree, &path);
            let places: Vec<usize> = old.match_indices(", ").map(|(at, _)| at).collect();
            let Some(at) = places.get(random.below(places.len().max(1))) else {
                return format!("nothing to edit in {path}");
            };
            set(tree, &path, format!("{}, 7{}", &old[..*at], &old[at + 2..]));
            format!("a digit at {at} in {path}")
        }
        2 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            tree.files.remove(&path);
            format!("{path} is gone")
        }
        3 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            let to = path.replace(".yaml", &format!("-{round}.yaml"));
            let copy = text(tree, &path);
            set(tree, &to, copy);
            format!("{to} is new")
        }
        4 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            let to = path.replace(".yaml", "-renamed.yaml");
            let file = tree.files.remove(&path).expect("it was there");
            tree.files.insert(to.clone(), file);
            format!("{path} is {to}")
        }
        5 => {
            let Some(path) = any(random, paths(tree, &|path| path.ends_with(".md"))) else {
                return NOTHING.to_owned();
            };
            let more = format!(
                "{}\n\n追記{round}。[値](figure:budget/2021/total)\n",
                text(tree, &path)
            );
            set(tree, &path, more);
            format!("more commentary in {path}")
        }
        6 => {
            let Some(path) = any(random, paths(tree, &|path| path.ends_with(".md"))) else {
                return NOTHING.to_owned();
            };
            tree.files.remove(&path);
            format!("{path} is gone")
        }
        7 => {
            let Some(path) = any(random, paths(tree, &|path| path.ends_with(".txt"))) else {
                return NOTHING.to_owned();
            };
            let old = text(tree, &path);
            let lines = old.lines().count();
            let gone = random.below(lines);
            let kept = old.lines().enumerate().filter(|(at, _)| *at != gone);
            let new: Vec<&str> = kept.map(|(_, line)| line).collect();
            set(tree, &path, new.join("\n"));
            format!("line {gone} of {path} is gone")
        }
        8 => {
            let Some(path) = any(random, paths(tree, &is_entity)) else {
                return NOTHING.to_owned();
            };
            let folder = path.rsplit_once('/').expect("a folder").0;
            let Some(other) = any(
                random,
                paths(tree, &|other| is_entity(other) && other.starts_with(folder)),
            ) else {
                return NOTHING.to_owned();
            };
            let (own, other_text) = (text(tree, &path), text(tree, &other));
            let mut lines: Vec<&str> = own.lines().collect();
            let at = random.below(lines.len());
            if let Some(line) = other_text.lines().nth(at) {
                lines[at] = line;
            }
            set(tree, &path, format!("{}\n", lines.join("\n")));
            format!("line {at} of {path} is that of {other}")
        }
        9 => {
            let path = "themes/default/i18n/ja.ftl".to_owned();
            set(tree, &path, format!("nav-about = このサイト{round}\n"));
            "another word in the theme".to_owned()
        }
        10 => {
            let Some(path) = any(random, paths(tree, &is_commentary)) else {
                return NOTHING.to_owned();
            };
            let old = text(tree, &path);
            let (new, done) = match old.strip_suffix(MARK) {
                Some(rest) => (rest.to_owned(), "gone from"),
                None => (format!("{old}{MARK}"), "in"),
            };
            set(tree, &path, new);
            format!("a heading that is linked to is {done} {path}")
        }
        11 => {
            let commentary = paths(tree, &is_commentary);
            let marked: Vec<String> = paths(tree, &|path| {
                is_commentary(path) && text(tree, path).ends_with(MARK)
            });
            let (Some(path), Some(to)) = (any(random, commentary), any(random, marked)) else {
                return NOTHING.to_owned();
            };
            let link = to.trim_start_matches("content").trim_end_matches(".md");
            let new = format!("[見出し]({link}/#mark)\n\n{}", text(tree, &path));
            set(tree, &path, new);
            format!("{path} links to the heading in {to}")
        }
        _ => {
            let path = "content/site.yaml";
            let new = text(tree, path).replacen("title: ", &format!("title: 改{round}"), 1);
            set(tree, path, new);
            "another title of the site".to_owned()
        }
    }
}

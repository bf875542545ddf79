//! A seed file that an import writes and people add to: what is imported stands above a line, what people write below it.
//!
//! The line holds a checksum of what stands above, so that an edit there is noticed before it is overwritten. Keys that people
//! put above the line all the same, between imported ones, are moved below it.

use std::collections::BTreeMap;

use super::yaml::{Yaml, block};
use crate::archive::sha256;

/// Beginning of the line.
const LINE: &str = "# --- imported above";
/// Hexadecimal digits of the checksum.
const DIGITS: usize = 16;

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    New(String),
    /// The new text, and the keys that changed.
    Changed(String, Vec<String>),
    Unchanged,
    /// The file was not written by an import.
    HandWritten,
    /// Imported keys were edited by hand; here is what the import would write.
    Edited(String),
}

/// The imported part of a file: comment, then keys, lists with a blank line before them.
pub(super) fn imported(comment: &str, keys: &[(&'static str, Yaml)]) -> String {
    let mut out = comment.to_owned();
    for (key, value) in keys {
        if matches!(value, Yaml::List(_) | Yaml::Map(_)) {
            out.push('\n');
        }
        out.push_str(&block(key, value));
    }
    out
}

/// Puts the imported part into the file that is there. `keys` are all that this kind of import may write.
pub(super) fn merge(old: Option<&str>, imported: &str, keys: &[&str]) -> Merged {
    let Some(old) = old else {
        return Merged::New(with_line(imported, ""));
    };
    let Some((above, line, below)) = split(old) else {
        return Merged::HandWritten;
    };
    let known: Vec<&str> = blocks(imported).into_iter().map(|(key, _)| key).collect();
    let (own, added) = without(above, &known, keys);
    let below = format!("{added}{below}");
    let new = with_line(imported, &below);
    if !line.contains(&checksum(&own)) {
        return Merged::Edited(new);
    }
    if new == old {
        return Merged::Unchanged;
    }
    Merged::Changed(new, changed(&own, imported))
}

/// True for a file that an import wrote; second, whether people wrote into it.
pub(super) fn is_imported(text: &str) -> Option<bool> {
    let (above, line, below) = split(text)?;
    Some(!below.trim().is_empty() || !line.contains(&checksum(above)))
}

/// True where people wrote a key of the top level below the line.
pub(super) fn is_own(text: &str, key: &str) -> bool {
    let below = split(text).map_or("", |(_, _, below)| below);
    blocks(below).iter().any(|(own, _)| *own == key)
}

fn with_line(imported: &str, below: &str) -> String {
    let sum = checksum(imported);
    format!("{imported}\n{LINE} ({sum}); what stands below is yours, and kept ---\n{below}")
}

/// Blank lines do not count: they go with what people add.
fn checksum(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let sum = sha256(lines.join("\n").as_bytes());
    sum.get(..DIGITS).unwrap_or(&sum).to_owned()
}

/// What stands above the line, the line, and what stands below.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let at = match text.find(&format!("\n{LINE}")) {
        Some(at) => at + 1,
        None if text.starts_with(LINE) => 0,
        None => return None,
    };
    let (above, rest) = text.split_at(at);
    let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
    let (line, below) = rest.split_at(end);
    Some((above, line, below))
}

/// The keys of the top level, each with its text; comments and blank lines belong to the key that follows.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = vec![("", String::new())];
    let mut waiting = String::new();
    let mut is_head = true;
    for line in text.split_inclusive('\n') {
        let is_key = line.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let key = is_key.then(|| line.split(':').next()).flatten();
        match key {
            Some(key) => {
                // The comment at the top of the file is nobody's.
                let before = std::mem::take(&mut waiting);
                match is_head {
                    true => blocks[0].1.push_str(&before),
                    false => blocks.push((key, before)),
                }
                if is_head {
                    blocks.push((key, String::new()));
                }
                is_head = false;
                append(&mut blocks, line);
            }
            None if line.trim().is_empty() || line.starts_with('#') => waiting.push_str(line),
            None => {
                let before = std::mem::take(&mut waiting);
                append(&mut blocks, &before);
                append(&mut blocks, line);
            }
        }
    }
    append(&mut blocks, &waiting);
    blocks
}

fn append(blocks: &mut [(&str, String)], text: &str) {
    if let Some((_, block)) = blocks.last_mut() {
        block.push_str(text);
    }
}

/// The text without the keys that are not known, and these.
fn without(text: &str, known: &[&str], keys: &[&str]) -> (String, String) {
    let (mut own, mut added) = (String::new(), String::new());
    for (key, block) in blocks(text) {
        // What an earlier import wrote and this one does not is still the import's.
        let is_own = known.contains(&key) || keys.contains(&key) || key.is_empty();
        match is_own {
            true => own.push_str(&block),
            false => added.push_str(&block),
        }
    }
    (own, added)
}

/// Keys whose text differs.
fn changed(old: &str, new: &str) -> Vec<String> {
    let by_key = |text: &str| -> BTreeMap<String, String> {
        let blocks = blocks(text).into_iter();
        blocks
            .map(|(key, block)| (key.to_owned(), block.trim().to_owned()))
            .collect()
    };
    let (old, new) = (by_key(old), by_key(new));
    let keys = old
        .keys()
        .chain(new.keys().filter(|key| !old.contains_key(*key)));
    let mut keys: Vec<String> = keys
        .filter(|key| old.get(*key) != new.get(*key) && !key.is_empty())
        .cloned()
        .collect();
    keys.sort();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing but what is imported.
    const NO_OTHERS: &[&str] = &[];

    fn keys(name: &str) -> Vec<(&'static str, Yaml)> {
        let fact = Yaml::Map(vec![("label", Yaml::text("a")), ("text", Yaml::text("b"))]);
        vec![
            ("name", Yaml::text(name)),
            ("number", Yaml::text("11")),
            ("facts", Yaml::List(vec![fact])),
        ]
    }

    fn first() -> String {
        match merge(None, &imported("# comment\n", &keys("光")), NO_OTHERS) {
            Merged::New(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_same_import_changes_nothing() {
        let again = imported("# comment\n", &keys("光"));
        assert_eq!(merge(Some(&first()), &again, NO_OTHERS), Merged::Unchanged);
        let added = format!("{}name_en: Light\n", first());
        assert_eq!(merge(Some(&added), &again, NO_OTHERS), Merged::Unchanged);
    }

    #[test]
    fn what_people_wrote_stays_wherever_it_stands() {
        let below = format!("{}# why\nname_en: Light\n", first());
        let between = first().replace(
            "number:",
            "# of ours\nacknowledged:\n  - { rule: x }\n\nnumber:",
        );
        for (text, kept) in [
            (&below, "# why\nname_en: Light\n"),
            (&between, "# of ours\nacknowledged:\n  - { rule: x }\n"),
        ] {
            let Merged::Changed(new, changed) =
                merge(Some(text), &imported("# comment\n", &keys("影")), NO_OTHERS)
            else {
                panic!("not changed: {text}");
            };
            assert_eq!(changed, ["name"]);
            assert!(new.contains("name: 影"), "{new}");
            let (_, below) = new.split_once(LINE).expect("a line");
            assert!(below.contains(kept), "{new}");
            let again = merge(Some(&new), &imported("# comment\n", &keys("影")), NO_OTHERS);
            assert_eq!(again, Merged::Unchanged, "{new}");
        }
    }

    #[test]
    fn edits_of_imported_keys_are_noticed() {
        let edited = first().replace("name: 光", "name: 闇");
        let merged = merge(
            Some(&edited),
            &imported("# comment\n", &keys("光")),
            NO_OTHERS,
        );
        assert!(matches!(merged, Merged::Edited(_)), "{merged:?}");
        let hand = "name: 光\n";
        let merged = merge(Some(hand), &imported("# comment\n", &keys("光")), NO_OTHERS);
        assert_eq!(merged, Merged::HandWritten);
    }
}

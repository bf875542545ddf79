//! Ids of headings: explicit, or made from the words.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use super::{Options, Piece, Source, write::plain_text};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::say;

/// Ids of the headings of a text, in order.
pub(super) struct HeadingIds {
    ids: Vec<String>,
    prefix: String,
}

impl HeadingIds {
    /// Gives every heading its id. An explicit id that is used twice is reported and numbered.
    pub fn assign(
        source: &Source<'_>,
        pieces: &[Piece<'_>],
        options: &Options,
    ) -> (HeadingIds, Vec<Diagnostic>) {
        let mut taken = BTreeSet::new();
        let mut next = BTreeMap::new();
        let mut ids = Vec::new();
        let mut diagnostics = Vec::new();
        // Explicit ids come first: a heading further up must not take the address that another one asks for.
        let explicit: Vec<Option<String>> = pieces
            .iter()
            .filter_map(|(event, _)| explicit_id(source, event))
            .collect();
        let reserved: BTreeSet<&String> = explicit.iter().flatten().collect();
        let mut explicit = explicit.iter();
        for (index, (event, range)) in pieces.iter().enumerate() {
            let Event::Start(Tag::Heading { .. }) = event else {
                continue;
            };
            let id = match explicit.next() {
                Some(Some(id)) => {
                    if taken.contains(id) {
                        let message = say!(
                            "見出しの ID「{id}」が重複しています",
                            "the heading id `{id}` is used twice"
                        );
                        let place = source.range_of(range, id);
                        diagnostics.push(Diagnostic::new(
                            RuleId::DuplicateId,
                            source.file,
                            place,
                            message,
                        ));
                    }
                    unique(id, &mut next, |id| taken.contains(id))
                }
                _ => {
                    let slug = slug(&plain_text(source, pieces, index));
                    let wanted = format!("{}{slug}", options.id_prefix);
                    unique(&wanted, &mut next, |id| {
                        taken.contains(id) || reserved.contains(&id.to_owned())
                    })
                }
            };
            taken.insert(id.clone());
            ids.push(id);
        }
        (
            HeadingIds {
                ids,
                prefix: options.id_prefix.clone(),
            },
            diagnostics,
        )
    }

    /// The id of the heading with that number.
    pub fn get(&self, number: usize) -> &str {
        self.ids.get(number).map_or("", String::as_str)
    }

    /// The id that a link `#name` of the same text means, with or without the prefix.
    pub fn find(&self, name: &str) -> Option<&str> {
        let with_prefix = format!("{}{name}", self.prefix);
        self.ids
            .iter()
            .map(String::as_str)
            .find(|id| *id == name || *id == with_prefix)
    }
}

/// `Some(None)` for a heading without an explicit id, `None` for any other event.
fn explicit_id(source: &Source<'_>, event: &Event<'_>) -> Option<Option<String>> {
    match event {
        Event::Start(Tag::Heading { id, .. }) => Some(
            id.as_ref()
                .map(|id| source.guarded.clean(id).into_owned())
                .filter(|id| !id.is_empty()),
        ),
        _ => None,
    }
}

/// `wanted`, or `wanted-2`, `wanted-3` … `next` remembers where counting stopped, so that many equal headings stay cheap.
fn unique(wanted: &str, next: &mut BTreeMap<String, u32>, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let number = next.entry(wanted.to_owned()).or_insert(2);
    loop {
        let id = format!("{wanted}-{number}");
        *number = number.saturating_add(1);
        if !taken(&id) {
            return id;
        }
    }
}

/// The words as part of an address: letters and digits of any script in lower case, spaces as `-`, nothing else.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() || c == '-' {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        } else if c.is_alphanumeric() || c == '_' || matches!(c, '\u{3099}' | '\u{309A}') {
            out.extend(c.to_lowercase());
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "section".to_owned()
    } else {
        out.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_japanese_and_drop_punctuation() {
        for (text, expected) in [
            ("予算の状況", "予算の状況"),
            ("BINDS とは？", "binds-とは"),
            ("１．概要（案）", "１概要案"),
            ("  a  -  b ", "a-b"),
            ("（）", "section"),
            ("", "section"),
            ("\"><script>", "script"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}

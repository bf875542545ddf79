//! Destinations of links and images: what they are, and what is wrong with them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{BlockKind, Piece, Source};
use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::say;

/// What a destination is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination<'a> {
    /// `figure:…`.
    Figure(&'a str),
    /// `chart:…`, `table:…`.
    Block(BlockKind, &'a str),
    /// Another site, mail or telephone.
    External,
    /// A scheme that is not allowed.
    Unsafe(String),
    /// An anchor of the same text or page, without `#`.
    Anchor(&'a str),
    /// Anything else: a page or file of the site.
    Internal,
}

impl<'a> Destination<'a> {
    /// Sorts a destination, the way a browser would read its scheme.
    pub fn of(destination: &'a str) -> Destination<'a> {
        let trimmed = destination.trim();
        if let Some(reference) = trimmed.strip_prefix("figure:") {
            return Destination::Figure(reference);
        }
        if let Some(reference) = trimmed.strip_prefix("chart:") {
            return Destination::Block(BlockKind::Chart, reference);
        }
        if let Some(reference) = trimmed.strip_prefix("table:") {
            return Destination::Block(BlockKind::Table, reference);
        }
        match scheme(destination).as_deref() {
            Some("http" | "https" | "mailto" | "tel") => Destination::External,
            Some(scheme) => Destination::Unsafe(scheme.to_owned()),
            // Browsers read `\` as `/`: both of these leave the site.
            None if trimmed.replace('\\', "/").starts_with("//") => Destination::External,
            None => match trimmed.strip_prefix('#') {
                Some(anchor) => Destination::Anchor(anchor),
                None => Destination::Internal,
            },
        }
    }
}

/// The scheme in lower case. Control characters and spaces are dropped first: browsers ignore them in `java\tscript:`.
fn scheme(destination: &str) -> Option<String> {
    let visible: String = destination
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let (scheme, _) = visible.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    plain.then(|| scheme.to_ascii_lowercase())
}

/// An address for an `href` or `src` attribute: everything that is not plain ASCII is percent-encoded.
pub(super) fn escape_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-_.~!*();:@=+$,/?#%[]".contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A link of a kind that is not allowed.
pub(super) fn unsafe_link(
    source: &Source<'_>,
    range: &Range<usize>,
    destination: &str,
    scheme: &str,
) -> Diagnostic {
    let shown = shortened(destination);
    let message = say!(
        "「{shown}」にはリンクできません（{scheme}: は使えません）",
        "a link to `{shown}` is not allowed (`{scheme}:`)"
    );
    let help = say!(
        "https:、http:、mailto:、tel: か、サイト内の場所を書いてください",
        "Use https:, http:, mailto:, tel: or a place of this site"
    );
    Diagnostic::new(
        RuleId::UnsafeLink,
        source.file,
        source.range_of(range, destination),
        message,
    )
    .help(help)
}

/// Something that the host does not know, in the host's words.
pub(super) fn unresolved(
    rule: RuleId,
    source: &Source<'_>,
    range: &Range<usize>,
    destination: &str,
    why: Say,
) -> Diagnostic {
    Diagnostic::new(rule, source.file, source.range_of(range, destination), why)
}

/// `[words][label]` without a line `[label]: …`. A bare `[words]` is just text in brackets.
pub(super) fn dangling(
    source: &Source<'_>,
    span: &Range<usize>,
    kind: LinkType,
    label: &str,
) -> Option<Diagnostic> {
    let label = source.guarded.clean(label);
    let message = say!(
        "「[{label}]:」の行がありません",
        "there is no line `[{label}]:` with the destination"
    );
    let place = source.range(span);
    (kind == LinkType::Reference)
        .then(|| Diagnostic::new(RuleId::BrokenLink, source.file, place, message))
}

/// `[^1]` without a line `[^1]: …`: the parser leaves it as text.
pub(super) fn undefined_notes(source: &Source<'_>, pieces: &[Piece<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut in_code = false;
    // Bytes of neighbouring texts: the parser splits at brackets.
    let mut run = 0..0;
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let range = source.range(range);
                if range.start == run.end {
                    run.end = range.end;
                    continue;
                }
                found.extend(notes_within(source, std::mem::replace(&mut run, range)));
            }
            _ => {}
        }
    }
    found.extend(notes_within(source, run));
    found
}

fn notes_within(source: &Source<'_>, run: Range<usize>) -> Vec<Diagnostic> {
    let text = source.source.get(run.clone()).unwrap_or("");
    let escaped = |at: usize| {
        source
            .source
            .get(..at)
            .is_some_and(|before| before.ends_with('\\'))
    };
    let label = |at: usize| {
        let (label, _) = text.get(at + 2..)?.split_once(']')?;
        (!label.is_empty() && !label.contains(|c: char| c == '[' || c.is_whitespace()))
            .then_some(label)
    };
    text.match_indices("[^")
        .filter(|(at, _)| !escaped(run.start + at))
        .filter_map(|(at, _)| Some((at, label(at)?)))
        .map(|(at, label)| {
            let place = run.start + at..run.start + at + label.len() + 3;
            let message = say!(
                "注「{label}」の本文がありません",
                "the footnote `{label}` has no text"
            );
            Diagnostic::new(RuleId::BrokenLink, source.file, place, message)
        })
        .collect()
}

/// At most forty characters of one line, for messages.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    let line = text.trim().lines().next().unwrap_or("");
    match line.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", line.get(..end).unwrap_or(""))),
        None => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_do() {
        for dangerous in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "view-source:x",
        ] {
            assert!(
                matches!(Destination::of(dangerous), Destination::Unsafe(_)),
                "{dangerous}"
            );
        }
        for (destination, expected) in [
            ("https://example.go.jp/", Destination::External),
            ("HTTP://example.jp", Destination::External),
            ("//example.jp/", Destination::External),
            ("\\\\example.jp/", Destination::External),
            ("mailto:a@example.jp", Destination::External),
            (
                "figure:projects/binds#budget",
                Destination::Figure("projects/binds#budget"),
            ),
            ("chart:x", Destination::Block(BlockKind::Chart, "x")),
            ("table:x", Destination::Block(BlockKind::Table, "x")),
            ("#概要", Destination::Anchor("概要")),
            ("../projects/binds.md#a:b", Destination::Internal),
            ("a/b:c", Destination::Internal),
            ("?q=a:b", Destination::Internal),
            ("令和3年度:資料", Destination::Internal),
            ("", Destination::Internal),
        ] {
            assert_eq!(Destination::of(destination), expected, "{destination}");
        }
    }

    #[test]
    fn addresses_cannot_leave_their_attribute() {
        assert_eq!(escape_url("/a?b=1&c=\"'><"), "/a?b=1&amp;c=%22&#39;%3E%3C");
        assert_eq!(escape_url("#概"), "#%E6%A6%82");
        assert_eq!(escape_url("/%E6%A6%82"), "/%E6%A6%82");
    }
}

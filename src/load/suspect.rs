//! A line where a key was meant → the separator that went wrong: `name：医療`, `name:医療`, a full-width indent, `-text`.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::say;

use super::draft::Edit;
use super::syntax::lines;

/// A separator that is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suspect {
    pub kind: Separator,
    /// Bytes of the character that is wrong.
    pub range: Range<usize>,
    /// The key that was meant.
    pub key: String,
}

/// How a separator went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// `name：医療`
    FullWidthColon,
    /// `name:　医療`, with a full-width space
    FullWidthSpace,
    /// a full-width space before the key
    FullWidthIndent,
    /// nothing but full-width spaces, which YAML takes for a text
    FullWidthBlank,
    /// `name:医療`
    NoSpaceAfterColon,
    /// `-医療`
    NoSpaceAfterDash,
}

/// What is suspect about a line that begins at byte `start`.
///
/// Only a key of Latin letters counts, unless `any_key`: a full-width colon is common in Japanese text.
pub(super) fn of_line(start: usize, line: &str, any_key: bool) -> Option<Suspect> {
    let content = line.trim_start_matches([' ', '\t', '\u{3000}']);
    let indent = &line[..line.len() - content.len()];
    if content.is_empty() && indent.contains('\u{3000}') {
        return Some(Suspect {
            kind: Separator::FullWidthBlank,
            range: start..start + line.len(),
            key: String::new(),
        });
    }
    let body = content.trim_start_matches("- ").trim_start_matches(' ');
    let at = start + line.len() - body.len();
    if let Some(suspect) = dash(at, body) {
        return Some(suspect);
    }
    let key = key_of(body, any_key)?;
    let (after, rest) = (at + key.len(), &body[key.len()..]);
    let suspect = |kind, range| {
        Some(Suspect {
            kind,
            range,
            key: key.to_owned(),
        })
    };
    if let Some(found) = indent.find('\u{3000}') {
        let end = indent.rfind('\u{3000}').unwrap_or(found) + '\u{3000}'.len_utf8();
        return suspect(Separator::FullWidthIndent, start + found..start + end);
    }
    let mut rest = rest.chars();
    match (rest.next()?, rest.next()) {
        ('：', _) => suspect(Separator::FullWidthColon, after..after + '：'.len_utf8()),
        (':', Some('\u{3000}')) => suspect(
            Separator::FullWidthSpace,
            after + 1..after + 1 + '\u{3000}'.len_utf8(),
        ),
        (':', Some(next)) if !matches!(next, ' ' | '\t' | '/') => {
            suspect(Separator::NoSpaceAfterColon, after..after + 1)
        }
        _ => None,
    }
}

/// The suspect lines of a value that stands where keys or entries belong.
pub(super) fn of_value(text: &str, span: &Range<usize>) -> Vec<Suspect> {
    let Some(start) = text
        .get(..span.start)
        .map(|before| before.rfind('\n').map_or(0, |found| found + 1))
    else {
        return Vec::new();
    };
    // The first line counts from the value on, with the white space before it.
    let margin = text[start..span.start]
        .trim_end_matches([' ', '\u{3000}', '\t'])
        .len();
    let Some(value) = text.get(start + margin..span.end) else {
        return Vec::new();
    };
    lines(value)
        .filter_map(|(at, line)| of_line(start + margin + at, line, false))
        .collect()
}

fn dash(at: usize, body: &str) -> Option<Suspect> {
    let rest = body.strip_prefix('-')?;
    let next = rest.chars().next()?;
    let suspect = Suspect {
        kind: Separator::NoSpaceAfterDash,
        range: at..at + 1,
        key: String::new(),
    };
    let number = rest.trim_end().parse::<f64>().is_ok();
    (!next.is_whitespace() && next != '-' && !number).then_some(suspect)
}

/// The key that a line begins with.
fn key_of(body: &str, any_key: bool) -> Option<&str> {
    let latin = body
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(body.len());
    if latin > 0 && body[latin..].starts_with([':', '：']) {
        return Some(&body[..latin]);
    }
    let colon = body.find([':', '：']).filter(|_| any_key)?;
    (colon > 0 && !body.starts_with(['"', '\'', '#', '[', '{'])).then(|| &body[..colon])
}

impl Suspect {
    /// The suspect as a diagnostic.
    pub(super) fn diagnostic(&self, file: &str) -> Diagnostic {
        let (rule, message) = self.message();
        Diagnostic::new(rule, file, self.range.clone(), message).help(self.help())
    }

    fn message(&self) -> (RuleId, crate::diagnostic::Say) {
        let key = &self.key;
        match self.kind {
            Separator::FullWidthColon => (
                RuleId::FullWidthColon,
                say!(
                    "`{key}` の後が全角の「：」になっています",
                    "a full-width colon `：` follows `{key}`"
                ),
            ),
            Separator::FullWidthSpace => (
                RuleId::FullWidthColon,
                say!(
                    "`{key}:` の後が全角の空白になっています",
                    "a full-width space follows `{key}:`"
                ),
            ),
            Separator::FullWidthIndent => (
                RuleId::FullWidthColon,
                say!(
                    "`{key}` の字下げが全角の空白になっています",
                    "a full-width space indents `{key}`"
                ),
            ),
            Separator::FullWidthBlank => (
                RuleId::FullWidthColon,
                say!(
                    "全角の空白だけの行があります",
                    "a line holds nothing but full-width spaces"
                ),
            ),
            Separator::NoSpaceAfterColon => (
                RuleId::YamlSyntax,
                say!(
                    "`{key}:` の後に半角の空白がありません",
                    "no space follows `{key}:`"
                ),
            ),
            Separator::NoSpaceAfterDash => (
                RuleId::YamlSyntax,
                say!("`-` の後に半角の空白がありません", "no space follows `-`"),
            ),
        }
    }

    fn help(&self) -> crate::diagnostic::Say {
        let key = &self.key;
        match self.kind {
            Separator::FullWidthColon => {
                say!(
                    "`{key}: ` と、半角のコロンと半角の空白で書いてください",
                    "Write `{key}: ` with a half-width colon and a space"
                )
            }
            Separator::FullWidthSpace | Separator::NoSpaceAfterColon => {
                say!(
                    "`{key}: ` と、コロンの後に半角の空白を一つ入れてください",
                    "Write `{key}: ` with one space after the colon"
                )
            }
            Separator::FullWidthBlank => say!("その空白を取り除いてください", "Delete the spaces"),
            Separator::FullWidthIndent => say!(
                "半角の空白で字下げしてください",
                "Indent with half-width spaces"
            ),
            Separator::NoSpaceAfterDash => {
                say!(
                    "`- ` と、半角の空白を一つ入れてください",
                    "Write `- ` with one space after it"
                )
            }
        }
    }

    /// How the draft is mended.
    pub(super) fn edit(&self) -> Edit {
        match self.kind {
            Separator::FullWidthColon | Separator::NoSpaceAfterColon => {
                Edit::sound(self.range.clone(), ": ")
            }
            Separator::FullWidthBlank => Edit::sound(self.range.clone(), ""),
            Separator::FullWidthSpace => Edit::sound(self.range.clone(), " "),
            Separator::FullWidthIndent => {
                let width = 2 * self.range.len() / '\u{3000}'.len_utf8();
                Edit::sound(self.range.clone(), &" ".repeat(width))
            }
            Separator::NoSpaceAfterDash => Edit::sound(self.range.clone(), "- "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<Separator> {
        of_line(0, line, false).map(|suspect| suspect.kind)
    }

    #[test]
    fn separators_that_look_right_are_found() {
        assert_eq!(kind("name：医療"), Some(Separator::FullWidthColon));
        assert_eq!(kind("  - label：医療"), Some(Separator::FullWidthColon));
        assert_eq!(kind("name:　医療"), Some(Separator::FullWidthSpace));
        assert_eq!(kind("　　first: 2017"), Some(Separator::FullWidthIndent));
        assert_eq!(kind(" 　"), Some(Separator::FullWidthBlank));
        assert_eq!(kind("name:医療"), Some(Separator::NoSpaceAfterColon));
        assert_eq!(kind("  -医療"), Some(Separator::NoSpaceAfterDash));
    }

    #[test]
    fn ordinary_lines_are_not_suspect() {
        for line in [
            "name: 医療：事業",
            "name:",
            "- 医療",
            "https://example.jp/",
            "担当：医療局",
            "",
            "- -5",
            "text: |",
            "# a：b",
            "---",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }

    #[test]
    fn a_suspect_names_the_wrong_character() {
        let suspect = of_line(10, "  - 事業名：医療", true).expect("suspect");
        assert_eq!((suspect.range, suspect.key.as_str()), (23..26, "事業名"));
    }
}

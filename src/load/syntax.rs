//! What can be said about a YAML file before it is parsed: its encoding, forbidden characters, its lines and tabs.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::say;

use super::draft::{Edit, Edits};

/// Forbidden characters of one file that are reported.
const CONTROL_LIMIT: usize = 20;

/// The bytes as text without a byte order mark.
///
/// Fails where they are not UTF-8. The diagnostic counts bytes from the beginning of the file.
pub(super) fn decode<'t>(file: &str, bytes: &'t [u8]) -> Result<&'t str, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let bad = error.valid_up_to();
        Box::new(not_utf8(
            file,
            bytes,
            bad..bad + error.error_len().unwrap_or(bytes.len() - bad),
        ))
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn not_utf8(file: &str, bytes: &[u8], bad: Range<usize>) -> Diagnostic {
    let line = 1 + bytes[..bad.start]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    let (offset, byte, guess) = (
        bad.start,
        bytes[bad.start],
        guess_encoding(bytes, bad.start),
    );
    let message = say!(
        "UTF-8 として読めません（{line} 行目、先頭から {offset} バイト目の 0x{byte:02X}。{guess} かもしれません）",
        "not UTF-8 (line {line}, byte {offset}: 0x{byte:02X}; perhaps {guess})"
    );
    let help = say!(
        "文字コードを UTF-8 にして保存し直してください",
        "Save the file again as UTF-8"
    );
    Diagnostic::new(RuleId::FileEncoding, file, bad, message).help(help)
}

fn guess_encoding(bytes: &[u8], bad: usize) -> &'static str {
    let nul_near = bytes.iter().take(64).filter(|byte| **byte == 0).count() > 8;
    match bytes[bad] {
        0xFE | 0xFF => "UTF-16",
        _ if nul_near => "UTF-16",
        0xA1..=0xFC if bytes.get(bad + 1).is_some_and(|next| *next >= 0xA1) => "EUC-JP",
        _ => "Shift_JIS",
    }
}

/// Reports characters that YAML forbids and takes them out of the draft.
pub(super) fn control_characters(file: &str, text: &str) -> (Vec<Diagnostic>, Edits) {
    let mut edits = Edits::default();
    let mut diagnostics = Vec::new();
    // The YAML reader passes over a byte order mark at the beginning of any line.
    let marks = text
        .match_indices('\u{feff}')
        .filter(|(at, _)| text[..*at].ends_with('\n'));
    edits.add(
        marks
            .map(|(at, mark)| Edit::sound(at..at + mark.len(), ""))
            .collect(),
    );
    for (at, character) in text
        .char_indices()
        .filter(|(_, character)| is_forbidden(*character))
    {
        let range = at..at + character.len_utf8();
        // An escape sequence such as ESC `[31m` must not become a list in brackets.
        let stand_in = if text[range.end..].starts_with('[') {
            "x"
        } else {
            " "
        };
        edits.add(vec![Edit::sound(range.clone(), stand_in)]);
        if diagnostics.len() < CONTROL_LIMIT {
            diagnostics.push(forbidden(file, character, range));
        }
    }
    (diagnostics, edits)
}

/// Reports byte order marks behind the beginning, which the YAML reader takes for part of an indent.
pub(super) fn byte_order_marks(file: &str, text: &str) -> Vec<Diagnostic> {
    text.match_indices('\u{feff}')
        .map(|(at, mark)| forbidden(file, '\u{feff}', at..at + mark.len()))
        .collect()
}

fn forbidden(file: &str, character: char, range: Range<usize>) -> Diagnostic {
    let code = u32::from(character);
    let message = say!(
        "YAML に書けない文字 U+{code:04X}（目に見えない文字）があります",
        "an invisible character U+{code:04X} that YAML forbids"
    );
    let help = say!(
        "この文字を取り除いてください（PDF や表計算ソフトから写すと紛れ込むことがあります）",
        "Delete the character; it often comes along when copying from a PDF or a spreadsheet"
    );
    Diagnostic::new(RuleId::YamlSyntax, file, range, message).help(help)
}

/// True for what the YAML reader refuses anywhere in a file.
fn is_forbidden(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r' | ' '..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

/// The line that holds a byte, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = floor(text, at);
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end - usize::from(end > start && text.as_bytes()[end - 1] == b'\r')
}

/// The nearest place at or before `at` where a character begins.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The last line before `at` that is neither blank nor a comment.
pub(super) fn content_line_before(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = floor(text, at);
    loop {
        end = text[..end].trim_end_matches([' ', '\t', '\r', '\n']).len();
        if end == 0 {
            return None;
        }
        let line = line_at(text, end - 1);
        if !text[line.clone()].trim_start().starts_with('#') {
            return Some(line);
        }
        end = line.start;
    }
}

/// The lines of a text with the byte where each begins, without line breaks.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

/// Bytes of the white space of each line that is indented with a tab. Lines of a block text (`|`, `>`) may hold tabs.
pub(super) fn tab_indents(text: &str) -> Vec<Range<usize>> {
    let mut block: Option<usize> = None;
    let mut found = Vec::new();
    for (start, line) in lines(text) {
        let content = line.trim_start_matches([' ', '\t']);
        if content.is_empty() {
            continue;
        }
        let indent = &line[..line.len() - content.len()];
        let spaces = indent.len() - indent.trim_start_matches(' ').len();
        let tabbed = indent.contains('\t');
        let in_block = block.is_some_and(|parent| spaces > parent);
        if tabbed && !in_block && !content.starts_with('#') {
            found.push(start..start + indent.len());
        }
        let stays = in_block || (tabbed && block.is_some());
        if !stays {
            block = opens_block(line);
        }
    }
    found
}

/// Column of the key or dash whose value is a block text that begins below this line.
fn opens_block(line: &str) -> Option<usize> {
    let code = line.split(" #").next().unwrap_or_default().trim_end();
    let head = code.trim_end_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    let before = head.strip_suffix(['|', '>'])?;
    let after_separator = before.is_empty() || before.ends_with([' ', '\t']);
    after_separator.then(|| {
        let content = before.trim_start_matches([' ', '-']);
        let column = before.len() - content.len();
        if content.is_empty() {
            before.rfind('-').unwrap_or(0)
        } else {
            column
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(text: &str) -> Vec<usize> {
        tab_indents(text)
            .iter()
            .map(|range| 1 + text[..range.start].matches('\n').count())
            .collect()
    }

    #[test]
    fn every_line_with_a_tab_in_its_indent_is_found() {
        assert_eq!(
            tabs("a:\n\tb: 1\n  \tc: 2\nd: e\tf\n\t\n\t# note\n\tg: 1\n"),
            [2, 3, 7]
        );
    }

    #[test]
    fn tabs_inside_a_block_text_are_text() {
        assert_eq!(tabs("a: |\n  x\n  \ty\nb:\n\tc: 1\n"), [5]);
        assert_eq!(tabs("- t: >-  # note\n    x\n    \ty\n  \tz: 1\n"), [4]);
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_with_its_line() {
        let (bytes, _) = (b"a: 1\nb: \x88\xe3\x97\xc3\n", ());
        let diagnostic = decode("x.yaml", bytes).expect_err("not UTF-8");
        assert_eq!(diagnostic.rule, RuleId::FileEncoding);
        assert!(
            diagnostic
                .message
                .en
                .contains("line 2, byte 8: 0x88; perhaps Shift_JIS"),
            "{}",
            diagnostic.message.en
        );
    }

    #[test]
    fn lines_keep_their_places_with_either_line_break() {
        let found: Vec<_> = lines("a\r\n医\n\nb").collect();
        assert_eq!(found, [(0, "a"), (3, "医"), (7, ""), (8, "b")]);
        assert_eq!(line_at("a\r\n医\n\nb", 4), 3..6);
    }
}

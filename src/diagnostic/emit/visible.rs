//! Text from the content → text that is safe to print: control characters become visible signs.

/// The text with visible signs for control characters, except line breaks and tabs.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\r' || characters.peek() != Some(&'\n') {
            shown.push(sign(character));
        }
    }
    shown
}

/// The same on one line.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "␊").replace('\t', "␉")
}

/// True for what a terminal or a browser may act upon instead of showing it.
pub(super) fn is_active(character: char) -> bool {
    let turns_direction = matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks_lines = matches!(character, '\u{2028}' | '\u{2029}');
    character.is_control() || turns_direction || breaks_lines || character == '\u{feff}'
}

fn sign(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ if is_active(character) => '\u{fffd}',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_upon_is_left() {
        let shown = visible_line("a\u{1b}[31m\u{9b}31m\u{202e}\0\u{7f}\r\n\r\t医\u{feff}");
        assert_eq!(shown, "a␛[31m\u{fffd}31m\u{fffd}␀␡␊␍␉医\u{fffd}");
        assert!(!shown.chars().any(is_active));
    }
}

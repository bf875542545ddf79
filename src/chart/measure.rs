//! How wide a text will be, before a browser says so: full-width characters take one em, the others part of it.
//!
//! The widths are upper bounds over the fonts of the theme's stack, so that a label that fits here fits in the browser.

use unicode_width::UnicodeWidthChar;

/// Width of a text in pixels at a font size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        '0'..='9' | '+' => 0.6,
        ',' | '.' | ':' | ';' | '\'' | '|' | 'i' | 'l' | 'j' | ' ' => 0.32,
        '(' | ')' | '[' | ']' | '-' | '/' | 'f' | 't' | 'r' | 'I' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' | '&' => 0.74,
        ' '..='~' => 0.6,
        _ => match c.width_cjk() {
            Some(0) | None => 0.0,
            Some(1) => 0.75,
            Some(_) => 1.0,
        },
    }
}

/// The text, cut with an ellipsis where it is wider than `room`.
pub fn fit(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = size;
    let mut out = String::new();
    for c in text.chars() {
        used += em(c) * size;
        if used > room {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The text in at most `lines` lines no wider than `room`; the last is cut where it is too long. Breaks after spaces,
/// brackets and middle dots where one is near, else anywhere, as Japanese allows.
pub fn wrap(text: &str, room: f64, size: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && out.len() + 1 < lines {
        if width(rest, size) <= room {
            break;
        }
        let at = break_at(rest, room, size);
        let (line, tail) = rest.split_at(at);
        out.push(line.trim_end().to_owned());
        rest = tail.trim_start();
    }
    if !rest.is_empty() || out.is_empty() {
        out.push(fit(rest, room, size));
    }
    out
}

/// Where to break a text that is too wide: after at least one character.
fn break_at(text: &str, room: f64, size: f64) -> usize {
    let mut used = 0.0;
    let mut good = None;
    let mut last = 0;
    for (at, c) in text.char_indices() {
        used += em(c) * size;
        if used > room && at > 0 {
            break;
        }
        last = at + c.len_utf8();
        if matches!(c, ' ' | '　' | '・' | '）' | ')' | '」' | '、' | '／' | '/') {
            good = Some(last);
        }
    }
    // A nice break that wastes half the line is not nice.
    good.filter(|good| *good * 2 > last)
        .unwrap_or_else(|| before_closing(text, last))
}

/// A break one character earlier where the next line would begin with what closes something (行頭禁則), or this one end with
/// what opens something (行末禁則).
fn before_closing(text: &str, at: usize) -> usize {
    let closes =
        |c: char| "）)」』】、。・，．ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ".contains(c);
    let opens = |c: char| "（(「『【".contains(c);
    if !text[at..].starts_with(closes) && !text[..at].ends_with(opens) {
        return at;
    }
    let last = text[..at].char_indices().next_back();
    last.map(|(before, _)| before)
        .filter(|before| *before > 0)
        .unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_takes_an_em() {
        assert_eq!(width("執行額", 10.0), 30.0);
        assert!(width("123,456", 10.0) < 40.0);
        assert_eq!(width("\u{200b}", 10.0), 0.0);
    }

    #[test]
    fn a_cut_text_fits() {
        let cut = fit("国立研究開発法人日本医療研究開発機構", 60.0, 10.0);
        assert_eq!(cut, "国立研究開…");
        assert!(width(&cut, 10.0) <= 60.0);
        assert_eq!(fit("短い", 60.0, 10.0), "短い");
    }

    #[test]
    fn lines_break_at_good_places_and_lose_nothing_but_the_end() {
        let text = "革新的先端研究開発支援事業（AMED-CREST）インキュベートタイプ";
        let lines = wrap(text, 160.0, 10.0, 4);
        assert_eq!(lines.concat(), text);
        assert!(
            lines.iter().all(|line| width(line, 10.0) <= 160.0),
            "{lines:?}"
        );
        let two = wrap(text, 100.0, 10.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'));
        assert_eq!(
            wrap("全三十二機関）大学", 60.0, 10.0, 2),
            ["全三十二機", "関）大学"]
        );
        assert_eq!(
            wrap("プログラム（再掲）", 60.0, 10.0, 2),
            ["プログラム", "（再掲）"]
        );
        assert_eq!(wrap("", 10.0, 10.0, 3), [""]);
        assert_eq!(wrap("あい", 1.0, 10.0, 1).len(), 1);
    }
}

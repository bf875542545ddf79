//! Text as it comes out of the documents: radicals in place of ideographs, paragraphs and lists, search keys, HTML.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// CJK Radicals Supplement (U+2E81–2EF3) → the ideograph that is meant.
///
/// After `EquivalentUnifiedIdeograph.txt` of the Unicode Character Database, because NFKC leaves all but two of these
/// alone. One departure: ⻳ becomes 亀, not the Chinese 龟. ⺀ has no equivalent and stays.
#[rustfmt::skip]
static SUPPLEMENT: [(char, char); 114] = [
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺇', '𠘨'), ('⺈', '刀'),
    ('⺉', '刂'), ('⺊', '卜'), ('⺋', '㔾'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'), ('⺏', '尣'), ('⺐', '尢'),
    ('⺑', '𡯂'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'), ('⺕', '彐'), ('⺖', '忄'), ('⺗', '心'), ('⺘', '扌'),
    ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'), ('⺠', '民'), ('⺡', '氵'),
    ('⺢', '氺'), ('⺣', '灬'), ('⺤', '爫'), ('⺥', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'), ('⺩', '王'),
    ('⺪', '𤴔'), ('⺫', '目'), ('⺬', '示'), ('⺭', '礻'), ('⺮', '𥫗'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'),
    ('⺲', '罒'), ('⺳', '㓁'), ('⺴', '冗'), ('⺵', '𦉫'), ('⺶', '羊'), ('⺷', '𦍌'), ('⺸', '𦍋'), ('⺹', '耂'),
    ('⺺', '肀'), ('⺻', '聿'), ('⺼', '肉'), ('⺽', '𦥑'), ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'), ('⻁', '虎'),
    ('⻂', '衤'), ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻇', '𧢲'), ('⻈', '讠'), ('⻉', '贝'),
    ('⻊', '𧾷'), ('⻋', '车'), ('⻌', '辶'), ('⻍', '辶'), ('⻎', '辶'), ('⻏', '邑'), ('⻐', '钅'), ('⻑', '長'),
    ('⻒', '镸'), ('⻓', '长'), ('⻔', '门'), ('⻕', '𨸏'), ('⻖', '阝'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'),
    ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'), ('⻞', '𩙿'), ('⻟', '飠'), ('⻠', '饣'), ('⻡', '𩠐'),
    ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'), ('⻩', '黄'),
    ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'), ('⻭', '歯'), ('⻮', '齿'), ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'),
    ('⻲', '亀'), ('⻳', '亀'),
];

/// True for a character of the blocks Kangxi Radicals (U+2F00–2FD5) and CJK Radicals Supplement (U+2E80–2EF3).
///
/// They look like ideographs but are none: neither search nor speech knows them. PDF text is where they come from.
pub fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2E99}' | '\u{2E9B}'..='\u{2EF3}' | '\u{2F00}'..='\u{2FD5}')
}

/// True for a character of the three private-use areas (外字): no other machine knows what it looks like.
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The ideograph that a radical stands for; `None` for every other character, and for a radical without one.
///
/// Kangxi radicals by NFKC, except ⼾: Unicode says 戶, but Japanese fonts draw 戸, and 神戸 is what was written.
pub fn mended(c: char) -> Option<char> {
    match c {
        '\u{2F3E}' => Some('戸'),
        '\u{2F00}'..='\u{2FD5}' => std::iter::once(c)
            .nfkc()
            .next()
            .filter(|ideograph| *ideograph != c),
        '\u{2E80}'..='\u{2EF3}' => {
            let index = SUPPLEMENT
                .binary_search_by_key(&c, |(radical, _)| *radical)
                .ok()?;
            SUPPLEMENT.get(index).map(|(_, ideograph)| *ideograph)
        }
        _ => None,
    }
}

/// The text with radicals replaced by ideographs, and nothing else changed: names keep their variants (塚 U+FA10, 﨑).
///
/// The number of characters stays the same, so positions counted in characters stay right.
pub fn mend_radicals(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| mended(c).is_some()) {
        Cow::Owned(text.chars().map(|c| mended(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Where radicals stand, counted in characters from 0; empty where there are none.
pub fn has_radicals(text: &str) -> Vec<usize> {
    positions(text, is_radical)
}

/// Where private-use characters stand, counted in characters from 0; empty where there are none.
pub fn has_private_use(text: &str) -> Vec<usize> {
    positions(text, is_private_use)
}

fn positions(text: &str, is: impl Fn(char) -> bool) -> Vec<usize> {
    text.chars()
        .enumerate()
        .filter(|(_, c)| is(*c))
        .map(|(at, _)| at)
        .collect()
}

/// The text as search compares it: radicals mended, NFKC, lower case, katakana as hiragana, no spaces.
///
/// `ＢＩＮＤＳ　ﾄﾞﾗｯｸﾞ` and `binds ドラッグ` have the same key. For comparing only; never shown.
pub fn search_key(text: &str) -> String {
    mend_radicals(text)
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(to_hiragana)
        .nfkc()
        .collect()
}

/// Zero-width spaces and joiners, soft hyphen, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

fn to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => u32::from(c)
            .checked_sub(0x60)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

/// True for characters between which Japanese sets no space: ideographs, kana, and full-width forms with their
/// punctuation. Hangul is not among them: Korean separates words by spaces.
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' // radicals
        | '\u{2FF0}'..='\u{303F}' // ideographic description, punctuation
        | '\u{3040}'..='\u{312F}' // kana, bopomofo
        | '\u{3190}'..='\u{4DBF}' // kanbun, strokes, enclosed, squared, extension A
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1AFF0}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// True for full-width punctuation, which brings its own space: 、。「」（）・
pub fn is_cjk_punctuation(c: char) -> bool {
    is_cjk(c) && !c.is_alphanumeric() && !matches!(c, '々' | '〻' | '〆' | '〇')
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, as its printed lines; mostly one.
    Paragraph(Vec<String>),
    /// A list, marked by `・` or numbering.
    List(Vec<Item>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The mark as typed: `・`, `①`, `(1)`, `1.` …
    pub marker: String,
    pub text: String,
}

/// Splits a text of the seeds into paragraphs and lists.
///
/// A blank line ends a paragraph. A line that begins with `・`, `•`, a circled number, `1.`, `1)`, `(1)` (full-width
/// too) or a small roman number is an item of a list; an indented line after it belongs to the item. Other line breaks
/// are kept as lines of the paragraph.
pub fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let indented = line.starts_with(char::is_whitespace);
        let line = line.trim();
        if line.is_empty() {
            open = false;
            continue;
        }
        let item = split_marker(line).map(|(marker, rest)| Item {
            marker: marker.to_owned(),
            text: rest.to_owned(),
        });
        match (item, blocks.last_mut().filter(|_| open)) {
            (Some(item), Some(Block::List(items))) => items.push(item),
            (Some(item), _) => blocks.push(Block::List(vec![item])),
            (None, Some(Block::Paragraph(lines))) => lines.push(line.to_owned()),
            (None, Some(Block::List(items))) if indented => continue_item(items, line),
            (None, _) => blocks.push(Block::Paragraph(vec![line.to_owned()])),
        }
        open = true;
    }
    blocks
}

/// Appends a continuation line to the last item, with a space only where the script uses spaces.
fn continue_item(items: &mut [Item], line: &str) {
    if let Some(item) = items.last_mut() {
        if !joins_without_space(item.text.chars().next_back(), line.chars().next()) {
            item.text.push(' ');
        }
        item.text.push_str(line);
    }
}

/// True where a line break between the two characters vanishes: both are CJK, or one is full-width punctuation.
///
/// The rule of CSS Text 4, "Segment Break Transformation Rules".
pub fn joins_without_space(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            (is_cjk(before) && is_cjk(after))
                || is_cjk_punctuation(before)
                || is_cjk_punctuation(after)
        }
        _ => true,
    }
}

/// The mark of a list line and the text behind it.
fn split_marker(line: &str) -> Option<(&str, &str)> {
    let end = marker_len(line)?;
    let (marker, rest) = line.split_at_checked(end)?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some((marker, rest))
}

/// Bytes of the mark that a line begins with.
fn marker_len(line: &str) -> Option<usize> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    match first {
        '・' | '･' | '•' | '\u{2460}'..='\u{249B}' | '\u{2776}'..='\u{277F}' => {
            Some(first.len_utf8())
        }
        '(' | '（' => {
            let (at, close) = chars.find(|(_, c)| !is_number(*c))?;
            let count = line.get(first.len_utf8()..at)?.chars().count();
            ((1..=2).contains(&count) && matches!(close, ')' | '）'))
                .then_some(at + close.len_utf8())
        }
        _ if is_number(first) => {
            let (at, close) = chars.find(|(_, c)| !is_number(*c))?;
            let count = line.get(..at)?.chars().count();
            let end = at + close.len_utf8();
            let next = line.get(end..)?.chars().next()?;
            let closes = matches!(close, ')' | '）' | '．')
                || (close == '.' && (next.is_whitespace() || is_cjk(next)));
            ((1..=2).contains(&count) && closes && !is_number(next)).then_some(end)
        }
        _ => None,
    }
}

/// Arabic digits and small roman numerals, half- or full-width.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '\u{2170}'..='\u{217B}')
}

/// Replaces private-use characters by what they look like: word processors write bullets of symbol fonts that way
/// (the code of the glyph plus U+F000). Those that are not known become a square.
pub fn mend_bullets(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_private_use) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\u{f0fc}' => '✓',
        '\u{f06c}' => '●',
        '\u{f0d8}' => '➢',
        '\u{f06e}' => '■',
        '\u{f0b7}' => '・',
        c if is_private_use(c) => '□',
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// A text of the seeds as HTML: paragraphs and lists, with its marks kept as printed.
pub fn to_html(text: &str) -> String {
    let mut html = String::new();
    for block in paragraphs(text) {
        match block {
            Block::Paragraph(lines) => {
                let lines: Vec<_> = lines.iter().map(|line| escape_html(line)).collect();
                html.push_str(&format!("<p>{}</p>", lines.join("<br>")));
            }
            Block::List(items) => {
                html.push_str("<ul class=\"marked\">");
                for item in items {
                    let (marker, text) = (escape_html(&item.marker), escape_html(&item.text));
                    html.push_str(&format!(
                        "<li><span class=\"marker\">{marker}</span>{text}</li>"
                    ));
                }
                html.push_str("</ul>");
            }
        }
    }
    html
}

/// The text as it may stand in HTML, between tags or in a quoted attribute: `& < > " '` become references.
pub fn escape_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_of_the_documents_are_mended_and_nothing_else() {
        assert_eq!(
            mend_radicals("⽬標と⺠間の⻑期⾏動、神⼾"),
            "目標と民間の長期行動、神戸"
        );
        for kept in [
            "\u{FA10}本",
            "山﨑",
            "\u{FA22}澤",
            "①㈱…～％½Ⅲ",
            "ﾄｰﾏﾂ",
            "\u{F0FC}",
            "葛\u{E0100}城",
            "か\u{3099}",
        ] {
            assert!(
                matches!(mend_radicals(kept), Cow::Borrowed(text) if text == kept),
                "{kept}"
            );
        }
        assert_eq!(mended('⻳'), Some('亀'));
        assert_eq!(mended('⺀'), None);
    }

    #[test]
    fn every_radical_becomes_one_character_that_is_none() {
        assert!(SUPPLEMENT.is_sorted_by_key(|(radical, _)| *radical));
        for c in (0x2E80..=0x2FDF).filter_map(char::from_u32) {
            match mended(c) {
                Some(ideograph) => assert!(is_radical(c) && !is_radical(ideograph), "{c}"),
                None => assert!(!is_radical(c) || c == '⺀', "{c}"),
            }
        }
    }

    #[test]
    fn positions_are_counted_in_characters() {
        assert_eq!(has_radicals("目⽬と⺠"), [1, 3]);
        assert_eq!(has_private_use("あ\u{F0FC}い\u{F06C}"), [1, 3]);
        assert!(has_radicals("目的").is_empty());
    }

    #[test]
    fn keys_fold_what_a_reader_takes_for_the_same() {
        assert_eq!(search_key("ＢＩＮＤＳ　ﾄﾞﾗｯｸﾞ"), search_key("binds ドラッグ"));
        assert_eq!(search_key("バイオ バンク"), "ばいおばんく");
        assert_eq!(search_key("⺠間⽬標"), "民間目標");
        assert_eq!(search_key("①\u{FA10}"), "1塚");
        for text in [
            "",
            "ＡＢＣ",
            "ｶﾞﾝ",
            "İ",
            "㍻",
            "ヷ",
            "ﾞ",
            "Ａ\u{301}",
            "カ\u{200B}\u{3099}",
            "ヽ\u{3099}",
        ] {
            assert_eq!(search_key(&search_key(text)), search_key(text), "{text}");
        }
    }

    #[test]
    fn texts_split_into_paragraphs_and_lists() {
        let text = "目的を示す。\n二行目。\n\n・一つ目\n　続き\n・二つ目\n地の文\n①甲\n(1) 乙\n1. 丙\n１）丁\n（２）戊\nⅰ）己\n";
        let item = |marker: &str, text: &str| Item {
            marker: marker.into(),
            text: text.into(),
        };
        assert_eq!(
            paragraphs(text),
            [
                Block::Paragraph(vec!["目的を示す。".into(), "二行目。".into()]),
                Block::List(vec![item("・", "一つ目続き"), item("・", "二つ目")]),
                Block::Paragraph(vec!["地の文".into()]),
                Block::List(vec![
                    item("①", "甲"),
                    item("(1)", "乙"),
                    item("1.", "丙"),
                    item("１）", "丁"),
                    item("（２）", "戊"),
                    item("ⅰ）", "己"),
                ]),
            ]
        );
    }

    #[test]
    fn numbers_in_prose_are_no_lists() {
        for line in [
            "1.5倍になった",
            "2021年度",
            "(279)件",
            "98.8%",
            "12件",
            "３．５倍",
            "(参考) 図",
            "①",
            "・",
            "（案）",
            "1.",
            "(1",
            "（",
        ] {
            assert_eq!(
                paragraphs(line),
                [Block::Paragraph(vec![line.to_owned()])],
                "{line}"
            );
        }
        assert!(paragraphs(" \n\n　\n").is_empty());
    }

    #[test]
    fn line_breaks_between_japanese_characters_vanish() {
        assert!(joins_without_space(Some('日'), Some('本')));
        assert!(joins_without_space(Some('、'), Some('B')));
        assert!(!joins_without_space(Some('は'), Some('B')));
        assert!(!joins_without_space(Some('a'), Some('b')));
        assert!(!joins_without_space(Some('한'), Some('글')));
    }

    #[test]
    fn html_is_escaped() {
        assert_eq!(
            escape_html(r#"<a href="x">'&"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;"
        );
        assert!(matches!(escape_html("日本語"), Cow::Borrowed(_)));
    }
}

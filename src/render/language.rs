//! Marks what is Japanese on an English page with `lang="ja"`, so that screen readers, hyphenation and fonts treat it so.
//!
//! One pass over the finished page, so that it holds for any theme: an element whose whole text is Japanese gets the attribute;
//! elsewhere each Japanese run gets a `span`. Where no `span` may stand (SVG, `title`, `option`) the element gets it.

use crate::html::{self, Tags, Token};

/// An element of the page.
struct Element {
    parent: Option<usize>,
    /// Where an attribute can be inserted: after the name of the tag.
    at: usize,
    kind: Kind,
    /// It says its language itself.
    has_lang: bool,
    is_japanese: bool,
    /// It has Japanese text of its own, not only in elements inside it.
    own_japanese: bool,
    /// It has text of its own that is partly Japanese.
    own_mixed: bool,
    /// What is said in it and below: Japanese, and anything else in letters.
    japanese: bool,
    foreign: bool,
}

impl Element {
    /// True where the element itself is to be marked, because its text is Japanese, or cannot be told apart.
    fn is_to_mark(&self) -> bool {
        match self.kind {
            Kind::Flow => self.own_japanese && !self.foreign,
            Kind::Words => self.japanese && !self.foreign,
            Kind::Drawing => self.own_japanese || self.own_mixed,
            Kind::Raw => false,
        }
    }
}

/// What may stand in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text and elements.
    Flow,
    /// Text only, as in `title` and `option`: no `span` may stand there.
    Words,
    /// A drawing: its texts have a language, but no `span`.
    Drawing,
    /// No words: scripts and styles.
    Raw,
}

/// Text between two tags.
struct Text<'a> {
    parent: usize,
    start: usize,
    source: &'a str,
}

/// The page with its Japanese marked.
pub(crate) fn mark(html: &str) -> String {
    let (mut elements, texts) = read(html);
    for text in &texts {
        let runs = runs(text.source);
        let (japanese, foreign) = (!runs.ranges.is_empty(), runs.has_foreign);
        elements[text.parent].own_japanese |= japanese && !foreign;
        elements[text.parent].own_mixed |= japanese && foreign;
        let mut at = Some(text.parent);
        // What is said below an element that says its own language is no matter of those above it.
        while let Some(index) = at {
            let element = &mut elements[index];
            element.japanese |= japanese;
            element.foreign |= foreign;
            at = element.parent.filter(|_| !element.has_lang);
        }
    }
    let mut edits: Vec<(usize, &str)> = Vec::new();
    // Parents stand before their children.
    for index in 0..elements.len() {
        let inherited = elements[index]
            .parent
            .is_some_and(|parent| elements[parent].is_japanese);
        let element = &mut elements[index];
        if element.has_lang {
            continue;
        }
        element.is_japanese = inherited || element.is_to_mark();
        if element.is_japanese && !inherited {
            edits.push((element.at, " lang=\"ja\""));
        }
    }
    for text in &texts {
        let parent = &elements[text.parent];
        if parent.is_japanese || parent.kind != Kind::Flow {
            continue;
        }
        for range in runs(text.source).ranges {
            edits.push((text.start + range.start, "<span lang=\"ja\">"));
            edits.push((text.start + range.end, "</span>"));
        }
    }
    edits.sort_by_key(|(at, _)| *at);
    apply(html, &edits)
}

fn apply(html: &str, edits: &[(usize, &str)]) -> String {
    let added: usize = edits.iter().map(|(_, text)| text.len()).sum();
    let mut out = String::with_capacity(html.len() + added);
    let mut done = 0;
    for (at, text) in edits {
        out.push_str(&html[done..*at]);
        out.push_str(text);
        done = *at;
    }
    out.push_str(&html[done..]);
    out
}

/// Elements and the text directly in each.
fn read(html: &str) -> (Vec<Element>, Vec<Text<'_>>) {
    let mut elements: Vec<Element> = Vec::new();
    // Name and index of the elements that are open.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut texts = Vec::new();
    let mut tags = Tags::new(html);
    while let Some(token) = tags.next() {
        match token {
            Token::Text(range) => {
                if let Some((_, parent)) = open.last() {
                    texts.push(Text {
                        parent: *parent,
                        start: range.start,
                        source: &html[range],
                    });
                }
            }
            Token::Start(tag) => {
                let parent = open.last().map(|(_, parent)| *parent);
                let inside = parent.map_or(Kind::Flow, |parent| elements[parent].kind);
                let lang = tags.attribute("lang");
                elements.push(Element {
                    parent,
                    at: tag.span.start + 1 + tag.name.len(),
                    kind: kind(tag.name, inside),
                    has_lang: lang.is_some(),
                    is_japanese: lang.is_some_and(|lang| lang.starts_with("ja")),
                    own_japanese: false,
                    own_mixed: false,
                    japanese: false,
                    foreign: false,
                });
                if !tag.self_closing && !html::is_void(tag.name) {
                    open.push((tag.name, elements.len() - 1));
                }
            }
            Token::End(tag) => {
                let is_begun = |(name, _): &(&str, usize)| name.eq_ignore_ascii_case(tag.name);
                if let Some(begun) = open.iter().rposition(is_begun) {
                    open.truncate(begun);
                }
            }
            Token::Aside(_) => {}
        }
    }
    (elements, texts)
}

fn kind(name: &str, inside: Kind) -> Kind {
    let is = |names: &[&str]| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    if is(&["script", "style", "textarea"]) {
        Kind::Raw
    } else if is(&["svg"]) {
        Kind::Drawing
    } else if is(&["title", "option"]) && inside != Kind::Drawing {
        Kind::Words
    } else if is(&["foreignobject"]) {
        // HTML may stand inside SVG here, and nowhere else.
        Kind::Flow
    } else {
        inside
    }
}

/// The Japanese in a text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Runs {
    /// Words one after another without a foreign one between them, without the punctuation around them.
    ranges: Vec<std::ops::Range<usize>>,
    /// There are words in other letters.
    has_foreign: bool,
}

/// Words are what white space separates; one with kana or kanji in it is Japanese, such as 「BINDS事業」.
fn runs(source: &str) -> Runs {
    let mut runs = Runs::default();
    if source.is_ascii() {
        runs.has_foreign = words(source).any(|(_, word)| is_foreign(word));
        return runs;
    }
    let mut goes_on = false;
    for (start, word) in words(source) {
        if !word.contains(is_japanese) {
            let foreign = is_foreign(word);
            runs.has_foreign |= foreign;
            goes_on &= !foreign;
            continue;
        }
        let word_range = trimmed(start, word);
        match runs.ranges.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = word_range.end,
            None => runs.ranges.push(word_range),
        }
        goes_on = true;
    }
    runs
}

fn words(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = source.split([' ', '\t', '\n', '\r']);
    let begin = source.as_ptr() as usize;
    words
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - begin, word))
}

/// The word without the signs of the English around it.
fn trimmed(start: usize, word: &str) -> std::ops::Range<usize> {
    let is_sign = |c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '“' | '”' | '"' | '·');
    let left = word.trim_start_matches(is_sign);
    let from = start + word.len() - left.len();
    from..from + left.trim_end_matches(is_sign).len()
}

/// True for a word with letters. Entities such as `&amp;` are signs.
fn is_foreign(word: &str) -> bool {
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('&') {
        if before.contains(char::is_alphabetic) {
            return true;
        }
        rest = after.split_once(';').map_or("", |(_, after)| after);
    }
    rest.contains(char::is_alphabetic)
}

/// Kana and kanji, with the signs that only they use.
fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '々'..='〇' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | 'ー'..='ヿ'
        | '\u{31f0}'..='\u{31ff}' | '\u{3220}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_marked_where_all_its_text_is_japanese() {
        for (html, marked) in [
            ("<p>予算</p>", "<p lang=\"ja\">予算</p>"),
            ("<p>Budget</p>", "<p>Budget</p>"),
            (
                "<p>予算は<a href=\"/x\">12億円</a>、<b>BINDS事業</b>。</p>",
                "<p lang=\"ja\">予算は<a href=\"/x\">12億円</a>、<b>BINDS事業</b>。</p>",
            ),
            (
                "<ul><li>予算</li><li>Budget</li></ul>",
                "<ul><li lang=\"ja\">予算</li><li>Budget</li></ul>",
            ),
            (
                "<p>予算は<a>Budget</a></p>",
                "<p><span lang=\"ja\">予算は</span><a>Budget</a></p>",
            ),
            (
                "<td>2021&nbsp;予算</td>",
                "<td lang=\"ja\">2021&nbsp;予算</td>",
            ),
            ("<br>予算", "<br>予算"),
        ] {
            assert_eq!(mark(html), marked);
        }
    }

    #[test]
    fn a_run_is_marked_inside_english() {
        for (html, marked) in [
            (
                "<p>The largest is 東京大学 (¥5 million).</p>",
                "<p>The largest is <span lang=\"ja\">東京大学</span> (¥5 million).</p>",
            ),
            (
                "<p>Missed: “創薬 件数（年度）”, “論文”.</p>",
                "<p>Missed: “<span lang=\"ja\">創薬 件数（年度）”, “論文</span>”.</p>",
            ),
            (
                "<p>Next: 東京大学 and 京都大学.</p>",
                "<p>Next: <span lang=\"ja\">東京大学</span> and <span lang=\"ja\">京都大学</span>.</p>",
            ),
        ] {
            assert_eq!(mark(html), marked);
        }
    }

    #[test]
    fn what_says_its_language_stays() {
        for html in [
            "<p lang=\"ja\">予算 and budget</p>",
            "<html lang=\"en\"><p lang=\"en\">Budget</p></html>",
            "<script>let x = '予算';</script><style>a::before { content: \"図\" }</style>",
            "<!-- 予算 --><textarea>予算</textarea>",
            "<p title=\"予算\">Budget</p>",
        ] {
            assert_eq!(mark(html), html);
        }
        assert_eq!(
            mark("<p>予算<a lang=\"en\">Budget</a></p>"),
            "<p lang=\"ja\">予算<a lang=\"en\">Budget</a></p>"
        );
    }

    #[test]
    fn where_no_span_may_stand_the_element_is_marked() {
        for (html, marked) in [
            (
                "<svg><text x=\"1\">予算</text><text>FY2021</text></svg>",
                "<svg><text lang=\"ja\" x=\"1\">予算</text><text>FY2021</text></svg>",
            ),
            (
                "<svg><title>Budget of 東京大学</title></svg>",
                "<svg><title lang=\"ja\">Budget of 東京大学</title></svg>",
            ),
            (
                "<title>Budget of 東京大学</title><option>予算</option><option>Budget</option>",
                "<title>Budget of 東京大学</title><option lang=\"ja\">予算</option><option>Budget</option>",
            ),
        ] {
            assert_eq!(mark(html), marked);
        }
    }

    #[test]
    fn marking_twice_is_marking_once_and_words_stay() {
        let html = "<main><h1>予算 (FY2021)</h1><p>事業 of BINDS<br>あ<i>い</i></p>&amp; <p>&lt;い</p></main>";
        let once = mark(html);
        assert_eq!(mark(&once), once);
        let words = |html: &str| {
            let mut out = String::new();
            let mut tags = Tags::new(html);
            while let Some(token) = tags.next() {
                if let Token::Text(range) = token {
                    out += &html[range];
                }
            }
            out
        };
        assert_eq!(words(&once), words(html));
    }
}

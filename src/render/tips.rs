//! Explanations of terms: the first use of each term of the glossary in a page opens its explanation.
//!
//! Works on the finished HTML, so that it sees what readers see, in their order, whatever the theme. The explanation is an
//! HTML popover, which needs no script; the theme draws it (component `term_tips`).

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::context::plain;
use super::view::TermView;
use crate::diagnostic::Lang;
use crate::html::{self, Tags, Token};
use crate::model::dataset::Term;
use crate::text::{escape_html, is_cjk};

/// Elements whose text is not marked: a button inside would not work, or the place is too small for one.
const UNMARKED: [&str; 27] = [
    "a",
    "button",
    "caption",
    "code",
    "del",
    "dfn",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ins",
    "label",
    "nav",
    "option",
    "pre",
    "samp",
    "script",
    "select",
    "style",
    "summary",
    "svg",
    "template",
    "textarea",
    "thead",
];

/// Attribute by which a theme keeps an element, with all that it holds, free of explanations.
const OPT_OUT: &str = "data-no-terms";

/// The terms of the glossary, ready to be found.
#[derive(Debug)]
pub(crate) struct Tips {
    terms: Vec<TermView>,
    finder: Option<AhoCorasick>,
    /// For each pattern of the finder, the index of its term.
    owners: Vec<usize>,
}

/// A page with its first uses marked, and the terms to be explained, in the order of the page.
#[derive(Debug, PartialEq)]
pub(crate) struct Marked<'a> {
    pub(crate) html: String,
    pub(crate) terms: Vec<&'a TermView>,
    /// Where the explanations belong in `html`: before the end of the main part.
    pub(crate) end: usize,
}

/// A term as readers meet it; `home` is where pages in their language begin.
pub(crate) fn view(term: &Term, lang: Lang, home: &str) -> TermView {
    TermView {
        id: term.id.clone(),
        url: format!("{home}glossary/#{}", term.id),
        term: term.term.clone(),
        reading: term.reading.clone().unwrap_or_default(),
        term_en: term.term_en.clone().unwrap_or_default(),
        aliases: term.aliases.clone(),
        text: plain(term.text_in(lang)),
    }
}

impl Tips {
    /// The terms with their names; where two terms share a name, the first has it. English pages use English names too, in
    /// any case, because sentences begin with them.
    pub(crate) fn new(glossary: &[Term], lang: Lang, home: &str) -> Tips {
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        for (index, term) in glossary.iter().enumerate() {
            let english = term.term_en.as_ref().filter(|_| lang == Lang::En);
            let names = std::iter::once(&term.term)
                .chain(&term.aliases)
                .chain(english);
            for name in names.filter(|name| name.chars().count() > 1) {
                let name = escape_html(name).into_owned();
                if !patterns.contains(&name) {
                    patterns.push(name);
                    owners.push(index);
                }
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(lang == Lang::En)
            .build(&patterns);
        let terms = glossary.iter().map(|term| view(term, lang, home));
        Tips {
            terms: terms.collect(),
            finder: finder.ok(),
            owners,
        }
    }

    /// Marks the first use of each term in the main part of a page; nothing where the page uses none.
    pub(crate) fn mark(&self, html: &str) -> Option<Marked<'_>> {
        let finder = self.finder.as_ref().filter(|_| !self.owners.is_empty())?;
        let (runs, end) = runs(html)?;
        let mut seen = BTreeSet::new();
        let mut terms = Vec::new();
        let mut marked = String::with_capacity(html.len() + 1024);
        let mut copied = 0;
        for run in runs {
            let text = &html[run.start..run.end];
            for found in finder.find_iter(text) {
                let index = self.owners[found.pattern().as_usize()];
                if !is_word(text, found.range()) || !seen.insert(index) {
                    continue;
                }
                let term = &self.terms[index];
                let (from, to) = (run.start + found.start(), run.start + found.end());
                marked.push_str(&html[copied..from]);
                marked.push_str(&format!(
                    "<button type=\"button\" class=\"term\" popovertarget=\"term-{}\">{}</button>",
                    escape_html(&term.id),
                    &html[from..to]
                ));
                copied = to;
                terms.push(term);
            }
        }
        if terms.is_empty() {
            return None;
        }
        marked.push_str(&html[copied..end]);
        let place = marked.len();
        marked.push_str(&html[end..]);
        Some(Marked {
            html: marked,
            terms,
            end: place,
        })
    }
}

/// The texts of the main part that may be marked, and where the main part ends; nothing for a page without one.
fn runs(html: &str) -> Option<(Vec<Range<usize>>, usize)> {
    let mut runs = Vec::new();
    let mut in_main = false;
    let mut blocked = Blocked::default();
    let mut start = 0;
    let mut tags = Tags::new(html);
    while let Some(token) = tags.next() {
        let span = match &token {
            Token::Start(tag) | Token::End(tag) => &tag.span,
            Token::Aside(span) => span,
            Token::Text(_) => continue,
        };
        if in_main && blocked.0.is_none() && start < span.start {
            runs.push(start..span.start);
        }
        start = span.end;
        match token {
            Token::Start(tag) => {
                in_main |= tag.name == MAIN;
                let has_text = !html::is_void(tag.name) && !tag.self_closing;
                blocked.enter(tag.name, has_text && is_kept(tag.name, &tags));
            }
            Token::End(tag) if in_main && tag.name == MAIN => return Some((runs, tag.span.start)),
            Token::End(tag) => blocked.leave(tag.name),
            _ => {}
        }
    }
    None
}

const MAIN: &str = "main";

/// True for an element whose text stays unmarked.
fn is_kept(name: &str, tags: &Tags<'_>) -> bool {
    UNMARKED.iter().any(|kept| kept.eq_ignore_ascii_case(name)) || tags.attribute(OPT_OUT).is_some()
}

/// The element that keeps its text unmarked, and how often its kind is open inside it.
#[derive(Debug, Default)]
struct Blocked<'p>(Option<(&'p str, usize)>);

impl<'p> Blocked<'p> {
    fn enter(&mut self, name: &'p str, is_kept: bool) {
        match &mut self.0 {
            Some((open, depth)) => *depth += usize::from(open.eq_ignore_ascii_case(name)),
            None => self.0 = is_kept.then_some((name, 1)),
        }
    }

    fn leave(&mut self, name: &str) {
        let Some((open, depth)) = &mut self.0 else {
            return;
        };
        *depth -= usize::from(open.eq_ignore_ascii_case(name));
        if *depth == 0 {
            self.0 = None;
        }
    }
}

/// True where a match is a word of its own: a term that begins or ends with kanji, kana or a letter is not part of a longer
/// word of the same script (「予算」 in 「歳出予算目」, `AMED` in `AMEDs`).
fn is_word(text: &str, found: Range<usize>) -> bool {
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let found = &text[found];
    let joins = |one: Option<char>, other: Option<char>| match (one, other) {
        (Some(one), Some(other)) => Script::of(one).is_some_and(|s| Some(s) == Script::of(other)),
        _ => false,
    };
    !joins(before.chars().next_back(), found.chars().next())
        && !joins(found.chars().next_back(), after.chars().next())
}

/// Scripts whose letters join to words; hiragana follows every word and joins none.
#[derive(Debug, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
}

impl Script {
    fn of(c: char) -> Option<Script> {
        match c {
            'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => Some(Script::Katakana),
            'ぁ'..='ゖ' => None,
            c if c.is_ascii_alphanumeric() => Some(Script::Latin),
            c if is_cjk(c) && c.is_alphabetic() => Some(Script::Kanji),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tips() -> Tips {
        let term = |id: &str, name: &str, aliases: &[&str]| Term {
            id: id.into(),
            term: name.into(),
            reading: None,
            term_en: None,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            text: String::new(),
            text_en: None,
        };
        let terms = [
            term("budget", "予算", &[]),
            term("initial", "当初予算", &[]),
            term("outcome", "アウトカム", &["成果指標"]),
            term("amed", "AMED", &["R&D機構"]),
        ];
        Tips::new(&terms, Lang::Ja, "/")
    }

    /// What is marked, as `id:text`.
    fn marks(main: &str) -> Vec<String> {
        let tips = tips();
        let html = format!("<body>予算<main>{main}</main>予算</body>");
        let Some(marked) = tips.mark(&html) else {
            return Vec::new();
        };
        let ids = marked.terms.iter().map(|term| term.id.as_str());
        let texts = marked.html.split("popovertarget=").skip(1);
        let texts = texts.map(|rest| rest.split(['>', '<']).nth(1).unwrap_or_default());
        assert!(marked.html[marked.end..].starts_with("</main>"));
        ids.zip(texts)
            .map(|(id, text)| format!("{id}:{text}"))
            .collect()
    }

    #[test]
    fn the_first_use_is_marked_and_no_other() {
        assert_eq!(marks("<p>予算は予算</p><p>予算</p>"), ["budget:予算"]);
        assert_eq!(
            marks("<p>成果指標と予算、アウトカム</p>"),
            ["outcome:成果指標", "budget:予算"]
        );
    }

    #[test]
    fn the_longest_term_counts_and_only_whole_words() {
        assert_eq!(
            marks("<p>当初予算と予算</p>"),
            ["initial:当初予算", "budget:予算"]
        );
        assert_eq!(
            marks("<p>歳出予算目、予算額、アウトカムズ、AMEDs</p>"),
            Vec::<String>::new()
        );
        assert_eq!(marks("<p>AMEDの予算を</p>"), ["amed:AMED", "budget:予算"]);
    }

    #[test]
    fn links_headings_and_what_a_theme_leaves_out_stay_unmarked() {
        assert_eq!(
            marks(
                "<h2>予算</h2><a href=x>予算</a><table><thead><tr><th>予算</th></tr></thead></table>\
                 <div data-no-terms><div>予算</div>予算</div><svg><text>予算</text></svg>"
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            marks("<h2>予算</h2><p title=\"予算\">の予算</p>"),
            ["budget:予算"]
        );
    }

    #[test]
    fn names_are_found_as_they_are_escaped() {
        assert_eq!(marks("<p>R&amp;D機構</p>"), ["amed:R&amp;D機構"]);
    }

    #[test]
    fn pages_without_a_main_part_or_a_term_stay_as_they_are() {
        assert!(tips().mark("<p>予算</p>").is_none());
        assert!(tips().mark("<main><p>何もない</p></main>").is_none());
        assert!(
            Tips::new(&[], Lang::Ja, "/")
                .mark("<main>予算</main>")
                .is_none()
        );
    }
}

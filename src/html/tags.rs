//! The tokens of a page, as places in it.

use std::ops::Range;

use memchr::memchr;

/// What comes next in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'p> {
    /// A start tag; its attributes are [`Tags::attributes`].
    Start(Tag<'p>),
    End(Tag<'p>),
    /// Text between two tags, with its entities as they are written. Never empty.
    Text(Range<usize>),
    /// Comment or document type.
    Aside(Range<usize>),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'p> {
    /// As it is written: HTML takes no notice of upper and lower case.
    pub name: &'p str,
    /// Bytes of the tag, from `<` to `>`.
    pub span: Range<usize>,
    /// It ends with `/>`.
    pub self_closing: bool,
}

/// An attribute of a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'p> {
    /// As it is written.
    pub name: &'p str,
    /// As it is written, without quotes, with entities; empty where none is given.
    pub value: &'p str,
}

/// Goes through a page as the HTML standard says (§13.2.5, tokenization), without correcting anything: what stands inside `script`,
/// `style`, `title`, `textarea` and their like is one text. A tag that the page ends in is none.
#[derive(Debug)]
pub struct Tags<'p> {
    page: &'p str,
    at: usize,
    /// Attributes of the last start tag.
    attributes: Vec<Attribute<'p>>,
    /// The element whose content is text only and whose end tag has not come.
    raw: Option<&'p str>,
}

/// Elements without content and end tag.
pub fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// Elements whose content is text, whatever it looks like.
fn is_raw(name: &str) -> bool {
    const RAW: [&str; 8] = [
        "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp",
    ];
    RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

impl<'p> Tags<'p> {
    pub fn new(page: &'p str) -> Tags<'p> {
        Tags {
            page,
            at: 0,
            attributes: Vec::new(),
            raw: None,
        }
    }

    /// The attributes of the last start tag, in the order of the page.
    pub fn attributes(&self) -> &[Attribute<'p>] {
        &self.attributes
    }

    /// The value of an attribute of the last start tag; the first where it stands there twice.
    pub fn attribute(&self, name: &str) -> Option<&'p str> {
        let found = self.attributes.iter();
        let mut found = found.filter(|attribute| attribute.name.eq_ignore_ascii_case(name));
        found.next().map(|attribute| attribute.value)
    }

    /// The next token; nothing at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "attributes belong to the last token: an iterator could outlive them"
    )]
    pub fn next(&mut self) -> Option<Token<'p>> {
        let start = self.at;
        if start >= self.page.len() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let end = self.end_of_raw(name);
            if end > start {
                self.at = end;
                return Some(Token::Text(start..end));
            }
        }
        let mut from = start;
        loop {
            let Some(found) = memchr(b'<', &self.page.as_bytes()[from..]) else {
                self.at = self.page.len();
                return Some(Token::Text(start..self.at));
            };
            let markup = from + found;
            if self.is_text(markup) {
                from = markup + 1;
                continue;
            }
            if markup > start {
                self.at = markup;
                return Some(Token::Text(start..markup));
            }
            let token = self.markup();
            if token.is_none() {
                self.at = self.page.len();
            }
            return token;
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.page.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// True for a `<` that begins nothing.
    fn is_text(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            b'/' => at + 2 >= self.page.len(),
            b'!' | b'?' => false,
            byte => !byte.is_ascii_alphabetic(),
        }
    }

    /// What begins with the `<` at the present place.
    fn markup(&mut self) -> Option<Token<'p>> {
        let start = self.at;
        match (self.byte(start + 1), self.byte(start + 2)) {
            (b'/', next) if next.is_ascii_alphabetic() => self.tag(start + 2).map(Token::End),
            (b'!', b'-') if self.byte(start + 3) == b'-' => {
                self.at = self.end_of_comment(start + 4);
                Some(Token::Aside(start..self.at))
            }
            (b'/' | b'!' | b'?', _) => {
                let end = self.page[start..].find('>');
                self.at = end.map_or(self.page.len(), |end| start + end + 1);
                Some(Token::Aside(start..self.at))
            }
            _ => {
                let tag = self.tag(start + 1)?;
                self.raw = is_raw(tag.name).then_some(tag.name);
                Some(Token::Start(tag))
            }
        }
    }

    /// The tag whose name begins at `name`; nothing where the page ends in it.
    fn tag(&mut self, name: usize) -> Option<Tag<'p>> {
        let page = self.page;
        let mut tag = Tag {
            name: "",
            span: self.at..page.len(),
            self_closing: false,
        };
        self.attributes.clear();
        self.at = name;
        tag.name = self.run(|byte| byte != b'/' && byte != b'>');
        loop {
            let mut last = 0;
            while is_space(self.byte(self.at)) || self.byte(self.at) == b'/' {
                last = self.byte(self.at);
                self.at += 1;
            }
            if self.at >= page.len() {
                return None;
            }
            if self.byte(self.at) == b'>' {
                self.at += 1;
                tag.span.end = self.at;
                tag.self_closing = last == b'/';
                return Some(tag);
            }
            let attribute = self.attribute_here()?;
            self.attributes.push(attribute);
        }
    }

    /// The bytes up to white space or what is not wanted.
    fn run(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'p str {
        let rest = &self.page[self.at..];
        let is_end = |byte: &u8| is_space(*byte) || !is_wanted(*byte);
        let length = rest.as_bytes().iter().position(is_end);
        let length = length.unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The attribute at the present place; nothing where the page ends in it.
    fn attribute_here(&mut self) -> Option<Attribute<'p>> {
        let start = self.at;
        // A sign of equality in the first place belongs to the name.
        self.at += usize::from(self.byte(start) == b'=');
        self.run(|byte| !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.page[start..self.at];
        let after_name = self.at;
        self.skip_space();
        if self.byte(self.at) != b'=' {
            self.at = after_name;
            return Some(Attribute { name, value: "" });
        }
        self.at += 1;
        self.skip_space();
        let value = match self.byte(self.at) {
            quote @ (b'"' | b'\'') => {
                let rest = &self.page[self.at + 1..];
                let value = &rest[..memchr(quote, rest.as_bytes())?];
                self.at += value.len() + 2;
                value
            }
            _ => self.run(|byte| byte != b'>'),
        };
        Some(Attribute { name, value })
    }

    fn skip_space(&mut self) {
        while is_space(self.byte(self.at)) {
            self.at += 1;
        }
    }

    fn end_of_comment(&self, from: usize) -> usize {
        let rest = &self.page[from..];
        // `<!-->` and `<!--->` are whole comments.
        for short in [">", "->"] {
            if rest.starts_with(short) {
                return from + short.len();
            }
        }
        let ends = ["-->", "--!>"].map(|end| rest.find(end).map(|at| from + at + end.len()));
        ends.into_iter().flatten().min().unwrap_or(self.page.len())
    }

    /// Where the end tag of an element begins whose content is text only.
    fn end_of_raw(&self, name: &str) -> usize {
        let bytes = self.page.as_bytes();
        let mut from = self.at;
        while let Some(found) = self.page[from..].find("</") {
            let at = from + found;
            let after = at + 2 + name.len();
            let is_own = bytes.get(at + 2..after).is_some_and(|found| {
                found.eq_ignore_ascii_case(name.as_bytes())
                    && matches!(
                        self.byte(after),
                        b'/' | b'>' | b' ' | b'\n' | b'\t' | b'\r' | 0x0c
                    )
            });
            if is_own {
                return at;
            }
            from = at + 2;
        }
        self.page.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::emitters::default::DefaultEmitter;
    use html5gum::{Token as Gum, Tokenizer};

    /// A tag in a form that both tokenizers can give: name, attributes, place, and whether it ends with `/>`.
    type Seen = (bool, String, Vec<(String, String)>, Range<usize>, bool);

    fn ours(page: &str) -> Vec<Seen> {
        let mut tags = Tags::new(page);
        let mut seen = Vec::new();
        while let Some(token) = tags.next() {
            let (is_start, tag) = match token {
                Token::Start(tag) => (true, tag),
                Token::End(tag) => (false, tag),
                Token::Text(range) | Token::Aside(range) => {
                    assert!(!range.is_empty());
                    continue;
                }
            };
            let mut attributes: Vec<(String, String)> = Vec::new();
            for attribute in tags.attributes().iter().filter(|_| is_start) {
                let name = attribute.name.to_ascii_lowercase();
                if attributes.iter().all(|(known, _)| *known != name) {
                    attributes.push((name, attribute.value.to_owned()));
                }
            }
            attributes.sort();
            let name = tag.name.to_ascii_lowercase();
            let self_closing = is_start && tag.self_closing;
            seen.push((is_start, name, attributes, tag.span, self_closing));
        }
        seen
    }

    fn theirs(page: &str) -> Vec<Seen> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut seen = Vec::new();
        for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
            match token {
                Gum::StartTag(tag) => {
                    let attributes = tag.attributes.iter();
                    let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                    let span = tag.span.start..tag.span.end;
                    let attributes = attributes.collect();
                    seen.push((true, text(&tag.name), attributes, span, tag.self_closing));
                }
                Gum::EndTag(tag) => {
                    let span = tag.span.start..tag.span.end;
                    seen.push((false, text(&tag.name), Vec::new(), span, false));
                }
                _ => {}
            }
        }
        seen
    }

    #[test]
    fn tags_are_those_of_the_standard() {
        for page in [
            "<p class=a id = \"b c\" hidden data-x='<y>'>予算 < 決算</p>",
            "<br/><br /><img src=a/><a href=/x/>1</a ></A>",
            "<P CLASS=a class=b>x</P><p a=1a=2 =c==d>",
            "<script>let a = \"<p>\" < 1;</script><SCRIPT></p></SCRIPT ><style>a>b</style>",
            "<title>a <b> c</title><textarea><p></textarea></x><title></title>",
            "<!doctype html><!-- <p> --><p><!--><p><!---><p><!-- a --!><p><?x <p>><p></ p><p></>",
            "a<1 <é> <a\n\tb\x0cc='\n'\r>d",
            "<a b='x",
            "<a b",
            "text <",
            "text </",
            "<!-- open <p>",
            "<svg viewBox=\"0 0 1 1\"><path d=M0/><title>x <g></title></svg>",
        ] {
            assert_eq!(ours(page), theirs(page), "{page}");
        }
    }

    #[test]
    fn any_text_has_the_same_tags() {
        let parts = [
            "<", ">", "/", "p", "</p", "<p ", "=", "\"", "'", " ", "\n", "a", "予", "!", "--",
            "<!--", "?", "-->", "<title>", "</title>", "<br",
        ];
        let mut state = 7_u64;
        for length in 1..600 {
            let mut page = String::new();
            for _ in 0..length % 30 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                page.push_str(parts[(state >> 33) as usize % parts.len()]);
            }
            assert_eq!(ours(&page), theirs(&page), "{page}");
        }
    }

    #[test]
    fn texts_and_tags_are_the_whole_page() {
        let page = "<!doctype html>\n<p>a <b>b</b> < c<script>x</script></p>\n";
        let mut tags = Tags::new(page);
        let mut end = 0;
        while let Some(token) = tags.next() {
            let span = match token {
                Token::Start(tag) | Token::End(tag) => tag.span,
                Token::Text(span) | Token::Aside(span) => span,
            };
            assert_eq!(span.start, end);
            end = span.end;
        }
        assert_eq!(end, page.len());
    }
}

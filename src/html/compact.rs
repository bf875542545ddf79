//! Makes a page small: the same bytes as minify-html, for pages that it needs no repair of.
//!
//! minify-html builds a tree of every page and, for each attribute, every way to write it; that took a third of a build. Its
//! rules can be followed in one pass over the tags where a page is written as pages should be: each element closed, no
//! comments, no style sheets inside. Whatever else there is, minify-html itself does. The tables (white space, attributes,
//! entities) are its own, so that both know the same; tests compare them on every page of the real site.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};
use minify_html_common::r#gen::attrs::{ATTRS, AttributeMinification};
use minify_html_common::r#gen::codepoints::{ALPHANUMERIC_OR_EQUALS, WHITESPACE};
use minify_html_common::r#gen::entities::{ENTITY, EntityType};
use minify_html_common::pattern::TrieNodeMatch;
use minify_html_common::spec::script::JAVASCRIPT_MIME_TYPES;
use minify_html_common::spec::tag::ns::Namespace;
use minify_html_common::spec::tag::omission::{can_omit_as_before, can_omit_as_last_node};
use minify_html_common::spec::tag::void::VOID_TAGS;
use minify_html_common::spec::tag::whitespace::{
    WhitespaceMinification, get_whitespace_minification_for_tag,
};
use minify_html_common::whitespace::{is_all_whitespace, trimmed};

use super::{Attribute, Tag, Tags, Token};

/// The page made small; nothing where it takes minify-html to do it. Scripts stay as they are, and closing tags stay.
pub fn compact(page: &str) -> Option<Vec<u8>> {
    // The one sequence for which minify-html knows a shorter entity ends with this sign.
    if memmem::find(page.as_bytes(), "\u{20d2}".as_bytes()).is_some() {
        return None;
    }
    let mut tags = Tags::new(page);
    let mut page = Page {
        source: page,
        out: Vec::with_capacity(page.len()),
        open: vec![Open::new(Cow::Borrowed(""), Namespace::Html, false)],
        parts: Vec::new(),
        written: Vec::new(),
        decoded: Vec::new(),
        seen: [false; 3],
    };
    let mut next = tags.next();
    while let Some(token) = next {
        match token {
            Token::Start(tag) => {
                page.start(&tag, tags.attributes())?;
                next = tags.next();
            }
            Token::End(tag) => {
                page.end(&tag)?;
                next = tags.next();
            }
            Token::Text(range) => {
                next = tags.next();
                let is_last = matches!(next, None | Some(Token::End(_)));
                page.text(range, is_last)?;
            }
            Token::Aside(range) => {
                page.doctype(range)?;
                next = tags.next();
            }
        }
    }
    (page.open.len() == 1).then_some(page.out)
}

/// An element whose end tag has not come; the page itself is the first.
struct Open<'p> {
    name: Cow<'p, str>,
    namespace: Namespace,
    in_pre: bool,
    space: &'static WhitespaceMinification,
    /// A text or an element has come in it.
    has_content: bool,
    /// It is a script that is a program, not data.
    is_program: bool,
}

impl<'p> Open<'p> {
    fn new(name: Cow<'p, str>, namespace: Namespace, in_pre: bool) -> Open<'p> {
        Open {
            space: get_whitespace_minification_for_tag(namespace, name.as_bytes(), in_pre),
            name,
            namespace,
            in_pre,
            has_content: false,
            is_program: false,
        }
    }
}

/// An attribute as it will be written; places are those in `Page::parts`.
struct Written {
    name: Range<usize>,
    value: Range<usize>,
    form: Form,
}

/// How an attribute is written. Those with quotes come first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Quoted(u8),
    Bare,
    /// The name alone.
    Name,
}

struct Page<'p> {
    source: &'p str,
    out: Vec<u8>,
    open: Vec<Open<'p>>,
    /// Names and values of the attributes of a tag.
    parts: Vec<u8>,
    written: Vec<Written>,
    decoded: Vec<u8>,
    /// Whether `html`, `head` and `body` have begun.
    seen: [bool; 3],
}

impl<'p> Page<'p> {
    fn doctype(&mut self, range: Range<usize>) -> Option<()> {
        let is_html = self.source[range].eq_ignore_ascii_case("<!doctype html>");
        is_html.then(|| self.out.extend_from_slice(b"<!doctype html>"))
    }

    fn start(&mut self, tag: &Tag<'p>, attributes: &[Attribute<'p>]) -> Option<()> {
        let name = lower(tag.name);
        let parent = self.open.last_mut()?;
        parent.has_content = true;
        if can_omit_as_before(parent.name.as_bytes(), name.as_bytes()) {
            return None;
        }
        let namespace = match &*name {
            "svg" => Namespace::Svg,
            _ => parent.namespace,
        };
        let in_pre = parent.in_pre || (namespace == Namespace::Html && name == "pre");
        if let Some(once) = ["html", "head", "body"]
            .iter()
            .position(|once| *once == name)
            && std::mem::replace(&mut self.seen[once], true)
        {
            return None;
        }
        self.attributes(namespace, &name, attributes)?;
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
        let has_bare = self.write_attributes();
        let is_whole = namespace == Namespace::Svg && tag.self_closing;
        if is_whole {
            self.out
                .extend_from_slice(if has_bare { b" /" } else { b"/" });
        }
        self.out.push(b'>');
        if !is_whole && !VOID_TAGS.contains(name.as_bytes()) {
            let is_program = name == "script" && is_program(attributes);
            let open = Open::new(name, namespace, in_pre);
            self.open.push(Open { is_program, ..open });
        }
        Some(())
    }

    fn end(&mut self, tag: &Tag<'p>) -> Option<()> {
        let name = lower(tag.name);
        let open = self.open.pop()?;
        let parent = self.open.last()?;
        let is_doubtful =
            parent.name == name && can_omit_as_last_node(name.as_bytes(), open.name.as_bytes());
        if open.name != name || is_doubtful {
            return None;
        }
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
        Some(())
    }

    fn text(&mut self, range: Range<usize>, is_last: bool) -> Option<()> {
        let source = self.source[range].as_bytes();
        let parent = self.open.last_mut()?;
        match (parent.namespace, &*parent.name) {
            (_, "style") | (Namespace::Html, "textarea") => return None,
            (_, "script") => {
                let is_program = parent.is_program;
                self.out
                    .extend_from_slice(if is_program { trimmed(source) } else { source });
                return Some(());
            }
            (Namespace::Html, "title") => {
                decode(source, &mut self.decoded)?;
                return encode(&self.decoded, false, &mut self.out);
            }
            _ => {}
        }
        let is_first = !std::mem::replace(&mut parent.has_content, true);
        let space = parent.space;
        let mut text = source;
        if memchr(b'&', text).is_some() {
            decode(source, &mut self.decoded)?;
            text = &self.decoded;
        } else if memchr(b'<', text).is_some() {
            return None;
        }
        if space.destroy_whole && is_all_whitespace(text) {
            return Some(());
        }
        if is_first && space.trim {
            text = text.trim_ascii_start();
        }
        if is_last && space.trim {
            text = text.trim_ascii_end();
        }
        write_text(text, space.collapse, &mut self.out)
    }

    /// Reads the attributes of a tag and decides how each is written.
    fn attributes(
        &mut self,
        namespace: Namespace,
        tag: &str,
        attributes: &[Attribute<'p>],
    ) -> Option<()> {
        self.parts.clear();
        self.written.clear();
        let is_viewport = tag == "meta"
            && attributes.iter().any(|attribute| {
                attribute.name.eq_ignore_ascii_case("name")
                    && attribute.value.eq_ignore_ascii_case("viewport")
            });
        for attribute in attributes {
            let start = self.parts.len();
            self.parts.extend_from_slice(attribute.name.as_bytes());
            self.parts[start..].make_ascii_lowercase();
            let name = start..self.parts.len();
            let is_twice = self
                .written
                .iter()
                .any(|other| self.parts[other.name.clone()] == self.parts[name.clone()]);
            let is_style = &self.parts[name.clone()] == b"style";
            if is_twice || is_style {
                return None;
            }
            decode(attribute.value.as_bytes(), &mut self.decoded)?;
            let rules = ATTRS.get(namespace, tag.as_bytes(), &self.parts[name.clone()]);
            if is_viewport {
                self.decoded.retain(|byte| !WHITESPACE[*byte]);
            } else if let Some(rules) = rules {
                tidy(rules, &mut self.decoded);
            }
            if let Some(form) = form(rules, tag, &self.parts[name.clone()], &self.decoded) {
                let start = self.parts.len();
                let form = match form {
                    Form::Name => Form::Name,
                    _ => {
                        encode(&self.decoded, true, &mut self.parts)?;
                        shortest(&self.parts[start..])
                    }
                };
                let value = start..self.parts.len();
                self.written.push(Written { name, value, form });
            }
        }
        Some(())
    }

    /// Writes the attributes; true where one of them has no quotes.
    fn write_attributes(&mut self) -> bool {
        let parts = &self.parts;
        let is_quoted = |one: &Written| matches!(one.form, Form::Quoted(_));
        let order = |one: &Written| (!is_quoted(one), one.name.clone());
        self.written.sort_unstable_by(|a, b| {
            let (a, b) = (order(a), order(b));
            (a.0, &parts[a.1]).cmp(&(b.0, &parts[b.1]))
        });
        for one in &self.written {
            self.out.push(b' ');
            self.out.extend_from_slice(&parts[one.name.clone()]);
            let value = &parts[one.value.clone()];
            match one.form {
                Form::Name => {}
                Form::Bare => {
                    self.out.push(b'=');
                    self.out.extend_from_slice(value);
                }
                Form::Quoted(quote) => {
                    self.out.extend_from_slice(&[b'=', quote]);
                    let entity: &[u8] = if quote == b'"' { b"&#34;" } else { b"&#39;" };
                    for (index, piece) in value.split(|byte| *byte == quote).enumerate() {
                        if index > 0 {
                            self.out.extend_from_slice(entity);
                        }
                        self.out.extend_from_slice(piece);
                    }
                    self.out.push(quote);
                }
            }
        }
        self.written.iter().any(|one| !is_quoted(one))
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// True for a script that is a program, not data.
fn is_program(attributes: &[Attribute<'_>]) -> bool {
    let mut kinds = attributes
        .iter()
        .filter(|attribute| attribute.name.eq_ignore_ascii_case("type"));
    kinds.next().is_none_or(|kind| {
        kind.value == "module" || JAVASCRIPT_MIME_TYPES.contains(kind.value.as_bytes())
    })
}

/// White space and case of a value, where they do not matter.
fn tidy(rules: &AttributeMinification, value: &mut Vec<u8>) {
    if rules.trim {
        let end = value.trim_ascii_end().len();
        value.truncate(end);
        let start = value.len() - value.trim_ascii_start().len();
        value.drain(..start);
    }
    if rules.collapse {
        let mut before = false;
        value.retain_mut(|byte| {
            let is_space = WHITESPACE[*byte];
            let is_kept = !(is_space && before);
            before = is_space;
            if is_space {
                *byte = b' ';
            }
            is_kept
        });
    }
    if rules.case_insensitive {
        value.make_ascii_lowercase();
    }
}

/// How an attribute may be written; nothing where it says what holds without it.
fn form(
    rules: Option<&AttributeMinification>,
    tag: &str,
    name: &[u8],
    value: &[u8],
) -> Option<Form> {
    let is_type = name == b"type";
    let is_text_input = tag == "input" && is_type && value.eq_ignore_ascii_case(b"text");
    let is_default = rules.is_some_and(|rules| {
        (value.is_empty() && rules.redundant_if_empty) || rules.default_value == Some(value)
    });
    let is_plain_script = tag == "script" && is_type && JAVASCRIPT_MIME_TYPES.contains(value);
    if !is_text_input && (is_default || is_plain_script) {
        return None;
    }
    let is_flag = rules.is_some_and(|rules| rules.boolean);
    Some(if is_flag || value.is_empty() {
        Form::Name
    } else {
        Form::Bare
    })
}

/// Without quotes where nothing in the value needs them, else with those that it has fewer of.
fn shortest(value: &[u8]) -> Form {
    let mut double = 0;
    let mut single = 0;
    let mut is_bare = true;
    for byte in value {
        match byte {
            b'"' => double += 1,
            b'\'' => single += 1,
            b'=' | b'`' | b'<' | b'>' => is_bare = false,
            byte if WHITESPACE[*byte] => is_bare = false,
            _ => {}
        }
    }
    match (is_bare && double + single == 0, single < double) {
        (true, _) => Form::Bare,
        (_, true) => Form::Quoted(b'\''),
        (_, false) => Form::Quoted(b'"'),
    }
}

/// The text that entities stand for; nothing where there is an entity that our own pages do not use.
fn decode(source: &[u8], into: &mut Vec<u8>) -> Option<()> {
    into.clear();
    let mut rest = source;
    while let Some(at) = memchr(b'&', rest) {
        into.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.iter().take(8).position(|byte| *byte == b';')?;
        let sign: &str = match &rest[..end] {
            b"amp" | b"#38" => "&",
            b"lt" | b"#60" => "<",
            b"gt" | b"#62" => ">",
            b"quot" | b"#34" | b"#x22" => "\"",
            b"apos" | b"#39" | b"#x27" => "'",
            b"#x2F" | b"#x2f" => "/",
            b"nbsp" | b"#160" => "\u{a0}",
            _ => return None,
        };
        into.extend_from_slice(sign.as_bytes());
        rest = &rest[end + 1..];
    }
    into.extend_from_slice(rest);
    Some(())
}

/// Text without needless white space.
fn write_text(text: &[u8], collapse: bool, out: &mut Vec<u8>) -> Option<()> {
    let mut rest = text;
    loop {
        let is_special = |byte: &u8| *byte == b'<' || *byte == b'&' || WHITESPACE[*byte];
        let Some(at) = rest.iter().position(is_special) else {
            out.extend_from_slice(rest);
            return Some(());
        };
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        match rest[0] {
            b'<' => {
                out.extend_from_slice(b"&lt;");
                rest = &rest[1..];
            }
            b'&' => rest = &rest[ampersand(rest, false, out)?..],
            _ if collapse => {
                out.push(b' ');
                rest = rest.trim_ascii_start();
            }
            space => {
                out.push(space);
                rest = &rest[1..];
            }
        }
    }
}

/// A text whose ampersands are written as such where they could begin an entity.
fn encode(text: &[u8], in_attribute: bool, out: &mut Vec<u8>) -> Option<()> {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[ampersand(rest, in_attribute, out)?..];
    }
    out.extend_from_slice(rest);
    Some(())
}

/// Writes the ampersand that a text begins with, and what looks like an entity after it; gives the number of bytes read.
fn ampersand(text: &[u8], in_attribute: bool, out: &mut Vec<u8>) -> Option<usize> {
    let (read, is_entity) = match ENTITY.longest_matching_prefix(text) {
        TrieNodeMatch::NotFound { reached } => (reached, false),
        TrieNodeMatch::Found { len, value } => {
            let is_word = matches!(value, EntityType::Named(_))
                && in_attribute
                && text[len - 1] != b';'
                && text
                    .get(len)
                    .is_some_and(|&byte| ALPHANUMERIC_OR_EQUALS[byte]);
            (len, !is_word)
        }
    };
    if is_entity {
        out.extend_from_slice(b"&amp;");
        out.extend_from_slice(&text[1..read]);
    } else {
        out.extend_from_slice(&text[..read]);
    }
    (read > 0).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::compact;
    use crate::pipeline::minify_anything;

    fn small(page: &str) -> Option<String> {
        let small = compact(page)?;
        Some(String::from_utf8(small).expect("a page stays UTF-8"))
    }

    fn assert_same(page: &str) {
        let theirs = String::from_utf8(minify_anything(page.as_bytes())).expect("it is UTF-8");
        assert_eq!(small(page), Some(theirs), "{page}");
    }

    #[test]
    fn white_space_goes_where_minify_html_takes_it() {
        for page in [
            "<!DOCTYPE html>\n<html lang=\"ja\">\n<body class=\"kind-home\">\n<p> 予算 \n は </p> <p>x</p>\n</body>\n</html>\n",
            "<div> <b> a </b> <i>b</i> </div><ul> <li> a </li> </ul>",
            "<pre> a\n <b> b </b></pre><code> a  b </code><p>\n<code> x</code> \n</p>",
            "<h2>\n</h2><p></p><td>  </td><span>  </span><a href=\"/\"> x</a>",
            "<svg viewBox=\"0 0 1 1\"> <title> a  b </title> <g> <path d=\" M0 0 \"/> <text> x </text></g></svg>",
            "a <br> b\u{a0} c\u{3000} d",
        ] {
            assert_same(page);
        }
    }

    #[test]
    fn attributes_are_written_as_minify_html_writes_them() {
        for page in [
            "<a id=\"z\" href=\"/a b\" title='x \"y\" z' class=\" a  b \" hidden=\"\">x</a>",
            "<a title=\"it's\" data-x=\"a=b\" data-y=\"a&amp;b\" data-z='\"' data-w=\"'\" href=\"/?a&amp;lt=1&amp;b;\">x</a>",
            "<input type=\"text\" value=\"\" disabled=\"disabled\"><button type=\"submit\" type2=a>x</button>",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta charset=\"utf-8\">",
            "<script type=\"text/javascript\" defer> x </script><script type=\"application/ld+json\"> {} </script>",
            "<script type=\"module\"> x </script><script> </script><script></script>",
            "<td CLASS=\"\" rowspan=\"1\" colspan=\"2\" id=\"\">x</td><form method=\"get\"></form><img src=a/ alt=\"\">",
            "<svg><path d=\"M0\" /><rect x=\"1\"/><circle r='`' fill=\"a b\"/><g/></svg><br/>",
        ] {
            assert_same(page);
        }
    }

    #[test]
    fn entities_are_decoded_where_they_may_be() {
        for page in [
            "<p>a &amp; b &lt; c &gt; d &quot;e&quot; &#39; &#x27; &nbsp; &amp;amp; &amp;lt; &amp;x &amp;copy &amp;#1 &amp;</p>",
            "<title>a &amp; &lt;b&gt; &amp;lt; </title><p title=\"&amp;amp; &amp;lt &amp;lt; &amp;lt= &amp;lta &amp;#x\">x</p>",
        ] {
            assert_same(page);
        }
    }

    #[test]
    fn what_is_not_written_as_pages_should_be_is_left() {
        for page in [
            "<p>a<p>b",
            "<ul><li>a<li>b</ul>",
            "<b><i>a</b></i>",
            "<p>a<!-- b --></p>",
            "<p style=\"color: red\">a</p>",
            "<style>a { b: c }</style>",
            "<textarea> a </textarea>",
            "<p>a < b</p>",
            "<p>&copy;</p>",
            "<p>&amp</p>",
            "<p a=1 a=2>x</p>",
            "<body><body></body></body>",
            "</p>",
            "<p>",
            "<p>\u{226a}\u{20d2}</p>",
        ] {
            assert_eq!(small(page), None, "{page}");
        }
    }
}

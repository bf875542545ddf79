//! Bytes of a YAML file → a tree that remembers where everything stands, and all that is wrong with its syntax.
//!
//! The reader that fills the seed types stops at its first error and forgets places. This one is used when that reader
//! has refused a file, or when a finding has to point into one. After a fault it mends its own copy of the text as a
//! person would (a full-width colon becomes a colon, an unclosed quotation is closed) and reads on, so that one look
//! reports every fault.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::diagnostic::{Diagnostic, RuleId};
use crate::say;

use super::draft::Draft;
use super::fault::{self, Fault};
use super::plain::{self, Plain};
use super::syntax;

/// Levels of lists and maps inside each other that are read; the seed types need about ten.
const DEPTH_LIMIT: usize = 100;
/// Nodes that the aliases of one file may expand to.
const ALIAS_BUDGET: usize = 100_000;
/// Faults that are looked for in one file.
const FAULT_LIMIT: usize = 50;
/// Bytes that are read again, in all, while looking for further faults.
const REREAD_LIMIT: usize = 16 << 20;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What the value is.
    pub kind: Kind,
    /// Bytes of the value, quotation marks and brackets included; empty where nothing is written.
    pub span: Range<usize>,
    /// The tag, such as `!!str`, where one is written.
    pub tag: Option<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A text, number, truth value or null.
    Scalar {
        /// The text without quotation marks; empty where nothing is written.
        text: String,
        /// How the text is written.
        style: Style,
    },
    /// A list.
    Seq(Vec<Node>),
    /// Keys with their values, in the order of the file; a repeated key stays.
    Map(Vec<(KeyNode, Node)>),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without marks: `text`.
    Plain,
    /// In single or double quotation marks.
    Quoted,
    /// Below a `|` or `>`.
    Block,
}

/// A key with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyNode {
    /// The key; for a list or map that stands as key, its source text.
    pub text: String,
    /// Bytes of the key.
    pub span: Range<usize>,
}

impl Node {
    /// The value of a key, where this is a map that has it; the first one where the key is repeated.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }
    /// A key with its value, where this is a map that has it.
    pub fn entry(&self, key: &str) -> Option<&(KeyNode, Node)> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|(name, _)| name.text == key),
            _ => None,
        }
    }
    /// The entry of a list.
    pub fn item(&self, index: usize) -> Option<&Node> {
        match &self.kind {
            Kind::Seq(items) => items.get(index),
            _ => None,
        }
    }
    /// The text of a scalar, without quotation marks.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
    /// What the reader takes a plain scalar for; none for anything else.
    pub fn plain(&self) -> Option<Plain> {
        match &self.kind {
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => Some(plain::resolve(text)),
            _ => None,
        }
    }
    fn empty(at: usize) -> Node {
        Node {
            kind: Kind::Scalar {
                text: String::new(),
                style: Style::Plain,
            },
            span: at..at,
            tag: None,
        }
    }
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The tree; after faults, what could be read of it.
    pub root: Node,
    /// Everything that is wrong with the syntax, in the order it was found.
    pub diagnostics: Vec<Diagnostic>,
    /// Byte up to which the tree is what the author meant: nothing before it had to be left out.
    pub sound_to: usize,
}

/// Reads a YAML file. Places are bytes of the text without a byte order mark. Never fails and never panics.
pub fn read(file: &str, bytes: &[u8]) -> Marked {
    match syntax::decode(file, bytes) {
        Ok(text) => read_text(file, text),
        Err(diagnostic) => Marked {
            root: Node::empty(0),
            diagnostics: vec![*diagnostic],
            sound_to: 0,
        },
    }
}

/// Reads a YAML text without a byte order mark.
pub fn read_text(file: &str, text: &str) -> Marked {
    let (mut diagnostics, mut edits) = syntax::control_characters(file, text);
    let rounds = FAULT_LIMIT.min(1 + REREAD_LIMIT / (text.len() + 1));
    for round in 0..=rounds {
        let draft = edits.apply(text);
        let mut builder = Builder::new(file, text, &draft);
        let Err(fault) = builder.read() else {
            diagnostics.extend(builder.diagnostics);
            return Marked {
                root: builder.root.unwrap_or(Node::empty(0)),
                diagnostics,
                sound_to: edits.sound_to(text.len()),
            };
        };
        let cause = fault::explain(file, text, &fault, &edits);
        diagnostics.extend(cause.diagnostics);
        if round == rounds || !edits.add(cause.edits) {
            let (root, found) = builder.close();
            diagnostics.extend(found);
            return Marked {
                root,
                diagnostics,
                sound_to: edits.sound_to(fault.at),
            };
        }
    }
    unreachable!("the last round returns")
}

/// A list or map that is not finished.
struct Frame {
    start: usize,
    /// Bytes up to the end of the last thing in it.
    end: usize,
    flow: bool,
    anchor: usize,
    tag: Option<String>,
    size: usize,
    height: usize,
    inside: Inside,
}

enum Inside {
    Seq(Vec<Node>),
    Map {
        entries: Vec<(KeyNode, Node)>,
        key: Option<KeyNode>,
        seen: BTreeMap<String, Range<usize>>,
    },
}

/// A finished value that aliases may repeat.
struct Anchored {
    node: Node,
    size: usize,
    height: usize,
}

/// Turns parser events into a tree.
struct Builder<'t> {
    file: &'t str,
    source: &'t str,
    draft: &'t Draft,
    stack: Vec<Frame>,
    anchors: BTreeMap<usize, Anchored>,
    expanded: usize,
    bombed: bool,
    documents: usize,
    last: Range<usize>,
    root: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Builder<'t> {
    fn new(file: &'t str, source: &'t str, draft: &'t Draft) -> Self {
        Builder {
            file,
            source,
            draft,
            stack: Vec::new(),
            anchors: BTreeMap::new(),
            expanded: 0,
            bombed: false,
            documents: 0,
            last: 0..0,
            root: None,
            diagnostics: Vec::new(),
        }
    }

    /// Reads to the end of the file or to the first fault.
    fn read(&mut self) -> Result<(), Fault> {
        let mut parser = Parser::new_from_str(&self.draft.text);
        while let Some(next) = parser.next_event() {
            let (event, span) =
                next.map_err(|error| self.fault(error.info(), error.marker().index()))?;
            self.take(event, span)?;
        }
        Ok(())
    }

    fn fault(&self, info: &str, char_index: usize) -> Fault {
        let brackets = self
            .stack
            .iter()
            .filter(|frame| frame.flow)
            .map(|frame| frame.start)
            .collect();
        Fault {
            info: info.to_owned(),
            at: self.draft.byte(char_index),
            last: self.last.clone(),
            brackets,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        if self.documents > 1 {
            return Ok(());
        }
        match event {
            Event::DocumentStart(_) => self.open_document(span),
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, span, anchor, tag),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::SequenceStart(anchor, tag) => {
                self.open(Inside::Seq(Vec::new()), anchor, tag, span)?
            }
            Event::MappingStart(anchor, tag) => {
                let inside = Inside::Map {
                    entries: Vec::new(),
                    key: None,
                    seen: BTreeMap::new(),
                };
                self.open(inside, anchor, tag, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.finish(Some(span)),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => {}
        }
        Ok(())
    }

    fn open_document(&mut self, span: Span) {
        self.documents += 1;
        if self.documents == 2 {
            let place = self.draft.range(span.start.index(), span.end.index());
            let message = say!(
                "一つのファイルに二つ目の文書があります",
                "a second document begins in the same file"
            );
            let help = say!(
                "`---` の行を取り除くか、別のファイルに分けてください",
                "Remove the line `---`, or move what follows to a file of its own"
            );
            self.diagnostics
                .push(Diagnostic::new(RuleId::YamlSyntax, self.file, place, message).help(help));
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        span: Span,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
    ) {
        let mut range = self.draft.range(span.start.index(), span.end.index());
        // The parser writes `~` for a value that is not there.
        let text = if span.is_empty() && style == ScalarStyle::Plain {
            String::new()
        } else {
            text.into_owned()
        };
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Block {
            let written = self.source.get(range.clone()).unwrap_or_default();
            range.end = range.start + written.trim_end().len();
        }
        let node = Node {
            kind: Kind::Scalar { text, style },
            span: range,
            tag: tag.map(|tag| tag.to_string()),
        };
        self.keep(anchor, &node, 1, 1);
        self.put(node, 1, 1);
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let place = self.draft.range(span.start.index(), span.end.index());
        let Some(target) = self.anchors.get(&anchor) else {
            self.bomb(place.clone());
            return self.put(
                Node {
                    span: place,
                    ..Node::empty(0)
                },
                1,
                1,
            );
        };
        let (size, height) = (target.size, target.height);
        if self.expanded + size > ALIAS_BUDGET || self.stack.len() + height > DEPTH_LIMIT {
            self.bomb(place.clone());
            return self.put(
                Node {
                    span: place,
                    ..Node::empty(0)
                },
                1,
                1,
            );
        }
        self.expanded += size;
        let node = Node {
            span: place,
            ..target.node.clone()
        };
        self.put(node, size, height);
    }

    fn bomb(&mut self, place: Range<usize>) {
        if std::mem::replace(&mut self.bombed, true) {
            return;
        }
        let message = say!(
            "参照（`*`）を展開すると {ALIAS_BUDGET} 個を超える値になるか、自分自身を含みます",
            "aliases (`*`) expand to more than {ALIAS_BUDGET} values, or contain themselves"
        );
        let help = say!(
            "参照をやめ、値をそのまま書いてください",
            "Write the values out instead of repeating them with aliases"
        );
        self.diagnostics
            .push(Diagnostic::new(RuleId::AliasBomb, self.file, place, message).help(help));
    }

    fn keep(&mut self, anchor: usize, node: &Node, size: usize, height: usize) {
        if anchor > 0 {
            self.anchors.insert(
                anchor,
                Anchored {
                    node: node.clone(),
                    size,
                    height,
                },
            );
        }
    }

    fn open(
        &mut self,
        inside: Inside,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        span: Span,
    ) -> Result<(), Fault> {
        if self.stack.len() >= DEPTH_LIMIT {
            return Err(self.fault(fault::TOO_DEEP, span.start.index()));
        }
        let start = self.draft.byte(span.start.index());
        let tag = tag.map(|tag| tag.to_string());
        self.stack.push(Frame {
            start,
            end: start,
            flow: !span.is_empty(),
            anchor,
            tag,
            size: 1,
            height: 0,
            inside,
        });
        Ok(())
    }

    /// Finishes the innermost list or map.
    fn finish(&mut self, end: Option<Span>) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        let end = match end {
            Some(span) if frame.flow => self.draft.range(span.start.index(), span.end.index()).end,
            _ => frame.end,
        };
        let kind = match frame.inside {
            Inside::Seq(items) => Kind::Seq(items),
            Inside::Map {
                mut entries, key, ..
            } => {
                entries.extend(key.map(|key| {
                    let end = key.span.end;
                    (key, Node::empty(end))
                }));
                Kind::Map(entries)
            }
        };
        let node = Node {
            kind,
            span: frame.start..end.max(frame.start),
            tag: frame.tag,
        };
        self.keep(frame.anchor, &node, frame.size, frame.height + 1);
        self.put(node, frame.size, frame.height + 1);
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node, size: usize, height: usize) {
        self.last = node.span.clone();
        let Some(frame) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.end = frame.end.max(node.span.end);
        frame.size += size;
        frame.height = frame.height.max(height);
        match &mut frame.inside {
            Inside::Seq(items) => items.push(node),
            Inside::Map { entries, key, .. } if key.is_some() => {
                entries.extend(key.take().map(|key| (key, node)))
            }
            Inside::Map { .. } => self.key(node),
        }
    }

    fn key(&mut self, node: Node) {
        let text = match node.kind {
            Kind::Scalar { text, .. } => text,
            _ => self
                .source
                .get(node.span.clone())
                .unwrap_or_default()
                .to_owned(),
        };
        let Some(Frame {
            inside: Inside::Map { key, seen, .. },
            ..
        }) = self.stack.last_mut()
        else {
            return;
        };
        if let Some(first) = seen.get(&text) {
            let message = say!(
                "項目 `{text}` が二度書かれています",
                "the key `{text}` is written twice"
            );
            let help = say!("どちらか一方を残してください", "Keep one of the two");
            let diagnostic =
                Diagnostic::new(RuleId::DuplicateKey, self.file, node.span.clone(), message)
                    .label(
                        self.file,
                        first.clone(),
                        say!("最初の `{text}`", "the first `{text}`"),
                    )
                    .help(help);
            self.diagnostics.push(diagnostic);
        } else {
            seen.insert(text.clone(), node.span.clone());
        }
        *key = Some(KeyNode {
            text,
            span: node.span,
        });
    }

    /// Closes everything that is open: the tree as far as it was read.
    fn close(mut self) -> (Node, Vec<Diagnostic>) {
        while !self.stack.is_empty() {
            self.finish(None);
        }
        (self.root.unwrap_or(Node::empty(0)), self.diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::locate::Locator;

    /// Each fault as `line:column rule [what it points at]`.
    fn faults(text: &str) -> Vec<String> {
        let locator = Locator::new(text);
        let show = |diagnostic: &Diagnostic| {
            let range = locator.range(&diagnostic.labels[0].place);
            let at = locator.position(range.start);
            format!(
                "{}:{} {} [{}]",
                at.line,
                at.column,
                diagnostic.rule.code(),
                &text[range]
            )
        };
        read("f.yaml", text.as_bytes())
            .diagnostics
            .iter()
            .map(show)
            .collect()
    }

    fn message(text: &str) -> String {
        read("f.yaml", text.as_bytes())
            .diagnostics
            .remove(0)
            .message
            .en
    }

    #[test]
    fn places_are_bytes_even_after_japanese_and_windows_line_breaks() {
        let text = "名: 「医療」\r\nb: \"é\"\r\nc:\r\n  - あ\r\n  - [x, y]\r\n";
        let root = read("f.yaml", text.as_bytes()).root;
        let cut = |node: &Node| text[node.span.clone()].to_owned();
        assert_eq!(cut(root.get("名").expect("名")), "「医療」");
        assert_eq!(cut(root.get("b").expect("b")), "\"é\"");
        let list = root.get("c").expect("c");
        assert_eq!(cut(list), "- あ\r\n  - [x, y]");
        assert_eq!(cut(list.item(1).expect("item")), "[x, y]");
        assert_eq!(text[root.entry("c").expect("c").0.span.clone()], *"c");
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text() {
        let marked = read("f.yaml", "\u{feff}a: 1\n".as_bytes());
        assert_eq!(
            (
                marked.root.get("a").expect("a").span.clone(),
                marked.diagnostics.len()
            ),
            (3..4, 0)
        );
    }

    #[test]
    fn common_slips_are_named_where_they_stand() {
        let cases: &[(&str, &[&str])] = &[
            (
                "name: 医療\nsource：x\nz: 1\n",
                &["2:7 full-width-colon [：]"],
            ),
            ("name：医療\nsource: x\n", &["1:5 full-width-colon [：]"]),
            (
                "name: 医療\nsource:　x\nz: 1\n",
                &["2:8 full-width-colon [　]"],
            ),
            ("a: 1\nname:医療\nsource: x\n", &["2:5 yaml-syntax [:]"]),
            (
                "a:\n  - 1\n  -2枚\n  -あ\n",
                &["3:3 yaml-syntax [-]", "4:3 yaml-syntax [-]"],
            ),
            ("a: \"abc\nb: \"def\"\nc: 1\n", &["1:4 yaml-syntax [\"abc]"]),
            (
                "a: \"x\" y\nb: 'x'y\n",
                &["1:8 yaml-syntax [y]", "2:7 yaml-syntax [y]"],
            ),
            ("a: 「x」: y\n", &["1:4 yaml-syntax [「x」: y]"]),
            (
                "a: @x\nb: `x`\nc: *x\nd: %\ne: -\nf: &\n",
                &[
                    "1:4 yaml-syntax [@x]",
                    "2:4 yaml-syntax [`x`]",
                    "3:4 yaml-syntax [*x]",
                    "4:4 yaml-syntax [%]",
                    "5:4 yaml-syntax [-]",
                    "6:4 yaml-syntax [&]",
                ],
            ),
            ("a: [1, 2\nb: 3\n", &["1:4 yaml-syntax [[]"]),
            (
                "a:\n  - {b: [\"x, y], c: 1}\n  - {b: [\"x\"], c: 1}\nd: 1\n",
                &["2:10 yaml-syntax [\"x, y], c: 1}]"],
            ),
            (
                "a: 1\ntext：|\n  x\n  y: z\nb: 1\n",
                &["2:5 full-width-colon [：]"],
            ),
            ("a: 1\n  b: 2\nc: 3\n", &["2:3 yaml-syntax [b: 2]"]),
            (
                "a:\n  b: 1\n c: 2\nd: @x\n",
                &["3:2 yaml-syntax [c: 2]", "4:4 yaml-syntax [@x]"],
            ),
            ("a: 1\n- b\n", &["2:1 yaml-syntax [- b]"]),
            ("a: 1\nb\n", &["2:1 yaml-syntax [b]"]),
            ("a: 1\n---\nb: 2\n", &["2:1 yaml-syntax [---]"]),
            (
                "a: b\u{c}\nd: \u{1b}[0m\n",
                &["1:5 yaml-syntax [\u{c}]", "2:4 yaml-syntax [\u{1b}]"],
            ),
            ("a: \"\\q\"\n", &["1:4 yaml-syntax [\"\\q\"]"]),
            ("a: |\n text\nb: >x\n", &["3:4 yaml-syntax [>x]"]),
        ];
        for (text, expected) in cases {
            assert_eq!(faults(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn full_width_marks_inside_texts_are_left_alone() {
        let text = "text: |\n  担当：医療局\n  name：x\n　\nnote: 目的：治療\nmore: \"a\n  dna：b\"\nbad：1\nlast: 1\n";
        assert_eq!(
            faults(text),
            ["4:1 full-width-colon [　]", "8:4 full-width-colon [：]"]
        );
    }

    #[test]
    fn every_line_indented_with_a_tab_is_reported() {
        assert_eq!(
            faults("a:\n\tb: 1\n\tc: 2\nd: |\n  x\n  \ty\n"),
            ["2:1 yaml-tab [\t]", "3:1 yaml-tab [\t]"]
        );
        assert_eq!(faults("a:\t1\nb: x\ty\n"), [""; 0]);
    }

    #[test]
    fn repeated_keys_are_reported_in_every_map() {
        let text = "a: 1\nb: {c: 1, c: 2}\na: 3\n";
        assert_eq!(
            faults(text),
            ["2:11 duplicate-key [c]", "3:1 duplicate-key [a]"]
        );
        assert_eq!(
            read("f.yaml", text.as_bytes()).diagnostics[1].labels[1].place,
            (0..1).into()
        );
    }

    #[test]
    fn aliases_repeat_values() {
        let marked = read("f.yaml", b"a: &x [1, 2]\nb: *x\n");
        assert_eq!(marked.diagnostics, []);
        let (a, b) = (
            marked.root.get("a").expect("a"),
            marked.root.get("b").expect("b"),
        );
        assert_eq!((a.kind == b.kind, b.span.clone()), (true, 16..18));
    }

    #[test]
    fn aliases_that_explode_are_refused() {
        let mut text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
        for level in 1..10 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            text += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert!(message(&text).starts_with("aliases (`*`) expand to more than 100000"));
        assert!(message("a: &x [*x]\n").starts_with("aliases"));
        let chain: String = (1..80)
            .map(|n| format!("a{n}: &a{n} [[[*a{}]]]\n", n - 1))
            .collect();
        assert!(
            message(&format!("a0: &a0 1\n{chain}")).starts_with("aliases"),
            "depth counts too"
        );
    }

    #[test]
    fn deep_nesting_is_refused_quickly() {
        let started = std::time::Instant::now();
        for text in [
            "[".repeat(100_000),
            "- ".repeat(100_000),
            "? ".repeat(100_000),
            "{a: ".repeat(100_000),
        ] {
            assert_eq!(message(&text), "lists and maps are nested too deeply");
        }
        assert!(
            started.elapsed().as_millis() < 1000,
            "{:?}",
            started.elapsed()
        );
    }

    #[test]
    fn what_was_read_before_a_fault_is_kept() {
        let marked = read("f.yaml", "a: 1\nb:\n  - c: 2\n  d: 3\ne: 4\n".as_bytes());
        assert_eq!(marked.sound_to, 19);
        assert!(
            marked
                .root
                .get("b")
                .and_then(|b| b.item(0))
                .and_then(|item| item.get("c"))
                .is_some()
        );
        assert!(marked.root.get("e").is_some());
    }

    #[test]
    fn bytes_that_are_not_utf8_give_one_diagnostic() {
        let marked = read("f.yaml", b"a: \xff\xfe\n");
        assert_eq!(marked.diagnostics.len(), 1);
        assert_eq!(marked.diagnostics[0].rule, RuleId::FileEncoding);
    }
}

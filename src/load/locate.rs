//! A place in a file → its bytes, and bytes → line and column.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::{DataPath, Place, Step};

use super::marked::{self, KeyNode, Node};
use super::syntax::floor;

/// A line and a column, both counted from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The bytes of `place` in a YAML text without byte order mark.
///
/// A path that does not exist leads to the longest part of it that does. A whole file is an empty range at its start.
pub fn locate(text: &str, place: &Place) -> Range<usize> {
    Locator::new(text).range(place)
}

/// Finds many places in one text; the text is parsed once, and only if a place asks for it.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    /// The byte where each line begins.
    starts: Vec<usize>,
    tree: OnceCell<Node>,
}

impl<'t> Locator<'t> {
    /// A locator for a text without byte order mark.
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Locator {
            text,
            starts,
            tree: OnceCell::new(),
        }
    }

    /// The bytes of a place; always within the text and between characters.
    pub fn range(&self, place: &Place) -> Range<usize> {
        let range = match place {
            Place::File => 0..0,
            Place::Bytes { start, end } => *start..*end,
            Place::Path(path) => self.trace(path).value(),
            Place::Key(path) => self.trace(path).key(),
        };
        let start = floor(self.text, range.start);
        start..floor(self.text, range.end).max(start)
    }

    /// Line and column of a byte.
    pub fn position(&self, at: usize) -> Position {
        let at = floor(self.text, at);
        let line = self.starts.partition_point(|start| *start <= at);
        Position {
            line,
            column: 1 + self.text[self.starts[line - 1]..at].chars().count(),
        }
    }

    /// The byte of a line and column; the end of the text or line where they lie behind it.
    pub fn byte(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line.saturating_sub(1)) else {
            return self.text.len();
        };
        let line = self.text[*start..].split('\n').next().unwrap_or_default();
        let column = position.column.saturating_sub(1);
        start
            + line
                .char_indices()
                .nth(column)
                .map_or(line.len(), |(at, _)| at)
    }

    fn trace(&self, path: &DataPath) -> Trace<'_> {
        let mut trace = Trace {
            node: self.tree(),
            key: None,
        };
        for step in &path.0 {
            trace = match (step, trace.node) {
                (Step::Key(name), node) => match node.entry(name) {
                    Some((key, value)) => Trace {
                        node: value,
                        key: Some(key),
                    },
                    None => return trace,
                },
                (Step::Index(index), node) => match node.item(*index) {
                    Some(item) => Trace {
                        node: item,
                        key: None,
                    },
                    None => return trace,
                },
            };
        }
        trace
    }

    fn tree(&self) -> &Node {
        self.tree
            .get_or_init(|| marked::read_text("", self.text).root)
    }
}

/// How far a path leads.
#[derive(Clone, Copy)]
struct Trace<'n> {
    node: &'n Node,
    key: Option<&'n KeyNode>,
}

impl Trace<'_> {
    /// The value; its key where nothing is written.
    fn value(self) -> Range<usize> {
        match self.key {
            Some(key) if self.node.span.is_empty() => key.span.clone(),
            _ => self.node.span.clone(),
        }
    }
    /// The key; the entry itself in a list.
    fn key(self) -> Range<usize> {
        self.key
            .map_or(self.node.span.clone(), |key| key.span.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name: 医療\nbudgets:\n  - id: 予算\n    values: [1, \"二\"]\nempty:\n";

    fn path(steps: &[Step]) -> DataPath {
        DataPath(steps.to_vec())
    }

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    fn cut(place: Place) -> &'static str {
        &TEXT[locate(TEXT, &place)]
    }

    #[test]
    fn a_path_leads_to_its_value_and_a_key_to_the_key() {
        let values = [key("budgets"), Step::Index(0), key("values")];
        assert_eq!(cut(Place::Path(path(&values))), "[1, \"二\"]");
        assert_eq!(cut(Place::Key(path(&values))), "values");
        assert_eq!(cut(Place::Path(path(&values).index(1))), "\"二\"");
        assert_eq!(cut(Place::Path(path(&[key("empty")]))), "empty");
    }

    #[test]
    fn a_path_that_does_not_exist_leads_as_far_as_it_can() {
        let gone = path(&[
            key("budgets"),
            Step::Index(0),
            key("id"),
            key("x"),
            Step::Index(3),
        ]);
        assert_eq!(cut(Place::Path(gone.clone())), "予算");
        assert_eq!(cut(Place::Key(gone)), "id");
        assert_eq!(
            cut(Place::Path(path(&[key("nothing")]))),
            TEXT.trim_end().trim_end_matches(':')
        );
        assert_eq!(cut(Place::File), "");
    }

    #[test]
    fn columns_count_characters() {
        let locator = Locator::new(TEXT);
        let place = Place::Path(path(&[
            key("budgets"),
            Step::Index(0),
            key("values"),
            Step::Index(1),
        ]));
        let at = locator.range(&place).start;
        let position = Position {
            line: 4,
            column: 17,
        };
        assert_eq!(locator.position(at), position);
        assert_eq!(locator.byte(position), at);
        assert_eq!(locator.position(0), Position { line: 1, column: 1 });
        assert_eq!(
            locator.position(usize::MAX),
            Position { line: 6, column: 1 }
        );
        assert_eq!(
            locator.byte(Position {
                line: 1,
                column: 99
            }),
            "name: 医療".len()
        );
    }

    #[test]
    fn bytes_inside_a_character_are_moved_to_its_beginning() {
        assert_eq!(locate(TEXT, &Place::Bytes { start: 7, end: 8 }), 6..6);
        assert_eq!(
            locate(TEXT, &Place::Bytes { start: 999, end: 2 }),
            TEXT.len()..TEXT.len()
        );
    }
}

//! The parts of a document (別添など), and which of them holds a line.

use std::collections::BTreeSet;

/// A part of a document with its first and last line.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub name: String,
    pub from: u32,
    pub to: u32,
}

/// The parts of a document in the order of their lines. Parts may lie inside others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    all: Vec<Part>,
    /// Lines at which the smallest part around changes, with that part: every citation asks for it.
    changes: Vec<(u32, Option<usize>)>,
}

impl Parts {
    /// Puts parts in order.
    pub fn new(mut all: Vec<Part>) -> Parts {
        all.sort_by_key(|part| (part.from, part.to));
        let mut edges: Vec<(u32, bool, usize)> = Vec::new();
        for (index, part) in all
            .iter()
            .enumerate()
            .filter(|(_, part)| part.from <= part.to)
        {
            edges.push((part.from, true, index));
            edges.push((part.to.saturating_add(1), false, index));
        }
        edges.sort_unstable();
        let mut open = BTreeSet::new();
        let mut changes: Vec<(u32, Option<usize>)> = Vec::new();
        for (line, begins, index) in edges {
            let entry = (all[index].to - all[index].from, index);
            if begins {
                open.insert(entry)
            } else {
                open.remove(&entry)
            };
            if changes.last().is_some_and(|(last, _)| *last == line) {
                changes.pop();
            }
            changes.push((line, open.first().map(|(_, index)| *index)));
        }
        Parts { all, changes }
    }

    /// The parts in the order of their lines.
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.all.iter()
    }

    /// The smallest part that holds a line.
    pub fn at(&self, line: u32) -> Option<&Part> {
        let before = self
            .changes
            .partition_point(|(from, _)| *from <= line)
            .checked_sub(1)?;
        self.changes
            .get(before)?
            .1
            .and_then(|index| self.all.get(index))
    }

    /// The last of the parts that begin at a line.
    pub fn begins(&self, line: u32) -> Option<&Part> {
        let behind = self.all.partition_point(|part| part.from <= line);
        self.all[..behind].last().filter(|part| part.from == line)
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Parts};

    #[test]
    fn the_smallest_part_around_a_line_is_found() {
        let part = |name: &str, from, to| Part {
            name: name.to_owned(),
            from,
            to,
        };
        let all = vec![
            part("all", 1, 100),
            part("b", 20, 40),
            part("c", 30, 35),
            part("d", 36, 40),
            part("e", 120, 130),
            part("b2", 20, 40),
        ];
        let parts = Parts::new(all.clone());
        for line in 0..140 {
            let mut sorted = all.clone();
            sorted.sort_by_key(|part| (part.from, part.to));
            let around = sorted
                .iter()
                .filter(|part| part.from <= line && line <= part.to);
            assert_eq!(
                parts.at(line),
                around.min_by_key(|part| part.to - part.from),
                "{line}"
            );
            assert_eq!(
                parts.begins(line),
                sorted.iter().rfind(|part| part.from == line),
                "{line}"
            );
        }
    }

    #[test]
    fn a_part_that_ends_before_it_begins_holds_nothing() {
        let parts = Parts::new(vec![Part {
            name: "x".into(),
            from: 9,
            to: 3,
        }]);
        assert_eq!(parts.at(5), None);
        assert_eq!(parts.iter().count(), 1);
    }
}

//! What can be found: one record a thing, with its names, its addresses and its texts.

use super::fold::fold;

/// Kinds of things, in the order in which results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Project,
    Program,
    Review,
    Objective,
    Portfolio,
    Indicator,
    /// Adopted task (採択課題).
    Task,
    Recipient,
    /// Member of the committee (委員).
    Member,
    /// Term of the glossary (用語).
    Term,
    /// Any other page of the site.
    Page,
}

impl Kind {
    /// All kinds in order.
    pub const ALL: [Kind; 11] = [
        Kind::Project,
        Kind::Program,
        Kind::Review,
        Kind::Objective,
        Kind::Portfolio,
        Kind::Indicator,
        Kind::Task,
        Kind::Recipient,
        Kind::Member,
        Kind::Term,
        Kind::Page,
    ];
    /// Its name in files and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Project => "projects",
            Kind::Program => "programs",
            Kind::Review => "reviews",
            Kind::Objective => "objectives",
            Kind::Portfolio => "portfolios",
            Kind::Indicator => "indicators",
            Kind::Task => "tasks",
            Kind::Recipient => "recipients",
            Kind::Member => "members",
            Kind::Term => "glossary",
            Kind::Page => "pages",
        }
    }
    /// Key of its name in the catalogues.
    pub fn message(self) -> &'static str {
        match self {
            Kind::Project => "kind-project",
            Kind::Program => "kind-program",
            Kind::Review => "kind-review",
            Kind::Objective => "kind-objective",
            Kind::Portfolio => "kind-portfolio",
            Kind::Indicator => "kind-indicator",
            Kind::Task => "kind-task",
            Kind::Recipient => "kind-recipient",
            Kind::Member => "kind-member",
            Kind::Term => "kind-glossary",
            Kind::Page => "kind-page",
        }
    }
}

/// A name in Japanese, and in English where the data give one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    pub ja: String,
    pub en: Option<String>,
}

/// A thing that can be found. The same thing in several editions is one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub kind: Kind,
    pub name: Name,
    /// What it belongs to: the project of a task, the sheet of an indicator.
    pub within: Name,
    /// Other names and what stands in their place: abbreviations, readings, numbers, the leader of a task and the institution.
    pub also: Vec<String>,
    /// Where it is, newest edition first.
    pub places: Vec<Place>,
    pub passages: Vec<Passage>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Edition; none for what belongs to all of them.
    pub edition: Option<i16>,
    /// Relative to the site's root, with anchor where there is one.
    pub path: String,
}

/// A text of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Index of its place.
    pub place: usize,
    /// Anchor on the page; empty for the place itself.
    pub anchor: String,
    pub heading: String,
    /// Paragraphs and items, one a line.
    pub text: String,
}

impl Record {
    /// A record with one place and no text yet.
    pub fn new(kind: Kind, name: &str, edition: Option<i16>, path: String) -> Record {
        Record {
            kind,
            name: Name {
                ja: crate::text::mend_radicals(name.trim()).into_owned(),
                en: None,
            },
            within: Name::default(),
            also: Vec::new(),
            places: vec![Place { edition, path }],
            passages: Vec::new(),
        }
    }
    /// Adds another name, unless it is empty or known.
    pub fn also(&mut self, name: &str) {
        let name = crate::text::mend_radicals(name.trim());
        if !name.is_empty()
            && *name != self.name.ja
            && !self.also.iter().any(|known| *known == *name)
        {
            self.also.push(name.into_owned());
        }
    }
    /// Adds the last part of an address as a name, unless it is a name already, in whatever letters.
    pub fn also_in_address(&mut self, id: &str) {
        let folded = fold(id);
        let mut known = std::iter::once(&self.name.ja).chain(&self.also);
        if !known.any(|known| fold(known) == folded) {
            self.also(id);
        }
    }
    /// Adds a text with its heading, unless both are empty.
    pub fn passage(&mut self, anchor: &str, heading: &str, text: &str) {
        let text = lines(text);
        let heading = crate::text::mend_radicals(heading.trim()).into_owned();
        if !text.is_empty() || !heading.is_empty() {
            self.passages.push(Passage {
                place: 0,
                anchor: anchor.to_owned(),
                heading,
                text,
            });
        }
    }
    /// Takes in the same thing of an older edition: its address, its names, and the texts that are not the same here.
    pub fn absorb(&mut self, older: Record) {
        let first = self.places.len();
        self.places.extend(older.places);
        self.also(&older.name.ja);
        older.also.iter().for_each(|name| self.also(name));
        self.name.en = self.name.en.take().or(older.name.en);
        for mut passage in older.passages {
            let is_known = self
                .passages
                .iter()
                .any(|known| known.heading == passage.heading && known.text == passage.text);
            if !is_known {
                passage.place += first;
                self.passages.push(passage);
            }
        }
    }
}

/// Paragraphs and items of a seed text, one a line, with the printed line breaks within them undone.
fn lines(text: &str) -> String {
    use crate::text::{Block, joins_without_space, mend_radicals, paragraphs};
    let mut lines: Vec<String> = Vec::new();
    for block in paragraphs(text) {
        match block {
            Block::Paragraph(printed) => {
                let mut line = String::new();
                for part in printed {
                    if !joins_without_space(line.chars().next_back(), part.chars().next()) {
                        line.push(' ');
                    }
                    line.push_str(&part);
                }
                lines.push(line);
            }
            Block::List(items) => lines.extend(items.into_iter().map(|item| item.text)),
        }
    }
    mend_radicals(&lines.join("\n")).into_owned()
}

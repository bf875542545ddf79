//! Relations as bytes and back. As values they have more than a kilobyte each, most of it words that many of them share.
//!
//! Only relations that hold are written: there is nothing to say of their verdict but which of the two it is, and nobody
//! acknowledges them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::relation::{Relation, Term, TermPlace, Verdict};
use super::rules::{self, Rule};
use crate::diagnostic::Say;
use crate::model::table::Citation;
use crate::packed;

/// Relations with each text and each term once; numbers are places in the lists.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    texts: Vec<&'a str>,
    terms: Vec<TermWritten>,
    relations: Vec<RelationWritten>,
}

/// A sentence in both languages.
type Both = (u32, u32);

#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct TermWritten {
    label: Both,
    shown: Both,
    document: u32,
    lines: Option<(u32, u32)>,
    edition: i16,
    entity: u32,
    file: u32,
    path: u32,
    anchor: u32,
}

#[derive(Serialize, Deserialize)]
struct RelationWritten {
    /// Its place in the table of rules.
    rule: u32,
    edition: i16,
    entity: u32,
    subject: Both,
    formula: Both,
    stated: Option<Both>,
    computed: Option<Both>,
    terms: Vec<u32>,
    is_exact: bool,
}

/// Relations that hold, as bytes.
pub(super) fn write<'a>(relations: impl IntoIterator<Item = &'a Relation>) -> Arc<[u8]> {
    let mut writer = Writer::default();
    let relations = relations.into_iter();
    let relations = relations.map(|relation| writer.relation(relation));
    let relations: Vec<RelationWritten> = relations.collect();
    if relations.is_empty() {
        return Arc::default();
    }
    let written = Written {
        texts: writer.texts,
        terms: writer.terms,
        relations,
    };
    let bytes = postcard::to_allocvec(&written);
    packed::gzip(&bytes.expect("memory takes every relation")).into()
}

/// The relations that were written.
pub(super) fn read(bytes: &[u8]) -> Vec<Relation> {
    if bytes.is_empty() {
        return Vec::new();
    }
    let bytes = packed::gunzip(bytes);
    let written: Written<'_> = postcard::from_bytes(&bytes).expect("it was written by `write`");
    let reader = Reader {
        shared: vec![OnceCell::new(); written.texts.len()],
        texts: &written.texts,
        rules: rules::all().collect(),
    };
    let terms = written.terms.iter();
    let terms: Vec<Arc<Term>> = terms.map(|term| Arc::new(reader.term(term))).collect();
    let relations = written.relations.iter();
    let relations = relations.map(|relation| reader.relation(relation, &terms));
    relations.collect()
}

#[derive(Default)]
struct Writer<'a> {
    texts: Vec<&'a str>,
    known: HashMap<&'a str, u32>,
    terms: Vec<TermWritten>,
    known_terms: HashMap<TermWritten, u32>,
}

impl<'a> Writer<'a> {
    fn text(&mut self, text: &'a str) -> u32 {
        let texts = &mut self.texts;
        *self.known.entry(text).or_insert_with(|| {
            texts.push(text);
            place(texts.len() - 1)
        })
    }

    fn say(&mut self, say: &'a Say) -> Both {
        (self.text(&say.ja), self.text(&say.en))
    }

    fn term(&mut self, term: &'a Term) -> u32 {
        let at = &term.place;
        let written = TermWritten {
            label: self.say(&term.label),
            shown: self.say(&term.shown),
            document: self.text(&term.citation.document),
            lines: term.citation.lines,
            edition: at.edition,
            entity: self.text(&at.entity),
            file: self.text(&at.file),
            path: self.text(&at.path),
            anchor: self.text(&at.anchor),
        };
        let terms = &mut self.terms;
        let known = self.known_terms.entry(written);
        let add = |written: &TermWritten| {
            terms.push(written.clone());
            place(terms.len() - 1)
        };
        *known.or_insert_with_key(add)
    }

    fn relation(&mut self, relation: &'a Relation) -> RelationWritten {
        debug_assert!(relation.verdict.kind().holds() && relation.acknowledged.is_none());
        let rule = rules::all().position(|rule| rule == relation.rule);
        RelationWritten {
            rule: place(rule.expect("every rule is in the table")),
            edition: relation.edition,
            entity: self.text(&relation.entity),
            subject: self.say(&relation.subject),
            formula: self.say(&relation.formula),
            stated: relation.stated.as_deref().map(|say| self.say(say)),
            computed: relation.computed.as_deref().map(|say| self.say(say)),
            terms: relation.terms.iter().map(|term| self.term(term)).collect(),
            is_exact: relation.verdict == Verdict::Exact,
        }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).expect("an entity has fewer texts than that")
}

struct Reader<'a> {
    texts: &'a [&'a str],
    /// The same, for what many terms point to.
    shared: Vec<OnceCell<Arc<str>>>,
    rules: Vec<&'static Rule>,
}

impl Reader<'_> {
    fn text(&self, at: u32) -> String {
        self.texts[at as usize].to_owned()
    }

    fn shared(&self, at: u32) -> Arc<str> {
        let shared = &self.shared[at as usize];
        Arc::clone(shared.get_or_init(|| self.texts[at as usize].into()))
    }

    fn say(&self, (ja, en): Both) -> Arc<Say> {
        Arc::new(Say {
            ja: self.text(ja),
            en: self.text(en),
        })
    }

    fn term(&self, term: &TermWritten) -> Term {
        Term {
            label: self.say(term.label),
            shown: self.say(term.shown),
            citation: Citation {
                document: self.shared(term.document),
                lines: term.lines,
            },
            place: TermPlace {
                edition: term.edition,
                entity: self.shared(term.entity),
                file: self.shared(term.file),
                path: self.text(term.path),
                anchor: self.text(term.anchor),
            },
        }
    }

    fn relation(&self, relation: &RelationWritten, terms: &[Arc<Term>]) -> Relation {
        let own = relation.terms.iter();
        Relation {
            rule: self.rules[relation.rule as usize],
            edition: relation.edition,
            entity: self.shared(relation.entity),
            subject: self.say(relation.subject),
            formula: self.say(relation.formula),
            stated: relation.stated.map(|say| self.say(say)),
            computed: relation.computed.map(|say| self.say(say)),
            terms: own.map(|at| Arc::clone(&terms[*at as usize])).collect(),
            verdict: match relation.is_exact {
                true => Verdict::Exact,
                false => Verdict::WithinRounding,
            },
            acknowledged: None,
        }
    }
}

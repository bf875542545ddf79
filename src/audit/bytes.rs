//! Relations as bytes and back. As values they have more than a kilobyte each, most of it words that many of them share.
//!
//! They are written as the rules give them: what is acknowledged is known only when all of an entity is together.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::relation::{Difference, Relation, Term, TermPlace, Verdict};
use super::rules::{self, Rule};
use crate::diagnostic::Say;
use crate::model::decimal::Decimal;
use crate::model::money::Yen;
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
    verdict: VerdictWritten,
}

#[derive(Serialize, Deserialize)]
enum VerdictWritten {
    Exact,
    WithinRounding,
    Violated(DifferenceWritten),
    Undecidable(Both),
}

#[derive(Serialize, Deserialize)]
enum DifferenceWritten {
    Yen(i64, Option<DecimalWritten>),
    Number(DecimalWritten, u32, Option<DecimalWritten>),
    Points(DecimalWritten),
    Statement,
}

/// The digits without a point, and how many of them stand after it.
type DecimalWritten = (i64, u8);

fn decimal(decimal: Decimal) -> DecimalWritten {
    (decimal.mantissa(), decimal.scale())
}

fn decimal_of((mantissa, scale): DecimalWritten) -> Decimal {
    Decimal::new(mantissa, scale)
}

/// Writes bytes as they are, not one after the other.
pub(super) fn raw<S: Serializer>(bytes: &&[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

/// Relations as bytes, as few as may be: none of no relation.
pub(super) fn pack<'a>(relations: impl IntoIterator<Item = &'a Relation>) -> Arc<[u8]> {
    let mut relations = relations.into_iter().peekable();
    if relations.peek().is_none() {
        return Arc::default();
    }
    packed::gzip(&write(relations)).into()
}

/// The relations that were packed.
pub(super) fn unpack(bytes: &[u8]) -> Vec<Relation> {
    if bytes.is_empty() {
        return Vec::new();
    }
    read(&packed::gunzip(bytes)).expect("they were written here")
}

/// Relations as bytes.
pub(super) fn write<'a>(relations: impl IntoIterator<Item = &'a Relation>) -> Vec<u8> {
    let mut writer = Writer::default();
    let relations = relations.into_iter();
    let relations = relations.map(|relation| writer.relation(relation));
    let relations: Vec<RelationWritten> = relations.collect();
    let written = Written {
        texts: writer.texts,
        terms: writer.terms,
        relations,
    };
    postcard::to_allocvec(&written).expect("memory takes every relation")
}

/// The relations that were written; nothing where the bytes are no such list.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Relation>> {
    let written: Written<'_> = postcard::from_bytes(bytes).ok()?;
    let reader = Reader {
        shared: vec![OnceCell::new(); written.texts.len()],
        texts: &written.texts,
        rules: rules::all().collect(),
    };
    let terms = written.terms.iter();
    let terms: Vec<Arc<Term>> = terms.map(|term| Arc::new(reader.term(term))).collect();
    let relations = written.relations.iter();
    let relations = relations.map(|relation| reader.relation(relation, &terms));
    Some(relations.collect())
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
        debug_assert!(relation.acknowledged.is_none());
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
            verdict: self.verdict(&relation.verdict),
        }
    }

    fn verdict(&mut self, verdict: &'a Verdict) -> VerdictWritten {
        match verdict {
            Verdict::Exact => VerdictWritten::Exact,
            Verdict::WithinRounding => VerdictWritten::WithinRounding,
            Verdict::Violated(by) => VerdictWritten::Violated(self.difference(by)),
            Verdict::Undecidable(why) => VerdictWritten::Undecidable(self.say(why)),
        }
    }

    fn difference(&mut self, difference: &'a Difference) -> DifferenceWritten {
        match difference {
            Difference::Yen(Yen(yen), percent) => {
                DifferenceWritten::Yen(*yen, percent.map(decimal))
            }
            Difference::Number(number, unit, percent) => {
                let unit = self.text(unit);
                DifferenceWritten::Number(decimal(*number), unit, percent.map(decimal))
            }
            Difference::Points(points) => DifferenceWritten::Points(decimal(*points)),
            Difference::Statement => DifferenceWritten::Statement,
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
            verdict: self.verdict(&relation.verdict),
            acknowledged: None,
        }
    }

    fn verdict(&self, verdict: &VerdictWritten) -> Verdict {
        match verdict {
            VerdictWritten::Exact => Verdict::Exact,
            VerdictWritten::WithinRounding => Verdict::WithinRounding,
            VerdictWritten::Violated(by) => Verdict::Violated(self.difference(by)),
            VerdictWritten::Undecidable((ja, en)) => Verdict::Undecidable(Say {
                ja: self.text(*ja),
                en: self.text(*en),
            }),
        }
    }

    fn difference(&self, difference: &DifferenceWritten) -> Difference {
        match difference {
            DifferenceWritten::Yen(yen, percent) => {
                Difference::Yen(Yen(*yen), percent.map(decimal_of))
            }
            DifferenceWritten::Number(number, unit, percent) => Difference::Number(
                decimal_of(*number),
                self.text(*unit),
                percent.map(decimal_of),
            ),
            DifferenceWritten::Points(points) => Difference::Points(decimal_of(*points)),
            DifferenceWritten::Statement => Difference::Statement,
        }
    }
}

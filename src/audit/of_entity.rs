//! The relations of one entity: those that readers are shown as they are, all others as bytes.

use std::borrow::Cow;
use std::sync::Arc;

use super::bytes;
use super::relation::{Kind, Relation};
use super::rules::Family;

/// Numbers of relations by family and verdict, in the order of [`Family::ALL`] and [`Kind::ALL`].
type Counts = [[u32; Kind::ALL.len()]; Family::ALL.len()];

/// The relations of an entity. Of hundreds of thousands nearly all hold; only lists of everything look at them, one entity
/// after the other. They are kept in a tenth of the memory and made again when somebody looks.
#[derive(Debug)]
pub struct OfEntity {
    /// Year of its edition.
    pub edition: i16,
    /// Its key; empty for the edition itself.
    pub entity: Arc<str>,
    /// Those of the entity, then those of rules about all entities.
    parts: Vec<Part>,
    /// Other entities, with their editions, whose figures take part in relations that do not hold.
    others: Box<[(i16, Arc<str>)]>,
}

/// Some relations, in their order.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Those that do not hold or cannot be decided, with their places.
    doubtful: Vec<(usize, Relation)>,
    /// The others.
    held: Arc<[u8]>,
    /// Number of all.
    len: usize,
    counts: Counts,
}

impl Part {
    /// Relations in their order.
    pub(super) fn new(relations: Vec<Relation>) -> Part {
        let mut counts = Counts::default();
        for relation in &relations {
            counts[relation.rule.family as usize][relation.verdict.kind() as usize] += 1;
        }
        let holds = |relation: &&Relation| relation.verdict.kind().holds();
        let (held, len) = (
            bytes::write(relations.iter().filter(holds)),
            relations.len(),
        );
        let all = relations.into_iter().enumerate();
        let mut doubtful: Vec<_> = all.filter(|(_, one)| !holds(&one)).collect();
        doubtful.shrink_to_fit();
        Part {
            doubtful,
            held,
            len,
            counts,
        }
    }

    /// Those that do not hold or cannot be decided.
    pub(super) fn doubtful_mut(&mut self) -> impl Iterator<Item = &mut Relation> {
        self.doubtful.iter_mut().map(|(_, relation)| relation)
    }

    /// All in their order.
    fn all(&self) -> Vec<Relation> {
        let mut all = Vec::with_capacity(self.len);
        let mut doubtful = self.doubtful.iter().peekable();
        let mut held = bytes::read(&self.held).into_iter();
        for at in 0..self.len {
            let next = doubtful.next_if(|(place, _)| *place == at);
            all.extend(
                next.map(|(_, relation)| relation.clone())
                    .or_else(|| held.next()),
            );
        }
        all
    }
}

impl OfEntity {
    pub(super) fn new(edition: i16, entity: Arc<str>, parts: Vec<Part>) -> OfEntity {
        let mut of = OfEntity {
            edition,
            entity,
            parts,
            others: Box::default(),
        };
        let mut others: Vec<(i16, Arc<str>)> = Vec::new();
        for place in of
            .violated()
            .flat_map(|(_, one)| &one.terms)
            .map(|term| &term.place)
        {
            let is_own = place.edition == edition && place.entity == of.entity;
            let other = (place.edition, Arc::clone(&place.entity));
            if !is_own && !others.contains(&other) {
                others.push(other);
            }
        }
        of.others = others.into();
        of
    }

    /// All relations, in the order of the table of rules, those of rules about all entities last.
    pub fn relations(&self) -> Vec<Relation> {
        self.parts.iter().flat_map(Part::all).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len).sum()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those that do not hold or cannot be decided, with their places among all.
    pub fn doubtful(&self) -> impl DoubleEndedIterator<Item = (usize, &Relation)> + Clone {
        let parts = self.parts.iter().enumerate();
        parts.flat_map(|(number, part)| {
            let before: usize = self.parts[..number].iter().map(|part| part.len).sum();
            let doubtful = part.doubtful.iter();
            doubtful.map(move |(at, relation)| (before + at, relation))
        })
    }

    /// Those of them that do not hold.
    pub fn violated(&self) -> impl Iterator<Item = (usize, &Relation)> {
        let doubtful = self.doubtful();
        doubtful.filter(|(_, relation)| relation.verdict.kind() == Kind::Violated)
    }

    /// Other entities, with their editions, whose figures take part in relations that do not hold.
    pub fn others(&self) -> &[(i16, Arc<str>)] {
        &self.others
    }

    /// The relation at a place among all, which must be one that does not hold or cannot be decided.
    pub fn doubtful_at(&self, at: usize) -> Option<&Relation> {
        let mut doubtful = self.doubtful();
        doubtful.find_map(|(place, relation)| (place == at).then_some(relation))
    }

    /// Everything that tells these relations from others, in pieces.
    pub fn pieces(&self) -> impl Iterator<Item = Cow<'_, [u8]>> {
        self.parts.iter().flat_map(|part| {
            let doubtful = format!("{:?}", part.doubtful).into_bytes();
            [Cow::Borrowed(&*part.held), Cow::Owned(doubtful)]
        })
    }

    /// Number of relations with a verdict.
    pub fn count(&self, kind: Kind) -> usize {
        Family::ALL
            .map(|family| self.count_of(family, kind))
            .iter()
            .sum()
    }

    /// Number of relations of a family with a verdict.
    pub fn count_of(&self, family: Family, kind: Kind) -> usize {
        let counts = self.parts.iter().map(|part| &part.counts);
        let counts = counts.map(|counts| counts[family as usize][kind as usize] as usize);
        counts.sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::relation::{Difference, Term, TermPlace, Verdict};
    use crate::audit::rules;
    use crate::model::table::Citation;
    use crate::say;

    fn term(name: &str, lines: Option<(u32, u32)>) -> Arc<Term> {
        let place = TermPlace {
            edition: 2024,
            entity: "reviews/1".into(),
            file: "content/2024/reviews/1.yaml".into(),
            path: format!("budgets[0].rows[1].{name}"),
            anchor: String::new(),
        };
        Arc::new(Term {
            label: say!("{name}の額", "amount of {name}").into(),
            shown: say!("5百万円", "¥5 million").into(),
            citation: Citation {
                document: "review".into(),
                lines,
            },
            place,
        })
    }

    fn relation(number: usize, verdict: Verdict) -> Relation {
        Relation {
            rule: rules::all().nth(number).expect("a rule"),
            edition: 2024,
            entity: "reviews/1".into(),
            subject: say!("{number}番", "number {number}").into(),
            formula: say!("計＝和", "total = sum").into(),
            stated: (number == 2).then(|| say!("計", "total").into()),
            computed: (number != 1).then(|| say!("", "{number}").into()),
            terms: vec![term("計", Some((3, 4))), term("額", None)],
            verdict,
            acknowledged: None,
        }
    }

    #[test]
    fn relations_come_back_as_they_were_and_in_their_order() {
        let verdicts = || {
            [
                Verdict::Exact,
                Verdict::Violated(Difference::Statement),
                Verdict::WithinRounding,
                Verdict::Undecidable(say!("空欄", "blank")),
                Verdict::Exact,
            ]
        };
        let relations = || -> Vec<Relation> {
            let all = verdicts().into_iter().enumerate();
            all.map(|(at, verdict)| relation(at, verdict)).collect()
        };
        let parts = vec![Part::new(relations()), Part::new(relations())];
        let of = OfEntity::new(2024, "reviews/1".into(), parts);
        let twice = [relations(), relations()].concat();
        assert_eq!(format!("{:?}", of.relations()), format!("{twice:?}"));
        let doubtful: Vec<usize> = of.doubtful().map(|(at, _)| at).collect();
        assert_eq!(doubtful, [1, 3, 6, 8]);
        for (at, relation) in of.doubtful() {
            let there = of.doubtful_at(at).expect("it is there");
            assert!(std::ptr::eq(there, relation));
        }
        assert_eq!(Kind::ALL.map(|kind| of.count(kind)), [2, 2, 2, 4]);
    }

    #[test]
    fn what_has_no_relation_that_holds_takes_no_bytes() {
        assert!(Part::new(Vec::new()).held.is_empty());
        assert!(
            OfEntity::new(2024, "".into(), Vec::new())
                .relations()
                .is_empty()
        );
    }
}

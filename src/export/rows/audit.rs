//! Relations between figures, and what takes part in them.

use super::entities::entity_key;
use super::{Source, row};
use crate::audit::OfEntity;
use crate::audit::relation::{Relation, Term};
use crate::diagnostic::Lang;
use crate::export::table::{Rows, Value, ordinal};

/// The relations, with their numbers among all of the edition.
fn relations<'a>(source: &Source<'a>) -> impl Iterator<Item = (usize, Relation)> + use<'a> {
    let relations = source.relations().flat_map(OfEntity::relations);
    (source.relations_before..).zip(relations)
}

pub(super) fn audit(source: &Source<'_>, out: &mut Rows<'_>) {
    for (index, relation) in relations(source) {
        let known = relation.acknowledged.as_ref();
        let own = row![
            ordinal(index),
            entity_key(&relation.entity),
            relation.rule.family.name(Lang::Ja),
            relation.rule.id,
            relation.verdict.kind().key(),
            known.map(|known| known.reason.as_str()),
            &relation.subject.ja,
            &relation.formula.ja,
            relation.stated().ja.as_str(),
            relation.computed().ja.as_str(),
            relation.detail().ja,
        ];
        out.push(own, Vec::new());
    }
}

pub(super) fn terms(source: &Source<'_>, out: &mut Rows<'_>) {
    for (index, relation) in relations(source) {
        for (number, term) in relation.terms.iter().enumerate() {
            out.push(self::term(source, index, number, term), Vec::new());
        }
    }
}

/// A text without the separators of its numbers, as readers of data expect.
fn ungrouped(text: &str) -> String {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let is_separator = |at: usize, c: char| c == ',' && at > 0 && digit(at - 1) && digit(at + 1);
    let kept = text.char_indices().filter(|(at, c)| !is_separator(*at, *c));
    kept.map(|(_, c)| c).collect()
}

fn term(source: &Source<'_>, check: usize, number: usize, term: &Term) -> Vec<Value> {
    let place = &term.place;
    let page = source.address.entity(place.edition, &place.entity);
    let figure = match place.anchor.as_str() {
        "" => page,
        anchor => format!("{page}#{anchor}"),
    };
    let edition = source.dataset.editions.get(&place.edition);
    row![
        ordinal(check),
        ordinal(number),
        &term.label.ja,
        ungrouped(&term.shown.ja),
        i64::from(place.edition),
        entity_key(&place.entity),
        &*term.citation.document,
        term.citation.lines_text(),
        edition.map(|edition| source.address.source(edition, &term.citation)),
        figure,
    ]
}

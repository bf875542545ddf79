//! What many relations say alike is kept once: a dataset of thousands of projects has hundreds of thousands of relations, with
//! the same figures in several of an entity and the same words in those of all.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::relation::{Relation, Term};
use crate::diagnostic::Say;

/// Words that were met.
#[derive(Debug, Default)]
pub(super) struct Words(Mutex<HashSet<Arc<Say>>>);

impl Words {
    /// Gives relations of one entity the words and terms that others have already.
    pub(super) fn share(&self, relations: &mut [Relation]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut terms: BTreeSet<Arc<Term>> = BTreeSet::new();
        for relation in relations {
            share(&mut known, &mut relation.subject);
            share(&mut known, &mut relation.formula);
            // What is stated and computed is hardly ever the same elsewhere.
            [&mut relation.stated, &mut relation.computed]
                .into_iter()
                .flatten()
                .for_each(fit);
            relation.terms.shrink_to_fit();
            for term in &mut relation.terms {
                if let Some(same) = terms.get(term) {
                    *term = Arc::clone(same);
                    continue;
                }
                if let Some(term) = Arc::get_mut(term) {
                    share(&mut known, &mut term.label);
                    share(&mut known, &mut term.shown);
                    term.place.path.shrink_to_fit();
                    term.place.anchor.shrink_to_fit();
                }
                terms.insert(Arc::clone(term));
            }
        }
    }
}

fn share(known: &mut HashSet<Arc<Say>>, say: &mut Arc<Say>) {
    match known.get(say) {
        Some(same) => *say = Arc::clone(same),
        None => {
            fit(say);
            known.insert(Arc::clone(say));
        }
    }
}

/// Lets go what a text that was put together has in reserve.
fn fit(say: &mut Arc<Say>) {
    if let Some(say) = Arc::get_mut(say) {
        say.ja.shrink_to_fit();
        say.en.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn the_same_words_are_kept_once() {
        let words = Words::default();
        let mut known = words.0.lock().unwrap();
        let mut says = ["執行額", "予算", "執行額"].map(|text| Arc::new(say!("{text}", "{text}")));
        says.iter_mut().for_each(|say| share(&mut known, say));
        assert!(Arc::ptr_eq(&says[0], &says[2]) && !Arc::ptr_eq(&says[0], &says[1]));
        assert_eq!((known.len(), says[2].ja.as_str()), (2, "執行額"));
    }
}

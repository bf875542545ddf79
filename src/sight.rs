//! What a piece of work looks at: noted while it is done, so that it need not be done again while all of that is as it was.
//!
//! Who gives something away that may change from build to build says so with [`note`]; who does the work hears it from [`watch`].
//! Notes go to the work that its thread does at the moment, so that nothing has to be handed through. Work that is watched
//! must not hand parts of itself to other threads: what these look at would not be heard.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A thing that pages look at. What a site has but this does not name is the same for all pages: settings, words, themes, the
/// editions themselves, their documents, the glossary, snapshots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Seen {
    /// An entity of an edition, by kind and id; that there is none, too.
    Entity(i16, String, String),
    /// All entities of an edition of one kind.
    Entities(i16, String),
    /// Which entities of one kind an edition has.
    Ids(i16, String),
    /// Whether the review sheets of an edition say who is responsible.
    NamesOffices(i16),
    /// Whether any contract of an edition states a reason.
    StatesReasons(i16),
    /// A planned page by its path: its title, and that it is there.
    Page(String),
    /// Every planned page.
    Pages,
    /// The entities that name an entity.
    Backlinks(i16, String),
    /// The review sheets that call one related.
    Related(i16, String),
    /// Everybody who got money in an edition.
    Paid(i16),
    /// Where a recipient stands, by the last part of its address.
    Recipient(i16, String),
    /// The sums of a payee, by corporate number.
    Payee(i16, String),
    /// Ministries and offices of an edition.
    Offices(i16),
    /// Policies of an edition.
    Policies(i16),
    /// What was renamed, divided or united.
    Lineage,
    /// What the audit found about an entity.
    Relations(i16, String),
    /// What does not hold and names figures of an entity.
    Violations(i16, String),
    /// All that the audit found.
    Audit,
    /// What is wrong with a seed file.
    Findings(String),
    /// What is wrong with any of them.
    AllFindings,
    /// All of these.
    Everything,
}

/// What somebody looked at.
pub type Sights = BTreeSet<Seen>;

thread_local! {
    static SIGHTS: RefCell<Option<Sights>> = const { RefCell::new(None) };
}

/// Says that the work at hand looks at something.
pub fn note(seen: impl FnOnce() -> Seen) {
    SIGHTS.with_borrow_mut(|sights| {
        if let Some(sights) = sights {
            sights.insert(seen());
        }
    });
}

/// Says that the work at hand looks at all that other work looked at.
pub fn note_all(sights: &Sights) {
    sights.iter().for_each(|seen| note(|| seen.clone()));
}

/// Says that the work at hand looks at something that is found out by looking at much else, which is not noted.
pub fn note_for<T>(seen: impl FnOnce() -> Seen, find: impl FnOnce() -> T) -> T {
    note(seen);
    let outer = SIGHTS.take();
    let found = find();
    SIGHTS.set(outer);
    found
}

/// Does some work, and says what it looked at.
pub fn watch<T>(work: impl FnOnce() -> T) -> (T, Sights) {
    let outer = SIGHTS.replace(Some(Sights::new()));
    let result = work();
    let sights = SIGHTS.replace(outer).unwrap_or_default();
    (result, sights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str) -> Seen {
        Seen::Page(path.to_owned())
    }

    #[test]
    fn only_what_the_work_looks_at_is_heard() {
        note(|| page("before"));
        let (inner, sights) = watch(|| {
            note(|| page("a"));
            let (inner, own) = watch(|| note_for(|| page("b"), || note(|| page("hidden"))));
            assert_eq!(own, Sights::from([page("b")]));
            note(|| page("c"));
            note_all(&Sights::from([page("d"), page("e")]));
            inner
        });
        note(|| page("after"));
        assert_eq!(inner, ());
        let heard = ["a", "c", "d", "e"].map(page);
        assert_eq!(sights, Sights::from(heard));
    }
}

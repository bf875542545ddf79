//! What pages look at, numbered and hashed.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::Origins;
use super::digest::{Digest, Hash, of_value};
use super::sources::Sources;
use crate::render::{Renderer, Shared};
use crate::sight::Seen;

/// The things of a site; each is hashed when its hash is asked for first.
pub(super) struct Things<'s> {
    /// One a language.
    renderers: &'s [Renderer],
    shared: &'s Shared,
    pub(super) sources: Sources<'s>,
    numbered: RwLock<Numbered>,
}

#[derive(Default)]
struct Numbered {
    numbers: HashMap<Seen, u32>,
    all: Vec<Arc<Thing>>,
}

struct Thing {
    seen: Seen,
    digest: OnceLock<Digest>,
}

impl<'s> Things<'s> {
    pub(super) fn new(
        renderers: &'s [Renderer],
        shared: &'s Shared,
        origins: &'s Origins,
    ) -> Things<'s> {
        Things {
            renderers,
            shared,
            sources: Sources::new(&shared.dataset, origins),
            numbered: RwLock::default(),
        }
    }

    /// The number of a thing in this build.
    pub(super) fn number(&self, seen: Seen) -> u32 {
        let known = self.numbered.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known.numbers.get(&seen) {
            return *number;
        }
        drop(known);
        let mut numbered = self
            .numbered
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let Numbered { numbers, all } = &mut *numbered;
        *numbers.entry(seen).or_insert_with_key(|seen| {
            all.push(Arc::new(Thing {
                seen: seen.clone(),
                digest: OnceLock::new(),
            }));
            u32::try_from(all.len() - 1).expect("a site has fewer things than 32 bits count")
        })
    }

    /// The hash of a thing by its number.
    pub(super) fn digest(&self, number: u32) -> Digest {
        let numbered = self.numbered.read().unwrap_or_else(PoisonError::into_inner);
        let thing = Arc::clone(&numbered.all[number as usize]);
        drop(numbered);
        *thing.digest.get_or_init(|| self.hashed(&thing.seen))
    }

    /// The things with some numbers, and their places in that list.
    pub(super) fn listed(self, wanted: &HashSet<u32>) -> (Vec<Seen>, HashMap<u32, u32>) {
        let numbered = self.numbered.into_inner();
        let all = numbered.unwrap_or_else(PoisonError::into_inner).all;
        let mut wanted: Vec<(u32, &Seen)> = wanted
            .iter()
            .map(|number| (*number, &all[*number as usize].seen))
            .collect();
        // In the order of the things: the file is the same however threads came to their work.
        wanted.sort_unstable_by_key(|(_, seen)| *seen);
        let places = wanted.iter().map(|(number, _)| *number).zip(0..);
        let places = places.collect();
        (
            wanted.into_iter().map(|(_, seen)| seen.clone()).collect(),
            places,
        )
    }

    fn hashed(&self, seen: &Seen) -> Digest {
        if let Some(digest) = self.sources.hashed(seen) {
            return digest;
        }
        let Shared {
            audit, findings, ..
        } = self.shared;
        let ground = self.renderers.first().map(|renderer| &renderer.plan.ground);
        match seen {
            Seen::Page(path) => {
                let plans = self.renderers.iter().map(|renderer| &renderer.plan);
                let pages: Vec<_> = plans.map(|plan| plan.page(path)).collect();
                of_value(&pages)
            }
            Seen::Pages => {
                let plans = self.renderers.iter().map(|renderer| renderer.plan.pages());
                of_value(&plans.collect::<Vec<_>>())
            }
            Seen::Backlinks(year, entity) => of_value(&ground.map(|g| g.backlinks(*year, entity))),
            Seen::Related(year, review) => of_value(&ground.map(|g| g.related(*year, review))),
            Seen::Paid(year) => of_value(&ground.map(|g| g.paid(*year))),
            Seen::Recipient(year, key) => of_value(&ground.map(|g| g.recipient(*year, key))),
            Seen::Payee(year, number) => of_value(&ground.map(|g| g.payee(*year, number))),
            Seen::Offices(year) => of_value(&ground.map(|g| g.offices(*year))),
            Seen::Policies(year) => of_value(&ground.map(|g| g.policies(*year))),
            Seen::Lineage => of_value(&ground.map(|g| g.declared())),
            Seen::Relations(year, entity) => {
                let mut hash = Hash::new();
                let of = audit.entity(*year, entity).into_iter();
                let pieces = of.flat_map(|of| of.pieces());
                pieces.for_each(|piece| hash.bytes(&piece));
                hash.end()
            }
            Seen::Violations(year, entity) => of_value(&audit.violations(*year, entity)),
            Seen::Audit => self.audit(),
            Seen::Findings(file) => of_value(&findings.of(file)),
            Seen::AllFindings => of_value(&findings.below("").collect::<Vec<_>>()),
            Seen::Everything => self.everything(),
            Seen::Entity(..) | Seen::Entities(..) | Seen::Ids(..) | Seen::NamesOffices(..) => {
                unreachable!("sources know {seen:?}")
            }
        }
    }

    fn audit(&self) -> Digest {
        let mut hash = Hash::new();
        for of in &self.shared.audit.all().entities {
            let seen = Seen::Relations(of.edition, of.entity.as_ref().to_owned());
            hash.digest(&self.digest(self.number(seen)));
        }
        hash.end()
    }

    fn everything(&self) -> Digest {
        let mut hash = Hash::new();
        for year in self.shared.dataset.editions.keys() {
            hash.digest(&self.sources.entities(*year, None));
        }
        for seen in [Seen::Audit, Seen::Pages, Seen::AllFindings] {
            hash.digest(&self.digest(self.number(seen)));
        }
        hash.end()
    }
}

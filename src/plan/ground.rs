//! What the plans of all languages rest on: who got money, who is responsible, what names what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::memo::Memo;
use crate::model::dataset::{Dataset, Edition, Review};
use crate::model::lineage::Declared;
use crate::model::offices::Offices;
use crate::model::payees::Payee;
use crate::model::policies::Policies;
use crate::model::recipients::RowPlace;
use crate::sight::{self, Seen};

/// What is found out once for all languages.
#[derive(Debug, Default)]
pub struct Ground {
    /// For each entity (edition, `kind/id`): the entities that name it.
    backlinks: BTreeMap<(i16, String), Vec<String>>,
    /// For each edition: who got money.
    paid: BTreeMap<i16, Arc<Paid>>,
    /// For each edition: its ministries and their projects.
    offices: BTreeMap<i16, Arc<Offices>>,
    /// For each edition of the whole government: its policies and their projects.
    policies: BTreeMap<i16, Arc<Policies>>,
    /// For each edition and review sheet: the sheets that name it as related, with the position of it in their list.
    related: BTreeMap<(i16, String), Vec<(String, usize)>>,
    /// Where a thing stands in other editions under another id.
    declared: Declared,
}

/// Who got money in an edition.
#[derive(Debug, Default)]
pub struct Paid {
    /// The rows of each recipient that has a page, by the last part of its address.
    pub recipients: BTreeMap<String, Vec<RowPlace>>,
    /// Their names, in the same order.
    pub names: Vec<String>,
    /// In an edition of the whole government: every payee with a corporate number.
    pub payees: Vec<Payee>,
    /// Their places in that list, by corporate number.
    places: BTreeMap<String, usize>,
    /// Number of recipients on the pages of the list.
    pub listed: usize,
}

/// What was found out the last time: of thousands of sheets and tens of thousands of rows few change.
#[derive(Debug)]
pub struct Known {
    paid: Memo<Payments, Arc<Paid>>,
    offices: Memo<Responsible, Arc<Offices>>,
    policies: Memo<Measures, Arc<Policies>>,
}

/// All that [`Paid`] is made from.
#[derive(Debug)]
struct Payments(Vec<Arc<Review>>);

/// All that [`Offices`] are made from.
#[derive(Debug)]
struct Responsible(Vec<Arc<Review>>);

/// All that [`Policies`] are made from.
#[derive(Debug)]
struct Measures {
    offices: Arc<Offices>,
    reviews: Vec<Arc<Review>>,
}

impl PartialEq for Measures {
    fn eq(&self, other: &Measures) -> bool {
        let mut both = self.reviews.iter().zip(&other.reviews);
        Arc::ptr_eq(&self.offices, &other.offices)
            && self.reviews.len() == other.reviews.len()
            && both.all(|(a, b)| {
                let is_alike = || {
                    a.common.key == b.common.key
                        && a.organisation == b.organisation
                        && a.policies == b.policies
                };
                Arc::ptr_eq(a, b) || is_alike()
            })
    }
}

impl PartialEq for Responsible {
    fn eq(&self, other: &Responsible) -> bool {
        let is_same = |(a, b): (&Arc<Review>, &Arc<Review>)| {
            let is_alike = || a.common.key == b.common.key && a.organisation == b.organisation;
            Arc::ptr_eq(a, b) || is_alike()
        };
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(is_same)
    }
}

impl PartialEq for Payments {
    fn eq(&self, other: &Payments) -> bool {
        let mut both = self.0.iter().zip(&other.0);
        self.0.len() == other.0.len() && both.all(|(a, b)| Arc::ptr_eq(a, b) || pay_alike(a, b))
    }
}

/// True where two sheets say the same of whom they paid, and by which way.
fn pay_alike(a: &Review, b: &Review) -> bool {
    a.common.key == b.common.key
        && a.organisation.is_some() == b.organisation.is_some()
        && a.flow == b.flow
        && a.recipients == b.recipients
}

impl Known {
    /// For somebody who plans once: nothing is kept.
    pub fn none() -> Known {
        Known {
            paid: Memo::none(),
            offices: Memo::none(),
            policies: Memo::none(),
        }
    }

    /// For somebody who plans again and again.
    pub fn all() -> Known {
        Known {
            paid: Memo::kept(),
            offices: Memo::kept(),
            policies: Memo::kept(),
        }
    }

    /// Begins a round.
    pub fn turn(&mut self) {
        self.paid.turn();
        self.offices.turn();
        self.policies.turn();
    }
}

impl Ground {
    /// Finds it out.
    pub fn of(dataset: &Dataset, known: &Known) -> Ground {
        let mut ground = Ground {
            declared: Declared::of(dataset),
            ..Ground::default()
        };
        for (year, edition) in &dataset.editions {
            let (name, reviews) = (year.to_string(), || {
                edition.reviews.values().cloned().collect()
            });
            let find = |_: &_| Arc::new(Paid::of(edition));
            let paid = known.paid.get(&name, Payments(reviews()), find);
            ground.paid.insert(*year, paid);
            let find = |_: &_| Arc::new(Offices::of(edition));
            let offices = known.offices.get(&name, Responsible(reviews()), find);
            if edition.names_offices() {
                let input = Measures {
                    offices: Arc::clone(&offices),
                    reviews: reviews(),
                };
                let find = |_: &_| Arc::new(Policies::of(edition, &offices));
                let policies = known.policies.get(&name, input, find);
                ground.policies.insert(*year, policies);
            }
            ground.offices.insert(*year, offices);
            ground.add_backlinks(edition);
            ground.add_related(edition);
        }
        ground
    }

    /// The entities that name an entity, as `kind/id`.
    pub fn backlinks(&self, edition: i16, entity: &str) -> &[String] {
        sight::note(|| Seen::Backlinks(edition, entity.to_owned()));
        let found = self.backlinks.get(&(edition, entity.to_owned()));
        found.map_or(&[], Vec::as_slice)
    }

    /// The review sheets that name one as related, with the position of it in their list.
    pub fn related(&self, edition: i16, review: &str) -> &[(String, usize)] {
        sight::note(|| Seen::Related(edition, review.to_owned()));
        let found = self.related.get(&(edition, review.to_owned()));
        found.map_or(&[], Vec::as_slice)
    }

    /// Who got money in an edition.
    pub fn paid(&self, edition: i16) -> Option<&Paid> {
        sight::note(|| Seen::Paid(edition));
        self.paid.get(&edition).map(Arc::as_ref)
    }

    /// The rows of a recipient that has a page, by the last part of its address.
    pub fn recipient(&self, edition: i16, key: &str) -> Option<&[RowPlace]> {
        sight::note(|| Seen::Recipient(edition, key.to_owned()));
        let paid = self.paid.get(&edition)?;
        paid.recipients.get(key).map(Vec::as_slice)
    }

    /// The payee with a corporate number, in an edition of the whole government.
    pub fn payee(&self, edition: i16, number: &str) -> Option<&Payee> {
        sight::note(|| Seen::Payee(edition, number.to_owned()));
        let paid = self.paid.get(&edition)?;
        paid.payees.get(*paid.places.get(number)?)
    }

    /// The ministries of an edition and their projects.
    pub fn offices(&self, edition: i16) -> &Offices {
        static NONE: Offices = Offices::NONE;
        sight::note(|| Seen::Offices(edition));
        self.offices.get(&edition).map_or(&NONE, |of| of)
    }

    /// The policies of an edition of the whole government and their projects.
    pub fn policies(&self, edition: i16) -> &Policies {
        static NONE: Policies = Policies::NONE;
        sight::note(|| Seen::Policies(edition));
        self.policies.get(&edition).map_or(&NONE, |of| of)
    }

    /// Where a thing stands in other editions under another id.
    pub fn declared(&self) -> &Declared {
        sight::note(|| Seen::Lineage);
        &self.declared
    }

    fn add_related(&mut self, edition: &Edition) {
        for (id, review) in &edition.reviews {
            for (at, other) in review.related_projects.iter().enumerate() {
                let other = other.id.as_ref().filter(|other| *other != id);
                let known = other.filter(|other| edition.reviews.contains_key(other));
                if let Some(other) = known {
                    let key = (edition.year, other.clone());
                    self.related.entry(key).or_default().push((id.clone(), at));
                }
            }
        }
    }

    fn add_backlinks(&mut self, edition: &Edition) {
        let mut seen = BTreeSet::new();
        let mut add = |from: &str, to: &str| {
            if seen.insert((to.to_owned(), from.to_owned())) {
                self.backlinks
                    .entry((edition.year, to.to_owned()))
                    .or_default()
                    .push(from.to_owned());
            }
        };
        for program in edition.programs.values() {
            program
                .projects
                .iter()
                .for_each(|id| add(&program.common.key, &format!("projects/{id}")));
        }
        for common in edition.entities() {
            common.related.iter().for_each(|key| add(&common.key, key));
        }
        for review in edition.reviews.values() {
            review
                .activities
                .iter()
                .flat_map(|block| &block.related)
                .for_each(|key| add(&review.common.key, key));
        }
        for portfolio in edition.portfolios.values() {
            let programs = portfolio.groups.iter().flat_map(|group| &group.programs);
            programs
                .filter_map(|program| program.about.as_ref())
                .for_each(|key| add(&portfolio.common.key, key));
        }
    }
}

impl Paid {
    /// Where an edition has tens of thousands of recipients, only those with several projects have a page.
    fn of(edition: &Edition) -> Paid {
        let mut paid = Paid::default();
        if edition.names_offices() {
            paid.payees = edition.payees();
            let numbers = paid.payees.iter().map(|payee| payee.number.clone());
            paid.places = numbers.zip(0..).collect();
            let paged = paid.payees.iter().filter(|payee| payee.has_page());
            let paged = paged.map(|payee| (payee.number.clone(), payee.places.clone()));
            paid.recipients = paged.collect();
            paid.listed = paid.payees.len();
        } else {
            paid.recipients = edition.recipient_places();
            paid.listed = paid.recipients.len();
        }
        let names = paid.recipients.values().map(|places| {
            let entry = edition.recipient(places);
            entry.map_or_else(String::new, |entry| entry.name)
        });
        paid.names = names.collect();
        paid
    }
}

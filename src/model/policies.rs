//! Policies (政策) of an edition with their measures (施策) and the projects that belong to them, as the review sheets say.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::dataset::Edition;
use super::offices::{Offices, short_hash};
use super::sheet::PolicyMeasure;

/// The policies of an edition; none where its review sheets name none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policies {
    /// By ministry in official order, then by name, numbers in it by their size.
    pub all: Vec<Policy>,
    /// Position of each policy by ministry and name, both without white space.
    places: BTreeMap<(String, String), usize>,
}

/// A policy (政策) of a ministry.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Last part of its address: id of the ministry where it is known, and a hash of the names.
    pub id: String,
    /// Ministry as printed; empty where neither policy nor sheet name one.
    pub ministry: String,
    /// Name as printed first.
    pub name: String,
    /// Its measures, by name like policies; what names no measure comes first.
    pub measures: Vec<Measure>,
    /// Ids of the review sheets that name it, each once, in official order.
    pub reviews: Vec<String>,
}

/// A measure (施策) of a policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Name as printed first; none for sheets that name the policy alone.
    pub name: Option<String>,
    /// Ids of its review sheets, each once, in official order.
    pub reviews: Vec<String>,
}

impl Policies {
    /// No policies.
    pub const NONE: Policies = Policies {
        all: Vec::new(),
        places: BTreeMap::new(),
    };

    /// The policies that the review sheets of an edition name.
    pub fn of(edition: &Edition, offices: &Offices) -> Policies {
        let mut policies = Policies::default();
        for id in &offices.order {
            let Some(review) = edition.reviews.get(id) else {
                continue;
            };
            let own = review.organisation.as_ref();
            let own = own.map_or("", |organisation| organisation.ministry.as_str());
            for measure in &review.policies {
                policies.add(id, own, measure);
            }
        }
        policies.sort(offices);
        policies
    }

    fn add(&mut self, review: &str, own: &str, named: &PolicyMeasure) {
        let ministry = named.ministry.as_deref().unwrap_or(own);
        let place = (key(ministry), key(&named.policy));
        let at = *self.places.entry(place).or_insert_with(|| {
            self.all.push(Policy {
                id: String::new(),
                ministry: ministry.to_owned(),
                name: named.policy.clone(),
                measures: Vec::new(),
                reviews: Vec::new(),
            });
            self.all.len() - 1
        });
        let policy = &mut self.all[at];
        once(&mut policy.reviews, review);
        let name = named.measure.as_deref();
        let known = |measure: &&mut Measure| measure.name.as_deref().map(key) == name.map(key);
        match policy.measures.iter_mut().find(known) {
            Some(measure) => once(&mut measure.reviews, review),
            None => policy.measures.push(Measure {
                name: name.map(str::to_owned),
                reviews: vec![review.to_owned()],
            }),
        }
    }

    fn sort(&mut self, offices: &Offices) {
        let rank = |policy: &Policy| {
            let name = key(&policy.ministry);
            let mut all = offices.ministries.iter();
            all.position(|ministry| key(&ministry.name) == name)
        };
        self.all.sort_by_cached_key(|policy| {
            let rank = rank(policy).unwrap_or(usize::MAX);
            (rank, key(&policy.ministry), by_number(&policy.name))
        });
        self.places.clear();
        for (at, policy) in self.all.iter_mut().enumerate() {
            let measures = &mut policy.measures;
            measures.sort_by_cached_key(|measure| measure.name.as_deref().map(by_number));
            let (ministry, name) = (key(&policy.ministry), key(&policy.name));
            let known = offices
                .ministries
                .iter()
                .find(|one| key(&one.name) == ministry);
            let hash = short_hash(&format!("{ministry}/{name}"));
            policy.id = match known {
                Some(known) => format!("{}-{hash}", known.id),
                None => hash,
            };
            self.places.insert((ministry, name), at);
        }
        self.number();
    }

    /// Gives policies of one id, whose names have one hash, ids of their own.
    fn number(&mut self) {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for policy in &mut self.all {
            let count = taken.entry(policy.id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                policy.id = format!("{}-{count}", policy.id);
            }
        }
    }

    /// The policy with an id.
    pub fn by_id(&self, id: &str) -> Option<&Policy> {
        self.all.iter().find(|policy| policy.id == id)
    }

    /// The policy that a review sheet of a ministry names.
    pub fn named(&self, own: &str, named: &PolicyMeasure) -> Option<&Policy> {
        let ministry = named.ministry.as_deref().unwrap_or(own);
        let at = self.places.get(&(key(ministry), key(&named.policy)))?;
        self.all.get(*at)
    }
}

/// Adds the id of a sheet unless it is there; sheets come one after the other.
fn once(ids: &mut Vec<String>, id: &str) {
    if ids.last().is_none_or(|last| last != id) {
        ids.push(id.to_owned());
    }
}

/// A name in compatibility form (NFKC) without white space: sheets write `１` and `1`, with and without spaces.
fn key(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The name with its numbers as long as each other, so that 10 comes after 2.
fn by_number(name: &str) -> String {
    let mut sorted = String::new();
    let mut digits = String::new();
    for c in key(name).chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            sorted.push_str(&format!("{digits:0>8}"));
            digits.clear();
        }
        sorted.push(c);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::table::Citation;

    fn named(policy: &str, measure: Option<&str>) -> PolicyMeasure {
        PolicyMeasure {
            ministry: None,
            policy: policy.into(),
            measure: measure.map(str::to_owned),
            url: None,
            citation: Citation {
                document: "rs".into(),
                lines: None,
            },
        }
    }

    #[test]
    fn names_that_differ_in_width_and_spaces_are_one_policy() {
        let mut policies = Policies::default();
        policies.add("1", "試験省", &named("１　研究", Some("１－１ 基盤")));
        policies.add("1", "試験省", &named("1 研究", Some("１－２ 応用")));
        policies.add("2", "試験省", &named("1研究", None));
        policies.add("2", "別の省", &named("1研究", None));
        policies.sort(&Offices::NONE);
        assert_eq!(policies.all.len(), 2);
        let policy = policies
            .named("試験省", &named("1　研究", None))
            .expect("it is there");
        assert_eq!(
            (policy.name.as_str(), policy.reviews.len()),
            ("１　研究", 2)
        );
        let measures: Vec<_> = policy.measures.iter().map(|m| m.name.as_deref()).collect();
        assert_eq!(measures, [None, Some("１－１ 基盤"), Some("１－２ 応用")]);
    }

    #[test]
    fn numbers_in_names_are_ordered_by_their_size() {
        let mut names = ["１０ 十", "９ 九", "９－１０", "９－２", "基本"];
        names.sort_by_cached_key(|name| by_number(name));
        assert_eq!(names, ["９－２", "９－１０", "９ 九", "１０ 十", "基本"]);
    }

    #[test]
    fn ids_are_taken_once() {
        let mut policies = Policies::default();
        policies.add("1", "甲", &named("政策", None));
        policies.add("1", "乙", &named("政策", None));
        policies.sort(&Offices::NONE);
        for policy in &mut policies.all {
            policy.id = "same".into();
        }
        policies.number();
        let ids: Vec<&str> = policies
            .all
            .iter()
            .map(|policy| policy.id.as_str())
            .collect();
        assert_eq!(ids, ["same", "same-2"]);
    }
}

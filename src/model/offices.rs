//! Ministries and their offices (局・庁) with the projects they are responsible for: how a site of the whole government is divided.
//!
//! Projects belong to the ministry that is responsible for the policy (政策所管府省庁), and in it to a bureau, or to an agency
//! that has none. Names are compared without white space, because sources write `国土交通省　観光庁` and `観光庁`.

mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dataset::{Edition, Review};
use super::fiscal_year::FiscalYear;
use super::sheet::Organisation;
pub use known::{Known, by_id, find};

/// The ministries of an edition; none where its review sheets do not say who is responsible.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offices {
    /// In official order (建制順).
    pub ministries: Vec<Ministry>,
    /// Every review sheet by id, those without organisation too, in official order.
    pub order: Vec<String>,
    /// Ministry, office and place in it of each review sheet that has one.
    places: BTreeMap<String, (usize, usize, usize)>,
}

/// A ministry (府省庁) that is responsible for policies.
#[derive(Debug, Clone, PartialEq)]
pub struct Ministry {
    /// Last part of its address: the name in `go.jp`, or a hash of the name.
    pub id: String,
    pub name: String,
    pub offices: Vec<Office>,
}

/// A bureau, or an agency or ministry whose projects name no bureau.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Last part of its address: the name in `go.jp`, or a hash of the names.
    pub id: String,
    /// Ministry or agency (府省庁) as printed; the ministry's name where none is printed.
    pub agency: String,
    /// Bureau (局・庁) as printed; none where it is blank.
    pub bureau: Option<String>,
    /// Ids of its review sheets, in official order.
    pub reviews: Vec<String>,
}

impl Ministry {
    /// Ids of its review sheets, office by office.
    pub fn reviews(&self) -> impl Iterator<Item = &String> + Clone {
        self.offices.iter().flat_map(|office| &office.reviews)
    }
}

impl Office {
    /// The name that tells it from other offices of its ministry.
    pub fn name(&self) -> &str {
        self.bureau.as_deref().unwrap_or(&self.agency)
    }
    /// The agency, where it is not the ministry and not the office itself.
    pub fn agency_beside(&self, ministry: &Ministry) -> Option<&str> {
        let is_said = key(&self.agency) == key(&ministry.name) || self.bureau.is_none();
        (!is_said).then_some(self.agency.as_str())
    }
}

impl Offices {
    /// No ministries.
    pub const NONE: Offices = Offices {
        ministries: Vec::new(),
        order: Vec::new(),
        places: BTreeMap::new(),
    };

    /// The offices of an edition.
    pub fn of(edition: &Edition) -> Offices {
        let mut sorted: Vec<&Review> = edition.reviews.values().map(Arc::as_ref).collect();
        sorted.sort_by_cached_key(|review| rank(review));
        let mut offices = Offices {
            order: sorted
                .iter()
                .map(|review| review.common.id().to_owned())
                .collect(),
            ..Offices::default()
        };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut within: BTreeMap<(usize, String, String), usize> = BTreeMap::new();
        for review in sorted {
            let Some(organisation) = &review.organisation else {
                continue;
            };
            let at = *known.entry(key(&organisation.ministry)).or_insert_with(|| {
                offices.ministries.push(Ministry {
                    id: String::new(),
                    name: organisation.ministry.clone(),
                    offices: Vec::new(),
                });
                offices.ministries.len() - 1
            });
            let ministry = &mut offices.ministries[at];
            let office = Office::of(organisation);
            let bureau = office.bureau.as_deref().map(key).unwrap_or_default();
            let place = (at, key(&office.agency), bureau);
            let within = *within.entry(place).or_insert_with(|| {
                ministry.offices.push(office);
                ministry.offices.len() - 1
            });
            let reviews = &mut ministry.offices[within].reviews;
            let id = review.common.id().to_owned();
            offices
                .places
                .insert(id.clone(), (at, within, reviews.len()));
            reviews.push(id);
        }
        offices.name();
        offices
    }

    /// Gives ministries and offices their ids, after their names alone: they outlive editions.
    fn name(&mut self) {
        let mut taken = BTreeSet::new();
        for ministry in &mut self.ministries {
            let name = key(&ministry.name);
            ministry.id = free(&mut taken, find(&name), &name);
            let mut taken = BTreeSet::new();
            for office in &mut ministry.offices {
                let agency = agency_key(&name, &office.agency);
                let bureau = office.bureau.as_deref().map(key);
                let named = match &bureau {
                    None => find(&agency),
                    Some(bureau) => find(bureau),
                };
                let words = [Some(agency), bureau].into_iter().flatten();
                let words = words.collect::<Vec<_>>().join("/");
                office.id = free(&mut taken, named, &words);
            }
        }
    }

    /// True for an edition whose review sheets say who is responsible.
    pub fn is_empty(&self) -> bool {
        self.ministries.is_empty()
    }

    /// The ministry with an id.
    pub fn ministry(&self, id: &str) -> Option<&Ministry> {
        self.ministries.iter().find(|ministry| ministry.id == id)
    }

    /// The office of a ministry with these ids.
    pub fn office(&self, ministry: &str, office: &str) -> Option<(&Ministry, &Office)> {
        let ministry = self.ministry(ministry)?;
        let office = ministry.offices.iter().find(|one| one.id == office)?;
        Some((ministry, office))
    }

    /// The ministry and office of a review sheet, and its place in the office.
    pub fn of_review(&self, id: &str) -> Option<(&Ministry, &Office, usize)> {
        let (ministry, office, place) = *self.places.get(id)?;
        let ministry = self.ministries.get(ministry)?;
        Some((ministry, ministry.offices.get(office)?, place))
    }
}

impl Office {
    fn of(organisation: &Organisation) -> Office {
        let unit = &organisation.unit;
        let ministry = &organisation.ministry;
        let agency = unit.agency.as_ref().unwrap_or(ministry);
        // Some sheets repeat the agency as its own bureau.
        let bureau = unit.bureau.as_ref().filter(|bureau| {
            agency_key(&key(ministry), agency) != key(bureau) && !key(bureau).is_empty()
        });
        Office {
            id: String::new(),
            agency: agency.clone(),
            bureau: bureau.cloned(),
            reviews: Vec::new(),
        }
    }
}

/// Official order: by ministry, then by the number of the project. Sheets that do not say who is responsible come last.
fn rank(review: &Review) -> (u32, String, usize, String) {
    let organisation = review.organisation.as_ref();
    let order = organisation.and_then(|organisation| organisation.order);
    let ministry = organisation.map_or_else(String::new, |one| key(&one.ministry));
    let id = review.common.id();
    // Ids are numbers without leading zeros: shorter ones are smaller.
    let length = if organisation.is_some() { id.len() } else { 0 };
    (order.unwrap_or(u32::MAX), ministry, length, id.to_owned())
}

/// A name without white space.
fn key(name: &str) -> String {
    name.split_whitespace().collect()
}

/// The name of an agency without white space and without the ministry that some sources put before it.
fn agency_key(ministry: &str, agency: &str) -> String {
    let agency = key(agency);
    match agency.strip_prefix(ministry) {
        Some(own) if !own.is_empty() => own.to_owned(),
        _ => agency,
    }
}

/// The id of a known name, or a hash of the name; a second one of the same id gets the next free hash.
fn free(taken: &mut BTreeSet<String>, known: Option<&Known>, name: &str) -> String {
    let mut id = known.map_or_else(|| short_hash(name), |known| known.id.to_owned());
    let mut again = name.to_owned();
    while !taken.insert(id.clone()) {
        again.push('+');
        id = short_hash(&again);
    }
    id
}

/// Eight hexadecimal digits that depend on a text alone (FNV-1a, 32 bits): parts of addresses that must never change.
pub fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

impl Edition {
    /// The year that the review sheets ask for money in (事業年度) and the year before, whose execution they report.
    pub fn sheet_years(&self) -> (FiscalYear, FiscalYear) {
        (
            FiscalYear(self.year),
            FiscalYear(self.year.saturating_sub(1)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_definition() {
        // Test vectors of FNV-1a, 32 bits.
        assert_eq!(short_hash(""), "811c9dc5");
        assert_eq!(short_hash("a"), "e40c292c");
        assert_eq!(short_hash("foobar"), "bf9cf968");
    }

    #[test]
    fn agencies_are_known_with_and_without_their_ministry() {
        assert_eq!(agency_key("国土交通省", "国土交通省　観光庁"), "観光庁");
        assert_eq!(agency_key("国土交通省", "観光庁"), "観光庁");
        assert_eq!(agency_key("国土交通省", "国土交通省"), "国土交通省");
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut taken = BTreeSet::new();
        assert_eq!(free(&mut taken, find("文化庁"), "文化庁"), "bunka");
        assert_ne!(free(&mut taken, find("文化庁"), "文化庁"), "bunka");
    }
}

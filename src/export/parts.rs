//! An edition in parts, so that the rows of thousands of projects are made side by side, and only those of a part again where one
//! project has changed.

use std::ops::Range;

use crate::archive::sha256;
use crate::model::dataset::Edition;

/// Review sheets of a part, on average.
const SHEETS: u32 = 64;

/// Some of the entities of an edition, in the order in which readers meet them.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'a> {
    which: Which<'a>,
    /// Their places among all, the edition's own body first.
    places: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Which<'a> {
    All,
    /// What stands before the review sheets: the edition itself, programmes and projects.
    Before,
    /// Some of the review sheets, by id.
    Reviews(Vec<&'a str>),
    /// What stands after them: objectives and portfolios.
    After,
}

impl<'a> Part<'a> {
    /// A whole edition.
    pub const fn whole() -> Part<'a> {
        Part {
            which: Which::All,
            places: 0..usize::MAX,
        }
    }

    /// An edition in parts. Where one ends depends on the ids of its review sheets alone, so that a new sheet changes one part.
    pub fn of(edition: &'a Edition) -> Vec<Part<'a>> {
        let before = 1 + edition.programs.len() + edition.projects.len();
        let mut parts = vec![Part {
            which: Which::Before,
            places: 0..before,
        }];
        let mut from = before;
        let ids: Vec<&str> = edition.reviews.keys().map(String::as_str).collect();
        for ids in ids.chunk_by(|_, next| !begins(next)) {
            let places = from..from + ids.len();
            from = places.end;
            let which = Which::Reviews(ids.to_vec());
            parts.push(Part { which, places });
        }
        parts.push(Part {
            which: Which::After,
            places: from..from + edition.objectives.len() + edition.portfolios.len(),
        });
        parts
    }

    /// True where programmes, projects and what belongs to the edition itself are in it.
    pub(super) fn has_before(&self) -> bool {
        matches!(self.which, Which::All | Which::Before)
    }

    /// True where objectives and portfolios are in it.
    pub(super) fn has_after(&self) -> bool {
        matches!(self.which, Which::All | Which::After)
    }

    /// The ids of its review sheets; nothing where it has all of the edition.
    pub(super) fn reviews(&self) -> Option<&[&'a str]> {
        match &self.which {
            Which::All => None,
            Which::Reviews(ids) => Some(ids),
            Which::Before | Which::After => Some(&[]),
        }
    }

    /// The places of its entities among all of the edition.
    pub fn places(&self) -> Range<usize> {
        self.places.clone()
    }

    /// A name that says which entities these are.
    pub fn name(&self) -> String {
        match &self.which {
            Which::All => "all".to_owned(),
            Which::Before => "before".to_owned(),
            Which::Reviews(ids) => format!("{}-{}", ids[0], sha256(ids.join("\n").as_bytes())),
            Which::After => "after".to_owned(),
        }
    }
}

/// True where a part begins with a review sheet.
fn begins(id: &str) -> bool {
    crc32fast::hash(id.as_bytes()).is_multiple_of(SHEETS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_some_dozens_of_sheets_and_keep_their_places() {
        let ids: Vec<String> = (1..=6000).map(|n: u32| n.to_string()).collect();
        let cut = |ids: &[String]| -> Vec<Vec<String>> {
            let parts = ids.chunk_by(|_, next| !begins(next));
            parts.map(<[String]>::to_vec).collect()
        };
        let all = cut(&ids);
        let longest = all.iter().map(Vec::len).max();
        assert!(
            all.len() > 50 && longest < Some(600),
            "{longest:?} of {}",
            all.len()
        );
        let mut fewer = ids.clone();
        fewer.remove(3000);
        let other = cut(&fewer);
        let same = other.iter().filter(|part| all.contains(part)).count();
        assert!(same + 2 >= all.len(), "{same} of {}", all.len());
    }
}

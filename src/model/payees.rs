//! Payees of the whole government by corporate number (法人番号), with the money of ministries apart from money passed on.
//!
//! Only payees with a corporate number are one organisation across projects. Persons (個人Ａ) are anonymised project by project,
//! and rows for all others (その他) stand for different organisations each time: they belong to their review sheet alone.

use std::collections::{BTreeMap, BTreeSet};

use super::dataset::{Edition, Recipient, RecipientList, Review};
use super::money::Yen;
use super::recipients::RowPlace;
use super::totals::{Total, sum};
use crate::sight::{self, Seen};

/// How a block got its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// From the units in charge themselves (担当組織からの支出).
    Direct,
    /// From the units in charge and from other blocks too: how much from whom is not published.
    Both,
    /// From other blocks only (再委託など): it was counted there already.
    Passed,
    /// The sheet does not say.
    Unknown,
}

impl Route {
    /// True for money that ministries paid themselves. As in the official totals, a block counts whole where any of it is paid
    /// by the units in charge.
    pub fn is_direct(self) -> bool {
        matches!(self, Route::Direct | Route::Both)
    }

    /// Part of the keys of messages.
    pub fn key(self) -> &'static str {
        match self {
            Route::Direct => "direct",
            Route::Both => "both",
            Route::Passed => "passed",
            Route::Unknown => "unknown",
        }
    }
}

/// How the block of a list of recipients got its money.
pub fn route(review: &Review, list: &RecipientList) -> Route {
    let links = review.flow.iter().flat_map(|flow| &flow.links);
    let into = links
        .filter(|link| link.to.eq_ignore_ascii_case(&list.block) && link.from != link.to)
        .map(|link| link.is_direct);
    let (direct, passed) = into.fold((false, false), |(direct, passed), is_direct| {
        (direct || is_direct, passed || !is_direct)
    });
    match (direct, passed) {
        (true, false) => Route::Direct,
        (true, true) => Route::Both,
        (false, true) => Route::Passed,
        (false, false) => Route::Unknown,
    }
}

/// An organisation that got money in an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Payee {
    /// Corporate number.
    pub number: String,
    /// Its rows, sheet by sheet.
    pub places: Vec<RowPlace>,
    /// Review sheets that list it.
    pub projects: usize,
    /// What ministries paid it.
    pub direct: Total,
    /// What it got from others, or by a way that the sheet does not say. Not to be added to anything.
    pub passed: Total,
}

impl Payee {
    /// True where it has a page of its own: a page about one project would say what the sheet says.
    pub fn has_page(&self) -> bool {
        self.projects > 1
    }
}

/// A row of a list of recipients with its review sheet.
pub type PayeeRow<'a> = (&'a Review, &'a RecipientList, &'a Recipient);

impl Edition {
    /// True for an edition whose review sheets say who is responsible, as those that were imported do: one of the whole government.
    pub fn names_offices(&self) -> bool {
        let seen = || Seen::NamesOffices(self.year);
        sight::note_for(seen, || {
            let mut reviews = self.reviews.values();
            reviews.any(|review| review.organisation.is_some())
        })
    }

    /// Every payee with a corporate number: by what ministries paid it, the most first, then by number.
    pub fn payees(&self) -> Vec<Payee> {
        let payees = self.payees_with_rows().into_iter();
        payees.map(|(payee, _)| payee).collect()
    }

    /// The same with the rows in which each stands, in the order of its places.
    pub fn payees_with_rows(&self) -> Vec<(Payee, Vec<PayeeRow<'_>>)> {
        let mut found: BTreeMap<&str, (Vec<RowPlace>, Vec<PayeeRow<'_>>)> = BTreeMap::new();
        for (id, review) in &self.reviews {
            for (at, list) in review.recipients.iter().enumerate() {
                for (rank, row) in list.rows.iter().enumerate().filter(|(_, row)| !row.is_rest) {
                    if let Some(number) = &row.corporate_number {
                        let (places, rows) = found.entry(number.as_str()).or_default();
                        places.push((id.clone(), at, rank));
                        rows.push((review, list, row));
                    }
                }
            }
        }
        let payees = found.into_iter();
        let payees = payees.map(|(number, (places, rows))| (payee(number, places, &rows), rows));
        let mut payees: Vec<_> = payees.collect();
        payees.sort_by_key(|(payee, _)| std::cmp::Reverse(payee.direct.amount));
        payees
    }

    /// The rows at places.
    pub fn rows<'a>(&'a self, places: &[RowPlace]) -> impl Iterator<Item = PayeeRow<'a>> {
        places.iter().filter_map(|place| self.recipient_row(place))
    }
}

/// A payee that stands in some rows, which are at these places.
fn payee(number: &str, places: Vec<RowPlace>, rows: &[PayeeRow<'_>]) -> Payee {
    let of = |is_direct: bool| {
        let rows = rows
            .iter()
            .filter(|(review, list, _)| route(review, list).is_direct() == is_direct);
        sum(rows.map(|(_, _, row)| amount(row)))
    };
    let projects: BTreeSet<&String> = places.iter().map(|(review, ..)| review).collect();
    Payee {
        number: number.to_owned(),
        projects: projects.len(),
        direct: of(true),
        passed: of(false),
        places,
    }
}

/// The amount of a row, where it may be added to others.
fn amount(row: &Recipient) -> Option<Yen> {
    super::totals::countable(&row.amount)
}

//! Recipients of an edition, gathered over all review sheets and blocks by corporate number.

use std::collections::BTreeMap;

use super::dataset::{Edition, Recipient, RecipientList, Review};
use super::money::Yen;
use super::quantity::Quantity;

/// Everything that one organisation received, according to the printed lists of an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientEntry<'a> {
    /// Corporate number where printed.
    pub corporate_number: Option<&'a str>,
    /// Name as printed first.
    pub name: String,
    /// Review sheet, list and row, in printed order.
    pub rows: Vec<(&'a Review, &'a RecipientList, &'a Recipient)>,
}

impl RecipientEntry<'_> {
    /// Sum of the printed amounts; nothing where one of them is missing or the sum overflows.
    ///
    /// Money that passes through several blocks is counted in each of them.
    pub fn total(&self) -> Option<Yen> {
        Yen::checked_sum(
            self.rows
                .iter()
                .map(|(_, _, row)| match row.amount.quantity() {
                    Some(Quantity::Money(money)) => Some(money.yen),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>()?,
        )
    }
}

/// Where a row of a list of recipients stands: review sheet, list and row, the last two counted from 0.
pub type RowPlace = (String, usize, usize);

impl Edition {
    /// Recipients by the last part of their address: the corporate number, or sheet, block and rank where none is printed.
    pub fn recipients(&self) -> BTreeMap<String, RecipientEntry<'_>> {
        let places = self.recipient_places();
        places
            .into_iter()
            .filter_map(|(key, places)| Some((key, self.recipient(&places)?)))
            .collect()
    }

    /// The same as places, which can be kept apart from the edition.
    pub fn recipient_places(&self) -> BTreeMap<String, Vec<RowPlace>> {
        let mut places: BTreeMap<String, Vec<RowPlace>> = BTreeMap::new();
        for (id, review) in &self.reviews {
            for (at, list) in review.recipients.iter().enumerate() {
                for (rank, row) in list.rows.iter().enumerate() {
                    places
                        .entry(recipient_key(review, list, row))
                        .or_default()
                        .push((id.clone(), at, rank));
                }
            }
        }
        places
    }

    /// The recipient whose rows stand at these places; nothing where there is no place.
    pub fn recipient(&self, places: &[RowPlace]) -> Option<RecipientEntry<'_>> {
        let rows: Vec<_> = places
            .iter()
            .filter_map(|place| self.recipient_row(place))
            .collect();
        let (_, _, first) = rows.first()?;
        let corporate_number = first
            .corporate_number
            .as_ref()
            .map(|number| number.as_str());
        Some(RecipientEntry {
            corporate_number,
            name: first.name.clone(),
            rows,
        })
    }

    pub(super) fn recipient_row(
        &self,
        (review, list, row): &RowPlace,
    ) -> Option<(&Review, &RecipientList, &Recipient)> {
        let review = self.reviews.get(review)?;
        let list = review.recipients.get(*list)?;
        Some((review, list, list.rows.get(*row)?))
    }

    /// True where any entity of the edition has an indicator.
    pub fn has_indicators(&self) -> bool {
        self.entities().any(|common| !common.indicators.is_empty())
            || self
                .reviews
                .values()
                .any(|review| review.indicators().next().is_some())
            || self.objectives.values().any(|objective| {
                objective
                    .goals
                    .iter()
                    .any(|goal| !goal.indicators.is_empty())
            })
    }
}

impl RecipientList {
    /// Block and rank of a row (「B-1」); the block alone where the source has no ranks.
    pub fn place(&self, row: &Recipient) -> String {
        match self.rank(row) {
            Some(rank) => format!("{}-{rank}", self.block),
            None => self.block.clone(),
        }
    }

    /// The rank of a row (順位); nothing where the source has none.
    pub fn rank(&self, row: &Recipient) -> Option<u32> {
        self.is_ranked.then_some(row.rank)
    }
}

/// The last part of the address of a recipient's page.
pub fn recipient_key(review: &Review, list: &RecipientList, row: &Recipient) -> String {
    match &row.corporate_number {
        Some(number) => number.as_str().to_owned(),
        None => format!(
            "{}-{}-{}",
            review.common.id(),
            list.block.to_ascii_lowercase(),
            row.rank
        ),
    }
}

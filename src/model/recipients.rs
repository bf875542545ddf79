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
        Yen::checked_sum(self.rows.iter().map(|(_, _, row)| match row.amount.quantity() {
            Some(Quantity::Money(money)) => Some(money.yen),
            _ => None,
        }).collect::<Option<Vec<_>>>()?)
    }
}

impl Edition {
    /// Recipients by the last part of their address: the corporate number, or sheet, block and rank where none is printed.
    pub fn recipients(&self) -> BTreeMap<String, RecipientEntry<'_>> {
        let mut entries: BTreeMap<String, RecipientEntry<'_>> = BTreeMap::new();
        for review in self.reviews.values() {
            for list in &review.recipients {
                for row in &list.rows {
                    let entry = entries.entry(recipient_key(review, list, row)).or_insert_with(|| RecipientEntry {
                        corporate_number: row.corporate_number.as_ref().map(|number| number.as_str()),
                        name: row.name.clone(),
                        rows: Vec::new(),
                    });
                    entry.rows.push((review, list, row));
                }
            }
        }
        entries
    }

    /// True where any entity of the edition has an indicator.
    pub fn has_indicators(&self) -> bool {
        self.entities().any(|common| !common.indicators.is_empty())
            || self.reviews.values().any(|review| review.indicators().next().is_some())
            || self.objectives.values().any(|objective| objective.goals.iter().any(|goal| !goal.indicators.is_empty()))
    }
}

/// The last part of the address of a recipient's page.
pub fn recipient_key(review: &Review, list: &RecipientList, row: &Recipient) -> String {
    match &row.corporate_number {
        Some(number) => number.as_str().to_owned(),
        None => format!("{}-{}-{}", review.common.id(), list.block.to_ascii_lowercase(), row.rank),
    }
}

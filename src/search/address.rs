//! Addresses of things that are parts of pages, relative to the site's root.

use crate::model::dataset::{Common, Edition, Indicator, Project, TaskGroup};
use crate::model::payees::Payee;

pub(super) fn entity(edition: &Edition, common: &Common) -> String {
    if common.key.is_empty() {
        format!("{}/", edition.year)
    } else {
        format!("{}/{}/", edition.year, common.key)
    }
}

pub(super) fn indicator(edition: &Edition, common: &Common, indicator: &Indicator) -> String {
    format!("{}#{}", entity(edition, common), indicator.id)
}

/// A row of a table of tasks, counted from 0.
pub(super) fn task(edition: &Edition, project: &Project, group: &TaskGroup, row: usize) -> String {
    format!(
        "{}#tasks-{}-{}",
        entity(edition, &project.common),
        group.id,
        row + 1
    )
}

pub(super) fn recipient(edition: &Edition, key: &str) -> String {
    format!("{}/recipients/{key}/", edition.year)
}

/// The page of a payee, or the block of the sheet that lists it where it has none.
pub(super) fn payee(edition: &Edition, payee: &Payee) -> String {
    match payee.places.first() {
        Some((review, list, _)) if !payee.has_page() => {
            let review = edition.reviews.get(review);
            let list = review.and_then(|review| review.recipients.get(*list));
            let block = list.map_or_else(String::new, |list| list.block.to_ascii_lowercase());
            let page = review.map_or_else(String::new, |review| entity(edition, &review.common));
            format!("{page}#recipients-{block}")
        }
        _ => recipient(edition, &payee.number),
    }
}

/// A row of the table of members, counted from 0.
pub(super) fn member(edition: &Edition, row: usize) -> String {
    format!("{}/committee/#members-{}", edition.year, row + 1)
}

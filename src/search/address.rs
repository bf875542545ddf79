//! Addresses of things that are parts of pages, relative to the site's root.

use crate::model::dataset::{Common, Edition, Indicator, Project, TaskGroup};
use crate::model::payees::{Payee, PayeeRow};

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

/// The page of a payee, or the block of the sheet that lists it first where it has none.
pub(super) fn payee(edition: &Edition, payee: &Payee, (review, list, _): PayeeRow<'_>) -> String {
    if payee.has_page() {
        return recipient(edition, &payee.number);
    }
    let block = list.block.to_ascii_lowercase();
    format!("{}#recipients-{block}", entity(edition, &review.common))
}

/// A row of the table of members, counted from 0.
pub(super) fn member(edition: &Edition, row: usize) -> String {
    format!("{}/committee/#members-{}", edition.year, row + 1)
}

//! The plain index: everything of an edition that has a name, by kind, for readers without JavaScript.

use std::ops::Range;

use super::address;
use super::record::Kind;
use crate::figures;
use crate::model::dataset::{Common, Edition};

/// Entries on one page of the index.
pub const ENTRIES_PER_PAGE: usize = 500;

/// Kinds that have pages of their own in the index.
pub const KINDS: [Kind; 9] = [
    Kind::Project,
    Kind::Program,
    Kind::Review,
    Kind::Objective,
    Kind::Portfolio,
    Kind::Indicator,
    Kind::Task,
    Kind::Recipient,
    Kind::Member,
];

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    pub name: &'a str,
    pub name_en: Option<&'a str>,
    /// Entity that it belongs to, the leader of a task, the post of a member; may be empty.
    pub remark: &'a str,
    /// Address relative to the site's root.
    pub path: String,
}

/// Number of index pages of a kind in an edition; 0 where it has nothing of that kind.
pub fn pages(edition: &Edition, kind: Kind) -> usize {
    count(edition, kind).div_ceil(ENTRIES_PER_PAGE)
}

/// Number of things of a kind in an edition.
pub fn count(edition: &Edition, kind: Kind) -> usize {
    match kind {
        Kind::Project => edition.projects.len(),
        Kind::Program => edition.programs.len(),
        Kind::Review => edition.reviews.len(),
        Kind::Objective => edition.objectives.len(),
        Kind::Portfolio => edition.portfolios.len(),
        // Where there are tens of thousands, the pages of recipients themselves are the list.
        Kind::Recipient if edition.names_offices() => 0,
        Kind::Recipient => edition.recipient_places().len(),
        Kind::Member => edition
            .committee
            .as_ref()
            .map_or(0, |committee| committee.members.len()),
        Kind::Indicator => figures::indicator_count(edition),
        Kind::Task => {
            let groups = edition.projects.values().flat_map(|project| &project.tasks);
            groups.map(|group| group.tasks.len()).sum()
        }
        Kind::Term | Kind::Page => 0,
    }
}

/// The entries of one page of the index, counted from 1, in the order of the edition.
pub fn page(edition: &Edition, kind: Kind, number: usize) -> Vec<Entry<'_>> {
    let from = number.saturating_sub(1).saturating_mul(ENTRIES_PER_PAGE);
    let range = from..from.saturating_add(ENTRIES_PER_PAGE);
    match kind {
        Kind::Project => entities(
            edition,
            edition.projects.values().map(|it| &it.common),
            range,
        ),
        Kind::Program => entities(
            edition,
            edition.programs.values().map(|it| &it.common),
            range,
        ),
        Kind::Review => entities(
            edition,
            edition.reviews.values().map(|it| &it.common),
            range,
        ),
        Kind::Objective => entities(
            edition,
            edition.objectives.values().map(|it| &it.common),
            range,
        ),
        Kind::Portfolio => entities(
            edition,
            edition.portfolios.values().map(|it| &it.common),
            range,
        ),
        Kind::Indicator => indicators(edition, range),
        Kind::Task => tasks(edition, range),
        Kind::Recipient => recipients(edition, range),
        Kind::Member => members(edition, range),
        Kind::Term | Kind::Page => Vec::new(),
    }
}

/// The items of a range of an iterator.
fn part<T>(items: impl Iterator<Item = T>, range: Range<usize>) -> impl Iterator<Item = T> {
    items.skip(range.start).take(range.len())
}

fn entities<'a>(
    edition: &Edition,
    all: impl Iterator<Item = &'a Common>,
    range: Range<usize>,
) -> Vec<Entry<'a>> {
    let entry = |common: &'a Common| Entry {
        name: &common.name,
        name_en: common.name_en.as_deref(),
        remark: "",
        path: address::entity(edition, common),
    };
    part(all, range).map(entry).collect()
}

fn indicators(edition: &Edition, range: Range<usize>) -> Vec<Entry<'_>> {
    let all = edition.entities().flat_map(|common| {
        let indicators = figures::indicators(edition, common).into_iter();
        indicators.map(move |indicator| (common, indicator))
    });
    part(all, range)
        .map(|(common, indicator)| indicator_entry(edition, common, indicator))
        .collect()
}

fn indicator_entry<'a>(
    edition: &Edition,
    common: &'a Common,
    indicator: &'a crate::model::dataset::Indicator,
) -> Entry<'a> {
    Entry {
        name: &indicator.name,
        name_en: indicator.name_en.as_deref(),
        remark: &common.name,
        path: address::indicator(edition, common, indicator),
    }
}

fn tasks(edition: &Edition, range: Range<usize>) -> Vec<Entry<'_>> {
    let groups = edition
        .projects
        .values()
        .flat_map(|project| project.tasks.iter().map(move |group| (project, group)));
    let all = groups.flat_map(|(project, group)| {
        group
            .tasks
            .iter()
            .enumerate()
            .map(move |(row, task)| (project, group, row, task))
    });
    part(all, range)
        .map(|(project, group, row, task)| Entry {
            name: &task.title,
            name_en: None,
            remark: task.leader.as_deref().unwrap_or_default(),
            path: address::task(edition, project, group, row),
        })
        .collect()
}

fn recipients(edition: &Edition, range: Range<usize>) -> Vec<Entry<'_>> {
    let rows = |places: &[crate::model::recipients::RowPlace]| {
        let (review, list, row) = places.first()?;
        Some(
            edition
                .reviews
                .get(review)?
                .recipients
                .get(*list)?
                .rows
                .get(*row)?
                .name
                .as_str(),
        )
    };
    part(edition.recipient_places().into_iter(), range)
        .map(|(key, places)| Entry {
            name: rows(&places).unwrap_or_default(),
            name_en: None,
            remark: "",
            path: address::recipient(edition, &key),
        })
        .collect()
}

fn members(edition: &Edition, range: Range<usize>) -> Vec<Entry<'_>> {
    let all = edition
        .committee
        .iter()
        .flat_map(|committee| &committee.members)
        .enumerate();
    part(all, range)
        .map(|(row, member)| Entry {
            name: &member.name,
            name_en: None,
            remark: member.affiliations.first().map_or("", String::as_str),
            path: address::member(edition, row),
        })
        .collect()
}

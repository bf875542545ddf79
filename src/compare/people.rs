//! Evaluations, and the members of the committee.

use super::Both;
use super::change::{Change, Family, Side, Value, What};
use crate::model::dataset::{Common, Edition, Evaluation, Member, Stage};
use crate::model::fiscal_year::FiscalYear;
use crate::text;

/// Evaluations by fiscal year and stage; those without a year by stage alone, one for one.
pub(super) fn evaluations(both: Both<'_>) -> Vec<Change<'_>> {
    let (olds, news) = (stages(both.before, both.old), stages(both.after, both.new));
    let mut left = olds.clone();
    let mut found = Vec::new();
    for new in news {
        match left.iter().position(|old| (old.0, old.1) == (new.0, new.1)) {
            Some(index) => {
                left.remove(index);
            }
            None => found.push(Change::plain(
                Family::Evaluations,
                What::Evaluation,
                None,
                Some(evaluation(both.after, both.new, new)),
            )),
        }
    }
    found.extend(left.into_iter().map(|old| {
        let side = evaluation(both.before, both.old, old);
        Change::plain(Family::Evaluations, What::Evaluation, Some(side), None)
    }));
    found
}

/// An evaluation of one stage.
type Staged<'a> = (Option<FiscalYear>, Stage, &'a Evaluation);

fn stages<'a>(edition: &'a Edition, common: &Common) -> Vec<Staged<'a>> {
    let id = common.key.strip_prefix("projects/");
    let project = id.and_then(|id| edition.projects.get(id));
    let evaluations = project.into_iter().flat_map(|project| &project.evaluations);
    evaluations
        .flat_map(|one| one.stages.iter().map(move |stage| (one.year, *stage, one)))
        .collect()
}

fn evaluation<'a>(
    edition: &'a Edition,
    common: &'a Common,
    (year, stage, about): Staged<'a>,
) -> Side<'a> {
    Side {
        edition: edition.year,
        value: Value::Stage(year, stage),
        citation: &about.citation,
        entity: &common.key,
        anchor: String::new(),
    }
}

/// Members by folded name: who came, who left, and whose role or affiliation changed.
pub(super) fn committee(both: Both<'_>) -> Vec<Change<'_>> {
    if !both.new.key.is_empty() {
        return Vec::new();
    }
    if both.before.committee.is_none() || both.after.committee.is_none() {
        return whole(both).into_iter().collect();
    }
    let (olds, news) = (list(both.before), list(both.after));
    let mut found = Vec::new();
    for new in news {
        let key = text::search_key(&new.name);
        let old = olds.iter().find(|old| text::search_key(&old.name) == key);
        if old.is_none_or(|old| words(old) != words(new)) {
            let before = old.map(|old| member(both.before, old));
            found.push(Change::plain(
                Family::Committee,
                What::Member { name: &new.name },
                before,
                Some(member(both.after, new)),
            ));
        }
    }
    let is_gone = |old: &&Member| {
        let key = text::search_key(&old.name);
        !news.iter().any(|new| text::search_key(&new.name) == key)
    };
    found.extend(olds.iter().filter(is_gone).map(|old| {
        let what = What::Member { name: &old.name };
        Change::plain(
            Family::Committee,
            what,
            Some(member(both.before, old)),
            None,
        )
    }));
    found
}

/// A committee that one edition alone lists.
fn whole(both: Both<'_>) -> Option<Change<'_>> {
    let (before, after) = (named(both.before), named(both.after));
    (before.is_some() || after.is_some())
        .then(|| Change::plain(Family::Committee, What::Committee, before, after))
}

fn named(edition: &Edition) -> Option<Side<'_>> {
    let committee = edition.committee.as_ref()?;
    Some(Side {
        edition: edition.year,
        value: Value::Text(committee.name.as_str().into()),
        citation: &committee.citation,
        entity: "committee",
        anchor: String::new(),
    })
}

fn list(edition: &Edition) -> &[Member] {
    let committee = edition.committee.as_ref();
    committee.map_or(&[], |committee| &committee.members)
}

fn words(member: &Member) -> String {
    let role = member.role.iter();
    let parts: Vec<&str> = role
        .chain(&member.affiliations)
        .map(String::as_str)
        .collect();
    parts.join("、")
}

fn member<'a>(edition: &'a Edition, member: &'a Member) -> Side<'a> {
    Side {
        edition: edition.year,
        value: Value::Text(words(member).into()),
        citation: &member.citation,
        entity: "committee",
        anchor: String::new(),
    }
}

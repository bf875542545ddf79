//! Texts: of entities, printed tables of texts, remarks, self-checks, budget points.

use super::{Source, row};
use crate::diagnostic::Lang;
use crate::export::table::{Rows, Value, ordinal};
use crate::figures;
use crate::model::dataset::{Common, Edition, Objective, Review, Text};
use crate::model::table::Note;

pub(super) fn self_check(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for group in &review.self_check {
            for item in &group.items {
                let own = row![
                    source.key(&review.common),
                    &group.title,
                    &item.question,
                    &item.mark,
                    &item.explanation,
                ];
                out.push(own, source.cited(&item.citation, item.inferred.as_ref()));
            }
        }
    }
}

/// One row a bullet; a programme without bullets has one row.
pub(super) fn points(source: &Source<'_>, out: &mut Rows<'_>) {
    for portfolio in source.portfolios() {
        for group in &portfolio.points {
            for point in &group.items {
                let none = point.bullets.is_empty().then_some("");
                for bullet in point.bullets.iter().map(String::as_str).chain(none) {
                    let own = row![
                        source.key(&portfolio.common),
                        &group.heading,
                        &point.program,
                        &point.flag,
                        bullet,
                    ];
                    out.push(own, source.cited(&point.citation, group.inferred.as_ref()));
                }
            }
        }
    }
}

pub(super) fn texts(source: &Source<'_>, out: &mut Rows<'_>) {
    if let Some(edition) = source.body() {
        of_edition(source, edition, out);
    }
    for common in source.commons() {
        all(source, common, ("fact", ""), &common.facts, out);
        all(source, common, ("text", ""), &common.texts, out);
        for indicator in figures::indicators(source.edition, common) {
            for progress in &indicator.progress {
                let own = row![
                    source.key(common),
                    "indicator-progress",
                    &indicator.id,
                    &progress.heading(Lang::Ja),
                    &progress.text,
                ];
                out.push(own, source.cited(&progress.citation, None));
            }
            let texts = ("indicator-text", indicator.id.as_str());
            all(source, common, texts, &indicator.texts, out);
        }
        let id = |kind| super::id(common, kind);
        if let Some(of) = id("reviews").and_then(|id| source.edition.review(id)) {
            review(source, of, out);
        }
        if let Some(of) = id("objectives").and_then(|id| source.edition.objective(id)) {
            objective(source, of, out);
        }
    }
}

/// What the edition itself says.
fn of_edition(source: &Source<'_>, edition: &Edition, out: &mut Rows<'_>) {
    let own = [
        ("meeting", edition.meeting.as_deref()),
        ("paper", edition.paper.as_deref()),
        ("summary", Some(edition.summary.as_str())),
    ];
    let committee = edition.committee.as_ref();
    let committee = [
        ("committee-term", committee.and_then(|c| c.term.as_deref())),
        ("committee-note", committee.and_then(|c| c.note.as_deref())),
    ];
    for (part, text) in own.into_iter().chain(committee) {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let values = row!["edition", part, Value::Empty, Value::Empty, text];
            out.push(values, source.cited(&edition.body.citation, None));
        }
    }
}

fn all<'a>(
    source: &Source<'_>,
    common: &Common,
    (part, id): (&str, &str),
    texts: impl IntoIterator<Item = &'a Text>,
    out: &mut Rows<'_>,
) {
    for text in texts {
        let id = text.id.as_deref().unwrap_or(id);
        let own = row![source.key(common), part, id, &text.heading, &text.text];
        out.push(own, source.cited(&text.citation, text.inferred.as_ref()));
    }
}

fn review(source: &Source<'_>, review: &Review, out: &mut Rows<'_>) {
    let common = &review.common;
    for activity in &review.activities {
        let id = activity.id.as_str();
        all(source, common, ("activity", id), [&activity.activity], out);
        let basis = &activity.unit_cost_basis;
        all(source, common, ("unit-cost-basis", id), basis, out);
    }
    let parts = [
        ("policy", &review.policy),
        ("self-check-result", &review.self_check_results),
        ("remark", &review.remarks),
        ("past-number", &review.past_numbers),
    ];
    for (part, texts) in parts {
        all(source, common, (part, ""), texts, out);
    }
    for finding in &review.findings {
        let heading = match &finding.judgement {
            Some(judgement) => format!("{}：{judgement}", finding.heading),
            None => finding.heading.clone(),
        };
        let key = source.key(common);
        let own = row![key, "finding", Value::Empty, heading, &finding.text];
        out.push(own, source.cited(&finding.citation, None));
    }
}

fn objective(source: &Source<'_>, objective: &Objective, out: &mut Rows<'_>) {
    let common = &objective.common;
    for goal in &objective.goals {
        let id = goal.id.as_str();
        all(source, common, ("goal", id), [&goal.text], out);
        all(source, common, ("goal-basis", id), &goal.basis, out);
        all(source, common, ("goal-changes", id), &goal.changes, out);
    }
}

/// One row a cell.
pub(super) fn lists(source: &Source<'_>, out: &mut Rows<'_>) {
    for common in source.commons() {
        for list in &common.lists {
            for (index, row) in list.rows.iter().enumerate() {
                for (column, text) in row.cells.iter().enumerate() {
                    let own = row![
                        source.key(common),
                        &list.id,
                        &list.title,
                        ordinal(index),
                        ordinal(column),
                        list.columns.get(column).map(String::as_str),
                        text,
                    ];
                    out.push(own, source.cited(&row.citation, row.inferred.as_ref()));
                }
            }
        }
    }
}

pub(super) fn notes(source: &Source<'_>, out: &mut Rows<'_>) {
    for common in source.commons() {
        for table in figures::tables(source.edition, common) {
            remarks(source, common, ("table", &table.id), &table.notes, out);
        }
        for indicator in figures::indicators(source.edition, common) {
            let part = ("indicator", indicator.id.as_str());
            remarks(source, common, part, &indicator.notes, out);
        }
        for list in &common.lists {
            remarks(source, common, ("list", &list.id), &list.notes, out);
        }
        let id = |kind| super::id(common, kind);
        let project = id("projects").and_then(|id| source.edition.project(id));
        for group in project.iter().flat_map(|project| &project.tasks) {
            let part = ("tasks", group.id.as_str());
            remarks(source, common, part, &group.notes, out);
        }
        let review = id("reviews").and_then(|id| source.edition.review(id));
        if let Some(flow) = review.and_then(|review| review.flow.as_ref()) {
            remarks(source, common, ("flow", ""), &flow.notes, out);
        }
    }
}

fn remarks(
    source: &Source<'_>,
    common: &Common,
    (part, id): (&str, &str),
    notes: &[Note],
    out: &mut Rows<'_>,
) {
    for note in notes {
        let own = row![source.key(common), part, id, &note.text];
        out.push(own, source.cited(&note.citation, None));
    }
}

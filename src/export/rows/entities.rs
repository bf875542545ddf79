//! What there is: entities, how they are related, indicators, evaluations, tasks, means, committee, documents.

use super::{Source, key, row};
use crate::export::table::{Rows, Value, joined};
use crate::figures;
use crate::model::dataset::{
    Common, Direction, Document, Due, Lineage, Period, Relation, Review, Stage,
};
use crate::model::table::Citation;

/// What an entity has besides the things that all have.
#[derive(Default)]
struct Own<'a> {
    number: Option<&'a str>,
    short_name: Option<&'a str>,
    aliases: &'a [String],
    ministries: &'a [String],
    period: Option<&'a Period>,
}

pub(super) fn entities(source: &Source<'_>, out: &mut Rows<'_>) {
    if let Some(edition) = source.body() {
        entity(source, "edition", &edition.body, &Own::default(), out);
    }
    for program in source.programs() {
        let own = Own {
            number: program.number.as_deref(),
            ..Own::default()
        };
        entity(source, "program", &program.common, &own, out);
    }
    for project in source.projects() {
        let own = Own {
            number: project.number.as_deref(),
            short_name: project.short_name.as_deref(),
            aliases: &project.aliases,
            period: project.period.as_ref(),
            ministries: &[],
        };
        entity(source, "project", &project.common, &own, out);
    }
    let numbered = |number| Own {
        number: Some(number),
        ..Own::default()
    };
    for review in source.reviews() {
        let own = numbered(review.number.as_str());
        entity(source, "review", &review.common, &own, out);
    }
    for objective in source.objectives() {
        let own = numbered(objective.number.as_str());
        entity(source, "objective", &objective.common, &own, out);
    }
    for portfolio in source.portfolios() {
        let own = Own {
            ministries: &portfolio.ministries,
            ..numbered(portfolio.number.as_str())
        };
        entity(source, "portfolio", &portfolio.common, &own, out);
    }
}

fn entity(source: &Source<'_>, kind: &str, common: &Common, own: &Own<'_>, out: &mut Rows<'_>) {
    let period = own.period;
    let cited = |of: fn(&Citation) -> Value| period.map_or(Value::Empty, |p| of(&p.citation));
    let values = row![
        source.key(common),
        kind,
        own.number,
        &common.name,
        &common.name_en,
        own.short_name,
        joined(own.aliases),
        joined(own.ministries),
        period.map(|period| period.first),
        period.and_then(|period| period.last),
        period.and_then(|period| period.inferred.as_deref()),
        cited(|citation| Value::from(&*citation.document)),
        cited(|citation| Value::from(citation.lines_text())),
        source.page(&common.key, ""),
    ];
    out.push(values, source.cited(&common.citation, None));
}

pub(super) fn related(source: &Source<'_>, out: &mut Rows<'_>) {
    let edition = source.edition;
    for common in source.commons() {
        let program = super::id(common, "programs");
        if let Some(program) = program.and_then(|id| edition.programs.get(id)) {
            for id in &program.projects {
                let target = format!("projects/{id}");
                link(source, common, ("project", None), &target, out);
            }
        }
        for target in &common.related {
            link(source, common, ("related", None), target, out);
        }
        for line in &common.lineage {
            lineage(source, common, line, out);
        }
        let review = super::id(common, "reviews");
        if let Some(review) = review.and_then(|id| edition.review(id)) {
            related_of_review(source, review, out);
        }
    }
}

fn related_of_review(source: &Source<'_>, review: &Review, out: &mut Rows<'_>) {
    for activity in &review.activities {
        for target in &activity.related {
            let relation = ("related", Some(activity.id.as_str()));
            link(source, &review.common, relation, target, out);
        }
    }
    for project in &review.related_projects {
        let own = row![
            source.key(&review.common),
            "related_project",
            Value::Empty,
            project.id.as_ref().map(|id| format!("reviews/{id}")),
            &project.name,
            &project.number,
            &project.ministry,
            Value::Empty,
            project.relation.map(|relation| relation.key()),
        ];
        out.push(own, source.cited(&project.citation, None));
    }
}

/// A relation to an entity of the edition; it is stated by the seed file, so it cites what the entity cites.
fn link(
    source: &Source<'_>,
    common: &Common,
    (relation, activity): (&str, Option<&str>),
    target: &str,
    out: &mut Rows<'_>,
) {
    let name = source
        .edition
        .entity(target)
        .map(|other| other.name.as_str());
    let own = row![
        source.key(common),
        relation,
        activity,
        target,
        name,
        Value::Empty,
        Value::Empty,
        Value::Empty,
        Value::Empty,
    ];
    out.push(own, source.cited(&common.citation, None));
}

fn lineage(source: &Source<'_>, common: &Common, line: &Lineage, out: &mut Rows<'_>) {
    let relation = match line.relation {
        Relation::Predecessor => "predecessor",
        Relation::Successor => "successor",
        Relation::Same => "same",
        Relation::Renamed => "renamed",
        Relation::Split => "split",
        Relation::Merged => "merged",
    };
    let target = line
        .entity
        .as_ref()
        .map(|(year, key)| match *year == source.edition.year {
            true => key.clone(),
            false => format!("{year}/{key}"),
        });
    let own = row![
        source.key(common),
        relation,
        Value::Empty,
        target,
        &line.name,
        Value::Empty,
        Value::Empty,
        &line.period,
        Value::Empty,
    ];
    out.push(own, source.cited(&line.citation, line.inferred.as_ref()));
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::AtLeast => "at_least",
        Direction::AtMost => "at_most",
        Direction::AtLeastPrevious => "at_least_previous",
        Direction::AboutPrevious => "about_previous",
        Direction::AtLeastBaseline => "at_least_baseline",
    }
}

pub(super) fn indicators(source: &Source<'_>, out: &mut Rows<'_>) {
    let reference = |(key, id): &(String, String)| format!("{key}#{id}");
    let references =
        |all: &[(String, String)]| joined(&all.iter().map(reference).collect::<Vec<_>>());
    for common in source.commons() {
        for indicator in figures::indicators(source.edition, common) {
            let goal = indicator.goal.as_ref();
            let (year, due) = match goal.map(|goal| &goal.due) {
                Some(Due::Year(year)) => (Some(*year), None),
                Some(Due::Words(words)) => (None, Some(words.as_str())),
                None => (None, None),
            };
            let own = row![
                source.key(common),
                &common.name,
                &indicator.id,
                &indicator.number,
                &indicator.name,
                &indicator.name_en,
                indicator.kind.key(),
                &indicator.aim,
                indicator.cumulative,
                indicator.direction.map(direction),
                year,
                due,
                goal.and_then(|goal| goal.text.as_deref()),
                indicator.refers_to.as_ref().map(reference),
                &indicator.refers_text,
                references(&indicator.same_as),
                references(&indicator.sum_of),
                source.page(&common.key, &indicator.id),
            ];
            let inferred = indicator.inferred.as_ref();
            out.push(own, source.cited(&indicator.citation, inferred));
        }
    }
}

/// One row a stage: several may be carried out at once.
pub(super) fn evaluations(source: &Source<'_>, out: &mut Rows<'_>) {
    for project in source.projects() {
        let common = &project.common;
        for evaluation in &project.evaluations {
            for stage in &evaluation.stages {
                let stage = match stage {
                    Stage::ExAnte => "ex_ante",
                    Stage::Interim => "interim",
                    Stage::ExPost => "ex_post",
                };
                out.push(
                    row![source.key(common), &common.name, evaluation.year, stage],
                    source.cited(&evaluation.citation, evaluation.inferred.as_ref()),
                );
            }
        }
    }
}

pub(super) fn tasks(source: &Source<'_>, out: &mut Rows<'_>) {
    for project in source.projects() {
        let common = &project.common;
        for group in &project.tasks {
            for task in &group.tasks {
                let own = row![
                    source.key(common),
                    &common.name,
                    &group.id,
                    &group.title,
                    group.printed_count.as_ref().map(|text| text.text.as_str()),
                    &task.area,
                    &task.title,
                    &task.leader,
                    &task.affiliation,
                    &task.mark,
                ];
                out.push(own, source.cited(&task.citation, None));
            }
        }
    }
}

pub(super) fn means(source: &Source<'_>, out: &mut Rows<'_>) {
    for objective in source.objectives() {
        for goal in &objective.goals {
            for means in &goal.means {
                let own = row![
                    source.key(&objective.common),
                    &goal.number,
                    &goal.title,
                    &means.name,
                    &means.start,
                    &means.indicators,
                    &means.review,
                    &means.remarks,
                    &means.repeated,
                ];
                out.push(own, source.cited(&means.citation, means.inferred.as_ref()));
            }
        }
    }
}

pub(super) fn committee(source: &Source<'_>, out: &mut Rows<'_>) {
    if let Some(committee) = source.body().and_then(|edition| edition.committee.as_ref()) {
        for member in &committee.members {
            let own = row![
                &committee.name,
                &member.name,
                &member.role,
                joined(&member.affiliations),
            ];
            out.push(own, source.cited(&member.citation, None));
        }
    }
}

fn documents_of<'a>(source: &Source<'a>) -> impl Iterator<Item = &'a Document> {
    let edition = source.body().into_iter();
    edition.flat_map(|edition| edition.documents.values())
}

pub(super) fn documents(source: &Source<'_>, out: &mut Rows<'_>) {
    let year = source.edition.year;
    for document in documents_of(source) {
        let page = if document.lines.is_empty() {
            format!("{year}/sources/")
        } else {
            format!("{year}/sources/{}/1/", document.id)
        };
        let own = row![
            &document.id,
            &document.title,
            &document.publisher,
            &document.date,
            &document.url,
            &document.terms,
            i64::try_from(document.lines.len()).unwrap_or(i64::MAX),
            source.address.of(&page),
        ];
        out.push(own, Vec::new());
    }
}

pub(super) fn document_parts(source: &Source<'_>, out: &mut Rows<'_>) {
    for document in documents_of(source) {
        for part in document.parts.iter() {
            let lines = [part.from, part.to].map(|line| Value::from(i64::from(line)));
            let [first, last] = lines;
            out.push(row![&document.id, &part.name, first, last], Vec::new());
        }
    }
}

/// How data name an entity that a relation of the audit is about.
pub(super) fn entity_key(name: &str) -> Value {
    key(name)
}

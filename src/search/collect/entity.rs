//! Projects, programmes, review sheets, objectives, portfolios and editions, with all their texts.

use super::{Add, add_all, parts};
use crate::markdown;
use crate::model::dataset::{Common, Edition, Project, Review, Text};
use crate::search::address;
use crate::search::record::{Kind, Record};

pub(super) fn entities(edition: &Edition, add: Add<'_>) {
    let mut page = record(edition, Kind::Page, &edition.body);
    page.name.ja.clone_from(&edition.title);
    page.also(&edition.short_title);
    edition.paper.iter().for_each(|paper| page.also(paper));
    page.name.en.clone_from(&edition.title_en);
    page.passage("", "", &edition.summary);
    page.passage("", "", edition.summary_en.as_deref().unwrap_or_default());
    add(String::new(), page);
    for program in edition.programs.values() {
        let mut record = record(edition, Kind::Program, &program.common);
        program.number.iter().for_each(|number| record.also(number));
        let (key, record) = known_by_id(&program.common, record);
        add(key, record);
    }
    for project in edition.projects.values() {
        let (key, record) = known_by_id(&project.common, self::project(edition, project));
        add(key, record);
    }
    let reviews = edition.reviews.values();
    add_all(reviews, |review| vec![self::review(edition, review)], add);
    for objective in edition.objectives.values() {
        let mut record = record(edition, Kind::Objective, &objective.common);
        record.also(&objective.number);
        parts::objective(objective, &mut record);
        let (key, record) = known_by_id(&objective.common, record);
        add(key, record);
    }
    for portfolio in edition.portfolios.values() {
        let mut record = record(edition, Kind::Portfolio, &portfolio.common);
        record.also(&portfolio.number);
        parts::portfolio(portfolio, &mut record);
        let (key, record) = known_by_id(&portfolio.common, record);
        add(key, record);
    }
}

/// The record with what tells its family from others.
fn known_by_id(common: &Common, mut record: Record) -> (String, Record) {
    // People know it from links.
    record.also_in_address(common.id());
    (common.key.clone(), record)
}

fn review(edition: &Edition, review: &Review) -> (String, Record) {
    let mut record = record(edition, Kind::Review, &review.common);
    record.also(&review.number);
    record.also(review.common.id().trim_start_matches('0'));
    parts::review(review, &mut record);
    known_by_id(&review.common, record)
}

fn project(edition: &Edition, project: &Project) -> Record {
    let mut record = record(edition, Kind::Project, &project.common);
    project
        .short_name
        .iter()
        .chain(&project.aliases)
        .for_each(|name| record.also(name));
    for line in &project.common.lineage {
        let period = line.period.as_deref().unwrap_or_default();
        record.passage("section-lineage", "", &format!("{} {period}", line.name));
    }
    for group in &project.tasks {
        let notes: Vec<&str> = group.notes.iter().map(|note| note.text.as_str()).collect();
        record.passage(
            &format!("tasks-{}", group.id),
            &group.title,
            &notes.join("\n\n"),
        );
    }
    record
}

/// What all entities share.
fn record(edition: &Edition, kind: Kind, common: &Common) -> Record {
    let mut record = Record::new(
        kind,
        &common.name,
        Some(edition.year),
        address::entity(edition, common),
    );
    record.name.en.clone_from(&common.name_en);
    commentary(common, &mut record);
    texts(&common.facts, "fact", &mut record);
    texts(&common.texts, "text", &mut record);
    for table in &common.budgets {
        let labels = table.rows.iter().filter_map(|row| row.label.as_deref());
        let notes = table.notes.iter().map(|note| note.text.as_str());
        let words: Vec<&str> = std::iter::once(table.title.as_str())
            .chain(labels)
            .chain(notes)
            .collect();
        record.passage(&table.id, "", &words.join("\n\n"));
    }
    for list in &common.lists {
        let cells: Vec<String> = list.rows.iter().map(|row| row.cells.join("\n\n")).collect();
        let notes: Vec<&str> = list.notes.iter().map(|note| note.text.as_str()).collect();
        record.passage(
            &list.id,
            &list.title,
            &format!("{}\n\n{}", cells.join("\n\n"), notes.join("\n\n")),
        );
    }
    record
}

fn commentary(common: &Common, record: &mut Record) {
    let Some((_, source)) = &common.commentary else {
        return;
    };
    for section in markdown::sections(source, markdown::COMMENTARY_IDS) {
        let anchor = if section.id.is_empty() {
            "section-commentary"
        } else {
            &section.id
        };
        record.passage(anchor, &section.heading, &section.text);
    }
}

/// Texts with the anchors that `render` gives them: their own, or prefix and number.
pub(super) fn texts(texts: &[Text], prefix: &str, record: &mut Record) {
    for (index, text) in texts.iter().enumerate() {
        let anchor = text
            .id
            .clone()
            .unwrap_or_else(|| format!("{prefix}-{}", index + 1));
        record.passage(&anchor, &text.heading, &text.text);
    }
}

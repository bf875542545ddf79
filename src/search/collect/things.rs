//! Things on pages that people look for by name: indicators, adopted tasks, recipients, members of the committee.

use super::{Add, add_all};
use crate::diagnostic::Lang;
use crate::figures;
use crate::model::dataset::{Common, Due, Edition, Indicator, Project};
use crate::model::payees::{Payee, PayeeRow};
use crate::search::address;
use crate::search::record::{Kind, Name, Record};

pub(super) fn things(edition: &Edition, add: Add<'_>) {
    let indicators = |common: &Common| {
        let indicators = figures::indicators(edition, common).into_iter();
        let records = indicators.map(|indicator| {
            let key = format!("{}#{}", common.key, indicator.id);
            (key, self::indicator(edition, common, indicator))
        });
        records.collect()
    };
    add_all(edition.entities(), indicators, add);
    for project in edition.projects.values() {
        tasks(edition, project, add);
    }
    recipients(edition, add);
    members(edition, add);
}

fn within(common: &Common) -> Name {
    Name {
        ja: crate::text::mend_radicals(common.name.trim()).into_owned(),
        en: common.name_en.clone(),
    }
}

fn indicator(edition: &Edition, common: &Common, indicator: &Indicator) -> Record {
    let path = address::indicator(edition, common, indicator);
    let mut record = Record::new(Kind::Indicator, &indicator.name, Some(edition.year), path);
    record.name.en.clone_from(&indicator.name_en);
    record.within = within(common);
    record.passage("", "", indicator.aim.as_deref().unwrap_or_default());
    if let Some(goal) = &indicator.goal {
        let due = match &goal.due {
            Due::Words(words) => words.clone(),
            Due::Year(year) => year.short(Lang::Ja),
        };
        let text = goal.text.as_deref().unwrap_or_default();
        if !text.is_empty() {
            record.passage("", &due, text);
        }
    }
    for progress in &indicator.progress {
        record.passage("", &progress.heading(Lang::Ja), &progress.text);
    }
    for text in &indicator.texts {
        record.passage("", &text.heading, &text.text);
    }
    for note in &indicator.notes {
        record.passage("", "", &note.text);
    }
    record
}

fn tasks(edition: &Edition, project: &Project, add: Add<'_>) {
    for group in &project.tasks {
        for (index, task) in group.tasks.iter().enumerate() {
            let path = address::task(edition, project, group, index);
            let mut record = Record::new(Kind::Task, &task.title, Some(edition.year), path);
            record.within = within(&project.common);
            for words in [&task.leader, &task.affiliation, &task.area]
                .into_iter()
                .flatten()
            {
                record.also(words);
            }
            let leader = task.leader.as_deref().unwrap_or_default();
            add(
                format!("{}#{}#{leader}", project.common.key, task.title),
                record,
            );
        }
    }
}

fn recipients(edition: &Edition, add: Add<'_>) {
    if edition.names_offices() {
        return payees(edition, add);
    }
    for (key, entry) in edition.recipients() {
        let path = address::recipient(edition, &key);
        let mut record = Record::new(Kind::Recipient, &entry.name, Some(edition.year), path);
        entry
            .corporate_number
            .into_iter()
            .for_each(|number| record.also(number));
        for (review, _, row) in &entry.rows {
            record.also(&row.name);
            record.passage(
                "",
                &format!("{} {}", review.number, review.common.name),
                &row.work,
            );
        }
        add(key, record);
    }
}

/// Payees of the whole government: those without a page of their own lead to the block that lists them.
fn payees(edition: &Edition, add: Add<'_>) {
    let record = |(payee, rows): (Payee, Vec<PayeeRow<'_>>)| {
        let mut rows = rows.into_iter();
        let Some(row @ (_, _, first)) = rows.next() else {
            return Vec::new();
        };
        let path = address::payee(edition, &payee, row);
        let mut record = Record::new(Kind::Recipient, &first.name, Some(edition.year), path);
        record.also(&payee.number);
        for (_, _, row) in rows.filter(|(_, _, row)| row.name != first.name) {
            record.also(&row.name);
        }
        vec![(payee.number, record)]
    };
    add_all(edition.payees_with_rows().into_iter(), record, add);
}

fn members(edition: &Edition, add: Add<'_>) {
    let Some(committee) = &edition.committee else {
        return;
    };
    for (index, member) in committee.members.iter().enumerate() {
        let path = address::member(edition, index);
        let mut record = Record::new(Kind::Member, &member.name, Some(edition.year), path);
        record.within = Name {
            ja: committee.name.clone(),
            en: committee.name_en.clone(),
        };
        member
            .role
            .iter()
            .chain(&member.affiliations)
            .for_each(|words| record.also(words));
        add(
            format!("{}#{}", member.name, member.affiliations.join("#")),
            record,
        );
    }
}

//! What only review sheets, objectives and portfolios have.

use super::entity::texts;
use crate::model::dataset::{Objective, Portfolio, Review};
use crate::search::record::Record;

pub(super) fn review(review: &Review, record: &mut Record) {
    for block in &review.activities {
        let id = block
            .activity
            .id
            .clone()
            .unwrap_or_else(|| format!("{}-activity", block.id));
        record.passage(&id, &block.title, &block.activity.text);
        if let Some(basis) = &block.unit_cost_basis {
            let id = basis
                .id
                .clone()
                .unwrap_or_else(|| format!("{}-cost-basis", block.id));
            record.passage(&id, &basis.heading, &basis.text);
        }
    }
    texts(&review.policy, "policy", record);
    bases(review, record);
    for item in review.self_check.iter().flat_map(|group| &group.items) {
        let explanation = item.explanation.as_deref().unwrap_or_default();
        record.passage("self-check", &item.question, explanation);
    }
    texts(&review.self_check_results, "result", record);
    for project in &review.related_projects {
        let own = [&project.ministry, &project.number, &project.id];
        let own = own.into_iter().flatten().map(String::as_str);
        let words: Vec<&str> = std::iter::once(project.name.as_str()).chain(own).collect();
        let words = words.join(" ");
        record.passage("related-projects", "", &words);
    }
    for (index, finding) in review.findings.iter().enumerate() {
        record.passage(
            &format!("finding-{}", index + 1),
            &finding.heading,
            &finding.text,
        );
    }
    texts(&review.remarks, "remark", record);
    for number in &review.past_numbers {
        record.passage("past-numbers", &number.heading, &number.text);
    }
    if let Some(flow) = &review.flow {
        for block in &flow.blocks {
            record.passage(
                "flow",
                &block.name,
                block.role.as_deref().unwrap_or_default(),
            );
        }
        let notes: Vec<&str> = flow.notes.iter().map(|note| note.text.as_str()).collect();
        record.passage("flow", "", &notes.join("\n\n"));
    }
    // Of imported sheets the page shows the first lists only.
    let is_imported = review.organisation.is_some();
    for list in &review.cost_items {
        let rows: Vec<String> = list
            .items
            .iter()
            .map(|item| format!("{} {}", item.item, item.usage))
            .collect();
        let anchor = match is_imported {
            true => "section-costs".to_owned(),
            false => format!("costs-{}", list.id),
        };
        record.passage(
            &anchor,
            list.recipient.as_deref().unwrap_or_default(),
            &rows.join("\n\n"),
        );
    }
}

/// Policies, laws and plans that a project rests on, and what it is to bring about.
fn bases(review: &Review, record: &mut Record) {
    for policy in &review.policies {
        let words = policy.measure.as_deref().unwrap_or_default();
        record.passage("policies", &policy.policy, words);
    }
    for law in &review.laws {
        let number = law.number.as_deref().unwrap_or_default();
        record.passage("laws", "", &format!("{} {number}", law.name));
    }
    for plan in &review.plans {
        record.passage("plans", "", &plan.name);
    }
    let nodes = review.logic_model.iter().flat_map(|model| &model.nodes);
    let texts: Vec<&str> = nodes.map(|node| node.text.as_str()).collect();
    record.passage("section-logic-model", "", &texts.join("\n\n"));
}

pub(super) fn objective(objective: &Objective, record: &mut Record) {
    for goal in &objective.goals {
        let own = |id: &Option<String>, part: &str| {
            id.clone().unwrap_or_else(|| format!("{}-{part}", goal.id))
        };
        record.passage(&goal.id, "", &goal.title);
        record.passage(
            &own(&goal.text.id, "text"),
            &goal.text.heading,
            &goal.text.text,
        );
        for (text, part) in [(&goal.basis, "basis"), (&goal.changes, "changes")] {
            if let Some(text) = text {
                record.passage(&own(&text.id, part), &text.heading, &text.text);
            }
        }
        let means: Vec<String> = goal
            .means
            .iter()
            .map(|means| {
                format!(
                    "{} {}",
                    means.name,
                    means.remarks.as_deref().unwrap_or_default()
                )
            })
            .collect();
        record.passage(&format!("means-{}", goal.number), "", &means.join("\n\n"));
    }
}

pub(super) fn portfolio(portfolio: &Portfolio, record: &mut Record) {
    record.passage("section-ministries", "", &portfolio.ministries.join("\n\n"));
    for group in &portfolio.groups {
        record.passage(&format!("group-{}", group.id), "", &group.title);
    }
    for program in portfolio.groups.iter().flat_map(|group| &group.programs) {
        let words = program.text.as_deref().unwrap_or_default();
        let anchor = format!("programs-{}-amount", program.id);
        record.passage(
            &anchor,
            &program.name,
            &format!(
                "{words}\n\n{}\n\n{}",
                program.ministries.join("・"),
                program.name_en.as_deref().unwrap_or_default()
            ),
        );
    }
    for (index, group) in portfolio.points.iter().enumerate() {
        let items: Vec<String> = group
            .items
            .iter()
            .map(|item| format!("{}\n\n{}", item.program, item.bullets.join("\n\n")))
            .collect();
        record.passage(
            &format!("points-{}", index + 1),
            &group.heading,
            &items.join("\n\n"),
        );
    }
}

//! Adopted tasks (採択課題): printed counts against the lists, and against the drawings of the scheme.

use super::claim::Claim;
use super::place::{Input, Subject};
use super::relation::{Relation, Term};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::format;
use crate::model::dataset::TaskGroup;
use crate::model::decimal::Decimal;
use crate::model::quantity::Quantity;
use crate::model::table::Citation;
use crate::say;
use crate::text::search_key;

/// The number before 課題: `2 課題(令和3~5年)` → 2.
fn count(text: &str) -> Option<i64> {
    let key = search_key(text);
    let (before, _) = key.split_once("課題")?;
    let digits = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    let starts_there = before.chars().next().is_some_and(|c| c.is_ascii_digit());
    if digits.is_empty() || !starts_there || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn number(value: i64, term: Term) -> Input {
    Input {
        value: Ok(Quantity::Number {
            value: Decimal::from(value),
            unit: "課題".into(),
        }),
        mark: None,
        term,
    }
}

/// The number of tasks that a group lists.
fn listed(subject: &Subject<'_>, index: usize, group: &TaskGroup) -> Option<Input> {
    let counted = i64::try_from(group.tasks.len()).ok()?;
    let citation: &Citation = &group.tasks.first()?.citation;
    let title = words::short(&group.title);
    let term = subject.text(
        say!("「{title}」の一覧", "list of “{title}”"),
        &format!("{counted}課題"),
        citation,
        format!("tasks[{index}].tasks"),
        format!("tasks-{}", group.id),
    );
    Some(number(counted, term))
}

pub(super) fn task_counts(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let groups = subject.project().into_iter().flat_map(|p| &p.tasks);
    let relations = groups.enumerate().filter_map(|(index, group)| {
        let printed = group.printed_count.as_ref()?;
        let value = count(&printed.text).or_else(|| {
            // 「1 班 (1 課題)」
            let (_, inner) = printed.text.split_once(['(', '（'])?;
            count(inner)
        })?;
        let title = words::short(&group.title);
        let term = subject.text(
            say!("「{title}」の課題数", "number of “{title}”"),
            &printed.text,
            &printed.citation,
            format!("tasks[{index}].printed_count"),
            format!("tasks-{}", group.id),
        );
        let about = say!("「{title}」の課題数", "number of tasks of “{title}”");
        let formula = say!(
            "印刷された課題数＝一覧の課題の数",
            "printed number = number listed"
        );
        let listed = listed(subject, index, group)?;
        Some(Claim::new(rule, subject, about, formula).equal(&number(value, term), &listed))
    });
    relations.collect()
}

/// The name of a type of task, without what brackets add.
fn kind(title: &str) -> String {
    let key = search_key(title);
    key.split(['(', '（']).next().unwrap_or_default().to_owned()
}

pub(super) fn task_schemes(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(project) = subject.project() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, list) in subject.common.lists.iter().enumerate() {
        let rows: Vec<(usize, String, i64)> = list
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| {
                let number = row.cells.iter().skip(1).find_map(|cell| count(cell))?;
                Some((index, kind(row.cells.first()?), number))
            })
            .collect();
        let mut kinds: Vec<&String> = rows.iter().map(|(_, kind, _)| kind).collect();
        kinds.dedup();
        for wanted in kinds {
            let groups = project.tasks.iter().enumerate();
            let groups: Vec<Input> = groups
                .filter(|(_, group)| kind(&group.title) == *wanted)
                .filter_map(|(index, group)| listed(subject, index, group))
                .collect();
            let printed =
                rows.iter()
                    .filter(|(_, kind, _)| kind == wanted)
                    .map(|(index, _, value)| {
                        let row = &list.rows[*index];
                        let title = words::short(&list.title);
                        let term = subject.text(
                            say!("「{title}」", "“{title}”"),
                            &format!("{value}課題"),
                            &row.citation,
                            format!("lists[{at}].rows[{index}].cells"),
                            list.id.clone(),
                        );
                        number(*value, term)
                    });
            let printed: Vec<Input> = printed.collect();
            found.extend(scheme(rule, subject, &printed, &groups));
        }
    }
    found
}

fn scheme(
    rule: &'static Rule,
    subject: &Subject<'_>,
    printed: &[Input],
    groups: &[Input],
) -> Option<Relation> {
    let first = printed.first()?;
    groups.first()?;
    let total = printed.iter().try_fold(Decimal::ZERO, |sum, input| {
        sum.checked_add(input.value.as_ref().ok()?.printed())
    })?;
    let whole = Input {
        value: Ok(Quantity::Number {
            value: total,
            unit: "課題".into(),
        }),
        mark: None,
        term: Term {
            shown: Say::of(|lang| format::count(lang, &total, "課題")).into(),
            ..first.term.clone()
        },
    };
    let (ja, en) = (&first.term.label.ja, &first.term.label.en);
    let about = say!("{ja}の課題数", "tasks in {en}");
    let formula = say!(
        "実施スキームの課題数＝採択課題の数",
        "tasks of the scheme = tasks adopted"
    );
    let claim = Claim::new(rule, subject, about, formula);
    Some(claim.sum(&whole, groups, super::claim::Parts::NeverNegative))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_tasks_is_read_only_where_it_stands_first() {
        for (text, number) in [
            ("18 課題", Some(18)),
            ("2 課題(令和3~5年)", Some(2)),
            ("５課題 5年間（R1~5）", Some(5)),
            ("1 班 (1 課題)", None),
            ("（新規30課題程度）", None),
            ("課題", None),
        ] {
            assert_eq!(count(text), number, "{text}");
        }
    }
}

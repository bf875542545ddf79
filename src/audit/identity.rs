//! Who is who: the names of projects and review sheets.

use super::claim::Claim;
use super::place::Subject;
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::dataset::Relation as Lineage;
use crate::model::dataset::{Common, Project};
use crate::model::table::Citation;
use crate::say;
use crate::text::search_key;

/// A name without 等, brackets and what they hold.
fn bare(name: &str) -> String {
    let mut depth = 0_usize;
    let key = search_key(name);
    let kept = key.chars().filter(|c| match c {
        '(' | '（' => {
            depth += 1;
            false
        }
        ')' | '）' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let kept: String = kept.collect();
    kept.trim_end_matches('等').to_owned()
}

/// Where an entity is named: the name, its place, and the entity.
struct Naming<'a> {
    name: &'a str,
    path: String,
    citation: &'a Citation,
    edition: i16,
    key: &'a str,
}

fn namings<'a>(subject: &Subject<'a>) -> Vec<Naming<'a>> {
    let mut found = Vec::new();
    for (at, table) in subject.common.budgets.iter().enumerate() {
        for (index, row) in table.rows.iter().enumerate() {
            let cell = row.cells.first();
            if let (Some(key), Some(name), Some(cell)) = (&row.about, &row.label, cell) {
                found.push(Naming {
                    name,
                    path: format!("budgets[{at}].rows[{index}].label"),
                    citation: cell.citation(),
                    edition: subject.year(),
                    key,
                });
            }
        }
    }
    for (at, group) in subject
        .portfolio()
        .into_iter()
        .flat_map(|portfolio| &portfolio.groups)
        .enumerate()
    {
        for (index, program) in group.programs.iter().enumerate() {
            if let Some(key) = &program.about {
                found.push(Naming {
                    name: &program.name,
                    path: format!("groups[{at}].programs[{index}].name"),
                    citation: &program.citation,
                    edition: subject.year(),
                    key,
                });
            }
        }
    }
    for (index, line) in subject.common.lineage.iter().enumerate() {
        if let (Lineage::Same, Some((edition, key))) = (line.relation, &line.entity) {
            found.push(Naming {
                name: &line.name,
                path: format!("lineage[{index}].name"),
                citation: &line.citation,
                edition: *edition,
                key,
            });
        }
    }
    found
}

/// Every name under which a project is known, its predecessors' too.
fn known_names<'a>(common: &'a Common, project: Option<&'a Project>) -> Vec<&'a str> {
    let mut names = vec![common.name.as_str()];
    if let Some(project) = project {
        names.extend(project.short_name.as_deref());
        names.extend(project.aliases.iter().map(String::as_str));
        let before = common
            .lineage
            .iter()
            .filter(|line| line.relation == Lineage::Predecessor);
        names.extend(before.map(|line| line.name.as_str()));
    }
    names
}

pub(super) fn entity_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let relations = namings(subject).into_iter().filter_map(|naming| {
        let other = subject.find(naming.edition, naming.key)?;
        let known = known_names(other.common, other.project());
        let is_known = known.iter().any(|name| bare(name) == bare(naming.name));
        let shown = &other.common.name;
        let here = subject.text(
            say!("ここでの名称", "name here"),
            naming.name,
            naming.citation,
            naming.path,
            String::new(),
        );
        let there = other.text(
            say!("事業の名称", "name of the project"),
            shown,
            &other.common.citation,
            "name".to_owned(),
            String::new(),
        );
        let verdict = if is_known {
            Verdict::Exact
        } else {
            Verdict::Violated(Difference::Statement)
        };
        let name = words::short(naming.name);
        let claim = Claim::new(
            rule,
            subject,
            say!("「{name}」の名称", "name of “{name}”"),
            say!(
                "名称＝事業の名称（別名・前身の名称）",
                "name = name of the project, an alias, or a predecessor"
            ),
        );
        let stated = naming.name;
        Some(claim.relation(
            say!("{stated}", "{stated}"),
            say!("{shown}", "{shown}"),
            vec![here, there],
            verdict,
        ))
    });
    relations.collect()
}

pub(super) fn review_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    let goals = subject.objective().into_iter().flat_map(|o| &o.goals);
    for (at, goal) in goals.enumerate() {
        for (index, means) in goal.means.iter().enumerate() {
            let sheet = means.review.as_deref().and_then(|number| {
                subject
                    .reviews()
                    .find(|review| review.number.rsplit('-').next() == Some(number))
            });
            let Some(sheet) = sheet else { continue };
            let Some(other) = subject.find(subject.year(), &sheet.common.key) else {
                continue;
            };
            let (number, name) = (&sheet.number, &sheet.common.name);
            let path = format!("goals[{at}].means[{index}].name");
            let here = subject.text(
                say!("達成手段", "means"),
                &means.name,
                &means.citation,
                path,
                String::new(),
            );
            let there = other.text(
                say!("レビューシートの事業名", "name of the review sheet"),
                name,
                &sheet.common.citation,
                "name".to_owned(),
                String::new(),
            );
            let verdict = if bare(&means.name) == bare(name) {
                Verdict::Exact
            } else {
                Verdict::Violated(Difference::Statement)
            };
            let goal = &goal.number;
            let claim = Claim::new(
                rule,
                subject,
                say!(
                    "達成目標{goal}の達成手段{number}",
                    "means {number} of goal {goal}"
                ),
                say!(
                    "達成手段の名称＝レビューシートの事業名",
                    "name of the means = name of the review sheet"
                ),
            );
            let stated = &means.name;
            found.push(claim.relation(
                say!("{stated}", "{stated}"),
                say!("{name}", "{name}"),
                vec![here, there],
                verdict,
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_brackets_and_width() {
        assert_eq!(
            bare("ゲノム利活用プログラム（B-cure） 等"),
            bare("ゲノム利活用プログラム(Ｂ－cure)等")
        );
        assert_ne!(bare("利活用プラグラム"), bare("利活用プログラム"));
    }
}

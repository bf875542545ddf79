//! Differences that are known and explained: they stay visible, marked, and never keep a site from being built.

use super::of_entity::Part;
use super::relation::{Acknowledged, Kind, Relation};
use super::rules;
use crate::diagnostic::{DataPath, Diagnostic, Place, RuleId};
use crate::model::dataset::{Acknowledgement, Common};
use crate::say;
use crate::suggest;

/// Marks the relations of an entity that its seed file acknowledges, and reports acknowledgements of nothing.
pub(super) fn acknowledge(year: i16, common: &Common, parts: &mut [Part]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, known) in common.acknowledged.iter().enumerate() {
        let path = DataPath::default().key("acknowledged").index(index);
        if rules::find(&known.rule).is_none() {
            problems.push(unknown_rule(common, known, path.key("rule")));
            continue;
        }
        let mut used = false;
        let doubtful = parts.iter_mut().flat_map(Part::doubtful_mut);
        let matching = doubtful.filter(|relation| is_meant(relation, year, common, known));
        for relation in matching {
            used = true;
            relation.acknowledged = Some(Box::new(Acknowledged {
                reason: known.reason.clone(),
                citation: known.citation.clone(),
            }));
        }
        if !used {
            problems.push(unused(common, known, path));
        }
    }
    problems
}

/// True for a violated relation of the entity and rule that contains every figure named.
fn is_meant(relation: &Relation, year: i16, common: &Common, known: &Acknowledgement) -> bool {
    relation.verdict.kind() == Kind::Violated
        && relation.edition == year
        && *relation.entity == *common.key
        && relation.rule.id == known.rule
        && !known.figures.is_empty()
        && known.figures.iter().all(|figure| {
            let wanted = full(figure, year, &common.key);
            relation
                .terms
                .iter()
                .any(|term| term.place.reference() == wanted)
        })
}

/// The reference with edition and entity, which may be left out for figures of the same file.
fn full(figure: &str, year: i16, key: &str) -> String {
    match figure.split_once('#') {
        None if key.is_empty() => format!("{year}#{figure}"),
        None => format!("{year}/{key}#{figure}"),
        Some((entity, _))
            if entity
                .split('/')
                .next()
                .is_some_and(|e| e.parse::<i16>().is_ok()) =>
        {
            figure.to_owned()
        }
        Some(_) => format!("{year}/{figure}"),
    }
}

fn unknown_rule(common: &Common, known: &Acknowledgement, path: DataPath) -> Diagnostic {
    let rule = &known.rule;
    let message = say!(
        "「{rule}」という検算の規則はありません",
        "the audit has no rule `{rule}`"
    );
    let mut problem = Diagnostic::new(
        RuleId::UnknownReference,
        &common.file,
        Place::Path(path),
        message,
    );
    problem.help = suggest::suggest(rule, rules::all().map(|rule| rule.id));
    problem
}

fn unused(common: &Common, known: &Acknowledgement, path: DataPath) -> Diagnostic {
    let (rule, figures) = (&known.rule, known.figures.join(", "));
    let message = say!(
        "確認済みの不一致がありません（{rule}：{figures}）",
        "there is no such difference to acknowledge ({rule}: {figures})"
    );
    Diagnostic::new(
        RuleId::UnusedAcknowledgement,
        &common.file,
        Place::Path(path),
        message,
    )
    .help(say!(
        "直った不一致なら、この項目を消してください。書き間違いなら、tenken check が示す数値の名に合わせてください",
        "Remove it where the difference was mended, or name the figures as `tenken check` does"
    ))
}

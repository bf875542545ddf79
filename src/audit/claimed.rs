//! What a sheet claims to have achieved, against its outcomes.

use super::claim::{Claim, stated};
use super::outcome::{about, tables, target_row};
use super::place::{Subject, TableAt};
use super::range::Exact;
use super::relation::{Relation, Term, Verdict};
use super::rules::Rule;
use super::verdict::{difference, missing};
use crate::model::achievement::{State, state};
use crate::model::dataset::{Indicator, IndicatorKind};
use crate::model::table::RowItem;
use crate::say;

/// A claim without reservation that targets were reached.
fn claim_of(text: &str) -> Option<&'static str> {
    const CLAIMS: [&str; 3] = ["目標を達成しており", "目標を達成した", "目標を達成している"];
    const RESERVED: [&str; 5] = ["概ね", "おおむね", "ほぼ", "一部", "多く"];
    CLAIMS.into_iter().find(|claim| {
        text.split_once(claim).is_some_and(|(before, _)| {
            let sentence = before.rsplit('。').next().unwrap_or(before);
            !RESERVED.iter().any(|word| sentence.contains(word))
        })
    })
}

pub(super) fn claims(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (index, text) in review.self_check_results.iter().enumerate() {
        let Some(claim) = claim_of(&text.text) else {
            continue;
        };
        let path = format!("self_check_results[{index}].text");
        let heading = text.heading.as_str();
        let statement = subject.text(
            say!("{heading}", "conclusion of the self-check"),
            claim,
            &text.citation,
            path,
            String::new(),
        );
        let outcomes = tables(subject)
            .into_iter()
            .filter(|(at, _)| at.indicator.kind == IndicatorKind::Outcome);
        found.extend(outcomes.filter_map(|(indicator, at)| {
            claimed(rule, subject, &statement, indicator.indicator, &at)
        }));
    }
    found
}

/// The claim against one outcome whose newest comparable year is known.
fn claimed<'a>(
    rule: &'static Rule,
    subject: &Subject<'a>,
    statement: &Term,
    indicator: &Indicator,
    at: &TableAt<'a>,
) -> Option<Relation> {
    let (compared, verdict_of) = match state(indicator) {
        State::Achieved(compared) => (compared, None),
        State::Short(compared) => {
            let by = Exact::from(compared.actual).checked_sub(compared.target.into())?;
            (compared, Some(by))
        }
        State::Pending | State::NoTarget => return None,
    };
    let column = at.year(compared.year)?;
    let actual = subject.cell(at, at.item(RowItem::Actual)?, column)?;
    let target = subject.cell(at, target_row(at)?, column)?;
    let verdict = match verdict_of {
        None => Verdict::Exact,
        Some(by) => difference(&actual, by, compared.target.into())
            .map_or_else(|| missing(&actual), Verdict::Violated),
    };
    let (left, right) = (stated(&actual), stated(&target));
    let (sign, claim) = (
        if compared.at_most { "≦" } else { "≧" },
        &statement.shown.ja,
    );
    let (left_ja, right_ja, left_en, right_en) = (left.ja, right.ja, left.en, right.en);
    let computed = say!("{left_ja}、{right_ja}", "{left_en}, {right_en}");
    let formula = say!("成果実績{sign}目標値", "actual {sign} target");
    let about = about(at, column, "目標の達成", "target reached");
    let terms = vec![statement.clone(), actual.term, target.term];
    Some(Claim::new(rule, subject, about, formula).relation(
        say!("「{claim}」という記載", "the claim “{claim}”"),
        computed,
        terms,
        verdict,
    ))
}

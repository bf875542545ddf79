//! One indicator in several documents: values, sums, references.

use super::claim::{Claim, Parts};
use super::outcome::{is_cumulative, target_row};
use super::place::{IndicatorAt, Input, Subject, TableAt};
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::format;
use crate::model::dataset::Due;
use crate::model::fiscal_year::FiscalYear;
use crate::model::money::Money;
use crate::model::quantity::Quantity;
use crate::model::table::{ColumnRole, Missing, RowItem};
use crate::say;
use crate::text::search_key;

/// The entity and the indicator that a reference names.
fn target<'a>(
    subject: &Subject<'a>,
    (key, id): &(String, String),
) -> Option<(Subject<'a>, IndicatorAt<'a>)> {
    let other = subject.find(subject.year(), key)?;
    let at = other
        .indicators()
        .into_iter()
        .find(|at| at.indicator.id == *id)?;
    Some((other, at))
}

/// The same number with the other sign, shown as what it is.
fn negative(mut input: Input) -> Input {
    let turned = match input.value {
        Ok(Quantity::Money(money)) => money
            .printed
            .checked_neg()
            .and_then(|printed| Money::new(printed, money.unit))
            .map(Quantity::Money),
        Ok(Quantity::Number { value, unit }) => value
            .checked_neg()
            .map(|value| Quantity::Number { value, unit }),
        Err(_) => return input,
    };
    input.value = turned.ok_or(Missing::Unreadable);
    let shown = &input.term.shown;
    input.term.shown =
        Say::of(|lang| format!("{}{}", format::negative(lang), shown.get(lang))).into();
    input
}

/// What an indicator contributes to a year: its value, or the increase of a cumulative one.
fn of_year(
    subject: &Subject<'_>,
    at: &TableAt<'_>,
    row: usize,
    year: FiscalYear,
    increase: bool,
) -> Option<Vec<Input>> {
    let now = subject.cell(at, row, at.year(year)?)?;
    if !increase {
        return Some(vec![now]);
    }
    let before = at.year(year.checked_add(-1)?)?;
    Some(vec![now, negative(subject.cell(at, row, before)?)])
}

fn about(
    at: &TableAt<'_>,
    FiscalYear(year): FiscalYear,
    ja: &str,
    en: &str,
) -> crate::diagnostic::Say {
    let name = words::short(&at.table.title);
    say!("「{name}」{year}年度の{ja}", "“{name}” {en} of FY{year}")
}

pub(super) fn same_indicators(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.indicators() {
        for reference in &at.indicator.same_as {
            let Some((other, other_at)) = target(subject, reference) else {
                continue;
            };
            if let (Some(own), Some(their)) = (at.table(), other_at.table()) {
                let (own, their) = (own.of(subject), their.of(&other));
                found.extend(same_values(
                    rule, subject, &at, &own, &other, &other_at, &their,
                ));
            }
            found.extend(same_goal(rule, subject, &at, &other, &other_at));
        }
    }
    found
}

fn same_values(
    rule: &'static Rule,
    subject: &Subject<'_>,
    own_at: &IndicatorAt<'_>,
    own: &TableAt<'_>,
    other: &Subject<'_>,
    other_at: &IndicatorAt<'_>,
    their: &TableAt<'_>,
) -> Vec<Relation> {
    let (cumulative, theirs) = (
        own_at.indicator.cumulative,
        is_cumulative(other_at.indicator),
    );
    let mut pairs = vec![(
        own.item(RowItem::Actual),
        their.item(RowItem::Actual),
        "実績",
        "actual",
    )];
    if cumulative == theirs {
        pairs.push((target_row(own), target_row(their), "目標値", "target"));
    }
    let mut found = Vec::new();
    for (own_row, their_row, ja, en) in pairs {
        let (Some(own_row), Some(their_row)) = (own_row, their_row) else {
            continue;
        };
        for (column, year) in own.years() {
            let cells = || {
                let here = subject.cell(own, own_row, column)?;
                let whole = of_year(other, their, their_row, year, false)?;
                // Cumulative in name only, as long as the values are the same.
                let same = whole.iter().all(|there| there.value == here.value);
                let increase = theirs && !cumulative && !same;
                let there = if increase {
                    of_year(other, their, their_row, year, true)?
                } else {
                    whole
                };
                Some((here, there))
            };
            let Some((here, there)) = cells() else {
                continue;
            };
            // A year for which either place prints nothing says nothing about the other.
            let is_silent = |input: &Input| {
                matches!(
                    input.value,
                    Err(Missing::Dash | Missing::Blank | Missing::NotPrinted)
                )
            };
            if is_silent(&here) || there.iter().any(is_silent) {
                continue;
            }
            let formula = if there.len() == 1 {
                say!("同じ指標の値は同じ", "one indicator, one value")
            } else {
                say!(
                    "年度の値＝累積の増分",
                    "value of the year = increase of the cumulative value"
                )
            };
            let claim = Claim::new(rule, subject, about(own, year, ja, en), formula);
            found.push(match there.as_slice() {
                [there] => claim.equal(&here, there),
                parts => claim.sum(&here, parts, Parts::Signed),
            });
        }
    }
    found
}

/// The target of a final year in both places.
fn same_goal(
    rule: &'static Rule,
    subject: &Subject<'_>,
    own_at: &IndicatorAt<'_>,
    other: &Subject<'_>,
    other_at: &IndicatorAt<'_>,
) -> Option<Relation> {
    let own = own_at.table()?.of(subject);
    let column = own.role(ColumnRole::Final)?;
    let year = own.table.columns[column].year?;
    let is_due = other_at
        .indicator
        .goal
        .as_ref()
        .is_some_and(|goal| goal.due == Due::Year(year));
    let comparable = own_at.indicator.cumulative == is_cumulative(other_at.indicator);
    if !is_due || !comparable {
        return None;
    }
    let here = subject.cell(&own, target_row(&own)?, column)?;
    let there = other_at.goal(other)?;
    let formula = say!(
        "同じ指標の最終目標は同じ",
        "one indicator, one final target"
    );
    let about = about(&own, year, "最終目標", "final target");
    Some(Claim::new(rule, subject, about, formula).equal(&here, &there))
}

pub(super) fn indicator_sums(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.indicators() {
        let others: Vec<_> = at
            .indicator
            .sum_of
            .iter()
            .filter_map(|reference| target(subject, reference))
            .collect();
        let Some(own) = at.table().filter(|_| !others.is_empty()) else {
            continue;
        };
        let Some(row) = own.item(RowItem::Actual) else {
            continue;
        };
        for (column, year) in own.years() {
            let Some(whole) = subject.cell(&own, row, column) else {
                continue;
            };
            let parts = others.iter().filter_map(|(other, other_at)| {
                let their = other_at.table()?.of(other);
                let increase = is_cumulative(other_at.indicator) && !at.indicator.cumulative;
                of_year(other, &their, their.item(RowItem::Actual)?, year, increase)
            });
            let parts: Vec<Vec<Input>> = parts.collect();
            if parts.len() < others.len() {
                continue;
            }
            let parts: Vec<Input> = parts.into_iter().flatten().collect();
            let formula = say!(
                "合わせた指標＝もとの指標の和",
                "combined indicator = sum of its parts"
            );
            let about = about(&own, year, "実績", "actual");
            found.push(Claim::new(rule, subject, about, formula).sum(
                &whole,
                &parts,
                Parts::Signed,
            ));
        }
    }
    found
}

/// A circled number such as ③ after 測定指標.
fn printed_number(text: &str) -> Option<char> {
    let (_, rest) = text.split_once("測定指標")?;
    rest.trim_start()
        .chars()
        .next()
        .filter(|c| ('①'..='⑳').contains(c))
}

/// True where one name holds the other, brackets and width aside.
fn is_same_name(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let key = search_key(text);
        key.replace("(※)", "").replace('※', "")
    };
    let (one, other) = (bare(one), bare(other));
    one.contains(&other) || other.contains(&one)
}

pub(super) fn indicator_references(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.indicators() {
        let indicator = at.indicator;
        let Some((other, there)) = indicator
            .refers_to
            .as_ref()
            .and_then(|reference| target(subject, reference))
        else {
            continue;
        };
        let name = words::short(&indicator.name);
        let printed = indicator.refers_text.as_deref().unwrap_or("番号の印刷なし");
        let number = there.indicator.number.as_deref().unwrap_or("");
        let named = is_same_name(&indicator.name, &there.indicator.name);
        let numbered = printed_number(printed).filter(|_| !number.is_empty());
        let verdict = match (&indicator.inferred, numbered) {
            (Some(why), _) => {
                Verdict::Undecidable(say!("{why}", "the reference is inferred: {why}"))
            }
            (None, Some(printed)) if number.starts_with(printed) => Verdict::Exact,
            (None, Some(_)) => Verdict::Violated(Difference::Statement),
            (None, None) if named => Verdict::Exact,
            (None, None) => Verdict::Undecidable(say!(
                "番号の印刷がなく、名称の書き方が違う",
                "no number is printed, and the names are worded differently"
            )),
        };
        let path = if indicator.refers_text.is_some() {
            "refers_text"
        } else {
            "refers_to"
        };
        let here = subject.text(
            say!("参照「{name}」", "reference “{name}”"),
            printed,
            &indicator.citation,
            format!("{}.{path}", at.path),
            indicator.id.clone(),
        );
        let title = words::short(&there.indicator.name);
        let target = other.text(
            say!("参照先の指標", "indicator referred to"),
            &format!("{number}{title}"),
            &there.indicator.citation,
            format!("{}.name", there.path),
            there.indicator.id.clone(),
        );
        let claim = Claim::new(
            rule,
            subject,
            say!("「{name}」の参照", "reference of “{name}”"),
            say!(
                "参照の番号・名称＝参照先の番号・名称",
                "number and name of the reference = those of the target"
            ),
        );
        found.push(claim.relation(
            say!("{printed}「{name}」", "{printed} “{name}”"),
            say!("{number}「{title}」", "{number} “{title}”"),
            vec![here, target],
            verdict,
        ));
    }
    found
}

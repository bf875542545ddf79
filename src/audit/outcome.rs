//! Indicators: achievement, cumulative series, and targets that follow from results.

use super::claim::{Claim, Order};
use super::eras;
use super::place::{IndicatorAt, Input, Subject, TableAt};
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::model::dataset::{Direction, Indicator};
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{ColumnRole, RowItem};
use crate::say;

const TARGETS: [RowItem; 2] = [RowItem::Target, RowItem::AnnualTarget];

/// Indicators with a table of values.
pub(super) fn tables<'a>(subject: &Subject<'a>) -> Vec<(IndicatorAt<'a>, TableAt<'a>)> {
    let indicators = subject.indicators().into_iter();
    indicators
        .filter_map(|at| {
            let table = at.table()?;
            Some((at, table))
        })
        .collect()
}

pub(super) fn target_row(at: &TableAt<'_>) -> Option<usize> {
    TARGETS.into_iter().find_map(|item| at.item(item))
}

pub(super) fn about(at: &TableAt<'_>, column: usize, ja: &str, en: &str) -> Say {
    let (column_ja, column_en) = words::column(&at.table.columns[column]);
    let name = words::short(&at.table.title);
    say!("「{name}」{column_ja}の{ja}", "“{name}” {en}, {column_en}")
}

pub(super) fn achievements(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for (indicator, at) in tables(subject) {
        let rows = (
            at.item(RowItem::Achievement),
            at.item(RowItem::Actual),
            target_row(&at),
        );
        let (Some(rate), Some(actual), Some(target)) = rows else {
            continue;
        };
        for column in 0..at.table.columns.len() {
            let cells = [rate, actual, target].map(|row| subject.cell(&at, row, column));
            let [Some(rate), Some(actual), Some(target)] = cells else {
                continue;
            };
            let is_asked = actual.value.is_ok() && target.value.is_ok();
            if rate.value.is_err() && !is_asked {
                continue;
            }
            let at_most = indicator.indicator.direction == Some(Direction::AtMost);
            let formula = say!(
                "達成度＝成果実績÷目標値×100",
                "achievement = actual / target × 100"
            );
            let about = about(&at, column, "達成度", "achievement");
            let claim = Claim::new(rule, subject, about, formula);
            found.push(if at_most {
                at_most_achievement(claim, &rate, &actual, &target)
            } else {
                claim.rate(&rate, &[actual], &[target])
            });
        }
    }
    found
}

/// The form gives no formula for indicators that are better when lower: only the common one is looked for.
fn at_most_achievement(claim: Claim, rate: &Input, actual: &Input, target: &Input) -> Relation {
    let relation = claim.rate(
        rate,
        std::slice::from_ref(target),
        std::slice::from_ref(actual),
    );
    match relation.verdict {
        Verdict::Violated(_) => Relation {
            verdict: Verdict::Undecidable(say!(
                "少ないほどよい指標の達成度の式は、様式に定めがない",
                "the form gives no formula for indicators that are better when lower"
            )),
            ..relation
        },
        _ => relation,
    }
}

/// Cumulative by its flag, its name or its aim.
pub(super) fn is_cumulative(indicator: &Indicator) -> bool {
    indicator.cumulative
        || indicator.name.contains("累積")
        || indicator
            .aim
            .as_deref()
            .is_some_and(|aim| aim.contains("累積"))
}

/// Years in which the definition of an indicator changes, by its name and the remarks printed with it.
pub(super) fn changes(indicator: &Indicator) -> Vec<FiscalYear> {
    let mut years = eras::definition_starts(&indicator.name);
    for note in &indicator.notes {
        years.extend(eras::definition_starts(&note.text));
    }
    let rows = indicator.table.iter().flat_map(|table| &table.rows);
    let figures = rows
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.figure());
    for note in figures.filter_map(|figure| figure.note.as_deref()) {
        years.extend(eras::definition_starts(note));
    }
    years
}

fn changed(indicator: &Indicator, year: FiscalYear) -> Option<Verdict> {
    let FiscalYear(shown) = year;
    changes(indicator).contains(&year).then(|| {
        Verdict::Undecidable(say!(
            "{shown}年度から指標の定義が変わる",
            "the definition of the indicator changes in {shown}"
        ))
    })
}

pub(super) fn cumulative(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for (indicator, at) in tables(subject) {
        if !is_cumulative(indicator.indicator) {
            continue;
        }
        let Some(row) = at.item(RowItem::Actual) else {
            continue;
        };
        let years = at.years();
        for pair in years.windows(2) {
            let [(before, _), (after, year)] = pair else {
                continue;
            };
            let cells = (
                subject.cell(&at, row, *before),
                subject.cell(&at, row, *after),
            );
            let (Some(before), Some(now)) = cells else {
                continue;
            };
            if before.value.is_err() || now.value.is_err() {
                continue;
            }
            let formula = say!(
                "累積の実績≧前年度の累積の実績",
                "cumulative value ≥ that of the year before"
            );
            let about = about(&at, *after, "累積", "cumulative value");
            let relation =
                Claim::new(rule, subject, about, formula).order(&now, Order::AtLeast, &before);
            found.push(match changed(indicator.indicator, *year) {
                Some(verdict) => Relation {
                    verdict,
                    ..relation
                },
                None => relation,
            });
        }
    }
    found
}

pub(super) fn previous(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for (indicator, at) in tables(subject) {
        let (Some(target), Some(actual)) = (target_row(&at), at.item(RowItem::Actual)) else {
            continue;
        };
        let baseline = at.role(ColumnRole::Baseline);
        let previous = |year: FiscalYear| {
            let before = year.checked_add(-1)?;
            at.year(before).or_else(|| {
                baseline.filter(|column| at.table.columns[*column].year == Some(before))
            })
        };
        for (column, year) in at.years() {
            let (basis, ja, en) = match indicator.indicator.direction {
                Some(Direction::AtLeastPrevious | Direction::AboutPrevious) => (
                    previous(year),
                    "前年度の実績",
                    "the actual value of the year before",
                ),
                Some(Direction::AtLeastBaseline) => (baseline, "基準値", "the baseline"),
                _ => continue,
            };
            let Some(basis) = basis.and_then(|basis| subject.cell(&at, actual, basis)) else {
                continue;
            };
            let Some(printed) = subject.cell(&at, target, column) else {
                continue;
            };
            if printed.value.is_err() || basis.value.is_err() {
                continue;
            }
            let formula = say!("目標値＝{ja}", "target = {en}");
            let about = about(&at, column, "目標値", "target");
            let relation = Claim::new(rule, subject, about, formula).equal(&printed, &basis);
            let follows = indicator.indicator.direction != Some(Direction::AtLeastBaseline);
            found.push(
                match changed(indicator.indicator, year).filter(|_| follows) {
                    Some(verdict) => Relation {
                        verdict,
                        ..relation
                    },
                    None => relation,
                },
            );
        }
    }
    found
}

pub(super) fn baseline(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let tables = tables(subject).into_iter().filter_map(|(_, at)| {
        let column = at.role(ColumnRole::Baseline)?;
        let same = at.year(at.table.columns[column].year?)?;
        let row = at.item(RowItem::Actual)?;
        let (base, actual) = (
            subject.cell(&at, row, column)?,
            subject.cell(&at, row, same)?,
        );
        let formula = say!(
            "基準値＝基準年度の実績",
            "baseline = actual value of its year"
        );
        let about = about(&at, same, "基準値", "baseline");
        Some(Claim::new(rule, subject, about, formula).equal(&base, &actual))
    });
    tables.collect()
}

pub(super) fn final_year(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for (_, at) in tables(subject) {
        for role in [ColumnRole::Interim, ColumnRole::Final] {
            let columns = at.role(role).and_then(|column| {
                let year = at.table.columns[column].year?;
                Some((column, at.year(year)?))
            });
            let Some((column, same)) = columns else {
                continue;
            };
            for row in 0..at.table.rows.len() {
                let cells = (subject.cell(&at, row, column), subject.cell(&at, row, same));
                let (Some(last), Some(own)) = cells else {
                    continue;
                };
                if last.value.is_err() || own.value.is_err() {
                    continue;
                }
                let formula = say!(
                    "目標年度の欄＝同じ年度の欄",
                    "column of the target year = column of the same year"
                );
                let (item_ja, item_en) = words::item(at.table.rows[row].item);
                let about = about(&at, column, item_ja, item_en);
                found.push(Claim::new(rule, subject, about, formula).equal(&last, &own));
            }
        }
    }
    found
}

/// How targets are worded that follow from other values.
const PHRASES: [(&str, Direction); 5] = [
    ("前年度以上", Direction::AtLeastPrevious),
    ("前年度実績以上", Direction::AtLeastPrevious),
    ("前年度と同程度", Direction::AboutPrevious),
    ("前年度同程度", Direction::AboutPrevious),
    ("基準値以上", Direction::AtLeastBaseline),
];

fn phrase(text: &str) -> Option<(&'static str, Direction)> {
    PHRASES
        .into_iter()
        .find(|(phrase, _)| text.contains(phrase))
}

pub(super) fn direction(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.indicators() {
        let indicator = at.indicator;
        let goal = indicator.goal.as_ref();
        let beside = goal.and_then(|goal| {
            let text = goal.text.as_deref()?;
            let (phrase, direction) = phrase(text)?;
            let label = words::named(&indicator.name, "目標値", "target");
            let (path, anchor) = (
                format!("{}.goal.text", at.path),
                format!("{}-goal", indicator.id),
            );
            let term = subject.text(label, phrase, &goal.citation, path, anchor);
            Some((term, direction))
        });
        let aim = || {
            let (phrase, direction) = phrase(indicator.aim.as_deref()?)?;
            let label = words::named(&indicator.name, "成果目標", "aim");
            let path = format!("{}.aim", at.path);
            let term = subject.text(
                label,
                phrase,
                &indicator.citation,
                path,
                indicator.id.clone(),
            );
            Some((term, direction))
        };
        let Some((term, direction)) = beside.or_else(aim) else {
            continue;
        };
        for (index, text) in indicator.texts.iter().enumerate() {
            let Some((phrase, other)) = phrase(&text.text) else {
                continue;
            };
            let label = words::named(&indicator.name, "設定の根拠", "reasons");
            let path = format!("{}.texts[{index}].text", at.path);
            let reason = subject.text(label, phrase, &text.citation, path, indicator.id.clone());
            let verdict = if direction == other {
                Verdict::Exact
            } else {
                Verdict::Violated(Difference::Statement)
            };
            let name = words::short(&indicator.name);
            let claim = Claim::new(
                rule,
                subject,
                say!(
                    "「{name}」の目標の言葉",
                    "wording of the target of “{name}”"
                ),
                say!(
                    "目標値の欄の言葉＝設定の根拠の言葉",
                    "words beside the value = words of the reasons"
                ),
            );
            let (left, right) = (&term.shown.ja, &reason.shown.ja);
            let (stated, computed) = (
                say!("目標値の欄「{left}」", "beside the value: “{left}”"),
                say!("設定の根拠「{right}」", "in the reasons: “{right}”"),
            );
            found.push(claim.relation(stated, computed, vec![term.clone(), reason], verdict));
        }
    }
    found
}

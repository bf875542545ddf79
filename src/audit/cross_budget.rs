//! The budget of a project in several tables, overviews and portfolios, and the sums of portfolios.

use super::budget::principal;
use super::claim::{Claim, Parts};
use super::place::{Input, Subject, TableAt};
use super::relation::{Relation, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::dataset::Relation as Lineage;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{ColumnRole, RowItem, Unit};
use crate::say;

/// Rows of the initial budget have several names; supplementary budgets are another thing.
fn class(item: RowItem) -> Option<RowItem> {
    match item {
        RowItem::Amount | RowItem::Initial => Some(RowItem::Amount),
        RowItem::Supplementary => Some(RowItem::Supplementary),
        _ => None,
    }
}

/// The only row of a class at the top of a table.
fn only(at: &TableAt<'_>, wanted: RowItem) -> Option<usize> {
    let rows = at.table.rows.iter().enumerate();
    let mut rows = rows.filter(|(_, row)| row.level == 0 && class(row.item) == Some(wanted));
    let (index, _) = rows.next()?;
    rows.next().is_none().then_some(index)
}

pub(super) fn same_budget(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some((main, row)) = subject.project().and_then(|_| principal(subject)) else {
        return Vec::new();
    };
    let Some(wanted) = class(main.table.rows[row].item) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for at in subject.budgets().into_iter().skip(1) {
        let Some(other_row) = only(&at, wanted) else {
            continue;
        };
        for (column, year) in at.years() {
            let cells = || {
                let own = subject.cell(&main, row, main.year(year)?)?;
                Some((own, subject.cell(&at, other_row, column)?))
            };
            let Some((own, other)) = cells() else {
                continue;
            };
            let relation = equal(rule, subject, year, &own, &other);
            found.push(scoped(relation, &main.table.scope, &at.table.scope));
        }
    }
    found
}

fn equal(
    rule: &'static Rule,
    subject: &Subject<'_>,
    FiscalYear(year): FiscalYear,
    own: &Input,
    other: &Input,
) -> Relation {
    let formula = say!(
        "同じ事業・年度の予算額は同じ",
        "one project, one year, one budget"
    );
    let name = words::short(&subject.common.name);
    let about = say!(
        "「{name}」{year}年度の予算額",
        "“{name}” budget of FY{year}"
    );
    Claim::new(rule, subject, about, formula).equal(own, other)
}

/// Amounts of different scope may differ.
fn scoped(relation: Relation, one: &Option<String>, other: &Option<String>) -> Relation {
    match (&relation.verdict, one == other) {
        (Verdict::Violated(_), false) => {
            let scope = one.as_deref().or(other.as_deref()).unwrap_or_default();
            Relation {
                verdict: Verdict::Undecidable(say!(
                    "額の範囲が違う（{scope}）",
                    "the amounts have another scope ({scope})"
                )),
                ..relation
            }
        }
        _ => relation,
    }
}

/// The budget of a project in a year: its principal table, or any other table of the year where that prints none.
pub(super) fn budget_of<'a>(
    project: &Subject<'a>,
    wanted: RowItem,
    year: FiscalYear,
) -> Option<Input> {
    let mut tables = project.budgets().into_iter().filter_map(|at| {
        let row = only(&at, wanted)?;
        project.cell(&at, row, at.year(year)?)
    });
    let first = tables.next()?;
    if first.value.is_ok() {
        return Some(first);
    }
    Some(tables.find(|input| input.value.is_ok()).unwrap_or(first))
}

pub(super) fn overviews(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.budgets() {
        for (index, row) in at.table.rows.iter().enumerate() {
            let (Some(key), Some(wanted)) = (&row.about, class(row.item)) else {
                continue;
            };
            let Some(project) = subject.find(subject.year(), key) else {
                continue;
            };
            for (column, year) in at.years() {
                let cells = || {
                    let here = subject.cell(&at, index, column)?;
                    here.value.as_ref().ok()?;
                    Some((here, budget_of(&project, wanted, year)?))
                };
                let Some((here, there)) = cells() else {
                    continue;
                };
                let relation = overview(rule, subject, &project, year, &here, &there);
                found.push(scoped(relation, &at.table.scope, &None));
            }
        }
    }
    found.extend(drawings(rule, subject));
    found
}

fn overview(
    rule: &'static Rule,
    subject: &Subject<'_>,
    project: &Subject<'_>,
    FiscalYear(year): FiscalYear,
    here: &Input,
    there: &Input,
) -> Relation {
    let name = words::short(&project.common.name);
    let about = say!(
        "「{name}」{year}年度の予算額",
        "“{name}” budget of FY{year}"
    );
    let formula = say!(
        "総括の額＝事業の予算額",
        "amount of the overview = budget of the project"
    );
    Claim::new(rule, subject, about, formula).equal(here, there)
}

/// Amounts of projects in the drawing of a portfolio.
fn drawings(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(portfolio) = subject.portfolio() else {
        return Vec::new();
    };
    let Some(year) = portfolio_year(subject) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, group) in portfolio.groups.iter().enumerate() {
        for (index, program) in group.programs.iter().enumerate() {
            let project = program
                .about
                .as_deref()
                .and_then(|key| subject.find(subject.year(), key));
            let Some(project) = project else { continue };
            let Some(there) = budget_of(&project, RowItem::Amount, year) else {
                continue;
            };
            let here = drawn(subject, at, index);
            let relation = overview(rule, subject, &project, year, &here, &there);
            found.push(
                match (
                    &relation.verdict,
                    is_whole(subject, &project, &program.name),
                ) {
                    (Verdict::Violated(_), false) => Relation {
                        verdict: Verdict::Undecidable(say!(
                            "図の額は事業の一部である",
                            "the drawing shows a part of the project"
                        )),
                        ..relation
                    },
                    _ => relation,
                },
            );
        }
    }
    found
}

/// True where a name in a drawing is that of the whole project, and no other portfolio names the project.
fn is_whole(subject: &Subject<'_>, project: &Subject<'_>, name: &str) -> bool {
    let programs = subject
        .portfolios()
        .flat_map(|portfolio| &portfolio.groups)
        .flat_map(|group| &group.programs);
    let times = programs
        .filter(|program| program.about.as_deref() == Some(&*project.entity))
        .count();
    let known = project.project().is_some_and(|own| {
        own.common.name == name
            || own
                .common
                .lineage
                .iter()
                .any(|line| line.relation == Lineage::Predecessor && line.name == name)
    });
    times == 1 && known
}

/// The only year of a portfolio's budgets.
fn portfolio_year(subject: &Subject<'_>) -> Option<FiscalYear> {
    let at = subject.budgets().into_iter().next()?;
    match at.years().as_slice() {
        [(_, year)] => Some(*year),
        _ => None,
    }
}

/// The amount of a programme in a drawing.
fn drawn(subject: &Subject<'_>, group: usize, index: usize) -> Input {
    let program = &subject
        .portfolio()
        .expect("a drawing belongs to a portfolio")
        .groups[group]
        .programs[index];
    let name = words::short(&program.name);
    subject.input(
        &program.amount,
        say!("「{name}」", "“{name}”"),
        format!("groups[{group}].programs[{index}].amount"),
        format!("programs-{}-amount", program.id),
    )
}

/// What a portfolio consists of: the amounts of its groups where printed, else of their programmes.
fn drawing_parts(subject: &Subject<'_>, in_house: bool) -> Vec<Input> {
    let mut parts = Vec::new();
    let groups = subject.portfolio().into_iter().flat_map(|p| &p.groups);
    for (at, group) in groups.enumerate() {
        if let Some(amount) = &group.amount {
            if !in_house {
                let title = words::short(&group.title);
                parts.push(subject.input(
                    amount,
                    say!("「{title}」", "“{title}”"),
                    format!("groups[{at}].amount"),
                    format!("group-{}-amount", group.id),
                ));
            }
            continue;
        }
        for (index, program) in group.programs.iter().enumerate() {
            // A programme without a printed amount is drawn inside another box.
            if program.in_house == in_house && program.amount.quantity().is_some() {
                parts.push(drawn(subject, at, index));
            }
        }
    }
    parts
}

pub(super) fn portfolio_totals(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    if subject.portfolio().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in subject.budgets() {
        for (row, printed) in at.table.rows.iter().enumerate() {
            let is_money = matches!(printed.unit, Unit::Money(_));
            let in_house = printed.item == RowItem::InHouse;
            let parts = drawing_parts(subject, in_house);
            if !is_money || parts.is_empty() {
                continue;
            }
            for (column, FiscalYear(year)) in at.years() {
                if at.table.columns[column].role != ColumnRole::Year {
                    continue;
                }
                let Some(whole) = subject.cell(&at, row, column) else {
                    continue;
                };
                let name = words::short(&subject.common.name);
                let label = &whole.term.label;
                let (ja, en) = (&label.ja, &label.en);
                let about = say!("「{name}」{year}年度の{ja}", "“{name}” {en} of FY{year}");
                let formula = say!(
                    "額＝事業の額の和（再掲を除き、内数は一度）",
                    "amount = sum of the programmes (repeated ones left out, portions once)"
                );
                let claim = Claim::new(rule, subject, about, formula);
                found.push(claim.sum(&whole, &parts, Parts::NeverNegative));
            }
        }
    }
    found
}

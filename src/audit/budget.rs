//! Budget tables: their identities, the chain of carry-overs, execution, breakdowns, and the project's period.

use super::claim::{Claim, Order, Parts};
use super::coarse;
use super::place::{Input, Subject, TableAt};
use super::relation::{Difference, Relation, Verdict};
use super::rules::Rule;
use crate::diagnostic::Say;
use crate::model::dataset::Relation as Lineage;
use crate::model::fiscal_year::FiscalYear;
use crate::model::quantity::Quantity;
use crate::model::table::{ColumnRole, Missing, RowItem};
use crate::say;

/// The rows that make up the total.
const PARTS: [RowItem; 5] = [
    RowItem::Initial,
    RowItem::Supplementary,
    RowItem::CarriedIn,
    RowItem::CarriedOut,
    RowItem::Reserve,
];

pub(super) fn year_of(FiscalYear(year): FiscalYear, ja: &str, en: &str) -> Say {
    say!("{year}年度の{ja}", "{en} of FY{year}")
}

/// What a relation of a table is about; the tables of accounts (会計) beside the main one are named.
fn about(at: &TableAt<'_>, year: FiscalYear, ja: &str, en: &str) -> Say {
    if !at.table.id.starts_with(ACCOUNT) {
        return year_of(year, ja, en);
    }
    let (FiscalYear(year), title) = (year, &at.table.title);
    say!("{year}年度の{ja}（{title}）", "{en} of FY{year} ({title})")
}

/// The inputs of rows in a column.
pub(super) fn inputs<'a>(
    subject: &Subject<'a>,
    at: &TableAt<'a>,
    items: &[RowItem],
    column: usize,
) -> Vec<Input> {
    let rows = items.iter().flat_map(|item| at.items(*item));
    rows.filter_map(|row| subject.cell(at, row, column))
        .collect()
}

pub(super) fn totals(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.budgets() {
        let (Some(total), Some(_)) = (at.item(RowItem::Total), at.item(RowItem::Initial)) else {
            continue;
        };
        for (column, year) in at.years() {
            let Some(whole) = subject.cell(&at, total, column) else {
                continue;
            };
            let mut parts = inputs(subject, &at, &PARTS, column);
            if at.table.columns[column].role == ColumnRole::Requested {
                // The form has no such boxes in the column of the requested year.
                parts.retain(|part| {
                    !matches!(part.value, Err(Missing::Blank | Missing::NotPrinted))
                });
                if whole.value == Err(Missing::NotPrinted) {
                    continue;
                }
            }
            if whole.value.is_err() && parts.iter().all(|part| part.value.is_err()) {
                continue;
            }
            let formula = say!(
                "計＝当初予算＋補正予算＋前年度から繰越し＋翌年度へ繰越し（▲）＋予備費等",
                "total = initial + supplementary + carried in + carried out (negative) + reserve"
            );
            let claim = Claim::new(rule, subject, about(&at, year, "計", "total"), formula);
            found.push(claim.sum(&whole, &parts, Parts::Signed));
        }
    }
    found
}

pub(super) fn carry_chain(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.budgets() {
        // Two forms: a negative part of the total, or a positive amount beside it.
        let (negative, positive) = (
            at.item(RowItem::CarriedOut),
            at.item(RowItem::CarriedForward),
        );
        let (Some(out), Some(into)) = (negative.or(positive), at.item(RowItem::CarriedIn)) else {
            continue;
        };
        for (column, year) in at.years() {
            let next = year.checked_add(1).and_then(|next| at.year(next));
            let Some(next) =
                next.filter(|next| at.table.columns[*next].role != ColumnRole::Requested)
            else {
                continue;
            };
            let (Some(carried_out), Some(carried_in)) = (
                subject.cell(&at, out, column),
                subject.cell(&at, into, next),
            ) else {
                continue;
            };
            let formula = match negative {
                Some(_) => say!(
                    "翌年度へ繰越し＋次の年度の前年度から繰越し＝0",
                    "carried out + carried into the next year = 0"
                ),
                None => say!(
                    "翌年度への繰越し＝次の年度の前年度から繰越し",
                    "carried forward = carried into the next year"
                ),
            };
            let claim = Claim::new(
                rule,
                subject,
                about(&at, year, "翌年度へ繰越し", "carry-over"),
                formula,
            );
            let carried_out = match negative {
                Some(_) => negated(carried_out),
                None => carried_out,
            };
            found.push(claim.equal(&carried_out, &carried_in));
        }
    }
    found
}

/// The same amount with the other sign, shown as printed.
fn negated(mut input: Input) -> Input {
    use crate::model::money::Money;
    use crate::model::quantity::Quantity;
    if let Ok(Quantity::Money(money)) = &input.value {
        let turned = money
            .printed
            .checked_neg()
            .and_then(|printed| Money::new(printed, money.unit));
        input.value = turned.map(Quantity::Money).ok_or(Missing::Unreadable);
    }
    input
}

pub(super) fn executed(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    by_year(subject, RowItem::Executed, |at, row, column, year| {
        let executed = subject.cell(at, row, column)?;
        let total = subject.cell(at, at.item(RowItem::Total)?, column)?;
        let formula = say!("執行額≦計", "executed ≤ total");
        let claim = Claim::new(
            rule,
            subject,
            about(at, year, "執行額", "executed amount"),
            formula,
        );
        let relation = claim.order(&executed, Order::AtMost, &total);
        let relation = coarse::or_undecidable(relation, &executed, std::slice::from_ref(&total));
        Some(unless_elsewhere(relation, &total, subject))
    })
}

/// Undecidable where the total is 0 because the money is appropriated on another sheet.
fn unless_elsewhere(relation: Relation, total: &Input, subject: &Subject<'_>) -> Relation {
    let is_elsewhere = matches!(relation.verdict, Verdict::Violated(_))
        && total.value.as_ref().is_ok_and(is_zero)
        && says_where_it_is(subject);
    match is_elsewhere {
        true => Relation {
            verdict: Verdict::Undecidable(say!(
                "計は0円であり、予算をどこに計上したかがシートの文章に書かれている",
                "the total is 0, and a text of the sheet says where the money was appropriated"
            )),
            ..relation
        },
        false => relation,
    }
}

/// What is spent and what goes over to the next year are parts of the total; the rest is not used. Where nothing goes over,
/// [`executed`] says it all; where more was executed than there is, both say what they see.
pub(super) fn carried_forward(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    by_year(subject, RowItem::CarriedForward, |at, row, column, year| {
        let carried = subject.cell(at, row, column)?;
        if carried.value.as_ref().is_ok_and(is_zero) {
            return None;
        }
        let total = subject.cell(at, at.item(RowItem::Total)?, column)?;
        let mut parts = inputs(subject, at, &[RowItem::Executed], column);
        parts.push(carried);
        let formula = say!(
            "執行額＋翌年度への繰越し≦計",
            "executed + carried forward ≤ total"
        );
        let about = about(
            at,
            year,
            "執行額と翌年度への繰越し",
            "executed and carried forward",
        );
        let claim = Claim::new(rule, subject, about, formula);
        let relation = claim.sum_at_most(&total, &parts, Parts::NeverNegative);
        let relation = coarse::or_undecidable(relation, &total, &parts);
        Some(unless_elsewhere(relation, &total, subject))
    })
}

fn is_zero(amount: &Quantity) -> bool {
    amount.printed().is_zero()
}

/// True where a remark of the sheet is about the place where money is appropriated (計上): systems of all ministries, for
/// example, are budgeted by the Digital Agency on a sheet of its own.
fn says_where_it_is(subject: &Subject<'_>) -> bool {
    let remarks = subject.review().map(|review| review.remarks.iter());
    let mut texts = remarks.into_iter().flatten().chain(&subject.common.texts);
    texts.any(|text| text.text.contains("計上"))
}

pub(super) fn execution_rate(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    by_year(subject, RowItem::ExecutionRate, |at, row, column, year| {
        let rate = subject.cell(at, row, column)?;
        let executed = inputs(subject, at, &[RowItem::Executed], column);
        let total = inputs(subject, at, &[RowItem::Total], column);
        let formula = say!("執行率＝執行額÷計×100", "rate = executed / total × 100");
        let claim = Claim::new(
            rule,
            subject,
            about(at, year, "執行率", "execution rate"),
            formula,
        );
        Some(claim.rate(&rate, &executed, &total))
    })
}

pub(super) fn execution_rate_initial(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    by_year(
        subject,
        RowItem::ExecutionRateInitial,
        |at, row, column, year| {
            let rate = subject.cell(at, row, column)?;
            let executed = inputs(subject, at, &[RowItem::Executed], column);
            let budget = inputs(
                subject,
                at,
                &[RowItem::Initial, RowItem::Supplementary],
                column,
            );
            let formula = say!(
                "割合＝執行額÷（当初予算＋補正予算）×100",
                "rate = executed / (initial + supplementary) × 100"
            );
            let about = about(
                at,
                year,
                "当初予算＋補正予算に対する執行額の割合",
                "executed against the budget",
            );
            Some(Claim::new(rule, subject, about, formula).rate(&rate, &executed, &budget))
        },
    )
}

/// A relation for each year in which the row of an item holds a figure.
fn by_year<'a>(
    subject: &Subject<'a>,
    item: RowItem,
    relation: impl Fn(&TableAt<'a>, usize, usize, FiscalYear) -> Option<Relation>,
) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.budgets() {
        let Some(row) = at.item(item) else { continue };
        for (column, year) in at.years() {
            let is_printed = at.table.rows[row]
                .figure(column)
                .is_some_and(|figure| figure.quantity().is_some());
            if is_printed {
                let new = relation(&at, row, column, year);
                found.extend(new.filter(|new| !found.iter().any(|old| says_the_same(old, new))));
            }
        }
    }
    found
}

/// True where two tables make one statement: that of a project's only account repeats its totals.
fn says_the_same(old: &Relation, new: &Relation) -> bool {
    old.subject == new.subject && old.stated() == new.stated() && old.computed() == new.computed()
}

/// Beginning of the ids of tables of one account (会計) each.
const ACCOUNT: &str = "account-";

pub(super) fn accounts(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let tables = subject.budgets().into_iter();
    let (accounts, others): (Vec<_>, Vec<_>) =
        tables.partition(|at| at.table.id.starts_with(ACCOUNT));
    let main = others.iter().find(|at| at.item(RowItem::Initial).is_some());
    let Some(main) = main else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (item, ja, en) in [
        (RowItem::Initial, "当初予算", "initial budget"),
        (RowItem::Total, "計", "total"),
        (RowItem::Executed, "執行額", "executed amount"),
    ] {
        let Some(row) = main.item(item) else { continue };
        for (column, year) in main.years() {
            let Some(whole) = subject.cell(main, row, column) else {
                continue;
            };
            let parts = accounts
                .iter()
                .filter_map(|at| subject.cell(at, at.item(item)?, at.year(year)?));
            // An account without a row in that year had no money in it.
            let parts: Vec<Input> = parts
                .filter(|part| part.value != Err(Missing::NotPrinted))
                .collect();
            if whole.value.is_err() || parts.is_empty() {
                continue;
            }
            let formula = say!("計＝会計別の額の和", "total = sum of the accounts");
            let claim = Claim::new(rule, subject, year_of(year, ja, en), formula);
            found.push(claim.sum(&whole, &parts, Parts::Signed));
        }
    }
    found
}

/// The principal budget of a project: the first table, where it has one row of amounts.
pub(super) fn principal<'a>(subject: &Subject<'a>) -> Option<(TableAt<'a>, usize)> {
    let at = subject.budgets().into_iter().next()?;
    let rows: Vec<usize> = [RowItem::Amount, RowItem::Initial, RowItem::Supplementary]
        .into_iter()
        .find_map(|item| Some(at.items(item)).filter(|rows| !rows.is_empty()))?;
    match rows.as_slice() {
        [row] => Some((at, *row)),
        _ => None,
    }
}

pub(super) fn breakdown(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some((main, row)) = subject.project().and_then(|_| principal(subject)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for at in subject.budgets().into_iter().skip(1) {
        let parts = at.items(RowItem::Amount);
        if parts.len() < 2 {
            continue;
        }
        for (column, year) in at.years() {
            let whole = main
                .year(year)
                .and_then(|column| subject.cell(&main, row, column));
            let Some(whole) = whole else { continue };
            let parts: Vec<Input> = parts
                .iter()
                .filter_map(|row| subject.cell(&at, *row, column))
                .collect();
            let formula = say!("予算額＝内訳の和", "budget = sum of its breakdown");
            let about = year_of(year, "予算額の内訳", "breakdown of the budget");
            let claim = Claim::new(rule, subject, about, formula);
            found.push(claim.sum(&whole, &parts, Parts::NeverNegative));
        }
    }
    found
}

pub(super) fn period(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let project = subject.project();
    let (Some(project), Some((at, row))) = (project, principal(subject)) else {
        return Vec::new();
    };
    let Some(period) = &project.period else {
        return Vec::new();
    };
    let has_predecessor = project
        .common
        .lineage
        .iter()
        .any(|line| line.relation == Lineage::Predecessor);
    let FiscalYear(first) = period.first;
    let last = period
        .last
        .map_or(String::new(), |FiscalYear(year)| year.to_string());
    let shown = match last.as_str() {
        "" => say!("{first}年度～", "FY{first}–"),
        last => say!("{first}年度～{last}年度", "FY{first}–FY{last}"),
    };
    let years = at.years().into_iter().filter_map(|(column, year)| {
        let input = subject.cell(&at, row, column)?;
        input.value.as_ref().ok()?;
        let inside = year >= period.first && period.last.is_none_or(|last| year <= last);
        let verdict = if inside {
            Verdict::Exact
        } else if period.inferred.is_some() {
            Verdict::Undecidable(say!("事業期間が推定である", "the period is inferred"))
        } else if has_predecessor && year < period.first {
            Verdict::Undecidable(say!(
                "前身の事業があり、その額かもしれない",
                "there was a predecessor, whose amount it may be"
            ))
        } else {
            Verdict::Violated(Difference::Statement)
        };
        let mut term = subject.text(
            say!("事業期間", "period"),
            &shown.ja,
            &period.citation,
            "period".to_owned(),
            String::new(),
        );
        let stated = super::claim::stated(&input);
        term.shown = shown.clone().into();
        let computed = term.said();
        let formula = say!(
            "予算のある年度は事業期間の中にある",
            "years with a budget lie within the period"
        );
        let about = year_of(year, "予算額と事業期間", "budget and period");
        let terms = vec![input.term, term];
        Some(Claim::new(rule, subject, about, formula).relation(stated, computed, terms, verdict))
    });
    years.collect()
}

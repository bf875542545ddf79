//! Line items (歳出予算目): their total, and the budget of the year that they make up.

use super::budget::{inputs, year_of};
use super::claim::{Claim, Parts};
use super::place::{Input, Subject, TableAt};
use super::relation::Relation;
use super::rules::Rule;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{ColumnRole, Missing, RowItem};
use crate::say;

pub(super) fn line_items(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.budgets() {
        let (Some(total), Some(_)) = (at.item(RowItem::Total), at.item(RowItem::LineItem)) else {
            continue;
        };
        for (column, year) in at.years() {
            let parts = inputs(subject, &at, &[RowItem::LineItem], column);
            let Some(whole) = subject.cell(&at, total, column) else {
                continue;
            };
            let formula = say!("計＝歳出予算目の和", "total = sum of the line items");
            let about = year_of(year, "予算内訳", "line items");
            let claim = Claim::new(rule, subject, about, formula);
            found.push(claim.sum(&whole, &parts, Parts::NeverNegative));
        }
    }
    found
}

pub(super) fn line_items_initial(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let tables = subject.budgets();
    let main = tables
        .iter()
        .find_map(|at| Some((at, at.item(RowItem::Initial)?)));
    let items = tables.iter().find_map(|at| {
        at.item(RowItem::LineItem)?;
        Some((at, at.item(RowItem::Total)?))
    });
    let (Some((main, initial)), Some((items, total))) = (main, items) else {
        return Vec::new();
    };
    let years = items.years().into_iter().filter_map(|(column, year)| {
        let whole = subject.cell(items, total, column)?;
        let budget = subject.cell(main, initial, main.year(year)?)?;
        let formula = say!(
            "予算内訳の計＝当初予算",
            "total of the line items = initial budget"
        );
        let about = year_of(year, "予算内訳の計", "total of the line items");
        Some(Claim::new(rule, subject, about, formula).equal(&whole, &budget))
    });
    years.collect()
}

/// Rows of a year's budget that line items are parts of, in words.
const KINDS: [(RowItem, &str, &str); 4] = [
    (RowItem::Initial, "当初予算", "initial budget"),
    (RowItem::Supplementary, "補正予算", "supplementary budget"),
    (RowItem::CarriedIn, "前年度から繰越し", "amount carried in"),
    (RowItem::Reserve, "予備費等", "reserve"),
];

/// The kind of budget (予算種別) that a line of data of the RS system names, behind the account where there are several: there may
/// be more than one supplementary budget and reserve (第1次補正予算, 予備費等1).
fn kind_of(label: &str) -> Option<RowItem> {
    label.split('／').find_map(|part| match part {
        "当初予算" => Some(RowItem::Initial),
        "前年度から繰越し" => Some(RowItem::CarriedIn),
        part if part.starts_with('第') && part.ends_with("補正予算") => {
            Some(RowItem::Supplementary)
        }
        part if part.starts_with("予備費等") => Some(RowItem::Reserve),
        _ => None,
    })
}

pub(super) fn line_items_kinds(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let tables = subject.budgets();
    let main = tables
        .iter()
        .find(|at| at.item(RowItem::Initial).is_some() && at.item(RowItem::Total).is_some());
    let Some(main) = main else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for at in &tables {
        if !names_kinds(at) || at.item(RowItem::Total).is_some() {
            continue;
        }
        for (column, year) in at.years() {
            if at.table.columns[column].role == ColumnRole::Requested {
                found.extend(requested(rule, subject, &tables, at, column, year));
                continue;
            }
            let kinds = KINDS.iter();
            found.extend(
                kinds.filter_map(|kind| kind_of_year(rule, subject, main, at, column, year, kind)),
            );
        }
    }
    found
}

/// True for tables whose lines say of which kind of budget they are: those of older forms do not.
fn names_kinds(at: &TableAt<'_>) -> bool {
    let labels = at.items(RowItem::LineItem).into_iter();
    let mut labels = labels.filter_map(|row| at.table.rows[row].label.as_deref());
    labels.any(|label| kind_of(label).is_some())
}

/// The lines of one kind against the budget of the year.
fn kind_of_year(
    rule: &'static Rule,
    subject: &Subject<'_>,
    main: &TableAt<'_>,
    at: &TableAt<'_>,
    column: usize,
    year: FiscalYear,
    (item, ja, en): &(RowItem, &str, &str),
) -> Option<Relation> {
    let parts = lines(subject, at, column, |label| kind_of(label) == Some(*item));
    let whole = subject.cell(main, main.item(*item)?, main.year(year)?)?;
    if parts.is_empty() || whole.value.is_err() {
        return None;
    }
    let formula = say!(
        "{ja}＝その種別の歳出予算項目の和",
        "{en} = sum of its line items"
    );
    let about = year_of(
        year,
        &format!("{ja}の内訳"),
        &format!("line items of the {en}"),
    );
    Some(Claim::new(rule, subject, about, formula).sum(&whole, &parts, Parts::Signed))
}

/// All lines against what is requested for the next year, in whichever table that stands.
fn requested(
    rule: &'static Rule,
    subject: &Subject<'_>,
    tables: &[TableAt<'_>],
    at: &TableAt<'_>,
    column: usize,
    year: FiscalYear,
) -> Option<Relation> {
    let parts = lines(subject, at, column, |_| true);
    let whole = tables.iter().find_map(|table| {
        let row = [RowItem::Initial, RowItem::Amount].iter();
        let row = row.filter_map(|item| table.item(*item)).next()?;
        let is_request = |of: &(usize, FiscalYear)| {
            of.1 == year && table.table.columns[of.0].role == ColumnRole::Requested
        };
        let (column, _) = table.years().into_iter().find(is_request)?;
        subject.cell(table, row, column)
    })?;
    if parts.is_empty() || whole.value.is_err() {
        return None;
    }
    let formula = say!(
        "要求額＝歳出予算項目の要求額の和",
        "request = sum of the line items"
    );
    let about = year_of(year, "要求額の内訳", "line items of the request");
    Some(Claim::new(rule, subject, about, formula).sum(&whole, &parts, Parts::Signed))
}

/// The lines of a column that have an amount: a blank is a line that only the other column has.
fn lines(
    subject: &Subject<'_>,
    at: &TableAt<'_>,
    column: usize,
    is_meant: impl Fn(&str) -> bool,
) -> Vec<Input> {
    let rows = at.items(RowItem::LineItem).into_iter();
    let meant = rows.filter(|row| {
        let label = at.table.rows[*row].label.as_deref();
        is_meant(label.unwrap_or_default())
    });
    let inputs = meant.filter_map(|row| subject.cell(at, row, column));
    inputs
        .filter(|input| !matches!(input.value, Err(Missing::Blank | Missing::NotPrinted)))
        .collect()
}

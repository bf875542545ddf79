//! Has an indicator reached its target? Decided from the printed figures only.

use super::dataset::{Direction, Due, Indicator};
use super::decimal::Decimal;
use super::fiscal_year::FiscalYear;
use super::table::{Column, ColumnRole, Row, RowItem, Table};

/// State of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// The newest comparable year reached its target.
    Achieved(Compared),
    /// It did not.
    Short(Compared),
    /// There is a target, but no year yet has both a target and an actual value.
    Pending,
    /// No target is printed.
    NoTarget,
}

/// What was compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub year: FiscalYear,
    pub actual: Decimal,
    pub target: Decimal,
    /// Smaller is better.
    pub at_most: bool,
}

/// Compares the newest fiscal year that has an actual value and a target of its own; without targets by year, the final
/// target once its year is reached.
///
/// Targets of a year come from the rows 目標値・年度ごとの目標値・当初見込み. "About the previous year" is never decided.
pub fn state(indicator: &Indicator) -> State {
    let Some(table) = &indicator.table else {
        return no_table(indicator);
    };
    let target_rows = [RowItem::Target, RowItem::AnnualTarget, RowItem::Planned];
    let targets = target_rows.into_iter().find_map(|item| table.item(item));
    let actuals = table.item(RowItem::Actual);
    let compared = actuals.and_then(|actuals| newest(table, actuals, targets, indicator));
    match compared {
        Some(compared) if reached(&compared) => State::Achieved(compared),
        Some(compared) => State::Short(compared),
        None if has_target(table, targets, indicator) => State::Pending,
        None => State::NoTarget,
    }
}

fn no_table(indicator: &Indicator) -> State {
    if indicator.goal.is_some() {
        State::Pending
    } else {
        State::NoTarget
    }
}

fn newest(
    table: &Table,
    actuals: &Row,
    targets: Option<&Row>,
    indicator: &Indicator,
) -> Option<Compared> {
    if indicator.direction == Some(Direction::AboutPrevious) {
        return None;
    }
    let at_most = indicator.direction == Some(Direction::AtMost);
    let value = |row: &Row, index: usize| row.figure(index).and_then(|figure| figure.printed());
    let years = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.is_series());
    let by_year = years.clone().filter_map(|(index, column)| {
        let target = value(targets?, index)?;
        Some(Compared {
            year: column.year?,
            actual: value(actuals, index)?,
            target,
            at_most,
        })
    });
    let newest = by_year.max_by_key(|compared| compared.year);
    newest.or_else(|| {
        let (year, target) = final_target(table, targets, indicator)?;
        let reached = years.filter(|(_, column)| column.year == Some(year));
        reached
            .filter_map(|(index, _)| {
                Some(Compared {
                    year,
                    actual: value(actuals, index)?,
                    target,
                    at_most,
                })
            })
            .next()
    })
}

/// The final target with its year: the column 目標最終年度, or the target printed beside the indicator.
fn final_target(
    table: &Table,
    targets: Option<&Row>,
    indicator: &Indicator,
) -> Option<(FiscalYear, Decimal)> {
    let is_final = |column: &&Column| column.role == ColumnRole::Final;
    let column = table.columns.iter().find(is_final).and_then(|column| {
        let index = table.column(&column.key)?;
        Some((column.year?, targets?.figure(index)?.printed()?))
    });
    column.or_else(|| match indicator.goal.as_ref() {
        Some(goal) => match goal.due {
            Due::Year(year) => Some((year, goal.figure.as_ref()?.printed()?)),
            Due::Words(_) => None,
        },
        None => None,
    })
}

fn has_target(table: &Table, targets: Option<&Row>, indicator: &Indicator) -> bool {
    let in_row = |row: &Row| {
        (0..table.columns.len())
            .any(|index| row.figure(index).is_some_and(|f| f.printed().is_some()))
    };
    indicator.goal.is_some() || targets.is_some_and(in_row)
}

fn reached(compared: &Compared) -> bool {
    if compared.at_most {
        compared.actual <= compared.target
    } else {
        compared.actual >= compared.target
    }
}

//! Has an indicator reached its target? Decided from the printed figures only.

use super::dataset::{Direction, Due, Indicator};
use super::decimal::Decimal;
use super::derived::{self, Derived};
use super::fiscal_year::FiscalYear;
use super::table::{Cell, Column, ColumnRole, Figure, Missing, Reading, Row, RowItem, Table};

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

/// State of an indicator in one fiscal year (年度ごとの達成状況).
#[derive(Debug, Clone, PartialEq)]
pub enum YearState {
    /// The actual value of the year reached its target (達成).
    Achieved(Compared),
    /// It did not (未達成).
    Short(Compared),
    /// Not known (未判明): the actual value is under investigation, being counted or unknown, the year of the target is not
    /// over, or the target is of a kind that is not decided here: "about the previous year", or one for a subset only.
    Unknown,
    /// There is an actual value, but the year has no target (目標なし).
    NoTarget,
    /// There is no actual value (値なし): a dash or a blank cell.
    NoValue,
}

impl YearState {
    /// The two figures, where they could be compared.
    pub fn compared(&self) -> Option<&Compared> {
        match self {
            YearState::Achieved(compared) | YearState::Short(compared) => Some(compared),
            YearState::Unknown | YearState::NoTarget | YearState::NoValue => None,
        }
    }
}

impl Compared {
    fn state(self) -> YearState {
        if self.is_reached() {
            YearState::Achieved(self)
        } else {
            YearState::Short(self)
        }
    }

    fn is_reached(&self) -> bool {
        if self.at_most {
            self.actual <= self.target
        } else {
            self.actual >= self.target
        }
    }

    /// Achievement rate in per cent with one decimal; see [`derived::achievement`].
    pub fn rate(&self) -> Option<Derived> {
        derived::achievement(self.actual, self.target, self.at_most)
    }
}

/// The row of targets: 目標値, 年度ごとの目標値 or 当初見込み.
pub fn targets(table: &Table) -> Option<&Row> {
    let items = [RowItem::Target, RowItem::AnnualTarget, RowItem::Planned];
    items.into_iter().find_map(|item| table.item(item))
}

/// Compares the newest fiscal year that has an actual value and a target of its own; without targets by year, the final
/// target once its year is reached.
///
/// Targets of a year come from the rows 目標値・年度ごとの目標値・当初見込み. "About the previous year" is never decided.
pub fn state(indicator: &Indicator) -> State {
    let newest = by_year(indicator)
        .into_iter()
        .rev()
        .find(|(_, state)| state.compared().is_some());
    match newest {
        Some((_, YearState::Achieved(compared))) => State::Achieved(compared),
        Some((_, YearState::Short(compared))) => State::Short(compared),
        _ if has_target(indicator) => State::Pending,
        _ => State::NoTarget,
    }
}

/// The state of every fiscal year of the series, oldest first. A year with several columns has the state of the last that
/// can be compared, else of the last.
///
/// The final target is compared in its year where no year has a target of its own.
pub fn by_year(indicator: &Indicator) -> Vec<(FiscalYear, YearState)> {
    let Some(table) = &indicator.table else {
        return Vec::new();
    };
    let mut years: Vec<FiscalYear> = series(table)
        .into_iter()
        .filter_map(|index| table.columns[index].year)
        .collect();
    years.dedup();
    let state = |year| {
        let index = column_of(table, year);
        let state = index.map(|index| year_state(indicator, table, index, year));
        (year, state.unwrap_or(YearState::NoValue))
    };
    let mut years: Vec<(FiscalYear, YearState)> = years.into_iter().map(state).collect();
    if years.iter().all(|(_, state)| state.compared().is_none()) {
        compare_final(indicator, table, &mut years);
    }
    years
}

/// The column that stands for a fiscal year: the last that has actual value and target, else the last.
pub fn column_of(table: &Table, year: FiscalYear) -> Option<usize> {
    let has_value = |row: Option<&Row>, index: usize| {
        row.and_then(|row| row.figure(index))
            .and_then(Figure::printed)
            .is_some()
    };
    let columns: Vec<usize> = series(table)
        .into_iter()
        .filter(|&index| table.columns[index].year == Some(year))
        .collect();
    let whole = columns.iter().rfind(|&&index| {
        has_value(table.item(RowItem::Actual), index) && has_value(targets(table), index)
    });
    whole.or(columns.last()).copied()
}

/// The columns of fiscal years, oldest first.
fn series(table: &Table) -> Vec<usize> {
    let mut columns: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series())
        .collect();
    columns.sort_by_key(|&index| table.columns[index].year);
    columns
}

fn year_state(indicator: &Indicator, table: &Table, index: usize, year: FiscalYear) -> YearState {
    let actual = table
        .item(RowItem::Actual)
        .and_then(|row| row.figure(index));
    let aim = targets(table).and_then(|row| row.figure(index));
    let target = aim.and_then(Figure::printed);
    match (actual.and_then(Figure::printed), target) {
        (Some(actual), Some(target)) => {
            compare(indicator, year, actual, target).map_or(YearState::Unknown, Compared::state)
        }
        // A target of the subset in brackets only, `- (55)`: there is one, but not for the figure.
        (Some(_), None) if aim.is_some_and(|aim| aim.subset.is_some()) => YearState::Unknown,
        (Some(_), None) => YearState::NoTarget,
        (None, target) => without_value(actual, target, &table.columns[index]),
    }
}

fn without_value(actual: Option<&Figure>, target: Option<Decimal>, column: &Column) -> YearState {
    let is_open = |figure: &Figure| {
        let open = [
            Missing::UnderInvestigation,
            Missing::BeingCounted,
            Missing::Unknown,
        ];
        open.into_iter()
            .any(|missing| figure.reading == Reading::Missing(missing))
    };
    let is_coming = matches!(
        column.role,
        ColumnRole::Planned | ColumnRole::Requested | ColumnRole::Draft
    );
    if actual.is_some_and(is_open) || (is_coming && target.is_some()) {
        YearState::Unknown
    } else {
        YearState::NoValue
    }
}

fn compare(
    indicator: &Indicator,
    year: FiscalYear,
    actual: Decimal,
    target: Decimal,
) -> Option<Compared> {
    let compared = Compared {
        year,
        actual,
        target,
        at_most: indicator.direction == Some(Direction::AtMost),
    };
    (indicator.direction != Some(Direction::AboutPrevious)).then_some(compared)
}

fn compare_final(indicator: &Indicator, table: &Table, years: &mut [(FiscalYear, YearState)]) {
    let Some((due, target)) = final_target(table, indicator) else {
        return;
    };
    let actual = table.item(RowItem::Actual).and_then(|row| {
        let mut columns = series(table).into_iter().rev();
        columns.find_map(|index| {
            let is_due = table.columns[index].year == Some(due);
            row.figure(index).filter(|_| is_due)?.printed()
        })
    });
    let compared = actual
        .zip(target.printed())
        .and_then(|(actual, target)| compare(indicator, due, actual, target));
    let year = years.iter_mut().find(|(year, _)| *year == due);
    if let (Some((_, state)), Some(compared)) = (year, compared) {
        *state = compared.state();
    }
}

/// The final target with its year: the column 目標最終年度, or the target printed beside the indicator.
pub fn final_target<'a>(
    table: &'a Table,
    indicator: &'a Indicator,
) -> Option<(FiscalYear, &'a Figure)> {
    let has_value = |figure: &&Figure| figure.printed().is_some();
    let is_final = |column: &Column| column.role == ColumnRole::Final;
    let column = table.columns.iter().position(is_final).and_then(|index| {
        let figure = targets(table)?.figure(index).filter(has_value)?;
        Some((table.columns[index].year?, figure))
    });
    let beside = || {
        let goal = indicator.goal.as_ref()?;
        let Due::Year(year) = goal.due else {
            return None;
        };
        Some((year, goal.figure.as_ref().filter(has_value)?))
    };
    column.or_else(beside)
}

fn has_target(indicator: &Indicator) -> bool {
    let row = indicator.table.as_ref().and_then(targets);
    let printed = |row: &Row| {
        row.cells
            .iter()
            .filter_map(Cell::figure)
            .any(|figure| figure.printed().is_some())
    };
    indicator.goal.is_some() || row.is_some_and(printed)
}

#[cfg(test)]
mod tests;

//! Budgets: each figure by table, row and fiscal year; where a table has no partner, by what it measures.

use super::Both;
use super::change::{Change, Family, Kind, NoSize, Side, Value, What};
use super::figure::{Asserted, judge, size};
use crate::model::dataset::{Common, Edition, IndicatorKind};
use crate::model::table::{Cell, Column, Figure, Row, RowItem, Table, Unit};

/// A cell of a table with where it stands.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) edition: &'a Edition,
    pub(super) common: &'a Common,
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) column: &'a Column,
    pub(super) cell: &'a Cell,
}

impl<'a> At<'a> {
    /// Every cell of a table, row by row.
    pub(super) fn all(edition: &'a Edition, common: &'a Common, table: &'a Table) -> Vec<At<'a>> {
        let cells = table.rows.iter().flat_map(move |row| {
            let cells = row.cells.iter().zip(&table.columns);
            cells.map(move |(cell, column)| At {
                edition,
                common,
                table,
                row,
                column,
                cell,
            })
        });
        cells.collect()
    }

    fn figure(&self) -> Option<&'a Figure> {
        self.cell.figure()
    }

    /// True for the same column: that of the same fiscal year in the series, or of the same name beside it.
    pub(super) fn is_column_of(&self, other: &At<'_>) -> bool {
        match (self.column.is_series(), other.column.is_series()) {
            (true, true) => self.column.year == other.column.year,
            (false, false) => self.column.key == other.column.key,
            _ => false,
        }
    }

    fn side(&self) -> Side<'a> {
        Side {
            edition: self.edition.year,
            value: match self.cell {
                Cell::Figure(figure) => Value::Figure(figure),
                Cell::Text { text, .. } => Value::Text(text.into()),
            },
            citation: self.cell.citation(),
            entity: &self.common.key,
            anchor: format!("{}-{}-{}", self.table.id, self.column.key, self.row.key),
        }
    }

    fn asserted(&self, figure: &'a Figure) -> Asserted<'a> {
        Asserted {
            figure,
            year: self.column.year,
            scope: self.table.scope.as_deref(),
        }
    }

    fn what(&self, indicator: Option<IndicatorKind>) -> What<'a> {
        What::Cell {
            table: &self.table.title,
            row: self.row,
            column: self.column,
            indicator,
        }
    }

    /// True where the cell says nothing that could be missed: a blank, or a text without letters.
    fn is_silent(&self) -> bool {
        match self.cell {
            Cell::Figure(figure) => figure.quantity().is_none(),
            Cell::Text { text, .. } => text.trim().is_empty(),
        }
    }
}

/// What two cells about the same thing say differently.
pub(super) fn between<'a>(
    family: Family,
    indicator: Option<IndicatorKind>,
    before: &At<'a>,
    after: &At<'a>,
) -> Option<Change<'a>> {
    let sides = (Some(before.side()), Some(after.side()));
    let what = after.what(indicator);
    match (before.figure(), after.figure()) {
        (Some(old), Some(new)) => {
            let (kind, size) = judge(before.asserted(old), after.asserted(new))?;
            Some(Change {
                family,
                kind,
                what,
                before: sides.0,
                after: sides.1,
                size,
            })
        }
        _ => {
            let (Some(old), Some(new)) = &sides else {
                return None;
            };
            let is_same = match (&old.value, &new.value) {
                (Value::Text(one), Value::Text(other)) => one.trim() == other.trim(),
                _ => before.is_silent() && after.is_silent(),
            };
            (!is_same).then(|| Change::plain(family, what, sides.0, sides.1))
        }
    }
}

/// A cell that only one edition has; nothing where it says nothing.
pub(super) fn alone<'a>(
    family: Family,
    indicator: Option<IndicatorKind>,
    at: &At<'a>,
    is_later: bool,
) -> Option<Change<'a>> {
    let side = Some(at.side()).filter(|_| !at.is_silent())?;
    let (before, after) = if is_later {
        (None, Some(side))
    } else {
        (Some(side), None)
    };
    Some(Change::plain(family, at.what(indicator), before, after))
}

/// Rows of the initial budget have two names (当初予算, 予算額).
fn measure(row: &Row) -> Option<RowItem> {
    match row.item {
        RowItem::Initial | RowItem::Amount => Some(RowItem::Initial),
        RowItem::Supplementary => Some(RowItem::Supplementary),
        _ => None,
    }
}

/// True where the row is the only one of its table that says how much, so that it is the whole and no part.
fn is_whole(at: &At<'_>) -> bool {
    let wanted = measure(at.row);
    let rows = at.table.rows.iter();
    let alike =
        rows.filter(|row| row.level == 0 && row.about == at.row.about && measure(row) == wanted);
    wanted.is_some() && at.row.level == 0 && alike.count() == 1
}

/// The row of another table that is the same row: of the same key, or the only one that says how much.
pub(super) fn is_row_of(one: &At<'_>, other: &At<'_>) -> bool {
    one.row.key == other.row.key
        || (is_whole(one)
            && is_whole(other)
            && measure(one.row) == measure(other.row)
            && one.table.row(&other.row.key).is_none()
            && other.table.row(&one.row.key).is_none())
}

fn all<'a>(edition: &'a Edition, common: &'a Common) -> Vec<At<'a>> {
    let tables = common.budgets.iter();
    tables
        .flat_map(|table| At::all(edition, common, table))
        .collect()
}

/// What changed in the budgets of a thing.
pub(super) fn changes(both: Both<'_>) -> Vec<Change<'_>> {
    let olds = all(both.before, both.old);
    let news = all(both.after, both.new);
    let mut taken = vec![false; olds.len()];
    let mut found = Vec::new();
    for new in &news {
        let same = |old: &&At<'_>| {
            old.table.id == new.table.id && is_row_of(old, new) && old.is_column_of(new)
        };
        match olds.iter().position(|old| same(&old)) {
            Some(index) => {
                taken[index] = true;
                found.extend(between(Family::Budgets, None, &olds[index], new));
            }
            None => found.extend(elsewhere(both, new, true)),
        }
    }
    let left = olds.iter().zip(taken).filter(|(_, taken)| !taken);
    for (old, _) in left {
        // Two tables that only their own edition has lead to each other.
        if let Some(change) = elsewhere(both, old, false)
            && !found.contains(&change)
        {
            found.push(change);
        }
    }
    found
}

/// A figure whose table, row or year the other edition does not have: the same quantity may stand in another table, or on the
/// page of what the row is about.
fn elsewhere<'a>(both: Both<'a>, at: &At<'a>, is_later: bool) -> Option<Change<'a>> {
    let there = match (&at.row.about, is_later) {
        (None, true) => Some(both.old),
        (None, false) => Some(both.new),
        (Some(key), true) => both.before.entity(key),
        (Some(key), false) => both.after.entity(key),
    };
    // What is in one edition only is told once, not with each of its figures.
    let there = there?;
    let edition = if is_later { both.before } else { both.after };
    let is_own = |other: &At<'_>| match &at.row.about {
        Some(_) => other.row.about.is_none(),
        None => other.row.about == at.row.about,
    };
    let others = all(edition, there);
    let mut alike: Vec<&At<'a>> = others
        .iter()
        .filter(|other| {
            is_whole(at)
                && is_whole(other)
                && is_own(other)
                && measure(at.row) == measure(other.row)
                && at.column.is_series()
                && at.is_column_of(other)
                && !other.is_silent()
        })
        .collect();
    // The same quantity is printed in several tables with different precision: the nearest one tells.
    alike.sort_by_key(|other| {
        let is_equal = at
            .figure()
            .zip(other.figure())
            .and_then(|(one, other)| Some((one.quantity()?, other.quantity()?)))
            .and_then(|(one, other)| size(one, other).ok())
            .is_some_and(|size| size.within_rounding);
        (!is_equal, unit(other) != unit(at))
    });
    let Some(other) = alike.first() else {
        return alone(Family::Budgets, None, at, is_later);
    };
    // The thing that the row is about has a comparison of its own.
    if at.is_silent() || at.row.about.is_some() {
        return None;
    }
    let change = if is_later {
        between(Family::Budgets, None, other, at)
    } else {
        between(Family::Budgets, None, at, other)
    }?;
    // A repetition that agrees is no news.
    let agrees =
        change.kind == Kind::Settled && change.size.as_ref().is_ok_and(|size| size.within_rounding);
    (!agrees && change.size != Err(NoSize::Scope)).then_some(change)
}

fn unit<'a>(at: &At<'a>) -> &'a Unit {
    &at.row.unit
}

//! A figure over the years, as several editions assert it (版をまたぐ系列).
//!
//! Each year has the newest assertion; older ones stay beside it. Only the same thing counts: the same id, or what is declared to
//! be the same or renamed.

use std::collections::BTreeSet;

use crate::model::dataset::{Common, Dataset, Edition};
use crate::model::fiscal_year::FiscalYear;
use crate::model::lineage::Declared;
use crate::model::money::MoneyUnit;
use crate::model::table::{Column, Figure, Reading, Row, RowItem, Table, Unit};

/// A budget over the years of several editions.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Fiscal years that any edition asserts, in order.
    pub years: Vec<FiscalYear>,
    /// What each edition says, the newest first.
    pub editions: Vec<Said<'a>>,
}

/// What one edition says: one entry a year of the series.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<'a> {
    pub edition: &'a Edition,
    pub common: &'a Common,
    pub table: &'a Table,
    pub row: &'a Row,
    pub figures: Vec<Option<(&'a Column, &'a Figure)>>,
}

/// The principal budget of a thing over the editions up to one of them; nothing where the editions together give no more years
/// than one of them alone.
pub fn budget<'a>(
    dataset: &'a Dataset,
    declared: &Declared,
    edition: &'a Edition,
    common: &'a Common,
) -> Option<Series<'a>> {
    let own = said(edition, common)?;
    let mut all = vec![own];
    for other in dataset
        .editions
        .range(..edition.year)
        .rev()
        .map(|(_, other)| other)
    {
        let same = declared.same(dataset, edition.year, &common.key, other.year);
        let before = same.and_then(|key| other.entity(&key));
        all.extend(before.and_then(|before| said(other, before)));
    }
    let years_of = |(_, _, row, table): &Found<'a>| -> BTreeSet<FiscalYear> {
        figures(table, row)
            .into_iter()
            .map(|(year, ..)| year)
            .collect()
    };
    let years: BTreeSet<FiscalYear> = all.iter().flat_map(years_of).collect();
    let most = all.iter().map(|found| years_of(found).len()).max()?;
    if years.len() <= most {
        return None;
    }
    let years: Vec<FiscalYear> = years.into_iter().collect();
    let editions = all.into_iter().map(|(edition, common, row, table)| {
        let all = figures(table, row);
        let of = |year: &FiscalYear| {
            let mut all = all.iter();
            all.find(|(of, ..)| of == year)
                .map(|(_, column, figure)| (*column, *figure))
        };
        Said {
            edition,
            common,
            table,
            row,
            figures: years.iter().map(of).collect(),
        }
    });
    Some(Series {
        editions: editions.collect(),
        years: years.clone(),
    })
}

/// Edition, thing, row and table.
type Found<'a> = (&'a Edition, &'a Common, &'a Row, &'a Table);

/// The principal budget of a thing in one edition.
fn said<'a>(edition: &'a Edition, common: &'a Common) -> Option<Found<'a>> {
    let table = common.budgets.first()?;
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    matches!(row.unit, Unit::Money(_)).then_some((edition, common, row, table))
}

/// The figures of a row that have a value, by year.
fn figures<'a>(table: &'a Table, row: &'a Row) -> Vec<(FiscalYear, &'a Column, &'a Figure)> {
    let cells = table.columns.iter().zip(&row.cells);
    cells
        .filter(|(column, _)| column.is_series())
        .filter_map(|(column, cell)| Some((column.year?, column, cell.figure()?)))
        .filter(|(_, _, figure)| figure.quantity().is_some())
        .collect()
}

impl<'a> Series<'a> {
    /// The newest assertion of each year, by its place among the editions.
    pub fn newest(&self) -> Vec<Option<usize>> {
        let of = |year: usize| {
            let mut editions = self.editions.iter();
            editions.position(|said| said.figures[year].is_some())
        };
        (0..self.years.len()).map(of).collect()
    }

    /// True where an edition's assertion of a year is not what a newer one says, beyond what rounding may hide. A plan that the
    /// newer edition has settled was never the amount itself: that it is another is no restatement.
    pub fn is_restated(&self, edition: usize, year: usize) -> bool {
        let newest = self.newest()[year].filter(|newest| *newest < edition);
        let figure = |at: usize| self.editions[at].figures[year].map(|(_, figure)| figure);
        let pair = newest.and_then(|newest| Some((figure(edition)?, figure(newest)?)));
        let is_plan = |figure: &Figure| matches!(figure.reading, Reading::Planned(_));
        let pair = pair.filter(|(old, new)| !is_plan(old) || is_plan(new));
        pair.and_then(|(old, new)| Some((old.quantity()?, new.quantity()?)))
            .and_then(|(old, new)| super::figure::size(old, new).ok())
            .is_some_and(|size| !size.within_rounding)
    }

    /// The newest assertion of each year that has one, with the edition that makes it.
    pub fn newest_figures(&self) -> impl Iterator<Item = (&Said<'a>, &'a Column, &'a Figure)> {
        let newest = self.newest().into_iter().enumerate();
        newest.filter_map(|(year, edition)| {
            let said = &self.editions[edition?];
            let (column, figure) = said.figures[year]?;
            Some((said, column, figure))
        })
    }

    /// The coarsest unit of the newest assertions, in which the others need decimal places at most.
    pub fn unit(&self) -> Option<MoneyUnit> {
        let units = self.newest_figures().map(|(said, ..)| &said.row.unit);
        let units = units.filter_map(|unit| match unit {
            Unit::Money(unit) => Some(*unit),
            Unit::Count(_) => None,
        });
        units.max()
    }
}

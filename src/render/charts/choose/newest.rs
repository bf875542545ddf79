//! The newest budget that each of two editions gives for the projects that both have.

use std::collections::BTreeMap;

use super::MOST;
use crate::chart::{ChartSpec, waterfall};
use crate::compare;
use crate::labels;
use crate::model::dataset::{Common, Edition};
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::lineage::Pairs;
use crate::model::money::MoneyUnit;
use crate::model::quantity::Quantity;
use crate::model::table::{
    Cell, Column, ColumnRole, Figure, Missing, Reading, Row, RowItem, Table, Unit,
};
use crate::render::context::{Context, plain};

/// A project with the figures of both editions in one unit.
struct Project<'a> {
    after: &'a Common,
    sides: [Cell; 2],
    /// Magnitude of the change, where both have a value.
    weight: Option<Decimal>,
}

/// From the newest budget of one edition to that of the other, project by project. Amounts of different units are shown in the
/// coarser one, without rounding.
pub(super) fn change(cx: &Context<'_>, before: i16, after: i16) -> Option<ChartSpec> {
    let (old, new) = compare::editions(cx.dataset, before, after)?;
    let pairs = Pairs::of(old, new).pairs;
    let pairs: Vec<(&Common, &Common)> = pairs
        .iter()
        .filter(|pair| pair.bond.is_identity() && pair.after.key.starts_with("projects/"))
        .map(|pair| (pair.before, pair.after))
        .collect();
    let (from, to) = (
        usual(pairs.iter().map(|(old, _)| *old))?,
        usual(pairs.iter().map(|(_, new)| *new))?,
    );
    let mut projects: Vec<Project<'_>> = pairs
        .iter()
        .map(|(before, after)| {
            let sides = [side(old, before, from), side(new, after, to)];
            let value = |cell: &Cell| cell.figure().and_then(Figure::printed);
            let change = value(&sides[0])
                .zip(value(&sides[1]))
                .and_then(|(one, other)| other.checked_sub(one));
            Project {
                after,
                sides,
                weight: change.and_then(magnitude),
            }
        })
        .collect();
    let count = projects.len();
    if count > MOST {
        projects.sort_by_key(|project| std::cmp::Reverse(project.weight));
        projects.truncate(MOST);
    }
    let title = if count > MOST {
        cx.say("compare-chart-largest", &[("n", &MOST.to_string())])
    } else {
        cx.t("compare-chart-subject")
    };
    let unit = Unit::Money(UNIT);
    let row = |project: Project<'_>| Row {
        item: RowItem::Amount,
        key: project.after.key.replace('/', "-"),
        label: Some(plain(&project.after.name)),
        unit: unit.clone(),
        cells: project.sides.into(),
        level: 0,
        about: Some(project.after.key.clone()),
    };
    let table = Table {
        id: "newest".into(),
        title,
        unit: unit.clone(),
        columns: vec![
            column(cx, old, pairs[0].0, from),
            column(cx, new, pairs[0].1, to),
        ],
        rows: projects.into_iter().map(row).collect(),
        notes: Vec::new(),
        scope: None,
    };
    waterfall::between(cx.messages, &table, 0, 1)
}

/// Headlines of budgets are in 億円, the coarsest unit in which documents print them.
const UNIT: MoneyUnit = MoneyUnit::HundredMillionYen;

fn magnitude(change: Decimal) -> Option<Decimal> {
    if change.is_negative() {
        change.checked_neg()
    } else {
        Some(change)
    }
}

/// The newest year of the principal budgets that most projects have: their changes are then changes between the same two years.
fn usual<'a>(projects: impl Iterator<Item = &'a Common>) -> Option<FiscalYear> {
    let mut counts: BTreeMap<FiscalYear, usize> = BTreeMap::new();
    for year in projects.filter_map(newest) {
        *counts.entry(year).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(year, count)| (**count, **year));
    most.map(|(year, _)| *year)
}

/// The newest year for which the principal budget has an amount.
fn newest(common: &Common) -> Option<FiscalYear> {
    let (table, row) = principal(common)?;
    let columns = table.columns.iter().zip(&row.cells);
    columns
        .filter(|(column, cell)| {
            column.is_series()
                && cell
                    .figure()
                    .is_some_and(|figure| figure.quantity().is_some())
        })
        .filter_map(|(column, _)| column.year)
        .max()
}

fn principal(common: &Common) -> Option<(&Table, &Row)> {
    let table = common.budgets.first()?;
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    Some((table, row))
}

/// What an edition gives for a year.
fn side(edition: &Edition, common: &Common, year: FiscalYear) -> Cell {
    let find = || {
        let (table, row) = principal(common)?;
        let index = table
            .columns
            .iter()
            .position(|column| column.is_series() && column.year == Some(year))?;
        row.figure(index)
    };
    let Some(printed) = find() else {
        return Cell::Figure(Box::new(Figure {
            reading: Reading::Missing(Missing::NotPrinted),
            subset: None,
            mark: None,
            note: None,
            inferred: None,
            citation: Context::of_edition(edition.year, &common.citation),
        }));
    };
    let converted = |quantity: &Quantity| match quantity {
        Quantity::Money(money) => {
            compare::in_unit(*money, UNIT).and_then(|amount| Quantity::new(amount, UNIT.label()))
        }
        Quantity::Number { .. } => None,
    };
    let reading = match &printed.reading {
        Reading::Settled(quantity) => converted(quantity).map(Reading::Settled),
        Reading::Provisional(quantity) => converted(quantity).map(Reading::Provisional),
        Reading::Planned(quantity) => converted(quantity).map(Reading::Planned),
        Reading::Missing(why) => Some(Reading::Missing(*why)),
    };
    Cell::Figure(Box::new(Figure {
        reading: reading.unwrap_or(Reading::Missing(Missing::NotPrinted)),
        citation: Context::of_edition(edition.year, &printed.citation),
        ..printed.clone()
    }))
}

/// 「2021年版の2022(令和4)年度（予算案）」.
fn column(cx: &Context<'_>, edition: &Edition, common: &Common, year: FiscalYear) -> Column {
    let printed = principal(common).and_then(|(table, _)| {
        let mut columns = table.columns.iter();
        columns.find(|column| column.is_series() && column.year == Some(year))
    });
    let year = printed.map_or_else(
        || year.long(cx.lang()),
        |column| {
            let (label, note) = labels::column(cx.messages, column);
            match note.as_str() {
                "" => label,
                note => cx.say("compare-noted", &[("label", &label), ("note", note)]),
            }
        },
    );
    let name = cx.say("compare-edition", &[("year", &edition.year.to_string())]);
    Column {
        key: edition.year.to_string(),
        role: ColumnRole::Other,
        year: None,
        words: Some(cx.say(
            "compare-chart-column",
            &[("edition", &name), ("year", &year)],
        )),
    }
}

//! Tables of figures: budgets, indicators, unit costs, programmes of portfolios.

use super::{Source, row};
use crate::diagnostic::Lang;
use crate::export::table::{Rows, Value};
use crate::figures;
use crate::labels;
use crate::model::dataset::{Common, Due, Indicator};
use crate::model::table::{Cell, Column, Row, Table};

/// A cell of a table of figures with where it stands.
struct Place<'a> {
    row: &'a Row,
    column: &'a Column,
    cell: &'a Cell,
    anchor: String,
}

/// Every cell of a table, row by row.
fn cells(table: &Table) -> impl Iterator<Item = Place<'_>> {
    table.rows.iter().flat_map(move |row| {
        let columns = table.columns.iter().enumerate();
        row.cells
            .iter()
            .zip(columns)
            .map(move |(cell, (index, column))| Place {
                row,
                column,
                cell,
                anchor: figures::anchor(table, index, &row.key),
            })
    })
}

impl Place<'_> {
    /// Column, its label, its role, fiscal year, and the words where the cell is no figure.
    fn column(&self, source: &Source<'_>) -> Vec<Value> {
        let (label, note) = labels::column(source.words, self.column);
        let words = match self.cell {
            Cell::Figure(_) => None,
            Cell::Text { text, .. } => Some(text.as_str()),
        };
        row![
            &self.column.key,
            format!("{label} {note}"),
            self.column.role.key(),
            self.column.year,
            words,
        ]
    }

    fn figure(&self, source: &Source<'_>, entity: &str) -> Vec<Value> {
        let unit = self.row.unit.label();
        let place = (entity, self.anchor.as_str());
        match self.cell {
            Cell::Figure(figure) => source.figure(figure, unit, None, place),
            Cell::Text { citation, .. } => source.words_cell(unit, citation, place),
        }
    }
}

pub(super) fn budgets(source: &Source<'_>, out: &mut Rows<'_>) {
    for common in source.commons() {
        for table in &common.budgets {
            for place in cells(table) {
                let mut own = row![
                    source.key(common),
                    &common.name,
                    &table.id,
                    &table.title,
                    &table.scope,
                    &place.row.key,
                    labels::row(source.words, place.row),
                    place.row.item.key(),
                    i64::from(place.row.level),
                    &place.row.about,
                ];
                own.extend(place.column(source));
                out.push(own, place.figure(source, &common.key));
            }
        }
    }
}

pub(super) fn portfolio_programs(source: &Source<'_>, out: &mut Rows<'_>) {
    for portfolio in source.portfolios() {
        let common = &portfolio.common;
        for group in &portfolio.groups {
            let head = || {
                row![
                    source.key(common),
                    &common.name,
                    &group.id,
                    &group.title,
                    &group.inferred,
                ]
            };
            let unit = group.unit.label();
            for program in &group.programs {
                let mut own = head();
                own.extend(row![
                    &program.id,
                    &program.name,
                    program.ministries.join(";"),
                    program.in_house,
                    &program.about,
                    &program.text,
                ]);
                let anchor = figures::program_anchor(&program.id);
                let place = (common.key.as_str(), anchor.as_str());
                out.push(own, source.figure(&program.amount, unit, None, place));
            }
            if let Some(amount) = &group.amount {
                let mut own = head();
                own.extend(vec![Value::Empty; 6]);
                let anchor = figures::group_anchor(&group.id);
                let place = (common.key.as_str(), anchor.as_str());
                out.push(own, source.figure(amount, unit, None, place));
            }
        }
    }
}

pub(super) fn indicator_values(source: &Source<'_>, out: &mut Rows<'_>) {
    for common in source.commons() {
        for indicator in figures::indicators(source.edition, common) {
            for place in indicator.table.iter().flat_map(cells) {
                let mut own = head(source, common, indicator);
                own.extend(row![
                    &place.row.key,
                    labels::indicator_row(source.words, indicator.kind, place.row),
                    place.row.item.key(),
                ]);
                own.extend(place.column(source));
                out.push(own, place.figure(source, &common.key));
            }
            goal(source, common, indicator, out);
        }
    }
}

fn head(source: &Source<'_>, common: &Common, indicator: &Indicator) -> Vec<Value> {
    row![
        source.key(common),
        &common.name,
        &indicator.id,
        &indicator.name,
        indicator.kind.key(),
    ]
}

/// The target printed beside an indicator, where it is a figure.
fn goal(source: &Source<'_>, common: &Common, indicator: &Indicator, out: &mut Rows<'_>) {
    let Some((goal, figure)) = indicator
        .goal
        .as_ref()
        .and_then(|goal| Some((goal, goal.figure.as_ref()?)))
    else {
        return;
    };
    let (year, due) = match &goal.due {
        Due::Year(year) => (Some(*year), year.long(Lang::Ja)),
        Due::Words(words) => (None, words.clone()),
    };
    let mut own = head(source, common, indicator);
    let label = source.words.get("item-target");
    own.extend(row![
        "goal", label, "goal", "goal", due, "goal", year, &goal.text
    ]);
    let anchor = figures::goal_anchor(indicator);
    let unit = indicator
        .table
        .as_ref()
        .map_or("", |table| table.unit.label());
    out.push(
        own,
        source.figure(figure, unit, None, (&common.key, &anchor)),
    );
}

pub(super) fn unit_costs(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        let common = &review.common;
        for activity in &review.activities {
            for (table, place) in activity
                .unit_cost
                .iter()
                .flat_map(|table| cells(table).map(move |place| (table, place)))
            {
                let mut own = row![
                    source.key(common),
                    &common.name,
                    &activity.id,
                    &table.id,
                    &place.row.key,
                    labels::row(source.words, place.row),
                    place.row.item.key(),
                ];
                own.extend(place.column(source));
                out.push(own, place.figure(source, &common.key));
            }
        }
    }
}

//! Budgets of several entities side by side.

use std::collections::BTreeMap;

use super::context::Context;
use super::data::Layout;
use super::entity::with_charts;
use super::lists;
use super::tables::{self, Legend};
use super::view::{CellView, RowView, TableView};
use crate::diagnostic::Lang;
use crate::model::dataset::Common;
use crate::model::table::{Cell, Column, Figure, Missing, Reading, Row, RowItem, Table, Unit};

/// The principal budgets of entities as a table of figures: one row an entity, one column a fiscal year. Nothing where fewer
/// than two can be compared; those in another unit than the first stay out, because no figure is converted.
pub(crate) fn table<'c>(
    lang: Lang,
    id: &str,
    title: String,
    entities: impl Iterator<Item = &'c Common> + Clone,
) -> Option<Table> {
    let (unit, years) = years(entities.clone())?;
    let rows: Vec<Row> = entities
        .filter_map(|common| {
            let (table, row) = principal(common, &unit)?;
            let cells = years.keys().map(|key| {
                let printed = table
                    .column(key)
                    .and_then(|index| row.cells.get(index))
                    .cloned();
                printed.unwrap_or_else(|| not_printed(common))
            });
            Some(Row {
                item: RowItem::Amount,
                key: common.key.replace('/', "-"),
                label: Some(common.name_in(lang).to_owned()),
                unit: unit.clone(),
                cells: cells.collect(),
                level: 0,
                about: Some(common.key.clone()),
            })
        })
        .collect();
    (rows.len() > 1).then(|| Table {
        id: id.to_owned(),
        title,
        unit,
        columns: years.into_values().collect(),
        rows,
        notes: Vec::new(),
        scope: None,
    })
}

/// A year that the table of an entity does not have.
fn not_printed(common: &Common) -> Cell {
    Cell::Figure(Box::new(Figure {
        reading: Reading::Missing(Missing::NotPrinted),
        subset: None,
        mark: None,
        note: None,
        inferred: None,
        citation: common.citation.clone(),
    }))
}

/// The unit of the first entity's principal budget, and all years of the budgets in that unit.
fn years<'c>(
    entities: impl Iterator<Item = &'c Common> + Clone,
) -> Option<(Unit, BTreeMap<String, Column>)> {
    let principal = entities.filter_map(|common| common.budgets.first());
    let unit = principal.clone().next()?.unit.clone();
    let mut years = BTreeMap::new();
    let columns = principal
        .filter(|table| table.unit == unit)
        .flat_map(|table| &table.columns);
    for column in columns.filter(|column| column.is_series()) {
        years
            .entry(column.key.clone())
            .or_insert_with(|| column.clone());
    }
    Some((unit, years))
}

/// The principal budget of an entity, and the row that says how much.
fn principal<'c>(common: &'c Common, unit: &Unit) -> Option<(&'c Table, &'c Row)> {
    let table = common.budgets.first().filter(|table| table.unit == *unit)?;
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    Some((table, row))
}

/// The same for readers.
pub(crate) fn comparison<'c>(
    cx: &Context<'_>,
    id: &str,
    title: String,
    entities: impl Iterator<Item = &'c Common> + Clone,
) -> Option<TableView> {
    let (unit, years) = years(entities.clone())?;
    let mut legend = Legend::default();
    let rows: Vec<RowView> = entities
        .filter_map(|common| row(cx, common, &years, &unit, &mut legend))
        .collect();
    let columns = years
        .values()
        .map(|column| tables::heading(cx, column))
        .collect();
    let caption = cx.titled(&title, unit.label());
    let mut view = lists::table(id, caption, lists::words(cx, "corner-name"), columns, rows);
    view.data.layout = Layout::Cells(cx.t("item-amount"));
    view.sortable = true;
    view.legend = legend.lines(cx);
    (view.rows.len() > 1).then(|| with_charts(cx, view, id))
}

fn row(
    cx: &Context<'_>,
    common: &Common,
    years: &BTreeMap<String, Column>,
    unit: &Unit,
    legend: &mut Legend,
) -> Option<RowView> {
    let (table, row) = principal(common, unit)?;
    let base = cx.entity_url(&common.key);
    let cells = years.keys().map(|key| {
        let figure = table.column(key).and_then(|index| row.figure(index));
        figure.map_or_else(CellView::default, |figure| {
            let mut cell = tables::figure_cell(cx, figure, String::new(), legend);
            cell.url = format!("{base}#{}-{key}-{}", table.id, row.key);
            cell
        })
    });
    let mut view = lists::row(&cx.name(common), cells.collect());
    view.url = base.clone();
    view.data.id = common.key.clone();
    view.data.about = Some(common.key.clone());
    view.data.unit = row.unit.label().to_owned();
    let citations = row.cells.iter().map(|cell| cell.citation());
    Some(tables::sourced(cx, view, citations))
}

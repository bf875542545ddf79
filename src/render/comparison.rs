//! Budgets of several entities side by side.

use std::collections::BTreeMap;

use super::context::{Context, plain};
use super::lists;
use super::tables::{self, Legend};
use super::view::{CellView, RowView, TableView};
use crate::model::dataset::Common;
use crate::model::table::{Column, RowItem, Unit};

/// The principal budgets of entities: one row an entity, one column a fiscal year. Nothing where fewer than two can be
/// compared; those in another unit than the first stay out, because no figure is converted.
pub(crate) fn comparison<'c>(
    cx: &Context<'_>,
    id: &str,
    title: String,
    entities: impl Iterator<Item = &'c Common> + Clone,
) -> Option<TableView> {
    let mut years = BTreeMap::new();
    let principal = entities.clone().filter_map(|common| common.budgets.first());
    let unit = principal.clone().next()?.unit.clone();
    for column in principal
        .filter(|table| table.unit == unit)
        .flat_map(|table| &table.columns)
    {
        if column.is_series() {
            years
                .entry(column.key.clone())
                .or_insert_with(|| column.clone());
        }
    }
    let mut legend = Legend::default();
    let rows: Vec<RowView> = entities
        .filter_map(|common| row(cx, common, &years, &unit, &mut legend))
        .collect();
    let columns = years
        .values()
        .map(|column| tables::heading(cx, column))
        .collect();
    let caption = cx.say("caption", &[("title", &title), ("unit", unit.label())]);
    let mut view = lists::table(id, caption, cx.t("corner-name"), columns, rows);
    view.sortable = true;
    view.legend = legend.lines(cx);
    (view.rows.len() > 1).then_some(view)
}

fn row(
    cx: &Context<'_>,
    common: &Common,
    years: &BTreeMap<String, Column>,
    unit: &Unit,
    legend: &mut Legend,
) -> Option<RowView> {
    let table = common.budgets.first().filter(|table| table.unit == *unit)?;
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    let base = cx.entity_url(&common.key);
    let cells = years.keys().map(|key| {
        let figure = table.column(key).and_then(|index| row.figure(index));
        figure.map_or_else(CellView::default, |figure| {
            let mut cell = tables::figure_cell(cx, figure, String::new(), legend);
            cell.url = format!("{base}#{}-{key}-{}", table.id, row.key);
            cell
        })
    });
    let mut view = lists::row(&plain(&common.name), cells.collect());
    view.cites = tables::cites(cx, row.cells.iter().map(|cell| cell.citation()));
    view.url = base.clone();
    Some(view)
}

//! The principal budget of a thing over the years of several editions: the newest assertion of each year, and what each edition
//! says.

use super::context::{Context, plain};
use super::data::{Layout, Period, typed};
use super::entity::with_charts;
use super::lists;
use super::tables::{self, sourced};
use super::view::{CellView, RowView, TableView};
use crate::chart::{ChartSpec, budget};
use crate::compare::report;
use crate::compare::series::{self, Said, Series};
use crate::model::dataset::Common;
use crate::model::table::{Cell, Column, Figure, Reading, Row, RowItem, Table};

/// Anchor of the table and name of the chart.
const ID: &str = "across-editions";

fn of<'a>(cx: &Context<'a>, common: &'a Common) -> Option<Series<'a>> {
    series::budget(cx.dataset, cx.plan.ground.declared(), cx.edition, common)
}

/// The table, with its chart above; nothing where one edition gives all years.
pub(crate) fn table(cx: &Context<'_>, common: &Common) -> Option<TableView> {
    let series = of(cx, cx.edition.entity(&common.key)?)?;
    let newest = series.newest();
    let columns = series.years.iter().map(|year| {
        let mut column = lists::named(&year.0.to_string(), year.long(cx.lang()));
        column.numeric = true;
        column.data.period = Some(Period {
            fiscal_year: Some(*year),
            phase: "year",
            ..Period::default()
        });
        column
    });
    let first = {
        let cells = newest.iter().enumerate().map(|(year, edition)| {
            edition.map_or_else(CellView::default, |edition| {
                cell(cx, &series, edition, year)
            })
        });
        let citations = newest.iter().enumerate().filter_map(|(year, edition)| {
            let said = &series.editions[(*edition)?];
            let (_, figure) = said.figures[year]?;
            Some(Context::of_edition(said.edition.year, &figure.citation))
        });
        let citations: Vec<_> = citations.collect();
        let mut row = lists::row(&cx.t("series-newest"), cells.collect());
        row.total = true;
        row.data.id = "newest".to_owned();
        sourced(cx, row, citations.iter())
    };
    let rows = series.editions.iter().enumerate().map(|(edition, said)| {
        let cells = (0..series.years.len()).map(|year| cell(cx, &series, edition, year));
        let citations: Vec<_> = said
            .figures
            .iter()
            .flatten()
            .map(|(_, figure)| Context::of_edition(said.edition.year, &figure.citation))
            .collect();
        let name = cx.say(
            "compare-edition",
            &[("year", &said.edition.year.to_string())],
        );
        let mut row = lists::row(&name, cells.collect());
        row.url = url(cx, said);
        row.data.id = said.edition.year.to_string();
        sourced(cx, row, citations.iter())
    });
    let rows: Vec<RowView> = std::iter::once(first).chain(rows).collect();
    let title = plain(&series.editions[0].table.title);
    let caption = cx.say("table-series", &[("title", &title)]);
    let corner = lists::words(cx, "corner-edition");
    let mut view = lists::table(ID, caption, corner, columns.collect(), rows);
    view.data.layout = Layout::Cells(title);
    Some(with_charts(cx, view, ID))
}

fn url(cx: &Context<'_>, said: &Said<'_>) -> String {
    cx.url(&format!("{}/{}/", said.edition.year, said.common.key))
}

/// What an edition says of a year, with its unit; restated where a newer one says otherwise.
fn cell(cx: &Context<'_>, series: &Series<'_>, edition: usize, year: usize) -> CellView {
    let said = &series.editions[edition];
    let Some((column, figure)) = said.figures[year] else {
        return CellView::default();
    };
    let status = match figure.reading {
        Reading::Provisional(_) => "provisional",
        Reading::Planned(_) => "planned",
        Reading::Settled(_) | Reading::Missing(_) => "settled",
    };
    let marks = series
        .is_restated(edition, year)
        .then(|| cx.t("mark-restated"));
    CellView {
        text: report::figure_text(cx.lang(), figure),
        status: status.into(),
        value: tables::exact_value(figure),
        url: format!(
            "{}#{}-{}-{}",
            url(cx, said),
            said.table.id,
            column.key,
            said.row.key
        ),
        marks: marks.into_iter().collect(),
        data: typed::figure(&cx.in_edition(said.edition), figure),
        ..CellView::default()
    }
}

/// The chart of the newest assertions; nothing where their units differ, because no figure is converted.
pub(crate) fn chart(cx: &Context<'_>, common: &Common) -> Option<ChartSpec> {
    let series = of(cx, cx.edition.entity(&common.key)?)?;
    let unit = series.unit()?.clone();
    let cells = series
        .newest()
        .into_iter()
        .enumerate()
        .map(|(year, edition)| {
            let said = &series.editions[edition?];
            let (column, figure) = said.figures[year]?;
            let citation = Context::of_edition(said.edition.year, &figure.citation);
            let figure = Figure {
                citation,
                ..figure.clone()
            };
            Some((column.clone(), Cell::Figure(Box::new(figure))))
        });
    let (columns, cells): (Vec<Column>, Vec<Cell>) = cells.flatten().unzip();
    let table = Table {
        id: ID.into(),
        title: cx.say(
            "chart-series",
            &[("title", &series.editions[0].table.title)],
        ),
        unit: unit.clone(),
        columns,
        rows: vec![Row {
            item: RowItem::Amount,
            key: "amount".into(),
            label: None,
            unit,
            cells,
            level: 0,
            about: None,
        }],
        notes: Vec::new(),
        scope: None,
    };
    budget::spec(cx.messages, &table)
}

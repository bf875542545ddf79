//! Charts of pages: which there are, how they stand on the page, and the data files beside it.

mod choose;

use serde_json::{Map, Value};

use super::context::Context;
use super::data::address::{self, CHARTS};
use super::data::page::CsvColumn;
use super::data::{Also, AlsoValue, CellData, Derivation, Figured, Held, typed};
use super::lists;
use super::tables::{self, Legend};
use super::view::{CellView, ChartView, Link, TableView};
use crate::chart::ChartSpec;
use crate::chart::datum::{Datum, Status};
use crate::chart::table::{Cell, ChartTable, Field};
use crate::chart::words::Words;
use crate::labels;
use crate::model::dataset::Common;
use crate::model::fiscal_year::FiscalYear;

/// The charts of a page, made once for its views and its files.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Charts {
    /// Path of the page that has the data files: home shows charts of the newest edition.
    path: String,
    charts: Vec<Chart>,
}

/// A chart with its words and its data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chart {
    spec: ChartSpec,
    said: Words,
    data: ChartTable,
}

impl Chart {
    pub(crate) fn of(cx: &Context<'_>, spec: ChartSpec) -> Chart {
        Chart {
            said: spec.words(cx.messages),
            data: spec.table(cx.messages),
            spec,
        }
    }
}

/// A chart with the place of its files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) chart: &'a Chart,
    /// Path of the page that has the data files.
    pub(crate) path: &'a str,
    /// Prefix of ids: empty where the chart belongs, `c-` in commentary.
    pub(crate) prefix: &'a str,
}

impl Charts {
    /// No charts.
    pub(crate) const NONE: Charts = Charts {
        path: String::new(),
        charts: Vec::new(),
    };

    /// The charts of a page.
    pub(crate) fn of_page(cx: &Context<'_>) -> Charts {
        Charts {
            path: address::holder(cx).path.clone(),
            charts: choose::of_page(cx, cx.page)
                .into_iter()
                .map(|spec| Chart::of(cx, spec))
                .collect(),
        }
    }

    /// True for a page without charts.
    pub(crate) fn is_empty(&self) -> bool {
        self.charts.is_empty()
    }

    /// The chart with a name as a view, where the figures make one.
    pub(crate) fn view(&self, cx: &Context<'_>, id: &str) -> Option<ChartView> {
        let chart = self.charts.iter().find(|chart| chart.spec.id == id)?;
        let placed = Placed {
            chart,
            path: &self.path,
            prefix: "",
        };
        Some(view(cx, placed))
    }

    /// The charts that belong to no single table of the page, in order.
    pub(crate) fn apart(&self, cx: &Context<'_>) -> Vec<ChartView> {
        let ids = self.charts.iter().map(|chart| &chart.spec.id);
        let apart = ids.filter(|id| choose::is_apart(id));
        apart.filter_map(|id| self.view(cx, id)).collect()
    }

    /// The charts with their data, by name, for the data file of the page.
    pub(crate) fn data(&self, cx: &Context<'_>) -> Map<String, Value> {
        let charts = self.charts.iter();
        charts
            .map(|chart| (chart.spec.id.clone(), value(cx, chart)))
            .collect()
    }

    /// The data files that stand beside the page: path and bytes; none where the data file of the page holds them.
    pub(crate) fn files(&self, cx: &Context<'_>) -> Vec<(String, Vec<u8>)> {
        if self.path != cx.page.path || cx.is_compact() {
            return Vec::new();
        }
        let files = self.charts.iter().flat_map(|chart| {
            let base = format!("{}{CHARTS}{}", self.path, chart.spec.id);
            [
                (format!("{base}.csv"), csv(cx, chart).into_bytes()),
                (format!("{base}.json"), json(cx, chart).into_bytes()),
            ]
        });
        files.collect()
    }
}

/// The charts of an entity: those of its page.
pub(crate) fn of_entity(cx: &Context<'_>, common: &Common) -> Vec<ChartSpec> {
    choose::of_entity(cx, common)
}

fn csv(cx: &Context<'_>, chart: &Chart) -> String {
    let data = &chart.data;
    data.csv(cx.messages, &|citations| cx.sources(citations))
}

fn json(cx: &Context<'_>, chart: &Chart) -> String {
    format!("{}\n", value(cx, chart))
}

fn value(cx: &Context<'_>, chart: &Chart) -> Value {
    let Chart { spec, said, data } = chart;
    spec.json(cx.messages, said, data, &|citations| cx.sources(citations))
}

/// A chart as it stands on a page.
pub(crate) fn view(cx: &Context<'_>, placed: Placed<'_>) -> ChartView {
    let Placed {
        chart,
        path,
        prefix,
    } = placed;
    let Chart { spec, said, data } = chart;
    let id = format!("{prefix}chart-{}", spec.id);
    let drawings = spec.drawings(cx.messages, said, &id);
    let file = |extension: &str| cx.data_url(&format!("{path}{CHARTS}{}.{extension}", spec.id));
    let of_page = cx.data_url(&format!("{path}{}", address::json(cx)));
    let download = |key: &str, extension: &str| Link {
        text: cx.t(key),
        url: file(extension),
        ..Link::default()
    };
    ChartView {
        kind: spec.kind().to_owned(),
        caption: match spec.unit.as_str() {
            "" | "-" => said.message.clone(),
            unit => cx.say(
                "chart-caption",
                &[("title", &said.message), ("unit", &cx.unit(unit))],
            ),
        },
        svg_html: drawings.into_iter().map(|drawing| drawing.svg).collect(),
        words: said.sentences.clone(),
        table: table(cx, &id, spec, data),
        has_table_beside: false,
        cites: cx.cite_together(&data.citations()),
        downloads: match cx.is_compact() {
            true => vec![Link {
                text: cx.t("chart-json"),
                url: of_page.clone(),
                ..Link::default()
            }],
            false => vec![download("chart-csv", "csv"), download("chart-json", "json")],
        },
        data_url: match cx.is_compact() {
            true => format!("{of_page}#{}", spec.id),
            false => file("json"),
        },
        id,
    }
}

/// The data of a chart as a table.
fn table(cx: &Context<'_>, id: &str, spec: &ChartSpec, data: &ChartTable) -> TableView {
    let mut legend = Legend::default();
    let is_key = |index: usize| data.figures(index).next().is_none() && !data.rows.is_empty();
    let columns = data
        .columns
        .iter()
        .enumerate()
        .skip(1)
        .map(|(index, column)| {
            let label = match column.unit.as_str() {
                unit if unit.is_empty() || unit == spec.unit => column.label.clone(),
                unit => cx.titled(&column.label, unit),
            };
            let mut view = lists::named(&column.id, label);
            view.numeric = !is_key(index);
            view.data.unit = column.unit.clone();
            view
        });
    let rows = data.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&data.columns);
        let mut cells = cells.map(|(cell, column)| match cell {
            Cell::Key { text, raw } => key(cx, &column.id, text, raw),
            Cell::Figure(datum) => figure(cx, datum, &column.unit, &mut legend),
        });
        let first = cells.next().unwrap_or_default();
        let mut view = lists::row(&first.text, cells.collect());
        if let Some(Also {
            value: AlsoValue::Text(raw),
            ..
        }) = first.data.also.first()
        {
            view.data.id = raw.clone();
        }
        if let Held::Year(year) = first.data.held {
            view.data.fiscal_year = Some(year);
        }
        // Not every payee has a page.
        let is_there = cx.plan.page(&format!("{}/{}/", cx.edition.year, row.about));
        if !row.about.is_empty() && is_there.is_some() {
            view.url = cx.entity_url(&row.about);
            view.data.about = Some(row.about.clone());
        }
        tables::sourced(cx, view, row.citations().into_iter())
    });
    let (columns, rows): (Vec<_>, Vec<_>) = (columns.collect(), rows.collect());
    let caption = match spec.unit.as_str() {
        "" | "-" => cx.say("chart-data-caption", &[("subject", &spec.subject)]),
        unit => cx.say(
            "chart-data-caption-unit",
            &[("subject", &spec.subject), ("unit", &cx.unit(unit))],
        ),
    };
    let corner = data
        .columns
        .first()
        .map(|column| lists::named(&column.id, column.label.clone()))
        .unwrap_or_default();
    let mut view = lists::table(&format!("{id}-data"), caption, corner, columns, rows);
    view.legend = legend.lines(cx);
    view.data.chart = Some((spec.id.clone(), csv_columns(cx, data)));
    view
}

/// What the columns of the CSV of a chart have.
fn csv_columns(cx: &Context<'_>, data: &ChartTable) -> Vec<CsvColumn> {
    let fields = data.fields(cx.messages).into_iter();
    let column = |(heading, field): (String, Field)| {
        let (part, at) = match field {
            Field::Value(0) if data.columns[0].id == "fiscal_year" => ("fiscal_year", None),
            Field::Value(0) => ("row", None),
            Field::Value(at) => ("value", Some(at)),
            Field::Status(at) => ("status", Some(at)),
            Field::Subset(at) => ("subset", Some(at)),
            Field::Source => ("source", None),
        };
        CsvColumn {
            heading,
            part: part.into(),
            row: None,
            column: at.map(|at| data.columns[at].id.clone()),
        }
    };
    fields.map(column).collect()
}

/// A cell that says what its row is about. What programs call it stands beside what readers call it.
fn key(cx: &Context<'_>, column: &str, text: &str, raw: &str) -> CellView {
    let year = raw.parse().ok().map(FiscalYear);
    if let Some(year) = year.filter(|_| column == "fiscal_year") {
        return CellView {
            text: text.to_owned(),
            ..lists::year(cx, year)
        };
    }
    let mut cell = lists::cell(text);
    if raw != text {
        cell.data.also.push(Also {
            key: "key",
            label: String::new(),
            value: AlsoValue::Text(raw.to_owned()),
        });
    }
    cell
}

fn figure(cx: &Context<'_>, datum: &Datum, unit: &str, legend: &mut Legend) -> CellView {
    legend.see_datum(datum);
    let derivation = datum.derivation.as_ref();
    let subset = datum.subset.map(|subset| typed::subset(cx, subset, unit));
    CellView {
        text: datum.text.clone(),
        status: datum.status.key().to_owned(),
        value: datum
            .value
            .map(|value| value.to_string())
            .unwrap_or_default(),
        marks: match datum.status {
            Status::Provisional => vec![cx.t("mark-provisional")],
            _ => Vec::new(),
        },
        note: derivation
            .map(|derived| labels::formula(cx.messages, derived.formula))
            .unwrap_or_default(),
        inputs: derivation
            .map(|derived| labels::inputs(cx.messages, derived))
            .unwrap_or_default(),
        data: CellData {
            also: subset.into_iter().collect(),
            place: datum.citation.as_ref().map(|one| typed::place(cx, one)),
            ..CellData::figure(Figured {
                value: datum.value,
                unit: unit.to_owned(),
                yen: None,
                status: datum.status,
                derivation: derivation.map(|derived| Derivation {
                    formula: derived.formula.key(),
                    inputs: derived.inputs.clone(),
                }),
            })
        },
        ..CellView::default()
    }
}

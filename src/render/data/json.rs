//! The tables of a page → `data.json`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Map;

use super::flat::Flat;
use super::page::*;
use super::{AlsoValue, Figured, Held, Layout, Place, address, unit};
use crate::chart::datum::Status;
use crate::render::context::{Context, plain};
use crate::render::view::{CellView, ColumnView, RowView, TableView, TextView};

/// Places of a page, each once, numbered in the order in which they are met.
#[derive(Debug, Default)]
struct Places<'a> {
    numbers: BTreeMap<&'a Place, Option<usize>>,
    list: Vec<SourceRef<'a>>,
}

impl<'a> Places<'a> {
    /// The number of a place; nothing where its document is not known.
    fn number(&mut self, cx: &Context<'a>, place: &'a Place) -> Option<usize> {
        if let Some(known) = self.numbers.get(place) {
            return *known;
        }
        let number = source(cx, place).map(|source| {
            self.list.push(source);
            self.list.len() - 1
        });
        self.numbers.insert(place, number);
        number
    }
}

fn source<'a>(cx: &Context<'a>, place: &'a Place) -> Option<SourceRef<'a>> {
    let edition = cx.dataset.editions.get(&place.edition)?;
    let document = edition.documents.get(&*place.citation.document)?;
    let lines = place.citation.lines;
    let part = lines.and_then(|(first, _)| document.parts.at(first));
    Some(SourceRef {
        edition: place.edition,
        document: &document.id,
        title: &document.title,
        part: part.map(|part| part.name.as_str()),
        lines,
        url: cx.in_edition(edition).cite(&place.citation)?.url,
    })
}

/// The file with all tables of a page; `flats` are their CSV files, in the same order.
pub(super) fn page<'a>(
    cx: &Context<'a>,
    tables: &[&'a TableView],
    flats: &'a [Option<Flat>],
) -> PageFile<'a> {
    let mut places = Places::default();
    let tables = tables.iter().zip(flats);
    let tables = tables.map(|(view, flat)| table(cx, view, flat.as_ref(), &mut places));
    let tables = tables.collect();
    let page = cx.page;
    let edition = page.edition.map(|_| cx.edition);
    PageFile {
        format: FORMAT,
        schema: cx.shared_url(SCHEMA_PATH),
        page: PageRef {
            url: cx.url(&page.path),
            title: plain(&page.title),
            lang: cx.lang().code(),
            kind: page.kind.template(),
            edition: edition.map(|edition| edition.year),
            edition_title: edition.map(|edition| edition.title.as_str()),
        },
        sources: places.list,
        tables,
        charts: if cx.is_compact() {
            cx.charts.data(cx)
        } else {
            Map::new()
        },
    }
}

fn table<'a>(
    cx: &Context<'a>,
    view: &'a TableView,
    flat: Option<&'a Flat>,
    places: &mut Places<'a>,
) -> TableFile<'a> {
    let rows = view.all_rows();
    let rows = rows.map(|view| row(cx, view, places)).collect();
    let columns = view.columns.iter().map(|one| column(view, one));
    TableFile {
        id: &view.id,
        kind: match view.data.chart {
            None => "table",
            Some(_) => "chart",
        },
        caption: &view.caption,
        scope: view.scope.as_deref(),
        csv: (!cx.is_compact()).then(|| csv(view, flat)),
        row_heading: Heading {
            id: &view.data.corner,
            label: &view.corner,
        },
        columns: columns.collect(),
        rows,
        notes: view.notes.iter().map(note).collect(),
    }
}

fn csv<'a>(view: &'a TableView, flat: Option<&'a Flat>) -> CsvRef<'a> {
    if let Some((id, columns)) = &view.data.chart {
        return CsvRef {
            path: format!("{}{id}.csv", address::CHARTS),
            record: "row",
            columns: Cow::Borrowed(columns),
        };
    }
    CsvRef {
        path: address::csv(&view.id),
        record: match view.data.layout {
            Layout::Rows => "row",
            Layout::Columns => "column",
            Layout::Cells(_) => "cell",
        },
        columns: Cow::Borrowed(flat.map_or(&[], |flat| &flat.columns)),
    }
}

fn note(view: &TextView) -> NoteFile<'_> {
    NoteFile {
        html: &view.html,
        source: view.cite.as_ref().map(|cite| cite.full.as_str()),
    }
}

fn column<'a>(table: &'a TableView, view: &'a ColumnView) -> ColumnFile<'a> {
    let data = &view.data;
    let period = data.period.as_ref();
    let change_to = data.change_to.and_then(|to| table.columns.get(to));
    ColumnFile {
        id: &data.id,
        label: &view.label,
        note: &view.note,
        unit: unit(&data.unit),
        fiscal_year: period.and_then(|period| Some(period.fiscal_year?.0)),
        phase: period.map(|period| period.phase),
        change_to: change_to.map(|to| to.data.id.as_str()),
    }
}

fn row<'a>(cx: &Context<'a>, view: &'a RowView, places: &mut Places<'a>) -> RowFile<'a> {
    let data = &view.data;
    let of_cells: Vec<&Place> = view
        .cells
        .iter()
        .filter_map(|cell| cell.data.place.as_ref())
        .collect();
    let others = data.places.iter().filter(|place| !of_cells.contains(place));
    RowFile {
        id: &data.id,
        label: &view.label,
        unit: unit(&data.unit),
        fiscal_year: data.fiscal_year.map(|year| year.0),
        kind: match (view.derived, view.total) {
            (true, _) => Some("derived"),
            (_, true) => Some("total"),
            _ => None,
        },
        level: view.level,
        about: data.about.as_deref(),
        url: &view.url,
        sources: others
            .filter_map(|place| places.number(cx, place))
            .collect(),
        cells: view.cells.iter().map(|one| cell(cx, one, places)).collect(),
    }
}

fn cell<'a>(cx: &Context<'a>, view: &'a CellView, places: &mut Places<'a>) -> Option<Datum<'a>> {
    let figure = match &view.data.held {
        Held::Figure(figure) => Some(&**figure),
        _ => None,
    };
    if view.text.is_empty() && figure.is_none() {
        return None;
    }
    let is_computed = figure.is_some_and(|figure| figure.status == Status::Derived);
    let place = view.data.place.as_ref();
    Some(Datum {
        text: &view.text,
        value: figure.map(|figure| figure.value.map(Number)),
        unit: figure.map_or("", |figure| unit(&figure.unit)),
        status: figure.map(|figure| figure.status.key()),
        missing: figure.and_then(|figure| match figure.status {
            Status::Missing(missing) => Some(missing.key()),
            _ => None,
        }),
        yen: figure.and_then(|figure| Some(Number(figure.yen?.into()))),
        fiscal_year: match view.data.held {
            Held::Year(year) => Some(year.0),
            _ => None,
        },
        also: view.data.also.iter().map(also).collect(),
        marks: &view.marks,
        note: if is_computed { "" } else { &view.note },
        derivation: figure.and_then(|figure| derivation(figure, &view.note)),
        check: (!view.check_url.is_empty()).then(|| CheckFile {
            text: &view.check,
            url: &view.check_url,
        }),
        source: place.and_then(|place| places.number(cx, place)),
        anchor: &view.id,
        url: &view.url,
    })
}

fn also(also: &super::Also) -> AlsoFile<'_> {
    let (value, unit) = match &also.value {
        AlsoValue::Number(value, label) => (AlsoDatum::Number(Number(*value)), unit(label)),
        AlsoValue::Year(year) => (AlsoDatum::Year(year.0), ""),
        AlsoValue::Text(text) => (AlsoDatum::Text(text), ""),
    };
    AlsoFile {
        id: also.key,
        label: &also.label,
        value,
        unit,
    }
}

fn derivation<'a>(figure: &'a Figured, words: &'a str) -> Option<DerivationFile<'a>> {
    let derivation = figure.derivation.as_ref()?;
    Some(DerivationFile {
        formula: derivation.formula,
        text: words,
        inputs: derivation.inputs.iter().copied().map(Number).collect(),
    })
}

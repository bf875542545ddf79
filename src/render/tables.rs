//! Tables of figures → table views: headings, marks, legend, sources, and the change from the year before.

use std::collections::{BTreeSet, HashMap};

use super::audit;
use super::context::{Context, plain};
use super::data::{self, Also, AlsoValue, CellData, ColumnData, RowData, TableData, typed};
use super::view::{CellView, CiteView, ColumnView, LegendView, RowView, TableView};
use crate::chart::datum::{Datum, Status};
use crate::format;
use crate::labels;
use crate::model::decimal::Decimal;
use crate::model::derived;
use crate::model::money::MoneyUnit;
use crate::model::quantity::Quantity;
use crate::model::table::{
    Cell, Citation, Column, Figure, Mark, Missing, Reading, Row, RowItem, Table, Unit,
};

/// A table of figures.
pub(crate) fn figures(cx: &Context<'_>, table: &Table) -> TableView {
    let mut legend = Legend::default();
    let mut rows: Vec<RowView> = table
        .rows
        .iter()
        .map(|row| figure_row(cx, table, row, &mut legend))
        .collect();
    let mut columns: Vec<ColumnView> = table
        .columns
        .iter()
        .map(|column| heading(cx, column))
        .collect();
    match change(table) {
        Some(Change::Row(index)) => {
            rows.insert(index + 1, change_row(cx, table, index, &mut legend))
        }
        Some(Change::Column { from, to }) => {
            let mut column = numbers(cx.t("column-change"), String::new());
            column.data = ColumnData {
                id: "change".into(),
                change_to: Some(to),
                ..ColumnData::default()
            };
            columns.push(column);
            for (row, view) in table.rows.iter().zip(&mut rows) {
                view.cells.push(change_cell(cx, row, from, to, &mut legend));
            }
        }
        None => {}
    }
    TableView {
        id: table.id.clone(),
        caption: caption(cx, table),
        unit: data::unit(table.unit.label()).to_owned(),
        corner: cx.t(corner(table)),
        columns,
        rows,
        sortable: false,
        numeric: true,
        has_sources: true,
        legend: legend.lines(cx),
        notes: table.notes.iter().map(|note| cx.note(note)).collect(),
        scope: table.scope.as_deref().map(plain),
        data: TableData {
            layout: typed::layout(cx, table),
            corner: typed::id(corner(table)),
            chart: None,
        },
        ..TableView::default()
    }
    .measured()
}

impl TableView {
    /// Every row, those too that the page does not show.
    pub(crate) fn all_rows(&self) -> impl Iterator<Item = &RowView> + Clone {
        self.rows.iter().chain(&self.more_rows)
    }

    /// Numbers the remarks on cells and measures the columns. Here rather than in the theme, because a template could only
    /// look through all remarks again for every cell.
    pub(crate) fn measured(mut self) -> TableView {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        self.cell_notes.clear();
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        for cell in cells.filter(|cell| !cell.note.is_empty() && cell.status != "derived") {
            cell.note_number = *numbers.entry(cell.note.clone()).or_insert_with(|| {
                self.cell_notes.push(cell.note.clone());
                self.cell_notes.len()
            });
        }
        let derived = self
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.status == "derived");
        self.formulas = Vec::new();
        for cell in derived.filter(|cell| !cell.note.is_empty()) {
            if !self.formulas.contains(&cell.note) {
                self.formulas.push(cell.note.clone());
            }
        }
        let has = |status: &str| {
            self.rows
                .iter()
                .flat_map(|row| &row.cells)
                .any(|cell| cell.status == status && !cell.text.is_empty())
        };
        (self.has_planned, self.has_provisional, self.has_derived) =
            (has("planned"), has("provisional"), has("derived"));
        // What has no name of its own is called by its position.
        for (index, row) in self.rows.iter_mut().enumerate() {
            if row.data.id.is_empty() {
                row.data.id = (index + 1).to_string();
            }
        }
        self.corner_longest = self
            .rows
            .iter()
            .map(|row| row.label.chars().count())
            .max()
            .unwrap_or(0);
        for (index, column) in self.columns.iter_mut().enumerate() {
            let texts = self.rows.iter().filter_map(|row| row.cells.get(index));
            // The unit serves who cites a cell; cells without an anchor cannot be cited.
            if texts.clone().any(|cell| !cell.id.is_empty()) {
                data::unit(&column.data.unit).clone_into(&mut column.unit);
            }
            column.derived =
                !self.rows.is_empty() && texts.clone().all(|cell| cell.status == "derived");
            column.longest = texts
                .map(|cell| cell.text.chars().count())
                .max()
                .unwrap_or(0);
        }
        self
    }
}

/// The caption with its unit, where one is printed.
fn caption(cx: &Context<'_>, table: &Table) -> String {
    let title = plain(&table.title);
    cx.titled(&title, table.unit.label())
}

fn corner(table: &Table) -> &'static str {
    match table.rows.first().map(|row| row.item) {
        Some(RowItem::LineItem) => "corner-line-item",
        Some(RowItem::Amount) if table.rows.iter().any(|row| row.about.is_some()) => {
            "corner-program"
        }
        _ => "corner-item",
    }
}

/// The heading of a column.
pub(crate) fn heading(cx: &Context<'_>, column: &Column) -> ColumnView {
    let (label, note) = labels::column(cx.messages, column);
    ColumnView {
        data: ColumnData {
            id: column.key.clone(),
            period: Some(typed::period(column, &label, &note)),
            ..ColumnData::default()
        },
        ..numbers(label, note)
    }
}

/// A column of figures with the second line of its heading.
fn numbers(label: String, note: String) -> ColumnView {
    ColumnView {
        label,
        note,
        numeric: true,
        ..ColumnView::default()
    }
}

fn figure_row(cx: &Context<'_>, table: &Table, row: &Row, legend: &mut Legend) -> RowView {
    let cells = row
        .cells
        .iter()
        .zip(&table.columns)
        .map(|(cell, column)| {
            let id = format!("{}-{}-{}", table.id, column.key, row.key);
            match cell {
                Cell::Figure(figure) => figure_cell(cx, figure, id, legend),
                Cell::Text { text, citation } => audit::badge(
                    cx,
                    CellView {
                        text: plain(text),
                        id,
                        status: "text".into(),
                        data: CellData {
                            place: Some(typed::place(cx, citation)),
                            ..CellData::default()
                        },
                        ..CellView::default()
                    },
                ),
            }
        })
        .collect();
    let label = row_label(cx, row);
    let view = RowView {
        group: String::new(),
        own_label: String::new(),
        id: String::new(),
        url: row
            .about
            .as_deref()
            .map(|key| cx.entity_url(key))
            .unwrap_or_default(),
        unit: if row.unit == table.unit {
            String::new()
        } else {
            cx.unit(row.unit.label())
        },
        label,
        level: row.level,
        derived: false,
        total: row.item == RowItem::Total,
        cells,
        cites: Vec::new(),
        data: RowData {
            id: row.id(),
            unit: row.unit.label().to_owned(),
            about: row.about.clone(),
            ..RowData::default()
        },
    };
    sourced(cx, view, row.cells.iter().map(Cell::citation))
}

/// Says of each cell that can be cited which source of its row is its own, where that is not the one with the cell's own
/// number among them: most rows cite one line for all cells, or one a cell.
fn number_sources(cx: &Context<'_>, row: &mut RowView) {
    if row.cites.len() < 2 {
        return;
    }
    let citable = row.cells.iter_mut().filter(|cell| !cell.id.is_empty());
    for (index, cell) in citable.enumerate() {
        let own = cell.data.place.as_ref();
        let own = own.and_then(|place| cx.cite(&place.citation));
        let found = own.and_then(|own| row.cites.iter().position(|cite| *cite == own));
        let other = found.filter(|found| *found != index);
        cell.cite_number = other.map_or(0, |found| found + 1);
    }
}

/// The label of a row: as printed, or the usual term of its item.
pub(crate) fn row_label(cx: &Context<'_>, row: &Row) -> String {
    labels::row(cx.messages, row)
}

/// The row with its sources: each once, in order.
pub(crate) fn sourced<'c>(
    cx: &Context<'_>,
    mut row: RowView,
    citations: impl Iterator<Item = &'c Citation>,
) -> RowView {
    let mut seen: Vec<&Citation> = Vec::new();
    for citation in citations {
        if !seen.contains(&citation) {
            seen.push(citation);
        }
    }
    row.data.places = seen
        .iter()
        .map(|citation| typed::place(cx, citation))
        .collect();
    row.cites = cites(cx, seen.into_iter());
    number_sources(cx, &mut row);
    row
}

/// The different citations among those given, in order.
pub(crate) fn cites<'c>(
    cx: &Context<'_>,
    citations: impl Iterator<Item = &'c Citation>,
) -> Vec<CiteView> {
    let mut seen = BTreeSet::new();
    citations
        .filter(|citation| seen.insert((*citation).clone()))
        .filter_map(|citation| cx.cite(citation))
        .collect()
}

/// A figure as a cell.
pub(crate) fn figure_cell(
    cx: &Context<'_>,
    figure: &Figure,
    id: String,
    legend: &mut Legend,
) -> CellView {
    let grouped = |quantity: &Quantity| format::grouped(cx.lang(), &quantity.printed());
    let (text, status) = match &figure.reading {
        Reading::Settled(quantity) => (grouped(quantity), "settled"),
        Reading::Provisional(quantity) => (grouped(quantity), "provisional"),
        Reading::Planned(quantity) => (grouped(quantity), "planned"),
        Reading::Missing(missing) => (missing.mark(cx.lang()).to_owned(), "missing"),
    };
    legend.see(figure);
    let text = match figure.subset {
        Some(subset) => format!("{text} ({})", format::grouped(cx.lang(), &subset)),
        None => text,
    };
    let note = figure
        .note
        .iter()
        .chain(&figure.inferred)
        .map(|note| plain(note));
    let note = cx.messages.spaced(note);
    audit::badge(
        cx,
        CellView {
            text,
            id,
            status: status.into(),
            value: exact_value(figure),
            marks: marks(cx, figure),
            note,
            data: typed::figure(cx, figure),
            ..CellView::default()
        },
    )
}

/// A figure as a cell; an empty cell where the source has none.
pub(crate) fn figure_or_none(
    cx: &Context<'_>,
    figure: Option<&Figure>,
    id: String,
    legend: &mut Legend,
) -> CellView {
    figure.map_or_else(CellView::default, |figure| {
        figure_cell(cx, figure, id, legend)
    })
}

/// The value of a figure for programs: yen or a plain number; empty where it is missing.
pub(crate) fn exact_value(figure: &Figure) -> String {
    match figure.quantity() {
        Some(Quantity::Money(money)) => money.yen.0.to_string(),
        Some(Quantity::Number { value, .. }) => value.to_string(),
        None => String::new(),
    }
}

fn marks(cx: &Context<'_>, figure: &Figure) -> Vec<String> {
    let mark = figure.mark.map(|mark| match mark {
        Mark::Portion => "mark-portion",
        Mark::Repeated => "mark-repeated",
    });
    let inferred = figure.inferred.as_ref().map(|_| "mark-inferred");
    let provisional =
        matches!(figure.reading, Reading::Provisional(_)).then_some("mark-provisional");
    [mark, inferred, provisional]
        .into_iter()
        .flatten()
        .map(|key| cx.t(key))
        .collect()
}

/// Where the change from the year before belongs in a table.
enum Change {
    /// Below the row with this index.
    Row(usize),
    /// In a column of its own, from one column to another.
    Column { from: usize, to: usize },
}

/// Tables of money over years show the change: two years side by side as a column, longer series as a row.
fn change(table: &Table) -> Option<Change> {
    if !matches!(table.unit, Unit::Money(_)) {
        return None;
    }
    let series: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series())
        .collect();
    let budget = |row: &Row| {
        matches!(row.item, RowItem::Initial | RowItem::Amount) && matches!(row.unit, Unit::Money(_))
    };
    match series[..] {
        [a, b] if series.len() == table.columns.len() && table.rows.len() > 1 => {
            let (from, to) = if table.columns[a].year < table.columns[b].year {
                (a, b)
            } else {
                (b, a)
            };
            Some(Change::Column { from, to })
        }
        [_, _, ..] => table.rows.iter().position(budget).map(Change::Row),
        _ => None,
    }
}

fn change_row(cx: &Context<'_>, table: &Table, index: usize, legend: &mut Legend) -> RowView {
    let row = &table.rows[index];
    let several = table
        .rows
        .iter()
        .filter(|other| other.item == row.item)
        .count()
        > 1;
    let cells = (0..table.columns.len())
        .map(|to| match previous(table, to) {
            Some(from) => change_cell(cx, row, from, to, legend),
            None => CellView {
                status: "derived".into(),
                ..CellView::default()
            },
        })
        .collect();
    let label = if several {
        cx.say("row-change-named", &[("row", &row_label(cx, row))])
    } else {
        cx.t("row-change")
    };
    RowView {
        group: String::new(),
        own_label: String::new(),
        id: String::new(),
        label,
        url: String::new(),
        unit: String::new(),
        level: row.level + 1,
        derived: true,
        total: false,
        cells,
        cites: Vec::new(),
        data: RowData {
            id: format!("{}_change", row.id()),
            unit: row.unit.label().to_owned(),
            ..RowData::default()
        },
    }
}

/// The column of the year before.
fn previous(table: &Table, to: usize) -> Option<usize> {
    let column = table.columns.get(to).filter(|column| column.is_series())?;
    let before = column.year?.checked_add(-1)?;
    table
        .columns
        .iter()
        .position(|other| other.is_series() && other.year == Some(before))
}

fn change_cell(
    cx: &Context<'_>,
    row: &Row,
    from: usize,
    to: usize,
    legend: &mut Legend,
) -> CellView {
    let printed = |column: usize| {
        row.figure(column)
            .filter(|figure| figure.mark.is_none())
            .and_then(Figure::printed)
    };
    let change = printed(from).zip(printed(to)).and_then(|(before, after)| {
        let derived = derived::difference(before, after)?;
        Some((format::change(before, after)?, derived))
    });
    let Some((change, derived)) = change else {
        return CellView {
            status: "derived".into(),
            ..CellView::default()
        };
    };
    let text = change.text(cx.lang());
    legend.negative |= text.contains(format::negative(cx.lang()));
    let rate = change.percent.map(|rate| Also {
        key: "growth",
        label: cx.t("data-growth"),
        value: AlsoValue::Number(rate, "％".into()),
    });
    CellView {
        text,
        status: "derived".into(),
        note: cx.t("formula-change"),
        inputs: labels::inputs(cx.messages, &derived),
        data: CellData {
            also: rate.into_iter().collect(),
            ..CellData::figure(typed::computed(&derived, row.unit.label()))
        },
        ..CellView::default()
    }
}

/// Collects which marks a table uses, so that its legend explains those and no others.
#[derive(Debug, Default)]
pub(crate) struct Legend {
    negative: bool,
    zero: bool,
    missing: BTreeSet<Missing>,
    marks: BTreeSet<Mark>,
    subset: bool,
    inferred: bool,
    money: bool,
}

impl Legend {
    pub(crate) fn see(&mut self, figure: &Figure) {
        self.negative |= figure.printed().is_some_and(|value| value.is_negative());
        self.subset |= figure.subset.is_some();
        self.inferred |= figure.inferred.is_some();
        self.marks.extend(figure.mark);
        match (&figure.reading, figure.quantity()) {
            (Reading::Missing(missing), _) => drop(self.missing.insert(*missing)),
            (_, Some(quantity)) => {
                self.zero |= quantity.printed() == Decimal::new(0, 0);
                // Amounts printed to the yen are not rounded.
                self.money |=
                    matches!(quantity, Quantity::Money(money) if money.unit != MoneyUnit::Yen);
            }
            _ => {}
        }
    }

    /// Takes note of a figure of a chart.
    pub(crate) fn see_datum(&mut self, datum: &Datum) {
        self.negative |= datum.value.is_some_and(|value| value.is_negative());
        self.subset |= datum.text.contains('(');
        if let Status::Missing(missing) = datum.status {
            self.missing.insert(missing);
        }
        self.zero |= datum.value.is_some_and(|value| value.is_zero());
    }

    pub(crate) fn lines(&self, cx: &Context<'_>) -> Vec<LegendView> {
        let mut lines = Vec::new();
        let mut add = |mark: &str, key: &str| {
            lines.push(LegendView {
                mark: mark.to_owned(),
                text: cx.t(key),
            })
        };
        if self.negative {
            add(format::negative(cx.lang()), "legend-negative");
        }
        if self.zero {
            add("0", "legend-zero");
        }
        for missing in &self.missing {
            add(missing.mark(cx.lang()), missing_key(*missing));
        }
        for mark in &self.marks {
            match mark {
                Mark::Portion => add(cx.messages.get("mark-portion"), "legend-portion"),
                Mark::Repeated => add(cx.messages.get("mark-repeated"), "legend-repeated"),
            }
        }
        if self.subset {
            add("( )", "legend-subset");
        }
        if self.inferred {
            add(cx.messages.get("mark-inferred"), "legend-inferred");
        }
        if self.money {
            add("", "legend-rounding");
        }
        lines
    }
}

fn missing_key(missing: Missing) -> &'static str {
    match missing {
        Missing::Dash => "legend-dash",
        Missing::UnderInvestigation => "legend-under-investigation",
        Missing::BeingCounted => "legend-being-counted",
        Missing::Unknown | Missing::Unreadable => "legend-unknown",
        Missing::NotPrinted => "legend-not-printed",
        Missing::NotYetKnown => "legend-not-yet-known",
        Missing::NotApplicable => "legend-not-applicable",
        Missing::New => "legend-new",
        Missing::Blank => "legend-blank",
    }
}

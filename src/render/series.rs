//! The principal budget of a thing over the years of several editions: the newest assertion of each year, and what each edition
//! says.

use std::collections::BTreeMap;

use super::context::{Context, plain};
use super::data::{Layout, Period, typed};
use super::entity::with_charts;
use super::lists;
use super::tables::{self, sourced};
use super::view::{CellView, CiteView, RowView, TableView, TextView};
use crate::chart::{ChartSpec, Plot, budget};
use crate::compare::report;
use crate::compare::series::{self, Said, Series};
use crate::model::dataset::Common;
use crate::model::fiscal_year::FiscalYear;
use crate::model::money::{Money, MoneyUnit};
use crate::model::quantity::Quantity;
use crate::model::table::{Cell, Citation, Column, Figure, Reading, Row, RowItem, Table, Unit};

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
        let citations = series
            .newest_figures()
            .map(|(said, _, figure)| Context::of_edition(said.edition.year, &figure.citation));
        let citations: Vec<_> = citations.collect();
        let mut row = lists::row(&cx.t("series-newest"), cells.collect());
        row.total = true;
        row.data.id = "newest".to_owned();
        let mut row = sourced(cx, row, citations.iter());
        row.cites = editions_cited(cx, &series);
        row
    };
    let rows = series.editions.iter().enumerate().map(|(edition, said)| {
        let cells = (0..series.years.len()).map(|year| cell(cx, &series, edition, year));
        let citations: Vec<_> = said
            .figures
            .iter()
            .flatten()
            .map(|(_, figure)| Context::of_edition(said.edition.year, &figure.citation))
            .collect();
        let cites = own_cites(cx, said, |_| true);
        let name = cx.say(
            "compare-edition",
            &[("year", &said.edition.year.to_string())],
        );
        let mut row = lists::row(&name, cells.collect());
        row.url = url(cx, said);
        row.data.id = said.edition.year.to_string();
        let mut row = sourced(cx, row, citations.iter());
        row.cites = cites;
        row
    });
    let rows: Vec<RowView> = std::iter::once(first).chain(rows).collect();
    let title = title(cx, &series);
    let caption = cx.say("table-series", &[("title", &title)]);
    let corner = lists::words(cx, "corner-edition");
    let mut view = lists::table(ID, caption, corner, columns.collect(), rows);
    view.notes = notes(cx, &series);
    view.data.layout = Layout::Cells(title);
    Some(with_charts(cx, view, ID))
}

/// The title of the newest table, with the item whose figures these are: a table of budgets has several.
fn title(cx: &Context<'_>, series: &Series<'_>) -> String {
    let title = plain(&series.editions[0].table.title);
    match item(series) {
        RowItem::Initial => cx.messages.remarked(&title, &cx.t("item-initial")),
        _ => title,
    }
}

/// What the figures are of: initial budgets (当初予算) where all editions say so.
fn item(series: &Series<'_>) -> RowItem {
    let mut all = series.editions.iter();
    match all.all(|said| said.row.item == RowItem::Initial) {
        true => RowItem::Initial,
        false => RowItem::Amount,
    }
}

/// The year in which the thing began (事業開始年度), where it says one.
fn began(common: &Common) -> Option<FiscalYear> {
    let mut facts = common.facts.iter();
    let fact = facts.find(|fact| fact.heading == "事業開始年度")?;
    FiscalYear::parse(fact.text.split('、').next()?.trim())
}

/// What is said about the tables of other editions, each once: those of this one have their notes on this page.
fn notes(cx: &Context<'_>, series: &Series<'_>) -> Vec<TextView> {
    let others = series.editions.iter();
    let others = others.filter(|said| said.edition.year != cx.edition.year);
    let mut notes: Vec<TextView> = Vec::new();
    for note in others.flat_map(|said| {
        let there = cx.in_edition(said.edition);
        let notes = said.table.notes.iter();
        notes.map(move |note| there.note(note))
    }) {
        if notes.iter().all(|known| known.html != note.html) {
            notes.push(note);
        }
    }
    notes
}

/// The sources of an edition's own figures. Its row names it, so that they need not.
fn own_cites(cx: &Context<'_>, said: &Said<'_>, is_shown: impl Fn(usize) -> bool) -> Vec<CiteView> {
    let figures = said.figures.iter().enumerate();
    let figures = figures.filter_map(|(year, figure)| Some((year, (*figure)?)));
    let shown = figures.filter(|(year, _)| is_shown(*year));
    let citations: Vec<&Citation> = shown.map(|(_, (_, figure))| &figure.citation).collect();
    cx.in_edition(said.edition).cite_together(&citations)
}

/// The editions whose figures are the newest, each with all its sources in the title: the rows below name them one by one.
fn editions_cited(cx: &Context<'_>, series: &Series<'_>) -> Vec<CiteView> {
    let newest = series.newest();
    let editions = series.editions.iter().enumerate();
    let cited = editions.filter_map(|(at, said)| {
        let cites = own_cites(cx, said, |year| newest[year] == Some(at));
        let full: Vec<String> = cites.iter().map(|cite| cite.full.clone()).collect();
        Some(CiteView {
            short: cx.say(
                "compare-edition",
                &[("year", &said.edition.year.to_string())],
            ),
            full: cx.messages.list(full),
            url: cites.first()?.url.clone(),
        })
    });
    cited.collect()
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

/// The chart of the newest assertions. Where their units differ, it has the coarsest of them: amounts are whole yen, so each
/// has its place on one axis exactly, and what the sources print stands beside it.
pub(crate) fn chart(cx: &Context<'_>, common: &Common) -> Option<ChartSpec> {
    let series = of(cx, cx.edition.entity(&common.key)?)?;
    let axis = series.unit()?;
    let unit = Unit::Money(axis);
    let mut printed = BTreeMap::new();
    let cells = series.newest_figures().map(|(said, column, figure)| {
        let converted = in_unit(figure, axis);
        if let Some(text) = converted
            .is_some()
            .then(|| report::figure_text(cx.lang(), figure))
        {
            printed.insert(column.key.clone(), text);
        }
        let figure = Figure {
            citation: Context::of_edition(said.edition.year, &figure.citation),
            ..converted.unwrap_or_else(|| figure.clone())
        };
        (column.clone(), Cell::Figure(Box::new(figure)))
    });
    let (columns, cells): (Vec<Column>, Vec<Cell>) = cells.unzip();
    let table = Table {
        id: ID.into(),
        title: cx.say("chart-series", &[("title", &title(cx, &series))]),
        unit: unit.clone(),
        columns,
        rows: vec![Row {
            item: item(&series),
            key: item(&series).key().into(),
            label: None,
            unit,
            cells,
            level: 0,
            about: None,
        }],
        notes: Vec::new(),
        scope: None,
    };
    let mut spec = budget::spec(cx.messages, &table)?;
    if let Plot::Budget(budget) = &mut spec.plot {
        budget.keep_printed(&printed);
        budget.began = began(common);
    }
    Some(spec)
}

/// An amount in another unit than its own, with the same status; nothing where it is in that unit.
fn in_unit(figure: &Figure, unit: MoneyUnit) -> Option<Figure> {
    let convert = |quantity: &Quantity| match quantity {
        Quantity::Money(money) if money.unit != unit => Some(Quantity::Money(Money {
            unit,
            printed: money.yen.exactly_in(unit),
            ..*money
        })),
        _ => None,
    };
    let reading = match &figure.reading {
        Reading::Settled(quantity) => Reading::Settled(convert(quantity)?),
        Reading::Provisional(quantity) => Reading::Provisional(convert(quantity)?),
        Reading::Planned(quantity) => Reading::Planned(convert(quantity)?),
        Reading::Missing(_) => return None,
    };
    // A subset in brackets is in the unit of its figure, and stands in the printed text.
    Some(Figure {
        reading,
        subset: None,
        ..figure.clone()
    })
}

//! Amounts of many projects side by side, in 百万円 (rounded half away from zero): tables of projects, ministries and offices.

use super::context::Context;
use super::data::{CellData, Derivation, Figured};
use super::lists::{count, dash, link, named, row, table, words};
use super::tables::{self, Legend, figure_cell};
use super::view::{CellView, ColumnView, Link, RowView, StatView, TableView};
use crate::chart::datum::Status;
use crate::format;
use crate::model::dataset::Review;
use crate::model::decimal::Decimal;
use crate::model::derived::{self, Formula};
use crate::model::fiscal_year::FiscalYear;
use crate::model::money::{MoneyUnit, Yen};
use crate::model::table::{Figure, RowItem};
use crate::model::totals::{self, Execution, Total};
use crate::plan;

/// The unit of such tables.
pub(crate) const UNIT: MoneyUnit = MoneyUnit::MillionYen;

/// How sums over projects are computed: the key of the words.
const FORMULA: &str = "formula-projects-total";

/// What a project, or several, has in such a table.
const ITEMS: [RowItem; 3] = [RowItem::Initial, RowItem::Total, RowItem::Executed];

/// Yen in 百万円 for readers; amounts below a million keep their digits, so that none reads as zero.
pub(crate) fn million(cx: &Context<'_>, yen: Yen) -> String {
    let rounded = yen.in_unit(UNIT, 0).filter(|value| !value.is_zero());
    let value = rounded.or_else(|| exact_million(yen));
    value.map_or_else(String::new, |value| format::grouped(cx.lang(), &value))
}

/// Yen in 百万円 without rounding, with as few decimals as that needs.
pub(crate) fn exact_million(yen: Yen) -> Option<Decimal> {
    (0..=6)
        .filter_map(|digits| yen.in_unit(UNIT, digits))
        .find(|value| value.checked_mul(Decimal::from(UNIT.yen())) == Some(Decimal::from(yen.0)))
}

/// The years of the columns of amounts.
fn year_of(cx: &Context<'_>, item: RowItem) -> FiscalYear {
    let (sheet, before) = cx.edition.sheet_years();
    if item == RowItem::Initial {
        sheet
    } else {
        before
    }
}

/// Columns of initial budget, and of budget, execution and its rate of the year before.
pub(crate) fn columns(cx: &Context<'_>) -> Vec<ColumnView> {
    let numeric = |id: &str, key: &str, year: FiscalYear, unit: &str| {
        let mut column = named(id, cx.t(key));
        column.numeric = true;
        column.note = year.short(cx.lang());
        column.data.unit = unit.to_owned();
        column
    };
    let (sheet, before) = cx.edition.sheet_years();
    vec![
        numeric("initial", "item-initial", sheet, UNIT.label()),
        numeric("total", "head-available", before, UNIT.label()),
        numeric("executed", "item-executed", before, UNIT.label()),
        numeric(
            "execution_rate",
            "head-execution-rate-percent",
            before,
            "％",
        ),
    ]
}

/// The amount of a figure of one project.
pub(crate) fn amount_cell(
    cx: &Context<'_>,
    figure: Option<&Figure>,
    legend: &mut Legend,
) -> CellView {
    let Some(figure) = figure else {
        return CellView {
            status: "missing".into(),
            ..dash(cx.lang())
        };
    };
    let cell = figure_cell(cx, figure, String::new(), legend);
    let Some(yen) = figure
        .quantity()
        .and_then(|quantity| quantity.yen())
        .map(Yen)
    else {
        return cell;
    };
    let figured = Figured {
        value: exact_million(yen),
        unit: UNIT.label().to_owned(),
        yen: Some(yen.0),
        status: Status::of(&figure.reading),
        derivation: None,
    };
    CellView {
        text: million(cx, yen),
        data: CellData {
            place: cell.data.place.clone(),
            ..CellData::figure(figured)
        },
        ..cell
    }
}

/// The execution rate of a project: as printed, or computed where the sheet has both amounts and prints none.
fn rate_cell(cx: &Context<'_>, review: &Review, year: FiscalYear, legend: &mut Legend) -> CellView {
    let common = &review.common;
    let printed = totals::figure(common, RowItem::ExecutionRate, year);
    if let Some(figure) = printed.filter(|figure| figure.printed().is_some()) {
        return figure_cell(cx, figure, String::new(), legend);
    }
    let amount = |item| {
        totals::figure(common, item, year)?
            .quantity()?
            .yen()
            .map(Yen)
    };
    rate(cx, amount(RowItem::Executed), amount(RowItem::Total))
}

/// 執行額÷予算現額 in per cent with one decimal; empty where there is no budget to divide by.
fn rate(cx: &Context<'_>, executed: Option<Yen>, available: Option<Yen>) -> CellView {
    let value = |yen: Yen| Decimal::from(yen.0);
    let rate = executed.zip(available).and_then(|(executed, available)| {
        derived::execution_rate(value(executed), value(available))
    });
    let Some(rate) = rate else {
        return CellView {
            status: "derived".into(),
            ..CellView::default()
        };
    };
    let derivation = Derivation {
        formula: Formula::ExecutionRate.key(),
        inputs: Vec::new(),
    };
    CellView {
        text: format::grouped(cx.lang(), &rate.value),
        status: "derived".into(),
        value: rate.value.to_string(),
        note: cx.t("formula-execution-rate-total"),
        data: CellData::figure(Figured::computed(rate.value, "％", derivation)),
        ..CellView::default()
    }
}

/// A sum over projects.
pub(crate) fn total_cell(cx: &Context<'_>, total: Total, formula: &str) -> CellView {
    let derivation = || Derivation {
        formula: Formula::Sum.key(),
        inputs: Vec::new(),
    };
    let figured = total.amount.and_then(|yen| {
        let figured = Figured::computed(exact_million(yen)?, UNIT.label(), derivation());
        Some(Figured {
            yen: Some(yen.0),
            ..figured
        })
    });
    CellView {
        text: total.amount.map(|yen| million(cx, yen)).unwrap_or_default(),
        status: "derived".into(),
        value: total
            .amount
            .map(|yen| yen.0.to_string())
            .unwrap_or_default(),
        note: cx.t(formula),
        data: figured.map(CellData::figure).unwrap_or_default(),
        ..CellView::default()
    }
}

/// The sums over several projects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sums {
    pub(crate) projects: usize,
    pub(crate) initial: Total,
    pub(crate) execution: Execution,
}

impl Sums {
    /// The sums over the review sheets with these ids.
    pub(crate) fn of<'i>(cx: &Context<'_>, ids: impl Iterator<Item = &'i String> + Clone) -> Sums {
        let reviews = ids.filter_map(|id| cx.edition.review(id));
        let (sheet, before) = cx.edition.sheet_years();
        Sums {
            projects: reviews.clone().count(),
            initial: totals::total(reviews.clone(), RowItem::Initial, sheet),
            execution: totals::execution(reviews, before),
        }
    }

    /// The cells of a row: number of projects, and the amounts.
    pub(crate) fn cells(&self, cx: &Context<'_>) -> Vec<CellView> {
        let Execution {
            executed,
            available,
        } = self.execution;
        vec![
            count(self.projects),
            total_cell(cx, self.initial, FORMULA),
            total_cell(cx, available, FORMULA),
            total_cell(cx, executed, FORMULA),
            rate(cx, executed.amount, available.amount),
        ]
    }

    /// What the sums hold and what they leave out, in sentences.
    pub(crate) fn remarks(&self, cx: &Context<'_>) -> String {
        let (sheet, before) = cx.edition.sheet_years();
        let number = super::paging::grouped;
        let said = |key: &str, year: FiscalYear, total: Total| {
            let arguments = [
                ("year", year.long(cx.lang())),
                ("counted", number(total.counted)),
                ("all", number(self.projects)),
                ("left", number(total.left_out)),
            ];
            let arguments = arguments
                .each_ref()
                .map(|(key, text)| (*key, text.as_str()));
            match total.left_out {
                0 => cx.say(&format!("{key}-all"), &arguments),
                _ => cx.say(key, &arguments),
            }
        };
        [
            said("totals-initial", sheet, self.initial),
            said("totals-executed", before, self.execution.executed),
            cx.t("totals-not-government"),
        ]
        .join("\n")
    }
}

/// Headline figures of a ministry or an office.
pub(crate) fn stats(cx: &Context<'_>, sums: &Sums) -> Vec<StatView> {
    let (sheet, before) = cx.edition.sheet_years();
    let stat = |label: String, value: String, note: String, formula: Option<String>| StatView {
        label,
        value,
        note,
        formula,
        url: String::new(),
        cite: None,
    };
    let money = |key: &str, total: Total, year: FiscalYear| {
        let value = format::money_headline(cx.lang(), total.amount?);
        let counted = super::paging::grouped(total.counted);
        let formula = cx.say("formula-counted", &[("n", &counted)]);
        Some(stat(cx.t(key), value, year.long(cx.lang()), Some(formula)))
    };
    let count = super::paging::grouped(sums.projects);
    let projects = stat(
        cx.t("head-projects"),
        cx.say("count-sheets", &[("n", &count)]),
        String::new(),
        None,
    );
    std::iter::once(projects)
        .chain(money("item-initial", sums.initial, sheet))
        .chain(money("item-executed", sums.execution.executed, before))
        .collect()
}

/// Columns of a table of sums.
pub(crate) fn sum_columns(cx: &Context<'_>) -> Vec<ColumnView> {
    let projects = super::lists::numbers(cx, "head-projects", "");
    std::iter::once(projects).chain(columns(cx)).collect()
}

/// A table of projects with their amounts. `shows_ministry` adds the ministry of each.
pub(crate) fn projects<'i>(
    cx: &Context<'_>,
    id: &str,
    caption: String,
    reviews: impl Iterator<Item = &'i Review>,
    shows_ministry: bool,
) -> TableView {
    let mut legend = Legend::default();
    let rows = reviews
        .map(|review| project(cx, review, shows_ministry, &mut legend))
        .collect();
    let mut all = vec![words(cx, "head-project-id")];
    all.extend(shows_ministry.then(|| words(cx, "head-ministry")));
    all.extend(columns(cx));
    let mut view = table(id, caption, words(cx, "head-project-name"), all, rows);
    view.sortable = true;
    view.legend = legend.lines(cx);
    view
}

fn project(
    cx: &Context<'_>,
    review: &Review,
    shows_ministry: bool,
    legend: &mut Legend,
) -> RowView {
    let common = &review.common;
    let mut cells = vec![super::lists::cell(&review.number)];
    if shows_ministry {
        let office = cx.offices().of_review(common.id());
        cells.push(office.map_or_else(CellView::default, |(ministry, ..)| {
            let name = plan::ministry_name(ministry, cx.lang());
            link(name, cx.edition_url(&plan::ministry_path(ministry)))
        }));
    }
    let figures = ITEMS.map(|item| totals::figure(common, item, year_of(cx, item)));
    cells.extend(figures.map(|figure| amount_cell(cx, figure, legend)));
    cells.push(rate_cell(
        cx,
        review,
        year_of(cx, RowItem::Executed),
        legend,
    ));
    let mut view = row(&cx.name(common), cells);
    view.url = cx.entity_url(&common.key);
    view.data.id = common.id().to_owned();
    view.data.about = Some(common.key.clone());
    let cited = figures.into_iter().flatten().map(|figure| &figure.citation);
    tables::sourced(cx, view, cited)
}

/// The review sheets with the largest initial budgets, the largest first.
pub(crate) fn largest<'a>(
    cx: &Context<'a>,
    ids: impl Iterator<Item = &'a String>,
    most: usize,
) -> Vec<(&'a Review, Yen)> {
    let year = year_of(cx, RowItem::Initial);
    let mut known: Vec<(&Review, Yen)> = ids
        .filter_map(|id| cx.edition.review(id))
        .filter_map(|review| {
            let figure = totals::figure(&review.common, RowItem::Initial, year)?;
            Some((review, totals::countable(figure)?))
        })
        .collect();
    known.sort_by_key(|(_, yen)| std::cmp::Reverse(*yen));
    known.truncate(most);
    known
}

/// Links to the review sheets around one in its office.
pub(crate) fn neighbours(cx: &Context<'_>, review: &Review) -> Vec<Link> {
    let Some((_, office, place)) = cx.offices().of_review(review.common.id()) else {
        return Vec::new();
    };
    let before = place.checked_sub(1).and_then(|at| office.reviews.get(at));
    let after = office.reviews.get(place + 1);
    let link = |id: &String, key: &str| {
        let common = &cx.edition.review(id)?.common;
        Some(Link {
            text: cx.say(key, &[("name", &cx.name(common))]),
            url: cx.entity_url(&common.key),
            ..Link::default()
        })
    };
    let before = before.and_then(|id| link(id, "neighbour-previous"));
    let after = after.and_then(|id| link(id, "neighbour-next"));
    before.into_iter().chain(after).collect()
}

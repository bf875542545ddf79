//! Payees of the whole government: the list of all with a corporate number, and a page of each that has several projects.

use super::Body;
use super::overviews::page;
use crate::format;
use crate::model::payees::{Payee, PayeeRow, Route, route};
use crate::plan;
use crate::render::amounts;
use crate::render::context::{Context, plain, prose};
use crate::render::tables::{self, Legend};
use crate::render::view::*;
use crate::render::{lists, paging};

/// Rows of payments on the page of a payee; the others stand in the data.
const MOST: usize = 200;

/// A page of the list of payees, those that ministries paid most first.
pub(super) fn list(cx: &Context<'_>, number: usize) -> Body {
    let payees = cx.payees();
    let shown = paging::range(number, payees.len());
    let rows = payees[shown].iter().map(|payee| row(cx, payee));
    let columns = vec![
        lists::numbers(cx, "head-corporate-number", ""),
        lists::numbers(cx, "head-projects", ""),
        lists::numbers(cx, "head-direct", "百万円"),
        lists::numbers(cx, "head-passed", "百万円"),
    ];
    let mut table = lists::table(
        "recipients",
        cx.t("table-payees-all"),
        lists::words(cx, "corner-recipient"),
        columns,
        rows.collect(),
    );
    table.sortable = true;
    table.charts = cx.chart("recipients");
    let count = paging::grouped(payees.len());
    let year = cx.edition.sheet_years().1.long(cx.lang());
    let arguments = [("n", count.as_str()), ("year", &year)];
    let section = SectionView {
        id: "totals".into(),
        tables: vec![table],
        ..SectionView::default()
    };
    let body = TablesBody {
        heading: cx.t("nav-recipients"),
        label: cx.short_title(),
        intro_html: prose(&cx.say("payees-intro", &arguments)),
        stats: Vec::new(),
        charts: cx.charts.apart(cx),
        sections: vec![section],
        findings: Vec::new(),
    };
    let folder = format!("{}/recipients/", cx.edition.year);
    let paging = paging::paging(cx, &folder, number, payees.len());
    page(cx, body, &cx.t("nav-recipients")).paged(paging)
}

fn row(cx: &Context<'_>, payee: &Payee) -> RowView {
    let first = cx.edition.rows(&payee.places).next();
    let name = first.map_or("", |(_, _, row)| row.name.as_str());
    let cells = vec![
        lists::cell(&payee.number),
        lists::count(payee.projects),
        amounts::total_cell(cx, payee.direct, "formula-payments-total"),
        amounts::total_cell(cx, payee.passed, "formula-payments-total"),
    ];
    let mut view = lists::row(name, cells);
    view.url = match (cx.recipient_url(&payee.number), first) {
        (Some(url), _) => url,
        (None, Some((review, list, _))) => {
            format!(
                "{}#recipients-{}",
                cx.entity_url(&review.common.key),
                list.block.to_ascii_lowercase()
            )
        }
        (None, None) => String::new(),
    };
    view.data.id.clone_from(&payee.number);
    view
}

/// A payee of several projects.
pub(super) fn payee(cx: &Context<'_>, number: &str) -> Body {
    let payee = cx
        .payee(number)
        .expect("the page is planned only where there is the payee");
    let mut rows: Vec<PayeeRow<'_>> = cx.edition.rows(&payee.places).collect();
    rows.sort_by_key(|(_, _, row)| std::cmp::Reverse(row.amount.quantity().and_then(|q| q.yen())));
    let (direct, passed): (Vec<_>, Vec<_>) = rows
        .iter()
        .partition(|(review, list, _)| route(review, list).is_direct());
    let sections = [("direct", direct), ("passed", passed)]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(id, rows)| section(cx, id, &rows));
    let mut names: Vec<String> = rows.iter().map(|(_, _, row)| plain(&row.name)).collect();
    names.sort();
    names.dedup();
    let heading = rows
        .first()
        .map_or_else(String::new, |(_, _, row)| plain(&row.name));
    let number = format!("{} {number}", cx.t("head-corporate-number"));
    let sections = sections.collect();
    let mut intro = cx.t("payee-intro");
    if names.len() > 1 {
        let others = cx
            .messages
            .quoted(names.iter().filter(|name| **name != heading));
        intro = format!(
            "{}\n\n{intro}",
            cx.say("payee-names", &[("names", &others)])
        );
    }
    let body = TablesBody {
        label: cx.messages.spaced([cx.t("kind-recipient"), number]),
        intro_html: prose(&intro),
        stats: stats(cx, payee),
        charts: cx.charts.apart(cx),
        sections,
        findings: Vec::new(),
        heading,
    };
    let title = cx.say("recipient-title", &[("name", &body.heading)]);
    page(cx, body, &title)
}

fn stats(cx: &Context<'_>, payee: &Payee) -> Vec<StatView> {
    let year = cx.edition.sheet_years().1.long(cx.lang());
    let stat = |key: &str, value: String, note: String, formula: Option<String>| StatView {
        label: cx.t(key),
        value,
        note,
        formula,
        url: String::new(),
        cite: None,
    };
    let count = paging::grouped(payee.projects);
    let projects = cx.say("count-sheets", &[("n", &count)]);
    let direct = payee.direct.amount.map(|yen| {
        let value = format::money_headline(cx.lang(), yen);
        let formula = cx.t("formula-payments-total");
        stat("head-direct", value, year.clone(), Some(formula))
    });
    std::iter::once(stat("head-projects", projects, String::new(), None))
        .chain(direct)
        .collect()
}

/// What the places of payees are called: sources without ranks give the block alone.
pub(super) fn place_heading(rows: &[PayeeRow<'_>]) -> &'static str {
    match rows.iter().any(|(_, list, _)| list.is_ranked) {
        true => "head-block-rank",
        false => "head-block",
    }
}

/// What a payee got from ministries, or by other ways.
fn section(cx: &Context<'_>, id: &str, rows: &[PayeeRow<'_>]) -> SectionView {
    let mut legend = Legend::default();
    let views = rows
        .iter()
        .take(MOST)
        .map(|row| payment(cx, *row, &mut legend))
        .collect();
    let columns = vec![
        lists::words(cx, "head-ministry"),
        lists::words(cx, place_heading(rows)),
        lists::words(cx, "head-route"),
        lists::words(cx, "head-work"),
        lists::numbers(cx, "head-amount-million", "百万円"),
        lists::words(cx, "head-method"),
    ];
    let heading = cx.t(&format!("payee-{id}"));
    let mut view = lists::table(
        &format!("payments-{id}"),
        heading.clone(),
        lists::words(cx, "head-project-name"),
        columns,
        views,
    );
    view.sortable = true;
    view.legend = legend.lines(cx);
    let mut said = vec![cx.t(&format!("payee-{id}-note"))];
    if rows.len() > MOST {
        let numbers = [paging::grouped(MOST), paging::grouped(rows.len())];
        let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
        said.push(cx.say("payee-largest", &arguments));
    }
    SectionView {
        id: format!("section-{id}"),
        heading,
        html: prose(&said.join("\n\n")),
        tables: vec![view],
        ..SectionView::default()
    }
}

fn payment(cx: &Context<'_>, (review, list, row): PayeeRow<'_>, legend: &mut Legend) -> RowView {
    let office = cx.offices().of_review(review.common.id());
    let ministry = office.map_or_else(CellView::default, |(ministry, ..)| {
        let name = plan::ministry_name(ministry, cx.lang());
        lists::link(name, cx.edition_url(&plan::ministry_path(ministry)))
    });
    let work = match row.contracts.as_slice() {
        [] => plain(&row.work),
        [first, rest @ ..] => {
            let count = paging::grouped(rest.len());
            match rest {
                [] => plain(&first.work),
                _ => cx.say(
                    "payee-contracts",
                    &[("first", &plain(&first.work)), ("n", &count)],
                ),
            }
        }
    };
    let method = match row.contracts.as_slice() {
        [] => row.method.as_str(),
        [only] => only.method.as_deref().unwrap_or(""),
        _ => "",
    };
    let route: Route = route(review, list);
    let cells = vec![
        ministry,
        lists::cell(&list.place(row)),
        lists::cell(&cx.t(&format!("route-{}", route.key()))),
        lists::cell(&work),
        amounts::amount_cell(cx, Some(&row.amount), legend),
        lists::cell(method),
    ];
    let mut view = lists::row(&cx.name(&review.common), cells);
    view.url = format!(
        "{}#recipients-{}",
        cx.entity_url(&review.common.key),
        list.block.to_ascii_lowercase()
    );
    view.data.id = format!(
        "{}-{}-{}",
        review.common.id(),
        list.block.to_ascii_lowercase(),
        row.rank
    );
    view.data.about = Some(review.common.key.clone());
    tables::sourced(cx, view, std::iter::once(&row.citation))
}

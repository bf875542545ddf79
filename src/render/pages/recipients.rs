//! Recipients of an edition: the list, how blocks are spread over theirs, and the page of one.

use super::Body;
use super::overviews::page;
use crate::format;
use crate::model::dataset::{RecipientList, Review};
use crate::model::decimal::Decimal;
use crate::model::derived::{self, Formula};
use crate::model::money::{MoneyUnit, Yen};
use crate::model::recipients::RecipientEntry;
use crate::render::amounts::exact_million;
use crate::render::context::{Context, plain, prose};
use crate::render::data::{CellData, Derivation, Figured, typed};
use crate::render::entity::with_charts;
use crate::render::tables::{self, Legend};
use crate::render::view::*;
use crate::render::{lists, paging};

pub(super) fn list(cx: &Context<'_>, number: usize) -> Body {
    let entries = cx.edition.recipients();
    let shown = paging::range(number, entries.len());
    let mut sorted: Vec<(&String, &RecipientEntry<'_>)> = entries.iter().collect();
    sorted.sort_by_cached_key(|(key, entry)| (std::cmp::Reverse(entry.total()), (*key).clone()));
    let sorted = sorted.into_iter().skip(shown.start).take(shown.len());
    let rows = sorted.map(|(key, entry)| {
        let blocks = entry.rows.iter().map(|(_, list, row)| list.place(row));
        // A recipient without a number has one row.
        let row = entry.rows.first();
        let number = row.map_or_else(CellView::default, |(_, _, row)| {
            lists::corporate_number(cx, row)
        });
        let cells = vec![
            number,
            total_cell(cx, entry),
            lists::cell(&cx.messages.list(blocks)),
        ];
        let mut row = lists::row(&entry.name, cells);
        row.url = cx.url(&format!("{}/recipients/{key}/", cx.edition.year));
        row.data.id = key.clone();
        tables::sourced(cx, row, entry.rows.iter().map(|(_, _, row)| &row.citation))
    });
    let columns = vec![
        lists::numbers(cx, "head-corporate-number", ""),
        lists::numbers(cx, "head-total-million", "百万円"),
        lists::words(cx, "head-blocks"),
    ];
    let mut view = lists::table(
        "recipients",
        cx.t("table-recipient-totals"),
        lists::words(cx, "corner-recipient"),
        columns,
        rows.collect(),
    );
    view.sortable = true;
    // Blocks that pass money on are in the table, not in the chart: it has a table of its own.
    view.charts = cx.chart("recipients");
    let section = SectionView {
        id: "totals".into(),
        heading: cx.t("table-recipient-totals"),
        tables: vec![view],
        ..SectionView::default()
    };
    let body = TablesBody {
        heading: cx.t("nav-recipients"),
        label: cx.short_title(),
        intro_html: prose(&cx.t("recipients-intro")),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections: std::iter::once(section)
            .chain(block_section(cx).filter(|_| number == 1))
            .collect(),
        findings: Vec::new(),
    };
    let folder = format!("{}/recipients/", cx.edition.year);
    let paging = paging::paging(cx, &folder, number, entries.len());
    page(cx, body, &cx.t("nav-recipients")).paged(paging)
}

/// What an organisation received according to all lists.
fn total_cell(cx: &Context<'_>, entry: &RecipientEntry<'_>) -> CellView {
    let total = entry.total();
    let amounts = entry.rows.iter().filter_map(|(_, _, row)| {
        let yen = row.amount.quantity()?.yen()?;
        exact_million(Yen(yen))
    });
    let figured = total.and_then(|yen| {
        let derivation = Derivation {
            formula: Formula::Sum.key(),
            inputs: amounts.collect(),
        };
        let figured = Figured::computed(exact_million(yen)?, "百万円", derivation);
        Some(Figured {
            yen: Some(yen.0),
            ..figured
        })
    });
    CellView {
        text: total.map(|yen| million(cx, yen)).unwrap_or_default(),
        status: "derived".into(),
        value: total.map(|yen| yen.0.to_string()).unwrap_or_default(),
        note: cx.t("formula-recipient-total"),
        data: figured.map(CellData::figure).unwrap_or_default(),
        ..CellView::default()
    }
}

/// Review sheets whose blocks stand side by side: more are read on their own pages.
const SHEETS: usize = 24;

/// How the money of each block is spread over its recipients, and how they were chosen: one table a review sheet.
fn block_section(cx: &Context<'_>) -> Option<SectionView> {
    let sheets = cx
        .edition
        .reviews
        .values()
        .filter(|review| !review.recipients.is_empty())
        .take(SHEETS);
    let tables: Vec<TableView> = sheets.map(|review| block_table(cx, review)).collect();
    (!tables.is_empty()).then(|| SectionView {
        id: "blocks".into(),
        heading: cx.t("section-blocks"),
        tables,
        ..SectionView::default()
    })
}

fn block_table(cx: &Context<'_>, review: &Review) -> TableView {
    let mut legend = Legend::default();
    let rows = review
        .recipients
        .iter()
        .map(|list| block_row(cx, review, list, &mut legend))
        .collect();
    let keys = [
        "head-block-amount",
        "head-listed",
        "head-listed-share",
        "head-largest-share",
        "head-listed-count",
        "head-single-bid",
        "head-negotiated",
    ];
    let unit = review
        .recipients
        .first()
        .map_or("", |list| list.unit.label());
    let columns = keys.map(|key| lists::numbers(cx, key, "")).into();
    let caption = cx.say(
        "table-blocks",
        &[("name", &cx.name(&review.common)), ("unit", &cx.unit(unit))],
    );
    let mut view = lists::table(
        &format!("{}-blocks", review.common.id()),
        caption,
        lists::words(cx, "corner-block"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    view
}

fn block_row(
    cx: &Context<'_>,
    review: &Review,
    list: &RecipientList,
    legend: &mut Legend,
) -> RowView {
    let block = review
        .flow
        .iter()
        .flat_map(|flow| &flow.blocks)
        .find(|block| block.id.eq_ignore_ascii_case(&list.block));
    let amounts: Option<Vec<Decimal>> = list.rows.iter().map(|row| row.amount.printed()).collect();
    let listed = amounts
        .as_ref()
        .and_then(|amounts| derived::sum(amounts.iter().copied()));
    let sum = listed.as_ref().map(|sum| sum.value);
    let share = |part: Option<Decimal>, whole: Option<Decimal>| {
        let share = derived::share(part?, whole?)?;
        let text = format::percent(cx.lang(), &share.value);
        Some((text, typed::computed(&share, "％")))
    };
    let counted = |count: usize| {
        let cell = lists::count(count);
        (cell.text, cell.data)
    };
    let first = amounts
        .as_ref()
        .and_then(|amounts| amounts.first().copied());
    let printed = block.and_then(|block| block.amount.printed());
    let single = list
        .rows
        .iter()
        .filter(|row| {
            row.bidders.as_ref().and_then(|bidders| bidders.printed()) == Some(Decimal::new(1, 0))
        })
        .count();
    let negotiated = list
        .rows
        .iter()
        .filter(|row| row.method.starts_with("随意契約"))
        .count();
    let cell = |found: Option<(String, CellData)>, formula: &str| {
        let note = found.as_ref().map(|_| cx.t(formula)).unwrap_or_default();
        let (text, data) = found.unwrap_or_default();
        CellView {
            note,
            text,
            status: "derived".into(),
            data,
            ..CellView::default()
        }
    };
    let derived = |found: Option<(String, Figured)>, formula: &str| {
        cell(
            found.map(|(text, figured)| (text, CellData::figure(figured))),
            formula,
        )
    };
    let unit = list.unit.label();
    let listed = listed.map(|sum| {
        let text = format::grouped(cx.lang(), &sum.value);
        (text, typed::computed(&sum, unit))
    });
    let cells = vec![
        block
            .map(|block| tables::figure_cell(cx, &block.amount, String::new(), legend))
            .unwrap_or_default(),
        derived(listed, "formula-listed"),
        derived(share(sum, printed), "formula-listed-share"),
        derived(share(first, sum), "formula-largest-share"),
        lists::count(list.rows.len()),
        cell(Some(counted(single)), "formula-single-bid"),
        cell(Some(counted(negotiated)), "formula-negotiated"),
    ];
    let name = block.map_or("", |block| block.name.as_str());
    let mut row = lists::row(
        &cx.say("text-block", &[("id", &list.block), ("name", &plain(name))]),
        cells,
    );
    row.url = format!(
        "{}#recipients-{}",
        cx.entity_url(&review.common.key),
        list.block.to_ascii_lowercase()
    );
    row.data.id = list.block.to_ascii_lowercase();
    tables::sourced(cx, row, std::iter::once(&list.citation))
}

/// Yen in 百万円, as the lists print them.
fn million(cx: &Context<'_>, yen: Yen) -> String {
    yen.in_unit(MoneyUnit::MillionYen, 0)
        .map(|value| format::grouped(cx.lang(), &value))
        .unwrap_or_default()
}

pub(super) fn recipient(cx: &Context<'_>, key: &str) -> Body {
    let places = cx.plan.ground.recipient(cx.edition.year, key);
    let entry = places
        .and_then(|places| cx.edition.recipient(places))
        .expect("the page is planned only where there are rows");
    let mut legend = Legend::default();
    let rows: Vec<RowView> = entry
        .rows
        .iter()
        .map(|(review, list, recipient)| {
            let anchor = format!(
                "{}#recipients-{}",
                cx.entity_url(&review.common.key),
                list.block.to_ascii_lowercase()
            );
            let cells = vec![
                lists::cell(&list.place(recipient)),
                lists::cell(&recipient.work),
                tables::figure_cell(cx, &recipient.amount, String::new(), &mut legend),
                lists::cell(&recipient.method),
                tables::figure_or_none(
                    cx,
                    recipient.bidders.as_deref(),
                    String::new(),
                    &mut legend,
                ),
                tables::figure_or_none(
                    cx,
                    recipient.bid_rate.as_deref(),
                    String::new(),
                    &mut legend,
                ),
            ];
            let mut row = lists::row(&cx.name(&review.common), cells);
            row.url = anchor;
            row.data.id = format!("{}-{}", list.block.to_ascii_lowercase(), recipient.rank);
            row.data.about = Some(review.common.key.clone());
            tables::sourced(cx, row, std::iter::once(&recipient.citation))
        })
        .collect();
    let columns = vec![
        lists::words(cx, super::payees::place_heading(&entry.rows)),
        lists::words(cx, "head-work"),
        lists::numbers(cx, "head-amount-million", ""),
        lists::words(cx, "head-method"),
        lists::numbers(cx, "head-bidders", ""),
        lists::numbers(cx, "head-bid-rate", "％"),
    ];
    let mut view = lists::table(
        "payments",
        cx.t("table-recipient-rows"),
        lists::words(cx, "kind-review"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    let section = SectionView {
        id: "payments-section".into(),
        heading: cx.t("table-recipient-rows"),
        tables: vec![with_charts(cx, view, "payments")],
        ..SectionView::default()
    };
    let stats = entry.total().map(|yen| StatView {
        label: cx.t("stat-total"),
        value: format::money_headline(cx.lang(), yen),
        note: cx.t("recipient-total-note"),
        formula: Some(cx.t("formula-recipient-total")),
        url: "#payments".into(),
        cite: None,
    });
    let number = entry
        .corporate_number
        .map(|number| format!("{} {number}", cx.t("head-corporate-number")));
    let body = TablesBody {
        heading: plain(&entry.name),
        label: cx
            .messages
            .spaced(std::iter::once(cx.t("kind-recipient")).chain(number)),
        intro_html: String::new(),
        charts: cx.charts.apart(cx),
        stats: stats.into_iter().collect(),
        sections: vec![section],
        findings: Vec::new(),
    };
    page(
        cx,
        body,
        &cx.say("recipient-title", &[("name", &plain(&entry.name))]),
    )
}

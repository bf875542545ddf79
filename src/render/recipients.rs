//! Recipients of a block and their contracts → table views.

use super::audit;
use super::context::Context;
use super::lists::{cell, cited, corporate_number, link, numbers, row, table, words};
use super::tables::{Legend, figure_cell, figure_or_none};
use super::view::{ColumnView, RowView, TableView};
use crate::figures;
use crate::model::dataset::*;
use crate::model::recipients::recipient_key;

/// What some sources say about recipients and others do not: a column is shown where any row of the list needs it.
#[derive(Debug, Clone, Copy)]
struct Shown {
    address: bool,
    kind: bool,
    detail: bool,
}

impl Shown {
    fn of(list: &RecipientList) -> Shown {
        let detailed = |row: &Recipient| {
            row.method_detail.is_some()
                || row
                    .contracts
                    .iter()
                    .any(|contract| contract.method_detail.is_some())
        };
        Shown {
            address: list.rows.iter().any(|row| row.address.is_some()),
            kind: list.rows.iter().any(|row| row.corporate_kind.is_some()),
            detail: list.rows.iter().any(detailed),
        }
    }
}

/// Recipients of a block, each followed by its contracts. `prefix` is `recipients` or `contracts`.
pub(crate) fn recipients(
    cx: &Context<'_>,
    review: &Review,
    list: &RecipientList,
    prefix: &str,
) -> TableView {
    let id = format!("{prefix}-{}", list.block.to_ascii_lowercase());
    let mut legend = Legend::default();
    let shown = Shown::of(list);
    let mut rows = Vec::new();
    for recipient in &list.rows {
        rows.push(payee(
            cx,
            review,
            (list, prefix),
            (recipient, shown),
            &mut legend,
        ));
        for (index, contract) in recipient.contracts.iter().enumerate() {
            let place = (recipient.rank, index + 1);
            rows.push(self::contract(
                cx,
                (list, prefix),
                place,
                (contract, shown),
                &mut legend,
            ));
        }
    }
    let key = match (prefix, list.is_ranked) {
        ("recipients", true) => "table-recipients",
        ("recipients", false) => "table-payees",
        (_, true) => "table-contracts",
        (_, false) => "table-multi-year-contracts",
    };
    let unit = cx.unit(list.unit.label());
    let caption = cx.say(key, &[("block", &list.block), ("unit", &unit)]);
    let corner = words(
        cx,
        if list.is_ranked {
            "corner-rank"
        } else {
            "corner-order"
        },
    );
    let mut view = table(&id, caption, corner, columns(cx, list, shown), rows);
    let is_flat = list.rows.iter().all(|row| row.contracts.is_empty());
    view.sortable = is_flat && list.rows.len() > 1;
    view.legend = legend.lines(cx);
    view
}

fn columns(cx: &Context<'_>, list: &RecipientList, shown: Shown) -> Vec<ColumnView> {
    let mut columns = vec![
        words(cx, "head-name"),
        numbers(cx, "head-corporate-number", ""),
    ];
    columns.extend(shown.address.then(|| words(cx, "head-address")));
    columns.extend(shown.kind.then(|| words(cx, "head-corporate-kind")));
    columns.push(words(cx, "head-work"));
    columns.push(numbers(cx, "head-amount", list.unit.label()));
    columns.push(words(cx, "head-method"));
    columns.extend(shown.detail.then(|| words(cx, "head-method-detail")));
    columns.push(numbers(cx, "head-bidders", ""));
    columns.push(numbers(cx, "head-bid-rate", "％"));
    columns.push(words(cx, "head-reason"));
    columns
}

fn payee(
    cx: &Context<'_>,
    review: &Review,
    (list, prefix): (&RecipientList, &str),
    (recipient, shown): (&Recipient, Shown),
    legend: &mut Legend,
) -> RowView {
    let key = recipient_key(review, list, recipient);
    let url = cx.recipient_url(&key);
    let anchor =
        |column: &str| figures::recipient_anchor(prefix, &list.block, recipient.rank, column);
    // Contracts over several years are not what pages of recipients add up.
    let name = match (url, prefix) {
        (Some(url), "recipients") if !recipient.is_rest => link(&recipient.name, url),
        _ => cell(&recipient.name),
    };
    let name = audit::badge_of(cx, &anchor("name"), name);
    let kind = recipient
        .corporate_kind
        .map(|kind| cx.t(&format!("corporate-kind-{}", kind.code())));
    let mut cells = vec![name, corporate_number(cx, recipient)];
    if shown.address {
        cells.push(cell(recipient.address.as_deref().unwrap_or("")));
    }
    if shown.kind {
        cells.push(cell(&kind.unwrap_or_default()));
    }
    let mut work = cell(&recipient.work);
    if recipient.has_other_contracts {
        work.marks.push(cx.t("mark-other-contracts"));
    }
    cells.push(work);
    cells.push(figure_cell(cx, &recipient.amount, anchor("amount"), legend));
    cells.push(cell(&recipient.method));
    if shown.detail {
        cells.push(cell(recipient.method_detail.as_deref().unwrap_or("")));
    }
    let bidders = recipient.bidders.as_deref();
    cells.push(figure_or_none(cx, bidders, anchor("bidders"), legend));
    let bid_rate = recipient.bid_rate.as_deref();
    cells.push(figure_or_none(cx, bid_rate, anchor("rate"), legend));
    cells.push(cell(recipient.reason.as_deref().unwrap_or("")));
    let view = row(&recipient.rank.to_string(), cells);
    cited(cx, &recipient.citation, recipient.inferred.as_ref(), view)
}

fn contract(
    cx: &Context<'_>,
    (list, prefix): (&RecipientList, &str),
    place: (u32, usize),
    (contract, shown): (&Contract, Shown),
    legend: &mut Legend,
) -> RowView {
    let anchor = |column: &str| figures::contract_anchor(prefix, &list.block, place, column);
    let blank = |shown: bool| shown.then(|| cell(""));
    let mut work = cell(&contract.work);
    if contract.is_rest {
        work.marks.push(cx.t("mark-other-contracts"));
    }
    let mut cells = vec![cell(""), cell("")];
    cells.extend(blank(shown.address));
    cells.extend(blank(shown.kind));
    cells.push(work);
    cells.push(figure_cell(cx, &contract.amount, anchor("amount"), legend));
    cells.push(cell(contract.method.as_deref().unwrap_or("")));
    if shown.detail {
        cells.push(cell(contract.method_detail.as_deref().unwrap_or("")));
    }
    let bidders = contract.bidders.as_deref();
    cells.push(figure_or_none(cx, bidders, anchor("bidders"), legend));
    let bid_rate = contract.bid_rate.as_deref();
    cells.push(figure_or_none(cx, bid_rate, anchor("rate"), legend));
    cells.push(cell(contract.reason.as_deref().unwrap_or("")));
    let (rank, number) = place;
    let mut view = row(&format!("{rank}-{number}"), cells);
    view.level = 1;
    cited(cx, &contract.citation, None, view)
}

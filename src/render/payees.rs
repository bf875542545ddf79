//! Payees of imported review sheets (支出先) → views: block → payee → contracts, with sums of one level only.
//!
//! Real sheets have up to thousands of rows. A page shows the first of each block, folds large blocks, and says how many more
//! its CSV has; the tables of all rows are made for the data files alone.

use std::cmp::Reverse;

use super::audit;
use super::caps;
use super::context::{Context, plain};
use super::paging::grouped;
use super::tables::{Legend, figure_cell, figure_or_none};
use super::view::{CellView, PayeeBlockView, PayeeView};
use crate::figures;
use crate::format;
use crate::model::dataset::{Contract, Recipient, RecipientList, Review};
use crate::model::payees::route;
use crate::model::quantity::Quantity;
use crate::model::recipients::recipient_key;
use crate::model::table::Figure;

/// Rows of payees and contracts that a page shows in full.
const ROWS: usize = 60;
/// Rows up to which a block is open at first.
const OPEN: usize = 24;
/// Payees and contracts of each block that a page shows of a large sheet, at least and at most.
const LEAST: usize = 2;
const MOST: usize = 20;
/// Contracts of each payee that a page shows of a large sheet.
const CONTRACTS: usize = 3;

/// How much of each block a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    payees: usize,
    contracts: usize,
}

impl Shown {
    /// Everything of small sheets; of larger ones the fewer of each block the more blocks there are.
    fn of(review: &Review, prefix: &str) -> Shown {
        let lists = lists(review, prefix);
        let rows: usize = lists.iter().map(rows).sum();
        if rows <= ROWS {
            return Shown {
                payees: ROWS,
                contracts: ROWS,
            };
        }
        Shown {
            payees: (ROWS / 2 / lists.len().max(1)).clamp(LEAST, MOST),
            contracts: CONTRACTS,
        }
    }
}

fn lists<'a>(review: &'a Review, prefix: &str) -> &'a [RecipientList] {
    match prefix {
        "recipients" => &review.recipients,
        _ => &review.multi_year_contracts,
    }
}

/// Payees and contracts of a list.
fn rows(list: &RecipientList) -> usize {
    list.rows.iter().map(|row| 1 + row.contracts.len()).sum()
}

/// The anchor that the page of a review sheet has in place of that of a payee or contract it does not show.
pub(crate) fn shown_anchor(review: &Review, anchor: &str) -> Option<String> {
    let (prefix, rest) = anchor.split_once('-')?;
    let is_list = matches!(prefix, "recipients" | "contracts");
    if !is_list {
        return None;
    }
    let mut parts = rest.split('-');
    let block = parts.next()?;
    let rank: u32 = parts.next()?.parse().ok()?;
    let contract = parts
        .next()
        .and_then(|part| part.strip_prefix('c')?.parse().ok());
    let shown = Shown::of(review, prefix);
    let mut lists = lists(review, prefix).iter();
    let list = lists.find(|list| list.block.eq_ignore_ascii_case(block))?;
    let own = place(list, list.rows.iter().find(|row| row.rank == rank)?);
    let before = list.rows.iter().filter(|row| place(list, row) < own);
    let is_hidden =
        before.count() >= shown.payees && !own.0 || contract.unwrap_or(0) > shown.contracts;
    is_hidden.then(|| format!("{prefix}-{block}"))
}

/// Where a payee stands on the page: those with the largest amounts first, and the row of all others last. Lists with printed
/// ranks keep their order; in data of the RS system names stand in the order of their characters.
fn place(list: &RecipientList, row: &Recipient) -> (bool, Reverse<i64>, u32) {
    let amount = row.amount.quantity().and_then(Quantity::yen);
    match list.is_ranked {
        true => (false, Reverse(0), row.rank),
        false => (row.is_rest, Reverse(amount.unwrap_or(i64::MIN)), row.rank),
    }
}

fn in_order(list: &RecipientList) -> Vec<&Recipient> {
    let mut rows: Vec<&Recipient> = list.rows.iter().collect();
    rows.sort_by_key(|row| place(list, row));
    rows
}

/// The blocks of a sheet. `prefix` is `recipients` or `contracts`.
pub(crate) fn blocks(cx: &Context<'_>, review: &Review, prefix: &str) -> Vec<PayeeBlockView> {
    if !caps::is_cut(review) {
        return Vec::new();
    }
    let shown = Shown::of(review, prefix);
    let lists = lists(review, prefix).iter();
    lists
        .map(|list| block(cx, review, (list, prefix), shown))
        .collect()
}

fn block(
    cx: &Context<'_>,
    review: &Review,
    (list, prefix): (&RecipientList, &str),
    shown: Shown,
) -> PayeeBlockView {
    let blocks = review.flow.iter().flat_map(|flow| &flow.blocks);
    let about = blocks
        .filter(|_| prefix == "recipients")
        .find(|block| block.id.eq_ignore_ascii_case(&list.block));
    let name = about.map_or("", |block| block.name.as_str());
    let heading = cx.say("text-block", &[("id", &list.block), ("name", &plain(name))]);
    let money = about.map(|block| amount(cx, &block.amount, String::new()));
    let rows = in_order(list);
    let count = rows.len();
    let is_shown = |at: usize, row: &Recipient| at < shown.payees || place(list, row).0;
    let numbered = rows.iter().enumerate();
    let rows: Vec<&Recipient> = numbered
        .filter(|(at, row)| is_shown(*at, row))
        .map(|(_, row)| *row)
        .collect();
    let left_out = match rows.len() < count {
        true => left_out(cx, list, (shown.payees, count)),
        false => String::new(),
    };
    // Without a fund flow nothing is said about the way of the money.
    let has_route = prefix == "recipients" && review.flow.is_some();
    let route = has_route.then(|| route(review, list).key());
    PayeeBlockView {
        id: format!("{prefix}-{}", list.block.to_ascii_lowercase()),
        heading: plain(&heading),
        amount: money
            .filter(|cell| !cell.value.is_empty())
            .unwrap_or_default(),
        route: route
            .map(|key| cx.t(&format!("route-{key}")))
            .unwrap_or_default(),
        way: route.unwrap_or_default().to_owned(),
        role: about
            .and_then(|block| block.role.as_deref())
            .map(plain)
            .unwrap_or_default(),
        count: counted(cx, list),
        open: self::rows(list) <= OPEN,
        payees: rows
            .into_iter()
            .map(|row| payee(cx, review, (list, prefix), row, shown))
            .collect(),
        left_out,
    }
}

/// How many rows of a list the page shows; the row of all others (その他) stands below the largest.
fn left_out(cx: &Context<'_>, list: &RecipientList, (shown, all): (usize, usize)) -> String {
    let numbers = [grouped(shown), grouped(all)];
    let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
    let has_rest = list.rows.iter().any(|row| row.is_rest);
    let key = match (list.is_ranked, has_rest) {
        (true, _) => "payees-left-out",
        (false, true) => "payees-largest-rest",
        (false, false) => "payees-largest",
    };
    cx.say(key, &arguments)
}

/// How many payees are listed. The row that stands for all others (その他支出先) is none.
fn counted(cx: &Context<'_>, list: &RecipientList) -> String {
    let named = list.rows.iter().filter(|row| !row.is_rest).count();
    let named = cx.say("count-orgs", &[("n", &grouped(named))]);
    let named = match list.rows.iter().any(|row| row.is_rest) {
        true => cx.say("count-orgs-rest", &[("named", &named)]),
        false => named,
    };
    cx.say("count-listed", &[("count", &named)])
}

/// A figure with its unit, and a badge where it takes part in a relation that does not hold.
fn amount(cx: &Context<'_>, figure: &Figure, anchor: String) -> CellView {
    let mut cell = figure_cell(cx, figure, anchor, &mut Legend::default());
    if let Some(quantity) = figure.quantity() {
        cell.text = format::with_unit(cx.lang(), &cell.text, quantity.unit());
    }
    cell
}

/// Bidders and bid rate, where the source has them.
fn optional(cx: &Context<'_>, figure: Option<&Figure>, anchor: String) -> CellView {
    let known = figure.filter(|figure| figure.quantity().is_some());
    let mut cell = figure_or_none(cx, known, anchor, &mut Legend::default());
    if let Some(quantity) = known.and_then(|figure| figure.quantity()) {
        cell.text = format::with_unit(cx.lang(), &cell.text, quantity.unit());
    }
    cell
}

fn joined(cx: &Context<'_>, parts: &[Option<&str>]) -> String {
    let parts = parts.iter().flatten().map(|part| plain(part));
    cx.messages.spaced(parts.filter(|part| !part.is_empty()))
}

fn payee(
    cx: &Context<'_>,
    review: &Review,
    (list, prefix): (&RecipientList, &str),
    row: &Recipient,
    shown: Shown,
) -> PayeeView {
    let anchor = |column: &str| figures::recipient_anchor(prefix, &list.block, row.rank, column);
    let number = row.corporate_number.as_ref().map(|number| number.as_str());
    let kind = row
        .corporate_kind
        .map(|kind| cx.t(&format!("corporate-kind-{}", kind.code())));
    let url = cx
        .recipient_url(&recipient_key(review, list, row))
        .filter(|_| prefix == "recipients" && !row.is_rest);
    let contracts = row.contracts.iter().enumerate().take(shown.contracts);
    let contracts =
        contracts.map(|(index, one)| contract(cx, (list, prefix), (row.rank, index + 1), one));
    let left = row.contracts.len().saturating_sub(shown.contracts);
    let left_out = match left {
        0 => String::new(),
        left => cx.say("contracts-left-out", &[("n", &grouped(left))]),
    };
    let marked = audit::badge_of(cx, &anchor("name"), CellView::default());
    PayeeView {
        name: plain(&row.name),
        is_rest: row.is_rest && !list.is_ranked,
        url: url.unwrap_or_default(),
        check: marked.check,
        check_url: marked.check_url,
        about: joined(cx, &[number, kind.as_deref(), row.address.as_deref()]),
        work: plain(&row.work),
        terms: joined(cx, &[Some(&row.method), row.method_detail.as_deref()]),
        amount: amount(cx, &row.amount, anchor("amount")),
        bidders: optional(cx, row.bidders.as_deref(), anchor("bidders")),
        bid_rate: optional(cx, row.bid_rate.as_deref(), anchor("rate")),
        reason: row.reason.as_deref().map(plain).unwrap_or_default(),
        mark: match row.has_other_contracts {
            true => cx.t("mark-other-contracts"),
            false => String::new(),
        },
        cite: cx.cite(&row.citation),
        has_one: matches!(&row.contracts[..], [one] if one.amount.reading == row.amount.reading),
        contracts: contracts.collect(),
        left_out,
    }
}

fn contract(
    cx: &Context<'_>,
    (list, prefix): (&RecipientList, &str),
    place: (u32, usize),
    one: &Contract,
) -> PayeeView {
    let anchor = |column: &str| figures::contract_anchor(prefix, &list.block, place, column);
    PayeeView {
        name: String::new(),
        is_rest: false,
        url: String::new(),
        check: String::new(),
        check_url: String::new(),
        about: String::new(),
        work: plain(&one.work),
        terms: joined(cx, &[one.method.as_deref(), one.method_detail.as_deref()]),
        amount: amount(cx, &one.amount, anchor("amount")),
        bidders: optional(cx, one.bidders.as_deref(), anchor("bidders")),
        bid_rate: optional(cx, one.bid_rate.as_deref(), anchor("rate")),
        reason: one.reason.as_deref().map(plain).unwrap_or_default(),
        mark: match one.is_rest {
            true => cx.t("mark-other-contracts"),
            false => String::new(),
        },
        cite: cx.cite(&one.citation),
        has_one: false,
        contracts: Vec::new(),
        left_out: String::new(),
    }
}

//! How much of its long tables the page of an imported review sheet shows. The data files hold every row, and the page says
//! how many it leaves out: real sheets have hundreds of line items, cost items and contracts.

use super::context::Context;
use super::paging::grouped;
use super::view::{LogicView, TableView};
use super::{payees, payments};
use crate::figures;
use crate::format;
use crate::model::dataset::{Common, CostList, Edition, Review};
use crate::model::table::{RowItem, Table};

/// Line items of the sheet year; those of earlier years are in the data alone.
const LINE_ITEMS: usize = 20;
/// Rows of all tables of cost items together.
const COSTS: usize = 20;
/// Rows of policies, of laws, of plans and of subsidies.
pub(crate) const BASES: usize = 20;
/// Entries of the nested list of a logic model.
const LOGIC: usize = 30;

/// True for sheets of the whole government, whose long tables are cut.
pub(crate) fn is_cut(review: &Review) -> bool {
    review.organisation.is_some()
}

/// True on the page of such a sheet.
pub(crate) fn is_cut_page(cx: &Context<'_>) -> bool {
    let id = cx.entity.and_then(|entity| entity.strip_prefix("reviews/"));
    let review = id.and_then(|id| cx.edition.reviews.get(id));
    review.is_some_and(|review| is_cut(review))
}

/// The table with its first rows on the page and the others in its data alone, and with a sentence that says so.
pub(crate) fn cut(cx: &Context<'_>, mut table: TableView, most: usize) -> TableView {
    let all = table.rows.len();
    if all <= most {
        return table;
    }
    let (shown, all) = (grouped(most), grouped(all));
    let arguments = [("shown", shown.as_str()), ("all", &all)];
    table.left_out = match most {
        0 => cx.say("rows-in-data", &arguments),
        _ => cx.say("rows-left-out", &arguments),
    };
    table.more_rows = table.rows.split_off(most);
    if most == 0 {
        table.legend.clear();
    }
    // Remarks are those of the rows that are shown.
    table.measured()
}

/// Rows that the page shows of a table of budgets.
fn budget_rows(edition: &Edition, table: &Table) -> usize {
    let is_items = table.item(RowItem::LineItem).is_some();
    let year = table.columns.first().and_then(|column| column.year);
    match (is_items, year == Some(edition.sheet_years().0)) {
        (false, _) => usize::MAX,
        (true, true) => LINE_ITEMS,
        // One row is shorter than the sentence that says where it is.
        (true, false) => match table.rows.len() {
            1 => 1,
            _ => 0,
        },
    }
}

/// True for tables of budgets that a chart of their own adds something to. On sheets whose tables are cut that is the first: accounts are
/// parts of it, requests stand in its chart, and what is asked for a line item often stands on another line.
pub(crate) fn draws(edition: &Edition, common: &Common, table: &Table) -> bool {
    let review = edition.reviews.get(common.id());
    let is_cut = review.is_some_and(|review| review.common.key == common.key && is_cut(review));
    let mut first = common.budgets.iter().take(1);
    !is_cut || first.any(|first| first.id == table.id)
}

/// Takes the change to the next year's request out of a table of line items, where it would read as cuts and rises: what is asked
/// for a line item often stands on another line (目未定経費).
fn without_change(mut table: TableView) -> TableView {
    for at in (0..table.columns.len()).rev() {
        if table.columns[at].data.change_to.is_some() {
            table.columns.remove(at);
            table
                .rows
                .iter_mut()
                .for_each(|row| drop(row.cells.remove(at)));
        }
    }
    table.measured()
}

/// Takes the sign of negative values out of the legend where no cell on the page has it any more.
fn explain_shown(cx: &Context<'_>, table: &mut TableView) {
    let negative = format::negative(cx.lang());
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let mut texts = cells.map(|cell| &cell.text);
    if !texts.any(|text| text.contains(negative)) {
        table.legend.retain(|line| line.mark != negative);
    }
}

/// The tables of budgets as the page shows them.
pub(crate) fn budgets(cx: &Context<'_>, review: &Review, views: Vec<TableView>) -> Vec<TableView> {
    if !is_cut(review) {
        return views;
    }
    let tables = &review.common.budgets;
    let most = |view: &TableView| {
        let table = tables.iter().find(|table| table.id == view.id);
        table.map_or(usize::MAX, |table| budget_rows(cx.edition, table))
    };
    let views = views.into_iter();
    views
        .map(|view| {
            let most = most(&view);
            let view = match most {
                usize::MAX => view,
                _ => without_change(view),
            };
            let mut view = cut(cx, view, most);
            explain_shown(cx, &mut view);
            group(&mut view);
            cite_columns(cx, &mut view);
            view
        })
        .collect()
}

/// What stands between the parts of a line item in its row heading.
const BETWEEN: char = '／';

/// Says what consecutive line items have in common once, above them: all but the last part of their headings.
fn group(table: &mut TableView) {
    let split = |label: &str| {
        let (group, own) = label.rsplit_once(BETWEEN)?;
        (!group.is_empty() && !own.is_empty()).then(|| (group.to_owned(), own.to_owned()))
    };
    let parts: Option<Vec<_>> = table.rows.iter().map(|row| split(&row.label)).collect();
    let Some(parts) = parts.filter(|_| table.rows.len() > 1) else {
        return;
    };
    let mut open = String::new();
    for (row, (group, own)) in table.rows.iter_mut().zip(parts) {
        if group != open {
            open.clone_from(&group);
            row.group = group.replace(BETWEEN, " ／ ");
        }
        row.own_label = own;
    }
}

/// Names the sources below the columns where all figures of a column stand in the same place: files of official data have a line
/// a year.
fn cite_columns(cx: &Context<'_>, table: &mut TableView) {
    if !table.has_sources || table.rows.len() < 2 {
        return;
    }
    let mut columns = Vec::new();
    for at in 0..table.columns.len() {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let mut places: Vec<_> = cells.filter_map(|cell| cell.data.place.clone()).collect();
        places.dedup();
        if places.len() > 1 {
            return;
        }
        let cites = places.iter().filter_map(|place| cx.cite(&place.citation));
        columns.push(cites.collect());
    }
    table.column_cites = columns;
    table.has_sources = false;
    for row in &mut table.rows {
        row.cites.clear();
        row.cells.iter_mut().for_each(|cell| cell.cite_number = 0);
    }
}

/// Rows that the page shows of each table of cost items, in their order; 0 where the table is not on the page.
fn cost_rows(review: &Review) -> Vec<usize> {
    let mut left = match is_cut(review) {
        true => COSTS,
        false => usize::MAX,
    };
    let lists = review.cost_items.iter();
    lists
        .map(|list| {
            let shown = rows_of(list).min(left);
            left -= shown;
            shown
        })
        .collect()
}

fn rows_of(list: &CostList) -> usize {
    list.items.len() + usize::from(list.total.is_some())
}

/// Tables of cost items: those that the page shows, the others, and how many it shows of how many.
pub(crate) fn costs(cx: &Context<'_>, review: &Review) -> (Vec<TableView>, Vec<TableView>, String) {
    let (mut shown, mut more) = (Vec::new(), Vec::new());
    for (list, most) in review.cost_items.iter().zip(cost_rows(review)) {
        let table = payments::costs(cx, list);
        match most {
            0 if rows_of(list) > 0 => more.push(table),
            most => shown.push(cut(cx, table, most)),
        }
    }
    let mut left_out = String::new();
    if !more.is_empty() {
        let numbers = [grouped(shown.len()), grouped(shown.len() + more.len())];
        let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
        left_out = cx.say("tables-left-out", &arguments);
    }
    (shown, more, left_out)
}

/// The entries of a logic model that the page shows, and how many that are of how many.
pub(crate) fn logic(cx: &Context<'_>, mut list: Vec<LogicView>) -> (Vec<LogicView>, String) {
    let all = list.len();
    if all <= LOGIC {
        return (list, String::new());
    }
    list.truncate(LOGIC);
    let numbers = [grouped(LOGIC), grouped(all)];
    let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
    (list, cx.say("entries-left-out", &arguments))
}

/// `#` with the anchor that the page of an entity has for a figure; empty for none.
pub(crate) fn fragment(edition: &Edition, entity: &str, anchor: &str) -> String {
    if anchor.is_empty() {
        return String::new();
    }
    let id = entity.strip_prefix("reviews/");
    let review = id.and_then(|id| edition.reviews.get(id));
    let shown = review.and_then(|review| shown_anchor(edition, review, anchor));
    format!("#{}", shown.as_deref().unwrap_or(anchor))
}

/// The anchor that the page of a review sheet has in place of that of a figure it does not show.
fn shown_anchor(edition: &Edition, review: &Review, anchor: &str) -> Option<String> {
    if !is_cut(review) {
        return None;
    }
    payees::shown_anchor(review, anchor)
        .or_else(|| hidden_budget(edition, review, anchor))
        .or_else(|| hidden_cost(review, anchor))
}

fn hidden_budget(edition: &Edition, review: &Review, anchor: &str) -> Option<String> {
    let mut tables = review.common.budgets.iter();
    let table = tables.find(|table| {
        let mut hidden = table.rows.iter().skip(budget_rows(edition, table));
        let columns = 0..table.columns.len();
        let is_here = |at, key| figures::anchor(table, at, key) == anchor;
        hidden.any(|row| columns.clone().any(|at| is_here(at, &row.key)))
    });
    table.map(|table| table.id.clone())
}

fn hidden_cost(review: &Review, anchor: &str) -> Option<String> {
    let lists = review.cost_items.iter().zip(cost_rows(review));
    for (list, shown) in lists {
        let rows = (shown + 1..=list.items.len()).map(|row| row.to_string());
        let total = list.total.iter().filter(|_| shown < rows_of(list));
        let mut hidden = rows.chain(total.map(|_| "total".to_owned()));
        if hidden.any(|row| figures::cost_anchor(&list.id, &row) == anchor) {
            return Some(match shown {
                0 => "section-costs".to_owned(),
                _ => format!("costs-{}", list.id),
            });
        }
    }
    None
}

//! Where the money goes → table views: fund flow, cost items, recipients, programmes of a portfolio.

use super::context::{Context, plain};
use super::data::{Also, AlsoValue, CellData};
use super::flow_list::is_letter;
use super::lists::{cell, cited, notes, numbers, row, table, words};
use super::tables::{Legend, figure_cell, sourced};
use super::view::{CellView, RowView, TableView};
use crate::figures;
use crate::model::dataset::*;
use crate::model::table::Figure;

/// Blocks of the fund flow.
pub(crate) fn flow(cx: &Context<'_>, flow: &Flow) -> TableView {
    let mut legend = Legend::default();
    let rows = flow
        .blocks
        .iter()
        .map(|block| flow_row(cx, flow, block, &mut legend))
        .collect();
    let columns = vec![
        words(cx, "head-name"),
        numbers(cx, "head-amount-unit", flow.unit.label()),
        words(cx, "head-count"),
        words(cx, "head-from"),
        words(cx, "head-does"),
        words(cx, "head-retained"),
    ];
    let year = flow.year.long(cx.lang());
    let caption = cx.say(
        "table-flow",
        &[("year", &year), ("unit", &cx.unit(flow.unit.label()))],
    );
    let mut view = table("flow", caption, words(cx, "corner-block"), columns, rows);
    view.legend = legend.lines(cx);
    view.notes = notes(cx, &flow.notes);
    view
}

fn flow_row(cx: &Context<'_>, flow: &Flow, block: &FlowBlock, legend: &mut Legend) -> RowView {
    let letter = |id: &str| {
        if is_letter(id) {
            id.to_uppercase()
        } else {
            String::new()
        }
    };
    let name = |id: &str| {
        let block = flow.blocks.iter().find(|block| block.id == id);
        format!(
            "{} {}",
            letter(id),
            block.map_or(id, |block| block.name.as_str())
        )
        .trim()
        .to_owned()
    };
    let from = flow
        .links
        .iter()
        .filter(|link| link.to == block.id)
        .map(|link| {
            let method = link.method.as_deref().map_or_else(String::new, |method| {
                // Some methods are printed with brackets of their own.
                if method.contains('【') {
                    format!(" {method}")
                } else {
                    format!("【{method}】")
                }
            });
            format!("{}{method}", name(&link.from))
        });
    let from = cx.messages.list(from);
    let inferred = flow
        .links
        .iter()
        .filter(|link| link.to == block.id)
        .find_map(|link| link.inferred.as_deref());
    let retained = block.retained.iter().map(|(label, figure)| {
        let amount = figure
            .quantity()
            .map(|quantity| crate::format::quantity(cx.lang(), quantity))
            .unwrap_or_default();
        format!("{label} {amount}")
    });
    let anchor = figures::block_anchor(&block.id, "amount");
    let kept_id = match block.retained.is_empty() {
        true => String::new(),
        false => figures::block_anchor(&block.id, "retained"),
    };
    let mut origin = cell(&from);
    if let Some(reason) = inferred {
        origin.marks.push(cx.t("mark-inferred"));
        origin.note = plain(reason);
    }
    let cells = vec![
        cell(&block.name),
        figure_cell(cx, &block.amount, anchor, legend),
        cell(block.count.as_deref().unwrap_or("")),
        origin,
        cell(block.role.as_deref().unwrap_or("")),
        CellView {
            id: kept_id,
            data: CellData {
                also: block.retained.iter().filter_map(kept).collect(),
                ..CellData::default()
            },
            ..cell(&retained.collect::<Vec<_>>().join("、"))
        },
    ];
    let label = letter(&block.id);
    let mut view = row(
        if label.is_empty() {
            &block.name
        } else {
            &label
        },
        cells,
    );
    let links = flow.links.iter().filter(|link| link.to == block.id);
    let citations = [&block.citation, &block.amount.citation]
        .into_iter()
        .chain(block.retained.iter().map(|(_, f)| &f.citation))
        .chain(links.map(|link| &link.citation));
    view.data.id = block.id.clone();
    sourced(cx, view, citations)
}

/// An amount that stays in a block, for data files.
fn kept((label, figure): &(String, Figure)) -> Option<Also> {
    let quantity = figure.quantity()?;
    Some(Also {
        key: "retained",
        label: plain(label),
        value: AlsoValue::Number(quantity.printed(), quantity.unit().to_owned()),
    })
}

/// Cost items of a block.
pub(crate) fn costs(cx: &Context<'_>, list: &CostList) -> TableView {
    let id = format!("costs-{}", list.id);
    let mut legend = Legend::default();
    let mut rows: Vec<RowView> = list
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let amount = figure_cell(
                cx,
                &item.amount,
                figures::cost_anchor(&list.id, &(index + 1).to_string()),
                &mut legend,
            );
            cited(
                cx,
                &item.amount.citation,
                None,
                row(&item.item, vec![cell(&item.usage), amount]),
            )
        })
        .collect();
    if let Some(total) = &list.total {
        let amount = figure_cell(
            cx,
            total,
            figures::cost_anchor(&list.id, "total"),
            &mut legend,
        );
        let mut view = cited(
            cx,
            &total.citation,
            None,
            row(&cx.t("item-total"), vec![cell(""), amount]),
        );
        view.total = true;
        rows.push(view);
    }
    let unit = &cx.unit(list.unit.label());
    let caption = match &list.recipient {
        _ if list.block.is_empty() => cx.say("table-indirect-costs", &[("unit", unit)]),
        Some(recipient) if list.contract.is_some() => cx.say(
            "table-costs-contract",
            &[
                ("block", &list.block),
                ("recipient", recipient),
                ("contract", list.contract.as_deref().unwrap_or_default()),
                ("unit", unit),
            ],
        ),
        Some(recipient) => cx.say(
            "table-costs",
            &[
                ("block", &list.block),
                ("recipient", recipient),
                ("unit", unit),
            ],
        ),
        None => cx.say(
            "table-costs-empty",
            &[("block", &list.block), ("unit", unit)],
        ),
    };
    let columns = vec![words(cx, "head-use"), numbers(cx, "head-amount-unit", unit)];
    let mut view = table(&id, caption, words(cx, "corner-cost"), columns, rows);
    view.legend = legend.lines(cx);
    view
}

/// Programmes of one printed group of a portfolio.
pub(crate) fn portfolio_group(cx: &Context<'_>, group: &PortfolioGroup) -> TableView {
    let mut legend = Legend::default();
    let mut rows: Vec<RowView> = group
        .programs
        .iter()
        .map(|program| {
            let anchor = figures::program_anchor(&program.id);
            let mut amount = figure_cell(cx, &program.amount, anchor, &mut legend);
            if program.in_house {
                amount.marks.insert(0, cx.t("item-in-house"));
            }
            let cells = vec![
                cell(&cx.messages.dotted(&program.ministries)),
                cell(program.text.as_deref().unwrap_or("")),
                amount,
            ];
            let mut view = row(program.name_in(cx.lang()), cells);
            view.url = program
                .about
                .as_deref()
                .map(|key| cx.entity_url(key))
                .unwrap_or_default();
            view.data.id = program.id.clone();
            view.data.about = program.about.clone();
            sourced(
                cx,
                view,
                [&program.citation, &program.amount.citation].into_iter(),
            )
        })
        .collect();
    if let Some(amount) = &group.amount {
        let cells = vec![
            cell(""),
            cell(""),
            figure_cell(cx, amount, figures::group_anchor(&group.id), &mut legend),
        ];
        let mut view = cited(cx, &amount.citation, None, row(&cx.t("item-total"), cells));
        view.total = true;
        rows.push(view);
    }
    let columns = vec![
        words(cx, "head-ministry"),
        words(cx, "head-summary"),
        numbers(cx, "head-amount-unit", group.unit.label()),
    ];
    let caption = cx.say(
        "table-portfolio",
        &[
            ("title", &plain(&group.title)),
            ("unit", &cx.unit(group.unit.label())),
        ],
    );
    let mut view = table(
        &format!("group-{}", group.id),
        caption,
        words(cx, "corner-program"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    view.scope = group.inferred.as_deref().map(plain);
    view
}

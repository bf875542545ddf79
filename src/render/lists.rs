//! Printed lists → table views: recipients, cost items, tasks, self-check, committee, means, flow.

use super::context::{Context, plain};
use super::tables::{Legend, cites, figure_cell};
use super::view::{CellView, ColumnView, RowView, TableView};
use crate::model::dataset::*;
use crate::model::recipients::recipient_key;
use crate::model::table::{Citation, Note};

/// A column of text.
pub(crate) fn words(label: String) -> ColumnView {
    ColumnView {
        label,
        ..ColumnView::default()
    }
}

/// A column of figures.
pub(crate) fn numbers(label: String) -> ColumnView {
    ColumnView {
        label,
        numeric: true,
        ..ColumnView::default()
    }
}

/// A cell of text.
pub(crate) fn cell(text: &str) -> CellView {
    CellView {
        text: plain(text),
        status: "text".into(),
        ..CellView::default()
    }
}

/// A cell of text that leads to a page.
pub(crate) fn link(text: &str, url: String) -> CellView {
    CellView { url, ..cell(text) }
}

/// A row of text cells.
pub(crate) fn row(label: &str, cells: Vec<CellView>) -> RowView {
    RowView {
        label: plain(label),
        url: String::new(),
        unit: String::new(),
        level: 0,
        derived: false,
        total: false,
        cells,
        cites: Vec::new(),
    }
}

/// A table of texts without figures.
pub(crate) fn table(
    id: &str,
    caption: String,
    corner: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
) -> TableView {
    let has_sources = rows.iter().any(|row| !row.cites.is_empty());
    TableView {
        id: id.to_owned(),
        caption,
        corner,
        numeric: columns.iter().any(|column| column.numeric),
        columns,
        rows,
        has_sources,
        ..TableView::default()
    }
    .measured()
}

fn cited(
    cx: &Context<'_>,
    citation: &Citation,
    inferred: Option<&String>,
    mut row: RowView,
) -> RowView {
    row.cites = cites(cx, std::iter::once(citation));
    if let (Some(reason), Some(last)) = (inferred, row.cells.last_mut()) {
        last.marks.push(cx.t("mark-inferred"));
        last.note = plain(reason);
    }
    row
}

/// A printed table of texts.
pub(crate) fn list(cx: &Context<'_>, list: &List) -> TableView {
    let rows = list.rows.iter().map(|item| {
        let (first, rest) = item
            .cells
            .split_first()
            .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        cited(
            cx,
            &item.citation,
            item.inferred.as_ref(),
            row(first, rest.iter().map(|text| cell(text)).collect()),
        )
    });
    let mut headings = list.columns.iter().map(|heading| plain(heading));
    let corner = headings.next().unwrap_or_default();
    let columns = headings.map(words).collect();
    let mut view = table(
        &list.id,
        plain(&list.title),
        corner,
        columns,
        rows.collect(),
    );
    view.notes = notes(cx, &list.notes);
    view
}

fn notes(cx: &Context<'_>, notes: &[Note]) -> Vec<super::view::TextView> {
    notes.iter().map(|note| cx.note(note)).collect()
}

/// Adopted tasks of one printed group.
pub(crate) fn tasks(cx: &Context<'_>, group: &TaskGroup) -> TableView {
    let rows = group.tasks.iter().map(|task| {
        let cells = [&task.area, &task.leader, &task.affiliation, &task.mark]
            .map(|text| cell(text.as_deref().unwrap_or("")));
        cited(cx, &task.citation, None, row(&task.title, cells.into()))
    });
    let columns = [
        "corner-area",
        "head-leader",
        "head-affiliation",
        "head-remark",
    ]
    .map(|key| words(cx.t(key)))
    .into();
    let mut view = table(
        &format!("tasks-{}", group.id),
        plain(&group.title),
        cx.t("head-title"),
        columns,
        rows.collect(),
    );
    view.sortable = group.tasks.len() > 5;
    view.notes = notes(cx, &group.notes);
    if let Some(count) = &group.printed_count {
        let mut note = cx.text(count, "");
        note.html = super::context::prose(&cx.say("printed-count", &[("text", &count.text)]));
        view.notes.insert(0, note);
    }
    view
}

/// Evaluations by fiscal year.
pub(crate) fn evaluations(cx: &Context<'_>, evaluations: &[Evaluation]) -> Option<TableView> {
    let rows: Vec<RowView> = evaluations
        .iter()
        .map(|evaluation| {
            let year = evaluation
                .year
                .map_or_else(|| cx.t("year-undecided"), |year| year.long());
            cited(
                cx,
                &evaluation.citation,
                evaluation.inferred.as_ref(),
                row(&year, vec![cell(&stages(cx, evaluation))]),
            )
        })
        .collect();
    let columns = vec![words(cx.t("head-stage"))];
    (!rows.is_empty()).then(|| {
        table(
            "evaluations",
            cx.t("table-evaluations"),
            cx.t("corner-year"),
            columns,
            rows,
        )
    })
}

/// The stages of an evaluation in words.
pub(crate) fn stages(cx: &Context<'_>, evaluation: &Evaluation) -> String {
    let names = evaluation.stages.iter().map(|stage| match stage {
        Stage::ExAnte => cx.t("stage-ex_ante"),
        Stage::Interim => cx.t("stage-interim"),
        Stage::ExPost => cx.t("stage-ex_post"),
    });
    names.collect::<Vec<_>>().join("・")
}

/// Self-check questions with answers.
pub(crate) fn self_check(cx: &Context<'_>, groups: &[CheckGroup]) -> Option<TableView> {
    let rows: Vec<RowView> = groups
        .iter()
        .flat_map(|group| {
            group.items.iter().map(|item| {
                let cells = vec![
                    cell(&group.title),
                    cell(&item.mark),
                    cell(item.explanation.as_deref().unwrap_or("")),
                ];
                cited(
                    cx,
                    &item.citation,
                    item.inferred.as_ref(),
                    row(&item.question, cells),
                )
            })
        })
        .collect();
    let columns = ["corner-item", "head-mark", "head-explanation"]
        .map(|key| words(cx.t(key)))
        .into();
    (!rows.is_empty()).then(|| {
        table(
            "self-check",
            cx.t("table-self-check"),
            cx.t("corner-question"),
            columns,
            rows,
        )
    })
}

/// Related projects.
pub(crate) fn related_projects(cx: &Context<'_>, projects: &[RelatedProject]) -> Option<TableView> {
    let rows: Vec<RowView> = projects
        .iter()
        .map(|project| {
            cited(
                cx,
                &project.citation,
                None,
                row(
                    &project.name,
                    vec![cell(&project.ministry), cell(&project.number)],
                ),
            )
        })
        .collect();
    let columns = ["head-ministry", "head-ministry-number"]
        .map(|key| words(cx.t(key)))
        .into();
    (!rows.is_empty()).then(|| {
        table(
            "related-projects",
            cx.t("table-related-projects"),
            cx.t("head-project-name"),
            columns,
            rows,
        )
    })
}

/// Numbers of past sheets.
pub(crate) fn past_numbers(cx: &Context<'_>, numbers: &[Text]) -> Option<TableView> {
    let rows: Vec<RowView> = numbers
        .iter()
        .map(|number| {
            cited(
                cx,
                &number.citation,
                number.inferred.as_ref(),
                row(&number.heading, vec![cell(&number.text)]),
            )
        })
        .collect();
    let columns = vec![words(cx.t("head-ministry-number"))];
    (!rows.is_empty()).then(|| {
        table(
            "past-numbers",
            cx.t("table-past-numbers"),
            cx.t("corner-year"),
            columns,
            rows,
        )
    })
}

/// Blocks of the fund flow.
pub(crate) fn flow(cx: &Context<'_>, flow: &Flow) -> TableView {
    let mut legend = Legend::default();
    let rows = flow
        .blocks
        .iter()
        .map(|block| flow_row(cx, flow, block, &mut legend))
        .collect();
    let columns = vec![
        words(cx.t("head-name")),
        numbers(cx.t("head-amount-unit")),
        words(cx.t("head-count")),
        words(cx.t("head-from")),
        words(cx.t("head-does")),
        words(cx.t("head-retained")),
    ];
    let year = flow.year.long();
    let caption = cx.say(
        "table-flow",
        &[("year", &year), ("unit", flow.unit.label())],
    );
    let mut view = table("flow", caption, cx.t("corner-block"), columns, rows);
    view.legend = legend.lines(cx);
    view.notes = notes(cx, &flow.notes);
    view
}

fn flow_row(cx: &Context<'_>, flow: &Flow, block: &FlowBlock, legend: &mut Legend) -> RowView {
    let letter = |id: &str| {
        if id.len() == 1 {
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
    let from = from.collect::<Vec<_>>().join("、");
    let inferred = flow
        .links
        .iter()
        .filter(|link| link.to == block.id)
        .find_map(|link| link.inferred.as_deref());
    let retained = block.retained.iter().map(|(label, figure)| {
        let amount = figure
            .quantity()
            .map(crate::format::quantity)
            .unwrap_or_default();
        format!("{label} {amount}")
    });
    let anchor = format!("flow-{}-amount", block.id.to_ascii_lowercase());
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
        cell(&retained.collect::<Vec<_>>().join("、")),
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
    let citations = [&block.citation, &block.amount.citation]
        .into_iter()
        .chain(block.retained.iter().map(|(_, f)| &f.citation));
    view.cites = cites(cx, citations);
    view
}

/// Cost items of a block.
pub(crate) fn costs(cx: &Context<'_>, list: &CostList) -> TableView {
    let id = format!("costs-{}", list.block.to_ascii_lowercase());
    let mut legend = Legend::default();
    let mut rows: Vec<RowView> = list
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let amount = figure_cell(
                cx,
                &item.amount,
                format!("{id}-{}-amount", index + 1),
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
        let amount = figure_cell(cx, total, format!("{id}-total-amount"), &mut legend);
        let mut view = cited(
            cx,
            &total.citation,
            None,
            row(&cx.t("item-total"), vec![cell(""), amount]),
        );
        view.total = true;
        rows.push(view);
    }
    let unit = list.unit.label();
    let caption = match &list.recipient {
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
    let columns = vec![words(cx.t("head-use")), numbers(cx.t("head-amount-unit"))];
    let mut view = table(&id, caption, cx.t("corner-cost"), columns, rows);
    view.legend = legend.lines(cx);
    view
}

/// Recipients of a block. `prefix` is `recipients` or `contracts`.
pub(crate) fn recipients(
    cx: &Context<'_>,
    review: &Review,
    list: &RecipientList,
    prefix: &str,
) -> TableView {
    let id = format!("{prefix}-{}", list.block.to_ascii_lowercase());
    let mut legend = Legend::default();
    let rows = list
        .rows
        .iter()
        .map(|recipient| {
            let key = recipient_key(review, list, recipient);
            let url = cx.url(&format!("{}/recipients/{key}/", cx.edition.year));
            let anchor = |column: &str| format!("{id}-{}-{column}", recipient.rank);
            let cells = vec![
                link(&recipient.name, url),
                cell(
                    recipient
                        .corporate_number
                        .as_ref()
                        .map_or("-", |number| number.as_str()),
                ),
                cell(&recipient.work),
                figure_cell(cx, &recipient.amount, anchor("amount"), &mut legend),
                cell(&recipient.method),
                figure_cell(cx, &recipient.bidders, anchor("bidders"), &mut legend),
                figure_cell(cx, &recipient.bid_rate, anchor("rate"), &mut legend),
                cell(recipient.reason.as_deref().unwrap_or("")),
            ];
            cited(
                cx,
                &recipient.citation,
                recipient.inferred.as_ref(),
                row(&recipient.rank.to_string(), cells),
            )
        })
        .collect();
    let columns = vec![
        words(cx.t("head-name")),
        numbers(cx.t("head-corporate-number")),
        words(cx.t("head-work")),
        numbers(cx.t("head-amount")),
        words(cx.t("head-method")),
        numbers(cx.t("head-bidders")),
        numbers(cx.t("head-bid-rate")),
        words(cx.t("head-reason")),
    ];
    let key = if prefix == "recipients" {
        "table-recipients"
    } else {
        "table-contracts"
    };
    let caption = cx.say(key, &[("block", &list.block), ("unit", list.unit.label())]);
    let mut view = table(&id, caption, cx.t("corner-rank"), columns, rows);
    view.sortable = list.rows.len() > 1;
    view.legend = legend.lines(cx);
    view
}

/// Means of an achievement goal.
pub(crate) fn means(cx: &Context<'_>, goal: &AchievementGoal) -> Option<TableView> {
    let rows: Vec<RowView> = goal
        .means
        .iter()
        .map(|means| {
            let name = match &means.repeated {
                Some(repeated) => format!("{}【{repeated}】", means.name),
                None => means.name.clone(),
            };
            let text = |value: &Option<String>| cell(value.as_deref().unwrap_or(""));
            let mut review = text(&means.review);
            if let Some(number) = means
                .review
                .as_deref()
                .filter(|number| cx.edition.reviews.contains_key(*number))
            {
                review.url = cx.entity_url(&format!("reviews/{number}"));
            }
            let cells = vec![
                text(&means.start),
                text(&means.indicators),
                review,
                text(&means.remarks),
            ];
            cited(
                cx,
                &means.citation,
                means.inferred.as_ref(),
                row(&name, cells),
            )
        })
        .collect();
    let columns = [
        "head-start",
        "head-related-indicators",
        "head-review",
        "head-remark",
    ]
    .map(|key| words(cx.t(key)))
    .into();
    let caption = cx.say("table-means", &[("number", &goal.number)]);
    (!rows.is_empty()).then(|| {
        table(
            &format!("means-{}", goal.number),
            caption,
            cx.t("corner-means"),
            columns,
            rows,
        )
    })
}

/// Members of the committee.
pub(crate) fn members(cx: &Context<'_>, committee: &Committee) -> TableView {
    let rows = committee.members.iter().map(|member| {
        let cells = vec![
            cell(member.role.as_deref().unwrap_or("")),
            cell(&member.affiliations.join("、")),
        ];
        cited(cx, &member.citation, None, row(&member.name, cells))
    });
    let columns = vec![words(cx.t("head-role")), words(cx.t("head-post"))];
    let caption = cx.say("table-members", &[("name", &committee.name)]);
    table(
        "members",
        caption,
        cx.t("corner-member"),
        columns,
        rows.collect(),
    )
}

/// Programmes of one printed group of a portfolio.
pub(crate) fn portfolio_group(cx: &Context<'_>, group: &PortfolioGroup) -> TableView {
    let mut legend = Legend::default();
    let mut rows: Vec<RowView> = group
        .programs
        .iter()
        .map(|program| {
            let anchor = format!("programs-{}-amount", program.id);
            let mut amount = figure_cell(cx, &program.amount, anchor, &mut legend);
            if program.in_house {
                amount.marks.insert(0, cx.t("item-in-house"));
            }
            let cells = vec![
                cell(&program.ministries.join("・")),
                cell(program.text.as_deref().unwrap_or("")),
                amount,
            ];
            let mut view = row(&program.name, cells);
            view.url = program
                .about
                .as_deref()
                .map(|key| cx.entity_url(key))
                .unwrap_or_default();
            view.cites = cites(
                cx,
                [&program.citation, &program.amount.citation].into_iter(),
            );
            view
        })
        .collect();
    if let Some(amount) = &group.amount {
        let cells = vec![
            cell(""),
            cell(""),
            figure_cell(
                cx,
                amount,
                format!("group-{}-amount", group.id),
                &mut legend,
            ),
        ];
        let mut view = cited(cx, &amount.citation, None, row(&cx.t("item-total"), cells));
        view.total = true;
        rows.push(view);
    }
    let columns = vec![
        words(cx.t("head-ministry")),
        words(cx.t("head-summary")),
        numbers(cx.t("head-amount-unit")),
    ];
    let caption = cx.say(
        "table-portfolio",
        &[
            ("title", &plain(&group.title)),
            ("unit", group.unit.label()),
        ],
    );
    let mut view = table(
        &format!("group-{}", group.id),
        caption,
        cx.t("corner-program"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    view.scope = group.inferred.as_deref().map(plain);
    view
}

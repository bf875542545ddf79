//! Printed lists → table views: recipients, cost items, tasks, self-check, committee, means, flow.

use super::context::{Context, plain};
use super::tables::cites;
use super::view::{CellView, ColumnView, RowView, TableView};
use crate::model::dataset::*;
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

pub(super) fn cited(
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

pub(super) fn notes(cx: &Context<'_>, notes: &[Note]) -> Vec<super::view::TextView> {
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
                .map_or_else(|| cx.t("year-undecided"), |year| year.long(cx.lang()));
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
    cx.messages.dotted(names)
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
            cell(&cx.messages.list(&member.affiliations)),
        ];
        cited(cx, &member.citation, None, row(&member.name, cells))
    });
    let columns = vec![words(cx.t("head-role")), words(cx.t("head-post"))];
    let caption = cx.say("table-members", &[("name", committee.name_in(cx.lang()))]);
    table(
        "members",
        caption,
        cx.t("corner-member"),
        columns,
        rows.collect(),
    )
}

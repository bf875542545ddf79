//! Printed lists → table views: recipients, cost items, tasks, self-check, committee, means, flow.

use super::context::{Context, plain};
use super::data::{CellData, ColumnData, Derivation, Figured, Held, RowData, TableData, typed};
use super::tables;
use super::view::{CellView, ColumnView, RowView, TableView};
use crate::chart::datum::Status;
use crate::diagnostic::Lang;
use crate::format;
use crate::model::dataset::*;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Missing, Note};

/// A column of text, with the key of its heading.
pub(crate) fn words(cx: &Context<'_>, key: &str) -> ColumnView {
    named(&typed::id(key), cx.t(key))
}

/// A column of figures, with the key of its heading and the unit of its figures; the unit is empty where rows differ.
pub(crate) fn numbers(cx: &Context<'_>, key: &str, unit: &str) -> ColumnView {
    let mut column = words(cx, key);
    column.numeric = true;
    column.data.unit = unit.to_owned();
    column
}

/// A column with a stable name for data files and a heading.
pub(crate) fn named(id: &str, label: String) -> ColumnView {
    ColumnView {
        label,
        data: ColumnData {
            id: id.to_owned(),
            ..ColumnData::default()
        },
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

/// A cell with a fiscal year.
pub(crate) fn year(cx: &Context<'_>, year: FiscalYear) -> CellView {
    CellView {
        data: CellData {
            held: Held::Year(year),
            ..CellData::default()
        },
        ..cell(&year.long(cx.lang()))
    }
}

/// A cell with a number of things that the program counted.
pub(crate) fn count(number: usize) -> CellView {
    let value = Decimal::new(i64::try_from(number).unwrap_or(i64::MAX), 0);
    let derivation = Derivation {
        formula: "count",
        inputs: Vec::new(),
    };
    CellView {
        value: number.to_string(),
        data: CellData::figure(Figured::computed(value, "", derivation)),
        // Counts are never negative, and their digits are grouped alike in both languages.
        ..cell(&format::grouped(Lang::Ja, &value))
    }
}

/// A dash: there is no such figure.
pub(crate) fn dash(lang: Lang) -> CellView {
    missing(lang, Missing::Dash)
}

/// The mark of what is missing.
fn missing(lang: Lang, missing: Missing) -> CellView {
    let none = Figured {
        value: None,
        unit: String::new(),
        yen: None,
        status: Status::Missing(missing),
        derivation: None,
    };
    CellView {
        data: CellData::figure(none),
        ..cell(missing.mark(lang))
    }
}

/// A corporate number (法人番号), or what stands in its place: a dash, or nothing at all.
pub(crate) fn corporate_number(cx: &Context<'_>, row: &Recipient) -> CellView {
    match &row.corporate_number {
        Some(number) => cell(number.as_str()),
        None if row.is_number_blank => missing(cx.lang(), Missing::Blank),
        None => dash(cx.lang()),
    }
}

/// A row of text cells.
pub(crate) fn row(label: &str, cells: Vec<CellView>) -> RowView {
    RowView {
        group: String::new(),
        own_label: String::new(),
        id: String::new(),
        label: plain(label),
        url: String::new(),
        unit: String::new(),
        level: 0,
        derived: false,
        total: false,
        cells,
        cites: Vec::new(),
        data: RowData::default(),
    }
}

/// A table of rows about things. `corner` is the column of their headings.
pub(crate) fn table(
    id: &str,
    caption: String,
    corner: ColumnView,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
) -> TableView {
    let has_sources = rows.iter().any(|row| !row.cites.is_empty());
    TableView {
        id: id.to_owned(),
        caption,
        corner: corner.label,
        data: TableData {
            corner: corner.data.id,
            ..TableData::default()
        },
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
    row: RowView,
) -> RowView {
    let mut row = tables::sourced(cx, row, std::iter::once(citation));
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
    // Printed columns have no names but their place.
    let mut headings = list.columns.iter().enumerate().map(|(at, heading)| {
        let id = format!("column_{}", at + 1);
        named(&id, plain(heading))
    });
    let corner = headings.next().unwrap_or_default();
    let columns = headings.collect();
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
    let id = format!("tasks-{}", group.id);
    let rows = group.tasks.iter().enumerate().map(|(index, task)| {
        let cells = [&task.area, &task.leader, &task.affiliation, &task.mark]
            .map(|text| cell(text.as_deref().unwrap_or("")));
        let mut row = cited(cx, &task.citation, None, row(&task.title, cells.into()));
        row.id = format!("{id}-{}", index + 1);
        row
    });
    let columns = [
        "corner-area",
        "head-leader",
        "head-affiliation",
        "head-remark",
    ]
    .map(|key| words(cx, key))
    .into();
    let mut view = table(
        &id,
        plain(&group.title),
        words(cx, "head-title"),
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
            let mut row = row(&year, vec![cell(&stages(cx, evaluation))]);
            row.data.fiscal_year = evaluation.year;
            cited(cx, &evaluation.citation, evaluation.inferred.as_ref(), row)
        })
        .collect();
    let columns = vec![words(cx, "head-stage")];
    (!rows.is_empty()).then(|| {
        table(
            "evaluations",
            cx.t("table-evaluations"),
            words(cx, "corner-year"),
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
        .map(|key| words(cx, key))
        .into();
    (!rows.is_empty()).then(|| {
        table(
            "self-check",
            cx.t("table-self-check"),
            words(cx, "corner-question"),
            columns,
            rows,
        )
    })
}

/// Related projects.
pub(crate) fn related_projects(cx: &Context<'_>, projects: &[RelatedProject]) -> Option<TableView> {
    let has_relations = projects.iter().any(|project| project.relation.is_some());
    let rows: Vec<RowView> = projects
        .iter()
        .map(|project| {
            let number = project.number.as_ref().or(project.id.as_ref());
            let relation = project
                .relation
                .map(|relation| cx.t(&format!("project-relation-{}", relation.key())));
            let mut cells = vec![
                cell(project.ministry.as_deref().unwrap_or("")),
                cell(number.map_or("", String::as_str)),
            ];
            if has_relations {
                cells.push(cell(&relation.unwrap_or_default()));
            }
            let mut row = cited(cx, &project.citation, None, row(&project.name, cells));
            let known = project
                .id
                .as_ref()
                .filter(|id| cx.edition.reviews.contains_key(id));
            if let Some(id) = known {
                row.url = cx.entity_url(&format!("reviews/{id}"));
            }
            row
        })
        .collect();
    let relation = has_relations.then_some("head-relation");
    let columns = ["head-ministry", "head-ministry-number"]
        .into_iter()
        .chain(relation)
        .map(|key| words(cx, key))
        .collect();
    (!rows.is_empty()).then(|| {
        table(
            "related-projects",
            cx.t("table-related-projects"),
            words(cx, "head-project-name"),
            columns,
            rows,
        )
    })
}

/// Sheets that name a project as related to theirs, with the relation in their words.
pub(crate) fn related_by(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let naming = cx.plan.ground.related(cx.edition.year, review.common.id());
    let rows = naming.iter().filter_map(|(id, at)| {
        let other = cx.edition.reviews.get(id)?;
        let named = other.related_projects.get(*at)?;
        let relation = named.relation.map_or_else(String::new, |relation| {
            let relation = cx.t(&format!("project-relation-{}", relation.key()));
            cx.say("related-as", &[("relation", &relation)])
        });
        let cells = vec![cell(&other.number), cell(&relation)];
        let mut view = cited(
            cx,
            &named.citation,
            None,
            row(&cx.name(&other.common), cells),
        );
        view.url = cx.entity_url(&other.common.key);
        view.data.about = Some(other.common.key.clone());
        Some(view)
    });
    let rows: Vec<RowView> = rows.collect();
    let columns = vec![words(cx, "head-project-id"), words(cx, "head-relation")];
    (!rows.is_empty()).then(|| {
        table(
            "related-by",
            cx.t("table-related-by"),
            words(cx, "head-project-name"),
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
    let columns = vec![words(cx, "head-ministry-number")];
    (!rows.is_empty()).then(|| {
        table(
            "past-numbers",
            cx.t("table-past-numbers"),
            words(cx, "corner-year"),
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
                .filter(|number| cx.edition.reviews.contains_key(number))
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
    .map(|key| words(cx, key))
    .into();
    let caption = cx.say("table-means", &[("number", &goal.number)]);
    (!rows.is_empty()).then(|| {
        table(
            &format!("means-{}", goal.number),
            caption,
            words(cx, "corner-means"),
            columns,
            rows,
        )
    })
}

/// Members of the committee.
pub(crate) fn members(cx: &Context<'_>, committee: &Committee) -> TableView {
    let rows = committee.members.iter().enumerate().map(|(index, member)| {
        let cells = vec![
            cell(member.role.as_deref().unwrap_or("")),
            cell(&cx.messages.list(&member.affiliations)),
        ];
        let mut row = cited(cx, &member.citation, None, row(&member.name, cells));
        row.id = format!("members-{}", index + 1);
        row
    });
    let columns = vec![words(cx, "head-role"), words(cx, "head-post")];
    let caption = cx.say("table-members", &[("name", committee.name_in(cx.lang()))]);
    table(
        "members",
        caption,
        words(cx, "corner-member"),
        columns,
        rows.collect(),
    )
}

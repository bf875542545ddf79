//! Home and edition pages.

use super::projects::start;
use super::{Body, Contents};
use crate::model::dataset::Edition;
use crate::model::lineage::Pairs;
use crate::model::table::{RowItem, Table};
use crate::render::amounts::{self, Sums};
use crate::render::audit;
use crate::render::commentary::BlockWriter;
use crate::render::context::{Context, plain};
use crate::render::entity::{card, entity, inferences, project_card};
use crate::render::lists;
use crate::render::paging::grouped;
use crate::render::tables::{self, Legend};
use crate::render::view::*;

/// Cards of one kind on the page of an edition; longer lists have pages of their own.
const CARDS: usize = 60;

pub(super) fn home(cx: &Context<'_>, write: BlockWriter<'_>) -> Body {
    let edition = edition_body(cx, write);
    let newest = cx.edition.year;
    let editions = cx.dataset.editions.values().rev().map(|edition| CardView {
        title: edition.title_in(cx.lang()).to_owned(),
        url: cx.url(&format!("{}/", edition.year)),
        label: if edition.year == newest {
            cx.t("edition-newest")
        } else {
            edition.short_title_in(cx.lang()).to_owned()
        },
        summary: plain(edition.summary_in(cx.lang())),
        facts: Vec::new(),
        sparkline_html: String::new(),
    });
    let body = HomeBody {
        summary: cx.dataset.site.description_in(cx.lang()).to_owned(),
        editions: editions.collect(),
        edition,
    };
    let description = cx.dataset.site.description_in(cx.lang());
    Body::new(cx, body, description.to_owned())
}

pub(super) fn edition(cx: &Context<'_>, write: BlockWriter<'_>) -> Body {
    let body = edition_body(cx, write);
    let mut contents: Contents = start(cx, &body.entity);
    contents.add(cx, "by-ministry", body.ministries.is_some());
    contents.add(cx, "programs", !body.programs.is_empty());
    contents.add(cx, "projects", !body.projects.is_empty());
    contents.add(cx, "others", !body.others.is_empty());
    contents.add(cx, "changes", body.changes.is_some());
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    contents.add(cx, "lists", !body.entity.lists.is_empty());
    let description = plain(cx.edition.summary_in(cx.lang())).replace('\n', "");
    Body::new(cx, body, description).contents(contents.0)
}

fn edition_body(cx: &Context<'_>, write: BlockWriter<'_>) -> EditionBody {
    let edition = cx.edition;
    let mut view = entity(
        cx,
        &edition.body,
        edition.short_title_in(cx.lang()).to_owned(),
        write,
    );
    view.stats = stats(cx);
    let heading = |label: String, value: &Option<String>| {
        value.as_ref().map(|text| TextView {
            id: String::new(),
            heading: label,
            html: super::super::context::prose(text),
            cite: cx.cite(&edition.body.citation),
            inferred: None,
        })
    };
    let date = edition.date.map(|date| date.japanese());
    let head = [
        heading(cx.t("edition-meeting"), &edition.meeting),
        heading(cx.t("edition-date"), &date),
        heading(cx.t("edition-paper"), &edition.paper),
    ];
    let mut facts: Vec<TextView> = head.into_iter().flatten().collect();
    facts.retain(|fact| {
        !view
            .facts
            .iter()
            .any(|printed| printed.heading == fact.heading)
    });
    facts.append(&mut view.facts);
    for (index, fact) in facts.iter_mut().enumerate() {
        fact.id = format!("fact-{}", index + 1);
    }
    view.facts = facts;
    // Sheets of ministries have their place on the pages of those.
    let has_ministries = !cx.offices().is_empty();
    let others = edition
        .reviews
        .values()
        .filter(|_| !has_ministries)
        .map(|review| &review.common)
        .chain(
            edition
                .objectives
                .values()
                .map(|objective| &objective.common),
        )
        .chain(
            edition
                .portfolios
                .values()
                .map(|portfolio| &portfolio.common),
        );
    EditionBody {
        programs: edition
            .programs
            .values()
            .map(|program| card(cx, &program.common, cx.t("kind-program")))
            .collect(),
        projects: edition
            .projects
            .values()
            .take(CARDS)
            .map(|project| project_card(cx, project))
            .collect(),
        others: others
            .clone()
            .take(CARDS)
            .map(|common| card(cx, common, cx.kind_of(&common.key)))
            .collect(),
        ministries: has_ministries.then(|| super::ministries::table(cx)),
        ministries_html: if has_ministries {
            let sums = Sums::of(cx, cx.offices().order.iter());
            super::super::context::prose(&sums.remarks(cx))
        } else {
            String::new()
        },
        more: more(cx, others.count()),
        changes: changes(cx),
        check: check_link(cx),
        data: Link {
            text: cx.t("data-link"),
            url: cx.url(&crate::export::folder(edition.year)),
            ..Link::default()
        },
        entity: view,
    }
}

/// Lists that are longer than what stands on the page of the edition.
fn more(cx: &Context<'_>, others: usize) -> Vec<Link> {
    let edition = cx.edition;
    let lists = [
        (
            "projects",
            edition.projects.len(),
            edition.projects.len() > CARDS,
        ),
        (
            "reviews",
            edition.reviews.len(),
            others > CARDS || !cx.offices().is_empty(),
        ),
        ("objectives", edition.objectives.len(), others > CARDS),
        ("portfolios", edition.portfolios.len(), others > CARDS),
    ];
    let lists = lists
        .into_iter()
        .filter(|(_, count, is_long)| *count > 0 && *is_long);
    lists
        .map(|(folder, count, _)| Link {
            text: cx.t(&format!("title-{folder}")),
            url: cx.edition_url(&format!("{folder}/")),
            note: cx.say("list-intro", &[("n", &grouped(count))]),
            ..Link::default()
        })
        .collect()
}

/// How many findings and inferred places the edition has.
fn check_link(cx: &Context<'_>) -> Link {
    let prefix = format!("content/{}/", cx.edition.year);
    let count = cx.findings.below(&prefix).count();
    let inferred: usize = cx
        .edition
        .entities()
        .map(|common| inferences(cx, common).len())
        .sum();
    let (relations, violated) = audit::counts(cx);
    Link {
        text: cx.say(
            "check-count",
            &[
                ("relations", &relations.to_string()),
                ("violated", &violated.to_string()),
                ("findings", &count.to_string()),
                ("inferred", &inferred.to_string()),
            ],
        ),
        url: cx.url(&format!("{}/checks/", cx.edition.year)),
        current: false,
        note: cx.t("nav-checks"),
    }
}

fn stats(cx: &Context<'_>) -> Vec<StatView> {
    let edition = cx.edition;
    let mut stats = Vec::new();
    // The principal figures of an edition are those of its ministries, of its review sheet, or of its own tables.
    if !cx.offices().is_empty() {
        let sums = Sums::of(cx, cx.offices().order.iter());
        stats.extend(amounts::stats(cx, &sums));
    } else if let Some(review) = edition.reviews.values().next() {
        stats.extend(crate::render::entity::budget_stats(cx, &review.common));
    }
    for table in edition.body.budgets.iter().take(1) {
        stats.extend(edition_stats(cx, table));
    }
    let mut count = |key: &str, n: usize, message: &str, path: &str| {
        if n > 0 {
            stats.push(StatView {
                label: cx.t(key),
                value: cx.say(message, &[("n", &n.to_string())]),
                note: String::new(),
                formula: None,
                url: cx.url(&format!("{}/{path}", edition.year)),
                cite: None,
            });
        }
    };
    count(
        "stat-projects",
        edition.projects.len(),
        "count-projects",
        "projects/",
    );
    let recipients = match cx.payees() {
        [] => {
            let paid = cx.plan.ground.paid(edition.year);
            paid.map_or(0, |paid| paid.recipients.len())
        }
        payees => payees.len(),
    };
    count("stat-recipients", recipients, "count-orgs", "recipients/");
    stats
}

fn edition_stats(cx: &Context<'_>, table: &Table) -> Vec<StatView> {
    let Some(index) = (0..table.columns.len())
        .filter(|&i| table.columns[i].is_series())
        .max_by_key(|&i| table.columns[i].year)
    else {
        return Vec::new();
    };
    let column = &table.columns[index];
    let heading = tables::heading(cx, column);
    let rows = table.rows.iter().filter_map(|row| {
        let figure = row.figure(index)?;
        Some(StatView {
            label: tables::row_label(cx, row),
            value: crate::render::entity::headline(cx, figure.quantity()?),
            note: format!("{} {}", heading.label, heading.note)
                .trim()
                .to_owned(),
            formula: None,
            url: cx.url(&format!(
                "{}/#{}-{}-{}",
                cx.edition.year, table.id, column.key, row.key
            )),
            cite: cx.cite(&figure.citation),
        })
    });
    rows.collect()
}

/// Projects that are in this edition and the one before, with the budget of each fiscal year that both assert.
fn changes(cx: &Context<'_>) -> Option<TableView> {
    let (_, before) = cx.dataset.editions.range(..cx.edition.year).next_back()?;
    let mut legend = Legend::default();
    let pairs = Pairs::of(before, cx.edition).pairs;
    let rows: Vec<RowView> = pairs
        .iter()
        .filter(|pair| pair.bond.is_identity() && pair.after.key.starts_with("projects/"))
        .take(CARDS)
        .filter_map(|pair| change_row(cx, pair.after, before, &pair.before.key, &mut legend))
        .collect();
    let columns = vec![
        lists::words(cx, "corner-year"),
        edition_column(cx, "this_edition", cx.edition),
        lists::words(cx, "head-unit"),
        edition_column(cx, "previous_edition", before),
        lists::named("previous_unit", cx.t("head-unit")),
    ];
    let mut view = lists::table(
        "changes",
        cx.t("table-changes"),
        lists::words(cx, "corner-project"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    (!view.rows.is_empty()).then_some(view)
}

/// The figures that an edition asserts.
fn edition_column(cx: &Context<'_>, id: &str, edition: &Edition) -> ColumnView {
    ColumnView {
        numeric: true,
        ..lists::named(id, edition.short_title_in(cx.lang()).to_owned())
    }
}

/// The newest fiscal year that the principal tables of both editions have, side by side as printed.
fn change_row(
    cx: &Context<'_>,
    now: &crate::model::dataset::Common,
    before: &Edition,
    key: &str,
    legend: &mut Legend,
) -> Option<RowView> {
    let old = before.entity(key)?;
    let (new_table, old_table) = (now.budgets.first()?, old.budgets.first()?);
    let principal = |table: &'_ Table| {
        table
            .rows
            .iter()
            .position(|row| matches!(row.item, RowItem::Initial | RowItem::Amount))
    };
    let (new_row, old_row) = (
        &new_table.rows[principal(new_table)?],
        &old_table.rows[principal(old_table)?],
    );
    let years = new_table
        .columns
        .iter()
        .filter(|column| column.is_series() && old_table.column(&column.key).is_some());
    let column = years.max_by_key(|column| column.year)?;
    let figure = |cx: &Context<'_>,
                  edition: i16,
                  entity: &str,
                  table: &Table,
                  row: &crate::model::table::Row,
                  legend: &mut Legend| {
        let figure = row.figure(table.column(&column.key)?)?;
        let mut cell = tables::figure_cell(cx, figure, String::new(), legend);
        cell.url = format!(
            "{}#{}-{}-{}",
            cx.url(&format!("{edition}/{entity}/")),
            table.id,
            column.key,
            row.key
        );
        Some(cell)
    };
    let year = cx.edition.year;
    let new_cell = figure(cx, year, &now.key, new_table, new_row, legend)?;
    // Its source is a document of the other edition.
    let other = cx.in_edition(before);
    let old_cell = figure(&other, before.year, &old.key, old_table, old_row, legend)?;
    let cells = vec![
        column
            .year
            .map(|year| lists::year(cx, year))
            .unwrap_or_default(),
        new_cell,
        lists::cell(&cx.unit(new_table.unit.label())),
        old_cell,
        lists::cell(&cx.unit(old_table.unit.label())),
    ];
    let mut row = lists::row(now.name_in(cx.lang()), cells);
    row.url = cx.entity_url(&now.key);
    row.data.id = now.key.clone();
    row.data.about = Some(now.key.clone());
    Some(row)
}

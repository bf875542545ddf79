//! Lists of the things of a comparison: what changed, what one edition alone has, what became what.

use super::{Body, compared, name, section, title};
use crate::compare::Comparison;
use crate::model::dataset::Common;
use crate::model::lineage::Pair;
use crate::plan::{self, COMPARED_PER_PAGE};
use crate::render::changes::Two;
use crate::render::context::Context;
use crate::render::lists;
use crate::render::view::*;

/// Everything that differs: what changed, and what one edition alone has.
pub(super) fn things(two: &Two<'_, '_>, comparison: &Comparison<'_>) -> Vec<SectionView> {
    let cx = two.cx;
    let (before, after) = (comparison.before.year, comparison.after.year);
    let all = entries(two, comparison);
    let mut sections = Vec::new();
    for (id, heading) in [
        ("changed-things", cx.t("section-changed-things")),
        (
            "ended",
            cx.say("section-ended", &[("edition", &two.name(before))]),
        ),
        (
            "begun",
            cx.say("section-begun", &[("edition", &two.name(after))]),
        ),
    ] {
        let rows: Vec<RowView> = all
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, row)| row.clone())
            .collect();
        if !rows.is_empty() {
            let table = entries_table(cx, id, heading.clone(), rows);
            sections.push(SectionView {
                id: format!("section-{id}"),
                heading,
                tables: vec![table],
                ..SectionView::default()
            });
        }
    }
    sections
}

fn entries_table(cx: &Context<'_>, id: &str, caption: String, rows: Vec<RowView>) -> TableView {
    let columns = vec![
        lists::words(cx, "compare-sort"),
        lists::words(cx, "compare-changes"),
    ];
    let mut table = lists::table(id, caption, lists::words(cx, "corner-name"), columns, rows);
    table.sortable = table.rows.len() > 5;
    table
}

/// One row a thing, with the part of the list that it belongs to.
fn entries(two: &Two<'_, '_>, comparison: &Comparison<'_>) -> Vec<(&'static str, RowView)> {
    let cx = two.cx;
    let (before, after) = (comparison.before.year, comparison.after.year);
    let changed = comparison.entities.iter().map(|entity| {
        let key = entity.after.key.as_str();
        let cells = vec![
            lists::cell(&cx.kind_of(key)),
            lists::cell(&two.counts(entity.changes.iter())),
        ];
        let row = RowView {
            group: String::new(),
            own_label: String::new(),
            url: cx.url(&plan::compare_path(before, after, Some(key))),
            ..lists::row(&name(cx, entity.after), cells)
        };
        ("changed-things", row)
    });
    let alone = |id: &'static str, all: &[&Common], year: i16| -> Vec<(&'static str, RowView)> {
        let said = cx.say("compare-only", &[("edition", &two.name(year))]);
        let rows = all.iter().map(|common| {
            let cells = vec![lists::cell(&cx.kind_of(&common.key)), lists::cell(&said)];
            let row = RowView {
                group: String::new(),
                own_label: String::new(),
                url: cx.url(&format!("{year}/{}/", common.key)),
                ..lists::row(&cx.name(common), cells)
            };
            (id, row)
        });
        rows.collect()
    };
    changed
        .chain(alone("ended", &comparison.pairs.ended, before))
        .chain(alone("begun", &comparison.pairs.begun, after))
        .collect()
}

/// Links to the pages of the list of everything; `current` is the number of one of them, or 0.
pub(super) fn pages(cx: &Context<'_>, comparison: &Comparison<'_>, current: usize) -> Vec<Link> {
    let (before, after) = (comparison.before.year, comparison.after.year);
    let count = comparison.differing().div_ceil(COMPARED_PER_PAGE);
    let link = |page: usize| Link {
        text: cx.say("title-compared", &[("n", &page.to_string())]),
        url: cx.url(&plan::compared_path(before, after, page)),
        current: page == current,
        ..Link::default()
    };
    (1..=count).map(link).collect()
}

/// A page of the list of everything that differs.
pub(in crate::render::pages) fn entities(
    cx: &Context<'_>,
    before: i16,
    after: i16,
    page: usize,
) -> Body {
    let comparison = compared(cx, before, after);
    let two = Two::of(cx, &comparison);
    let rows = entries(&two, &comparison)
        .into_iter()
        .skip((page - 1) * COMPARED_PER_PAGE)
        .take(COMPARED_PER_PAGE)
        .map(|(_, row)| row)
        .collect();
    let heading = cx.say("title-compared", &[("n", &page.to_string())]);
    let table = entries_table(cx, "things", heading.clone(), rows);
    let body = CompareBody {
        heading,
        label: title(cx, before, after),
        links: pages(cx, &comparison, page),
        sections: vec![section(cx, "changed-things", vec![table])],
        ..CompareBody::default()
    };
    let description = title(cx, before, after);
    Body::new(cx, body, description)
}

/// What was renamed, divided, united or succeeded.
pub(super) fn lineage(two: &Two<'_, '_>, comparison: &Comparison<'_>) -> Option<SectionView> {
    let cx = two.cx;
    let (before, after) = (comparison.before.year, comparison.after.year);
    let link = |common: &Common, year: i16| {
        let url = cx.url(&format!("{year}/{}/", common.key));
        lists::link(&cx.name(common), url)
    };
    let row = |pair: &Pair<'_>| {
        let bond = cx.t(&format!("compare-bond-{}", pair.bond.key()));
        let cells = vec![link(pair.before, before), link(pair.after, after)];
        let cite = pair.declared.and_then(|(year, line)| {
            let edition = cx.dataset.editions.get(&year)?;
            cx.in_edition(edition).cite(&line.citation)
        });
        RowView {
            group: String::new(),
            own_label: String::new(),
            cites: cite.into_iter().collect(),
            ..lists::row(&bond, cells)
        }
    };
    let rows: Vec<RowView> = comparison.lineage().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        lists::named("before", two.name(before)),
        lists::named("after", two.name(after)),
    ];
    let caption = cx.t("table-lineage");
    let corner = lists::words(cx, "corner-relation");
    let table = lists::table("lineage", caption, corner, columns, rows);
    Some(section(cx, "compare-lineage", vec![table]))
}

//! Two editions side by side: the list of pairs, the summary of a pair, and one thing of it.

use super::{Body, Contents};
use crate::compare::{self, Change, Comparison, EntityChanges, Family, Kind, Value, What};
use crate::model::dataset::Common;
use crate::model::decimal::Decimal;
use crate::model::lineage::Pair;
use crate::plan::{self, COMPARED_PER_PAGE};
use crate::render::changes::Two;
use crate::render::context::Context;
use crate::render::lists;
use crate::render::view::*;

/// Changes that a table of the summary shows; the others stand on the pages of the things.
const SHOWN: usize = 50;

/// The pairs of editions, the newest first.
pub(super) fn list(cx: &Context<'_>) -> Body {
    let rows = compare::neighbours(cx.dataset)
        .rev()
        .map(|(before, after)| {
            let comparison = compare::compare(before, after);
            let two = Two::of(cx, &comparison);
            let changed = comparison.entities.len().to_string();
            let cells = vec![
                lists::cell(before.short_title_in(cx.lang())),
                lists::cell(after.short_title_in(cx.lang())),
                lists::cell(&cx.say("compare-things", &[("n", &changed)])),
                lists::cell(&two.counts(comparison.changes().map(|(_, change)| change))),
            ];
            RowView {
                url: cx.url(&plan::compare_path(before.year, after.year, None)),
                ..lists::row(&title(cx, before.year, after.year), cells)
            }
        });
    let columns = [
        "compare-before",
        "compare-after",
        "compare-changed-things",
        "compare-changes",
    ];
    let columns = columns.map(|key| lists::words(cx, key)).into();
    let table = lists::table(
        "comparisons",
        cx.t("table-comparisons"),
        lists::words(cx, "nav-compare"),
        columns,
        rows.collect(),
    );
    let body = CompareBody {
        heading: cx.t("nav-compare"),
        summary: vec![cx.t("compare-intro")],
        sections: vec![section(cx, "comparisons", vec![table])],
        ..CompareBody::default()
    };
    Body::new(cx, body, cx.t("compare-intro"))
}

fn title(cx: &Context<'_>, before: i16, after: i16) -> String {
    let years = [
        ("before", &*before.to_string()),
        ("after", &*after.to_string()),
    ];
    cx.say("title-compare", &years)
}

fn section(cx: &Context<'_>, id: &str, tables: Vec<TableView>) -> SectionView {
    SectionView {
        id: format!("section-{id}"),
        heading: cx.t(&format!("section-{id}")),
        tables,
        ..SectionView::default()
    }
}

fn compared<'a>(cx: &Context<'a>, before: i16, after: i16) -> Comparison<'a> {
    let (before, after) = compare::editions(cx.dataset, before, after)
        .expect("the page is planned only where there are both editions");
    compare::compare(before, after)
}

/// The comparison of two editions as a whole.
pub(super) fn summary(cx: &Context<'_>, before: i16, after: i16) -> Body {
    let comparison = compared(cx, before, after);
    let two = Two::of(cx, &comparison);
    let all: Vec<(&EntityChanges<'_>, &Change<'_>)> = comparison.changes().collect();
    let of_kinds = |kinds: &'static [Kind]| {
        let mut shown: Vec<_> = all
            .iter()
            .filter(|(_, change)| kinds.contains(&change.kind) && is_figure(change))
            .collect();
        // The largest first; those without a size keep their order behind them.
        shown.sort_by_key(|(_, change)| std::cmp::Reverse(weight(change)));
        shown
    };
    let mut sections = Vec::new();
    for (id, kinds) in [
        ("restated", &[Kind::Restated][..]),
        ("settled", &[Kind::Settled]),
        ("other-changes", &[Kind::Changed]),
    ] {
        let shown = of_kinds(kinds);
        let rows = shown.iter().take(SHOWN).map(|(entity, change)| {
            let key = entity.after.key.as_str();
            let url = cx.url(&plan::compare_path(before, after, Some(key)));
            (Some((name(cx, entity.after), url)), *change)
        });
        let caption = cx.t(&format!("table-{id}"));
        if let Some(table) = two.table(id, caption, rows) {
            let mut section = section(cx, id, vec![table]);
            section.html = more(cx, shown.len());
            sections.push(section);
        }
    }
    let is_short = comparison.differing() <= COMPARED_PER_PAGE;
    if is_short {
        sections.extend(things(&two, &comparison));
    }
    sections.extend(lineage(&two, &comparison));
    let body = CompareBody {
        heading: title(cx, before, after),
        label: cx.t("nav-compare"),
        summary: sentences(&two, &comparison, &all),
        stats: stats(&two, all.iter().map(|(_, change)| *change)),
        links: if is_short {
            Vec::new()
        } else {
            pages(cx, &comparison, 0)
        },
        charts: cx.charts.apart(cx),
        kinds: kinds(&two, all.iter().map(|(_, change)| *change)),
        sections,
        passages: Vec::new(),
    };
    finish(cx, body)
}

/// The body with its table of contents.
fn finish(cx: &Context<'_>, body: CompareBody) -> Body {
    let mut contents = Contents::default();
    contents.add(cx, "charts", !body.charts.is_empty());
    for section in &body.sections {
        contents.add_named(section.heading.clone(), &section.id);
    }
    contents.add(cx, "passages", !body.passages.is_empty());
    let description = body.summary.concat();
    Body::new(cx, body, description).contents(contents.0)
}

/// A thing as the summary calls it.
fn name(cx: &Context<'_>, common: &Common) -> String {
    match common.key.as_str() {
        "" => cx.t("compare-the-edition"),
        _ => cx.name(common),
    }
}

fn is_figure(change: &Change<'_>) -> bool {
    let sides = [&change.before, &change.after].into_iter().flatten();
    sides
        .into_iter()
        .any(|side| side.value.figure().is_some() || matches!(side.value, Value::Sum(_)))
}

/// How much a change weighs among others: the magnitude of its rate in tenths of a per cent; nothing where rounding may explain
/// it, or where it has none.
fn weight(change: &Change<'_>) -> Option<Decimal> {
    let size = change
        .size
        .as_ref()
        .ok()
        .filter(|size| !size.within_rounding)?;
    let rate = size.growth.as_ref()?.value;
    if rate.is_negative() {
        rate.checked_neg()
    } else {
        Some(rate)
    }
}

fn more(cx: &Context<'_>, count: usize) -> String {
    if count <= SHOWN {
        return String::new();
    }
    let arguments = [("shown", &*SHOWN.to_string()), ("all", &*count.to_string())];
    crate::text::to_html(&cx.say("compare-largest", &arguments))
}

/// What the summary says in words.
fn sentences(
    two: &Two<'_, '_>,
    comparison: &Comparison<'_>,
    all: &[(&EntityChanges<'_>, &Change<'_>)],
) -> Vec<String> {
    let cx = two.cx;
    let n = |count: usize| count.to_string();
    let changed = comparison
        .entities
        .iter()
        .filter(|entity| !entity.after.key.is_empty());
    let mut said = vec![cx.say(
        "compare-summary-things",
        &[
            ("both", &n(comparison.in_both())),
            ("changed", &n(changed.count())),
            ("ended", &n(comparison.pairs.ended.len())),
            ("begun", &n(comparison.pairs.begun.len())),
        ],
    )];
    let of_kind = |kind: Kind| all.iter().filter(move |(_, change)| change.kind == kind);
    let restated = of_kind(Kind::Restated).count();
    if restated > 0 {
        said.push(cx.say("compare-summary-restated", &[("n", &n(restated))]));
        let largest = of_kind(Kind::Restated)
            .filter(|(_, change)| weight(change).is_some())
            .max_by_key(|(_, change)| weight(change));
        said.extend(largest.and_then(|(entity, change)| largest_sentence(two, entity, change)));
    }
    let settled = of_kind(Kind::Settled);
    if settled.clone().next().is_some() {
        let is_planned =
            |change: &Change<'_>| change.size.as_ref().is_ok_and(|size| size.within_rounding);
        let as_planned = settled.clone().filter(|(_, change)| is_planned(change));
        let arguments = [
            ("n", &*n(settled.clone().count())),
            ("same", &*n(as_planned.count())),
        ];
        said.push(cx.say("compare-summary-settled", &arguments));
    }
    if comparison.before.kind != comparison.after.kind {
        said.push(cx.t("compare-other-kind"));
    }
    said.push(cx.t("compare-one-side"));
    said
}

fn largest_sentence(
    two: &Two<'_, '_>,
    entity: &EntityChanges<'_>,
    change: &Change<'_>,
) -> Option<String> {
    let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
    let size = change.size.as_ref().ok()?;
    let arguments = [
        ("name", &*name(two.cx, entity.after)),
        ("what", &*two.label(&change.what)),
        ("before", &*two.value(&before.value)),
        ("after", &*two.value(&after.value)),
        ("size", &*two.size_text(size)),
    ];
    Some(two.cx.say("compare-summary-largest", &arguments))
}

fn stats<'x>(
    two: &Two<'_, '_>,
    changes: impl Iterator<Item = &'x Change<'x>> + Clone,
) -> Vec<StatView> {
    let count = |kind| changes.clone().filter(|change| change.kind == kind).count();
    let counts = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    let shown = counts.filter(|(_, count)| *count > 0);
    shown
        .map(|(kind, count)| StatView {
            label: two.kind(kind),
            value: two.cx.say("compare-n", &[("n", &count.to_string())]),
            note: String::new(),
            formula: None,
            url: String::new(),
            cite: None,
        })
        .collect()
}

/// What the kinds that occur mean.
fn kinds<'x>(
    two: &Two<'_, '_>,
    changes: impl Iterator<Item = &'x Change<'x>> + Clone,
) -> Vec<LegendView> {
    let occurs = |kind: &Kind| changes.clone().any(|change| change.kind == *kind);
    let kinds = Kind::ALL.into_iter().filter(occurs);
    kinds
        .map(|kind| LegendView {
            mark: two.kind(kind),
            text: two.cx.t(&format!("compare-means-{}", kind.key())),
        })
        .collect()
}

/// Everything that differs: what changed, and what one edition alone has.
fn things(two: &Two<'_, '_>, comparison: &Comparison<'_>) -> Vec<SectionView> {
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
fn pages(cx: &Context<'_>, comparison: &Comparison<'_>, current: usize) -> Vec<Link> {
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
pub(super) fn entities(cx: &Context<'_>, before: i16, after: i16, page: usize) -> Body {
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
fn lineage(two: &Two<'_, '_>, comparison: &Comparison<'_>) -> Option<SectionView> {
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

/// One thing in both editions.
pub(super) fn entity(cx: &Context<'_>, before: i16, after: i16, key: &str) -> Body {
    let (old, new) = compare::editions(cx.dataset, before, after)
        .expect("the page is planned only where there are both editions");
    let entity = compare::compare_one(old, new, key)
        .expect("the page is planned only where something changed");
    let two = Two {
        cx,
        before: old,
        after: new,
    };
    let mut sections = Vec::new();
    for family in Family::ALL {
        let changes = entity.changes.iter();
        let of_family = changes.filter(|change| change.family == family && !is_passage(change));
        let rows = of_family.map(|change| (None, change));
        let caption = two.family(family);
        if let Some(table) = two.table(family.key(), caption.clone(), rows) {
            sections.push(SectionView {
                id: format!("section-{}", family.key()),
                heading: caption,
                tables: vec![table],
                ..SectionView::default()
            });
        }
    }
    let passages = entity.changes.iter().filter(|change| is_passage(change));
    let passages = passages
        .enumerate()
        .map(|(index, change)| two.passage(change, format!("passage-{}", index + 1)));
    let link = |common: &Common, year: i16| {
        let key = match common.key.as_str() {
            "" => String::new(),
            key => format!("{key}/"),
        };
        Link {
            text: cx.name(common),
            url: cx.url(&format!("{year}/{key}")),
            note: two.name(year),
            ..Link::default()
        }
    };
    let counts = two.counts(entity.changes.iter());
    let arguments = [("name", &*name(cx, entity.after)), ("counts", &*counts)];
    let body = CompareBody {
        heading: name(cx, entity.after),
        label: title(cx, before, after),
        summary: vec![cx.say("compare-summary-entity", &arguments)],
        stats: Vec::new(),
        links: vec![link(entity.before, before), link(entity.after, after)],
        charts: Vec::new(),
        kinds: kinds(&two, entity.changes.iter()),
        sections,
        passages: passages.collect(),
    };
    finish(cx, body)
}

/// True for texts that are shown word by word.
fn is_passage(change: &Change<'_>) -> bool {
    match change.what {
        What::Passage { .. } => true,
        // The name of an indicator that is in both is a wording.
        What::Indicator { .. } => change.kind == Kind::Changed,
        _ => false,
    }
}

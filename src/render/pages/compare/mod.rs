//! Two editions side by side: the list of pairs, the summary of a pair, and one thing of it.

mod things;
mod words;

use super::{Body, Contents};
use crate::compare::{self, Change, Comparison, EntityChanges, Family, Kind, Value, What};
use crate::export::changes::{self, Changes};
use crate::model::dataset::Common;
use crate::plan::{self, COMPARED_PER_PAGE};
use crate::render::changes::Two;
use crate::render::context::Context;
use crate::render::lists;
use crate::render::view::*;
pub(super) use things::entities;
use things::{lineage, pages, things};
use words::{kinds, sentences, stats, weight};

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
                group: String::new(),
                own_label: String::new(),
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
            downloads(cx, before, after)
        } else {
            let mut links = pages(cx, &comparison, 0);
            links.extend(downloads(cx, before, after));
            links
        },
        charts: cx.charts.apart(cx),
        kinds: kinds(&two, all.iter().map(|(_, change)| *change)),
        sections,
        passages: Vec::new(),
    };
    let mut body = finish(cx, body);
    // The files are the same in all languages and stand beside the page of the documents' language.
    if cx.lang().folder().is_empty() {
        let changes = Changes::of(cx.exports, &comparison, &[]);
        let page = &cx.page.path;
        body.files.extend([
            (
                format!("{page}{}", changes::CSV),
                changes.csv().into_bytes(),
            ),
            (
                format!("{page}{}", changes::JSON),
                changes.json().into_bytes(),
            ),
        ]);
    }
    body
}

/// Links to all changes as data.
fn downloads(cx: &Context<'_>, before: i16, after: i16) -> Vec<Link> {
    let page = plan::compare_path(before, after, None);
    let link = |key: &str, name: &str| Link {
        text: cx.t(key),
        url: cx.shared_url(&format!("{page}{name}")),
        ..Link::default()
    };
    vec![
        link("compare-changes-csv", changes::CSV),
        link("compare-changes-json", changes::JSON),
    ]
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

fn more(cx: &Context<'_>, count: usize) -> String {
    if count <= SHOWN {
        return String::new();
    }
    let arguments = [("shown", &*SHOWN.to_string()), ("all", &*count.to_string())];
    crate::text::to_html(&cx.say("compare-largest", &arguments))
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

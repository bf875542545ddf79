//! Pages across an edition: lists, budget, indicators, committee.

use super::Body;
use super::ministries;
use super::reviews::{indicator_columns, indicator_row};
use crate::figures;
use crate::model::dataset::Common;
use crate::render::comparison::comparison;
use crate::render::context::{Context, plain, prose};
use crate::render::data::Tables;
use crate::render::entity::{card, project_card};
use crate::render::tables::{self, Legend};
use crate::render::view::*;
use crate::render::{amounts, indicators as indicator_views, lists, paging};

pub(super) fn page(cx: &Context<'_>, body: impl serde::Serialize + Tables, title: &str) -> Body {
    Body::new(
        cx,
        body,
        cx.say(
            "description-page",
            &[
                ("edition", cx.edition.title_in(cx.lang())),
                ("title", title),
            ],
        ),
    )
}

/// A page of a list of cards: `folder` is where the list stands, `all` its entries in official order.
fn list<T>(
    cx: &Context<'_>,
    heading: &str,
    (folder, number): (&str, usize),
    all: impl ExactSizeIterator<Item = T>,
    card: impl Fn(T) -> CardView,
) -> Body {
    let count = all.len();
    let shown = paging::range(number, count);
    let cards = all.skip(shown.start).take(shown.len()).map(card);
    let body = ListBody {
        heading: cx.t(heading),
        intro: cx.say("list-intro", &[("n", &paging::grouped(count))]),
        cards: cards.collect(),
        table: None,
    };
    finish_list(cx, body, (folder, number), count)
}

fn finish_list(
    cx: &Context<'_>,
    body: ListBody,
    (folder, number): (&str, usize),
    count: usize,
) -> Body {
    let heading = body.heading.clone();
    let folder = format!("{}/{folder}", cx.edition.year);
    let paging = paging::paging(cx, &folder, number, count);
    page(cx, body, &heading).paged(paging)
}

pub(super) fn project_list(cx: &Context<'_>, number: usize) -> Body {
    let all = cx.edition.projects.values();
    list(cx, "nav-projects", ("projects/", number), all, |project| {
        project_card(cx, project)
    })
}

pub(super) fn review_list(cx: &Context<'_>, number: usize) -> Body {
    let place = ("reviews/", number);
    if cx.offices().is_empty() {
        let all = cx.edition.reviews.values();
        return list(cx, "kind-review", place, all, |review| {
            card(cx, &review.common, review.number.clone())
        });
    }
    // Thousands of projects are a table: cards would be three times as large and could not be compared.
    let order = &cx.offices().order;
    let reviews = order[paging::range(number, order.len())]
        .iter()
        .filter_map(|id| cx.edition.review(id));
    let caption = cx.t("table-projects");
    let count = paging::grouped(order.len());
    let body = ListBody {
        heading: cx.t("kind-review"),
        intro: cx.say("list-intro-ministries", &[("n", &count)]),
        cards: Vec::new(),
        table: Some(amounts::projects(cx, "projects", caption, reviews, true)),
    };
    finish_list(cx, body, place, order.len())
}

pub(super) fn objective_list(cx: &Context<'_>, number: usize) -> Body {
    let label = |number: &str| format!("{} {number}", cx.t("kind-objective"));
    let all = cx.edition.objectives.values();
    list(
        cx,
        "nav-objectives",
        ("objectives/", number),
        all,
        |objective| card(cx, &objective.common, label(&objective.number)),
    )
}

pub(super) fn portfolio_list(cx: &Context<'_>, number: usize) -> Body {
    let label = |number: &str| format!("{} {number}", cx.t("kind-portfolio"));
    let all = cx.edition.portfolios.values();
    list(
        cx,
        "nav-portfolios",
        ("portfolios/", number),
        all,
        |portfolio| card(cx, &portfolio.common, label(&portfolio.number)),
    )
}

/// Entities whose tables stand on one page: the others are read on their own pages.
const ENTITIES: usize = 60;

/// Says that a page has only the first entities of an edition; empty where it has all.
fn first_only(cx: &Context<'_>, count: usize) -> String {
    if count <= ENTITIES {
        return String::new();
    }
    let numbers = [ENTITIES, count].map(paging::grouped);
    let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
    prose(&cx.say("first-only", &arguments))
}

/// Every budget table of the edition, by entity. Anchors get the entity in front, because a page holds many.
pub(super) fn budget(cx: &Context<'_>) -> Body {
    if !cx.offices().is_empty() {
        return ministries::budgets(cx);
    }
    let compared = [
        comparison(
            cx,
            "projects-comparison",
            cx.t("nav-projects"),
            cx.edition.projects.values().map(|project| &project.common),
        ),
        comparison(
            cx,
            "portfolios-comparison",
            cx.t("nav-portfolios"),
            cx.edition.portfolios.values().map(|p| &p.common),
        ),
    ];
    let compared: Vec<TableView> = compared.into_iter().flatten().collect();
    let compared = (!compared.is_empty()).then(|| SectionView {
        id: "comparison".into(),
        heading: cx.t("section-budget-comparison"),
        tables: compared,
        ..SectionView::default()
    });
    let own = (!cx.edition.body.budgets.is_empty())
        .then(|| budget_section(cx, &cx.edition.body, "edition", String::new()));
    let entities = cx
        .edition
        .entities()
        .filter(|common| !common.budgets.is_empty());
    let count = entities.clone().count();
    let sections = entities.take(ENTITIES).map(|common| {
        budget_section(
            cx,
            common,
            &common.key.replace('/', "-"),
            cx.entity_url(&common.key),
        )
    });
    let sections: Vec<SectionView> = compared.into_iter().chain(own).chain(sections).collect();
    let contents = sections
        .iter()
        .map(|s| Link {
            text: s.heading.clone(),
            url: format!("#{}", s.id),
            ..Link::default()
        })
        .collect();
    let body = TablesBody {
        heading: cx.t("nav-budget"),
        label: cx.short_title(),
        intro_html: prose(&cx.t("budget-intro")) + &first_only(cx, count),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections,
        findings: Vec::new(),
    };
    page(cx, body, &cx.t("nav-budget")).contents(contents)
}

fn budget_section(cx: &Context<'_>, common: &Common, id: &str, url: String) -> SectionView {
    let name = cx.name(common);
    let tables = common.budgets.iter().map(|table| {
        let mut view = prefixed(tables::figures(cx, table), id);
        // A page with many tables needs captions that tell them apart.
        view.caption = cx.messages.spaced([&name, &view.caption]);
        view
    });
    SectionView {
        id: id.to_owned(),
        heading: cx.name(common),
        url,
        tables: tables.collect(),
        ..SectionView::default()
    }
}

/// The same table on another page: its anchors get a prefix.
fn prefixed(mut view: TableView, prefix: &str) -> TableView {
    view.id = format!("{prefix}-{}", view.id);
    for cell in view
        .rows
        .iter_mut()
        .flat_map(|row| &mut row.cells)
        .filter(|cell| !cell.id.is_empty())
    {
        cell.id = format!("{prefix}-{}", cell.id);
    }
    view
}

pub(super) fn indicators(cx: &Context<'_>) -> Body {
    if !cx.offices().is_empty() {
        return ministries::indicators(cx);
    }
    let with_indicators = cx
        .edition
        .entities()
        .map(|common| (common, figures::indicators(cx.edition, common)))
        .filter(|(_, indicators)| !indicators.is_empty());
    let count = with_indicators.clone().count();
    let sections = with_indicators
        .take(ENTITIES)
        .filter_map(|(common, indicators)| {
            let mut legend = Legend::default();
            let base = cx.entity_url(&common.key);
            let rows: Vec<RowView> = indicators
                .into_iter()
                .map(|indicator| {
                    let mut row = indicator_row(cx, indicator, &base, &mut legend);
                    row.cells
                        .insert(0, lists::cell(&indicator_views::kind(cx, indicator.kind)));
                    row
                })
                .collect();
            let mut columns = indicator_columns(cx);
            columns.insert(0, lists::words(cx, "head-kind"));
            let id = common.key.replace('/', "-");
            let caption = cx
                .messages
                .spaced([cx.t("table-indicators"), cx.name(common)]);
            let mut view = lists::table(
                &format!("{id}-indicators"),
                caption,
                lists::words(cx, "corner-indicator"),
                columns,
                rows,
            );
            view.legend = legend.lines(cx);
            (!view.rows.is_empty()).then(|| SectionView {
                id,
                heading: cx.name(common),
                url: base.clone(),
                tables: vec![view],
                ..SectionView::default()
            })
        });
    let body = TablesBody {
        heading: cx.t("nav-indicators"),
        label: cx.short_title(),
        intro_html: prose(&cx.t("indicators-intro")) + &first_only(cx, count),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections: sections.collect(),
        findings: Vec::new(),
    };
    page(cx, body, &cx.t("nav-indicators"))
}

pub(super) fn committee(cx: &Context<'_>) -> Body {
    let committee = cx
        .edition
        .committee
        .as_ref()
        .expect("the page is planned only where there is a committee");
    let note = [committee.term.as_deref(), committee.note.as_deref()]
        .into_iter()
        .flatten();
    let note = cx.messages.spaced(note);
    let section = SectionView {
        id: "members-section".into(),
        heading: cx.t("section-members"),
        tables: vec![lists::members(cx, committee)],
        ..SectionView::default()
    };
    let body = TablesBody {
        heading: plain(committee.name_in(cx.lang())),
        label: cx.t("nav-committee"),
        intro_html: prose(&note),
        charts: cx.charts.apart(cx),
        stats: Vec::new(),
        sections: vec![section],
        findings: Vec::new(),
    };
    page(cx, body, &cx.t("nav-committee"))
}

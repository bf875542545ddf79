//! Ministries and their offices (局・庁).

use super::Body;
use super::overviews::page;
use crate::figures;
use crate::model::offices::{Ministry, Office};
use crate::plan;
use crate::render::amounts::{self, Sums};
use crate::render::context::{Context, prose};
use crate::render::view::*;
use crate::render::{indicators as indicator_views, lists, paging};

/// Projects in the table of the largest.
const LARGEST: usize = 20;

/// Every ministry with the sums of its projects.
pub(super) fn table(cx: &Context<'_>) -> TableView {
    let ministries = cx.offices().ministries.iter();
    let rows = ministries.map(|ministry| {
        let mut row = lists::row(
            plan::ministry_name(ministry, cx.lang()),
            Sums::of(cx, ministry.reviews()).cells(cx),
        );
        row.url = cx.edition_url(&plan::ministry_path(ministry));
        row.data.id = ministry.id.clone();
        row
    });
    let mut table = lists::table(
        "ministries",
        cx.t("table-ministries"),
        lists::words(cx, "head-ministry"),
        amounts::sum_columns(cx),
        rows.collect(),
    );
    table.sortable = true;
    table.charts = cx.chart("ministries");
    table
}

/// The page of all ministries.
pub(super) fn list(cx: &Context<'_>) -> Body {
    let offices = cx.offices();
    let table = table(cx);
    let sums = Sums::of(cx, offices.order.iter());
    let section = SectionView {
        id: "section-ministries".into(),
        tables: vec![table],
        html: prose(&sums.remarks(cx)),
        ..SectionView::default()
    };
    let all = offices.order.iter();
    let largest = largest(cx, all, cx.t("table-largest"), true);
    let body = tables_body(
        cx,
        cx.t("nav-ministries"),
        cx.short_title(),
        vec![section, largest],
    );
    page(cx, body, &cx.t("nav-ministries"))
}

fn tables_body(
    cx: &Context<'_>,
    heading: String,
    label: String,
    sections: Vec<SectionView>,
) -> TablesBody {
    TablesBody {
        heading,
        label,
        intro_html: String::new(),
        stats: Vec::new(),
        charts: cx.charts.apart(cx),
        sections,
        findings: Vec::new(),
    }
}

/// The projects with the largest initial budgets.
pub(super) fn largest<'a>(
    cx: &Context<'a>,
    ids: impl Iterator<Item = &'a String>,
    caption: String,
    shows_ministry: bool,
) -> SectionView {
    let largest = amounts::largest(cx, ids, LARGEST);
    let reviews = largest.into_iter().map(|(review, _)| review);
    let mut table = amounts::projects(cx, "largest", caption.clone(), reviews, shows_ministry);
    table.charts = cx.chart("largest");
    let link = Link {
        text: cx.t("all-projects-link"),
        url: cx.edition_url("reviews/"),
        ..Link::default()
    };
    SectionView {
        id: "section-largest".into(),
        heading: caption,
        html: prose(&cx.say("largest-note", &[("n", &LARGEST.to_string())])),
        tables: vec![table],
        links: vec![link],
        ..SectionView::default()
    }
}

/// A ministry: its offices and its largest projects.
pub(super) fn ministry(cx: &Context<'_>, id: &str) -> Body {
    let ministry = cx
        .offices()
        .ministry(id)
        .expect("the page is planned only where there is the ministry");
    let name = plan::ministry_name(ministry, cx.lang()).to_owned();
    let sums = Sums::of(cx, ministry.reviews());
    let sections = [
        agencies(cx, ministry),
        Some(offices(cx, ministry, &sums)),
        Some(largest(
            cx,
            ministry.reviews(),
            cx.t("table-largest"),
            false,
        )),
    ];
    let sections = sections.into_iter().flatten().collect();
    let mut body = tables_body(cx, name.clone(), cx.short_title(), sections);
    body.stats = amounts::stats(cx, &sums);
    page(cx, body, &name)
}

/// The ministry and the agencies below it, where there are any: sums over all their bureaus.
fn agencies(cx: &Context<'_>, ministry: &Ministry) -> Option<SectionView> {
    let mut names: Vec<(&str, Vec<&String>)> = Vec::new();
    for office in &ministry.offices {
        match names.iter_mut().find(|(name, _)| *name == office.agency) {
            Some((_, ids)) => ids.extend(&office.reviews),
            None => names.push((&office.agency, office.reviews.iter().collect())),
        }
    }
    if names.len() < 2 {
        return None;
    }
    let rows = names.iter().map(|(name, ids)| {
        let cells = Sums::of(cx, ids.iter().copied()).cells(cx);
        lists::row(name, cells)
    });
    let table = lists::table(
        "agencies",
        cx.t("table-agencies"),
        lists::words(cx, "head-agency"),
        amounts::sum_columns(cx),
        rows.collect(),
    );
    Some(SectionView {
        id: "section-agencies".into(),
        heading: cx.t("table-agencies"),
        tables: vec![table],
        ..SectionView::default()
    })
}

fn offices(cx: &Context<'_>, ministry: &Ministry, sums: &Sums) -> SectionView {
    let rows = ministry.offices.iter().map(|office| {
        let mut cells = Sums::of(cx, office.reviews.iter()).cells(cx);
        cells.insert(0, lists::cell(office.agency_beside(ministry).unwrap_or("")));
        let mut row = lists::row(plan::office_name(office, cx.lang()), cells);
        row.url = cx.edition_url(&plan::office_path(ministry, office));
        row.data.id = office.id.clone();
        row
    });
    let has_agencies = ministry
        .offices
        .iter()
        .any(|office| office.agency_beside(ministry).is_some());
    let mut columns = amounts::sum_columns(cx);
    columns.insert(0, lists::words(cx, "head-agency"));
    let mut rows: Vec<RowView> = rows.collect();
    if !has_agencies {
        columns.remove(0);
        rows.iter_mut().for_each(|row| drop(row.cells.remove(0)));
    }
    let mut table = lists::table(
        "offices",
        cx.t("table-offices"),
        lists::words(cx, "head-office"),
        columns,
        rows,
    );
    table.sortable = true;
    table.charts = cx.chart("offices");
    SectionView {
        id: "section-offices".into(),
        heading: cx.t("table-offices"),
        html: prose(&sums.remarks(cx)),
        tables: vec![table],
        ..SectionView::default()
    }
}

/// A page of the projects of an office.
pub(super) fn office(cx: &Context<'_>, ministry: &str, office: &str, number: usize) -> Body {
    let (ministry, office) = cx
        .offices()
        .office(ministry, office)
        .expect("the page is planned only where there is the office");
    let name = plan::office_name(office, cx.lang()).to_owned();
    let sums = Sums::of(cx, office.reviews.iter());
    let shown = paging::range(number, office.reviews.len());
    let reviews = office.reviews[shown]
        .iter()
        .filter_map(|id| cx.edition.review(id));
    let caption = cx.t("table-projects");
    let mut table = amounts::projects(cx, "projects", caption.clone(), reviews, false);
    table.charts = cx.chart("largest");
    let section = SectionView {
        id: "section-projects".into(),
        heading: caption,
        html: prose(&sums.remarks(cx)),
        tables: vec![table],
        ..SectionView::default()
    };
    let mut body = tables_body(cx, name.clone(), label(cx, ministry, office), vec![section]);
    body.stats = amounts::stats(cx, &sums);
    let folder = format!(
        "{}/{}",
        cx.edition.year,
        plan::office_path(ministry, office)
    );
    let paging = paging::paging(cx, &folder, number, office.reviews.len());
    page(cx, body, &name).paged(paging)
}

/// The line above the name of an office: its ministry, and its agency where that is another.
fn label(cx: &Context<'_>, ministry: &Ministry, office: &Office) -> String {
    let ministry_name = plan::ministry_name(ministry, cx.lang());
    let agency = office.agency_beside(ministry);
    cx.messages
        .spaced(std::iter::once(ministry_name).chain(agency))
}

/// Projects on the page of budgets.
const BUDGETS: usize = 100;

/// The page of budgets: sums by ministry and the largest projects. Every budget stands on the page of its project.
pub(super) fn budgets(cx: &Context<'_>) -> Body {
    let sums = Sums::of(cx, cx.offices().order.iter());
    let all = SectionView {
        id: "section-ministries".into(),
        heading: cx.t("section-by-ministry"),
        html: prose(&sums.remarks(cx)),
        tables: vec![table(cx)],
        ..SectionView::default()
    };
    let order = cx.offices().order.iter();
    let largest = amounts::largest(cx, order, BUDGETS);
    let reviews = largest.into_iter().map(|(review, _)| review);
    let caption = cx.t("table-largest");
    let note = cx.say("largest-note", &[("n", &BUDGETS.to_string())]);
    let largest = SectionView {
        id: "section-largest".into(),
        heading: caption.clone(),
        html: prose(&note),
        tables: vec![amounts::projects(cx, "largest", caption, reviews, true)],
        links: vec![data_link(cx)],
        ..SectionView::default()
    };
    let sections = vec![all, largest];
    let body = tables_body(cx, cx.t("nav-budget"), cx.short_title(), sections);
    page(cx, body, &cx.t("nav-budget"))
}

/// The page with the data files of the edition.
fn data_link(cx: &Context<'_>) -> Link {
    Link {
        text: cx.t("data-link"),
        url: cx.url(&crate::export::folder(cx.edition.year)),
        ..Link::default()
    }
}

/// States of achievement in the order of columns.
const STATES: [&str; 4] = ["achieved", "short", "pending", "none"];

/// The page of indicators: how many of each ministry reached their targets.
pub(super) fn indicators(cx: &Context<'_>) -> Body {
    let offices = cx.offices();
    let rows = offices.ministries.iter().filter_map(|ministry| {
        let reviews = ministry.reviews().filter_map(|id| cx.edition.review(id));
        let mut counts = [0_usize; STATES.len()];
        let indicators = reviews.flat_map(|review| figures::indicators(cx.edition, &review.common));
        for indicator in indicators {
            let key = indicator_views::state(cx, indicator).key;
            if let Some(at) = STATES.iter().position(|state| *state == key) {
                counts[at] += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let cells = std::iter::once(all).chain(counts).map(lists::count);
        let mut row = lists::row(plan::ministry_name(ministry, cx.lang()), cells.collect());
        row.url = cx.edition_url(&plan::ministry_path(ministry));
        row.data.id = ministry.id.clone();
        (all > 0).then_some(row)
    });
    let mut columns = vec![lists::numbers(cx, "nav-indicators", "")];
    columns.extend(STATES.map(|state| lists::numbers(cx, &format!("state-word-{state}"), "")));
    let mut table = lists::table(
        "indicator-states",
        cx.t("table-indicator-states"),
        lists::words(cx, "head-ministry"),
        columns,
        rows.collect(),
    );
    table.sortable = true;
    let section = SectionView {
        id: "section-states".into(),
        html: prose(&cx.t("indicators-many")),
        tables: vec![table],
        links: vec![data_link(cx)],
        ..SectionView::default()
    };
    let body = tables_body(cx, cx.t("nav-indicators"), cx.short_title(), vec![section]);
    page(cx, body, &cx.t("nav-indicators"))
}

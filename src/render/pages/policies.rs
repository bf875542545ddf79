//! Policies (政策) of the whole government: the list of all, and a page of each with its measures (施策) and projects.

use std::sync::Arc;

use super::Body;
use super::overviews::page;
use crate::model::policies::{Measure, Policy};
use crate::plan;
use crate::render::amounts::{self, Sums};
use crate::render::context::{Context, plain, prose};
use crate::render::view::*;
use crate::render::{caps, lists, paging};

/// Measures on the page of a policy; no real one has as many.
const MEASURES: usize = 100;

/// A page of the list of policies, by ministry in official order.
pub(super) fn list(cx: &Context<'_>, number: usize) -> Body {
    let policies = &cx.policies().all;
    let shown = paging::range(number, policies.len());
    let rows = policies[shown].iter().map(|policy| row(cx, policy));
    let mut columns = vec![
        lists::words(cx, "head-ministry"),
        lists::numbers(cx, "head-measures", ""),
    ];
    columns.extend(amounts::sum_columns(cx));
    let mut table = lists::table(
        "policies",
        cx.t("table-policies-all"),
        lists::words(cx, "head-policy"),
        columns,
        rows.collect(),
    );
    table.sortable = true;
    let count = paging::grouped(policies.len());
    let body = TablesBody {
        heading: cx.t("nav-policies"),
        label: cx.short_title(),
        intro_html: prose(&cx.say("policies-intro", &[("n", &count)])),
        stats: Vec::new(),
        charts: Vec::new(),
        sections: vec![SectionView {
            id: "section-policies".into(),
            tables: vec![table],
            ..SectionView::default()
        }],
        findings: Vec::new(),
    };
    let folder = format!("{}/policies/", cx.edition.year);
    let paging = paging::paging(cx, &folder, number, policies.len());
    page(cx, body, &cx.t("nav-policies")).paged(paging)
}

fn row(cx: &Context<'_>, policy: &Policy) -> RowView {
    let named = policy
        .measures
        .iter()
        .filter(|measure| measure.name.is_some());
    let mut cells = vec![ministry(cx, policy), lists::count(named.count())];
    cells.extend(Sums::of(cx, policy.reviews.iter()).cells(cx));
    let mut view = lists::row(&policy.name, cells);
    view.url = cx.edition_url(&plan::policy_path(policy));
    view.data.id.clone_from(&policy.id);
    view
}

/// The ministry of a policy, with its page where the edition has one.
fn ministry(cx: &Context<'_>, policy: &Policy) -> CellView {
    let mut all = cx.offices().ministries.iter();
    match all.find(|one| one.name == policy.ministry) {
        Some(one) => {
            let name = plan::ministry_name(one, cx.lang());
            lists::link(name, cx.edition_url(&plan::ministry_path(one)))
        }
        None => lists::cell(&policy.ministry),
    }
}

/// A page of the projects of a policy.
pub(super) fn policy(cx: &Context<'_>, id: &str, number: usize) -> Body {
    let policy = cx
        .policies()
        .by_id(id)
        .expect("the page is planned only where there is the policy");
    let sums = Sums::of(cx, policy.reviews.iter());
    let name = plain(&policy.name);
    let mut sections = Vec::new();
    if number == 1 {
        sections.extend(measures(cx, policy));
    }
    let caption = cx.t("table-projects");
    sections.push(SectionView {
        id: "section-projects".into(),
        heading: caption.clone(),
        html: prose(&format!(
            "{}\n{}",
            sums.remarks(cx),
            cx.t("policy-projects-note")
        )),
        tables: vec![projects(cx, policy, number, caption)],
        ..SectionView::default()
    });
    let ministry = ministry(cx, policy).text;
    let body = TablesBody {
        label: cx.messages.spaced([cx.t("head-policy"), ministry]),
        heading: name.clone(),
        intro_html: String::new(),
        stats: amounts::stats(cx, &sums),
        charts: Vec::new(),
        sections,
        findings: Vec::new(),
    };
    let folder = format!("{}/{}", cx.edition.year, plan::policy_path(policy));
    let paging = paging::paging(cx, &folder, number, policy.reviews.len());
    page(cx, body, &name).paged(paging)
}

/// The measures of a policy, where it has any with a name.
fn measures(cx: &Context<'_>, policy: &Policy) -> Option<SectionView> {
    if policy.measures.iter().all(|measure| measure.name.is_none()) {
        return None;
    }
    let row = |measure: &Measure| {
        let cells = Sums::of(cx, measure.reviews.iter()).cells(cx);
        match &measure.name {
            Some(name) => lists::row(name, cells),
            None => lists::row(&cx.t("measure-none"), cells),
        }
    };
    let caption = cx.t("table-measures");
    let table = lists::table(
        "measures",
        caption.clone(),
        lists::words(cx, "head-policy-measure"),
        amounts::sum_columns(cx),
        policy.measures.iter().map(row).collect(),
    );
    Some(SectionView {
        id: "section-measures".into(),
        heading: caption,
        html: prose(&cx.t("measures-note")),
        tables: vec![caps::cut(cx, table, MEASURES)],
        ..SectionView::default()
    })
}

/// The projects of a policy, each with the measures that its sheet names.
fn projects(cx: &Context<'_>, policy: &Policy, number: usize, caption: String) -> TableView {
    let shown = &policy.reviews[paging::range(number, policy.reviews.len())];
    let reviews = shown
        .iter()
        .filter_map(|id| cx.edition.reviews.get(id).map(Arc::as_ref));
    let mut table = amounts::projects(cx, "projects", caption, reviews, false);
    table
        .columns
        .insert(1, lists::words(cx, "head-policy-measure"));
    for (row, id) in table.rows.iter_mut().zip(shown) {
        let own = policy
            .measures
            .iter()
            .filter(|measure| measure.reviews.contains(id));
        let names = own.filter_map(|measure| measure.name.as_deref()).map(plain);
        row.cells.insert(1, lists::cell(&cx.messages.list(names)));
    }
    table.measured()
}

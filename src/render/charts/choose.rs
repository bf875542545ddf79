//! Which charts a page has: what its figures support, and no more.

mod newest;
mod offices;

use std::sync::Arc;

use crate::chart::heatmap::{self, Shown, Source};
use crate::chart::{
    ChartSpec, budget, concentration, flow, indicator, ranked, timeline, treemap, waterfall,
};
use crate::figures;
use crate::model::dataset::{Common, Indicator, Project, Review};
use crate::plan::{Page, PageKind};
use crate::render::caps;
use crate::render::comparison;
use crate::render::context::Context;
use crate::render::{indicators, series};

/// Charts over several projects; each stands in a section of its own, because no table of the page holds its figures.
const APART: [&str; 6] = [
    "achievement",
    "newest-change",
    "programs",
    "projects-budget-change",
    "projects-timeline",
    "treemap",
];

/// Entities that one chart can show; more are a list, not a picture.
const MOST: usize = 40;

/// True where a chart can show all of them.
fn fits(mut entities: impl Iterator) -> bool {
    entities.nth(MOST).is_none()
}

/// True for charts that belong to no single table of their page.
pub(super) fn is_apart(id: &str) -> bool {
    APART.contains(&id)
}

/// The charts of a page.
pub(super) fn of_page(cx: &Context<'_>, page: &Page) -> Vec<ChartSpec> {
    let entity = |key: &str| {
        let common = cx.edition.entity(key);
        common
            .map(|common| of_entity(cx, common))
            .unwrap_or_default()
    };
    match &page.kind {
        PageKind::Home | PageKind::Edition if !cx.offices().is_empty() => {
            offices::of_page(cx, &PageKind::MinistryList)
        }
        PageKind::Home | PageKind::Edition => of_entity(cx, &cx.edition.body),
        PageKind::Program(id) => entity(&format!("programs/{id}")),
        PageKind::Project(id) => entity(&format!("projects/{id}")),
        PageKind::Review(id) => entity(&format!("reviews/{id}")),
        PageKind::Objective(id) => entity(&format!("objectives/{id}")),
        PageKind::Portfolio(id) => entity(&format!("portfolios/{id}")),
        PageKind::MinistryList | PageKind::Ministry(_) | PageKind::Office(..) => {
            offices::of_page(cx, &page.kind)
        }
        PageKind::Recipients(1) if !cx.payees().is_empty() => {
            offices::payees(cx).into_iter().collect()
        }
        PageKind::Recipients(1) => ranked::organisations(cx.messages, cx.edition)
            .into_iter()
            .collect(),
        PageKind::Recipient(key) if cx.payee(key).is_none() => {
            organisation(cx, key).into_iter().collect()
        }
        PageKind::Budget if !cx.offices().is_empty() => {
            offices::of_page(cx, &PageKind::MinistryList)
        }
        PageKind::Indicators if !cx.offices().is_empty() => Vec::new(),
        PageKind::Budget => {
            let projects = cx.edition.projects.values().map(|project| &project.common);
            let portfolios = cx
                .edition
                .portfolios
                .values()
                .map(|portfolio| &portfolio.common);
            let mut specs = compared(cx, "projects-comparison", "nav-projects", projects);
            specs.extend(compared(
                cx,
                "portfolios-comparison",
                "nav-portfolios",
                portfolios,
            ));
            specs
        }
        PageKind::Indicators => heat(cx, "achievement", cx.edition.entities())
            .into_iter()
            .collect(),
        PageKind::Compare(before, after) => {
            newest::change(cx, *before, *after).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What an organisation received.
fn organisation(cx: &Context<'_>, key: &str) -> Option<ChartSpec> {
    let places = cx.plan.ground.recipient(cx.edition.year, key)?;
    let entry = cx.edition.recipient(places)?;
    ranked::organisation(cx.messages, &entry)
}

/// The charts of an entity, in the order of its page.
pub(super) fn of_entity(cx: &Context<'_>, common: &Common) -> Vec<ChartSpec> {
    let words = cx.messages;
    // Rows of two years change; one row, or more years, have a course.
    let budgets = common.budgets.iter();
    let budgets = budgets
        .filter(|table| caps::draws(cx.edition, common, table))
        .filter_map(|table| waterfall::spec(words, table).or_else(|| budget::spec(words, table)));
    let indicators = figures::indicators(cx.edition, common).into_iter();
    let indicators = indicators.filter_map(|shown| {
        let valued = indicators::valued(cx, shown);
        indicator::spec(words, &shown.id, shown.name_in(words.lang()), valued)
    });
    let review = cx.edition.reviews.get(common.id());
    let review = review.filter(|review| review.common.key == common.key);
    let costs = review.into_iter().flat_map(|review| &review.activities);
    let costs =
        costs.filter_map(|activity| indicator::unit_cost(words, activity.unit_cost.as_ref()?));
    budgets
        .chain(series::chart(cx, common))
        .chain(indicators)
        .chain(costs)
        .chain(achievement(cx, common).filter(|_| !common.key.is_empty()))
        .chain(own(cx, common))
        .collect()
}

/// Budgets of several entities side by side: how they changed from the last year but one to the last.
fn compared<'c>(
    cx: &Context<'_>,
    id: &str,
    title: &str,
    entities: impl Iterator<Item = &'c Common> + Clone,
) -> Vec<ChartSpec> {
    let table =
        fits(entities.clone()).then(|| comparison::table(cx.lang(), id, cx.t(title), entities));
    let Some(table) = table.flatten() else {
        return Vec::new();
    };
    let mut years: Vec<usize> = (0..table.columns.len()).collect();
    years.sort_by_key(|&index| table.columns[index].year);
    let change = match years[..] {
        [.., a, b] => waterfall::between(cx.messages, &table, a, b),
        _ => None,
    };
    change.into_iter().collect()
}

/// Where the money of a review sheet goes: the flow, then the recipients of each block.
fn payments(cx: &Context<'_>, review: &Review) -> Vec<ChartSpec> {
    // Of one payee, the list says all.
    let flow = review.flow.as_ref();
    let flow = flow.filter(|flow| !caps::is_cut(review) || flow.blocks.len() > 2);
    let flow = flow.and_then(|flow| flow::spec(cx.messages, flow));
    // Imported sheets have dozens of blocks, whose payees stand by their amounts.
    if review.organisation.is_some() {
        return flow.into_iter().collect();
    }
    let lists = review.recipients.iter().map(|list| (list, "recipients"));
    let contracts = review.multi_year_contracts.iter();
    let lists = lists.chain(contracts.map(|list| (list, "contracts")));
    let ranks = lists.flat_map(|(list, prefix)| {
        let ranked = ranked::recipients(cx.messages, review, list, prefix);
        let concentration = concentration::spec(cx.messages, review, list, prefix);
        ranked.into_iter().chain(concentration)
    });
    flow.into_iter().chain(ranks).collect()
}

/// Periods and evaluations of several projects.
fn together<'p>(
    cx: &Context<'_>,
    projects: impl Iterator<Item = &'p Project> + Clone,
) -> Option<ChartSpec> {
    let shown = fits(projects.clone()).then_some(projects)?;
    timeline::spec(cx.messages, "projects-timeline", shown)
}

/// What the kind of the entity adds.
fn own(cx: &Context<'_>, common: &Common) -> Vec<ChartSpec> {
    let edition = cx.edition;
    let (kind, id) = common.key.split_once('/').unwrap_or(("", ""));
    let specs = match kind {
        "" => {
            let programs = edition.programs.values().map(|program| &program.common);
            let projects = edition.projects.values().map(|project| &project.common);
            let change = compared(cx, "projects-budget", "nav-projects", projects.clone());
            let heat = heat(cx, "achievement", programs.chain(projects));
            let timeline = together(cx, edition.projects.values().map(Arc::as_ref));
            return change.into_iter().chain(heat).chain(timeline).collect();
        }
        "programs" => {
            let program = edition.programs.get(id);
            let ids = program.iter().flat_map(|program| &program.projects);
            let projects = ids.filter_map(|id| edition.project(id));
            let commons = projects.clone().map(|project| &project.common);
            let change = compared(cx, "comparison", "table-comparison", commons);
            let timeline = together(cx, projects);
            return change.into_iter().chain(timeline).collect();
        }
        "projects" => {
            let project = edition.project(id).into_iter();
            vec![timeline::spec(cx.messages, "timeline", project)]
        }
        "reviews" => {
            let review = edition.reviews.get(id);
            return review
                .map(|review| payments(cx, review))
                .unwrap_or_default();
        }
        "portfolios" => {
            let portfolio = edition.portfolios.get(id);
            // Too few areas are a ranking.
            vec![portfolio.and_then(|portfolio| {
                let areas = treemap::spec(cx.messages, portfolio);
                areas.or_else(|| ranked::portfolio(cx.messages, portfolio))
            })]
        }
        _ => Vec::new(),
    };
    specs.into_iter().flatten().collect()
}

/// Which indicators of an entity reached their targets, year by year. An objective has a table of them, to which it belongs.
fn achievement(cx: &Context<'_>, common: &Common) -> Option<ChartSpec> {
    let id = if common.key.starts_with("objectives/") {
        "indicator-overview"
    } else {
        "achievement"
    };
    heatmap::spec(
        cx.messages,
        id,
        &cx.t("chart-subject-achievement"),
        &sources(cx, common),
    )
}

/// The same for several entities, each a group of its own.
fn heat<'a>(
    cx: &Context<'a>,
    id: &str,
    entities: impl Iterator<Item = &'a Common> + Clone,
) -> Option<ChartSpec> {
    if !fits(entities.clone()) {
        return None;
    }
    let sources = entities.map(|common| Source {
        name: cx.name(common),
        about: common.key.clone(),
        indicators: shown(cx, figures::indicators(cx.edition, common)),
    });
    let sources: Vec<Source<'_>> = sources
        .filter(|source| !source.indicators.is_empty())
        .collect();
    heatmap::spec(
        cx.messages,
        id,
        &cx.t("chart-subject-achievement"),
        &sources,
    )
}

/// Indicators with the values that they refer to.
fn shown<'a>(cx: &Context<'a>, indicators: Vec<&'a Indicator>) -> Vec<Shown<'a>> {
    let shown = indicators.into_iter().map(|shown| Shown {
        values: indicators::valued(cx, shown),
        ..Shown::own(cx.lang(), shown)
    });
    shown.collect()
}

/// The indicators of an entity, by achievement goal where it has goals.
fn sources<'a>(cx: &Context<'a>, common: &'a Common) -> Vec<Source<'a>> {
    let source = |name: String, indicators: Vec<&'a Indicator>| Source {
        name,
        about: common.key.clone(),
        indicators: shown(cx, indicators),
    };
    let objective = cx
        .edition
        .objectives
        .get(common.id())
        .filter(|objective| objective.common.key == common.key);
    match objective {
        Some(objective) => objective
            .goals
            .iter()
            .map(|goal| {
                let number = [("number", goal.number.as_str()), ("title", &goal.title)];
                source(
                    cx.say("chart-goal", &number),
                    goal.indicators.iter().collect(),
                )
            })
            .collect(),
        None => vec![source(
            String::new(),
            figures::indicators(cx.edition, common),
        )],
    }
}

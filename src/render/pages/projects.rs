//! Programme, project and portfolio pages.

use super::{Body, Contents};
use crate::model::dataset::{Common, Portfolio, Program, Project};
use crate::model::shelf::Shelf;
use crate::render::commentary::BlockWriter;
use crate::render::comparison::comparison;
use crate::render::context::{Context, plain};
use crate::render::data::{Also, AlsoValue, CellData, Tables};
use crate::render::entity::{budget_stats, entity, project_card, project_label};
use crate::render::lineage::relation;
use crate::render::view::*;
use crate::render::{indicators, lists, payments};

pub(super) fn program(cx: &Context<'_>, program: &Program, write: BlockWriter<'_>) -> Body {
    let label = match &program.number {
        Some(number) => format!("{} {number}", cx.t("kind-program")),
        None => cx.t("kind-program"),
    };
    let mut view = entity(cx, &program.common, label, write);
    view.stats = budget_stats(cx, &program.common);
    let projects: Vec<&Project> = program
        .projects
        .iter()
        .filter_map(|id| cx.edition.project(id))
        .collect();
    let cards = projects
        .iter()
        .map(|project| project_card(cx, project))
        .collect();
    let body = ProgramBody {
        comparison: comparison(
            cx,
            "comparison",
            cx.t("table-comparison"),
            projects.iter().map(|project| &project.common),
        ),
        projects: cards,
        entity: view,
    };
    let mut contents = start(cx, &body.entity);
    contents.add(cx, "projects", !body.projects.is_empty());
    contents.add(cx, "comparison", body.comparison.is_some());
    contents.add(cx, "indicators", !body.entity.indicators.is_empty());
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    finish(cx, contents, body, |body| &body.entity, &program.common)
}

/// Sections that come first on every entity's page.
pub(super) fn start(cx: &Context<'_>, entity: &EntityView) -> Contents {
    let mut contents = Contents::default();
    contents.add(cx, "commentary", entity.commentary.is_some());
    contents.add(cx, "facts", !entity.facts.is_empty());
    contents.add(cx, "charts", !entity.charts.is_empty());
    contents
}

/// Sections that come last on every entity's page, and the body.
pub(super) fn finish<B: serde::Serialize + Tables>(
    cx: &Context<'_>,
    mut contents: Contents,
    body: B,
    entity: fn(&B) -> &EntityView,
    common: &Common,
) -> Body {
    let entity = entity(&body);
    contents.add(cx, "lists", !entity.lists.is_empty());
    contents.add(cx, "related", !entity.related.is_empty());
    contents.add(cx, "sources", !entity.sources.is_empty());
    contents.add(cx, "inferences", !entity.inferences.is_empty());
    contents.add(cx, "audit", !entity.audit.summary.is_empty());
    let edition = &cx.short_title();
    let description = cx.say(
        "description-entity",
        &[("name", &cx.name(common)), ("edition", edition)],
    );
    Body::new(cx, body, description).contents(contents.0)
}

pub(super) fn project(cx: &Context<'_>, project: &Project, write: BlockWriter<'_>) -> Body {
    let mut view = entity(cx, &project.common, project_label(cx, project), write);
    view.stats = budget_stats(cx, &project.common);
    view.stats.extend(period_stat(cx, project));
    view.aliases = project
        .short_name
        .iter()
        .chain(&project.aliases)
        .cloned()
        .collect();
    let body = ProjectBody {
        entity: view,
        timeline: timeline(cx, project),
        evaluations: lists::evaluations(cx, &project.evaluations),
        timeline_charts: cx.chart("timeline"),
        tasks: project
            .tasks
            .iter()
            .map(|group| lists::tasks(cx, group))
            .collect(),
        lineage: lineage(cx, &project.common),
        neighbours: neighbours(cx, &cx.edition.projects, project.common.id(), |project| {
            &project.common
        }),
    };
    let mut contents = start(cx, &body.entity);
    contents.add(
        cx,
        "timeline",
        !body.timeline.is_empty() || body.evaluations.is_some(),
    );
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    contents.add(cx, "indicators", !body.entity.indicators.is_empty());
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    contents.add(cx, "tasks", !body.tasks.is_empty());
    contents.add(cx, "lineage", !body.lineage.is_empty());
    finish(cx, contents, body, |body| &body.entity, &project.common)
}

fn period_stat(cx: &Context<'_>, project: &Project) -> Option<StatView> {
    let period = project.period.as_ref()?;
    let first = period.first.long(cx.lang());
    let value = match period.last {
        Some(last) => cx.say(
            "period",
            &[("first", &first), ("last", &last.long(cx.lang()))],
        ),
        None => cx.say("period-open", &[("first", &first)]),
    };
    Some(StatView {
        label: cx.t("stat-period"),
        value,
        note: period.inferred.clone().unwrap_or_default(),
        formula: None,
        url: String::new(),
        cite: cx.cite(&period.citation),
    })
}

/// Period, evaluations and what came before and after, in the order of time.
fn timeline(cx: &Context<'_>, project: &Project) -> Vec<TimelineView> {
    let mut steps: Vec<(i16, TimelineView)> = Vec::new();
    if let Some(period) = &project.period {
        let mut add = |year: crate::model::fiscal_year::FiscalYear, key: &str| {
            let view = TimelineView {
                year: year.long(cx.lang()),
                text: cx.t(key),
                kind: "period".into(),
                inferred: period.inferred.clone(),
                cite: cx.cite(&period.citation),
                url: String::new(),
            };
            steps.push((year.0, view));
        };
        add(period.first, "timeline-start");
        if let Some(last) = period.last {
            add(last, "timeline-end");
        }
    }
    for evaluation in &project.evaluations {
        let Some(year) = evaluation.year else {
            continue;
        };
        let view = TimelineView {
            year: year.long(cx.lang()),
            text: lists::stages(cx, evaluation),
            kind: "evaluation".into(),
            inferred: evaluation.inferred.clone(),
            cite: cx.cite(&evaluation.citation),
            url: String::new(),
        };
        steps.push((year.0, view));
    }
    steps.sort_by_key(|(year, _)| *year);
    steps.into_iter().map(|(_, view)| view).collect()
}

fn lineage(cx: &Context<'_>, common: &Common) -> Vec<TimelineView> {
    common
        .lineage
        .iter()
        .map(|line| TimelineView {
            year: cx.t(relation(line.relation)),
            text: match &line.period {
                Some(period) => cx.messages.remarked(&plain(&line.name), &plain(period)),
                None => plain(&line.name),
            },
            kind: "lineage".into(),
            inferred: line.inferred.clone(),
            cite: cx.cite(&line.citation),
            url: line
                .entity
                .as_ref()
                .map(|(year, key)| cx.url(&format!("{year}/{key}/")))
                .unwrap_or_default(),
        })
        .collect()
}

/// Links to the entity before and after one in the list.
fn neighbours<T>(
    cx: &Context<'_>,
    all: &Shelf<T>,
    id: &str,
    common: impl Fn(&T) -> &Common,
) -> Vec<Link> {
    let link = |entity: &T, message: &str| {
        let common = common(entity);
        let text = cx.say(message, &[("name", &cx.name(common))]);
        Link {
            text,
            url: cx.entity_url(&common.key),
            ..Link::default()
        }
    };
    let (before, after) = all.around(id);
    let before = before.map(|entity| link(entity, "neighbour-previous"));
    let after = after.map(|entity| link(entity, "neighbour-next"));
    before.into_iter().chain(after).collect()
}

pub(super) fn portfolio(cx: &Context<'_>, portfolio: &Portfolio, write: BlockWriter<'_>) -> Body {
    let label = format!("{} {}", cx.t("kind-portfolio"), portfolio.number);
    let mut view = entity(cx, &portfolio.common, label, write);
    view.stats = budget_stats(cx, &portfolio.common);
    let points = portfolio
        .points
        .iter()
        .enumerate()
        .map(|(index, group)| PointGroupView {
            id: format!("points-{}", index + 1),
            heading: plain(&group.heading),
            items: group
                .items
                .iter()
                .map(|item| PointView {
                    program: plain(&item.program),
                    flag: item.flag.clone().unwrap_or_default(),
                    bullets: item.bullets.iter().map(|bullet| plain(bullet)).collect(),
                    cite: cx.cite(&item.citation),
                })
                .collect(),
            inferred: group.inferred.clone(),
        });
    let body = PortfolioBody {
        entity: view,
        ministries: portfolio.ministries.clone(),
        groups: portfolio
            .groups
            .iter()
            .map(|group| payments::portfolio_group(cx, group))
            .collect(),
        points: points.collect(),
        neighbours: neighbours(
            cx,
            &cx.edition.portfolios,
            portfolio.common.id(),
            |portfolio| &portfolio.common,
        ),
    };
    let mut contents = start(cx, &body.entity);
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    contents.add(cx, "groups", !body.groups.is_empty());
    contents.add(cx, "points", !body.points.is_empty());
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    finish(cx, contents, body, |body| &body.entity, &portfolio.common)
}

/// The number of an indicator's states among those of an entity; used by lists.
pub(super) fn state_cell(
    cx: &Context<'_>,
    indicator: &crate::model::dataset::Indicator,
) -> CellView {
    let state = indicators::state(cx, indicator);
    let word = Also {
        key: "state",
        label: cx.t("data-state"),
        value: AlsoValue::Text(cx.t(&format!("state-word-{}", state.key))),
    };
    CellView {
        text: format!("{} {}", state.mark, state.text),
        status: "text".into(),
        data: CellData {
            also: vec![word],
            ..CellData::default()
        },
        ..CellView::default()
    }
}

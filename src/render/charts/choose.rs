//! Which charts a page has: what its figures support, and no more.

use crate::chart::heatmap::{self, Shown, Source};
use crate::chart::{ChartSpec, budget, indicator};
use crate::figures;
use crate::model::dataset::{Common, Indicator};
use crate::plan::{Page, PageKind};
use crate::render::context::Context;
use crate::render::indicators;

/// The charts of a page, and the path of the page that has their files.
pub(super) fn of_page(cx: &Context<'_>, page: &Page) -> (String, Vec<ChartSpec>) {
    let entity = |key: &str| {
        cx.edition
            .entity(key)
            .map(|common| of_entity(cx, common))
            .unwrap_or_default()
    };
    let specs = match &page.kind {
        PageKind::Home | PageKind::Edition => {
            let path = format!("{}/", cx.edition.year);
            return (path, of_entity(cx, &cx.edition.body));
        }
        PageKind::Program(id) => entity(&format!("programs/{id}")),
        PageKind::Project(id) => entity(&format!("projects/{id}")),
        PageKind::Review(id) => entity(&format!("reviews/{id}")),
        PageKind::Objective(id) => entity(&format!("objectives/{id}")),
        PageKind::Portfolio(id) => entity(&format!("portfolios/{id}")),
        _ => Vec::new(),
    };
    (page.path.clone(), specs)
}

/// The charts of an entity, in the order of its page.
pub(super) fn of_entity(cx: &Context<'_>, common: &Common) -> Vec<ChartSpec> {
    let words = cx.messages;
    let budgets = common.budgets.iter();
    let budgets = budgets.filter_map(|table| budget::spec(words, table));
    let indicators = figures::indicators(cx.edition, common).into_iter();
    let indicators = indicators.filter_map(|shown| {
        let valued = indicators::valued(cx, shown);
        indicator::spec(words, &shown.id, &shown.name, valued)
    });
    let achievement = heatmap::spec(
        "achievement",
        &cx.t("chart-subject-achievement"),
        &sources(cx, common),
    );
    budgets.chain(indicators).chain(achievement).collect()
}

/// The indicators of an entity, by achievement goal where it has goals.
fn sources<'a>(cx: &Context<'a>, common: &'a Common) -> Vec<Source<'a>> {
    let source = |name: String, indicators: Vec<&'a Indicator>| Source {
        name,
        about: common.key.clone(),
        indicators: indicators
            .into_iter()
            .map(|shown| Shown {
                values: indicators::valued(cx, shown),
                ..Shown::from(shown)
            })
            .collect(),
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

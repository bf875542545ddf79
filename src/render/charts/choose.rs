//! Which charts a page has: what its figures support, and no more.

use crate::chart::{ChartSpec, budget, flow, timeline};
use crate::model::dataset::{Common, Project};
use crate::plan::{Page, PageKind};
use crate::render::context::Context;

/// Charts over several projects; each stands in a section of its own, because no table of the page holds its figures.
const APART: [&str; 1] = ["projects-timeline"];

/// True for charts that belong to no single table of their page.
pub(super) fn is_apart(id: &str) -> bool {
    APART.contains(&id)
}

/// The charts of a page, and the path of the page that has their files.
pub(super) fn of_page(cx: &Context<'_>, page: &Page) -> (String, Vec<ChartSpec>) {
    let entity = |key: &str| {
        let common = cx.edition.entity(key);
        common
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
    let budgets = common
        .budgets
        .iter()
        .filter_map(|table| budget::spec(words, table));
    budgets.chain(own(cx, common)).collect()
}

/// What the kind of the entity adds.
fn own(cx: &Context<'_>, common: &Common) -> Vec<ChartSpec> {
    let edition = cx.edition;
    let (kind, id) = common.key.split_once('/').unwrap_or(("", ""));
    let several = |projects: &mut dyn Iterator<Item = &Project>| {
        timeline::spec(cx.messages, "projects-timeline", projects)
    };
    let specs = match kind {
        "" => vec![several(&mut edition.projects.values())],
        "programs" => {
            let program = edition.programs.get(id);
            let ids = program.iter().flat_map(|program| &program.projects);
            let mut projects = ids.filter_map(|id| edition.projects.get(id));
            vec![several(&mut projects)]
        }
        "projects" => {
            let project = edition.projects.get(id).into_iter();
            vec![timeline::spec(cx.messages, "timeline", project)]
        }
        "reviews" => {
            let review = edition.reviews.get(id);
            let flow = review.and_then(|review| review.flow.as_ref());
            vec![flow.and_then(|flow| flow::spec(cx.messages, flow))]
        }
        _ => Vec::new(),
    };
    specs.into_iter().flatten().collect()
}

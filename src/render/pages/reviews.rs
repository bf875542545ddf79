//! Review sheet and policy objective pages.

use super::Body;
use super::projects::{finish, start, state_cell};
use crate::format;
use crate::model::dataset::{Activity, Indicator, Objective, RecipientList, Review, ReviewFinding};
use crate::render::commentary::BlockWriter;
use crate::render::context::{Context, plain};
use crate::render::entity::{budget_stats, entity, facts, with_charts};
use crate::render::indicators::{goal_cell, indicator};
use crate::render::tables::{self, Legend};
use crate::render::view::*;
use crate::render::{
    amounts, caps, data, flow_list, lineage, lists, logic, payees, payments, sheets, sources,
};

pub(super) fn review(cx: &Context<'_>, review: &Review, write: BlockWriter<'_>) -> Body {
    let label = format!("{} {}", cx.t("kind-review"), review.number);
    let mut view = entity(cx, &review.common, label, write);
    view.stats = budget_stats(cx, &review.common);
    view.budgets = caps::budgets(cx, review, view.budgets);
    let organisation = sheets::organisation(cx, review).into_iter();
    view.facts = organisation.chain(view.facts).collect();
    let model = review.logic_model.as_ref();
    let (logic_svg_html, logic_remark) = model
        .map(|model| logic::drawing(cx, model))
        .unwrap_or_default();
    let (cost_items, more_cost_items, cost_items_left_out) = caps::costs(cx, review);
    let is_cut = caps::is_cut(review);
    let first = |table: Option<TableView>| Some(caps::cut(cx, table?, caps::BASES));
    let flow = review.flow.as_ref();
    let (flow, flow_list) = flow.map(|flow| flow_list::flow(cx, review, flow)).unzip();
    let logic_list = model.map(|model| logic::list(cx, model));
    let (logic_list, logic_left_out) = caps::logic(cx, logic_list.unwrap_or_default());
    let mut body = ReviewBody {
        logic_svg_html,
        logic_remark,
        logic_list,
        logic_left_out,
        entity: view,
        policies: first(sheets::policies(cx, review)),
        laws: first(sheets::laws(cx, review)),
        plans: first(sheets::plans(cx, review)),
        subsidies: first(sheets::subsidies(cx, review)),
        logic_nodes: sheets::logic_nodes(cx, review),
        logic_edges: sheets::logic_edges(cx, review),
        activities: review
            .activities
            .iter()
            .map(|block| activity(cx, block))
            .collect(),
        more_outcomes: review
            .more_outcomes
            .iter()
            .map(|outcome| indicator(cx, outcome))
            .collect(),
        policy: facts(cx, &review.policy, "policy"),
        self_check: lists::self_check(cx, &review.self_check),
        self_check_results: cx.texts(&review.self_check_results, "result"),
        related_projects: match is_cut {
            true => first(
                lists::related_projects(cx, &review.related_projects).map(sheets::without_empty),
            ),
            false => lists::related_projects(cx, &review.related_projects),
        },
        related_by: match is_cut {
            true => first(lists::related_by(cx, review)),
            false => None,
        },
        review_findings: review
            .findings
            .iter()
            .enumerate()
            .map(|(index, f)| finding(cx, f, index))
            .collect(),
        remarks: cx.texts(&review.remarks, "remark"),
        past_numbers: lists::past_numbers(cx, &review.past_numbers),
        lineage: lineage::table_of(cx, &review.common),
        flow,
        flow_list: flow_list.unwrap_or_default(),
        flow_notes: Vec::new(),
        indirect_costs: review
            .indirect_costs
            .as_ref()
            .map(|list| payments::costs(cx, list)),
        data_url: match (
            more_cost_items.is_empty(),
            cx.data_url(&format!("{}{}", cx.page.path, data::address::json(cx))),
        ) {
            (true, _) => String::new(),
            (false, url) => url,
        },
        cost_items,
        more_cost_items,
        cost_items_left_out,
        recipients: review
            .recipients
            .iter()
            .map(|list| recipients(cx, review, list, "recipients"))
            .collect(),
        multi_year_contracts: review
            .multi_year_contracts
            .iter()
            .map(|list| recipients(cx, review, list, "contracts"))
            .collect(),
        payees: payees::blocks(cx, review, "recipients"),
        multi_year_payees: payees::blocks(cx, review, "contracts"),
        neighbours: amounts::neighbours(cx, review),
    };
    if is_cut {
        body.entity.sources = sources::of_sheet(cx, review, &body);
    }
    let mut contents = start(cx, &body.entity);
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    let bases = [&body.policies, &body.laws, &body.plans, &body.subsidies];
    contents.add(cx, "bases", bases.iter().any(|table| table.is_some()));
    contents.add(cx, "logic-model", body.logic_nodes.is_some());
    contents.add(cx, "activities", !body.activities.is_empty());
    for block in &body.activities {
        contents.add_named(block.title.clone(), &block.id);
    }
    contents.add(cx, "indicators", !body.entity.indicators.is_empty());
    contents.add(cx, "more-outcomes", !body.more_outcomes.is_empty());
    contents.add(cx, "policy", !body.policy.is_empty());
    let related = [&body.related_projects, &body.related_by];
    let has_self_check = body.self_check.is_some() || !body.self_check_results.is_empty();
    let is_related_there = !is_cut && body.related_projects.is_some();
    contents.add(cx, "self-check", has_self_check || is_related_there);
    let has_related = is_cut && related.iter().any(|table| table.is_some());
    contents.add(cx, "related-projects", has_related);
    contents.add(cx, "findings", !body.review_findings.is_empty());
    contents.add(cx, "remarks", !body.remarks.is_empty());
    contents.add(cx, "flow", body.flow.is_some());
    contents.add(cx, "indirect-costs", body.indirect_costs.is_some());
    contents.add(cx, "costs", !body.cost_items.is_empty());
    let payees = match is_cut {
        true => cx.t("section-payees"),
        false => cx.t("section-recipients"),
    };
    if !body.recipients.is_empty() {
        contents.add_named(payees, "section-recipients");
    }
    contents.add(cx, "multi-year", !body.multi_year_contracts.is_empty());
    contents.add(cx, "sheet-lineage", body.lineage.is_some());
    contents.add(cx, "past-numbers", body.past_numbers.is_some());
    finish(cx, contents, body, |body| &body.entity, &review.common)
}

fn activity(cx: &Context<'_>, block: &Activity) -> ActivityView {
    ActivityView {
        id: block.id.clone(),
        title: plain(&block.title),
        activity: cx.text(&block.activity, &format!("{}-activity", block.id)),
        outputs: block
            .outputs
            .iter()
            .map(|output| indicator(cx, output))
            .collect(),
        unit_cost: block
            .unit_cost
            .as_ref()
            .map(|table| with_charts(cx, tables::figures(cx, table), &table.id)),
        unit_cost_basis: block
            .unit_cost_basis
            .as_ref()
            .map(|text| cx.text(text, &format!("{}-cost-basis", block.id))),
        outcomes: block
            .outcomes
            .iter()
            .map(|outcome| indicator(cx, outcome))
            .collect(),
        related: block
            .related
            .iter()
            .filter_map(|key| cx.entity_link(key))
            .collect(),
    }
}

fn finding(cx: &Context<'_>, finding: &ReviewFinding, index: usize) -> TextView {
    let heading = match &finding.judgement {
        Some(judgement) => cx.say(
            "text-colon",
            &[
                ("label", &plain(&finding.heading)),
                ("text", &plain(judgement)),
            ],
        ),
        None => plain(&finding.heading),
    };
    TextView {
        id: format!("finding-{}", index + 1),
        heading,
        html: cx.prose(&finding.text),
        cite: cx.cite(&finding.citation),
        inferred: None,
    }
}

/// Recipients of a block with their charts. `prefix` is `recipients` or `contracts`.
fn recipients(cx: &Context<'_>, review: &Review, list: &RecipientList, prefix: &str) -> TableView {
    let mut table = crate::render::recipients::recipients(cx, review, list, prefix);
    if caps::is_cut(review) {
        // Blocks of payees stand on the page in its place.
        table = caps::cut(cx, table, 0);
    }
    let id = table.id.clone();
    with_charts(cx, table, &id)
}

pub(super) fn objective(cx: &Context<'_>, objective: &Objective, write: BlockWriter<'_>) -> Body {
    let label = format!("{} {}", cx.t("kind-objective"), objective.number);
    let mut view = entity(cx, &objective.common, label, write);
    view.stats = budget_stats(cx, &objective.common);
    let goals = objective.goals.iter().map(|goal| GoalView {
        id: goal.id.clone(),
        number: goal.number.clone(),
        title: plain(&goal.title),
        text: cx.text(&goal.text, &format!("{}-text", goal.id)),
        basis: goal
            .basis
            .as_ref()
            .map(|basis| cx.text(basis, &format!("{}-basis", goal.id))),
        indicators: goal.indicators.iter().map(|i| indicator(cx, i)).collect(),
        means: lists::means(cx, goal),
        changes: goal
            .changes
            .as_ref()
            .map(|changes| cx.text(changes, &format!("{}-changes", goal.id))),
    });
    let body = ObjectiveBody {
        goals: goals.collect(),
        overview: overview(cx, objective).map(|table| with_charts(cx, table, "indicator-overview")),
        entity: view,
    };
    let mut contents = start(cx, &body.entity);
    contents.add(cx, "texts", !body.entity.texts.is_empty());
    contents.add(cx, "budgets", !body.entity.budgets.is_empty());
    contents.add(cx, "overview", body.overview.is_some());
    for goal in &body.goals {
        contents.add_named(
            cx.say(
                "title-goal",
                &[("number", &goal.number), ("title", &goal.title)],
            ),
            &goal.id,
        );
    }
    finish(cx, contents, body, |body| &body.entity, &objective.common)
}

/// All indicators of an objective at a glance: target, newest actual value, state.
fn overview(cx: &Context<'_>, objective: &Objective) -> Option<TableView> {
    let mut legend = Legend::default();
    let rows: Vec<RowView> = objective
        .goals
        .iter()
        .flat_map(|goal| {
            goal.indicators
                .iter()
                .map(move |indicator| (goal, indicator))
        })
        .map(|(goal, indicator)| {
            let number = indicator.number.as_deref().unwrap_or_default();
            let mut row = indicator_row(cx, indicator, "", &mut legend);
            row.label = format!(
                "{}{number} {}",
                goal.number,
                plain(indicator.name_in(cx.lang()))
            );
            row
        })
        .collect();
    let columns = indicator_columns(cx);
    let mut view = lists::table(
        "indicator-overview",
        cx.t("table-indicators"),
        lists::words(cx, "corner-indicator"),
        columns,
        rows,
    );
    view.legend = legend.lines(cx);
    (!view.rows.is_empty()).then_some(view)
}

/// Columns of tables that list indicators.
pub(super) fn indicator_columns(cx: &Context<'_>) -> Vec<ColumnView> {
    vec![
        lists::words(cx, "head-target"),
        lists::numbers(cx, "head-latest", ""),
        lists::words(cx, "corner-year"),
        lists::words(cx, "head-state"),
    ]
}

/// An indicator as a row: target, newest printed actual value, its year, state.
pub(super) fn indicator_row(
    cx: &Context<'_>,
    indicator: &Indicator,
    base: &str,
    legend: &mut Legend,
) -> RowView {
    let goal = indicator
        .goal
        .as_ref()
        .map(|goal| goal_cell(cx, goal))
        .unwrap_or_default();
    let newest = indicator.table.as_ref().and_then(|table| {
        let row = table.item(crate::model::table::RowItem::Actual)?;
        let has_value = |index: &usize| {
            table.columns[*index].is_series()
                && row.figure(*index).is_some_and(|f| f.printed().is_some())
        };
        let index = (0..table.columns.len())
            .filter(has_value)
            .max_by_key(|&index| table.columns[index].year)?;
        Some((table, row, index))
    });
    let (value, year) = match newest {
        Some((table, row, index)) => {
            let figure = row
                .figure(index)
                .map(|figure| tables::figure_cell(cx, figure, String::new(), legend));
            let mut cell = figure.unwrap_or_default();
            cell.text = format::with_unit(cx.lang(), &cell.text, table.unit.label());
            cell.url = format!(
                "{base}#{}-{}-{}",
                table.id, table.columns[index].key, row.key
            );
            let year = table.columns[index].year.map(|year| lists::year(cx, year));
            (cell, year.unwrap_or_default())
        }
        None => (CellView::default(), CellView::default()),
    };
    let mut row = lists::row(
        indicator.name_in(cx.lang()),
        vec![goal, value, year, state_cell(cx, indicator)],
    );
    row.url = format!("{base}#{}", indicator.id);
    row.data.id = indicator.id.clone();
    tables::sourced(cx, row, std::iter::once(&indicator.citation))
}

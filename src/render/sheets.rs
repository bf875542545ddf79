//! What review sheets have since 2024 → views: organisation, policies, laws, plans, subsidies, logic model.

use super::context::{Context, plain};
use super::lists::{cell, cited, link, row, table, words};
use super::view::{CellView, FactView, RowView, TableView};
use crate::model::dataset::*;
use crate::model::table::Citation;
use crate::plan;

/// Who is responsible, level by level.
pub(crate) fn organisation(cx: &Context<'_>, review: &Review) -> Vec<FactView> {
    let Some(organisation) = &review.organisation else {
        return Vec::new();
    };
    let unit = &organisation.unit;
    let fact = |key: &str, text: &str, citation: &Citation| Text {
        id: None,
        heading: cx.t(key),
        text: text.to_owned(),
        citation: citation.clone(),
        inferred: None,
    };
    let path = |unit: &OrganisationUnit| unit.levels().collect::<Vec<_>>().join("　");
    let mut facts = vec![
        fact("fact-ministry", &organisation.ministry, &unit.citation),
        fact("fact-unit", &path(unit), &unit.citation),
    ];
    let officers = organisation.officers.iter();
    facts.extend(officers.map(|officer| fact("fact-officer", &officer.name, &officer.citation)));
    let others = organisation.others.iter();
    facts.extend(others.map(|unit| fact("fact-other-unit", &path(unit), &unit.citation)));
    super::entity::facts(cx, &facts, "organisation")
}

fn optional(text: Option<&String>) -> CellView {
    cell(text.map_or("", String::as_str))
}

/// An address as a link where it is one; some sources put several into one cell.
fn address(url: Option<&String>) -> CellView {
    let Some(url) = url else { return cell("") };
    match is_address(url) {
        true => link(url, url.clone()),
        false => cell(url),
    }
}

/// True for one address of the web and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("http://") || text.starts_with("https://");
    is_web && !text.contains([',', '、', '，']) && !text.contains(char::is_whitespace)
}

fn named(
    cx: &Context<'_>,
    (id, caption, corner): (&str, &str, &str),
    columns: &[&str],
    rows: Vec<RowView>,
) -> Option<TableView> {
    if rows.is_empty() {
        return None;
    }
    let columns = columns.iter().map(|key| words(cx, key)).collect();
    let view = table(id, cx.t(caption), words(cx, corner), columns, rows);
    Some(without_empty(view))
}

/// The table without the columns that no row fills.
fn without_empty(mut table: TableView) -> TableView {
    for at in (0..table.columns.len()).rev() {
        let mut cells = table.rows.iter().map(|row| &row.cells[at]);
        if cells.all(|cell| cell.text.is_empty()) {
            table.columns.remove(at);
            table
                .rows
                .iter_mut()
                .for_each(|row| drop(row.cells.remove(at)));
        }
    }
    table
}

/// Policies and measures (政策・施策).
pub(crate) fn policies(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let own = review.organisation.as_ref();
    let own = own.map_or("", |organisation| organisation.ministry.as_str());
    let rows = review.policies.iter().map(|policy| {
        let cells = vec![
            optional(policy.measure.as_ref()),
            optional(policy.ministry.as_ref()),
            address(policy.url.as_ref()),
        ];
        let mut view = row(&policy.policy, cells);
        if let Some(known) = cx.policies().named(own, policy) {
            view.url = cx.edition_url(&plan::policy_path(known));
        }
        cited(cx, &policy.citation, None, view)
    });
    let heads = ["head-policy-measure", "head-ministry", "head-url"];
    let names = ("policies", "table-policies", "head-policy");
    named(cx, names, &heads, rows.collect())
}

/// Laws (根拠法令) with the place in the law, and a link to its text where its id is known.
pub(crate) fn laws(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let rows = review.laws.iter().map(|law| {
        let place = [&law.article, &law.paragraph, &law.item];
        let mut cells: Vec<CellView> = place.map(|part| optional(part.as_ref())).into();
        cells.insert(0, optional(law.number.as_ref()));
        let mut view = row(&law.name, cells);
        if let Some(id) = law.law_id.as_deref().filter(|id| is_law_id(id)) {
            view.url = format!("https://laws.e-gov.go.jp/law/{id}");
        }
        cited(cx, &law.citation, None, view)
    });
    let heads = [
        "head-law-number",
        "head-article",
        "head-paragraph",
        "head-law-item",
    ];
    let names = ("laws", "table-laws", "head-law");
    named(cx, names, &heads, rows.collect())
}

fn is_law_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Plans and notices (関係する計画・通知等).
pub(crate) fn plans(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let rows = review.plans.iter().map(|plan| {
        let view = row(&plan.name, vec![address(plan.url.as_ref())]);
        cited(cx, &plan.citation, None, view)
    });
    let names = ("plans", "table-plans", "head-plan");
    named(cx, names, &["head-url"], rows.collect())
}

/// Terms of subsidies (補助率等).
pub(crate) fn subsidies(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let rows = review.subsidies.iter().map(|subsidy| {
        let cells = vec![
            optional(subsidy.rate.as_ref()),
            optional(subsidy.ceiling.as_ref()),
            address(subsidy.url.as_ref()),
        ];
        let target = subsidy.target.as_deref().unwrap_or_default();
        cited(cx, &subsidy.citation, None, row(target, cells))
    });
    let heads = ["head-subsidy-rate", "head-ceiling", "head-url"];
    let names = ("subsidies", "table-subsidies", "head-subsidy-target");
    named(cx, names, &heads, rows.collect())
}

/// What a node of a logic model is, with its number: 「アウトカム（長期）11」.
pub(crate) fn node_name(cx: &Context<'_>, node: &LogicNode) -> String {
    let kind = cx.t(&format!("logic-{}", node.kind.key()));
    let term = node.term.map(|term| cx.t(&format!("term-{}", term.key())));
    let name = match term {
        Some(term) => cx.messages.remarked(&kind, &term),
        None => kind,
    };
    cx.messages.spaced([name, plain(&node.number)])
}

/// Activities, outputs and outcomes.
pub(crate) fn logic_nodes(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let nodes = review.logic_model.iter().flat_map(|model| &model.nodes);
    let rows = nodes.map(|node| {
        let mut text = cell(&node.text);
        if let Some(indicator) = &node.indicator {
            text.url = format!("#{indicator}");
        }
        let mut view = row(&node_name(cx, node), vec![text]);
        view.id = format!("logic-{}", node.id);
        view.data.id = node.id.clone();
        cited(cx, &node.citation, None, view)
    });
    let names = ("logic-nodes", "table-logic-nodes", "head-logic-node");
    named(cx, names, &["head-logic-text"], rows.collect())
}

/// What leads from one node to another, and why.
pub(crate) fn logic_edges(cx: &Context<'_>, review: &Review) -> Option<TableView> {
    let model = review.logic_model.as_ref()?;
    let name = |id: &str| {
        let node = model.nodes.iter().find(|node| node.id == id);
        node.map(|node| node_name(cx, node)).unwrap_or_default()
    };
    let rows = model.edges.iter().map(|edge| {
        let cells = vec![
            link(&name(&edge.to), format!("#logic-{}", edge.to)),
            optional(edge.rationale.as_ref()),
            optional(edge.single_stage.as_ref()),
        ];
        let mut view = row(&name(&edge.from), cells);
        view.url = format!("#logic-{}", edge.from);
        cited(cx, &edge.citation, None, view)
    });
    let heads = ["head-logic-to", "head-rationale", "head-single-stage"];
    let names = ("logic-edges", "table-logic-edges", "head-logic-from");
    named(cx, names, &heads, rows.collect())
}

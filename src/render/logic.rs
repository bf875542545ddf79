//! Logic model (効果発現経路) → views: the drawing, and the same as a nested list.

use std::collections::BTreeSet;

use super::context::{Context, plain};
use super::sheets::node_name;
use super::view::LogicView;
use crate::chart::logic::{Logic, Node};
use crate::chart::svg::Names;
use crate::model::dataset::{LogicEdge, LogicKind, LogicModel, LogicNode, OutcomeTerm};

/// Columns of the drawing: kind and, of outcomes, the term.
const COLUMNS: [(LogicKind, Option<OutcomeTerm>); 6] = [
    (LogicKind::Activity, None),
    (LogicKind::Output, None),
    (LogicKind::Outcome, Some(OutcomeTerm::Short)),
    (LogicKind::Outcome, Some(OutcomeTerm::Medium)),
    (LogicKind::Outcome, Some(OutcomeTerm::Long)),
    (LogicKind::Outcome, None),
];

/// The drawing as safe HTML, and a remark on what it leaves out; both may be empty.
pub(crate) fn drawing(cx: &Context<'_>, model: &LogicModel) -> (String, String) {
    let of = |node: &LogicNode| {
        let term = node.term.filter(|_| node.kind == LogicKind::Outcome);
        (node.kind, term)
    };
    let used: Vec<_> = COLUMNS
        .into_iter()
        .filter(|column| model.nodes.iter().any(|node| of(node) == *column))
        .collect();
    let place = |id: &str| model.nodes.iter().position(|node| node.id == id);
    let logic = Logic {
        columns: used.iter().map(|column| heading(cx, *column)).collect(),
        nodes: model
            .nodes
            .iter()
            .map(|node| Node {
                column: used
                    .iter()
                    .position(|column| *column == of(node))
                    .unwrap_or(0),
                number: plain(&node.number),
                text: plain(&node.text).replace('\n', ""),
            })
            .collect(),
        edges: model
            .edges
            .iter()
            .filter_map(|edge| Some((place(&edge.from)?, place(&edge.to)?)))
            .collect(),
    };
    let names = Names {
        id: "logic",
        title: &cx.t("section-logic-model"),
        desc: &cx.t("logic-reading"),
    };
    let Some(drawn) = logic.draw(names) else {
        return Default::default();
    };
    let remark = match drawn.left_out {
        0 => String::new(),
        count => cx.say("logic-left-out", &[("n", &count.to_string())]),
    };
    (drawn.drawing.svg, remark)
}

fn heading(cx: &Context<'_>, (kind, term): (LogicKind, Option<OutcomeTerm>)) -> String {
    let kind = cx.t(&format!("logic-{}", kind.key()));
    match term {
        Some(term) => {
            let term = cx.t(&format!("term-{}", term.key()));
            cx.say("logic-column", &[("kind", &kind), ("term", &term)])
        }
        None => kind,
    }
}

/// The model as a nested list, from what nothing leads to. What several lead to, or a circle holds, is unfolded once.
pub(crate) fn list(cx: &Context<'_>, model: &LogicModel) -> Vec<LogicView> {
    let mut walk = Walk {
        cx,
        model,
        seen: BTreeSet::new(),
        list: Vec::new(),
    };
    let leads_in = |id: &str| {
        let mut edges = model.edges.iter();
        edges.any(|edge| edge.to == id && edge.from != id)
    };
    let roots = model.nodes.iter().filter(|node| !leads_in(&node.id));
    // Nodes of a circle have no root; they follow in printed order.
    for node in roots.chain(&model.nodes) {
        if !walk.seen.contains(node.id.as_str()) {
            walk.enter(node, None, 0);
        }
    }
    walk.list
}

/// Deepest level of the list: a model has five stages, and more would leave no room for words.
const DEEPEST: u8 = 8;

struct Walk<'a> {
    cx: &'a Context<'a>,
    model: &'a LogicModel,
    seen: BTreeSet<&'a str>,
    list: Vec<LogicView>,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, node: &'a LogicNode, by: Option<&'a LogicEdge>, depth: u8) {
        let is_new = self.seen.insert(&node.id);
        let text = |text: Option<&String>| text.map(|text| plain(text)).unwrap_or_default();
        self.list.push(LogicView {
            id: match is_new {
                true => format!("logic-{}", node.id),
                false => String::new(),
            },
            depth,
            name: node_name(self.cx, node),
            text: plain(&node.text),
            url: match &node.indicator {
                Some(indicator) => format!("#{indicator}"),
                None if !is_new => format!("#logic-{}", node.id),
                None => String::new(),
            },
            rationale: text(by.and_then(|edge| edge.rationale.as_ref())),
            single_stage: text(by.and_then(|edge| edge.single_stage.as_ref())),
            repeated: !is_new,
            cite: self
                .cx
                .cite(by.map_or(&node.citation, |edge| &edge.citation)),
        });
        if !is_new {
            return;
        }
        let model = self.model;
        for edge in model.edges.iter().filter(|edge| edge.from == node.id) {
            let to = model.nodes.iter().find(|node| node.id == edge.to);
            if let Some(to) = to.filter(|to| to.id != node.id) {
                self.enter(to, Some(edge), (depth + 1).min(DEEPEST));
            }
        }
    }
}

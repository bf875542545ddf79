//! The logic model (効果発現経路): nodes of files 3-1 and 3-2, edges of 3-2.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::cell;
use super::row::Row;
use super::sheet::Gathered;
use super::tables::Map;
use crate::import::report::{Reason, Remark};
use crate::import::yaml::Yaml;
use crate::model::vocabulary::{LogicKind, OutcomeTerm};

/// What a node is: numbers repeat between kinds and terms, and now and then even within them, so that the text counts too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    kind: LogicKind,
    term: Option<OutcomeTerm>,
    number: u32,
    text: String,
}

/// A node with its anchor and the place that says what it is.
#[derive(Debug, Clone)]
struct Node {
    identity: Identity,
    id: String,
    file: &'static str,
    line: u64,
}

#[derive(Debug)]
struct Edge {
    from: String,
    to: String,
    rationale: String,
    single_stage: String,
    line: u64,
}

/// The logic model of a project, and the rows of results by node.
#[derive(Debug, Default)]
pub(super) struct Logic<'a> {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// Rows of file 3-1 that are about outputs and outcomes, with the id of their node.
    pub(super) results: Vec<(String, LogicKind, &'a Row)>,
    /// Rows of file 3-1 that are about activities.
    pub(super) activities: Vec<&'a Row>,
}

/// Kind, number, term and text as printed.
struct Printed<'a> {
    kind: &'a str,
    number: &'a str,
    term: &'a str,
    text: &'a str,
}

pub(super) fn logic<'a>(all: &mut Gathered<'a>) -> Logic<'a> {
    let mut logic = Logic::default();
    for row in all.rows("3-1") {
        let printed = Printed {
            kind: cell!(
                row,
                RESULTS,
                "種別（アクティビティ・アウトプット・アウトカム）"
            ),
            number: cell!(
                row,
                RESULTS,
                "アクティビティ・アウトプット・アウトカムの番号"
            ),
            term: cell!(row, RESULTS, "アウトカムの期間"),
            text: cell!(row, RESULTS, "アクティビティ／活動目標／成果目標"),
        };
        match logic.node(all, &printed, ("3-1", row.line)) {
            Some((_, LogicKind::Activity)) => logic.activities.push(row),
            Some((id, kind)) => logic.results.push((id, kind, row)),
            None => all.marks.leave("3-1", row.line, Reason::BadNode),
        }
    }
    for row in all.rows("3-2") {
        edge(all, row, &mut logic);
    }
    logic.nodes.sort_by(|a, b| a.identity.cmp(&b.identity));
    logic
}

fn edge(all: &mut Gathered<'_>, row: &Row, logic: &mut Logic<'_>) {
    let from = Printed {
        kind: cell!(
            row,
            EDGES,
            "派生元ー種別（アクティビティ・アウトプット・アウトカム）"
        ),
        number: cell!(
            row,
            EDGES,
            "派生元ーアクティビティ・アウトプット・アウトカムの番号"
        ),
        term: cell!(row, EDGES, "派生元ーアウトカムの期間"),
        text: cell!(
            row,
            EDGES,
            "派生元ーアクティビティの内容/ 活動目標／成果目標"
        ),
    };
    let to = Printed {
        kind: cell!(
            row,
            EDGES,
            "派生先ー種別（アクティビティ・アウトプット・アウトカム）"
        ),
        number: cell!(
            row,
            EDGES,
            "派生先ーアクティビティ・アウトプット・アウトカムの番号"
        ),
        term: cell!(row, EDGES, "派生先ーアウトカムの期間"),
        text: cell!(row, EDGES, "派生先ー 活動目標／成果目標"),
    };
    let here = ("3-2", row.line);
    let ends = (logic.node(all, &from, here), logic.node(all, &to, here));
    let (Some((from, _)), Some((to, _))) = ends else {
        all.marks.leave("3-2", row.line, Reason::BadNode);
        return;
    };
    logic.edges.push(Edge {
        from,
        to,
        rationale: cell!(row, EDGES, "後続アウトカムへのつながり").to_owned(),
        single_stage: cell!(row, EDGES, "アウトカムを複数段階で設定できない理由").to_owned(),
        line: row.line,
    });
}

/// `3.長期` or `長期`.
fn term(printed: &str) -> Option<OutcomeTerm> {
    match printed
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
    {
        "短期" => Some(OutcomeTerm::Short),
        "中期" => Some(OutcomeTerm::Medium),
        "長期" => Some(OutcomeTerm::Long),
        _ => None,
    }
}

impl Logic<'_> {
    /// Id and kind of the node that is printed, which is new where it was not met before; nothing where its kind is not known.
    fn node(
        &mut self,
        all: &mut Gathered<'_>,
        printed: &Printed<'_>,
        (file, line): (&'static str, u64),
    ) -> Option<(String, LogicKind)> {
        let kind = match printed.kind.trim() {
            "アクティビティ" => LogicKind::Activity,
            "アウトプット" => LogicKind::Output,
            "アウトカム" => LogicKind::Outcome,
            _ => return None,
        };
        let term = term(printed.term);
        if term.is_none() && !printed.term.is_empty() {
            all.marks.remark(file, line, Remark::UnknownWord);
        }
        let identity = Identity {
            kind,
            term,
            number: super::row::whole(printed.number)?.parse().ok()?,
            text: printed.text.to_owned(),
        };
        if let Some(known) = self.nodes.iter().find(|node| node.identity == identity) {
            return Some((known.id.clone(), kind));
        }
        let term = term.map_or_else(String::new, |term| format!("-{}", term.key()));
        let base = format!("{}{term}-{}", kind.key(), identity.number);
        let taken: BTreeSet<&str> = self.nodes.iter().map(|node| node.id.as_str()).collect();
        let id = super::sheet::free(&base, |id| taken.contains(id));
        self.nodes.push(Node {
            identity,
            id: id.clone(),
            file,
            line,
        });
        Some((id, kind))
    }

    /// The seed; `indicators` by id of node.
    pub(super) fn seed(&self, indicators: &BTreeMap<String, String>) -> Option<Yaml> {
        let nodes = self.nodes.iter().map(|node| {
            let identity = &node.identity;
            let indicator = indicators.get(&node.id).map_or("", String::as_str);
            Map::new()
                .text("id", &node.id)
                .text("kind", identity.kind.key())
                .plain("number", identity.number)
                .text("term", identity.term.map_or("", OutcomeTerm::key))
                .with("text", Yaml::text(&identity.text))
                .text("indicator", indicator)
                .at(node.file, node.line)
                .done()
        });
        let edges = self.edges.iter().map(|edge| {
            Map::new()
                .text("from", &edge.from)
                .text("to", &edge.to)
                .text("rationale", &edge.rationale)
                .text("single_stage", &edge.single_stage)
                .at("3-2", edge.line)
                .done()
        });
        let map = Map::new()
            .list("nodes", nodes.collect())
            .list("edges", edges.collect());
        (!self.nodes.is_empty()).then(|| map.done())
    }
}

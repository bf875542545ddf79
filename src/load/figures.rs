//! Figures of a file that could not be read as a whole: each cell is tried all the same, so that one run shows every
//! problem.

use crate::diagnostic::{Diagnostic, RuleId};

use super::cell;
use super::marked::{Kind, Node};

/// Keys that hold one figure.
const SINGLE: [&str; 5] = ["amount", "total", "bidders", "bid_rate", "value"];

/// Reports the cells below a node that are not figures.
pub(super) fn check(file: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::Seq(items) => items.iter().for_each(|item| check(file, item, found)),
        Kind::Map(entries) => {
            let is_formula = node.get("item").and_then(Node::text) == Some("formula");
            for (key, value) in entries {
                match (key.text.as_str(), &value.kind) {
                    ("values", Kind::Seq(cells)) if !is_formula => {
                        cells.iter().for_each(|value| figure(file, value, found));
                    }
                    (name, Kind::Scalar { .. }) if SINGLE.contains(&name) => {
                        figure(file, value, found)
                    }
                    _ => check(file, value, found),
                }
            }
        }
    }
}

fn figure(file: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    if let Some(Err(problem)) = node.text().map(cell::read) {
        found.push(
            Diagnostic::new(RuleId::BadFigure, file, node.span.clone(), problem.message)
                .help(problem.help),
        );
    }
}

//! The fund flow (資金の流れ) as a nested list, from the payers down.

use std::collections::BTreeSet;

use super::caps;
use super::context::{Context, plain};
use super::entity::with_charts;
use super::payments;
use super::tables::{Legend, figure_cell};
use super::view::{CellView, FlowView, TableView};
use crate::figures;
use crate::format;
use crate::model::dataset::{Flow, FlowBlock, FlowLink, Review};

/// Depth below which nothing is unfolded: no real flow has as many payers one behind the other.
const DEEPEST: u8 = 20;

/// The flow as a table and as a list. Where the list says all that the table does, the table is for data files alone, and the
/// list has its anchors.
pub(crate) fn flow(cx: &Context<'_>, review: &Review, flow: &Flow) -> (TableView, Vec<FlowView>) {
    let is_enough = caps::is_cut(review) && flow.blocks.iter().all(is_plain);
    let mut walk = Walk {
        cx,
        review,
        flow,
        is_enough,
        seen: BTreeSet::new(),
        list: Vec::new(),
    };
    walk.all();
    let list = walk.list;
    let mut table = payments::flow(cx, flow);
    if is_enough {
        table = caps::cut(cx, table, 0);
        // The page leaves nothing out.
        table.left_out.clear();
    }
    (with_charts(cx, table, "flow"), list)
}

/// True for blocks of which the list leaves nothing out.
fn is_plain(block: &FlowBlock) -> bool {
    block.retained.is_empty() && block.inferred.is_none()
}

/// The list while it is made.
struct Walk<'a> {
    cx: &'a Context<'a>,
    review: &'a Review,
    flow: &'a Flow,
    /// The list stands in for the table.
    is_enough: bool,
    seen: BTreeSet<&'a str>,
    list: Vec<FlowView>,
}

impl<'a> Walk<'a> {
    fn all(&mut self) {
        let flow = self.flow;
        let is_root = |id: &str| {
            let mut links = flow.links.iter();
            !links.any(|link| link.to == id && link.from != id)
        };
        let all = flow.blocks.iter().map(|block| block.id.as_str());
        let roots = all.clone().filter(|id| is_root(id));
        // Blocks of a cycle have no root; they follow in printed order.
        for id in roots.chain(all) {
            if !self.seen.contains(id) {
                self.descend(id, None, 0);
            }
        }
    }

    /// A block with several payers, or in a cycle, is unfolded once.
    fn descend(&mut self, id: &'a str, link: Option<&FlowLink>, depth: u8) {
        let flow = self.flow;
        let Some(block) = flow.blocks.iter().find(|block| block.id == id) else {
            return;
        };
        let repeated = !self.seen.insert(id);
        let view = self.block(block, link, depth, repeated);
        self.list.push(view);
        if repeated || depth >= DEEPEST {
            return;
        }
        for link in flow.links.iter().filter(|link| link.from == id) {
            self.descend(&link.to, Some(link), depth + 1);
        }
    }

    fn block(
        &self,
        block: &FlowBlock,
        link: Option<&FlowLink>,
        depth: u8,
        repeated: bool,
    ) -> FlowView {
        let (cx, id) = (self.cx, block.id.as_str());
        let name = match is_letter(id) {
            true => cx.say(
                "text-block",
                &[("id", &id.to_uppercase()), ("name", &plain(&block.name))],
            ),
            false => plain(&block.name),
        };
        let mut lists = self.review.recipients.iter();
        let has_recipients = lists.any(|list| list.block.eq_ignore_ascii_case(id));
        let stands_here = self.is_enough && !repeated;
        let count = block.count.as_deref().filter(|_| stands_here);
        FlowView {
            depth,
            name,
            amount: self.amount(block, stands_here),
            count: count.map(plain).unwrap_or_default(),
            method: link
                .and_then(|link| link.method.as_deref())
                .map(plain)
                .unwrap_or_default(),
            link_cite: link
                .filter(|_| self.is_enough)
                .and_then(|link| cx.cite(&link.citation)),
            role: match &block.role {
                Some(role) if !repeated => plain(role),
                _ => String::new(),
            },
            url: match has_recipients {
                true => format!("#recipients-{}", id.to_ascii_lowercase()),
                false => String::new(),
            },
            cite: stands_here.then(|| cx.cite(&block.citation)).flatten(),
            repeated,
        }
    }

    fn amount(&self, block: &FlowBlock, stands_here: bool) -> CellView {
        let cx = self.cx;
        let text = match block.amount.quantity() {
            Some(quantity) => format::quantity(cx.lang(), quantity),
            None => cx.t("not-printed"),
        };
        if !stands_here {
            return CellView {
                text,
                ..CellView::default()
            };
        }
        let anchor = figures::block_anchor(&block.id, "amount");
        CellView {
            text,
            ..figure_cell(cx, &block.amount, anchor, &mut Legend::default())
        }
    }
}

/// Blocks are called by letters (A, AA); those who pay first, by what they are.
pub(crate) fn is_letter(id: &str) -> bool {
    id.len() <= 2 && id.bytes().all(|byte| byte.is_ascii_alphabetic())
}

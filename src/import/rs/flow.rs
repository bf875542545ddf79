//! The fund flow: links and indirect costs of file 5-2, with the blocks of 5-1.

use std::collections::BTreeMap;

use super::budget::YEN;
use super::columns::cell;
use super::payments::Payments;
use super::row::{Row, truth, whole};
use super::sheet::Gathered;
use super::tables::{Map, figure, place};
use crate::import::payee::block_id;
use crate::import::report::Reason;
use crate::import::yaml::Yaml;

/// Id of the block of the units in charge.
const MINISTRY: &str = "ministry";

#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Seeds of blocks with what they are sorted by.
    blocks: BTreeMap<(usize, String), Yaml>,
    /// Blocks that are named only by links, with name and line.
    named: BTreeMap<String, (String, u64)>,
    links: Vec<Yaml>,
    indirect: Vec<Yaml>,
}

pub(super) fn flow(all: &mut Gathered<'_>) -> Flow {
    let mut flow = Flow::default();
    for row in all.rows("5-2") {
        let to = cell!(row, FLOW, "支出先の支出先ブロック");
        let is_cost = flow.cost(row);
        if to.is_empty() {
            if !is_cost {
                all.marks.leave("5-2", row.line, Reason::NoContent);
            }
        } else if !flow.link(row, to) {
            all.marks.leave("5-2", row.line, Reason::BadBlock);
        }
    }
    flow
}

impl Flow {
    /// An indirect cost that the state pays itself. False where the row has none.
    fn cost(&mut self, row: &Row) -> bool {
        let name = cell!(row, FLOW, "国自らが支出する間接経費");
        let usage = cell!(row, FLOW, "国自らが支出する間接経費の項目");
        let amount = whole(cell!(row, FLOW, "国自らが支出する間接経費の金額"));
        if name.is_empty() && usage.is_empty() && amount.is_none() {
            return false;
        }
        let map = Map::new()
            .with("item", Yaml::text(name))
            .with("use", Yaml::text(usage))
            .with("amount", figure(amount.as_deref().unwrap_or_default()));
        self.indirect.push(map.at("5-2", row.line).done());
        true
    }

    /// What passes to a block. False where one of the two blocks has no usable name.
    fn link(&mut self, row: &Row, to: &str) -> bool {
        let is_direct = truth(cell!(row, FLOW, "担当組織からの支出")) == Some(true);
        let from = cell!(row, FLOW, "支出元の支出先ブロック");
        let from_name = cell!(row, FLOW, "支出元の支出先ブロック名");
        let from = match from {
            "" => Some(MINISTRY.to_owned()),
            from => block_id(from),
        };
        let (Some(from), Some(to)) = (from, block_id(to)) else {
            return false;
        };
        let to_name = cell!(row, FLOW, "支出先の支出先ブロック名");
        for (id, name) in [(&from, from_name), (&to, to_name)] {
            let known = self.named.entry(id.clone());
            known.or_insert_with(|| (name.to_owned(), row.line));
        }
        let map = Map::new()
            .text("from", &from)
            .text("to", &to)
            .text("method", cell!(row, FLOW, "資金の流れの補足情報"))
            .flag("direct", is_direct);
        self.links.push(map.at("5-2", row.line).done());
        true
    }

    /// The same flow with the blocks that have rows of their own.
    pub(super) fn with_blocks_of(mut self, payments: &Payments) -> Flow {
        for block in &payments.blocks {
            let name = match (block.name.as_str(), self.named.get(&block.id)) {
                ("", Some((name, _))) => name.clone(),
                (name, _) => name.to_owned(),
            };
            let amount = block.amount.as_deref().unwrap_or("記載なし");
            let map = Map::new()
                .text("id", &block.id)
                .with("name", Yaml::text(&name))
                .with("amount", figure(amount))
                .text("count", &block.count)
                .text("role", &block.role);
            let key = (block.id.len(), block.id.clone());
            self.blocks.insert(key, map.at("5-1", block.line).done());
        }
        let named = std::mem::take(&mut self.named);
        for (id, (name, line)) in &named {
            // The units in charge come first.
            let rank = if id == MINISTRY { 0 } else { id.len() };
            let map = Map::new()
                .text("id", id)
                .with("name", Yaml::text(name))
                .plain("amount", "記載なし");
            let block = map.plain("at", place("5-2", *line)).done();
            self.blocks.entry((rank, id.clone())).or_insert(block);
        }
        self
    }

    /// The seed: amounts are those of the year before the sheets'.
    pub(super) fn seed(&self, year: i16) -> Option<Yaml> {
        let map = Map::new()
            .text("unit", YEN)
            .plain("year", year.saturating_sub(1))
            .with(
                "blocks",
                Yaml::List(self.blocks.values().cloned().collect()),
            )
            .with("links", Yaml::List(self.links.clone()));
        (!self.blocks.is_empty()).then(|| map.done())
    }

    /// Indirect costs (国自らが支出する間接経費).
    pub(super) fn indirect(&self) -> Option<Yaml> {
        let map = Map::new().text("id", "indirect").text("unit", YEN);
        let map = map.list("items", self.indirect.clone());
        (!self.indirect.is_empty()).then(|| map.done())
    }
}

//! Where blocks and links stand on wide paper: layers from left to right, slots below each other.
//!
//! A link that skips layers has a slot of its own in each of them, so that it never runs through a label.

use super::graph::Graph;

/// Room between slots, and between groups of blocks that have nothing to do with each other.
const GAP: f64 = 14.0;
const GROUP_GAP: f64 = 22.0;

/// What is known before the places are: sizes of blocks and of links.
pub struct Sizes<'a> {
    /// Height of the label above the bar; for blocks at the end of a way, of the label beside it.
    pub label: &'a [f64],
    pub bar: &'a [f64],
    /// Thickness of each link.
    pub link: &'a [f64],
    pub links: &'a [(usize, usize)],
}

/// A slot: of a block, or of a link that passes by.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    pub block: Option<usize>,
    pub layer: usize,
    pub top: f64,
    pub height: f64,
    /// Top of what the links reach, below the top of the slot, and its height: that of the bar or more.
    pub core: f64,
    pub side: f64,
}

/// A part of a link from one slot to one of the next layer, with its places below the cores of both.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub link: usize,
    pub from: usize,
    pub to: usize,
    pub leaves: f64,
    pub arrives: f64,
}

/// Slots of a layer of one group of blocks: rank of the block they lead to, links before blocks, and the slot.
type Column = Vec<(usize, u8, usize)>;

/// The places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    pub slots: Vec<Slot>,
    pub parts: Vec<Part>,
    pub height: f64,
}

impl Places {
    /// Finds the places: parents beside the middle of what they pay, nothing above another thing.
    pub fn new(graph: &Graph, sizes: &Sizes<'_>) -> Places {
        let mut places = Places::default();
        let mut rank = vec![0; graph.order.len()];
        for (at, block) in graph.order.iter().enumerate() {
            rank[*block] = at;
        }
        // Layers of each group, their slots in the order of the blocks they lead to.
        let groups = graph.group.iter().max().map_or(0, |last| last + 1);
        let layers = graph.layer.iter().max().map_or(0, |last| last + 1);
        let mut columns: Vec<Vec<Column>> = vec![vec![Vec::new(); layers]; groups];
        for &block in &graph.order {
            let slot = places.add(Some(block), graph.layer[block], sizes.bar[block]);
            columns[graph.group[block]][graph.layer[block]].push((rank[block], 1, slot));
        }
        for (link, (from, to)) in sizes.links.iter().enumerate() {
            if graph.back[link] {
                continue;
            }
            let mut before = rank[*from];
            let between = columns[graph.group[*to]].iter_mut().enumerate();
            let between = between.take(graph.layer[*to]);
            for (layer, column) in between.skip(graph.layer[*from] + 1) {
                let slot = places.add(None, layer, sizes.link[link]);
                column.push((rank[*to], 0, slot));
                places.join(link, before, slot);
                before = slot;
            }
            places.join(link, before, rank[*to]);
        }
        columns
            .iter_mut()
            .flatten()
            .for_each(|column| column.sort_unstable());
        places.set_ports(&columns, sizes);
        places.set_heights(sizes);
        for group in &columns {
            places.stack(group);
        }
        places
    }

    fn add(&mut self, block: Option<usize>, layer: usize, height: f64) -> usize {
        self.slots.push(Slot {
            block,
            layer,
            top: 0.0,
            height,
            core: 0.0,
            side: 0.0,
        });
        self.slots.len() - 1
    }

    fn join(&mut self, link: usize, from: usize, to: usize) {
        self.parts.push(Part {
            link,
            from,
            to,
            leaves: 0.0,
            arrives: 0.0,
        });
    }

    /// True for a block that passes nothing on.
    pub fn is_end(&self, slot: usize) -> bool {
        !self.parts.iter().any(|part| part.from == slot)
    }

    /// Orders the links at both ends as their other ends are ordered, so that they do not cross there.
    fn set_ports(&mut self, columns: &[Vec<Column>], sizes: &Sizes<'_>) {
        let mut place = vec![0; self.slots.len()];
        for (at, (_, _, slot)) in columns.iter().flatten().flatten().enumerate() {
            place[*slot] = at;
        }
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by_key(|part| (place[self.parts[*part].to], self.parts[*part].link));
        let mut used = vec![0.0; self.slots.len()];
        for &part in &order {
            let part = &mut self.parts[part];
            part.leaves = used[part.from];
            used[part.from] += sizes.link[part.link];
        }
        order.sort_by_key(|part| (place[self.parts[*part].from], self.parts[*part].link));
        used.fill(0.0);
        for &part in &order {
            let part = &mut self.parts[part];
            part.arrives = used[part.to];
            used[part.to] += sizes.link[part.link];
        }
    }

    fn set_heights(&mut self, sizes: &Sizes<'_>) {
        let mut core: Vec<f64> = self.slots.iter().map(|slot| slot.height).collect();
        for part in &self.parts {
            let thick = sizes.link[part.link];
            core[part.from] = core[part.from].max(part.leaves + thick);
            core[part.to] = core[part.to].max(part.arrives + thick);
        }
        // Links stand in the middle of the side they leave or reach.
        let mut rest = vec![(0.0, 0.0); self.slots.len()];
        for part in &self.parts {
            let thick = sizes.link[part.link];
            let leaves: &mut (f64, f64) = &mut rest[part.from];
            leaves.0 = leaves.0.max(part.leaves + thick);
            let arrives: &mut (f64, f64) = &mut rest[part.to];
            arrives.1 = arrives.1.max(part.arrives + thick);
        }
        for part in &mut self.parts {
            part.leaves += (core[part.from] - rest[part.from].0) / 2.0;
            part.arrives += (core[part.to] - rest[part.to].1) / 2.0;
        }
        for (index, side) in core.into_iter().enumerate() {
            let is_end = self.is_end(index);
            let slot = &mut self.slots[index];
            slot.side = side;
            let label = slot.block.map_or(0.0, |block| sizes.label[block]);
            if is_end {
                slot.height = label.max(side);
                slot.core = (slot.height - side) / 2.0;
            } else {
                slot.height = label + side;
                slot.core = label;
            }
        }
    }

    /// Stacks the slots of a group, from the last layer to the first.
    fn stack(&mut self, columns: &[Column]) {
        let top = if self.height > 0.0 {
            self.height + GROUP_GAP
        } else {
            0.0
        };
        for column in columns.iter().rev() {
            let mut free = top;
            for (_, _, slot) in column {
                let wish = self.level(*slot).unwrap_or(free);
                let slot = &mut self.slots[*slot];
                slot.top = wish.max(free);
                free = slot.top + slot.height + GAP;
                self.height = self.height.max(slot.top + slot.height);
            }
        }
    }

    /// The top at which the links of a slot are level on average.
    fn level(&self, slot: usize) -> Option<f64> {
        let parts = self.parts.iter().filter(|part| part.from == slot);
        let tops = parts.map(|part| {
            let to = &self.slots[part.to];
            to.top + to.core + part.arrives - part.leaves - self.slots[slot].core
        });
        let (sum, count) = tops.fold((0.0, 0.0), |(sum, count), top| (sum + top, count + 1.0));
        (count > 0.0).then(|| sum / count)
    }
}

//! Where the boxes of a logic model stand, and which lanes its lines take.

use super::Logic;

/// Room between two boxes of a column.
const BETWEEN: f64 = 14.0;
/// Height of a lane for a line that passes a column.
const LANE: f64 = 8.0;
/// Room between two lines that leave or reach the same box.
const PORT: f64 = 9.0;
/// How often columns are put in order after their neighbours.
const SWEEPS: usize = 4;

/// A place in a column: of a box, or of a line that passes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot {
    pub(super) column: usize,
    pub(super) node: Option<usize>,
    pub(super) top: f64,
    pub(super) height: f64,
}

impl Slot {
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// The way of a line: from the right side of a column through the left sides of others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// Column and height at which it leaves.
    pub(super) from: (usize, f64),
    /// Columns and heights at which it meets the columns on its right; the last is where it ends.
    pub(super) through: Vec<(usize, f64)>,
    /// The height at which it ends in its own column.
    pub(super) beside: Option<f64>,
}

/// Boxes and lines of a logic model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Those of the nodes first, in their order.
    pub(super) slots: Vec<Slot>,
    pub(super) ways: Vec<Way>,
    pub(super) height: f64,
}

/// A step of a line from one slot to another in the next column.
type Step = (usize, usize);

impl Layout {
    /// `heights` are those of the boxes.
    pub(super) fn new(logic: &Logic, heights: &[f64]) -> Layout {
        let slot = |(node, height): (usize, &f64)| Slot {
            column: logic.nodes[node].column,
            node: Some(node),
            top: 0.0,
            height: *height,
        };
        let mut layout = Layout {
            slots: heights.iter().enumerate().map(slot).collect(),
            ways: Vec::new(),
            height: 0.0,
        };
        // Each line as the slots that it meets; lines that lead back are not drawn.
        let mut chains: Vec<Vec<usize>> = Vec::new();
        for (from, to) in &logic.edges {
            let (first, last) = (logic.nodes[*from].column, logic.nodes[*to].column);
            if first > last || from == to {
                continue;
            }
            let mut chain = vec![*from];
            for column in first + 1..last {
                chain.push(layout.slots.len());
                layout.slots.push(Slot {
                    column,
                    node: None,
                    top: 0.0,
                    height: LANE,
                });
            }
            chain.push(*to);
            chains.push(chain);
        }
        let steps: Vec<Step> = chains
            .iter()
            .flat_map(|chain| chain.windows(2).map(|pair| (pair[0], pair[1])))
            .filter(|(from, to)| layout.slots[*from].column != layout.slots[*to].column)
            .collect();
        let mut columns = vec![Vec::new(); logic.columns.len()];
        for (index, slot) in layout.slots.iter().enumerate() {
            columns[slot.column].push(index);
        }
        order(&mut columns, &steps, layout.slots.len());
        layout.stack(&columns, &steps);
        layout.ways = layout.lead(&chains);
        layout
    }

    /// Gives every slot its height: level with those that lead to it, then with those it leads to.
    fn stack(&mut self, columns: &[Vec<usize>], steps: &[Step]) {
        for column in columns {
            self.stack_column(column, &|slot| sources(steps, slot));
        }
        for column in columns.iter().rev() {
            self.stack_column(column, &|slot| targets(steps, slot));
        }
        self.height = self
            .slots
            .iter()
            .map(|slot| slot.top + slot.height)
            .fold(0.0, f64::max);
    }

    fn stack_column(&mut self, column: &[usize], beside: &dyn Fn(usize) -> Vec<usize>) {
        let mut free = 0.0_f64;
        for &index in column {
            let others = beside(index);
            let wish = match others.len() {
                0 => self.slots[index].top,
                count => {
                    let sum: f64 = others.iter().map(|other| self.slots[*other].middle()).sum();
                    sum / count as f64 - self.slots[index].height / 2.0
                }
            };
            let slot = &mut self.slots[index];
            slot.top = wish.max(free);
            free = slot.top + slot.height + BETWEEN;
        }
    }

    /// The lines: those that leave or reach one box do so beside each other, in the order of their other ends.
    fn lead(&self, chains: &[Vec<usize>]) -> Vec<Way> {
        let end = |chain: &[usize]| (chain[chain.len() - 2], chain[chain.len() - 1]);
        let ports = |own: &dyn Fn(&[usize]) -> (usize, usize)| -> Vec<f64> {
            let place = |chain: &Vec<usize>| {
                let (box_, _) = own(chain);
                let mut same: Vec<(usize, f64)> = chains
                    .iter()
                    .enumerate()
                    .filter(|(_, chain)| own(chain).0 == box_)
                    .map(|(index, chain)| (index, self.slots[own(chain).1].middle()))
                    .collect();
                same.sort_by(|one, two| one.1.total_cmp(&two.1).then(one.0.cmp(&two.0)));
                let at = same
                    .iter()
                    .position(|(index, _)| std::ptr::eq(&chains[*index], chain));
                let slot = &self.slots[box_];
                let room = ((slot.height - 6.0) / same.len() as f64).min(PORT);
                let place = at.unwrap_or(0) as f64 - (same.len() as f64 - 1.0) / 2.0;
                slot.middle() + place * room
            };
            chains.iter().map(place).collect()
        };
        let leaves = ports(&|chain| (chain[0], chain[1]));
        let reaches = ports(&|chain| {
            let (other, own) = end(chain);
            (own, other)
        });
        let ways = chains.iter().enumerate().map(|(index, chain)| {
            let from = &self.slots[chain[0]];
            let to = &self.slots[chain[chain.len() - 1]];
            let is_beside = from.column == to.column;
            let through = chain[1..].iter().enumerate().map(|(step, slot)| {
                let slot = &self.slots[*slot];
                let is_last = step + 2 == chain.len();
                let y = if is_last {
                    reaches[index]
                } else {
                    slot.middle()
                };
                (slot.column, y)
            });
            Way {
                from: (from.column, leaves[index]),
                through: if is_beside {
                    Vec::new()
                } else {
                    through.collect()
                },
                beside: is_beside.then_some(reaches[index]),
            }
        });
        ways.collect()
    }
}

fn sources(steps: &[Step], slot: usize) -> Vec<usize> {
    let into = steps.iter().filter(|(_, to)| *to == slot);
    into.map(|(from, _)| *from).collect()
}

fn targets(steps: &[Step], slot: usize) -> Vec<usize> {
    let out = steps.iter().filter(|(from, _)| *from == slot);
    out.map(|(_, to)| *to).collect()
}

/// Puts the slots of each column in the order of those they are connected with, to and fro.
fn order(columns: &mut [Vec<usize>], steps: &[Step], count: usize) {
    let mut place = vec![0.0_f64; count];
    let settle = |place: &mut Vec<f64>, column: &[usize]| {
        for (at, slot) in column.iter().enumerate() {
            place[*slot] = at as f64;
        }
    };
    columns.iter().for_each(|column| settle(&mut place, column));
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        for step in 0..columns.len() {
            let at = if forward {
                step
            } else {
                columns.len() - 1 - step
            };
            let beside = |slot: usize| match forward {
                true => sources(steps, slot),
                false => targets(steps, slot),
            };
            let mut wishes: Vec<(f64, usize)> = columns[at]
                .iter()
                .map(|slot| {
                    let others = beside(*slot);
                    let sum: f64 = others.iter().map(|other| place[*other]).sum();
                    let wish = match others.len() {
                        0 => place[*slot],
                        count => sum / count as f64,
                    };
                    (wish, *slot)
                })
                .collect();
            // Stable: what wishes the same place keeps its order.
            wishes.sort_by(|one, other| one.0.total_cmp(&other.0));
            columns[at] = wishes.into_iter().map(|(_, slot)| slot).collect();
            settle(&mut place, &columns[at]);
        }
    }
}

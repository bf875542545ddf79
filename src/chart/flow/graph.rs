//! The order of a fund flow: which links lead back, in which layer a block stands, and in which order blocks are met.

/// What is known of blocks and links, each by its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// True for links that close a circle, loops of one block included. Without them no way leads back.
    pub back: Vec<bool>,
    /// Longest way from a block that receives nothing.
    pub layer: Vec<usize>,
    /// Blocks in the order in which they are met: each after one that pays it.
    pub order: Vec<usize>,
    /// Steps from the first block of the way on which a block is met.
    pub depth: Vec<usize>,
    /// The link by which a block is met first.
    pub by: Vec<Option<usize>>,
    /// Number of the group of connected blocks, in order.
    pub group: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    links: &'a [(usize, usize)],
    out: Vec<Vec<usize>>,
    state: Vec<State>,
    /// Blocks in the order in which they are left.
    left: Vec<usize>,
    graph: Graph,
}

impl Graph {
    /// Walks from the blocks that receive nothing, in the order of the list; then from those that only circles reach.
    pub fn new(count: usize, links: &[(usize, usize)]) -> Graph {
        let mut out = vec![Vec::new(); count];
        let mut receives = vec![false; count];
        for (index, (from, to)) in links.iter().enumerate() {
            out[*from].push(index);
            receives[*to] |= from != to;
        }
        let mut walk = Walk {
            links,
            out,
            state: vec![State::New; count],
            left: Vec::with_capacity(count),
            graph: Graph {
                back: vec![false; links.len()],
                layer: vec![0; count],
                order: Vec::with_capacity(count),
                depth: vec![0; count],
                by: vec![None; count],
                group: vec![usize::MAX; count],
            },
        };
        let sources = (0..count).filter(|node| !receives[*node]);
        for node in sources.chain(0..count) {
            if walk.state[node] == State::New {
                walk.visit(node);
            }
        }
        walk.set_layers();
        walk.set_groups();
        walk.graph
    }
}

impl Walk<'_> {
    fn enter(&mut self, node: usize, by: Option<usize>) {
        self.state[node] = State::Open;
        self.graph.order.push(node);
        self.graph.by[node] = by;
        self.graph.depth[node] = by.map_or(0, |link| self.graph.depth[self.links[link].0] + 1);
    }

    /// Depth first, without recursion: a chain may be as long as the list.
    fn visit(&mut self, root: usize) {
        self.enter(root, None);
        let mut open = vec![(root, 0)];
        while let Some((node, next)) = open.pop() {
            let Some(&link) = self.out[node].get(next) else {
                self.state[node] = State::Done;
                self.left.push(node);
                continue;
            };
            open.push((node, next + 1));
            let to = self.links[link].1;
            match self.state[to] {
                State::New => {
                    self.enter(to, Some(link));
                    open.push((to, 0));
                }
                State::Open => self.graph.back[link] = true,
                State::Done => {}
            }
        }
    }

    fn set_layers(&mut self) {
        for node in self.left.iter().rev() {
            for &link in &self.out[*node] {
                let to = self.links[link].1;
                if !self.graph.back[link] {
                    self.graph.layer[to] = self.graph.layer[to].max(self.graph.layer[*node] + 1);
                }
            }
        }
    }

    fn set_groups(&mut self) {
        let mut beside = vec![Vec::new(); self.state.len()];
        for (from, to) in self.links {
            beside[*from].push(*to);
            beside[*to].push(*from);
        }
        let mut next = 0;
        for &node in &self.graph.order {
            if self.graph.group[node] != usize::MAX {
                continue;
            }
            let mut reached = vec![node];
            while let Some(node) = reached.pop() {
                if self.graph.group[node] == usize::MAX {
                    self.graph.group[node] = next;
                    reached.extend(&beside[node]);
                }
            }
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn layers_follow_the_longest_way() {
        let graph = Graph::new(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]);
        assert_eq!(graph.layer, [0, 1, 2, 3]);
        assert_eq!(graph.order, [0, 1, 2, 3]);
        assert_eq!(graph.back, [false; 4]);
    }

    #[test]
    fn circles_and_loops_are_found_and_end() {
        let graph = Graph::new(5, &[(0, 1), (1, 0), (2, 2), (3, 4)]);
        assert_eq!(graph.back, [false, true, true, false]);
        assert_eq!(graph.layer, [0, 1, 0, 0, 1]);
        // Sources come first; the circle is met after them.
        assert_eq!(graph.order, [2, 3, 4, 0, 1]);
        assert_eq!(graph.group, [2, 2, 0, 1, 1]);
    }
}

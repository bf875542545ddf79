//! The list: blocks below those that pay them, each with a bar as long as its amount.

use super::Flow;
use super::draw::legend;
use super::graph::Graph;
use crate::chart::measure;
use crate::chart::svg::{Anchor, Drawing, Names, Paper, Rect, Svg};
use crate::i18n::Messages;
use crate::model::decimal::Decimal;

/// Height of a bar.
const BAR: f64 = 9.0;

impl Flow {
    pub(super) fn list(
        &self,
        words: &Messages,
        graph: &Graph,
        paper: Paper,
        names: Names<'_>,
    ) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let deepest = graph.depth.iter().copied().max().unwrap_or(0).max(1);
        let indent = (paper.width * 0.28 / deepest as f64).min(16.0);
        let list = List {
            flow: self,
            words,
            graph,
            indent,
            // The longest bar leaves room for the deepest indent, so that all bars have one scale.
            unit: self
                .largest()
                .map_or(0.0, |(block, _)| block.amount.number().unwrap_or(1.0))
                .recip()
                * (paper.width - 2.0 - indent * deepest as f64),
        };
        let unknown = self.links.iter().zip(&graph.back);
        let has_unknown = unknown
            .filter(|(_, back)| !**back)
            .any(|(link, _)| self.passed(link).is_none());
        let mut y = if has_unknown {
            legend(&mut svg, words.get("chart-flow-unknown"))
        } else {
            0.0
        };
        let mut ends = vec![0.0; self.blocks.len()];
        for &block in &graph.order {
            y = list.block(&mut svg, &mut ends, block, y);
        }
        svg.height = y;
        svg.finish(names)
    }
}

struct List<'a> {
    flow: &'a Flow,
    words: &'a Messages,
    graph: &'a Graph,
    indent: f64,
    unit: f64,
}

impl List<'_> {
    /// A block below `top`; `ends` says where the lines to those it pays begin.
    fn block(&self, svg: &mut Svg, ends: &mut [f64], block: usize, top: f64) -> f64 {
        let font = svg.font();
        let x = 1.0 + self.graph.depth[block] as f64 * self.indent;
        let about = &self.flow.blocks[block];
        let width = svg.paper.width - 1.0;
        let room = width - x - svg.measure(&about.amount.text) - 10.0;
        let mut y = top + font * 1.2;
        let class = if about.amount.value.is_some() {
            "b"
        } else {
            "q"
        };
        svg.text(class, width, y, Anchor::End, &about.amount.text);
        for (index, line) in measure::wrap(&about.title(), room, font, 3)
            .iter()
            .enumerate()
        {
            y += if index > 0 { font * 1.3 } else { 0.0 };
            svg.text("", x, y, Anchor::Start, line);
        }
        for remark in self.remarks(block) {
            y += font * 1.3;
            let remark = measure::fit(&remark, width - x, font);
            svg.text("q", x, y, Anchor::Start, &remark);
        }
        y += font * 0.45;
        match about.amount.value {
            Some(value) if value > Decimal::ZERO => {
                let length = about.amount.number().unwrap_or(0.0) * self.unit;
                svg.rect("s1", Rect::new(x, y, length.max(1.5), BAR), Some(value));
            }
            value => svg.rect("void", Rect::new(x, y + 0.5, BAR * 2.0, BAR - 1.0), value),
        }
        self.elbow(svg, ends, block, y + BAR / 2.0);
        ends[block] = y + BAR;
        y + BAR + font * 0.5
    }

    /// The line to the bar of a block, from the bar of the payer or from where the line before left.
    fn elbow(&self, svg: &mut Svg, ends: &mut [f64], block: usize, y: f64) {
        let Some(link) = self.graph.by[block].map(|link| &self.flow.links[link]) else {
            return;
        };
        let x = 1.0 + self.graph.depth[link.from] as f64 * self.indent + self.indent * 0.4;
        let class = match self.flow.passed(link) {
            Some(_) => "ax",
            None => "thin",
        };
        let path = crate::chart::svg::Path::from(x, ends[link.from])
            .to(x, y)
            .to(x + self.indent * 0.6, y);
        svg.path(class, path.data(), None);
        ends[link.from] = y;
    }

    fn remarks(&self, block: usize) -> Vec<String> {
        let mut remarks = self.flow.remarks(self.words, self.graph, block);
        let first = self.graph.by[block];
        let others = self.flow.links.iter().enumerate();
        let others = others.filter(|(index, link)| {
            link.to == block && Some(*index) != first && !self.graph.back[*index]
        });
        let others: Vec<&str> = others
            .map(|(_, link)| self.flow.blocks[link.from].short())
            .collect();
        if !others.is_empty() {
            let list = self.words.list(others);
            remarks.push(self.words.say("chart-flow-others", &[("list", &list)]));
        }
        remarks
    }
}

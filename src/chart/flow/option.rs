//! The ECharts option: a Sankey diagram. ECharts cannot take circles, so links that lead back stay in the words.

use charming::Chart;
use charming::element::{LineStyle, Tooltip, Trigger};
use charming::series::{Sankey, SankeyLink, SankeyNode, SankeyNodeAlign};
use serde_json::{Value, json};

use super::{Block, Flow, Link};
use crate::chart::datum::number;
use crate::chart::option;
use crate::i18n::Messages;

impl Flow {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let graph = self.graph();
        let names = self.unique_names(words);
        let nodes = self.blocks.iter().zip(&names).map(|(block, name)| {
            let node = SankeyNode::new(name.clone());
            match block.amount.number() {
                Some(amount) => node.value(amount),
                None => node,
            }
        });
        let forward = self.links.iter().zip(&graph.back);
        let forward: Vec<&Link> = forward
            .filter_map(|(link, back)| (!back).then_some(link))
            .collect();
        let links = forward.iter().map(|link| SankeyLink {
            source: names[link.from].clone(),
            target: names[link.to].clone(),
            value: self.passed(link).map_or(0.0, number),
        });
        let line = LineStyle::new().color(option::color("--series-1"));
        let series = Sankey::new()
            .line_style(line.opacity(0.35))
            .layout_iterations(0_u64)
            .node_align(SankeyNodeAlign::Left)
            .nodes(nodes.collect::<Vec<_>>())
            .links(links.collect::<Vec<_>>());
        let tooltip = Tooltip::new().trigger(Trigger::Item);
        let mut option = option::finish(&Chart::new().tooltip(tooltip).series(series));
        for (index, block) in self.blocks.iter().enumerate() {
            let path = ["series", "0", "data", &index.to_string()];
            put(&mut option, path, "text", json!(text(words, block)));
            let color = json!({ "color": "var(--series-1)" });
            put(&mut option, path, "itemStyle", color);
        }
        for (index, link) in forward.into_iter().enumerate() {
            let path = ["series", "0", "links", &index.to_string()];
            if self.passed(link).is_some() {
                let text = &self.blocks[link.to].amount.text;
                put(&mut option, path, "text", json!(text));
            } else {
                // ECharts needs a number; a thin line says the least.
                put(&mut option, path, "unknown", json!(true));
                let text = words.get("chart-flow-unknown-link");
                put(&mut option, path, "text", json!(text));
            }
        }
        option::set(&mut option, &["series", "0", "nodeGap"], json!(18));
        option
    }

    /// Titles by which ECharts tells blocks apart: a second block of the same title gets a number.
    fn unique_names(&self, words: &Messages) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let title = block.title();
            let mut name = title.clone();
            let mut count = 1;
            while names.contains(&name) {
                count += 1;
                name = words.remarked(&title, &count.to_string());
            }
            names.push(name);
        }
        names
    }
}

fn put(option: &mut Value, [a, b, c, d]: [&str; 4], field: &str, value: Value) {
    option::set(option, &[a, b, c, d, field], value);
}

/// The amount as the table shows it, and what stays.
fn text(words: &Messages, block: &Block) -> String {
    let kept: Vec<String> = block
        .retained
        .iter()
        .map(|(label, amount)| format!("{label} {}", amount.text))
        .collect();
    if kept.is_empty() {
        return block.amount.text.clone();
    }
    let list = words.list(kept);
    let arguments = [("amount", block.amount.text.as_str()), ("list", &list)];
    words.say("chart-flow-text", &arguments)
}

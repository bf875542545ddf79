//! Fund flow (資金の流れ): who passes how much to whom, by which method.
//!
//! Documents print the amount of a block, not that of a link. A link is as wide as what its receiver has only where that
//! receiver has one giver; how several givers share an amount is not known, and is not guessed.

mod draw;
mod graph;
mod option;
mod place;
mod rows;

use super::datum::Datum;
use super::table::{Cell, ChartTable, Column, Row};
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::i18n::Messages;
use crate::model::dataset;
use crate::model::decimal::Decimal;
use crate::model::table::Citation;
use graph::Graph;

/// Fund flow of a fiscal year.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Unit of the amounts.
    pub unit: String,
    pub blocks: Vec<Block>,
    pub links: Vec<Link>,
}

/// A block (ブロック).
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Letter in the document, `A`; empty for ministries.
    pub letter: String,
    pub name: String,
    pub amount: Datum,
    /// What stays in the block: label and amount.
    pub retained: Vec<(String, Datum)>,
}

/// What passes from one block to another, by their places in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    /// How (交付, 委託 …); may be empty.
    pub method: String,
    /// True where the printed layout does not decide it.
    pub inferred: bool,
    /// Where the document connects the two.
    pub citation: Citation,
}

/// The chart of a fund flow; nothing without an amount that passes on.
pub fn spec(words: &Messages, flow: &dataset::Flow) -> Option<ChartSpec> {
    let place = |id: &str| flow.blocks.iter().position(|block| block.id == id);
    let links = flow.links.iter().filter_map(|link| {
        Some(Link {
            from: place(&link.from)?,
            to: place(&link.to)?,
            method: link.method.as_deref().map(method).unwrap_or_default(),
            inferred: link.inferred.is_some(),
            citation: link.citation.clone(),
        })
    });
    let chart = Flow {
        unit: flow.unit.label().to_owned(),
        links: links.collect(),
        blocks: flow
            .blocks
            .iter()
            .map(|about| block(words, about))
            .collect(),
    };
    let has_way = chart.links.iter().any(|link| link.from != link.to);
    (has_way && chart.largest().is_some()).then(|| ChartSpec {
        id: "flow".into(),
        subject: words.say(
            "chart-flow-subject",
            &[("year", &flow.year.long(words.lang()))],
        ),
        unit: chart.unit.clone(),
        plot: Plot::Flow(chart),
    })
}

fn block(words: &Messages, block: &dataset::FlowBlock) -> Block {
    // Blocks of the document have a letter; ministries have an id of the seed.
    let is_letter = block.id.len() <= 2 && block.id.bytes().all(|byte| byte.is_ascii_alphabetic());
    Block {
        letter: if is_letter {
            block.id.to_uppercase()
        } else {
            String::new()
        },
        name: words::tidy(&block.name),
        amount: Datum::of(words.lang(), &block.amount),
        retained: block
            .retained
            .iter()
            .map(|(label, figure)| (words::tidy(label), Datum::of(words.lang(), figure)))
            .collect(),
    }
}

/// A method as words: some are printed with brackets around all of them.
fn method(printed: &str) -> String {
    let tidy = words::tidy(printed);
    let inner = tidy
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'));
    inner
        .filter(|inner| !inner.contains('【'))
        .map_or(tidy.clone(), str::to_owned)
}

impl Block {
    /// 「A 国立研究開発法人…」.
    pub fn title(&self) -> String {
        match self.letter.as_str() {
            "" => self.name.clone(),
            letter => format!("{letter} {}", self.name),
        }
    }
    /// The letter, or the name where there is none.
    fn short(&self) -> &str {
        if self.letter.is_empty() {
            &self.name
        } else {
            &self.letter
        }
    }
}

impl Flow {
    fn graph(&self) -> Graph {
        let ends: Vec<(usize, usize)> =
            self.links.iter().map(|link| (link.from, link.to)).collect();
        Graph::new(self.blocks.len(), &ends)
    }

    /// The links that bring money into a block from others.
    fn into(&self, block: usize) -> impl Iterator<Item = &Link> {
        self.links
            .iter()
            .filter(move |link| link.to == block && link.from != block)
    }

    /// What passes over a link, where it is known: what the receiver has, if it receives from nobody else and the giver has
    /// that much.
    fn passed(&self, link: &Link) -> Option<Decimal> {
        let amount = self.blocks[link.to].amount.value?;
        let is_only = link.from != link.to && self.into(link.to).nth(1).is_none();
        (is_only && amount > Decimal::ZERO && !self.exceeds(link)).then_some(amount)
    }

    /// True where the receiver has more than the giver: it has money from elsewhere too.
    fn exceeds(&self, link: &Link) -> bool {
        let (giver, receiver) = (&self.blocks[link.from].amount, &self.blocks[link.to].amount);
        matches!((giver.value, receiver.value), (Some(giver), Some(receiver)) if receiver > giver)
    }

    /// The block with the largest amount.
    fn largest(&self) -> Option<(&Block, Decimal)> {
        let amounts = self
            .blocks
            .iter()
            .filter_map(|block| Some((block, block.amount.value?)));
        let known = amounts.filter(|(_, amount)| *amount > Decimal::ZERO);
        known.rev().max_by_key(|(_, amount)| *amount)
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let label = |key: &str| words.get(key).to_owned();
        let columns = vec![
            Column::new("block", label("chart-column-block"), ""),
            Column::new("item", label("chart-column-item"), ""),
            Column::new("amount", label("chart-column-amount"), &self.unit),
            Column::new("from", label("chart-column-from"), ""),
        ];
        let mut rows = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let row = |item: &str, amount: &Datum, from: &str| {
                Row::new(vec![
                    Cell::key(&block.title()),
                    Cell::key(item),
                    Cell::Figure(amount.clone()),
                    Cell::key(from),
                ])
            };
            let whole = words.get("chart-flow-whole");
            let mut whole = row(whole, &block.amount, &self.givers(words, index));
            let links = self.links.iter().filter(|link| link.to == index);
            whole.sources = links.map(|link| link.citation.clone()).collect();
            rows.push(whole);
            for (item, amount) in &block.retained {
                let item = words.say("chart-flow-retained", &[("item", item)]);
                rows.push(row(&item, amount, ""));
            }
        }
        ChartTable { columns, rows }
    }

    /// Who gives to a block and how, loops included: 「A 国立研究開発法人…（公募）、…」.
    fn givers(&self, words: &Messages, block: usize) -> String {
        let givers = self
            .links
            .iter()
            .filter(|link| link.to == block)
            .map(|link| {
                let name = self.blocks[link.from].title();
                let inferred = link.inferred.then(|| words.get("chart-inferred"));
                let method = Some(link.method.as_str()).filter(|method| !method.is_empty());
                let about = words.list(method.into_iter().chain(inferred));
                words.remarked(&name, &about)
            });
        words.list(givers)
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let Some((largest, amount)) = self.largest() else {
            return Words::default();
        };
        // Who pays first (the ministry) is none of the document's blocks.
        let lettered = self.blocks.iter().filter(|block| !block.letter.is_empty());
        let count = match lettered.count() {
            0 => self.blocks.len(),
            count => count,
        };
        let count = count.to_string();
        let arguments = [
            ("subject", subject),
            ("count", &count),
            ("name", &largest.title()),
            ("value", &words::with_unit(words, amount, &self.unit)),
        ];
        Words {
            message: words.say("chart-flow-message", &arguments),
            reading: words.get("chart-reading-flow").to_owned(),
            sentences: self.sentences(words),
        }
    }

    fn sentences(&self, words: &Messages) -> Vec<String> {
        let graph = self.graph();
        let mut sentences = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            sentences.extend(self.paid(words, &graph, index));
            sentences.extend(self.kept(words, block));
        }
        let list = |blocks: Vec<String>, key: &str| {
            let list = words.list(blocks);
            (!list.is_empty()).then(|| words.say(key, &[("list", &list)]))
        };
        let missing = self
            .blocks
            .iter()
            .filter(|block| block.amount.value.is_none());
        let missing = missing.map(|block| {
            let arguments = [
                ("period", block.title()),
                ("reason", block.amount.text.clone()),
            ];
            let arguments = arguments
                .each_ref()
                .map(|(key, text)| (*key, text.as_str()));
            words.say("chart-missing-period", &arguments)
        });
        sentences.extend(list(missing.collect(), "chart-flow-missing"));
        let shared = (0..self.blocks.len()).filter(|block| self.into(*block).nth(1).is_some());
        let shared = shared.map(|block| self.blocks[block].title());
        sentences.extend(list(shared.collect(), "chart-flow-shared"));
        let exceeds = self.links.iter().zip(&graph.back);
        let exceeds = exceeds.filter(|(link, back)| {
            !**back && self.exceeds(link) && self.into(link.to).nth(1).is_none()
        });
        let exceeds = exceeds.map(|(link, _)| self.way(words, link));
        sentences.extend(list(exceeds.collect(), "chart-flow-exceeds"));
        let back = self.links.iter().zip(&graph.back);
        let back = back.filter(|(_, back)| **back);
        let back = back.map(|(link, _)| self.way(words, link));
        sentences.extend(list(back.collect(), "chart-flow-back"));
        sentences
    }

    fn way(&self, words: &Messages, link: &Link) -> String {
        let (from, to) = (self.blocks[link.from].title(), self.blocks[link.to].title());
        words.say("chart-flow-way", &[("from", &from), ("to", &to)])
    }

    /// To whom a block passes what, where the amounts are known.
    fn paid(&self, words: &Messages, graph: &Graph, block: usize) -> Option<String> {
        let out = self.links.iter().zip(&graph.back);
        let out = out.filter(|(link, back)| link.from == block && !**back);
        let parts: Vec<String> = out
            .filter_map(|(link, _)| {
                let amount = words::with_unit(words, self.passed(link)?, &self.unit);
                let arguments = [("to", self.blocks[link.to].title()), ("value", amount)];
                let arguments = arguments
                    .each_ref()
                    .map(|(key, text)| (*key, text.as_str()));
                Some(words.say("chart-flow-part", &arguments))
            })
            .collect();
        let arguments = [
            ("from", self.blocks[block].title()),
            ("list", words.list(&parts)),
        ];
        let arguments = arguments
            .each_ref()
            .map(|(key, text)| (*key, text.as_str()));
        (!parts.is_empty()).then(|| words.say("chart-flow-paid", &arguments))
    }

    /// What stays in a block.
    fn kept(&self, words: &Messages, block: &Block) -> Option<String> {
        let parts: Vec<String> = block
            .retained
            .iter()
            .filter_map(|(label, amount)| {
                Some(format!(
                    "{label} {}",
                    words::with_unit(words, amount.value?, &self.unit)
                ))
            })
            .collect();
        let (name, list) = (block.title(), words.list(&parts));
        let arguments = [("name", name.as_str()), ("list", &list)];
        (!parts.is_empty()).then(|| words.say("chart-flow-kept", &arguments))
    }
}

#[cfg(test)]
mod tests;

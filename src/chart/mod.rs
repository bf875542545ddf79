//! Charts: one spec → static drawing, ECharts option, data table, data files and words. They cannot disagree, because each is
//! made from the same figures.
//!
//! A chart is a closed kind that holds figures, not JSON. Its static drawing is part of the page: it needs no script, prints,
//! follows the colours of the page, and is read out by its title and description. The ECharts option is fetched when a reader
//! touches the chart.

pub mod budget;
pub mod concentration;
pub mod datum;
pub mod flow;
pub mod heatmap;
pub mod indicator;
pub mod logic;
pub mod measure;
pub mod option;
pub mod ranked;
pub mod scale;
pub mod sparkline;
pub mod svg;
pub mod table;
pub mod timeline;
pub mod treemap;
pub mod waterfall;
pub mod words;

#[cfg(test)]
pub(crate) mod testing;

use serde_json::{Value, json};

use crate::format;
use crate::i18n::Messages;
use svg::{Drawing, Names};
use table::{ChartTable, Cite};
use words::Words;

/// What a chart shows, whatever its form.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// Name of the chart on its page and in its files: `budget`, `outcome-1`.
    pub id: String,
    /// What it is about: 「予算額・執行額」.
    pub subject: String,
    /// Unit of its figures as printed; may be empty.
    pub unit: String,
    pub plot: Plot,
}

/// The closed set of forms, each with its figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// Budget by year with its parts, executed amount and execution rate (予算額・執行額).
    Budget(budget::Budget),
    /// Who passes how much to whom (資金の流れ).
    Flow(flow::Flow),
    /// Named amounts, the largest first (支出先上位者など).
    Ranked(ranked::Ranked),
    /// Cumulative shares of recipients (支出先の集中度).
    Concentration(concentration::Concentration),
    /// Periods and evaluations of projects (研究開発課題評価).
    Timeline(timeline::Timeline),
    /// Programmes of a portfolio by ministry (統合プロジェクト).
    Treemap(treemap::Treemap),
    /// Change between two years, row by row (増減の内訳).
    Waterfall(Box<waterfall::Waterfall>),
    /// Target and actual value of an indicator by year (目標・実績), or unit cost by year.
    Indicator(indicator::Indicator),
    /// Achievement of many indicators by year (達成状況).
    Heatmap(heatmap::Heatmap),
}

impl ChartSpec {
    /// Name of the form, in pages and data files.
    pub fn kind(&self) -> &'static str {
        match &self.plot {
            Plot::Budget(_) => "budget",
            Plot::Flow(_) => "flow",
            Plot::Ranked(_) => "ranked",
            Plot::Concentration(_) => "concentration",
            Plot::Timeline(_) => "timeline",
            Plot::Treemap(_) => "treemap",
            Plot::Waterfall(_) => "waterfall",
            Plot::Indicator(_) => "indicator",
            Plot::Heatmap(_) => "heatmap",
        }
    }

    /// What the chart says.
    pub fn words(&self, words: &Messages) -> Words {
        match &self.plot {
            Plot::Budget(budget) => budget.words(words, &self.subject),
            Plot::Flow(flow) => flow.words(words, &self.subject),
            Plot::Ranked(ranked) => ranked.words(words, &self.subject),
            Plot::Concentration(chart) => chart.words(words, &self.subject),
            Plot::Timeline(timeline) => timeline.words(words, &self.subject),
            Plot::Treemap(treemap) => treemap.words(words, &self.subject),
            Plot::Waterfall(waterfall) => waterfall.words(words, &self.subject),
            Plot::Indicator(indicator) => indicator.words(words, &self.subject),
            Plot::Heatmap(heatmap) => heatmap.words(words, &self.subject),
        }
    }

    /// The data.
    pub fn table(&self, words: &Messages) -> ChartTable {
        match &self.plot {
            Plot::Budget(budget) => budget.table(words),
            Plot::Flow(flow) => flow.table(words),
            Plot::Ranked(ranked) => ranked.table(words),
            Plot::Concentration(chart) => chart.table(words),
            Plot::Timeline(timeline) => timeline.table(words),
            Plot::Treemap(treemap) => treemap.table(words),
            Plot::Waterfall(waterfall) => waterfall.table(words),
            Plot::Indicator(indicator) => indicator.table(words),
            Plot::Heatmap(heatmap) => heatmap.table(words),
        }
    }

    /// The static drawings: one for all widths, or one for wide and one for narrow screens. `id` is the prefix of ids on the
    /// page.
    pub fn drawings(&self, words: &Messages, said: &Words, id: &str) -> Vec<Drawing> {
        let names = Names {
            id,
            title: &said.message,
            desc: &said.reading,
        };
        match &self.plot {
            Plot::Budget(budget) => budget.draw(words, names),
            Plot::Flow(flow) => flow.draw(words, names),
            Plot::Ranked(ranked) => ranked.draw(words, names),
            Plot::Concentration(chart) => chart.draw(words, names),
            Plot::Timeline(timeline) => timeline.draw(words, names),
            Plot::Treemap(treemap) => treemap.draw(words, names),
            Plot::Waterfall(waterfall) => waterfall.draw(words, names),
            Plot::Indicator(indicator) => indicator.draw(words, names),
            Plot::Heatmap(heatmap) => heatmap.draw(words, names),
        }
    }

    /// The ECharts option.
    pub fn option(&self, words: &Messages) -> Value {
        let unit = format::unit(words.lang(), &self.unit);
        match &self.plot {
            Plot::Budget(budget) => budget.option(words, &unit),
            Plot::Flow(flow) => flow.option(words),
            Plot::Ranked(ranked) => ranked.option(words),
            Plot::Concentration(chart) => chart.option(words),
            Plot::Timeline(timeline) => timeline.option(words),
            Plot::Treemap(treemap) => treemap.option(),
            Plot::Waterfall(waterfall) => waterfall.option(words),
            Plot::Indicator(indicator) => indicator.option(words, &unit),
            Plot::Heatmap(heatmap) => heatmap.option(words),
        }
    }

    /// The data file with everything that the interactive chart needs; `said` and `data` are its words and its table.
    pub fn json(&self, words: &Messages, said: &Words, data: &ChartTable, cite: Cite<'_>) -> Value {
        let mut map = data.json(words.lang(), cite);
        let mut file = json!({
            "version": 1,
            "id": self.id,
            "kind": self.kind(),
            "title": said.message,
            "unit": match self.unit.as_str() {
                "-" => String::new(),
                unit => format::unit(words.lang(), unit),
            },
            "description": said.sentences,
        });
        if let Value::Object(file) = &mut file {
            file.append(&mut map);
            file.insert("option".into(), self.option(words));
        }
        file
    }
}

//! Concentration of recipients (支出先の集中度): which share of the money the first, the first two … the first n recipients
//! have together.

mod draw;
mod option;

use super::datum::Datum;
use super::ranked::{self, Base};
use super::table::{Cell, ChartTable, Column, Row};
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::i18n::Messages;
use crate::model::dataset::{RecipientList, Review};
use crate::model::decimal::Decimal;
use crate::model::derived;

/// Counts that are labelled and said.
const SAID: [usize; 3] = [1, 5, 10];
/// Shares with a line of their own, in per cent.
const MARKS: [i64; 2] = [50, 80];

/// Cumulative shares, largest recipient first.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// Unit of the amounts.
    pub unit: String,
    pub base: Base,
    pub steps: Vec<Step>,
}

/// One more recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub name: String,
    /// The page about it, as `kind/id`; may be empty.
    pub about: String,
    pub amount: Datum,
    /// Its amount and those before it together.
    pub sum: Datum,
    /// The sum in per cent of the base, with one decimal.
    pub share: Datum,
}

/// The concentration of a block's recipients; nothing for fewer than three amounts, or where one is negative: a sum that
/// falls is no concentration. `prefix` is `recipients` or `contracts`, as in the anchors of the page.
pub fn spec(
    words: &Messages,
    review: &Review,
    list: &RecipientList,
    prefix: &str,
) -> Option<ChartSpec> {
    let entries = ranked::entries(words, review, list, prefix);
    let base = Base::new(words, &entries, ranked::whole(words, review, list))?;
    let unit = list.unit.label();
    let chart = Concentration::new(words, unit, entries, base)?;
    Some(ChartSpec {
        id: format!("{prefix}-{}-concentration", list.block.to_ascii_lowercase()),
        subject: words.say("chart-concentration-subject", &[("block", &list.block)]),
        unit: unit.to_owned(),
        plot: Plot::Concentration(chart),
    })
}

impl Concentration {
    /// The steps of a list; nothing where it has none to show.
    pub(super) fn new(
        words: &Messages,
        unit: &str,
        mut entries: Vec<ranked::Entry>,
        base: Base,
    ) -> Option<Concentration> {
        entries.retain(|entry| entry.counted().is_some());
        // Stable: equal amounts keep their order.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.counted()));
        let whole = base.amount.value?;
        let mut amounts = Vec::with_capacity(entries.len());
        let mut steps = Vec::with_capacity(entries.len());
        for entry in entries {
            let amount = entry.counted()?;
            if amount.is_negative() {
                return None;
            }
            amounts.push(amount);
            let sum = derived::sum(amounts.iter().copied())?;
            steps.push(Step {
                share: ranked::share(words, sum.value, whole)?,
                sum: Datum::derived(words.lang(), sum),
                name: entry.name,
                about: entry.about,
                amount: entry.amount,
            });
        }
        (steps.len() >= 3).then(|| Concentration {
            unit: unit.to_owned(),
            base,
            steps,
        })
    }

    /// The counts that are said: 1, 5, 10 and the last.
    fn said(&self) -> Vec<(usize, &Step)> {
        let last = self.steps.len();
        let counts = SAID.into_iter().filter(|count| *count < last);
        let steps = counts.chain([last]);
        steps
            .filter_map(|count| Some((count, self.steps.get(count - 1)?)))
            .collect()
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let label = |key: &str| words.get(key).to_owned();
        let columns = vec![
            Column::new("count", label("chart-column-count"), ""),
            Column::new("name", label("chart-column-recipient"), ""),
            Column::new("amount", label("chart-column-amount"), &self.unit),
            Column::new("sum", label("chart-column-sum"), &self.unit),
            Column::new("share", label("chart-column-cumulative"), "%"),
        ];
        let row = |(index, step): (usize, &Step)| Row {
            about: step.about.clone(),
            ..Row::new(vec![
                Cell::Key {
                    text: top(words, index + 1),
                    raw: (index + 1).to_string(),
                },
                Cell::key(&step.name),
                Cell::Figure(step.amount.clone()),
                Cell::Figure(step.sum.clone()),
                Cell::Figure(step.share.clone()),
            ])
        };
        let mut rows: Vec<Row> = self.steps.iter().enumerate().map(row).collect();
        rows.push(Row::new(vec![
            Cell::key(&self.base.label),
            Cell::key(""),
            Cell::Figure(self.base.amount.clone()),
            Cell::Figure(ranked::no_share(words)),
            Cell::Figure(ranked::no_share(words)),
        ]));
        ChartTable { columns, rows }
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let said: Vec<String> = self
            .said()
            .into_iter()
            .map(|(count, step)| {
                let arguments = [("count", &*count.to_string()), ("share", &step.share.text)];
                words.say("chart-concentration-part", &arguments)
            })
            .collect();
        let list = words.list(said);
        let arguments = [
            ("subject", subject),
            ("base", &self.base.label),
            ("list", &list),
        ];
        let mut sentences = Vec::new();
        for mark in MARKS {
            sentences.push(self.reached(words, mark));
        }
        let key = if self.base.exceeded {
            "chart-ranked-base-exceeded"
        } else {
            "chart-ranked-base"
        };
        let whole = self.base.amount.value.unwrap_or(Decimal::ZERO);
        let whole = words::with_unit(words, whole, &self.unit);
        sentences.push(words.say(key, &[("base", &self.base.label), ("value", &whole)]));
        Words {
            message: words.say("chart-concentration-message", &arguments),
            reading: words.get("chart-reading-concentration").to_owned(),
            sentences,
        }
    }

    /// How many recipients reach a share together.
    fn reached(&self, words: &Messages, mark: i64) -> String {
        let mark_value = Decimal::new(mark, 0);
        let share = |step: &Step| step.share.value >= Some(mark_value);
        let mark = mark.to_string();
        match self.steps.iter().position(share) {
            Some(index) => {
                let count = (index + 1).to_string();
                let share = &self.steps[index].share.text;
                let arguments = [("mark", mark.as_str()), ("count", &count), ("share", share)];
                words.say("chart-concentration-reached", &arguments)
            }
            None => words.say("chart-concentration-not-reached", &[("mark", &mark)]),
        }
    }
}

/// 「上位5者」.
fn top(words: &Messages, count: usize) -> String {
    words.say("chart-concentration-top", &[("count", &count.to_string())])
}

#[cfg(test)]
mod tests;

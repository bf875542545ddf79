//! Ranked amounts: recipients (支出先) of a block, programmes of a portfolio, or any list of named amounts.
//!
//! What the list leaves out is a bar of its own, where the whole is known: whole minus listed. Portions (内数) and repeated
//! amounts (再掲) are shown but not added.

mod draw;
mod option;
mod source;

use super::datum::{Datum, Status};
use super::table::{Cell, ChartTable, Column, Row};
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::i18n::Messages;
use crate::model::decimal::Decimal;
use crate::model::derived::{self, Derived};
use crate::model::table::{Mark, Missing};
pub use source::{amounts, organisation, organisations, portfolio, recipients};
pub(super) use source::{entries, whole};

/// Bars at most; what comes after them is added up.
const BARS: usize = 12;

/// Named amounts, the largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Unit of the amounts.
    pub unit: String,
    /// What is named: 支出先, 事業.
    pub column: String,
    pub entries: Vec<Entry>,
    /// What the shares are shares of.
    pub base: Option<Base>,
}

/// A named amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Rank as printed.
    pub rank: Option<u32>,
    pub name: String,
    /// The page about it, as `kind/id`; may be empty.
    pub about: String,
    pub amount: Datum,
    pub mark: Option<Mark>,
}

/// What shares are shares of.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// 「Cブロックの額」, 「一覧の合計」.
    pub label: String,
    pub amount: Datum,
    /// True where a printed whole is smaller than what is listed, so that the sum of the list stands in its place.
    pub exceeded: bool,
}

/// A bar: one entry, or several amounts together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar<'a> {
    pub entry: Option<&'a Entry>,
    pub name: String,
    pub amount: Datum,
    /// Share in per cent with one decimal.
    pub share: Option<Datum>,
    /// Entries that the bar adds up.
    pub members: &'a [Entry],
}

impl Entry {
    /// The amount, where it may be added to others.
    pub(super) fn counted(&self) -> Option<Decimal> {
        self.amount.value.filter(|_| self.mark.is_none())
    }
}

/// The sum of what may be added; nothing where there is nothing, or it overflows.
pub(super) fn sum(entries: &[Entry]) -> Option<Derived> {
    derived::sum(entries.iter().filter_map(Entry::counted))
}

/// A share in per cent with one decimal, rounded half away from zero.
pub(super) fn share(words: &Messages, part: Decimal, base: Decimal) -> Option<Datum> {
    derived::share(part, base).map(|derived| Datum::derived(words.lang(), derived))
}

/// The share of what has none: amounts that are missing or not added, and the whole itself.
pub(super) fn no_share(words: &Messages) -> Datum {
    Datum {
        status: Status::Missing(Missing::Dash),
        text: Missing::Dash.mark(words.lang()).to_owned(),
        ..Datum::none(words.lang())
    }
}

impl Base {
    /// The printed whole, if it is not smaller than the list; else the sum of the list. Nothing where neither is above zero.
    pub(super) fn new(
        words: &Messages,
        entries: &[Entry],
        whole: Option<(String, Datum)>,
    ) -> Option<Base> {
        let sum = sum(entries)?;
        let printed = whole.filter(|(_, amount)| amount.value > Some(Decimal::ZERO));
        let exceeded = printed
            .as_ref()
            .is_some_and(|(_, amount)| amount.value < Some(sum.value));
        let (label, amount) = printed.filter(|_| !exceeded).unwrap_or_else(|| {
            let label = words.get("chart-ranked-sum").to_owned();
            (label, Datum::derived(words.lang(), sum))
        });
        let base = Base {
            label,
            amount,
            exceeded,
        };
        (base.amount.value > Some(Decimal::ZERO)).then_some(base)
    }
    /// True for a whole that the document prints.
    pub(super) fn is_printed(&self) -> bool {
        self.amount.status != Status::Derived
    }
}

impl Ranked {
    /// A ranking; nothing for fewer than two amounts: one bar compares nothing.
    pub(super) fn new(
        unit: &str,
        column: &str,
        mut entries: Vec<Entry>,
        base: Option<Base>,
    ) -> Option<Ranked> {
        let known = entries.iter().filter(|entry| entry.amount.value.is_some());
        if known.count() < 2 {
            return None;
        }
        // Stable: equal amounts keep their order, those without amount come last.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.amount.value));
        Some(Ranked {
            unit: unit.to_owned(),
            column: column.to_owned(),
            entries,
            base,
        })
    }

    fn known(&self) -> &[Entry] {
        let end = self
            .entries
            .partition_point(|entry| entry.amount.value.is_some());
        &self.entries[..end]
    }

    fn share(&self, words: &Messages, amount: Decimal) -> Option<Datum> {
        share(words, amount, self.base.as_ref()?.amount.value?)
    }

    /// The bars from top to bottom: entries, the entries after them together, and what the list leaves out.
    fn bars(&self, words: &Messages) -> Vec<Bar<'_>> {
        let known = self.known();
        let (shown, rest) = known.split_at(known.len().min(BARS));
        let mut bars: Vec<Bar<'_>> = shown
            .iter()
            .map(|entry| Bar {
                entry: Some(entry),
                name: entry.name.clone(),
                amount: entry.amount.clone(),
                share: entry.counted().and_then(|amount| self.share(words, amount)),
                members: &[],
            })
            .collect();
        let mut add = |name: String, amount: Derived, members| {
            bars.push(Bar {
                entry: None,
                name,
                share: self.share(words, amount.value),
                amount: Datum::derived(words.lang(), amount),
                members,
            });
        };
        if let Some(sum) = sum(rest) {
            let counted = rest.iter().filter(|entry| entry.counted().is_some());
            let count = counted.count().to_string();
            add(
                words.say("chart-ranked-rest", &[("count", &count)]),
                sum,
                rest,
            );
        }
        if let Some(others) = self.others() {
            let has_missing = known.len() < self.entries.len();
            let key = if has_missing {
                "chart-ranked-others-missing"
            } else {
                "chart-ranked-others"
            };
            add(words.get(key).to_owned(), others, &[]);
        }
        bars
    }

    /// What the list leaves out of a printed whole.
    fn others(&self) -> Option<Derived> {
        let base = self.base.as_ref().filter(|base| base.is_printed())?;
        let others = derived::remainder(base.amount.value?, sum(&self.entries)?.value)?;
        (others.value > Decimal::ZERO).then_some(others)
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let label = |key: &str| words.get(key).to_owned();
        let has_share = self.base.is_some();
        let mut columns = vec![
            Column::new("name", self.column.clone(), ""),
            Column::new("rank", label("chart-column-rank"), ""),
            Column::new("amount", label("chart-column-amount"), &self.unit),
        ];
        if has_share {
            columns.push(Column::new("share", label("chart-column-share"), "%"));
        }
        let row = |name: &str, rank: String, amount: &Datum, share: Option<Datum>| {
            let mut cells = vec![
                Cell::key(name),
                Cell::key(&rank),
                Cell::Figure(amount.clone()),
            ];
            if has_share {
                cells.push(Cell::Figure(share.unwrap_or_else(|| no_share(words))));
            }
            Row::new(cells)
        };
        let mut rows: Vec<Row> = self
            .entries
            .iter()
            .map(|entry| {
                let share = entry.counted().and_then(|amount| self.share(words, amount));
                let rank = entry.rank.map(|rank| rank.to_string()).unwrap_or_default();
                Row {
                    about: entry.about.clone(),
                    ..row(&marked(words, entry), rank, &entry.amount, share)
                }
            })
            .collect();
        let together = self
            .bars(words)
            .into_iter()
            .filter(|bar| bar.entry.is_none());
        rows.extend(together.map(|bar| row(&bar.name, String::new(), &bar.amount, bar.share)));
        if let Some(base) = &self.base {
            rows.push(row(&base.label, String::new(), &base.amount, None));
        }
        ChartTable { columns, rows }
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let Some(first) = self.known().first() else {
            return Words::default();
        };
        let value = |datum: &Datum| {
            let value = datum.value.unwrap_or(Decimal::ZERO);
            words::with_unit(words, value, &self.unit)
        };
        let amount = value(&first.amount);
        let share = first.counted().and_then(|amount| self.share(words, amount));
        let share = share.map(|share| format!("{}%", share.text));
        let mut arguments = vec![
            ("subject", subject),
            ("name", first.name.as_str()),
            ("value", &amount),
        ];
        let message = match (&share, &self.base) {
            (Some(share), Some(base)) => {
                arguments.extend([("share", share.as_str()), ("base", &base.label)]);
                words.say("chart-ranked-message-share", &arguments)
            }
            _ => words.say("chart-ranked-message", &arguments),
        };
        Words {
            message,
            reading: words.get("chart-reading-ranked").to_owned(),
            sentences: self.sentences(words, &value),
        }
    }

    fn sentences(&self, words: &Messages, value: &dyn Fn(&Datum) -> String) -> Vec<String> {
        let list = |key: &str, parts: Vec<String>| {
            let list = words.list(parts);
            (!list.is_empty()).then(|| words.say(key, &[("list", &list)]))
        };
        let named = |name: &str, amount: &Datum| {
            let arguments = [("name", name), ("value", &value(amount))];
            words.say("chart-ranked-named", &arguments)
        };
        let next = self.known().iter().skip(1).take(2);
        let next = next.map(|entry| named(&entry.name, &entry.amount));
        let mut sentences: Vec<String> = list("chart-ranked-next", next.collect())
            .into_iter()
            .collect();
        for bar in self.bars(words).iter().filter(|bar| bar.entry.is_none()) {
            let amount = value(&bar.amount);
            let arguments = [("name", bar.name.as_str()), ("value", &amount)];
            sentences.push(words.say("chart-ranked-together", &arguments));
        }
        if let Some(base) = &self.base {
            let key = if base.exceeded {
                "chart-ranked-base-exceeded"
            } else {
                "chart-ranked-base"
            };
            let amount = value(&base.amount);
            sentences.push(words.say(key, &[("base", &base.label), ("value", &amount)]));
        }
        let of = |keep: &dyn Fn(&&Entry) -> bool| {
            let kept = self.entries.iter().filter(keep);
            kept.map(|entry| entry.name.clone()).collect::<Vec<_>>()
        };
        let missing = self
            .entries
            .iter()
            .filter(|entry| entry.amount.value.is_none());
        let missing = missing.map(|entry| {
            let arguments = [
                ("period", entry.name.as_str()),
                ("reason", &entry.amount.text),
            ];
            words.say("chart-missing-period", &arguments)
        });
        let apart = of(&|entry| entry.mark.is_some() && entry.amount.value.is_some());
        let provisional = of(&|entry| entry.amount.status == Status::Provisional);
        let planned = of(&|entry| entry.amount.is_planned());
        sentences.extend(list("chart-ranked-apart", apart));
        sentences.extend(list("chart-ranked-missing", missing.collect()));
        sentences.extend(list("chart-ranked-provisional", provisional));
        sentences.extend(list("chart-ranked-planned", planned));
        sentences
    }
}

/// A name with its mark: 「…（再掲）」.
fn marked(words: &Messages, entry: &Entry) -> String {
    let key = match entry.mark {
        Some(Mark::Portion) => "chart-mark-portion",
        Some(Mark::Repeated) => "chart-mark-repeated",
        None => return entry.name.clone(),
    };
    format!("{}{}", entry.name, words.get(key))
}

fn spec(id: String, subject: String, ranked: Ranked) -> ChartSpec {
    ChartSpec {
        id,
        subject,
        unit: ranked.unit.clone(),
        plot: Plot::Ranked(ranked),
    }
}

#[cfg(test)]
mod tests;

//! Budget by year (予算額・執行額): what a year's money was made of, what was executed of it, and the rate.

mod draw;
mod option;

use std::collections::BTreeMap;

use super::datum::{Datum, Period, Series};
use super::table::ChartTable;
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::format;
use crate::i18n::Messages;
use crate::model::derived;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Row, RowItem, Table, Unit};
use crate::text;

/// Budget by year. Every series has one datum a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    pub periods: Vec<Period>,
    /// Parts that add up to the total, in official order; carried-over amounts are printed negative.
    pub parts: Vec<Series>,
    /// Total (計); where a table has one part only, there is none.
    pub total: Option<Series>,
    /// Executed amount (執行額).
    pub executed: Option<Series>,
    /// Execution rate (執行率), as printed, or executed ÷ total where it is not.
    pub rate: Option<Series>,
    /// First year of what the budget is of (事業開始年度), where it is known: zeros of years before it are no budgets.
    pub began: Option<FiscalYear>,
}

/// Parts of a budget in official order.
const PARTS: [RowItem; 5] = [
    RowItem::Initial,
    RowItem::Supplementary,
    RowItem::CarriedIn,
    RowItem::Reserve,
    RowItem::CarriedOut,
];

/// Number of the theme's colour for a part. Rows of an item with ids of their own (第1次補正予算) share it.
fn part_color(part: &Series) -> usize {
    match part.item {
        Some(RowItem::Supplementary) => 2,
        Some(RowItem::Reserve) => 3,
        Some(RowItem::CarriedIn | RowItem::CarriedOut) => 4,
        _ => 1,
    }
}

/// The chart of a budget table; nothing where no two years have a value.
pub fn spec(words: &Messages, table: &Table) -> Option<ChartSpec> {
    if !matches!(table.unit, Unit::Money(_)) {
        return None;
    }
    let mut columns: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series())
        .collect();
    columns.sort_by_key(|&index| table.columns[index].year);
    let series = |row: &Row| Series::of_row(words, row, &columns);
    let of = |item: RowItem| table.item(item).filter(|row| row.unit == table.unit);
    let has_initial = of(RowItem::Initial).is_some();
    let rows: Vec<&Row> = if has_initial {
        let parts = PARTS
            .into_iter()
            .flat_map(|item| table.rows.iter().filter(move |row| row.item == item));
        parts.filter(|row| row.unit == table.unit).collect()
    } else {
        // A total without the initial budget is not the sum of what else stands in the table.
        of(RowItem::Total)
            .or_else(|| single(table))
            .into_iter()
            .collect()
    };
    let budget = Budget {
        periods: columns
            .iter()
            .map(|&index| Period::of(words, &table.columns[index]))
            .collect(),
        total: of(RowItem::Total)
            .filter(|_| has_initial)
            .map(series)
            .filter(|total| !total.is_empty()),
        executed: of(RowItem::Executed)
            .map(series)
            .filter(|executed| !executed.is_empty()),
        rate: None,
        began: None,
        parts: rows
            .into_iter()
            .map(series)
            .filter(|part| !part.is_empty())
            .collect(),
    };
    let budget = budget.with_rate(words, table, &columns);
    let enough = words::values(&budget.periods, budget.leading()?).len() >= 2;
    enough.then(|| ChartSpec {
        id: table.id.clone(),
        subject: text::mend_radicals(table.title.trim()).into_owned(),
        unit: table.unit.label().to_owned(),
        plot: Plot::Budget(budget),
    })
}

/// The one row of a table that says only "budget" (予算額). Tables with several such rows compare things, not years.
fn single(table: &Table) -> Option<&Row> {
    let mut rows = table
        .rows
        .iter()
        .filter(|row| row.item == RowItem::Amount && row.unit == table.unit);
    rows.next().filter(|_| rows.next().is_none())
}

impl Budget {
    fn with_rate(mut self, words: &Messages, table: &Table, columns: &[usize]) -> Budget {
        let printed = table
            .item(RowItem::ExecutionRate)
            .map(|row| Series::of_row(words, row, columns))
            .filter(|rate| !rate.is_empty());
        self.rate = printed.or_else(|| self.computed_rate(words));
        self
    }

    /// The execution rate where none is printed; see [`derived::execution_rate`].
    fn computed_rate(&self, words: &Messages) -> Option<Series> {
        let (executed, total) = (self.executed.as_ref()?, self.total.as_ref()?);
        let rate = |(executed, total): (&Datum, &Datum)| {
            let rate = derived::execution_rate(executed.value?, total.value?)?;
            Some(Datum::derived(words.lang(), rate))
        };
        let data = executed
            .data
            .iter()
            .zip(&total.data)
            .map(|pair| rate(pair).unwrap_or_else(|| Datum::none(words.lang())));
        Some(Series {
            key: "execution_rate".into(),
            item: None,
            label: words.get("chart-rate-derived").to_owned(),
            unit: "%".into(),
            data: data.collect(),
        })
    }

    /// The series that the message is about: the total, or the first part where none is printed.
    fn leading(&self) -> Option<&Series> {
        self.total.as_ref().or(self.parts.first())
    }

    /// Keeps beside the first part what its sources print for a period, by the key of the period.
    pub fn keep_printed(&mut self, printed: &BTreeMap<String, String>) {
        let data = self.parts.first_mut().map(|part| &mut part.data);
        for (period, datum) in self.periods.iter().zip(data.into_iter().flatten()) {
            datum.printed = printed.get(&period.key).cloned();
        }
    }

    /// The series that stands for the whole of a period; several parts without a printed total have none.
    fn whole(&self) -> Option<&Series> {
        let only = self.parts.first().filter(|_| self.parts.len() == 1);
        self.total.as_ref().or(only)
    }

    /// Every series in the order of the table.
    fn series(&self) -> Vec<&Series> {
        self.parts
            .iter()
            .chain(&self.total)
            .chain(&self.executed)
            .chain(&self.rate)
            .collect()
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        ChartTable::over_time(words, &self.periods, &self.series())
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let Some(leading) = self.leading() else {
            return Words::default();
        };
        let (periods, course) = self.course(leading);
        let mut sentences: Vec<String> = words::extremes(words, &periods, &course)
            .into_iter()
            .collect();
        sentences.extend(self.before_start(words, leading));
        sentences.extend(self.execution(words));
        let said: Vec<&Series> = self
            .parts
            .iter()
            .chain(&self.total)
            .chain(&self.executed)
            .collect();
        sentences.extend(words::missing(words, &self.periods, leading, &said));
        sentences.extend(
            said.iter()
                .filter_map(|series| words::provisional(words, &self.periods, series)),
        );
        sentences.extend(words::converted(words, &self.periods, leading));
        let kind = if self.parts.len() > 1 {
            "chart-reading-budget-parts"
        } else {
            "chart-reading-budget"
        };
        let about = match self.parts.len() {
            1 => subject.to_owned(),
            _ => words.say(
                "chart-subject-part",
                &[("subject", subject), ("part", &leading.label)],
            ),
        };
        Words {
            message: words::message(words, &about, &periods, &course),
            reading: words.get(kind).to_owned(),
            sentences,
        }
    }

    /// A zero of a year in which there was nothing yet.
    fn is_before_start(&self, period: &Period, datum: &Datum) -> bool {
        let is_before = period
            .year
            .zip(self.began)
            .is_some_and(|(year, began)| year < began);
        is_before && datum.value.is_some_and(|value| value.is_zero())
    }

    /// A series without the zeros of years before the first.
    fn course(&self, series: &Series) -> (Vec<Period>, Series) {
        let all = self.periods.iter().zip(&series.data);
        let kept = all.filter(|(period, datum)| !self.is_before_start(period, datum));
        let (periods, data) = kept
            .map(|(period, datum)| (period.clone(), datum.clone()))
            .unzip();
        let course = Series {
            data,
            ..series.clone()
        };
        (periods, course)
    }

    /// Which figures the sentences leave out, and why.
    fn before_start(&self, words: &Messages, series: &Series) -> Option<String> {
        let all = self.periods.iter().zip(&series.data);
        let left = all.filter(|(period, datum)| self.is_before_start(period, datum));
        let left: Vec<String> = left.map(|(period, _)| period.full()).collect();
        let began = self.began?.long(words.lang());
        let arguments = [
            ("began", began),
            ("periods", words.list(left.iter().map(String::as_str))),
        ];
        let arguments = arguments
            .each_ref()
            .map(|(key, text)| (*key, text.as_str()));
        (!left.is_empty()).then(|| words.say("chart-sentence-before-start", &arguments))
    }

    /// The newest year with an executed amount, and its rate.
    fn execution(&self, words: &Messages) -> Option<String> {
        let executed = self.executed.as_ref()?;
        let (index, value) = executed
            .data
            .iter()
            .enumerate()
            .rev()
            .find_map(|(index, datum)| Some((index, datum.value?)))?;
        let amount = words::with_unit(words, value, &executed.unit);
        let period = self.periods[index].full();
        let rate = self.rate.as_ref().and_then(|rate| rate.data[index].value);
        Some(match rate {
            Some(rate) => words.say(
                "chart-sentence-executed-rate",
                &[
                    ("period", &period),
                    ("amount", &amount),
                    ("rate", &format::percent(words.lang(), &rate)),
                ],
            ),
            None => words.say(
                "chart-sentence-executed",
                &[("period", &period), ("amount", &amount)],
            ),
        })
    }
}

#[cfg(test)]
mod tests;

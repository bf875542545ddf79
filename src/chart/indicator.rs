//! Target and actual value by year (目標・実績), with baseline, interim and final target as places of their own; and unit cost by
//! year (単位当たりコスト), which has no target.

mod draw;
mod option;

use super::datum::{Datum, Period, Series};
use super::table::ChartTable;
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::format;
use crate::i18n::Messages;
use crate::labels;
use crate::model::achievement;
use crate::model::dataset::{self, Direction, Due};
use crate::model::derived;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Column, ColumnRole, Row, RowItem, Table};
use crate::text;

/// An indicator by year. Every series has one datum a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Baseline, fiscal years, interim and final target; what is not a plain year says so in its note.
    pub periods: Vec<Period>,
    /// What kind of place each period is.
    pub places: Vec<Place>,
    /// Actual values (実績), or the cost of a unit.
    pub actual: Series,
    /// Targets or expectations (目標値・当初見込み).
    pub target: Option<Series>,
    /// Achievement rate (達成度) as printed, else actual ÷ target.
    pub rate: Option<Series>,
    pub direction: Option<Direction>,
}

/// What kind of place a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A fiscal year that is over or under way.
    Year,
    /// A fiscal year that is expected only (見込み): it has no actual value yet, and that is not missing.
    Coming,
    /// Baseline, interim or final target: beside the run of years.
    Aside,
}

/// The chart of an indicator that has its own table; nothing where fewer than two years have a value.
///
/// `id` and `subject` are given because an indicator may be shown under the name of another that refers to it.
pub fn spec(
    words: &Messages,
    id: &str,
    subject: &str,
    indicator: &dataset::Indicator,
) -> Option<ChartSpec> {
    let table = indicator.table.as_ref()?;
    let actual = table.item(RowItem::Actual)?;
    let targets = achievement::targets(table);
    let rates = table.item(RowItem::Achievement);
    let columns = columns(table, &[Some(actual), targets]);
    let mut chart = Indicator {
        periods: columns
            .iter()
            .map(|&index| period(words, &table.columns[index]))
            .collect(),
        places: columns
            .iter()
            .map(|&index| place(&table.columns[index]))
            .collect(),
        actual: Series {
            label: labels::indicator_row(words, indicator.kind, actual),
            ..Series::of_row(words, actual, &columns)
        },
        target: targets.map(|row| Series::of_row(words, row, &columns)),
        rate: rates.map(|row| Series::of_row(words, row, &columns)),
        direction: indicator.direction,
    };
    chart.add_goal(words, indicator);
    chart.target = chart.target.filter(|target| !target.is_empty());
    chart.rate = chart.rate.filter(|rate| !rate.is_empty());
    chart.rate = chart.rate.take().or_else(|| chart.computed_rate(words));
    chart.into_spec(id, subject, table.unit.label())
}

/// The chart of a table of unit costs; nothing where fewer than two years have a value.
pub fn unit_cost(words: &Messages, table: &Table) -> Option<ChartSpec> {
    let cost = table.item(RowItem::UnitCost)?;
    let columns = columns(table, &[Some(cost)]);
    let chart = Indicator {
        periods: columns
            .iter()
            .map(|&index| period(words, &table.columns[index]))
            .collect(),
        places: columns
            .iter()
            .map(|&index| place(&table.columns[index]))
            .collect(),
        actual: Series::of_row(words, cost, &columns),
        target: None,
        rate: None,
        direction: None,
    };
    chart.into_spec(&table.id, table.title.trim(), table.unit.label())
}

/// The columns of a chart in the order of time: baseline, years, interim target, other, final target. Columns that are not
/// years stand in it only with a value.
fn columns(table: &Table, rows: &[Option<&Row>]) -> Vec<usize> {
    let order = |column: &Column| match column.role {
        ColumnRole::Baseline => 0,
        _ if column.is_series() => 1,
        ColumnRole::Interim => 2,
        ColumnRole::Final => 4,
        _ => 3,
    };
    let has_value = |index: usize| {
        rows.iter()
            .flatten()
            .any(|row| row.figure(index).is_some_and(|f| f.printed().is_some()))
    };
    let mut columns: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series() || has_value(index))
        .collect();
    columns.sort_by_key(|&index| (order(&table.columns[index]), table.columns[index].year));
    columns
}

fn place(column: &Column) -> Place {
    match column.role {
        _ if !column.is_series() => Place::Aside,
        ColumnRole::Planned | ColumnRole::Requested | ColumnRole::Draft => Place::Coming,
        _ => Place::Year,
    }
}

/// A column as a period: the year first, and what kind of place it is as its note.
fn period(words: &Messages, column: &Column) -> Period {
    let printed = Period::of(words, column);
    match (column.role, column.year) {
        (ColumnRole::Baseline | ColumnRole::Interim | ColumnRole::Final, Some(year)) => Period {
            label: year.long(words.lang()),
            note: printed.label,
            ..printed
        },
        _ => printed,
    }
}

impl Indicator {
    /// Adds the target printed beside the indicator as the last place, unless the table has it already.
    fn add_goal(&mut self, words: &Messages, indicator: &dataset::Indicator) {
        let Some(goal) = &indicator.goal else { return };
        let figure = goal.figure.as_ref().filter(|f| f.printed().is_some());
        let has_target = |aside: bool| {
            let targets = self.target.iter().flat_map(|target| &target.data);
            let mut places = self.places.iter().zip(targets);
            places.any(|(place, datum)| (*place == Place::Aside) == aside && datum.value.is_some())
        };
        let (Some(figure), false) = (figure, has_target(true)) else {
            return;
        };
        let period = match &goal.due {
            Due::Year(year) => Period {
                key: "goal".into(),
                year: Some(*year),
                label: year.long(words.lang()),
                note: words.get("column-final").to_owned(),
                lang: words.lang(),
            },
            // A target of every year (毎年度) is that of the years, where they have one.
            Due::Words(_) if has_target(false) => return,
            Due::Words(due) => Period {
                key: "goal".into(),
                year: None,
                label: text::mend_radicals(due.trim()).into_owned(),
                note: words.get("item-target").to_owned(),
                lang: words.lang(),
            },
        };
        let count = self.periods.len();
        let target = self.target.get_or_insert_with(|| Series {
            key: RowItem::Target.key().into(),
            item: Some(RowItem::Target),
            label: words.get("item-target").to_owned(),
            unit: self.actual.unit.clone(),
            data: vec![Datum::none(words.lang()); count],
        });
        target.data.push(Datum::of(words.lang(), figure));
        self.periods.push(period);
        self.places.push(Place::Aside);
        for series in std::iter::once(&mut self.actual).chain(&mut self.rate) {
            series.data.push(Datum::none(words.lang()));
        }
    }

    /// Achievement rate where none is printed; see [`derived::achievement`].
    fn computed_rate(&self, words: &Messages) -> Option<Series> {
        let at_most = self.direction == Some(Direction::AtMost);
        if self.direction == Some(Direction::AboutPrevious) {
            return None;
        }
        let rate = |(actual, target): (&Datum, &Datum)| {
            let rate = derived::achievement(actual.value?, target.value?, at_most)?;
            Some(Datum::derived(words.lang(), rate))
        };
        let pairs = self.actual.data.iter().zip(&self.target.as_ref()?.data);
        let rate = Series {
            key: RowItem::Achievement.key().into(),
            item: None,
            label: words.get("chart-achievement-derived").to_owned(),
            unit: "%".into(),
            data: pairs
                .map(|pair| rate(pair).unwrap_or_else(|| Datum::none(words.lang())))
                .collect(),
        };
        Some(rate).filter(|rate| !rate.is_empty())
    }

    fn into_spec(self, id: &str, subject: &str, unit: &str) -> Option<ChartSpec> {
        self.is_enough().then(|| ChartSpec {
            id: id.to_owned(),
            subject: text::mend_radicals(subject).into_owned(),
            unit: unit.to_owned(),
            plot: Plot::Indicator(self),
        })
    }

    /// True where there is an actual value, and values in at least two years.
    fn is_enough(&self) -> bool {
        let mut years: Vec<(Option<FiscalYear>, &str)> = Vec::new();
        for (index, period) in self.periods.iter().enumerate() {
            let key = if period.year.is_some() {
                ""
            } else {
                &period.key
            };
            let valued = self
                .figures()
                .any(|series| series.data[index].value.is_some());
            if valued && !years.contains(&(period.year, key)) {
                years.push((period.year, key));
            }
        }
        !self.actual.is_empty() && years.len() >= 2
    }

    /// What is drawn: actual values and targets.
    fn figures(&self) -> impl Iterator<Item = &Series> {
        std::iter::once(&self.actual).chain(&self.target)
    }

    fn series(&self) -> Vec<&Series> {
        self.figures().chain(&self.rate).collect()
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        ChartTable::over_time(words, &self.periods, &self.series())
    }

    /// Periods and actual values of the run of years, without baseline and targets of other years.
    fn run(&self) -> (Vec<Period>, Series) {
        let years = (0..self.periods.len()).filter(|&index| self.places[index] != Place::Aside);
        let (periods, data) = years
            .map(|index| (self.periods[index].clone(), self.actual.data[index].clone()))
            .unzip();
        let run = Series {
            data,
            ..self.actual.clone()
        };
        (periods, run)
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let (periods, actual) = self.run();
        let mut sentences: Vec<String> = Vec::new();
        sentences.extend(words::extremes(words, &periods, &actual));
        sentences.extend(self.newest(words));
        sentences.extend(self.last_target(words));
        let years = periods.iter().zip(&actual.data);
        let years =
            years.filter(|(period, datum)| datum.value.is_some() || !self.is_coming(period));
        let (over, data): (Vec<Period>, Vec<Datum>) = years
            .map(|(period, datum)| (period.clone(), datum.clone()))
            .unzip();
        let due = Series {
            data,
            ..actual.clone()
        };
        let settled = Series {
            data: vec![Datum::none(words.lang()); due.data.len()],
            ..actual.clone()
        };
        sentences.extend(words::missing(words, &over, &settled, &[&due]));
        sentences.extend(words::provisional(words, &periods, &actual));
        Words {
            message: words::message(words, subject, &periods, &actual),
            reading: self.reading(words),
            sentences,
        }
    }

    fn is_coming(&self, period: &Period) -> bool {
        let mut places = self.periods.iter().zip(&self.places);
        places.any(|(other, place)| other.key == period.key && *place == Place::Coming)
    }

    /// The newest year with actual value and target.
    fn newest(&self, words: &Messages) -> Option<String> {
        let target = self.target.as_ref()?;
        let years = (0..self.periods.len()).rev();
        let mut years = years.filter(|&index| self.places[index] != Place::Aside);
        let (index, value, aim) = years.find_map(|index| {
            Some((
                index,
                self.actual.data[index].value?,
                target.data[index].value?,
            ))
        })?;
        let period = self.periods[index].full();
        let value = words::with_unit(words, value, &self.actual.unit);
        let aim = words::with_unit(words, aim, &target.unit);
        let mut arguments = vec![
            ("period", period.as_str()),
            ("actual", &self.actual.label),
            ("value", &value),
            ("target", &target.label),
            ("aim", &aim),
        ];
        let rate = self.rate.as_ref().and_then(|rate| rate.data[index].value);
        let rate = rate.map(|rate| format::percent(words.lang(), &rate));
        Some(match &rate {
            Some(rate) => {
                arguments.push(("rate", rate));
                words.say("chart-sentence-target-rate", &arguments)
            }
            None => words.say("chart-sentence-target", &arguments),
        })
    }

    /// The target that stands last, apart from the years.
    fn last_target(&self, words: &Messages) -> Option<String> {
        let target = self.target.as_ref()?;
        let index = self.periods.len().checked_sub(1)?;
        let aim = target.data[index]
            .value
            .filter(|_| self.places[index] == Place::Aside)?;
        let arguments = [
            ("period", self.periods[index].full()),
            ("target", target.label.clone()),
            ("aim", words::with_unit(words, aim, &target.unit)),
        ];
        let arguments = arguments
            .each_ref()
            .map(|(key, text)| (*key, text.as_str()));
        Some(words.say("chart-sentence-final-target", &arguments))
    }

    fn reading(&self, words: &Messages) -> String {
        let mut reading = match &self.target {
            Some(_) => words.get("chart-reading-indicator").to_owned(),
            None => words.get("chart-reading-indicator-plain").to_owned(),
        };
        let direction = self.target.as_ref().and(self.direction);
        let direction = direction.map(|direction| match direction {
            Direction::AtLeast => "chart-direction-at-least",
            Direction::AtMost => "chart-direction-at-most",
            Direction::AtLeastPrevious => "chart-direction-at-least-previous",
            Direction::AboutPrevious => "chart-direction-about-previous",
            Direction::AtLeastBaseline => "chart-direction-at-least-baseline",
        });
        reading.extend(direction.map(|key| words.get(key)));
        reading
    }
}

#[cfg(test)]
mod tests;

//! Achievement of many indicators by fiscal year (指標ごと・年度ごとの達成状況): one of five states a cell, told apart by symbol and
//! outline as well as by colour.

mod draw;
mod option;

use super::datum::Datum;
use super::table::{Cell as TableCell, ChartTable, Column, Row as TableRow};
use super::words::Words;
use super::{ChartSpec, Plot};
use crate::diagnostic::Lang;
use crate::format;
use crate::i18n::Messages;
use crate::model::achievement::{self, YearState};
use crate::model::dataset::Indicator;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Figure, RowItem, Table};
use crate::text;

/// Names in a sentence before the rest is counted.
const NAMED: usize = 5;

/// State of an indicator in a year, without its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 達成.
    Achieved,
    /// 未達成.
    Short,
    /// 未判明: being counted or investigated, not over, or not to be decided by numbers.
    Unknown,
    /// 目標なし: an actual value without a target.
    NoTarget,
    /// 値なし.
    NoValue,
}

/// An indicator in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub state: State,
    pub actual: Datum,
    pub target: Datum,
    /// Achievement rate in per cent, as printed, else actual ÷ target.
    pub rate: Datum,
}

/// An indicator over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Printed number and name: 「① 論文数」.
    pub name: String,
    pub unit: String,
    /// One cell a year.
    pub cells: Vec<Cell>,
}

/// Indicators of an entity or goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// May be empty where there is one group.
    pub name: String,
    /// The entity, as `kind/id`; may be empty.
    pub about: String,
    pub rows: Vec<Row>,
}

/// Achievement by indicator and year.
#[derive(Debug, Clone, PartialEq)]
pub struct Heatmap {
    pub years: Vec<FiscalYear>,
    pub groups: Vec<Group>,
}

/// Indicators of an entity or goal as the model has them.
#[derive(Debug, Clone, PartialEq)]
pub struct Source<'a> {
    pub name: String,
    /// The entity, as `kind/id`; may be empty.
    pub about: String,
    pub indicators: Vec<Shown<'a>>,
}

/// An indicator under the number and name of the place where it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown<'a> {
    pub number: Option<&'a str>,
    pub name: &'a str,
    /// The indicator that has the values: the same, or the one that it refers to.
    pub values: &'a Indicator,
}

impl<'a> Shown<'a> {
    /// An indicator under its own name.
    pub fn own(lang: Lang, indicator: &'a Indicator) -> Shown<'a> {
        Shown {
            number: indicator.number.as_deref(),
            name: indicator.name_in(lang),
            values: indicator,
        }
    }
}

/// The chart of the indicators that have values by year; nothing for fewer than two, and where no year of any could be compared
/// with a target. Years before the first and after the last in which anything is known are left out.
pub fn spec(
    words: &Messages,
    id: &str,
    subject: &str,
    sources: &[Source<'_>],
) -> Option<ChartSpec> {
    let states: Vec<Vec<Vec<(FiscalYear, YearState)>>> = sources
        .iter()
        .map(|source| {
            let shown = source.indicators.iter();
            shown
                .map(|shown| achievement::by_year(shown.values))
                .collect()
        })
        .collect();
    let known = states.iter().flatten().flatten();
    let known = known.filter(|(_, state)| *state != YearState::NoValue);
    let known: Vec<FiscalYear> = known.map(|(year, _)| *year).collect();
    let (first, last) = (*known.iter().min()?, *known.iter().max()?);
    let mut years: Vec<FiscalYear> = states
        .iter()
        .flatten()
        .flatten()
        .map(|(year, _)| *year)
        .filter(|year| (first..=last).contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let groups = sources.iter().zip(states).map(|(source, states)| Group {
        name: text::mend_radicals(source.name.trim()).into_owned(),
        about: source.about.clone(),
        rows: source
            .indicators
            .iter()
            .zip(states)
            .filter_map(|(shown, states)| row(words, *shown, &states, &years))
            .collect(),
    });
    let heatmap = Heatmap {
        groups: groups.filter(|group| !group.rows.is_empty()).collect(),
        years,
    };
    heatmap.is_enough().then(|| ChartSpec {
        id: id.to_owned(),
        subject: subject.to_owned(),
        unit: String::new(),
        plot: Plot::Heatmap(heatmap),
    })
}

fn row(
    words: &Messages,
    shown: Shown<'_>,
    states: &[(FiscalYear, YearState)],
    years: &[FiscalYear],
) -> Option<Row> {
    let table = shown.values.table.as_ref()?;
    table.item(RowItem::Actual)?;
    let name = text::mend_radicals(shown.name.trim());
    let number = shown.number.map(str::trim).filter(|n| !n.is_empty());
    let of_year = |year: &FiscalYear| {
        let state = states.iter().find(|(other, _)| other == year);
        state.map_or_else(
            || Cell::none(words),
            |(_, state)| cell(words, shown.values, table, *year, state),
        )
    };
    Some(Row {
        name: number.map_or_else(|| name.to_string(), |number| format!("{number} {name}")),
        unit: table.unit.label().to_owned(),
        cells: years.iter().map(of_year).collect(),
    })
}

fn cell(
    words: &Messages,
    indicator: &Indicator,
    table: &Table,
    year: FiscalYear,
    state: &YearState,
) -> Cell {
    let column = achievement::column_of(table, year);
    let figure = |row: Option<&crate::model::table::Row>| {
        let figure = column.and_then(|column| row?.figure(column));
        figure.map_or_else(
            || Datum::none(words.lang()),
            |figure| Datum::of(words.lang(), figure),
        )
    };
    let mut target = figure(achievement::targets(table));
    if state.compared().is_some() && target.value.is_none() {
        // What decided was the final target.
        let decided = achievement::final_target(table, indicator);
        target = decided.map_or(target, |(_, figure)| Datum::of(words.lang(), figure));
    }
    let printed = table.item(RowItem::Achievement);
    let printed = column.and_then(|column| printed?.figure(column));
    let printed = printed.filter(|figure: &&Figure| figure.printed().is_some());
    let computed = || state.compared().and_then(|compared| compared.rate());
    Cell {
        state: State::of(state),
        actual: figure(table.item(RowItem::Actual)),
        target,
        rate: match printed {
            Some(figure) => Datum::of(words.lang(), figure),
            None => computed().map_or_else(
                || Datum::none(words.lang()),
                |derived| Datum::derived(words.lang(), derived),
            ),
        },
    }
}

impl Cell {
    /// The figure that the cell stands for: the rate, else the actual value.
    fn figure(&self) -> Option<Decimal> {
        self.rate.value.or(self.actual.value)
    }

    /// A year that the indicator's table does not have.
    fn none(words: &Messages) -> Cell {
        Cell {
            state: State::NoValue,
            actual: Datum::none(words.lang()),
            target: Datum::none(words.lang()),
            rate: Datum::none(words.lang()),
        }
    }
}

impl State {
    /// All states, in the order of the legend.
    pub const ALL: [State; 5] = [
        State::Achieved,
        State::Short,
        State::Unknown,
        State::NoTarget,
        State::NoValue,
    ];

    fn of(state: &YearState) -> State {
        match state {
            YearState::Achieved(_) => State::Achieved,
            YearState::Short(_) => State::Short,
            YearState::Unknown => State::Unknown,
            YearState::NoTarget => State::NoTarget,
            YearState::NoValue => State::NoValue,
        }
    }

    /// Name in data files.
    pub fn key(self) -> &'static str {
        match self {
            State::Achieved => "achieved",
            State::Short => "short",
            State::Unknown => "unknown",
            State::NoTarget => "no-target",
            State::NoValue => "no-value",
        }
    }

    /// What stands in the cell; nothing where there is no value.
    pub fn symbol(self) -> &'static str {
        match self {
            State::Achieved => "○",
            State::Short => "△",
            State::Unknown => "…",
            State::NoTarget => "－",
            State::NoValue => "",
        }
    }

    fn label(self, words: &Messages) -> &str {
        words.get(match self {
            State::Achieved => "chart-state-achieved",
            State::Short => "chart-state-short",
            State::Unknown => "chart-state-unknown",
            State::NoTarget => "chart-state-no-target",
            State::NoValue => "chart-state-no-value",
        })
    }
}

impl Heatmap {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    fn is_enough(&self) -> bool {
        let mut cells = self.rows().flat_map(|row| &row.cells);
        let is_decided = |cell: &Cell| matches!(cell.state, State::Achieved | State::Short);
        self.rows().count() >= 2 && cells.any(is_decided)
    }

    fn count(&self, year: usize, state: State) -> usize {
        self.rows()
            .filter(|row| row.cells[year].state == state)
            .count()
    }

    /// Years in which an indicator was compared with its target.
    fn decided(&self) -> Vec<usize> {
        let years = 0..self.years.len();
        years
            .filter(|&year| self.count(year, State::Achieved) + self.count(year, State::Short) > 0)
            .collect()
    }

    /// One row an indicator and year.
    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let grouped = self.is_grouped();
        let column = |id: &str, key: &str| Column::new(id, words.get(key).to_owned(), "");
        let mut columns = vec![column("indicator", "chart-column-indicator")];
        if grouped {
            columns.push(column("group", "chart-column-note"));
        }
        columns.extend([
            column("fiscal_year", "chart-column-year"),
            column("state", "chart-column-state"),
            column("actual", "chart-column-actual-short"),
            column("target", "chart-column-target-short"),
            column("unit", "chart-column-unit"),
            Column::new("achievement", words.get("item-achievement").to_owned(), "%"),
        ]);
        let mut rows = Vec::new();
        for group in &self.groups {
            for row in &group.rows {
                for (year, cell) in self.years.iter().zip(&row.cells) {
                    let mut cells = vec![TableCell::key(&row.name)];
                    if grouped {
                        cells.push(TableCell::key(&group.name));
                    }
                    cells.extend([
                        TableCell::Key {
                            text: year.long(words.lang()),
                            raw: year.0.to_string(),
                        },
                        state_cell(words, cell.state),
                        TableCell::Figure(cell.actual.clone()),
                        TableCell::Figure(cell.target.clone()),
                        TableCell::key(&match row.unit.as_str() {
                            "-" => String::new(),
                            unit => format::unit(words.lang(), unit),
                        }),
                        TableCell::Figure(cell.rate.clone()),
                    ]);
                    rows.push(TableRow {
                        about: group.about.clone(),
                        ..TableRow::new(cells)
                    });
                }
            }
        }
        ChartTable { columns, rows }
    }

    fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| !group.name.is_empty())
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let decided = self.decided();
        let newest = decided.last().copied();
        let mut sentences: Vec<String> = Vec::new();
        if let Some(newest) = newest {
            sentences.push(self.counts(words, newest));
            sentences.extend(self.named(words, newest, State::Short, "chart-sentence-short"));
            sentences.extend(self.named(words, newest, State::Unknown, "chart-sentence-unknown"));
        }
        Words {
            message: self.message(words, subject, &decided),
            reading: words.get("chart-reading-heatmap").to_owned(),
            sentences,
        }
    }

    fn message(&self, words: &Messages, subject: &str, decided: &[usize]) -> String {
        let share = |year: usize| {
            let achieved = self.count(year, State::Achieved);
            let all = achieved + self.count(year, State::Short);
            let arguments = [
                ("year", self.years[year].long(words.lang())),
                ("all", all.to_string()),
                ("achieved", achieved.to_string()),
            ];
            let arguments = arguments
                .each_ref()
                .map(|(key, text)| (*key, text.as_str()));
            words.say("chart-share-achieved", &arguments)
        };
        match decided {
            [] => words.say("chart-message-none", &[("subject", subject)]),
            [only] => words.say(
                "chart-message-heatmap-one",
                &[("subject", subject), ("share", &share(*only))],
            ),
            [first, .., last] => words.say(
                "chart-message-heatmap",
                &[
                    ("subject", subject),
                    ("from", &share(*first)),
                    ("to", &share(*last)),
                ],
            ),
        }
    }

    /// How many indicators are in each state in a year.
    fn counts(&self, words: &Messages, year: usize) -> String {
        let counts = State::ALL.into_iter().filter_map(|state| {
            let count = self.count(year, state);
            let count = (count > 0).then(|| count.to_string())?;
            let arguments = [("state", state.label(words)), ("count", &count)];
            Some(words.say("chart-state-count", &arguments))
        });
        let counts: Vec<String> = counts.collect();
        let year = self.years[year].long(words.lang());
        words.say(
            "chart-sentence-states",
            &[("year", &year), ("counts", &words.list(counts))],
        )
    }

    /// The indicators that are in a state in a year.
    fn named(&self, words: &Messages, year: usize, state: State, key: &str) -> Option<String> {
        let names: Vec<&str> = self
            .rows()
            .filter(|row| row.cells[year].state == state)
            .map(|row| row.name.as_str())
            .collect();
        if names.is_empty() {
            return None;
        }
        let shown = names[..names.len().min(NAMED)].iter();
        let quoted = |name: &&str| words.say("text-quoted", &[("text", name)]);
        let shown: Vec<String> = shown.map(quoted).collect();
        let rest = names.len() - shown.len();
        let mut list = words.quoted(shown);
        if rest > 0 {
            list += &words.say("chart-and-more", &[("count", &rest.to_string())]);
        }
        let year = self.years[year].long(words.lang());
        Some(words.say(key, &[("year", &year), ("list", &list)]))
    }
}

fn state_cell(words: &Messages, state: State) -> TableCell {
    TableCell::Key {
        text: format!("{} {}", state.symbol(), state.label(words))
            .trim()
            .to_owned(),
        raw: state.key().to_owned(),
    }
}

#[cfg(test)]
mod tests;

//! Where figures stand: an entity, its tables and indicators, each with its data path and anchor.
//!
//! The paths follow the layout of the seed files; the anchors are those of the pages.

use std::sync::Arc;

use super::relation::{Term, TermPlace};
use super::words;
use crate::diagnostic::Say;
use crate::format;
use crate::model::dataset::*;
use crate::model::fiscal_year::FiscalYear;
use crate::model::quantity::Quantity;
use crate::model::table::{
    Cell, Citation, Column, ColumnRole, Figure, Mark, Missing, Reading, Row, RowItem, Table,
};
use crate::say;
use crate::sight::{self, Seen};

/// An entity under audit. Whatever a check looks at beyond the entity itself goes through this and is noted ([`sight`]), so
/// that it is known when the relations of the entity have to be worked out again.
pub(super) struct Subject<'a> {
    dataset: &'a Dataset,
    edition: &'a Edition,
    pub(super) common: &'a Common,
    pub(super) entity: Arc<str>,
    file: Arc<str>,
}

/// A value that takes part in a relation, with the term that shows it.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub(super) value: Result<Quantity, Missing>,
    pub(super) mark: Option<Mark>,
    pub(super) term: Term,
}

/// A table of figures with its data path.
#[derive(Debug, Clone)]
pub(super) struct TableAt<'a> {
    pub(super) table: &'a Table,
    path: String,
    /// Set before the row in labels, where two entities are compared.
    owner: Option<&'a str>,
}

/// An indicator with its data path.
#[derive(Debug, Clone)]
pub(super) struct IndicatorAt<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) path: String,
}

/// The entities of an edition, its own body first.
pub(super) fn places(edition: &Edition) -> impl Iterator<Item = (&Edition, &Common)> {
    let all = std::iter::once(&edition.body).chain(edition.entities());
    all.map(move |common| (edition, common))
}

impl<'a> Subject<'a> {
    pub(super) fn new(dataset: &'a Dataset, edition: &'a Edition, common: &'a Common) -> Self {
        Subject {
            dataset,
            edition,
            common,
            entity: common.key.as_str().into(),
            file: common.file.as_str().into(),
        }
    }

    /// Where it stands: all that rules about all entities see of it besides their notes.
    pub(super) fn stands(&self) -> String {
        format!("{} {} {}", self.edition.year, self.entity, self.file)
    }

    /// Year of its edition.
    pub(super) fn year(&self) -> i16 {
        self.edition.year
    }

    /// Year of the edition before its own.
    pub(super) fn year_before(&self) -> Option<i16> {
        let mut before = self.dataset.editions.range(..self.edition.year);
        Some(*before.next_back()?.0)
    }

    /// The entity with a key in an edition.
    pub(super) fn find(&self, year: i16, key: &str) -> Option<Subject<'a>> {
        let edition = self.dataset.editions.get(&year)?;
        let common = edition.entity(key)?;
        Some(Subject::new(self.dataset, edition, common))
    }

    /// The portfolios of its edition.
    pub(super) fn portfolios(&self) -> impl Iterator<Item = &'a Portfolio> {
        self.edition.portfolios.values().map(Arc::as_ref)
    }

    /// The review sheets of its edition.
    pub(super) fn reviews(&self) -> impl Iterator<Item = &'a Review> {
        self.edition.reviews.values().map(Arc::as_ref)
    }

    /// True where any contract of its edition states a reason.
    pub(super) fn states_reasons(&self) -> bool {
        sight::note(|| Seen::StatesReasons(self.edition.year));
        self.edition.states_reasons
    }

    pub(super) fn review(&self) -> Option<&'a Review> {
        let id = self.entity.strip_prefix("reviews/")?;
        self.edition.review(id)
    }

    pub(super) fn project(&self) -> Option<&'a Project> {
        let id = self.entity.strip_prefix("projects/")?;
        self.edition.project(id)
    }

    pub(super) fn portfolio(&self) -> Option<&'a Portfolio> {
        let id = self.entity.strip_prefix("portfolios/")?;
        self.edition.portfolio(id)
    }

    pub(super) fn objective(&self) -> Option<&'a Objective> {
        let id = self.entity.strip_prefix("objectives/")?;
        self.edition.objective(id)
    }

    /// The budget tables.
    pub(super) fn budgets(&self) -> Vec<TableAt<'a>> {
        let tables = self.common.budgets.iter().enumerate();
        tables
            .map(|(index, table)| TableAt {
                table,
                path: format!("budgets[{index}]"),
                owner: None,
            })
            .collect()
    }

    /// Every indicator, wherever in the entity it stands.
    pub(super) fn indicators(&self) -> Vec<IndicatorAt<'a>> {
        let mut found = Vec::new();
        let mut add = |indicators: &'a [Indicator], path: &str| {
            for (index, indicator) in indicators.iter().enumerate() {
                let path = format!("{path}[{index}]");
                found.push(IndicatorAt { indicator, path });
            }
        };
        add(&self.common.indicators, "indicators");
        if let Some(review) = self.review() {
            for (index, activity) in review.activities.iter().enumerate() {
                add(&activity.outputs, &format!("activities[{index}].outputs"));
                add(&activity.outcomes, &format!("activities[{index}].outcomes"));
            }
            add(&review.more_outcomes, "more_outcomes");
        }
        if let Some(objective) = self.objective() {
            for (index, goal) in objective.goals.iter().enumerate() {
                add(&goal.indicators, &format!("goals[{index}].indicators"));
            }
        }
        found
    }

    /// A place in the entity's file and on its page.
    pub(super) fn place(&self, path: String, anchor: String) -> TermPlace {
        TermPlace {
            edition: self.edition.year,
            entity: Arc::clone(&self.entity),
            file: Arc::clone(&self.file),
            path,
            anchor,
        }
    }

    /// A figure as an input.
    pub(super) fn input(&self, figure: &Figure, label: Say, path: String, anchor: String) -> Input {
        let value = match &figure.reading {
            Reading::Settled(quantity)
            | Reading::Provisional(quantity)
            | Reading::Planned(quantity) => Ok(quantity.clone()),
            Reading::Missing(why) => Err(*why),
        };
        let amount = Say::of(|lang| match &value {
            Ok(quantity) => format::quantity(lang, quantity),
            Err(why) => why.mark(lang).to_owned(),
        });
        let (ja, en) = (&amount.ja, &amount.en);
        let shown = match figure.mark.filter(|_| value.is_ok()) {
            Some(Mark::Portion) => say!("{ja}の内数", "part of {en}"),
            Some(Mark::Repeated) => say!("{ja}（再掲）", "{en} (repeated)"),
            None => amount,
        };
        Input {
            value,
            mark: figure.mark,
            term: Term {
                label: label.into(),
                shown: shown.into(),
                citation: figure.citation.clone(),
                place: self.place(path, anchor),
            },
        }
    }

    /// A text as a term.
    pub(super) fn text(
        &self,
        label: Say,
        shown: &str,
        citation: &Citation,
        path: String,
        anchor: String,
    ) -> Term {
        Term {
            label: label.into(),
            shown: Say::of(|_| shown.to_owned()).into(),
            citation: citation.clone(),
            place: self.place(path, anchor),
        }
    }

    /// The cell of a table.
    pub(super) fn cell(&self, at: &TableAt<'a>, row: usize, column: usize) -> Option<Input> {
        let (the_row, the_column) = (at.table.rows.get(row)?, at.table.columns.get(column)?);
        let figure = the_row.figure(column)?;
        let label = words::cell(at.owner, the_row, the_column);
        Some(self.input(
            figure,
            label,
            at.path(row, column),
            at.anchor(the_row, the_column),
        ))
    }

    /// The cell of a table as a term, be it a figure or a text such as a formula.
    pub(super) fn cell_text(&self, at: &TableAt<'a>, row: usize, column: usize) -> Option<Term> {
        let (the_row, the_column) = (at.table.rows.get(row)?, at.table.columns.get(column)?);
        let Cell::Text { text, citation } = the_row.cells.get(column)? else {
            return Some(self.cell(at, row, column)?.term);
        };
        let label = words::cell(at.owner, the_row, the_column);
        Some(self.text(
            label,
            text,
            citation,
            at.path(row, column),
            at.anchor(the_row, the_column),
        ))
    }
}

impl<'a> TableAt<'a> {
    pub(super) fn new(table: &'a Table, path: String, owner: Option<&'a str>) -> Self {
        TableAt { table, path, owner }
    }

    /// The same table, its labels saying whose it is.
    pub(super) fn of(self, subject: &Subject<'a>) -> Self {
        TableAt {
            owner: Some(&subject.common.name),
            ..self
        }
    }

    fn path(&self, row: usize, column: usize) -> String {
        format!("{}.rows[{row}].values[{column}]", self.path)
    }

    fn anchor(&self, row: &Row, column: &Column) -> String {
        format!("{}-{}-{}", self.table.id, column.key, row.key)
    }

    /// The first row of an item.
    pub(super) fn item(&self, item: RowItem) -> Option<usize> {
        self.table.rows.iter().position(|row| row.item == item)
    }

    /// Every row of an item at the top level.
    pub(super) fn items(&self, item: RowItem) -> Vec<usize> {
        let rows = self.table.rows.iter().enumerate();
        rows.filter(|(_, row)| row.item == item && row.level == 0)
            .map(|(index, _)| index)
            .collect()
    }

    /// Columns of the series of years, with their years.
    pub(super) fn years(&self) -> Vec<(usize, FiscalYear)> {
        let columns = self.table.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.is_series())
            .filter_map(|(index, column)| Some((index, column.year?)))
            .collect()
    }

    /// The column of a year.
    pub(super) fn year(&self, year: FiscalYear) -> Option<usize> {
        self.years()
            .into_iter()
            .find(|(_, other)| *other == year)
            .map(|(index, _)| index)
    }

    /// The first column of a role.
    pub(super) fn role(&self, role: ColumnRole) -> Option<usize> {
        self.table
            .columns
            .iter()
            .position(|column| column.role == role)
    }
}

impl<'a> IndicatorAt<'a> {
    /// The table of values.
    pub(super) fn table(&self) -> Option<TableAt<'a>> {
        let table = self.indicator.table.as_ref()?;
        Some(TableAt::new(table, self.path.clone(), None))
    }

    /// The target printed beside the indicator.
    pub(super) fn goal(&self, subject: &Subject<'a>) -> Option<Input> {
        let goal = self.indicator.goal.as_ref()?;
        let figure = goal.figure.as_ref()?;
        Some(subject.input(
            figure,
            words::named(&subject.common.name, "目標値", "target"),
            format!("{}.goal.value", self.path),
            format!("{}-goal", self.indicator.id),
        ))
    }
}

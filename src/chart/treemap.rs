//! Programmes of a portfolio (統合プロジェクト) by ministry: areas in proportion to the budgets.

mod draw;
mod option;
mod squarify;

#[cfg(test)]
mod tests;

use super::datum::Datum;
use super::table::{Cell, ChartTable, Column, Row};
use super::words::{self, Words};
use super::{ChartSpec, Plot};
use crate::format;
use crate::i18n::Messages;
use crate::model::dataset::{Portfolio, PortfolioGroup, PortfolioProgram};
use crate::model::decimal::Decimal;
use crate::model::derived;
use crate::model::table::{Mark, Unit};
use crate::text;

/// Programmes with their budgets.
#[derive(Debug, Clone, PartialEq)]
pub struct Treemap {
    pub unit: String,
    /// What leaves are grouped by; none where they are not.
    pub grouping: Option<String>,
    /// In printed order.
    pub leaves: Vec<Leaf>,
}

/// A programme, or a printed group of programmes whose own amounts are not printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    pub name: String,
    /// Ministries as printed, joined; the words for "not printed" where there are none.
    pub group: String,
    /// No ministry is printed.
    pub unnamed: bool,
    pub amount: Datum,
    /// Part of a larger amount (内数) or shown elsewhere too (再掲): in the table, but not an area.
    pub mark: Option<Mark>,
    /// The programme's page, as `kind/id`; may be empty.
    pub about: String,
}

/// Fewer areas than this are better told in a table.
const FEWEST: usize = 3;

/// The treemap of a portfolio, in the unit of its first group; nothing where it has fewer than three amounts to show.
pub fn spec(words: &Messages, portfolio: &Portfolio) -> Option<ChartSpec> {
    let unit = portfolio.groups.first()?.unit.clone();
    let groups = portfolio.groups.iter().filter(|group| group.unit == unit);
    let programs: Vec<Leaf> = groups
        .clone()
        .flat_map(|group| &group.programs)
        .map(|program| program_leaf(words, program))
        .collect();
    let (leaves, grouping) = if programs.iter().any(Leaf::is_area) {
        (programs, Some(words.get("head-ministry").to_owned()))
    } else {
        (
            groups
                .filter_map(|group| group_leaf(words, group))
                .collect(),
            None,
        )
    };
    let treemap = Treemap {
        unit: match &unit {
            Unit::Money(unit) => unit.label().to_owned(),
            Unit::Count(label) => label.to_string(),
        },
        grouping,
        leaves,
    };
    let areas = treemap.leaves.iter().filter(|leaf| leaf.is_area()).count();
    (areas >= FEWEST).then(|| ChartSpec {
        id: "treemap".into(),
        subject: words.say(
            "chart-treemap-subject",
            &[(
                "name",
                &text::mend_radicals(portfolio.common.name_in(words.lang()).trim()),
            )],
        ),
        unit: treemap.unit.clone(),
        plot: Plot::Treemap(treemap),
    })
}

fn program_leaf(words: &Messages, program: &PortfolioProgram) -> Leaf {
    Leaf {
        name: text::mend_radicals(program.name_in(words.lang()).trim()).into_owned(),
        group: match &program.ministries[..] {
            [] => words.get("chart-treemap-no-ministry").to_owned(),
            ministries => words.dotted(ministries),
        },
        unnamed: program.ministries.is_empty(),
        amount: Datum::of(words.lang(), &program.amount),
        mark: program.amount.mark,
        about: program.about.clone().unwrap_or_default(),
    }
}

fn group_leaf(words: &Messages, group: &PortfolioGroup) -> Option<Leaf> {
    let amount = group.amount.as_ref()?;
    Some(Leaf {
        name: text::mend_radicals(group.title.trim()).into_owned(),
        group: String::new(),
        unnamed: false,
        amount: Datum::of(words.lang(), amount),
        mark: amount.mark,
        about: String::new(),
    })
}

impl Leaf {
    /// True for amounts that may be added up and have an area.
    fn is_area(&self) -> bool {
        self.mark.is_none() && self.amount.value.is_some_and(|value| value > Decimal::ZERO)
    }
}

/// Areas of one ministry.
struct Group<'a> {
    name: &'a str,
    /// The ministry is not printed.
    unnamed: bool,
    /// From the largest to the smallest.
    leaves: Vec<&'a Leaf>,
}

impl Group<'_> {
    fn sum(&self) -> f64 {
        self.leaves
            .iter()
            .filter_map(|leaf| leaf.amount.number())
            .sum()
    }
}

impl Treemap {
    /// Areas by group; the largest group first.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for leaf in self.leaves.iter().filter(|leaf| leaf.is_area()) {
            match groups.iter_mut().find(|group| group.name == leaf.group) {
                Some(group) => group.leaves.push(leaf),
                None => groups.push(Group {
                    name: &leaf.group,
                    unnamed: leaf.unnamed,
                    leaves: vec![leaf],
                }),
            }
        }
        for group in &mut groups {
            group
                .leaves
                .sort_by_key(|leaf| std::cmp::Reverse(leaf.amount.value));
        }
        // Amounts whose ministry is not printed come last, however many they are.
        groups.sort_by(|a, b| {
            (a.unnamed)
                .cmp(&b.unnamed)
                .then(b.sum().total_cmp(&a.sum()))
        });
        groups
    }

    /// The sum of all areas; nothing on overflow.
    fn total(&self) -> Option<Decimal> {
        let areas = self.leaves.iter().filter(|leaf| leaf.is_area());
        derived::sum(areas.filter_map(|leaf| leaf.amount.value)).map(|sum| sum.value)
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let mut columns = vec![Column::new(
            "name",
            words.get("corner-program").to_owned(),
            "",
        )];
        columns.extend(
            self.grouping
                .iter()
                .map(|label| Column::new("group", label.clone(), "")),
        );
        columns.push(Column::new(
            "amount",
            words.get("item-amount").to_owned(),
            &self.unit,
        ));
        columns.push(Column::new(
            "note",
            words.get("chart-column-note").to_owned(),
            "",
        ));
        let rows = self.leaves.iter().map(|leaf| {
            let mut cells = vec![Cell::key(&leaf.name)];
            cells.extend(self.grouping.iter().map(|_| Cell::key(&leaf.group)));
            cells.push(Cell::Figure(leaf.amount.clone()));
            cells.push(Cell::key(match leaf.mark {
                Some(Mark::Portion) => words.get("mark-portion"),
                Some(Mark::Repeated) => words.get("mark-repeated"),
                None => "",
            }));
            Row {
                about: leaf.about.clone(),
                ..Row::new(cells)
            }
        });
        ChartTable {
            rows: rows.collect(),
            columns,
        }
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let areas: Vec<&Leaf> = self.leaves.iter().filter(|leaf| leaf.is_area()).collect();
        let largest = areas.iter().max_by_key(|leaf| leaf.amount.value);
        let smallest = areas.iter().min_by_key(|leaf| leaf.amount.value);
        let (Some(largest), Some(smallest)) = (largest, smallest) else {
            return Words::default();
        };
        let amount = |leaf: &Leaf| amount(words, leaf, &self.unit);
        let arguments = [
            ("subject", subject),
            ("largest", &largest.name),
            ("most", &amount(largest)),
        ];
        let least = [
            ("smallest", smallest.name.as_str()),
            ("least", &amount(smallest)),
        ];
        let mut sentences = vec![words.say("chart-treemap-least", &least)];
        sentences.extend(self.share(words, largest));
        sentences.extend(self.left_out(words));
        Words {
            message: words.say("chart-treemap-message", &arguments),
            reading: words.get("chart-reading-treemap").to_owned(),
            sentences,
        }
    }

    /// How much of all areas the largest group, or the largest leaf, takes.
    fn share(&self, words: &Messages, largest: &Leaf) -> Option<String> {
        let groups = self.groups();
        let first = groups
            .first()
            .filter(|group| groups.len() > 1 && !group.unnamed);
        let (name, part) = match first {
            Some(group) => {
                let values = group.leaves.iter().filter_map(|leaf| leaf.amount.value);
                (group.name, derived::sum(values)?.value)
            }
            None => (largest.name.as_str(), largest.amount.value?),
        };
        let share = derived::share(part, self.total()?)?.value;
        Some(words.say(
            "chart-treemap-share",
            &[
                ("name", name),
                ("share", &format::percent(words.lang(), &share)),
            ],
        ))
    }

    /// What has no area, and why.
    fn left_out(&self, words: &Messages) -> Option<String> {
        let reason = |leaf: &Leaf| match leaf.mark {
            Some(Mark::Portion) => words.get("mark-portion").to_owned(),
            Some(Mark::Repeated) => words.get("mark-repeated").to_owned(),
            None => leaf.amount.text.clone(),
        };
        let list: Vec<String> = self
            .leaves
            .iter()
            .filter(|leaf| !leaf.is_area())
            .map(|leaf| {
                words.say(
                    "chart-missing-period",
                    &[("period", &leaf.name), ("reason", &reason(leaf))],
                )
            })
            .collect();
        let list = words.list(list);
        (!list.is_empty()).then(|| words.say("chart-treemap-left-out", &[("list", &list)]))
    }
}

/// The label of an amount with its unit.
fn amount(words: &Messages, leaf: &Leaf, unit: &str) -> String {
    leaf.amount
        .value
        .map_or_else(String::new, |value| words::with_unit(words, value, unit))
}

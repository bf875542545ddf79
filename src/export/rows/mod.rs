//! The model of an edition → rows of data, one function a table.

mod audit;
mod entities;
mod figures;
mod payments;
mod sheets;
mod texts;

use std::sync::Arc;

use super::address::Address;
use super::parts::Part;
use super::specs;
use super::table::{DataTable, Rows, Spec, Value};
use crate::audit::{Audit, OfEntity};
use crate::i18n::Messages;
use crate::model::dataset::{
    Common, Dataset, Edition, Objective, Portfolio, Program, Project, Review,
};
use crate::model::quantity::Quantity;
use crate::model::shelf::Shelf;
use crate::model::table::{Citation, Figure, Mark, Reading};
use crate::sight::{self, Seen};

/// What the rows of an edition are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub dataset: &'a Dataset,
    pub edition: &'a Edition,
    pub audit: &'a Audit,
    pub words: &'a Messages,
    pub address: &'a Address,
    /// The entities whose rows are made.
    pub part: &'a Part<'a>,
    /// Number of relations of the edition before theirs.
    pub relations_before: usize,
}

/// A table with all its rows.
///
/// # Panics
/// The table is none of those that data have, which is a fault of the program.
pub fn table(source: &Source<'_>, spec: &'static Spec) -> DataTable {
    let mut rows = Vec::new();
    each(source, spec, &mut |row| rows.push(row));
    DataTable { spec, rows }
}

/// Makes the rows of a table one after the other.
///
/// # Panics
/// The table is none of [`specs::ALL`], which is a fault of the program.
pub fn each(source: &Source<'_>, spec: &'static Spec, take: &mut dyn FnMut(Vec<Value>)) {
    let fill: fn(&Source<'_>, &mut Rows<'_>) = match spec.id {
        "entities" => entities::entities,
        "related" => entities::related,
        "budgets" => figures::budgets,
        "portfolio_programs" => figures::portfolio_programs,
        "indicators" => entities::indicators,
        "indicator_values" => figures::indicator_values,
        "unit_costs" => figures::unit_costs,
        "payments" => payments::payments,
        "flow_links" => payments::flow_links,
        "costs" => payments::costs,
        "evaluations" => entities::evaluations,
        "tasks" => entities::tasks,
        "means" => entities::means,
        "self_check" => texts::self_check,
        "points" => texts::points,
        "committee" => entities::committee,
        "texts" => texts::texts,
        "lists" => texts::lists,
        "notes" => texts::notes,
        "documents" => entities::documents,
        "document_parts" => entities::document_parts,
        "organisations" => sheets::organisations,
        "policy_measures" => sheets::policy_measures,
        "laws" => sheets::laws,
        "plans" => sheets::plans,
        "subsidies" => sheets::subsidies,
        "logic_nodes" => sheets::logic_nodes,
        "logic_edges" => sheets::logic_edges,
        "audit" => audit::audit,
        "audit_terms" => audit::terms,
        other => unreachable!("no rows are made for {other}"),
    };
    fill(source, &mut Rows::new(spec, take));
}

impl<'a> Source<'a> {
    /// The edition where what belongs to itself is in the part.
    fn body(&self) -> Option<&'a Edition> {
        self.part.has_before().then_some(self.edition)
    }

    fn programs(&self) -> impl Iterator<Item = &'a Program> {
        entities(self.part.has_before(), &self.edition.programs)
    }

    fn projects(&self) -> impl Iterator<Item = &'a Project> {
        entities(self.part.has_before(), &self.edition.projects)
    }

    fn reviews(&self) -> impl Iterator<Item = &'a Review> {
        let some = self.part.reviews();
        let edition = self.edition;
        let some_of = some.unwrap_or_default().iter();
        let all = entities(some.is_none(), &edition.reviews);
        all.chain(some_of.filter_map(|id| edition.review(id)))
    }

    fn objectives(&self) -> impl Iterator<Item = &'a Objective> {
        entities(self.part.has_after(), &self.edition.objectives)
    }

    fn portfolios(&self) -> impl Iterator<Item = &'a Portfolio> {
        entities(self.part.has_after(), &self.edition.portfolios)
    }

    /// Every entity, the edition first.
    fn commons(&self) -> impl Iterator<Item = &'a Common> {
        let body = self.body().map(|edition| &edition.body);
        body.into_iter()
            .chain(self.programs().map(|program| &program.common))
            .chain(self.projects().map(|project| &project.common))
            .chain(self.reviews().map(|review| &review.common))
            .chain(self.objectives().map(|objective| &objective.common))
            .chain(self.portfolios().map(|portfolio| &portfolio.common))
    }

    /// What the audit found of the entities.
    pub fn relations(&self) -> impl Iterator<Item = &'a OfEntity> + use<'a> {
        let year = self.edition.year;
        let of_edition = self
            .audit
            .entities
            .iter()
            .filter(move |of| of.edition == year);
        let places = self.part.places();
        let of_part = of_edition.skip(places.start).take(places.len());
        of_part.map(move |of| {
            sight::note(|| Seen::Relations(year, of.entity.as_ref().to_owned()));
            &**of
        })
    }

    /// How data name an entity: by kind and id; the edition itself is `edition`.
    fn key(&self, common: &Common) -> Value {
        key(&common.key)
    }

    fn page(&self, key: &str, anchor: &str) -> Value {
        let page = self.address.entity(self.edition.year, key);
        Value::from(if anchor.is_empty() {
            page
        } else {
            format!("{page}#{anchor}")
        })
    }

    /// The columns of [`specs::SOURCE`].
    fn cited(&self, citation: &Citation, inferred: Option<&String>) -> Vec<Value> {
        let mut values = vec![Value::from(inferred.map(String::as_str))];
        values.extend(self.citation(citation));
        values
    }

    fn citation(&self, citation: &Citation) -> [Value; 3] {
        [
            Value::from(&*citation.document),
            Value::from(citation.lines_text()),
            self.address.source(self.edition, citation),
        ]
    }

    /// The columns of [`specs::FIGURE`]. `unit` is what its row is measured in: a missing value has a unit, too. `inferred`
    /// is about the whole row.
    fn figure(
        &self,
        figure: &Figure,
        unit: &str,
        inferred: Option<&String>,
        (entity, anchor): (&str, &str),
    ) -> Vec<Value> {
        let quantity = figure.quantity();
        let yen = match quantity {
            Some(Quantity::Money(money)) => Value::from(money.yen.0),
            _ => Value::Empty,
        };
        let (status, missing) = status(&figure.reading);
        let reasons: Vec<&str> = figure
            .inferred
            .iter()
            .chain(inferred)
            .map(String::as_str)
            .collect();
        let mut values = vec![
            yen,
            Value::from(quantity.map(Quantity::printed)),
            Value::from(quantity.map_or(unit, Quantity::unit)),
            Value::from(figure.subset),
            Value::from(status),
            Value::from(missing),
            Value::from(figure.mark.map(mark)),
            Value::from(&figure.note),
            Value::from(reasons.join("\n")),
        ];
        values.extend(self.citation(&figure.citation));
        values.push(self.page(entity, anchor));
        values
    }

    /// The columns of [`specs::FIGURE`] for a cell that prints words.
    fn words_cell(&self, unit: &str, citation: &Citation, place: (&str, &str)) -> Vec<Value> {
        let mut values = vec![Value::Empty; specs::FIGURE.len()];
        for (value, field) in values.iter_mut().zip(specs::FIGURE) {
            *value = match field.id {
                "printed_unit" => Value::from(unit),
                "status" => Value::from("text"),
                "source_document" => Value::from(&*citation.document),
                "source_lines" => Value::from(citation.lines_text()),
                "source_url" => self.address.source(self.edition, citation),
                "figure_url" => self.page(place.0, place.1),
                _ => Value::Empty,
            };
        }
        values
    }
}

/// The entities of one kind, where they are wanted.
fn entities<T>(wanted: bool, shelf: &Shelf<T>) -> impl Iterator<Item = &T> {
    let shelf = wanted.then_some(shelf).into_iter();
    shelf.flat_map(|shelf| shelf.values().map(Arc::as_ref))
}

/// The id of an entity that is of a kind (`reviews`).
fn id<'c>(common: &'c Common, kind: &str) -> Option<&'c str> {
    common.key.strip_prefix(kind)?.strip_prefix('/')
}

pub(super) fn key(key: &str) -> Value {
    Value::from(match key {
        "" => "edition",
        key => key,
    })
}

pub(super) fn status(reading: &Reading) -> (&'static str, Option<&'static str>) {
    match reading {
        Reading::Settled(_) => ("settled", None),
        Reading::Provisional(_) => ("provisional", None),
        Reading::Planned(_) => ("planned", None),
        Reading::Missing(missing) => ("missing", Some(missing.key())),
    }
}

pub(super) fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Portion => "portion",
        Mark::Repeated => "repeated",
    }
}

/// The values of a row's own columns.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}
use row;

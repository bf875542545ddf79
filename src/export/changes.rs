//! What differs between two editions as data, `tenken-changes/1`: one change a row, with both sides and their sources.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::rows::{key, mark, status};
use super::table::{DataTable, Field, Kind as Type, Rows, Spec, Value};
use super::{Exports, json as writer, specs};
use crate::compare::{
    Change, Comparison, EntityChanges, Family, Side, Size, Value as Said, What, report,
};
use crate::csv_file::CsvFile;
use crate::labels;
use crate::model::dataset::{Common, Edition};
use crate::model::decimal::Decimal;
use crate::model::quantity::Quantity;

/// Name and version of the format.
pub const FORMAT: &str = "tenken-changes/1";
/// Path of its JSON Schema.
pub const SCHEMA_PATH: &str = "schema/tenken-changes-1.json";
/// Names of the files beside the page of two editions.
pub const CSV: &str = "changes.csv";
pub const JSON: &str = "changes.json";

const FAMILIES: &[&str] = &[
    "names",
    "budgets",
    "indicators",
    "recipients",
    "evaluations",
    "committee",
    "texts",
];
const KINDS: &[&str] = &["restated", "settled", "changed", "added", "removed"];
const ABOUTS: &[&str] = &[
    "cell",
    "goal",
    "indicator",
    "recipient",
    "name",
    "name_en",
    "short_name",
    "alias",
    "period",
    "evaluation",
    "committee",
    "member",
    "passage",
];
const STATUSES: &[&str] = &[
    "settled",
    "provisional",
    "planned",
    "missing",
    "derived",
    "text",
];
const WHY_NONE: &[&str] = &[
    "missing", "units", "marks", "scope", "years", "subset", "overflow",
];

macro_rules! fields {
    ($($id:ident: $kind:expr),* $(,)?) => {
        &[$(Field { id: stringify!($id), kind: $kind }),*]
    };
}

/// The columns. Ids that tables of an edition have mean the same here.
pub static SPEC: Spec = Spec {
    id: "changes",
    own: fields! {
        entity: Type::Text, entity_before: Type::Text, entity_name: Type::Text,
        change_family: Type::OneOf(FAMILIES), change_kind: Type::OneOf(KINDS), about: Type::OneOf(ABOUTS),
        about_label: Type::Text, table_title: Type::Text, row: Type::Text, row_label: Type::Text, item: Type::Text,
        column: Type::Text, column_label: Type::Text, fiscal_year: Type::Year,
    },
    shared: fields! {
        before_edition: Type::Year, before_text: Type::Text, before_value: Type::Number, before_unit: Type::Text,
        before_subset: Type::Number, before_amount_yen: Type::Integer, before_status: Type::OneOf(STATUSES),
        before_missing: Type::OneOf(specs::MISSING), before_marks: Type::AnyOf(specs::MARKS), before_note: Type::Text, before_inferred: Type::Text,
        before_source_document: Type::Text, before_source_lines: Type::Text, before_source_url: Type::Url,
        before_url: Type::Url,
        after_edition: Type::Year, after_text: Type::Text, after_value: Type::Number, after_unit: Type::Text,
        after_subset: Type::Number, after_amount_yen: Type::Integer, after_status: Type::OneOf(STATUSES),
        after_missing: Type::OneOf(specs::MISSING), after_marks: Type::AnyOf(specs::MARKS), after_note: Type::Text, after_inferred: Type::Text,
        after_source_document: Type::Text, after_source_lines: Type::Text, after_source_url: Type::Url,
        after_url: Type::Url,
        difference_value: Type::Number, difference_unit: Type::Text, difference_percent: Type::Number,
        difference_slack: Type::Number, within_rounding: Type::Boolean, no_difference: Type::OneOf(WHY_NONE),
    },
};

/// The values of one side.
const OF_SIDE: usize = 15;

/// The changes between two editions, and what is in one of them only.
#[derive(Debug)]
pub struct Changes<'a> {
    comparison: &'a Comparison<'a>,
    exports: &'a Exports,
    table: DataTable,
}

impl<'a> Changes<'a> {
    /// The changes of some families; none named means all.
    pub fn of(
        exports: &'a Exports,
        comparison: &'a Comparison<'a>,
        only: &[Family],
    ) -> Changes<'a> {
        let mut rows = Vec::new();
        let mut take = |row| rows.push(row);
        let mut table = Rows::new(&SPEC, &mut take);
        let wanted = |change: &Change<'_>| only.is_empty() || only.contains(&change.family);
        for (entity, change) in comparison.changes().filter(|(_, change)| wanted(change)) {
            let mut both = side(exports, comparison.before, change.before.as_ref());
            both.extend(side(exports, comparison.after, change.after.as_ref()));
            both.extend(difference(change));
            table.push(about(exports, entity, change), both);
        }
        Changes {
            comparison,
            exports,
            table: DataTable { spec: &SPEC, rows },
        }
    }

    /// The changes as CSV.
    pub fn csv(&self) -> String {
        let heading: Vec<&str> = SPEC.fields().map(|field| field.id).collect();
        let mut file = CsvFile::new(&heading);
        for row in &self.table.rows {
            let texts: Vec<Cow<'_, str>> = row.iter().map(Value::text).collect();
            file.record(&texts);
        }
        file.text()
    }

    /// The changes with what was renamed, divided, united or succeeded, and what is in one edition only.
    pub fn json(&self) -> String {
        let pairs = &self.comparison.pairs;
        let lineage = self.comparison.lineage().map(|pair| {
            json!({
                "bond": pair.bond.key(),
                "before": thing(pair.before),
                "after": thing(pair.after),
            })
        });
        let head = json!({
            "$schema": self.exports.address_in_files().of(SCHEMA_PATH),
            "format": FORMAT,
            "before": self.edition(self.comparison.before),
            "after": self.edition(self.comparison.after),
            "lineage": lineage.collect::<Vec<_>>(),
            "only_before": pairs.ended.iter().map(|one| thing(one)).collect::<Vec<_>>(),
            "only_after": pairs.begun.iter().map(|one| thing(one)).collect::<Vec<_>>(),
        });
        let head = head.to_string();
        let head = head.strip_suffix('}').unwrap_or(&head);
        format!("{head},\n\"changes\":{}}}\n", writer::rows(&self.table))
    }

    fn edition(&self, edition: &Edition) -> Json {
        let address = self.exports.address_in_files();
        json!({
            "year": edition.year,
            "title": edition.title,
            "url": address.of(&format!("{}/", edition.year)),
        })
    }
}

fn thing(common: &Common) -> Json {
    json!({ "entity": common.key, "entity_name": common.name })
}

fn about(exports: &Exports, entity: &EntityChanges<'_>, change: &Change<'_>) -> Vec<Value> {
    let (before, after) = (entity.before, entity.after);
    let is_renamed = before.key != after.key;
    let mut values = vec![
        key(&after.key),
        if is_renamed {
            key(&before.key)
        } else {
            Value::Empty
        },
        Value::from(&after.name),
        Value::from(change.family.key()),
        Value::from(change.kind.key()),
        Value::from(kind(&change.what)),
        Value::from(report::label(&change.what).ja),
    ];
    values.extend(cell(exports, &change.what));
    values
}

fn kind(what: &What<'_>) -> &'static str {
    match what {
        What::Cell { .. } => "cell",
        What::Goal { .. } => "goal",
        What::Indicator { .. } => "indicator",
        What::Recipient { .. } => "recipient",
        What::Name => "name",
        What::NameEn => "name_en",
        What::ShortName => "short_name",
        What::Alias => "alias",
        What::Period => "period",
        What::Evaluation => "evaluation",
        What::Committee => "committee",
        What::Member { .. } => "member",
        What::Passage { .. } => "passage",
    }
}

/// Table, row and column, of a change of a cell.
fn cell(exports: &Exports, what: &What<'_>) -> [Value; 7] {
    let What::Cell {
        table,
        row,
        column,
        indicator,
    } = what
    else {
        return [const { Value::Empty }; 7];
    };
    let words = exports.words();
    let (label, note) = labels::column(words, column);
    let row_label = match indicator {
        Some(kind) => labels::indicator_row(words, *kind, row),
        None => labels::row(words, row),
    };
    [
        Value::from(*table),
        Value::from(&row.key),
        Value::from(row_label),
        Value::from(row.item.key()),
        Value::from(&column.key),
        Value::from(format!("{label} {note}")),
        Value::from(column.year),
    ]
}

/// What one edition says, and where.
fn side(exports: &Exports, edition: &Edition, side: Option<&Side<'_>>) -> Vec<Value> {
    let Some(side) = side else {
        return vec![Value::Empty; OF_SIDE];
    };
    let address = exports.address_in_files();
    let anchor = match side.anchor.as_str() {
        "" => String::new(),
        anchor => format!("#{anchor}"),
    };
    let mut values = vec![
        Value::from(i64::from(side.edition)),
        Value::from(report::value(&side.value).ja),
    ];
    values.extend(said(&side.value));
    values.extend([
        Value::from(&*side.citation.document),
        Value::from(side.citation.lines_text()),
        address.source(edition, side.citation),
        Value::from(address.entity(side.edition, side.entity) + &anchor),
    ]);
    values
}

/// Number, unit, subset, yen, status, reason why missing, marks, remark, reason of an inference.
fn said(value: &Said<'_>) -> [Value; 9] {
    let mut values = [const { Value::Empty }; 9];
    if let Said::Sum(sum) = value {
        values[0] = Value::from(sum.value);
        values[1] = Value::from("円");
        values[3] = Value::from(sum.value);
        values[4] = Value::from("derived");
        return values;
    }
    let Some(figure) = value.figure() else {
        values[4] = Value::from("text");
        return values;
    };
    let quantity = figure.quantity();
    let yen = match quantity {
        Some(Quantity::Money(money)) => Value::from(money.yen.0),
        _ => Value::Empty,
    };
    let (status, missing) = status(&figure.reading);
    [
        Value::from(quantity.map(Quantity::printed)),
        Value::from(quantity.map(Quantity::unit)),
        Value::from(figure.subset),
        yen,
        Value::from(status),
        Value::from(missing),
        Value::from(figure.mark.map(mark)),
        Value::from(&figure.note),
        Value::from(&figure.inferred),
    ]
}

/// After minus before, or why that cannot be said.
fn difference(change: &Change<'_>) -> [Value; 6] {
    match &change.size {
        Ok(size) => size_values(size),
        Err(why) => {
            let mut values = [const { Value::Empty }; 6];
            values[5] = Value::from(why.key());
            values
        }
    }
}

fn size_values(size: &Size) -> [Value; 6] {
    let number = |value: &Option<Decimal>| Value::from(*value);
    [
        Value::from(size.difference.value),
        Value::from(&size.unit),
        number(&size.growth.as_ref().map(|growth| growth.value)),
        number(&size.slack),
        Value::from(size.within_rounding),
        Value::Empty,
    ]
}

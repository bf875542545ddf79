//! Tables of figures and indicators.

use std::collections::BTreeSet;

use super::parts::{check_id, column_count, each, notes, texts};
use super::split_edition;
use crate::diagnostic::RuleId;
use crate::load::reader::{ColumnStatus, Here, Reader};
use crate::load::scalar::{Scalar, YearKey};
use crate::load::seed::{
    SeedCellText, SeedColumn, SeedColumnRole, SeedGoalValue, SeedIndicator, SeedRow, SeedTable,
};
use crate::model::dataset::{Due, Goal, Indicator, Progress};
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Cell, Citation, Column, ColumnRole, Figure, Row, RowItem, Table, Unit};
use crate::say;

pub(super) fn budgets(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedTable>,
    root: &Here<'_>,
) -> Vec<Table> {
    each(seeds, &root.key("budgets"), |seed, here| {
        table(reader, seed, here)
    })
}

pub(super) fn table(reader: &mut Reader<'_>, seed: SeedTable, here: &Here<'_>) -> Table {
    check_id(reader, &seed.id, &here.key("id"));
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let columns = columns(reader, seed.columns, &here.key("columns"));
    let rows = rows(reader, seed.rows, &columns, &unit, &here.key("rows"));
    Table {
        id: seed.id,
        title: seed.title,
        unit,
        columns,
        rows,
        notes: notes(reader, seed.notes, &here.key("notes")),
        scope: seed.scope,
    }
}

/// A unit as printed; an empty one or a misspelt unit of yen is reported.
pub(super) fn unit(reader: &mut Reader<'_>, label: &str, here: &Here<'_>) -> Unit {
    let unit = Unit::parse(label);
    let is_large = label.starts_with(['兆', '億', '万', '千', '百']) && !label.contains('円');
    let looks_like_money =
        is_large || label.ends_with('円') || label.to_ascii_lowercase().contains("yen");
    if label.trim().is_empty() || (looks_like_money && matches!(unit, Unit::Count(_))) {
        reader.report(
            RuleId::BadUnit,
            here,
            say!("単位「{label}」は使えません", "unit `{label}` is not known"),
            Some(say!(
                "金額の単位は 円・千円・百万円・億円 のいずれかです",
                "units of money are 円, 千円, 百万円, 億円"
            )),
        );
    }
    unit
}

fn columns(reader: &mut Reader<'_>, seeds: Vec<SeedColumn>, here: &Here<'_>) -> Vec<Column> {
    let columns: Vec<Column> = each(seeds, here, |seed, here| column(reader, seed, here));
    let mut seen = BTreeSet::new();
    for (index, column) in columns.iter().enumerate() {
        if !seen.insert(&column.key) {
            let key = &column.key;
            reader.report(
                RuleId::DuplicateId,
                &here.index(index),
                say!("列「{key}」が二度あります", "column `{key}` appears twice"),
                None,
            );
        }
    }
    columns
}

fn column(reader: &mut Reader<'_>, seed: SeedColumn, here: &Here<'_>) -> Column {
    let year = |reader: &mut Reader<'_>, key: YearKey, role: ColumnRole| {
        let year = reader.year(&key, here);
        Column {
            key: year.map_or_else(|| key.0.clone(), |y| y.0.to_string()),
            role,
            year,
            words: None,
        }
    };
    let named = |key: &str, typed: YearKey, role: ColumnRole| {
        let year = FiscalYear::parse(&typed.0);
        Column {
            key: key.to_owned(),
            role,
            year,
            words: year.is_none().then_some(typed.0),
        }
    };
    match seed {
        SeedColumn::Year(key) => year(reader, key, ColumnRole::Year),
        SeedColumn::Role(SeedColumnRole::Requested(key)) => {
            year(reader, key, ColumnRole::Requested)
        }
        SeedColumn::Role(SeedColumnRole::Draft(key)) => year(reader, key, ColumnRole::Draft),
        SeedColumn::Role(SeedColumnRole::Planned(key)) => year(reader, key, ColumnRole::Planned),
        SeedColumn::Role(SeedColumnRole::Provisional(key)) => {
            year(reader, key, ColumnRole::Provisional)
        }
        SeedColumn::Role(SeedColumnRole::Baseline(key)) => {
            named("baseline", key, ColumnRole::Baseline)
        }
        SeedColumn::Role(SeedColumnRole::Interim(key)) => {
            named("interim", key, ColumnRole::Interim)
        }
        SeedColumn::Role(SeedColumnRole::Final(key)) => named("final", key, ColumnRole::Final),
        SeedColumn::Role(SeedColumnRole::Other(heading)) => Column {
            key: heading.clone(),
            role: ColumnRole::Other,
            year: None,
            words: Some(heading),
        },
    }
}

fn rows(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedRow>,
    columns: &[Column],
    unit: &Unit,
    here: &Here<'_>,
) -> Vec<Row> {
    let mut seen = BTreeSet::new();
    each(seeds, here, |seed, here| {
        let row = row(reader, seed, columns, unit, here);
        if !seen.insert(row.key.clone()) {
            let key = &row.key;
            reader.report(
                RuleId::DuplicateId,
                here,
                say!(
                    "同じ種類の行「{key}」が二つあります",
                    "row `{key}` appears twice"
                ),
                Some(say!(
                    "二つ目の行に id: を付けてください",
                    "give the second row an `id:`"
                )),
            );
        }
        row
    })
}

fn row(
    reader: &mut Reader<'_>,
    seed: SeedRow,
    columns: &[Column],
    unit: &Unit,
    here: &Here<'_>,
) -> Row {
    if let Some(id) = &seed.id {
        check_id(reader, id, &here.key("id"));
    }
    if seed.label.is_none() && matches!(seed.item, RowItem::Other | RowItem::LineItem) {
        reader.report(
            RuleId::MissingKey,
            here,
            say!(
                "この行には label（表示名）が必要です",
                "this row needs a `label`"
            ),
            Some(say!(
                "label: に印刷された行の名前を書いてください",
                "add the printed name as `label:`"
            )),
        );
    }
    column_count(
        reader,
        seed.values.len(),
        columns.len(),
        &here.key("values"),
    );
    let unit = seed.unit.as_deref().map_or_else(
        || unit.clone(),
        |label| self::unit(reader, label, &here.key("unit")),
    );
    let mut cells = cells(reader, &seed, columns, &unit, here);
    annotate(
        reader,
        &mut cells,
        columns,
        &seed.notes,
        &here.key("notes"),
        |figure, text| figure.note = Some(text),
    );
    annotate(
        reader,
        &mut cells,
        columns,
        &seed.inferred,
        &here.key("inferred"),
        |figure, text| figure.inferred = Some(text),
    );
    Row {
        item: seed.item,
        key: seed.id.unwrap_or_else(|| seed.item.key().to_owned()),
        label: seed.label,
        unit,
        cells,
        level: seed.level,
        about: seed.about,
    }
}

fn cells(
    reader: &mut Reader<'_>,
    seed: &SeedRow,
    columns: &[Column],
    unit: &Unit,
    here: &Here<'_>,
) -> Vec<Cell> {
    let values = here.key("values");
    let at = here.key("at");
    seed.values
        .iter()
        .zip(columns)
        .enumerate()
        .map(|(index, (raw, column))| {
            let citation = reader.cite_column(&seed.at, index, &at);
            if seed.item == RowItem::Formula {
                return Cell::Text {
                    text: raw.0.clone(),
                    citation,
                };
            }
            let figure = reader.figure(
                raw,
                unit,
                status(column, seed.item),
                citation,
                &values.index(index),
            );
            Cell::Figure(Box::new(figure))
        })
        .collect()
}

/// The status that a column and row give to their figures: targets and expectations are plans whatever their year.
fn status(column: &Column, item: RowItem) -> ColumnStatus {
    let planned_item = matches!(
        item,
        RowItem::Planned
            | RowItem::Target
            | RowItem::AnnualTarget
            | RowItem::NextRequest
            | RowItem::NextWish
    );
    match column.role {
        _ if planned_item => ColumnStatus::Planned,
        ColumnRole::Requested | ColumnRole::Draft | ColumnRole::Planned => ColumnStatus::Planned,
        ColumnRole::Provisional => ColumnStatus::Provisional,
        _ => ColumnStatus::Settled,
    }
}

/// Attaches remarks or reasons to the cells that they name.
fn annotate(
    reader: &mut Reader<'_>,
    cells: &mut [Cell],
    columns: &[Column],
    remarks: &[SeedCellText],
    here: &Here<'_>,
    set: impl Fn(&mut Figure, String),
) {
    for (index, remark) in remarks.iter().enumerate() {
        let key = FiscalYear::parse(&remark.column)
            .map_or_else(|| remark.column.clone(), |year| year.0.to_string());
        let mut found = false;
        for (cell, column) in cells.iter_mut().zip(columns) {
            if key == "all" || column.key == key {
                found = true;
                if let Cell::Figure(figure) = cell {
                    set(figure, remark.text.clone());
                }
            }
        }
        if !found {
            let known = columns
                .iter()
                .map(|column| column.key.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            reader.report(
                RuleId::UnknownReference,
                &here.index(index).key("column"),
                say!(
                    "列「{key}」はこの表にありません",
                    "the table has no column `{key}`"
                ),
                Some(say!(
                    "次のいずれかを書いてください：{known}, all",
                    "use one of: {known}, all"
                )),
            );
        }
    }
}

/// A figure outside a table of years.
pub(super) fn settled(
    reader: &mut Reader<'_>,
    raw: &Scalar,
    unit: &Unit,
    citation: Citation,
    here: &Here<'_>,
) -> Figure {
    reader.figure(raw, unit, ColumnStatus::Settled, citation, here)
}

pub(super) fn indicators(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedIndicator>,
    here: &Here<'_>,
) -> Vec<Indicator> {
    each(seeds, here, |seed, here| indicator(reader, seed, here))
}

fn indicator(reader: &mut Reader<'_>, seed: SeedIndicator, here: &Here<'_>) -> Indicator {
    check_id(reader, &seed.id, &here.key("id"));
    let unit_label = seed.unit.clone().unwrap_or_default();
    let unit = Unit::parse(&unit_label);
    let notes = notes(reader, seed.notes, &here.key("notes"));
    let has_table = !seed.rows.is_empty();
    let columns = columns(reader, seed.columns, &here.key("columns"));
    let rows = rows(reader, seed.rows, &columns, &unit, &here.key("rows"));
    let table = has_table.then(|| Table {
        id: seed.id.clone(),
        title: seed.name.clone(),
        unit: unit.clone(),
        columns,
        rows,
        notes: Vec::new(),
        scope: None,
    });
    let citation = reader.cite(&seed.at, &here.key("at"));
    Indicator {
        goal: seed
            .goal
            .map(|goal| self::goal(reader, goal, &unit, &here.key("goal"))),
        progress: each(seed.progress, &here.key("progress"), |step, here| {
            Progress {
                year: reader.year(&step.year, &here.key("year")),
                words: step.year.0,
                text: step.text,
                citation: reader.cite(&step.at, &here.key("at")),
            }
        }),
        texts: texts(reader, seed.texts, &here.key("texts")),
        notes,
        table,
        id: seed.id,
        number: seed.number,
        name: seed.name,
        name_en: seed.name_en,
        kind: seed.kind,
        aim: seed.aim,
        cumulative: seed.cumulative,
        direction: seed.direction,
        refers_to: seed
            .refers_to
            .and_then(|reference| split_reference(reader, &reference, &here.key("refers_to"))),
        refers_text: seed.refers_text,
        same_as: references(reader, &seed.same_as, &here.key("same_as")),
        sum_of: references(reader, &seed.sum_of, &here.key("sum_of")),
        inferred: seed.inferred,
        citation,
    }
}

fn references(
    reader: &mut Reader<'_>,
    references: &[String],
    here: &Here<'_>,
) -> Vec<(String, String)> {
    let split = references
        .iter()
        .enumerate()
        .filter_map(|(index, reference)| split_reference(reader, reference, &here.index(index)));
    split.collect()
}

/// `objectives/9-3#i1-3` → entity and indicator.
fn split_reference(
    reader: &mut Reader<'_>,
    reference: &str,
    here: &Here<'_>,
) -> Option<(String, String)> {
    let split = reference
        .split_once('#')
        .map(|(entity, id)| (split_edition(entity, 0).1, id.to_owned()));
    if split.is_none() {
        reader.report(
            RuleId::UnknownReference,
            here,
            say!(
                "「{reference}」は指標の参照として読めません",
                "`{reference}` is not a reference to an indicator"
            ),
            Some(say!(
                "objectives/9-3#i1-3 の形で書いてください",
                "write it as objectives/9-3#i1-3"
            )),
        );
    }
    split
}

fn goal(reader: &mut Reader<'_>, seed: SeedGoalValue, unit: &Unit, here: &Here<'_>) -> Goal {
    let citation = reader.cite(&seed.at, &here.key("at"));
    let figure = seed.value.map(|value| {
        reader.figure(
            &value,
            unit,
            ColumnStatus::Planned,
            citation.clone(),
            &here.key("value"),
        )
    });
    let due = FiscalYear::parse(&seed.due.0).map_or(Due::Words(seed.due.0), Due::Year);
    Goal {
        due,
        figure,
        text: seed.text,
        citation,
    }
}

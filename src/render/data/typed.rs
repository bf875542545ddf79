//! Figures, columns and citations of the dataset → what data files need to know of them.

use super::{Also, AlsoValue, CellData, Derivation, Figured, Held, Layout, Period, Place};
use crate::chart::datum::Status;
use crate::model::decimal::Decimal;
use crate::model::derived::Derived;
use crate::model::quantity::Quantity;
use crate::model::table::{Citation, Column, ColumnRole, Figure, Row, RowItem, Table};
use crate::render::context::{Context, plain};

/// Rows that are things of one measure (line items, programmes) make long data files, all others have measures as rows.
pub(crate) fn layout(cx: &Context<'_>, table: &Table) -> Layout {
    let is_thing = |row: &Row| matches!(row.item, RowItem::LineItem | RowItem::Amount);
    let belongs = |row: &Row| {
        is_thing(row) || matches!(row.item, RowItem::Total | RowItem::InHouse | RowItem::Other)
    };
    let same_unit = |row: &Row| row.unit == table.unit;
    let things = table.rows.iter().filter(|row| is_thing(row)).count();
    if things > 1 && table.rows.iter().all(|row| belongs(row) && same_unit(row)) {
        Layout::Cells(cx.t("item-amount"))
    } else {
        Layout::Columns
    }
}

/// The stable name of a column in data files, from the key of its heading: `head-bid-rate` is `bid_rate`.
pub(crate) fn id(key: &str) -> String {
    let name = key.split_once('-').map_or(key, |(_, name)| name);
    name.replace('-', "_")
}

/// The period of a column whose heading is `label` with the second line `note`.
pub(crate) fn period(column: &Column, label: &str, note: &str) -> Period {
    let phase_label = match column.role {
        ColumnRole::Year | ColumnRole::Other => "",
        ColumnRole::Baseline | ColumnRole::Interim | ColumnRole::Final => label,
        _ => note,
    };
    let words = column.words.as_deref().filter(|_| column.year.is_none());
    Period {
        fiscal_year: column.year,
        phase: column.role.key(),
        phase_label: phase_label.to_owned(),
        words: words.map(plain).unwrap_or_default(),
    }
}

/// A citation of a document of the edition at hand, or of another that it names (`2021/budget`).
pub(crate) fn place(cx: &Context<'_>, citation: &Citation) -> Place {
    let named = citation.document.split_once('/');
    match named.and_then(|(year, document)| Some((year.parse().ok()?, document))) {
        Some((edition, document)) => Place {
            edition,
            citation: Citation {
                document: document.into(),
                lines: citation.lines,
            },
        },
        None => Place {
            edition: cx.edition.year,
            citation: citation.clone(),
        },
    }
}

/// A printed figure for data files.
pub(crate) fn figure(cx: &Context<'_>, figure: &Figure) -> CellData {
    let quantity = figure.quantity();
    let unit = quantity.map_or("", Quantity::unit);
    let in_brackets = figure.subset.map(|value| subset(cx, value, unit));
    let figured = Figured {
        value: quantity.map(Quantity::printed),
        unit: unit.to_owned(),
        yen: quantity.and_then(Quantity::yen),
        status: Status::of(&figure.reading),
        derivation: None,
    };
    CellData {
        held: Held::Figure(Box::new(figured)),
        also: in_brackets.into_iter().collect(),
        place: Some(place(cx, &figure.citation)),
    }
}

/// The subset printed in brackets after a figure, for data files.
pub(crate) fn subset(cx: &Context<'_>, value: Decimal, unit: &str) -> Also {
    Also {
        key: "subset",
        label: cx.t("data-subset"),
        value: AlsoValue::Number(value, unit.to_owned()),
    }
}

/// A figure that the program computed, for data files.
pub(crate) fn computed(derived: &Derived, unit: &str) -> Figured {
    let derivation = Derivation {
        formula: derived.formula.key(),
        inputs: derived.inputs.clone(),
    };
    Figured::computed(derived.value, unit, derivation)
}

//! The words for columns and rows of figures: the same in tables, charts and data files.

use crate::format;
use crate::i18n::Messages;
use crate::model::dataset::IndicatorKind;
use crate::model::derived::{Derived, Formula};
use crate::model::table::{Column, ColumnRole, Row, RowItem};
use crate::text;

/// The heading of a column: what it is about, and a second line that may be empty (要求額).
///
/// A role such as the baseline comes first, because its year is often missing.
pub fn column(words: &Messages, column: &Column) -> (String, String) {
    let own = |words: &str| text::mend_radicals(words.trim()).into_owned();
    let year = column.year.map(|year| year.long(words.lang()));
    let about = year
        .or_else(|| column.words.as_deref().map(own))
        .unwrap_or_default();
    let role = match column.role {
        ColumnRole::Year | ColumnRole::Other => return (about, String::new()),
        ColumnRole::Requested => "column-requested",
        ColumnRole::Draft => "column-draft",
        ColumnRole::Planned => "column-planned",
        ColumnRole::Provisional => "column-provisional",
        ColumnRole::Baseline => "column-baseline",
        ColumnRole::Interim => "column-interim",
        ColumnRole::Final => "column-final",
    };
    let role_text = words.get(role).to_owned();
    match column.role {
        ColumnRole::Baseline | ColumnRole::Interim | ColumnRole::Final => (role_text, about),
        _ => (about, role_text),
    }
}

/// The label of a row: as printed, or the usual term of its item.
pub fn row(words: &Messages, row: &Row) -> String {
    let label = match row.label.as_deref() {
        Some(label) => text::mend_radicals(label.trim()).into_owned(),
        None => words.get(&format!("item-{}", row.item.key())).to_owned(),
    };
    // The unit stands beside the label once, however the document prints it.
    let label = label
        .strip_suffix(&format!("（{}）", row.unit.label()))
        .unwrap_or(&label);
    words.item(label).unwrap_or(label).to_owned()
}

/// The label of a row of an indicator: without one of its own, the actual result is 活動実績 for outputs, 成果実績 for outcomes
/// and 実績値 for measurements.
pub fn indicator_row(words: &Messages, kind: IndicatorKind, about: &Row) -> String {
    if about.item != RowItem::Actual || about.label.is_some() {
        return row(words, about);
    }
    let key = match kind {
        IndicatorKind::Output => "item-actual-output",
        IndicatorKind::Outcome => "item-actual-outcome",
        IndicatorKind::Measurement => "item-actual-measurement",
    };
    words.get(key).to_owned()
}

/// Terms of a sum that are written out.
const TERMS: usize = 12;

/// How a figure was computed, in words: 「計算：後 − 前」.
pub fn formula(words: &Messages, formula: Formula) -> String {
    words.get(&format!("formula-{}", formula.key())).to_owned()
}

/// The same with its inputs: 「3,820 − 3,698」, 「(3,820 − 3,698) ÷ 3,698 × 100」.
pub fn inputs(words: &Messages, derived: &Derived) -> String {
    let inputs: Vec<String> = derived
        .inputs
        .iter()
        .map(|input| format::grouped(words.lang(), input))
        .collect();
    match (derived.formula, &inputs[..]) {
        (Formula::Difference | Formula::Remainder, [from, less]) => format!("{from} − {less}"),
        (Formula::Growth, [after, before]) => format!("({after} − {before}) ÷ {before} × 100"),
        (Formula::Share | Formula::ExecutionRate | Formula::Achievement, [part, whole]) => {
            format!("{part} ÷ {whole} × 100")
        }
        (_, inputs) if inputs.len() > TERMS => {
            let more = (inputs.len() - TERMS).to_string();
            let shown = inputs[..TERMS].join(" + ");
            words.say("formula-more", &[("shown", &shown), ("more", &more)])
        }
        (_, inputs) => inputs.join(" + "),
    }
}

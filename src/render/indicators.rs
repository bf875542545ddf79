//! Indicators → views, with the state of achievement in words.

use super::context::{Context, plain, prose};
use super::data::{Also, AlsoValue, CellData, typed};
use super::view::{CellView, IndicatorView, Link, StateView, TableView, TextView};
use super::{entity, lists, tables};
use crate::figures;
use crate::format;
use crate::labels;
use crate::model::achievement::{self, State};
use crate::model::dataset::{Due, Goal, Indicator, IndicatorKind, Progress};
use crate::model::table::{RowItem, Table};

/// An indicator with its table. One that refers to another shows the values of that one.
pub(crate) fn indicator(cx: &Context<'_>, indicator: &Indicator) -> IndicatorView {
    let valued = valued(cx, indicator);
    let goal = indicator.goal.as_ref().or(valued.goal.as_ref());
    IndicatorView {
        id: indicator.id.clone(),
        number: indicator.number.clone().unwrap_or_default(),
        name: plain(indicator.name_in(cx.lang())),
        kind: kind(cx, indicator.kind),
        aim_html: indicator.aim.as_deref().map(prose).unwrap_or_default(),
        goal: goal.map(|goal| goal_text(cx, goal)).unwrap_or_default(),
        goal_id: figures::goal_anchor(indicator),
        goal_cite: goal.and_then(|goal| cx.cite(&goal.citation)),
        state: state(cx, valued),
        cumulative: indicator.cumulative,
        table: valued.table.as_ref().map(|table| {
            let mut view = table_view(cx, valued, table);
            view.caption = short_caption(cx, table);
            let view = entity::with_charts(cx, view, &indicator.id);
            if std::ptr::eq(valued, indicator) {
                view
            } else {
                borrowed(view, indicator)
            }
        }),
        progress: progress(cx, indicator),
        texts: cx.texts(&indicator.texts, &format!("{}-text", indicator.id)),
        notes: indicator.notes.iter().map(|note| cx.note(note)).collect(),
        refers: refers(cx, indicator),
        inferred: indicator.inferred.clone(),
        cite: cx.cite(&indicator.citation),
    }
}

/// Results in words by fiscal year.
fn progress(cx: &Context<'_>, indicator: &Indicator) -> Vec<TextView> {
    let steps = indicator.progress.iter().enumerate();
    let view = |(index, step): (usize, &Progress)| TextView {
        id: format!("{}-progress-{}", indicator.id, index + 1),
        heading: plain(&step.heading(cx.lang())),
        html: prose(&step.text),
        cite: cx.cite(&step.citation),
        inferred: None,
    };
    steps.map(view).collect()
}

/// The caption below an indicator's own heading, which names it already.
fn short_caption(cx: &Context<'_>, table: &Table) -> String {
    match table.unit.label() {
        "" | "-" => cx.t("caption-indicator-plain"),
        unit => cx.say("caption-indicator", &[("unit", &cx.unit(unit))]),
    }
}

/// The indicator whose values are shown: one that refers to another shows the values of that one.
pub(crate) fn valued<'a>(cx: &Context<'a>, indicator: &'a Indicator) -> &'a Indicator {
    referred(cx, indicator)
        .filter(|_| indicator.table.is_none())
        .unwrap_or(indicator)
}

/// The indicator that another one refers to.
pub(crate) fn referred<'a>(cx: &Context<'a>, indicator: &Indicator) -> Option<&'a Indicator> {
    let (key, id) = indicator.refers_to.as_ref()?;
    let common = cx.edition.entity(key)?;
    figures::indicators(cx.edition, common)
        .into_iter()
        .find(|other| other.id == *id)
}

/// The table of another indicator, shown here: its figures keep their anchors only where they belong.
fn borrowed(mut view: TableView, indicator: &Indicator) -> TableView {
    view.id = format!("{}-table", indicator.id);
    view.rows
        .iter_mut()
        .flat_map(|row| &mut row.cells)
        .for_each(|cell| cell.id.clear());
    view
}

/// The label of an `actual` row depends on the indicator: 活動実績 for outputs, 成果実績 for outcomes.
pub(crate) fn table_view(cx: &Context<'_>, indicator: &Indicator, table: &Table) -> TableView {
    let mut view = tables::figures(cx, table);
    // The indicator's own anchor is taken by its section; cells keep `<indicator>-<column>-<row>`.
    view.id = format!("{}-table", table.id);
    for (row, shown) in table.rows.iter().zip(&mut view.rows) {
        if row.item == RowItem::Actual {
            shown.label = labels::indicator_row(cx.messages, indicator.kind, row);
        }
    }
    view.measured()
}

pub(crate) fn kind(cx: &Context<'_>, kind: IndicatorKind) -> String {
    cx.t(match kind {
        IndicatorKind::Output => "indicator-output",
        IndicatorKind::Outcome => "indicator-outcome",
        IndicatorKind::Measurement => "indicator-measurement",
    })
}

/// A target in words: the printed value with its unit, the printed words, and when it is due.
pub(crate) fn goal_text(cx: &Context<'_>, goal: &Goal) -> String {
    let value = goal
        .figure
        .as_ref()
        .and_then(|figure| figure.quantity())
        .map(|quantity| format::quantity(cx.lang(), quantity));
    let words = goal.text.as_deref().map(plain);
    let shown = match (value, words) {
        (Some(value), Some(words)) => cx.messages.spaced([value, words]),
        (Some(value), None) => value,
        (None, words) => words.unwrap_or_default(),
    };
    match &goal.due {
        Due::Year(year) => cx.say(
            "goal-by",
            &[("value", &shown), ("year", &year.long(cx.lang()))],
        ),
        Due::Words(words) => cx.say("goal-every", &[("value", &shown), ("words", words)]),
    }
}

/// A target as a cell: in words, and for data files its number and the year in which it is due.
pub(crate) fn goal_cell(cx: &Context<'_>, goal: &Goal) -> CellView {
    let quantity = goal.figure.as_ref().and_then(|figure| figure.quantity());
    let target = quantity.map(|quantity| Also {
        key: "target",
        label: cx.t("data-target"),
        value: AlsoValue::Number(quantity.printed(), quantity.unit().to_owned()),
    });
    let due = match &goal.due {
        Due::Year(year) => Some(Also {
            key: "due",
            label: cx.t("data-due"),
            value: AlsoValue::Year(*year),
        }),
        Due::Words(_) => None,
    };
    CellView {
        data: CellData {
            also: target.into_iter().chain(due).collect(),
            place: Some(typed::place(cx, &goal.citation)),
            ..CellData::default()
        },
        ..lists::cell(&goal_text(cx, goal))
    }
}

fn refers(cx: &Context<'_>, indicator: &Indicator) -> Option<Link> {
    let text = indicator.refers_text.as_deref().map(plain);
    match &indicator.refers_to {
        Some((key, id)) => {
            let common = cx.edition.entity(key)?;
            let text = text.unwrap_or_else(|| cx.name(common));
            Some(Link {
                text,
                url: format!("{}#{id}", cx.entity_url(key)),
                current: false,
                note: cx.name(common),
            })
        }
        None => text.map(|text| Link {
            text,
            ..Link::default()
        }),
    }
}

/// The state of achievement: the newest year that has both an actual value and a target decides.
pub(crate) fn state(cx: &Context<'_>, indicator: &Indicator) -> StateView {
    let unit = indicator
        .table
        .as_ref()
        .map_or("", |table| table.unit.label());
    let state = achievement::state(indicator);
    let (key, mark, text) = match &state {
        State::Achieved(compared) | State::Short(compared) => {
            let achieved = matches!(state, State::Achieved(_));
            let at_most = compared.at_most;
            let direction = match (achieved, at_most) {
                (true, false) => "direction-at-least",
                (true, true) => "direction-at-most",
                (false, false) => "direction-not-at-least",
                (false, true) => "direction-not-at-most",
            };
            let actual = format::count(cx.lang(), &compared.actual, unit);
            let target = format::count(cx.lang(), &compared.target, unit);
            let name = if achieved {
                "direction"
            } else {
                "direction-not"
            };
            let year = compared.year.long(cx.lang());
            let arguments = [
                ("year", &*year),
                ("actual", &*actual),
                ("target", &*target),
                (name, cx.messages.get(direction)),
            ];
            let message = if achieved {
                "state-achieved"
            } else {
                "state-short"
            };
            (
                if achieved { "achieved" } else { "short" },
                if achieved { "○" } else { "△" },
                cx.say(message, &arguments),
            )
        }
        State::Pending => ("pending", "…", cx.t("state-pending")),
        State::NoTarget => ("none", "－", cx.t("state-none")),
    };
    StateView {
        key: key.into(),
        mark: mark.into(),
        text,
    }
}

//! The ECharts option: one heatmap series a state, so that the legend switches states on and off.

use charming::element::{AxisLabel, BorderType, Color, ItemStyle, Label, Tooltip, Trigger};
use charming::series::Heatmap as Cells;
use serde_json::{Value, json};

use super::{Cell, Heatmap, State};
use crate::chart::datum::{Datum, number};
use crate::chart::option;
use crate::format;
use crate::i18n::Messages;

impl Heatmap {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let years = self
            .years
            .iter()
            .map(|year| year.short(words.lang()))
            .collect();
        let names: Vec<String> = self.rows().map(|row| row.name.clone()).collect();
        let labels = AxisLabel::new().interval(0);
        let names = option::categories(names).inverse(true).axis_label(labels);
        let states = self.states();
        let mut chart = option::chart()
            .tooltip(Tooltip::new().trigger(Trigger::Item))
            .legend(option::legend())
            .x_axis(option::categories(years))
            .y_axis(names);
        for state in &states {
            chart = chart.series(series(words, *state));
        }
        let mut option = option::finish(&chart);
        for (index, state) in states.iter().enumerate() {
            let path = ["series", &index.to_string(), "data"];
            option::set(&mut option, &path, self.items(words, *state));
        }
        // Long names are cut, so that each has its line; the tooltip has them whole.
        let path = ["yAxis", "axisLabel", "overflow"];
        option::set(&mut option, &path, Value::from("truncate"));
        // ECharts colours heatmaps by a visual map; this one leaves the colours of the series alone.
        let neutral = json!({ "opacity": [1, 1] });
        let map = json!({
            "type": "piecewise", "show": false, "dimension": 2, "pieces": [{ "min": 0, "max": 4 }],
            "inRange": neutral, "outOfRange": neutral,
        });
        option::set(&mut option, &["visualMap"], map);
        option
    }

    /// The states that occur, in the order of the legend.
    pub(super) fn states(&self) -> Vec<State> {
        let occurs = |state: &State| {
            let mut cells = self.rows().flat_map(|row| &row.cells);
            cells.any(|cell| cell.state == *state)
        };
        State::ALL.into_iter().filter(occurs).collect()
    }

    /// Items of a state: year, indicator, number of the state, and the figure: achievement rate, else actual value.
    fn items(&self, words: &Messages, state: State) -> Value {
        let code = State::ALL.iter().position(|other| *other == state);
        let mut items = Vec::new();
        for (y, row) in self.rows().enumerate() {
            for (x, cell) in row.cells.iter().enumerate() {
                if cell.state != state {
                    continue;
                }
                let text = text(words, &row.unit, cell);
                items.push(match cell.figure() {
                    Some(figure) => json!({ "value": [x, y, code, number(figure)], "text": text }),
                    // The number of the state is no figure.
                    None => json!({ "value": [x, y, code], "text": text, "unknown": true }),
                });
            }
        }
        let mut items = Value::Array(items);
        option::whole_numbers(&mut items);
        items
    }
}

/// 「実績 80件、目標 81件、達成度 98.8%」.
fn text(words: &Messages, unit: &str, cell: &Cell) -> String {
    let with_unit = |datum: &Datum| match datum.value {
        Some(_) => format::with_unit(words.lang(), &datum.text, unit),
        None => datum.text.clone(),
    };
    let mut figures = vec![("chart-column-actual-short", with_unit(&cell.actual))];
    if cell.target.value.is_some() {
        figures.push(("chart-column-target-short", with_unit(&cell.target)));
    }
    if cell.rate.value.is_some() {
        figures.push(("item-achievement", format!("{}%", cell.rate.text)));
    }
    let figures = figures
        .iter()
        .map(|(key, text)| format!("{} {text}", words.get(key)));
    option::plain(&words.list(figures))
}

fn series(words: &Messages, state: State) -> Cells {
    let clear = || Color::Value("transparent".into());
    let style = match state {
        State::Achieved => ItemStyle::new()
            .color(option::series_color(1))
            .border_color(option::color("--paper"))
            .border_width(2),
        State::Short => option::hollow(&option::series_color(2), BorderType::Solid),
        State::Unknown => option::hollow(&option::color("--ink-2"), BorderType::Dashed),
        State::NoTarget => ItemStyle::new()
            .color(clear())
            .border_color(option::color("--line"))
            .border_width(1),
        State::NoValue => ItemStyle::new().color(clear()),
    };
    let ink = match state {
        State::Achieved => "--on-1",
        State::Short => "--ink",
        _ => "--ink-2",
    };
    let label = Label::new()
        .show(state != State::NoValue)
        .color(option::color(ink));
    Cells::new()
        .name(state.label(words))
        .label(label.formatter(state.symbol()))
        .item_style(style)
}

//! The ECharts option: one heatmap series a state, so that the legend switches states on and off.

use charming::component::Axis;
use charming::element::{AxisLabel, BorderType, Color, ItemStyle, Label, Tooltip, Trigger};
use charming::series::Heatmap as Cells;
use serde_json::{Value, json};

use super::{Cell, Heatmap, State, number, percent};
use crate::chart::option;
use crate::i18n::Messages;

impl Heatmap {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let years = self.years.iter().map(|year| year.short()).collect();
        let names: Vec<String> = self.rows().map(|row| row.name.clone()).collect();
        let labels = AxisLabel::new().interval(0);
        let names: Axis = option::categories(names).inverse(true).axis_label(labels);
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
        // Long names are cut; the tooltip has them whole.
        let label = json!({ "interval": 0, "width": 220, "overflow": "truncate" });
        option::set(&mut option, &["yAxis", "axisLabel"], label);
        // A heatmap needs one; this one leaves the colours of the series alone.
        let neutral = json!({ "opacity": [1, 1] });
        let map = json!({
            "type": "continuous", "show": false, "min": 0, "max": 4, "dimension": 2,
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

    /// Items of a state: year, indicator, number of the state, achievement rate.
    fn items(&self, words: &Messages, state: State) -> Value {
        let mut items = Vec::new();
        for (y, row) in self.rows().enumerate() {
            for (x, cell) in row.cells.iter().enumerate() {
                if cell.state == state {
                    let rate = cell.rate.value.map(number);
                    items.push(json!({
                        "value": [x, y, State::ALL.iter().position(|other| *other == state), rate],
                        "text": text(words, &row.unit, cell),
                        "about": format!("{} {}", row.name, self.years[x].short()),
                    }));
                }
            }
        }
        let mut items = Value::Array(items);
        option::whole_numbers(&mut items);
        items
    }
}

/// 「○ 達成　実績 80件、目標 81件、達成度 98.8%」.
fn text(words: &Messages, unit: &str, cell: &Cell) -> String {
    let unit = if unit == "-" { "" } else { unit };
    let figure = |key: &str, text: String| format!("{} {text}", words.get(key));
    let with_unit = |datum: &super::Datum| match datum.value {
        Some(_) => format!("{}{unit}", datum.text),
        None => datum.text.clone(),
    };
    let mut figures = vec![figure("chart-column-actual-short", with_unit(&cell.actual))];
    if cell.target.value.is_some() {
        figures.push(figure("chart-column-target-short", with_unit(&cell.target)));
    }
    if percent(&cell.rate).is_some() {
        figures.push(figure("item-achievement", format!("{}%", cell.rate.text)));
    }
    let state = format!("{} {}", cell.state.symbol(), cell.state.label(words));
    format!("{}　{}", state.trim(), figures.join("、"))
}

fn series(words: &Messages, state: State) -> Cells {
    let clear = || Color::Value("transparent".into());
    let style = match state {
        State::Achieved => ItemStyle::new().color(option::series_color(1)),
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
    let label = Label::new().show(true).color(option::color(ink));
    Cells::new()
        .name(state.label(words))
        .label(label.formatter(state.symbol()))
        .item_style(style)
}

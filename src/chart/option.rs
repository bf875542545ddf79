//! ECharts options: typed with `charming`, taken as JSON, and mended here where the crate has gaps.
//!
//! Contract with the script that shows them: colours are names such as `var(--series-1)`, to be resolved in the page; each
//! item has `text`, which is what the table of the chart shows. There are no functions. `charming`'s own renderers are never
//! used: they turn a label of the form `#*#*#*#…#*#*#*#` into bare script.

use charming::Chart;
use charming::component::{Axis, Grid, Legend};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{AxisType, BorderType, Color, ItemStyle, LineStyle, Tooltip, Trigger};
use charming::series::Line;
use serde_json::{Map, Value};

use super::datum::{Datum, Series, Status, number};

/// What `charming` takes for the beginning of a function.
const FUNCTION_MARK: &str = "#*#*#*#";

/// A chart with tooltip, legend and margins as all charts have them.
pub fn chart() -> Chart {
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .grid(Grid::new().left("2%").right("3%").top(48).bottom(8))
}

/// The legend above the drawing.
pub fn legend() -> Legend {
    Legend::new().top(0).left(0)
}

/// An axis of categories.
pub fn categories(labels: Vec<String>) -> Axis {
    Axis::new().type_(AxisType::Category).data(labels)
}

/// An axis of values with its unit.
pub fn values(unit: &str) -> Axis {
    Axis::new().type_(AxisType::Value).name(unit)
}

/// The colour of a series by its number, from 1 to 4.
pub fn series_color(number: usize) -> Color {
    color(&format!("--series-{number}"))
}

/// A colour of the theme.
pub fn color(token: &str) -> Color {
    Color::Value(format!("var({token})"))
}

/// A figure as an item that looks like its series whatever its status: for targets, which are always plans.
pub fn plain_item(datum: &Datum) -> DataPoint {
    let value = match datum.value {
        Some(value) => CompositeValue::from(number(value)),
        None => CompositeValue::OptionalNumber(None),
    };
    DataPointItem::new(value).name(datum.text.clone()).into()
}

/// A figure as an item: its value, what the table shows, and a look that tells plans and provisional values apart.
pub fn item(datum: &Datum, own: &Color) -> DataPoint {
    let value = match datum.value {
        Some(value) => CompositeValue::from(number(value)),
        None => CompositeValue::OptionalNumber(None),
    };
    let item = DataPointItem::new(value).name(datum.text.clone());
    match datum.status {
        Status::Planned => item.item_style(hollow(own, BorderType::Dashed)).into(),
        Status::Provisional => item.item_style(hollow(own, BorderType::Solid)).into(),
        _ => item.into(),
    }
}

/// A line that only the tooltip shows: totals and rates are figures, but not shapes beside the parts they follow from.
pub fn hidden_line(series: &Series, axis: f64) -> Line {
    let own = color("--ink-2");
    Line::new()
        .name(series.label.clone())
        .y_axis_index(axis)
        .show_symbol(false)
        .line_style(LineStyle::new().opacity(0))
        .item_style(ItemStyle::new().color(own.clone()))
        .data(
            series
                .data
                .iter()
                .map(|datum| item(datum, &own))
                .collect::<Vec<_>>(),
        )
}

/// The look of figures that are not settled: an outline without filling.
pub fn hollow(own: &Color, border: BorderType) -> ItemStyle {
    ItemStyle::new()
        .color(Color::Value("transparent".into()))
        .border_color(own.clone())
        .border_width(2)
        .border_type(border)
}

/// The option of a chart as JSON, with the gaps of `charming` mended:
/// - items of axes carry `text` instead of `name`, which ECharts would show as the category;
/// - whole numbers are written without `.0`;
/// - a label that `charming` would take for a function loses the mark.
pub fn finish(chart: &Chart) -> Value {
    // A `Chart` is plain data: writing it as JSON cannot fail.
    let mut option = serde_json::to_value(chart).unwrap_or_default();
    if let Some(Value::Array(series)) = option.get_mut("series") {
        series.iter_mut().for_each(mend_series);
    }
    mend(&mut option);
    option
}

fn mend_series(series: &mut Value) {
    let kind = series
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !matches!(kind, "bar" | "line" | "scatter" | "heatmap") {
        return;
    }
    let Some(Value::Array(items)) = series.get_mut("data") else {
        return;
    };
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(text) = item.remove("name") {
            item.insert("text".into(), text);
        }
    }
}

fn mend(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(FUNCTION_MARK) => *text = plain(text),
        Value::Number(number) => {
            let whole = number
                .as_f64()
                .filter(|n| n.fract() == 0.0 && n.abs() < 9e15);
            if let Some(whole) = whole {
                *value = Value::from(whole as i64);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mend),
        Value::Object(map) => map.values_mut().for_each(mend),
        _ => {}
    }
}

/// A label without the mark of a function, for items that are made as JSON.
pub fn plain(label: &str) -> String {
    label.replace(FUNCTION_MARK, "")
}

/// Whole numbers without `.0`, for data that is set by hand.
pub fn whole_numbers(value: &mut Value) {
    mend(value);
}

/// Sets a field that `charming` does not know, by a path of keys; numbers are places in arrays.
pub fn set(option: &mut Value, path: &[&str], value: Value) {
    let mut here = option;
    for key in path {
        here = match here {
            Value::Array(items) => match key.parse::<usize>().ok().and_then(|at| items.get_mut(at))
            {
                Some(item) => item,
                None => return,
            },
            Value::Object(map) => map.entry(*key).or_insert_with(|| Value::Object(Map::new())),
            _ => return,
        };
    }
    *here = value;
}

#[cfg(test)]
mod tests {
    use super::*;
    use charming::series::Bar;

    #[test]
    fn items_carry_their_text_and_never_a_function() {
        let datum = Datum {
            text: "#*#*#*#alert(1)#*#*#*#".into(),
            ..crate::chart::testing::settled("3820")
        };
        let bar = Bar::new().data(vec![item(&datum, &series_color(1))]);
        let option = finish(&chart().series(bar));
        assert_eq!(option["series"][0]["data"][0]["text"], "alert(1)");
        assert_eq!(option["series"][0]["data"][0]["value"].to_string(), "3820");
        assert!(!option.to_string().contains(FUNCTION_MARK));
    }

    #[test]
    fn unknown_fields_are_set_by_path() {
        let mut option = finish(&chart().series(Bar::new()));
        set(
            &mut option,
            &["series", "0", "barMaxWidth"],
            Value::from(40),
        );
        set(&mut option, &["series", "9", "x"], Value::from(1));
        assert_eq!(option["series"][0]["barMaxWidth"], 40);
        assert_eq!(option["series"].as_array().map(Vec::len), Some(1));
    }
}

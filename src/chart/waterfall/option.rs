//! The ECharts option: floating bars on an invisible bar, the totals as marks.

use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{Color, ItemStyle, Tooltip, Trigger};
use charming::series::{Bar, Scatter};
use serde_json::Value;

use super::{Step, Waterfall};
use crate::chart::datum::{Datum, number};
use crate::chart::option;
use crate::format;
use crate::i18n::Messages;

impl Waterfall {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let rest = self.rest(words);
        let drawn = self.drawn(words, rest.as_ref());
        let mut labels: Vec<String> = vec![self.from.full()];
        labels.extend(drawn.iter().map(|(label, ..)| (*label).to_owned()));
        labels.push(self.to.full());
        let start = self
            .total
            .as_ref()
            .and_then(|total| total.before.number())
            .unwrap_or(0.0);
        let mut running = start;
        let mut blank: Vec<CompositeValue> = vec![CompositeValue::OptionalNumber(None)];
        let mut bars: Vec<DataPoint> = vec![CompositeValue::OptionalNumber(None).into()];
        for (_, change, _) in &drawn {
            blank.push(running.into());
            running += change.number().unwrap_or(0.0);
            bars.push(self.bar(words, change));
        }
        let transparent = ItemStyle::new().color(Color::Value("transparent".into()));
        let chart = option::chart()
            .tooltip(Tooltip::new().trigger(Trigger::Item))
            .x_axis(option::values(&format::unit(words.lang(), &self.unit)))
            .y_axis(option::categories(labels).inverse(true))
            .series(
                Bar::new()
                    .stack("change")
                    .item_style(transparent)
                    .data(blank),
            )
            .series(
                Bar::new()
                    .name(words.get("column-change"))
                    .stack("change")
                    .data(bars),
            )
            .series(self.total_points(words, drawn.len() + 1));
        let mut option = option::finish(&chart);
        for series in ["0", "1"] {
            option::set(
                &mut option,
                &["series", series, "stackStrategy"],
                Value::from("all"),
            );
        }
        option::set(&mut option, &["series", "0", "silent"], Value::from(true));
        option::set(
            &mut option,
            &["series", "0", "tooltip", "show"],
            Value::from(false),
        );
        // Only lengths of changes are compared here: the axis need not begin at zero.
        option::set(&mut option, &["xAxis", "scale"], Value::from(true));
        option
    }

    /// A change with both figures that it comes from.
    fn bar(&self, words: &Messages, change: &Datum) -> DataPoint {
        let step = self.steps.iter().find(|step| {
            step.change
                .as_ref()
                .is_some_and(|own| std::ptr::eq(own, change))
        });
        let text = match step {
            Some(step) => told(words, step),
            None => change.text.clone(),
        };
        let is_down = change.value.is_some_and(|value| value.is_negative());
        let color = option::series_color(if is_down { 2 } else { 1 });
        DataPointItem::new(change.number().unwrap_or(0.0))
            .name(text)
            .item_style(ItemStyle::new().color(color))
            .into()
    }

    /// The totals as points at both ends; their text tells the change between them as well.
    fn total_points(&self, words: &Messages, last: usize) -> Scatter {
        let point = |datum: &Datum, at: usize, text: String| {
            let place = vec![
                CompositeValue::from(datum.value.map(number)),
                CompositeValue::from(at as i64),
            ];
            DataPoint::from(DataPointItem::new(CompositeValue::Array(place)).name(text))
        };
        let points = match &self.total {
            Some(total) => vec![
                point(&total.before, 0, total.before.text.clone()),
                point(&total.after, last, told(words, total)),
            ],
            None => Vec::new(),
        };
        let ink = ItemStyle::new().color(option::color("--ink"));
        Scatter::new().symbol_size(10).item_style(ink).data(points)
    }
}

/// Both figures and the change between them, as the table shows them.
fn told(words: &Messages, step: &Step) -> String {
    let change = step
        .change
        .as_ref()
        .map_or("", |change| change.text.as_str());
    words.remarked(
        &format!("{} → {}", step.before.text, step.after.text),
        change,
    )
}

//! The ECharts option: a bar a period on an invisible one that brings it to its first year, and a series of marks a stage.

use charming::component::Axis;
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{Color, ItemStyle, Symbol, Tooltip, Trigger};
use charming::series::{Bar, Scatter};
use serde_json::Value;

use super::{Lane, Timeline, stage};
use crate::chart::option;
use crate::i18n::Messages;
use crate::model::dataset::Stage;

impl Timeline {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let (first, last) = self.years();
        let names = self.lanes.iter().map(|lane| lane.name.clone()).collect();
        let years = Axis::new()
            .min(f64::from(first))
            .max(f64::from(last) + 1.0)
            .interval(1.0);
        let transparent = ItemStyle::new().color(Color::Value("transparent".into()));
        let offset = |lane: &Lane| lane.period.as_ref().map(|span| f64::from(span.first.0));
        let blank = Bar::new().stack("period").item_style(transparent).data(
            self.lanes
                .iter()
                .map(|lane| CompositeValue::from(offset(lane)))
                .collect::<Vec<_>>(),
        );
        let period = Bar::new()
            .name(words.get("chart-timeline-period"))
            .stack("period")
            .item_style(ItemStyle::new().color(option::series_color(1)))
            .data(
                self.lanes
                    .iter()
                    .map(|lane| lane.bar(words, last))
                    .collect::<Vec<_>>(),
            );
        let mut chart = option::chart()
            .tooltip(Tooltip::new().trigger(Trigger::Item))
            .legend(option::legend())
            .x_axis(years)
            .y_axis(option::categories(names).inverse(true))
            .series(blank)
            .series(period);
        for (kind, symbol) in [
            (Stage::ExAnte, Symbol::Diamond),
            (Stage::Interim, Symbol::Triangle),
            (Stage::ExPost, Symbol::Circle),
        ] {
            let marks = self.marks(words, kind);
            if !marks.is_empty() {
                let series = Scatter::new()
                    .name(stage(words, kind))
                    .symbol(symbol)
                    .symbol_size(16)
                    .item_style(ItemStyle::new().color(option::series_color(2)))
                    .data(marks);
                chart = chart.series(series);
            }
        }
        let mut option = option::finish(&chart);
        // The bar that only moves the next one says nothing.
        option::set(&mut option, &["series", "0", "silent"], Value::from(true));
        option::set(
            &mut option,
            &["series", "0", "tooltip", "show"],
            Value::from(false),
        );
        option::set(
            &mut option,
            &["series", "1", "barMaxWidth"],
            Value::from(14),
        );
        option
    }

    fn marks(&self, words: &Messages, kind: Stage) -> Vec<DataPoint> {
        let lanes = self.lanes.iter().enumerate();
        let events =
            lanes.flat_map(|(index, lane)| lane.events.iter().map(move |event| (index, event)));
        events
            .filter(|(_, event)| event.stage == kind)
            .map(|(index, event)| {
                let place = vec![
                    CompositeValue::from(f64::from(event.year.0) + 0.5),
                    CompositeValue::from(index as i64),
                ];
                DataPointItem::new(CompositeValue::Array(place))
                    .name(event.year.long(words.lang()))
                    .into()
            })
            .collect()
    }
}

impl Lane {
    fn bar(&self, words: &Messages, end: i16) -> DataPoint {
        let Some(span) = &self.period else {
            return CompositeValue::OptionalNumber(None).into();
        };
        let last = span.last.map_or(end, |last| last.0);
        let text = match span.last {
            Some(last) => words.say(
                "chart-timeline-from-to",
                &[
                    ("first", &span.first.long(words.lang())),
                    ("last", &last.long(words.lang())),
                ],
            ),
            None => words.say(
                "chart-timeline-from",
                &[("first", &span.first.long(words.lang()))],
            ),
        };
        let item = DataPointItem::new(f64::from(last - span.first.0 + 1)).name(text);
        match span.inferred {
            true => item
                .item_style(option::hollow(
                    &option::series_color(1),
                    charming::element::BorderType::Solid,
                ))
                .into(),
            false => item.into(),
        }
    }
}

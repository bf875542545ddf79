//! The ECharts option: columns for actual values, a thick dash for each target, the achievement rate in the tooltip.

use charming::element::{ItemStyle, Symbol};
use charming::series::{Bar, Scatter};
use serde_json::Value;

use super::Indicator;
use crate::chart::datum::Series;
use crate::chart::option;
use crate::i18n::Messages;

impl Indicator {
    pub(in crate::chart) fn option(&self, _words: &Messages, unit: &str) -> Value {
        let labels = self.periods.iter().map(|period| period.full()).collect();
        let mut chart = option::chart()
            .legend(option::legend())
            .x_axis(option::categories(labels))
            .y_axis(option::values(if unit == "-" { "" } else { unit }))
            .series(bar(&self.actual));
        if let Some(target) = &self.target {
            chart = chart.series(dashes(target));
        }
        if let Some(rate) = &self.rate {
            chart = chart
                .series(option::hidden_line(rate, 1.0))
                .y_axis(option::values("%").show(false).min(0));
        }
        let mut option = option::finish(&chart);
        option::set(
            &mut option,
            &["series", "0", "barMaxWidth"],
            Value::from(56),
        );
        if self.target.is_some() {
            option::set(
                &mut option,
                &["series", "1", "symbolSize"],
                Value::from(vec![44, 5]),
            );
        }
        option
    }
}

fn bar(series: &Series) -> Bar {
    let own = option::series_color(1);
    let items = series.data.iter().map(|datum| option::item(datum, &own));
    Bar::new()
        .name(series.label.clone())
        .item_style(ItemStyle::new().color(own.clone()))
        .data(items.collect::<Vec<_>>())
}

fn dashes(series: &Series) -> Scatter {
    let own = option::series_color(2);
    let items = series.data.iter().map(|datum| option::plain_item(datum));
    Scatter::new()
        .name(series.label.clone())
        .symbol(Symbol::Rect)
        .item_style(ItemStyle::new().color(own))
        .data(items.collect::<Vec<_>>())
}

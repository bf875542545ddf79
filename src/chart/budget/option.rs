//! The ECharts option: stacked columns, the executed amount beside them, the rate in the tooltip.

use charming::element::Color;
use charming::series::Bar;
use serde_json::Value;

use super::{Budget, part_color};
use crate::chart::datum::Series;
use crate::chart::option;
use crate::i18n::Messages;

impl Budget {
    pub(in crate::chart) fn option(&self, _words: &Messages, unit: &str) -> Value {
        let labels = self.periods.iter().map(|period| period.full()).collect();
        let mut chart = option::chart()
            .legend(option::legend())
            .x_axis(option::categories(labels))
            .y_axis(option::values(unit));
        for part in &self.parts {
            chart =
                chart.series(bar(part, &option::series_color(part_color(part))).stack("budget"));
        }
        if let Some(executed) = &self.executed {
            chart = chart.series(bar(executed, &option::color("--ink-2")));
        }
        let total = self
            .total
            .iter()
            .map(|total| option::hidden_line(total, 0.0));
        let rate = self.rate.iter().map(|rate| option::hidden_line(rate, 1.0));
        for line in total.chain(rate) {
            chart = chart.series(line);
        }
        if self.rate.is_some() {
            let mut hidden = option::values("%");
            hidden = hidden.show(false).min(0);
            chart = chart.y_axis(hidden);
        }
        option::finish(&chart)
    }
}

fn bar(series: &Series, own: &Color) -> Bar {
    Bar::new()
        .name(series.label.clone())
        .item_style(charming::element::ItemStyle::new().color(own.clone()))
        .data(
            series
                .data
                .iter()
                .map(|datum| option::item(datum, own))
                .collect::<Vec<_>>(),
        )
}

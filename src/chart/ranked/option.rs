//! The ECharts option: bars from top to bottom, with amount, share and whole in the tooltip.

use charming::datatype::DataPoint;
use charming::element::ItemStyle;
use charming::series::Bar as Bars;
use serde_json::Value;

use super::{Bar, Ranked};
use crate::chart::datum::Datum;
use crate::chart::option;
use crate::format;
use crate::i18n::Messages;

impl Ranked {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let bars = self.bars(words);
        let own = option::series_color(1);
        let data: Vec<DataPoint> = bars
            .iter()
            .map(|bar| {
                let datum = Datum {
                    text: self.text(words, bar),
                    ..bar.amount.clone()
                };
                let color = if bar.entry.is_some() {
                    own.clone()
                } else {
                    option::color("--ink-2")
                };
                colored(option::item(&datum, &color), bar)
            })
            .collect();
        let labels = bars.iter().map(|bar| bar.name.clone()).collect();
        let series = Bars::new()
            .name(self.column.clone())
            .item_style(ItemStyle::new().color(own))
            .data(data);
        let chart = option::chart()
            .x_axis(option::values(&format::unit(words.lang(), &self.unit)))
            .y_axis(option::categories(labels).inverse(true))
            .series(series);
        option::finish(&chart)
    }

    /// Everything that the table says of a bar: 「6,494（Cブロックの額16,854の38.5%）」.
    fn text(&self, words: &Messages, bar: &Bar<'_>) -> String {
        let text = match (&bar.share, &self.base) {
            (Some(share), Some(base)) => words.say(
                "chart-ranked-text",
                &[
                    ("amount", &bar.amount.text),
                    ("base", &base.label),
                    ("whole", &base.amount.text),
                    ("share", &share.text),
                ],
            ),
            _ => bar.amount.text.clone(),
        };
        let members = bar.members.iter().map(|entry| {
            let share = entry.counted().and_then(|amount| self.share(words, amount));
            let share = share
                .map(|share| format!(" {}%", share.text))
                .unwrap_or_default();
            format!("{} {}{share}", entry.name, entry.amount.text)
        });
        let members: Vec<String> = members.collect();
        if members.is_empty() {
            return text;
        }
        let members = words.list(members);
        words.say("text-colon", &[("label", &text), ("text", &members)])
    }
}

/// Bars that stand for several amounts are outlined, in the drawing and here.
fn colored(item: DataPoint, bar: &Bar<'_>) -> DataPoint {
    match item {
        DataPoint::Item(item) if bar.entry.is_none() => {
            let hollow = option::hollow(
                &option::color("--ink-2"),
                charming::element::BorderType::Solid,
            );
            DataPoint::Item(item.item_style(hollow))
        }
        other => other,
    }
}

//! The ECharts option: a line over the number of recipients, with the half and four fifths marked.

use charming::element::{ItemStyle, LineStyle, MarkLine, MarkLineData, MarkLineVariant, Symbol};
use charming::series::Line;
use serde_json::{Value, json};

use super::{Concentration, MARKS, Step};
use crate::chart::datum::Datum;
use crate::chart::option;
use crate::i18n::Messages;

impl Concentration {
    pub(in crate::chart) fn option(&self, words: &Messages) -> Value {
        let own = option::series_color(1);
        let data: Vec<_> = self
            .steps
            .iter()
            .map(|step| {
                let datum = Datum {
                    text: self.text(words, step),
                    ..step.share.clone()
                };
                option::item(&datum, &own)
            })
            .collect();
        let counts = 1..=self.steps.len();
        let labels = counts.map(|count| super::top(words, count)).collect();
        let marks = MARKS.map(|mark| {
            let mark = MarkLineData::new().y_axis(mark).name(format!("{mark}%"));
            MarkLineVariant::Simple(mark)
        });
        let line = Line::new()
            .name(words.get("chart-column-cumulative"))
            .symbol(Symbol::Circle)
            .symbol_size(8)
            .line_style(LineStyle::new().color(own.clone()).width(2))
            .item_style(ItemStyle::new().color(own))
            .mark_line(MarkLine::new().data(marks.to_vec()))
            .data(data);
        let chart = option::chart()
            .x_axis(option::categories(labels))
            .y_axis(option::values("%").min(0))
            .series(line);
        let mut option = option::finish(&chart);
        // ECharts would write the place on the axis without its unit.
        let label = json!({ "formatter": "{b}" });
        option::set(&mut option, &["series", "0", "markLine", "label"], label);
        option
    }

    /// Everything that the table says of a step.
    fn text(&self, words: &Messages, step: &Step) -> String {
        let arguments = [
            ("share", step.share.text.as_str()),
            ("sum", &step.sum.text),
            ("base", &self.base.label),
            ("whole", &self.base.amount.text),
            ("name", &step.name),
            ("amount", &step.amount.text),
        ];
        words.say("chart-concentration-text", &arguments)
    }
}

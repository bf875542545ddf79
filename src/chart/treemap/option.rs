//! The ECharts option. `charming` knows a treemap without data, so the areas are set as JSON.

use charming::element::{Tooltip, Trigger};
use charming::series::Treemap as Series;
use serde_json::{Value, json};

use super::{Leaf, Treemap};
use crate::chart::option;
use crate::chart::table::exact;

impl Treemap {
    pub(in crate::chart) fn option(&self) -> Value {
        let chart = charming::Chart::new()
            .tooltip(Tooltip::new().trigger(Trigger::Item))
            .series(Series::new().left(0).right(0).top(0).bottom(28));
        let mut option = option::finish(&chart);
        let colors = ["--series-1", "--series-2", "--series-4", "--series-3"];
        let inks = ["--on-1", "--on-2", "--on-4", "--on-3"];
        let leaf = |leaf: &&Leaf| {
            json!({
                "name": option::plain(&leaf.name),
                "value": leaf.amount.value.map(exact),
                "text": leaf.amount.text,
            })
        };
        let groups = self.groups();
        let data: Vec<Value> = groups
            .iter()
            .enumerate()
            .flat_map(|(index, group)| {
                let children: Vec<Value> = group.leaves.iter().map(leaf).collect();
                let at = index % colors.len();
                if group.name.is_empty() {
                    return children;
                }
                vec![json!({
                    "name": option::plain(group.name),
                    "itemStyle": { "color": format!("var({})", colors[at]) },
                    "label": { "color": format!("var({})", inks[at]) },
                    "children": children,
                })]
            })
            .collect();
        let series = ["series", "0"];
        let mut set = |key: &str, value: Value| {
            option::set(&mut option, &[series[0], series[1], key], value);
        };
        set("data", Value::from(data));
        set("roam", Value::from(false));
        set("nodeClick", Value::from(false));
        set("breadcrumb", json!({ "show": false }));
        set(
            "levels",
            json!([
                { "itemStyle": { "gapWidth": 3, "borderWidth": 0 } },
                { "itemStyle": { "gapWidth": 1, "borderColor": "var(--paper)" }, "colorSaturation": null },
            ]),
        );
        set(
            "label",
            json!({ "overflow": "break", "color": "var(--on-1)" }),
        );
        set(
            "itemStyle",
            json!({ "color": "var(--series-1)", "borderColor": "var(--paper)" }),
        );
        option
    }
}

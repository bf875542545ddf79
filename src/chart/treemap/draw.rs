//! The static drawings. Areas too small for their names get a number, explained below.

use super::squarify::squarify;
use super::{Leaf, Treemap, amount};
use crate::chart::measure;
use crate::chart::svg::{Anchor, Drawing, NARROW, Names, Paper, Rect, Svg, WIDE};
use crate::i18n::Messages;

/// Looks of groups in order: four colours, then the same as outlines.
const LOOKS: [&str; 8] = [
    "s1", "s2", "s4", "s3", "s1 prov", "s2 prov", "s4 prov", "s3 prov",
];
/// Gap between areas.
const GAP: f64 = 3.0;

impl Treemap {
    pub(in crate::chart) fn draw(&self, words: &Messages, names: Names<'_>) -> Vec<Drawing> {
        vec![
            self.areas(words, WIDE, 340.0, names),
            self.areas(words, NARROW, 420.0, names),
        ]
    }

    fn areas(&self, words: &Messages, paper: Paper, height: f64, names: Names<'_>) -> Drawing {
        let mut svg = Svg::new(paper, f64::MAX);
        let groups = self.groups();
        let look = |index: usize| LOOKS[index % LOOKS.len()];
        let entries: Vec<(&str, &str)> = groups
            .iter()
            .enumerate()
            .map(|(index, group)| (look(index), group.name))
            .collect();
        let top = match self.grouping {
            Some(_) => svg.legend(0.0, &entries) + 4.0,
            None => 0.0,
        };
        let sums: Vec<f64> = groups.iter().map(|group| group.sum()).collect();
        let places = squarify(&sums, Rect::new(0.0, top, paper.width, height));
        let mut keyed: Vec<&Leaf> = Vec::new();
        for (index, (group, place)) in groups.iter().zip(places).enumerate() {
            let values: Vec<f64> = group
                .leaves
                .iter()
                .filter_map(|leaf| leaf.amount.number())
                .collect();
            for (leaf, rect) in group.leaves.iter().zip(squarify(&values, place)) {
                let shown = inset(rect);
                svg.rect(look(index), shown, leaf.amount.value);
                let amount = amount(words, leaf, &self.unit);
                if !label(&mut svg, on(look(index)), leaf, &amount, shown) {
                    keyed.push(leaf);
                    number(&mut svg, on(look(index)), keyed.len(), shown);
                }
            }
        }
        let bottom = self.keys(words, &mut svg, &keyed, top + height);
        svg.height = bottom;
        svg.finish(names)
    }

    /// The names behind the numbers, in two columns where there is room.
    fn keys(&self, words: &Messages, svg: &mut Svg, keyed: &[&Leaf], top: f64) -> f64 {
        let (font, width) = (svg.font(), svg.paper.width);
        let columns = if width > 500.0 { 2 } else { 1 };
        let lines = keyed.len().div_ceil(columns);
        let room = width / columns as f64 - font;
        for (index, leaf) in keyed.iter().enumerate() {
            let (column, line) = (index / lines, index % lines);
            let amount = format!(" {}", amount(words, leaf, &self.unit));
            let left = room - svg.measure(&amount) - font * 2.0;
            let name = measure::fit(&leaf.name, left, font);
            let (x, y) = (
                column as f64 * width / columns as f64,
                top + font * (1.7 + 1.5 * line as f64),
            );
            svg.text(
                "",
                x,
                y,
                Anchor::Start,
                &format!("{}  {name}{amount}", index + 1),
            );
        }
        match lines {
            0 => top,
            lines => top + font * (1.7 + 1.5 * lines as f64 - 0.9),
        }
    }
}

/// An area with the gap taken off; never less than nothing.
fn inset(rect: Rect) -> Rect {
    let gap = |size: f64| if size > GAP * 2.0 { GAP } else { 0.0 };
    let (x, y) = (gap(rect.w), gap(rect.h));
    Rect::new(rect.x + x / 2.0, rect.y + y / 2.0, rect.w - x, rect.h - y)
}

fn on(look: &str) -> &'static str {
    match look {
        "s1" => "on1",
        "s2" => "on2",
        "s3" => "on3",
        "s4" => "on4",
        _ => "",
    }
}

/// Name and amount inside an area, where both fit whole.
fn label(svg: &mut Svg, class: &str, leaf: &Leaf, amount: &str, rect: Rect) -> bool {
    let font = svg.font();
    let line = font * 1.25;
    let room = rect.w - 10.0;
    let lines = ((rect.h - 8.0) / line).floor() as usize;
    if lines < 2 || room < font * 3.0 {
        return false;
    }
    let names = measure::wrap(&leaf.name, room, font, (lines - 1).min(4));
    let is_cut = names.last().is_some_and(|name| name.ends_with('…'));
    if is_cut || svg.measure(amount) > room {
        return false;
    }
    let lines = names.iter().map(String::as_str).chain([amount]);
    for (index, text) in lines.enumerate() {
        let class = if index == names.len() {
            format!("{class} b")
        } else {
            class.to_owned()
        };
        svg.text(
            &class,
            rect.x + 5.0,
            rect.y + 4.0 + font * 0.95 + line * index as f64,
            Anchor::Start,
            text,
        );
    }
    true
}

/// The number of an area, where even that fits; the list below names it either way.
fn number(svg: &mut Svg, class: &str, number: usize, rect: Rect) {
    let font = svg.font();
    let text = number.to_string();
    if rect.w > svg.measure(&text) + 2.0 && rect.h > font * 1.2 {
        let (x, y) = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0 + font * 0.36);
        svg.text(class, x, y, Anchor::Middle, &text);
    }
}

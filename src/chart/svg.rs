//! A small writer of SVG: shapes with classes that the theme colours, and labels whose boxes are known.

use std::fmt::Write;

use super::measure;
use crate::model::decimal::Decimal;
use crate::text::escape_html;

/// The paper that a chart is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Width in user units: pixels where the drawing is shown at its own size.
    pub width: f64,
    /// Size of labels.
    pub font: f64,
    /// Class that decides where the drawing is shown, and a suffix that keeps its ids apart.
    pub class: &'static str,
    pub suffix: &'static str,
}

/// For wide screens and print.
pub const WIDE: Paper = Paper {
    width: 720.0,
    font: 12.0,
    class: "chart-wide",
    suffix: "w",
};
/// For narrow screens: the 328 px between the margins of a phone of 360 px.
pub const NARROW: Paper = Paper {
    width: 328.0,
    font: 11.5,
    class: "chart-narrow",
    suffix: "n",
};
/// For small charts, at every width: 14 px text is still 10 px when 440 px shrink to 328.
pub const SMALL: Paper = Paper {
    width: 440.0,
    font: 14.0,
    class: "chart-only",
    suffix: "o",
};

/// Room above the first label: fonts reach higher than their letters.
const ABOVE: f64 = 4.0;

/// Which side of its place a text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x, y, w, h }
    }
    /// Between two opposite corners.
    pub fn between(x1: f64, y1: f64, x2: f64, y2: f64) -> Rect {
        Rect {
            x: x1.min(x2),
            y: y1.min(y2),
            w: (x2 - x1).abs(),
            h: (y2 - y1).abs(),
        }
    }
    /// True where the two share more than a hair.
    pub fn overlaps(&self, other: &Rect) -> bool {
        let hair = 0.5;
        self.x + hair < other.x + other.w
            && other.x + hair < self.x + self.w
            && self.y + hair < other.y + other.h
            && other.y + hair < self.y + self.h
    }
    fn inside(&self, width: f64, height: f64) -> bool {
        self.x >= -0.5
            && self.y >= -0.5
            && self.x + self.w <= width + 0.5
            && self.y + self.h <= height + 0.5
    }
}

/// A drawing in the making.
#[derive(Debug, Clone)]
pub struct Svg {
    pub paper: Paper,
    pub height: f64,
    body: String,
    /// Boxes of the labels so far.
    labels: Vec<Rect>,
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The `svg` element.
    pub svg: String,
    /// Boxes of its labels, for tests.
    pub labels: Vec<Rect>,
    pub width: f64,
    pub height: f64,
}

/// What a drawing says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names<'a> {
    /// Prefix of ids on the page.
    pub id: &'a str,
    /// The message of the chart, with first and last value.
    pub title: &'a str,
    /// What kind of drawing it is and how to read it.
    pub desc: &'a str,
}

/// A coordinate with at most one decimal place; what is not a number becomes 0 and is caught by the tests.
fn coordinate(value: f64) -> f64 {
    debug_assert!(value.is_finite(), "a coordinate that is not a number");
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.is_finite() && rounded != 0.0 {
        rounded
    } else {
        0.0
    }
}

impl Svg {
    pub fn new(paper: Paper, height: f64) -> Svg {
        Svg {
            paper,
            height,
            body: String::with_capacity(2048),
            labels: Vec::new(),
        }
    }

    /// Size of labels.
    pub fn font(&self) -> f64 {
        self.paper.font
    }

    /// Width of a text as a label.
    pub fn measure(&self, text: &str) -> f64 {
        measure::width(text, self.paper.font)
    }

    fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        _ = self.body.write_fmt(arguments);
    }

    fn value(&mut self, value: Option<Decimal>) {
        if let Some(value) = value {
            self.write(format_args!(" data-v=\"{value}\""));
        }
    }

    /// A rectangle; with a value, it is the mark of a figure. Marks are at least a pixel thick where the value is not zero.
    pub fn rect(&mut self, class: &str, rect: Rect, value: Option<Decimal>) {
        let (x, y) = (coordinate(rect.x), coordinate(rect.y));
        let (w, h) = (coordinate(rect.w), coordinate(rect.h));
        self.write(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""
        ));
        self.value(value);
        self.body.push_str("/>");
    }

    /// Diagonal lines inside a rectangle: a second cue beside colour.
    pub fn hatch(&mut self, class: &str, rect: Rect) {
        let gap = 6.0;
        let mut path = String::new();
        // Lines x + y = c, from the top left corner on; those that leave the rectangle are cut at its sides.
        let mut c = rect.x + rect.y + gap;
        while c < rect.x + rect.y + rect.w + rect.h {
            let (x1, y1) = (
                (c - rect.y - rect.h).max(rect.x),
                (c - rect.x).min(rect.y + rect.h),
            );
            let (x2, y2) = (
                (c - rect.y).min(rect.x + rect.w),
                (c - rect.x - rect.w).max(rect.y),
            );
            _ = write!(
                path,
                "M{} {}L{} {}",
                coordinate(x1),
                coordinate(y1),
                coordinate(x2),
                coordinate(y2)
            );
            c += gap;
        }
        if !path.is_empty() {
            self.path(class, &path, None);
        }
    }

    pub fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        let path = Path::from(x1, y1).to(x2, y2);
        self.path(class, path.data(), None);
    }

    pub fn path(&mut self, class: &str, data: &str, value: Option<Decimal>) {
        self.write(format_args!("<path class=\"{class}\" d=\"{data}\""));
        self.value(value);
        self.body.push_str("/>");
    }

    pub fn circle(&mut self, class: &str, x: f64, y: f64, r: f64, value: Option<Decimal>) {
        let (x, y, r) = (coordinate(x), coordinate(y), coordinate(r));
        self.write(format_args!(
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\""
        ));
        self.value(value);
        self.body.push_str("/>");
    }

    /// The box that a label would take: `y` is its baseline.
    pub fn label_box(&self, x: f64, y: f64, anchor: Anchor, text: &str) -> Rect {
        let (w, font) = (self.measure(text), self.paper.font);
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - w / 2.0,
            Anchor::End => x - w,
        };
        Rect::new(x, y - font * 0.86, w, font * 1.08)
    }

    /// True where a label would neither leave the paper nor cover another.
    pub fn is_free(&self, rect: &Rect) -> bool {
        rect.inside(self.paper.width, self.height)
            && !self.labels.iter().any(|label| label.overlaps(rect))
    }

    /// A label; `y` is its baseline. Nothing for an empty text.
    pub fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.labels.push(self.label_box(x, y, anchor, text));
        let class = match (class, anchor) {
            ("", Anchor::Start) => String::new(),
            ("", Anchor::Middle) => " class=\"m\"".to_owned(),
            ("", Anchor::End) => " class=\"e\"".to_owned(),
            (class, Anchor::Start) => format!(" class=\"{class}\""),
            (class, Anchor::Middle) => format!(" class=\"{class} m\""),
            (class, Anchor::End) => format!(" class=\"{class} e\""),
        };
        let (x, y) = (coordinate(x), coordinate(y));
        self.write(format_args!(
            "<text{class} x=\"{x}\" y=\"{y}\">{}</text>",
            escape_html(text)
        ));
    }

    /// A label where there is room for it; says whether there was.
    pub fn text_if_free(
        &mut self,
        class: &str,
        x: f64,
        y: f64,
        anchor: Anchor,
        text: &str,
    ) -> bool {
        let free = self.is_free(&self.label_box(x, y, anchor, text));
        if free {
            self.text(class, x, y, anchor, text);
        }
        free
    }

    /// A legend of swatches in as many lines as it needs; gives the height used.
    pub fn legend(&mut self, top: f64, entries: &[(&str, &str)]) -> f64 {
        let (font, mut x, mut y) = (self.paper.font, 0.0, top);
        let line = font * 1.6;
        for (class, label) in entries {
            let label = measure::fit(label, self.paper.width - font * 1.5, font);
            let wide = font * 1.4 + self.measure(&label);
            if x > 0.0 && x + wide > self.paper.width {
                (x, y) = (0.0, y + line);
            }
            let swatch = Rect::new(x + 1.0, y + font * 0.15, font - 2.0, font - 2.0);
            self.rect(class, swatch, None);
            if class.split(' ').any(|class| class == "hatched") {
                self.hatch("hatch", swatch);
            }
            self.text("", x + font * 1.3, y + font * 0.95, Anchor::Start, &label);
            x += wide + font;
        }
        if entries.is_empty() {
            0.0
        } else {
            y + line - top
        }
    }

    /// The shapes so far, for drawings with a frame of their own.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The finished drawing.
    pub fn finish(self, names: Names<'_>) -> Drawing {
        let (width, height) = (
            coordinate(self.paper.width),
            coordinate(self.height.ceil() + ABOVE),
        );
        let (id, suffix, class) = (names.id, self.paper.suffix, self.paper.class);
        let svg = format!(
            "<svg class=\"{class}\" viewBox=\"0 -{ABOVE} {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
             aria-labelledby=\"{id}-{suffix}t\" aria-describedby=\"{id}-{suffix}d\"><title id=\"{id}-{suffix}t\">{}</title>\
             <desc id=\"{id}-{suffix}d\">{}</desc>{}</svg>",
            escape_html(names.title),
            escape_html(names.desc),
            self.body
        );
        Drawing {
            svg,
            labels: self.labels,
            width,
            height: height - ABOVE,
        }
    }
}

/// The data of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    pub fn from(x: f64, y: f64) -> Path {
        Path(format!("M{} {}", coordinate(x), coordinate(y)))
    }
    /// A straight line.
    pub fn to(mut self, x: f64, y: f64) -> Path {
        _ = write!(self.0, "L{} {}", coordinate(x), coordinate(y));
        self
    }
    /// A cubic curve: two handles and the end.
    pub fn curve(mut self, handles: [(f64, f64); 2], x: f64, y: f64) -> Path {
        let [(ax, ay), (bx, by)] = handles.map(|(x, y)| (coordinate(x), coordinate(y)));
        _ = write!(
            self.0,
            "C{ax} {ay} {bx} {by} {} {}",
            coordinate(x),
            coordinate(y)
        );
        self
    }
    pub fn close(mut self) -> Path {
        self.0.push('Z');
        self
    }
    pub fn data(&self) -> &str {
        &self.0
    }
}

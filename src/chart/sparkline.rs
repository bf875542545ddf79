//! Sparklines: the course of one measure as a drawing of the size of a word, for cards and lists.
//!
//! A sparkline has no data of its own: its figures are those of the page that the card leads to, and its title says first and
//! last value.

use super::datum::{Datum, Period, Series};
use super::scale::Scale;
use super::svg::{Paper, Path, Rect, Svg};
use super::words;
use crate::i18n::Messages;
use crate::text::escape_html;

const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 36.0;

const PAPER: Paper = Paper {
    width: WIDTH,
    font: 10.0,
    class: "sparkline",
    suffix: "s",
};

/// The drawing, or nothing where fewer than two periods have a value. Bars from zero; plans and provisional values are outlines, a
/// missing value is a gap with a dot at zero.
pub fn svg(words: &Messages, subject: &str, periods: &[Period], series: &Series) -> Option<String> {
    let values: Vec<f64> = series.data.iter().filter_map(Datum::number).collect();
    if values.len() < 2 {
        return None;
    }
    let mut svg = Svg::new(PAPER, HEIGHT);
    let scale = Scale::tight(values, HEIGHT - 2.0, 2.0);
    let step = WIDTH / periods.len() as f64;
    let bar = (step * 0.7).min(24.0);
    for (index, datum) in series.data.iter().enumerate() {
        let x = step * (index as f64 + 0.5) - bar / 2.0;
        match datum.number() {
            Some(value) => {
                let rect = Rect::between(x, scale.zero(), x + bar, scale.at(value));
                let rect = Rect::new(rect.x, rect.y, rect.w, rect.h.max(1.0));
                let class = match datum.status {
                    super::datum::Status::Planned => "s1 plan",
                    super::datum::Status::Provisional => "s1 prov",
                    _ => "s1",
                };
                svg.rect(class, rect, None);
            }
            None => svg.circle("gap", x + bar / 2.0, scale.zero() - 1.5, 1.5, None),
        }
    }
    let axis = Path::from(0.0, scale.zero()).to(WIDTH, scale.zero());
    svg.path("ax", axis.data(), None);
    let title = words::message(words, subject, periods, series);
    Some(format!(
        "<svg class=\"sparkline\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" \
         aria-label=\"{}\">{}</svg>",
        escape_html(&title),
        svg.body()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::*;
    use crate::model::table::Missing;

    #[test]
    fn a_course_is_named_by_its_ends() {
        let data = vec![
            settled("29"),
            missing(Missing::BeingCounted),
            settled("37"),
            planned("52"),
        ];
        let series = series("amount", "予算額", "億円", data);
        let svg = svg(messages(), "BINDSの予算額", &years(2020, 4), &series).unwrap();
        assert!(svg.contains("29億円") && svg.contains("52億円"), "{svg}");
        assert_kept("sparkline", &format!("{svg}\n"));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("class=\"gap\"").count(), 1);
        assert_eq!(svg.matches("s1 plan").count(), 1);
    }

    #[test]
    fn one_value_has_no_course() {
        let series = series(
            "amount",
            "予算額",
            "億円",
            vec![settled("29"), missing(Missing::Dash)],
        );
        assert_eq!(svg(messages(), "予算額", &years(2020, 2), &series), None);
    }

    #[test]
    fn any_figures_stay_inside() {
        for seed in 0..300 {
            let mut random = Random::new(seed);
            let count = 1 + random.below(20) as usize;
            let series = series("amount", "<予算>", "億円", random.data(count));
            if let Some(svg) = svg(messages(), "<額>", &years(2000, count), &series) {
                assert!(!svg.contains("NaN") && !svg.contains("<額>"));
            }
        }
    }
}

//! A word-sized drawing of a series, for cards and lists: no axis and no text inside, because the figures stand beside it.

use super::datum::{Datum, Period, Series, Status};
use super::scale::Scale;
use super::svg::{Drawing, Paper, Path, Rect, Svg};
use super::words;
use crate::i18n::Messages;

/// Size on the page; drawn at its own size everywhere.
const PAPER: Paper = Paper {
    width: 120.0,
    font: 0.0,
    class: "spark",
    suffix: "",
};
const HEIGHT: f64 = 32.0;
/// Between marks and the edge, so that the last mark is whole.
const EDGE: f64 = 4.0;
/// Values from which on a line shows more than bars.
const LINE: usize = 5;

/// The drawing of a series as an `svg` element whose title says first and last value; nothing for fewer than two values.
///
/// Up to four values are bars from zero, more are a line; both show zero. Missing values are gaps, the last value is marked,
/// and what is not settled is an outline.
pub fn svg(words: &Messages, subject: &str, periods: &[Period], series: &Series) -> Option<String> {
    drawing(words, subject, periods, series).map(|drawing| drawing.svg)
}

fn drawing(
    words: &Messages,
    subject: &str,
    periods: &[Period],
    series: &Series,
) -> Option<Drawing> {
    let count = series.data.iter().filter(|d| d.value.is_some()).count();
    if count < 2 {
        return None;
    }
    let title = words::message(words, subject, periods, series);
    let values = series.data.iter().filter_map(Datum::number);
    let scale = Scale::tight(values, HEIGHT - EDGE, EDGE);
    let mut svg = Svg::new(PAPER, HEIGHT);
    if count < LINE {
        bars(&mut svg, &scale, &series.data);
    } else {
        line(&mut svg, &scale, &series.data);
    }
    Some(svg.titled(&title))
}

/// The place of the last value.
fn last(data: &[Datum]) -> Option<usize> {
    data.iter().rposition(|datum| datum.value.is_some())
}

fn bars(svg: &mut Svg, scale: &Scale, data: &[Datum]) {
    let step = PAPER.width / data.len() as f64;
    let width = (step * 0.7).clamp(1.0, 24.0);
    for (index, datum) in data.iter().enumerate() {
        let Some(value) = datum.number() else {
            continue;
        };
        let own = if last(data) == Some(index) {
            "s1"
        } else {
            "past"
        };
        let (zero, mut end) = (scale.zero(), scale.at(value));
        if value != 0.0 && (end - zero).abs() < 1.0 {
            end = zero - value.signum();
        }
        let x = step * (index as f64 + 0.5) - width / 2.0;
        let rect = Rect::between(x, zero, x + width, end);
        let hollow = is_open(datum) && rect.w > 4.0 && rect.h > 4.0;
        if hollow {
            let inside = Rect::new(rect.x + 1.0, rect.y + 1.0, rect.w - 2.0, rect.h - 2.0);
            svg.rect(&format!("{own} prov"), inside, datum.value);
        } else {
            svg.rect(own, rect, datum.value);
        }
    }
    svg.line("ax", 0.0, scale.zero(), PAPER.width, scale.zero());
}

fn line(svg: &mut Svg, scale: &Scale, data: &[Datum]) {
    let step = (PAPER.width - 2.0 * EDGE) / (data.len().max(2) - 1) as f64;
    let points: Vec<Option<(f64, f64)>> = data
        .iter()
        .enumerate()
        .map(|(index, datum)| Some((EDGE + step * index as f64, scale.at(datum.number()?))))
        .collect();
    svg.line("ax", 0.0, scale.zero(), PAPER.width, scale.zero());
    // Missing values cut the line; a value between two gaps is a point.
    let mut start = 0;
    for run in points.split(Option::is_none) {
        let values: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
        match values[..] {
            [] => {}
            [_] if last(data) == Some(start) => {}
            [(x, y)] => svg.circle("s1", x, y, 1.8, data[start].value),
            [(x, y), ref rest @ ..] => {
                let path = Path::from(x, y);
                let path = rest.iter().fold(path, |path, (x, y)| path.to(*x, *y));
                svg.path("trend", path.data(), None);
            }
        }
        start += run.len() + 1;
    }
    let Some(index) = last(data) else { return };
    if let Some((x, y)) = points[index] {
        let class = if is_open(&data[index]) {
            "s1 prov"
        } else {
            "s1"
        };
        svg.circle(class, x, y, 3.0, data[index].value);
    }
}

fn is_open(datum: &Datum) -> bool {
    matches!(datum.status, Status::Planned | Status::Provisional)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::*;
    use crate::model::table::Missing;

    fn draw(data: Vec<Datum>) -> Option<Drawing> {
        let periods = years(2015, data.len());
        let series = series("actual", "実績", "件", data);
        drawing(&messages(), "論文数", &periods, &series)
    }

    #[test]
    fn fewer_than_two_values_are_nothing() {
        assert_eq!(draw(Vec::new()), None);
        assert_eq!(draw(vec![settled("5"), missing(Missing::Dash)]), None);
    }

    #[test]
    fn the_title_says_first_and_last_value() {
        let drawing = draw(["3", "4", "6"].map(settled).to_vec()).expect("three values");
        assert!(drawing.svg.contains(
            "role=\"img\"><title>論文数は2015(平成27)年度の3件から2017(平成29)年度の6件へ100.0%増</title>"
        ));
        assert!(!drawing.svg.contains("<text") && !drawing.svg.contains(" id="));
    }

    #[test]
    fn few_values_are_bars_and_the_last_is_marked() {
        let drawing = draw(vec![settled("3"), missing(Missing::Dash), planned("6")]);
        let svg = drawing.expect("two values").svg;
        assert_eq!(svg.matches("<rect").count(), 2);
        let height = |value: &str| {
            let mark = svg
                .split("<rect")
                .find(|part| part.contains(&format!("data-v=\"{value}\"")))
                .expect("it is drawn");
            let rest = mark.split("height=\"").nth(1).expect("a height");
            let text = rest.split('"').next().expect("a number");
            text.parse::<f64>().expect("a number")
        };
        // The outline of the plan stands a pixel inside its edge.
        assert!((height("6") + 2.0 - 2.0 * height("3")).abs() < 0.2);
        assert!(svg.contains("class=\"s1 prov\""));
    }

    #[test]
    fn missing_values_cut_the_line() {
        let mut data: Vec<Datum> = ["1", "2", "3", "4", "5", "6"].map(settled).to_vec();
        data.insert(2, missing(Missing::UnderInvestigation));
        let svg = draw(data).expect("six values").svg;
        assert_eq!(svg.matches("class=\"trend\"").count(), 2);
        assert!(svg.contains("<circle class=\"s1\"") && svg.contains("data-v=\"6\""));
    }

    #[test]
    fn typical_cases() {
        let long = ["12", "18", "17", "25", "31", "28", "40"];
        let mut gaps = long.map(settled).to_vec();
        gaps[2] = missing(Missing::Dash);
        gaps[4] = missing(Missing::BeingCounted);
        let mut plan = long.map(settled).to_vec();
        plan.push(planned("44"));
        let cases = [
            long.map(settled).to_vec(),
            gaps,
            plan,
            vec![settled("3698"), settled("3820"), planned("3702")],
            vec![settled("5"), settled("-3"), provisional("4"), settled("2")],
        ];
        let drawn = cases.map(|data| draw(data).expect("enough values").svg);
        assert_text("sparkline", &format!("{}\n", drawn.join("\n")));
    }

    #[test]
    fn any_figures_make_a_sound_drawing() {
        let mut drawn = 0;
        for seed in 0..500 {
            let mut random = Random::new(seed);
            let count = 1 + random.below(40) as usize;
            let data = random.data(count);
            if let Some(drawing) = draw(data) {
                assert_drawing(&drawing);
                drawn += 1;
            }
        }
        assert!(drawn > 400, "{drawn}");
    }
}

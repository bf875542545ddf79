use super::*;
use crate::chart::datum::Status;
use crate::chart::testing::*;
use crate::model::decimal::Decimal;
use crate::model::table::Missing;

fn wrap(subject: &str, unit: &str, indicator: Indicator) -> ChartSpec {
    ChartSpec {
        id: "i1".into(),
        subject: subject.into(),
        unit: unit.into(),
        plot: Plot::Indicator(indicator),
    }
}

fn aside(year: i16, note: &str) -> Period {
    Period {
        key: note.into(),
        note: note.into(),
        ..years(year, 1).remove(0)
    }
}

/// Baseline, four years of which one is provisional and one under investigation, one expected year, and a final target.
fn sheet() -> Indicator {
    let mut periods = vec![aside(2016, "基準値")];
    periods.extend(years(2018, 4));
    periods.push(aside(2022, "見込み"));
    periods.push(aside(2024, "目標最終年度"));
    let blank = || missing(Missing::Blank);
    Indicator {
        periods,
        places: vec![
            Place::Aside,
            Place::Year,
            Place::Year,
            Place::Year,
            Place::Year,
            Place::Coming,
            Place::Aside,
        ],
        actual: series(
            "actual",
            "成果実績",
            "件",
            vec![
                settled("94"),
                settled("114"),
                settled("0"),
                provisional("81"),
                missing(Missing::UnderInvestigation),
                blank(),
                blank(),
            ],
        ),
        target: Some(series(
            "target",
            "目標値",
            "件",
            vec![
                blank(),
                planned("94"),
                planned("90"),
                planned("95"),
                planned("81"),
                planned("100"),
                planned("120"),
            ],
        )),
        rate: None,
        direction: Some(Direction::AtLeast),
    }
}

#[test]
fn an_indicator() {
    let mut chart = sheet();
    chart.rate = chart.computed_rate(messages());
    assert_snapshot("indicator", &wrap("創薬シーズの件数", "件", chart));
}

#[test]
fn unit_cost_without_targets() {
    let data = ["47", "44", "41"].map(settled).to_vec();
    let cost = series("unit-cost", "単位当たりコスト", "百万円／件", data);
    let chart = Indicator {
        periods: years(2019, 3),
        places: vec![Place::Year; 3],
        actual: cost,
        target: None,
        rate: None,
        direction: None,
    };
    assert_snapshot("unit-cost", &wrap("単位当たりコスト", "百万円／件", chart));
}

#[test]
fn long_figures_stand_above_their_bars() {
    let long = ["999999999999999", "1234567890123.45"];
    let chart = Indicator {
        periods: years(2020, 2),
        places: vec![Place::Year; 2],
        actual: series("actual", "実績", "円", long.map(settled).to_vec()),
        target: Some(series("target", "目標値", "円", long.map(planned).to_vec())),
        rate: None,
        direction: None,
    };
    assert_snapshot("indicator-long", &wrap("額", "円", chart));
}

#[test]
fn missing_is_not_zero() {
    let drawing = &assert_sound(&wrap("件数", "件", sheet()))[0].svg;
    assert!(drawing.contains(">調査中<"));
    assert!(drawing.contains("data-v=\"0\"") && drawing.contains(">0<"));
    assert!(!drawing.contains("空欄"), "a coming year is not missing");
    assert_eq!(drawing.matches("prov").count(), 1);
}

#[test]
fn lengths_follow_the_figures() {
    let drawing = &assert_sound(&wrap("件数", "件", sheet()))[0].svg;
    let of = |value: &str, class: &str, name: &str| {
        let mut marks = drawing.split("<rect");
        let mark = marks
            .find(|part| part.contains(&format!("data-v=\"{value}\"")) && part.contains(class))
            .unwrap_or_else(|| panic!("{value} is drawn"));
        let rest = mark.split(&format!(" {name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let unit = of("114", "s1", "width") / 114.0;
    assert!((of("94", "s1", "width") - 94.0 * unit).abs() < 0.11);
    let zero = of("114", "s1", "x");
    for value in ["90", "95", "120"] {
        let at = of(value, "tick", "x") + 2.0 - zero;
        let expected = value.parse::<f64>().unwrap() * unit;
        assert!((at - expected).abs() < 0.3, "{value}: {at} for {expected}");
    }
}

#[test]
fn words_say_first_last_target_and_what_is_missing() {
    let mut chart = sheet();
    chart.rate = chart.computed_rate(messages());
    let said = wrap("創薬シーズの件数", "件", chart).words(messages());
    assert_eq!(
        said.message,
        "創薬シーズの件数は2018(平成30)年度の114件から2020(令和2)年度の81件へ28.9%減"
    );
    let all = said.sentences.concat();
    assert!(all.contains("2020(令和2)年度の成果実績は81件、目標値は95件、達成度は85.3%です。"));
    assert!(all.contains("2024(令和6)年度（目標最終年度）の目標値は120件です。"));
    assert!(all.contains("2021(令和3)年度（調査中）") && !all.contains("空欄"));
    assert!(said.reading.ends_with("以上であれば達成です。"));
}

#[test]
fn too_little_is_no_chart() {
    let one = |data: Vec<Datum>| Indicator {
        periods: years(2020, 2),
        places: vec![Place::Year; 2],
        actual: series("actual", "実績", "件", data),
        target: None,
        rate: None,
        direction: None,
    };
    let dash = || missing(Missing::Dash);
    assert!(!one(vec![dash(), dash()]).is_enough());
    assert!(!one(vec![settled("1"), dash()]).is_enough());
    assert!(one(vec![settled("1"), settled("0")]).is_enough());
    // A value and the same year as baseline are one year.
    let mut twice = one(vec![settled("1"), settled("1")]);
    twice.periods = vec![aside(2021, "基準値"), years(2021, 1).remove(0)];
    assert!(!twice.is_enough());
}

#[test]
fn any_figures_make_a_sound_drawing() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let count = 2 + random.below(12) as usize;
        let place = |random: &mut Random| match random.below(4) {
            0 => Place::Coming,
            1 => Place::Aside,
            _ => Place::Year,
        };
        let mut periods = years(2010, count);
        for period in &mut periods {
            match random.below(6) {
                0 => period.note = random.name(),
                1 => {
                    period.year = None;
                    period.label = random.name();
                }
                _ => {}
            }
        }
        let target = (random.below(3) > 0)
            .then(|| series("target", &random.name(), "件", random.data(count)));
        let mut chart = Indicator {
            places: (0..count).map(|_| place(&mut random)).collect(),
            periods,
            actual: series("actual", &random.name(), "件", random.data(count)),
            target,
            rate: None,
            direction: None,
        };
        chart.rate = chart.computed_rate(messages());
        assert_sound(&wrap(&random.name(), "件", chart));
    }
}

#[test]
fn a_small_page_weight() {
    let drawing = &assert_sound(&wrap("創薬シーズの件数", "件", sheet()))[0].svg;
    assert!(drawing.len() < 3_200, "{} bytes", drawing.len());
}

#[test]
fn a_derived_rate_is_marked_as_such() {
    let rate = sheet().computed_rate(messages()).expect("there are pairs");
    assert_eq!(rate.data[1].status, Status::Derived);
    assert_eq!(rate.data[1].value, Decimal::parse("121.3"));
    let at_most = Indicator {
        direction: Some(Direction::AtMost),
        ..sheet()
    };
    assert_eq!(at_most.computed_rate(messages()), None);
}

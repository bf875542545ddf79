use super::*;
use crate::chart::testing::*;

fn citation() -> Citation {
    Citation {
        document: "review".into(),
        lines: Some((31, 31)),
    }
}

fn lane(name: &str, period: Option<(i16, Option<i16>)>, events: &[(i16, Stage)]) -> Lane {
    Lane {
        name: name.into(),
        about: "projects/sample".into(),
        period: period.map(|(first, last)| Span {
            first: FiscalYear(first),
            last: last.map(FiscalYear),
            inferred: last.is_none(),
            citation: citation(),
        }),
        events: events
            .iter()
            .map(|(year, stage)| Event {
                year: FiscalYear(*year),
                stage: *stage,
                inferred: false,
                citation: citation(),
            })
            .collect(),
        undated: Vec::new(),
    }
}

fn spec(lanes: Vec<Lane>) -> ChartSpec {
    ChartSpec {
        id: "timeline".into(),
        subject: "事業期間と評価".into(),
        unit: "年度".into(),
        plot: Plot::Timeline(Timeline { lanes }),
    }
}

fn four() -> ChartSpec {
    spec(vec![
        lane(
            "生命科学・創薬研究支援基盤事業（BINDS）",
            Some((2022, None)),
            &[(2021, Stage::ExAnte), (2021, Stage::ExPost)],
        ),
        lane(
            "先端的バイオ創薬等基盤技術開発事業",
            Some((2019, Some(2023))),
            &[(2018, Stage::ExAnte), (2021, Stage::Interim)],
        ),
        lane(
            "次世代がん医療加速化研究事業",
            Some((2022, Some(2031))),
            &[(2021, Stage::ExAnte)],
        ),
        lane(
            "評価だけの事業",
            None,
            &[(2019, Stage::Interim), (2022, Stage::ExPost)],
        ),
    ])
}

#[test]
fn several_projects() {
    assert_snapshot("timeline-projects", &four());
}

#[test]
fn one_project() {
    let one = lane(
        "先端的バイオ創薬等基盤技術開発事業",
        Some((2019, Some(2023))),
        &[(2018, Stage::ExAnte), (2021, Stage::Interim)],
    );
    assert_snapshot("timeline-project", &spec(vec![one]));
}

#[test]
fn every_date_is_a_row_with_its_source() {
    let table = four().table(messages());
    let dates = table
        .rows
        .iter()
        .filter(|row| !row.citations().is_empty())
        .count();
    assert_eq!(dates, 3 + 7);
    let csv = table.csv(messages(), &|_| vec!["資料".into()]);
    assert!(
        csv.contains("先端的バイオ創薬等基盤技術開発事業,事業期間,2019,2023"),
        "{csv}"
    );
}

#[test]
fn any_dates_make_a_sound_drawing() {
    let stages = [Stage::ExAnte, Stage::Interim, Stage::ExPost];
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let lanes = (0..1 + random.below(60)).map(|_| {
            let first = 1960 + random.below(80) as i16;
            let period = match random.below(3) {
                0 => None,
                1 => Some((first, None)),
                _ => Some((first, Some(first + random.below(40) as i16))),
            };
            let events: Vec<(i16, Stage)> = (0..1 + random.below(4))
                .map(|_| {
                    (
                        1960 + random.below(80) as i16,
                        stages[random.below(3) as usize],
                    )
                })
                .collect();
            lane(&random.name(), period, &events)
        });
        assert_sound(&spec(lanes.collect()));
    }
}

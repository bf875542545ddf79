use super::*;
use crate::chart::testing::*;
use crate::model::table::Missing;

fn wrap(heatmap: Heatmap) -> ChartSpec {
    ChartSpec {
        id: "achievement".into(),
        subject: "指標の達成状況".into(),
        unit: String::new(),
        plot: Plot::Heatmap(heatmap),
    }
}

fn cell(state: State, actual: &str, target: &str, rate: &str) -> Cell {
    let datum = |text: &str| match text {
        "" => missing(Missing::Blank),
        "-" => missing(Missing::Dash),
        "調査中" => missing(Missing::UnderInvestigation),
        number => settled(number),
    };
    Cell {
        state,
        actual: datum(actual),
        target: datum(target),
        rate: datum(rate),
    }
}

fn indicator(name: &str, cells: Vec<Cell>) -> Row {
    Row {
        name: name.into(),
        unit: "件".into(),
        cells,
    }
}

fn three_goals() -> Heatmap {
    let group = |name: &str, rows: Vec<Row>| Group {
        name: name.into(),
        about: "objectives/9-3".into(),
        rows,
    };
    Heatmap {
        years: (2019..2023).map(FiscalYear).collect(),
        groups: vec![
            group(
                "達成目標1　医薬品についての目標",
                vec![
                    indicator(
                        "① 創薬支援により新たに創薬シーズ（※）が見つかった件数",
                        vec![
                            cell(State::Short, "95", "114", "83.3"),
                            cell(State::Short, "81", "95", "85.3"),
                            cell(State::Achieved, "96", "81", "118.5"),
                            cell(State::Unknown, "", "80", ""),
                        ],
                    ),
                    indicator(
                        "② 先端的バイオ医薬品基盤技術の企業等への技術移転を行った課題数（累積）",
                        vec![
                            cell(State::NoTarget, "0", "-", ""),
                            cell(State::NoTarget, "2", "-", ""),
                            cell(State::Achieved, "8", "8", "100.0"),
                            cell(State::NoValue, "", "", ""),
                        ],
                    ),
                ],
            ),
            group(
                "達成目標4　ゲノム・データ基盤についての目標",
                vec![indicator(
                    "① 科学誌に論文が掲載された研究成果の数",
                    vec![
                        cell(State::NoValue, "-", "-", ""),
                        cell(State::Achieved, "119", "55", "216.4"),
                        cell(State::Unknown, "調査中", "50", ""),
                        cell(State::NoValue, "", "", ""),
                    ],
                )],
            ),
        ],
    }
}

#[test]
fn three_goals_and_four_years() {
    assert_snapshot("heatmap", &wrap(three_goals()));
}

#[test]
fn the_five_states_differ_without_colour() {
    let drawings = assert_sound(&wrap(three_goals()));
    for drawing in &drawings {
        for mark in [
            ">○",
            ">△",
            ">…",
            ">－",
            "class=\"s2 prov\"",
            "class=\"open\"",
        ] {
            assert!(drawing.svg.contains(mark), "{mark}");
        }
    }
    let symbols: std::collections::BTreeSet<_> =
        State::ALL.iter().map(|state| state.symbol()).collect();
    assert_eq!(symbols.len(), 5);
}

#[test]
fn words_count_and_name() {
    let said = wrap(three_goals()).words(messages());
    assert_eq!(
        said.message,
        "指標の達成状況：達成は2019(令和元)年度に1指標中0指標、2021(令和3)年度に2指標中2指標"
    );
    let all = said.sentences.concat();
    assert!(
        all.contains("2021(令和3)年度の指標の数は、達成2、未判明1です。"),
        "{all}"
    );
    assert!(all.contains("まだ分からないのは、「① 科学誌に論文が掲載された研究成果の数」です。"));
}

#[test]
fn the_table_has_a_row_for_each_indicator_and_year() {
    let words = messages();
    let table = wrap(three_goals()).table(words);
    assert_eq!(table.rows.len(), 12);
    let csv = table.csv(words, &|_| Vec::new());
    assert!(csv.contains(",2020,short,81,"), "{csv}");
}

#[test]
fn the_option_has_one_series_a_state() {
    let option = wrap(three_goals()).option(messages());
    let series = option["series"].as_array().expect("series");
    assert_eq!(series.len(), 5);
    let cells: usize = series
        .iter()
        .map(|series| series["data"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(cells, 12);
    let first = &series[1]["data"][0];
    assert_eq!(first["value"].to_string(), "[0,0,1,83.3]");
    assert_eq!(first["text"], "実績 95件、目標 114件、達成度 83.3%");
    let unknown = &series[2]["data"][0];
    assert_eq!(unknown["unknown"], true);
    assert_eq!(option["yAxis"]["inverse"], true);
    assert_eq!(option["yAxis"]["axisLabel"]["overflow"], "truncate");
}

#[test]
fn too_little_is_no_chart() {
    let mut one = three_goals();
    one.groups.truncate(1);
    one.groups[0].rows.truncate(1);
    assert!(!one.is_enough());
    let mut undecided = three_goals();
    for row in undecided
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.rows)
    {
        for cell in &mut row.cells {
            cell.state = State::NoTarget;
        }
    }
    assert!(!undecided.is_enough());
    assert_eq!(spec(messages(), "x", "x", &[]), None);
}

#[test]
fn any_figures_make_a_sound_drawing() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let years = 1 + random.below(14) as usize;
        // Every thirtieth sheet is a long one.
        let most = if seed % 30 == 0 { 20 } else { 4 };
        let groups = 1 + random.below(4);
        let row = |random: &mut Random| Row {
            name: random.name(),
            unit: "件".into(),
            cells: (0..years)
                .map(|_| Cell {
                    state: State::ALL[random.below(5) as usize],
                    actual: random.datum(),
                    target: random.datum(),
                    rate: random.datum(),
                })
                .collect(),
        };
        let groups = (0..groups)
            .map(|_| Group {
                name: if random.below(3) == 0 {
                    String::new()
                } else {
                    random.name()
                },
                about: String::new(),
                rows: (0..1 + random.below(most))
                    .map(|_| row(&mut random))
                    .collect(),
            })
            .collect();
        let years = (0..years as i16).map(|year| FiscalYear(2010 + year));
        let heatmap = Heatmap {
            years: years.collect(),
            groups,
        };
        assert_sound(&wrap(heatmap));
    }
}

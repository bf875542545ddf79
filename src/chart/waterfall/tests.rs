use super::*;
use crate::chart::testing::*;
use crate::model::table::Missing;

fn step(label: &str, before: Datum, after: Datum) -> Step {
    Step {
        label: label.into(),
        about: String::new(),
        change: difference(messages(), &before, &after),
        before,
        after,
    }
}

fn waterfall(steps: Vec<Step>, total: Option<Step>) -> Waterfall {
    let [from, to] = <[Period; 2]>::try_from(years(2021, 2)).expect("two years");
    let mut waterfall = Waterfall {
        from,
        to,
        unit: "百万円".into(),
        steps,
        total,
    };
    waterfall.total = waterfall.total.take().or_else(|| waterfall.sum(messages()));
    waterfall
}

fn spec(waterfall: Waterfall) -> ChartSpec {
    ChartSpec {
        id: "line-items-change".into(),
        subject: "歳出予算目".into(),
        unit: "百万円".into(),
        plot: Plot::Waterfall(Box::new(waterfall)),
    }
}

fn items() -> Vec<Step> {
    vec![
        step(
            "医療研究開発推進事業費補助金",
            settled("51867"),
            planned("59989"),
        ),
        step("医療分野研究開発推進費", settled("1232"), planned("3640")),
        step("諸謝金", settled("4"), planned("3")),
        step("職員旅費", settled("5"), planned("5")),
        step("新しい目", missing(Missing::New), planned("9")),
    ]
}

#[test]
fn line_items() {
    let total = step("計", settled("53116"), planned("63646"));
    assert_snapshot("waterfall", &spec(waterfall(items(), Some(total))));
}

#[test]
fn a_sum_is_computed_only_from_complete_rows() {
    assert_eq!(waterfall(items(), None).total, None);
    let total = waterfall(items()[..4].to_vec(), None).total.unwrap();
    assert_eq!(
        (total.before.text.as_str(), total.after.text.as_str()),
        ("53,108", "63,637")
    );
    assert_eq!(total.change.unwrap().text, "+10,529");
}

#[test]
fn what_the_rows_do_not_explain_is_a_row_of_its_own() {
    let total = step("計", settled("53116"), planned("63646"));
    let waterfall = waterfall(items(), Some(total));
    // 10,530 less 8,122 + 2,408 - 1 + 0.
    assert_eq!(waterfall.rest(messages()).unwrap().text, "+1");
    let said = spec(waterfall).words(messages());
    assert!(
        said.sentences
            .iter()
            .any(|sentence| sentence.contains("新しい目（新規）")),
        "{said:?}"
    );
    assert!(said.message.contains("53,116百万円") && said.message.contains("63,646百万円"));
}

#[test]
fn any_figures_make_a_sound_drawing() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let mut steps: Vec<Step> = (0..random.below(58))
            .map(|_| step(&random.name(), random.datum(), random.datum()))
            .collect();
        steps.push(step("一つは", settled("7"), settled("9")));
        let total = (random.below(2) == 0).then(|| step("計", settled("100"), random.datum()));
        let total = total.filter(|total| total.change.is_some());
        assert_sound(&spec(waterfall(steps, total)));
    }
}

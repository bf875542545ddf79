use super::*;
use crate::chart::testing::*;
use crate::model::table::Missing;

fn leaf(name: &str, group: &str, amount: Datum) -> Leaf {
    Leaf {
        name: name.into(),
        group: group.into(),
        unnamed: group == "府省の記載なし",
        amount,
        mark: None,
        about: String::new(),
    }
}

fn spec(leaves: Vec<Leaf>) -> ChartSpec {
    ChartSpec {
        id: "treemap".into(),
        subject: "医薬品プロジェクトの事業別予算".into(),
        unit: "億円".into(),
        plot: Plot::Treemap(Treemap {
            unit: "億円".into(),
            grouping: Some("府省".into()),
            leaves,
        }),
    }
}

fn portfolio() -> Vec<Leaf> {
    let mut leaves = vec![
        leaf("創薬基盤推進研究事業", "厚労省", settled("22")),
        leaf(
            "次世代治療・診断実現のための創薬基盤技術開発事業",
            "経産省",
            settled("63"),
        ),
        leaf(
            "先端的バイオ創薬等基盤技術開発事業",
            "文科省",
            settled("13"),
        ),
        leaf("次世代がん医療創生研究事業", "文科省", settled("36")),
        leaf(
            "創薬等ライフサイエンス研究支援基盤事業",
            "文科省",
            settled("38"),
        ),
        leaf("医療機器開発推進研究事業", "府省の記載なし", settled("0.3")),
        leaf("額のない事業", "文科省", missing(Missing::NotPrinted)),
    ];
    leaves.push(Leaf {
        mark: Some(Mark::Repeated),
        ..leaf("再掲の事業", "経産省", settled("21"))
    });
    leaves
}

#[test]
fn a_portfolio() {
    assert_snapshot("treemap", &spec(portfolio()));
}

#[test]
fn repeated_amounts_are_told_but_have_no_area() {
    let spec = spec(portfolio());
    let said = spec.words(messages());
    assert!(
        said.sentences
            .iter()
            .any(|sentence| sentence.contains("再掲の事業（再掲）")),
        "{said:?}"
    );
    assert!(
        said.sentences
            .iter()
            .any(|sentence| sentence.contains("額のない事業（記載なし）"))
    );
    for drawing in assert_sound(&spec) {
        assert!(!drawing.svg.contains("data-v=\"21\""));
    }
}

#[test]
fn any_amounts_make_a_sound_drawing() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let leaves = (0..3 + random.below(58)).map(|_| {
            let group = [
                "文科省",
                "厚労省",
                "経産省",
                "総務省",
                "文科省・厚労省",
                "環境省",
            ][random.below(6) as usize];
            leaf(&random.name(), group, random.datum())
        });
        let mut leaves: Vec<Leaf> = leaves.collect();
        leaves.push(leaf("一つは", "文科省", settled("7")));
        assert_sound(&spec(leaves));
    }
}

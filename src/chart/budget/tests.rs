use super::*;
use crate::chart::testing::*;
use crate::model::table::Missing;

fn spec(budget: Budget) -> ChartSpec {
    ChartSpec {
        id: "budget".into(),
        subject: "予算額・執行額".into(),
        unit: "百万円".into(),
        plot: Plot::Budget(budget),
    }
}

/// A series as the row of an item gives it.
fn of_item(item: RowItem, series: Series) -> Series {
    Series {
        key: item.key().replace('-', "_"),
        item: Some(item),
        ..series
    }
}

/// Five years as a review sheet prints them.
fn sheet() -> Budget {
    let row = |item: RowItem, label: &str, data: [&str; 5]| {
        let datum = |(index, text): (usize, &str)| match (index, text) {
            (_, "") => missing(Missing::Blank),
            (4, text) => planned(text),
            (_, text) => settled(text),
        };
        let unit = match item {
            RowItem::ExecutionRate => "%",
            _ => "百万円",
        };
        let data = data.into_iter().enumerate().map(datum).collect();
        of_item(item, series("", label, unit, data))
    };
    Budget {
        periods: years(2019, 5),
        parts: vec![
            row(
                RowItem::Initial,
                "当初予算",
                ["53063", "53297", "54809", "53116", "63646"],
            ),
            row(
                RowItem::Supplementary,
                "補正予算",
                ["", "11319", "51500", "", ""],
            ),
            row(
                RowItem::CarriedIn,
                "前年度から繰越し",
                ["1487", "748", "10232", "454", ""],
            ),
            row(
                RowItem::Reserve,
                "予備費等",
                ["2813", "6728", "7068", "0", ""],
            ),
            row(
                RowItem::CarriedOut,
                "翌年度へ繰越し",
                ["-748", "-10232", "-454", "", ""],
            ),
        ],
        total: Some(row(
            RowItem::Total,
            "計",
            ["56615", "61860", "123155", "53570", "63646"],
        )),
        executed: Some(row(
            RowItem::Executed,
            "執行額",
            ["56615", "61861", "123151", "", ""],
        )),
        rate: Some(row(
            RowItem::ExecutionRate,
            "執行率",
            ["100", "100", "100", "", ""],
        )),
        began: None,
    }
}

#[test]
fn a_review_sheet() {
    assert_snapshot("budget-sheet", &spec(sheet()));
}

#[test]
fn two_years() {
    let budget = Budget {
        periods: years(2021, 2),
        parts: vec![series(
            "amount",
            "予算額",
            "百万円",
            vec![settled("3698"), planned("3820")],
        )],
        total: None,
        executed: None,
        rate: None,
        began: None,
    };
    assert_snapshot("budget-two-years", &spec(budget));
}

#[test]
fn the_message_names_first_and_last_value() {
    let said = spec(sheet()).words(messages());
    assert!(
        said.message.contains("56,615百万円") && said.message.contains("63,646百万円"),
        "{}",
        said.message
    );
    assert!(said.message.ends_with("12.4%増"));
    assert!(
        said.sentences
            .iter()
            .any(|sentence| sentence.contains("123,155百万円"))
    );
}

/// One series from 2019 on, of a project that began in 2021.
fn young(data: [&str; 5]) -> Words {
    let data = data.map(settled).to_vec();
    let budget = Budget {
        periods: years(2019, 5),
        parts: vec![of_item(
            RowItem::Initial,
            series("", "当初予算", "百万円", data),
        )],
        total: None,
        executed: None,
        rate: None,
        began: FiscalYear::parse("2021"),
    };
    spec(budget).words(messages())
}

#[test]
fn zeros_before_the_first_year_are_no_budgets() {
    let said = young(["0", "0", "8", "9", "7"]);
    assert!(
        said.message.contains("2021(令和3)年度の8百万円から"),
        "{}",
        said.message
    );
    assert!(
        said.sentences[0].contains("最も小さいのは2023(令和5)年度の7百万円"),
        "{said:?}"
    );
    assert!(said.sentences[1].contains("2019(令和元)年度"), "{said:?}");
    let said = young(["3", "0", "8", "9", "7"]);
    assert!(
        said.message.contains("2019(令和元)年度の3百万円から"),
        "{}",
        said.message
    );
}

#[test]
fn years_that_share_the_highest_value_are_all_named() {
    let said = young(["9", "9", "7", "8", "7"]);
    let all = "最も大きいのは2019(令和元)年度、2020(令和2)年度の9百万円、最も小さいのは2021(令和3)年度、2023(令和5)年度の7百万円";
    assert!(said.sentences[0].contains(all), "{said:?}");
}

#[test]
fn lengths_follow_the_figures() {
    let drawing = &assert_sound(&spec(sheet()))[0].svg;
    let height = |value: &str| {
        let mark = drawing
            .split("<rect")
            .find(|part| part.contains(&format!("data-v=\"{value}\"")))
            .unwrap();
        let rest = mark.split("height=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let unit = height("123151") / 123_151.0;
    for value in ["53063", "51500", "10232", "61861"] {
        let expected = value.parse::<f64>().unwrap() * unit;
        assert!(
            (height(value) - expected).abs() < 0.11,
            "{value}: {} for {expected}",
            height(value)
        );
    }
}

#[test]
fn a_computed_rate_needs_both_figures() {
    let budget = Budget {
        rate: None,
        ..sheet()
    };
    let rate = budget.computed_rate(messages()).unwrap();
    let texts: Vec<&str> = rate.data.iter().map(|datum| datum.text.as_str()).collect();
    assert_eq!(texts, ["100.0", "100.0", "100.0", "記載なし", "記載なし"]);
}

#[test]
fn any_figures_make_a_sound_drawing() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let count = 1 + random.below(12) as usize;
        let parts = (0..1 + random.below(5) as usize)
            .map(|_| series("", &random.name(), "百万円", random.data(count)))
            .zip(PARTS)
            .map(|(part, item)| of_item(item, part))
            .collect();
        let mut line = |key: &str| {
            (random.below(2) == 0)
                .then(|| series(key, &random.name(), "百万円", random.data(count)))
        };
        let (total, executed, rate) = (line("total"), line("executed"), line("execution-rate"));
        let budget = Budget {
            periods: years(2015, count),
            parts,
            total,
            executed,
            rate,
            began: None,
        };
        assert_sound(&spec(budget));
    }
}

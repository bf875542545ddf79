use super::*;
use crate::chart::testing::*;
use crate::model::table::Missing;

fn spec(flow: Flow) -> ChartSpec {
    ChartSpec {
        id: "flow".into(),
        subject: "2021(令和3)年度の資金の流れ".into(),
        unit: "百万円".into(),
        plot: Plot::Flow(flow),
    }
}

fn block(letter: &str, name: &str, amount: Datum) -> Block {
    Block {
        letter: letter.into(),
        name: name.into(),
        amount,
        retained: Vec::new(),
    }
}

fn link(from: usize, to: usize, method: &str) -> Link {
    Link {
        from,
        to,
        method: method.into(),
        inferred: false,
        citation: citation(),
    }
}

/// Two ways of money in one review sheet.
fn sheet() -> Flow {
    let none = || missing(Missing::NotPrinted);
    let mut blocks = vec![
        block("", "文部科学省", settled("121925")),
        block("", "内閣府", settled("7068")),
        block(
            "A",
            "国立研究開発法人日本医療研究開発機構",
            settled("121925"),
        ),
        block(
            "B",
            "企業等（全95機関）The New York Academy of Science等",
            settled("462"),
        ),
        block(
            "C",
            "大学・研究機関等（全36機関）国立大学法人東北大学等",
            none(),
        ),
        block(
            "D",
            "大学・研究機関等（全156機関）国立大学法人東京大学等",
            none(),
        ),
        block(
            "E",
            "国際ヒューマン・フロンティア・サイエンス・プログラム推進機構",
            settled("1796"),
        ),
        block("", "文部科学省", settled("1226")),
        block(
            "F",
            "大学・国立研究開発法人等（全32機関）大学共同利用機関法人情報・システム研究機構等",
            none(),
        ),
        block(
            "G",
            "大学共同利用機関法人情報・システム研究機構",
            settled("34"),
        ),
    ];
    blocks[2].retained = vec![
        ("①人件費・謝金".into(), settled("1166")),
        ("②旅費".into(), settled("11")),
    ];
    Flow {
        unit: "百万円".into(),
        blocks,
        links: vec![
            link(1, 0, ""),
            link(0, 2, "交付"),
            link(2, 3, "一般競争等・物品購入等"),
            link(2, 4, "公募・間接補助"),
            link(2, 5, "随意契約（その他）"),
            link(2, 6, "拠出"),
            link(7, 8, "公募・補助金交付"),
            link(7, 9, "委託【一般競争契約（総合評価）】"),
        ],
    }
}

/// Several givers, a link over two layers, a circle and a loop.
fn tangle() -> Flow {
    let blocks = [
        ("", "厚生労働省", "900"),
        ("", "経済産業省", "300"),
        ("A", "一般社団法人", "700"),
        ("B", "大学等", "480"),
        ("C", "民間企業", "250"),
    ];
    Flow {
        unit: "百万円".into(),
        blocks: blocks
            .map(|(letter, name, amount)| block(letter, name, settled(amount)))
            .into(),
        links: vec![
            link(0, 2, "補助"),
            link(1, 2, "委託"),
            link(2, 3, "公募"),
            link(0, 4, "補助"),
            link(3, 4, "再委託"),
            link(4, 2, "返納"),
            link(3, 3, "内部"),
        ],
    }
}

#[test]
fn a_review_sheet() {
    assert_snapshot("flow-sheet", &spec(sheet()));
}

#[test]
fn several_givers_and_circles() {
    assert_snapshot("flow-tangle", &spec(tangle()));
}

#[test]
fn a_chain_longer_than_the_paper_is_a_list() {
    let flow = Flow {
        unit: "円".into(),
        blocks: (0..8)
            .map(|at| block("A", "中間の団体", settled(&(8000 - at * 1000).to_string())))
            .collect(),
        links: (1..8).map(|at| link(at - 1, at, "再委託")).collect(),
    };
    assert_snapshot("flow-chain", &spec(flow));
}

#[test]
fn bars_and_bands_follow_the_figures() {
    let drawings = assert_sound(&spec(tangle()));
    for (drawing, side) in drawings.iter().zip(["height", "width"]) {
        let unit = mark(&drawing.svg, "900", side) / 900.0;
        for value in ["300", "700", "480", "250"] {
            let expected = value.parse::<f64>().unwrap() * unit;
            assert!(
                (mark(&drawing.svg, value, side) - expected).abs() < 0.11,
                "{value}"
            );
        }
    }
}

#[test]
fn amounts_of_links_are_never_made_up() {
    let flow = tangle();
    let passed: Vec<Option<String>> = flow
        .links
        .iter()
        .map(|link| flow.passed(link).map(|amount| amount.to_string()))
        .collect();
    // A has three givers, C two; only B has one, and what it gives itself comes from nobody else.
    let known = Some("480".to_owned());
    assert_eq!(passed, [None, None, known, None, None, None, None]);
    // The ministry has more than the office that adds to it.
    assert_eq!(sheet().passed(&sheet().links[0]), None);
}

#[test]
fn the_interactive_chart_has_no_circle() {
    let option = spec(tangle()).option(messages());
    let series = &option["series"][0];
    assert_eq!(series["links"].as_array().unwrap().len(), 5);
    assert_eq!(series["data"].as_array().unwrap().len(), 5);
    assert_eq!(series["links"][2]["text"], "480");
    assert_eq!(series["links"][0]["unknown"], true);
    let names = sheet().option(messages());
    assert_eq!(names["series"][0]["data"][7]["name"], "文部科学省（2）");
}

#[test]
fn the_words_say_what_is_not_known() {
    let said = spec(tangle()).words(messages()).sentences.join("");
    assert!(said.contains("C 民間企業からA 一般社団法人へ"), "{said}");
    assert!(said.contains("B 大学等からB 大学等へ"), "{said}");
    assert!(
        said.contains("分からないのは、A 一般社団法人、C 民間企業です"),
        "{said}"
    );
    let said = spec(sheet()).words(messages()).sentences.join("");
    assert!(
        said.contains("分からないのは、内閣府から文部科学省への流れ"),
        "{said}"
    );
    assert!(said.contains("C 大学・研究機関等（全36機関）国立大学法人東北大学等（記載なし）"));
}

#[test]
fn any_flow_makes_a_sound_drawing() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let count = 2 + random.below(if seed % 10 == 0 { 60 } else { 9 }) as usize;
        let blocks: Vec<Block> = (0..count)
            .map(|at| Block {
                letter: if at % 3 == 0 {
                    String::new()
                } else {
                    "A".into()
                },
                name: random.name(),
                amount: random.datum(),
                retained: vec![(random.name(), random.datum())],
            })
            .collect();
        let links = (0..random.below(2 * count as u64))
            .map(|_| {
                let method = random.name();
                link(
                    random.below(count as u64) as usize,
                    random.below(count as u64) as usize,
                    &method,
                )
            })
            .collect();
        let flow = Flow {
            unit: "円".into(),
            blocks,
            links,
        };
        if flow.largest().is_some() {
            assert_sound(&spec(flow));
        }
    }
}

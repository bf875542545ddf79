use super::*;
use crate::chart::testing::*;

fn chart(ranked: Ranked) -> ChartSpec {
    spec("recipients-b".into(), "Bブロックの支出先".into(), ranked)
}

fn entry(rank: u32, name: &str, amount: Datum) -> Entry {
    Entry {
        rank: Some(rank),
        name: name.into(),
        about: String::new(),
        amount,
        mark: None,
    }
}

fn ranked(entries: Vec<Entry>, whole: Option<Datum>) -> Option<Ranked> {
    let whole = whole.map(|whole| ("Bブロックの額".to_owned(), whole));
    let base = Base::new(messages(), &entries, whole);
    Ranked::new("百万円", "支出先", entries, base)
}

/// Ten recipients of a block of 462.
fn sheet() -> Vec<Entry> {
    let rows = [
        ("The New York Academy of Science", "93"),
        ("有限責任監査法人トーマツ", "59"),
        ("株式会社マックスパート", "34"),
        ("株式会社日本総合研究所", "27"),
        ("ネイチャー・ジャパン株式会社", "22"),
        ("特定非営利活動法人医療ネットワーク支援センター", "21"),
        ("日鉄日立システムエンジニアリング株式会社", "21"),
        ("株式会社ＴＳＰ", "20"),
        ("株式会社エヌ・ティ・ティ・データ経営研究所", "20"),
        ("株式会社英知", "16"),
    ];
    let rows = (1..).zip(rows);
    rows.map(|(rank, (name, amount))| entry(rank, name, settled(amount)))
        .collect()
}

/// Programmes of a portfolio with a portion, a repeated and a missing amount.
fn portfolio() -> Vec<Entry> {
    let mut entries = vec![
        entry(1, "医療分野研究成果展開事業", settled("17")),
        entry(2, "医療機器開発推進研究事業", provisional("12")),
        entry(3, "次世代がん医療創生研究事業", settled("44")),
        entry(4, "難治性疾患実用化研究事業", planned("3")),
        entry(
            5,
            "官民による若手研究者発掘支援事業",
            missing(Missing::NotPrinted),
        ),
        entry(6, "再生医療実現拠点ネットワークプログラム", settled("21")),
    ];
    entries[2].mark = Some(Mark::Portion);
    entries[5].mark = Some(Mark::Repeated);
    entries
}

#[test]
fn recipients_of_a_block() {
    assert_snapshot(
        "ranked-block",
        &chart(ranked(sheet(), Some(settled("462"))).unwrap()),
    );
}

#[test]
fn marks_and_states() {
    assert_snapshot("ranked-marks", &chart(ranked(portfolio(), None).unwrap()));
}

#[test]
fn many_recipients_are_added_up() {
    let entries: Vec<Entry> = (1..=60)
        .map(|rank| {
            entry(
                rank,
                "国立大学法人東海国立大学機構名古屋大学",
                settled(&(1000 - rank).to_string()),
            )
        })
        .collect();
    let chart = chart(ranked(entries, None).unwrap());
    assert_snapshot("ranked-many", &chart);
    // 999 + … + 940 = 58,170; the first twelve have 11,922 of them.
    let table = chart.table(messages());
    let rest = table.rows.iter().rev().nth(1).unwrap();
    assert_eq!(rest.cells[0], Cell::key("ほか48件の計"));
    let Cell::Figure(rest) = &rest.cells[2] else {
        panic!("an amount is a figure");
    };
    assert_eq!(
        (rest.text.as_str(), rest.status),
        ("46,248", Status::Derived)
    );
}

#[test]
fn what_the_list_leaves_out_is_the_whole_less_the_list() {
    let ranked = ranked(sheet(), Some(settled("462"))).unwrap();
    let others = ranked.others().unwrap();
    assert_eq!(
        (others.value, others.inputs.len()),
        (Decimal::new(129, 0), 2)
    );
    let shares: Vec<String> = ranked
        .bars(messages())
        .iter()
        .map(|bar| bar.share.as_ref().unwrap().text.clone())
        .collect();
    assert_eq!(shares[..2], ["20.1", "12.8"]);
    assert_eq!(shares.last().unwrap(), "27.9");
}

#[test]
fn a_whole_smaller_than_the_list_is_reported_not_used() {
    let ranked = ranked(sheet(), Some(settled("300"))).unwrap();
    assert_eq!(ranked.others(), None);
    let base = ranked.base.as_ref().unwrap();
    assert_eq!((base.amount.text.as_str(), base.exceeded), ("333", true));
    let said = chart(ranked).words(messages()).sentences.join("");
    assert!(said.contains("一覧の合計がブロックの額を上回る"), "{said}");
}

#[test]
fn portions_and_repeated_amounts_are_not_added() {
    assert_eq!(sum(&portfolio()).unwrap().value, Decimal::new(32, 0));
    let said = chart(ranked(portfolio(), None).unwrap()).words(messages());
    let said = said.sentences.join("");
    assert!(
        said.contains("入れていないのは、次世代がん医療創生研究事業、再生医療"),
        "{said}"
    );
    assert!(
        said.contains("官民による若手研究者発掘支援事業（記載なし）"),
        "{said}"
    );
}

#[test]
fn one_amount_is_no_ranking() {
    assert_eq!(ranked(sheet()[..1].to_vec(), Some(settled("462"))), None);
    assert_eq!(ranked(Vec::new(), None), None);
    assert!(
        ranked(
            vec![entry(1, "a", settled("0")), entry(2, "b", settled("0"))],
            None
        )
        .is_some()
    );
}

#[test]
fn lengths_follow_the_figures() {
    let drawings = assert_sound(&chart(ranked(sheet(), Some(settled("462"))).unwrap()));
    for drawing in &drawings {
        let unit = mark(&drawing.svg, "93", "width") / 93.0;
        for value in ["59", "34", "27", "16"] {
            let expected = value.parse::<f64>().unwrap() * unit;
            assert!(
                (mark(&drawing.svg, value, "width") - expected).abs() < 0.11,
                "{value}"
            );
        }
    }
}

#[test]
fn any_list_makes_a_sound_drawing() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let count = 1 + random.below(if seed % 5 == 0 { 60 } else { 14 });
        let entries: Vec<Entry> = (0..count)
            .map(|_| Entry {
                rank: (random.below(2) == 0).then(|| random.below(1000) as u32),
                mark: match random.below(6) {
                    0 => Some(Mark::Portion),
                    1 => Some(Mark::Repeated),
                    _ => None,
                },
                ..entry(0, &random.name(), random.datum())
            })
            .collect();
        let whole = (random.below(2) == 0).then(|| random.datum());
        if let Some(ranked) = ranked(entries, whole) {
            assert_sound(&chart(ranked));
        }
    }
}

use super::*;
use crate::chart::testing::*;
use crate::model::table::{Mark, Missing};
use ranked::Entry;

fn entry(amount: Datum) -> Entry {
    Entry {
        rank: None,
        name: "国立大学法人".into(),
        about: String::new(),
        amount,
        mark: None,
    }
}

fn chart(entries: Vec<Entry>, whole: Option<Datum>) -> Option<ChartSpec> {
    let whole = whole.map(|whole| ("Cブロックの額".to_owned(), whole));
    let base = Base::new(messages(), &entries, whole)?;
    Some(ChartSpec {
        id: "recipients-c-concentration".into(),
        subject: "Cブロックの支出先の集中度".into(),
        unit: "百万円".into(),
        plot: Plot::Concentration(Concentration::new(messages(), "百万円", entries, base)?),
    })
}

fn amounts(amounts: &[&str]) -> Vec<Entry> {
    amounts
        .iter()
        .map(|amount| entry(settled(amount)))
        .collect()
}

const SHEET: [&str; 10] = [
    "6494", "3483", "2314", "1809", "1063", "1054", "916", "521", "378", "285",
];

#[test]
fn ten_recipients_of_a_known_list() {
    assert_snapshot("concentration-list", &chart(amounts(&SHEET), None).unwrap());
}

#[test]
fn recipients_that_have_part_of_a_block() {
    let few = amounts(&["93", "59", "34", "27"]);
    assert_snapshot(
        "concentration-part",
        &chart(few, Some(settled("462"))).unwrap(),
    );
}

#[test]
fn shares_are_those_of_the_base() {
    let said = chart(amounts(&SHEET), None).unwrap().words(messages());
    // 6,494 and 15,163 of 18,317.
    assert!(
        said.message
            .contains("上位1者で35.5%、上位5者で82.8%、上位10者で100.0%"),
        "{}",
        said.message
    );
    assert!(
        said.sentences[0].contains("50%に達するのは上位2者（54.5%）"),
        "{said:?}"
    );
    let few = amounts(&["93", "59", "34", "27"]);
    let said = chart(few, Some(settled("462"))).unwrap().words(messages());
    assert!(said.message.contains("上位4者で46.1%"), "{}", said.message);
    assert!(said.sentences[1].contains("80%には達しません"), "{said:?}");
}

#[test]
fn too_little_or_negative_makes_no_chart() {
    assert_eq!(chart(amounts(&["5", "4"]), None), None);
    assert_eq!(chart(amounts(&["5", "4", "-1"]), None), None);
    assert_eq!(chart(amounts(&["0", "0", "0"]), None), None);
    let mut marked = amounts(&["5", "4", "3"]);
    marked[0].mark = Some(Mark::Portion);
    assert_eq!(chart(marked, None), None);
    let mut without = amounts(&["5", "4"]);
    without.push(entry(missing(Missing::Dash)));
    assert_eq!(chart(without, None), None);
}

#[test]
fn heights_follow_the_shares() {
    let drawing = &assert_sound(&chart(amounts(&SHEET), None).unwrap())[0].svg;
    let zero = mark(drawing, "35.5", "cy") + 35.5 * 2.0;
    for share in ["54.5", "67.1", "82.8", "100.0"] {
        let expected = zero - share.parse::<f64>().unwrap() * 2.0;
        assert!(
            (mark(drawing, share, "cy") - expected).abs() < 0.11,
            "{share}"
        );
    }
}

#[test]
fn any_list_makes_a_sound_drawing() {
    let mut drawn = 0;
    for seed in 0..600 {
        let mut random = Random::new(seed);
        let count = 3 + random.below(if seed % 5 == 0 { 60 } else { 12 });
        let entries: Vec<Entry> = (0..count)
            .map(|_| {
                let datum = random.datum();
                let is_negative = datum.value.is_some_and(Decimal::is_negative);
                entry(if is_negative { settled("1") } else { datum })
            })
            .collect();
        let whole = (random.below(2) == 0).then(|| random.datum());
        if let Some(chart) = chart(entries, whole) {
            assert_sound(&chart);
            drawn += 1;
        }
    }
    assert!(drawn > 300, "only {drawn} charts");
}

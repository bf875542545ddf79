use super::*;
use crate::chart::testing::{Random, assert_drawing, assert_kept};

const NAMES: Names<'_> = Names {
    id: "t",
    title: "効果発現経路",
    desc: "左から右へ読みます。",
};

fn columns() -> Vec<String> {
    [
        "アクティビティ",
        "アウトプット",
        "短期アウトカム",
        "中期アウトカム",
        "長期アウトカム",
    ]
    .map(str::to_owned)
    .into()
}

fn node(column: usize, text: &str) -> Node {
    Node {
        column,
        number: (column + 1).to_string(),
        text: text.to_owned(),
    }
}

/// Branches, a join, a line that passes two columns, a line within a column, and one that leads back.
fn model() -> Logic {
    Logic {
        columns: columns(),
        nodes: vec![
            node(0, "研究機関の設備を共用するための支援を行う"),
            node(1, "共用された設備の数"),
            node(
                1,
                "支援を受けた研究者の数を増やし、若手研究者の育成と国際共同研究の推進を図る",
            ),
            node(2, "設備を使った研究が進み、論文が発表される"),
            node(2, "若手研究者が独立する"),
            node(3, "成果が企業に移転される"),
            node(4, "健康寿命が延びる"),
        ],
        edges: vec![
            (0, 1),
            (0, 2),
            (1, 3),
            (2, 4),
            (3, 5),
            (5, 6),
            (4, 6),
            (1, 6),
            (3, 4),
            (6, 0),
        ],
    }
}

/// No line takes room that a box takes, but where it begins and ends.
fn assert_free(logic: &Logic) {
    let width = logic.width();
    let heights: Vec<f64> = logic
        .nodes
        .iter()
        .map(|node| lines_of(node, width).len() as f64 * line_height() + 2.0 * PAD - 2.0)
        .collect();
    let layout = Layout::new(logic, &heights);
    let boxes: Vec<Rect> = layout
        .slots
        .iter()
        .filter(|slot| slot.node.is_some())
        .map(|slot| rect(slot, width, 0.0))
        .collect();
    for (index, one) in boxes.iter().enumerate() {
        assert!(one.y >= 0.0);
        assert!(
            boxes[..index].iter().all(|other| !one.overlaps(other)),
            "{one:?}"
        );
    }
    for line in logic.lines(&layout, width, 0.0) {
        for part in &line.parts {
            // A straight line has no height, and would overlap nothing.
            let part = Rect {
                y: part.y - 0.6,
                h: part.h + 1.2,
                ..*part
            };
            assert!(
                boxes.iter().all(|one| !one.overlaps(&part)),
                "{part:?} in {logic:?}"
            );
        }
    }
}

#[test]
fn a_model_with_all_kinds_of_lines() {
    let logic = model();
    let drawn = logic.draw(NAMES).expect("a drawing");
    assert_eq!(drawn.left_out, 1);
    assert_drawing(&drawn.drawing);
    assert_free(&logic);
    assert_kept("logic", &format!("{}\n", drawn.drawing.svg));
}

#[test]
fn what_cannot_be_drawn_is_left_to_the_list() {
    let mut logic = model();
    logic.edges = vec![(6, 0)];
    assert_eq!(logic.draw(NAMES), None);
    logic.edges = vec![(0, 99)];
    assert_eq!(logic.draw(NAMES), None);
    let many = Logic {
        nodes: (0..100).map(|_| node(0, "多い")).collect(),
        edges: vec![(0, 1)],
        columns: columns(),
    };
    assert_eq!(many.draw(NAMES), None);
}

#[test]
fn any_model_makes_a_sound_drawing() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let count = 2 + random.below(20) as usize;
        let names = 1 + random.below(5) as usize;
        let logic = Logic {
            columns: columns().into_iter().take(names).collect(),
            nodes: (0..count)
                .map(|_| {
                    node(
                        random.below(names as u64) as usize,
                        &random.name().repeat(2),
                    )
                })
                .collect(),
            edges: (0..random.below(3 * count as u64))
                .map(|_| {
                    (
                        random.below(count as u64) as usize,
                        random.below(count as u64) as usize,
                    )
                })
                .collect(),
        };
        assert_free(&logic);
        if let Some(drawn) = logic.draw(NAMES) {
            assert_drawing(&drawn.drawing);
        }
    }
}

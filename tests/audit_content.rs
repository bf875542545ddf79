//! The audit on the real content: what it finds when a figure is mistyped, and that nothing makes it panic.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use tenken::audit::relation::Kind;
use tenken::audit::{Audit, audit};
use tenken::model::dataset::{Dataset, Indicator};
use tenken::model::decimal::Decimal;
use tenken::model::quantity::Quantity;
use tenken::model::table::{Cell, Figure, Missing, Reading, Table};
use tenken::{disk, load};

/// Typing errors, and the share that has to be caught, in per cent. Measured with `TENKEN_ALL_MUTATIONS=1` on every figure:
/// 41, 91 and 92. A last digit is often within what rounding may hide.
const FLOORS: [(&str, usize); 3] = [
    ("last digit", 35),
    ("two digits swapped", 85),
    ("a digit lost", 85),
];

/// The content without the lines of its documents, which the audit does not read.
fn content() -> Dataset {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = disk::read_tree(root).expect("the content can be read");
    let mut dataset = load::load(&tree)
        .dataset
        .expect("the content can be loaded");
    for edition in dataset.editions.values_mut() {
        for document in Arc::make_mut(&mut edition.documents).values_mut() {
            document.lines.clear();
        }
    }
    dataset
}

fn visit_table(table: &mut Table, visit: &mut dyn FnMut(&mut Figure)) {
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Figure(figure) = cell {
            visit(figure);
        }
    }
}

fn visit_indicators(indicators: &mut [Indicator], visit: &mut dyn FnMut(&mut Figure)) {
    for indicator in indicators {
        if let Some(table) = &mut indicator.table {
            visit_table(table, visit);
        }
        if let Some(figure) = indicator
            .goal
            .as_mut()
            .and_then(|goal| goal.figure.as_mut())
        {
            visit(figure);
        }
    }
}

/// Every figure of a dataset, always in the same order.
fn visit(dataset: &mut Dataset, visit: &mut dyn FnMut(&mut Figure)) {
    for edition in dataset.editions.values_mut() {
        let commons = std::iter::once(&mut edition.body)
            .chain(
                edition
                    .programs
                    .values_mut()
                    .map(|e| &mut Arc::make_mut(e).common),
            )
            .chain(
                edition
                    .projects
                    .values_mut()
                    .map(|e| &mut Arc::make_mut(e).common),
            )
            .chain(
                edition
                    .reviews
                    .values_mut()
                    .map(|e| &mut Arc::make_mut(e).common),
            )
            .chain(
                edition
                    .objectives
                    .values_mut()
                    .map(|e| &mut Arc::make_mut(e).common),
            )
            .chain(
                edition
                    .portfolios
                    .values_mut()
                    .map(|e| &mut Arc::make_mut(e).common),
            );
        for common in commons {
            common
                .budgets
                .iter_mut()
                .for_each(|table| visit_table(table, visit));
            visit_indicators(&mut common.indicators, visit);
        }
        for review in edition.reviews.values_mut().map(Arc::make_mut) {
            for activity in &mut review.activities {
                visit_indicators(&mut activity.outputs, visit);
                visit_indicators(&mut activity.outcomes, visit);
                activity
                    .unit_cost
                    .iter_mut()
                    .for_each(|table| visit_table(table, visit));
            }
            visit_indicators(&mut review.more_outcomes, visit);
            for block in review.flow.iter_mut().flat_map(|flow| &mut flow.blocks) {
                visit(&mut block.amount);
                block
                    .retained
                    .iter_mut()
                    .for_each(|(_, figure)| visit(figure));
            }
            for list in &mut review.cost_items {
                list.items
                    .iter_mut()
                    .for_each(|item| visit(&mut item.amount));
                list.total.iter_mut().for_each(&mut *visit);
            }
            for row in review.recipients.iter_mut().flat_map(|list| &mut list.rows) {
                visit(&mut row.amount);
                row.bidders.as_deref_mut().into_iter().for_each(&mut *visit);
                row.bid_rate
                    .as_deref_mut()
                    .into_iter()
                    .for_each(&mut *visit);
            }
        }
        for objective in edition.objectives.values_mut().map(Arc::make_mut) {
            for goal in &mut objective.goals {
                visit_indicators(&mut goal.indicators, visit);
            }
        }
        for group in edition
            .portfolios
            .values_mut()
            .flat_map(|p| &mut Arc::make_mut(p).groups)
        {
            group.amount.iter_mut().for_each(&mut *visit);
            group
                .programs
                .iter_mut()
                .for_each(|program| visit(&mut program.amount));
        }
    }
}

/// What takes the place of a number.
fn retyped(figure: &Figure, change: &dyn Fn(&str) -> Option<String>) -> Option<Reading> {
    let quantity = figure.quantity()?;
    let text = change(&quantity.printed().to_string())?;
    let quantity = Quantity::new(Decimal::parse(&text)?, quantity.unit())?;
    Some(match figure.reading {
        Reading::Planned(_) => Reading::Planned(quantity),
        Reading::Provisional(_) => Reading::Provisional(quantity),
        _ => Reading::Settled(quantity),
    })
}

/// The last digit one up.
fn last_digit(text: &str) -> Option<String> {
    let (rest, last) = text.split_at(text.len() - 1);
    let digit = last.chars().next()?.to_digit(10)?;
    Some(format!("{rest}{}", (digit + 1) % 10))
}

/// The first two neighbouring digits that differ, swapped.
fn swapped(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let is_pair = |pair: &[u8]| pair.iter().all(u8::is_ascii_digit) && pair[0] != pair[1];
    let at = bytes.windows(2).position(is_pair)?;
    bytes.swap(at, at + 1);
    String::from_utf8(bytes).ok()
}

/// The last digit left out.
fn shorter(text: &str) -> Option<String> {
    let text = &text[..text.len() - 1];
    text.ends_with(|c: char| c.is_ascii_digit())
        .then(|| text.to_owned())
}

/// Violated relations, by rule and first figure.
fn violated(audit: &Audit) -> BTreeSet<(&'static str, String, String)> {
    audit
        .relations()
        .filter(|relation| relation.verdict.kind() == Kind::Violated)
        .map(|relation| {
            let figure = relation.terms.first().map(|term| term.place.reference());
            (
                relation.rule.id,
                figure.unwrap_or_default(),
                relation.detail().ja,
            )
        })
        .collect()
}

/// Places of figures in the order of [`visit`] cannot be told from outside: a figure is checkable where its number takes
/// part in a relation that is decided.
fn checkable(dataset: &mut Dataset) -> Vec<usize> {
    let audit = audit(dataset);
    let mut cited: BTreeSet<(String, String)> = BTreeSet::new();
    for relation in audit.relations() {
        if relation.verdict.kind() != Kind::Undecidable {
            for term in &relation.terms {
                let shown = term.shown.ja.trim_start_matches('▲').to_owned();
                cited.insert((format!("{:?}", term.citation), shown));
            }
        }
    }
    let mut found = Vec::new();
    let mut index = 0;
    visit(dataset, &mut |figure| {
        if let Some(quantity) = figure.quantity() {
            let shown = tenken::format::quantity(tenken::diagnostic::Lang::Ja, quantity);
            let shown = shown.trim_start_matches('▲').to_owned();
            if cited.iter().any(|(citation, other)| {
                *citation == format!("{:?}", figure.citation) && other.starts_with(&shown)
            }) {
                found.push(index);
            }
        }
        index += 1;
    });
    found
}

#[test]
fn typing_errors_are_caught() {
    let mut dataset = content();
    let before = violated(&audit(&dataset));
    let places = checkable(&mut dataset);
    assert!(
        places.len() > 300,
        "only {} checkable figures",
        places.len()
    );
    let changes: [fn(&str) -> Option<String>; 3] = [last_digit, swapped, shorter];
    let all = std::env::var_os("TENKEN_ALL_MUTATIONS").is_some();
    for (turn, ((name, floor), change)) in FLOORS.into_iter().zip(changes).enumerate() {
        let outcomes: Vec<bool> = places
            .par_iter()
            // Each figure gets one of the errors, unless all are asked for.
            .filter(|place| all || *place % changes.len() == turn)
            .filter_map(|place| {
                let mut mutant = dataset.clone();
                let mut index = 0;
                let mut changed = false;
                visit(&mut mutant, &mut |figure| {
                    if index == *place
                        && let Some(reading) = retyped(figure, &change)
                        && reading != figure.reading
                    {
                        figure.reading = reading;
                        changed = true;
                    }
                    index += 1;
                });
                changed.then(|| violated(&audit(&mutant)) != before)
            })
            .collect();
        let caught = outcomes.iter().filter(|caught| **caught).count();
        let share = caught * 100 / outcomes.len();
        println!("{name}: {caught} of {} caught, {share} %", outcomes.len());
        assert!(share >= floor, "{name}: {share} % caught, {floor} % before");
    }
}

/// A small deterministic source of numbers, so that the checks run the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// Readings that no document prints: extremes, zeros, every reason for a missing value.
fn strange(dice: &mut Dice, figure: &Figure) -> Reading {
    let unit = figure.quantity().map_or("件", Quantity::unit);
    let number = match dice.roll(8) {
        0 => Decimal::ZERO,
        1 => Decimal::new(i64::MAX, 0),
        2 => Decimal::new(i64::MIN, 0),
        3 => Decimal::new(-1, 0),
        4 => Decimal::new(1, 18),
        5 => Decimal::new(i64::MAX, 200),
        6 => Decimal::new(999_999_999_999, 3),
        _ => {
            return Reading::Missing(match dice.roll(5) {
                0 => Missing::Dash,
                1 => Missing::Blank,
                2 => Missing::New,
                3 => Missing::Unreadable,
                _ => Missing::BeingCounted,
            });
        }
    };
    Quantity::new(number, unit).map_or(Reading::Missing(Missing::Unreadable), Reading::Settled)
}

fn scramble(dice: &mut Dice, text: &mut String) {
    const PARTS: [&str; 12] = [
        "（",
        "）",
        "決定",
        "令和2年3月",
        "=",
        "×",
        "170件÷5年=",
        "「",
        "」",
        "年度",
        "～",
        "の実績を記載",
    ];
    let chars: Vec<char> = text.chars().collect();
    let at = usize::try_from(dice.roll(chars.len() as u64 + 1)).expect("a position");
    let part = PARTS[usize::try_from(dice.roll(PARTS.len() as u64)).expect("a part")];
    *text = chars[..at].iter().collect::<String>() + part + &chars[at..].iter().collect::<String>();
}

#[test]
fn nothing_makes_the_audit_panic() {
    let original = content();
    for seed in 1..=40 {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        let mut dataset = original.clone();
        let often = 1 + dice.roll(20);
        visit(&mut dataset, &mut |figure| {
            if dice.roll(often) == 0 {
                figure.reading = strange(&mut dice, figure);
            }
        });
        for edition in dataset.editions.values_mut() {
            for review in edition.reviews.values_mut().map(Arc::make_mut) {
                for table in &mut review.common.budgets {
                    let keep = usize::try_from(dice.roll(6)).expect("a number of columns");
                    table.columns.truncate(keep);
                    let rows = usize::try_from(dice.roll(9)).expect("a number of rows");
                    table.rows.truncate(rows);
                }
                if let Some(flow) = &mut review.flow {
                    let keep = usize::try_from(dice.roll(9)).expect("a number of blocks");
                    flow.blocks.truncate(keep);
                }
                review
                    .self_check_results
                    .iter_mut()
                    .for_each(|text| scramble(&mut dice, &mut text.text));
                for text in review
                    .activities
                    .iter_mut()
                    .flat_map(|a| &mut a.outcomes)
                    .flat_map(|o| &mut o.texts)
                {
                    scramble(&mut dice, &mut text.text);
                }
            }
            for project in edition.projects.values_mut().map(Arc::make_mut) {
                project
                    .common
                    .texts
                    .iter_mut()
                    .for_each(|text| scramble(&mut dice, &mut text.text));
                project
                    .common
                    .indicators
                    .iter_mut()
                    .for_each(|i| scramble(&mut dice, &mut i.name));
            }
        }
        let audit = audit(&dataset);
        assert!(audit.relations().next().is_some());
        tenken::audit::report::findings(&audit, &[], &[]);
    }
}

#[test]
fn every_anchor_leads_to_a_figure_of_a_page() {
    let dataset = content();
    let audit = audit(&dataset);
    for term in audit.relations().flat_map(|relation| relation.terms) {
        let place = &term.place;
        let edition = &dataset.editions[&place.edition];
        assert!(
            place.entity.is_empty() || edition.entity(&place.entity).is_some(),
            "{place:?}"
        );
    }
    // The same anchors are names of figures in commentary; the links of the built site are followed elsewhere.
    let known = audit.relations().flat_map(|r| r.terms).filter(|term| {
        let place = &term.place;
        let edition = &dataset.editions[&place.edition];
        let common = if place.entity.is_empty() {
            Some(&edition.body)
        } else {
            edition.entity(&place.entity)
        };
        let anchors = common.map(|common| tenken::figures::anchors(edition, common));
        anchors.is_some_and(|anchors| anchors.iter().any(|(anchor, _)| *anchor == place.anchor))
    });
    assert!(known.count() > 500);
}

#[test]
fn the_same_content_gives_the_same_relations_in_the_same_order() {
    let dataset = content();
    let text = |audit: &Audit| format!("{:?}", audit.relations().collect::<Vec<_>>());
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a pool");
    let alone = one.install(|| text(&audit(&dataset)));
    assert_eq!(alone, text(&audit(&dataset)));
}

#[test]
fn known_contradictions_are_found_and_explained_ones_are_acknowledged() {
    let audit = audit(&content());
    assert!(audit.problems.is_empty(), "{:#?}", audit.problems);
    let has = |rule: &str, figure: &str, kind: Kind| {
        audit.relations().any(|relation| {
            relation.rule.id == rule
                && relation.verdict.kind() == kind
                && relation
                    .terms
                    .iter()
                    .any(|term| term.place.reference() == figure)
        })
    };
    let violated = [
        (
            "outcome-achievement",
            "2022/reviews/0271#outcome-4-2019-achievement",
        ),
        (
            "outcome-cumulative",
            "2022/reviews/0271#outcome-6-2021-actual",
        ),
        ("outcome-claim", "2022/reviews/0271#outcome-1-2021-actual"),
        ("outcome-direction", "2022/objectives/9-3#i7-1-goal"),
        (
            "outcome-previous",
            "2022/objectives/9-3#i6-2-2018-annual-target",
        ),
        (
            "unit-cost-count",
            "2022/reviews/0271#unit-cost-5-2022-formula",
        ),
        (
            "unit-cost-amount",
            "2022/reviews/0271#unit-cost-5-2021-formula",
        ),
        (
            "procurement-non-competitive",
            "2022/reviews/0271#recipients-b-3-amount",
        ),
        (
            "procurement-non-competitive",
            "2022/reviews/0271#recipients-d-10-amount",
        ),
        (
            "budget-breakdown",
            "2022/projects/medical-devices#budget-2020-amount",
        ),
        (
            "budget-breakdown",
            "2022/projects/medical-devices#budget-2021-amount",
        ),
        (
            "budget-breakdown",
            "2021/projects/regenerative-medicine#budget-2022-amount",
        ),
        (
            "budget-breakdown",
            "2021/projects/b-cure#budget-2022-amount",
        ),
        (
            "budget-period",
            "2022/projects/bio-drug-discovery#budget-2018-amount",
        ),
        (
            "text-decision",
            "2022/objectives/9-3#goals[5].indicators[0].texts[0].text",
        ),
        ("text-basis", "2022/objectives/9-3#i4-1"),
        (
            "text-sentence",
            "2022/projects/bio-drug-discovery#texts[4].text",
        ),
        (
            "cross-task-scheme",
            "2022/projects/bio-drug-discovery#annex-6-scheme",
        ),
    ];
    for (rule, figure) in violated {
        assert!(has(rule, figure, Kind::Violated), "{rule}: {figure}");
    }
    let rounding = [
        ("budget-executed", "2022/reviews/0271#budget-2020-executed"),
        (
            "cross-portfolio-total",
            "2022/portfolios/pj1#budget-2021-amount",
        ),
        (
            "cross-portfolio-total",
            "2022/portfolios/pj3#budget-2021-amount",
        ),
        (
            "cross-portfolio-total",
            "2022/portfolios/pj4#budget-2021-amount",
        ),
        (
            "cross-portfolio-total",
            "2022/portfolios/pj5#drawing-2021-research",
        ),
    ];
    for (rule, figure) in rounding {
        assert!(has(rule, figure, Kind::WithinRounding), "{rule}: {figure}");
    }
    for project in ["bio-drug-discovery", "cancer"] {
        let figure = format!("2022/projects/{project}#measurement-1");
        assert!(
            has("cross-reference", &figure, Kind::Undecidable),
            "{figure}"
        );
    }
    assert_eq!(
        audit
            .relations()
            .filter(|r| r.acknowledged.is_some())
            .count(),
        2
    );
}

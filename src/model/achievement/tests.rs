use super::*;
use crate::model::dataset::{Goal, IndicatorKind};
use crate::model::quantity::Quantity;
use crate::model::table::{Citation, Unit};

fn citation() -> Citation {
    Citation {
        document: "review".into(),
        lines: None,
    }
}

/// A figure as a cell prints it: a number, or one of the marks.
fn figure(text: &str) -> Figure {
    let reading = match text {
        "" => Reading::Missing(Missing::Blank),
        "-" => Reading::Missing(Missing::Dash),
        "調査中" => Reading::Missing(Missing::UnderInvestigation),
        "集計中" => Reading::Missing(Missing::BeingCounted),
        number => Reading::Settled(Quantity::Number {
            value: d(number),
            unit: "件".into(),
        }),
    };
    Figure {
        reading,
        subset: None,
        mark: None,
        note: None,
        inferred: None,
        citation: citation(),
    }
}

fn d(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

fn row(item: RowItem, values: &[&str]) -> Row {
    let cell = |text: &&str| Cell::Figure(Box::new(figure(text)));
    Row {
        item,
        key: item.key().into(),
        label: None,
        unit: Unit::Count("件".into()),
        cells: values.iter().map(cell).collect(),
        level: 0,
        about: None,
    }
}

fn column(role: ColumnRole, year: i16) -> Column {
    Column {
        key: format!("{role:?}-{year}"),
        role,
        year: Some(FiscalYear(year)),
        words: None,
    }
}

/// Columns 2019, 2020, 2021, expected 2022, final 2024.
fn indicator(rows: Vec<Row>) -> Indicator {
    let mut columns: Vec<Column> = (2019..=2021)
        .map(|year| column(ColumnRole::Year, year))
        .collect();
    columns.push(column(ColumnRole::Planned, 2022));
    columns.push(column(ColumnRole::Final, 2024));
    Indicator {
        id: "i1".into(),
        number: None,
        name: "論文数".into(),
        name_en: None,
        kind: IndicatorKind::Outcome,
        aim: None,
        cumulative: false,
        direction: None,
        table: Some(Table {
            id: "i1".into(),
            title: "論文数".into(),
            unit: Unit::Count("件".into()),
            columns,
            rows,
            notes: Vec::new(),
            scope: None,
        }),
        goal: None,
        progress: Vec::new(),
        texts: Vec::new(),
        notes: Vec::new(),
        refers_to: None,
        refers_text: None,
        same_as: Vec::new(),
        sum_of: Vec::new(),
        inferred: None,
        citation: citation(),
    }
}

fn names(indicator: &Indicator) -> Vec<String> {
    let name = |(year, state): (FiscalYear, YearState)| {
        let name = match state {
            YearState::Achieved(compared) => format!("achieved by {}", compared.actual),
            YearState::Short(compared) => format!("short by {}", compared.actual),
            other => format!("{other:?}"),
        };
        format!("{} {name}", year.0)
    };
    by_year(indicator).into_iter().map(name).collect()
}

#[test]
fn each_of_the_five_states_has_its_cause() {
    let one = indicator(vec![
        row(RowItem::Target, &["114", "80", "-", "90", "100"]),
        row(RowItem::Actual, &["95", "81", "80", "", ""]),
    ]);
    assert_eq!(
        names(&one),
        [
            "2019 short by 95",
            "2020 achieved by 81",
            "2021 NoTarget",
            "2022 Unknown"
        ]
    );
    let open = indicator(vec![
        row(RowItem::Planned, &["5", "5", "-", "-", "-"]),
        row(RowItem::Actual, &["集計中", "-", "調査中", "", ""]),
    ]);
    assert_eq!(
        names(&open),
        [
            "2019 Unknown",
            "2020 NoValue",
            "2021 Unknown",
            "2022 NoValue"
        ]
    );
}

#[test]
fn a_target_for_a_subset_is_a_target() {
    let mut one = indicator(vec![
        row(RowItem::Target, &["-", "-", "-", "-", "-"]),
        row(RowItem::Actual, &["119", "120", "", "", ""]),
    ]);
    let table = one.table.as_mut().expect("it has a table");
    let Cell::Figure(aim) = &mut table.rows[0].cells[0] else {
        panic!("a figure");
    };
    aim.subset = Some(d("55"));
    assert_eq!(names(&one)[..2], ["2019 Unknown", "2020 NoTarget"]);
}

#[test]
fn the_state_is_that_of_the_newest_year_compared() {
    let one = indicator(vec![
        row(RowItem::AnnualTarget, &["94", "90", "", "90", ""]),
        row(RowItem::Actual, &["95", "81", "80", "", ""]),
    ]);
    match state(&one) {
        State::Short(compared) => assert_eq!(compared.year, FiscalYear(2020)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn smaller_can_be_better_and_about_the_same_is_never_decided() {
    let rows = || {
        vec![
            row(RowItem::Target, &["0", "2", "", "", ""]),
            row(RowItem::Actual, &["1", "2", "", "", ""]),
        ]
    };
    let mut one = indicator(rows());
    one.direction = Some(Direction::AtMost);
    assert_eq!(names(&one)[..2], ["2019 short by 1", "2020 achieved by 2"]);
    one.direction = Some(Direction::AboutPrevious);
    assert_eq!(names(&one)[..2], ["2019 Unknown", "2020 Unknown"]);
    assert_eq!(state(&one), State::Pending);
}

#[test]
fn the_final_target_decides_in_its_year_where_years_have_none() {
    let mut one = indicator(vec![row(RowItem::Actual, &["16", "9", "12", "", ""])]);
    assert_eq!(state(&one), State::NoTarget);
    one.goal = Some(Goal {
        due: Due::Year(FiscalYear(2021)),
        figure: Some(figure("10")),
        text: None,
        citation: citation(),
    });
    assert_eq!(
        names(&one)[..3],
        ["2019 NoTarget", "2020 NoTarget", "2021 achieved by 12"]
    );
    assert!(matches!(state(&one), State::Achieved(_)));
}

#[test]
fn years_come_once_and_in_order() {
    let mut one = indicator(vec![
        row(RowItem::Target, &["1", "2", "3"]),
        row(RowItem::Actual, &["1", "", "2"]),
    ]);
    let table = one.table.as_mut().expect("it has a table");
    table.columns = vec![
        column(ColumnRole::Year, 2021),
        column(ColumnRole::Provisional, 2021),
        column(ColumnRole::Year, 2019),
    ];
    assert_eq!(names(&one), ["2019 short by 2", "2021 achieved by 1"]);
}

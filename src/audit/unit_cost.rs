//! Unit costs (単位当たりコスト): the quotient, the divisor, and the amount divided.

use super::claim::Claim;
use super::place::{Input, Subject, TableAt};
use super::range::Exact;
use super::relation::{Relation, Term};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::model::dataset::{Activity, Review};
use crate::model::decimal::Decimal;
use crate::model::money::Money;
use crate::model::quantity::Quantity;
use crate::model::table::{ColumnRole, RowItem, Unit};
use crate::text::search_key;
use crate::{format, say};

/// The unit cost of an activity with the numbers of its formula.
struct Cost<'a> {
    activity: &'a Activity,
    at: TableAt<'a>,
    result: usize,
    formula: usize,
}

fn costs<'a>(review: &'a Review) -> impl Iterator<Item = Cost<'a>> {
    let activities = review.activities.iter().enumerate();
    activities.filter_map(|(index, activity)| {
        let table = activity.unit_cost.as_ref()?;
        let at = TableAt::new(table, format!("activities[{index}].unit_cost"), None);
        let (result, formula) = (at.item(RowItem::UnitCost)?, at.item(RowItem::Formula)?);
        Some(Cost {
            activity,
            at,
            result,
            formula,
        })
    })
}

/// `1,332/27` → 1332 and 27.
fn split(formula: &str) -> Option<(Decimal, Decimal)> {
    let (above, below) = formula.split_once(['/', '／', '÷'])?;
    let number = |text: &str| {
        let digits: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ',')
            .collect();
        Decimal::parse(&digits)
    };
    Some((number(above)?, number(below)?))
}

/// The dividend and the divisor of the formula in a column.
fn parts(subject: &Subject<'_>, cost: &Cost<'_>, column: usize) -> Option<(Input, Input)> {
    let term = subject.cell_text(&cost.at, cost.formula, column)?;
    let (above, below) = split(&term.shown.ja)?;
    let (year_ja, year_en) = words::column(cost.at.table.columns.get(column)?);
    let unit = cost.at.table.rows.get(cost.result)?.unit.label();
    let number = |value: Decimal, unit: &str, label| Input {
        value: Ok(Quantity::Number {
            value,
            unit: unit.into(),
        }),
        mark: None,
        term: Term {
            label: Say::into(label),
            shown: Say::of(|lang| format::grouped(lang, &value)).into(),
            ..term.clone()
        },
    };
    let dividend = number(
        above,
        unit,
        say!(
            "計算式の額（{year_ja}）",
            "amount in the formula ({year_en})"
        ),
    );
    let divisor = number(
        below,
        "",
        say!(
            "計算式の数（{year_ja}）",
            "count in the formula ({year_en})"
        ),
    );
    Some((dividend, divisor))
}

fn about(cost: &Cost<'_>, column: usize, ja: &str, en: &str) -> crate::diagnostic::Say {
    let (column_ja, column_en) = words::column(&cost.at.table.columns[column]);
    let name = words::short(&cost.activity.title);
    say!("「{name}」{column_ja}の{ja}", "“{name}” {en}, {column_en}")
}

pub(super) fn quotients(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for cost in subject.review().into_iter().flat_map(costs) {
        for column in 0..cost.at.table.columns.len() {
            let Some((dividend, divisor)) = parts(subject, &cost, column) else {
                continue;
            };
            let Some(result) = subject.cell(&cost.at, cost.result, column) else {
                continue;
            };
            let formula = say!("単位当たりコスト＝額÷数", "unit cost = amount / count");
            let about = about(&cost, column, "単位当たりコスト", "unit cost");
            let claim = Claim::new(rule, subject, about, formula);
            found.push(claim.quotient(&result, &[dividend], &[divisor], Exact::whole(1)));
        }
    }
    found
}

/// The names on both sides of the fraction in the basis: 「（年度執行額）／（整備件数）」.
fn basis(activity: &Activity) -> Option<(String, String)> {
    let text = &activity.unit_cost_basis.as_ref()?.text;
    let (above, below) = text.split_once(['／', '/', '÷'])?;
    let bare = |text: &str| search_key(text.trim().trim_matches(['（', '）', '(', ')']));
    Some((bare(above), bare(below)))
}

pub(super) fn counts(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let indicators = subject.indicators();
    let mut found = Vec::new();
    for cost in costs(review) {
        let Some((_, below)) = basis(cost.activity) else {
            continue;
        };
        let own = cost.activity.outputs.iter().find(|output| {
            let name = search_key(&output.name);
            below.chars().count() >= 4 && (name == below || name.contains(&below))
        });
        let table = own.and_then(|own| {
            let at = indicators
                .iter()
                .find(|at| std::ptr::eq(at.indicator, own))?;
            at.table()
        });
        let Some(table) = table else { continue };
        for column in 0..cost.at.table.columns.len() {
            let relation = || {
                let (_, divisor) = parts(subject, &cost, column)?;
                let year = cost.at.table.columns[column].year?;
                let planned = cost.at.table.columns[column].role == ColumnRole::Planned;
                let item = if planned {
                    RowItem::Planned
                } else {
                    RowItem::Actual
                };
                let count = subject.cell(&table, table.item(item)?, table.year(year)?)?;
                let formula = say!(
                    "計算式の数＝活動実績（見込み）",
                    "count of the formula = activity"
                );
                let about = about(&cost, column, "計算式の数", "count in the formula");
                Some(Claim::new(rule, subject, about, formula).equal(&divisor, &count))
            };
            found.extend(relation());
        }
    }
    found
}

pub(super) fn amounts(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(review) = subject.review() else {
        return Vec::new();
    };
    let Some(flow) = &review.flow else {
        return Vec::new();
    };
    let relation = |cost: Cost<'_>| {
        let (above, _) = basis(cost.activity)?;
        if !above.contains("執行額") {
            return None;
        }
        // The block is that of the activity where its description names the activity by its whole title.
        let (index, block) = flow.blocks.iter().enumerate().find(|(_, block)| {
            let about = block.role.as_deref().unwrap_or(&block.name);
            cost.activity.title.chars().count() >= 6 && about.starts_with(&cost.activity.title)
        })?;
        let column = cost.at.year(flow.year)?;
        let (mut dividend, _) = parts(subject, &cost, column)?;
        let Unit::Money(unit) = &cost.at.table.rows[cost.result].unit else {
            return None;
        };
        let printed = dividend.value.as_ref().ok()?.printed();
        dividend.value = Ok(Quantity::Money(Money::new(printed, *unit)?));
        let amount = dividend.value.as_ref().ok()?;
        dividend.term.shown = Say::of(|lang| format::quantity(lang, amount)).into();
        let name = block.name.as_str();
        let amount = subject.input(
            &block.amount,
            say!("資金の流れの{name}", "{name} in the flow"),
            format!("flow.blocks[{index}].amount"),
            format!("flow-{}-amount", block.id.to_ascii_lowercase()),
        );
        let formula = say!(
            "計算式の額＝資金の流れの額",
            "amount of the formula = amount in the flow"
        );
        let about = about(&cost, column, "執行額", "executed amount");
        Some(Claim::new(rule, subject, about, formula).equal(&dividend, &amount))
    };
    costs(review).filter_map(relation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_two_numbers_and_nothing_else() {
        let number = |text: &str| Decimal::parse(text).unwrap();
        assert_eq!(split("1,332/27"), Some((number("1332"), number("27"))));
        assert_eq!(split("1231 ／ 28"), Some((number("1231"), number("28"))));
        for other in ["-", "1,332", "1,332/27/3", "百万円/件数"] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}

//! Amounts that may have been typed in thousands of yen, though they are given in yen.
//!
//! Sheets since 2024 have all amounts in yen, but many stand there as 22,000,000 because they were 22,000千円 elsewhere. Whether
//! they were rounded is not said: that such an amount was is no tolerance, and a difference that it would explain is no
//! contradiction. It cannot be decided.

use super::place::Input;
use super::relation::{Difference, Relation, Verdict};
use crate::model::money::{MoneyUnit, Yen};
use crate::model::quantity::Quantity;
use crate::say;

/// The relation, undecidable where its difference is no more than what rounding to thousands may have done to the amounts in
/// yen that are whole thousands; to millions where all of them are whole millions.
pub(super) fn or_undecidable(relation: Relation, whole: &Input, parts: &[Input]) -> Relation {
    let Verdict::Violated(Difference::Yen(Yen(by), _)) = relation.verdict else {
        return relation;
    };
    let inputs = std::iter::once(whole).chain(parts);
    let amounts: Vec<i64> = inputs.filter_map(in_yen).collect();
    let explains = |unit: MoneyUnit| {
        let coarse = amounts.iter().filter(|yen| is_whole(**yen, unit)).count();
        let coarse = i128::try_from(coarse).unwrap_or(i128::MAX);
        let most = coarse.saturating_mul(i128::from(unit.yen() / 2));
        i128::from(by).abs() <= most
    };
    let all_millions = amounts
        .iter()
        .all(|yen| is_whole(*yen, MoneyUnit::MillionYen));
    let (ja, en) = match () {
        () if explains(MoneyUnit::ThousandYen) => ("千円", "thousands"),
        () if all_millions && explains(MoneyUnit::MillionYen) => ("百万円", "millions"),
        () => return relation,
    };
    Relation {
        verdict: Verdict::Undecidable(say!(
            "{ja}の単位に丸めた額があれば説明できる差だが、丸めたかどうかは原資料に書かれていない",
            "amounts rounded to {en} of yen would explain the difference, but the source does not say whether any is"
        )),
        ..relation
    }
}

/// The amount, where it is given in yen.
fn in_yen(input: &Input) -> Option<i64> {
    match input.value.as_ref().ok()? {
        Quantity::Money(money) if money.unit == MoneyUnit::Yen => Some(money.yen.0),
        _ => None,
    }
}

/// True for amounts but zero that are whole in a unit.
fn is_whole(yen: i64, unit: MoneyUnit) -> bool {
    yen != 0 && yen % unit.yen() == 0
}

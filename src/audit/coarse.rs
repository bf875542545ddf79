//! Amounts that may have been typed in a coarser unit, though they are given in yen.
//!
//! Sheets since 2024 have all amounts in yen, but many stand there as 22,000,000 because they were 22,000千円 or 22.0百万円
//! elsewhere. Whether they were rounded (四捨五入) or cut off (切捨て) is not said: that such an amount was is no tolerance, and a
//! difference that it would explain is no contradiction. It cannot be decided.

use super::claim::known;
use super::place::Input;
use super::relation::{Difference, Relation, Verdict};
use crate::model::money::{MoneyUnit, Yen};
use crate::model::quantity::Quantity;
use crate::say;

/// A unit that amounts may have been typed in.
struct Unit {
    yen: i64,
    ja: &'static str,
    en: &'static str,
}

/// Any amount of whole thousands may have been typed so. In the coarser units so many amounts are whole by their nature that
/// only long ones, or all of a relation, are a sign.
const UNITS: [Unit; 3] = [
    Unit {
        yen: 1_000,
        ja: "千円",
        en: "thousands",
    },
    Unit {
        yen: 100_000,
        ja: "十万円",
        en: "hundreds of thousands",
    },
    Unit {
        yen: 1_000_000,
        ja: "百万円",
        en: "millions",
    },
];

/// So many parts that are whole in a unit tell that they were typed in it, whatever the whole was typed in.
const TELLING: usize = 3;

/// An amount of so many units tells it alone: 27,002,000,000 has five digits in millions. Rounding is a thousandth of it at most.
const LONG: i64 = 1_000;

/// Nobody rounds what has one digit: a relation is about so many units at least.
const LEAST: i128 = 100;

/// The relation of a whole and the sum of its parts, undecidable where its difference is no more than what rounding or
/// cutting off may have done to the amounts in yen.
pub(super) fn or_undecidable(relation: Relation, whole: &Input, parts: &[Input]) -> Relation {
    let Verdict::Violated(Difference::Yen(Yen(by), _)) = relation.verdict else {
        return relation;
    };
    let parts = known(parts).into_iter().filter_map(in_yen);
    let amounts = Amounts {
        whole: in_yen(whole),
        parts: parts.collect(),
    };
    let mut units = UNITS.iter();
    let Some(Unit { ja, en, .. }) = units.find(|unit| amounts.explain(by, unit.yen)) else {
        return relation;
    };
    Relation {
        verdict: Verdict::Undecidable(say!(
            "{ja}の単位で四捨五入か切捨てをした額があれば説明できる差だが、そうしたかどうかは原資料に書かれていない",
            "amounts rounded or cut off to {en} of yen would explain the difference, but the source does not say whether any is"
        )),
        ..relation
    }
}

/// Amounts in yen but zeros, which are whole in any unit.
struct Amounts {
    whole: Option<i64>,
    parts: Vec<i64>,
}

impl Amounts {
    /// True where whole − sum of the parts may be `by` yen because amounts were typed in a unit.
    fn explain(&self, by: i64, unit: i64) -> bool {
        let is_whole = |yen: &i64| yen % unit == 0;
        let parts_are = self.parts.iter().all(is_whole);
        let are_all = self.whole.as_ref().is_none_or(is_whole);
        let is_shared = parts_are && (are_all || self.parts.len() >= TELLING);
        let may_be = |yen: &i64| {
            let is_sign = is_shared || unit == UNITS[0].yen || yen.abs() / unit >= LONG;
            is_sign && is_whole(yen)
        };
        let sum: i128 = self.parts.iter().copied().map(i128::from).sum();
        let size = sum.abs().max(i128::from(self.whole.unwrap_or(0)).abs());
        let errors = |yen: &i64| match may_be(yen) {
            true => error(*yen, unit),
            false => (0, 0),
        };
        let (mut least, mut most) = self.whole.as_ref().map_or((0, 0), errors);
        for (below, above) in self.parts.iter().map(errors) {
            least -= above;
            most -= below;
        }
        size >= LEAST * i128::from(unit) && (least..=most).contains(&i128::from(by))
    }
}

/// How far an amount that was typed in a unit may be below and above what it was: rounded up, it is half a unit farther from zero;
/// cut off, less than a unit nearer to it.
fn error(yen: i64, unit: i64) -> (i128, i128) {
    let (farther, nearer) = (i128::from(unit / 2), i128::from(unit - 1));
    match yen > 0 {
        true => (-nearer, farther),
        false => (-farther, nearer),
    }
}

/// The amount, where it is given in yen and not zero.
fn in_yen(input: &Input) -> Option<i64> {
    match input.value.as_ref().ok()? {
        Quantity::Money(money) if money.unit == MoneyUnit::Yen => {
            Some(money.yen.0).filter(|yen| *yen != 0)
        }
        _ => None,
    }
}

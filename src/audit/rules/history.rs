//! Rules about what an earlier edition said (前の版).

use super::{Check, Family, Rule, words};
use crate::audit::history::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "history-budget",
        family: Family::History,
        severity: Severity::Warning,
        summary: words(
            "前の版と同じ年度の予算額は、前の版と同じ",
            "the budget of a year is what the earlier edition said",
        ),
        why: words(
            "予算額が書き換えられたか、範囲が変わっています。理由が示されなければ、推移を読み違えます。",
            "The amount was restated or covers something else; without a reason, the trend is misread.",
        ),
        definition: words(
            "同じ事業（同じ ID か、lineage の same・renamed）の同じ年度の予算額を、版の間で比べます。単位の違いは四捨五入の範囲で許します。",
            "The budget of one project (the same id, or `same` or `renamed` in its lineage) and year, between editions; units differ within rounding.",
        ),
        check: Check::Entity(budgets),
    },
    Rule {
        id: "history-restated",
        family: Family::History,
        severity: Severity::Note,
        summary: words(
            "前の版と同じ年度の値は、前の版と同じ",
            "a value of a year is what the earlier edition said",
        ),
        why: words(
            "実績が後から変わることはありますが、読者に知らせるべき変更です。",
            "Results may be revised later, but readers should be told.",
        ),
        definition: words(
            "レビューシート、政策目標、プログラムの同じ表・同じ行・同じ年度の値を、前の版と比べます。",
            "Values of the same table, row and year of a review sheet, objective or programme, against the edition before.",
        ),
        check: Check::Entity(restated),
    },
];

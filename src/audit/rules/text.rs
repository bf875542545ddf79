//! Rules about numbers, decisions and names in texts (文章).

use super::{Check, Family, Rule, words};
use crate::audit::decisions::*;
use crate::audit::text::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "text-figure",
        family: Family::Text,
        severity: Severity::Warning,
        summary: words(
            "文章の中の額は、表の同じ名の額",
            "an amount in a text is that of the table row it names",
        ),
        why: words(
            "文章だけを読む人に、別の額が伝わります。",
            "Who reads the text only learns another amount.",
        ),
        definition: words(
            "表の行の名に続けて書かれた金額を、その行の額と比べます。「約」「余り」「程度」と四捨五入は許します。",
            "An amount that follows the name of a row is compared with the row; 約, 余り, 程度 and rounding are fine.",
        ),
        check: Check::Entity(figures),
    },
    Rule {
        id: "text-arithmetic",
        family: Family::Text,
        severity: Severity::Warning,
        summary: words(
            "文章の中の計算式は合っている",
            "an equation in a text holds",
        ),
        why: words(
            "目標値の根拠が計算として成り立たなければ、目標値を信用できません。",
            "A target whose derivation does not compute cannot be trusted.",
        ),
        definition: words(
            "「170件÷5年＝34件/年」「17.4件（＝40件×10/23）」のような式。結果は印刷された桁に四捨五入して比べます。",
            "Equations such as 170 ÷ 5 = 34; the result is rounded to the printed digits.",
        ),
        check: Check::Entity(arithmetic),
    },
    Rule {
        id: "text-decision",
        family: Family::Text,
        severity: Severity::Warning,
        summary: words(
            "一つの計画の決定者と日付は、どこでも同じ",
            "a plan has one deciding body and date wherever it is cited",
        ),
        why: words(
            "閣議決定か本部決定かで、計画の位置づけが違います。",
            "A cabinet decision is not a decision of headquarters.",
        ),
        definition: words(
            "「医療分野研究開発推進計画（第2期）」（令和2年3月27日健康・医療戦略推進本部決定）のような引用。同じ名称・同じ日付なら決定者は一つです。多い方の書き方と比べます。",
            "Citations of plans with date and body; one name and date have one body. The more frequent reading is the measure.",
        ),
        check: Check::Across(decisions),
    },
    Rule {
        id: "text-basis",
        family: Family::Text,
        severity: Severity::Warning,
        summary: words(
            "同じ指標の実績は、同じ事業の実績",
            "the results of one indicator are those of one project",
        ),
        why: words(
            "どの事業の成果か、資料によって違っています。",
            "Documents differ on whose result it is.",
        ),
        definition: words(
            "「…の実績を記載」という文の事業名を、同じ指標（same_as）の間で比べます。",
            "The project named in 「…の実績を記載」, between indicators that are the same (`same_as`).",
        ),
        check: Check::Entity(bases),
    },
    Rule {
        id: "text-sentence",
        family: Family::Text,
        severity: Severity::Warning,
        summary: words(
            "同じ文の数は、資料のどこでも同じ",
            "the numbers of one sentence are the same in every document",
        ),
        why: words(
            "同じ事柄に、資料によって別の数が書かれています。",
            "Documents state different numbers for one thing.",
        ),
        definition: words(
            "一つの事業の文章のうち、数の前の10字以上と単位が同じ箇所を比べます。時点の違いで数が違うなら、確認済みとして説明できます。",
            "Within the texts of one project, numbers with the same ten characters before and the same unit. A later date explains a difference.",
        ),
        check: Check::Entity(sentences),
    },
];

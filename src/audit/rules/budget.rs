//! Rules about budget tables (予算).

use super::{Check, Family, Rule, words};
use crate::audit::budget::*;
use crate::audit::line_items::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "budget-total",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "計は、当初予算・補正予算・繰越し・予備費等の和",
            "the total is the sum of initial and supplementary budget, carry-overs and reserve funds",
        ),
        why: words(
            "計が合わなければ、執行率も不用額も誤ります。",
            "Where the total is wrong, so are execution rate and unused amount.",
        ),
        definition: words(
            "行政事業レビューシート「予算額・執行額」欄：計＝当初予算＋補正予算＋前年度から繰越し＋翌年度へ繰越し（▲）＋予備費等。該当のない欄は「-」。要求年度の欄は要求額と計だけです。",
            "Review sheet, budget: total = initial + supplementary + carried in + carried out (negative) + reserve. A dash means none. The column of the requested year has only the request and the total.",
        ),
        check: Check::Entity(totals),
    },
    Rule {
        id: "budget-accounts",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "事業の額は、会計別の額の和",
            "what a project has is the sum of its accounts",
        ),
        why: words(
            "一般会計と特別会計のどちらかの額が抜けたり、二重に数えられたりしていることがあります。",
            "The money of an account may be missing, or counted twice.",
        ),
        definition: words(
            "行政事業レビュー見える化サイト「2-1 予算・執行_サマリ」：会計を書かない行は、同じ年度の会計別の行の合計です。",
            "RS system, file 2-1: the row without an account is the sum of the rows of accounts of the same year.",
        ),
        check: Check::Entity(accounts),
    },
    Rule {
        id: "budget-carry-chain",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "翌年度へ繰り越した額は、次の年度に前年度から繰り越された額",
            "what is carried out of a year is carried into the next",
        ),
        why: words(
            "年度の間で金額が消えたり現れたりしてはなりません。",
            "Money must neither vanish nor appear between two years.",
        ),
        definition: words(
            "行政事業レビューシート「予算額・執行額」欄：「翌年度へ繰越し」と翌年度の列の「前年度から繰越し」は同じ額です（財政法第14条の3、第42条）。",
            "Review sheet, budget: carried out of a year and carried into the next are one amount (Public Finance Act, articles 14-3 and 42).",
        ),
        check: Check::Entity(carry_chain),
    },
    Rule {
        id: "budget-executed",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words("執行額は計を超えない", "no more is executed than there is"),
        why: words(
            "予算を超える支出はできません。どちらかの数値が誤っています。",
            "Spending beyond the budget is not possible: one of the figures is wrong.",
        ),
        definition: words(
            "行政事業レビューシート「予算額・執行額」欄：執行額は計（歳出予算現額）の範囲の支出です。計が0円で、ほかのシートに一括して計上されたことを文章が述べる場合と、千円や百万円の単位での四捨五入か切捨てで説明できる差は、判定できません。",
            "Review sheet, budget: the executed amount is spent out of the total. Where that is 0 and a text says that the money is appropriated on another sheet, and where rounding or cutting off to thousands or millions of yen would explain the difference, nothing can be decided.",
        ),
        check: Check::Entity(executed),
    },
    Rule {
        id: "budget-carried-forward",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "執行額と翌年度への繰越しの和は、計を超えない",
            "what is executed and what is carried forward are no more than there is",
        ),
        why: words(
            "使い終えた予算は繰り越せません。どれかの数値が誤っているか、違う意味で書かれています。",
            "What was spent cannot be carried forward: one of the figures is wrong, or means something else.",
        ),
        definition: words(
            "財政法第38条の決算の区分では、歳出予算現額（計）は、支出済歳出額（執行額）、翌年度繰越額、不用額の和で、不用額は0円以上です。交付を受けた法人が繰り越した額を書いたシートなど、理由のあるものもあり得ます。千円や百万円の単位での四捨五入か切捨てで説明できる差は、判定しません。",
            "Public Finance Act, article 38, settlement of expenditure: the appropriation (total) is what was spent (executed), what is carried forward, and what was not used, which is never below 0. There may be reasons, such as sheets that give what the corporation that got the money carried forward. Where rounding or cutting off to thousands or millions of yen would explain the difference, nothing is decided.",
        ),
        check: Check::Entity(carried_forward),
    },
    Rule {
        id: "budget-execution-rate",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "執行率は執行額÷計",
            "the execution rate is executed / total",
        ),
        why: words(
            "執行率は、事業が予算どおりに動いたかを最初に見る数値です。",
            "It is the first figure that tells whether a programme ran as budgeted.",
        ),
        definition: words(
            "行政事業レビューシート「予算額・執行額」欄：執行率（％）＝執行額÷計×100。",
            "Review sheet, budget: execution rate (%) = executed / total × 100.",
        ),
        check: Check::Entity(execution_rate),
    },
    Rule {
        id: "budget-execution-rate-initial",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "当初予算＋補正予算に対する執行額の割合",
            "executed against initial and supplementary budget",
        ),
        why: words(
            "繰越しや予備費に頼った執行を見分ける割合です。",
            "It tells how far spending relied on carry-overs and reserve funds.",
        ),
        definition: words(
            "行政事業レビューシート「予算額・執行額」欄：執行額÷（当初予算＋補正予算）×100。",
            "Review sheet, budget: executed / (initial + supplementary) × 100.",
        ),
        check: Check::Entity(execution_rate_initial),
    },
    Rule {
        id: "budget-line-items",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "予算内訳の計は、歳出予算目の和",
            "the total of the line items is their sum",
        ),
        why: words(
            "予算が何に使われるかの説明に、漏れや重なりがあります。",
            "The account of what the money is for leaves something out or counts it twice.",
        ),
        definition: words(
            "行政事業レビューシート「予算内訳」欄：歳出予算目ごとの額と計。",
            "Review sheet, breakdown of the budget: amounts by line item and their total.",
        ),
        check: Check::Entity(line_items),
    },
    Rule {
        id: "budget-line-items-initial",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "予算内訳の計は、同じ年度の当初予算（要求額）",
            "the total of the line items is the initial or requested budget of the year",
        ),
        why: words(
            "同じシートの二つの欄が、別の予算を示しています。",
            "Two boxes of one sheet show different budgets.",
        ),
        definition: words(
            "行政事業レビューシート「予算内訳」欄：当年度当初予算と翌年度要求の内訳です。",
            "Review sheet, breakdown of the budget: of this year's initial budget and of next year's request.",
        ),
        check: Check::Entity(line_items_initial),
    },
    Rule {
        id: "budget-line-items-kind",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "歳出予算項目の和は、その予算種別（当初・補正・繰越し・予備費等）の額と要求額",
            "the line items add up to the initial, supplementary, carried-in and reserve budget, and to the request",
        ),
        why: words(
            "予算が何に使われるかの説明に、漏れや重なりがあります。",
            "The account of what the money is for leaves something out or counts it twice.",
        ),
        definition: words(
            "RSシステム「予算種別・歳出予算項目」：予算の種別ごとに、所管・組織・項・目に分けた額。「サマリ」の額はその合計です。",
            "RS system, line items: the amounts of each kind of budget by organisation and item, of which the summary has the totals.",
        ),
        check: Check::Entity(line_items_kinds),
    },
    Rule {
        id: "budget-breakdown",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "事業の予算額は、内訳の和",
            "the budget of a project is the sum of its breakdown",
        ),
        why: words(
            "差の分の予算が何に使われるか、資料から分かりません。",
            "What the difference is for cannot be told from the document.",
        ),
        definition: words(
            "予算案資料：総額の下に掲げる項目別の額は総額の内訳です。ほかの事業と合わせた額である旨の※は、差の説明になります。",
            "Budget proposals: the amounts below the headline are its breakdown. A remark that it includes another project explains a difference.",
        ),
        check: Check::Entity(breakdown),
    },
    Rule {
        id: "budget-period",
        family: Family::Budget,
        severity: Severity::Warning,
        summary: words(
            "事業期間の外の年度に予算がない",
            "there is no budget outside the period of a project",
        ),
        why: words(
            "別の事業の額か、年度のずれが混ざっている疑いがあります。",
            "The amount may belong to another project or another year.",
        ),
        definition: words(
            "事業期間は予算を措置する年度です。前身の事業がある場合、その額を掲げることがあります。",
            "The period is the years with a budget. Where there was a predecessor, its amounts may be shown.",
        ),
        check: Check::Entity(period),
    },
];

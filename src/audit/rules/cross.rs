//! Rules about the same quantity in several places (資料間).

use super::{Check, Family, Rule, words};
use crate::audit::cross::*;
use crate::audit::cross_budget::*;
use crate::audit::tasks::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "cross-budget",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "同じ年度の予算額は、資料のどこでも同じ",
            "the budget of a year is the same wherever it is printed",
        ),
        why: words(
            "資料の二つの箇所が、同じ事業に別の予算を示しています。",
            "Two places show different budgets for one project.",
        ),
        definition: words(
            "進捗シートの予算額（億円）、別添の予算概要（百万円）、予算案の総括ページは、同じ事業・年度なら単位と四捨五入の違いしかありません。範囲（scope）が違う額は比べません。",
            "Progress sheet, annexes and budget overview differ in unit and rounding only. Amounts of another scope are not compared.",
        ),
        check: Check::Entity(same_budget),
    },
    Rule {
        id: "cross-overview",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "総括表・統合プロジェクトの額は、事業の予算額",
            "overviews and portfolios show the budget of the project",
        ),
        why: words(
            "総括だけを見る読者と個別の資料を見る読者が、別の額を知ることになります。",
            "Who reads the overview learns another amount than who reads the project.",
        ),
        definition: words(
            "予算案の総括ページ、統合プロジェクトの図：事業の額。一つの事業が複数の統合プロジェクトに分かれる場合、図の額はその一部です。",
            "Overview and portfolio drawings: the amount of the project. A project may be split over several portfolios.",
        ),
        check: Check::Entity(overviews),
    },
    Rule {
        id: "cross-portfolio-total",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "統合プロジェクトの額は、事業の額の和",
            "the amount of a portfolio is the sum of its programmes",
        ),
        why: words(
            "差が四捨五入を超えれば、漏れている事業か二重に数えた事業があります。",
            "Beyond rounding, a programme is missing or counted twice.",
        ),
        definition: words(
            "統合プロジェクトの図：対象経費は掲げた事業の和。「内数」は一度だけ数え、「再掲」とインハウス研究機関経費は除きます。",
            "Portfolio drawings: the total is the sum of the programmes; 内数 counts once, 再掲 and in-house costs are left out.",
        ),
        check: Check::Entity(portfolio_totals),
    },
    Rule {
        id: "cross-indicator",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "同じ指標の値は、資料のどこでも同じ",
            "an indicator has the same values wherever it is printed",
        ),
        why: words(
            "二つの資料が、同じ成果に別の値を示しています。",
            "Two documents show different results for one indicator.",
        ),
        definition: words(
            "レビューシートの成果指標と事前分析表の測定指標は、同じ指標なら同じ値です。片方だけが累積なら、累積の増分が年度の値です。同じ指標であることは same_as で示します。",
            "The indicator of a review sheet and of the ex-ante analysis has one set of values; where one is cumulative, its increase is the other. `same_as` says which are the same.",
        ),
        check: Check::Entity(same_indicators),
    },
    Rule {
        id: "cross-indicator-sum",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "合わせた指標の値は、もとの指標の和",
            "a combined indicator is the sum of those it combines",
        ),
        why: words(
            "プログラムの成果が、個々の成果と合いません。",
            "The result of the programme does not follow from its parts.",
        ),
        definition: words(
            "進捗シート「プログラム全体に関連する指標」：複数の測定指標を合わせた件数。もとの指標は sum_of で示します。",
            "Progress sheet, indicators of the whole programme: several indicators added up. `sum_of` names them.",
        ),
        check: Check::Entity(indicator_sums),
    },
    Rule {
        id: "cross-reference",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "参照する指標の番号と名称が、参照先と一致する",
            "number and name of a referenced indicator are those of the target",
        ),
        why: words(
            "番号をたどった読者が、別の指標を見ることになります。",
            "Readers who follow the number look at another indicator.",
        ),
        definition: words(
            "進捗シート「既存の指標を参照する場合」：参照する資料・達成目標・測定指標の番号と指標の名称を記入します。",
            "Progress sheet, reference to an existing indicator: document, goal, number and name.",
        ),
        check: Check::Entity(indicator_references),
    },
    Rule {
        id: "cross-task-count",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "採択課題の数は、一覧の課題の数",
            "the number of adopted tasks is the number listed",
        ),
        why: words(
            "一覧に漏れか重なりがあります。",
            "The list leaves a task out or holds one twice.",
        ),
        definition: words(
            "採択課題の一覧：区分ごとに印刷された課題数。",
            "List of adopted tasks: the printed number of each group.",
        ),
        check: Check::Entity(task_counts),
    },
    Rule {
        id: "cross-task-scheme",
        family: Family::CrossSource,
        severity: Severity::Warning,
        summary: words(
            "実施スキームの課題数は、採択課題の数",
            "the numbers of tasks in the scheme are those adopted",
        ),
        why: words(
            "資料によって、支援する課題の数が違います。",
            "Documents differ on how many tasks are supported.",
        ),
        definition: words(
            "別添の実施スキームの図：区分ごとの課題数。採択課題の一覧の同じ区分と比べます。",
            "Annexes, scheme: number of tasks by type, against the list of adopted tasks.",
        ),
        check: Check::Entity(task_schemes),
    },
];

//! Rules about targets, results and unit costs (成果).

use super::{Check, Family, Rule, words};
use crate::audit::claimed::*;
use crate::audit::outcome::*;
use crate::audit::unit_cost::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "outcome-achievement",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words("達成度は成果実績÷目標値", "achievement is actual / target"),
        why: words(
            "達成度は、成果を一つの数で示す欄です。合わなければ実績・目標・達成度のどれかが誤りです。",
            "It sums up the outcome in one number. Where it does not follow, one of the three figures is wrong.",
        ),
        definition: words(
            "行政事業レビューシート「成果目標及び成果実績（アウトカム）」欄：達成度（％）＝成果実績÷目標値×100。少ないほどよい指標の式は様式に定めがありません。",
            "Review sheet, outcomes: achievement (%) = actual / target × 100. For indicators that are better when lower, the form gives no formula.",
        ),
        check: Check::Entity(achievements),
    },
    Rule {
        id: "outcome-cumulative",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words("累積の値は減らない", "cumulative values do not fall"),
        why: words(
            "累積なら減りません。年度ごとの値が累積として読まれるおそれがあります。",
            "A value that falls is not cumulative, and may be read as if it were.",
        ),
        definition: words(
            "累積は、開始からその年度末までの合計です。数え方を改めた年度では、続きの数になりません。",
            "A cumulative value is the sum from the beginning to the end of the year. Where counting starts anew, the series is not continued.",
        ),
        check: Check::Entity(cumulative),
    },
    Rule {
        id: "outcome-previous",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "「前年度以上」などの目標値は、前年度の実績（基準値）",
            "a target such as “at least the previous year” is the actual value of that year",
        ),
        why: words(
            "言葉の目標と数の目標が違えば、達成したかどうかの答えも違います。",
            "Where words and number differ, so does the answer to whether the target was reached.",
        ),
        definition: words(
            "事前分析表・レビューシート：目標が「前年度以上」「前年度と同程度」なら目標値は前年度の実績値、「基準値以上」なら基準値です。",
            "Ex-ante analysis and review sheet: the target “at least (about) the previous year” is the actual value of the year before, “at least the baseline” is the baseline.",
        ),
        check: Check::Entity(previous),
    },
    Rule {
        id: "outcome-baseline",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "基準値は、基準年度の実績",
            "the baseline is the actual value of its year",
        ),
        why: words(
            "基準値が動くと、どれだけ進んだかが変わります。",
            "Progress is counted from the baseline.",
        ),
        definition: words(
            "事前分析表：基準値の欄は、印刷された基準年度の実績値です。",
            "Ex-ante analysis: the baseline is the actual value of the printed year.",
        ),
        check: Check::Entity(baseline),
    },
    Rule {
        id: "outcome-final",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "目標最終年度の欄は、同じ年度の欄と同じ値",
            "the column of the final year repeats the column of that year",
        ),
        why: words(
            "最終目標と年度の目標が食い違うと、達成の判定が二つになります。",
            "Two values for one year give two answers.",
        ),
        definition: words(
            "行政事業レビューシート「成果目標及び成果実績」欄：目標最終年度の欄には、その年度の実績・目標・達成度を記入します。",
            "Review sheet, outcomes: the column of the final year takes that year's actual value, target and achievement.",
        ),
        check: Check::Entity(final_year),
    },
    Rule {
        id: "outcome-direction",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "目標の言葉は、目標値の欄と設定の根拠とで同じ",
            "the target is worded alike beside the value and in its reasons",
        ),
        why: words(
            "「前年度以上」と「前年度と同程度」では、同じ実績が達成にも未達成にもなります。",
            "The same result may reach “about the previous year” and miss “at least the previous year”.",
        ),
        definition: words(
            "事前分析表：目標値の欄と「目標値の設定の根拠」は同じ目標を述べます。",
            "Ex-ante analysis: the value and its reasons state one target.",
        ),
        check: Check::Entity(direction),
    },
    Rule {
        id: "outcome-claim",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "「目標を達成」という記載は、実績が目標値に達していること",
            "what is claimed to be achieved has reached its target",
        ),
        why: words(
            "点検結果だけを読む人に、達していない成果が達したと伝わります。",
            "Who reads the conclusion only is told that a missed target was reached.",
        ),
        definition: words(
            "行政事業レビューシート「点検・改善結果」欄：成果目標の達成状況を踏まえて記入します。「概ね」などの留保がある記載は対象にしません。",
            "Review sheet, conclusion of the self-check: written in view of the outcomes. Claims with a reservation (概ね) are left alone.",
        ),
        check: Check::Entity(claims),
    },
    Rule {
        id: "unit-cost",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "単位当たりコストは、計算式の商",
            "the unit cost is the quotient of its formula",
        ),
        why: words(
            "計算式と結果が合わなければ、コストの水準を比べられません。",
            "Costs cannot be compared where formula and result differ.",
        ),
        definition: words(
            "行政事業レビューシート「単位当たりコスト」欄：計算式の欄の額÷数。",
            "Review sheet, unit cost: amount / count of the formula.",
        ),
        check: Check::Entity(quotients),
    },
    Rule {
        id: "unit-cost-count",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "単位当たりコストの割る数は、活動実績（見込み）",
            "the unit cost divides by the activity that the sheet prints",
        ),
        why: words(
            "別の数で割れば、コストは高くも低くも見せられます。",
            "Another divisor makes the cost look higher or lower.",
        ),
        definition: words(
            "行政事業レビューシート「単位当たりコスト」欄：算出根拠に書かれた活動指標の実績、見込みの列では当初見込みで割ります。",
            "Review sheet, unit cost: divided by the actual activity named in the basis, in planned columns by the planned one.",
        ),
        check: Check::Entity(counts),
    },
    Rule {
        id: "unit-cost-amount",
        family: Family::Outcome,
        severity: Severity::Warning,
        summary: words(
            "単位当たりコストの割られる数は、資金の流れの額",
            "the unit cost divides the amount that the flow shows",
        ),
        why: words(
            "同じ年度の執行額が、同じシートの二つの欄で違っています。",
            "Two boxes of one sheet show different spending for one year.",
        ),
        definition: words(
            "行政事業レビューシート：「単位当たりコスト」の年度執行額と「資金の流れ」の支出額は、同じ事業の同じ年度の執行額です。",
            "Review sheet: the executed amount of the unit cost and the amount in the flow are the spending of one programme in one year.",
        ),
        check: Check::Entity(amounts),
    },
];

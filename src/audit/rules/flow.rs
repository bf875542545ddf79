//! Rules about where the money goes (資金の流れ).

use super::{Check, Family, Rule, words};
use crate::audit::costs::*;
use crate::audit::flow::*;
use crate::audit::recipients::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "flow-balance",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "ブロックに入った額は、出た額と残った額の和",
            "what enters a block leaves it or stays in it",
        ),
        why: words(
            "途中で金額が消えれば、どこに支出されたか分かりません。",
            "Where money vanishes on its way, nobody can tell who received it.",
        ),
        definition: words(
            "行政事業レビューシート「資金の流れ」欄：各ブロックの額＝次のブロックへの支出＋事務費・不用額など。省が受けて自らの予算に加える額は、その省のブロックの額の一部です。RSシステムのデータには残る額がなく、次のブロックの額の和がブロックの額を超える場合だけが不一致です。千円や百万円の単位での四捨五入か切捨てで説明できる差は、判定しません。",
            "Review sheet, flow: amount of a block = amounts of the next blocks + what it keeps. What a ministry receives is part of its own block. Data of the RS system do not say what a block keeps: only an excess of the next blocks is a contradiction, and one that rounding or cutting off to thousands or millions of yen would explain is not decided.",
        ),
        check: Check::Entity(balances),
    },
    Rule {
        id: "flow-executed",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "省から出る額の和は、その年度の執行額",
            "what leaves the ministry is the executed amount of the year",
        ),
        why: words(
            "予算の欄と資金の流れの欄が、別の支出を示しています。",
            "The budget and the flow show different spending.",
        ),
        definition: words(
            "行政事業レビューシート「資金の流れ」欄：実績年度の執行額の使われ方を示します。段の違うブロックは足しません。RSシステムには省の額の欄がなく、担当組織が支出したブロックの額と間接経費の和が執行額を超えなければ一致です（少額の支出は載らないことがあります）。千円や百万円の単位での四捨五入か切捨てで説明できる差は、判定しません。",
            "Review sheet, flow: how the executed amount was used. Blocks of different levels are never added. The RS system has no amount of the ministry: the blocks that the unit in charge pays, and its indirect costs, are no more than the executed amount (small payments may not be shown). Where rounding or cutting off to thousands or millions of yen would explain the difference, nothing is decided.",
        ),
        check: Check::Entity(executed_flow),
    },
    Rule {
        id: "flow-cost-items",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "費目の計は、費目の和",
            "the total of cost items is their sum",
        ),
        why: words(
            "何に使ったかの説明に、漏れや重なりがあります。",
            "The account of what was paid for leaves something out or counts it twice.",
        ),
        definition: words(
            "行政事業レビューシート「費目・使途」欄：費目ごとの金額と計。",
            "Review sheet, cost items: amounts by item and their total.",
        ),
        check: Check::Entity(cost_items),
    },
    Rule {
        id: "flow-cost-recipient",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "費目・使途の和は、その契約か支出先の額",
            "cost items add up to the contract, or to what the recipient received",
        ),
        why: words(
            "同じ支出が、二つの欄で違っています。",
            "Two boxes show different amounts for the same money.",
        ),
        definition: words(
            "行政事業レビューシート「費目・使途」欄：ブロックごとに最大の金額が支出されている者について記載します。計のないリスト（RSシステムのデータ）は、契約概要が同じ契約の額と費目の和を比べます。同じ契約概要の契約がないか、いくつもあるときは、その支出先の費目の和が支出額を超える場合だけが不一致です。どの行の費目か分からない支出先と、千円や百万円の単位での四捨五入か切捨てで説明できる差は、判定しません。次の支出先に渡した額を費目に載せていない、内訳を親の費目と並べている、といった理由もあり得ます。",
            "Review sheet, cost items: of the recipient with the largest amount in each block. Of lists without a total (data of the RS system) the sum of the items is compared with the contract of the same summary. Where there is none or several of it, only items of the recipient that exceed what it received are a contradiction. Where it is not known which row of a recipient the items are of, and where rounding or cutting off to thousands or millions of yen would explain the difference, nothing is decided. One reason may be that what was passed on to others is not among the items, or that items stand beside those that they are part of.",
        ),
        check: Check::Entity(cost_recipients),
    },
    Rule {
        id: "flow-block-recipients",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "支出先の額の和は、ブロックの額を超えない",
            "the recipients of a block receive no more than the block has",
        ),
        why: words(
            "リストか資金の流れのどちらかが誤っています。",
            "Either the list or the flow is wrong.",
        ),
        definition: words(
            "行政事業レビューシート「支出先上位10者リスト」：ブロックの支出先のうち上位10者です。支出先が1者なら、その額がブロックの額です。",
            "Review sheet, recipients: the top ten of a block. Where there is one recipient, its amount is that of the block.",
        ),
        check: Check::Entity(block_recipients),
    },
    Rule {
        id: "flow-recipient-contracts",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "契約の額の和は、支出先の額を超えない",
            "the contracts of a recipient are no more than it received",
        ),
        why: words(
            "同じ支出先への支出が、契約の欄と合計の欄で違っています。",
            "The contracts and their total show different amounts for one recipient.",
        ),
        definition: words(
            "RSシステム「支出先・支出情報」：支出先の合計支出額は、その支出先への契約ごとの金額の合計です。載らない契約があり得るため、超える場合だけが不一致です。",
            "RS system, payees: the total of a payee is the sum of its contracts. Some may not be listed, so that only an excess is a contradiction.",
        ),
        check: Check::Entity(contracts),
    },
    Rule {
        id: "flow-order",
        family: Family::Flow,
        severity: Severity::Warning,
        summary: words(
            "支出先は支出額の多い順に10者まで",
            "recipients stand in the order of their amounts, ten at most",
        ),
        why: words(
            "順が乱れていれば、上位の支出先が漏れているか、額が誤っています。",
            "Where the order is broken, a recipient is missing or an amount is wrong.",
        ),
        definition: words(
            "行政事業レビューシート「支出先上位10者リスト」：支出額の多い順に10者までを記載します。契約ごとに行を分けたデータでは、続けて並ぶ同じ支出先を1者とします。",
            "Review sheet, recipients: the ten largest, in the order of their amounts. In data with a row for each contract, rows of one payee that follow each other are one payee.",
        ),
        check: Check::Entity(order),
    },
];

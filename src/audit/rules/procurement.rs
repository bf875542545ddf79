//! Rules about how contracts were awarded (契約).

use super::{Check, Family, Rule, words};
use crate::audit::procurement::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "procurement-single-bid",
        family: Family::Procurement,
        severity: Severity::Warning,
        summary: words(
            "「一者応札・一者応募はない」という回答と支出先リスト",
            "the answer “no single bid” against the list of recipients",
        ),
        why: words(
            "競争が働いたかどうかは、契約の妥当性の中心です。",
            "Whether there was competition is the heart of the matter.",
        ),
        definition: words(
            "行政事業レビューシート「事業所管部局による点検」：「一般競争契約、指名競争契約又は随意契約（企画競争）による支出のうち、一者応札又は一者応募となったものはないか」。「無」なら上位10者リストの入札者数に1はありません。",
            "Review sheet, self-check: did any competitive contract have one bidder only? Where the answer is no, no bidder count in the lists is 1.",
        ),
        check: Check::Entity(single_bids),
    },
    Rule {
        id: "procurement-non-competitive",
        family: Family::Procurement,
        severity: Severity::Warning,
        summary: words(
            "「競争性のない随意契約はない」という回答と支出先リスト",
            "the answer “no contract without competition” against the list of recipients",
        ),
        why: words(
            "回答を読む人に、競争性のない契約がないと伝わります。",
            "Readers of the answer are told that there was none.",
        ),
        definition: words(
            "行政事業レビューシート：契約方式等の「随意契約（その他）」が競争性のない随意契約です。企画競争・公募・少額のものは含みません。",
            "Review sheet: 随意契約（その他） is the contract without competition; 企画競争, 公募 and 少額 are not.",
        ),
        check: Check::Entity(non_competitive),
    },
    Rule {
        id: "procurement-reason",
        family: Family::Procurement,
        severity: Severity::Warning,
        summary: words(
            "10億円以上の一者応札・競争性のない随意契約には理由がある",
            "single bids and contracts without competition of a billion yen or more state a reason",
        ),
        why: words(
            "大きな契約ほど、競争がなかった理由と改善策を説明する責任があります。",
            "The larger the contract, the more an explanation is owed.",
        ),
        definition: words(
            "行政事業レビューシート「支出先上位10者リスト」の欄：「一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（支出額10億円以上）」。",
            "Review sheet, recipients: “reason for a single bid or a contract without competition, and remedy (one billion yen or more)”.",
        ),
        check: Check::Entity(reasons),
    },
    Rule {
        id: "procurement-bidders",
        family: Family::Procurement,
        severity: Severity::Warning,
        summary: words(
            "競争入札には入札者数と落札率がある",
            "competitive bids have a number of bidders and a rate",
        ),
        why: words(
            "欄が空いていれば、競争があったかどうか確かめられません。",
            "Without them nobody can tell whether there was competition.",
        ),
        definition: words(
            "行政事業レビューシート「支出先上位10者リスト」：一般競争契約・指名競争契約では入札者数と落札率を記入します。補助金等交付に落札率はありません。随意契約では応募者数を記入しない例もあります。",
            "Review sheet, recipients: open and designated tenders state bidders and rate; grants have no rate.",
        ),
        check: Check::Entity(bidders),
    },
    Rule {
        id: "procurement-bid-rate",
        family: Family::Procurement,
        severity: Severity::Warning,
        summary: words(
            "落札率は0％より大きく100％以下",
            "the bid rate lies above 0 % and up to 100 %",
        ),
        why: words(
            "予定価格を超える落札はできません。",
            "No bid above the ceiling price can be accepted.",
        ),
        definition: words(
            "落札率＝落札価格÷予定価格×100（予算決算及び会計令第79条以下。落札価格は予定価格の制限の範囲内）。",
            "Bid rate = price / ceiling price × 100; the price stays within the ceiling (Cabinet order on budget and accounts, article 79 ff.).",
        ),
        check: Check::Entity(bid_rates),
    },
];

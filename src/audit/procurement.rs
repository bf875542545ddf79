//! Contracts: what the self-check declares against the lists of recipients, and the boxes of those lists.

use super::claim::Claim;
use super::place::{Input, Subject};
use super::range::Exact;
use super::recipients::paid;
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use super::verdict::range;
use super::words;
use crate::diagnostic::{Lang, Say};
use crate::model::dataset::{CheckItem, Contract, Recipient, RecipientList};
use crate::model::table::{Citation, Figure, Missing};
use crate::say;

/// Amount from which a reason is asked for: 10億円.
const REASON_FROM: Exact = Exact::whole(1_000_000_000);

/// What was paid on terms that are given: a row of a list, or one of the contracts of a payee.
#[derive(Clone, Copy)]
struct Paid<'a> {
    list: &'a RecipientList,
    list_index: usize,
    index: usize,
    row: &'a Recipient,
    /// The contract and its place, counted from 0.
    contract: Option<(usize, &'a Contract)>,
}

fn rows<'a>(subject: &Subject<'a>) -> Vec<Paid<'a>> {
    let review = subject.review();
    let lists = review
        .into_iter()
        .flat_map(|review| review.recipients.iter().enumerate());
    lists
        .flat_map(|(list_index, list)| {
            let rows = list.rows.iter().enumerate();
            rows.flat_map(move |(index, row)| {
                let paid = move |contract| Paid {
                    list,
                    list_index,
                    index,
                    row,
                    contract,
                };
                let own = has_terms(row).then(|| paid(None));
                let contracts = row.contracts.iter().enumerate();
                own.into_iter()
                    .chain(contracts.map(move |contract| paid(Some(contract))))
            })
        })
        .collect()
}

/// Sheets since 2024 give the terms contract by contract.
fn has_terms(row: &Recipient) -> bool {
    row.contracts.is_empty()
        || !row.method.is_empty()
        || row.bidders.is_some()
        || row.bid_rate.is_some()
}

impl<'a> Paid<'a> {
    fn label(&self) -> Say {
        let place = self.list.place(self.row);
        let name = words::short(&self.row.name);
        match self.contract {
            None => say!("{place} {name}", "{place} {name}"),
            Some((at, _)) => {
                let number = at + 1;
                say!(
                    "{place} {name}（契約{number}）",
                    "{place} {name} (contract {number})"
                )
            }
        }
    }

    fn path(&self, key: &str) -> String {
        let row = format!("recipients[{}].rows[{}]", self.list_index, self.index);
        match self.contract {
            None => format!("{row}.{key}"),
            Some((at, _)) => format!("{row}.contracts[{at}].{key}"),
        }
    }

    fn anchor(&self, column: &str) -> String {
        let (block, rank) = (self.list.block.to_ascii_lowercase(), self.row.rank);
        match self.contract {
            None => format!("recipients-{block}-{rank}-{column}"),
            Some((at, _)) => format!("recipients-{block}-{rank}-c{}-{column}", at + 1),
        }
    }

    /// Kind of contract as printed; may be empty.
    fn kind(&self) -> &'a str {
        match self.contract {
            None => &self.row.method,
            Some((_, contract)) => contract.method.as_deref().unwrap_or(""),
        }
    }

    fn citation(&self) -> &'a Citation {
        match self.contract {
            None => &self.row.citation,
            Some((_, contract)) => &contract.citation,
        }
    }

    fn bidder_count(&self) -> Option<&'a Figure> {
        match self.contract {
            None => self.row.bidders.as_deref(),
            Some((_, contract)) => contract.bidders.as_deref(),
        }
    }

    fn reason(&self) -> &'a str {
        let reason = match self.contract {
            None => &self.row.reason,
            Some((_, contract)) => &contract.reason,
        };
        reason.as_deref().unwrap_or("").trim()
    }

    fn amount(&self, subject: &Subject<'_>) -> Input {
        let Some((_, contract)) = self.contract else {
            return paid(subject, self.list, self.list_index, self.index, self.row);
        };
        let Say { ja, en } = self.label();
        subject.input(
            &contract.amount,
            say!("契約額 {ja}", "amount of {en}"),
            self.path("amount"),
            self.anchor("amount"),
        )
    }

    fn method(&self, subject: &Subject<'_>) -> Term {
        let Say { ja, en } = self.label();
        subject.text(
            say!("支出先{ja}", "recipient {en}"),
            self.kind(),
            self.citation(),
            self.path("method"),
            self.anchor("amount"),
        )
    }

    /// Nothing where the source gives no bidders, or gives them contract by contract.
    fn bidders(&self, subject: &Subject<'_>) -> Option<Input> {
        let Say { ja, en } = self.label();
        Some(subject.input(
            self.bidder_count()?,
            say!("入札者数 {ja}", "bidders for {en}"),
            self.path("bidders"),
            self.anchor("bidders"),
        ))
    }

    /// Nothing where the source gives no rate, or gives rates contract by contract.
    fn rate(&self, subject: &Subject<'_>) -> Option<Input> {
        let rate = match self.contract {
            None => self.row.bid_rate.as_deref(),
            Some((_, contract)) => contract.bid_rate.as_deref(),
        };
        let Say { ja, en } = self.label();
        Some(subject.input(
            rate?,
            say!("落札率 {ja}", "bid rate of {en}"),
            self.path("bid_rate"),
            self.anchor("rate"),
        ))
    }

    fn is_tender(&self) -> bool {
        self.kind().contains("一般競争") || self.kind().contains("指名競争")
    }

    /// 随意契約（その他）: the contract without competition.
    fn is_non_competitive(&self) -> bool {
        let method: String = self.kind().chars().filter(|c| !c.is_whitespace()).collect();
        method.starts_with("随意契約") && method.contains("その他")
    }

    /// One bidder in a procedure where several could have come.
    fn is_single_bid(&self) -> bool {
        let competitive =
            self.is_tender() || self.kind().contains("企画競争") || self.kind().contains("公募");
        let bidders = self.bidder_count().and_then(Figure::printed);
        competitive && bidders.is_some_and(|count| count == 1.into())
    }
}

/// The answer to a question of the self-check, with the term that shows it.
fn answer<'a>(subject: &Subject<'a>, question: &[&str]) -> Option<(&'a CheckItem, Term)> {
    let review = subject.review()?;
    for (at, group) in review.self_check.iter().enumerate() {
        for (index, item) in group.items.iter().enumerate() {
            if question.iter().all(|word| item.question.contains(word)) {
                let asked = words::short(&item.question);
                let term = subject.text(
                    say!("点検「{asked}」", "self-check “{asked}”"),
                    &item.mark,
                    &item.citation,
                    format!("self_check[{at}].items[{index}].mark"),
                    String::new(),
                );
                return Some((item, term));
            }
        }
    }
    None
}

pub(super) fn single_bids(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let question = ["一者応札", "ないか"];
    declared(
        rule,
        subject,
        &question,
        "一者応札・一者応募",
        "single bids",
        |row| {
            let bidders = row.bidders(subject)?;
            row.is_single_bid().then_some(bidders.term)
        },
    )
}

pub(super) fn non_competitive(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let question = ["競争性のない随意契約", "ないか"];
    let (ja, en) = ("競争性のない随意契約", "contracts without competition");
    declared(rule, subject, &question, ja, en, |row| {
        row.is_non_competitive().then(|| row.method(subject))
    })
}

/// 「無」 against the rows that show otherwise. 「有」 is never refuted by a list of ten.
fn declared<'a>(
    rule: &'static Rule,
    subject: &Subject<'a>,
    question: &[&str],
    ja: &str,
    en: &str,
    shows: impl Fn(&Paid<'a>) -> Option<Term>,
) -> Vec<Relation> {
    let rows = rows(subject);
    let Some((item, term)) = answer(subject, question).filter(|_| !rows.is_empty()) else {
        return Vec::new();
    };
    let shown: Vec<Term> = rows.iter().filter_map(shows).collect();
    let count = shown.len();
    let verdict = match (item.mark.as_str(), count) {
        ("無", 0) | ("有", 1..) => Verdict::Exact,
        ("無", _) => Verdict::Violated(Difference::Statement),
        ("有", _) => Verdict::Undecidable(say!(
            "リストは上位10者だけなので、それ以外にあるかもしれない",
            "the lists hold the top ten only; there may be others"
        )),
        _ => Verdict::Undecidable(say!(
            "回答が「有」でも「無」でもない",
            "the answer is neither yes nor no"
        )),
    };
    let mark = &item.mark;
    let claim = Claim::new(
        rule,
        subject,
        say!("{ja}の有無", "{en}"),
        say!("回答＝支出先リストの記載", "answer = what the lists show"),
    );
    let terms = std::iter::once(term).chain(shown);
    vec![claim.relation(
        say!("回答「{mark}」", "answer “{mark}”"),
        say!("支出先リストに{count}件", "{count} in the lists"),
        terms,
        verdict,
    )]
}

pub(super) fn reasons(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let rows = rows(subject).into_iter();
    let asked = rows.filter(|row| row.is_non_competitive() || row.is_single_bid());
    let relations = asked.filter_map(|row| {
        let amount = row.amount(subject);
        let paid = range(&amount)?;
        if paid.high.compare(REASON_FROM)?.is_lt() {
            return None;
        }
        let surely = paid.low.compare(REASON_FROM)?.is_ge();
        let reason = row.reason();
        let given = !matches!(reason, "" | "-" | "‐" | "―" | "－");
        let is_published = || row.contract.is_none() || subject.states_reasons();
        let verdict = match (given, surely) {
            (true, _) => Verdict::Exact,
            (false, true) if !is_published() => Verdict::Undecidable(say!(
                "版のどの契約にも理由の記載がなく、欄が公表されていないことがある",
                "no contract of the edition states a reason: the column may not be published"
            )),
            (false, true) => Verdict::Violated(Difference::Statement),
            (false, false) => Verdict::Undecidable(say!(
                "四捨五入のため、10億円以上かどうか決まらない",
                "rounding hides whether it is a billion yen or more"
            )),
        };
        let Say { ja, en } = row.label();
        let shown = if reason.is_empty() {
            Missing::Blank.mark(Lang::Ja)
        } else {
            reason
        };
        let term = subject.text(
            say!("理由及び改善策", "reason and remedy"),
            shown,
            row.citation(),
            row.path("reason"),
            String::new(),
        );
        let claim = Claim::new(
            rule,
            subject,
            say!("{ja}の理由及び改善策", "reason and remedy for {en}"),
            say!(
                "10億円以上の一者応札・競争性のない随意契約には理由及び改善策を書く",
                "single bids and contracts without competition of a billion yen or more state reason and remedy"
            ),
        );
        let (paid, method) = (&amount.term.shown, row.kind());
        let (paid_ja, paid_en) = (&paid.ja, &paid.en);
        let computed = say!(
            "支出額 {paid_ja}、{method}",
            "amount {paid_en}, {method}"
        );
        let stated = say!("理由「{shown}」", "reason “{shown}”");
        let terms = vec![term, amount.term.clone(), row.method(subject)];
        Some(claim.relation(stated, computed, terms, verdict))
    });
    relations.collect()
}

pub(super) fn bidders(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let relations = rows(subject).into_iter().filter_map(|row| {
        let (bidders, rate) = (row.bidders(subject)?, row.rate(subject)?);
        let has = (bidders.value.is_ok(), rate.value.is_ok());
        let is_grant = row.kind().contains("補助金");
        let verdict = if row.is_tender() {
            match has {
                (true, true) => Verdict::Exact,
                (false, _) => Verdict::Violated(Difference::Statement),
                // The rate may be kept back so that the ceiling price cannot be told.
                (true, false) => Verdict::Undecidable(say!(
                    "予定価格が類推されるため落札率を公表しない場合がある",
                    "the rate may be withheld to protect the ceiling price"
                )),
            }
        } else if is_grant {
            match has {
                (_, false) => Verdict::Exact,
                (_, true) => Verdict::Violated(Difference::Statement),
            }
        } else {
            return None;
        };
        let (Say { ja, en }, method) = (row.label(), row.kind());
        let (count, share) = (&bidders.term.shown, &rate.term.shown);
        let (count_ja, share_ja) = (&count.ja, &share.ja);
        let (count_en, share_en) = (&count.en, &share.en);
        let claim = Claim::new(
            rule,
            subject,
            say!("{ja}の入札者数と落札率", "bidders and rate of {en}"),
            say!(
                "競争入札には入札者数と落札率があり、補助金等交付に落札率はない",
                "tenders have bidders and rate, grants have no rate"
            ),
        );
        Some(claim.relation(
            say!(
                "入札者数 {count_ja}、落札率 {share_ja}",
                "bidders {count_en}, rate {share_en}"
            ),
            say!("{method}", "{method}"),
            vec![bidders.term.clone(), rate.term.clone(), row.method(subject)],
            verdict,
        ))
    });
    relations.collect()
}

pub(super) fn bid_rates(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let relations = rows(subject).into_iter().filter_map(|row| {
        let rate = row.rate(subject)?;
        let value = range(&rate)?;
        let hundred = Exact::whole(100);
        let verdict = if value.at.is_positive() && value.at.compare(hundred)?.is_le() {
            Verdict::Exact
        } else {
            let over = value.at.checked_sub(hundred)?.decimal()?;
            Verdict::Violated(Difference::Points(over))
        };
        let Say { ja, en } = row.label();
        let claim = Claim::new(
            rule,
            subject,
            say!("{ja}の落札率", "bid rate of {en}"),
            say!("0％＜落札率≦100％", "0 % < rate ≤ 100 %"),
        );
        let (shown_ja, shown_en) = (&rate.term.shown.ja, &rate.term.shown.en);
        let stated = say!("落札率 {shown_ja}", "bid rate {shown_en}");
        let computed = say!("100%以下", "at most 100 %");
        Some(claim.relation(stated, computed, vec![rate.term.clone()], verdict))
    });
    relations.collect()
}

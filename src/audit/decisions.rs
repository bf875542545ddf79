//! Plans and strategies with the body that decided them: 「医療分野研究開発推進計画（第2期）」（令和2年3月27日健康・医療戦略推進本部決定）.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::across::Gathered;
use super::claim::Claim;
use super::passages::passages;
use super::place::Subject;
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use crate::say;
use crate::text::search_key;

/// A plan with date and body, as a text cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Decision {
    name: String,
    /// Year and month, such as 令和2年3月.
    month: String,
    day: Option<String>,
    body: String,
    /// As printed, for the reader.
    shown: String,
}

/// Endings of names of plans, for names that stand without quotation marks.
const PLANS: [&str; 4] = ["戦略", "計画", "方針", "大綱"];

/// Every decision that a text cites.
fn cited(text: &str) -> Vec<Decision> {
    if !text.contains("決定") {
        return Vec::new();
    }
    let text: String = text.nfkc().collect();
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find(')').map(|at| open + at) else {
            continue;
        };
        let inner = &text[open + 1..close];
        if !inner.contains("決定") || inner.contains('(') {
            continue;
        }
        let Some(name) = name_before(&text[..open]) else {
            continue;
        };
        for clause in inner.split('、') {
            found.extend(decision(&name, clause));
        }
    }
    found
}

/// The name that stands before the bracket, without 第N期.
fn name_before(text: &str) -> Option<String> {
    let text = text.trim_end();
    let name = if let Some(quoted) = text.strip_suffix('」') {
        quoted.rsplit('「').next()?
    } else {
        let bare = text
            .rsplit(['、', '。', '「', '」', '(', ')', '\n', ','])
            .next()?;
        let is_plan = PLANS.iter().any(|plan| bare.ends_with(plan));
        is_plan.then_some(bare)?
    };
    let name = search_key(name);
    let name = ["(第1期)", "(第2期)", "(第3期)", "第1期", "第2期", "第3期"]
        .iter()
        .fold(name, |name, term| name.replace(term, ""));
    (name.chars().count() >= 3).then_some(name)
}

/// `第2期:令和2年3月27日閣議決定` → date and body; nothing for changes (一部変更) and clauses without a date.
fn decision(name: &str, clause: &str) -> Option<Decision> {
    let clause: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    let dated = clause.rsplit(':').next()?;
    if dated.contains("変更") || dated.contains("改") {
        return None;
    }
    let (month, rest) = dated.split_once('月')?;
    let is_era = ["令和", "平成", "昭和"]
        .iter()
        .any(|era| month.starts_with(era));
    let (day, rest) = match rest.split_once('日') {
        Some((day, rest)) if day.bytes().all(|b| b.is_ascii_digit()) => {
            (Some(day.to_owned()), rest)
        }
        _ => (None, rest),
    };
    let body = rest.strip_suffix("決定")?;
    (is_era && month.contains('年') && !body.is_empty()).then(|| Decision {
        name: name.to_owned(),
        month: format!("{month}月"),
        day,
        body: body.to_owned(),
        shown: dated.to_owned(),
    })
}

/// A citation with the term that shows it.
pub(super) type Cited = (Decision, Term);

/// A citation with where it stands.
struct Mention<'m> {
    decision: &'m Decision,
    subject: usize,
    term: &'m Term,
}

/// The citations of an entity that [`decisions`] compares.
pub(super) fn citations(subject: &Subject<'_>) -> Vec<Cited> {
    let mut found = Vec::new();
    for passage in passages(subject) {
        for decision in cited(passage.text) {
            let term = passage.term(subject, &decision.shown);
            found.push((decision, term));
        }
    }
    found
}

pub(super) fn decisions(rule: &'static Rule, all: &Gathered<'_>) -> Vec<Relation> {
    let mut mentions: BTreeMap<(&str, &str), Vec<Mention<'_>>> = BTreeMap::new();
    for (subject, gathered) in all.notes.iter().enumerate() {
        for (decision, term) in &gathered.decisions {
            let key = (decision.name.as_str(), decision.month.as_str());
            mentions.entry(key).or_default().push(Mention {
                decision,
                subject,
                term,
            });
        }
    }
    let mut found = Vec::new();
    for mentions in mentions.into_values().filter(|mentions| mentions.len() > 1) {
        found.extend(compared(rule, all.subjects, &mentions));
    }
    found
}

/// The reading that most places have, the first of several equally frequent ones.
fn usual<'m>(
    mentions: &[Mention<'m>],
    of: impl Fn(&Mention<'m>) -> Option<&'m str>,
) -> Option<&'m str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for value in mentions.iter().filter_map(of) {
        match counts.iter_mut().find(|(other, _)| *other == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}

fn compared(
    rule: &'static Rule,
    subjects: &[Subject<'_>],
    mentions: &[Mention<'_>],
) -> Vec<Relation> {
    let body = usual(mentions, |mention| Some(&mention.decision.body));
    let day = usual(mentions, |mention| mention.decision.day.as_deref());
    let is_usual = |mention: &Mention<'_>| {
        let decision = mention.decision;
        let same_day = decision.day.as_deref().is_none_or(|own| day == Some(own));
        body == Some(decision.body.as_str()) && same_day
    };
    let Some(model) = mentions
        .iter()
        .filter(|mention| is_usual(mention))
        .max_by_key(|mention| mention.decision.day.is_some())
    else {
        return Vec::new();
    };
    let claim = |mention: &Mention<'_>| {
        let (name, month) = (&mention.decision.name, &mention.decision.month);
        subjects.get(mention.subject).map(|subject| {
            Claim::new(
                rule,
                subject,
                say!(
                    "「{name}」（{month}）の決定",
                    "decision of “{name}” ({month})"
                ),
                say!(
                    "同じ計画の決定者と日付は同じ",
                    "one plan, one body and date"
                ),
            )
        })
    };
    let count = mentions.iter().filter(|mention| is_usual(mention)).count();
    let shown = &model.decision.shown;
    let usual = say!("{shown}（{count}か所）", "{shown} ({count} places)");
    let unusual: Vec<&Mention<'_>> = mentions.iter().filter(|m| !is_usual(m)).collect();
    let relation = |mention: &Mention<'_>, verdict: Verdict| {
        let own = &mention.decision.shown;
        let stated = say!("{own}", "{own}");
        let terms = vec![mention.term.clone(), model.term.clone()];
        Some(claim(mention)?.relation(stated, usual.clone(), terms, verdict))
    };
    if unusual.is_empty() {
        return relation(model, Verdict::Exact).into_iter().collect();
    }
    unusual
        .into_iter()
        .filter_map(|mention| relation(mention, Verdict::Violated(Difference::Statement)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::relation::TermPlace;
    use crate::model::table::Citation;

    #[test]
    fn citations_come_back_from_their_bytes() {
        let term = |lines: Option<(u32, u32)>| Term {
            label: say!("「目的」", "“目的”").into(),
            shown: say!("令和2年3月27日閣議決定", "").into(),
            citation: Citation {
                document: "review".into(),
                lines,
            },
            place: TermPlace {
                edition: 2024,
                entity: "reviews/1".into(),
                file: "content/2024/reviews/1.yaml".into(),
                path: "texts[0].text".into(),
                anchor: String::new(),
            },
        };
        let text = "「研究計画」（令和2年3月27日閣議決定）と「医療戦略」（令和2年4月閣議決定）";
        let cited = cited(text).into_iter();
        let cited: Vec<Cited> = cited
            .zip([None, Some((1, 2))])
            .map(|(decision, lines)| (decision, term(lines)))
            .collect();
        assert_eq!(cited.len(), 2);
        let bytes = postcard::to_allocvec(&cited).expect("bytes");
        assert_eq!(postcard::from_bytes(&bytes), Ok(cited));
    }

    fn read(text: &str) -> Vec<(String, String, Option<String>, String)> {
        let found = cited(text).into_iter();
        found.map(|d| (d.name, d.month, d.day, d.body)).collect()
    }

    #[test]
    fn names_dates_and_bodies_are_read() {
        let plan = |day: Option<&str>, body: &str| {
            (
                search_key("医療分野研究開発推進計画"),
                "令和2年3月".to_owned(),
                day.map(str::to_owned),
                body.to_owned(),
            )
        };
        assert_eq!(
            read(
                "「医療分野研究開発推進計画（第2期）」（令和２年３月27日健康・医療戦略推進本部決定）に基づく"
            ),
            [plan(Some("27"), "健康・医療戦略推進本部")]
        );
        assert_eq!(
            read("及び医療分野研究開発推進計画（第1期：平成26年7月健康・医療戦略推進本部決定、平成29年2月一部変更）").len(),
            1
        );
        assert_eq!(
            read("に、第2期医療分野研究開発推進計画（令和2年3月閣議決定）"),
            [plan(None, "閣議")]
        );
    }

    #[test]
    fn brackets_without_a_dated_decision_say_nothing() {
        for text in [
            "「計画」（閣議決定）",
            "（令和2年3月決定）",
            "研究開発（令和3年8月事前評価より）",
            "「計画」（令和3年4月9日一部変更閣議決定）",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

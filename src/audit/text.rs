//! Numbers in texts: amounts that name a row of a table, equations, and sentences that occur twice.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::claim::{Claim, stated};
use super::equation;
use super::passages::{Passage, passages};
use super::place::{IndicatorAt, Input, Subject};
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use super::words;
use crate::diagnostic::Say;
use crate::format;
use crate::model::quantity::Quantity;
use crate::prose::{self, Agreement};
use crate::say;
use crate::text::search_key;

/// Characters of a label below which it names nothing in particular (予算額).
const LABEL: usize = 4;
/// Characters before a number that make two places one sentence.
const CONTEXT: usize = 10;

/// Half-width signs, no white space. Most texts need no more than the latter, which is much cheaper.
fn normal(text: &str) -> String {
    let is_plain = |c: char| {
        c.is_ascii()
            || c == '\u{3000}'
            || ('\u{3001}'..='\u{30fe}').contains(&c)
            || ('\u{4e00}'..='\u{9fff}').contains(&c)
    };
    if text.chars().all(is_plain) {
        return text.chars().filter(|c| !c.is_whitespace()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The amount of money that follows a label, such as `約586億円` after 「AMED予算額（案）」.
fn amount_after(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches("(案)");
    let rest = rest.trim_start_matches(['は', ':', '(', 'が']);
    let head = rest
        .find(|c: char| c.is_ascii_digit())
        .filter(|at| ["", "約", "▲", "△"].contains(&&rest[..*at]))?;
    let is_amount = |c: char| c.is_ascii_digit() || ",.兆億万千百".contains(c);
    let end = rest[head..].find(|c| !is_amount(c)).map(|at| head + at)?;
    rest[end..]
        .starts_with('円')
        .then(|| &rest[..end + '円'.len_utf8()])
}

pub(super) fn figures(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    let texts: Vec<(Passage<'_>, String)> = passages(subject)
        .into_iter()
        .filter(|passage| passage.text.contains('円'))
        .map(|passage| {
            let text = normal(passage.text);
            (passage, text)
        })
        .collect();
    for at in subject.budgets() {
        for (index, row) in at.table.rows.iter().enumerate() {
            let label = row.label.as_deref().map(normal).unwrap_or_default();
            if label.chars().count() < LABEL {
                continue;
            }
            let cells = (0..at.table.columns.len()).filter_map(|c| subject.cell(&at, index, c));
            let cells: Vec<Input> = cells.filter(is_money).collect();
            for (passage, text) in &texts {
                let named = text.match_indices(&label);
                let amounts =
                    named.filter_map(|(start, _)| amount_after(&text[start + label.len()..]));
                found.extend(
                    amounts
                        .filter_map(|words| figure(rule, subject, passage, &label, words, &cells)),
                );
            }
        }
    }
    found
}

fn is_money(input: &Input) -> bool {
    matches!(input.value, Ok(Quantity::Money(_)))
}

/// An amount in a text against the figures of the row that it names.
fn figure(
    rule: &'static Rule,
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    label: &str,
    words: &str,
    cells: &[Input],
) -> Option<Relation> {
    let agrees = cells.iter().find(|cell| {
        let quantity = cell.value.as_ref().ok();
        quantity.is_some_and(|quantity| prose::agrees(words, quantity) == Agreement::Agrees)
    });
    let verdict = match agrees {
        Some(_) => Verdict::Exact,
        None => Verdict::Violated(Difference::Statement),
    };
    let against = agrees.or(cells.first())?;
    let mut terms = vec![passage.term(subject, words)];
    match agrees {
        Some(cell) => terms.push(cell.term.clone()),
        None => terms.extend(super::claim::terms(cells)),
    }
    let claim = Claim::new(
        rule,
        subject,
        say!("文章の中の{label}", "{label} in a text"),
        say!(
            "文章の額＝表の額",
            "amount in the text = amount in the table"
        ),
    );
    Some(claim.relation(
        say!("「{label} {words}」", "“{label} {words}”"),
        stated(against),
        terms,
        verdict,
    ))
}

pub(super) fn arithmetic(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    let equations = |passage: &Passage<'_>| passage.text.contains(['=', '＝']);
    for passage in passages(subject).into_iter().filter(equations) {
        for equation in equation::all(&normal(passage.text)) {
            let shown = &equation.shown;
            let (verdict, value) = equation.verdict();
            let claim = Claim::new(
                rule,
                subject,
                say!("式 {shown}", "equation {shown}"),
                say!("式の左辺＝右辺", "both sides are equal"),
            );
            let (stated, terms) = (
                say!("{shown}", "{shown}"),
                vec![passage.term(subject, shown)],
            );
            let computed =
                Say::of(|lang| value.map_or(String::new(), |value| format::grouped(lang, &value)));
            found.push(claim.relation(stated, computed, terms, verdict));
        }
    }
    found
}

/// The project in 「…として、Xの実績を記載」.
fn basis(text: &str) -> Option<String> {
    let (before, _) = text.split_once("の実績を記載")?;
    let sentence = before.rsplit(['。', '\n']).next()?;
    let name = sentence.rsplit('、').next()?;
    let name = name.split(['（', '(']).next()?;
    Some(name.trim().to_owned()).filter(|name| name.chars().count() >= LABEL)
}

pub(super) fn bases(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in subject.indicators() {
        for (key, id) in &at.indicator.same_as {
            let relation = || {
                let other = subject.find(subject.year(), key)?;
                let there = other
                    .indicators()
                    .into_iter()
                    .find(|there| there.indicator.id == *id)?;
                let (here, named_here) = named(subject, &at)?;
                let (term, named_there) = named(&other, &there)?;
                let same = search_key(&named_here) == search_key(&named_there);
                let verdict = if same {
                    Verdict::Exact
                } else {
                    Verdict::Violated(Difference::Statement)
                };
                let name = words::short(&at.indicator.name);
                let claim = Claim::new(
                    rule,
                    subject,
                    say!("「{name}」の実績の事業", "whose results “{name}” are"),
                    say!(
                        "実績を記載する事業＝同じ指標の事業",
                        "project = project of the same indicator"
                    ),
                );
                Some(claim.relation(
                    say!("{named_here}", "{named_here}"),
                    say!("{named_there}", "{named_there}"),
                    vec![here, term],
                    verdict,
                ))
            };
            found.extend(relation());
        }
    }
    found
}

fn named(subject: &Subject<'_>, at: &IndicatorAt<'_>) -> Option<(Term, String)> {
    let texts = at.indicator.texts.iter().enumerate();
    texts
        .filter_map(|(index, text)| Some((index, text, basis(&text.text)?)))
        .map(|(index, text, name)| {
            let term = subject.text(
                words::named(&at.indicator.name, "根拠", "basis"),
                &name,
                &text.citation,
                format!("{}.texts[{index}].text", at.path),
                at.indicator.id.clone(),
            );
            (term, name)
        })
        .next()
}

/// Units behind which numbers are dates, periods or marks, not quantities of one thing.
const NOT_COMPARED: [&str; 8] = ["年", "月", "日", "期", "次", "号", "頁", "ページ"];

/// Numbers of a text with what stands before them and their unit.
fn numbers(text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let has_number =
        |line: &&str| line.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    for line in text.split(['。', '\n']).filter(has_number) {
        let line: Vec<char> = normal(line).chars().collect();
        let mut at = 0;
        while at < line.len() {
            if !line[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let end = (at..line.len())
                .find(|i| !(line[*i].is_ascii_digit() || line[*i] == ',' || line[*i] == '.'))
                .unwrap_or(line.len());
            let before: Vec<char> = line[..at]
                .iter()
                .copied()
                .filter(|c| c.is_alphanumeric())
                .collect();
            let unit: String = line[end..].iter().take(2).collect();
            let is_compared = !NOT_COMPARED.iter().any(|other| unit.starts_with(other))
                && unit.chars().next().is_some_and(char::is_alphabetic);
            if before.len() >= CONTEXT && is_compared {
                let context: String = before[before.len() - CONTEXT..].iter().collect();
                let number: String = line[at..end].iter().collect();
                found.push((context, unit, number));
            }
            at = end;
        }
    }
    found
}

pub(super) fn sentences(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    if subject.project().is_none() {
        return Vec::new();
    }
    let texts = passages(subject);
    let mut places: BTreeMap<(String, String), Vec<(usize, String)>> = BTreeMap::new();
    for (index, passage) in texts.iter().enumerate() {
        for (context, unit, number) in numbers(passage.text) {
            let entry = places.entry((context, unit)).or_default();
            if entry.iter().all(|(other, _)| *other != index) {
                entry.push((index, number));
            }
        }
    }
    let mut found = Vec::new();
    for ((context, unit), numbers) in places {
        let Some((first, rest)) = numbers.split_first() else {
            continue;
        };
        for other in rest {
            let say = |(index, number): &(usize, String)| {
                let shown = format!("…{context}{number}{unit}…");
                (texts[*index].term(subject, &shown), shown)
            };
            let ((here, left), (there, right)) = (say(first), say(other));
            let verdict = if first.1.replace(',', "") == other.1.replace(',', "") {
                Verdict::Exact
            } else {
                Verdict::Violated(Difference::Statement)
            };
            let claim = Claim::new(
                rule,
                subject,
                say!("「…{context}」に続く数", "number after “…{context}”"),
                say!("同じ文の数は同じ", "one sentence, one number"),
            );
            found.push(claim.relation(
                say!("「{left}」", "“{left}”"),
                say!("「{right}」", "“{right}”"),
                vec![here, there],
                verdict,
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_only_right_behind_its_label() {
        assert_eq!(amount_after("(案)586億円(前年度"), Some("586億円"));
        assert_eq!(amount_after("は約37億円"), Some("約37億円"));
        assert_eq!(amount_after("515億円"), Some("515億円"));
        for other in ["を37億円とする", "(案)", "37件", "のうち37億円"] {
            assert_eq!(amount_after(other), None, "{other}");
        }
    }

    #[test]
    fn the_project_is_what_stands_before_the_words() {
        let text = "基礎研究の成果として、ゲノム利活用プログラム（B-cureの実績を記載。";
        assert_eq!(basis(text).as_deref(), Some("ゲノム利活用プログラム"));
        assert_eq!(basis("実績を記載"), None);
    }

    #[test]
    fn numbers_need_ten_characters_before_them_and_a_unit() {
        let one = numbers("世界の医薬品売上げ上位100品目のうち45品目を占める");
        assert_eq!(one.len(), 2);
        assert_eq!(
            one[1],
            ("上位100品目のうち".into(), "品目".into(), "45".into())
        );
        assert_eq!(numbers("支援額50百万円／年"), []);
        assert_eq!(numbers("研究開発の実施の開始後おおむね2年目に"), []);
    }
}

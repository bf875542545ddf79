//! Who is who: corporate numbers and the names beside them.

use std::collections::BTreeMap;

use super::across::Gathered;
use super::claim::Claim;
use super::place::Subject;
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::corporate_number::CorporateNumber;
use crate::model::dataset::Recipient;
use crate::model::table::Citation;
use crate::say;
use crate::text::search_key;

/// A row of a recipient that has a number.
struct Numbered<'a> {
    number: &'a CorporateNumber,
    row: &'a Recipient,
    place: RowPlace<'a>,
}

/// Where a row of a recipient stands.
#[derive(Clone, Copy)]
struct RowPlace<'a> {
    /// Position of its list in the seed file, and its own in the list.
    list: usize,
    index: usize,
    block: &'a str,
    rank: u32,
    /// The source has ranks; otherwise they are places in its order, which nobody is told.
    is_ranked: bool,
    citation: &'a Citation,
}

impl RowPlace<'_> {
    /// What stands under a key of the row, as a term.
    fn term(&self, subject: &Subject<'_>, key: &str, shown: &str) -> Term {
        let RowPlace {
            list,
            index,
            block,
            rank,
            is_ranked,
            citation,
        } = self;
        let label = match is_ranked {
            true => say!("支出先{block}-{rank}", "recipient {block}-{rank}"),
            false => say!("支出先（ブロック{block}）", "recipient of block {block}"),
        };
        subject.text(
            label,
            shown,
            citation,
            format!("recipients[{list}].rows[{index}].{key}"),
            format!("recipients-{}-{rank}-amount", block.to_ascii_lowercase()),
        )
    }
}

impl Numbered<'_> {
    /// The number as a term.
    fn term(&self, subject: &Subject<'_>) -> Term {
        let shown = self.number.as_str();
        self.place.term(subject, "corporate_number", shown)
    }
}

/// Every recipient of a review sheet that has a number.
fn numbered<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Numbered<'a>> + use<'a> {
    let lists = subject.review().into_iter().flat_map(|review| {
        let lists = review.recipients.iter().enumerate();
        lists.flat_map(|(at, list)| {
            let rows = list.rows.iter().enumerate();
            rows.map(move |(index, row)| (at, list, index, row))
        })
    });
    lists.filter_map(|(list, of, index, row)| {
        let place = RowPlace {
            list,
            index,
            block: &of.block,
            rank: row.rank,
            is_ranked: of.is_ranked,
            citation: &row.citation,
        };
        Some(Numbered {
            number: row.corporate_number.as_ref()?,
            row,
            place,
        })
    })
}

pub(super) fn check_digits(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut seen = BTreeMap::new();
    for one in numbered(subject) {
        seen.entry(one.number.as_str()).or_insert(one);
    }
    let relations = seen.into_iter().map(|(number, one)| {
        let name = words::short(&one.row.name);
        let verdict = match CorporateNumber::parse(number) {
            Ok(_) => Verdict::Exact,
            Err(why) => Verdict::Undecidable(why),
        };
        let claim = Claim::new(
            rule,
            subject,
            say!("{name}の法人番号", "corporate number of {name}"),
            say!(
                "先頭の桁＝9－（残りの12桁に右から1、2、1、2…を掛けた和を9で割った余り）",
                "first digit = 9 − (the other twelve, from the right times 1, 2, 1, 2 …, modulo 9)"
            ),
        );
        let digit = &number[..1];
        let stated = say!("{number}", "{number}");
        let computed = say!("検査用数字 {digit}", "check digit {digit}");
        claim.relation(stated, computed, vec![one.term(subject)], verdict)
    });
    relations.collect()
}

/// Legal forms (法人格) as [`search_key`] writes them; one that ends with another stands before it.
const LEGAL_FORMS: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "国立大学法人",
    "公立大学法人",
    "学校法人",
    "国立研究開発法人",
    "地方独立行政法人",
    "独立行政法人",
    "大学共同利用機関法人",
    "特定非営利活動法人",
    "社会福祉法人",
    "社会医療法人",
    "医療法人",
    "(株)",
    "(有)",
    "(独)",
    "(国)",
    "(一社)",
    "(公社)",
    "(一財)",
    "(公財)",
];

/// A name without its legal form, middle dots, width and spaces.
fn without_form(name: &str) -> String {
    let key = search_key(name).replace('・', "");
    let bare = LEGAL_FORMS
        .iter()
        .find_map(|form| key.strip_prefix(form).or_else(|| key.strip_suffix(form)));
    bare.filter(|bare| !bare.is_empty())
        .map_or_else(|| key.clone(), str::to_owned)
}

/// True where two names are one: alike but for the legal form, width, spaces and middle dots, or one goes on where the other ends.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (without_form(one), without_form(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// A joint venture (共同企業体) is no corporation: the number beside its name is that of the member that represents it.
fn is_joint_venture(name: &str) -> bool {
    let key = search_key(name);
    key.contains("共同企業体") || key.contains("共同事業体") || key.ends_with("jv")
}

/// A recipient with a corporate number, as it is named in one place: all that a term about it says.
#[derive(Debug, PartialEq)]
pub(super) struct NumberedName {
    number: CorporateNumber,
    name: Box<str>,
    list: usize,
    index: usize,
    block: Box<str>,
    rank: u32,
    is_ranked: bool,
    citation: Citation,
}

impl NumberedName {
    fn term(&self, subject: &Subject<'_>) -> Term {
        let place = RowPlace {
            list: self.list,
            index: self.index,
            block: &self.block,
            rank: self.rank,
            is_ranked: self.is_ranked,
            citation: &self.citation,
        };
        place.term(subject, "name", &self.name)
    }
}

/// The names of an entity that [`names_of_numbers`] compares.
pub(super) fn numbered_names(subject: &Subject<'_>) -> Vec<NumberedName> {
    let names = numbered(subject).filter(|one| !is_joint_venture(&one.row.name));
    let names = names.map(|Numbered { number, row, place }| NumberedName {
        number: number.clone(),
        name: row.name.as_str().into(),
        list: place.list,
        index: place.index,
        block: place.block.into(),
        rank: place.rank,
        is_ranked: place.is_ranked,
        citation: place.citation.clone(),
    });
    names.collect()
}

pub(super) fn names_of_numbers(rule: &'static Rule, all: &Gathered<'_>) -> Vec<Relation> {
    let mut by_number: BTreeMap<&CorporateNumber, Vec<(usize, &NumberedName)>> = BTreeMap::new();
    for (at, gathered) in all.notes.iter().enumerate() {
        for named in &gathered.names {
            by_number
                .entry(&named.number)
                .or_default()
                .push((at, named));
        }
    }
    let relations = by_number.into_iter().filter_map(|(number, names)| {
        let (at, first) = names.first().map(|(at, first)| (at, &*first.name))?;
        if names.len() < 2 {
            return None;
        }
        let mut others = names.iter().map(|(_, other)| &*other.name);
        let other = others.find(|name| !is_same(first, name));
        let subject = all.subjects.get(*at)?;
        let claim = Claim::new(
            rule,
            subject,
            say!(
                "法人番号{number}の名称",
                "name of corporate number {number}"
            ),
            say!("同じ番号の名称は同じ", "names of one number are the same"),
        );
        let (verdict, shown) = match other {
            Some(name) if number.is_of_state() => {
                let why = say!(
                    "国の機関の部局は、府省の番号を使うことがある",
                    "offices of the state may use the number of their ministry"
                );
                (Verdict::Undecidable(why), name)
            }
            Some(name) => (Verdict::Violated(Difference::Statement), name),
            None => (Verdict::Exact, first),
        };
        let count = names.len();
        let computed = say!("{shown}（{count}か所）", "{shown} ({count} places)");
        let subject_of = |at: usize| all.subjects.get(at);
        let terms = names
            .iter()
            .filter_map(|(at, named)| Some(named.term(subject_of(*at)?)));
        Some(claim.relation(say!("{first}", "{first}"), computed, terms, verdict))
    });
    relations.collect()
}

pub(super) fn numbers_of_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut by_name: BTreeMap<String, Vec<Numbered<'_>>> = BTreeMap::new();
    for one in numbered(subject) {
        let rows = by_name.entry(search_key(&one.row.name)).or_default();
        rows.push(one);
    }
    let relations = by_name.into_values().filter_map(|rows| {
        let Numbered { number, row, .. } = rows.first()?;
        if rows.len() < 2 {
            return None;
        }
        let other = rows.iter().find(|other| other.number != *number);
        let verdict = match other {
            Some(_) => Verdict::Violated(Difference::Statement),
            None => Verdict::Exact,
        };
        let name = words::short(&row.name);
        let claim = Claim::new(
            rule,
            subject,
            say!("{name}の法人番号", "corporate number of {name}"),
            say!("同じ名称の番号は同じ", "numbers of one name are the same"),
        );
        let shown = other.map_or(number.as_str(), |other| other.number.as_str());
        let (stated, computed) = (say!("{number}", "{number}"), say!("{shown}", "{shown}"));
        let terms = rows.iter().map(|one| one.term(subject));
        Some(claim.relation(stated, computed, terms, verdict))
    });
    relations.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_legal_form_and_what_follows() {
        assert!(is_same("国立大学法人　東北大学", "国立大学法人東北大学"));
        assert!(is_same(
            "国立大学法人東京大学",
            "国立大学法人東京大学医科学研究所"
        ));
        assert!(!is_same("国立大学法人東京大学", "国立大学法人東北大学"));
        assert!(is_same("慶應義塾", "学校法人慶應義塾"));
        assert!(is_same("株式会社ジー・サーチ", "ジーサーチ㈱"));
        assert!(!is_same("株式会社", "学校法人"));
        assert!(
            is_joint_venture("戸田・西松特定建設工事共同企業体") && is_joint_venture("甲乙ＪＶ")
        );
        assert!(!is_joint_venture("株式会社共同企画"));
    }
}

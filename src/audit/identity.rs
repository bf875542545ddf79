//! Who is who: corporate numbers, organisations, and the names of projects and review sheets.

use std::collections::BTreeMap;

use super::across::Gathered;
use super::claim::Claim;
use super::place::Subject;
use super::relation::{Difference, Relation, Term, Verdict};
use super::rules::Rule;
use super::words;
use crate::model::corporate_number::CorporateNumber;
use crate::model::dataset::Relation as Lineage;
use crate::model::dataset::{Common, Project, Recipient, RecipientList};
use crate::model::table::Citation;
use crate::say;
use crate::text::search_key;

/// A recipient's name or number as a term; `list` and `row` count from 0.
fn named(
    subject: &Subject<'_>,
    list: &RecipientList,
    list_index: usize,
    index: usize,
    row: &Recipient,
    key: &str,
    shown: &str,
) -> Term {
    let (block, rank) = (&list.block, row.rank);
    subject.text(
        say!("支出先{block}-{rank}", "recipient {block}-{rank}"),
        shown,
        &row.citation,
        format!("recipients[{list_index}].rows[{index}].{key}"),
        format!("recipients-{}-{rank}-amount", block.to_ascii_lowercase()),
    )
}

/// Every recipient of a review sheet that has a number, with the terms that show its number and its name.
fn numbered<'a>(subject: &Subject<'a>) -> Vec<(&'a CorporateNumber, &'a Recipient, Term, Term)> {
    let lists = subject.review().into_iter().flat_map(|review| {
        let lists = review.recipients.iter().enumerate();
        lists.flat_map(|(at, list)| {
            let rows = list.rows.iter().enumerate();
            rows.map(move |(index, row)| (at, list, index, row))
        })
    });
    let numbered = lists.filter_map(|(at, list, index, row)| {
        let number = row.corporate_number.as_ref()?;
        let term = |key, shown: &str| named(subject, list, at, index, row, key, shown);
        Some((
            number,
            row,
            term("corporate_number", number.as_str()),
            term("name", &row.name),
        ))
    });
    numbered.collect()
}

pub(super) fn check_digits(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut seen = BTreeMap::new();
    for (number, row, term, _) in numbered(subject) {
        seen.entry(number.as_str()).or_insert((row, term));
    }
    let relations = seen.into_iter().map(|(number, (row, term))| {
        let name = words::short(&row.name);
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
        claim.relation(stated, computed, vec![term], verdict)
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

/// A recipient with a corporate number, as it is named in one place.
#[derive(Debug, PartialEq)]
pub(super) struct NumberedName {
    number: CorporateNumber,
    name: String,
    term: Term,
}

/// The names of an entity that [`names_of_numbers`] compares.
pub(super) fn numbered_names(subject: &Subject<'_>) -> Vec<NumberedName> {
    let names = numbered(subject).into_iter();
    names
        .filter(|(_, row, ..)| !is_joint_venture(&row.name))
        .map(|(number, row, _, term)| NumberedName {
            number: number.clone(),
            name: row.name.clone(),
            term,
        })
        .collect()
}

pub(super) fn names_of_numbers(rule: &'static Rule, all: &Gathered<'_>) -> Vec<Relation> {
    let mut by_number: BTreeMap<&CorporateNumber, Vec<(usize, &str, &Term)>> = BTreeMap::new();
    for (at, gathered) in all.notes.iter().enumerate() {
        for named in &gathered.names {
            let names = by_number.entry(&named.number).or_default();
            names.push((at, &named.name, &named.term));
        }
    }
    let relations = by_number.into_iter().filter_map(|(number, names)| {
        let (at, first, _) = names.first()?;
        let other = names.iter().find(|(_, name, _)| !is_same(first, name));
        if names.len() < 2 {
            return None;
        }
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
            Some((_, name, _)) if number.is_of_state() => {
                let why = say!(
                    "国の機関の部局は、府省の番号を使うことがある",
                    "offices of the state may use the number of their ministry"
                );
                (Verdict::Undecidable(why), (*name).to_owned())
            }
            Some((_, name, _)) => (Verdict::Violated(Difference::Statement), (*name).to_owned()),
            None => (Verdict::Exact, (*first).to_owned()),
        };
        let count = names.len();
        let computed = say!("{shown}（{count}か所）", "{shown} ({count} places)");
        let first = (*first).to_owned();
        let terms = names.into_iter().map(|(_, _, term)| term.clone());
        Some(claim.relation(say!("{first}", "{first}"), computed, terms, verdict))
    });
    relations.collect()
}

pub(super) fn numbers_of_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut by_name: BTreeMap<String, Vec<(&CorporateNumber, &Recipient, Term)>> = BTreeMap::new();
    for (number, row, term, _) in numbered(subject) {
        let rows = by_name.entry(search_key(&row.name)).or_default();
        rows.push((number, row, term));
    }
    let relations = by_name.into_values().filter_map(|rows| {
        let (number, row, _) = rows.first()?;
        if rows.len() < 2 {
            return None;
        }
        let other = rows.iter().find(|(other, ..)| other != number);
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
        let shown = other.map_or(number.as_str(), |(other, ..)| other.as_str());
        let (stated, computed) = (say!("{number}", "{number}"), say!("{shown}", "{shown}"));
        let terms = rows.iter().map(|(.., term)| term.clone());
        Some(claim.relation(stated, computed, terms, verdict))
    });
    relations.collect()
}

/// A name without 等, brackets and what they hold.
fn bare(name: &str) -> String {
    let mut depth = 0_usize;
    let key = search_key(name);
    let kept = key.chars().filter(|c| match c {
        '(' | '（' => {
            depth += 1;
            false
        }
        ')' | '）' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let kept: String = kept.collect();
    kept.trim_end_matches('等').to_owned()
}

/// Where an entity is named: the name, its place, and the entity.
struct Naming<'a> {
    name: &'a str,
    path: String,
    citation: &'a Citation,
    edition: i16,
    key: &'a str,
}

fn namings<'a>(subject: &Subject<'a>) -> Vec<Naming<'a>> {
    let mut found = Vec::new();
    for (at, table) in subject.common.budgets.iter().enumerate() {
        for (index, row) in table.rows.iter().enumerate() {
            let cell = row.cells.first();
            if let (Some(key), Some(name), Some(cell)) = (&row.about, &row.label, cell) {
                found.push(Naming {
                    name,
                    path: format!("budgets[{at}].rows[{index}].label"),
                    citation: cell.citation(),
                    edition: subject.year(),
                    key,
                });
            }
        }
    }
    for (at, group) in subject
        .portfolio()
        .into_iter()
        .flat_map(|portfolio| &portfolio.groups)
        .enumerate()
    {
        for (index, program) in group.programs.iter().enumerate() {
            if let Some(key) = &program.about {
                found.push(Naming {
                    name: &program.name,
                    path: format!("groups[{at}].programs[{index}].name"),
                    citation: &program.citation,
                    edition: subject.year(),
                    key,
                });
            }
        }
    }
    for (index, line) in subject.common.lineage.iter().enumerate() {
        if let (Lineage::Same, Some((edition, key))) = (line.relation, &line.entity) {
            found.push(Naming {
                name: &line.name,
                path: format!("lineage[{index}].name"),
                citation: &line.citation,
                edition: *edition,
                key,
            });
        }
    }
    found
}

/// Every name under which a project is known, its predecessors' too.
fn known_names<'a>(common: &'a Common, project: Option<&'a Project>) -> Vec<&'a str> {
    let mut names = vec![common.name.as_str()];
    if let Some(project) = project {
        names.extend(project.short_name.as_deref());
        names.extend(project.aliases.iter().map(String::as_str));
        let before = common
            .lineage
            .iter()
            .filter(|line| line.relation == Lineage::Predecessor);
        names.extend(before.map(|line| line.name.as_str()));
    }
    names
}

pub(super) fn entity_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let relations = namings(subject).into_iter().filter_map(|naming| {
        let other = subject.find(naming.edition, naming.key)?;
        let known = known_names(other.common, other.project());
        let is_known = known.iter().any(|name| bare(name) == bare(naming.name));
        let shown = &other.common.name;
        let here = subject.text(
            say!("ここでの名称", "name here"),
            naming.name,
            naming.citation,
            naming.path,
            String::new(),
        );
        let there = other.text(
            say!("事業の名称", "name of the project"),
            shown,
            &other.common.citation,
            "name".to_owned(),
            String::new(),
        );
        let verdict = if is_known {
            Verdict::Exact
        } else {
            Verdict::Violated(Difference::Statement)
        };
        let name = words::short(naming.name);
        let claim = Claim::new(
            rule,
            subject,
            say!("「{name}」の名称", "name of “{name}”"),
            say!(
                "名称＝事業の名称（別名・前身の名称）",
                "name = name of the project, an alias, or a predecessor"
            ),
        );
        let stated = naming.name;
        Some(claim.relation(
            say!("{stated}", "{stated}"),
            say!("{shown}", "{shown}"),
            vec![here, there],
            verdict,
        ))
    });
    relations.collect()
}

pub(super) fn review_names(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    let goals = subject.objective().into_iter().flat_map(|o| &o.goals);
    for (at, goal) in goals.enumerate() {
        for (index, means) in goal.means.iter().enumerate() {
            let sheet = means.review.as_deref().and_then(|number| {
                subject
                    .reviews()
                    .find(|review| review.number.rsplit('-').next() == Some(number))
            });
            let Some(sheet) = sheet else { continue };
            let Some(other) = subject.find(subject.year(), &sheet.common.key) else {
                continue;
            };
            let (number, name) = (&sheet.number, &sheet.common.name);
            let path = format!("goals[{at}].means[{index}].name");
            let here = subject.text(
                say!("達成手段", "means"),
                &means.name,
                &means.citation,
                path,
                String::new(),
            );
            let there = other.text(
                say!("レビューシートの事業名", "name of the review sheet"),
                name,
                &sheet.common.citation,
                "name".to_owned(),
                String::new(),
            );
            let verdict = if bare(&means.name) == bare(name) {
                Verdict::Exact
            } else {
                Verdict::Violated(Difference::Statement)
            };
            let goal = &goal.number;
            let claim = Claim::new(
                rule,
                subject,
                say!(
                    "達成目標{goal}の達成手段{number}",
                    "means {number} of goal {goal}"
                ),
                say!(
                    "達成手段の名称＝レビューシートの事業名",
                    "name of the means = name of the review sheet"
                ),
            );
            let stated = &means.name;
            found.push(claim.relation(
                say!("{stated}", "{stated}"),
                say!("{name}", "{name}"),
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
    fn names_are_compared_without_brackets_and_width() {
        assert_eq!(
            bare("ゲノム利活用プログラム（B-cure） 等"),
            bare("ゲノム利活用プログラム(Ｂ－cure)等")
        );
        assert_ne!(bare("利活用プラグラム"), bare("利活用プログラム"));
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

//! What an earlier edition said about the same year.

use super::claim::Claim;
use super::cross_budget::budget_of;
use super::place::{Subject, TableAt};
use super::relation::Relation;
use super::rules::Rule;
use super::words;
use crate::model::fiscal_year::FiscalYear;
use crate::model::lineage::Bond;
use crate::model::table::RowItem;
use crate::say;

/// The same thing in an earlier edition.
fn earlier<'a>(subject: &Subject<'a>) -> Option<Subject<'a>> {
    let year = subject.year();
    let mut same = subject.common.lineage.iter().filter_map(|line| {
        let (edition, key) = line.entity.as_ref()?;
        let is_same =
            *edition < year && Bond::of(line.relation, true).is_some_and(Bond::is_identity);
        is_same.then_some((*edition, key))
    });
    if let Some((edition, key)) = same.next() {
        return subject.find(edition, key);
    }
    subject.find(subject.year_before()?, &subject.entity)
}

pub(super) fn budgets(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let Some(before) = subject.project().and_then(|_| earlier(subject)) else {
        return Vec::new();
    };
    let mut years: Vec<FiscalYear> = subject
        .budgets()
        .iter()
        .flat_map(TableAt::years)
        .map(|(_, year)| year)
        .collect();
    years.sort_unstable();
    years.dedup();
    let mut found = Vec::new();
    for wanted in [RowItem::Amount, RowItem::Supplementary] {
        for year in &years {
            let amounts = || {
                let now = budget_of(subject, wanted, *year)?;
                let then = budget_of(&before, wanted, *year)?;
                (now.value.is_ok() && then.value.is_ok()).then_some((now, then))
            };
            let Some((now, then)) = amounts() else {
                continue;
            };
            let FiscalYear(year) = year;
            let (name, edition) = (words::short(&subject.common.name), before.year());
            let about = say!(
                "「{name}」{year}年度の予算額（{edition}年版と）",
                "“{name}” budget of FY{year} (edition {edition})"
            );
            let formula = say!(
                "この版の額＝前の版の額",
                "amount here = amount in the earlier edition"
            );
            found.push(Claim::new(rule, subject, about, formula).equal(&now, &then));
        }
    }
    found
}

/// Tables of figures of an entity, budgets and indicators.
fn tables<'a>(subject: &Subject<'a>) -> Vec<TableAt<'a>> {
    let mut tables = subject.budgets();
    tables.extend(subject.indicators().iter().filter_map(|at| at.table()));
    tables
}

pub(super) fn restated(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Relation> {
    let is_kept = subject.project().is_none() && !subject.entity.is_empty();
    let Some(before) = is_kept.then(|| earlier(subject)).flatten() else {
        return Vec::new();
    };
    let then = tables(&before);
    let mut found = Vec::new();
    for now in tables(subject) {
        let same = |other: &&TableAt<'_>| {
            other.table.id == now.table.id && other.table.title == now.table.title
        };
        let Some(then) = then.iter().find(same) else {
            continue;
        };
        for (row, printed) in now.table.rows.iter().enumerate() {
            let old = then
                .table
                .rows
                .iter()
                .position(|other| other.key == printed.key);
            for (column, year) in now.years() {
                let values = || {
                    let here = subject.cell(&now, row, column)?;
                    let there = before.cell(then, old?, then.year(year)?)?;
                    (here.value.is_ok() && there.value.is_ok()).then_some((here, there))
                };
                let Some((here, there)) = values() else {
                    continue;
                };
                let (ja, en) = (&here.term.label.ja, &here.term.label.en);
                let about = say!("{ja}", "{en}");
                let formula = say!(
                    "この版の値＝前の版の値",
                    "value here = value in the earlier edition"
                );
                found.push(Claim::new(rule, subject, about, formula).equal(&here, &there));
            }
        }
    }
    found
}

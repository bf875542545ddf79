//! A sheet → its seed file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::json::Record;
use super::reader::ReadSheet;
use super::run::SITE;
use crate::import::payee;
use crate::import::report::{Marks, Reason, Remark};
use crate::import::run::Sheet;
use crate::import::sums::{Sums, yen};
use crate::import::tables::{Map, fact, figure, heading};
use crate::import::yaml::Yaml;

/// The unit of all amounts.
const UNIT: &str = "百万円";
/// A cell that the sheet does not have.
const NONE: &str = "記載なし";

/// A sheet and what becomes of it.
struct Making<'a> {
    sheet: &'a Record,
    year: i16,
    document: &'a str,
    line: u64,
    at: String,
    marks: Marks,
    read: Sums,
}

/// Makes the seed file of a sheet. `document` is the file that it stands in.
pub(super) fn sheet(read: &ReadSheet, document: &str, id: &str, lineage: Vec<Yaml>) -> Sheet {
    let mut making = Making {
        sheet: &read.sheet,
        year: read.year,
        document,
        line: read.number,
        at: format!("{document}:{}", read.number),
        marks: Marks::default(),
        read: Sums::default(),
    };
    making.marks.used(document.to_owned());
    let (recipients, paid) = making.recipients();
    let mut indicators = making.outcomes();
    indicators.extend(making.outputs());
    let text = |name: &str| read.sheet.text(name);
    let map = Map::new()
        .text("name", text("事業名"))
        .text("number", text("事業番号"))
        .text("source", document)
        .plain("at", &making.at)
        .with("organisation", making.organisation())
        .list("facts", making.facts(paid))
        .list("texts", making.texts())
        .list("budgets", making.budget().into_iter().collect())
        .list("indicators", indicators)
        .list("recipients", recipients)
        .list("past_numbers", making.past())
        .list("lineage", lineage);
    let keys = map.entries();
    let year = read.year;
    let command = SITE.command;
    Sheet {
        name: format!("{year}/{id}"),
        path: format!("{year}/reviews/{id}.yaml"),
        comment: format!(
            "# yaml-language-server: $schema=../../schema/review.json\n\
             # Review sheet published in fiscal year {year}, imported by `{command}` (docs/IMPORT.md). Commentary goes into {id}.md.\n"
        ),
        read: making.read,
        written: Sums::of_seed(&keys),
        keys,
        marks: making.marks,
    }
}

impl Making<'_> {
    fn used(&mut self) {
        self.marks.used(self.document.to_owned());
    }

    fn leave(&mut self, reason: Reason) {
        self.marks.left(self.document.to_owned(), self.line, reason);
    }

    fn organisation(&self) -> Yaml {
        let text = |name: &str| self.sheet.text(name);
        let officer = Map::new().text("name", text("作成責任者"));
        let officer = officer.plain("at", &self.at).done();
        let officers = match text("作成責任者") {
            "" => Vec::new(),
            _ => vec![officer],
        };
        Map::new()
            .text("ministry", text("府省庁"))
            .text("bureau", text("担当部局庁"))
            .text("division", text("担当課室"))
            .list("officers", officers)
            .plain("at", &self.at)
            .done()
    }

    fn facts(&self, paid: Option<i16>) -> Vec<Yaml> {
        let text = |name: &str| self.sheet.text(name).to_owned();
        let texts = |name: &str| self.sheet.texts(name).join("、");
        let facts = [
            ("事業開始年度", text("開始年度")),
            ("事業終了（予定）年度", text("終了年度")),
            ("会計区分", texts("会計区分")),
            ("主要政策・施策", texts("主要施策")),
            ("実施方法", texts("実施方法")),
            (
                "支出先の年度",
                paid.map(|year| format!("{year}年度")).unwrap_or_default(),
            ),
            ("レビューシートのURL", text("url")),
            ("JUDGIT! の事業ID", text("事業ID")),
        ];
        let facts = facts.into_iter();
        facts
            .filter_map(|(label, text)| fact(label, &text, &self.at))
            .collect()
    }

    fn texts(&self) -> Vec<Yaml> {
        let texts = [
            ("purpose", "事業の目的", "事業目的"),
            ("summary", "事業概要", "事業概要"),
            (
                "no-quantitative-target",
                "定量的な目標が設定できない理由",
                "定量的な目標が設定できない理由",
            ),
        ];
        let texts = texts.into_iter();
        texts
            .filter_map(|(id, title, key)| heading(id, title, self.sheet.text(key), &self.at))
            .collect()
    }

    /// Numbers of past sheets, as they are given.
    fn past(&mut self) -> Vec<Yaml> {
        let mut facts = Vec::new();
        for past in self.sheet.list("関連する過去のレビューシート") {
            self.used();
            let label = format!("{}年度　{}", past.text("年度"), past.text("府省庁"));
            let number = past_number(past);
            facts.extend(fact(&label, &number, &self.at));
        }
        facts
    }

    /// Budget and execution by year, with the request for the year after.
    fn budget(&mut self) -> Option<Yaml> {
        const ROWS: [(&str, &str); 7] = [
            ("initial", "当初予算"),
            ("supplementary", "補正予算"),
            ("carried_in", "前年度から繰越し"),
            ("carried_out", "翌年度へ繰越し"),
            ("reserve", "予備費等"),
            ("total", "予算計"),
            ("executed", "執行額"),
        ];
        let mut years: BTreeMap<i16, &Record> = BTreeMap::new();
        let mut request: Option<(i16, &Record)> = None;
        for entry in self.sheet.list("予算") {
            self.read.initial += amount(entry, "当初予算");
            self.read.executed += amount(entry, "執行額");
            let Some(year) = entry.year("年度") else {
                self.leave(Reason::Unreadable);
                continue;
            };
            let amounts = ROWS.iter().map(|(_, key)| entry.text(key));
            let is_money = amounts
                .chain([entry.text("要求額")])
                .all(|number| number.is_empty() || yen(number, UNIT).is_some());
            if !is_money {
                self.leave(Reason::Unreadable);
            } else if entry.has("要求額") {
                let is_both = ROWS.iter().any(|(_, key)| !entry.text(key).is_empty());
                match request.is_none() && !is_both {
                    true => request = Some((year, entry)),
                    false => self.leave(Reason::Contradicts),
                }
            } else if let Entry::Vacant(vacant) = years.entry(year) {
                vacant.insert(entry);
            } else {
                self.leave(Reason::SecondTotal);
            }
        }
        for _ in 0..years.len() + usize::from(request.is_some()) {
            self.used();
        }
        let rows = ROWS.iter().map(|(item, key)| {
            let values = years.values().map(|entry| cell(entry, key));
            let requested = request.map(|(_, entry)| match *item {
                "initial" => cell(entry, "要求額"),
                _ => figure(NONE),
            });
            Map::new()
                .text("item", item)
                .with("values", Yaml::List(values.chain(requested).collect()))
                .plain("at", &self.at)
                .done()
        });
        let rows = rows.collect();
        let mut columns: Vec<Yaml> = years.keys().map(Yaml::plain).collect();
        columns.extend(request.map(|(year, _)| Map::new().plain("requested", year).done()));
        let note = Map::new().text(
            "text",
            "（編集注）元のデータ（JUDGIT!）は、レビューシートで空欄や「-」の欄も0としています。",
        );
        let map = Map::new()
            .text("id", "budget")
            .text("title", "予算額・執行額")
            .text("unit", UNIT)
            .list("columns", columns.clone())
            .list("rows", rows)
            .list("notes", vec![note.done()]);
        (!columns.is_empty()).then(|| map.done())
    }

    /// Payees by block, with the year of the payments: the one before the sheet's.
    fn recipients(&mut self) -> (Vec<Yaml>, Option<i16>) {
        let paid = self.year.saturating_sub(1);
        let mut blocks: BTreeMap<(usize, String), Vec<Yaml>> = BTreeMap::new();
        for entry in self.sheet.list("支出先") {
            let printed = entry.text("支出額");
            self.read.payees += yen(printed, UNIT).unwrap_or(0);
            let is_money = printed.is_empty() || yen(printed, UNIT).is_some();
            let block = payee::block_id(entry.text("グループ"));
            let reason = match &block {
                _ if entry.year("年度") != Some(paid) => Some(Reason::OtherYear),
                _ if !is_money => Some(Reason::Unreadable),
                None => Some(Reason::BadBlock),
                Some(_) => None,
            };
            let (Some(block), None) = (block, reason) else {
                self.leave(reason.unwrap_or(Reason::BadBlock));
                continue;
            };
            self.used();
            let payee = self.payee(entry);
            let list = blocks.entry((block.len(), block)).or_default();
            list.push(payee);
        }
        let year = (!blocks.is_empty()).then_some(paid);
        let lists = blocks.into_iter().map(|((_, block), rows)| {
            Map::new()
                .text("block", &block)
                .text("unit", UNIT)
                .list("rows", rows)
                .done()
        });
        (lists.collect(), year)
    }

    fn payee(&mut self, entry: &Record) -> Yaml {
        let map = match entry.text("番号").parse::<u32>() {
            Ok(rank) => Map::new().plain("rank", rank),
            Err(_) => Map::new(),
        };
        let (number, why) = payee::corporate_number(entry.text("法人番号"));
        if why.is_some() {
            let remark = Remark::CorporateNumber;
            self.marks
                .remark(self.document.to_owned(), self.line, remark);
        }
        map.with("name", Yaml::text(entry.text("支出先名")))
            .with("corporate_number", Yaml::text(number))
            .text("work", entry.text("業務概要"))
            .with("amount", cell(entry, "支出額"))
            .text("inferred", &why.unwrap_or_default())
            .plain("at", &self.at)
            .done()
    }

    /// Counts an indicator; false where its values cannot be put into columns of years.
    fn is_series(&mut self, entries: &[Record]) -> bool {
        let years: Vec<Option<i16>> = entries.iter().map(|entry| entry.year("年度")).collect();
        let is_known = years.iter().all(Option::is_some);
        let is_twice = (1..years.len()).any(|at| years[..at].contains(&years[at]));
        match (is_known, is_twice) {
            (true, false) => self.used(),
            (false, _) => self.leave(Reason::Unreadable),
            (true, true) => self.leave(Reason::Contradicts),
        }
        is_known && !is_twice
    }

    fn outcomes(&mut self) -> Vec<Yaml> {
        let mut seeds = Vec::new();
        for (at, outcome) in (1..).zip(self.sheet.list("アウトカム")) {
            if !self.is_series(outcome.list("成果実績")) {
                continue;
            }
            let map = Map::new()
                .text("id", &format!("outcome-{at}"))
                .with("name", Yaml::text(name(outcome, "成果指標", "成果目標")))
                .plain("kind", "outcome")
                .text("aim", outcome.text("成果目標"))
                .text("unit", outcome.text("単位"));
            let rows = [("actual", "成果実績"), ("target", "目標値")];
            let map = series(map, outcome.list("成果実績"), &rows, &self.at);
            seeds.push(goal(map, outcome, &self.at).plain("at", &self.at).done());
        }
        seeds
    }

    fn outputs(&mut self) -> Vec<Yaml> {
        let mut seeds = Vec::new();
        for (at, output) in (1..).zip(self.sheet.list("アウトプット")) {
            if !self.is_series(output.list("活動実績")) {
                continue;
            }
            let map = Map::new()
                .text("id", &format!("output-{at}"))
                .with("name", Yaml::text(name(output, "活動指標", "")))
                .plain("kind", "output")
                .text("unit", output.text("単位"));
            let rows = [("planned", "当初見込み"), ("actual", "活動実績")];
            let map = series(map, output.list("活動実績"), &rows, &self.at);
            seeds.push(map.plain("at", &self.at).done());
        }
        seeds
    }
}

/// The number of a past sheet, of its parts.
pub(super) fn past_number(past: &Record) -> String {
    let parts = [
        "事業番号1",
        "事業番号2",
        "事業番号3",
        "事業番号4",
        "事業番号5",
    ];
    let parts = parts.iter().map(|key| past.text(key));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

fn amount(entry: &Record, key: &str) -> i128 {
    yen(entry.text(key), UNIT).unwrap_or(0)
}

/// A figure: blank where the entry says null, and said to be missing where it has no such key.
fn cell(entry: &Record, key: &str) -> Yaml {
    match entry.has(key) {
        true => figure(entry.text(key)),
        false => figure(NONE),
    }
}

fn name<'a>(indicator: &'a Record, key: &str, other: &str) -> &'a str {
    match (indicator.text(key), indicator.text(other)) {
        ("", "") => NONE,
        ("", other) => other,
        (name, _) => name,
    }
}

/// Values by year.
fn series(map: Map, entries: &[Record], rows: &[(&str, &str)], at: &str) -> Map {
    let years = entries.iter().map(|entry| (entry.text("年度"), entry));
    let years: BTreeMap<&str, &Record> = years.collect();
    let seeds = rows.iter().map(|(item, key)| {
        let values = years.values().map(|entry| cell(entry, key)).collect();
        Map::new()
            .text("item", item)
            .with("values", Yaml::List(values))
            .plain("at", at)
            .done()
    });
    if years.is_empty() {
        return map;
    }
    map.list("columns", years.keys().map(Yaml::plain).collect())
        .list("rows", seeds.collect())
}

/// The target with the year in which it is due, where one is given.
fn goal(map: Map, outcome: &Record, at: &str) -> Map {
    let (due, value) = (outcome.text("目標最終年度"), outcome.text("目標値"));
    if due.is_empty() && value.is_empty() {
        return map;
    }
    let due = if due.is_empty() { "-" } else { due };
    let goal = Map::new().text("due", due);
    let plain = crate::model::decimal::Decimal::parse(value.trim()).is_some();
    let goal = match plain {
        true => goal.plain("value", value.trim()),
        false => goal.text("text", value),
    };
    map.with("goal", goal.plain("at", at).done())
}

//! The closing report of an import, for people and as JSON.

use serde_json::{Value, json as object};

use super::columns::{Ends, FILES, PREFIX};
use super::run::Report;
use crate::diagnostic::{Lang, Say};
use crate::import::report::{FileReport, Places};
use crate::say;

/// Projects that are named one by one.
const NAMED: usize = 20;

/// The report in words.
pub fn human(report: &Report, lang: Lang, is_check: bool) -> String {
    let mut out = String::new();
    let mut line = |said: Say| {
        out.push_str(said.get(lang));
        out.push('\n');
    };
    for file in &report.files {
        for said in file_lines(file) {
            line(said);
        }
    }
    for file in &report.missing {
        let (number, title) = (file.number, file.title);
        line(say!(
            "{number}（{title}）：ファイルがないため、その内容は取り込んでいません",
            "{number} ({title}): not at hand, so that nothing of it is imported"
        ));
    }
    for name in &report.unknown {
        line(say!(
            "{name}：15のファイルのどれでもないため、使っていません",
            "{name}: none of the fifteen files, not used"
        ));
    }
    for (number, name, reason) in left_out_columns(report) {
        let (ja, en) = (&reason.ja, &reason.en);
        line(say!(
            "{number}「{name}」の列は取り込みません：{ja}",
            "{number} column `{name}` is left out: {en}"
        ));
    }
    for said in sums(report) {
        line(said);
    }
    for said in projects(report, is_check) {
        line(said);
    }
    out
}

fn lines_of(places: &Places) -> String {
    let lines: Vec<String> = places.first.iter().map(u64::to_string).collect();
    let more = if places.count > lines.len() as u64 {
        "…"
    } else {
        ""
    };
    format!("{}{more}", lines.join(", "))
}

fn file_lines(file: &FileReport) -> Vec<Say> {
    let (number, rows, used) = (file.number, file.rows, file.used);
    let left: u64 = file.left.values().map(|places| places.count).sum();
    let mut said = vec![say!(
        "{number}：{rows}行を読み、{used}行を取り込み、{left}行を除いた",
        "{number}: {rows} rows read, {used} used, {left} left out"
    )];
    for (reason, places) in &file.left {
        let (count, lines, why) = (places.count, lines_of(places), reason.say());
        let (ja, en) = (why.ja, why.en);
        said.push(say!(
            "  除いた {count}行：{ja}（{lines}行目）",
            "  left out {count}: {en} (lines {lines})"
        ));
    }
    for (remark, places) in &file.remarks {
        let (count, lines, what) = (places.count, lines_of(places), remark.say());
        let (ja, en) = (what.ja, what.en);
        said.push(say!(
            "  {count}件：{ja}（{lines}行目）",
            "  {count}: {en} (lines {lines})"
        ));
    }
    if file.absent > 0 {
        let count = file.absent;
        let last = file
            .last
            .map_or_else(|| "-".to_owned(), |id| id.to_string());
        said.push(say!(
            "  {count}事業の行がない（このファイルの最後は予算事業ID {last}）",
            "  no row of {count} projects (the last project of this file is {last})"
        ));
    }
    said
}

/// Columns that are left out on purpose, by file.
fn left_out_columns(report: &Report) -> Vec<(&'static str, &'static str, Say)> {
    let mut found = Vec::new();
    let of = |columns: &'static [super::columns::Column], number: &'static str| {
        columns.iter().filter_map(move |column| match column.ends {
            Ends::Out(ja, en) => Some((number, column.name, say!("{ja}", "{en}"))),
            _ => None,
        })
    };
    found.extend(of(PREFIX, "*"));
    for file in &FILES {
        if report.files.iter().any(|read| read.number == file.number) {
            found.extend(of(file.own, file.number));
        }
    }
    found
}

fn sums(report: &Report) -> Vec<Say> {
    const NAMES: [(&str, &str); 7] = [
        ("当初予算", "initial budgets"),
        ("執行額", "executed"),
        ("支出ブロック", "blocks of payees"),
        ("支出先", "payees"),
        ("契約", "contracts"),
        ("費目・使途", "cost items"),
        ("国庫債務負担行為等", "multi-year contracts"),
    ];
    let pairs = report
        .read
        .all()
        .into_iter()
        .zip(report.written.all())
        .zip(NAMES);
    let told = pairs.map(|(((_, read), (_, written)), (ja, en))| {
        if read == written {
            say!(
                "合計 {ja}：{read}円（CSV と一致）",
                "sum of {en}: {read} yen, as in the CSV files"
            )
        } else {
            say!(
                "合計 {ja}：CSV は {read}円、取り込んだのは {written}円（一致しません）",
                "sum of {en}: {read} yen in the CSV files, but {written} yen imported"
            )
        }
    });
    told.collect()
}

fn named<T: ToString>(items: &[T]) -> String {
    let shown: Vec<String> = items.iter().take(NAMED).map(T::to_string).collect();
    let more = if items.len() > NAMED { "…" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn projects(report: &Report, is_check: bool) -> Vec<Say> {
    let mut said = Vec::new();
    let (all, new, changed) = (report.projects, report.new.len(), report.changed.len());
    let same = report.unchanged;
    said.push(match is_check {
        true => say!(
            "{all}事業：新規になるもの {new}、変わるもの {changed}、変わらないもの {same}（何も書いていません）",
            "{all} projects: {new} would be new, {changed} would change, {same} stay (nothing was written)"
        ),
        false => say!(
            "{all}事業：新規 {new}、変更 {changed}、変更なし {same}",
            "{all} projects: {new} new, {changed} changed, {same} unchanged"
        ),
    });
    if !report.new.is_empty() && report.unchanged + report.changed.len() as u64 > 0 {
        let ids = named(&report.new);
        said.push(say!("  新規：{ids}", "  new: {ids}"));
    }
    for (id, keys) in report.changed.iter().take(NAMED) {
        let keys = keys.join(", ");
        said.push(say!("  変更 {id}：{keys}", "  changed {id}: {keys}"));
    }
    for path in &report.gone {
        said.push(say!(
            "  {path}：CSV にない事業です。残しました",
            "  {path}: in no CSV file any more; kept"
        ));
    }
    for path in &report.pruned {
        said.push(say!("  {path}：削除", "  {path}: removed"));
    }
    for (path, why) in &report.left {
        let (ja, en) = (&why.ja, &why.en);
        said.push(say!(
            "  {path}：変更していません。{ja}",
            "  {path}: left alone; {en}"
        ));
    }
    for path in &report.others {
        said.push(say!("  {path}：更新", "  {path}: updated"));
    }
    said
}

/// The report as JSON. Sums are texts, because readers of JSON may lose digits of numbers so large.
pub fn json(report: &Report) -> Value {
    let files: Vec<Value> = report.files.iter().map(file_json).collect();
    let sums: Value = report
        .read
        .all()
        .into_iter()
        .zip(report.written.all())
        .map(|((key, read), (_, written))| {
            let sum = object!({ "csv": read.to_string(), "imported": written.to_string() });
            (key.to_owned(), sum)
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let columns: Vec<Value> = left_out_columns(report)
        .into_iter()
        .map(|(file, column, why)| object!({ "file": file, "column": column, "reason": why.en }))
        .collect();
    let changed: Vec<Value> = report
        .changed
        .iter()
        .map(|(id, keys)| object!({ "project": id, "keys": keys }))
        .collect();
    let left: Vec<Value> = report
        .left
        .iter()
        .map(|(path, why)| object!({ "file": path, "reason": why.en }))
        .collect();
    object!({
        "fiscal_year": report.year,
        "files": files,
        "missing_files": report.missing.iter().map(|file| file.number).collect::<Vec<_>>(),
        "unknown_files": report.unknown,
        "columns_left_out": columns,
        "sums": sums,
        "projects": report.projects,
        "new": report.new,
        "changed": changed,
        "unchanged": report.unchanged,
        "gone": report.gone,
        "pruned": report.pruned,
        "left_alone": left,
        "other_files": report.others,
    })
}

fn file_json(file: &FileReport) -> Value {
    let places = |places: &Places| object!({ "count": places.count, "first_lines": places.first });
    let left: serde_json::Map<String, Value> = file
        .left
        .iter()
        .map(|(reason, at)| (reason.key().to_owned(), places(at)))
        .collect();
    let remarks: serde_json::Map<String, Value> = file
        .remarks
        .iter()
        .map(|(remark, at)| (remark.key().to_owned(), places(at)))
        .collect();
    object!({
        "number": file.number,
        "name": file.name,
        "sha256": file.sha256,
        "rows": file.rows,
        "used": file.used,
        "left_out": left,
        "remarks": remarks,
        "projects_without_a_row": file.absent,
    })
}

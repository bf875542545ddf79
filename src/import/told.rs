//! The closing report of an import, for people and as JSON.

use serde_json::{Value, json as object};

use super::report::{FileReport, Places, Rows};
use super::run::Report;
use crate::diagnostic::{Lang, Say};
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
    for (number, title) in &report.missing {
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
    for (number, name, reason) in &report.out {
        let (ja, en) = (&reason.ja, &reason.en);
        line(say!(
            "{number}「{name}」は取り込みません：{ja}",
            "{number} `{name}` is left out: {en}"
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
    let (number, rows, used) = (&file.number, file.rows, file.used);
    let left: u64 = file.left.values().map(|places| places.count).sum();
    let mut said = vec![match file.rows_are {
        Rows::Rows | Rows::Links => say!(
            "{number}：{rows}行を読み、{used}行を取り込み、{left}行を除いた",
            "{number}: {rows} rows read, {used} used, {left} left out"
        ),
        Rows::Entries => say!(
            "{number}：シートとその一覧の項目{rows}件を読み、{used}件を取り込み、{left}件を除いた",
            "{number}: {rows} sheets and entries of their lists read, {used} used, {left} left out"
        ),
    }];
    for (reason, places) in &file.left {
        let (count, lines, why) = (places.count, lines_of(places), reason.say());
        let (ja, en) = (why.ja, why.en);
        said.push(say!(
            "  除いた {count}件：{ja}（{lines}行目）",
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
    // A kind of amount that the data do not have has no sum.
    let pairs = pairs.filter(|(((_, read), (_, written)), _)| (*read, *written) != (0, 0));
    let told = pairs.map(|(((_, read), (_, written)), (ja, en))| {
        if read == written {
            say!(
                "合計 {ja}：{read}円（元のファイルと一致）",
                "sum of {en}: {read} yen, as in the files"
            )
        } else {
            say!(
                "合計 {ja}：元のファイルは {read}円、取り込んだのは {written}円（一致しません）",
                "sum of {en}: {read} yen in the files, but {written} yen imported"
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
            "  {path}：元のファイルにない事業です。残しました",
            "  {path}: in no file any more; kept"
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
            let sum = object!({ "source": read.to_string(), "imported": written.to_string() });
            (key.to_owned(), sum)
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let out: Vec<Value> = report
        .out
        .iter()
        .map(|(file, name, why)| object!({ "file": file, "name": name, "reason": why.en }))
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
        "fiscal_years": report.years,
        "files": files,
        "missing_files": report.missing.iter().map(|(number, _)| number).collect::<Vec<_>>(),
        "unknown_files": report.unknown,
        "left_out_on_purpose": out,
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

//! The whole import: projects in batches, each on its own, into a folder that the caller keeps.

use rayon::prelude::*;

use super::columns::{Ends, FILES, PREFIX};
use super::reader::{Reader, Sheets};
use super::sheet::sheet;
use super::tables::Map;
use crate::diagnostic::Say;
use crate::import::Problem;
use crate::import::report::FileReport;
use crate::import::run::{Failure, Leave, Report, Sheet, Target, Work};
use crate::import::sites::Site;
use crate::import::yaml::Yaml;
use crate::say;

/// Projects that are worked on at once; as many are in memory.
const BATCH: usize = 64;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Year of the edition, as its folder is called.
    pub year: i16,
    pub leave: Leave,
}

/// Imports all projects.
///
/// # Errors
/// The first thing that is wrong with the files, or that the folder refuses. Nothing may take effect then.
pub fn run<T: Target>(
    reader: &mut Reader,
    settings: &Settings,
    target: &mut T,
) -> Result<Report, Failure<T::Error>> {
    check_year(reader, settings.year).map_err(Failure::Input)?;
    let missing = reader.missing().into_iter();
    let report = Report {
        years: vec![settings.year],
        missing: missing.map(|file| (file.number, file.title)).collect(),
        unknown: reader.unknown.clone(),
        ..Report::default()
    };
    let mut work = Work::new(target, settings.leave, &SITE, report);
    loop {
        let batch = batch(reader).map_err(Failure::Input)?;
        if batch.is_empty() {
            break;
        }
        let made: Vec<(Sheet, String)> = batch
            .par_iter()
            .map(|sheets| {
                let sheet = sheet(sheets);
                let text = sheet.text();
                (sheet, text)
            })
            .collect();
        for (sheet, text) in made {
            work.put(&sheet, &text).map_err(Failure::Target)?;
        }
    }
    work.gone("reviews").map_err(Failure::Target)?;
    work.files(reader.reports());
    work.report.out = columns_left_out(&work.report.files);
    let documents: Vec<(String, Yaml)> = work
        .report
        .files
        .iter()
        .map(|file| document(file, settings.year))
        .collect();
    work.edition("", settings.year, &documents)
        .map_err(Failure::Target)?;
    Ok(work.report)
}

fn check_year(reader: &Reader, year: i16) -> Result<(), Problem> {
    match reader.year() {
        Some(found) if found != year => Err(Problem::new(
            "*.csv",
            Some(2),
            say!(
                "事業年度は {found} ですが、取り込み先は {year} です",
                "the fiscal year of the sheets is {found}, but they would go into {year}"
            ),
        )
        .help(say!(
            "--into に {found} という名前のフォルダーを指定してください",
            "name a folder called {found} with --into"
        ))),
        _ => Ok(()),
    }
}

fn batch(reader: &mut Reader) -> Result<Vec<Sheets>, Problem> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        match reader.project()? {
            Some(sheets) => batch.push(sheets),
            None => break,
        }
    }
    Ok(batch)
}

/// Columns that are left out on purpose, by file.
fn columns_left_out(files: &[FileReport]) -> Vec<(&'static str, String, Say)> {
    let mut found = Vec::new();
    let of = |columns: &'static [super::columns::Column], number: &'static str| {
        columns.iter().filter_map(move |column| match column.ends {
            Ends::Out(ja, en) => Some((number, column.name.to_owned(), say!("{ja}", "{en}"))),
            _ => None,
        })
    };
    found.extend(of(PREFIX, "*"));
    for file in &FILES {
        if files.iter().any(|read| read.number == file.number) {
            found.extend(of(file.own, file.number));
        }
    }
    found
}

/// The source document that a file is.
fn document(file: &FileReport, year: i16) -> (String, Yaml) {
    let rows = file.rows;
    let sum = &file.sha256;
    let terms = format!(
        "公共データ利用規約（第1.0版）。{year}年度のレビューシートのデータ（{rows}行、見出しは1行目）。取り込んだファイルの SHA-256：{sum}"
    );
    let id = format!("rs{}", file.number);
    let map = Map::new()
        .text("id", &id)
        .text("title", &file.name)
        .text("publisher", SITE.publisher)
        .text("publisher_en", SITE.publisher_en)
        .text("terms", &terms);
    (id, map.done())
}

/// Where the data come from.
pub static SITE: Site = Site {
    command: "tenken import rs",
    keys: &[
        "name",
        "number",
        "source",
        "at",
        "organisation",
        "facts",
        "texts",
        "policies",
        "laws",
        "plans",
        "subsidies",
        "related_projects",
        "budgets",
        "logic_model",
        "indicators",
        "self_check_results",
        "findings",
        "flow",
        "indirect_costs",
        "recipients",
        "cost_items",
        "multi_year_contracts",
        "past_numbers",
        "remarks",
        "lists",
    ],
    publisher: "デジタル庁（行政事業レビュー見える化サイト）",
    publisher_en: "Digital Agency of Japan (行政事業レビュー見える化サイト)",
    summary: |year| {
        say!(
            "{year}年度に公表された行政事業レビューシートのデータです。予算・執行、効果発現経路、支出先を事業ごとに示し、それぞれの数値に元のファイルと行を付けています。",
            "Data of the administrative project review sheets published in FY{year}: budgets and execution, logic models and payees of each project, every figure with the file and line that it comes from."
        )
    },
    attribution: "出典：行政事業レビュー見える化サイトのデータを加工して作成",
    attribution_en: "Source: made by processing data of the administrative project review site of Japan (行政事業レビュー見える化サイト).",
};

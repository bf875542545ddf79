//! The whole import. Files are read twice: first to see which sheets there are and how they belong together, then to make them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::crosswalk::{self, Crosswalk};
use super::id::id;
use super::keys::SHEET;
use super::links::{Given, Known, Links, Node};
use super::reader::{Line, Lines, Named, ReadSheet};
use super::sheet::{past_number, sheet};
use crate::diagnostic::Say;
use crate::import::keep;
use crate::import::report::{Marks, Reason, Remark};
use crate::import::run::{Failure, Leave, Report, Sheet, Target, Work};
use crate::import::sites::Site;
use crate::import::tables::Map;
use crate::import::yaml::Yaml;
use crate::import::{Ends, Input, Problem};
use crate::say;

/// Sheets that are worked on at once; as many are in memory.
const BATCH: usize = 64;
/// The first year of sheets of the RS system, which a crosswalk leads to.
const RS: i16 = 2024;

/// Where the data come from.
pub static SITE: Site = Site {
    command: "tenken import judgit",
    keys: &[
        "name",
        "number",
        "source",
        "at",
        "organisation",
        "facts",
        "texts",
        "budgets",
        "indicators",
        "recipients",
        "past_numbers",
        "lineage",
    ],
    publisher: "JUDGIT!（行政事業レビューシートのデータベース）",
    publisher_en: "JUDGIT! (database of administrative project review sheets)",
    summary: |year| {
        say!(
            "{year}年度に公表された行政事業レビューシートのデータ（JUDGIT!）です。予算・執行、成果指標、支出先を事業ごとに示し、それぞれの数値に元のファイルと行を付けています。",
            "Data of the administrative project review sheets published in FY{year} (JUDGIT!): budgets and execution, indicators and payees of each project, every figure with the file and line that it comes from."
        )
    },
    attribution: "出典：行政事業レビューシート（2015～2023年度）のデータ（JUDGIT!、CC BY 4.0）を加工して作成",
    attribution_en: "Source: made by processing data of administrative project review sheets of FY2015 to FY2023 (JUDGIT!, CC BY 4.0).",
};

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    pub leave: Leave,
    /// Link sheets of neighbouring years that have the same ministry and name.
    pub same_names: bool,
}

/// The files, opened anew each time they are asked for.
pub struct Files<'a, E> {
    pub sheets: &'a dyn Fn() -> Result<Vec<Input>, E>,
    pub crosswalk: Option<Input>,
}

/// What the first reading finds.
#[derive(Default)]
struct Index {
    sheets: BTreeMap<Node, Known>,
    /// SHA-256 of each file.
    sums: Vec<String>,
    /// Sheets that are named as past ones, and are no ids or not of an earlier year.
    unusable: BTreeSet<Node>,
}

/// Imports all sheets into the folder that holds the editions.
///
/// # Errors
/// The first thing that is wrong with the files, or that the folder refuses. Nothing may take effect then.
pub fn run<T: Target>(
    files: Files<'_, T::Error>,
    settings: Settings,
    target: &mut T,
) -> Result<Report, Failure<T::Error>> {
    let open = || {
        let inputs = (files.sheets)().map_err(Failure::Target)?;
        Lines::open(inputs).map_err(Failure::Input)
    };
    let index = index(open()?).map_err(Failure::Input)?;
    let crosswalk = files.crosswalk.map(crosswalk::read).transpose();
    let crosswalk = crosswalk.map_err(Failure::Input)?;
    let rows = crosswalk.as_ref().map_or(&[][..], |c| &c.links);
    let (later, present) = (
        later(rows, target).map_err(Failure::Target)?,
        present(&index, rows, target).map_err(Failure::Target)?,
    );
    let given = Given {
        sheets: &index.sheets,
        crosswalk: rows,
        later: &later,
        present: &present,
        same_names: settings.same_names,
    };
    let links = Links::of(&given);
    let years: BTreeSet<i16> = index.sheets.keys().map(|(year, _)| *year).collect();
    let report = Report {
        years: years.iter().copied().collect(),
        out: keys_left_out(),
        ..Report::default()
    };
    let mut work = Work::new(target, settings.leave, &SITE, report);
    let mut documents: BTreeMap<i16, BTreeSet<usize>> = BTreeMap::new();
    let mut reports = Vec::new();
    for (place, mut lines) in open()?.into_iter().enumerate() {
        loop {
            let (batch, is_last) = batch(&mut lines).map_err(Failure::Input)?;
            for (read, mut sheet) in
                make(&batch, &lines.file, &index, &given, &links).map_err(Failure::Input)?
            {
                lines.count(read.sheet.entries());
                documents.entry(read.year).or_default().insert(place);
                own_lineage(&mut sheet, &lines.file.document, read.number, work.target)
                    .map_err(Failure::Target)?;
                let text = sheet.text();
                work.put(&sheet, &text).map_err(Failure::Target)?;
            }
            if is_last {
                break;
            }
        }
        if index.sums.get(place) != Some(&lines.sha256()) {
            return Err(Failure::Input(changed(&lines.file)));
        }
        reports.push(lines.report());
    }
    for year in &years {
        work.gone(&format!("{year}/reviews"))
            .map_err(Failure::Target)?;
    }
    if let Some(crosswalk) = &crosswalk {
        work.tally(&used(crosswalk, &links));
        reports.push(crosswalk.report.clone());
    }
    work.files(reports);
    for (year, places) in &documents {
        let documents = sources(&work.report, places, crosswalk.is_some());
        work.edition(&format!("{year}/"), *year, &documents)
            .map_err(Failure::Target)?;
    }
    Ok(work.report)
}

/// Reads every sheet once: which there are, and what they say of each other.
fn index(files: Vec<Lines>) -> Result<Index, Problem> {
    let mut index = Index::default();
    for mut lines in files {
        loop {
            let (batch, is_last) = batch(&mut lines)?;
            let file = &lines.file;
            let sheets: Vec<ReadSheet> = batch
                .par_iter()
                .map(|line| file.read(line))
                .collect::<Result<_, _>>()?;
            for read in &sheets {
                index.add(file, read)?;
            }
            if is_last {
                break;
            }
        }
        index.sums.push(lines.sha256());
    }
    match index.sheets.is_empty() {
        true => Err(Problem::new(
            "*.ndjson",
            None,
            say!(
                "レビューシートが一つもありません",
                "there is no review sheet"
            ),
        )),
        false => Ok(index),
    }
}

impl Index {
    fn add(&mut self, file: &Named, read: &ReadSheet) -> Result<(), Problem> {
        let (year, text) = (read.year, |name: &str| read.sheet.text(name));
        let (ministry, number) = (text("府省庁"), text("事業番号"));
        let own = id(year, ministry, number).map_err(|why| file.problem(read.number, why))?;
        let node = (year, own);
        let at = format!("{}:{}", file.document, read.number);
        if let Some(other) = self.sheets.get(&node) {
            let (other, id) = (&other.at, &node.1);
            return Err(file
                .problem(
                    read.number,
                    say!(
                        "{year}年度の「{ministry}」の「{number}」（ID は {id}）は {other} にもあります",
                        "`{number}` of `{ministry}`, FY{year} (id {id}) stands in {other} too"
                    ),
                )
                .help(say!(
                    "同じシートが二つあるなら一つを除いてください",
                    "where one sheet is there twice, leave one out"
                )));
        }
        let mut past = Vec::new();
        for named in read.sheet.list("関連する過去のレビューシート") {
            let before = named.year("年度").filter(|before| *before < year);
            let named = before.and_then(|before| {
                let id = id(before, named.text("府省庁"), &past_number(named)).ok()?;
                Some((before, id))
            });
            match named {
                Some(named) => past.push(named),
                None => _ = self.unusable.insert(node.clone()),
            }
        }
        let known = Known {
            name: text("事業名").to_owned(),
            ministry: ministry.to_owned(),
            project: text("事業ID").to_owned(),
            past,
            at,
        };
        self.sheets.insert(node, known);
        Ok(())
    }
}

/// The next lines of a file, and whether they are the last.
fn batch(lines: &mut Lines) -> Result<(Vec<Line>, bool), Problem> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        match lines.next()? {
            Some(line) => batch.push(line),
            None => return Ok((batch, true)),
        }
    }
    Ok((batch, false))
}

/// Makes the sheets of some lines, each on its own.
fn make(
    batch: &[Line],
    file: &Named,
    index: &Index,
    given: &Given<'_>,
    links: &Links,
) -> Result<Vec<(ReadSheet, Sheet)>, Problem> {
    let made = batch.par_iter().map(|line| {
        let read = file.read(line)?;
        let text = |name: &str| read.sheet.text(name);
        let id = id(read.year, text("府省庁"), text("事業番号"))
            .map_err(|why| file.problem(read.number, why))?;
        let node = (read.year, id);
        let lineage = links.lineage(given, &node);
        let mut sheet = sheet(&read, &file.document, &node.1, lineage);
        let past = given.sheets.get(&node).map_or(&[][..], |known| &known.past);
        let is_here = |past: &Node| given.sheets.contains_key(past) || given.present.contains(past);
        if index.unusable.contains(&node) || !past.iter().all(is_here) {
            let document = file.document.clone();
            sheet.marks.remark(document, read.number, Remark::NoPast);
        }
        Ok((read, sheet))
    });
    made.collect()
}

/// Where people wrote a lineage of their own, it stands alone.
fn own_lineage<T: Target>(
    sheet: &mut Sheet,
    document: &str,
    line: u64,
    target: &T,
) -> Result<(), T::Error> {
    let Some(old) = target.read(&sheet.path)? else {
        return Ok(());
    };
    if keep::is_own(&String::from_utf8_lossy(&old), "lineage") {
        sheet.keys.retain(|(key, _)| *key != "lineage");
        let remark = Remark::OwnLineage;
        sheet.marks.remark(document.to_owned(), line, remark);
    }
    Ok(())
}

/// Years from 2024 on in which the folder has a sheet of a project that the crosswalk names: the first of each.
fn later<T: Target>(rows: &[crosswalk::Link], target: &T) -> Result<BTreeMap<u32, i16>, T::Error> {
    let wanted: BTreeSet<u32> = rows.iter().map(|row| row.project).collect();
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    let names = target.names("")?;
    let years = names.iter().filter_map(|name| name.parse::<i16>().ok());
    let years: BTreeSet<i16> = years.filter(|year| *year >= RS).collect();
    for year in years {
        let names = target.names(&format!("{year}/reviews"))?;
        let ids = names.iter().filter_map(|name| {
            let id = name.strip_suffix(".yaml")?.parse::<u32>().ok()?;
            wanted.contains(&id).then_some(id)
        });
        for id in ids {
            found.entry(id).or_insert(year);
        }
    }
    Ok(found)
}

/// Sheets that are named, are not among those imported now, and are in the folder from earlier imports.
fn present<T: Target>(
    index: &Index,
    rows: &[crosswalk::Link],
    target: &T,
) -> Result<BTreeSet<Node>, T::Error> {
    let named = index.sheets.values().flat_map(|known| &known.past);
    let named = named.chain(rows.iter().map(|row| &row.sheet));
    let wanted: BTreeSet<&Node> = named
        .filter(|node| !index.sheets.contains_key(node))
        .collect();
    let mut present = BTreeSet::new();
    for node in wanted {
        let path = format!("{}/reviews/{}.yaml", node.0, node.1);
        if target.read(&path)?.is_some() {
            present.insert(node.clone());
        }
    }
    Ok(present)
}

/// Which rows of the crosswalk are in a link.
fn used(crosswalk: &Crosswalk, links: &Links) -> Marks {
    let used = links.rows_used();
    let mut marks = Marks::default();
    for link in &crosswalk.links {
        match used.contains(&link.sheet) {
            true => marks.used(crosswalk::DOCUMENT),
            false => marks.left(crosswalk::DOCUMENT, link.line, Reason::NotHere),
        }
    }
    marks
}

fn changed(file: &Named) -> Problem {
    Problem::new(
        &file.name,
        None,
        say!(
            "取り込みの間にファイルが変わりました",
            "the file was changed while it was imported"
        ),
    )
}

fn keys_left_out() -> Vec<(&'static str, String, Say)> {
    let out = SHEET.iter().filter_map(|key| match key.ends {
        Ends::Out(ja, en) => Some(("*", key.name.to_owned(), say!("{ja}", "{en}"))),
        _ => None,
    });
    out.collect()
}

/// The source documents of an edition: the files that its sheets stand in, and the crosswalk.
fn sources(report: &Report, places: &BTreeSet<usize>, has_crosswalk: bool) -> Vec<(String, Yaml)> {
    let crosswalk = report.files.len().saturating_sub(1);
    let own = |place: usize| places.contains(&place) || (has_crosswalk && place == crosswalk);
    let files = report.files.iter().enumerate().filter(|(at, _)| own(*at));
    files
        .map(|(_, file)| {
            let (id, sum) = (file.number.clone().into_owned(), &file.sha256);
            let is_crosswalk = id == crosswalk::DOCUMENT;
            let terms = match is_crosswalk {
                true => format!("取り込んだファイルの SHA-256：{sum}"),
                false => format!(
                    "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）。レビューシートのデータ（1行に1シート）。取り込んだファイルの SHA-256：{sum}"
                ),
            };
            // Who made a crosswalk, it does not say.
            let (publisher, publisher_en) = match is_crosswalk {
                true => (
                    "レビューシートの対応表（取り込みのときに指定されたもの）",
                    "crosswalk of review sheets, named at the import",
                ),
                false => (SITE.publisher, SITE.publisher_en),
            };
            let map = Map::new()
                .text("id", &id)
                .text("title", &file.name)
                .text("publisher", publisher)
                .text("publisher_en", publisher_en)
                .text("terms", &terms);
            (id, map.done())
        })
        .collect()
}

//! `tenken import`: published data → seed files.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::disk::{self, Update};
use crate::import::judgit;
use crate::import::rs::{self, Reader, Settings};
use crate::import::run::{Failure, Leave, Report, Target};
use crate::import::sites::Site;
use crate::import::spreadsheet::{self, Grid, Mapping, Trouble};
use crate::import::{Input, Problem, sites, told};
use crate::say;
use crate::tree::SourceTree;

use super::Outcome;
use super::args::{ImportArgs, ImportCommand, JudgitArgs, MessageFormat, RsArgs, TableArgs};
use super::terminal::{Stream, Terminal};

/// Imports what is asked for.
pub(super) fn run(terminal: &Terminal, args: &ImportArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        ImportCommand::Rs(args) => review_sheets(terminal, args),
        ImportCommand::Judgit(args) => earlier_sheets(terminal, args),
        ImportCommand::Csv(args) => table(terminal, &args.table, |_, name, bytes| {
            spreadsheet::csv(name, bytes)
        }),
        ImportCommand::Xlsx(args) => table(terminal, &args.table, |mapping, name, bytes| {
            spreadsheet::xlsx(name, bytes, mapping.sheet.as_deref())
        }),
    }
}

fn review_sheets(terminal: &Terminal, args: &RsArgs) -> anyhow::Result<Outcome> {
    let form = form(terminal)?;
    let settings = settings(terminal, args)?;
    let inputs = inputs(disk::open_csv(&args.from)?);
    let mut reader = Reader::open(inputs).map_err(|problem| refused(terminal, &problem))?;
    let mut target = Folder(Update::begin(&args.into, args.check)?);
    let report = rs::run(&mut reader, &settings, &mut target);
    let mut report = report.map_err(|failure| failed(terminal, failure))?;
    let site = match args.into.parent() {
        Some(content) => site(&rs::SITE, &content.join("site.yaml"))?,
        None => None,
    };
    if site.is_some() {
        report.others.push("../site.yaml".to_owned());
    }
    // The attribution first: there is never an edition without it.
    if let (Some((path, text)), false) = (site, args.check) {
        disk::replace_file(&path, text.as_bytes())?;
    }
    target.0.finish()?;
    tell(terminal, &report, form, args.check)
}

/// Sheets of several years: the folder of all editions is changed as one.
fn earlier_sheets(terminal: &Terminal, args: &JudgitArgs) -> anyhow::Result<Outcome> {
    let form = form(terminal)?;
    let mut target = Folder(Update::begin(&args.into, args.check)?);
    let sheets = || Ok(inputs(disk::open_files(&args.from)?));
    let crosswalk = match &args.crosswalk {
        Some(path) => inputs(disk::open_files(std::slice::from_ref(path))?).pop(),
        None => None,
    };
    let settings = judgit::Settings {
        leave: Leave {
            overwrite: args.overwrite,
            prune: args.prune,
        },
        same_names: args.same_names,
    };
    let files = judgit::Files {
        sheets: &sheets,
        crosswalk,
    };
    let report = judgit::run(files, settings, &mut target);
    let mut report = report.map_err(|failure| failed(terminal, failure))?;
    if let Some((_, text)) = site(&judgit::SITE, &args.into.join("site.yaml"))? {
        target.write("site.yaml", text.as_bytes())?;
        report.others.push("site.yaml".to_owned());
    }
    target.0.finish()?;
    tell(terminal, &report, form, args.check)
}

/// A table of a division's own, read as a file of its kind.
fn table(
    terminal: &Terminal,
    args: &TableArgs,
    read: impl Fn(&Mapping, &str, &[u8]) -> Result<Grid, Problem>,
) -> anyhow::Result<Outcome> {
    let form = form(terminal)?;
    let (map, bytes) = (args.map.display().to_string(), disk::read_bytes(&args.map)?);
    let told = |found: &[Diagnostic]| -> anyhow::Result<Outcome> {
        let files = [(map.clone(), bytes.clone().into())].into();
        terminal.diagnostics(found, &SourceTree { files }, Stream::Err)?;
        Ok(Outcome::Failure)
    };
    let mapping = match spreadsheet::read(&map, &bytes) {
        Ok(mapping) => mapping,
        Err(found) => return told(&found),
    };
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let grid = read(&mapping, &name, &disk::read_bytes(&args.file)?)
        .map_err(|problem| refused(terminal, &problem))?;
    let mut target = Folder(Update::begin(&args.into, args.check)?);
    let settings = spreadsheet::Settings {
        mapping: &map,
        overwrite: args.overwrite,
    };
    match spreadsheet::run(&grid, &mapping, settings, &mut target) {
        Ok(report) => {
            target.0.finish()?;
            tell(terminal, &report, form, args.check)
        }
        Err(Trouble::Mapping(found)) => told(&found),
        Err(Trouble::Cells(problems)) => {
            let texts = problems.iter().map(|problem| problem.say());
            let texts: Vec<String> = texts.map(|say| say.get(terminal.lang).to_owned()).collect();
            anyhow::bail!(texts.join("\n"))
        }
        Err(Trouble::Target(error)) => Err(error.into()),
    }
}

/// How the report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Human,
    Json,
}

fn form(terminal: &Terminal) -> anyhow::Result<Form> {
    match terminal.format() {
        MessageFormat::Human => Ok(Form::Human),
        MessageFormat::Json => Ok(Form::Json),
        MessageFormat::Github | MessageFormat::Sarif => anyhow::bail!(
            say!(
                "取り込みの報告の形式は human か json です",
                "reports of imports are printed as `human` or `json`"
            )
            .get(terminal.lang)
            .to_owned()
        ),
    }
}

fn tell(
    terminal: &Terminal,
    report: &Report,
    form: Form,
    is_check: bool,
) -> anyhow::Result<Outcome> {
    if form == Form::Json {
        terminal.print(&format!("{:#}\n", told::json(report)))?;
    } else if !terminal.quiet {
        terminal.print(&told::human(report, terminal.lang, is_check))?;
    }
    let is_finding = report.is_doubtful() || (is_check && report.is_change());
    Ok(if is_finding {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn inputs(streams: Vec<disk::Stream>) -> Vec<Input> {
    let inputs = streams.into_iter();
    inputs.map(|(name, bytes)| Input { name, bytes }).collect()
}

fn failed(terminal: &Terminal, failure: Failure<disk::Error>) -> anyhow::Error {
    match failure {
        Failure::Input(problem) => refused(terminal, &problem),
        Failure::Target(error) => error.into(),
    }
}

fn settings(terminal: &Terminal, args: &RsArgs) -> anyhow::Result<Settings> {
    let name = args.into.file_name().and_then(|name| name.to_str());
    let year = name
        .and_then(|name| name.parse().ok())
        .filter(|year| (1900..=9999).contains(year));
    let Some(year) = year else {
        let into = args.into.display();
        anyhow::bail!(
            say!(
                "--into {into} の名前が年度ではありません（例：content/2024）",
                "the folder of --into {into} is not called by a fiscal year, such as content/2024"
            )
            .get(terminal.lang)
            .to_owned()
        )
    };
    Ok(Settings {
        year,
        leave: Leave {
            overwrite: args.overwrite,
            prune: args.prune,
        },
    })
}

fn refused(terminal: &Terminal, problem: &Problem) -> anyhow::Error {
    anyhow::Error::msg(problem.say().get(terminal.lang).to_owned())
}

/// The settings of the site with the attribution, where they lack it.
fn site(source: &Site, path: &Path) -> anyhow::Result<Option<(PathBuf, String)>> {
    let old = disk::read_text(path)?;
    let new = sites::site_yaml(source, old.as_deref());
    Ok(new.map(|text| (path.to_owned(), text)))
}

/// The folder that is imported into.
struct Folder(Update);

impl Target for Folder {
    type Error = disk::Error;

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, disk::Error> {
        self.0.read(path)
    }
    fn names(&self, folder: &str) -> Result<Vec<String>, disk::Error> {
        self.0.names(folder)
    }
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), disk::Error> {
        self.0.write(path, bytes)
    }
    fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }
}

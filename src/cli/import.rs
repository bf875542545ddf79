//! `tenken import`: published data → seed files.

use std::path::Path;

use crate::disk::{self, Update};
use crate::import::rs::{self, Failure, Reader, Report, Settings, Target};
use crate::import::{Input, Problem};
use crate::say;

use super::Outcome;
use super::args::{ImportArgs, ImportCommand, MessageFormat, RsArgs};
use super::terminal::Terminal;

/// Imports what is asked for.
pub(super) fn run(terminal: &Terminal, args: &ImportArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        ImportCommand::Rs(args) => review_sheets(terminal, args),
    }
}

fn review_sheets(terminal: &Terminal, args: &RsArgs) -> anyhow::Result<Outcome> {
    let json = match terminal.format() {
        MessageFormat::Human => false,
        MessageFormat::Json => true,
        MessageFormat::Github | MessageFormat::Sarif => anyhow::bail!(
            say!(
                "取り込みの報告の形式は human か json です",
                "reports of imports are printed as `human` or `json`"
            )
            .get(terminal.lang)
            .to_owned()
        ),
    };
    let settings = settings(terminal, args)?;
    let inputs = disk::open_csv(&args.from)?.into_iter();
    let inputs = inputs.map(|(name, bytes)| Input { name, bytes }).collect();
    let mut reader = Reader::open(inputs).map_err(|problem| refused(terminal, &problem))?;
    let mut target = Folder(Update::begin(&args.into, args.check)?);
    let mut report = match rs::run(&mut reader, &settings, &mut target) {
        Ok(report) => report,
        Err(Failure::Input(problem)) => return Err(refused(terminal, &problem)),
        Err(Failure::Target(error)) => return Err(error.into()),
    };
    let site = site(&args.into, &mut report)?;
    target.0.finish()?;
    if let (Some((path, text)), false) = (site, args.check) {
        disk::replace_file(&path, text.as_bytes())?;
    }
    if json {
        terminal.print(&format!("{:#}\n", rs::json(&report)))?;
    } else if !terminal.quiet {
        terminal.print(&rs::human(&report, terminal.lang, args.check))?;
    }
    let is_finding = report.is_doubtful() || (args.check && report.is_change());
    Ok(if is_finding {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
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
        overwrite: args.overwrite,
        prune: args.prune,
    })
}

fn refused(terminal: &Terminal, problem: &Problem) -> anyhow::Error {
    anyhow::Error::msg(problem.say().get(terminal.lang).to_owned())
}

/// The settings of the site with the attribution, where they lack it.
fn site(
    folder: &Path,
    report: &mut Report,
) -> anyhow::Result<Option<(std::path::PathBuf, String)>> {
    let Some(content) = folder.parent() else {
        return Ok(None);
    };
    let path = content.join("site.yaml");
    let old = disk::read_text(&path)?;
    let new = rs::site_yaml(old.as_deref());
    Ok(new.map(|text| {
        report.others.push("../site.yaml".to_owned());
        (path, text)
    }))
}

/// The folder of the edition.
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

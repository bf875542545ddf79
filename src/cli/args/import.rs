//! Arguments of `tenken import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Take in data that others publish
///
/// Writes seed files of an edition from published data, and says what became of every row. What people add to the files
/// afterwards is kept by the next import.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(in crate::cli) struct ImportArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ImportCommand {
    Rs(RsArgs),
    Judgit(JudgitArgs),
}

/// Take in the review sheets of a fiscal year from the CSV files of the RS system (行政事業レビュー見える化サイト)
///
/// Reads the fifteen files (1-1 to 6-1) as they were published, and writes one seed file a project, named by its id, with the
/// edition, its source documents, and the attribution that the terms of the data demand. Every row and figure cites its file
/// and line. Files that are missing are named, and the rest is imported. A closing report says, for each file, how many rows
/// were read and used, which were left out and why, and whether sums of budgets, execution and payments agree. Everything
/// takes effect at once, or nothing.
///
/// In a seed file, imported keys stand above a line; what you write below it (name_en, acknowledged, lineage, …) is kept by
/// the next import, and so is commentary. Imported keys that were edited by hand are not overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken import rs rs-2024 --into content/2024
  tenken import rs rs-2024 --into content/2024 --check     say what would change
  tenken import rs official payments --into content/2024   files in several folders
  tenken import rs rs-2024 --into content/2024 --message-format json > report.json

Exit codes: 0 imported; 1 with --check, something would change; else rows or files were left out
that somebody should look at; 2 files that cannot be imported, nothing written.")]
pub(in crate::cli) struct RsArgs {
    /// Folders that hold the CSV files directly, or single files
    #[arg(required = true, value_name = "DIR")]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// Folder of the edition; its name is the fiscal year of the sheets
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) into: PathBuf,
    /// Write nothing, and end with 1 where anything would change
    #[arg(long, visible_alias = "dry-run")]
    pub(in crate::cli) check: bool,
    /// Remove seed files of projects that are in the CSV files no more, where nobody added to them
    #[arg(long)]
    pub(in crate::cli) prune: bool,
    /// Overwrite imported keys that were edited by hand
    #[arg(long)]
    pub(in crate::cli) overwrite: bool,
}

/// Take in the review sheets of 2015 to 2023 from the JSON of JUDGIT!
///
/// Reads files of one JSON object a line (NDJSON), and writes one seed file a sheet into the edition of its year:
/// content/<year>/reviews/<id>.yaml. The id is made of year, ministry and project number (2022-mext-21-0271). Amounts stay in
/// million yen as they are printed, and cite file and line. Sheets of different years are linked where a sheet names its past one
/// or has the same number within JUDGIT!, where a crosswalk says so, and with --same-names where ministry and name are the same in
/// neighbouring years; links are written as lineage, so that a project has one series of figures over all years. The report, the
/// line that parts what is yours, and all or nothing are those of `tenken import rs`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken import judgit judgit-*.ndjson --into content
  tenken import judgit judgit-*.ndjson --into content --crosswalk crosswalk.csv
  tenken import judgit judgit-2022.ndjson --into content --check     say what would change

Import the sheets of the RS system first: a crosswalk links to those that are there.

Exit codes: 0 imported; 1 with --check, something would change; else entries or files were left out
that somebody should look at; 2 files that cannot be imported, nothing written.")]
pub(in crate::cli) struct JudgitArgs {
    /// Files of one JSON object a line
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// Folder that holds the editions, usually content
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) into: PathBuf,
    /// CSV file that says which sheets belong to which project of the RS system: columns 予算事業ID, 事業名, 政策所管府省庁, 公開年度, 事業番号
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) crosswalk: Option<PathBuf>,
    /// Link sheets of neighbouring years that alone have their ministry and name, marked as inferred
    #[arg(long)]
    pub(in crate::cli) same_names: bool,
    /// Write nothing, and end with 1 where anything would change
    #[arg(long, visible_alias = "dry-run")]
    pub(in crate::cli) check: bool,
    /// Remove seed files of sheets that are in the files no more, where nobody added to them
    #[arg(long)]
    pub(in crate::cli) prune: bool,
    /// Overwrite imported keys that were edited by hand
    #[arg(long)]
    pub(in crate::cli) overwrite: bool,
}

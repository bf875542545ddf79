//! Review sheets as the RS system publishes them: fifteen CSV files a fiscal year → one seed file a project.
//!
//! Sheets come from 行政事業レビュー見える化サイト; files, columns and where each of them ends are in [`columns`], which
//! `docs/IMPORT.md` is made from.

mod basics;
mod budget;
pub mod columns;
mod flow;
mod indicators;
mod logic;
mod payments;
mod reader;
mod review;
mod row;
mod run;
mod sheet;
mod sums;
mod tables;

pub use reader::{Reader, Sheets};
pub use run::{SITE, Settings, run};
pub use sheet::sheet;

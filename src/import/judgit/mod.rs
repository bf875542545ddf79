//! Review sheets of 2015 to 2023 as JUDGIT! publishes them: one JSON object a sheet → one seed file a sheet, each in the edition of
//! its year.
//!
//! Keys and where each of them ends are in [`keys`], which `docs/IMPORT.md` is made from.

mod crosswalk;
mod figures;
mod id;
mod json;
pub mod keys;
mod links;
mod reader;
mod run;
mod sheet;

pub use id::id;
pub use run::{Files, SITE, Settings, run};

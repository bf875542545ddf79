//! A division's own spreadsheet of budgets or indicators → a table in the seed files of the projects that it is about.
//!
//! A small mapping says which columns are what. The table stands between two marks; all else in the file is left as it is.

mod grid;
mod mapping;
mod region;
mod rows;
mod run;

pub use grid::{Grid, csv, xlsx};
pub use mapping::{Mapping, read};
pub use run::{Settings, Trouble, run};

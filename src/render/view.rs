//! The contract with themes: everything a template can read, typed and documented.
//!
//! Each page gets one context with the keys `site`, `page` and `body`. `body` is one of the structs whose name ends in
//! `Body`; `page.kind` says which. Texts are plain and escaped by the template engine, except fields whose name ends
//! in `html`, which are safe HTML made by the program. Addresses (`url`) include the base path and can stand in `href`.

mod entities;
mod frame;
mod overviews;
mod parts;
mod review;
mod tables;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::data::{CellData, ColumnData, RowData, TableData};

pub use entities::*;
pub use frame::*;
pub use overviews::*;
pub use parts::*;
pub use review::*;
pub use tables::*;

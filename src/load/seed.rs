//! The seed types: exactly what the YAML files say, before any meaning is given to it.
//!
//! One file is one entity. Unknown keys are refused. Values stay as printed in the source document; units, years and
//! marks are understood later, in `load::resolve`. The JSON Schema that editors use is generated from here,
//! so every doc comment below is what a person sees while typing.

mod edition;
mod objective;
mod parts;
mod portfolio;
mod project;
mod review;
mod sheet;
mod site;

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalar::{At, CorporateNumberText, Scalar, YearKey};
use crate::diagnostic::Lang;
use crate::model::vocabulary::{
    DataFiles, Direction, EditionKind, IndicatorKind, ProjectRelation, Relation, RowItem, Stage,
};
pub use sheet::*;

pub use edition::*;
pub use objective::*;
pub use parts::*;
pub use portfolio::*;
pub use project::*;
pub use review::*;
pub use site::*;

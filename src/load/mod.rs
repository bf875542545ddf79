//! Load.
mod check;
mod draft;
mod fault;
pub mod locate;
pub mod marked;
pub mod plain;
pub mod scalar;
pub mod schema;
pub mod seed;
mod shape;
mod suggest;
mod suspect;
mod syntax;
pub mod validate;
mod wording;

//! Load.
pub mod scalar;
pub mod schema;
pub mod seed;

//! Load.
pub mod scalar;
pub mod seed;

//! tenken (点検): from seed files and commentary to a website people trust.
pub mod cli;
pub mod diagnostic;
pub mod disk;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod serve;
pub mod suggest;
pub mod tree;

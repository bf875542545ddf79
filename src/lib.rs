//! tenken (点検): from seed files and commentary to a website people trust.
pub mod diagnostic;
pub mod format;
pub mod load;
pub mod markdown;
pub mod model;
pub mod prose;
pub mod text;
pub mod tree;

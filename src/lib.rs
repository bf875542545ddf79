//! tenken (点検): from seed files and commentary to a website people trust.
pub mod diagnostic;
pub mod figures;
pub mod format;
pub mod i18n;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod prose;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod tree;

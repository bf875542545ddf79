//! Finished pages as tags and texts: for what looks at every page once more.
//!
//! A page goes through several such passes, and there are tens of thousands of pages. A tokenizer that builds a value for every
//! tag takes longer than rendering the page does; here tags and texts are places in the page, and nothing is copied.

mod compact;
mod tags;

pub use compact::compact;
pub use tags::{Attribute, Tag, Tags, Token, is_void};

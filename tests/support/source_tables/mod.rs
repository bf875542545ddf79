//! The tables of `tests/source_tables/*.tsv` against the pages of the built site.
//!
//! `*.tsv → Expected`, `HTML → Block`, `(Expected, Block) → Mismatch`. What is compared is what a reader sees.

pub mod compare;
pub mod expected;
pub mod notation;
pub mod page;

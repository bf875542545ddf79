//! `tenken publish`: a built site becomes a commit on a branch of a git repository.
//!
//! `Repository → Target → Branch → Plan → commit → push`. What a publication does is decided by [`Plan`], which is pure;
//! the `git` program does the rest, by plumbing and in an index of our own, so that worktree and index of the
//! repository are never touched. Only the push changes a branch, and it does so whole or not at all: a run that is
//! killed at any moment leaves objects that belong to nothing, which git clears away in time.

mod branch;
mod error;
mod git;
mod limits;
mod message;
mod object;
mod plan;
mod remote;
mod repository;
mod send;
mod target;

pub use branch::Workshop;
pub use error::Error;
pub use limits::{check_files, is_too_large_to_serve};
pub use message::Message;
pub use object::Format;
pub use plan::{Branch, Entry, Plan, Write};
pub use remote::{is_host, pages_address};
pub use repository::Repository;
pub use target::Target;

//! The only place that touches files: reads a site's sources into a [`SourceTree`](crate::tree::SourceTree) and puts a
//! built site in its place, whole or not at all.

mod error;
mod keep;
mod lock;
mod manifest;
mod plan;
mod publish;
mod read;
mod staging;
mod swap;
mod write;

pub use error::{Action, Error};
pub use keep::{Found, find, place, place_file};
pub use manifest::MANIFEST;
pub use publish::{Failpoint, PublishOptions, Published, Step, check_output, publish};
pub use read::{find_root, read_tree};
pub use write::{Existing, write_files};

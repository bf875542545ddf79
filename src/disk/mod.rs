//! The only place that touches files: reads a site's sources into a [`SourceTree`](crate::tree::SourceTree) and puts a
//! built site in its place, whole or not at all.

mod error;
mod keep;
mod leaves;
mod lock;
mod manifest;
mod past;
mod plan;
mod publish;
mod read;
mod scratch;
mod stage;
mod staging;
mod swap;
mod update;
mod usage;
mod write;

pub use crate::archive::sha256;
pub use error::{Action, Error};
pub use keep::{Found, find, place, place_file};
pub use leaves::{Leaves, leaves};
pub use manifest::{MANIFEST, Manifest, is_site_path};
pub use publish::{Failpoint, PublishOptions, Published, Step, check_output, publish};
pub use read::{find_root, is_site, place_in_repository, read_changed, read_files, read_tree};
pub use scratch::{Scratch, real_folder};
pub use stage::Stage;
pub use update::{Stream, Update, open_csv, open_files, read_bytes, read_text, replace_file};
pub use usage::{Usage, usage};
pub use write::{Existing, write_files};

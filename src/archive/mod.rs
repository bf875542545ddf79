//! Frozen editions (凍結版) as values: BagIt bags (RFC 8493) in memory, their lists of checksums, what a bag says about
//! itself, what is wrong with one, and how a site serves those that it keeps.
//!
//! Nothing here reads a clock, the disk or a template. How a bag is made from a site is the matter of `freeze`.

mod bag;
mod checksum;
mod keep;
mod publish;
mod record;
mod relative;
mod verify;
mod zipped;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use bag::{BAG_INFO, BAGIT, Bag, INFO_ORDER, MANIFEST, RECORD, SITE, SOURCE, TAG_MANIFEST};
pub use checksum::{Checksums, sha256};
pub use keep::{Kept, check_sources, keep, name_of};
pub use publish::{FOLDER, INDEX, is_frozen, published};
pub use record::{AmendmentRecord, ChangeRecord, FORMAT, Record, Settings};
pub use relative::{LeftOver, Living, SENTINEL, relative};
pub use verify::{Problem, check_bag, check_list, check_served, differences};
pub use zipped::{unzip, zip};

/// Files by path.
pub type Files = BTreeMap<String, Arc<[u8]>>;

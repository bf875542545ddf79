//! Frozen editions (凍結版): what a site knows of the snapshots that it keeps.

use super::date::Date;

/// A snapshot of an edition, kept as a BagIt bag whose bytes never change.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Name of its folder: `2022`, and `2022-2`, `2022-3`, … for amendments.
    pub name: String,
    /// The edition that was frozen.
    pub year: i16,
    /// 1 for the first snapshot of an edition, one more for each amendment.
    pub revision: u32,
    /// Title of the edition when it was frozen.
    pub title: String,
    /// Day on which it was frozen, where that was recorded.
    pub date: Option<Date>,
    /// Version of the program that made it.
    pub tool: String,
    /// How to cite it.
    pub citation: String,
    /// SHA-256 of its list of files (`manifest-sha256.txt`): stands for every byte of the snapshot.
    pub manifest: String,
    /// Number of files and bytes of its payload.
    pub files: usize,
    pub bytes: u64,
    /// True where the site keeps the bag as one zip file as well.
    pub has_zip: bool,
    /// Why there is another snapshot of the same edition; none for the first.
    pub amendment: Option<Amendment>,
}

/// Why and how a frozen edition was changed (訂正).
#[derive(Debug, Clone, PartialEq)]
pub struct Amendment {
    pub reason: String,
    pub date: Date,
    /// SHA-256 of the list of files of the snapshot before.
    pub previous: String,
    /// Source files that changed, by path below the site's root.
    pub changes: Vec<Change>,
}

/// A source file that an amendment changed: SHA-256 before and after; none where the file did not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What a site says about itself when it is built to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Name of the snapshot: `2022`, `2022-2`.
    pub name: String,
    pub year: i16,
    pub revision: u32,
    /// Day of freezing, where recorded.
    pub date: Option<Date>,
    /// Address of the living site with scheme and a slash at its end, where known.
    pub living: Option<String>,
}

//! A bag after RFC 8493, The BagIt File Packaging Format (V1.0), in memory.
//!
//! `bagit.txt` declares it, `bag-info.txt` says what it is, `data/` is the payload, `manifest-sha256.txt` lists the payload
//! and `tagmanifest-sha256.txt` the other files. All of it is text that `sha256sum` and a person can check without tenken.

use super::checksum::{Checksums, sha256};
use super::{Files, Record};

pub const BAGIT: &str = "bagit.txt";
pub const BAG_INFO: &str = "bag-info.txt";
pub const MANIFEST: &str = "manifest-sha256.txt";
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The record of what made the bag.
pub const RECORD: &str = "data/tenken.json";
/// Folder of the built pages.
pub const SITE: &str = "data/site/";
/// Folder of the sources: a complete site that `tenken build --root` builds.
pub const SOURCE: &str = "data/source/";

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Labels of `bag-info.txt`, in the order in which they are written. `License` and `Citation` are ours; the others are
/// reserved by RFC 8493, 2.2.2.
pub const INFO_ORDER: [&str; 10] = [
    "Source-Organization",
    "Contact-Name",
    "External-Description",
    "External-Identifier",
    "Bagging-Date",
    "Bag-Software-Agent",
    "Payload-Oxum",
    "Bag-Group-Identifier",
    "License",
    "Citation",
];

/// The files of a bag.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bag {
    pub files: Files,
}

impl Bag {
    /// Makes a bag of a payload, whose paths begin with `data/`, and lines of `bag-info.txt` as label and value.
    pub fn seal(payload: Files, info: &[(&str, String)]) -> Bag {
        let manifest = Checksums::of(&payload).text();
        let mut lines = String::new();
        for label in INFO_ORDER {
            let oxum = (label == "Payload-Oxum").then(|| oxum(&payload));
            let given = info
                .iter()
                .filter(|(name, _)| *name == label)
                .map(|(_, value)| value.clone());
            for value in given.chain(oxum) {
                // A value is one line: a line that begins with a space would be read as its continuation.
                let value: Vec<&str> = value.split_whitespace().collect();
                lines.push_str(&format!("{label}: {}\n", value.join(" ")));
            }
        }
        let tags = [
            (BAGIT, DECLARATION.to_owned()),
            (BAG_INFO, lines),
            (MANIFEST, manifest),
        ];
        let tags: Files = tags
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into_bytes().into()))
            .collect();
        let tag_manifest = Checksums::of(&tags).text();
        let mut files = payload;
        files.extend(tags);
        files.insert(TAG_MANIFEST.to_owned(), tag_manifest.into_bytes().into());
        Bag { files }
    }

    /// The payload: the files below `data/`.
    pub fn payload(&self) -> impl Iterator<Item = (&String, &std::sync::Arc<[u8]>)> {
        self.files
            .iter()
            .filter(|(path, _)| path.starts_with("data/"))
    }

    /// The files below a folder such as [`SITE`], by their path there.
    pub fn below(&self, folder: &str) -> Files {
        self.files
            .range(folder.to_owned()..)
            .take_while(|(path, _)| path.starts_with(folder))
            .map(|(path, bytes)| (path[folder.len()..].to_owned(), bytes.clone()))
            .collect()
    }

    /// The record of what made it.
    ///
    /// # Errors
    /// Why it cannot be read, in English.
    pub fn record(&self) -> Result<Record, String> {
        match self.files.get(RECORD) {
            Some(bytes) => Record::parse(bytes),
            None => Err("missing".to_owned()),
        }
    }

    /// The SHA-256 of the manifest: it stands for every byte of the payload.
    pub fn manifest_sha256(&self) -> String {
        self.files
            .get(MANIFEST)
            .map_or_else(String::new, |bytes| sha256(bytes))
    }
}

/// `Payload-Oxum`: bytes of the payload, a dot, number of its files (RFC 8493, 2.2.2).
pub(super) fn oxum(payload: &Files) -> String {
    let bytes: u64 = payload
        .iter()
        .filter(|(path, _)| path.starts_with("data/"))
        .map(|(_, bytes)| bytes.len() as u64)
        .sum();
    let count = payload
        .keys()
        .filter(|path| path.starts_with("data/"))
        .count();
    format!("{bytes}.{count}")
}

//! `data/tenken.json` of a bag: what made it, from what, and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::date::Date;
use crate::model::snapshot::{Amendment, Change};

/// Version of the form of `tenken.json`.
pub const FORMAT: u32 = 1;

/// The record of a bag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version of this form: [`FORMAT`].
    pub format: u32,
    /// Version of tenken that made the bag.
    pub tenken: String,
    /// Year of the edition that was frozen.
    pub edition: i16,
    /// 1, and one more for each amendment.
    pub revision: u32,
    /// Title of the edition.
    pub title: String,
    /// Day of freezing, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How to cite the edition.
    pub citation: String,
    /// What the site was built with.
    pub settings: Settings,
    /// Years of the editions that the snapshot holds: the one frozen, and those that its pages refer to.
    pub editions: Vec<i16>,
    /// Why the edition was frozen again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentRecord>,
    /// Bytes of every other file of the payload, by path: tells a file that was cut off from one that was changed.
    pub sizes: BTreeMap<String, u64>,
}

/// The settings of the build.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address of the living site; `canonical` of each page leads there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Theme, where another than the one in `site.yaml` was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// True where pages were made small.
    pub minify: bool,
}

/// An amendment as recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentRecord {
    pub reason: String,
    /// ISO 8601.
    pub date: String,
    /// SHA-256 of `manifest-sha256.txt` of the snapshot before.
    pub previous_manifest_sha256: String,
    pub changes: Vec<ChangeRecord>,
}

/// A changed source file: SHA-256 before and after; null where it did not exist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRecord {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// Why it cannot be read, in English: not JSON, another form, a date that is none.
    pub fn parse(bytes: &[u8]) -> Result<Record, String> {
        let record: Record = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if record.format != FORMAT {
            return Err(format!(
                "format {} (this tenken reads {FORMAT})",
                record.format
            ));
        }
        let dates = record
            .date
            .iter()
            .chain(record.amendment.iter().map(|amendment| &amendment.date));
        for date in dates {
            Date::parse(date).map_err(|problem| problem.en)?;
        }
        Ok(record)
    }

    /// The record as the bytes of its file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a record is JSON");
        bytes.push(b'\n');
        bytes
    }

    /// The day of freezing.
    pub fn day(&self) -> Option<Date> {
        self.date.as_deref().and_then(|date| Date::parse(date).ok())
    }
}

impl AmendmentRecord {
    /// The amendment in the terms of the model; nothing where its date is none.
    pub fn amendment(&self) -> Option<Amendment> {
        let changes = self.changes.iter().map(|change| Change {
            path: change.path.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
        });
        Some(Amendment {
            reason: self.reason.clone(),
            date: Date::parse(&self.date).ok()?,
            previous: self.previous_manifest_sha256.clone(),
            changes: changes.collect(),
        })
    }
}

//! Index → files of the site.
//!
//! All files are classic scripts of one call, `tenkenSearchData(name, value)`: a page opened from a disk may load scripts
//! but not fetch data.
//!
//! - `search/data/index.js`: version, number of shards, kinds (name, first record, records, records a file), forms of
//!   characters, eras
//! - `search/data/<version>/g/<n>.js`: a shard of the index: one line a gram, with the records that have it in a name, in a
//!   text only, only in the name of what they belong to (`index::List`), tabs between; a gram stands in the shard of its
//!   hash (FNV-1a over UTF-16 units)
//! - `search/data/<version>/r/<kind>-<n>.js`: records, as many in each file as the kind has in each
//!
//! The version is the hash of all of them: after an update no page reads old files with new ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::forms;
use super::grams::{self, Gram};
use super::index::Postings;
use super::record::{Kind, Record};
use crate::model::fiscal_year::ERAS;

/// Folder of the files.
pub const FOLDER: &str = "search/data/";
/// Length of a shard that is aimed at, in bytes.
const SHARD: usize = 8 << 10;
/// Length of a gram with what stands around it, in bytes.
const GRAM: usize = 10;
/// Length of a file of records that is aimed at, in bytes; a long record has one of its own.
const RECORDS: usize = 4 << 10;

type Files = BTreeMap<String, Arc<[u8]>>;

/// The files of an index, by path. Records and lists are let go as soon as they are written: a large site has hundreds of
/// megabytes of them.
pub(super) fn files(mut records: Vec<Record>, index: Vec<(Gram, Postings)>) -> Files {
    let mut parts = BTreeMap::new();
    let mut kinds = Vec::new();
    let shards = write_shards(index, &mut parts);
    let mut first = 0;
    for kind in Kind::ALL {
        let count = records
            .iter()
            .take_while(|record| record.kind == kind)
            .count();
        if count > 0 {
            let size = write_records(kind, records.drain(..count), &mut parts);
            kinds.push(json!([kind.name(), first, count, size]));
            first += count;
        }
    }
    let version = version(&parts);
    let forms: String = forms::folded()
        .iter()
        .flat_map(|(from, to)| [*from, *to])
        .collect();
    let eras: Vec<Value> = ERAS
        .iter()
        .map(|era| {
            json!([
                era.name,
                era.letter.to_lowercase().to_string(),
                era.first,
                era.last_number
            ])
        })
        .collect();
    let head = json!({ "version": version, "shards": shards, "kinds": kinds, "forms": forms, "eras": eras });
    let mut files: Files = parts
        .into_iter()
        .map(|(name, text)| (format!("{FOLDER}{version}/{name}.js"), text))
        .collect();
    files.insert(
        format!("{FOLDER}index.js"),
        script("index", &head.to_string()),
    );
    files
}

/// Writes the records of a kind and returns how many stand in each file.
fn write_records(kind: Kind, records: std::vec::Drain<'_, Record>, parts: &mut Files) -> usize {
    let all = records.as_slice();
    let bytes: usize = all.iter().map(length).sum();
    let size = (RECORDS * all.len() / bytes.max(1)).clamp(1, 64);
    let mut group = Vec::with_capacity(size);
    let mut number = 0;
    let mut write = |group: &mut Vec<String>| {
        let name = format!("r/{}-{number}", kind.name());
        parts.insert(
            name.clone(),
            script(&name, &format!("[{}]", group.join(","))),
        );
        group.clear();
        number += 1;
    };
    for record in records {
        group.push(self::record(&record));
        if group.len() == size {
            write(&mut group);
        }
    }
    if !group.is_empty() {
        write(&mut group);
    }
    size
}

/// About how many bytes a record has when it is written.
fn length(record: &Record) -> usize {
    let names = record
        .also
        .iter()
        .chain([&record.name.ja, &record.within.ja]);
    let places = record.places.iter().map(|place| &place.path);
    let passages = record.passages.iter();
    let texts = passages.flat_map(|passage| [&passage.anchor, &passage.heading, &passage.text]);
    names
        .chain(places)
        .chain(texts)
        .map(|text| text.len() + 4)
        .sum()
}

/// A record as a list without names, in JSON: names in both languages, what it belongs to, other names, places, passages.
fn record(record: &Record) -> String {
    let places: Vec<_> = record
        .places
        .iter()
        .map(|place| (place.edition, &place.path))
        .collect();
    let passages: Vec<_> = record
        .passages
        .iter()
        .map(|passage| {
            (
                passage.place,
                &passage.anchor,
                &passage.heading,
                &passage.text,
            )
        })
        .collect();
    let en = |name: &'_ Option<String>| name.clone().unwrap_or_default();
    written(&(
        &record.name.ja,
        en(&record.name.en),
        &record.within.ja,
        en(&record.within.en),
        &record.also,
        places,
        passages,
    ))
}

/// A value in JSON.
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("lists of texts and numbers can be written")
}

/// Writes the shards and returns their number.
fn write_shards(index: Vec<(Gram, Postings)>, parts: &mut Files) -> usize {
    let length = |postings: &Postings| postings.written().map(<[u8]>::len).iter().sum::<usize>();
    let bytes: usize = index
        .iter()
        .map(|(_, postings)| GRAM + length(postings))
        .sum();
    let count = bytes.div_ceil(SHARD).max(1);
    let mut shards = vec![String::new(); count];
    for (gram, postings) in index {
        let gram = grams::written(gram);
        let lists = postings.written().map(String::from_utf8_lossy);
        let shard = &mut shards[shard_of(&gram, count)];
        shard.push_str(&format!("{gram}\t{}\n", lists.join("\t").trim_end()));
    }
    for (number, shard) in shards.into_iter().enumerate() {
        let name = format!("g/{number}");
        parts.insert(name.clone(), script(&name, &written(&shard)));
    }
    count
}

/// FNV-1a of 32 bits over the UTF-16 units, modulo the number of shards.
fn shard_of(gram: &str, count: usize) -> usize {
    let hash = gram.encode_utf16().fold(0x811C_9DC5_u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    hash as usize % count
}

fn script(name: &str, json: &str) -> Arc<[u8]> {
    // JSON is JavaScript since ECMAScript 2019; U+2028 in a text does no harm.
    Arc::from(format!("tenkenSearchData({},{json})\n", json!(name)).into_bytes())
}

fn version(parts: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in parts {
        hash.update(name);
        hash.update(bytes);
    }
    hash.finalize()
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

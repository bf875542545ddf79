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
//! The version is the hash of what stands in them: after an update no page reads old files with new ones.

use std::io;

use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::forms;
use super::grams::{self, Gram};
use super::index::Postings;
use super::record::{Kind, Record};
use crate::model::fiscal_year::ERAS;
use crate::tree::{Sink, hex};

/// Folder of the files.
pub const FOLDER: &str = "search/data/";
/// Length of a shard that is aimed at, in bytes.
const SHARD: usize = 8 << 10;
/// Length of a gram with what stands around it, in bytes.
const GRAM: usize = 10;
/// Length of a file of records that is aimed at, in bytes; a long record has one of its own.
const RECORDS: usize = 4 << 10;

/// A record as it is written.
#[derive(Debug)]
pub(super) struct Written {
    kind: Kind,
    /// About how many bytes it has; [`length`].
    length: usize,
    json: String,
}

impl Written {
    pub(super) fn of(record: &Record) -> Written {
        Written {
            kind: record.kind,
            length: length(record),
            json: json_of(record),
        }
    }
}

/// Records of a kind that stand in one file.
struct Group<'r> {
    kind: Kind,
    /// From 0 in its kind.
    number: usize,
    records: &'r [Written],
}

/// Writes the files of an index.
///
/// # Errors
/// The sink's.
pub(super) fn write(
    records: &[Written],
    index: &[(Gram, Postings)],
    sink: &dyn Sink,
) -> io::Result<()> {
    let mut groups = Vec::new();
    let mut kinds = Vec::new();
    let mut first = 0;
    for of_kind in records.chunk_by(|a, b| a.kind == b.kind) {
        let (kind, count) = (of_kind[0].kind, of_kind.len());
        let bytes: usize = of_kind.iter().map(|record| record.length).sum();
        let size = (RECORDS * count / bytes.max(1)).clamp(1, 64);
        kinds.push(json!([kind.name(), first, count, size]));
        first += count;
        let of_kind = of_kind.chunks(size).enumerate();
        groups.extend(of_kind.map(|(number, records)| Group {
            kind,
            number,
            records,
        }));
    }
    let shards = Shards::of(index);
    let version = version(records, index);
    let put = |name: &str, json: &str| {
        let path = format!("{FOLDER}{version}/{name}.js");
        sink.put(&path, &script(name, json))
    };
    (0..shards.count)
        .into_par_iter()
        .try_for_each(|number| put(&format!("g/{number}"), &written(&shards.text(number))))?;
    groups.par_iter().try_for_each(|group| {
        let name = format!("r/{}-{}", group.kind.name(), group.number);
        let records: Vec<&str> = group.records.iter().map(|one| one.json.as_str()).collect();
        put(&name, &format!("[{}]", records.join(",")))
    })?;
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
    let head = json!({ "version": version, "shards": shards.count, "kinds": kinds, "forms": forms, "eras": eras });
    sink.put(
        &format!("{FOLDER}index.js"),
        &script("index", &head.to_string()),
    )
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
fn json_of(record: &Record) -> String {
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

/// The index in pieces.
struct Shards<'i> {
    count: usize,
    /// Shard and position in the index, in order.
    order: Vec<(u32, u32)>,
    index: &'i [(Gram, Postings)],
}

impl<'i> Shards<'i> {
    fn of(index: &'i [(Gram, Postings)]) -> Shards<'i> {
        let length =
            |postings: &Postings| postings.written().map(<[u8]>::len).iter().sum::<usize>();
        let bytes: usize = index
            .iter()
            .map(|(_, postings)| GRAM + length(postings))
            .sum();
        let count = bytes.div_ceil(SHARD).max(1);
        let shard = |gram: Gram| shard_of(&grams::written(gram), count);
        let mut order: Vec<(u32, u32)> = (0_u32..)
            .zip(index)
            .map(|(position, (gram, _))| (shard(*gram), position))
            .collect();
        order.sort_unstable();
        Shards {
            count,
            order,
            index,
        }
    }

    /// The lines of a shard.
    fn text(&self, number: usize) -> String {
        let from = self
            .order
            .partition_point(|(shard, _)| (*shard as usize) < number);
        let of_shard = self.order[from..]
            .iter()
            .take_while(|(shard, _)| *shard as usize == number);
        let mut text = String::new();
        for (_, position) in of_shard {
            let (gram, postings) = &self.index[*position as usize];
            let lists = postings.written().map(String::from_utf8_lossy);
            let line = format!("{}\t{}", grams::written(*gram), lists.join("\t"));
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// FNV-1a of 32 bits over the UTF-16 units, modulo the number of shards.
fn shard_of(gram: &str, count: usize) -> u32 {
    let hash = gram.encode_utf16().fold(0x811C_9DC5_u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    // The remainder of a number of 32 bits has no more.
    (hash as usize % count) as u32
}

fn script(name: &str, json: &str) -> Vec<u8> {
    // JSON is JavaScript since ECMAScript 2019; U+2028 in a text does no harm.
    format!("tenkenSearchData({},{json})\n", json!(name)).into_bytes()
}

/// The hash of everything that is written, and of the version of the program, which decides how it is cut into files.
fn version(records: &[Written], index: &[(Gram, Postings)]) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    for record in records {
        hash.update(record.kind.name());
        hash.update(&record.json);
    }
    for (gram, postings) in index {
        hash.update(gram.to_le_bytes());
        for list in postings.written() {
            hash.update(list);
            hash.update([0]);
        }
    }
    hex(&hash.finalize()[..4])
}

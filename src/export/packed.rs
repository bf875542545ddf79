//! Compressed tables, put together from parts of an edition: each part is a leaf, with its rows of all tables.

use std::io;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::parts::Part;
use super::rows::{self, Source};
use super::table::Spec;
use super::write::{File, Into, end, heading, texts};
use super::{DataFile, specs};
use crate::csv_file::CsvFile;
use crate::leaves::{self, Leaves};
use crate::packed::{Joined, Piece};

/// The rows of a part in one table, compressed.
#[derive(Debug, Clone, PartialEq)]
pub struct PieceOfTable {
    /// How many.
    pub rows: usize,
    pub piece: Piece,
}

/// What stands before compressed rows in a leaf.
#[derive(Serialize, Deserialize)]
struct Head {
    rows: usize,
    len: u64,
    crc: u32,
    /// Number of compressed bytes.
    packed: usize,
}

/// Writes every table that has rows.
pub(super) fn tables(
    source: &Source<'_>,
    into: &Into<'_>,
    on_threads: bool,
    leaves: &dyn Leaves,
) -> io::Result<Vec<DataFile>> {
    let parts = Part::of(source.edition);
    let sources = in_parts(source, &parts);
    let year = source.edition.year;
    let made = |source: &Source<'_>| {
        let (part, before) = (source.part.name(), source.relations_before);
        let name = format!("data/{year}/{part}/{before}");
        let work = || {
            specs::ALL
                .iter()
                .map(|spec| rows_of(source, spec))
                .collect()
        };
        leaf(leaves, &name, work)
    };
    let pieces: Vec<Vec<PieceOfTable>> = match on_threads {
        true => sources.par_iter().map(made).collect(),
        false => sources.iter().map(made).collect(),
    };
    let tables = specs::ALL.iter().enumerate();
    let tables = tables.map(|(at, spec)| {
        let pieces: Vec<&PieceOfTable> = pieces.iter().map(|of_part| &of_part[at]).collect();
        table(spec, &pieces, into)
    });
    let tables: io::Result<Vec<Option<DataFile>>> = tables.collect();
    Ok(tables?.into_iter().flatten().collect())
}

/// What the rows of each part are made from.
pub fn in_parts<'a>(source: &Source<'a>, parts: &'a [Part<'a>]) -> Vec<Source<'a>> {
    let mut relations_before = 0;
    let sources = parts.iter().map(|part| {
        let source = Source {
            part,
            relations_before,
            ..*source
        };
        let relations = source.relations();
        relations_before += relations.map(|of| of.len()).sum::<usize>();
        source
    });
    sources.collect()
}

/// The rows of a part in some tables: those that were left, or those of `work`.
pub fn leaf(
    leaves: &dyn Leaves,
    name: &str,
    work: impl FnOnce() -> Vec<PieceOfTable>,
) -> Vec<PieceOfTable> {
    leaves::leaf(leaves, name, read, |pieces| write(pieces), work)
}

/// Rows on their way into a piece.
pub fn piece(fill: impl FnOnce(&mut dyn FnMut(&[&str]))) -> PieceOfTable {
    let mut csv = CsvFile::more(Vec::new());
    let mut rows = 0;
    fill(&mut |fields| {
        csv.record(fields);
        rows += 1;
    });
    let bytes = csv.end().expect("memory can be flushed");
    PieceOfTable {
        rows,
        piece: Piece::of(&bytes),
    }
}

/// Writes a table that is put together from pieces.
///
/// # Errors
/// The writer's.
pub fn join<W: io::Write>(heading: &[&str], pieces: &[&PieceOfTable], to: W) -> io::Result<W> {
    let head = CsvFile::new(heading).text();
    let mut file = Joined::begin(to)?;
    file.add(&Piece::of(head.as_bytes()))?;
    pieces.iter().try_for_each(|of| file.add(&of.piece))?;
    file.end()
}

fn rows_of(source: &Source<'_>, spec: &'static Spec) -> PieceOfTable {
    piece(|record| {
        rows::each(source, spec, &mut |row| {
            let texts = texts(&row);
            let fields: Vec<&str> = texts.iter().map(|text| &**text).collect();
            record(&fields);
        });
    })
}

fn table(
    spec: &'static Spec,
    pieces: &[&PieceOfTable],
    into: &Into<'_>,
) -> io::Result<Option<DataFile>> {
    let rows = pieces.iter().map(|of| of.rows).sum();
    if rows == 0 {
        return Ok(None);
    }
    let name = format!("{}.csv.gz", spec.id);
    let file: File<'_> = join(&heading(spec), pieces, into.begin(&name)?)?;
    let mut file = end(&name, file)?;
    file.table = Some((spec, rows));
    Ok(Some(file))
}

fn write(pieces: &[PieceOfTable]) -> Vec<u8> {
    let heads: Vec<Head> = pieces
        .iter()
        .map(|PieceOfTable { rows, piece }| Head {
            rows: *rows,
            len: piece.len,
            crc: piece.crc,
            packed: piece.bytes.len(),
        })
        .collect();
    let mut bytes = postcard::to_allocvec(&heads).expect("memory takes every list");
    for of in pieces {
        bytes.extend_from_slice(&of.piece.bytes);
    }
    bytes
}

fn read(bytes: &[u8]) -> Option<Vec<PieceOfTable>> {
    let (heads, mut rest) = postcard::take_from_bytes::<Vec<Head>>(bytes).ok()?;
    let pieces = heads.into_iter().map(|head| {
        let (packed, others) = rest.split_at_checked(head.packed)?;
        rest = others;
        Some(PieceOfTable {
            rows: head.rows,
            piece: Piece {
                bytes: packed.to_vec(),
                len: head.len,
                crc: head.crc,
            },
        })
    });
    pieces.collect()
}

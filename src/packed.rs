//! Compressed files (gzip, RFC 1952). They have neither time nor name in their head, so that the same content gives the same bytes.

use std::cell::RefCell;
use std::io::{self, Read as _, Write};

use flate2::read::GzDecoder;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

thread_local! {
    /// The tables of a compressor are larger than most of the files: each thread makes them once. Speed counts more than the last per
    /// cent: a site has tens of thousands of files.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Head of a gzip file: magic number, deflate, nothing optional, no time, fastest, unknown system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff];

/// Bytes as a compressed file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(bytes.len() / 4 + 64);
    file.extend_from_slice(&HEAD);
    compress(bytes, &mut file, FlushCompress::Finish);
    let mut crc = Crc::new();
    crc.update(bytes);
    file.extend_from_slice(&crc.sum().to_le_bytes());
    file.extend_from_slice(&crc.amount().to_le_bytes());
    file
}

/// Compresses whole bytes, independently of what was compressed before.
fn compress(bytes: &[u8], to: &mut Vec<u8>, flush: FlushCompress) {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        loop {
            let read = usize::try_from(compressor.total_in()).expect("it was read from memory");
            let status = compressor.compress_vec(&bytes[read..], to, flush);
            let status = status.expect("whole bytes can be compressed");
            // What is flushed is out where there was room for more.
            let is_flushed = read == bytes.len() && to.len() < to.capacity();
            if status == Status::StreamEnd || is_flushed {
                break;
            }
            to.reserve(to.capacity());
        }
    });
}

/// A part of a compressed file that is compressed by itself: parts of two files can be put together without being unpacked.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Deflated (RFC 1951), to the end of a byte, without the last block.
    pub bytes: Vec<u8>,
    /// Number of bytes that were compressed.
    pub len: u64,
    /// Their checksum (CRC-32).
    pub crc: u32,
}

impl Piece {
    /// Compresses bytes.
    pub fn of(bytes: &[u8]) -> Piece {
        let mut piece = Vec::with_capacity(bytes.len() / 4 + 64);
        if !bytes.is_empty() {
            compress(bytes, &mut piece, FlushCompress::Full);
        }
        // Those of a large edition are all held until its files are put together.
        piece.shrink_to_fit();
        Piece {
            bytes: piece,
            len: bytes.len() as u64,
            crc: crc32fast::hash(bytes),
        }
    }
}

/// The last block of a file that is put together, which holds nothing.
const LAST: [u8; 2] = [3, 0];

/// A compressed file that is put together from pieces; like any other for whoever reads it.
#[derive(Debug)]
pub struct Joined<W: Write> {
    to: W,
    crc: crc32fast::Hasher,
    len: u64,
}

impl<W: Write> Joined<W> {
    /// # Errors
    /// The writer's, as in all that follows.
    pub fn begin(mut to: W) -> io::Result<Joined<W>> {
        to.write_all(&HEAD)?;
        Ok(Joined {
            to,
            crc: crc32fast::Hasher::new(),
            len: 0,
        })
    }

    /// Adds a piece.
    pub fn add(&mut self, piece: &Piece) -> io::Result<()> {
        let crc = crc32fast::Hasher::new_with_initial_len(piece.crc, piece.len);
        self.crc.combine(&crc);
        self.len += piece.len;
        self.to.write_all(&piece.bytes)
    }

    /// Ends the file and gives back the writer.
    pub fn end(mut self) -> io::Result<W> {
        self.to.write_all(&LAST)?;
        self.to.write_all(&self.crc.finalize().to_le_bytes())?;
        // The format keeps the length modulo 2³².
        self.to.write_all(&self.len.to_le_bytes()[..4])?;
        Ok(self.to)
    }
}

/// The bytes of a file that [`gzip`] made.
///
/// # Panics
/// It made no such file, which is a fault of the program.
pub fn gunzip(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(file.len() * 6);
    let read = GzDecoder::new(file).read_to_end(&mut bytes);
    read.expect("the program packed it itself");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_any_length_come_back_one_after_another() {
        let long: Vec<u8> = (0..300_000_u64)
            .map(|n| (n * n / 128 % 251) as u8)
            .collect();
        for length in [0, 1, 100, 70_000, long.len(), 3] {
            let packed = gzip(&long[..length]);
            assert!(gunzip(&packed) == long[..length], "{length} bytes");
            assert_eq!(packed, gzip(&long[..length]), "{length} bytes");
        }
    }

    #[test]
    fn pieces_are_one_file() {
        let long: Vec<u8> = (0..200_000_u64)
            .map(|n| (n * n / 128 % 251) as u8)
            .collect();
        for lengths in [
            vec![],
            vec![0],
            vec![1, 0, 100, 70_000, 200_000, 3],
            vec![64; 50],
        ] {
            let parts: Vec<&[u8]> = lengths.iter().map(|length| &long[..*length]).collect();
            let mut file = Joined::begin(Vec::new()).expect("memory takes everything");
            for part in &parts {
                assert_eq!(Piece::of(part), Piece::of(part));
                file.add(&Piece::of(part)).expect("memory takes everything");
            }
            let file = file.end().expect("memory takes everything");
            // This reader knows one file only: what follows it would be left.
            assert!(gunzip(&file) == parts.concat(), "{lengths:?}");
            let mut reader = flate2::bufread::GzDecoder::new(&file[..]);
            io::copy(&mut reader, &mut io::sink()).expect("whole");
            assert!(reader.into_inner().is_empty(), "{lengths:?}");
        }
    }
}

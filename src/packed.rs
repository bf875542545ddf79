//! Files that are compressed on their way, or are not.

use std::cell::RefCell;
use std::io::{self, Read as _, Write};

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// A file in the making. A compressed one (gzip, RFC 1952) has neither time nor name in its head, so that the same content
/// gives the same bytes.
#[derive(Debug)]
pub enum Packed<W: Write> {
    Plain(W),
    Gzip(Box<GzEncoder<W>>),
}

impl<W: Write> Packed<W> {
    /// A compressed file. Speed counts more than the last per cent: a site has tens of thousands of them.
    pub fn gzip(to: W) -> Packed<W> {
        Packed::Gzip(Box::new(GzEncoder::new(to, Compression::fast())))
    }

    /// Ends the file and gives back the writer.
    ///
    /// # Errors
    /// The writer's.
    pub fn end(self) -> io::Result<W> {
        match self {
            Packed::Plain(file) => Ok(file),
            Packed::Gzip(file) => file.finish(),
        }
    }
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Packed::Plain(file) => file.write(bytes),
            Packed::Gzip(file) => file.write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packed::Plain(file) => file.flush(),
            Packed::Gzip(file) => file.flush(),
        }
    }
}

thread_local! {
    /// The tables of a compressor are larger than most of the files: each thread makes them once.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Head of a gzip file: magic number, deflate, nothing optional, no time, fastest, unknown system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff];

/// Bytes as a compressed file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(bytes.len() / 4 + 64);
    file.extend_from_slice(&HEAD);
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        loop {
            let read = usize::try_from(compressor.total_in()).expect("it was read from memory");
            let status = compressor.compress_vec(&bytes[read..], &mut file, FlushCompress::Finish);
            if status.expect("whole bytes can be compressed") == Status::StreamEnd {
                break;
            }
            file.reserve(file.capacity());
        }
    });
    let mut crc = Crc::new();
    crc.update(bytes);
    file.extend_from_slice(&crc.sum().to_le_bytes());
    file.extend_from_slice(&crc.amount().to_le_bytes());
    file
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
}

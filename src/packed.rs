//! Files that are compressed on their way, or are not.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

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

/// Bytes as a compressed file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = Packed::gzip(Vec::with_capacity(bytes.len() / 4));
    let written = file.write_all(bytes).and_then(|()| file.end());
    written.expect("memory takes all bytes")
}

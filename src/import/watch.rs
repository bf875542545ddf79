//! Bytes on their way into a CSV reader: their SHA-256, how long a cell is, whether the file ends where a row does, and which
//! encoding they are in.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// Bytes of a cell above which something is wrong: the longest official one has 15 KB.
pub const LONGEST_CELL: u64 = 1 << 20;

/// Bytes that are looked at to tell the encoding.
const HEAD: usize = 1 << 16;

/// A reader that watches what passes.
pub struct Watch {
    head: io::Cursor<Vec<u8>>,
    rest: Box<dyn Read + Send>,
    hash: Sha256,
    line: u64,
    in_quotes: bool,
    /// Where the cell at hand began, and how many of its bytes have passed.
    cell: (u64, u64),
    last: u8,
    too_long: Option<u64>,
}

impl Watch {
    /// Begins to read; gives the first bytes as well.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub fn over(mut bytes: Box<dyn Read + Send>) -> io::Result<(Watch, Vec<u8>)> {
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let watch = Watch {
            head: io::Cursor::new(head.clone()),
            rest: bytes,
            hash: Sha256::new(),
            line: 1,
            in_quotes: false,
            cell: (1, 0),
            last: b'\n',
            too_long: None,
        };
        Ok((watch, head))
    }

    /// SHA-256 of what has passed, in hexadecimal.
    pub fn sha256(&self) -> String {
        let digest = self.hash.clone().finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Where the file ends in the middle of a row: the line on which it does, or on which the cell began that is not closed.
    pub fn torn(&self) -> Option<u64> {
        if self.in_quotes {
            Some(self.cell.0)
        } else {
            (self.last != b'\n').then_some(self.line)
        }
    }

    /// The line on which a cell began that is longer than the limit, with the limit.
    pub fn too_long(&self) -> Option<(u64, u64)> {
        self.too_long.map(|line| (line, LONGEST_CELL))
    }

    fn see(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        for &byte in bytes {
            self.last = byte;
            self.cell.1 += 1;
            match byte {
                b'"' => self.in_quotes = !self.in_quotes,
                b'\n' => {
                    self.line += 1;
                    if !self.in_quotes {
                        self.cell = (self.line, 0);
                    }
                }
                b',' if !self.in_quotes => self.cell = (self.line, 0),
                _ => {}
            }
            if self.cell.1 > LONGEST_CELL {
                self.too_long = Some(self.cell.0);
                return Err(io::Error::other("a cell is too long"));
            }
        }
        Ok(())
    }
}

impl Read for Watch {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.head.read(buffer)? {
            0 => self.rest.read(buffer)?,
            count => count,
        };
        self.see(&buffer[..count])?;
        Ok(count)
    }
}

/// The name of the encoding, where it is not UTF-8. `word` stands in the header, which tells encodings of Japanese apart.
pub fn encoding(head: &[u8], word: &str) -> Option<String> {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16".to_owned());
    }
    let header = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if std::str::from_utf8(header).is_ok() {
        return None;
    }
    let candidates = [
        (encoding_rs::SHIFT_JIS, "Shift_JIS（CP932）"),
        (encoding_rs::EUC_JP, "EUC-JP"),
        (encoding_rs::UTF_16LE, "UTF-16"),
    ];
    let found = candidates.into_iter().find(|(encoding, _)| {
        let (text, _) = encoding.decode_without_bom_handling(header);
        text.contains(word)
    });
    Some(found.map_or_else(|| "?".to_owned(), |(_, name)| name.to_owned()))
}

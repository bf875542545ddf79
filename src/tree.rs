//! Files as values: ordered maps from path to bytes, so that no stage needs the disk; and where built files go.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// The files of a site's sources, by path with `/` separators relative to the site's root
/// (`content/2022/projects/binds.yaml`, `themes/print/templates/base.html`).
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// The files of a built site, by path relative to the output folder (`2022/index.html`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutputTree {
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// Takes the files of a site as they are made, from several threads at once, each path once. What has been taken is
/// not held by whoever made it: a site of thousands of projects has gigabytes.
pub trait Sink: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// The sink cannot take it; nothing more should be made then.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Begins a file that is too large to be held as a whole.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>>;

    /// What is known of the site that was put there before; nothing where it shall not be used.
    fn past(&self) -> Option<&dyn Past> {
        None
    }
}

/// Bytes that a build left for the next, by name.
pub trait Store: fmt::Debug + Send + Sync {
    /// What was left under a name; nothing where it is not there any more as it was left.
    fn get(&self, name: &str) -> Option<Vec<u8>>;
}

/// The site that a sink took before the present one, and what was left with it.
pub trait Past: Store {
    /// Leaves bytes for the maker of the next site, whether or not this one is taken whole. Each name once.
    fn set(&self, name: &str, bytes: &[u8]);

    /// What the maker of that very site left for the next.
    fn left(&self) -> Option<Vec<u8>>;

    /// Leaves something for the maker of the next site. It is there only where this one was taken whole.
    fn leave(&self, bytes: Vec<u8>);

    /// Takes a file as it was; false where it is not there any more as it was taken.
    ///
    /// # Errors
    /// The sink's.
    fn keep(&self, path: &str) -> io::Result<bool>;

    /// The paths of its files.
    fn files(&self) -> Vec<&str>;

    /// The bytes of one of its files; nothing where it is not there any more as it was taken.
    fn bytes(&self, path: &str) -> Option<Vec<u8>>;
}

/// A file that is being written. One that is not finished is not part of the site.
pub trait Draft: Write {
    /// Ends the file.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Keeps the files in memory.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

/// Keeps nothing: for those who only want to know whether a site can be made.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

/// Counts and hashes what is written through it.
#[derive(Debug)]
pub struct Tally<W> {
    /// Where it goes.
    pub to: W,
    /// Number of bytes so far.
    pub bytes: u64,
    hash: Sha256,
}

impl<W: Write> Tally<W> {
    /// Of nothing yet.
    pub fn new(to: W) -> Tally<W> {
        Tally {
            to,
            bytes: 0,
            hash: Sha256::new(),
        }
    }

    /// The SHA-256 of all bytes so far, in lower-case hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }
}

impl<W: Write> Write for Tally<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// The bytes of a file, of which one is the same as another at once where they are in one place in memory: the sources of
/// thousands of projects have a hundred megabytes, and after an edit all but one file are where they were.
#[derive(Debug, Clone)]
pub struct Bytes(pub Arc<[u8]>);

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        is_same(&self.0, &other.0)
    }
}

fn is_same(one: &Arc<[u8]>, other: &Arc<[u8]>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl PartialEq for SourceTree {
    fn eq(&self, other: &SourceTree) -> bool {
        let mut files = self.files.iter().zip(&other.files);
        self.files.len() == other.files.len()
            && files.all(|((path, bytes), (other_path, other_bytes))| {
                path == other_path && is_same(bytes, other_bytes)
            })
    }
}

impl SourceTree {
    /// The bytes of a file, where it exists.
    pub fn bytes(&self, path: &str) -> Option<Bytes> {
        self.files.get(path).cloned().map(Bytes)
    }
    /// The file as text, where it exists and is UTF-8; a byte order mark is left out.
    pub fn text(&self, path: &str) -> Option<&str> {
        let bytes = self.files.get(path)?;
        std::str::from_utf8(bytes)
            .ok()
            .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    }
    /// The tree without what loading has read: seed files, commentary and the texts of documents. Images, snapshots and themes
    /// stay.
    pub fn without_loaded(mut self) -> SourceTree {
        const READ: [&str; 3] = [".yaml", ".md", ".txt"];
        let is_kept = |path: &str| {
            !path.starts_with("content/")
                || path.starts_with("content/archive/")
                || !READ.iter().any(|end| path.ends_with(end))
        };
        self.files.retain(|path, _| is_kept(path));
        self
    }
    /// The paths below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .range(folder.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(folder))
    }
}

impl Memory {
    /// The files taken so far.
    pub fn into_tree(self) -> OutputTree {
        let files = self.files.into_inner();
        OutputTree {
            files: files.unwrap_or_else(PoisonError::into_inner),
        }
    }

    fn keep(&self, path: &str, bytes: Arc<[u8]>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), bytes);
    }
}

impl Sink for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.keep(path, bytes.into());
        Ok(())
    }
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        Ok(Box::new(Kept {
            sink: self,
            path: path.to_owned(),
            bytes: Vec::new(),
        }))
    }
}

/// A draft of [`Memory`].
struct Kept<'s> {
    sink: &'s Memory,
    path: String,
    bytes: Vec<u8>,
}

impl Write for Kept<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Draft for Kept<'_> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.sink.keep(&self.path, self.bytes.into());
        Ok(())
    }
}

impl Sink for Nowhere {
    fn put(&self, _path: &str, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn begin<'s>(&'s self, _path: &str) -> io::Result<Box<dyn Draft + 's>> {
        Ok(Box::new(io::sink()))
    }
}

impl Draft for io::Sink {
    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

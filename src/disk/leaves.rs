//! What builds leave for the next, by name, in one file beside the output folder. Nothing depends on it: it may be lost, cut or
//! spoilt at any time.
//!
//! The bytes stand one after the other, then the list of names, places and hashes, then place and hash of the list. A file that
//! was not written to its end has no such end, and what is not as it was written has another hash.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::publish::resolve;
use super::swap::Neighbours;
use crate::tree::Store;

/// Bytes that are gathered before they are written.
const BUFFER: usize = 256 << 10;

/// Length of the end: place, length and hash of the list.
const END: usize = 8 + 8 + 32;

type Hash = [u8; 32];

/// Where the bytes of a name stand, and their hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Span {
    at: u64,
    len: u64,
    hash: Hash,
}

/// What the last build left.
#[derive(Debug)]
pub struct Leaves {
    file: Mutex<File>,
    spans: HashMap<String, Span>,
}

/// What the build before left beside the output folder `out`; nothing where there is nothing that can be read.
pub fn leaves(out: &Path) -> Option<Leaves> {
    let out = resolve(out).ok()?;
    Leaves::open(&Neighbours::of(&out).ok()?.cache())
}

impl Leaves {
    pub(super) fn open(path: &Path) -> Option<Leaves> {
        let mut file = File::open(path).ok()?;
        let len = file.metadata().ok()?.len();
        let end = span(&mut file, len.checked_sub(END as u64)?, END as u64)?;
        let number = |at: usize| Some(u64::from_le_bytes(end[at..at + 8].try_into().ok()?));
        let (at, list_len) = (number(0)?, number(8)?);
        if at.checked_add(list_len)? > len {
            return None;
        }
        let list = span(&mut file, at, list_len)?;
        if end[16..] != hash(&list) {
            return None;
        }
        Some(Leaves {
            spans: postcard::from_bytes(&list).ok()?,
            file: Mutex::new(file),
        })
    }
}

impl Store for Leaves {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let place = self.spans.get(name)?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = span(&mut file, place.at, place.len)?;
        drop(file);
        (hash(&bytes) == place.hash).then_some(bytes)
    }
}

fn span(file: &mut File, at: u64, len: u64) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::with_capacity(usize::try_from(len).ok()?);
    io::Read::take(file, len).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == len).then_some(bytes)
}

fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// What is being left. A disk that refuses costs the next build some time, and nobody else anything.
#[derive(Debug)]
pub(super) struct NewLeaves {
    /// Where it is written until it is whole.
    path: PathBuf,
    written: Mutex<Option<Written>>,
}

#[derive(Debug)]
struct Written {
    file: BufWriter<File>,
    at: u64,
    spans: HashMap<String, Span>,
}

impl NewLeaves {
    /// Begins a file, in the place of one that a build did not finish.
    pub(super) fn begin(path: PathBuf) -> NewLeaves {
        let written = File::create(&path).ok().map(|file| Written {
            file: BufWriter::with_capacity(BUFFER, file),
            at: 0,
            spans: HashMap::new(),
        });
        NewLeaves {
            path,
            written: Mutex::new(written),
        }
    }

    pub(super) fn set(&self, name: &str, bytes: &[u8]) {
        let hash = hash(bytes);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(all) = written.as_mut() else {
            return;
        };
        match all.file.write_all(bytes) {
            Ok(()) => all.note(name, bytes.len() as u64, hash),
            Err(_) => *written = None,
        }
    }

    /// Ends the file and puts it in its place.
    pub(super) fn finish(self, target: &Path) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = written.take().map(Written::end);
        if ended.is_some_and(|ended| ended.is_ok()) {
            let _ = fs::rename(&self.path, target);
        }
    }
}

impl Drop for NewLeaves {
    fn drop(&mut self) {
        // Where it was finished there is nothing any more.
        let _ = fs::remove_file(&self.path);
    }
}

impl Written {
    fn note(&mut self, name: &str, len: u64, hash: Hash) {
        let at = self.at;
        self.at += len;
        self.spans.insert(name.to_owned(), Span { at, len, hash });
    }

    fn end(mut self) -> io::Result<()> {
        let list = postcard::to_allocvec(&self.spans).map_err(io::Error::other)?;
        self.file.write_all(&list)?;
        self.file.write_all(&self.at.to_le_bytes())?;
        self.file.write_all(&(list.len() as u64).to_le_bytes())?;
        self.file.write_all(&hash(&list))?;
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_there_and_nothing_that_was_spoilt() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("leaves");
        assert!(Leaves::open(&path).is_none(), "there is nothing yet");
        let new = NewLeaves::begin(folder.path().join("new"));
        let texts = ["one", "", "three"];
        for text in texts {
            new.set(text, text.repeat(1000).as_bytes());
        }
        new.finish(&path);
        assert!(!folder.path().join("new").exists());
        let there = |name: &str| Leaves::open(&path).and_then(|left| left.get(name));
        for text in texts {
            assert_eq!(there(text), Some(text.repeat(1000).into_bytes()));
        }
        assert_eq!(there("two"), None);

        let whole = fs::read(&path).expect("a file");
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 1;
            fs::write(&path, &spoilt).expect("spoilt");
            let wrong = texts.iter().filter(|text| {
                let found = there(text);
                found.is_some_and(|found| found != text.repeat(1000).as_bytes())
            });
            assert_eq!(wrong.count(), 0, "byte {at}");
        }
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).expect("cut");
            assert!(Leaves::open(&path).is_none(), "{len} bytes");
        }
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let new = NewLeaves::begin(folder.path().join("new"));
        new.set("one", b"1");
        drop(new);
        let mut left = fs::read_dir(folder.path()).expect("a folder");
        assert!(left.next().is_none());
    }
}

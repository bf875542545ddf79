//! Hashes of what pages look at. Two things with one hash are taken for the same: SHA-256 does not let that happen.

use std::fmt::{self, Write as _};

use sha2::{Digest as _, Sha256};

/// SHA-256.
pub(super) type Digest = [u8; 32];

/// The hash of bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The hash of a value, as it would be printed for the programmer: that has all its fields.
pub(super) fn of_value(value: &dyn fmt::Debug) -> Digest {
    let mut hash = Hash::new();
    hash.words(format_args!("{value:?}"));
    hash.end()
}

/// A hash of several parts, whose ends count.
pub(super) struct Hash(Sha256);

impl Hash {
    pub(super) fn new() -> Hash {
        Hash(Sha256::new())
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// What is printed; it goes through the hash without being put together.
    pub(super) fn words(&mut self, words: fmt::Arguments<'_>) {
        struct Words(Sha256);
        impl fmt::Write for Words {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.update(text);
                Ok(())
            }
        }
        let mut own = Words(Sha256::new());
        own.write_fmt(words).expect("a hash takes every text");
        self.digest(&own.0.finalize().into());
    }

    pub(super) fn digest(&mut self, digest: &Digest) {
        self.0.update(digest);
    }

    pub(super) fn end(self) -> Digest {
        self.0.finalize().into()
    }
}

//! Results that are kept from build to build, each with what it looked at.

use serde::{Deserialize, Serialize};

use super::digest::{Digest, Hash};
use crate::leaves::Leaves;
use crate::sight::{Seen, Sights};
use crate::tree::Store;

/// How a result was made; stands before its bytes.
#[derive(Serialize, Deserialize)]
struct Head {
    sights: Sights,
    /// Hash of its name, of what everything rests on, and of all that it looked at.
    key: Digest,
}

/// Who knows how things are now, and where results stand.
pub(super) trait Desk: Sync {
    /// The hash of a thing as it is now; nothing where it cannot be known.
    fn digest(&self, seen: &Seen) -> Option<Digest>;
    /// What the build before left.
    fn before(&self) -> Option<&dyn Store>;
    /// Leaves a result for the next build.
    fn set(&self, name: &str, bytes: Vec<u8>);
}

/// The results of the last build, and those of this one.
pub(super) struct Known<D> {
    /// Hash of what everything rests on.
    pub(super) common: Digest,
    pub(super) desk: D,
}

impl<D: Desk> Known<D> {
    fn key(&self, name: &str, sights: &Sights) -> Option<Digest> {
        let mut hash = Hash::new();
        hash.digest(&self.common);
        hash.text(name);
        for seen in sights {
            hash.words(format_args!("{seen:?}"));
            hash.digest(&self.desk.digest(seen)?);
        }
        Some(hash.end())
    }
}

impl<D: Desk> Leaves for Known<D> {
    fn find(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = self.desk.before()?.get(name)?;
        let (head, result) = postcard::take_from_bytes::<Head>(&bytes).ok()?;
        if self.key(name, &head.sights)? != head.key {
            return None;
        }
        let result = result.to_vec();
        self.desk.set(name, bytes);
        Some(result)
    }

    fn keep(&self, name: &str, sights: Sights, bytes: &[u8]) {
        let Some(key) = self.key(name, &sights) else {
            return;
        };
        let head = Head { sights, key };
        let mut all = postcard::to_allocvec(&head).expect("memory takes every result");
        all.extend_from_slice(bytes);
        self.desk.set(name, all);
    }
}

//! Results of pure functions that need not be worked out again: those of the last build, where all that they looked at is as it
//! was.
//!
//! Who works something out names the result and says how it is written as bytes; who keeps it knows from the notes of
//! [`sight`] what the work looked at, and gives a result only where all of that is the same. So a result that is found is the
//! one that would be made.

use crate::sight::{self, Sights};

/// Keeps results from one build to the next.
pub trait Leaves: Sync {
    /// The result with a name, as bytes; nothing where the work has to be done.
    fn find(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps a result, with what the work looked at.
    fn keep(&self, name: &str, sights: Sights, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoLeaves;

impl Leaves for NoLeaves {
    fn find(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
    fn keep(&self, _name: &str, _sights: Sights, _bytes: &[u8]) {}
}

/// A result with a name: the one that was kept, or that of `work`. The name says all that `work` gets besides what it notes.
///
/// `read` gives nothing for bytes that `write` does not make.
pub fn leaf<T>(
    leaves: &dyn Leaves,
    name: &str,
    read: impl FnOnce(&[u8]) -> Option<T>,
    write: impl FnOnce(&T) -> Vec<u8>,
    work: impl FnOnce() -> T,
) -> T {
    if let Some(found) = leaves.find(name).and_then(|bytes| read(&bytes)) {
        return found;
    }
    let (made, sights) = sight::watch(work);
    leaves.keep(name, sights, &write(&made));
    made
}

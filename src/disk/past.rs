//! What a stage takes from the build before, and leaves for the next: see [`super::leaves`].

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::leaves::{Leaves, NewLeaves};
use super::manifest::Manifest;
use super::swap::Neighbours;
use crate::archive::sha256;
use crate::tree::Store as _;

/// The name under which something is left with the very site that is taken.
const OF_SITE: &str = "site";

#[derive(Debug)]
pub(super) struct Past {
    path: PathBuf,
    /// Where it is put together.
    new_path: PathBuf,
    before: OnceLock<Option<Leaves>>,
    new: OnceLock<NewLeaves>,
    of_site: Mutex<Option<Vec<u8>>>,
}

impl Past {
    pub(super) fn beside(neighbours: &Neighbours) -> Past {
        Past {
            path: neighbours.cache(),
            new_path: neighbours.unfinished_cache(),
            before: OnceLock::new(),
            new: OnceLock::new(),
            of_site: Mutex::default(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        let before = self.before.get_or_init(|| Leaves::open(&self.path));
        before.as_ref()?.get(name)
    }

    pub(super) fn set(&self, name: &str, bytes: &[u8]) {
        let begin = || NewLeaves::begin(self.new_path.clone());
        self.new.get_or_init(begin).set(name, bytes);
    }

    /// What was left with the site of a manifest.
    pub(super) fn of_site(&self, manifest: &Manifest) -> Option<Vec<u8>> {
        let bytes = self.get(OF_SITE)?;
        Some(bytes.strip_prefix(head(manifest).as_bytes())?.to_vec())
    }

    pub(super) fn leave(&self, bytes: Vec<u8>) {
        let mut left = self.of_site.lock().unwrap_or_else(PoisonError::into_inner);
        *left = Some(bytes);
    }

    /// Leaves everything with the site of a manifest; nothing where there is nothing to be left with it.
    pub(super) fn end(self, manifest: &Manifest) {
        let left = self
            .of_site
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(left) = left else {
            let _ = fs::remove_file(&self.path);
            return;
        };
        self.set(OF_SITE, &[head(manifest).as_bytes(), &left].concat());
        if let Some(new) = self.new.into_inner() {
            new.finish(&self.path);
        }
    }
}

fn head(manifest: &Manifest) -> String {
    format!("{}\n", sha256(manifest.text().as_bytes()))
}

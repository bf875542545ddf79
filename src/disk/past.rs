//! The file beside an output folder in which a build leaves word for the next: which site it speaks of, and what the pipeline wrote.
//! Nothing depends on it: it may be lost, spoilt or of another site.

use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use super::update::replace_file;
use crate::archive::sha256;

/// What was left with the site of a manifest.
pub(super) fn left(path: &Path, manifest: &Manifest) -> Option<Vec<u8>> {
    let bytes = fs::read(path).ok()?;
    let head = head(manifest);
    Some(bytes.strip_prefix(head.as_bytes())?.to_vec())
}

/// Leaves something with the site of a manifest, or nothing. A disk that refuses costs the next build some time.
pub(super) fn leave(path: &Path, manifest: &Manifest, left: Option<Vec<u8>>) {
    let Some(left) = left else {
        let _ = fs::remove_file(path);
        return;
    };
    let bytes = [head(manifest).as_bytes(), &left].concat();
    let _ = replace_file(path, &bytes);
}

fn head(manifest: &Manifest) -> String {
    format!("{}\n", sha256(manifest.text().as_bytes()))
}

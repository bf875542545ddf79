//! The list of files in an output folder that tenken owns, in the form that `sha256sum -c` reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{Action, Error};
use super::plan::Site;
use crate::archive::Checksums;
use crate::tree::OutputTree;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = ".tenken-manifest";

const HEADER: &str = "# Files written by tenken. Verify them with: sha256sum -c .tenken-manifest";

/// SHA-256 of each owned file, in lower-case hexadecimal digits, by its path.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manifest(pub BTreeMap<String, String>);

impl Manifest {
    /// The manifest of the site in `tree`.
    pub fn of(tree: &OutputTree) -> Manifest {
        Manifest(Checksums::of(&tree.files).0)
    }

    /// The manifest of files by their hashes.
    pub(super) fn of_site(site: &Site) -> Manifest {
        let files = site.iter();
        Manifest(
            files
                .map(|(path, taken)| (path.clone(), taken.sha256.clone()))
                .collect(),
        )
    }

    /// The manifest in the folder `out`; nothing where the folder has none.
    pub(super) fn read(out: &Path) -> Result<Option<Manifest>, Error> {
        let path = out.join(MANIFEST);
        match fs::read_to_string(&path) {
            Ok(text) => Manifest::parse(&text)
                .map(Some)
                .map_err(|line| Error::BadManifest { path, line }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(Action::Read, &path)(error)),
        }
    }

    /// Reads a manifest's text.
    ///
    /// # Errors
    /// The number of the line that is neither a comment nor a hash and a path of a site.
    pub fn parse(text: &str) -> Result<Manifest, usize> {
        let list = Checksums::parse(text)?;
        match text
            .lines()
            .position(|line| line.ends_with(&format!("  {MANIFEST}")))
        {
            Some(line) => Err(line + 1),
            None => Ok(Manifest(list.0)),
        }
    }

    /// The manifest as text.
    pub fn text(&self) -> String {
        format!("{HEADER}\n{}", Checksums(self.0.clone()).text())
    }

    /// True where the site owns files below the folder `path`.
    pub(super) fn has_below(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.0
            .range(folder.clone()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&folder))
    }
}

/// True for a relative path that stays inside its folder and is not the manifest.
pub fn is_site_path(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name != "." && name != "..";
    path != MANIFEST && path.split('/').all(is_name) && !path.contains(['\\', '\0', '\n', '\r'])
}

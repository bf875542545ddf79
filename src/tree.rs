//! Files as values: ordered maps from path to bytes, so that no stage needs the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a site's sources, by path with `/` separators relative to the site's root
/// (`content/2022/projects/binds.yaml`, `themes/print/templates/base.html`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceTree {
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// The files of a built site, by path relative to the output folder (`2022/index.html`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutputTree {
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl SourceTree {
    /// The file as text, where it exists and is UTF-8; a byte order mark is left out.
    pub fn text(&self, path: &str) -> Option<&str> {
        let bytes = self.files.get(path)?;
        std::str::from_utf8(bytes)
            .ok()
            .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    }
    /// The paths below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .range(folder.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(folder))
    }
}

//! What a server needs to know of a site.

use std::sync::Arc;

use crate::diagnostic::{Lang, emit};
use crate::pipeline::Site;
use crate::tree::SourceTree;

/// A site whose pages can be asked for one by one.
pub trait Pages: Send + Sync {
    /// The base path: begins and ends with `/`.
    fn base_path(&self) -> &str;
    /// True for the path of a file of the site, for example `2022/index.html`.
    fn has(&self, path: &str) -> bool;
    /// The bytes of one file; nothing where the site has no such file.
    ///
    /// # Errors
    /// The page cannot be made: the text says why, for people.
    fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, String>>;
}

/// A site with the sources that its errors point to.
#[derive(Debug)]
pub struct SitePages {
    pub site: Site,
    pub tree: Arc<SourceTree>,
    pub lang: Lang,
}

impl Pages for SitePages {
    fn base_path(&self) -> &str {
        self.site.base_path()
    }
    fn has(&self, path: &str) -> bool {
        self.site.has(path)
    }
    fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, String>> {
        let rendered = self.site.render(path)?;
        Some(
            rendered.map_err(|diagnostic| emit::human(&[diagnostic], &self.tree, self.lang, false)),
        )
    }
}

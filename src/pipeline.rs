//! The stages in order; the file to read first.
//!
//! `SourceTree → load → Dataset → plan → render(page) → bytes → OutputTree`. `build` renders every page, `serve` renders
//! the one that is asked for: there is no second path, so the bytes served are the bytes built.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::tree::{OutputTree, SourceTree};

/// Settings of one run that are not content.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Address of the published site; overrides `base_url` of `site.yaml`. Its path is the base path.
    pub base_url: Option<String>,
    /// Make pages small with minify-html.
    pub minify: bool,
    /// Theme that overrides `theme` of `site.yaml`.
    pub theme: Option<String>,
}

/// A site that can render any of its pages.
#[derive(Debug)]
pub struct Site {}

/// What preparing gives: a site unless there were errors, and all that was found.
#[derive(Debug)]
pub struct Prepared {
    pub site: Option<Site>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads, checks and plans a site; renders nothing.
pub fn prepare(_tree: &SourceTree, _options: &Options) -> Prepared {
    Prepared { site: None, diagnostics: Vec::new() }
}

impl Site {
    /// The base path: begins and ends with `/`.
    pub fn base_path(&self) -> &str {
        "/"
    }
    /// Paths of all files of the site, in order, for example `2022/projects/binds/index.html`.
    pub fn paths(&self) -> Vec<&str> {
        Vec::new()
    }
    /// The bytes of one file; nothing where the site has no such file.
    ///
    /// # Errors
    /// A template that fails: the diagnostic points into the template.
    pub fn render(&self, _path: &str) -> Option<Result<Arc<[u8]>, Diagnostic>> {
        None
    }
    /// Renders every file in parallel. `progress` is called once a file.
    ///
    /// # Errors
    /// Every template that fails, each once.
    pub fn render_all(&self, _progress: &(dyn Fn() + Sync)) -> Result<OutputTree, Vec<Diagnostic>> {
        Ok(OutputTree::default())
    }
}

//! Who hears how far a build is.

/// The stages of a build, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the sources from the disk.
    Read,
    /// YAML → model.
    Load,
    Audit,
    /// Which pages there are; templates are read.
    Plan,
    /// Figures and links of commentary are looked up.
    Commentary,
    /// Data of the editions.
    Data,
    /// Pages and the files beside them: views, templates, making small, reading links.
    Pages,
    /// The search index.
    Search,
    /// Files that are copied or few.
    Assets,
    /// Links are followed.
    Links,
    /// The new site takes the place of the old one.
    Publish,
}

/// Hears how far a build is.
pub trait Watch: Sync {
    /// A stage begins; the one before it is over.
    fn begins(&self, _stage: Stage) {}
    /// A page is made.
    fn page(&self) {}
}

/// For builds that nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {}

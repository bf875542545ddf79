//! What is kept from one preparation to the next, in a preview.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::audit;
use crate::diagnostic::{Diagnostic, Lang};
use crate::load;
use crate::memo::Memo;
use crate::plan;
use crate::theme;
use crate::tree::SourceTree;

/// Results of the stages before rendering, each with all that it was made from. What was made for other input is made again:
/// a preparation with what is kept gives the same site, byte for byte, as one without.
#[derive(Debug)]
pub struct Kept {
    pub(super) load: load::Kept,
    pub(super) audit: audit::Kept,
    pub(super) plan: plan::Known,
    themes: Memo<ThemeInput, Arc<Themes>>,
}

type Themes = Result<theme::Loaded, Vec<Diagnostic>>;

/// All that the themes of a site are made from.
#[derive(Debug, PartialEq)]
struct ThemeInput {
    name: Option<String>,
    languages: Vec<Lang>,
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Kept {
    /// For somebody who prepares once: nothing is kept.
    pub fn none() -> Kept {
        Kept {
            load: load::Kept::none(),
            audit: audit::Kept::none(),
            plan: plan::Known::none(),
            themes: Memo::none(),
        }
    }

    /// For somebody who prepares again and again.
    pub fn all() -> Kept {
        Kept {
            load: load::Kept::all(),
            audit: audit::Kept::all(),
            plan: plan::Known::all(),
            themes: Memo::kept(),
        }
    }

    /// The themes of a site, one a language.
    pub(super) fn themes(
        &mut self,
        tree: &SourceTree,
        name: Option<String>,
        languages: &[Lang],
    ) -> Themes {
        self.themes.turn();
        let input = ThemeInput {
            name,
            languages: languages.to_vec(),
            files: theme::sources(tree),
        };
        let load = |input: &ThemeInput| {
            let name = input.name.as_deref();
            Arc::new(theme::load(tree, name, &input.languages))
        };
        Result::clone(&self.themes.get("", input, load))
    }
}

//! `tenken diff`: what differs between two editions.

use std::path::Path;

use crate::compare::{self, Family, report};
use crate::diagnostic::{Diagnostic, Lang};
use crate::disk;
use crate::export::Exports;
use crate::export::address::Address;
use crate::export::changes::Changes;
use crate::load;
use crate::pipeline;

use super::Outcome;
use super::args::{DiffArgs, MessageFormat};
use super::terminal::{Stream, Terminal};

/// Compares two editions of the site at `root`.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &DiffArgs) -> anyhow::Result<Outcome> {
    let json = match terminal.format() {
        MessageFormat::Human => false,
        MessageFormat::Json => true,
        MessageFormat::Github | MessageFormat::Sarif => anyhow::bail!(match terminal.lang {
            Lang::Ja => "違いの形式は human か json です",
            Lang::En => "differences are printed as `human` or `json`",
        }),
    };
    let tree = disk::read_tree(root)?;
    let loaded = load::load(&tree);
    let errors: Vec<Diagnostic> = loaded
        .diagnostics
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    if !errors.is_empty() {
        terminal.diagnostics(&errors, &tree, Stream::Err)?;
        return Ok(Outcome::Failure);
    }
    let dataset = loaded
        .dataset
        .unwrap_or_else(|| unreachable!("without errors there is a dataset"));
    let known = || dataset.editions.keys().copied();
    for year in [args.before, args.after] {
        if !known().any(|edition| edition == year) {
            return Err(no_edition(year, known(), terminal.lang));
        }
    }
    let Some((before, after)) = compare::editions(&dataset, args.before, args.after) else {
        anyhow::bail!(match terminal.lang {
            Lang::Ja => "二つの違う版を指定してください",
            Lang::En => "name two different editions",
        })
    };
    let only: Vec<Family> = args.only.iter().map(|family| family.0).collect();
    let comparison = compare::compare(before, after);
    let is_empty = report::is_empty(&comparison, &only);
    if json {
        let exports = Exports::new(&dataset, address(dataset.site.base_url.as_deref()));
        terminal.print(&Changes::of(&exports, &comparison, &only).json())?;
    } else if !terminal.quiet {
        terminal.print(&report::human(&comparison, &only, terminal.lang))?;
    }
    Ok(if is_empty {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Where the site says that it is published.
fn address(base_url: Option<&str>) -> Address {
    let (origin, base_path) = base_url
        .and_then(pipeline::split_address)
        .unwrap_or((None, "/".to_owned()));
    Address {
        origin,
        base_path,
        index: "",
    }
}

fn no_edition(year: i16, known: impl Iterator<Item = i16>, lang: Lang) -> anyhow::Error {
    let known: Vec<String> = known.map(|year| year.to_string()).collect();
    let known = known.join(", ");
    anyhow::anyhow!(match lang {
        Lang::Ja => format!("{year}年版はありません（あるのは {known}）"),
        Lang::En => format!("there is no edition {year} (there are {known})"),
    })
}

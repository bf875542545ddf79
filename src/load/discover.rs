//! Which file is what: the layout of `content/`.

use std::collections::BTreeMap;

use super::resolve::is_id;
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::say;
use crate::tree::SourceTree;

/// Kinds of entities, each with a folder of its own in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntityKind {
    Program,
    Project,
    Review,
    Objective,
    Portfolio,
}

impl EntityKind {
    const ALL: [EntityKind; 5] = [
        EntityKind::Program,
        EntityKind::Project,
        EntityKind::Review,
        EntityKind::Objective,
        EntityKind::Portfolio,
    ];

    pub(crate) fn folder(self) -> &'static str {
        match self {
            EntityKind::Program => "programs",
            EntityKind::Project => "projects",
            EntityKind::Review => "reviews",
            EntityKind::Objective => "objectives",
            EntityKind::Portfolio => "portfolios",
        }
    }
    fn of(folder: &str) -> Option<EntityKind> {
        EntityKind::ALL
            .into_iter()
            .find(|kind| kind.folder() == folder)
    }
}

/// A seed file with the commentary beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) commentary: Option<String>,
}

/// The files of one edition.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct EditionFiles {
    pub(crate) edition: Option<SourceFile>,
    pub(crate) sources: Option<SourceFile>,
    pub(crate) committee: Option<SourceFile>,
    pub(crate) entities: Vec<(EntityKind, SourceFile)>,
}

impl EditionFiles {
    pub(crate) fn first_path(&self) -> Option<&String> {
        self.entities
            .first()
            .map(|(_, file)| &file.path)
            .or(self.sources.as_ref().map(|file| &file.path))
    }
}

/// The files of a site.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SiteFiles {
    pub(crate) site: Option<SourceFile>,
    pub(crate) glossary: Option<SourceFile>,
    pub(crate) editions: BTreeMap<i16, EditionFiles>,
}

/// Sorts the files of `content/`; what nothing uses is reported.
pub(crate) fn discover(tree: &SourceTree) -> (SiteFiles, Vec<Diagnostic>) {
    let mut files = SiteFiles::default();
    let mut diagnostics = Vec::new();
    for path in tree.below("content/") {
        if let Err(diagnostic) = sort(tree, path, &mut files) {
            diagnostics.extend(diagnostic);
        }
    }
    if files.site.is_none() {
        diagnostics.push(
            Diagnostic::new(
                RuleId::MissingKey,
                "content/site.yaml",
                Place::File,
                say!(
                    "content/site.yaml がありません",
                    "content/site.yaml does not exist"
                ),
            )
            .help(say!(
                "tenken init で見本を作れます",
                "`tenken init` writes a working example"
            )),
        );
    }
    (files, diagnostics)
}

fn sort(tree: &SourceTree, path: &str, files: &mut SiteFiles) -> Result<(), Option<Diagnostic>> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if parts.iter().any(|part| part.starts_with('.')) {
        return Ok(());
    }
    match parts[..] {
        ["site.yaml"] => files.site = Some(source(tree, path, "site")),
        ["glossary.yaml"] => files.glossary = Some(source(tree, path, "glossary")),
        // Snapshots are read by `archive`.
        ["README.md"] | ["schema" | "images" | "archive", ..] | [_, "sources" | "images", ..] => {}
        [year, ref rest @ ..] if is_year(year) => {
            let edition = files
                .editions
                .entry(year.parse().unwrap_or_default())
                .or_default();
            return sort_edition(tree, path, rest, edition);
        }
        _ => return Err(Some(unused(path))),
    }
    Ok(())
}

fn sort_edition(
    tree: &SourceTree,
    path: &str,
    rest: &[&str],
    edition: &mut EditionFiles,
) -> Result<(), Option<Diagnostic>> {
    match rest {
        ["edition.yaml"] => edition.edition = Some(source(tree, path, "edition")),
        ["sources.yaml"] => edition.sources = Some(source(tree, path, "sources")),
        ["committee.yaml"] => edition.committee = Some(source(tree, path, "committee")),
        [folder, name] => {
            let (Some(kind), Some((id, extension))) =
                (EntityKind::of(folder), name.rsplit_once('.'))
            else {
                return Err(Some(unused(path)));
            };
            match extension {
                "yaml" if !is_id(id) => return Err(Some(bad_name(path, id))),
                "yaml" => edition.entities.push((kind, source(tree, path, id))),
                "md" if tree.files.contains_key(&path.replace(".md", ".yaml")) => {}
                _ => return Err(Some(unused(path))),
            }
        }
        ["edition.md"] if tree.files.contains_key(&path.replace(".md", ".yaml")) => {}
        _ => return Err(Some(unused(path))),
    }
    Ok(())
}

fn source(tree: &SourceTree, path: &str, id: &str) -> SourceFile {
    let commentary = path.strip_suffix(".yaml").map(|stem| format!("{stem}.md"));
    SourceFile {
        path: path.to_owned(),
        id: id.to_owned(),
        commentary: commentary.filter(|commentary| tree.files.contains_key(commentary)),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn bad_name(path: &str, id: &str) -> Diagnostic {
    Diagnostic::new(
        RuleId::BadId,
        path,
        Place::File,
        say!(
            "ファイル名「{id}」は ID に使えません",
            "the file name `{id}` cannot be used as an id"
        ),
    )
    .help(say!(
        "半角の英小文字・数字・ハイフンだけの名前にしてください（ページの住所になります）",
        "use lower-case letters, digits and hyphens only; the name becomes the address of the page"
    ))
}

fn unused(path: &str) -> Diagnostic {
    let (message, help) = if path.ends_with(".yml") {
        (
            say!(
                "拡張子 .yml のファイルは使われません",
                "files ending in .yml are not used"
            ),
            say!(
                "名前の終わりを .yaml にしてください",
                "rename it to end in .yaml"
            ),
        )
    } else if path.ends_with(".md") {
        (
            say!(
                "この解説と同じ名前の .yaml がありません",
                "no .yaml of the same name stands beside this commentary"
            ),
            say!(
                "名前を .yaml に合わせてください",
                "give it the name of its .yaml"
            ),
        )
    } else {
        (
            say!("このファイルは使われません", "nothing uses this file"),
            say!(
                "content/<年>/programs・projects・reviews・objectives・portfolios のいずれかに置いてください",
                "put it into content/<year>/ programs, projects, reviews, objectives or portfolios"
            ),
        )
    };
    Diagnostic::new(RuleId::UnknownFile, path, Place::File, message).help(help)
}

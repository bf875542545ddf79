//! The snapshots that a site keeps in `content/archive/`: sound, in their order, and equal to the sources of today.

use std::collections::BTreeMap;

use super::checksum::sha256;
use super::{Bag, Files, Problem, SOURCE, check_bag, unzip};
use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::model::snapshot::{Change, Snapshot};
use crate::say;
use crate::tree::SourceTree;

/// Folder of the snapshots among the sources.
pub(super) const KEEP: &str = "content/archive/";

/// How many damaged files of one snapshot are named in a build; `tenken verify` names all.
const NAMED: usize = 20;

/// The snapshots of a site, oldest first, and what is wrong with them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    pub snapshots: Vec<Snapshot>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Name of the snapshot of an edition: `2022`, `2022-2`.
pub fn name_of(year: i16, revision: u32) -> String {
    match revision {
        1 => year.to_string(),
        _ => format!("{year}-{revision}"),
    }
}

/// Year and revision of a name that [`name_of`] makes.
fn parse_name(name: &str) -> Option<(i16, u32)> {
    let (year, revision) = name.split_once('-').unwrap_or((name, "1"));
    let parsed = (year.parse().ok()?, revision.parse().ok()?);
    (name_of(parsed.0, parsed.1) == name && year.len() == 4).then_some(parsed)
}

/// The snapshot `name` among the sources.
pub(super) fn bag_of(tree: &SourceTree, name: &str) -> Bag {
    let folder = format!("{KEEP}{name}/");
    let files = tree
        .below(&folder)
        .map(|path| (path[folder.len()..].to_owned(), tree.files[path].clone()));
    Bag {
        files: files.collect(),
    }
}

/// Reads and checks the snapshots of a site.
pub fn keep(tree: &SourceTree) -> Kept {
    let mut kept = Kept::default();
    let mut names: BTreeMap<(i16, u32), String> = BTreeMap::new();
    for path in tree.below(KEEP) {
        let rest = &path[KEEP.len()..];
        let name = rest
            .split_once('/')
            .map_or(rest.strip_suffix(".zip"), |(name, _)| Some(name));
        match name.and_then(|name| Some((parse_name(name)?, name))) {
            Some((key, name)) => drop(names.insert(key, name.to_owned())),
            None => kept.diagnostics.push(stray(path)),
        }
    }
    for ((year, revision), name) in names {
        let bag = bag_of(tree, &name);
        match read(tree, year, revision, &name, &bag) {
            Ok(snapshot) => {
                kept.diagnostics
                    .extend(broken_chain(&snapshot, &kept.snapshots));
                kept.snapshots.push(snapshot);
            }
            Err(found) => kept.diagnostics.extend(found),
        }
    }
    for snapshot in newest(&kept.snapshots) {
        let changes = check_sources(tree, snapshot.year, &bag_of(tree, &snapshot.name));
        let found = changes.iter().map(|change| frozen(snapshot, change));
        kept.diagnostics.extend(found);
    }
    kept
}

/// The last snapshot of each edition.
fn newest(snapshots: &[Snapshot]) -> impl Iterator<Item = &Snapshot> {
    let last: BTreeMap<i16, &Snapshot> = snapshots
        .iter()
        .map(|snapshot| (snapshot.year, snapshot))
        .collect();
    last.into_values()
}

fn read(
    tree: &SourceTree,
    year: i16,
    revision: u32,
    name: &str,
    bag: &Bag,
) -> Result<Snapshot, Vec<Diagnostic>> {
    let problems = check_bag(bag);
    if !problems.is_empty() {
        return Err(damaged(name, &problems));
    }
    let unreadable = |why: String| {
        let path = super::RECORD.to_owned();
        damaged(name, &[Problem::Unreadable { path, why }])
    };
    let record = bag.record().map_err(unreadable)?;
    if (record.edition, record.revision) != (year, revision) {
        let is = name_of(record.edition, record.revision);
        return Err(unreadable(format!("snapshot {is} in folder {name}")));
    }
    let zip = tree.files.get(&format!("{KEEP}{name}.zip"));
    if let Some(zip) = zip {
        check_zip(name, bag, zip)?;
    }
    let amendment = match &record.amendment {
        Some(amendment) => Some(
            amendment
                .amendment()
                .ok_or_else(|| unreadable("amendment".to_owned()))?,
        ),
        None => None,
    };
    let payload = bag.payload();
    let (files, bytes) = payload.fold((0, 0), |(files, bytes), (_, content)| {
        (files + 1, bytes + content.len() as u64)
    });
    Ok(Snapshot {
        name: name.to_owned(),
        year,
        revision,
        date: record.day(),
        title: record.title,
        tool: record.tenken,
        citation: record.citation,
        manifest: bag.manifest_sha256(),
        files,
        bytes,
        has_zip: zip.is_some(),
        amendment,
    })
}

/// The zip file holds the same bag.
fn check_zip(name: &str, bag: &Bag, zip: &[u8]) -> Result<(), Vec<Diagnostic>> {
    let why = match unzip(zip) {
        Ok((folder, zipped)) if folder == name && zipped == *bag => return Ok(()),
        Ok(_) => say!(
            "{name}.zip の内容が {name}/ と違います",
            "{name}.zip holds other files than {name}/"
        ),
        Err(why) => say!(
            "{name}.zip が読めません（{why}）",
            "{name}.zip cannot be read: {why}"
        ),
    };
    let file = format!("{KEEP}{name}.zip");
    let help = say!(
        "{name}.zip を削除し、`tenken archive {name} --zip` で作り直してください",
        "delete {name}.zip and make it again with `tenken archive {name} --zip`"
    );
    Err(vec![
        Diagnostic::new(RuleId::DamagedArchive, &file, Place::File, why).help(help),
    ])
}

/// An amendment follows the snapshot that it amends.
fn broken_chain(snapshot: &Snapshot, before: &[Snapshot]) -> Option<Diagnostic> {
    let previous = before
        .last()
        .filter(|last| (last.year, last.revision + 1) == (snapshot.year, snapshot.revision));
    let is_right = match (&snapshot.amendment, previous) {
        (None, _) => snapshot.revision == 1,
        (Some(amendment), Some(previous)) => amendment.previous == previous.manifest,
        (Some(_), None) => false,
    };
    let name = &snapshot.name;
    let message = say!(
        "凍結版「{name}」の一つ前の凍結版がないか、記録と違います",
        "the snapshot before `{name}` is missing, or is not the one that it amends"
    );
    let help = say!(
        "content/archive/ を控えから戻してください。凍結版は削除も変更もできません",
        "restore content/archive/ from a copy; a snapshot is neither removed nor changed"
    );
    let file = format!("{KEEP}{name}/{}", super::RECORD);
    (!is_right)
        .then(|| Diagnostic::new(RuleId::DamagedArchive, &file, Place::File, message).help(help))
}

fn damaged(name: &str, problems: &[Problem]) -> Vec<Diagnostic> {
    let help = say!(
        "控え（git の履歴や .zip）から戻してください。全部の一覧：`tenken verify content/archive/{name}`",
        "restore it from a copy (git, the .zip); list everything with `tenken verify content/archive/{name}`"
    );
    let one = |problem: &Problem| {
        let file = format!("{KEEP}{name}/{}", problem.path());
        let what = problem.say();
        let (ja, en) = (what.ja, what.en);
        let message = say!(
            "凍結版「{name}」が壊れています：{ja}",
            "snapshot `{name}` is damaged: {en}"
        );
        Diagnostic::new(RuleId::DamagedArchive, &file, Place::File, message).help(help.clone())
    };
    let mut found: Vec<Diagnostic> = problems.iter().take(NAMED).map(one).collect();
    let more = problems.len().saturating_sub(NAMED);
    if more > 0 {
        let message = say!(
            "凍結版「{name}」には、ほかに{more}件の問題があります",
            "snapshot `{name}` has {more} more problems"
        );
        let file = format!("{KEEP}{name}");
        found.push(Diagnostic::new(RuleId::DamagedArchive, &file, Place::File, message).help(help));
    }
    found
}

fn stray(path: &str) -> Diagnostic {
    let message = say!("このファイルは使われません", "nothing uses this file");
    let help = say!(
        "content/archive/ には `tenken archive` が作る <年>/、<年>-<番号>/ と .zip だけを置いてください",
        "content/archive/ holds only what `tenken archive` makes: <year>/, <year>-<number>/ and .zip"
    );
    Diagnostic::new(RuleId::UnknownFile, path, Place::File, message).help(help)
}

/// Source files of an edition that are not as they were frozen.
pub fn check_sources(tree: &SourceTree, year: i16, bag: &Bag) -> Vec<Change> {
    let folder = format!("content/{year}/");
    let today: Files = tree
        .below(&folder)
        .map(|path| (path.to_owned(), tree.files[path].clone()))
        .collect();
    let then: Files = bag
        .below(SOURCE)
        .into_iter()
        .filter(|(path, _)| path.starts_with(&folder))
        .collect();
    let paths = then
        .keys()
        .chain(today.keys().filter(|path| !then.contains_key(*path)));
    let mut changes: Vec<Change> = paths
        .filter(|path| then.get(*path) != today.get(*path))
        .map(|path| Change {
            path: path.clone(),
            before: then.get(path).map(|bytes| sha256(bytes)),
            after: today.get(path).map(|bytes| sha256(bytes)),
        })
        .collect();
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    changes
}

fn frozen(snapshot: &Snapshot, change: &Change) -> Diagnostic {
    let year = snapshot.year;
    let message = match (&change.before, &change.after) {
        (Some(_), Some(_)) => say!(
            "凍結した{year}年版の元ファイルが変わっています",
            "a source of edition {year}, which is frozen, has changed"
        ),
        (None, _) => say!(
            "凍結した{year}年版に、元ファイルが増えています",
            "edition {year} is frozen, and this source was added"
        ),
        (_, None) => say!(
            "凍結した{year}年版の元ファイルがなくなっています",
            "a source of edition {year}, which is frozen, is gone"
        ),
    };
    let help = say!(
        "元に戻すか、理由を付けて記録してください：`tenken archive {year} --amend --reason \"…\"`",
        "undo the change, or record it with its reason: `tenken archive {year} --amend --reason \"…\"`"
    );
    Diagnostic::new(
        RuleId::FrozenSourceChanged,
        &change.path,
        Place::File,
        message,
    )
    .help(help)
}

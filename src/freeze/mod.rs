//! Freezes an edition: the site as it stands becomes a BagIt bag that opens anywhere and can be built again.
//!
//! Pure: sources in, bag out. The same sources, settings and version give the same bytes, wherever and whenever.

mod describe;
mod sources;

use std::sync::Arc;

use crate::archive::{
    self, AmendmentRecord, Bag, ChangeRecord, FORMAT, Files, Living, Problem, RECORD, Record,
    SENTINEL, SITE, SOURCE, Settings, check_sources, keep, name_of,
};
use crate::diagnostic::{Diagnostic, Place, RuleId, Say};
use crate::links::Book;
use crate::load;
use crate::model::dataset::{DataFiles, Dataset};
use crate::model::date::Date;
use crate::model::snapshot::{Change, Frozen, Snapshot};
use crate::pipeline::{self, Options};
use crate::say;
use crate::tree::SourceTree;

/// Version of this program, as bags record it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Files that mean something only at the root of a host.
const OF_THE_ROOT: [&str; 4] = ["sitemap.xml", "robots.txt", ".nojekyll", "404.html"];

/// What is to be frozen, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub year: i16,
    /// Day of freezing, where it is to be recorded.
    pub date: Option<Date>,
    /// Address of the living site; overrides `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// Theme; overrides `theme` of `site.yaml`.
    pub theme: Option<String>,
    /// Set where a frozen edition is to be frozen again.
    pub amend: Option<Amend>,
}

/// Why and when a frozen edition is frozen again.
#[derive(Debug, Clone, PartialEq)]
pub struct Amend {
    pub reason: String,
    pub date: Date,
}

/// A new snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Frost {
    /// Name of its folder: `2022`, `2022-2`.
    pub name: String,
    pub bag: Bag,
    /// Source files that an amendment changes.
    pub changes: Vec<Change>,
}

/// Why an edition was not frozen.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// The request cannot be met; nothing is wrong with the content.
    Request(Say),
    /// The content, the theme or the archive has errors.
    Content(Vec<Diagnostic>),
}

impl From<Vec<Diagnostic>> for Refused {
    fn from(found: Vec<Diagnostic>) -> Refused {
        Refused::Content(found)
    }
}

/// Freezes an edition of the site in `tree`.
///
/// The snapshot holds the editions up to the one frozen, because its pages and its audit refer to them; where its pages
/// refer to later ones, these too.
///
/// # Errors
/// There is no such edition; it is frozen already, or, for an amendment, is not, or has not changed; the content has
/// errors; the archive is damaged.
pub fn freeze(tree: &SourceTree, request: &Request) -> Result<Frost, Refused> {
    let year = request.year;
    let snapshots = sound(tree)?;
    let years = sources::editions(tree);
    if !years.contains(&year) {
        return Err(Refused::Request(no_edition(year, &years)));
    }
    let last = snapshots.iter().rfind(|snapshot| snapshot.year == year);
    let (revision, changes) = next(tree, request, last)?;
    let frozen = Frozen {
        name: name_of(year, revision),
        year,
        revision,
        date: request.date,
    };
    let settings = Settings {
        base_url: request.base_url.clone(),
        theme: request.theme.clone(),
        minify: true,
    };
    let (held, source, built) = smallest(tree, &years, &settings, &frozen)?;
    let amendment = request
        .amend
        .as_ref()
        .zip(last)
        .map(|(amend, last)| amendment(amend, last, &changes));
    let payload = payload(&source, &built.files);
    let record = Record {
        format: FORMAT,
        tenken: VERSION.to_owned(),
        edition: year,
        revision,
        title: built.dataset.editions[&year].title.clone(),
        date: request.date.map(Date::iso),
        citation: describe::citation(&built.dataset, year, built.address.as_deref()),
        settings,
        editions: held,
        amendment,
        sizes: payload
            .iter()
            .map(|(path, bytes)| (path["data/".len()..].to_owned(), bytes.len() as u64))
            .collect(),
    };
    let info = describe::info(&built.dataset, &record, built.address.as_deref());
    let mut payload = payload;
    payload.insert(RECORD.to_owned(), record.bytes().into());
    if let Some(path) = payload.keys().find(|path| path.contains('%')) {
        return Err(Refused::Request(bad_name(path)));
    }
    Ok(Frost {
        name: frozen.name,
        bag: Bag::seal(payload, &info),
        changes,
    })
}

/// The snapshots of a site, oldest first.
fn sound(tree: &SourceTree) -> Result<Vec<Snapshot>, Vec<Diagnostic>> {
    let kept = keep(tree);
    let damaged: Vec<Diagnostic> = kept
        .diagnostics
        .into_iter()
        .filter(|found| found.rule == RuleId::DamagedArchive)
        .collect();
    if damaged.is_empty() {
        Ok(kept.snapshots)
    } else {
        Err(damaged)
    }
}

/// The newest snapshot of an edition, with its name; nothing where there is none.
///
/// # Errors
/// What is damaged in the archive.
pub fn newest(tree: &SourceTree, year: i16) -> Result<Option<(String, Bag)>, Vec<Diagnostic>> {
    let snapshots = sound(tree)?;
    let last = snapshots
        .into_iter()
        .rfind(|snapshot| snapshot.year == year);
    Ok(last.map(|last| {
        let bag = kept_bag(tree, &last.name);
        (last.name, bag)
    }))
}

fn kept_bag(tree: &SourceTree, name: &str) -> Bag {
    Bag {
        files: sources::below(tree, &format!("content/archive/{name}/")),
    }
}

/// The number of the next snapshot, and the sources that changed since the last one.
fn next(
    tree: &SourceTree,
    request: &Request,
    last: Option<&Snapshot>,
) -> Result<(u32, Vec<Change>), Refused> {
    let year = request.year;
    let refuse = |say: Say| Err(Refused::Request(say));
    match (last, &request.amend) {
        (None, None) => Ok((1, Vec::new())),
        (None, Some(_)) => refuse(say!(
            "{year}年版はまだ凍結されていません\n訂正ではなく、`tenken archive {year}` で凍結してください。",
            "edition {year} is not frozen yet\nFreeze it with `tenken archive {year}`; there is nothing to amend."
        )),
        (Some(_), None) => refuse(say!(
            "{year}年版はすでに凍結されています。上書きはしません\n訂正するには：`tenken archive {year} --amend --reason \"…\"`",
            "edition {year} is frozen already, and a snapshot is never overwritten\nTo amend it: `tenken archive {year} --amend --reason \"…\"`"
        )),
        (Some(last), Some(amend)) => {
            if amend.reason.trim().is_empty() {
                return refuse(say!(
                    "訂正の理由が空です。読者に公開されます",
                    "the reason of the amendment is empty; readers will see it"
                ));
            }
            let bag = kept_bag(tree, &last.name);
            let changes = check_sources(tree, year, &bag);
            if changes.is_empty() {
                return refuse(say!(
                    "{year}年版の元ファイルは、凍結したときのままです。訂正するものがありません",
                    "the sources of edition {year} are as they were frozen; there is nothing to amend"
                ));
            }
            Ok((last.revision + 1, changes))
        }
    }
}

fn amendment(amend: &Amend, last: &Snapshot, changes: &[Change]) -> AmendmentRecord {
    let changes = changes.iter().map(|change| ChangeRecord {
        path: change.path.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
    });
    AmendmentRecord {
        reason: amend.reason.trim().to_owned(),
        date: amend.date.iso(),
        previous_manifest_sha256: last.manifest.clone(),
        changes: changes.collect(),
    }
}

/// Builds with the fewest editions without which something would be missing.
fn smallest(
    tree: &SourceTree,
    years: &[i16],
    settings: &Settings,
    frozen: &Frozen,
) -> Result<(Vec<i16>, SourceTree, Built), Refused> {
    let first = years.iter().filter(|year| **year <= frozen.year).count();
    let mut held = first;
    loop {
        let wanted = &years[..held];
        let source = sources::sources(tree, wanted, settings.theme.as_deref());
        match build(&source, settings, frozen) {
            Ok(built) => return Ok((wanted.to_vec(), source, built)),
            Err(_) if held < years.len() => held += 1,
            Err(found) => return Err(found.into()),
        }
    }
}

/// A built site with relative addresses.
struct Built {
    dataset: Dataset,
    /// Address of the living site, with a slash at its end; none where only a path or nothing is known.
    address: Option<String>,
    files: Files,
}

fn build(
    source: &SourceTree,
    settings: &Settings,
    frozen: &Frozen,
) -> Result<Built, Vec<Diagnostic>> {
    let mut loaded = load::load(source);
    if let Some(dataset) = &mut loaded.dataset {
        dataset.frozen = Some(frozen.clone());
    }
    let dataset = loaded.dataset.clone();
    let named = dataset
        .as_ref()
        .and_then(|dataset| dataset.site.base_url.clone());
    let named = settings
        .base_url
        .clone()
        .or(named)
        .unwrap_or("/".to_owned());
    let (origin, base_path) =
        pipeline::split_address(&named).ok_or_else(|| pipeline::bad_address(&named))?;
    let options = Options {
        base_url: Some(format!("{}{SENTINEL}", origin.as_deref().unwrap_or(""))),
        minify: settings.minify,
        theme: settings.theme.clone(),
    };
    let prepared = pipeline::plan_site(source, loaded, &options);
    let (Some(site), Some(dataset)) = (prepared.site, dataset) else {
        let errors = prepared.diagnostics.into_iter();
        return Err(errors.filter(Diagnostic::is_error).collect());
    };
    let mut output = site.render_all()?;
    let links = Book::of(site.base_path(), &output);
    let broken = site.broken_links(links);
    if !broken.is_empty() {
        return Err(broken);
    }
    output
        .files
        .retain(|path, _| !OF_THE_ROOT.contains(&path.as_str()));
    let scripts = data_scripts(&output.files, dataset.site.data_files);
    output.files.extend(scripts);
    let living = origin.as_deref().map(|origin| Living {
        origin,
        base_path: &base_path,
    });
    let files =
        archive::relative(&output.files, living).map_err(|left| vec![left_over(&left.0)])?;
    Ok(Built {
        dataset,
        address: origin.map(|origin| format!("{origin}{base_path}")),
        files,
    })
}

/// The data of charts as scripts: a page that is opened from the file system may load a script, but not fetch JSON.
fn data_scripts(files: &Files, kind: DataFiles) -> Files {
    let has_charts = |path: &str| match kind {
        DataFiles::All => path.contains("/charts/") && path.ends_with(".json"),
        DataFiles::Compact => path.ends_with("/data.json"),
    };
    let data = files.iter().filter(|(path, _)| has_charts(path));
    let script = |(path, bytes): (&String, &Arc<[u8]>)| {
        let text = [b"document.currentScript.tenkenData = ", &bytes[..], b";\n"].concat();
        (format!("{path}.js"), text.into())
    };
    data.map(script).collect()
}

fn payload(source: &SourceTree, site: &Files) -> Files {
    let sources = source
        .files
        .iter()
        .map(|(path, bytes)| (format!("{SOURCE}{path}"), bytes.clone()));
    let pages = site
        .iter()
        .map(|(path, bytes)| (format!("{SITE}{path}"), bytes.clone()));
    sources.chain(pages).collect()
}

/// What building a snapshot again has shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Rebuilt {
    /// Every byte of the site is as it was frozen.
    Same { files: usize },
    /// Files that are not.
    Differs(Vec<Problem>),
    /// The frozen sources cannot be built.
    Fails(Vec<Diagnostic>),
    /// Another version made the snapshot; its pages may differ from what this one makes.
    OtherVersion { made_by: String },
}

/// Builds the site of a sound bag again from its sources, and compares every byte.
pub fn rebuild(bag: &Bag) -> Rebuilt {
    let record = match bag.record() {
        Ok(record) if record.tenken == VERSION => record,
        Ok(record) => {
            return Rebuilt::OtherVersion {
                made_by: record.tenken,
            };
        }
        Err(why) => {
            let path = RECORD.to_owned();
            return Rebuilt::Differs(vec![Problem::Unreadable { path, why }]);
        }
    };
    let source = SourceTree {
        files: bag.below(SOURCE),
    };
    let frozen = Frozen {
        name: name_of(record.edition, record.revision),
        year: record.edition,
        revision: record.revision,
        date: record.day(),
    };
    let rebuilt = match build(&source, &record.settings, &frozen) {
        Ok(built) => built.files,
        Err(found) => return Rebuilt::Fails(found),
    };
    let problems = archive::differences(&bag.below(SITE), &rebuilt, SITE);
    if problems.is_empty() {
        Rebuilt::Same {
            files: rebuilt.len(),
        }
    } else {
        Rebuilt::Differs(problems)
    }
}

fn no_edition(year: i16, years: &[i16]) -> Say {
    let known: Vec<String> = years.iter().map(i16::to_string).collect();
    let (ja, en) = (known.join("、"), known.join(", "));
    let known = say!("{ja}", "{en}");
    let (ja, en) = (known.ja, known.en);
    say!(
        "{year}年版（content/{year}/）がありません\nある版：{ja}",
        "there is no edition {year} (content/{year}/)\nThere are: {en}"
    )
}

fn bad_name(path: &str) -> Say {
    say!(
        "{path} の名前に `%` があるため凍結できません（BagIt の読み方が道具によって違います）\nファイル名から `%` を除いてください。",
        "{path} cannot be frozen: tools read a `%` in the names of a bag in different ways\nTake it out of the file name."
    )
}

fn left_over(path: &str) -> Diagnostic {
    let message = say!(
        "文字でないファイルにサイトの中の住所があり、凍結できません",
        "this file is not text but holds an address of the site, and cannot be frozen"
    );
    Diagnostic::new(
        RuleId::BadAddress,
        &format!("output/{path}"),
        Place::File,
        message,
    )
}

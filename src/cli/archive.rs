//! `tenken archive`: read → freeze → write the bag.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::archive::{Bag, zip};
use crate::diagnostic::{Diagnostic, Say, Severity};
use crate::disk::{self, Failpoint};
use crate::freeze::{self, Amend, Frost, Refused, Request};
use crate::model::date::Date;
use crate::say;
use crate::tree::SourceTree;

use super::Outcome;
use super::args::ArchiveArgs;
use super::terminal::{Count, Stream, Terminal, plural};

/// Folder of the snapshots of a site.
const FOLDER: &str = "content/archive";

/// Freezes an edition of the site at `root`.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &ArchiveArgs) -> anyhow::Result<Outcome> {
    let tree = disk::read_tree(root)?;
    let folder = below(root, FOLDER);
    if args.zip && !args.amend {
        match freeze::newest(&tree, args.year) {
            Ok(Some((name, bag))) => {
                write_zip(terminal, &bag, &folder, &name)?;
                return Ok(Outcome::Clean);
            }
            Ok(None) => {}
            Err(found) => return has_errors(terminal, &found, &tree),
        }
    }
    let request = match request(args) {
        Ok(request) => request,
        Err(problem) => return Ok(refuse(terminal, &problem)),
    };
    let frost = match freeze::freeze(&tree, &request) {
        Ok(frost) => frost,
        Err(Refused::Request(problem)) => return Ok(refuse(terminal, &problem)),
        Err(Refused::Content(found)) => return has_errors(terminal, &found, &tree),
    };
    let target = folder.join(&frost.name);
    disk::place(&frost.bag.files, &target, Failpoint::default())?;
    report(terminal, &frost, &target);
    if args.zip {
        write_zip(terminal, &frost.bag, &folder, &frost.name)?;
    }
    Ok(Outcome::Clean)
}

fn below(root: &Path, folder: &str) -> PathBuf {
    if root == Path::new(".") {
        PathBuf::from(folder)
    } else {
        root.join(folder)
    }
}

fn refuse(terminal: &Terminal, problem: &Say) -> Outcome {
    terminal.remark(Severity::Error, problem);
    Outcome::Failure
}

/// Prints what keeps the edition from being frozen.
fn has_errors(
    terminal: &Terminal,
    found: &[Diagnostic],
    tree: &SourceTree,
) -> anyhow::Result<Outcome> {
    let stream = if terminal.is_for_people() {
        Stream::Err
    } else {
        Stream::Out
    };
    terminal.diagnostics(found, tree, stream)?;
    let count = Count::of(found).say();
    let (ja, en) = (count.ja, count.en);
    Ok(refuse(
        terminal,
        &say!("何も書いていません（{ja}）", "nothing was written ({en})"),
    ))
}

/// What is asked for; the day is settled here, because only the command line knows the environment and the clock.
fn request(args: &ArchiveArgs) -> Result<Request, Say> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let given = match (args.date, epoch) {
        (Some(date), _) => Some(date),
        (None, Some(epoch)) => Some(day_of_epoch(&epoch)?),
        (None, None) => None,
    };
    let amend = match &args.reason {
        Some(reason) => {
            let date = given.or_else(today).ok_or_else(|| {
                say!(
                    "この計算機の時計が正しくありません。--date で日付を指定してください",
                    "the clock of this machine is wrong; give the day with --date"
                )
            })?;
            let reason = reason.clone();
            Some(Amend { reason, date })
        }
        None => None,
    };
    Ok(Request {
        year: args.year,
        date: given.or(amend.as_ref().map(|amend| amend.date)),
        base_url: args.base_url.clone(),
        theme: args.theme.clone(),
        amend,
    })
}

/// The day of `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/source-date-epoch/>), in UTC.
fn day_of_epoch(epoch: &str) -> Result<Date, Say> {
    epoch.parse().ok().and_then(Date::of_unix).ok_or_else(|| {
        say!(
            "SOURCE_DATE_EPOCH の「{epoch}」は日付になりません（1970-01-01 からの秒数）",
            "SOURCE_DATE_EPOCH `{epoch}` is no date (seconds since 1970-01-01)"
        )
    })
}

fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::of_unix(i64::try_from(since.as_secs()).ok()?)
}

fn write_zip(terminal: &Terminal, bag: &Bag, folder: &Path, name: &str) -> anyhow::Result<()> {
    let bytes = zip(bag, name).map_err(anyhow::Error::msg)?;
    let target = folder.join(format!("{name}.zip"));
    disk::place_file(&bytes, &target)?;
    let (size, target) = (bytes.len(), target.display());
    terminal.status(&say!(
        "zip（{size}バイト）：{target}",
        "zip ({size} bytes): {target}"
    ));
    Ok(())
}

fn report(terminal: &Terminal, frost: &Frost, target: &Path) {
    let payload = frost.bag.payload();
    let (files, bytes) = payload.fold((0, 0), |(files, bytes), (_, content)| {
        (files + 1, bytes + content.len())
    });
    let (name, manifest, target) = (&frost.name, frost.bag.manifest_sha256(), target.display());
    let s = plural(files);
    terminal.status(&say!(
        "「{name}」を凍結しました（{files}ファイル、{bytes}バイト）：{target}\nマニフェストの SHA-256：{manifest}",
        "`{name}` is frozen ({files} file{s}, {bytes} bytes): {target}\nSHA-256 of the manifest: {manifest}"
    ));
    for change in &frost.changes {
        let path = &change.path;
        terminal.status(&match (&change.before, &change.after) {
            (Some(_), Some(_)) => say!("訂正：{path}", "amended: {path}"),
            (None, _) => say!("追加：{path}", "added: {path}"),
            (_, None) => say!("削除：{path}", "removed: {path}"),
        });
    }
}

//! `tenken publish`: read → build → compare with the branch → commit → push.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use crate::diagnostic::{Lang, Say, Severity};
use crate::disk;
use crate::load;
use crate::pipeline::{self, Unwatched};
use crate::publish::{
    Branch, Error, Message, Plan, Repository, Target, check_files, is_too_large_to_serve,
};
use crate::say;
use crate::tree::{Memory, SourceTree};

use super::Outcome;
use super::args::PublishArgs;
use super::build::{Made, make, names, point_to_warnings};
use super::terminal::{Terminal, plural};

/// Publishes the site at `root`.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &PublishArgs) -> anyhow::Result<Outcome> {
    let repository = Repository::open(
        root,
        io::stdin().is_terminal() && io::stderr().is_terminal(),
    )?;
    let target = repository.target(&args.remote, &args.branch)?;
    let tree = disk::read_tree(root)?;
    let uncommitted = committed(terminal, &repository, &tree, args)?;
    step(
        terminal,
        &say!("ブランチを調べています…", "reading the branch…"),
    );
    let workshop = repository.workshop(args.dry_run)?;
    let branch = workshop.branch(&target)?;

    let loaded = load::load(&tree);
    let site = loaded.dataset.as_ref().map(|dataset| &dataset.site);
    let editions = (loaded.dataset.iter())
        .flat_map(|dataset| dataset.editions.keys().map(ToString::to_string))
        .collect::<Vec<_>>();
    let host = args.cname.as_deref().or(branch.host.as_deref());
    let address = Address::find(
        args,
        site.and_then(|site| site.base_url.as_deref()),
        host,
        &target,
    );
    let mut options = args.site.options();
    options.base_url = Some(address.text.clone());
    let prepared = pipeline::plan_site(&tree, loaded, &options);
    let open = || Ok(Memory::default());
    let made = make(
        terminal,
        prepared,
        &|_| tree.clone(),
        args.strict,
        &Unwatched,
        open,
    )?;
    let Made { sink, count } = match made {
        Ok(made) => made,
        Err(outcome) => return Ok(outcome),
    };
    let rendered = sink.into_tree();
    check_files(&rendered)?;
    let plan = Plan::make(&rendered, &branch, args.cname.as_deref(), repository.format)?;
    address.remarks(terminal, host);
    remarks(terminal, &plan);
    let by_hand = workshop.changed_by_hand(&plan)?;
    if !by_hand.is_empty() {
        warn_of_changes_by_hand(terminal, &by_hand);
    }
    if plan.is_nothing_to_do() {
        let place = place(&target);
        terminal.status(&say!(
            "{place} はすでにこのとおりです。変更はありません",
            "{place} is like this already: nothing to change"
        ));
        return Ok(Outcome::Clean);
    }
    if args.dry_run {
        terminal.print(&preview(&plan, &branch, &target, terminal.lang))?;
        return Ok(Outcome::Clean);
    }
    let message = Message {
        subject: args.message.as_deref(),
        editions: &editions,
        source: &repository.source,
        uncommitted: &uncommitted,
        version: env!("CARGO_PKG_VERSION"),
        address: &address.text,
    };
    step(terminal, &say!("送っています…", "sending…"));
    let commit = workshop.publish(&plan, &branch, &target, &message.text(), repository.format)?;
    result_line(terminal, &plan, &target, &commit);
    point_to_warnings(terminal, count);
    Ok(Outcome::Clean)
}

/// Sources that are not committed; refused unless they are allowed.
fn committed(
    terminal: &Terminal,
    repository: &Repository,
    tree: &SourceTree,
    args: &PublishArgs,
) -> anyhow::Result<Vec<String>> {
    let dirty = repository.dirty(tree)?;
    if dirty.is_empty() {
        return Ok(dirty);
    }
    if !args.allow_dirty {
        return Err(Error::Dirty(dirty).into());
    }
    let (count, names) = (dirty.len(), names(&dirty));
    let s = plural(count);
    terminal.remark(
        Severity::Warning,
        &say!(
            "コミットしていない元ファイル{count}件を含みます：{names}",
            "includes {count} source file{s} not committed: {names}"
        ),
    );
    Ok(dirty)
}

/// A line for people who wait; programs that read the output want results only.
fn step(terminal: &Terminal, line: &Say) {
    if terminal.has_progress() {
        terminal.status(line);
    }
}

/// The address for which the site is built.
struct Address {
    text: String,
    /// True where nobody named it and it follows from the remote.
    is_guessed: bool,
}

impl Address {
    fn find(
        args: &PublishArgs,
        site: Option<&str>,
        host: Option<&str>,
        target: &Target,
    ) -> Address {
        let named = args.site.base_url.clone().or(site.map(str::to_owned));
        let named = named.or(host.map(|host| format!("https://{host}/")));
        let is_guessed = named.is_none();
        Address {
            text: named
                .or_else(|| target.pages_address())
                .unwrap_or_else(|| "/".to_owned()),
            is_guessed,
        }
    }

    fn remarks(&self, terminal: &Terminal, host: Option<&str>) {
        let address = &self.text;
        if self.is_guessed {
            terminal.remark(
                Severity::Note,
                &say!(
                    "住所を {address} としました（--base-url か site.yaml の base_url で指定できます）",
                    "the site is built for {address} (name another with --base-url, or base_url in site.yaml)"
                ),
            );
        }
        let own = address.split_once("://").map(|(_, rest)| rest);
        let own = own.and_then(|rest| rest.split('/').next());
        if let (Some(own), Some(host)) = (own, host)
            && !own.eq_ignore_ascii_case(host)
        {
            terminal.remark(
                Severity::Warning,
                &say!(
                    "CNAME は {host} ですが、サイトの住所は {address} です",
                    "CNAME says {host}, but the site is built for {address}"
                ),
            );
        }
    }
}

fn remarks(terminal: &Terminal, plan: &Plan) {
    for (name, count) in &plan.snapshots {
        let s = plural(*count);
        terminal.remark(
            Severity::Note,
            &say!(
                "凍結版 {name}（{count}ファイル）はそのまま残します",
                "the snapshot {name} ({count} file{s}) is kept as it is"
            ),
        );
    }
    if is_too_large_to_serve(plan.size) {
        let size = megabytes(plan.size);
        terminal.remark(
            Severity::Warning,
            &say!(
                "サイトは {size} MB あります。GitHub Pages の上限は 1 GB です",
                "the site has {size} MB; GitHub Pages serves up to 1 GB"
            ),
        );
    }
}

fn warn_of_changes_by_hand(terminal: &Terminal, paths: &[String]) {
    let (count, names) = (paths.len(), names(paths));
    let s = plural(count);
    terminal.remark(
        Severity::Warning,
        &say!(
            "ブランチで手で変更された{count}ファイルを書き直すか除きます（変更はブランチの履歴に残ります）：{names}",
            "{count} file{s} changed by hand on the branch and written anew or removed (the history keeps them): {names}"
        ),
    );
}

/// The branch as people know it: `origin gh-pages`.
fn place(target: &Target) -> String {
    format!("{} {}", target.shown(), target.branch)
}

fn result_line(terminal: &Terminal, plan: &Plan, target: &Target, commit: &str) {
    let Counts { ja, en } = Counts::of(plan);
    let (place, commit) = (place(target), &commit[..commit.len().min(10)]);
    terminal.status(&say!(
        "公開しました（{ja}）：{place} {commit}",
        "published ({en}): {place} {commit}"
    ));
}

/// How many files come, change, go and stay, in words.
struct Counts {
    ja: String,
    en: String,
}

impl Counts {
    fn of(plan: &Plan) -> Counts {
        let (added, changed, removed) = (plan.added.len(), plan.changed.len(), plan.removed.len());
        let (unchanged, kept) = (plan.unchanged, plan.kept.len());
        Counts {
            ja: format!(
                "追加{added}、変更{changed}、削除{removed}、変更なし{unchanged}、ほかの人のファイル{kept}"
            ),
            en: format!(
                "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {kept} of others kept"
            ),
        }
    }
}

/// What a publication would do, for people to read before.
fn preview(plan: &Plan, branch: &Branch, target: &Target, lang: Lang) -> String {
    let Counts { ja, en } = Counts::of(plan);
    let (place, size) = (place(target), megabytes(plan.size));
    let head = match branch.tip {
        Some(_) => say!("{place} への変更：{ja}", "would change {place}: {en}"),
        None => say!("{place} を新しく作ります：{ja}", "would make {place}: {en}"),
    };
    let mut text = format!("{}\n", head.get(lang));
    for (word, paths) in [
        (say!("追加", "added"), &plan.added),
        (say!("変更", "changed"), &plan.changed),
        (say!("削除", "removed"), &plan.removed),
        (say!("維持", "kept"), &plan.kept),
    ] {
        if !paths.is_empty() {
            text.push_str(&format!("  {}: {}\n", word.get(lang), names(paths)));
        }
    }
    let end = say!(
        "  合計 {size} MB\n何も変更していません（--dry-run）",
        "  {size} MB in all\nnothing was changed (--dry-run)"
    );
    text + end.get(lang) + "\n"
}

/// Millions of bytes, to one place.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

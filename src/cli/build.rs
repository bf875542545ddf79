//! `tenken build`: read → prepare → render → publish.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::disk::{self, PublishOptions, Published};
use crate::pipeline::{self, Before, Options, Prepared, Site, Stage, Stopped, Watch};
use crate::say;
use crate::tree::{Sink, SourceTree, Store};

use super::Outcome;
use super::args::{BuildArgs, SiteArgs};
use super::terminal::{Count, Stream, Terminal, plural};
use super::timings::{Clock, Counted};

/// How many names of files a line shows.
const SHOWN: usize = 5;

impl SiteArgs {
    /// The options of the pipeline.
    pub(super) fn options(&self) -> Options {
        Options {
            base_url: self.base_url.clone(),
            minify: !self.no_minify,
            theme: self.theme.clone(),
        }
    }
}

/// Builds the site at `root`.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &BuildArgs) -> anyhow::Result<Outcome> {
    let clock = Clock::start();
    let out = args.out.clone().unwrap_or_else(|| default_out(root));
    disk::check_output(root, &out)?;
    clock.begins(Stage::Read);
    let tree = disk::read_tree(root)?;
    let before = if args.no_cache { None } else { before(&out) };
    let prepared = pipeline::prepare_watched(tree, &args.site.options(), before, &clock);
    // What is reported is read again.
    let sources = |found: &[Diagnostic]| disk::read_files(root, named(found));
    let options = PublishOptions {
        force: args.force,
        forget: args.no_cache,
        ..PublishOptions::default()
    };
    let open = || {
        Ok(Counted {
            sink: disk::Stage::open(&out, options)?,
            clock: &clock,
        })
    };
    let made = make(terminal, prepared, &sources, args.strict, &clock, open)?;
    let Made { sink, count } = match made {
        Ok(made) => made,
        Err(outcome) => return Ok(outcome),
    };
    clock.begins(Stage::Publish);
    let published = sink.sink.finish()?;
    remarks(terminal, &published);
    result_line(terminal, &published, clock.total(), &out);
    point_to_warnings(terminal, count);
    if args.timings {
        let (ja, en) = (clock.table(Lang::Ja), clock.table(Lang::En));
        terminal.status(&say!("{ja}", "{en}"));
    }
    Ok(Outcome::Clean)
}

/// The build before of a folder. The name of this very program, which another version of it does not share, is its hash.
fn before(out: &Path) -> Option<Before> {
    let path = std::env::current_exe().ok()?;
    let bytes = disk::read_bytes(&path).ok()?;
    let left = disk::leaves(out).map(|left| Box::new(left) as Box<dyn Store>);
    Some(Before {
        program: disk::sha256(&bytes),
        left,
    })
}

/// A site that may be published.
pub(super) struct Made<S> {
    /// Has taken all its files.
    pub(super) sink: S,
    pub(super) count: Count,
}

/// Makes the site into a sink, which is opened only where there is a site, and reports what was found, with the sources to
/// which it points; where it must not be published, how the command ends.
pub(super) fn make<S: Sink>(
    terminal: &Terminal,
    prepared: Prepared,
    sources: &dyn Fn(&[Diagnostic]) -> SourceTree,
    strict: bool,
    watch: &dyn Watch,
    open: impl FnOnce() -> Result<S, disk::Error>,
) -> anyhow::Result<Result<Made<S>, Outcome>> {
    let mut found = prepared.diagnostics;
    let sink = match prepared
        .site
        .filter(|_| !found.iter().any(Diagnostic::is_error))
    {
        Some(site) => {
            let sink = open()?;
            let broken = render(terminal, &site, &sink, watch)?;
            let is_whole = broken.is_empty();
            found.extend(broken);
            is_whole.then_some(sink)
        }
        None => None,
    };
    let count = Count::of(&found);
    let Some(sink) = sink else {
        report(terminal, &found, sources, Severity::Error)?;
        return Ok(Err(not_published(terminal, count, Outcome::Failure)));
    };
    if strict && count.warnings > 0 {
        report(terminal, &found, sources, Severity::Warning)?;
        return Ok(Err(not_published(terminal, count, Outcome::Findings)));
    }
    report(terminal, &found, sources, Severity::Error)?;
    Ok(Ok(Made { sink, count }))
}

/// Says where the warnings are listed.
pub(super) fn point_to_warnings(terminal: &Terminal, count: Count) {
    if terminal.is_for_people() && !terminal.verbose && count.warnings > 0 {
        let count = count.say();
        let (ja, en) = (count.ja, count.en);
        terminal.status(&say!(
            "{ja}：一覧は `tenken check`",
            "{en}: list with `tenken check`"
        ));
    }
}

fn default_out(root: &Path) -> PathBuf {
    if root == Path::new(".") {
        PathBuf::from("output")
    } else {
        root.join("output")
    }
}

/// Renders every page into the sink. What is wrong with templates and links: a site with either is not published.
fn render(
    terminal: &Terminal,
    site: &Site,
    sink: &dyn Sink,
    watch: &dyn Watch,
) -> Result<Vec<Diagnostic>, disk::Error> {
    let bar = if terminal.has_progress() {
        ProgressBar::new(site.page_count() as u64)
    } else {
        ProgressBar::hidden()
    };
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len}").expect("the template is right");
    bar.set_style(style);
    let shown = Shown { watch, bar };
    let written = site.write(sink, &shown);
    shown.bar.finish_and_clear();
    match written {
        Ok(links) => Ok(site.broken_links(links)),
        Err(Stopped::Found(errors)) => Ok(errors),
        Err(Stopped::Sink(error)) => Err(disk::Error::of_sink(error)),
    }
}

/// Prints what weighs at least `least`, or everything where programs read it or `--verbose` asks for it.
fn report(
    terminal: &Terminal,
    found: &[Diagnostic],
    sources: &dyn Fn(&[Diagnostic]) -> SourceTree,
    least: Severity,
) -> std::io::Result<()> {
    if !terminal.is_for_people() {
        return terminal.diagnostics(found, &sources(found), Stream::Out);
    }
    let shown: Vec<Diagnostic> = found
        .iter()
        .filter(|diagnostic| terminal.verbose || diagnostic.severity >= least)
        .cloned()
        .collect();
    if shown.is_empty() {
        Ok(())
    } else {
        terminal.diagnostics(&shown, &sources(&shown), Stream::Err)
    }
}

/// The files to which findings point.
fn named(found: &[Diagnostic]) -> BTreeSet<&str> {
    let labels = found.iter().flat_map(|diagnostic| &diagnostic.labels);
    labels.map(|label| label.file.as_str()).collect()
}

fn not_published(terminal: &Terminal, count: Count, outcome: Outcome) -> Outcome {
    let count = count.say();
    let (ja, en) = (count.ja, count.en);
    terminal.remark(
        Severity::Error,
        &say!(
            "何も公開していません（{ja}）",
            "nothing was published ({en})"
        ),
    );
    outcome
}

fn remarks(terminal: &Terminal, published: &Published) {
    if !published.overwritten.is_empty() {
        let (count, names) = (published.overwritten.len(), names(&published.overwritten));
        let s = plural(count);
        terminal.remark(
            Severity::Warning,
            &say!(
                "手で変更された{count}ファイルを書き直しました：{names}",
                "{count} file{s} changed by hand and written anew: {names}"
            ),
        );
    }
    if published.file_by_file {
        terminal.remark(
            Severity::Note,
            &say!(
                "出力先を丸ごと置き換えられないため、ファイルを一つずつ置き換えました",
                "the output folder cannot be swapped as a whole; files were replaced one by one"
            ),
        );
    }
    if terminal.verbose && !published.kept.is_empty() {
        let (count, names) = (published.kept.len(), names(&published.kept));
        let s = plural(count);
        terminal.remark(
            Severity::Note,
            &say!(
                "tenken のものではない{count}ファイルを残しました：{names}",
                "{count} file{s} of others kept: {names}"
            ),
        );
    }
}

/// The first few names.
pub(super) fn names(paths: &[String]) -> String {
    let more = if paths.len() > SHOWN { ", …" } else { "" };
    paths[..paths.len().min(SHOWN)].join(", ") + more
}

fn result_line(terminal: &Terminal, published: &Published, took: Duration, out: &Path) {
    let &Published {
        pages,
        written,
        unchanged,
        ..
    } = published;
    let removed = published.removed.len();
    let (s, seconds, out) = (plural(pages), took.as_secs_f64(), out.display());
    terminal.status(&say!(
        "{pages}ページを公開しました（書き込み{written}、変更なし{unchanged}、削除{removed}、{seconds:.2}秒）：{out}",
        "{pages} page{s} published ({written} written, {unchanged} unchanged, {removed} removed, {seconds:.2} s): {out}"
    ));
}

/// Shows how many pages are made to one who waits.
struct Shown<'a> {
    watch: &'a dyn Watch,
    bar: ProgressBar,
}

impl Watch for Shown<'_> {
    fn begins(&self, stage: Stage) {
        self.watch.begins(stage);
    }
    fn page(&self) {
        self.bar.inc(1);
    }
}

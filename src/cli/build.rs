//! `tenken build`: read → prepare → render → publish.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, PublishOptions, Published};
use crate::pipeline::{self, Options, Prepared, Site};
use crate::say;
use crate::tree::{OutputTree, SourceTree};

use super::Outcome;
use super::args::{BuildArgs, SiteArgs};
use super::terminal::{Count, Stream, Terminal, plural};

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
    let mut clock = Clock::start();
    let out = args.out.clone().unwrap_or_else(|| default_out(root));
    disk::check_output(root, &out)?;
    let tree = disk::read_tree(root)?;
    clock.lap("read");
    let prepared = pipeline::prepare(&tree, &args.site.options());
    clock.lap("prepare");

    let made = make(terminal, prepared, &tree, args.strict)?;
    clock.lap("render");
    let Made { rendered, count } = match made {
        Ok(made) => made,
        Err(outcome) => return Ok(outcome),
    };

    let options = PublishOptions {
        force: args.force,
        ..PublishOptions::default()
    };
    let published = disk::publish(&rendered, &out, &options)?;
    clock.lap("publish");
    remarks(terminal, &published);
    result_line(terminal, &rendered, &published, clock.total(), &out);
    point_to_warnings(terminal, count);
    if args.timings {
        clock.print(terminal);
    }
    Ok(Outcome::Clean)
}

/// A site that may be published.
pub(super) struct Made {
    pub(super) rendered: OutputTree,
    pub(super) count: Count,
}

/// Renders the site and reports what was found; where it must not be published, how the command ends.
pub(super) fn make(
    terminal: &Terminal,
    prepared: Prepared,
    tree: &SourceTree,
    strict: bool,
) -> std::io::Result<Result<Made, Outcome>> {
    let mut found = prepared.diagnostics;
    let rendered = match prepared
        .site
        .filter(|_| !found.iter().any(Diagnostic::is_error))
    {
        Some(site) => render(terminal, &site, tree)
            .map_err(|errors| found.extend(errors))
            .ok(),
        None => None,
    };
    let count = Count::of(&found);
    let Some(rendered) = rendered else {
        report(terminal, &found, tree, Severity::Error)?;
        return Ok(Err(not_published(terminal, count, Outcome::Failure)));
    };
    if strict && count.warnings > 0 {
        report(terminal, &found, tree, Severity::Warning)?;
        return Ok(Err(not_published(terminal, count, Outcome::Findings)));
    }
    report(terminal, &found, tree, Severity::Error)?;
    Ok(Ok(Made { rendered, count }))
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

/// Renders every page; a site with links that lead nowhere is not published.
fn render(
    terminal: &Terminal,
    site: &Site,
    tree: &SourceTree,
) -> Result<OutputTree, Vec<Diagnostic>> {
    let bar = if terminal.has_progress() {
        ProgressBar::new(site.page_count() as u64)
    } else {
        ProgressBar::hidden()
    };
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len}").expect("the template is right");
    bar.set_style(style);
    let rendered = site.render_all(&|| bar.inc(1));
    bar.finish_and_clear();
    let rendered = rendered?;
    let broken = site.broken_links(&rendered, tree);
    if broken.is_empty() {
        Ok(rendered)
    } else {
        Err(broken)
    }
}

/// Prints what weighs at least `least`, or everything where programs read it or `--verbose` asks for it.
fn report(
    terminal: &Terminal,
    found: &[Diagnostic],
    tree: &SourceTree,
    least: Severity,
) -> std::io::Result<()> {
    if !terminal.is_for_people() {
        return terminal.diagnostics(found, tree, Stream::Out);
    }
    let shown: Vec<Diagnostic> = found
        .iter()
        .filter(|diagnostic| terminal.verbose || diagnostic.severity >= least)
        .cloned()
        .collect();
    if shown.is_empty() {
        Ok(())
    } else {
        terminal.diagnostics(&shown, tree, Stream::Err)
    }
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

fn result_line(
    terminal: &Terminal,
    site: &OutputTree,
    published: &Published,
    took: Duration,
    out: &Path,
) {
    let pages = site
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count();
    let Published {
        written, unchanged, ..
    } = published;
    let removed = published.removed.len();
    let (s, seconds, out) = (plural(pages), took.as_secs_f64(), out.display());
    terminal.status(&say!(
        "{pages}ページを公開しました（書き込み{written}、変更なし{unchanged}、削除{removed}、{seconds:.2}秒）：{out}",
        "{pages} page{s} published ({written} written, {unchanged} unchanged, {removed} removed, {seconds:.2} s): {out}"
    ));
}

/// How long each stage took.
#[derive(Debug)]
struct Clock {
    started: Instant,
    lap: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Clock {
        let now = Instant::now();
        Clock {
            started: now,
            lap: now,
            laps: Vec::new(),
        }
    }
    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, now - self.lap));
        self.lap = now;
    }
    fn total(&self) -> Duration {
        self.started.elapsed()
    }
    fn print(&self, terminal: &Terminal) {
        for (stage, took) in &self.laps {
            let took = took.as_secs_f64() * 1000.0;
            terminal.status(&say!(
                "{stage:>8} {took:8.1} ms",
                "{stage:>8} {took:8.1} ms"
            ));
        }
    }
}

//! `tenken serve`: load → serve, and again after each change.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::diagnostic::{Diagnostic, Severity, emit};
use crate::disk;
use crate::pipeline::{self, Kept, Options};
use crate::say;
use crate::serve::{self, Change, Loaded, Pages, SitePages, State};
use crate::tree::SourceTree;

use super::Outcome;
use super::args::ServeArgs;
use super::terminal::{Count, Stream, Terminal};

/// Serves the site at `root` until it is stopped.
pub(super) fn run(terminal: &Terminal, root: PathBuf, args: &ServeArgs) -> anyhow::Result<Outcome> {
    let mut preview = Preview {
        terminal: *terminal,
        root,
        options: args.site.options(),
        kept: Kept::all(),
        last: None,
    };
    // Before the first reading, so that no change falls between the two.
    let mut changes = serve::follow(&preview.root)?;
    let first = preview.first();
    let base_path = first
        .as_ref()
        .map_or("/".to_owned(), |pages| pages.base_path().to_owned());
    let state = Arc::new(State::new(first));

    let runtime = tokio::runtime::Runtime::new()?;
    let listening = runtime.block_on(serve::listen(&args.host, args.port))?;
    let address = listening.address;
    let port = address.port();
    if args.port != 0 && port != args.port {
        let taken = args.port;
        terminal.remark(
            Severity::Note,
            &say!(
                "ポート {taken} は使われているため、{port} を使います",
                "port {taken} is taken; using {port}"
            ),
        );
    }
    let host = if address.ip().is_unspecified() {
        "localhost".to_owned()
    } else {
        address.ip().to_string()
    };
    let host = if host.contains(':') {
        format!("[{host}]")
    } else {
        host
    };
    let url = format!("http://{host}:{port}{base_path}");
    terminal.status(&say!(
        "{url} で表示しています（終わるには Ctrl-C）",
        "serving {url} (stop with Ctrl-C)"
    ));
    if args.open
        && let Err(error) = open::that_detached(&url)
    {
        terminal.remark(
            Severity::Warning,
            &say!(
                "ブラウザーを開けません：{error}",
                "cannot open a browser: {error}"
            ),
        );
    }

    let updated = state.clone();
    std::thread::spawn(move || {
        while let Some(change) = changes.wait() {
            preview.follow(&change, &updated);
        }
    });
    let options = serve::Options {
        host: args.host.clone(),
        live_reload: !args.no_live_reload,
    };
    let ended = runtime.block_on(serve::serve(listening, state, options, stopped()));
    // A page that is being rendered is not waited for.
    runtime.shutdown_background();
    ended?;
    Ok(Outcome::Clean)
}

/// Ready when the user or the system asks the program to end.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Loads the site again and again.
struct Preview {
    terminal: Terminal,
    root: PathBuf,
    options: Options,
    kept: Kept,
    /// The sources, or why they cannot be read.
    last: Option<Result<Arc<SourceTree>, String>>,
}

/// A site whose pages can be shown, and what is known to be wrong with it.
struct Loading {
    pages: Arc<SitePages>,
    found: Vec<Diagnostic>,
}

impl Preview {
    /// The first load, all of it checked.
    fn first(&mut self) -> Loaded {
        let read = self.read(&Change::Anything);
        self.last = Some(read.clone());
        match read {
            Ok(tree) => self.prepare(&tree).and_then(|loading| {
                let pages = Arc::clone(&loading.pages);
                let checked = check(&self.terminal, &loading, &|_| true);
                checked.map(|()| pages as Arc<dyn Pages>)
            }),
            Err(problem) => Err(self.unreadable(problem)),
        }
    }

    /// Loads the sources after a change, shows the pages, and lets the commentary of all of them be checked meanwhile.
    fn follow(&mut self, change: &Change, state: &Arc<State>) {
        let started = Instant::now();
        let read = self.read(change);
        if self.last.as_ref() == Some(&read) {
            return;
        }
        self.last = Some(read.clone());
        let loaded = match read {
            Ok(tree) => self.prepare(&tree).and_then(|loading| {
                // An author is told at once what is wrong with the commentary at hand.
                let found = self.commentary_at(&loading, change);
                if found.iter().any(Diagnostic::is_error) {
                    Err(failed(&self.terminal, &loading.pages.tree, found))
                } else {
                    Ok(loading)
                }
            }),
            Err(problem) => Err(self.unreadable(problem)),
        };
        let loading = match loaded {
            Ok(loading) => loading,
            Err(problem) => return state.update(Err(problem)),
        };
        let shown = state.show(loading.pages.clone());
        let seconds = started.elapsed().as_secs_f64();
        self.terminal.status(&say!(
            "読み込みました（{seconds:.2}秒）",
            "loaded again ({seconds:.2} s)"
        ));
        let (terminal, state) = (self.terminal, Arc::clone(state));
        std::thread::spawn(move || {
            let checked = check(&terminal, &loading, &|_| state.is_shown(shown));
            state.settle(shown, checked);
        });
    }

    /// The sources as they are now.
    fn read(&self, change: &Change) -> Result<Arc<SourceTree>, String> {
        let read = match (change, &self.last) {
            (Change::At(paths), Some(Ok(last))) => disk::read_changed(&self.root, last, paths),
            _ => disk::read_tree(&self.root),
        };
        read.map(Arc::new)
            .map_err(|error| error.say().get(self.terminal.lang).to_owned())
    }

    fn unreadable(&self, problem: String) -> String {
        self.terminal.failure(&anyhow::Error::msg(problem.clone()));
        problem
    }

    /// The site, its commentary unchecked; or its errors as text.
    fn prepare(&mut self, tree: &Arc<SourceTree>) -> Result<Loading, String> {
        let prepared = pipeline::prepare_again(tree, &self.options, &mut self.kept);
        let found = prepared.diagnostics;
        match prepared.site {
            Some(site) => Ok(Loading {
                pages: Arc::new(SitePages {
                    site,
                    tree: Arc::clone(tree),
                    lang: self.terminal.lang,
                }),
                found,
            }),
            None => Err(failed(&self.terminal, tree, found)),
        }
    }

    fn commentary_at(&self, loading: &Loading, change: &Change) -> Vec<Diagnostic> {
        let Change::At(paths) = change else {
            return Vec::new();
        };
        // A commentary stands beside its seed file.
        let stems: Vec<PathBuf> = paths.iter().map(|path| path.with_extension("")).collect();
        let is_meant = |file: &str| {
            let stem = Path::new(file).with_extension("");
            stems.iter().any(|changed| changed.ends_with(&stem))
        };
        loading.pages.site.commentary_problems_where(&is_meant)
    }
}

/// Checks the commentary of a site as long as `is_wanted`, and reports all that is wrong with the site.
fn check(
    terminal: &Terminal,
    loading: &Loading,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Result<(), String> {
    let site = &loading.pages.site;
    let mut found = loading.found.clone();
    found.extend(site.commentary_problems_where(is_wanted));
    let found = pipeline::without_repeats(found);
    if !is_wanted("") {
        return Ok(());
    }
    let tree = &loading.pages.tree;
    if found.iter().any(Diagnostic::is_error) {
        return Err(failed(terminal, tree, found));
    }
    report(terminal, tree, &found);
    Ok(())
}

/// Reports what was found and gives the errors as text.
fn failed(terminal: &Terminal, tree: &SourceTree, found: Vec<Diagnostic>) -> String {
    report(terminal, tree, &found);
    let errors = found.into_iter().filter(Diagnostic::is_error);
    let errors: Vec<Diagnostic> = errors.collect();
    emit::human(&errors, tree, terminal.lang, false)
}

/// Errors, and with `--verbose` everything, on the terminal; and how much there is.
fn report(terminal: &Terminal, tree: &SourceTree, found: &[Diagnostic]) {
    let count = Count::of(found);
    let is_shown = |one: &&Diagnostic| terminal.verbose || one.is_error();
    let shown: Vec<Diagnostic> = found.iter().filter(is_shown).cloned().collect();
    if !shown.is_empty() {
        // A terminal that went away is no reason to stop serving.
        let _ = terminal.diagnostics(&shown, tree, Stream::Err);
    }
    if count.errors + count.warnings > 0 {
        let count = count.say();
        let (ja, en) = (count.ja, count.en);
        terminal.status(&say!(
            "{ja}：一覧は `tenken check`",
            "{en}: list with `tenken check`"
        ));
    }
}

//! `tenken serve`: load → serve, and again after each change.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::diagnostic::{Diagnostic, Severity, emit};
use crate::disk;
use crate::pipeline::{self, Options};
use crate::say;
use crate::serve::{self, Loaded, Pages, SitePages, State};
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
        last: None,
    };
    // Before the first reading, so that no change falls between the two.
    let mut changes = serve::follow(&preview.root)?;
    let first = preview.load().expect("the first load is always new");
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
        while changes.wait() {
            if let Some(loaded) = preview.load() {
                updated.update(loaded);
            }
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
    last: Option<Result<Arc<SourceTree>, String>>,
}

impl Preview {
    /// Loads the sources; nothing where they are as they were.
    fn load(&mut self) -> Option<Loaded> {
        let started = Instant::now();
        let read = disk::read_tree(&self.root)
            .map(Arc::new)
            .map_err(|error| error.say().get(self.terminal.lang).to_owned());
        if self.last.as_ref() == Some(&read) {
            return None;
        }
        let is_first = self.last.replace(read.clone()).is_none();
        let loaded = read.and_then(|tree| self.prepare(&tree));
        match &loaded {
            Err(problem) if matches!(self.last, Some(Err(_))) => {
                self.terminal.failure(&anyhow::Error::msg(problem.clone()));
            }
            Ok(_) if !is_first => {
                let seconds = started.elapsed().as_secs_f64();
                self.terminal.status(&say!(
                    "読み込みました（{seconds:.2}秒）",
                    "loaded again ({seconds:.2} s)"
                ));
            }
            _ => {}
        }
        Some(loaded)
    }

    /// The site, or its errors as text; both findings and errors are reported on the terminal.
    fn prepare(&self, tree: &Arc<SourceTree>) -> Result<Arc<dyn Pages>, String> {
        let prepared = pipeline::prepare(tree, &self.options);
        let count = Count::of(&prepared.diagnostics);
        let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) = prepared
            .diagnostics
            .into_iter()
            .partition(Diagnostic::is_error);
        let lang = self.terminal.lang;
        let shown = if self.terminal.verbose {
            [&errors[..], &others].concat()
        } else {
            errors.clone()
        };
        if !shown.is_empty() {
            // A terminal that went away is no reason to stop serving.
            let _ = self.terminal.diagnostics(&shown, tree, Stream::Err);
        }
        if count.errors + count.warnings > 0 {
            let count = count.say();
            let (ja, en) = (count.ja, count.en);
            self.terminal.status(&say!(
                "{ja}：一覧は `tenken check`",
                "{en}: list with `tenken check`"
            ));
        }
        match prepared.site.filter(|_| errors.is_empty()) {
            Some(site) => Ok(Arc::new(SitePages {
                site,
                tree: tree.clone(),
                lang,
            })),
            None => Err(emit::human(&errors, tree, lang, false)),
        }
    }
}

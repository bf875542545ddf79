//! What a run prints and how: language, colours, format, how much.

use std::io::{self, IsTerminal as _, Write};

use crate::audit;
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{Diagnostic, Lang, Say, Severity, emit};
use crate::disk;
use crate::publish;
use crate::say;
use crate::serve;
use crate::tree::SourceTree;

use super::args::{Color, Global, MessageFormat};

/// The terminal, as the global options want it used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    pub(super) lang: Lang,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    format: MessageFormat,
}

/// The two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Err,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Terminal {
        match global.color {
            // Left to anstream, which knows NO_COLOR and the like.
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        Terminal {
            lang: global.lang(),
            quiet: global.quiet,
            verbose: global.verbose,
            format: global.message_format,
        }
    }

    /// Prints to the standard output.
    ///
    /// # Errors
    /// The output cannot be written; a reader that went away is not an error.
    pub(super) fn print(&self, text: &str) -> io::Result<()> {
        match anstream::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// A line about what is done, on the standard error, unless quiet.
    pub(super) fn status(&self, line: &Say) {
        if !self.quiet {
            self.line(line.get(self.lang));
        }
    }

    /// A line with a word of weight before it; when quiet, only errors.
    pub(super) fn remark(&self, severity: Severity, line: &Say) {
        if !self.quiet || severity == Severity::Error {
            self.line(&self.weigh(severity, line.get(self.lang)));
        }
    }

    /// Says why the command failed.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let say = (error.downcast_ref().map(disk::Error::say))
            .or(error.downcast_ref().map(serve::Error::say))
            .or(error.downcast_ref().map(publish::Error::say));
        let text = say.map_or_else(|| format!("{error:#}"), |say| say.get(self.lang).to_owned());
        self.line(&self.weigh(Severity::Error, &text));
    }

    fn line(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    fn weigh(&self, severity: Severity, text: &str) -> String {
        let (word, color) = match severity {
            Severity::Note => (say!("参考", "note"), anstyle::AnsiColor::Cyan),
            Severity::Warning => (say!("指摘", "warning"), anstyle::AnsiColor::Yellow),
            Severity::Error => (say!("エラー", "error"), anstyle::AnsiColor::Red),
        };
        let style = color.on_default().bold();
        format!("{style}{}{style:#}: {text}", word.get(self.lang))
    }

    /// Prints diagnostics in the format asked for. Formats for programs go to the standard output.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(super) fn diagnostics(
        &self,
        found: &[Diagnostic],
        tree: &SourceTree,
        human: Stream,
    ) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => {
                self.print(&(emit::json(found, tree).trim_end().to_owned() + "\n"))
            }
            MessageFormat::Sarif => {
                let rules = rule_texts(self.lang);
                self.print(&emit::sarif(found, tree, self.lang, &rules))
            }
            MessageFormat::Github => self.print(&emit::github(found, tree, self.lang)),
            MessageFormat::Human if human == Stream::Out => self.print(&emit::human(
                found,
                tree,
                self.lang,
                has_color(&io::stdout()),
            )),
            MessageFormat::Human => {
                let text = emit::human(found, tree, self.lang, has_color(&io::stderr()));
                anstream::stderr().write_all(text.as_bytes())
            }
        }
    }

    /// The form in which a command prints what it found.
    pub(super) fn format(&self) -> MessageFormat {
        self.format
    }

    /// True where people, not programs, read the findings.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == MessageFormat::Human
    }

    /// True where a moving progress bar can be shown.
    pub(super) fn has_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}

/// Every rule that a finding may name.
fn rule_texts(lang: Lang) -> Vec<emit::RuleText> {
    let content = RULES.iter().map(|rule| emit::RuleText {
        code: rule.code,
        summary: rule.summary(lang),
        why: rule.why(lang),
    });
    let audit = audit::rules::all().map(|rule| emit::RuleText {
        code: rule.id,
        summary: rule.summary.get(lang),
        why: rule.why.get(lang),
    });
    content.chain(audit).collect()
}

fn has_color(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}

/// How many diagnostics there are of each weight that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl Count {
    pub(super) fn of(found: &[Diagnostic]) -> Count {
        let count = |severity| {
            found
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count()
        };
        Count {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        }
    }

    /// For example `2 errors, 1 warning`.
    pub(super) fn say(self) -> Say {
        let Count { errors, warnings } = self;
        let (s, t) = (plural(errors), plural(warnings));
        match (errors, warnings) {
            (0, 0) => say!("指摘はありません", "no findings"),
            (0, _) => say!("指摘{warnings}件", "{warnings} warning{t}"),
            (_, 0) => say!("誤り{errors}件", "{errors} error{s}"),
            _ => say!(
                "誤り{errors}件、指摘{warnings}件",
                "{errors} error{s}, {warnings} warning{t}"
            ),
        }
    }
}

/// The ending of an English noun for a number of things.
pub(super) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

//! `tenken check`: everything that is wrong, without writing the site.

use std::path::Path;

use crate::diagnostic::rules::{RULES, Rule};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::disk;
use crate::pipeline::{self, Options};
use crate::suggest;

use super::Outcome;
use super::args::CheckArgs;
use super::terminal::{Count, Stream, Terminal};

/// Checks the site at `root`, or explains a rule.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &CheckArgs) -> anyhow::Result<Outcome> {
    if let Some(code) = &args.explain {
        terminal.print(&explain(code, terminal.lang)?)?;
        return Ok(Outcome::Clean);
    }
    let tree = disk::read_tree(root)?;
    let prepared = pipeline::prepare(
        &tree,
        &Options {
            base_url: None,
            minify: false,
            theme: None,
        },
    );
    let mut found = prepared.diagnostics;
    if let Some(site) = prepared
        .site
        .filter(|_| !found.iter().any(Diagnostic::is_error))
    {
        // A template that fails is found only by rendering.
        match site.render_all(&|| ()) {
            Ok(output) => found.extend(site.broken_links(&output, &tree)),
            Err(errors) => found.extend(errors),
        }
    }
    terminal.diagnostics(&found, &tree, Stream::Out)?;
    let count = Count::of(&found);
    if found.is_empty() {
        terminal.status(&count.say());
    }
    Ok(if count.errors + count.warnings > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// What the rule `code` is about and why it matters.
fn explain(code: &str, lang: Lang) -> anyhow::Result<String> {
    let Some(rule) = RULES.iter().find(|rule| rule.code == code) else {
        let near = suggest::nearest(code, RULES.iter().map(|rule| rule.code));
        return Err(anyhow::anyhow!(match (lang, near) {
            (Lang::Ja, Some(near)) =>
                format!("「{code}」という規則はありません\n「{near}」のことですか"),
            (Lang::Ja, None) => format!("「{code}」という規則はありません"),
            (Lang::En, Some(near)) => format!("there is no rule `{code}`\ndid you mean `{near}`?"),
            (Lang::En, None) => format!("there is no rule `{code}`"),
        }));
    };
    Ok(explanation(rule, lang))
}

fn explanation(rule: &Rule, lang: Lang) -> String {
    let severity = match (rule.severity, lang) {
        (Severity::Note, Lang::Ja) => "参考",
        (Severity::Warning, Lang::Ja) => "指摘",
        (Severity::Error, Lang::Ja) => "誤り",
        (Severity::Note, Lang::En) => "note",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Error, Lang::En) => "error",
    };
    format!(
        "{} ({severity})\n{}\n\n{}\n",
        rule.code,
        rule.summary(lang),
        rule.why(lang)
    )
}

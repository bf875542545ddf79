//! `tenken check`: everything that is wrong, without writing the site.

use std::path::Path;

use crate::audit::relation::Kind;
use crate::audit::{report, rules};
use crate::diagnostic::rules::{RULES, Rule};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::disk;
use crate::pipeline::{self, Options, Stopped, Unwatched};
use crate::say;
use crate::suggest;
use crate::tree::Nowhere;

use super::Outcome;
use super::args::CheckArgs;
use super::terminal::{Count, Stream, Terminal};

/// Checks the site at `root`, or explains a rule.
pub(super) fn run(terminal: &Terminal, root: &Path, args: &CheckArgs) -> anyhow::Result<Outcome> {
    if let Some(code) = &args.explain {
        terminal.print(&explain(code, terminal.lang)?)?;
        return Ok(Outcome::Clean);
    }
    for name in args.only.iter().chain(&args.deny) {
        known(name, terminal.lang)?;
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
        match site.write(&Nowhere, &Unwatched) {
            Ok(links) => found.extend(site.broken_links(links)),
            Err(Stopped::Found(errors)) => found.extend(errors),
            Err(Stopped::Sink(error)) => return Err(error.into()),
        }
    }
    if !args.only.is_empty() {
        found.retain(|finding| args.only.iter().any(|name| finding.rule.code() == name));
    }
    let count = Count::of(&found);
    let audited = report::findings(&prepared.audit, &args.only, &args.deny);
    let is_denied = audited.iter().any(Diagnostic::is_error);
    // What site.yaml denies is among the findings already, as errors.
    let more: Vec<Diagnostic> = audited
        .into_iter()
        .filter(|finding| !found.iter().any(|other| is_same(other, finding)))
        .collect();
    found.extend(more);
    terminal.diagnostics(&found, &tree, Stream::Out)?;
    if found.is_empty() {
        terminal.status(&count.say());
    }
    let is_telling = prepared.audit.count(Kind::Violated) > 0 || terminal.verbose;
    if terminal.is_for_people() && is_telling && count.errors == 0 {
        let (ja, en) = (
            report::summary(&prepared.audit, Lang::Ja),
            report::summary(&prepared.audit, Lang::En),
        );
        let (ja, en) = (ja.trim_end(), en.trim_end());
        terminal.status(&say!("{ja}", "{en}"));
    }
    Ok(if is_denied || count.errors + count.warnings > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.rule == other.rule && one.message == other.message && one.labels == other.labels
}

/// Refuses a name that is neither a rule nor a family.
fn known(name: &str, lang: Lang) -> anyhow::Result<()> {
    let names = || rules::names().chain(RULES.iter().map(|rule| rule.code));
    if names().any(|known| known == name) {
        return Ok(());
    }
    Err(no_rule(name, names(), lang))
}

fn no_rule<'a>(code: &str, names: impl Iterator<Item = &'a str>, lang: Lang) -> anyhow::Error {
    anyhow::anyhow!(match (lang, suggest::nearest(code, names)) {
        (Lang::Ja, Some(near)) =>
            format!("「{code}」という規則はありません\n「{near}」のことですか"),
        (Lang::Ja, None) => format!("「{code}」という規則はありません"),
        (Lang::En, Some(near)) => format!("there is no rule `{code}`\ndid you mean `{near}`?"),
        (Lang::En, None) => format!("there is no rule `{code}`"),
    })
}

/// What the rule `code` is about and why it matters.
fn explain(code: &str, lang: Lang) -> anyhow::Result<String> {
    if let Some(rule) = rules::find(code) {
        return Ok(report::explanation(rule, lang));
    }
    let Some(rule) = RULES.iter().find(|rule| rule.code == code) else {
        let names = RULES
            .iter()
            .map(|rule| rule.code)
            .chain(rules::all().map(|rule| rule.id));
        return Err(no_rule(code, names, lang));
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

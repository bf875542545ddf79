//! The arguments. Doc comments here are the help texts.

mod import;
mod publish;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::compare::Family;
use crate::diagnostic::Lang;
use crate::disk;
use crate::model::date::Date;

pub(super) use import::{ImportArgs, ImportCommand, JudgitArgs, RsArgs, TableArgs};
pub(super) use publish::PublishArgs;

/// Builds a public website from the seed files and commentary of R&D programme reviews
///
/// A site is a folder with `content/` (YAML seed files with Markdown commentary beside them) and, where it has a theme
/// of its own, `themes/`. `tenken` reads both, checks them, and writes a complete static site.
#[derive(Debug, Parser)]
#[command(
    name = "tenken",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_long_help = "\
Examples:
  tenken init my-site            start a site from a small example
  tenken serve --open            write with a preview that follows each change
  tenken check                   list everything that is wrong
  tenken diff 2021 2022          say what differs between two editions
  tenken build                   write the site to output/
  tenken archive 2022            freeze an edition
  tenken publish --dry-run       show what publishing to GitHub Pages would change
  tenken import rs csv --into content/2024   take in review sheets published as CSV

Exit codes:
  0  clean
  1  findings (check; verify; build --strict; import), differences (diff)
  2  failure: errors in the content, bad arguments, files that cannot be read or written")]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Folder of the site [default: the nearest folder here or above with content/site.yaml]
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print all findings, and what is done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colours; NO_COLOR is respected
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: Color,
    /// Form in which findings are printed: for people, programs, GitHub Actions, or as SARIF 2.1.0
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub(super) message_format: MessageFormat,
    /// Language of findings and messages [default: ja where LC_ALL, LC_MESSAGES or LANG say so, else en]
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<Language>,
}

impl Global {
    /// The folder of the site.
    pub(super) fn root(&self) -> PathBuf {
        if let Some(root) = &self.root {
            return root.clone();
        }
        let here = std::env::current_dir().ok();
        match here.as_deref().and_then(disk::find_root) {
            Some(root) if Some(&root) != here.as_ref() => root,
            // Here: paths in messages stay short.
            _ => PathBuf::from("."),
        }
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        match self.lang {
            Some(Language::Ja) => Lang::Ja,
            Some(Language::En) => Lang::En,
            None => lang_of(|name| std::env::var(name).ok()),
        }
    }
}

/// The language that the environment asks for; the first variable that is set decides, as in POSIX.
fn lang_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    match names
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
    {
        Some(value) if value.starts_with("ja") => Lang::Ja,
        _ => Lang::En,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Json,
    Github,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Ja,
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(InitArgs),
    Build(BuildArgs),
    Serve(ServeArgs),
    Check(CheckArgs),
    Diff(DiffArgs),
    Archive(ArchiveArgs),
    Verify(VerifyArgs),
    Publish(PublishArgs),
    Import(ImportArgs),
    Schema(SchemaArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// What the site is built for; the same for `build` and `serve`.
#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    /// Address of the published site or its path, instead of `base_url` of site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Theme, instead of `theme` of site.yaml
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Leave pages as the templates make them, instead of making them small
    #[arg(long)]
    pub(super) no_minify: bool,
}

/// Only the form, so that a slip names the option; what the address means is decided by the pipeline.
fn base_url(value: &str) -> Result<String, String> {
    let host = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"));
    let is_address = match host {
        Some(host) => !host.is_empty() && !host.starts_with('/'),
        None => value.starts_with('/') && !value.starts_with("//"),
    };
    if is_address && !value.contains(['?', '#', ' ']) {
        Ok(value.to_owned())
    } else {
        Err("write https://example.go.jp/review/ or /review/".to_owned())
    }
}

/// Start a site from a small example
///
/// Writes a working site with comments in Japanese: settings, glossary, an edition with its source text, a programme,
/// and two projects with budget, indicator and commentary. Everything in it is fictional and says so. With --github, also
/// a workflow by which GitHub builds, checks and publishes the site after each push; where the folder holds a site already,
/// only that.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken init my-site
  tenken init . --force          add the example to a folder that is not empty
  tenken init my-site --github   with a workflow for GitHub Pages
  tenken init --github           add the workflow to the site here")]
pub(super) struct InitArgs {
    /// Folder of the new site; it has to be empty or not to exist [default with --github: the site here]
    #[arg(required_unless_present = "github")]
    pub(super) dir: Option<PathBuf>,
    /// Write a workflow that publishes the site with GitHub Pages; one that was changed is left alone
    #[arg(long)]
    pub(super) github: bool,
    /// Write into a folder that is not empty; files that exist are left as they are
    #[arg(long)]
    pub(super) force: bool,
}

/// Write the site
///
/// Reads content/ and themes/, checks everything, renders every page, and puts the whole site in its place at once:
/// readers of the folder see the old site or the new one, never a mixture. Files whose bytes do not change keep their
/// times; files in the output folder that tenken did not write are left alone. Where the content has errors, nothing is
/// published.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken build
  tenken build --strict --message-format github
  tenken build --base-url https://example.go.jp/review/ --out /srv/www/review

Exit codes: 0 published; 1 with --strict, findings, nothing published; 2 errors, nothing published.")]
pub(super) struct BuildArgs {
    /// Folder to write to [default: output, in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Publish nothing where there are warnings
    #[arg(long)]
    pub(super) strict: bool,
    /// Write into a folder that holds files of others; they are kept unless a page has the same path
    #[arg(long)]
    pub(super) force: bool,
    /// Make every page anew, also those that nothing has changed for since the last build
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Print time, memory and output of each stage
    #[arg(long)]
    pub(super) timings: bool,
}

/// Show the site in a browser while it is being written
///
/// Serves the site on this machine, from memory. After each change of content/ or themes/ it is loaded again and open
/// pages reload themselves; where the change is in error, the errors are shown over the last good page until they are
/// mended. The bytes are those that `build` writes, followed in HTML by one script.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken serve --open
  tenken serve --port 8080 --lang ja
  tenken serve --host 0.0.0.0    let others on the network look at it")]
pub(super) struct ServeArgs {
    /// Port; where it is taken, the next one that is free
    #[arg(long, value_name = "PORT", default_value_t = 4000)]
    pub(super) port: u16,
    /// Address or name to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// Open the site in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Serve pages exactly as they are built, without the script that reloads them
    #[arg(long)]
    pub(super) no_live_reload: bool,
    #[command(flatten)]
    pub(super) site: SiteArgs,
}

/// List everything that is wrong with the content, the theme and the figures
///
/// Does all that `build` does except writing the site, and prints every finding with its place and how to mend it. Then it
/// audits the figures: every relation that does not hold is printed with both sides, the arithmetic, the size of the
/// difference, and the place of every figure. What the audit finds is a matter of the documents and changes the exit
/// code only where --deny or `deny:` of site.yaml says so.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken check
  tenken check --lang ja
  tenken check --only budget --only outcome-achievement
  tenken check --deny identity --message-format sarif > findings.sarif
  tenken check --explain outcome-achievement

Exit codes: 0 nothing wrong with the content, and nothing denied; 1 warnings or errors in the
content, or findings of the audit that are denied; 2 the files cannot be read.")]
pub(super) struct CheckArgs {
    /// Say what a rule is about, why it matters, and what it rests on
    #[arg(long, value_name = "RULE")]
    pub(super) explain: Option<String>,
    /// Show only findings of a rule or family; may be repeated
    #[arg(long, value_name = "RULE|FAMILY")]
    pub(super) only: Vec<String>,
    /// End with 1 where the audit finds something of a rule or family; may be repeated
    #[arg(long, value_name = "RULE|FAMILY")]
    pub(super) deny: Vec<String>,
}

/// Say what differs between two editions
///
/// Compares each figure by project, item and fiscal year, and every name, recipient, evaluation and text. Each difference is
/// printed with both sides, its size, and the place in both documents. What rounding explains is no difference. The order of
/// the two years does not matter.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken diff 2021 2022
  tenken diff 2021 2022 --only budgets,indicators
  tenken diff 2021 2022 --message-format json > changes.json

Kinds of differences:
  restated  both editions give the figure of one fiscal year, and differ
  settled   a request, draft or expectation became a settled figure
  changed   both say something, and not the same
  added     only the later edition says it
  removed   only the earlier edition says it

Exit codes: 0 no difference; 1 differences; 2 the editions cannot be read.")]
pub(super) struct DiffArgs {
    /// Year of an edition
    pub(super) before: i16,
    /// Year of another edition
    pub(super) after: i16,
    /// Show only these, separated by commas
    #[arg(long, value_name = "FAMILY", value_delimiter = ',')]
    pub(super) only: Vec<FamilyName>,
}

/// A family of differences by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FamilyName(pub(super) Family);

impl ValueEnum for FamilyName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [FamilyName; Family::ALL.len()] = {
            let mut all = [FamilyName(Family::Names); Family::ALL.len()];
            let mut index = 0;
            while index < all.len() {
                all[index] = FamilyName(Family::ALL[index]);
                index += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.key()))
    }
}

/// Freeze an edition, so that what was published stays readable and provable
///
/// Builds the site as it stands and keeps it in content/archive/<year>/: the pages, which open from any folder and without
/// a server, the sources and the theme that they were made from, and a list of the SHA-256 of every file, as a BagIt bag
/// (RFC 8493). From then on `build` serves these bytes under archive/<year>/, and refuses a source of the edition that
/// changes, until an amendment with its reason is frozen as well. A snapshot is never overwritten. The same sources give
/// the same bytes; no clock is read, except for the day of an amendment.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken archive 2022 --base-url https://example.go.jp/review/
  tenken archive 2022 --date 2023-03-31 --zip
  tenken archive 2022 --amend --reason \"執行額の転記の誤りを訂正\"

Exit codes: 0 frozen; 2 refused or errors, nothing written.")]
pub(super) struct ArchiveArgs {
    /// Year of the edition
    pub(super) year: i16,
    /// Freeze an edition again whose sources had to change; the snapshots before stay
    #[arg(long, requires = "reason")]
    pub(super) amend: bool,
    /// Why the edition had to change; readers see it on the corrections page
    #[arg(long, value_name = "TEXT", requires = "amend")]
    pub(super) reason: Option<String>,
    /// Day of freezing to record [default: that of SOURCE_DATE_EPOCH; else none, or for an amendment today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Write the snapshot as one zip file as well, also where the edition is frozen already
    #[arg(long)]
    pub(super) zip: bool,
    /// Address of the living site, to which frozen pages point, instead of `base_url` of site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Theme, instead of `theme` of site.yaml
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
}

/// A day that the calendar has.
fn day(value: &str) -> Result<Date, String> {
    let date = Date::parse(value).map_err(|problem| problem.en)?;
    if date.day.is_some() {
        Ok(date)
    } else {
        Err("write a day such as 2023-03-31".to_owned())
    }
}

/// Check that frozen or published files are as they were written
///
/// Compares every byte with the lists of checksums: of a snapshot (its folder or .zip), of archive/<year> in a published
/// folder, or of a published folder. What is missing, added, changed or cut off is named, each file. A snapshot made by
/// the same version of tenken is also built again from its own sources, and every byte of its pages compared.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken verify content/archive/2022
  tenken verify 2022.zip --no-rebuild
  tenken verify output

Without tenken: unpack the zip, then `sha256sum -c manifest-sha256.txt` in its folder.

Exit codes: 0 everything is as it was written; 1 something is not; 2 it cannot be read.")]
pub(super) struct VerifyArgs {
    /// Folder or .zip of a snapshot, published folder, or archive/<year> in one
    pub(super) path: PathBuf,
    /// Do not build a snapshot again from its sources
    #[arg(long)]
    pub(super) no_rebuild: bool,
}

/// Write the JSON Schemas of the seed files
///
/// Editors with YAML support use them to complete keys, to show what a key means, and to mark mistakes. The first line
/// of each seed file names its schema.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken schema
  tenken schema --out /tmp/schema")]
pub(super) struct SchemaArgs {
    /// Folder to write to [default: content/schema, in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken completions bash > ~/.local/share/bash-completion/completions/tenken
  tenken completions zsh > ~/.zfunc/_tenken
  tenken completions fish > ~/.config/fish/completions/tenken.fish")]
pub(super) struct CompletionsArgs {
    /// Shell
    pub(super) shell: clap_complete::Shell,
}

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken man | man -l -
  tenken man --out ~/.local/share/man/man1")]
pub(super) struct ManArgs {
    /// Folder to write the pages of all commands to
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_first_variable_that_is_set_decides_the_language() {
        let cases = [
            (["", "", ""], Lang::En),
            (["", "", "ja_JP.UTF-8"], Lang::Ja),
            (["C", "", "ja_JP.UTF-8"], Lang::En),
            (["", "ja_JP.UTF-8", "en_US.UTF-8"], Lang::Ja),
            (["", "", "de_DE.UTF-8"], Lang::En),
        ];
        for (values, lang) in cases {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            let variable = |name: &str| {
                Some(values[names.iter().position(|n| *n == name).unwrap()].to_owned())
            };
            assert_eq!(lang_of(variable), lang, "{values:?}");
        }
    }

    #[test]
    fn a_base_url_is_an_address_or_a_path() {
        for right in [
            "https://example.go.jp/review/",
            "http://localhost:4000",
            "/review/",
            "/",
        ] {
            assert!(base_url(right).is_ok(), "{right}");
        }
        for wrong in [
            "example.go.jp",
            "https://",
            "https:///x",
            "ftp://x",
            "//x",
            "https://x/?q",
            "https://a b",
            "",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}

//! The arguments of `tenken publish`.

use clap::Args;

use crate::publish::is_host;

use super::SiteArgs;

/// Publish the site to a branch of a git repository, for GitHub Pages
///
/// Builds the site and commits it to a branch, with the `git` program and without touching the files you work on. Files on
/// the branch that tenken did not write are kept, and so are snapshots of past years (archive/); where such a file stands
/// in the way of a page, nothing is published. The branch moves in one step, never by force, and only from the commit that
/// was looked at. The address of the site is that of --base-url, else of site.yaml, else of CNAME, else the one that GitHub
/// Pages gives the repository.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tenken publish --dry-run       show what would change
  tenken publish
  tenken publish --cname review.example.go.jp
  tenken publish --remote /srv/git/site.git --branch main --base-url /review/
  tenken publish --remote .      commit to a branch of this repository; push it yourself

GitHub serves the branch once Settings → Pages → Source is \"Deploy from a branch\". To let GitHub
build the site instead: `tenken init --github`.

Exit codes: 0 published, or nothing to change; 1 with --strict, findings, nothing published; 2 failure,
nothing published.")]
pub(crate) struct PublishArgs {
    /// Branch to publish to; made where it does not exist
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    pub(crate) branch: String,
    /// Remote, path or address of the repository to publish to; `.` is this one
    #[arg(long, value_name = "REMOTE", default_value = "origin")]
    pub(crate) remote: String,
    /// Host of a domain of its own, written to CNAME [default: as it is on the branch]
    #[arg(long, value_name = "HOST", value_parser = host)]
    pub(crate) cname: Option<String>,
    /// First line of the commit's message [default: names the editions]
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish although content/ or themes/ have changes that are not committed; the commit says so
    #[arg(long)]
    pub(crate) allow_dirty: bool,
    /// Publish nothing where there are warnings
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

fn host(value: &str) -> Result<String, String> {
    if is_host(value) {
        Ok(value.to_ascii_lowercase())
    } else {
        Err("write a name such as review.example.go.jp".to_owned())
    }
}

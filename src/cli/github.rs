//! The workflow of `tenken init --github`, by which GitHub builds, checks and publishes a site.

use std::path::Path;

use crate::disk::{self, Existing};
use crate::say;

use super::terminal::Terminal;

/// Path of the workflow in a repository. GitHub reads workflows from the top of a repository only.
const PATH: &str = ".github/workflows/pages.yml";

const TEMPLATE: &str = include_str!("../init_github/pages.yml");

/// Stands where nobody has recorded where this program comes from (`repository` of Cargo.toml).
const UNKNOWN: &str = "  # tenken のリポジトリの住所。この tenken には記録がないため、ここに書いてください（https://github.com/…/… など）。
  # Address of tenken's repository. This tenken does not know it: write it here (https://github.com/…/… for example).
  TENKEN_REPOSITORY: ''";

/// Writes the workflow of the site in `folder` to the top of its repository.
///
/// # Errors
/// There is a workflow of that name with other text, or the disk refuses.
pub(super) fn write(terminal: &Terminal, folder: &Path) -> anyhow::Result<()> {
    let (top, site) = disk::place_in_repository(folder)?;
    let repository = env!("CARGO_PKG_REPOSITORY");
    let text = workflow(repository, &site);
    let files = [(PATH.to_owned(), text.into_bytes())].into();
    let written = disk::write_files(&top, &files, Existing::Same)?;
    let path = top.join(PATH);
    let path = path.strip_prefix(".").unwrap_or(&path).display();
    if written.is_empty() {
        terminal.status(&say!(
            "ワークフローはすでにあります：{path}",
            "the workflow is there already: {path}"
        ));
        return Ok(());
    }
    terminal.status(&say!(
        "ワークフローを書きました：{path}\nリポジトリの Settings → Pages → Source を「GitHub Actions」にして、main に push すると公開されます。",
        "workflow written: {path}\nSet Settings → Pages → Source of the repository to \"GitHub Actions\"; a push to main then publishes."
    ));
    if repository.is_empty() {
        terminal.status(&say!(
            "その前に、ワークフローの TENKEN_REPOSITORY に tenken のリポジトリの住所を書いてください。",
            "Before that, write the address of tenken's repository after TENKEN_REPOSITORY in the workflow."
        ));
    }
    Ok(())
}

/// The workflow for the site in the folder `site` of a repository, with tenken from `repository`.
fn workflow(repository: &str, site: &str) -> String {
    let origin = match repository {
        "" => UNKNOWN.to_owned(),
        _ => format!(
            "  # tenken のリポジトリの住所。 / Address of tenken's repository.\n  TENKEN_REPOSITORY: {repository}"
        ),
    };
    // A string of JSON is one of YAML.
    let site = serde_json::to_string(site).expect("a string is JSON");
    TEMPLATE
        .replace("@REPOSITORY@", &origin)
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@SITE@", &site)
}

#[cfg(test)]
mod tests {
    use super::workflow;

    #[test]
    fn a_workflow_says_where_program_and_site_come_from() {
        let known = workflow("https://example.org/tenken", "re\"view");
        assert!(known.contains("\n  TENKEN_REPOSITORY: https://example.org/tenken\n"));
        assert!(known.contains("\n  SITE: \"re\\\"view\"\n"));
        assert!(workflow("", ".").contains("\n  TENKEN_REPOSITORY: ''\n"));
        assert!(!known.contains("@REPOSITORY") && !known.contains("@SITE"));
    }
}

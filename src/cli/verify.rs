//! `tenken verify`: read → compare with the lists → say what differs.

use crate::archive::{Bag, Problem, check_bag, check_list, check_served, unzip};
use crate::diagnostic::Severity;
use crate::disk::{self, Found};
use crate::freeze::{self, Rebuilt};
use crate::say;
use crate::tree::SourceTree;

use super::Outcome;
use super::args::VerifyArgs;
use super::terminal::{Stream, Terminal, plural};

/// Verifies what is at a path.
pub(super) fn run(terminal: &Terminal, args: &VerifyArgs) -> anyhow::Result<Outcome> {
    match disk::find(&args.path)? {
        Found::Bag(files) => bag(terminal, &Bag { files }, !args.no_rebuild),
        Found::File(bytes) => match unzip(&bytes) {
            Ok((_, unzipped)) => bag(terminal, &unzipped, !args.no_rebuild),
            Err(why) => {
                let path = args.path.display().to_string();
                report(terminal, &[Problem::Unreadable { path, why }], 0)
            }
        },
        Found::Frozen { pages, proof } => {
            let problems = check_served(&pages, &proof);
            report(terminal, &problems, pages.len() + proof.len())
        }
        Found::Published { list, files } => {
            let problems = check_list(&list, &files, &Default::default());
            report(terminal, &problems, files.len())
        }
    }
}

fn bag(terminal: &Terminal, bag: &Bag, rebuild: bool) -> anyhow::Result<Outcome> {
    let problems = check_bag(bag);
    let outcome = report(terminal, &problems, bag.files.len())?;
    if outcome != Outcome::Clean || !rebuild {
        return Ok(outcome);
    }
    match freeze::rebuild(bag) {
        Rebuilt::Same { files } => {
            let s = plural(files);
            terminal.status(&say!(
                "凍結した元ファイルから作り直した{files}ファイルも、すべて同じです",
                "built again from the frozen sources: {files} file{s}, all the same"
            ));
            Ok(Outcome::Clean)
        }
        Rebuilt::OtherVersion { made_by } => {
            let here = freeze::VERSION;
            terminal.remark(
                Severity::Note,
                &say!(
                    "tenken {made_by} で作られたため、作り直しての比較はしていません（これは {here}）",
                    "made by tenken {made_by}: not built again to compare (this is {here})"
                ),
            );
            Ok(Outcome::Clean)
        }
        Rebuilt::Differs(problems) => report(terminal, &problems, bag.files.len()),
        Rebuilt::Fails(found) => {
            terminal.diagnostics(&found, &SourceTree::default(), Stream::Err)?;
            terminal.remark(
                Severity::Error,
                &say!(
                    "凍結した元ファイルから作り直せません",
                    "the frozen sources cannot be built again"
                ),
            );
            Ok(Outcome::Findings)
        }
    }
}

/// Prints each problem on a line of its own, or that there is none.
fn report(terminal: &Terminal, problems: &[Problem], files: usize) -> anyhow::Result<Outcome> {
    let mut text = String::new();
    for problem in problems {
        text.push_str(problem.say().get(terminal.lang));
        text.push('\n');
    }
    terminal.print(&text)?;
    let (count, s) = (problems.len(), plural(files));
    if problems.is_empty() {
        terminal.status(&say!(
            "{files}ファイルすべて、記録のとおりです",
            "{files} file{s}, all as recorded"
        ));
        return Ok(Outcome::Clean);
    }
    let s = plural(count);
    terminal.remark(
        Severity::Error,
        &say!(
            "記録と違うものが{count}件あります",
            "{count} problem{s}: not as recorded"
        ),
    );
    Ok(Outcome::Findings)
}

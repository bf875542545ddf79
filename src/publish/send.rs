//! Commits a plan and sends it: the only step that changes anything that others see, and one that is done whole or not at
//! all.

use super::branch::Workshop;
use super::error::Error;
use super::git::text;
use super::object::Format;
use super::plan::{Branch, Plan};
use super::target::Target;

impl Workshop {
    /// Publishes `plan`, made for `branch` as it was read; gives the name of the new commit.
    ///
    /// # Errors
    /// In every case the remote is as it was: the disk refuses; the remote cannot be reached, declines, or has moved since
    /// the branch was read.
    pub fn publish(
        &self,
        plan: &Plan,
        branch: &Branch,
        target: &Target,
        message: &str,
        format: Format,
    ) -> Result<String, Error> {
        self.store(plan)?;
        let tree = self.tree(plan, branch, format)?;
        let mut args = vec!["commit-tree", "--no-gpg-sign", "-F", "-"];
        if let Some(tip) = &branch.tip {
            args.extend(["-p", tip]);
        }
        args.push(&tree);
        let commit = self
            .git
            .feed(&args, |input| input.write_all(message.as_bytes()))?;
        let commit = text(commit.must(&args)?);
        self.push(&commit, branch, target)?;
        Ok(commit)
    }

    /// Puts the bytes of new files into the store. They belong to nothing until a commit names them.
    fn store(&self, plan: &Plan) -> Result<(), Error> {
        let args = ["fast-import", "--quiet", "--done"];
        let stored = self.git.feed(&args, |input| {
            for file in &plan.writes {
                write!(input, "blob\ndata {}\n", file.bytes.len())?;
                input.write_all(&file.bytes)?;
                writeln!(input)?;
            }
            // Without this word, input that was broken off counts as a failure.
            writeln!(input, "done")
        })?;
        stored.must(&args).map(|_| ())
    }

    /// The tree of the branch after the plan, put together in an index of our own.
    fn tree(&self, plan: &Plan, branch: &Branch, format: Format) -> Result<String, Error> {
        // A split index would leave a part of itself in the repository.
        const WHOLE: [&str; 4] = ["-c", "core.splitIndex=false", "-c", "core.fsmonitor=false"];
        let run = |args: &[&str]| self.index.bytes(&[&WHOLE, args].concat());
        run(&["read-tree", branch.tip.as_deref().unwrap_or("--empty")])?;
        let args = [&WHOLE[..], &["update-index", "-z", "--index-info"]].concat();
        let updated = self.index.feed(&args, |input| {
            // A path that was a file may become a folder: what goes, goes first.
            for path in &plan.removed {
                write!(input, "0 {}\t{path}\0", format.none())?;
            }
            for file in &plan.writes {
                write!(input, "100644 {}\t{}\0", file.id, file.path)?;
            }
            Ok(())
        })?;
        updated.must(&args)?;
        run(&["write-tree"]).map(text)
    }

    /// Moves the branch to `commit`, if it still is where it was read.
    fn push(&self, commit: &str, branch: &Branch, target: &Target) -> Result<(), Error> {
        let reference = target.reference();
        let expected = branch.tip.as_deref().unwrap_or_default();
        let lease = format!("--force-with-lease={reference}:{expected}");
        let refspec = format!("{commit}:{reference}");
        // The commit follows the tip that is expected, so nothing can be forced away; the lease also refuses a branch
        // that was removed or made in the meantime.
        let args = [
            "push",
            "--porcelain",
            "--no-follow-tags",
            "--recurse-submodules=no",
            &lease,
            "--",
            &target.remote,
            &refspec,
        ];
        let pushed = self.git.run(&args)?;
        if pushed.succeeded {
            return Ok(());
        }
        let out = String::from_utf8_lossy(&pushed.out);
        // `!<tab><from>:<to><tab>[rejected] (reason)`
        match out.lines().find_map(|line| line.strip_prefix("!\t")) {
            Some(line) => Err(rejection(line, target, &pushed.said)),
            None => Err(Error::unreachable(target, &pushed.said)),
        }
    }
}

/// Why a remote did not take the commit.
fn rejection(line: &str, target: &Target, said: &str) -> Error {
    let summary = line.rsplit('\t').next().unwrap_or_default();
    // The remote checks once more, under its own lock, that the branch is where the commit was made for.
    let is_race = [
        "but expected",
        "already exists",
        "unable to resolve reference",
    ]
    .iter()
    .any(|words| summary.contains(words) || said.contains(words));
    if summary.starts_with("[rejected]") || is_race {
        return Error::moved(target);
    }
    let reason = summary
        .split_once('(')
        .map_or(summary, |(_, reason)| reason.trim_end_matches(')'));
    let words = said
        .lines()
        .filter_map(|line| line.strip_prefix("remote: "));
    Error::Declined {
        remote: target.shown(),
        reason: reason.to_owned(),
        said: words.map(str::trim_end).collect::<Vec<_>>().join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_says_who_refused() {
        let target = Target::at("origin", "gh-pages");
        let of = |summary: &str, said: &str| {
            rejection(&format!("!\t1:refs/heads/x\t{summary}"), &target, said)
        };
        for (summary, said) in [
            ("[rejected] (stale info)", ""),
            ("[rejected] (fetch first)", ""),
            (
                "[remote rejected] (cannot lock ref 'refs/heads/x': is at 1 but expected 2)",
                "",
            ),
            (
                "[remote rejected] (failed to update ref)",
                "remote: error: cannot lock ref 'refs/heads/x': reference already exists",
            ),
        ] {
            let error = of(summary, said);
            assert!(matches!(error, Error::Moved { .. }), "{summary} {said}");
        }
        let Error::Declined { reason, said, .. } = of(
            "[remote rejected] (pre-receive hook declined)",
            "remote: no\nx",
        ) else {
            panic!("a hook declined")
        };
        assert_eq!(
            (reason.as_str(), said.as_str()),
            ("pre-receive hook declined", "no")
        );
    }
}

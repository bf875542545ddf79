//! Runs the `git` program; nothing else in the crate starts a process.
//!
//! Arguments are handed over one by one, never through a shell. Git speaks English here, because its words are read.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::error::Error;

/// Variables by which a caller (a hook, say) points git to a repository: ours is found from the folder instead.
/// From `git rev-parse --local-env-vars`, less those that carry settings.
const CALLERS: [&str; 11] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
];

/// Where and how git is run.
#[derive(Debug, Clone)]
pub(super) struct Git {
    folder: PathBuf,
    prompts: bool,
    variables: Vec<(&'static str, OsString)>,
}

/// What a run of git gave.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) succeeded: bool,
    pub(super) out: Vec<u8>,
    /// What it said beside its output.
    pub(super) said: String,
}

impl Git {
    /// Git in `folder`; with `prompts` it may ask for a password.
    pub(super) fn new(folder: PathBuf, prompts: bool) -> Git {
        Git {
            folder,
            prompts,
            variables: Vec::new(),
        }
    }

    /// The same with a variable of the environment.
    pub(super) fn with(&self, name: &'static str, value: impl Into<OsString>) -> Git {
        let mut other = self.clone();
        other.variables.push((name, value.into()));
        other
    }

    /// Runs git.
    ///
    /// # Errors
    /// There is no git, or the system refuses to run it. That git itself fails is no error here.
    pub(super) fn run(&self, args: &[&str]) -> Result<Output, Error> {
        self.feed(args, |_| Ok(()))
    }

    /// Runs git while `write` writes its input.
    ///
    /// # Errors
    /// As [`Git::run`].
    pub(super) fn feed(
        &self,
        args: &[&str],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send,
    ) -> Result<Output, Error> {
        self.converse(args, write, |out| {
            let mut all = Vec::new();
            out.read_to_end(&mut all).map(|_| all)
        })
        .map(|(succeeded, out, said)| Output {
            succeeded,
            out,
            said,
        })
    }

    /// Runs git while `write` writes its input and `read` reads its output; gives whether it succeeded, what was read,
    /// and what git said beside it.
    ///
    /// # Errors
    /// As [`Git::run`], or the output cannot be read.
    pub(super) fn converse<T>(
        &self,
        args: &[&str],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<(bool, T, String), Error> {
        let mut child = self.start(args)?;
        let mut input = child.stdin.take().expect("it is a pipe");
        let mut output = child.stdout.take().expect("it is a pipe");
        let mut errors = child.stderr.take().expect("it is a pipe");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut input = io::BufWriter::new(&mut input);
                // Git that ends early says why itself; the broken pipe says nothing more.
                let _ = write(&mut input).and_then(|()| input.flush());
            });
            let said = scope.spawn(move || {
                let mut said = Vec::new();
                let _ = errors.read_to_end(&mut said);
                String::from_utf8_lossy(&said).into_owned()
            });
            let read = read(&mut output);
            // Git must not wait for a reader that has given up.
            drop(output);
            let said = said.join().unwrap_or_default();
            let status = child.wait().map_err(Error::GitNotRun)?;
            match read {
                Ok(read) => Ok((status.success(), read, said)),
                Err(_) if !status.success() => Err(Error::git(args, &said)),
                Err(error) => Err(Error::GitNotRun(error)),
            }
        })
    }

    fn start(&self, args: &[&str]) -> Result<Child, Error> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(args);
        for name in CALLERS {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("LANGUAGE", "C");
        if !self.prompts {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if self.folder.is_dir() => Error::GitMissing,
            _ => Error::GitNotRun(error),
        })
    }

    /// The output of a run that has to succeed.
    ///
    /// # Errors
    /// As [`Git::run`], or git fails.
    pub(super) fn bytes(&self, args: &[&str]) -> Result<Vec<u8>, Error> {
        self.run(args)?.must(args)
    }

    /// The output of a run that has to succeed, as text without the line end.
    ///
    /// # Errors
    /// As [`Git::bytes`].
    pub(super) fn text(&self, args: &[&str]) -> Result<String, Error> {
        self.bytes(args).map(text)
    }
}

impl Output {
    /// The output.
    ///
    /// # Errors
    /// Git failed.
    pub(super) fn must(self, args: &[&str]) -> Result<Vec<u8>, Error> {
        if self.succeeded {
            Ok(self.out)
        } else {
            Err(Error::git(args, &self.said))
        }
    }
}

/// Output as text without the line end.
pub(super) fn text(out: Vec<u8>) -> String {
    let mut text = String::from_utf8_lossy(&out).into_owned();
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    text
}

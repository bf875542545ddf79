//! A site in a git repository with a bare remote, for tests of publishing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// `site/` with the example of `tenken init` committed on `main`, and its remote `origin`, the bare `remote.git`.
pub struct Bench {
    pub folder: TempDir,
}

/// Everything that publishing could touch.
#[derive(Debug, PartialEq)]
pub struct State {
    /// The references of the remote.
    pub remote: String,
    /// The files of both repositories, less those of the worktree.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Bench {
    pub fn new() -> Bench {
        let bench = Bench {
            folder: TempDir::new().unwrap(),
        };
        bench.run_git(bench.folder.path(), &["init", "-q", "--bare", "remote.git"]);
        bench.run_git(bench.folder.path(), &["init", "-q", "-b", "main", "site"]);
        bench.git(&[
            "remote",
            "add",
            "origin",
            bench.remote_path().to_str().unwrap(),
        ]);
        let output = bench
            .command(&["init", ".", "--force", "--quiet"])
            .output()
            .unwrap();
        assert!(output.status.success());
        bench.commit();
        bench
    }

    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn remote_path(&self) -> PathBuf {
        self.folder.path().join("remote.git")
    }

    /// Sets what git must not take from the machine.
    fn surround(&self, command: &mut Command) {
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "試験");
            command.env(format!("GIT_{name}_EMAIL"), "test@example.org");
        }
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.folder.path())
            .env("LC_ALL", "C");
    }

    /// The program, ready to run in the site's folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenken"));
        self.surround(&mut command);
        command.current_dir(self.site()).args(args);
        command
    }

    /// Runs the program; gives all that it said.
    fn run(&self, args: &[&str], code: i32) -> String {
        let output = self.command(args).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        said
    }

    pub fn ok(&self, args: &[&str]) -> String {
        self.run(args, 0)
    }

    pub fn fails(&self, args: &[&str], code: i32) -> String {
        self.run(args, code)
    }

    fn run_git(&self, folder: &Path, args: &[&str]) -> String {
        let mut command = Command::new("git");
        self.surround(&mut command);
        let output = command.current_dir(folder).args(args).output().unwrap();
        assert!(
            output.status.success(),
            "git {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    /// Git in the site's repository.
    pub fn git(&self, args: &[&str]) -> String {
        self.run_git(&self.site(), args)
    }

    /// Git in the remote repository.
    pub fn remote(&self, args: &[&str]) -> String {
        self.run_git(&self.remote_path(), args)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.site().join(path), text).unwrap();
    }

    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "change"]);
    }

    /// Leaves the site's repository with its last commit only.
    pub fn make_shallow(&self) {
        let address = format!("file://{}", self.site().display());
        self.run_git(
            self.folder.path(),
            &["clone", "-q", "--depth=1", &address, "shallow"],
        );
        fs::rename(self.site(), self.folder.path().join("deep")).unwrap();
        fs::rename(self.folder.path().join("shallow"), self.site()).unwrap();
        let address = format!("file://{}", self.remote_path().display());
        self.git(&["remote", "set-url", "origin", &address]);
        assert_eq!(self.git(&["rev-parse", "--is-shallow-repository"]), "true");
    }

    pub fn tip(&self) -> String {
        self.remote(&["rev-parse", "gh-pages"])
    }

    /// A commit of somebody else on top of the published branch, in the remote but on no branch.
    pub fn commit_for_remote(&self, files: &[(&str, &str)]) -> String {
        let folder = TempDir::new_in(self.folder.path()).unwrap();
        let clone = folder.path();
        self.run_git(
            clone,
            &[
                "clone",
                "-q",
                "--no-checkout",
                self.remote_path().to_str().unwrap(),
                ".",
            ],
        );
        if self.remote(&["branch", "--list", "gh-pages"]).is_empty() {
            self.run_git(clone, &["checkout", "-q", "--orphan", "gh-pages"]);
        } else {
            self.run_git(clone, &["checkout", "-q", "gh-pages"]);
        }
        for (path, text) in files {
            let path = clone.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        self.run_git(clone, &["add", "-A"]);
        self.run_git(clone, &["commit", "-q", "-m", "by somebody else"]);
        self.run_git(clone, &["push", "-q", "origin", "+HEAD:refs/others/one"]);
        self.run_git(clone, &["rev-parse", "HEAD"])
    }

    /// Somebody else puts files on the published branch.
    pub fn push_files(&self, files: &[(&str, &str)]) {
        let commit = self.commit_for_remote(files);
        self.remote(&["update-ref", "refs/heads/gh-pages", &commit]);
    }

    pub fn hook(&self, name: &str, script: &str) {
        write_hook(&self.remote_path().join("hooks").join(name), script);
    }

    /// A hook of the site's repository.
    pub fn own_hook(&self, name: &str, script: &str) {
        write_hook(&self.site().join(".git/hooks").join(name), script);
    }

    /// The files on the published branch; none where there is no branch.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        if self.remote(&["branch", "--list", "gh-pages"]).is_empty() {
            return BTreeMap::new();
        }
        let folder = TempDir::new_in(self.folder.path()).unwrap();
        let folder = folder.path();
        let address = self.remote_path();
        self.run_git(
            folder,
            &[
                "clone",
                "-q",
                "-b",
                "gh-pages",
                address.to_str().unwrap(),
                ".",
            ],
        );
        let files = files_of(folder).into_iter();
        files
            .map(|(path, bytes)| {
                (
                    path.strip_prefix(folder)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .to_owned(),
                    bytes,
                )
            })
            .filter(|(path, _)| !path.starts_with(".git/"))
            .collect()
    }

    pub fn state(&self) -> State {
        let mut files = files_of(&self.site().join(".git"));
        files.extend(files_of(&self.remote_path()));
        State {
            remote: self.remote(&["for-each-ref"]),
            files,
        }
    }
}

fn write_hook(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn files_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

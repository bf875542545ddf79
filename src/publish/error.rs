//! What can go wrong when a site is published to a branch. In every case the branch is as it was.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::Say;
use crate::disk;
use crate::say;

use super::remote::without_secrets;
use super::target::Target;

/// How many names a message lists.
const SHOWN: usize = 10;

/// A refusal, by us or by git. `Display` is English; [`Error::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say().en)]
pub enum Error {
    /// There is no `git` program.
    GitMissing,
    /// The system cannot run it.
    GitNotRun(io::Error),
    /// It lacks what is needed here.
    GitTooOld { found: String, oldest: String },
    /// A command that should succeed did not.
    GitFailed { command: String, said: String },
    /// The folder of the site does not exist.
    NoFolder(PathBuf),
    /// The site is not in a repository that can be used.
    NotARepository { root: PathBuf, said: String },
    /// The repository has no commit yet.
    NoCommit { root: PathBuf },
    /// The repository names its objects in a way that is not known here.
    UnknownFormat(String),
    /// Git does not know in whose name to commit.
    NoIdentity,
    /// Not the name of a branch.
    BadBranch(String),
    /// Neither a remote nor a path nor an address.
    NoRemote { remote: String, known: String },
    /// Somebody works on the branch.
    CheckedOut { branch: String, folder: PathBuf },
    /// The branch is one of sources.
    HoldsSources { branch: String, path: String },
    /// Sources that are not committed.
    Dirty(Vec<String>),
    /// The list of published files on the branch cannot be read.
    BadManifest { branch: String, line: usize },
    /// The site has a file that cannot be one.
    BadPath(String),
    /// Files of others are in the way.
    Conflicts(Vec<String>),
    /// Files that GitHub would not take.
    TooLarge(Vec<String>),
    /// The remote does not answer, or not as it should.
    Unreachable { remote: String, said: String },
    /// Somebody else changed the branch in the meantime.
    Moved { remote: String, branch: String },
    /// The remote does not want the commit.
    Declined {
        remote: String,
        reason: String,
        said: String,
    },
    /// Temporary files cannot be written.
    Disk(disk::Error),
}

impl Error {
    pub(super) fn git(args: &[&str], said: &str) -> Error {
        let is_setting = |word: &&&str| !word.starts_with("core.") && **word != "-c";
        let command = args.iter().find(is_setting).copied().unwrap_or_default();
        Error::GitFailed {
            command: command.to_owned(),
            said: without_secrets(said.trim()),
        }
    }

    pub(super) fn unreachable(target: &Target, said: &str) -> Error {
        Error::Unreachable {
            remote: target.shown(),
            said: without_secrets(said.trim()),
        }
    }

    pub(super) fn moved(target: &Target) -> Error {
        Error::Moved {
            remote: target.shown(),
            branch: target.branch.clone(),
        }
    }

    /// The message in both languages, with the help line where there is one.
    pub fn say(&self) -> Say {
        match self {
            Error::GitMissing => say!(
                "git が見つかりません\ngit を入れて、もう一度実行してください（https://git-scm.com/）。",
                "there is no git\nInstall git, then run this again (https://git-scm.com/)."
            ),
            Error::GitNotRun(source) => {
                say!(
                    "git を実行できません（{source}）",
                    "cannot run git: {source}"
                )
            }
            Error::GitTooOld { found, oldest } => say!(
                "git {found} は古すぎます。{oldest} 以上が必要です",
                "git {found} is too old; {oldest} or newer is needed"
            ),
            Error::GitFailed { command, said } => say!(
                "git {command} が失敗しました。何も公開していません\n{said}",
                "git {command} failed; nothing was published\n{said}"
            ),
            Error::NoFolder(root) => {
                let root = root.display();
                say!(
                    "フォルダー {root} がありません",
                    "there is no folder {root}"
                )
            }
            Error::NotARepository { root, said } => {
                let root = root.display();
                if said.contains("not a git repository") {
                    say!(
                        "{root} は git のリポジトリの中にありません\n`git init` のあと、サイトの元ファイルをコミットしてください。",
                        "{root} is not in a git repository\nRun `git init` and commit the sources of the site."
                    )
                } else {
                    say!(
                        "{root} のリポジトリを使えません\n{said}",
                        "the repository of {root} cannot be used\n{said}"
                    )
                }
            }
            Error::NoCommit { root } => {
                let root = root.display();
                say!(
                    "{root} のリポジトリにまだコミットがありません\nサイトの元ファイルをコミットしてから公開してください。",
                    "the repository of {root} has no commit yet\nCommit the sources of the site, then publish."
                )
            }
            Error::UnknownFormat(format) => say!(
                "リポジトリの形式 {format} には対応していません",
                "the object format {format} of the repository is not known"
            ),
            Error::NoIdentity => say!(
                "コミットの作成者の名前が設定されていません\n`git config user.name 名前` と `git config user.email アドレス` で設定してください。",
                "git does not know in whose name to commit\nSet it with `git config user.name NAME` and `git config user.email ADDRESS`."
            ),
            Error::BadBranch(branch) => say!(
                "「{branch}」はブランチの名前として使えません",
                "`{branch}` cannot be the name of a branch"
            ),
            Error::NoRemote { remote, known } => no_remote(remote, known),
            Error::CheckedOut { branch, folder } => {
                let folder = folder.display();
                say!(
                    "ブランチ {branch} は {folder} でチェックアウトされています。公開すると作業中のファイルと食い違うため、中止しました\n別のブランチを --branch で指定するか、そこで別のブランチに切り替えてください。",
                    "the branch {branch} is checked out in {folder}: publishing would move it under the files there\nName another branch with --branch, or switch to another one there."
                )
            }
            Error::HoldsSources { branch, path } => say!(
                "ブランチ {branch} にはサイトの元ファイル（{path}）があります。公開用のブランチではありません\n別のブランチを --branch で指定してください。",
                "the branch {branch} holds the sources of a site ({path}); it is not one to publish to\nName another branch with --branch."
            ),
            Error::Dirty(paths) => {
                let (count, names) = (paths.len(), list(paths));
                say!(
                    "コミットしていない元ファイルが{count}件あります。何も公開していません{names}\nコミットしてから公開するか、--allow-dirty を付けてください（その旨がコミットに残ります）。",
                    "{count} of the sources not committed; nothing was published{names}\nCommit them, or publish with --allow-dirty (the commit will say so)."
                )
            }
            Error::BadManifest { branch, line } => {
                let name = disk::MANIFEST;
                say!(
                    "ブランチ {branch} の {name} の {line} 行目が読めません。何も公開していません\nこのファイルは手で編集しないでください。元に戻してから、もう一度実行してください。",
                    "line {line} of {name} on the branch {branch} cannot be read; nothing was published\nDo not edit this file; restore it on the branch, then run this again."
                )
            }
            Error::BadPath(path) => say!(
                "出力先 `{path}` はファイル名として使えません",
                "`{path}` cannot be the path of a file of the site"
            ),
            Error::Conflicts(paths) => {
                let (count, names) = (paths.len(), list(paths));
                say!(
                    "tenken が書いたものではない{count}ファイルが、サイトのファイルを置く場所にあります。何も公開していません{names}\nブランチからこれらを除くか、別のブランチを --branch で指定してください。",
                    "{count} on the branch not written by tenken, where files of the site belong; nothing was published{names}\nRemove them from the branch, or name another branch with --branch."
                )
            }
            Error::TooLarge(paths) => {
                let names = list(paths);
                say!(
                    "GitHub は 100 MB を超えるファイルを受け付けません。何も公開していません{names}",
                    "GitHub takes no file of more than 100 MB; nothing was published{names}"
                )
            }
            Error::Unreachable { remote, said } => {
                let (ja, en) = (help(said).ja, help(said).en);
                say!(
                    "{remote} とやり取りできません。何も公開していません\n{said}{ja}",
                    "cannot work with {remote}; nothing was published\n{said}{en}"
                )
            }
            Error::Moved { remote, branch } => say!(
                "{remote} のブランチ {branch} が、この間にほかの人によって更新されました。何も公開していません\nもう一度実行すると、更新後のブランチに公開します。",
                "the branch {branch} of {remote} has been changed by somebody else in the meantime; nothing was published\nRun this again to publish after that change."
            ),
            Error::Declined {
                remote,
                reason,
                said,
            } => {
                let said = if said.is_empty() {
                    String::new()
                } else {
                    format!("\n{said}")
                };
                say!(
                    "{remote} が受け付けませんでした（{reason}）。何も公開していません{said}",
                    "{remote} declined ({reason}); nothing was published{said}"
                )
            }
            Error::Disk(error) => error.say(),
        }
    }
}

fn no_remote(remote: &str, known: &str) -> Say {
    let known = known.lines().collect::<Vec<_>>().join(", ");
    let (ja, en) = match known.as_str() {
        "" => (
            "リモートはまだありません。`git remote add origin アドレス` で加えるか、--remote . でこのリポジトリのブランチに公開してください。".to_owned(),
            "There are no remotes yet: add one with `git remote add origin ADDRESS`, or publish to a branch of this repository with --remote .".to_owned(),
        ),
        _ => (format!("あるリモート：{known}"), format!("The remotes are: {known}")),
    };
    say!(
        "「{remote}」というリモートもフォルダーもありません\n{ja}",
        "`{remote}` is neither a remote nor a folder\n{en}"
    )
}

/// What may help, by git's words.
fn help(said: &str) -> Say {
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if says(&[
        "could not read Username",
        "Authentication failed",
        "Permission denied",
        "403",
        "denied to",
    ]) {
        say!(
            "\nこのリポジトリに書き込む権限と、git の認証の設定（`git push` ができること）を確かめてください。",
            "\nMake sure that you may write to the repository, and that git is signed in (that `git push` works)."
        )
    } else if says(&[
        "Could not resolve",
        "unable to access",
        "Connection",
        "timed out",
    ]) {
        say!(
            "\nネットワークを確かめて、もう一度実行してください。",
            "\nCheck the network, then run this again."
        )
    } else {
        say!("", "")
    }
}

/// The first names, each on a line of its own.
fn list(names: &[String]) -> String {
    let mut text = String::new();
    for name in names.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(name);
    }
    if names.len() > SHOWN {
        text.push_str("\n  …");
    }
    text
}

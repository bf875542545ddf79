//! What can go wrong with files, always with the path.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Say;
use crate::say;

/// A problem with files or folders. `Display` is English; [`Error::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say().en)]
pub enum Error {
    /// The system refused an operation.
    Io {
        action: Action,
        path: PathBuf,
        source: io::Error,
    },
    /// There is no `content` folder.
    NotASite { root: PathBuf },
    /// A symbolic link leads out of the site's folder.
    LinkLeavesRoot { path: PathBuf, target: PathBuf },
    /// Something that is neither a file nor a folder, such as a pipe or a device.
    NotAFile { path: PathBuf },
    /// A file name that is not UTF-8.
    NameNotUtf8 { path: PathBuf },
    /// The output folder holds files that tenken did not write.
    ForeignFolder { path: PathBuf, example: String },
    /// A file that tenken did not write stands where a page belongs.
    Collision { path: PathBuf },
    /// Another tenken is publishing to the same folder.
    Locked { path: PathBuf, process: Option<u32> },
    /// The list of files in the output folder cannot be read.
    BadManifest { path: PathBuf, line: usize },
    /// A page with a path that would leave the output folder.
    BadPath { path: String },
    /// The output folder would hold the sources, or lie among them.
    OutputAmongSources { path: PathBuf },
    /// A folder that should be empty is not.
    NotEmpty { path: PathBuf },
    /// Something stands where a new snapshot belongs.
    Exists { path: PathBuf },
    /// Neither a bag nor a published site.
    NothingToVerify { path: PathBuf },
    /// A file that should be written exists with other bytes.
    Differs { path: PathBuf },
}

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Read,
    Write,
    Replace,
    Remove,
    Lock,
}

impl Action {
    fn say(self) -> Say {
        match self {
            Action::Read => say!("読めません", "cannot read"),
            Action::Write => say!("書けません", "cannot write"),
            Action::Replace => say!("置き換えられません", "cannot replace"),
            Action::Remove => say!("削除できません", "cannot remove"),
            Action::Lock => say!("ロックできません", "cannot lock"),
        }
    }
}

impl Error {
    /// An error of the system at a path.
    pub(super) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Io {
            action,
            path,
            source,
        }
    }

    /// The error that a sink gave: those of this room carry an [`Error`].
    pub fn of_sink(error: io::Error) -> Error {
        match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => Error::io(Action::Write, Path::new("."))(error),
        }
    }

    /// The message in both languages, with the help line where there is one.
    pub fn say(&self) -> Say {
        match self {
            Error::Io {
                action,
                path,
                source,
            } => {
                let (action, path) = (action.say(), path.display());
                let (ja, en) = (action.ja, action.en);
                say!("{path}: {ja}（{source}）", "{en} {path}: {source}")
            }
            Error::NotASite { root } => {
                let root = root.display();
                say!(
                    "{root} に content フォルダーがありません\n`tenken init {root}` で見本のサイトを作るか、--root で場所を指定してください。",
                    "{root} has no folder `content`\nStart a site with `tenken init {root}`, or name its folder with --root."
                )
            }
            Error::LinkLeavesRoot { path, target } => {
                let (path, target) = (path.display(), target.display());
                say!(
                    "{path} はサイトの外（{target}）へのシンボリックリンクです\nファイルをサイトの中に置いてください。",
                    "{path} is a symbolic link that leaves the site, to {target}\nPut the file inside the site."
                )
            }
            Error::NotAFile { path } => {
                let path = path.display();
                say!(
                    "{path} はファイルでもフォルダーでもありません",
                    "{path} is neither a file nor a folder"
                )
            }
            Error::NameNotUtf8 { path } => {
                let path = path.display();
                say!(
                    "{path} のファイル名が UTF-8 ではありません",
                    "the name of {path} is not UTF-8"
                )
            }
            Error::ForeignFolder { path, example } => {
                let path = path.display();
                say!(
                    "{path} には tenken が書いたものではないファイル（{example} など）があります。何も変更していません\n\
                     別のフォルダーを --out で指定するか、既存のファイルを残したまま公開するなら --force を付けてください。",
                    "{path} holds files that tenken did not write, such as {example}; nothing was changed\n\
                     Name another folder with --out, or publish beside these files with --force."
                )
            }
            Error::Collision { path } => {
                let path = path.display();
                say!(
                    "{path} は tenken が書いたものではありませんが、同じ場所にページを書く必要があります。何も変更していません\n\
                     そのファイルを移すか、ファイルなら --force で上書きしてください。",
                    "{path} was not written by tenken but stands where a page belongs; nothing was changed\n\
                     Move it away, or overwrite a file with --force."
                )
            }
            Error::Locked { path, process } => {
                let path = path.display();
                let (ja, en) = match process {
                    Some(id) => (format!("（プロセス {id}）"), format!(" (process {id})")),
                    None => (String::new(), String::new()),
                };
                say!(
                    "別の tenken{ja}が {path} に書き込んでいます\n終わるのを待って、もう一度実行してください。",
                    "another tenken{en} is publishing to {path}\nWait until it has finished, then run this again."
                )
            }
            Error::BadManifest { path, line } => {
                let path = path.display();
                say!(
                    "{path} の {line} 行目が読めません\nこのファイルは手で編集しないでください。削除してから --force を付けて公開すると作り直します。",
                    "line {line} of {path} cannot be read\nDo not edit this file; delete it and publish with --force to write it anew."
                )
            }
            Error::BadPath { path } => {
                say!(
                    "出力先 `{path}` はファイル名として使えません",
                    "`{path}` cannot be the path of a file of the site"
                )
            }
            Error::OutputAmongSources { path } => {
                let path = path.display();
                say!(
                    "{path} はサイトの元ファイルを含むか、その中にあるため、出力先にできません\n別のフォルダーを --out で指定してください。",
                    "{path} holds the sources of the site, or lies among them, and cannot be the output folder\nName another folder with --out."
                )
            }
            Error::Exists { path } => {
                let path = path.display();
                say!(
                    "{path} はすでにあります。上書きはしません",
                    "{path} exists already; it is never overwritten"
                )
            }
            Error::NothingToVerify { path } => {
                let path = path.display();
                say!(
                    "{path} は凍結版でも公開したサイトでもありません\n凍結版のフォルダーか .zip、`tenken build` の出力先、その中の archive/<年> を指定してください。",
                    "{path} is neither a snapshot nor a published site\nName the folder or .zip of a snapshot, an output folder of `tenken build`, or archive/<year> in one."
                )
            }
            Error::Differs { path } => {
                let path = path.display();
                say!(
                    "{path} はすでにあり、内容が違います。変更していません\n作り直すには、そのファイルを移すか削除してから、もう一度実行してください。",
                    "{path} exists and is different; it was left as it is\nTo write it anew, move it away or delete it, then run this again."
                )
            }
            Error::NotEmpty { path } => {
                let path = path.display();
                say!(
                    "{path} は空ではありません\n空のフォルダーを指定するか、--force を付けてください（既存のファイルは上書きしません）。",
                    "{path} is not empty\nName an empty folder, or add --force (files that exist are not overwritten)."
                )
            }
        }
    }
}

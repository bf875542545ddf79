//! Data that others publish → seed files. Pure: bytes in, texts of files and a report out; only `disk` opens and writes.

pub mod judgit;
mod keep;
mod payee;
pub mod report;
pub mod rs;
pub mod run;
pub mod sites;
mod sums;
mod tables;
pub mod told;
mod watch;
pub mod yaml;

use std::io;

use crate::diagnostic::Say;

/// Why nothing is imported, with the place in the file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file, without its folder.
    pub file: String,
    /// Line, counted from 1; the header is line 1.
    pub line: Option<u64>,
    pub message: Say,
    pub help: Option<Say>,
}

impl Problem {
    pub(crate) fn new(file: &str, line: Option<u64>, message: Say) -> Problem {
        Problem {
            file: file.to_owned(),
            line,
            message,
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: Say) -> Problem {
        self.help = Some(help);
        self
    }

    /// Place and message on one line, help on the next.
    pub fn say(&self) -> Say {
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        };
        let whole = |message: &str, help: Option<&String>| match help {
            Some(help) => format!("{place}: {message}\n{help}"),
            None => format!("{place}: {message}"),
        };
        let help = self.help.as_ref();
        Say {
            ja: whole(&self.message.ja, help.map(|help| &help.ja)),
            en: whole(&self.message.en, help.map(|help| &help.en)),
        }
    }
}

/// Where the cells of a column, or the values of a key, end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// In the seed file, under this key.
    In(&'static str),
    /// They say which row it is, or in which order rows stand.
    Key(&'static str),
    /// Nowhere, for this reason, in Japanese and English.
    Out(&'static str, &'static str),
}

/// A file to import: its name, and its bytes as they come.
pub struct Input {
    /// Name without its folder.
    pub name: String,
    pub bytes: Box<dyn io::Read + Send>,
}

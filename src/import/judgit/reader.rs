//! Reads files of one JSON object a line (NDJSON), some lines at a time.

use std::io::{BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

use super::json::Record;
use super::keys::SHEET;
use crate::diagnostic::Say;
use crate::import::report::{FileReport, Rows};
use crate::import::watch::encoding;
use crate::import::{Input, Problem};
use crate::say;

/// Bytes of a line above which something is wrong: the longest sheet has some hundred thousand.
const LONGEST_LINE: u64 = 1 << 24;

/// A file, as reports and sources name it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) name: String,
    /// Id of the file as a source document.
    pub(super) document: String,
}

/// A file being read.
pub(super) struct Lines {
    pub(super) file: Named,
    source: BufReader<Box<dyn Read + Send>>,
    hash: Sha256,
    line: u64,
    /// Sheets and entries of their lists.
    entries: u64,
}

/// A line that is not yet understood.
pub(super) struct Line {
    pub(super) number: u64,
    text: String,
}

/// A sheet with the line that it stands on.
pub(super) struct ReadSheet {
    pub(super) number: u64,
    pub(super) sheet: Record,
    pub(super) year: i16,
}

impl Named {
    /// Understands a line.
    pub(super) fn read(&self, line: &Line) -> Result<ReadSheet, Problem> {
        let sheet = Record::read(&line.text, SHEET, "").map_err(|wrong| {
            let mut problem = self.problem(line.number, wrong.message);
            problem.help = wrong.help;
            problem
        })?;
        let Some(year) = sheet.year("公開年度") else {
            let year = sheet.text("公開年度").to_owned();
            let message = say!("公開年度が {year} です", "公開年度 is {year}");
            return Err(self.problem(line.number, message));
        };
        Ok(ReadSheet {
            number: line.number,
            sheet,
            year,
        })
    }

    pub(super) fn problem(&self, line: u64, message: Say) -> Problem {
        Problem::new(&self.name, Some(line), message)
    }
}

impl Lines {
    /// Begins to read files. No two may be called alike.
    pub(super) fn open(inputs: Vec<Input>) -> Result<Vec<Lines>, Problem> {
        let mut files: Vec<Lines> = Vec::new();
        for input in inputs {
            let document = document(&input.name);
            let other = files.iter().find(|lines| lines.file.document == document);
            if let Some(other) = other {
                let other = &other.file.name;
                return Err(Problem::new(
                    &input.name,
                    None,
                    say!(
                        "もう一つのファイル {other} と名前が紛らわしく、出典として区別できません",
                        "the name is too much like that of {other} to tell the two apart as sources"
                    ),
                )
                .help(say!("名前を変えてください", "call one of them otherwise")));
            }
            files.push(Lines {
                file: Named {
                    name: input.name,
                    document,
                },
                source: BufReader::new(input.bytes),
                hash: Sha256::new(),
                line: 0,
                entries: 0,
            });
        }
        Ok(files)
    }

    /// The next line that is not blank; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Line>, Problem> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = self.source.by_ref().take(LONGEST_LINE + 1);
            let count = limited.read_until(b'\n', &mut bytes);
            self.line += 1;
            let count = count.map_err(|error| {
                self.file.problem(
                    self.line,
                    say!("読めません：{error}", "cannot be read: {error}"),
                )
            })?;
            if count == 0 {
                return Ok(None);
            }
            self.hash.update(&bytes);
            if count as u64 > LONGEST_LINE {
                let message = say!("行が長すぎます", "the line is too long");
                return Err(self.file.problem(self.line, message).help(say!(
                    "一つのシートを一行に書いた NDJSON にしてください",
                    "write NDJSON, one sheet a line"
                )));
            }
            let text = self.text(bytes)?;
            if !text.trim().is_empty() {
                return Ok(Some(Line {
                    number: self.line,
                    text,
                }));
            }
        }
    }

    fn text(&self, bytes: Vec<u8>) -> Result<String, Problem> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let found = encoding(error.as_bytes(), "公開年度").unwrap_or_default();
            let message = match found.as_str() {
                "?" | "" => say!("UTF-8 ではない文字があります", "this is not UTF-8"),
                found => say!(
                    "文字コードが UTF-8 ではなく {found} です",
                    "the file is encoded in {found}, not in UTF-8"
                ),
            };
            self.file.problem(self.line, message)
        })?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) if self.line == 1 => rest.to_owned(),
            _ => text,
        })
    }

    pub(super) fn count(&mut self, entries: u64) {
        self.entries += entries;
    }

    /// SHA-256 of what was read.
    pub(super) fn sha256(&self) -> String {
        let digest = self.hash.clone().finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn report(&self) -> FileReport {
        FileReport {
            number: self.file.document.clone().into(),
            rows_are: Rows::Entries,
            name: self.file.name.clone(),
            sha256: self.sha256(),
            rows: self.entries,
            used: 0,
            left: Default::default(),
            remarks: Default::default(),
            last: None,
            absent: 0,
        }
    }
}

/// Id of a file as a source document: its name without ending, in lower-case letters, digits and hyphens.
fn document(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words: Vec<String> = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.first().is_none_or(|word| word != "judgit") {
        words.insert(0, "judgit".to_owned());
    }
    words.join("-")
}

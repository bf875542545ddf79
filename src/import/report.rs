//! The closing report of an import: what was read, what became of every row, and whether sums agree.

use std::collections::BTreeMap;

use crate::diagnostic::Say;
use crate::say;

/// Why a row, or something in it, is not in the seed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing stands behind the columns that all files share.
    Blank,
    /// A cell is not of its column's kind.
    Unreadable,
    /// Neither an amount nor a contract (5-1, 5-2, 5-4).
    NoContent,
    /// The budget year has a row of totals already (2-1).
    SecondTotal,
    /// Another row of the project says the same with other words (1-2).
    Contradicts,
    /// The block is not named by letters (5-1, 5-2).
    BadBlock,
    /// The activity, output or outcome has no kind that is known (3-1, 3-2).
    BadNode,
    /// The payment is not of the year before the sheet's (JUDGIT!).
    OtherYear,
    /// The line links sheets that are not there (crosswalk).
    NotHere,
    /// The mapping says that the row is no project (spreadsheet).
    Skipped,
}

impl Reason {
    /// Name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Blank => "blank",
            Reason::Unreadable => "unreadable",
            Reason::NoContent => "no_content",
            Reason::SecondTotal => "second_total",
            Reason::Contradicts => "contradicts",
            Reason::BadBlock => "bad_block",
            Reason::BadNode => "bad_node",
            Reason::OtherYear => "other_year",
            Reason::NotHere => "not_here",
            Reason::Skipped => "skipped",
        }
    }

    /// True for what the published form has by design; the rest somebody should look at.
    pub fn is_usual(self) -> bool {
        matches!(
            self,
            Reason::Blank | Reason::NoContent | Reason::NotHere | Reason::Skipped
        )
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Reason::Blank => say!(
                "共通の13列のほかは空欄",
                "nothing but the thirteen shared columns"
            ),
            Reason::Unreadable => say!(
                "数値などの欄に読めない値がある",
                "a cell that should hold a number or the like cannot be read"
            ),
            Reason::NoContent => say!("金額も契約の記載もない", "neither an amount nor a contract"),
            Reason::SecondTotal => say!(
                "同じ予算年度の合計行が二つある",
                "a second row of totals of one budget year"
            ),
            Reason::Contradicts => say!(
                "同じ事業のほかの行と内容が食い違う",
                "contradicts another row of the same project"
            ),
            Reason::BadBlock => say!(
                "支出先ブロックが英字ではない",
                "the block of payees is not named by letters"
            ),
            Reason::BadNode => say!(
                "アクティビティ・アウトプット・アウトカムのいずれでもない",
                "neither activity, output nor outcome"
            ),
            Reason::OtherYear => say!(
                "支出の年度が、シートの公開年度の前年度ではない",
                "a payment of another year than the one before the sheet's"
            ),
            Reason::NotHere => say!(
                "対応するシートの一方または両方が、取り込み先にない",
                "one or both of the sheets that it links are not there"
            ),
            Reason::Skipped => say!(
                "対応づけの skip に書かれた行",
                "rows that the mapping says to skip"
            ),
        }
    }
}

/// What is in the seed files, but not as it stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// A corporate number without its check digit: kept as a remark of the payee.
    CorporateNumber,
    /// A word that the vocabulary of the seed files lacks: the row stands without it.
    UnknownWord,
    /// Rows of the accounts that are zero in all years are left out.
    ZeroRow,
    /// Zero by construction, because the year had not ended: written as not yet known.
    NotYetKnown,
    /// The shared columns say something else than in file 1-1, or the first file there is.
    OtherPrefix,
    /// No row of totals for the budget year, though it has rows of accounts.
    NoTotal,
    /// The sheet names a past sheet that is not there, or is none of an earlier year: told, but not linked.
    NoPast,
    /// The seed file has a lineage that people wrote, which is used alone.
    OwnLineage,
    /// The cell is a formula: its result as it was saved is used (spreadsheet).
    Formula,
    /// The sheet is hidden, and was read all the same (spreadsheet).
    HiddenSheet,
}

impl Remark {
    /// Name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Remark::CorporateNumber => "corporate_number",
            Remark::UnknownWord => "unknown_word",
            Remark::ZeroRow => "zero_row",
            Remark::NotYetKnown => "not_yet_known",
            Remark::OtherPrefix => "other_prefix",
            Remark::NoTotal => "no_total",
            Remark::NoPast => "no_past",
            Remark::OwnLineage => "own_lineage",
            Remark::Formula => "formula",
            Remark::HiddenSheet => "hidden_sheet",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Remark::CorporateNumber => say!(
                "検査数字の合わない法人番号を、番号とせず注に書いた",
                "corporate numbers with a wrong check digit, kept as remarks"
            ),
            Remark::UnknownWord => say!(
                "知らない区分の語を除いた",
                "words outside the known vocabulary, left out"
            ),
            Remark::ZeroRow => say!(
                "会計別の表で、全年度が0の行を除いた",
                "rows of account tables that are 0 in all years, left out"
            ),
            Remark::NotYetKnown => say!(
                "年度途中のため0とされている執行額などを「未確定」とした",
                "0 only because the year had not ended, written as not yet known"
            ),
            Remark::OtherPrefix => say!(
                "組織などの共通列が、最初のファイルと違う（最初のものを使った）",
                "shared columns that differ from the first file's, which were used"
            ),
            Remark::NoTotal => say!(
                "合計行のない予算年度の会計別の行",
                "rows of accounts of a budget year without totals"
            ),
            Remark::NoPast => say!(
                "関連する過去のシートが取り込み先にないため、番号だけを示した",
                "past sheets that are not there: their numbers are told, but nothing is linked"
            ),
            Remark::OwnLineage => say!(
                "手で書かれた lineage があるため、取り込みでは書かなかった",
                "files with a lineage that people wrote, which was used alone"
            ),
            Remark::Formula => say!(
                "数式のセルは、保存されていた計算結果を使った",
                "cells with a formula, whose result as saved was used"
            ),
            Remark::HiddenSheet => say!(
                "非表示のシートを読んだ",
                "the sheet is hidden, and was read all the same"
            ),
        }
    }
}

/// How often something was met, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    pub count: u64,
    /// The first lines, at most `FIRST`.
    pub first: Vec<u64>,
}

/// How many lines are named.
const FIRST: usize = 5;

impl Places {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < FIRST {
            self.first.push(line);
        }
    }
}

/// Short name of a file.
pub type Name = std::borrow::Cow<'static, str>;

/// What is counted as a row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Its rows; the other files have rows of the same projects.
    Rows,
    /// Its rows, with no other file beside it.
    Alone,
    /// Its sheets, and the entries of their lists.
    Entries,
}

/// What became of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// Short name, as in `2-1`.
    pub number: Name,
    pub name: String,
    pub sha256: String,
    /// Rows without the header.
    pub rows: u64,
    /// Rows that are in the seed files.
    pub used: u64,
    pub left: BTreeMap<Reason, Places>,
    pub remarks: BTreeMap<Remark, Places>,
    /// What the rows are.
    pub rows_are: Rows,
    /// The last project of the file, where files are read side by side.
    pub last: Option<u32>,
    /// Projects of other files that have no row here, where files are read side by side.
    pub absent: u64,
}

/// What became of the rows of one project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    used: BTreeMap<Name, i64>,
    left: Vec<(Name, u64, Reason)>,
    remarks: Vec<(Name, u64, Remark)>,
}

impl Marks {
    pub(super) fn used(&mut self, file: impl Into<Name>) {
        *self.used.entry(file.into()).or_default() += 1;
    }

    /// A row that is left out from the start.
    pub(super) fn left(&mut self, file: impl Into<Name>, line: u64, reason: Reason) {
        self.left.push((file.into(), line, reason));
    }

    /// A row that was taken for used and is left out after all.
    pub(super) fn leave(&mut self, file: impl Into<Name>, line: u64, reason: Reason) {
        let file = file.into();
        *self.used.entry(file.clone()).or_default() -= 1;
        self.left(file, line, reason);
    }

    pub(super) fn remark(&mut self, file: impl Into<Name>, line: u64, remark: Remark) {
        self.remarks.push((file.into(), line, remark));
    }
}

/// What became of the rows of all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    files: BTreeMap<Name, Counted>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Counted {
    used: u64,
    left: BTreeMap<Reason, Places>,
    remarks: BTreeMap<Remark, Places>,
    projects: u64,
}

impl Tally {
    /// Adds what became of the rows of a project; projects come in order.
    pub fn add(&mut self, marks: &Marks) {
        let mut seen = std::collections::BTreeSet::new();
        for (file, count) in &marks.used {
            let counted = self.files.entry(file.clone()).or_default();
            counted.used += u64::try_from(*count).unwrap_or(0);
            seen.insert(file);
        }
        for (file, line, reason) in &marks.left {
            let counted = self.files.entry(file.clone()).or_default();
            counted.left.entry(*reason).or_default().add(*line);
            seen.insert(file);
        }
        for (file, line, remark) in &marks.remarks {
            let counted = self.files.entry(file.clone()).or_default();
            counted.remarks.entry(*remark).or_default().add(*line);
        }
        for file in seen {
            self.files.entry(file.clone()).or_default().projects += 1;
        }
    }

    /// Completes the report of a file.
    pub fn complete(&self, mut report: FileReport, projects: u64) -> FileReport {
        if let Some(counted) = self.files.get(&report.number) {
            report.used = counted.used;
            report.left = counted.left.clone();
            report.remarks = counted.remarks.clone();
            report.absent = projects.saturating_sub(counted.projects);
        } else {
            report.absent = projects;
        }
        report
    }
}

//! Reads the files row by row, all of one project together: files are sorted by project, so that a merge of them never holds
//! more than one project.

use std::collections::BTreeMap;

use super::columns::{Column, FILES, File, OTHER_NAMES, PREFIX};
use super::row::Row;
use crate::diagnostic::Say;
use crate::import::report::{FileReport, Rows};
use crate::import::watch::{Watch, encoding};
use crate::import::{Input, Problem};
use crate::say;
use crate::suggest;

/// Rows of one project, by file in the order of [`FILES`].
#[derive(Debug, Clone)]
pub struct Sheets {
    /// Project id (予算事業ID).
    pub id: u32,
    /// Fiscal year of the sheets (事業年度).
    pub year: i16,
    /// Years that the columns of the file of results are named by.
    pub(super) years: Vec<i16>,
    pub(super) rows: Vec<Vec<Row>>,
}

impl Sheets {
    /// The rows of the file with a number such as `2-1`.
    pub(super) fn of(&self, number: &str) -> &[Row] {
        let at = FILES.iter().position(|file| file.number == number);
        at.and_then(|at| self.rows.get(at))
            .map_or(&[], Vec::as_slice)
    }

    /// The first row of the project, with its file.
    pub(super) fn first(&self) -> Option<(&'static File, &Row)> {
        let files = FILES.iter().zip(&self.rows);
        files
            .filter_map(|(file, rows)| Some((file, rows.first()?)))
            .next()
    }
}

/// The files of one year, opened.
pub struct Reader {
    /// By place in [`FILES`]; absent where a file is not at hand.
    files: Vec<Option<Source>>,
    /// Names that are none of the fifteen.
    pub unknown: Vec<String>,
    year: Option<i16>,
}

/// A file being read.
struct Source {
    name: String,
    file: &'static File,
    csv: csv::Reader<Watch>,
    /// The row behind those given out, with its project.
    next: Option<(u32, Row)>,
    last: Option<u32>,
    rows: u64,
    columns: Vec<String>,
}

impl Reader {
    /// Opens files: which of the fifteen each is, its encoding, its header.
    ///
    /// # Errors
    /// Two files of one number; an encoding that is not UTF-8; a header that is not the official one; no file at all.
    pub fn open(inputs: Vec<Input>) -> Result<Reader, Problem> {
        let mut files: Vec<Option<Source>> = FILES.iter().map(|_| None).collect();
        let mut unknown = Vec::new();
        for input in inputs {
            let number = input.name.split('_').next().unwrap_or_default();
            let Some(at) = FILES.iter().position(|file| file.number == number) else {
                unknown.push(input.name);
                continue;
            };
            if let Some(other) = &files[at] {
                let other = &other.name;
                return Err(Problem::new(
                    &input.name,
                    None,
                    say!(
                        "{number} のファイルが二つあります（もう一つは {other}）",
                        "there are two files {number}; the other is {other}"
                    ),
                )
                .help(say!("どちらかを除いてください", "leave one of them out")));
            }
            files[at] = Some(Source::open(input, &FILES[at])?);
        }
        let mut reader = Reader {
            files,
            unknown,
            year: None,
        };
        if reader.files.iter().all(Option::is_none) {
            return Err(Problem::new(
                "*.csv",
                None,
                say!(
                    "レビューシートの CSV がありません",
                    "there is no CSV file of review sheets"
                ),
            )
            .help(say!(
                "「1-2_RS_2024_….csv」のような名前のファイルを置いたフォルダーを指定してください",
                "name a folder with files such as `1-2_RS_2024_….csv`"
            )));
        }
        for source in reader.files.iter_mut().flatten() {
            source.advance(&mut reader.year)?;
        }
        Ok(reader)
    }

    /// The fiscal year of the sheets.
    pub fn year(&self) -> Option<i16> {
        self.year
    }

    /// Numbers and titles of the files that are not at hand.
    pub fn missing(&self) -> Vec<&'static File> {
        let files = FILES.iter().zip(&self.files);
        files
            .filter_map(|(file, source)| source.is_none().then_some(file))
            .collect()
    }

    /// The next project; nothing at the end of all files.
    ///
    /// # Errors
    /// A row that cannot be read, is not of the same year, or whose project does not follow the one before.
    pub fn project(&mut self) -> Result<Option<Sheets>, Problem> {
        let heads = self.files.iter().flatten();
        let Some(id) = heads
            .filter_map(|source| source.next.as_ref().map(|(id, _)| *id))
            .min()
        else {
            return Ok(None);
        };
        let mut rows = Vec::with_capacity(FILES.len());
        for source in &mut self.files {
            rows.push(match source {
                Some(source) => source.take(id, &mut self.year)?,
                None => Vec::new(),
            });
        }
        self.same_name(&rows, id)?;
        Ok(Some(Sheets {
            id,
            year: self.year.unwrap_or_default(),
            years: self.years(),
            rows,
        }))
    }

    /// One id is one project: rows that name it otherwise belong to something else.
    fn same_name(&self, rows: &[Vec<Row>], id: u32) -> Result<(), Problem> {
        let mut known: Option<(&str, &Row)> = None;
        for (source, rows) in self.files.iter().zip(rows) {
            let Some(source) = source else { continue };
            for row in rows {
                let name = row.prefix("事業名");
                let Some((first, other)) = known else {
                    known = Some((&source.name, row));
                    continue;
                };
                let expected = other.prefix("事業名");
                if name != expected {
                    let line = other.line;
                    return Err(Problem::new(
                        &source.name,
                        Some(row.line),
                        say!(
                            "予算事業ID {id} が「{name}」ですが、{first}:{line} では「{expected}」です",
                            "project {id} is `{name}` here, but `{expected}` in {first}:{line}"
                        ),
                    )
                    .help(say!(
                        "同じ ID が二つの事業に使われています。元のファイルを確かめてください",
                        "one id is used for two projects: check the files"
                    )));
                }
            }
        }
        Ok(())
    }

    /// What was read of each file, once everything is.
    pub fn reports(&self) -> Vec<FileReport> {
        let sources = self.files.iter().flatten();
        sources.map(Source::report).collect()
    }
}

impl Source {
    fn open(input: Input, file: &'static File) -> Result<Source, Problem> {
        let name = input.name;
        let (watch, head) = Watch::over(input.bytes).map_err(|error| unreadable(&name, &error))?;
        if let Some(found) = encoding(&head, "予算事業ID") {
            return Err(Problem::new(
                &name,
                Some(1),
                say!(
                    "文字コードが UTF-8 ではなく {found} です",
                    "the file is encoded in {found}, not in UTF-8"
                ),
            )
            .help(say!(
                "公式の CSV は UTF-8 です。表計算ソフトで保存し直したものなら、ダウンロードし直してください",
                "the official CSV files are UTF-8; where a spreadsheet saved it anew, download it again"
            )));
        }
        let mut csv = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            // Lines are counted right only where a row ends with the byte that ends the line.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(watch);
        let mut header = csv::StringRecord::new();
        csv.read_record(&mut header)
            .map_err(|error| broken(&name, &csv, &error))?;
        let header = without_return(header);
        let columns: Vec<String> = header.iter().map(str::to_owned).collect();
        check_header(&name, file, &columns)?;
        Ok(Source {
            name,
            file,
            csv,
            next: None,
            last: None,
            rows: 0,
            columns,
        })
    }

    /// Reads the next row.
    fn advance(&mut self, year: &mut Option<i16>) -> Result<(), Problem> {
        let mut cells = csv::StringRecord::new();
        let is_row = self
            .csv
            .read_record(&mut cells)
            .map_err(|error| broken(&self.name, &self.csv, &error))?;
        if !is_row {
            self.next = None;
            let watch = self.csv.get_ref();
            return match watch.torn() {
                Some(line) => Err(self.cut(line)),
                None => Ok(()),
            };
        }
        let line = cells.position().map_or(0, csv::Position::line);
        let cells = without_return(cells);
        if cells.len() != self.columns.len() {
            let (found, wanted) = (cells.len(), self.columns.len());
            let message = say!(
                "セルが{found}個ありますが、列は{wanted}個です",
                "{found} cells for {wanted} columns"
            );
            return Err(self.problem(line, message).help(say!(
                "行の途中で切れたファイルか、引用符が閉じていない行です。ダウンロードし直してください",
                "the file is cut off, or a quotation mark is not closed: download it again"
            )));
        }
        let row = Row { line, cells };
        let id = self.id(&row)?;
        self.check_prefix(&row, year)?;
        self.rows += 1;
        self.next = Some((id, row));
        Ok(())
    }

    fn take(&mut self, id: u32, year: &mut Option<i16>) -> Result<Vec<Row>, Problem> {
        let mut rows = Vec::new();
        while let Some((_, row)) = self.next.take_if(|(next, _)| *next == id) {
            rows.push(row);
            self.advance(year)?;
        }
        if !rows.is_empty() {
            self.last = Some(id);
        }
        if let (Some((next, row)), Some(last)) = (&self.next, self.last)
            && *next < last
        {
            let message = say!(
                "予算事業ID {next} が {last} より後にあります",
                "project {next} stands behind project {last}"
            );
            return Err(self.problem(row.line, message).help(say!(
                "行は予算事業ID の順に、一つの事業ごとに続いている必要があります。並べ替えずに使ってください",
                "rows have to be in the order of ids, all of one project together: use the file as it was published"
            )));
        }
        Ok(rows)
    }

    /// The id, which becomes the name of a file: digits, and nothing else.
    fn id(&self, row: &Row) -> Result<u32, Problem> {
        let text = row.prefix("予算事業ID");
        let digits = text.trim();
        let is_id = !digits.is_empty()
            && digits.len() <= 9
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        let id = is_id.then(|| digits.parse().ok()).flatten();
        id.ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            let message = say!(
                "予算事業ID「{shown}」は番号ではありません",
                "`{shown}` is not the number of a project"
            );
            self.problem(row.line, message)
        })
    }

    fn check_prefix(&self, row: &Row, year: &mut Option<i16>) -> Result<(), Problem> {
        let kind = row.prefix("シート種別");
        if kind != "レビューシート" {
            return Err(self
                .problem(
                    row.line,
                    say!(
                        "シート種別が「{kind}」です",
                        "the kind of sheet is `{kind}`"
                    ),
                )
                .help(say!(
                    "取り込めるのは「レビューシート」だけです",
                    "only レビューシート can be imported"
                )));
        }
        let text = row.prefix("事業年度");
        let found = text.trim().parse::<i16>().ok();
        match (found, *year) {
            (Some(found), None) => *year = Some(found),
            (Some(found), Some(known)) if found == known => {}
            _ => {
                let known = year.map_or_else(String::new, |year| year.to_string());
                let message = say!(
                    "事業年度が「{text}」です（ほかの行は {known}）",
                    "the fiscal year is `{text}`, and {known} in other rows"
                );
                return Err(self.problem(row.line, message));
            }
        }
        Ok(())
    }

    fn problem(&self, line: u64, message: Say) -> Problem {
        Problem::new(&self.name, Some(line), message)
    }

    fn cut(&self, line: u64) -> Problem {
        let message = say!(
            "ファイルが行の途中で終わっています",
            "the file ends in the middle of a row"
        );
        self.problem(line, message)
            .help(say!("ダウンロードし直してください", "download it again"))
    }

    fn report(&self) -> FileReport {
        let watch = self.csv.get_ref();
        FileReport {
            number: self.file.number.into(),
            rows_are: Rows::Rows,
            name: self.name.clone(),
            sha256: watch.sha256(),
            rows: self.rows,
            last: self.last,
            used: 0,
            left: BTreeMap::new(),
            remarks: BTreeMap::new(),
            absent: 0,
        }
    }
}

/// The row without the carriage return of its line ending.
fn without_return(mut row: csv::StringRecord) -> csv::StringRecord {
    let last = row.len().saturating_sub(1);
    if let Some(text) = row.get(last).and_then(|text| text.strip_suffix('\r')) {
        let text = text.to_owned();
        row.truncate(last);
        row.push_field(&text);
    }
    row
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        name,
        None,
        say!("読めません（{error}）", "cannot be read ({error})"),
    )
}

/// What the CSV reader refused: bytes that are no UTF-8, a cell that is too long, an error of the disk.
fn broken(name: &str, csv: &csv::Reader<Watch>, error: &csv::Error) -> Problem {
    let line = error
        .position()
        .map_or_else(|| csv.position().line(), csv::Position::line);
    if let Some((line, limit)) = csv.get_ref().too_long() {
        return Problem::new(
            name,
            Some(line),
            say!(
                "ここから始まるセルが {limit} バイトを超えています",
                "the cell that begins here is longer than {limit} bytes"
            ),
        )
        .help(say!(
            "引用符が閉じていないか、CSV ではないファイルです",
            "a quotation mark is not closed, or this is no CSV file"
        ));
    }
    match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => {
            let column = err.field() + 1;
            Problem::new(
                name,
                Some(line),
                say!(
                    "{column} 列目に UTF-8 ではない文字があります",
                    "column {column} holds bytes that are not UTF-8"
                ),
            )
        }
        csv::ErrorKind::Io(error) => unreadable(name, error),
        _ => Problem::new(
            name,
            Some(line),
            say!(
                "CSV として読めません（{error}）",
                "not readable as CSV ({error})"
            ),
        ),
    }
}

/// The name of a column as it is compared: widths, dashes and spaces of the official headers vary.
pub(super) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'ー' | '‐' | '‑' | '–' | '—' | '―' | '−' | '─' => '-',
            c => c,
        })
        .collect()
}

/// The names of the columns of a file, in order; years are not among them.
fn expected(file: &File) -> Vec<&'static str> {
    let prefix = PREFIX.iter().map(|column| {
        let other = OTHER_NAMES.iter().find(|(name, _)| *name == column.name);
        match other {
            Some((_, other)) if file.number == "1-1" => other,
            _ => column.name,
        }
    });
    prefix
        .chain(file.own.iter().map(|column: &Column| column.name))
        .collect()
}

fn check_header(name: &str, file: &File, columns: &[String]) -> Result<(), Problem> {
    let wanted = expected(file);
    let known: Vec<String> = wanted.iter().map(|name| folded(name)).collect();
    let found: Vec<String> = columns.iter().map(|name| folded(name)).collect();
    let problem = |message: Say| Problem::new(name, Some(1), message);
    for (at, column) in found.iter().enumerate() {
        let number = at + 1;
        let is_year = at >= known.len() && file.has_years && is_year(column);
        if is_year || known.get(at) == Some(column) {
            continue;
        }
        let printed = &columns[at];
        let Some(place) = known.iter().position(|name| name == column) else {
            let of = file.number;
            let mut problem = problem(say!(
                "{number} 列目の「{printed}」は {of} の列ではありません",
                "column {number}, `{printed}`, is no column of file {of}"
            ));
            problem.help = suggest::suggest(printed, wanted.iter().copied());
            return Err(problem);
        };
        let usual = place + 1;
        let missing = wanted
            .iter()
            .zip(&known)
            .find(|(_, name)| !found.contains(name));
        return Err(match missing {
            Some((missing, _)) => problem(say!(
                "列「{missing}」がありません",
                "there is no column `{missing}`"
            )),
            None => problem(say!(
                "列「{printed}」が {number} 列目にありますが、{usual} 列目のはずです",
                "column `{printed}` is number {number}; it should be number {usual}"
            )),
        }
        .help(say!(
            "列の順番を変えず、公開されたままのファイルを使ってください",
            "use the file as it was published, with its columns in their order"
        )));
    }
    match wanted.get(found.len()) {
        Some(missing) => Err(problem(say!(
            "列「{missing}」がありません",
            "there is no column `{missing}`"
        ))),
        None => Ok(()),
    }
}

fn is_year(column: &str) -> bool {
    column.len() == 4 && column.bytes().all(|b| b.is_ascii_digit())
}

impl Reader {
    /// Years that the columns of the file of results are named by, in order.
    pub(super) fn years(&self) -> Vec<i16> {
        let source = FILES.iter().position(|file| file.has_years);
        let source = source.and_then(|at| self.files[at].as_ref());
        let columns = source.map_or(&[][..], |source| &source.columns);
        let own = FILES
            .iter()
            .find(|file| file.has_years)
            .map_or(0, |f| f.own.len());
        columns
            .iter()
            .skip(PREFIX.len() + own)
            .filter_map(|name| folded(name).parse().ok())
            .collect()
    }
}

//! The tools of resolving one file: where a value stands, what was wrong, which source it cites.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::{self, ReadCell};
use super::scalar::{At, Scalar, YearKey};
use crate::diagnostic::{DataPath, Diagnostic, Place, RuleId, Say, Step};
use crate::model::dataset::Document;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Figure, Mark, Missing, Reading, Unit};
use crate::say;

/// A place in a file as a chain of steps; cheap to extend, turned into a [`DataPath`] only when something is wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'a> {
    parent: Option<&'a Here<'a>>,
    step: Option<HereStep<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum HereStep<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Here<'a> {
    pub(crate) const ROOT: Here<'static> = Here {
        parent: None,
        step: None,
    };

    pub(crate) fn key(&'a self, key: &'a str) -> Here<'a> {
        Here {
            parent: Some(self),
            step: Some(HereStep::Key(key)),
        }
    }
    pub(crate) fn index(&'a self, index: usize) -> Here<'a> {
        Here {
            parent: Some(self),
            step: Some(HereStep::Index(index)),
        }
    }
    fn path(&self) -> DataPath {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(Here { parent, step }) = here {
            match step {
                Some(HereStep::Key(key)) => steps.push(Step::Key((*key).to_owned())),
                Some(HereStep::Index(index)) => steps.push(Step::Index(*index)),
                None => {}
            }
            here = *parent;
        }
        steps.reverse();
        DataPath(steps)
    }
}

/// Resolves the values of one file.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a str,
    documents: &'a BTreeMap<String, Document>,
    /// The document cited where no other is named.
    source: Arc<str>,
    /// The citation used where a value has none of its own: the entity's.
    fallback: Citation,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Status that a column gives to its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnStatus {
    Settled,
    Provisional,
    Planned,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        file: &'a str,
        documents: &'a BTreeMap<String, Document>,
        source: &str,
    ) -> Self {
        let known = documents.contains_key(source);
        let source: Arc<str> = source.into();
        let fallback = Citation {
            document: Arc::clone(&source),
            lines: None,
        };
        let mut reader = Reader {
            file,
            documents,
            source: Arc::clone(&source),
            fallback,
            diagnostics: Vec::new(),
        };
        if !known {
            reader.unknown_document(&Here::ROOT.key("source"), &source);
        }
        reader
    }

    /// Sets the entity's own citation, used where a value names no line.
    pub(crate) fn set_fallback(&mut self, at: &At) -> Citation {
        let citation = self.cite(at, &Here::ROOT.key("at"));
        self.fallback = citation.clone();
        citation
    }

    pub(crate) fn report(
        &mut self,
        rule: RuleId,
        here: &Here<'_>,
        message: Say,
        help: Option<Say>,
    ) {
        let mut diagnostic = Diagnostic::new(rule, self.file, Place::Path(here.path()), message);
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    fn unknown_document(&mut self, here: &Here<'_>, id: &str) {
        let known = self
            .documents
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        self.report(
            RuleId::UnknownReference,
            here,
            say!(
                "出典資料「{id}」は sources.yaml にありません",
                "source document `{id}` is not in sources.yaml"
            ),
            Some(say!(
                "sources.yaml にある id を書いてください：{known}",
                "use an id of sources.yaml: {known}"
            )),
        );
    }

    /// The citation of `at`, or the entity's where there is none.
    pub(crate) fn cite(&mut self, at: &At, here: &Here<'_>) -> Citation {
        match at {
            At::None => self.fallback.clone(),
            At::One(place) => self.place(place, here),
            At::Each(places) => {
                let cited: Vec<_> = places
                    .iter()
                    .filter(|p| !p.is_empty())
                    .map(|place| self.place(place, here))
                    .collect();
                span(&cited).unwrap_or_else(|| self.fallback.clone())
            }
        }
    }

    /// The citation of one column.
    pub(crate) fn cite_column(&mut self, at: &At, column: usize, here: &Here<'_>) -> Citation {
        match at {
            At::Each(places) => match places.get(column).filter(|place| !place.is_empty()) {
                Some(place) => self.place(place, &here.index(column)),
                None => self.fallback.clone(),
            },
            _ => self.cite(at, here),
        }
    }

    /// The citation of an optional single line.
    pub(crate) fn cite_line(&mut self, line: Option<u32>, at: &At, here: &Here<'_>) -> Citation {
        match line {
            Some(line) => self.place(&line.to_string(), here),
            None => self.cite(at, here),
        }
    }

    fn place(&mut self, place: &str, here: &Here<'_>) -> Citation {
        let (document, range) = place.split_once(':').unwrap_or((&self.source, place));
        let document = match *document == *self.source {
            true => Arc::clone(&self.source),
            false => document.into(),
        };
        let lines = parse_range(range);
        match (self.documents.get(&*document), lines) {
            (None, _) if document != self.source => self.unknown_document(here, &document),
            (Some(known), Some((_, last)))
                if !known.lines.is_empty() && last as usize > known.lines.len() =>
            {
                let count = known.lines.len();
                self.report(
                    RuleId::BadCitation,
                    here,
                    say!(
                        "{last}行は資料「{document}」の末尾（{count}行）より後です",
                        "line {last} is beyond the end of `{document}` ({count} lines)"
                    ),
                    None,
                );
            }
            (_, None) => self.report(
                RuleId::BadCitation,
                here,
                say!(
                    "「{place}」は出典の行として読めません",
                    "`{place}` is not a place in a source"
                ),
                Some(say!(
                    "1532、\"1532-1534\"、\"資料のid:12\" の形で書いてください",
                    "write 1532, \"1532-1534\" or \"document:12\""
                )),
            ),
            _ => {}
        }
        Citation { document, lines }
    }

    /// A fiscal year, reported where it cannot be read.
    pub(crate) fn year(&mut self, key: &YearKey, here: &Here<'_>) -> Option<FiscalYear> {
        let year = FiscalYear::parse(&key.0);
        if year.is_none() {
            let text = &key.0;
            self.report(
                RuleId::BadYear,
                here,
                say!(
                    "「{text}」は年度として読めません",
                    "`{text}` is not a fiscal year"
                ),
                Some(say!(
                    "2021、R3、令和3、H30、FY30 のように書いてください",
                    "write 2021, R3, 令和3, H30 or FY30"
                )),
            );
        }
        year
    }

    /// A figure with its status, unit and source, verified against the cited lines.
    pub(crate) fn figure(
        &mut self,
        raw: &Scalar,
        unit: &Unit,
        status: ColumnStatus,
        citation: Citation,
        here: &Here<'_>,
    ) -> Figure {
        let read = cell::read(&raw.0).unwrap_or_else(|problem| {
            self.report(RuleId::BadFigure, here, problem.message, Some(problem.help));
            ReadCell {
                value: Err(Missing::Unreadable),
                subset: None,
                mark: None,
            }
        });
        self.verify(&read, &citation, here);
        let reading = self.reading(read.value, read.mark, unit, status, here);
        Figure {
            reading,
            subset: read.subset,
            mark: read.mark,
            note: None,
            inferred: None,
            citation,
        }
    }

    fn reading(
        &mut self,
        value: Result<Decimal, Missing>,
        _mark: Option<Mark>,
        unit: &Unit,
        status: ColumnStatus,
        here: &Here<'_>,
    ) -> Reading {
        let printed = match value {
            Ok(printed) => printed,
            Err(missing) => return Reading::Missing(missing),
        };
        let Some(quantity) = unit.quantity(printed) else {
            let unit = unit.label();
            self.report(
                RuleId::BadFigure,
                here,
                say!(
                    "{printed}{unit} は円の整数になりません",
                    "{printed} {unit} is not a whole number of yen within range"
                ),
                Some(say!(
                    "桁と単位を確かめてください",
                    "check the digits and the unit"
                )),
            );
            return Reading::Missing(Missing::Unreadable);
        };
        match status {
            ColumnStatus::Settled => Reading::Settled(quantity),
            ColumnStatus::Provisional => Reading::Provisional(quantity),
            ColumnStatus::Planned => Reading::Planned(quantity),
        }
    }

    /// Reports a figure whose digits do not stand on the cited lines.
    fn verify(&mut self, read: &ReadCell, citation: &Citation, here: &Here<'_>) {
        let Some(document) = self.documents.get(&*citation.document) else {
            return;
        };
        let has_number = read.value.is_ok() || read.subset.is_some();
        let Some((first, last)) = citation.lines else {
            if has_number && !document.lines.is_empty() {
                self.report(
                    RuleId::MissingCitation,
                    here,
                    say!(
                        "この数値に出典の行がありません",
                        "this figure names no line of its source"
                    ),
                    Some(say!(
                        "at: に資料の行を書いてください",
                        "add the line of the source as `at:`"
                    )),
                );
            }
            return;
        };
        if document.lines.is_empty() {
            return;
        }
        let numbers = numbers_on(&document.lines, first, last);
        for wanted in read.value.ok().into_iter().chain(read.subset) {
            if !numbers.contains(&wanted.abs()) {
                let name = &document.title;
                let range = crate::model::table::range_text(first, last);
                let message = say!(
                    "{wanted} は「{name}」の{range}行にありません",
                    "{wanted} does not stand on line {range} of `{name}`"
                );
                let help = say!(
                    "数値か at: の行を直してください",
                    "correct the value or the line in `at:`"
                );
                self.report(RuleId::CitationMismatch, here, message, Some(help));
            }
        }
    }
}

/// `12` or `12-14`.
fn parse_range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (1 <= first && first <= last).then_some((first, last))
}

/// One citation that spans several of the same document.
fn span(citations: &[Citation]) -> Option<Citation> {
    let document = citations.first()?.document.clone();
    let lines = citations
        .iter()
        .filter(|c| c.document == document)
        .filter_map(|c| c.lines);
    let lines = lines.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
    Some(Citation { document, lines })
}

/// The numbers printed on lines, without sign and separators. Digits split over two lines are joined too.
fn numbers_on(lines: &[String], first: u32, last: u32) -> Vec<Decimal> {
    let end = (last as usize).min(lines.len());
    let cited = &lines[(first as usize - 1).min(end)..end];
    let mut numbers = Vec::new();
    for line in cited {
        collect_numbers(line, &mut numbers);
    }
    numbers
}

fn collect_numbers(line: &str, numbers: &mut Vec<Decimal>) {
    let folded: String = line.chars().map(fold_digit).collect();
    let mut token = String::new();
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => token.push(c),
            ',' if !token.is_empty() && next_is_digit => {}
            '.' if !token.is_empty() && next_is_digit && !token.contains('.') => token.push(c),
            _ => flush(&mut token, numbers),
        }
    }
    flush(&mut token, numbers);
}

fn flush(token: &mut String, numbers: &mut Vec<Decimal>) {
    numbers.extend(Decimal::parse(token));
    token.clear();
}

fn fold_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '，' => ',',
        '．' => '.',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_with_separators_full_width_digits_and_leading_zeros() {
        let mut numbers = Vec::new();
        collect_numbers(
            "計 56,615 ▲ 748 0,862百万円 5０百万円 99.5％ 1,332/27 ,",
            &mut numbers,
        );
        let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        assert_eq!(texts[..2], ["56615", "748"]);
        for wanted in ["862", "50", "99.5", "1332", "27"] {
            assert!(
                numbers.contains(&Decimal::parse(wanted).expect("number")),
                "{wanted}"
            );
        }
    }

    #[test]
    fn ranges_of_lines_are_read_and_nonsense_is_not() {
        assert_eq!(parse_range("12"), Some((12, 12)));
        assert_eq!(parse_range("12-14"), Some((12, 14)));
        assert_eq!(parse_range("14-12"), None);
        assert_eq!(parse_range("0"), None);
        assert_eq!(parse_range("x"), None);
    }
}

//! Evaluation timeline (研究開発課題評価): the period of each project over fiscal years, and when it was evaluated.

mod draw;
mod option;

#[cfg(test)]
mod tests;

use super::datum::{Datum, Status};
use super::table::{Cell, ChartTable, Column, Row};
use super::words::Words;
use super::{ChartSpec, Plot};
use crate::i18n::Messages;
use crate::model::dataset::{Project, Stage};
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::Citation;
use crate::text;

/// Periods and evaluations of projects.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// One lane a project, in official order.
    pub lanes: Vec<Lane>,
}

/// What is known of one project.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    pub name: String,
    /// The project's page, as `kind/id`.
    pub about: String,
    pub period: Option<Span>,
    pub events: Vec<Event>,
    /// Evaluations whose year the printed layout does not decide.
    pub undated: Vec<Stage>,
}

/// Period of a project (事業期間).
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub first: FiscalYear,
    /// Absent where no end is printed.
    pub last: Option<FiscalYear>,
    /// The place of the years is inferred.
    pub inferred: bool,
    pub citation: Citation,
}

/// Evaluations of one year: ex-ante (事前), interim (中間), ex-post (事後).
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub year: FiscalYear,
    pub stage: Stage,
    pub inferred: bool,
    pub citation: Citation,
}

/// The timeline of projects; nothing where no project has two dates.
pub fn spec<'p>(
    words: &Messages,
    id: &str,
    projects: impl Iterator<Item = &'p Project>,
) -> Option<ChartSpec> {
    let lanes: Vec<Lane> = projects
        .map(|project| lane(words, project))
        .filter(|lane| lane.dates().len() > 1)
        .collect();
    let subject = match &lanes[..] {
        [] => return None,
        [only] => words.say("chart-timeline-subject-one", &[("name", &only.name)]),
        _ => words.get("chart-timeline-subject").to_owned(),
    };
    Some(ChartSpec {
        id: id.to_owned(),
        subject,
        unit: words.get("chart-timeline-unit").to_owned(),
        plot: Plot::Timeline(Timeline { lanes }),
    })
}

fn lane(words: &Messages, project: &Project) -> Lane {
    let dated = project
        .evaluations
        .iter()
        .filter_map(|evaluation| Some((evaluation, evaluation.year?)));
    let events = dated.flat_map(|(evaluation, year)| {
        evaluation.stages.iter().map(move |stage| Event {
            year,
            stage: *stage,
            inferred: evaluation.inferred.is_some(),
            citation: evaluation.citation.clone(),
        })
    });
    let undated = project
        .evaluations
        .iter()
        .filter(|evaluation| evaluation.year.is_none());
    let name = match &project.short_name {
        Some(short) => short.clone(),
        None => project.common.name_in(words.lang()).to_owned(),
    };
    Lane {
        name: text::mend_radicals(name.trim()).into_owned(),
        about: project.common.key.clone(),
        period: project.period.as_ref().map(|period| Span {
            first: period.first,
            last: period.last.filter(|last| *last >= period.first),
            inferred: period.inferred.is_some(),
            citation: period.citation.clone(),
        }),
        events: events.collect(),
        undated: undated
            .flat_map(|evaluation| evaluation.stages.iter().copied())
            .collect(),
    }
}

impl Lane {
    /// Every year that is known, in order of appearance.
    fn dates(&self) -> Vec<FiscalYear> {
        let period = self
            .period
            .iter()
            .flat_map(|span| std::iter::once(span.first).chain(span.last));
        period
            .chain(self.events.iter().map(|event| event.year))
            .collect()
    }
}

/// The word for a stage.
fn stage(words: &Messages, stage: Stage) -> &str {
    words.get(match stage {
        Stage::ExAnte => "stage-ex_ante",
        Stage::Interim => "stage-interim",
        Stage::ExPost => "stage-ex_post",
    })
}

/// A year as a figure: the number of the fiscal year.
fn year(words: &Messages, year: FiscalYear, citation: &Citation) -> Datum {
    Datum {
        value: Some(Decimal::new(i64::from(year.0), 0)),
        subset: None,
        status: Status::Settled,
        text: year.long(words.lang()),
        citation: Some(citation.clone()),
        derivation: None,
        printed: None,
    }
}

impl Timeline {
    /// First and last year of the axis.
    fn years(&self) -> (i16, i16) {
        let years = self.lanes.iter().flat_map(Lane::dates).map(|year| year.0);
        years.fold((i16::MAX, i16::MIN), |(low, high), year| {
            (low.min(year), high.max(year))
        })
    }

    pub(super) fn table(&self, words: &Messages) -> ChartTable {
        let head = |id: &str, key: &str| Column::new(id, words.get(key).to_owned(), "");
        let mut rows = Vec::new();
        for lane in &self.lanes {
            let mut add = |what: &str, first: Datum, last: Datum, inferred: bool| {
                let note = if inferred {
                    words.get("mark-inferred")
                } else {
                    ""
                };
                let cells = vec![
                    Cell::key(&lane.name),
                    Cell::key(what),
                    Cell::Figure(first),
                    Cell::Figure(last),
                    Cell::key(note),
                ];
                rows.push(Row {
                    about: lane.about.clone(),
                    ..Row::new(cells)
                });
            };
            if let Some(span) = &lane.period {
                let last = span.last.map_or_else(
                    || Datum::none(words.lang()),
                    |last| year(words, last, &span.citation),
                );
                add(
                    words.get("chart-timeline-period"),
                    year(words, span.first, &span.citation),
                    last,
                    span.inferred,
                );
            }
            for event in &lane.events {
                let datum = year(words, event.year, &event.citation);
                add(
                    stage(words, event.stage),
                    datum.clone(),
                    datum,
                    event.inferred,
                );
            }
        }
        ChartTable {
            columns: vec![
                head("project", "corner-project"),
                head("what", "chart-timeline-what"),
                head("first", "chart-timeline-first"),
                head("last", "chart-timeline-last"),
                head("note", "chart-column-note"),
            ],
            rows,
        }
    }

    pub(super) fn words(&self, words: &Messages, subject: &str) -> Words {
        let (first, last) = self.years();
        let (first, last) = (
            FiscalYear(first).long(words.lang()),
            FiscalYear(last).long(words.lang()),
        );
        let arguments = [("subject", subject), ("first", &first), ("last", &last)];
        match &self.lanes[..] {
            [only] => Words {
                message: only.message(words),
                reading: words.get("chart-reading-timeline").to_owned(),
                sentences: only.undated(words).into_iter().collect(),
            },
            _ => Words {
                message: words.say("chart-timeline-message", &arguments),
                reading: words.get("chart-reading-timeline").to_owned(),
                sentences: self.lanes.iter().map(|lane| lane.sentence(words)).collect(),
            },
        }
    }
}

impl Lane {
    /// Period and dated evaluations.
    fn parts(&self, words: &Messages) -> Vec<String> {
        let period = self.period.as_ref().map(|span| match span.last {
            Some(last) => words.say(
                "chart-timeline-from-to",
                &[
                    ("first", &span.first.long(words.lang())),
                    ("last", &last.long(words.lang())),
                ],
            ),
            None => words.say(
                "chart-timeline-from",
                &[("first", &span.first.long(words.lang()))],
            ),
        });
        let events = self.events.iter().map(|event| {
            words.say(
                "chart-timeline-event",
                &[
                    ("stage", stage(words, event.stage)),
                    ("year", &event.year.long(words.lang())),
                ],
            )
        });
        period.into_iter().chain(events).collect()
    }

    fn message(&self, words: &Messages) -> String {
        let parts = words.list(self.parts(words));
        words.say(
            "chart-timeline-one",
            &[("name", &self.name), ("parts", &parts)],
        )
    }

    /// The evaluations whose year is not decided, each stage once with its number.
    fn undated(&self, words: &Messages) -> Option<String> {
        let counted = [Stage::ExAnte, Stage::Interim, Stage::ExPost].map(|kind| {
            let count = self
                .undated
                .iter()
                .filter(|undated| **undated == kind)
                .count();
            (kind, count)
        });
        let list: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| {
                let arguments = [("stage", stage(words, kind)), ("n", &*count.to_string())];
                words.say("chart-timeline-undated-stage", &arguments)
            })
            .collect();
        let list = words.list(list);
        (!list.is_empty()).then(|| words.say("chart-timeline-undated", &[("list", &list)]))
    }

    /// Period and evaluations in one sentence.
    fn sentence(&self, words: &Messages) -> String {
        let parts: Vec<String> = self
            .parts(words)
            .into_iter()
            .chain(self.undated(words))
            .collect();
        words.say(
            "chart-timeline-sentence",
            &[("name", &self.name), ("parts", &words.list(parts))],
        )
    }
}
